//! `opsctl backup verify` through the binary: small dumps by their real form, with their logs, and one thing wrong in each story.

use std::fs::{File, FileTimes};
use std::os::unix::fs::PermissionsExt;
use std::time::SystemTime;

use jiff::civil::{Date, date};
use jiff::{ToSpan, tz::TimeZone};
use serde_json::Value;

use crate::env::{Output, World};
use crate::host_site::Site;
use crate::make_dump::{Exp, Pump};
use crate::sshd::Sshd;

pub(crate) const SET: &str = "[set.hx]\nproducer = \"exp\"\nplace = \"bk\"\nfiles = [\"hx_{date}.dmp\"]\nlogs = [\"hx_{date}.log\"]\n\
                   schedule = \"daily 22:00\"\nskip = { \"backup.restore-test\" = \"another story\" }\n";

/// Rows of the four tables in every story.
pub(crate) const TABLES: [(&str, u64); 4] = [("NSR", 1200), ("SB", 5200), ("JK", 3300), ("ZZS", 900)];

/// A moment of the site's clock.
pub(crate) fn moment(day: Date, hour: i8, minute: i8) -> SystemTime {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    day.at(hour, minute, 0, 0).to_zoned(zone).unwrap().timestamp().into()
}

pub(crate) fn put(world: &World, name: &str, bytes: &[u8], written: SystemTime) {
    world.write(name, bytes);
    let path = world.path(name);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    File::options().write(true).open(&path).unwrap().set_times(FileTimes::new().set_modified(written)).unwrap();
}

pub(crate) fn dump(tables: &[(&str, u64)], client: u16) -> Vec<u8> {
    let made = Exp { client, database: 852, user: "UHX", ..Exp::default() };
    tables.iter().fold(made, |dump, (name, rows)| dump.table(name, *rows)).bytes()
}

pub(crate) fn log(day: Date, tables: &[(&str, u64)], end: &str) -> String {
    let rows: String = tables.iter().map(|(name, rows)| format!(". . exporting table {name:>30} {rows:>10} rows exported\n")).collect();
    let stamp = day.strftime("%a %b %e 22:00:01 %Y");
    format!(
        "\nExport: Release 19.0.0.0.0 - Production on {stamp}\nVersion 19.3.0.0.0\n\n\nConnected to: Oracle Database 19c Enterprise Edition\n\
         Export done in ZHS16GBK character set and AL16UTF16 NCHAR character set\n\nAbout to export specified users ...\n\
         . about to export HX's tables via Conventional Path ...\n{rows}. exporting synonyms\n{end}"
    )
}

pub(crate) const GOOD: &str = "Export terminated successfully without warnings.\n";

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// One night that went well.
pub(crate) fn night(world: &World, day: Date) {
    let name = compact(day);
    put(world, &format!("bk/hx_{name}.dmp"), &dump(&TABLES, 852), moment(day, 22, 40));
    put(world, &format!("bk/hx_{name}.log"), log(day, &TABLES, GOOD).as_bytes(), moment(day, 22, 40));
}

/// A world with a policy and the nights up to the last one.
pub(crate) fn nights(count: i32) -> World {
    let world = World::new();
    world.write("backups.toml", SET);
    for back in 1..=count {
        night(&world, LAST.checked_sub((back - 1).days()).unwrap());
    }
    world
}

/// The night before the fixed clock.
pub(crate) const LAST: Date = date(2026, 11, 21);

pub(crate) fn verify(world: &World, more: &[&str]) -> Output {
    world.run(&[&["backup", "verify", "--format", "json"], more].concat())
}

