//! Tickets through the binary: one life on two platforms, what is refused on the way, and packages that somebody spoilt.

use std::io::{Read, Write};
use std::path::PathBuf;

use crate::env::{Output, World};

/// The two platforms, and the stick that goes between them.
struct Two {
    ops: World,
    problem: World,
}

impl Two {
    fn new() -> Self {
        let people = "[ticket.people]\n\"一线\" = [\"first\"]\n\"张工\" = [\"second\", \"desk\"]\n\"李科\" = [\"submitter\"]\n\"王五\" = [\"third\"]\n";
        let site = |side: &str| {
            let world = World::new();
            let head = "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n";
            world.write("opsctl.toml", format!("{head}[ticket]\nside = \"{side}\"\nname = \"某省税务局\"\n{people}"));
            world
        };
        Self { ops: site("ops"), problem: site("problem") }
    }

    /// Carries a file over.
    fn carry(&self, name: &str, to_problem: bool) -> PathBuf {
        let (from, to) = if to_problem { (&self.ops, &self.problem) } else { (&self.problem, &self.ops) };
        std::fs::copy(from.path(name), to.path(name)).unwrap();
        to.path(name)
    }

    /// A ticket that is dispatched and known to have arrived.
    fn dispatched() -> Self {
        let two = Self::new();
        two.ops.write("截图.png", b"\x89PNG not really");
        good(&two.ops.run(&[
            "ticket",
            "new",
            "申报保存时报 ORA-01555",
            "--symptom",
            "点击保存后报错，电话13812345678",
            "--kind",
            "程序问题",
            "--level",
            "3",
            "--module",
            "申报",
            "--attach",
            "截图.png",
        ]));
        good(&two.ops.run(&["ticket", "dispatch", NO]));
        good(&two.ops.run(&["ticket", "export-zip", "--kind", "dispatch", "--out", "z1.zip"]));
        two.carry("z1.zip", true);
        let taken = two.problem.run(&["ticket", "import-zip", "z1.zip", "--receipt", "r1.json"]);
        good(&taken);
        two.carry("r1.json", false);
        good(&two.ops.run(&["ticket", "receipt", "r1.json"]));
        two
    }
}

const NO: &str = "YW-2026-00001";

fn good(output: &Output) {
    assert_eq!(output.code, 0, "{}", output.picture());
}

fn by(world: &World, who: &str, args: &[&str]) -> Output {
    let all: Vec<&str> = ["--operator", who].into_iter().chain(args.iter().copied()).collect();
    world.run(&all)
}

