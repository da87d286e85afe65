//! Sizes, room, retention, releases and RMAN through the binary: one story that goes well and one that does not for each.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::backup::*;
use crate::env::World;
use crate::make_dump::Pump;

/// Findings of one check, and the exit code.
fn of(world: &World, check: &str) -> (Vec<String>, i32) {
    let output = verify(world, &["--no-store", "--check", check]);
    let (alarms, blind) = seen(&output);
    assert!(blind.is_empty(), "{}", output.out);
    (alarms.iter().map(|alarm| alarm.replacen(&format!(" {check}"), "", 1)).collect(), output.code)
}

fn well() -> (Vec<String>, i32) {
    (Vec::new(), 0)
}

fn told(what: &str) -> (Vec<String>, i32) {
    (vec![what.to_owned()], if what.starts_with("critical") { 2 } else { 1 })
}

#[test]
fn a_size_is_compared_with_the_nights_before_and_the_floor() {
    let world = nights(9);
    assert_eq!(of(&world, "backup.size"), well());
    let with = |tables: &[(&str, u64)]| put(&world, "bk/hx_20261121.dmp", &dump(tables, 852), moment(LAST, 22, 40));
    with(&[("NSR", 1200), ("SB", 5200), ("JK", 400)]);
    assert_eq!(of(&world, "backup.size"), told("warning"));
    with(&TABLES[..1]);
    assert_eq!(of(&world, "backup.size"), told("critical"));
    // The year's archive was taken out that night, and somebody wrote it down.
    world.write("backups.toml", format!("{SET}events = [{{ from = 2026-11-21, why = \"清理历史数据\" }}]\n"));
    assert_eq!(of(&world, "backup.size"), well());
    world.write("backups.toml", format!("{SET}min-size = \"1GB\"\n"));
    assert_eq!(of(&world, "backup.size"), told("critical"), "less than it may ever be");
}

#[test]
fn there_must_be_room_for_the_next_one() {
    let world = nights(3);
    assert_eq!(of(&world, "backup.space"), well());
    // Of this machine's room nothing is known here but that it is not room for a hundred million such dumps.
    world.write("backups.toml", format!("{SET}[set.hx.limits.\"backup.space\"]\nwarn = 1e12\n"));
    assert_eq!(of(&world, "backup.space").1, 1);
}

#[test]
fn so_many_days_and_weeks_back() {
    let world = nights(20);
    world.write("backups.toml", format!("{SET}retention = {{ daily = 7, weekly = 3 }}\n"));
    verify(&world, &["--since", "2026-11-02"]);
    assert_eq!(of(&world, "backup.retention"), well());
    for back in 8..14 {
        let name: Date = LAST.checked_sub(back.days()).unwrap();
        std::fs::remove_file(world.path(&format!("bk/hx_{}.dmp", name.strftime("%Y%m%d")))).unwrap();
    }
    assert_eq!(of(&world, "backup.retention"), well(), "a day of that week is left");
    std::fs::remove_file(world.path("bk/hx_20261117.dmp")).unwrap();
    let output = verify(&world, &["--no-store", "--check", "backup.retention"]);
    assert_eq!(seen(&output).0, ["warning backup.retention 日备份"]);
    assert!(output.out.contains("2026-11-17"), "{}", output.out);
}

/// The clean-up of old files must not take the last one that was good.
#[test]
fn the_last_good_backup_is_about_to_go() {
    let world = nights(20);
    let keep = |days: u32| world.write("backups.toml", format!("{SET}retention = {{ daily = {days} }}\n"));
    keep(14);
    assert_eq!(verify(&world, &["--day", "2026-11-04"]).code, 0);
    for back in 0..15 {
        let day: Date = LAST.checked_sub(back.days()).unwrap();
        put(&world, &format!("bk/hx_{}.dmp", day.strftime("%Y%m%d")), b"<html>disk full</html>", moment(day, 22, 40));
    }
    verify(&world, &["--since", "2026-11-06"]);
    assert_eq!(of(&world, "backup.retention"), told("critical *"));
    keep(40);
    assert_eq!(of(&world, "backup.retention"), well(), "kept for longer, the good one stays");
}

#[test]
fn a_dump_goes_into_the_same_release_or_a_newer_one() {
    let world = nights(0);
    let set = SET.replace("\"exp\"", "\"expdp\"").replace("logs = [\"hx_{date}.log\"]\n", "");
    put(&world, "bk/hx_20261121.dmp", &Pump::default().bytes(), moment(LAST, 22, 40));
    for (into, expected) in [("19", 0), ("23", 0), ("11.2", 2)] {
        world.write("backups.toml", format!("{set}restore-release = \"{into}\"\n"));
        assert_eq!(of(&world, "backup.version").1, expected, "{into}");
    }
}

const RMAN: &str = "
Recovery Manager: Release 19.0.0.0.0 - Production on Sat Nov 21 22:00:01 2026
Version 19.6.0.0.0

connected to target database: TAXDB (DBID=1037536304)

RMAN> backup database plus archivelog;

Starting backup at 2026-11-21 22:00:05
channel ORA_DISK_1: starting archived log backup set
input archived log thread=1 sequence=49 RECID=29 STAMP=735411706
input archived log thread=1 sequence=50 RECID=30 STAMP=735411902
piece handle=/bk/arc_1_1 tag=TAG20261121T220005 comment=NONE
Finished backup at 2026-11-21 22:01:05

Starting backup at 2026-11-21 22:01:10
channel ORA_DISK_1: starting full datafile backup set
input datafile file number=00001 name=/data/system01.dbf
piece handle=/bk/db_1_1 tag=TAG20261121T220110 comment=NONE
Finished backup at 2026-11-21 22:38:00

Starting Control File and SPFILE Autobackup at 2026-11-21 22:38:05
piece handle=/bk/c-1037536304-20261121-00 comment=NONE
Finished Control File and SPFILE Autobackup at 2026-11-21 22:38:10

RMAN> validate database;

Starting validate at 2026-11-21 22:39:00
Finished validate at 2026-11-21 22:40:00

Recovery Manager complete.
";

#[test]
fn pieces_logs_and_the_control_file_of_rman() {
    let world = nights(0);
    let set = "[set.hx]\nproducer = \"rman\"\nplace = \"bk\"\nfiles = [\"*_1_1\", \"c-*\"]\nlogs = [\"rman_{date}.log\"]\nschedule = \"daily 22:00\"\n";
    world.write("backups.toml", set);
    let put = |name: &str, bytes: &[u8]| put(&world, &format!("bk/{name}"), bytes, moment(LAST, 22, 40));
    for piece in ["arc_1_1", "db_1_1", "c-1037536304-20261121-00"] {
        put(piece, b"what only rman reads");
    }
    put("rman_20261121.log", RMAN.as_bytes());
    assert_eq!(of(&world, "backup.rman"), well());
    assert_eq!(of(&world, "backup.log"), well());
    for (from, to, expected) in [
        ("/bk/db_1_1", "/bk/db_2_1", "critical missing-piece · /bk/db_2_1"),
        ("sequence=50", "sequence=52", "critical gap · thread 1"),
        ("Control File and SPFILE Autobackup", "backup", "warning autobackup"),
        ("validate", "crosscheck", "warning validate"),
    ] {
        put("rman_20261121.log", RMAN.replace(from, to).as_bytes());
        assert_eq!(of(&world, "backup.rman"), told(expected), "{from} → {to}");
    }
}
