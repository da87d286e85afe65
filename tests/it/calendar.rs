//! The calendar as people use it: looked at, checked by cron, updated by a file, asked for a due time.

use std::os::unix::fs::PermissionsExt as _;

use crate::env::{Output, World};

const LHASA: &str = r#"{"year": 2026, "layer": "region", "region": "拉萨", "status": "provisional", "source": "预计",
  "days": [{"name": "藏历新年", "date": "2026-02-18", "isOffDay": true}, {"name": "藏历新年", "date": "2026-02-24", "isOffDay": true}]}"#;
const HOURS: &str = r#"{"year": 2026, "layer": "org", "days": [], "hours": [
  {"name": "夏季", "from": "05-01", "to": "09-30", "open": ["09:30-13:00", "15:30-18:30"]},
  {"name": "冬季", "open": ["09:30-13:00", "15:00-18:00"]}]}"#;
const NEXT: &str = r#"{"year": 2027, "papers": ["https://www.gov.cn/2027"], "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true}, {"name": "元旦", "date": "2027-01-02", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-03", "isOffDay": true}, {"name": "元旦", "date": "2026-12-27", "isOffDay": false}]}"#;

/// With a region's expected festival and the office's hours.
fn site() -> World {
    let world = World::new();
    world.write("calendar/region-拉萨-2026.json", LHASA);
    world.write("calendar/org-2026.json", HOURS);
    world
}

/// The command at another time.
fn on(world: &World, day: &str, args: &[&str]) -> Output {
    let mut command = world.command(args);
    command.env("OPSCTL_NOW", format!("{day}T08:00:00+08:00"));
    world.finish(command)
}