/// Ids and digests differ with every word of the program; what a story tells does not.
fn plain(output: &Output) -> String {
    let ids = regex::Regex::new(r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}\b").unwrap();
    let sizes = regex::Regex::new(r"(docx  )\d+ B").unwrap();
    sizes.replace_all(&ids.replace_all(&output.picture(), "<id>"), "${1}<n> B").into_owned()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, read from top to bottom")]
fn ticket_life_on_two_platforms() {
    let two = Two::new();
    two.ops.write("截图.png", b"\x89PNG not really");
    let made = two.ops.run(&[
        "ticket",
        "new",
        "申报保存时报 ORA-01555",
        "--symptom",
        "点击保存后报错",
        "--kind",
        "程序问题",
        "--level",
        "3级",
        "--module",
        "申报",
        "--attach",
        "截图.png",
    ]);
    insta::assert_snapshot!(plain(&made), @"
    已登记问题单 YW-2026-00001 。
    --- stderr
    --- exit 0
    ");
    let refused = by(&two.ops, "一线", &["ticket", "dispatch", NO]);
    insta::assert_snapshot!(plain(&refused), @"
    --- stderr
    错误：YW-2026-00001 ：“下发三线”由二线做，操作人是：一线。
    提示：角色写在配置的 [ticket.people] ；用 --operator 指明操作人。
    --- exit 3
    ");
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "dispatch", NO])), @"
    YW-2026-00001 ：待解决 → 已分派
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "export-zip", "--kind", "dispatch", "--out", "z1.zip"])), @"
    已导出 z1.zip ：Z1 下发，1 张单，编号 <id> 。
    --- stderr
    对方导入后会有回执文件，用 opsctl ticket receipt 登记；登记之前状态不变。
    --- exit 0
    ");
    two.carry("z1.zip", true);
    insta::assert_snapshot!(plain(&two.problem.run(&["ticket", "import-zip", "z1.zip", "--dry-run"])), @"
    YW-2026-00001  新单  已录入  附件 截图.png
    试运行，没有写入。Z1 下发：新单 1 张，更新 0 张，没有新内容 0 张。
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&two.problem.run(&["ticket", "import-zip", "z1.zip", "--receipt", "r1.json"])), @"
    YW-2026-00001  新单  已录入  附件 截图.png
    已导入 Z1 下发：新单 1 张，更新 0 张，没有新内容 0 张。
    回执：r1.json ，请交给对方。
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&two.problem.run(&["ticket", "import-zip", "z1.zip", "--receipt", "r1.json"])), @"
    已导入过：Z1 下发，编号 <id> ，没有变化。
    回执：r1.json ，请交给对方。
    --- stderr
    --- exit 0
    ");
    two.carry("r1.json", false);
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "receipt", "r1.json"])), @"
    对方已收到：Z1 下发，编号 <id> 。
    YW-2026-00001 ：已分派 → 已导出
    --- stderr
    --- exit 0
    ");

    let third = |args: &[&str]| by(&two.problem, "王五", args);
    good(&third(&["ticket", "accept", NO]));
    let early = third(&["ticket", "plan", NO]);
    insta::assert_snapshot!(plain(&early), @"
    --- stderr
    错误：YW-2026-00001 ：“制定计划”之前要写明：事件原因分析、预计解决方案、计划解决时间。
    提示：用 --set cause=… 填写。
    --- exit 3
    ");
    good(&third(&["ticket", "plan", NO, "-s", "cause=撤销段过小", "-s", "solution=改为分批提交", "-s", "计划解决时间=2026-11-25"]));
    good(&two.problem.run(&["ticket", "export-zip", "--kind", "plan", "--out", "z2.zip"]));
    two.carry("z2.zip", false);
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "import-zip", "z2.zip"])), @"
    YW-2026-00001  已导出 → 处理中  附件 YW-2026-00001 事件原因分析与预计解决方案.docx
        三线责任人：（空） → 王五
        事件原因分析：（空） → 撤销段过小
        预计解决方案：（空） → 改为分批提交
        计划解决时间：（空） → 2026-11-25 23:59:59
    已导入 Z2 计划：新单 0 张，更新 1 张，没有新内容 0 张。
    回执：receipt-<id>.json ，请交给对方。
    --- stderr
    --- exit 0
    ");

    good(&third(&["ticket", "develop", NO]));
    good(&third(&["ticket", "test", NO]));
    good(&third(&["ticket", "resolve", NO, "-s", "result=已改为分批提交并通过测试", "-s", "release=V2.3.1"]));
    good(&two.problem.run(&["ticket", "export-zip", "--kind", "report", "--out", "z3.zip"]));
    two.carry("z3.zip", false);
    good(&two.ops.run(&["ticket", "import-zip", "z3.zip"]));
    let unverified = two.ops.run(&["ticket", "close", NO]);
    insta::assert_snapshot!(plain(&unverified), @"
    --- stderr
    错误：YW-2026-00001 还没有验证通过，不能关闭。
    提示：问题提交人确认后：opsctl ticket verify YW-2026-00001
    --- exit 3
    ");
    good(&by(&two.ops, "李科", &["ticket", "verify", NO, "--satisfaction", "非常满意"]));
    good(&two.ops.run(&["ticket", "close", NO]));
    good(&two.ops.run(&["ticket", "export-zip", "--kind", "close", "--out", "z4.zip"]));
    two.carry("z4.zip", true);
    good(&two.problem.run(&["ticket", "import-zip", "z4.zip"]));
    insta::assert_snapshot!(plain(&two.problem.run(&["ticket", "list"])), @"
    单号           状态    级别  类别      模块  处理人  登记         到期  标题
    YW-2026-00001  已关闭  3     程序问题  申报          11-22 08:00        申报保存时报 ORA-01555
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "show", NO])), @"
    YW-2026-00001  已关闭  申报保存时报 ORA-01555
    问题平台：上报

    类别：程序问题
    级别：3
    模块：申报
    提交人：张工
    问题描述：点击保存后报错
    三线责任人：王五
    事件原因分析：撤销段过小
    预计解决方案：改为分批提交
    计划解决时间：2026-11-25 23:59
    处理结果：已改为分批提交并通过测试
    解决版本：V2.3.1
    满意度：非常满意

    过程
      2026-11-22 08:00  待解决  张工
      2026-11-22 08:00  已分派  张工
      2026-11-22 08:00  已导出  张工
      2026-11-22 08:00  处理中  张工
      2026-11-22 08:00  已解决  张工
      2026-11-22 08:00  已关闭  张工

    时限
      电话响应  到期  2026-11-22 09:00  按时
      当日问题单当日回复  到期  2026-11-23 18:00  按时
      程序问题答复原因  到期  2026-11-24 09:00  按时
      承诺的解决时间  到期  2026-11-25 23:59  按时
      交换包回执  到期  2026-11-23 14:30  按时
      交换包回执  到期  2026-11-23 14:30  已用 0%

    附件
      YW-2026-00001 事件原因分析与预计解决方案.docx  <n> B
      截图.png  15 B

    交换包
      2026-11-22 08:00  Z1 下发  发出，对方已收  <id>
      2026-11-22 08:00  Z2 计划  收到  <id>
      2026-11-22 08:00  Z4 关闭  发出，待回执  <id>
      2026-11-22 08:00  Z3 上报  收到  <id>
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "packages"])), @"
    编号      种类     方向  时间                 单数  回执    文件
    <id>  Z4 关闭  发出  2026-11-22 08:00:00  1     待回执  z4.zip
    <id>  Z1 下发  发出  2026-11-22 08:00:00  1     已收到  z1.zip
    <id>  Z3 上报  收到  2026-11-22 08:00:00  1     已开    z3.zip
    <id>  Z2 计划  收到  2026-11-22 08:00:00  1     已开    z2.zip
    --- stderr
    --- exit 0
    ");
}

