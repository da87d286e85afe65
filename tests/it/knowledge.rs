//! The knowledge base as people use it: a closed ticket leaves a draft, others review it, nothing leaves that had to be masked.

use crate::env::{Output, World};

const PEOPLE: &str = "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n[ticket.people]\n\
                      \"张工\" = [\"second\"]\n\"王经理\" = [\"manager\"]\n\"李经理\" = [\"manager\"]\n\"赵一\" = [\"first\", \"submitter\"]\n";

/// The command as somebody.
fn by(world: &World, name: &str, args: &[&str]) -> Output {
    world.run(&[&["--operator", name], args].concat())
}

/// Writes a ticket down and solves it, with a mobile number in its symptom and a password in its solution.
fn solve(world: &World, title: &str) {
    let no = "YW-2026-00001";
    let steps: [&[&str]; 3] = [
        &[
            "ticket",
            "new",
            title,
            "--symptom",
            "纳税人13800138000反映保存时报ORA-1555",
            "--kind",
            "fault",
            "--level",
            "3",
            "--module",
            "申报",
        ],
        &["ticket", "assign", no, "--to", "张工"],
        &["ticket", "resolve", no, "-s", "cause=UNDO表空间不足", "-s", "solution=扩大UNDO表空间\n密码：abc123", "-s", "result=已恢复"],
    ];
    for step in steps {
        let done = world.run(step);
        assert_eq!(done.code, 0, "{step:?} {done:?}");
    }
}

/// One world without named people, whose ticket is closed.
fn closed() -> World {
    let world = World::new();
    solve(&world, "申报表保存失败");
    assert_eq!(world.run(&["ticket", "verify", "YW-2026-00001", "--satisfaction", "very"]).code, 0);
    let done = world.run(&["ticket", "close", "YW-2026-00001"]);
    assert!(done.code == 0 && done.err.contains("YW-2026-00001 的知识草稿：K-2026-0001"), "{done:?}");
    world
}

#[test]
fn knowledge_comes_of_a_closed_ticket_once() {
    let world = closed();
    let again = world.run(&["kb", "draft", "YW-2026-00001"]);
    assert!(again.code == 0 && again.out.is_empty() && again.err.contains("已有知识 K-2026-0001"), "{again:?}");
    let none = world.run(&["kb", "draft", "YW-2026-00009"]);
    assert!(none.code == 3 && none.err.contains("没有编号为 YW-2026-00009"), "{none:?}");
    for words in ["ORA-01555", "ora1555", "申报", "YW-2026-00001", "保存"] {
        let found = world.run(&["kb", "search", words]);
        assert!(found.code == 0 && found.out.contains("* 草稿"), "{words}: {found:?}");
    }
    assert!(world.run(&["kb", "search", "发票"]).out.contains("没有符合条件"));
    assert_eq!(world.run(&["kb", "search", "!?"]).code, 3);
}

#[test]
fn knowledge_is_published_by_others_than_its_author_and_only_masked() {
    let world = World::new();
    solve(&world, "申报表保存失败");
    world.write("opsctl.toml", PEOPLE);
    assert_eq!(by(&world, "张工", &["kb", "draft", "YW-2026-00001"]).code, 0);
    let id = "K-2026-0001";
    let first = by(&world, "赵一", &["kb", "edit", id, "-s", "title=别的"]);
    assert!(first.code == 3 && first.err.contains("由编写人"), "{first:?}");
    let own = by(&world, "张工", &["kb", "review", id]);
    assert!(own.code == 3 && own.err.contains("由审核人"), "{own:?}");
    assert_eq!(by(&world, "王经理", &["kb", "edit", id, "-s", "user-type=税务人员", "-s", "分类=申报"]).code, 0);
    let wrote = by(&world, "王经理", &["kb", "review", id]);
    assert!(wrote.code == 3 && wrote.err.contains("王经理写的"), "who writes in it is its author: {wrote:?}");
    let reviewed = by(&world, "李经理", &["kb", "review", id]);
    assert!(reviewed.code == 0 && reviewed.err.contains("现象 手机号 1 处"), "{reviewed:?}");

    let refused = by(&world, "李经理", &["kb", "publish", id]);
    assert!(refused.code == 3 && refused.err.contains("现象 手机号 1 处、解决步骤 密码或密钥 1 处"), "{refused:?}");
    assert!(!refused.err.contains("13800138000") && !refused.err.contains("abc123"), "never the value: {refused:?}");
    assert!(by(&world, "李经理", &["kb", "edit", id, "-s", "title=x"]).err.contains("只改草稿"));
    let masked = by(&world, "李经理", &["kb", "edit", id, "--mask"]);
    assert!(masked.code == 0 && masked.err.contains("手机号 1 处、密码或密钥 1 处"), "{masked:?}");
    assert!(by(&world, "李经理", &["kb", "publish", id]).out.contains("已审 → 已发布"));
    assert!(by(&world, "李经理", &["kb", "review", id]).err.contains("可以：复核、修订、作废"));
    let shown = by(&world, "李经理", &["kb", "show", "k-2026-0001"]);
    assert!(shown.out.contains("138******00") && !shown.out.contains("abc123") && shown.out.contains("审核人：李经理"), "{shown:?}");
    assert!(by(&world, "李经理", &["kb", "withdraw", id]).err.contains("要写原因"));
}