#[test]
fn calendar_tells_a_day_and_all_who_speak_of_it() {
    let days = site().run(&["calendar", "show", "2026-02-14", "2026年2月24日", "2027-10-01"]);
    insta::assert_snapshot!(days.picture(), @"
    2026-02-14  星期六  补班  预计  09:30-13:00 15:00-18:00  冬季
      定  国家  补班  春节  已公布  built-in 2026  国务院办公厅关于2026年部分节假日安排的通知
          星期  休

    2026-02-24  星期二  休  预计
      定  地区  休  藏历新年  预计  region-拉萨-2026.json  预计
          星期  班

    2027-10-01  星期五  班  未知  09:30-13:00 15:00-18:00  冬季
      定  星期  班

    没有 2027 年的放假安排，这些日子（标 ? ）只按星期推算，不能当作没有假日。
    标 ~ 的日子是预计的，还没有公布。
    日历 f87030a932ab ，5 个文件；目录 $WORLD/calendar
    --- stderr
    --- exit 0
    ");
    let today = World::new().run(&["--lang", "en", "calendar", "show"]);
    insta::assert_snapshot!(today.picture(), @"
    2026-11-22  Sun  off  official
      decides  weekday  off

    no working hours are configured: 09:00-12:00 and 13:30-18:00 are taken. Import a file of the layer org.
    calendar 55f89a64bb83 of 3 files; folder $WORLD/data/calendar
    --- stderr
    --- exit 0
    ");
}

#[test]
fn calendar_shows_a_month_as_a_grid_of_words() {
    insta::assert_snapshot!(site().run(&["calendar", "show", "--month", "2026-02"]).picture(), @"
    2026 年 2 月
    一      二      三      四      五      六        日
                                                       1 休~
     2 班~   3 班~   4 班~   5 班~   6 班~   7 休~     8 休~
     9 班~  10 班~  11 班~  12 班~  13 班~  14 补班~  15 休~
    16 休~  17 休~  18 休~  19 休~  20 休~  21 休~    22 休~
    23 休~  24 休~  25 班~  26 班~  27 班~  28 补班~

    2026-02-14         补班~  春节      国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-15..02-17  休~    春节      国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-18         休~    藏历新年  地区  预计
    2026-02-19..02-23  休~    春节      国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-24         休~    藏历新年  地区  预计
    2026-02-28         补班~  春节      国家  国务院办公厅关于2026年部分节假日安排的通知
    工作时间 2026-02-02..02-28 09:30-13:00 15:00-18:00 冬季
    上班 15 天（97.5 小时），休息 13 天。

    标 ~ 的日子是预计的，还没有公布。
    日历 f87030a932ab ，5 个文件；目录 $WORLD/calendar
    --- stderr
    --- exit 0
    ");
    let december = World::new().run(&["--lang", "en", "calendar", "show", "--month", "2026-12"]);
    insta::assert_snapshot!(december.picture(), @"
    December 2026
    Mon       Tue       Wed       Thu       Fri       Sat      Sun
               1 work    2 work    3 work    4 work    5 off    6 off
     7 work    8 work    9 work   10 work   11 work   12 off   13 off
    14 work   15 work   16 work   17 work   18 work   19 off   20 off
    21 work   22 work   23 work   24 work   25 work?  26 off?  27 off?
    28 work?  29 work?  30 work?  31 work?

    hours 2026-12-01..12-31 09:00-12:00 13:30-18:00
    23 working days (172.5 h), 8 days off.

    there is no list of days off for 2027: days marked ? go by the weekday alone and may be holidays.
    no working hours are configured: 09:00-12:00 and 13:30-18:00 are taken. Import a file of the layer org.
    calendar 55f89a64bb83 of 3 files; folder $WORLD/data/calendar
    --- stderr
    --- exit 0
    ");
}

#[test]
fn calendar_shows_a_year_in_totals() {
    insta::assert_snapshot!(World::new().run(&["calendar", "show", "--year", "2026"]).picture(), @"
    月份     上班（天）  小时   休息（天）  未知（天）
    2026-01  21          157.5  10          0
    2026-02  16          120    12          0
    2026-03  22          165    9           0
    2026-04  21          157.5  9           0
    2026-05  19          142.5  12          0
    2026-06  21          157.5  9           0
    2026-07  23          172.5  8           0
    2026-08  21          157.5  10          0
    2026-09  22          165    8           0
    2026-10  18          135    13          0
    2026-11  21          157.5  9           0
    2026-12  23          172.5  8           7

    2026-01-01..01-03  休    元旦    国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-01-04         补班  元旦    国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-14         补班  春节    国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-15..02-23  休    春节    国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-02-28         补班  春节    国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-04-04..04-06  休    清明节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-05-01..05-05  休    劳动节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-05-09         补班  劳动节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-06-19..06-21  休    端午节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-09-20         补班  国庆节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-09-25..09-27  休    中秋节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-10-01..10-07  休    国庆节  国家  国务院办公厅关于2026年部分节假日安排的通知
    2026-10-10         补班  国庆节  国家  国务院办公厅关于2026年部分节假日安排的通知
    工作时间 2026-01-04..12-31 09:00-12:00 13:30-18:00
    上班 248 天（1860 小时），休息 117 天。

    没有 2027 年的放假安排，这些日子（标 ? ）只按星期推算，不能当作没有假日。
    没有配置工作时间，按 09:00-12:00、13:30-18:00 计算；请写一个 layer 为 org 的文件并导入。
    日历 55f89a64bb83 ，3 个文件；目录 $WORLD/data/calendar
    --- stderr
    --- exit 0
    ");
}

#[test]
fn calendar_gives_days_to_programs() {
    let world = site();
    let csv = world.run(&["calendar", "show", "2026-02-14", "2026-02-15", "--format", "csv"]);
    insta::assert_snapshot!(csv.picture().replace("\r\n", "\n"), @"
    ﻿日期,星期,上班或休息,名称,谁定的,状态,工作时间,来源,文件
    2026-02-14,星期六,补班,春节,国家,预计,09:30-13:00 15:00-18:00,国务院办公厅关于2026年部分节假日安排的通知,built-in 2026
    2026-02-15,星期日,休,春节,国家,预计,,国务院办公厅关于2026年部分节假日安排的通知,built-in 2026
    --- stderr
    --- exit 0
    ");
    let json = world.run(&["calendar", "show", "--month", "2026-02", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["days"].as_array().unwrap().len(), json["calendar"].as_str().unwrap().len()), (28, 64));
    let day = &json["days"][17];
    assert_eq!((&day["working"], &day["layer"], &day["known"]), (&false.into(), &"region".into(), &"provisional".into()));
    let layers: Vec<&str> = day["said"].as_array().unwrap().iter().map(|said| said["layer"].as_str().unwrap()).collect();
    assert_eq!((layers, &day["hours"]), (vec!["region", "national", "weekend"], &serde_json::json!([])));
}

#[test]
fn calendar_check_asks_for_the_next_year_in_time() {
    let world = World::new();
    insta::assert_snapshot!(on(&world, "2026-10-31", &["calendar", "check"]).picture(), @"
    年份  范围  状态
    2026  国家  已公布
    2027  国家  缺

    2027 年的国家放假安排还没有；每年 11 月 1 日起才要求有下一年的。
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(on(&world, "2026-11-22", &["calendar", "check", "--quiet"]).picture(), @"
    年份  范围  状态
    2026  国家  已公布
    2027  国家  缺

    缺 2027 年的国家放假安排。国务院办公厅一般在 10 月底到 12 月中旬公布；取得 2027.json 后用 opsctl calendar import 导入。
    --- stderr
    --- exit 1
    ");
    assert_eq!(on(&world, "2026-12-01", &["calendar", "check"]).code, 2);
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--quiet"]).picture(), "--- stderr\n--- exit 0");
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--years", "2026-2027"]).code, 1);
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--years", "2024"]).code, 2, "nobody knows that year");
    insta::assert_snapshot!(world.run(&["--lang", "en", "calendar", "check", "--years", "2025-2026"]).picture(), @"
    Year  List      Status
    2025  national  official
    2026  national  official

    the calendar of 2025-2026 is complete.
    --- stderr
    --- exit 0
    ");
    assert_eq!(world.run(&["calendar", "check", "--years", "2027-2026"]).code, 3);
}

#[test]
fn calendar_check_asks_for_regions() {
    insta::assert_snapshot!(on(&site(), "2026-12-01", &["calendar", "check"]).picture(), @"
    年份  范围  状态
    2026  国家  已公布
    2026  拉萨  预计
    2027  国家  缺
    2027  拉萨  缺

    2026 年 拉萨 的安排是预计的，公布后请导入正式的。
    缺 2027 年的国家放假安排。国务院办公厅一般在 10 月底到 12 月中旬公布；取得 2027.json 后用 opsctl calendar import 导入。
    缺 2027 年 拉萨 的放假安排。通知公布后写成文件导入；公布前可以先导入 status 为 provisional 的。
    --- stderr
    --- exit 2
    ");
    let world = World::new();
    let config = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", format!("{config}[calendar]\nregions = [\"昌都\"]\n"));
    world.write("calendar/拉萨.json", LHASA);
    insta::assert_snapshot!(world.run(&["calendar", "check", "--years", "2026"]).picture(), @"
    年份  范围  状态
    2026  国家  已公布
    2026  昌都  缺

    缺 2026 年 昌都 的放假安排。通知公布后写成文件导入；公布前可以先导入 status 为 provisional 的。
    --- stderr
    日历文件 拉萨.json 是 拉萨 的，不在 $WORLD/opsctl.toml:5 的 regions 里，没有使用。
    --- exit 1
    ");
}

#[test]
fn calendar_import_shows_what_changes_and_then_stores_it() {
    let world = World::new();
    world.write("2027.json", NEXT);
    let dry = world.run(&["calendar", "import", "2027.json", "--dry-run"]);
    insta::assert_snapshot!(dry.picture(), @"
    2027.json → 2027.json （新增）：国家 2027 已公布 放假 3 天，上班 1 天
    2027: 未知 → 已公布

    日期                现在  导入后  名称
    2026-12-27  星期日  休    班      元旦
    2027-01-01  星期五  班    休      元旦

    另有 363 天只是名称、来源或确定程度改变。
    --- stderr
    只是预演，什么也没有写。
    --- exit 0
    ");
    let asked = world.run(&["calendar", "import", "2027.json"]);
    assert!(asked.code == 3 && asked.err.contains("--yes"), "{asked:?}");
    assert!(!world.path("data/calendar").exists(), "nobody agreed");

    let stored = world.run(&["calendar", "import", "2027.json", "--yes"]);
    assert!(stored.code == 0 && stored.out.contains("已把 1 个文件存入 $WORLD/data/calendar"), "{stored:?}");
    let path = world.path("data/calendar/2027.json");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), NEXT, "byte by byte");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
    assert_eq!(on(&world, "2026-12-01", &["calendar", "check", "--quiet"]).picture(), "--- stderr\n--- exit 0");

    let again = world.run(&["calendar", "import", "2027.json", "--yes"]);
    assert_eq!(again.picture(), "2027.json 已经在用，没有改动。\n--- stderr\n--- exit 0");
    assert_eq!(std::fs::read_dir(world.path("data/calendar")).unwrap().count(), 1);
    let log = world.run(&["log", "list"]);
    assert_eq!(log.out.matches("导入日历文件 1 个，日历变为 ").count(), 1, "{log:?}");
}

#[test]
fn calendar_import_shows_which_tickets_have_another_due_time() {
    let world = World::new();
    world.write("2027.json", NEXT);
    // The limits of the first two are working days; that of a fault goes by the clock.
    for (title, kind) in [("怎样作废申报表", "operation"), ("税额与上月不一致", "data"), ("登录不了", "fault")] {
        let new = on(&world, "2026-12-31", &["ticket", "new", title, "--kind", kind, "--level", "3", "--symptom", "如题"]);
        assert_eq!(new.code, 0, "{new:?}");
    }
    let dry = on(&world, "2026-12-31", &["calendar", "import", "2027.json", "--dry-run"]);
    insta::assert_snapshot!(dry.picture(), @"
    2027.json → 2027.json （新增）：国家 2027 已公布 放假 3 天，上班 1 天
    2027: 未知 → 已公布

    日期                现在  导入后  名称
    2026-12-27  星期日  休    班      元旦
    2027-01-01  星期五  班    休      元旦

    另有 363 天只是名称、来源或确定程度改变。

    2 张未解决问题单的到期时间因此改变：
    单号           现在              导入后
    YW-2026-00001  2027-01-05 09:00  2027-01-06 09:00
    YW-2026-00002  2027-01-05 09:00  2027-01-06 09:00
    --- stderr
    只是预演，什么也没有写。
    --- exit 0
    ");
}

#[test]
fn calendar_import_tells_that_a_new_region_leaves_this_year_unknown() {
    let world = World::new();
    world.write("拉萨-2025.json", LHASA.replace("2026", "2025"));
    let dry = world.run(&["calendar", "import", "拉萨-2025.json", "--dry-run"]);
    assert!(dry.out.contains("2025: 已公布 → 预计\n2026: 已公布 → 未知\n"), "{dry:?}");
}

#[test]
fn calendar_import_keeps_what_it_replaces() {
    let world = site();
    let moved = LHASA.replace("2026-02-24", "2026-02-25").replace("provisional", "official");
    world.write("拉萨-2026.json", &moved);
    let done = world.run(&["--lang", "en", "calendar", "import", "拉萨-2026.json", "--yes"]);
    insta::assert_snapshot!(done.picture(), @"
    拉萨-2026.json → region-拉萨-2026.json (replaces; the old one stays as .bak): region 拉萨 2026 official 2 days off, 0 worked
    2026: provisional → official

    Date             Now   After  Name
    2026-02-24  Tue  off   work   藏历新年
    2026-02-25  Wed  work  off    藏历新年

    356 more days change only in name, source or in how well they are known.
    stored 1 files in $WORLD/calendar ; the calendar is now f1b05bb5092b.
    --- stderr
    --- exit 0
    ");
    let names = |world: &World| {
        let entries = std::fs::read_dir(world.path("calendar")).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let kept = names(&world).into_iter().find(|name| name.split('.').next_back() == Some("bak")).unwrap();
    assert!(kept.starts_with("region-拉萨-2026.json.20261122-"), "{kept}");
    assert_eq!(std::fs::read_to_string(world.path("calendar").join(kept)).unwrap(), LHASA);

    // What is only expected does not stand in for what was published.
    world.write("预计/拉萨-2026.json", LHASA);
    let refused = world.run(&["calendar", "import", "预计/拉萨-2026.json", "--yes"]);
    insta::assert_snapshot!(refused.picture(), @"
    --- stderr
    错误：预计/拉萨-2026.json 是预计的，region-拉萨-2026.json 是已经公布的：不能用预计的替换它。
    --- exit 3
    ");
    // Nor does one layer for another.
    world.write("org-2026.json", LHASA.replace("region", "duty").replace("\"duty\": \"拉萨\",", ""));
    world.write("calendar/duty-org-2026.json", HOURS);
    let taken = world.run(&["calendar", "import", "org-2026.json", "--yes"]);
    assert!(taken.code == 3 && taken.err.contains("duty-org-2026.json ，但那里已有的是 org  2026"), "{taken:?}");
}

#[test]
fn calendar_import_takes_nothing_with_a_fault() {
    let world = World::new();
    world.write("good.json", NEXT);
    world.write("bad.json", r#"{"year": 2027, "days": [{"name": "x", "date": "2027-02-29", "isOffDay": true}, {"name": "", "date": "2029-01-01", "isOffDay": true}]}"#);
    world.write("cut.json", &NEXT[..60]);
    world.write("gbk.json", encoding_rs::GB18030.encode(NEXT).0);
    let refused = world.run(&["calendar", "import", "good.json", "bad.json", "cut.json", "gbk.json", "none.json", "--yes"]);
    insta::assert_snapshot!(refused.picture(), @"
    --- stderr
    错误：bad.json: days[0] 2027-02-29 ：没有这一天，或者写法不是 2026-02-14 这样。
    错误：bad.json: days[1].name ：是空的、太长，或者有控制字符。
    错误：bad.json: days[1] 2029-01-01 ：2027 年的文件只能写 2026 和 2027 年的日子。
    错误：cut.json:1:60 ：文件不完整，JSON 没有结束。请重新取得这个文件。
    错误：gbk.json ：文件不是 UTF-8 编码（像是 GBK）。
    提示：在记事本或 WPS 中另存为，编码选 UTF-8；或执行 iconv -f GB18030 -t UTF-8 gbk.json > 新文件
    错误：读不了文件 none.json 。
    原因：No such file or directory (os error 2)
    --- exit 3
    ");
    assert!(!world.path("data").exists());

    // holiday-cn has a file for a year that is not published yet.
    world.write("2027.json", r#"{"year": 2027, "papers": [], "days": []}"#);
    let empty = world.run(&["calendar", "import", "2027.json", "--yes"]);
    assert_eq!(empty.picture(), "2027.json 里 2027 年一天也没有：这一年还是未知，没有导入。\n--- stderr\n--- exit 1");
}

#[test]
fn calendar_faults_stop_everything_but_the_file_that_puts_them_right() {
    let world = World::new();
    world.write("calendar/2027.json", "{\"year\": 2027,\n \"dayz\": []}");
    insta::assert_snapshot!(world.run(&["calendar", "show"]).picture(), @"
    --- stderr
    错误：$WORLD/calendar/2027.json:2:7 ：不是日历文件的写法。
    原因：unknown field `dayz`, expected one of `$schema`, `$id`, `year`, `papers`, `days`, `layer`, `region`, `status`, `source`, `hours`
    提示：是否要写 days ？
    --- exit 3
    ");
    world.write("2027.json", NEXT);
    let repaired = world.run(&["calendar", "import", "2027.json", "--yes"]);
    assert!(repaired.code == 0 && repaired.err.contains("与内置的日历比较"), "{repaired:?}");
    assert_eq!(world.run(&["calendar", "show", "2027-01-02"]).code, 0);

    // Two files of a layer that disagree: neither is believed.
    world.write("calendar/other.json", NEXT.replace("\"2027-01-02\", \"isOffDay\": true", "\"2027-01-02\", \"isOffDay\": false"));
    insta::assert_snapshot!(world.run(&["calendar", "show"]).picture(), @"
    --- stderr
    错误：日历文件 other.json 和 2027.json （同为 national ）对 2027-01-02 的说法不同，不知道该信哪个。请改正或移走其中一个。
    --- exit 3
    ");
}

#[test]
fn calendar_due_counts_both_ways_and_lists_the_days() {
    let world = site();
    let days = world.run(&["calendar", "due", "2026-02-13 17:00", "--working-days", "3"]);
    insta::assert_snapshot!(days.picture(), @"
                       到期（UTC+8）
    起点               2026-02-13 17:00 星期五
    3 个工作日         2026-02-26 17:00 星期四  ~
    比较：3 × 24 小时  2026-02-16 17:00 星期一

    经过的日子                 名称      工作时间                 计入（小时）
    2026-02-13  星期五  班~              09:30-13:00 15:00-18:00  1
    2026-02-14  星期六  补班~  春节      09:30-13:00 15:00-18:00  6.5
    2026-02-15  星期日  休~    春节                               0
    2026-02-16  星期一  休~    春节                               0
    2026-02-17  星期二  休~    春节                               0
    2026-02-18  星期三  休~    藏历新年                           0
    2026-02-19  星期四  休~    春节                               0
    2026-02-20  星期五  休~    春节                               0
    2026-02-21  星期六  休~    春节                               0
    2026-02-22  星期日  休~    春节                               0
    2026-02-23  星期一  休~    春节                               0
    2026-02-24  星期二  休~    藏历新年                           0
    2026-02-25  星期三  班~              09:30-13:00 15:00-18:00  6.5
    2026-02-26  星期四  班~              09:30-13:00 15:00-18:00  5.5

    N 个工作日：N 个工作日之后的同一时刻；早于上班算上班时，午休算午休结束，晚于下班算下班时；起点在休息日，从下一个工作日上班算起。
    N 小时：7×24，每一分钟都算。
    经过的日子里有尚未公布、只是预计的，到期时间可能变。
    标 ~ 的日子是预计的，还没有公布。
    日历 f87030a932ab ，5 个文件；目录 $WORLD/calendar
    --- stderr
    --- exit 1
    ");
    let hours = World::new().run(&["--lang", "en", "calendar", "due", "2026-12-31 17:00", "--working-hours", "2.5"]);
    insta::assert_snapshot!(hours.picture(), @"
                          Due (UTC+8)
    Start                 2026-12-31 17:00 Thu
    2.5 working hours     2027-01-01 10:30 Fri  ?
    beside it: 2.5 hours  2026-12-31 19:30 Thu

    Days passed              Name  Hours                    Counted (h)
    2026-12-31   Thu  work?        09:00-12:00 13:30-18:00  1
    2027-01-01   Fri  work?        09:00-12:00 13:30-18:00  1.5

    N working hours: only the time inside the hours of working days counts.
    N hours: 7×24, every minute counts.
    some of the days passed have no list of days off: the due time may change.
    there is no list of days off for 2027: days marked ? go by the weekday alone and may be holidays.
    no working hours are configured: 09:00-12:00 and 13:30-18:00 are taken. Import a file of the layer org.
    calendar 55f89a64bb83 of 3 files; folder $WORLD/data/calendar
    --- stderr
    --- exit 1
    ");
    let wall = World::new().run(&["calendar", "due", "2026-07-01 08:00", "--hours", "24"]);
    assert!(wall.code == 0 && wall.out.contains("24 小时              2026-07-02 08:00 星期四"), "{wall:?}");
    for wrong in [&["2026-07-01", "--hours", "-1"][..], &["2026-07-01", "--hours", "nan"], &["2026-07-01"], &["soon", "--hours", "1"]] {
        assert_eq!(world.run(&[&["calendar", "due"], wrong].concat()).code, 3, "{wrong:?}");
    }
}

#[test]
fn calendar_folder_is_shown_and_the_one_passed_over_is_told() {
    let world = site();
    world.write("data/calendar/2027.json", NEXT);
    let shown = world.run(&["config", "show"]);
    assert!(shown.out.contains("calendar.dir ") && shown.out.contains("$WORLD/calendar "), "{shown:?}");
    let told = world.run(&["calendar", "show"]);
    assert!(told.err.contains("$WORLD/data/calendar 里的没有使用"), "{told:?}");
    let config = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", format!("{config}[calendar]\ndir = \"calender\"\n"));
    let missing = world.run(&["calendar", "show"]);
    assert!(missing.err.contains("opsctl.toml:5 写的日历目录 $WORLD/calender 不存在"), "{missing:?}");
}