/// `level check subject` of everything at warning or above, and the checks without a verdict.
pub(crate) fn seen(output: &Output) -> (Vec<String>, Vec<String>) {
    let run: Value = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
    let (mut alarms, mut blind) = (Vec::new(), Vec::new());
    for outcome in run["targets"].as_array().unwrap().iter().flat_map(|t| t["outcomes"].as_array().unwrap()) {
        let check = outcome["check"].as_str().unwrap();
        if outcome["state"] == "not-checked" || outcome["unjudged"].is_array() {
            blind.push(check.to_owned());
        }
        for finding in outcome["findings"].as_array().into_iter().flatten().filter(|f| f["level"] != "note") {
            alarms
                .push(format!("{} {check} {}", finding["level"].as_str().unwrap(), finding["subject"].as_str().unwrap()).trim().to_owned());
        }
    }
    alarms.sort();
    (alarms, blind)
}

fn alarms(world: &World) -> Vec<String> {
    seen(&verify(world, &["--no-store"])).0
}

#[test]
fn nights_that_went_well_say_nothing() {
    let world = nights(9);
    let output = verify(&world, &[]);
    assert_eq!(seen(&output), (vec![], vec![]), "{}", output.out);
    assert_eq!(output.code, 0);
    let again = world.run(&["backup", "verify"]);
    assert!(again.out.contains("结论 正常"), "{}", again.out);
}

#[test]
fn a_night_without_a_backup_stays_a_finding() {
    let world = nights(9);
    std::fs::remove_file(world.path("bk/hx_20261119.dmp")).unwrap();
    assert_eq!(alarms(&world), ["critical backup.exists 2026-11-19 22:00"]);
    // What was done, judged, and taken away later is not missing.
    let world = nights(9);
    assert_eq!(verify(&world, &["--day", "2026-11-19"]).code, 0);
    std::fs::remove_file(world.path("bk/hx_20261119.dmp")).unwrap();
    assert_eq!(seen(&verify(&world, &[])).0, Vec::<String>::new());
}

#[test]
fn a_reason_on_record_excuses_a_missing_night() {
    let world = nights(9);
    std::fs::remove_file(world.path("bk/hx_20261119.dmp")).unwrap();
    world.write("backups.toml", format!("{SET}events = [{{ from = 2026-11-19, why = \"机房搬迁\" }}]\n"));
    let output = verify(&world, &["--no-store"]);
    assert_eq!((seen(&output).0, output.code), (vec![], 0));
    assert!(output.out.contains("机房搬迁"));
}

#[test]
fn a_dump_cut_anywhere_is_told_with_its_place() {
    let world = nights(9);
    let whole = dump(&TABLES, 852);
    for cut in [whole.len() - 1, whole.len() / 2 + 1, whole.len() - 2100] {
        put(&world, "bk/hx_20261121.dmp", &whole[..cut], moment(LAST, 22, 40));
        let output = verify(&world, &["--no-store"]);
        let (alarms, _) = seen(&output);
        assert!(alarms.contains(&"critical backup.structure hx_{date}.dmp".to_owned()), "{cut}: {alarms:?}");
        assert!(output.out.contains(&format!("{cut}")), "the place: {}", output.out);
        assert_eq!(output.code, 2);
    }
}

#[test]
fn nul_and_nothing_and_a_page_of_html_are_no_dumps() {
    for (bytes, word) in [(vec![], "空"), (vec![0; 9000], "损坏"), (b"<html>502 Bad Gateway</html>".to_vec(), "不是这个备份集该有的格式")]
    {
        let world = nights(9);
        put(&world, "bk/hx_20261121.dmp", &bytes, moment(LAST, 22, 40));
        let output = verify(&world, &["--no-store", "--check", "backup.structure"]);
        assert_eq!((seen(&output).0.len(), output.code), (1, 2), "{word}");
        assert!(output.out.contains(word), "{word}: {}", output.out);
    }
}

