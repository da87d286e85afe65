//! What `opsctl backup verify` remembers, and what it makes of it at the next look.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use opsctl::model::Verdict;
use opsctl::model::backup::{Kept, SlotState};

use crate::backup::*;
use crate::env::World;

/// What is remembered of the backup of a day.
fn kept(world: &World, day: jiff::civil::Date) -> Option<Kept> {
    let all = world.store().backups_between(Some("hx"), Timestamp::UNIX_EPOCH, "2030-01-01T00:00:00Z".parse().unwrap()).unwrap();
    all.into_iter().find(|kept| kept.slot.to_string().starts_with(&day.to_string()))
}

#[test]
fn a_backup_is_remembered_by_what_is_in_it_and_not_by_what_else_is_wrong_with_the_set() {
    let world = nights(3);
    // Never restored, and no room: neither is the fault of a backup.
    world.write("backups.toml", SET.replace("skip = { \"backup.restore-test\" = \"another story\" }\n", ""));
    let output = verify(&world, &[]);
    assert!(seen(&output).0.iter().any(|alarm| alarm.contains("backup.restore-test")), "{}", output.out);
    assert_eq!(kept(&world, LAST).map(|kept| (kept.state, kept.verdict)), Some((SlotState::Done, Verdict::Ok)));
    // A few checks give no verdict on the whole.
    put(&world, "bk/hx_20261121.dmp", &dump(&TABLES, 852)[..4000], moment(LAST, 22, 40));
    assert_eq!(verify(&world, &["--check", "backup.log"]).code, 0);
    assert_eq!(kept(&world, LAST).unwrap().verdict, Verdict::Ok);
    assert_eq!(verify(&world, &[]).code, 2);
    let kept = kept(&world, LAST).unwrap();
    assert_eq!(kept.verdict, Verdict::Critical);
    assert!(kept.why.contains("hx_"), "{}", kept.why);
}

#[test]
fn of_several_days_each_has_its_own_verdict() {
    let world = nights(4);
    let bad = LAST.checked_sub(2.days()).unwrap();
    put(&world, "bk/hx_20261119.dmp", &dump(&TABLES, 852)[..4000], moment(bad, 22, 40));
    assert_eq!(verify(&world, &["--since", "2026-11-18"]).code, 2);
    let verdicts: Vec<Verdict> = (0..4).map(|back| kept(&world, LAST.checked_sub(back.days()).unwrap()).unwrap().verdict).collect();
    assert_eq!(verdicts, [Verdict::Ok, Verdict::Ok, Verdict::Critical, Verdict::Ok]);
}

#[test]
fn a_bad_backup_that_is_deleted_is_missing() {
    let world = nights(3);
    put(&world, "bk/hx_20261120.dmp", &dump(&TABLES, 852)[..4000], moment(date(2026, 11, 20), 22, 40));
    assert_eq!(verify(&world, &["--day", "2026-11-20"]).code, 2);
    std::fs::remove_file(world.path("bk/hx_20261120.dmp")).unwrap();
    assert_eq!(seen(&verify(&world, &[])).0, ["critical backup.exists 2026-11-20 22:00"]);
}

#[test]
fn a_manifest_that_is_made_again_launders_nothing() {
    let world = nights(3);
    world.write("backups.toml", format!("{SET}hash-nights = 1\n"));
    assert_eq!(world.run(&["backup", "manifest", "bk"]).code, 0);
    assert_eq!(verify(&world, &[]).code, 0);
    let mut rotten = dump(&TABLES, 852);
    let middle = rotten.len() / 2;
    rotten[middle] ^= 1;
    put(&world, "bk/hx_20261120.dmp", &rotten, moment(date(2026, 11, 20), 22, 40));
    assert_eq!(world.run(&["backup", "manifest", "bk", "--replace"]).code, 0);
    for _ in 0..2 {
        assert_eq!(seen(&verify(&world, &[])).0, ["critical backup.checksum hx_20261120.dmp"]);
    }
    let kept = kept(&world, date(2026, 11, 20));
    assert!(kept.is_none_or(|kept| kept.verdict != Verdict::Ok), "what rotted is no good backup any more");
}

#[test]
fn a_digest_is_taken_anew_only_when_somebody_says_so() {
    let world = nights(3);
    assert_eq!(verify(&world, &[]).code, 0);
    // Packed again on purpose, with the old time.
    put(&world, "bk/hx_20261120.dmp", &dump(&TABLES[..3], 852), moment(date(2026, 11, 20), 22, 40));
    assert_eq!(seen(&verify(&world, &[])).0, ["critical backup.checksum hx_20261120.dmp"]);
    let wrong = world.run(&["backup", "verify", "--accept", "hx_2026112.dmp"]);
    assert!(wrong.code == 2 && wrong.err.contains("hx_2026112.dmp"), "{wrong:?}");
    assert_eq!(verify(&world, &["--accept", "hx_20261120.dmp"]).code, 0);
    assert_eq!(verify(&world, &[]).code, 0, "and it is remembered");
    let audit = world.run(&["log", "list", "--format", "json"]);
    assert!(audit.out.contains("backup.accept"), "{audit:?}");
}

