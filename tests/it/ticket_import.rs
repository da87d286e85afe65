//! Tickets of other platforms as people bring them: tables that come again, packages that come back, files that are none.

use std::num::NonZeroUsize;
use std::os::unix::fs::PermissionsExt as _;

use opsctl::bundle::{DosTime, Method, NamesAs, Options, Writer};

use crate::env::World;

const TABLE: &str = "编号,标题,级别,类别,状态,登记时间,问题描述,原因分析,处理结果,备注\n\
    TK-1,申报表打不开,二级,程序bug,待处理,2026-11-20 08:30,点击无反应,,,x\n\
    TK-2,打印乱码,3,操作,已关闭,2026年10月2日,乱码,字体缺失,装上字体,\n\
    TK-3,查询慢,4级,性能,已解决,2026/11/1,很慢,,,\n";

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// A package with these entries.
fn zip(world: &World, name: &str, entries: &[(&str, &[u8])]) {
    let spool = || tempfile::tempfile();
    let options = Options { names: NamesAs::Utf8, time: DosTime::FIRST, threads: NonZeroUsize::MIN, lock: None, spool: &spool };
    let mut writer = Writer::new(Vec::new(), options);
    for (name, bytes) in entries {
        writer.add(name, Method::Deflated, bytes).unwrap();
    }
    world.write(name, writer.finish().unwrap());
}

/// The example adapter, as one of packages of a kind.
fn adapter(world: &World, kind: &str) -> &'static str {
    let sample = world.run(&["ticket", "import", "--adapter-sample"]).out;
    world.write("adapter.toml", sample.replace("kind = \"dispatch\"", &format!("kind = \"{kind}\"")));
    "adapter.toml"
}