#[test]
fn a_log_that_is_not_the_last_word_of_this_backup() {
    let warned = "EXP-00009: no privilege to export HX's table QX\nExport terminated successfully with warnings.\n";
    for (text, expected) in [
        (log(LAST, &TABLES, warned), "critical backup.log hx_{date}.log"),
        (log(LAST, &TABLES, ""), "critical backup.log hx_{date}.log"),
        (log(LAST, &TABLES, "EXP-00000: Export terminated unsuccessfully\n"), "critical backup.log hx_{date}.log"),
    ] {
        let world = nights(9);
        put(&world, "bk/hx_20261121.log", text.as_bytes(), moment(LAST, 22, 40));
        let seen = alarms(&world);
        assert!(seen.contains(&expected.to_owned()), "{seen:?}\n{text}");
    }
}

#[test]
fn a_log_that_is_missing_is_unknown_and_never_well() {
    let world = nights(9);
    std::fs::remove_file(world.path("bk/hx_20261121.log")).unwrap();
    let output = verify(&world, &["--no-store"]);
    let blind = ["agreement", "log", "log-code"].map(|of| format!("backup.{of}")).to_vec();
    assert_eq!((seen(&output), output.code), ((vec![], blind), 3));
}

#[test]
fn rows_are_compared_with_the_log_the_night_before_and_the_policy() {
    let world = nights(9);
    assert_eq!(verify(&world, &["--day", "2026-11-20"]).code, 0, "the night before is remembered");
    let fewer = [("NSR", 1200), ("SB", 0), ("JK", 3300)];
    put(&world, "bk/hx_20261121.dmp", &dump(&fewer, 852), moment(LAST, 22, 40));
    put(&world, "bk/hx_20261121.log", log(LAST, &[("NSR", 1201), ("SB", 0), ("JK", 3300)], GOOD).as_bytes(), moment(LAST, 22, 40));
    world.write("backups.toml", format!("{SET}tables = [\"HX.QX\", \"HX.J*\"]\n"));
    let output = verify(&world, &["--check", "backup.rows"]);
    assert_eq!(
        seen(&output).0,
        [
            "critical backup.rows *",
            "critical backup.rows HX.NSR",
            "critical backup.rows HX.QX",
            "critical backup.rows HX.SB",
            "critical backup.rows HX.ZZS",
        ]
    );
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, bytes).unwrap();
    packed.finish().unwrap()
}

/// `exp | gzip`: what is packed proves nothing of what is in it, so the dump inside is read as one outside.
#[test]
fn a_dump_in_gzip_is_proved_and_counted_inside() {
    let world = nights(1);
    world.write("backups.toml", SET.replace("hx_{date}.dmp", "hx_{date}.dmp*"));
    std::fs::remove_file(world.path("bk/hx_20261121.dmp")).unwrap();
    let whole = dump(&TABLES, 852);
    put(&world, "bk/hx_20261121.dmp.gz", &gzip(&whole), moment(LAST, 22, 40));
    let output = verify(&world, &["--no-store", "--full"]);
    assert_eq!((seen(&output), output.code), ((vec![], vec![]), 0), "{}", output.out);
    assert!(output.out.contains("gzip › exp"), "{}", output.out);
    put(&world, "bk/hx_20261121.dmp.gz", &gzip(&whole[..whole.len() - 3000]), moment(LAST, 22, 40));
    assert_eq!(alarms(&world), ["critical backup.age", "critical backup.structure hx_{date}.dmp.gz"], "exp was killed, gzip ended well");
    put(
        &world,
        "bk/hx_20261121.dmp.gz",
        &gzip(&dump(&[("NSR", 1200), ("SB", 5199), ("JK", 3300), ("ZZS", 900)], 852)),
        moment(LAST, 22, 40),
    );
    assert_eq!(alarms(&world), ["critical backup.rows HX.SB"], "a row less than the log says");
}

#[test]
fn a_client_that_loses_chinese_and_a_file_that_anybody_may_write() {
    let world = nights(9);
    put(&world, "bk/hx_20261121.dmp", &dump(&TABLES, 1), moment(LAST, 22, 40));
    std::fs::set_permissions(world.path("bk/hx_20261121.dmp"), std::fs::Permissions::from_mode(0o666)).unwrap();
    // The rows were walked and are in the database's set: only definitions are lost.
    assert_eq!(
        alarms(&world),
        [
            "critical backup.security world-writable · hx_{date}.dmp",
            "warning backup.agreement charset · hx_20261121.dmp",
            "warning backup.charset hx_{date}.dmp",
        ]
    );
}

