//! 数据库备份报告 through the binary: what was looked at, what was not, and what a csv tells where no set is configured.

use jiff::{Timestamp, ToSpan};
use opsctl::model::Verdict;
use opsctl::model::backup::{Kept, Medium, RestoreTest, SlotState};
use opsctl::store::{Remember, Stocktake};
use serde_json::{Value, json};

use crate::env::World;
use crate::office::*;

const SETS: &str = "[set.hx]\ndescription = \"核心征管逻辑备份\"\nproducer = \"expdp\"\nplace = \"bk\"\nfiles = [\"hx_{date}.dmp\"]\n\
    schedule = \"daily 22:00\"\nsince = \"2026-10-01\"\nretention = { daily = 14, weekly = 8, monthly = 12 }\n\
    [set.zg]\nproducer = \"rman\"\nplace = \"bk\"\nfiles = [\"zg_{date}.bkp\"]\nschedule = \"weekly sun 01:00\"\nsince = \"2026-10-01\"\n";

/// 22:00 in Shanghai on a day of October, or 01:00.
fn slot(set: &str, day: i64) -> Timestamp {
    let first: Timestamp = if set == "hx" { "2026-10-01T22:00:00+08:00" } else { "2026-10-01T01:00:00+08:00" }.parse().unwrap();
    first + (24 * (day - 1)).hours()
}

fn kept(set: &str, day: i64, state: SlotState, verdict: Verdict, why: &str) -> Kept {
    let at = slot(set, day);
    let there = state != SlotState::Missing;
    Kept {
        name: set.into(),
        slot: at,
        seen_at: at + 2.hours(),
        state,
        verdict,
        began_at: None,
        ended_at: there.then(|| at + 1.hours()),
        files: u64::from(there),
        bytes: if there { (1000 + 10 * day.unsigned_abs()) << 20 } else { 0 },
        tables: None,
        rows: None,
        why: why.into(),
        run: format!("run-{day}"),
    }
}

fn test(set: &str, began: &str, minutes: i64, verdict: Verdict) -> RestoreTest {
    let began_at: Timestamp = began.parse().unwrap();
    RestoreTest {
        name: set.into(),
        slot: began_at - 12.hours(),
        began_at,
        ended_at: began_at + minutes.minutes(),
        verdict,
        from_logs: false,
        runner: "impdp".into(),
        target: "恢复测试库".into(),
        operator: "张工".into(),
        machine: "ops1".into(),
        result: json!({}),
    }
}

fn medium(label: &str, next: &str) -> Medium {
    Medium {
        label: label.into(),
        kind: "tape".into(),
        set: "hx".into(),
        holds: String::new(),
        made_on: "2026-05-01".parse().unwrap(),
        place: "异地库房".into(),
        custodian: "李四".into(),
        class: "重要".into(),
        encrypted: true,
        next_check: next.parse().unwrap(),
        state: "kept".into(),
        note: String::new(),
    }
}

/// October: of `hx` 24 good ones, one with a warning, one missing, one failed, one that ran when it was last seen, three that nobody looked
/// at; of `zg` two good ones, one without proof, one that nobody looked at.
fn world() -> World {
    let world = empty_office();
    world.write("backups.toml", SETS);
    let mut store = world.store();
    let hx = (1..=28).map(|day| match day {
        5 => kept("hx", day, SlotState::Done, Verdict::Warning, "比平时小 25%"),
        9 => kept("hx", day, SlotState::Missing, Verdict::Critical, "没有 2026-10-09 22:00 的备份"),
        10 => kept("hx", day, SlotState::Done, Verdict::Critical, "日志没有结束行"),
        20 => kept("hx", day, SlotState::Running, Verdict::Unknown, ""),
        _ => kept("hx", day, SlotState::Done, Verdict::Ok, ""),
    });
    store
        .remember_backups(&ctx("2026-10-26T02:00:00Z"), &[("hx".into(), Remember { slots: hx.collect(), ..Remember::default() })])
        .unwrap();
    let zg = vec![
        kept("zg", 4, SlotState::Done, Verdict::Ok, ""),
        kept("zg", 11, SlotState::Done, Verdict::Ok, ""),
        kept("zg", 18, SlotState::Done, Verdict::Unknown, ""),
    ];
    store.remember_backups(&ctx("2026-10-26T02:00:00Z"), &[("zg".into(), Remember { slots: zg, ..Remember::default() })]).unwrap();
    let tests = [
        test("hx", "2026-09-12T02:00:00Z", 20, Verdict::Ok),
        test("hx", "2026-10-10T02:00:00Z", 25, Verdict::Ok),
        test("hx", "2026-10-24T02:00:00Z", 31, Verdict::Critical),
    ];
    for one in &tests {
        store.add_restore_test(&ctx("2026-10-24T03:00:00Z"), one).unwrap();
    }
    let ctx = ctx("2026-10-26T02:00:00Z");
    let media = [medium("T-001", "2026-11-10"), medium("T-002", "2027-08-01")];
    store.put_media(&ctx, &media).unwrap();
    let found = |label: &str, found: &str| Stocktake {
        at: ctx.now,
        operator: "张工".into(),
        label: label.into(),
        found: found.into(),
        note: String::new(),
    };
    store.take_stock(&ctx, &[found("T-001", "not-looked"), found("T-002", "present")], &media).unwrap();
    world
}

