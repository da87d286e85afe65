//! What is made of a look at hosts: captures, brought outputs, manual rounds, figures over time. The host is this machine, so tests
//! go by what does not depend on it.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::env::{Output, World};

fn run_of(output: &Output) -> Value {
    serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

/// Target → check → all that was judged of it, without times of this run.
fn verdicts(run: &Value) -> BTreeMap<String, BTreeMap<String, Value>> {
    let told = ["state", "table", "findings", "reason", "unjudged"];
    let of = |outcome: &Value| told.iter().map(|key| ((*key).to_owned(), outcome[*key].clone())).collect::<Value>();
    let all = |target: &Value| {
        let outcomes = target["outcomes"].as_array().unwrap().iter();
        outcomes.filter(|o| o["check"] != "host.connect").map(|o| (o["check"].as_str().unwrap().to_owned(), of(o))).collect()
    };
    run["targets"].as_array().unwrap().iter().map(|t| (t["name"].as_str().unwrap().to_owned(), all(t))).collect()
}

/// What the collection script prints here.
fn collected(world: &World, checks: &[&str]) -> Vec<u8> {
    let script = world.run(&[&["inspect", "host", "--script"], checks].concat());
    assert_eq!(script.code, 0, "{}", script.err);
    world.write("collect.sh", &script.out);
    let output = Command::new("sh").arg("collect.sh").current_dir(world.root()).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    output.stdout
}

const FEW: &[&str] = &["--check", "host.identity", "--check", "host.mount", "--check", "host.memory", "--check", "host.account"];

#[test]
fn a_saved_capture_gives_the_verdicts_of_the_look() {
    let world = World::new();
    for file in ["saved.zip", "saved"] {
        let json = ["--format", "json", "--no-store"];
        let live = world.run(&[&["inspect", "host", "local", "--save-capture", file], FEW, &json].concat());
        let again = world.run(&[&["inspect", "host", "--capture", file], FEW, &json].concat());
        assert_eq!(verdicts(&run_of(&live)), verdicts(&run_of(&again)), "{file}");
        assert_eq!((live.code, run_of(&again)["source"].as_str()), (again.code, Some(file)));
        assert_eq!(run_of(&again)["targets"][0]["host"]["os"], "linux");
    }
}

#[test]
fn a_folder_of_outputs_is_a_host_a_file_and_a_cut_one_says_what_is_missing() {
    let world = World::new();
    let whole = collected(&world, FEW);
    let text = String::from_utf8(whole.clone()).unwrap();
    world.write("outputs/app1.txt", &whole);
    // An editor of Windows, a greeting, a transfer that broke off behind the first probe.
    world.write("outputs/app2.txt", format!("Welcome to app2\r\n{}", text.replace('\n', "\r\n")));
    let end = text.find(" end probe=host.identity").unwrap() + 40;
    world.write("outputs/app3.log", &text[..end]);
    world.write("outputs/notes.txt", "call Zhang about app2\n");
    world.write("outputs/readme.md", "not looked at");
    let judged = world.run(&[&["inspect", "host", "--capture", "outputs", "--format", "json", "--no-store"], FEW].concat());
    let run = run_of(&judged);
    let seen = verdicts(&run);
    assert_eq!(seen.keys().collect::<Vec<_>>(), ["app1", "app2", "app3"]);
    assert_eq!(seen["app1"], seen["app2"]);
    assert_eq!(seen["app3"]["host.identity"]["state"], "judged", "who it was is asked first");
    for check in ["host.mount", "host.memory", "host.account"] {
        assert_eq!(seen["app3"][check]["state"], "not-checked", "{check}");
    }
    let one = world.run(&["inspect", "host", "app3", "--capture", "outputs", "--no-store", "--check", "host.mount", "--lang", "en"]);
    assert!(one.out.contains("the output ends before this probe was through") && one.code == 3, "{one:?}");
}

#[test]
fn what_is_no_output_of_ours_is_told_so() {
    let world = World::new();
    world.write("motd.txt", "Welcome\n");
    world.write("newer.txt", "#opsctl-0123456789abcdef start format=9 opsctl=7.0 os=Linux at=1\n");
    world.write("strange.txt", "#opsctl-0123456789abcdef start format=1 opsctl=0.1.0 os=SunOS at=1763769600\n");
    let look = |file: &str| world.run(&["inspect", "host", "--capture", file, "--no-store", "--lang", "en"]);
    insta::assert_snapshot!(look("motd.txt").picture(), @"
    --- stderr
    error: the capture motd.txt cannot be used.
    cause: neither capture.json nor the output of a collection script
    --- exit 3
    ");
    insta::assert_snapshot!(look("newer.txt").picture(), @"
    --- stderr
    error: the capture newer.txt was made by a newer opsctl (format 9, this one knows 1).
    hint: upgrade opsctl
    --- exit 3
    ");
    let strange = look("strange.txt");
    assert!(strange.code == 3 && strange.out.contains("not checked"), "{strange:?}");
    assert_eq!(look("none.txt").code, 3);
    let databases = world.run(&["inspect", "db", "--capture", "strange.txt", "--no-store"]);
    assert_eq!(databases.code, 3, "a host is no database: {databases:?}");
}

#[test]
fn all_looks_at_both_kinds_in_one_run() {
    let world = World::new();
    world.write("secrets/db", "x\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(world.path("secrets/db"), mode).unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    world.write(
        "targets.toml",
        format!(
            "[target.db]\nkind = \"oracle\"\naddress = \"127.0.0.1:{port}/none\"\nuser = \"u\"\npassword = {{ file = \"secrets/db\" }}\n"
        ),
    );
    let done = world.run(&["inspect", "all", "db", "local", "--format", "json", "--check", "host.identity", "--check", "db.identity"]);
    let run = run_of(&done);
    let levels: Vec<_> = run["targets"].as_array().unwrap().iter().map(|t| (t["name"].as_str(), t["host"]["os"].as_str())).collect();
    assert_eq!(
        (done.code, levels),
        (2, vec![(Some("db"), None), (Some("local"), Some("linux"))]),
        "the database is down, the host is seen"
    );
    let history = world.run(&["history", "list"]);
    assert!(history.out.contains("inspect all"), "{history:?}");
}

#[test]
fn a_round_is_entered_from_a_file_and_what_nobody_entered_is_not_done() {
    let world = World::new();
    let blank = world.run(&["inspect", "manual", "--blank"]);
    assert_eq!(blank.code, 0);
    world.write("blank.toml", &blank.out);
    let nothing = world.run(&["inspect", "manual", "--answers", "blank.toml", "--no-store"]);
    assert!(nothing.code == 3 && nothing.out.contains("未检查 10"), "{nothing:?}");
    let filled = blank.out.replace("power = \"未做\"", "power = \"正常\"").replace("temperature = \"未做\"", "temperature = 31.5");
    world.write("filled.toml", filled + "[lights2]\n");
    let wrong = world.run(&["inspect", "manual", "--answers", "filled.toml", "--no-store"]);
    assert!(wrong.code == 3 && wrong.err.contains("lights"), "{wrong:?}");
    let filled = std::fs::read_to_string(world.path("filled.toml")).unwrap().replace("[lights2]\n", "");
    world.write(
        "filled.toml",
        filled.replace("lights = \"未做\"", "lights = { result = \"异常\", remark = \"2 号硬盘黄灯\", by = \"李四\" }"),
    );
    let round = world.run(&["inspect", "manual", "二楼机房", "--answers", "filled.toml", "-o", "round.xlsx"]);
    let machine = regex::Regex::new("运行机器 [^ ]+").unwrap();
    insta::assert_snapshot!(machine.replace(&round.picture(), "运行机器 <machine>"), @"
    巡检 inspect manual（每日）  2026-11-22 08:00:00 +08:00
    操作人 张工 · 运行机器 <machine> · opsctl 0.1.0
    数据来源  人工登记
    !  时钟由 OPSCTL_NOW 固定，不是实时结果。

    目标 二楼机房  机房日常巡检
      检查 10 项：告警 1  预警 1  提示 0  未检查 7  不适用 0

      告警  指示灯 [manual.lights]
            指示灯异常：2 号硬盘黄灯
            建议：记下设备、槽位和灯色，查系统日志后报厂商，登记故障记录单。
      预警  机房温度 [manual.temperature]
            机房温度 31.5℃，高于 28℃
            建议：检查空调和风道；持续升高时先停非关键设备。

      未检查 7 项
        - 没有人登记结果：未做
          机房湿度 [manual.humidity]、风扇与散热 [manual.fans]、线路与接头 [manual.cabling]、硬件诊断
          [manual.diagnosis]、易损件 [manual.parts]、卫生与滤网 [manual.cleaning]、消防与门禁
          [manual.safety]

    结论 告警 · 1 个目标 · 检查 10 项 · 告警 1 · 预警 1 · 未检查 7 · 运行编号 <run-id>
    --- stderr
    --- exit 2
    ");
    let asked = world.run(&["inspect", "manual"]);
    assert!(asked.code == 3 && asked.err.contains("--answers"), "without a terminal nobody is asked: {asked:?}");
}

#[test]
fn figures_over_time_as_table_csv_and_workbook() {
    let world = World::new();
    let none = world.run(&["monitor", "show"]);
    assert_eq!(none.code, 3, "{none:?}");
    for minute in ["08:00", "08:05", "08:10"] {
        let mut look = world.command(&["inspect", "host", "local", "--cadence", "interval", "--quiet", "--fail-on", "never"]);
        look.env("OPSCTL_NOW", format!("2026-11-22T{minute}:00+08:00"));
        let done = world.finish(look);
        assert!(done.code == 0 || done.code == 3, "{done:?}");
    }
    let mut stats =
        world.command(&["monitor", "stats", "--check", "host.memory", "--metric", "avail_pct", "-o", "m.xlsx", "--format", "csv"]);
    stats.env("OPSCTL_NOW", "2026-11-22T09:00:00+08:00");
    let stats = world.finish(stats);
    let rows: Vec<Vec<&str>> = stats.out.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect()).collect();
    assert_eq!((stats.code, rows.len()), (0, 2), "{stats:?}");
    assert_eq!((rows[1][0], rows[1][2], rows[1][6]), ("local", "内存", "3"), "target, check, samples");
    let figure = |col: usize| rows[1][col].parse::<f64>().unwrap();
    assert!(figure(7) <= figure(8) && figure(8) <= figure(9) && figure(10) <= figure(9), "min, mean, max, p95: {rows:?}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(world.path("m.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(names.len(), 2, "the statistics, and a chart of what was named: {names:?}");
    let range = calamine::Reader::worksheet_range(&mut book, &names[1]).unwrap();
    assert_eq!(range.rows().filter(|row| row.iter().any(calamine::DataType::is_float)).count(), 3, "a row a look");
    let wrong = world.run(&["monitor", "show", "--check", "host.memori"]);
    assert!(wrong.code == 3 && wrong.err.contains("host.memory"), "{wrong:?}");
    let group = world.run(&["monitor", "show", "--group", "none"]);
    assert_eq!(group.code, 3, "{group:?}");
}
