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
    insta::assert_snapshot!(days.picture(), @"");
    let today = World::new().run(&["--lang", "en", "calendar", "show"]);
    insta::assert_snapshot!(today.picture(), @"");
}

#[test]
fn calendar_shows_a_month_as_a_grid_of_words() {
    insta::assert_snapshot!(site().run(&["calendar", "show", "--month", "2026-02"]).picture(), @"");
    let december = World::new().run(&["--lang", "en", "calendar", "show", "--month", "2026-12"]);
    insta::assert_snapshot!(december.picture(), @"");
}

#[test]
fn calendar_shows_a_year_in_totals() {
    insta::assert_snapshot!(World::new().run(&["calendar", "show", "--year", "2026"]).picture(), @"");
}

#[test]
fn calendar_gives_days_to_programs() {
    let world = site();
    let csv = world.run(&["calendar", "show", "2026-02-14", "2026-02-15", "--format", "csv"]);
    insta::assert_snapshot!(csv.picture().replace("\r\n", "\n"), @"");
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
    insta::assert_snapshot!(on(&world, "2026-10-31", &["calendar", "check"]).picture(), @"");
    insta::assert_snapshot!(on(&world, "2026-11-22", &["calendar", "check", "--quiet"]).picture(), @"");
    assert_eq!(on(&world, "2026-12-01", &["calendar", "check"]).code, 2);
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--quiet"]).picture(), "--- stderr\n--- exit 0");
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--years", "2026-2027"]).code, 1);
    assert_eq!(on(&world, "2026-10-31", &["calendar", "check", "--years", "2024"]).code, 2, "nobody knows that year");
    insta::assert_snapshot!(world.run(&["--lang", "en", "calendar", "check", "--years", "2025-2026"]).picture(), @"");
    assert_eq!(world.run(&["calendar", "check", "--years", "2027-2026"]).code, 3);
}

#[test]
fn calendar_check_asks_for_regions() {
    insta::assert_snapshot!(on(&site(), "2026-12-01", &["calendar", "check"]).picture(), @"");
    let world = World::new();
    let config = std::fs::read_to_string(world.path("opsctl.toml")).unwrap();
    world.write("opsctl.toml", format!("{config}[calendar]\nregions = [\"昌都\"]\n"));
    world.write("calendar/拉萨.json", LHASA);
    insta::assert_snapshot!(world.run(&["calendar", "check", "--years", "2026"]).picture(), @"");
}

#[test]
fn calendar_import_shows_what_changes_and_then_stores_it() {
    let world = World::new();
    world.write("2027.json", NEXT);
    let dry = world.run(&["calendar", "import", "2027.json", "--dry-run"]);
    insta::assert_snapshot!(dry.picture(), @"");
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
fn calendar_import_keeps_what_it_replaces() {
    let world = site();
    let moved = LHASA.replace("2026-02-24", "2026-02-25").replace("provisional", "official");
    world.write("拉萨-2026.json", &moved);
    let done = world.run(&["--lang", "en", "calendar", "import", "拉萨-2026.json", "--yes"]);
    insta::assert_snapshot!(done.picture(), @"");
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
    insta::assert_snapshot!(refused.picture(), @"");
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
    world.write("cut.json", &NEXT[..80]);
    world.write("gbk.json", encoding_rs::GB18030.encode(NEXT).0);
    let refused = world.run(&["calendar", "import", "good.json", "bad.json", "cut.json", "gbk.json", "none.json", "--yes"]);
    insta::assert_snapshot!(refused.picture(), @"");
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
    insta::assert_snapshot!(world.run(&["calendar", "show"]).picture(), @"");
    world.write("2027.json", NEXT);
    let repaired = world.run(&["calendar", "import", "2027.json", "--yes"]);
    assert!(repaired.code == 0 && repaired.err.contains("与内置的日历比较"), "{repaired:?}");
    assert_eq!(world.run(&["calendar", "show", "2027-01-02"]).code, 0);

    // Two files of a layer that disagree: neither is believed.
    world.write("calendar/other.json", NEXT.replace("\"2027-01-02\", \"isOffDay\": true", "\"2027-01-02\", \"isOffDay\": false"));
    insta::assert_snapshot!(world.run(&["calendar", "show"]).picture(), @"");
}

#[test]
fn calendar_due_counts_both_ways_and_lists_the_days() {
    let world = site();
    let days = world.run(&["calendar", "due", "2026-02-13 17:00", "--working-days", "3"]);
    insta::assert_snapshot!(days.picture(), @"");
    let hours = World::new().run(&["--lang", "en", "calendar", "due", "2026-12-31 17:00", "--working-hours", "2.5"]);
    insta::assert_snapshot!(hours.picture(), @"");
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