#[test]
fn knowledge_is_due_after_a_year_and_left_out_of_nothing() {
    let world = closed();
    assert_eq!(world.run(&["kb", "edit", "K-2026-0001", "--mask"]).code, 0);
    for step in ["review", "publish"] {
        let done = by(&world, "王经理", &["kb", step, "K-2026-0001"]);
        assert!(done.code == 0 && done.err.contains("没有限制谁能做哪一步"), "{done:?}");
    }
    let fine = world.run(&["kb", "check"]);
    assert!(fine.code == 0 && fine.err.contains("都没有到期"), "{fine:?}");
    let later = |args: &[&str]| {
        let mut command = world.command(args);
        command.env("OPSCTL_NOW", "2027-12-01T08:00:00+08:00");
        world.finish(command)
    };
    let due = later(&["kb", "check"]);
    assert!(due.code == 1 && due.out.contains("! 待复核（久未复核）") && due.err.contains("1 条知识到期"), "{due:?}");
    assert!(later(&["kb", "list", "--due"]).out.contains("K-2026-0001"));
    assert_eq!(later(&["kb", "export", "-o", "手册.md", "-o", "手册.docx", "-o", "手册.xlsx"]).code, 0);
    let book = std::fs::read_to_string(world.path("手册.md")).unwrap();
    assert!(book.contains("> 本条待复核") && book.contains("### K-2026-0001　申报表保存失败"), "{book}");
    assert_eq!(later(&["--operator", "王经理", "kb", "confirm", "K-2026-0001"]).code, 0);
    assert_eq!(later(&["kb", "check"]).code, 0);

    // A rule that came later holds for what is published as well.
    world.write("mask.toml", "terms = [\"UNDO\"]\n");
    world.write("opsctl.toml", "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n[ticket]\nmask = \"mask.toml\"\n");
    let leaks = later(&["kb", "export", "-o", "new.md"]);
    assert!(leaks.code == 3 && leaks.err.contains("本单位规定的词"), "{leaks:?}");
    assert!(!world.path("new.md").exists() && later(&["kb", "check"]).code == 1);
    assert_eq!(later(&["kb", "export", "-o", "手册.pdf"]).code, 3);
}

#[test]
fn knowledge_lacks_where_the_same_comes_again() {
    let world = World::new();
    for who in ["甲", "乙"] {
        let done = world.run(&[
            "ticket",
            "new",
            "发票打印白屏",
            "--symptom",
            "点打印后窗口空白，联系人：王小明",
            "--module",
            "发票",
            "--reporter",
            who,
        ]);
        assert_eq!(done.code, 0, "{done:?}");
    }
    let hot = world.run(&["kb", "hot", "-o", "热点.xlsx", "-o", "热点.docx"]);
    assert!(hot.code == 0 && hot.out.contains("重复发生未建知识") && hot.out.contains("发票打印白屏"), "{hot:?}");
    assert!(world.path("热点.xlsx").exists() && world.path("热点.docx").exists());
    assert_eq!(world.run(&["kb", "hot", "--days", "0"]).code, 3);
}

#[test]
fn masking_is_a_tool_of_its_own() {
    let world = World::new();
    world.write("log.txt", "电话 13800138000\n密码：abc123\nORA-01555\n");
    insta::assert_snapshot!(world.run(&["kb", "mask", "log.txt"]).picture(), @"
    电话 138******00
    密码：***
    ORA-01555
    --- stderr
    遮蔽了：手机号 1 处、密码或密钥 1 处。
    --- exit 0
    ");
    world.write("gbk.txt", encoding_rs::GBK.encode("口令：abc123").0);
    let gbk = world.run(&["kb", "mask", "gbk.txt"]);
    assert!(gbk.out == "口令：***" && gbk.err.contains("GB18030"), "{gbk:?}");
    world.write("bin", [0_u8, 255, 1]);
    assert_eq!(world.run(&["kb", "mask", "bin"]).code, 3);
    world.write("mask.toml", "terms = [\"王\"]\npatterns = [\"(\", \"a*\"]\n");
    world.write("opsctl.toml", "data-dir = \"data\"\n[ticket]\nmask = \"mask.toml\"\n");
    let wrong = world.run(&["kb", "mask", "log.txt"]);
    assert!(wrong.code == 3 && wrong.out.is_empty() && wrong.err.contains("mask.toml:1") && wrong.err.contains("mask.toml:2"), "{wrong:?}");
}