#[test]
fn a_file_that_changed_since_it_was_seen() {
    let world = nights(9);
    assert_eq!(verify(&world, &[]).code, 0);
    let mut bytes = dump(&TABLES, 852);
    // A byte in the middle of a row's number: structure and length stay as they were.
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    put(&world, "bk/hx_20261121.dmp", &bytes, moment(LAST, 22, 40));
    let output = verify(&world, &["--check", "backup.checksum"]);
    assert_eq!((seen(&output).0, output.code), (vec!["critical backup.checksum hx_20261121.dmp".to_owned()], 2));
    let again = verify(&world, &["--check", "backup.checksum"]);
    assert_eq!(again.code, 2, "what was seen changed is not forgotten by looking again");
}

#[test]
fn a_manifest_of_the_source_is_what_counts_and_a_foreign_signature_is_none() {
    let world = nights(3);
    assert_eq!(world.run(&["backup", "manifest", "--new-key", "key"]).code, 0);
    let made = world.run(&["backup", "manifest", "bk", "--key", "key"]);
    assert_eq!(made.code, 0, "{made:?}");
    let public = std::fs::read_to_string(world.path("key.pub")).unwrap();
    let trust = |line: &str| world.write("backups.toml", format!("trusted-keys = [\"{line}\"]\n{SET}manifest = true\n"));
    trust(public.lines().last().unwrap());
    let output = verify(&world, &["--no-store", "--check", "backup.checksum"]);
    assert_eq!((seen(&output), output.code), ((vec![], vec![]), 0), "{}", output.out);
    // Where nobody says whose signature counts, one proves nothing.
    world.write("backups.toml", format!("{SET}manifest = true\n"));
    let output = verify(&world, &["--no-store", "--check", "backup.checksum"]);
    assert_eq!((seen(&output), output.code), ((vec![], vec!["backup.checksum".to_owned()]), 3), "{}", output.out);
    trust(public.lines().last().unwrap());
    // Somebody else signs it anew.
    assert_eq!(world.run(&["backup", "manifest", "--new-key", "other"]).code, 0);
    assert_eq!(world.run(&["backup", "manifest", "bk", "--key", "other", "--replace"]).code, 0);
    let output = verify(&world, &["--no-store", "--check", "backup.checksum"]);
    assert_eq!((seen(&output).0, output.code), (vec!["critical backup.checksum MANIFEST".to_owned()], 2));
}

#[test]
fn a_data_pump_file_is_proved_by_its_master_table() {
    let world = nights(0);
    let set = SET.replace("\"exp\"", "\"expdp\"");
    world.write("backups.toml", set.replace("logs = [\"hx_{date}.log\"]\n", ""));
    for back in 0..4 {
        let day = LAST.checked_sub(back.days()).unwrap();
        put(&world, &format!("bk/hx_{}.dmp", compact(day)), &Pump::default().bytes(), moment(day, 22, 40));
    }
    let check = ["--no-store", "--check", "backup.structure"];
    assert_eq!(verify(&world, &check).code, 0);
    let whole = Pump::default().bytes();
    put(&world, "bk/hx_20261121.dmp", &whole[..whole.len() - 4096], moment(LAST, 22, 40));
    let output = verify(&world, &check);
    assert_eq!((seen(&output).0.len(), output.code), (1, 2));
    assert!(output.out.contains("按主表应有"), "{}", output.out);
}