#[test]
fn a_file_that_every_backup_writes_anew_is_no_changed_one() {
    let world = nights(0);
    let set = SET.replace("hx_{date}.dmp", "full.dmp").replace("logs = [\"hx_{date}.log\"]\n", "");
    world.write("backups.toml", set);
    put(&world, "bk/full.dmp", &dump(&TABLES, 852), moment(date(2026, 11, 20), 22, 40));
    verify(&world, &[]);
    put(&world, "bk/full.dmp", &dump(&TABLES[1..], 852), moment(LAST, 22, 40));
    let checksum = |world: &World| seen(&verify(world, &["--check", "backup.checksum"])).0;
    assert_eq!(checksum(&world), Vec::<String>::new());
    put(&world, "bk/full.dmp", &dump(&TABLES[2..], 852), moment(LAST, 22, 40));
    assert_eq!(checksum(&world), ["critical backup.checksum full.dmp"], "the same time, and other bytes");
}

#[test]
fn a_day_is_told_alone_and_none_that_is_to_come() {
    let world = nights(9);
    std::fs::remove_file(world.path("bk/hx_20261119.dmp")).unwrap();
    assert_eq!(seen(&verify(&world, &["--day", "2026-11-18"])).0, Vec::<String>::new(), "another day is missing");
    assert_eq!(seen(&verify(&world, &["--day", "2026-11-19", "--check", "backup.exists"])).0, ["critical backup.exists 2026-11-19 22:00"]);
    // Before anything that is there.
    assert_eq!(seen(&verify(&world, &["--day", "2026-11-02", "--check", "backup.exists"])).0, ["critical backup.exists 2026-11-02 22:00"]);
    let future = world.run(&["backup", "verify", "--day", "2026-12-01"]);
    assert!(future.code == 3 && future.err.contains("2026-12-01 >"), "{future:?}");
}

#[test]
fn one_that_runs_by_its_log_is_not_judged_however_quiet_it_is() {
    let world = nights(3);
    world.write("backups.toml", format!("{SET}within = \"12h\"\n"));
    let half = log(LAST, &TABLES[..2], "");
    put(&world, "bk/hx_20261121.log", half.as_bytes(), moment(LAST, 22, 40));
    put(&world, "bk/hx_20261121.dmp", &dump(&TABLES, 852)[..4000], moment(LAST, 22, 40));
    let output = verify(&world, &[]);
    assert_eq!(seen(&output), (vec!["warning backup.age".to_owned()], vec![]), "the one before it is 33 hours old");
    assert!(output.out.contains("正在进行"), "{}", output.out);
    assert_eq!(kept(&world, LAST).unwrap().state, SlotState::Running);
    assert!(world.store().backup_files("hx").unwrap().iter().all(|file| file.path != b"hx_20261121.dmp"), "nothing is sealed of it");
}

#[test]
fn what_is_not_recorded_is_compared_with_the_history_all_the_same() {
    let world = nights(3);
    assert_eq!(verify(&world, &["--day", "2026-11-20"]).code, 0);
    put(&world, "bk/hx_20261121.dmp", &dump(&TABLES[..3], 852), moment(LAST, 22, 40));
    put(&world, "bk/hx_20261121.log", log(LAST, &TABLES[..3], GOOD).as_bytes(), moment(LAST, 22, 40));
    let gone = "critical backup.rows HX.ZZS".to_owned();
    assert!(seen(&verify(&world, &["--no-store"])).0.contains(&gone));
    // A history that cannot be read makes unknown what only it knows.
    world.write("data/history.db", "this is no database");
    let output = verify(&world, &["--no-store"]);
    assert_eq!((seen(&output).1, output.code), (vec!["backup.checksum".to_owned(), "backup.media".to_owned()], 3), "{}", output.out);
}

/// RMAN knows more than its files: what the last inspection of the database found is told with the set.
#[test]
fn what_the_database_has_on_record_is_told() {
    let world = nights(0);
    let story = format!("{}/tests/replay/backup-late", env!("CARGO_MANIFEST_DIR"));
    let capture: serde_json::Value = serde_json::from_slice(&std::fs::read(format!("{story}/capture.json")).unwrap()).unwrap();
    let name = capture["targets"][0]["name"].as_str().unwrap();
    world.write(
        "targets.toml",
        format!("[target.{name}]\nkind = \"oracle\"\naddress = \"127.0.0.1:1521/x\"\nuser = \"u\"\npassword = {{ env = \"P\" }}\n"),
    );
    world.write("backups.toml", SET.replace("\"exp\"", &format!("\"rman\"\ndatabase = \"{name}\"")));
    std::fs::create_dir_all(world.path("bk")).unwrap();
    // An hour after the look of the story.
    let verify = |world: &World| {
        let mut command = world.command(&["backup", "verify", "--format", "json", "--check", "backup.catalog"]);
        command.env("OPSCTL_NOW", "2026-11-22T09:00:00+08:00");
        world.finish(command)
    };
    let never = verify(&world);
    assert_eq!((seen(&never).1, never.code), (vec!["backup.catalog".to_owned()], 3), "{}", never.out);
    let checks = ["db.rman-job", "db.backup-age", "db.backup-recent", "db.archivelog-backup"].map(|id| ["--check", id]);
    world.run(&[&["inspect", "db", "--capture", &story][..], &checks.concat()].concat());
    let told = verify(&world);
    let (alarms, blind) = seen(&told);
    assert!(
        alarms.iter().any(|alarm| alarm.starts_with("critical backup.catalog") || alarm.starts_with("warning backup.catalog")),
        "{alarms:?}"
    );
    assert_eq!(blind, ["backup.catalog"], "one of its checks was not asked: {}", told.out);
    world.write("backups.toml", SET.replace("\"exp\"", "\"rman\""));
    assert!(verify(&world).out.contains("not-applicable"));
}