#[test]
fn ticket_rejected_goes_out_again_in_the_next_round() {
    let two = Two::dispatched();
    let third = |args: &[&str]| good(&by(&two.problem, "王五", args));
    let solve = |name: &str| {
        third(&["ticket", "accept", NO]);
        third(&["ticket", "plan", NO, "-s", "cause=锁", "-s", "solution=改", "-s", "planned=2026-11-25"]);
        third(&["ticket", "develop", NO]);
        third(&["ticket", "test", NO]);
        third(&["ticket", "resolve", NO, "-s", "result=已改", "-s", "release=V2"]);
        good(&two.problem.run(&["ticket", "export-zip", "--kind", "report", "--out", name]));
        two.carry(name, false);
        good(&two.ops.run(&["ticket", "import-zip", name]));
    };
    // The plan was lost on the way: the report holds it, too.
    solve("z3.zip");
    good(&by(&two.ops, "李科", &["ticket", "reject", NO, "还是报错"]));
    good(&two.ops.run(&["ticket", "export-zip", "--kind", "redispatch", "--out", "z5.zip"]));
    two.carry("z5.zip", true);
    good(&two.problem.run(&["ticket", "import-zip", "z5.zip", "--receipt", "r5.json"]));
    // An old package that turns up again takes nothing back.
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "import-zip", "z3.zip"])), @"
    已导入过：Z3 上报，编号 <id> ，没有变化。
    回执：receipt-<id>.json ，请交给对方。
    --- stderr
    --- exit 0
    ");
    two.carry("r5.json", false);
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "receipt", "r5.json"])), @"
    对方已收到：Z5 重新下发，编号 <id> 。
    YW-2026-00001 ：未通过 → 已导出
    --- stderr
    --- exit 0
    ");
    solve("z3b.zip");
    let list = two.ops.run(&["ticket", "list", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!((rows[0]["status"].as_str(), rows[0]["round"].as_u64()), (Some("resolved"), Some(2)));
}

#[test]
fn ticket_written_by_both_is_decided_by_a_person() {
    let two = Two::dispatched();
    good(&two.ops.run(&["ticket", "edit", NO, "-s", "module=发票"]));
    let third = |args: &[&str]| good(&by(&two.problem, "王五", args));
    third(&["ticket", "accept", NO]);
    third(&["ticket", "plan", NO, "-s", "module=征收", "-s", "cause=锁", "-s", "solution=改", "-s", "planned=2026-11-25"]);
    good(&two.problem.run(&["ticket", "export-zip", "--kind", "plan", "--out", "z2.zip"]));
    two.carry("z2.zip", false);
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "import-zip", "z2.zip"])), @"
    YW-2026-00001  已导出 → 处理中  附件 YW-2026-00001 事件原因分析与预计解决方案.docx
        三线责任人：（空） → 王五
        事件原因分析：（空） → 锁
        预计解决方案：（空） → 改
        计划解决时间：（空） → 2026-11-25 23:59:59
      ! 模块：双方都改过，保留我方 发票；对方 征收
    已导入 Z2 计划：新单 0 张，更新 1 张，没有新内容 0 张。
    回执：receipt-<id>.json ，请交给对方。
    --- stderr
    --- exit 1
    ");
    insta::assert_snapshot!(plain(&two.ops.run(&["ticket", "edit", NO, "--theirs", "模块", "--reason", "以三线为准"])), @"
    YW-2026-00001 已记录（处理中）。
    --- stderr
    --- exit 0
    ");
    good(&two.ops.run(&["ticket", "export-zip", NO, "--kind", "dispatch", "--out", "more.zip"]));
    two.carry("more.zip", true);
    good(&two.problem.run(&["ticket", "import-zip", "more.zip"]));
    let shown = two.problem.run(&["ticket", "show", NO, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(json["ticket"]["fields"]["module"]["value"], "征收");
    assert!(json["ticket"]["conflicts"].as_object().unwrap().is_empty());
}

/// Names and contents.
type Entries = Vec<(String, Vec<u8>)>;

/// The entries of a package.
fn entries(path: &std::path::Path) -> Entries {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Packs anew, as somebody does with another program.
fn repack(path: &std::path::Path, entries: &[(String, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn ticket_package_packed_anew_is_the_same_and_a_changed_one_is_refused() {
    let two = Two::dispatched();
    let mut all = entries(&two.problem.path("z1.zip"));
    all.reverse();
    repack(&two.problem.path("again.zip"), &all);
    let again = two.problem.run(&["ticket", "import-zip", "again.zip"]);
    assert!(again.code == 0 && again.out.contains("已导入过"), "{}", again.picture());

    let fresh = Two::new();
    let spoil = |change: &dyn Fn(&mut Entries)| {
        let mut all = entries(&two.ops.path("z1.zip"));
        change(&mut all);
        repack(&fresh.problem.path("bad.zip"), &all);
        let refused = fresh.problem.run(&["ticket", "import-zip", "bad.zip"]);
        assert_eq!(refused.code, 3, "{}", refused.picture());
        let list = fresh.problem.run(&["ticket", "list", "--format", "json"]);
        assert!(list.code != 0 || list.out.trim() == "[]", "nothing was taken in: {}", list.picture());
        plain(&refused)
    };
    let at = |all: &mut Entries, end: &str| all.iter().position(|(name, _)| name.ends_with(end)).unwrap();
    insta::assert_snapshot!(spoil(&|all| { let i = at(all, "ticket.html"); all[i].1.push(b' '); }), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：tickets/YW-2026-00001/ticket.html 与清单的校验值不符：被改过或损坏。
    --- exit 3
    ");
    insta::assert_snapshot!(spoil(&|all| { let i = at(all, ".png"); all.remove(i); }), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：清单里有、包里没有：tickets/YW-2026-00001/att/0001.png
    --- exit 3
    ");
    insta::assert_snapshot!(spoil(&|all| all.push(("tickets/x.exe".into(), b"MZ".to_vec()))), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：包里有、清单里没有：tickets/x.exe
    --- exit 3
    ");
    insta::assert_snapshot!(spoil(&|all| all.push(("../evil".into(), b"x".to_vec()))), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：bad.zip/../evil 的名称里有“..”，解包会写到别处。
    提示：通常的打包软件不会做出这样的包，可能有人动过：不要用别的软件打开，先向对方核实来历。
    --- exit 3
    ");
    insta::assert_snapshot!(spoil(&|all| { let i = at(all, "manifest.json"); all.remove(i); }), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：包里没有 manifest.json ，不是 opsctl 的交换包。
    提示：其他平台的包用 opsctl ticket import --adapter 导入。
    --- exit 3
    ");
    insta::assert_snapshot!(spoil(&|all| {
        let i = at(all, "manifest.json");
        all[i].1 = String::from_utf8(all[i].1.clone()).unwrap().replace("\"version\": 1", "\"version\": 9").into_bytes();
    }), @"
    --- stderr
    错误：没有导入 bad.zip ，本库没有变化：
    错误：由更新版本的 opsctl 生成（格式 9 ）。
    提示：请升级 opsctl 。
    --- exit 3
    ");
}

#[test]
fn ticket_package_cut_anywhere_is_refused() {
    let two = Two::dispatched();
    let whole = std::fs::read(two.ops.path("z1.zip")).unwrap();
    let fresh = Two::new();
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        fresh.problem.write("cut.zip", &whole[..at]);
        let refused = fresh.problem.run(&["ticket", "import-zip", "cut.zip"]);
        assert_eq!(refused.code, 3, "{at}: {}", refused.picture());
        assert!(refused.err.contains("错误："), "{at}: {}", refused.picture());
    }
}

#[test]
fn ticket_package_is_the_same_bytes_and_masked_where_it_is_to_be() {
    let two = Two::dispatched();
    let first = std::fs::read(two.ops.path("z1.zip")).unwrap();
    // The receipt was written down since, so the package would be another one; nothing else is.
    let again = two.ops.run(&["ticket", "export-zip", NO, "--kind", "dispatch", "--out", "z1b.zip", "--mask"]);
    assert_eq!(again.code, 1, "{}", again.picture());
    let masked: Vec<u8> = entries(&two.ops.path("z1b.zip")).into_iter().flat_map(|(_, bytes)| bytes).collect();
    let text = String::from_utf8_lossy(&masked);
    assert!(!text.contains("13812345678") && text.contains("138******78"), "the telephone is masked");
    assert!(
        String::from_utf8_lossy(&entries(&two.ops.path("z1.zip")).into_iter().flat_map(|(_, bytes)| bytes).collect::<Vec<u8>>())
            .contains("13812345678")
    );
    let twice = Two::new();
    let world = &twice.ops;
    good(&world.run(&["ticket", "new", "一", "--symptom", "二"]));
    good(&world.run(&["ticket", "dispatch", NO]));
    good(&world.run(&["ticket", "export-zip", NO, "--kind", "dispatch", "--out", "a.zip"]));
    good(&world.run(&["ticket", "export-zip", NO, "--kind", "dispatch", "--out", "b.zip"]));
    assert_eq!(std::fs::read(world.path("a.zip")).unwrap(), std::fs::read(world.path("b.zip")).unwrap());
    assert!(!first.is_empty());
}

#[test]
fn ticket_package_encrypted() {
    let two = Two::dispatched();
    two.ops.write("pw", "长口令 2026\n");
    std::fs::set_permissions(two.ops.path("pw"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    good(&two.ops.run(&[
        "ticket",
        "export-zip",
        NO,
        "--kind",
        "dispatch",
        "--out",
        "e.zip",
        "--encrypt",
        "aes256",
        "--password-file",
        "pw",
    ]));
    let fresh = Two::new();
    for (name, from) in [("e.zip", &two.ops), ("pw", &two.ops)] {
        std::fs::copy(from.path(name), fresh.problem.path(name)).unwrap();
    }
    fresh.problem.write("wrong", "另一个口令\n");
    std::fs::set_permissions(fresh.problem.path("wrong"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    insta::assert_snapshot!(plain(&fresh.problem.run(&["ticket", "import-zip", "e.zip", "--password-file", "wrong"])), @"
    --- stderr
    错误：没有导入 e.zip ，本库没有变化：
    错误：e.zip/manifest.json 的密码不对。
    提示：把密码写进只有自己能读的文件：--password-file FILE
    --- exit 3
    ");
    good(&fresh.problem.run(&["ticket", "import-zip", "e.zip", "--password-file", "pw"]));
}

#[test]
fn ticket_import_killed_in_the_middle_is_whole_or_absent() {
    let two = Two::new();
    for n in 0..40 {
        good(&two.ops.run(&["ticket", "new", &format!("第 {n} 张"), "--symptom", "报错"]));
    }
    let numbers: Vec<String> = (1..=40).map(|n| format!("YW-2026-{n:05}")).collect();
    // So many that they are kept in one.
    for no in &numbers {
        let names = [1, 2, 3].map(|n| format!("{no}-{n}.log"));
        for name in &names {
            two.ops.write(name, format!("content of {name}"));
        }
        good(&two.ops.run(&["ticket", "attach", no, &names[0], &names[1], &names[2]]));
    }
    let all: Vec<&str> = ["ticket", "dispatch"].into_iter().chain(numbers.iter().map(String::as_str)).collect();
    good(&two.ops.run(&all));
    good(&two.ops.run(&["ticket", "export-zip", "--kind", "dispatch", "--out", "z1.zip"]));
    two.carry("z1.zip", true);
    for millis in [1, 5, 10, 20, 40, 80] {
        let mut child = two.problem.command(&["ticket", "import-zip", "z1.zip"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(millis));
        drop(child.kill());
        child.wait().unwrap();
        let list = two.problem.run(&["ticket", "list", "--format", "json", "--limit", "1000"]);
        if list.code == 0 {
            let rows: serde_json::Value = serde_json::from_str(&list.out).unwrap();
            let count = rows.as_array().unwrap().len();
            assert!(count == 0 || count == 40, "after {millis} ms there were {count}");
            let no = &numbers[39];
            assert!(count == 0 || !two.problem.run(&["ticket", "show", no]).out.contains("内容不在本库"), "after {millis} ms");
        }
    }
    good(&two.problem.run(&["ticket", "import-zip", "z1.zip"]));
    for no in [&numbers[0], &numbers[39]] {
        good(&two.problem.run(&["ticket", "show", no, "--files", "got"]));
        let name = format!("{no}-3.log");
        assert_eq!(std::fs::read_to_string(two.problem.path(&format!("got/{name}"))).unwrap(), format!("content of {name}"));
    }
    let list = two.problem.run(&["ticket", "list", "--format", "json", "--limit", "1000"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&list.out).unwrap().as_array().unwrap().len(), 40);
}

#[test]
fn ticket_of_a_finding_and_its_number_that_is_not_there() {
    let world = World::new();
    insta::assert_snapshot!(world.run(&["ticket", "show", "YW-2026-00009"]).picture(), @"
    --- stderr
    错误：没有编号为 YW-2026-00009 的问题单。
    提示：用 opsctl ticket list 或 opsctl ticket search 查找。
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["ticket", "new", "--from-finding", "last:a:b"]).picture(), @"
    --- stderr
    错误：历史中没有编号为 last 的运行。
    提示：用 opsctl history list 查看已有的运行。
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(&["ticket", "new", "标题", "-s", "level=9", "-s", "modul=x", "-s", "kind=bag"]).picture(), @"
    --- stderr
    错误：级别不能是“9”，可以是：1–5
    错误：没有字段 modul 。可以是：title 标题, kind 类别, level 级别, system 系统, module 模块, channel 来源渠道, unit 提交单位, reporter 提交人, phone 联系电话, user-type 用户类型, symptom 问题描述, steps 操作过程, impact 影响范围, environment 运行环境, version 软件版本, occurred 发生时间, assignee 处理人, developer 三线责任人, cause 事件原因分析, solution 预计解决方案, planned 计划解决时间, result 处理结果, release 解决版本, improvement 改进措施, satisfaction 满意度, opinion 用户意见, keywords 关键词
    提示：是否要写 module ？
    错误：类别不能是“bag”，可以是：fault 故障, bug 程序问题, performance 性能问题, operation 操作问题, data 数据问题, business 一般业务, request 重大请求, consult 咨询, complaint 投诉
    提示：是否要写 bug ？
    --- exit 3
    ");
}

#[test]
fn ticket_written_by_many_at_once_keeps_all_of_it() {
    let world = World::new();
    good(&world.run(&["ticket", "new", "一", "--symptom", "二"]));
    let children: Vec<_> = (0..12)
        .map(|n| {
            world
                .command(&["ticket", "note", NO, &format!("第 {n} 条")])
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let shown = world.run(&["ticket", "show", NO, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(json["ticket"]["notes"].as_array().unwrap().len(), 12);
    assert_eq!(json["ticket"]["revs"]["ops"], 13);
}

#[test]
fn ticket_on_a_machine_whose_clock_went_back() {
    let world = World::new();
    good(&world.run(&["ticket", "new", "一", "--symptom", "二", "--kind", "fault", "--level", "1"]));
    let mut back = world.command(&["ticket", "note", NO, "已响应", "--mark", "responded"]);
    back.env("OPSCTL_NOW", "2026-11-21T08:00:00+08:00");
    good(&world.finish(back));
    let mut show = world.command(&["ticket", "show", NO]);
    show.env("OPSCTL_NOW", "2026-11-21T08:00:00+08:00");
    let shown = world.finish(show);
    assert!(shown.code == 0 && shown.out.contains("响应") && !shown.out.contains("超时"), "{}", shown.picture());
}

#[test]
fn ticket_file_with_a_name_that_means_harm() {
    use std::os::unix::ffi::OsStrExt as _;
    let two = Two::new();
    good(&two.ops.run(&["ticket", "new", "一", "--symptom", "二"]));
    let names: [&[u8]; 3] = ["报表\u{202e}gpj.exe".as_bytes(), b"\xb1\xa8\xb1\xed.txt", b"a\x1b[2Jb.txt"];
    for name in names {
        let path = two.ops.root().join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(&path, name).unwrap();
        let mut attach = two.ops.command(&["ticket", "attach", NO]);
        attach.arg(&path);
        good(&two.ops.finish(attach));
    }
    good(&two.ops.run(&["ticket", "dispatch", NO]));
    good(&two.ops.run(&["ticket", "export-zip", "--kind", "dispatch", "--out", "z1.zip"]));
    assert!(entries(&two.ops.path("z1.zip")).iter().all(|(name, _)| name.is_ascii()), "names are in the manifest alone");
    two.carry("z1.zip", true);
    let taken = two.problem.run(&["ticket", "import-zip", "z1.zip"]);
    good(&taken);
    let shown = two.problem.run(&["ticket", "show", NO]);
    for text in [&taken.out, &shown.out] {
        assert!(text.contains("报表.txt"), "GBK is read: {text}");
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    }
    insta::assert_snapshot!(two.problem.run(&["ticket", "show", NO, "--files", "got"]).picture(), @"
    已存为 got/a_[2Jb.txt
    已存为 got/报表.txt
    已存为 got/file-0003
    --- stderr
    --- exit 0
    ");
    two.problem.write("got/报表.txt", "another one");
    insta::assert_snapshot!(two.problem.run(&["ticket", "show", NO, "--files", "got"]).picture(), @"
    got/a_[2Jb.txt 已有，内容相同
    已存为 got/报表 (2).txt
    got/file-0003 已有，内容相同
    --- stderr
    --- exit 0
    ");
    assert_eq!(std::fs::read(two.problem.path("got/报表 (2).txt")).unwrap(), names[1]);
    // Bytes that changed on the disk are not given out, and neither is what cannot be written taken for lost.
    for folder in std::fs::read_dir(two.problem.path("data/attachments")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            std::fs::write(file.unwrap().path(), "x").unwrap();
        }
    }
    let lost = two.problem.run(&["ticket", "show", NO, "--files", "new"]);
    assert!(lost.code == 1 && lost.err.contains("没有存到 new") && lost.err.contains("SHA-256") && lost.err.contains("attach"), "{lost:?}");
    assert_eq!(std::fs::read_dir(two.problem.path("new")).unwrap().count(), 0);
    let file = two.problem.run(&["ticket", "show", NO, "--files", "opsctl.toml"]);
    assert!(file.code == 3 && file.err.contains("opsctl.toml"), "{file:?}");
}

/// A history from before a ticket was written learns of it from the other platform; the next ticket gets a number of its own.
#[test]
fn a_restored_history_gives_no_number_twice() {
    let two = Two::dispatched();
    good(&two.problem.run(&["--operator", "王五", "ticket", "accept", NO]));
    let plan = ["--operator", "王五", "ticket", "plan", NO, "-s", "cause=长查询", "-s", "solution=分段提交", "-s", "planned=2026-11-25"];
    good(&two.problem.run(&plan));
    good(&two.problem.run(&["--operator", "王五", "ticket", "export-zip", "--kind", "plan", "--out", "z2.zip"]));
    two.carry("z2.zip", false);
    std::fs::remove_dir_all(two.ops.path("data")).unwrap();
    good(&two.ops.run(&["ticket", "import-zip", "z2.zip", "--recover"]));
    let made = two.ops.run(&["ticket", "new", "另一张单"]);
    good(&made);
    assert!(made.out.contains("YW-2026-00002"), "{made:?}");
}