#[test]
fn another_place_must_have_the_same_files() {
    let world = nights(9);
    world.write("backups.toml", format!("{SET}copies = [{{ place = \"copy\", off-site = true }}]\n"));
    std::fs::create_dir(world.path("copy")).unwrap();
    let copies = |world: &World| {
        let output = verify(world, &["--no-store", "--check", "backup.copies"]);
        let run: Value = serde_json::from_str(&output.out).unwrap();
        let says = run["targets"][0]["outcomes"][0]["findings"].as_array().unwrap().iter().map(|f| f["says"]["zh-CN"].to_string());
        (output.code, says.collect::<Vec<_>>().join("\n"))
    };
    let (code, says) = copies(&world);
    assert_eq!(code, 1, "{says}");
    assert!(says.contains("只有 1 份") && says.contains("异地没有 7 天内的备份"), "{says}");
    put(&world, "copy/hx_20261121.dmp", &dump(&TABLES, 1), moment(LAST, 23, 40));
    let (code, says) = copies(&world);
    assert_eq!(code, 2, "{says}");
    assert!(says.contains("内容不同"), "{says}");
    put(&world, "copy/hx_20261121.dmp", &dump(&TABLES, 852), moment(LAST, 23, 40));
    let (_, says) = copies(&world);
    assert!(says.contains("同一文件系统"), "two folders of one disk are one copy: {says}");
}

