//! The work log as people use it: entered, imported from what they kept before, listed.

use encoding_rs::GB18030;

use crate::env::World;

const TARGETS: &str = "[target.sbf-prod]\nkind = \"oracle\"\naddress = \"db01:1521/SBF\"\nuser = \"u\"\npassword = { env = \"P\" }\n";

fn world() -> World {
    let world = World::new();
    world.write("targets.toml", TARGETS);
    world
}

#[test]
fn log_entries_are_entered_once_and_told() {
    let world = world();
    let add =
        ["log", "add", "重启监听", "--at", "2026-11-20 08:30", "--until", "2026年11月20日 9时", "--target", "sbf-prod", "--ticket", "T-7"];
    let first = world.run(&add);
    assert_eq!((first.code, first.out.as_str()), (0, "已登记：2026-11-20 08:30:00 运维操作 重启监听\n"), "{first:?}");
    let again = world.run(&add);
    assert!(again.code == 0 && again.out.contains("已经登记过，没有改动"), "{again:?}");
    let meeting = world.run(&["--lang", "en", "log", "add", "weekly", "meeting", "--kind", "会议", "--who", "李四"]);
    assert_eq!(meeting.out, "entered: 2026-11-22 08:00:00 Meeting weekly meeting\n", "{meeting:?}");

    let listed = world.run(&["log", "list"]);
    insta::assert_snapshot!(listed.picture(), @"
    开始              结束              类别      人员  对象      工单  内容            结果
    2026-11-20 08:30  2026-11-20 09:00  运维操作  张工  sbf-prod  T-7   重启监听
    2026-11-22 08:00                    会议      李四                  weekly meeting

    共 2 条。
    --- stderr
    --- exit 0
    ");
    assert!(world.run(&["log", "list", "--month", "2026-10"]).out.contains("这段时间没有日志"));
    assert!(!world.run(&["log", "list", "--kind", "meeting"]).out.contains("重启监听"));
    assert!(
        world
            .run(&["log", "list", "--from", "2026-11-22", "--format", "csv"])
            .out
            .contains("\r\n2026-11-22 08:00:00,,会议,李四,,,weekly meeting,\r\n")
    );
}

#[test]
fn log_mistakes_are_told_with_what_was_meant() {
    let world = world();
    let add = |args: &[&str]| {
        let done = world.run(&[&["log", "add", "x"], args].concat());
        assert_eq!(done.code, 3, "{done:?}");
        done.err
    };
    assert!(add(&["--kind", "meting"]).contains("是否要写 meeting ？"));
    let target = add(&["--target", "sbf-prd"]);
    assert!(target.contains("是否要写 sbf-prod ？") && target.contains("--any-target"), "{target}");
    assert!(add(&["--at", "2026-11-20", "--until", "2026-11-19"]).contains("结束时间早于开始时间"));
    assert!(add(&["--at", "昨天"]).contains("昨天"));
    assert!(add(&["--kind", "opsctl"]).contains("没有 opsctl 这一类别"), "that is the program's own");
    assert_eq!(world.run(&["log", "add", "x", "--target", "机房", "--any-target"]).code, 0);
}

const GOOD: &str = "工作记录,,,,\r\n内容,开始时间,类别,结束时间,对象,备注\r\n巡检机房,2026/11/2 8:30,值班监控,2026年11月2日 9时30分,,x\r\n\r\n升级补丁,2026-11-03,计划停机,,sbf-prod,\r\n";

#[test]
fn log_files_are_imported_whole_or_not_at_all() {
    let world = world();
    world.write("good.csv", GB18030.encode(GOOD).0);
    let first = world.run(&["log", "import", "good.csv"]);
    assert_eq!((first.code, first.out.as_str()), (0, "已从 good.csv 导入 2 条；另有 0 条以前已登记，没有改动。\n"), "{first:?}");
    assert!(first.err.contains("没有使用“备注”这一列"), "{first:?}");
    let again = world.run(&["log", "import", "good.csv"]);
    assert_eq!((again.code, again.out.as_str()), (0, "good.csv 中的 2 条都已登记过，没有改动。\n"), "{again:?}");

    let bad = format!("{GOOD}坏,昨天,值班,,sbf-prd,\r\n,2026-11-04 10:00,,2026-11-04 09:00,,\r\n好,2026-11-05,,,,\r\n");
    world.write("bad.csv", bad);
    let refused = world.run(&["log", "import", "bad.csv"]);
    insta::assert_snapshot!(refused.picture(), @"
    --- stderr
    没有使用“备注”这一列。
    错误：文件 bad.csv 有 2 行有误，什么也没有导入：
    提示：改正后再导入；或加 --skip-bad 跳过这些行，导入其余的。
    错误：第 6 行：看不懂时间“昨天”，应写成 2026-11-02 08:30 。
    错误：第 6 行：没有名为 sbf-prd 的目标。
    提示：是否要写 sbf-prod ？
    提示：对象不在配置中时加 --any-target 。
    错误：第 6 行：没有“值班”这一类别。
    错误：第 7 行：结束时间“2026-11-04 09:00”早于开始时间。
    错误：第 7 行：缺少内容。
    --- exit 3
    ");
    let some = world.run(&["log", "import", "bad.csv", "--skip-bad"]);
    assert_eq!((some.code, some.out.as_str()), (1, "已从 bad.csv 导入 1 条；另有 2 条以前已登记，没有改动。\n"), "{some:?}");
    assert!(some.err.contains("第 6 行") && some.err.contains("跳过了 2 行"), "{some:?}");

    world.write("heads.csv", "开始时问,内容,类别\n2026-11-02,x,\n");
    assert!(world.run(&["log", "import", "heads.csv"]).err.contains("列标题“开始时问”是否应为“开始时间”？"));
    world.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    assert!(world.run(&["log", "import", "old.xls"]).err.contains("旧的 .xls 格式"));
}

#[test]
fn log_lists_go_out_as_workbooks_and_come_back() {
    let world = world();
    world.write("good.csv", GOOD);
    world.run(&["log", "import", "good.csv"]);
    world.run(&["log", "add", "=1+1", "--who", "李四"]);
    let saved = world.run(&["log", "list", "-o", "out.xlsx", "-o", "out.csv"]);
    assert_eq!(saved.code, 0, "{saved:?}");
    // Another site takes it over; what has no end there has none here.
    let other = self::world();
    for name in ["out.xlsx", "out.csv"] {
        other.write(name, std::fs::read(world.path(name)).unwrap());
    }
    let taken = other.run(&["log", "import", "out.xlsx"]);
    assert_eq!((taken.code, taken.out.as_str()), (0, "已从 out.xlsx 导入 3 条；另有 0 条以前已登记，没有改动。\n"), "{taken:?}");
    let same = other.run(&["log", "import", "out.csv"]);
    assert!(same.out.contains("3 条都已登记过"), "{same:?}");
    assert_eq!(other.run(&["log", "list"]).out, world.run(&["log", "list"]).out);
}

#[test]
fn log_tells_what_opsctl_did_itself() {
    let world = world();
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/replay/neglected");
    world.run(&["inspect", "db", "--capture", capture, "--check", "db.nls", "--cadence", "half-yearly"]);
    let accepted = world.run(&["baseline", "accept", "neglected", "db.nls", "--yes"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
    let listed = world.run(&["log", "list"]).out;
    assert!(listed.contains("opsctl 操作") && listed.contains("中目标 neglected 的检查 db.nls 为基线（3 行）"), "{listed}");
    assert!(world.run(&["log", "list", "--no-opsctl"]).out.contains("没有日志"));
    let json = world.run(&["log", "list", "--format", "json"]).out;
    assert!(json.contains("\"baseline.accept\""), "facts for programs: {json}");
}