const COUNTS: [&str; 7] = ["expected", "ok", "warned", "failed", "missing", "running", "unverified"];

fn counts(data: &Value) -> Vec<Option<i64>> {
    COUNTS.iter().map(|key| data[*key].as_i64()).collect()
}

fn known(counts: [i64; 7]) -> Vec<Option<i64>> {
    counts.into_iter().map(Some).collect()
}

#[test]
fn figures_are_those_of_the_history_and_what_nobody_looked_at_is_not_verified() {
    let world = world();
    let data = world.data(&["backup", "--period", MONTH]);
    let backups = &data["backups"];
    assert_eq!(counts(backups), known([35, 26, 1, 1, 1, 0, 6]), "{backups}");
    let rows = backups["rows"].as_array().unwrap();
    assert_eq!(counts(&rows[0]), known([31, 24, 1, 1, 1, 0, 4]));
    assert_eq!(counts(&rows[1]), known([4, 2, 0, 0, 0, 0, 2]));
    assert_eq!((&rows[0]["last"], rows[0]["size_mb"].as_f64()), (&json!("2026-10-28T23:00:00"), Some(1280.0)));
    assert_eq!(rows[0]["tested"], "2026-10-24 不通过，用时 31 分钟");
    assert_eq!(rows[1]["tested"], "没有恢复测试记录");
    assert_eq!(backups["note"], "有 6 份备份未验证，是否可用未知。");
    let cells = |row: usize| {
        let cells = backups["matrix"][0]["rows"][row]["cells"].as_array().unwrap();
        cells.iter().map(|cell| cell.as_str().unwrap().chars().next().unwrap_or('.')).collect::<String>()
    };
    assert_eq!(cells(0), "√√√√预√√√缺败√√√√√√√√√未√√√√√√√√未未未");
    assert_eq!(cells(1), "...√......√......未......未......");
    let told: Vec<(&str, i64, &str)> = backups["exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["state"].as_str().unwrap(), one["count"].as_i64().unwrap(), one["why"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("预警", 1, "比平时小 25%"),
            ("缺失", 1, "没有 2026-10-09 22:00 的备份"),
            ("不通过", 1, "日志没有结束行"),
            ("未验证", 1, "最后一次查看（2026-10-21 00:00:00）时还没有做完，之后没有再查看"),
            ("未验证", 3, "没有查看过"),
            ("未验证", 1, "看到了文件，没有验证，或证据不足"),
            ("未验证", 1, "没有查看过"),
        ]
    );
    let sizes = &backups["charts"][0]["chart"];
    assert_eq!((sizes["categories"].as_array().unwrap().len(), &sizes["series"][0]["values"][8]), (31, &Value::Null));
    assert_eq!(backups["test_charts"][0]["chart"]["series"][0]["values"], json!([20.0, 25.0, 31.0]));
    assert_eq!(backups["tests"].as_array().unwrap().len(), 2, "those of the month");
    assert_eq!(backups["policy"][0]["retention"], "日备 14 份、周备 8 份、月备 12 份");
    assert_eq!(backups["policy"][0]["retention_state"], "未验证", "nobody looked");
    assert_eq!(backups["media_due"].as_array().unwrap().len(), 1);
    assert_eq!(backups["stocktakes"][0]["not_looked"], 1);
    let summary = data["summary"]["sentences"].to_string();
    assert!(summary.contains("应有备份 35 份，验证通过 26 份，有预警 1 份，不通过 1 份，缺失 1 份，未验证 6 份。"), "{summary}");
    // The month's report counts the same.
    assert_eq!(counts(&world.data(&["monthly", "--period", MONTH])["backups"]), known([35, 26, 1, 1, 1, 0, 6]));
}