#[test]
fn ticket_import_takes_a_table_once_and_its_changes_after() {
    let world = World::new();
    world.write("a.csv", gbk(TABLE));
    let dry = world.run(&["ticket", "import", "a.csv", "--dry-run"]);
    insta::assert_snapshot!(dry.picture(), @"
    + YW-2026-00001 ← TK-1  申报表打不开  （对方：待解决）
    + YW-2026-00002 ← TK-2  打印乱码  （对方：已关闭）
    + YW-2026-00003 ← TK-3  查询慢  （对方：已解决）
    试运行，什么也没有写。导入 a.csv 会新登记 3 张，更新 0 张，0 张没有变化。
    --- stderr
    没有使用“备注”这一列。
    有 2 张在对方已解决或已关闭，这里登记为待解决；--solve 可按直接解决登记（见 --help）。
    --- exit 0
    ");
    assert!(!world.path("data").exists(), "a dry run makes nothing");
    let solved = world.run(&["ticket", "import", "a.csv", "--solve"]);
    insta::assert_snapshot!(solved.picture(), @"
    已从 a.csv 导入：新登记 3 张，更新 0 张，没有变化 0 张。
    --- stderr
    没有使用“备注”这一列。
    错误：YW-2026-00003 ：“直接解决”之前要写明：事件原因分析、处理结果。
    提示：用 --set cause=… 填写。
    配置 [ticket.people] 没有写谁是什么角色，因此没有限制谁能做哪一步。
    --- exit 1
    ");
    let again = world.run(&["--quiet", "ticket", "import", "a.csv", "--solve"]);
    assert_eq!((again.code, again.out.as_str()), (0, "a.csv 中的 3 张都已导入过，没有变化。\n"));

    // Level is changed on both sides, the state only over there; the second ticket is closed here and changes there.
    world.run(&["ticket", "edit", "YW-2026-00001", "--set", "level=3"]);
    world.run(&["ticket", "verify", "YW-2026-00002"]);
    world.run(&["ticket", "close", "YW-2026-00002"]);
    let changed = TABLE.replace("二级", "一级").replace("待处理", "进行中").replace("打印乱码", "打印全是乱码").replace("很慢", "更慢了");
    world.write("b.csv", changed);
    insta::assert_snapshot!(world.run(&["ticket", "import", "b.csv", "--dry-run"]).picture(), @"
    ~ YW-2026-00001 ← TK-1  （对方：处理中）
        ! YW-2026-00001 的“级别”两边都改过：这里是“3”，对方是“1”，上次导入是“2”；保留这里的，请核对后决定。
    ~ YW-2026-00003 ← TK-3
        问题描述：很慢 → 更慢了
    试运行，什么也没有写。导入 b.csv 会新登记 0 张，更新 2 张，0 张没有变化。
    --- stderr
    没有使用“备注”这一列。
    错误：YW-2026-00002 是“已关闭”，内容不能再改；可以记录（note）和挂附件。
    提示：对方的 TK-2 改了：标题。需要时重新打开（ticket reopen），或记下来（ticket note）。
    --- exit 1
    ");
    let merged = world.run(&["--quiet", "ticket", "import", "b.csv"]);
    insta::assert_snapshot!(merged.picture(), @"
    已从 b.csv 导入：新登记 0 张，更新 2 张，没有变化 0 张。
    --- stderr
    YW-2026-00001 的“级别”两边都改过：这里是“3”，对方是“1”，上次导入是“2”；保留这里的，请核对后决定。
    错误：YW-2026-00002 是“已关闭”，内容不能再改；可以记录（note）和挂附件。
    提示：对方的 TK-2 改了：标题。需要时重新打开（ticket reopen），或记下来（ticket note）。
    --- exit 1
    ");
    let shown = world.run(&["ticket", "show", "YW-2026-00001"]).out;
    assert!(shown.contains("级别：3\n") && shown.contains("两边都改过") && shown.contains("运维平台上的状态：处理中"), "{shown}");
    assert!(shown.contains("2026-11-20 08:30  张工  受理：运维平台的登记时间"), "{shown}");
    let same = world.run(&["--quiet", "ticket", "import", "b.csv"]);
    assert!(same.code == 1 && same.err.contains("YW-2026-00002") && !same.err.contains("两边都改过"), "told until done: {}", same.err);
    assert_eq!(world.run(&["ticket", "show", "YW-2026-00001"]).out, shown, "a conflict is noted once");
}

#[test]
fn ticket_import_leaves_nothing_half_done() {
    let world = World::new();
    world.write("bad.csv", "编号,标题,级别,状态\nX1,,九级,什么\nX2,好,2,待处理\nX3,坏,9,待处理\n");
    let refused = world.run(&["ticket", "import", "bad.csv"]);
    insta::assert_snapshot!(refused.picture(), @"
    --- stderr
    错误：文件 bad.csv 有 2 行有误，什么也没有导入：
    提示：改正后再导入；或加 --skip-bad 跳过这些行，导入其余的。
    错误：第 2 行：“标题”没有填写。
    错误：第 2 行“级别”：“九级”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。
    错误：第 2 行“状态”：不认识状态“什么”；写在映射文件的 [status] values 里。
    错误：第 4 行“级别”：“9”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。
    --- exit 3
    ");
    assert!(!world.path("data").exists());
    let others = world.run(&["ticket", "import", "bad.csv", "--skip-bad"]);
    assert_eq!(others.code, 1, "{}", others.err);
    assert!(others.out.contains("新登记 1 张") && others.err.contains("跳过了 2 行"), "{others:?}");

    let many: String = (0..80).map(|n| format!("M{n},标题,9\n")).collect();
    world.write("many.csv", format!("编号,标题,级别\n{many}"));
    let told = world.run(&["ticket", "import", "many.csv"]);
    assert!(told.code == 3 && told.err.contains("有 80 行有误") && told.err.contains("另有 30 处没有列出"), "{}", told.err);

    // A mapping without a title: what has none is no ticket.
    world.write("map.toml", "name = \"甲\"\n[number]\ncolumn = \"编号\"\n[fields]\nlevel = { column = \"级别\" }\n");
    let untitled = world.run(&["ticket", "import", "bad.csv", "--map", "map.toml", "--skip-bad"]);
    assert!(untitled.code == 3 && untitled.err.contains("第 3 行：“标题”没有填写"), "{untitled:?}");
    for args in [&["a.csv", "--map-sample"][..], &["bad.csv", "--zip-encoding", "gbk"], &["bad.csv", "--map", "none.toml"], &[]] {
        let wrong = world.run(&[&["ticket", "import"][..], args].concat());
        assert_eq!(wrong.code, 3, "{args:?}: {}", wrong.err);
    }
}

#[test]
fn ticket_import_form_is_read_as_it_is_written() {
    let world = World::new();
    for lang in ["zh-CN", "en"] {
        let form = world.run(&["--lang", lang, "ticket", "import", "--template", "form.xlsx"]);
        assert_eq!(form.code, 0, "{}", form.err);
        let empty = world.run(&["--lang", lang, "ticket", "import", "form.xlsx"]);
        assert_eq!(empty.code, 0, "{}", empty.err);
    }
    world.write("map.toml", world.run(&["ticket", "import", "--map-sample"]).out);
    world.write("a.csv", TABLE);
    assert_eq!(world.run(&["ticket", "import", "a.csv", "--map", "map.toml"]).code, 0);
    assert!(world.run(&["ticket", "import", "a.csv"]).out.contains("没有变化"), "the sample is what is used without");
}

#[test]
fn ticket_packages_of_others_go_out_and_come_back() {
    let world = World::new();
    world.write("a.csv", TABLE);
    world.run(&["ticket", "import", "a.csv"]);
    world.write("截图.png", b"picture");
    world.run(&["ticket", "attach", "YW-2026-00001", "截图.png"]);
    world.run(&["ticket", "dispatch", "YW-2026-00001"]);
    let adapter = adapter(&world, "report");
    let stranger = "<Problems><Problem id='YW-2026-00002'><Base><Title>别处的单</Title></Base></Problem></Problems>";
    zip(&world, "stranger.zip", &[("tickets/1.xml", stranger.as_bytes())]);
    let made = world.run(&["ticket", "import", "stranger.zip", "--adapter", adapter, "--dry-run"]);
    assert!(made.out.starts_with("+ YW-2026-00004 ← YW-2026-00002"), "a number that happens to be one of ours: {}", made.out);
    let out = &["ticket", "export", "YW-2026-00001", "--adapter", adapter, "--out", "out.zip"];
    let written = world.run(out);
    assert_eq!((written.code, written.out.as_str()), (0, "已写入 out.zip：1 张单，1 个附件。\n"), "{}", written.err);
    let bytes = std::fs::read(world.path("out.zip")).unwrap();
    world.run(out);
    assert_eq!(std::fs::read(world.path("out.zip")).unwrap(), bytes, "the same tickets are the same bytes");

    // They found the cause and call it solved; a file comes along.
    let answer = "<Problems><Problem id='YW-2026-00001'><Base level='2'><Title>申报表打不开</Title><State>已解决</State></Base>\
                  <Plan><Cause>空指针</Cause></Plan><Files><File href='files/fix.log'><Name>修复.log</Name></File></Files></Problem></Problems>";
    zip(&world, "back.zip", &[("tickets/1.xml", answer.as_bytes()), ("files/fix.log", b"fixed")]);
    let back = &["ticket", "import", "back.zip", "--adapter", adapter];
    insta::assert_snapshot!(world.run(&[&back[..], &["--dry-run"]].concat()).picture(), @"
    ~ YW-2026-00001 ← YW-2026-00001  （对方：已解决）  已分派 → 已解决
        事件原因分析：（空） → 空指针
        附件：修复.log
    试运行，什么也没有写。导入 back.zip 会新登记 0 张，更新 1 张，0 张没有变化。
    --- stderr
    --- exit 0
    ");
    assert!(world.run(back).out.contains("更新 1 张"));
    let shown = world.run(&["ticket", "show", "YW-2026-00001"]).out;
    assert!(shown.contains("已解决") && shown.contains("事件原因分析：空指针") && shown.contains("修复.log"), "{shown}");
    assert!(!shown.contains("内容不在本库"), "{shown}");
    assert!(world.run(back).out.contains("没有变化"));
    assert_eq!(world.run(&["ticket", "show", "YW-2026-00001"]).out, shown);
}

#[test]
fn ticket_packages_for_others_are_masked_where_they_are_to_be() {
    let world = World::new();
    let adapter = adapter(&world, "report");
    world.run(&["ticket", "new", "申报表打不开", "--symptom", "保存后报错，电话13812345678", "--kind", "程序问题"]);
    world.write("截图.png", b"picture");
    world.run(&["ticket", "attach", "YW-2026-00001", "截图.png"]);
    let out = ["ticket", "export", "YW-2026-00001", "--adapter", adapter, "--out", "out.zip"];
    let holds = |needle: &[u8]| {
        let mut zip = ::zip::ZipArchive::new(std::fs::File::open(world.path("out.zip")).unwrap()).unwrap();
        (0..zip.len()).any(|at| {
            let mut bytes = Vec::new();
            std::io::copy(&mut zip.by_index(at).unwrap(), &mut bytes).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle)
        })
    };
    world.run(&out);
    assert!(holds(b"13812345678") && holds(b"picture"));
    let masked = world.run(&[&out[..], &["--mask"]].concat());
    insta::assert_snapshot!(masked.picture(), @"
    已写入 out.zip：1 张单，0 个附件。
    --- stderr
    已脱敏 1 处记录。
    1 个附件没有导出：脱敏的包默认不带附件；确认内容可以外发后加 --with-files 。
    --- exit 0
    ");
    assert!(!holds(b"13812345678") && !holds(b"picture") && holds(&gbk("保存后报错")));
    world.run(&[&out[..], &["--mask", "--with-files"]].concat());
    assert!(!holds(b"13812345678") && holds(b"picture"));
    // A site may have it always.
    let config = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", format!("{config}[ticket]\nmask-exports = true\n"));
    assert_eq!(world.run(&out).code, 0);
    assert!(!holds(b"13812345678") && !holds(b"picture"));
}

#[test]
fn ticket_packages_that_are_not_sound_are_told_and_change_nothing() {
    let world = World::new();
    let adapter = adapter(&world, "dispatch");
    let ticket =
        "<Problems><Problem id='N1'><Base><Title>t</Title></Base><Files><File href='files/none.png'/></Files></Problem></Problems>";
    zip(&world, "nofile.zip", &[("tickets/1.xml", ticket.as_bytes())]);
    zip(&world, "other.zip", &[("readme.txt", b"x")]);
    zip(&world, "dtd.zip", &[("tickets/1.xml", b"<!DOCTYPE x><Problems/>")]);
    let whole = std::fs::read(world.path("nofile.zip")).unwrap();
    world.write("cut.zip", &whole[..whole.len() - 30]);
    let mut slip = whole;
    for at in 0..slip.len() - 13 {
        if slip[at..].starts_with(b"tickets/1.xml") {
            slip[at..at + 13].copy_from_slice(b"../ckets/1.xm");
        }
    }
    world.write("slip.zip", slip);
    let told = |name: &str| {
        let refused = world.run(&["ticket", "import", name, "--adapter", adapter]);
        assert_eq!(refused.code, 3, "{name}");
        refused.err
    };
    let all: String = ["nofile.zip", "other.zip", "dtd.zip", "cut.zip", "slip.zip"].map(told).join("\n");
    insta::assert_snapshot!(all, @"
    错误：文件 nofile.zip 有 1 行有误，什么也没有导入：
    错误：第 tickets/1.xml:1 行：包里没有附件“files/none.png”。

    错误：数据包 other.zip 里没有名为 tickets/*.xml 的文件，可能是另一种格式的包。

    错误：dtd.zip/tickets/1.xml:1 ：含有 DOCTYPE ，可能有害，没有读。

    错误：cut.zip 不是 ZIP，或者没有拷全：找不到结尾记录。
    提示：与来源比较字节数和 SHA-256，重新拷贝；来源也是这样，就请对方重新导出。

    错误：slip.zip/../ckets/1.xm 的名称里有“..”，解包会写到别处。
    提示：通常的打包软件不会做出这样的包，可能有人动过：不要用别的软件打开，先向对方核实来历。

    ");
    assert!(!world.path("data").exists());

    world.write("a.csv", TABLE);
    world.run(&["ticket", "import", "a.csv"]);
    world.write("pw", "一个密码\n");
    std::fs::set_permissions(world.path("pw"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let locked = world.run(&["ticket", "export", "YW-2026-00001", "--adapter", adapter, "--out", "locked.zip", "--password-file", "pw"]);
    assert_eq!(locked.code, 0, "{}", locked.err);
    assert!(told("locked.zip").contains("需要密码"));
    let opened = world.run(&["ticket", "import", "locked.zip", "--adapter", adapter, "--password-file", "pw"]);
    assert_eq!(opened.code, 0, "{}", opened.err);
}