#[test]
fn a_place_that_is_not_there_is_unknown() {
    let world = World::new();
    world.write("backups.toml", SET);
    let output = world.run(&["backup", "verify"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.out.contains("未检查"), "{}", output.out);
}

#[test]
fn a_policy_with_mistakes_is_refused_with_every_place() {
    let world = World::new();
    world.write(
        "backups.toml",
        "[set.hx]\nproducer = \"expdb\"\nplace = \"bk\"\nfiles = [\"../x\"]\nschedule = \"daily 25:00\"\nwithin = \"soon\"\nhost = \"bk01\"\nretenton = 1\n",
    );
    let output = world.run(&["backup", "verify"]);
    assert_eq!((output.code, output.out.as_str()), (3, ""));
    for word in ["expdb", "../x", "25:00", "soon", "retenton", "retention"] {
        assert!(output.err.contains(word), "{word}: {}", output.err);
    }
    world.write("backups.toml", SET.replace("[set.hx]", "[set.hx]\nhost = \"bk01\""));
    let output = world.run(&["backup", "verify", "hy"]);
    assert!(output.err.contains("bk01") && output.code == 3, "{}", output.err);
}

#[test]
fn the_plan_says_what_is_due() {
    let world = nights(0);
    let output = world.run(&["backup", "plan"]);
    assert_eq!(output.code, 0);
    assert!(output.out.contains("2026-11-22 22:00") && output.out.contains("hx_20261122.dmp"), "{}", output.out);
    let json: Value = serde_json::from_str(&world.run(&["backup", "plan", "--day", "2026-11-30", "--json"]).out).unwrap();
    assert_eq!(json[0]["files"][0], "hx_20261130.dmp");
}

/// The same set on another machine, by SFTP on a real server; then the server goes away in the middle of the bytes.
#[test]
fn a_set_of_another_machine_is_read_by_sftp() {
    let Some(sshd) = Sshd::start("Subsystem sftp internal-sftp") else { return };
    let site = Site::with(&sshd);
    let world = &site.world;
    for back in 0..9 {
        night(world, LAST.checked_sub(back.days()).unwrap());
    }
    let place = world.path("bk");
    let far = SET.replace("place = \"bk\"", &format!("host = \"db1\"\nplace = \"{}\"", place.display()));
    world.write("backups.toml", &far);
    let output = verify(world, &["--no-store"]);
    assert_eq!((seen(&output), output.code), ((vec![], vec![]), 0), "{}", output.out);
    assert!(output.out.contains("db1:"), "the place is named with its host");
    let bytes = dump(&TABLES, 852);
    put(world, "bk/hx_20261121.dmp", &bytes[..bytes.len() - 3000], moment(LAST, 22, 40));
    let output = verify(world, &["--no-store", "--check", "backup.structure"]);
    assert_eq!((seen(&output).0.len(), output.code), (1, 2));
    world.write("backups.toml", far.replace("/bk\"", "/gone\""));
    let output = verify(world, &["--no-store", "--check", "backup.exists"]);
    assert_eq!((seen(&output).1, output.code), (vec!["backup.exists".to_owned()], 3), "a folder that is not there is not looked at");
    drop(sshd);
    world.write("backups.toml", &far);
    let output = verify(world, &["--no-store", "--check", "backup.exists"]);
    assert_eq!((seen(&output).1, output.code), (vec!["backup.exists".to_owned()], 3), "nor one of a host that does not answer");
}

/// Ten faults of ten kinds in thirty nights: all are found, and nothing else is.
#[test]
fn a_month_with_ten_faults() {
    let world = nights(30);
    let at = |back: i32| LAST.checked_sub(back.days()).unwrap();
    let dump_of = |back: i32| format!("bk/hx_{}.dmp", compact(at(back)));
    let log_of = |back: i32| format!("bk/hx_{}.log", compact(at(back)));
    std::fs::remove_file(world.path(&dump_of(2))).unwrap();
    std::fs::remove_file(world.path(&log_of(2))).unwrap();
    // The first look remembers rows and digests.
    let first = seen(&verify(&world, &["--since", "2026-10-23"]));
    assert_eq!(first, (vec![format!("critical backup.exists {} 22:00", at(2))], vec![]));
    let whole = dump(&TABLES, 852);
    put(&world, &dump_of(4), &whole[..whole.len() - 3000], moment(at(4), 22, 40));
    put(&world, &log_of(6), log(at(6), &TABLES, "").as_bytes(), moment(at(6), 22, 40));
    put(&world, &dump_of(8), b"", moment(at(8), 22, 40));
    let without = &TABLES[..3];
    put(&world, &dump_of(10), &dump(without, 852), moment(at(10), 22, 40));
    put(&world, &log_of(10), log(at(10), without, GOOD).as_bytes(), moment(at(10), 22, 40));
    put(&world, &log_of(12), log(at(13), &TABLES, GOOD).as_bytes(), moment(at(12), 22, 40));
    put(&world, &dump_of(14), &dump(&TABLES, 1), moment(at(14), 22, 40));
    std::fs::set_permissions(world.path(&dump_of(16)), std::fs::Permissions::from_mode(0o644)).unwrap();
    let refused = "EXP-00009: no privilege to export HX's table QX\nExport terminated successfully with warnings.\n";
    put(&world, &log_of(18), log(at(18), &TABLES, refused).as_bytes(), moment(at(18), 22, 40));
    let mut flipped = whole;
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    put(&world, &dump_of(20), &flipped, moment(at(20), 22, 40));
    let (alarms, _) = seen(&verify(&world, &["--since", "2026-10-23"]));
    // Each night with a fault has at least one finding that names it, and no other night has any.
    let named = |back: i32| {
        let (dashed, plain) = (at(back).to_string(), compact(at(back)));
        alarms.iter().filter(|alarm| alarm.contains(&dashed) || alarm.contains(&plain)).cloned().collect::<Vec<_>>()
    };
    for back in 0..30 {
        let faulty = (2..=20).contains(&back) && back % 2 == 0;
        assert_eq!(faulty, !named(back).is_empty(), "{back}: {:#?}", named(back));
    }
    for (back, check) in [
        (4, "backup.structure"),
        (6, "backup.log"),
        (8, "backup.structure"),
        (10, "backup.rows"),
        (12, "backup.agreement"),
        (14, "backup.charset"),
        (16, "backup.security"),
        (18, "backup.log-code"),
        (20, "backup.checksum"),
    ] {
        assert!(named(back).iter().any(|alarm| alarm.contains(check)), "{back} {check}: {:#?}", named(back));
    }
}