#[test]
fn documents_say_it_and_are_the_same_twice() {
    let world = world();
    let files = ["--month", MONTH, "-o", "a.xlsx", "-o", "a.docx"];
    let done = world.run(&[&["backup", "report"], &files[..]].concat());
    assert_eq!((done.code, done.out.as_str()), (0, "a.xlsx\na.docx\n"), "{done:?}");
    assert_eq!(world.run(&["report", "backup", "--period", MONTH, "-o", "b.xlsx", "-o", "b.docx"]).code, 0);
    for end in ["xlsx", "docx"] {
        assert!(world.bytes(&format!("a.{end}")) == world.bytes(&format!("b.{end}")), "{end}: the two commands are one");
        sound(&world.path(&format!("a.{end}")));
    }
    let text = docx_text(&world.bytes("a.docx"));
    for words in [
        "应有备份 35 份，验证通过 26 份，不通过 1 份，缺失 1 份，有预警 1 份，进行中或未到时限 0 份，未验证 6 份",
        "核心征管逻辑备份",
        "2026年10月备份日历",
        "√ 验证通过",
        "空白 当天没有应做的备份",
        "不符合备份策略",
        "没有 2026-10-09 22:00 的备份",
        "10-29 22:00 至 10-31 22:00",
        "没有查看过",
        "恢复测试库",
        "hx：2026-10-24 不通过，用时 31 分钟",
        "日备 14 份、周备 8 份、月备 12 份",
        "逾期 12 天",
        "没有核对 1 件",
        "服务单位：某某信息公司",
        "采购单位：某某省税务局",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let book = xlsx_text(&world.bytes("a.xlsx"));
    for (sheet, words) in [
        ("备份", "hx\t核心征管逻辑备份\t\t31\t24\t1\t1\t1\t0\t4"),
        ("日历", "hx\t√\t√\t√\t√\t预\t√\t√\t√\t缺\t败"),
        ("日历", "√ 验证通过"),
        ("例外", "日志没有结束行"),
        ("逐份", "未验证"),
        ("恢复测试", "impdp"),
        ("策略和保留", "每周日 01:00"),
        ("介质", "T-001"),
        ("盘点", "张工"),
    ] {
        assert!(book[sheet].contains(words), "{sheet} {words}: {}", book[sheet]);
    }
    let charts = |file: &str| parts(&world.bytes(file)).keys().filter(|name| name.contains("charts/chart")).count();
    assert_eq!((charts("a.xlsx"), charts("a.docx")), (3, 3), "sizes of two sets, and the times of one");
}

#[test]
fn some_sets_are_no_report_that_is_owed() {
    let world = world();
    assert_eq!(world.run(&["backup", "report", "zg", "--month", MONTH, "-o", "zg.docx"]).code, 0);
    let text = docx_text(&world.bytes("zg.docx"));
    assert!(text.contains("本报告只含备份集：zg；另有 1 个备份集不在其中") && !text.contains("核心征管"), "{text}");
    let due = |world: &World| {
        let told = world.run(&["report", "due"]).out;
        told.lines().find(|line| line.contains("数据库备份报告") && line.contains("2026-10")).unwrap_or_default().to_owned()
    };
    assert!(due(&world).contains("未生成"), "{}", due(&world));
    assert_eq!(world.run(&["backup", "report", "--month", MONTH, "-o", "all.docx"]).code, 0);
    assert!(due(&world).contains("已生成"), "of all sets it is entered: {}", due(&world));
    for (args, words) in [
        (&["hy"][..], "没有名为 hy 的备份集"),
        (&["--month", "2026-W40"], "--month 2026-W40"),
        (&["--month", "2027-01"], "期间还没有开始"),
        (&["-o", "a.docx", "-o", "b.txt"], "-o b.txt"),
    ] {
        let done = world.run(&[&["backup", "report"], args].concat());
        assert!(done.code == 3 && done.err.contains(words), "{args:?}: {done:?}");
    }
}

#[test]
fn a_month_without_backups_and_one_without_looks_are_told_apart() {
    let world = world();
    let data = world.data(&["backup", "--period", "2026-09"]);
    assert_eq!(counts(&data["backups"]), known([0; 7]));
    assert_eq!(data["backups"]["note"], "按备份策略，本期没有应做的备份。");
    let data = world.data(&["backup", "--period", "2026-11"]);
    assert_eq!(counts(&data["backups"]), known([25, 0, 0, 0, 0, 0, 25]), "up to now");
    assert_eq!(data["backups"]["note"], "本期应做的备份没有一份经过验证，备份是否可用未知。");
    for month in ["2026-09", "2026-11"] {
        assert_eq!(world.run(&["backup", "report", "--month", month, "-o", "x.docx", "-o", "x.xlsx"]).code, 0);
        sound(&world.path("x.docx"));
        sound(&world.path("x.xlsx"));
        let text = docx_text(&world.bytes("x.docx"));
        assert!(!text.contains("符合备份策略。"), "{month}: {text}");
        assert_eq!(text.contains("有 25 份未验证，本期备份是否符合备份策略未知"), month == "2026-11", "{month}: {text}");
        assert_eq!(text.contains("备份能否恢复没有验证"), month == "2026-11", "{month}: {text}");
    }
    // An hour after the evening's has begun.
    let late = world.at("2026-11-22T23:00:00+08:00", &["report", "data", "backup", "--period", "2026-11"]);
    let data: Value = serde_json::from_str(&late.out).unwrap();
    assert_eq!(counts(&data["backups"]), known([26, 0, 0, 0, 0, 1, 25]));
}

#[test]
fn an_older_schedule_and_sets_that_are_gone_stay_as_they_were_seen() {
    let world = world();
    world.write("backups.toml", SETS.split("[set.zg]").next().unwrap().replace("22:00", "23:30"));
    let data = world.data(&["backup", "--period", MONTH]);
    let rows = data["backups"]["rows"].as_array().unwrap();
    assert_eq!(counts(&rows[0]), known([31, 24, 1, 1, 1, 0, 4]), "one a day, whichever time it was");
    assert_eq!((&rows[1]["set"], &rows[1]["description"]), (&json!("zg"), &json!("已不在备份策略中")));
    assert_eq!(counts(&rows[1]), known([3, 2, 0, 0, 0, 0, 1]));
    assert!(data["backups"]["note"].as_str().unwrap().contains("只按验证记录统计的备份集：zg"));
}

#[test]
fn a_csv_is_asked_only_where_no_set_is_configured_and_only_for_its_months() {
    let world = world();
    settings(&world, "records-dir = \"records\"");
    let head = "备份集,应有数,成功数,失败数,缺失数,最近,大小,恢复测试";
    world.write(
        "records/backups.csv",
        format!("{head},月份\n全备,31,30,1,0,,1,,2026-10\n全备,30,30,0,0,,1,,2026年9月\n增量,31,31,0,0,,1,,202610\n"),
    );
    assert_eq!(world.data(&["backup", "--period", MONTH])["backups"]["expected"], 35, "sets are configured");
    std::fs::remove_file(world.path("backups.toml")).unwrap();
    let backups = |args: &[&str]| world.data(args)["backups"].clone();
    let month = backups(&["backup", "--period", MONTH]);
    assert_eq!(counts(&month), [Some(62), Some(61), None, Some(1), Some(0), None, None], "{month}");
    assert_eq!((&month["note"], month["rows"].as_array().unwrap().len()), (&json!(""), 2));
    assert_eq!(counts(&backups(&["quarterly", "--period", "2026-Q3"]))[0], Some(30));
    for args in [&["backup", "--period", "2026-11"][..], &["weekly", "--period", "2026-W42"]] {
        let none = backups(args);
        assert_eq!((&none["known"], counts(&none)[0]), (&json!(false), None), "{args:?}");
        assert!(none["note"].as_str().unwrap().contains("没有属于本期的月份"), "{none}");
    }
    assert_eq!(world.run(&["backup", "report", "--month", MONTH, "-o", "x.docx", "-o", "x.xlsx"]).code, 0);
    let text = docx_text(&world.bytes("x.docx"));
    assert!(text.contains("全备（2026-10）") && text.contains("没有配置备份集"), "{text}");
    // Without a column of months it is said that nobody knows which one it is.
    world.write("records/backups.csv", format!("{head}\n全备,31,31,0,0,,1,\n"));
    let bare = backups(&["backup", "--period", MONTH]);
    assert_eq!((counts(&bare)[0], &bare["source"]), (Some(31), &json!("backups.csv")));
    assert!(bare["note"].as_str().unwrap().contains("没有“月份”列"), "{bare}");
    assert_eq!(world.run(&["backup", "report", "--month", MONTH, "-o", "x.docx"]).code, 0);
    let text = docx_text(&world.bytes("x.docx"));
    assert!(text.contains("没有“月份”列") && !text.contains("符合备份策略。"), "{text}");
    world.write("records/backups.csv", format!("{head},月份\n全备,31,31,0,0,,1,,十月\n"));
    let done = world.run(&["backup", "report", "--month", MONTH, "-o", "x.docx"]);
    assert!(done.code == 3 && done.err.contains("backups.csv:2") && done.err.contains("十月"), "{done:?}");
}
