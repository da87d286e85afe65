//! The scenarios of oralab – a laboratory stand-in for Oracle that speaks its wire protocol – through the thin driver.

use std::collections::BTreeMap;

use crate::lab::{ALL, lab, seen, world};

macro_rules! scenarios {
    ($($name:ident $scenario:literal $service:literal [$($arg:literal)*] $more:literal => $code:literal [$($alarm:literal)*] notes [$($note:literal)*];)*) => {
        $(#[test]
        fn $name() {
            let Some(lab) = lab($scenario, &[$($arg),*]) else { return };
            let seen = seen(&world(lab.port, $service, "lab", $more).run(ALL));
            let expected: Vec<&str> = vec![$($alarm),*];
            assert_eq!(seen.alarms, expected, "{}", $scenario);
            assert_eq!(seen.not_checked, BTreeMap::new(), "{}", $scenario);
            assert_eq!(seen.code, $code, "{}", $scenario);
            let notes: &[&str] = &[$($note),*];
            for note in notes {
                assert!(seen.notes.iter().any(|n| n.starts_with(note)), "{}: no `{note}` in {:?}", $scenario, seen.notes);
            }
        })*
    };
}

scenarios! {
    healthy_19c "healthy" "SBFPDB" [] "" => 0 [] notes ["note db.patch"];
    healthy_12_1 "healthy" "SBFPDB" ["--version" "12.1"] "" => 0 [] notes [];
    healthy_12_2 "healthy" "SBFPDB" ["--version" "12.2"] "" => 0 [] notes [];
    healthy_18 "healthy" "SBFPDB" ["--version" "18.3"] "" => 0 [] notes [];
    healthy_21 "healthy" "SBFPDB" ["--version" "21.3"] "" => 0 [] notes [];
    healthy_23 "healthy" "SBFPDB" ["--version" "23.4"] "" => 0 [] notes [];
    an_old_release_is_healthy_and_out_of_support "11g-noncdb" "SBFDB" [] "" => 0 [] notes ["note db.version"];
    tablespace_full "tablespace-full" "SBFPDB" [] "" => 2 ["critical db.tablespace TS_SBF_ZS_IDX"] notes ["note db.tablespace TS_SBF_LS_DATA"];
    growth "growth" "SBFPDB" [] "packs = [\"diagnostics\"]" => 2
        ["critical db.space-awr TS_SBF_SB_DATA" "warning db.tablespace TS_SBF_SB_DATA"] notes [];
    jobs_broken "jobs-broken" "SBFPDB" [] "" => 2
        ["critical db.job 22" "critical db.scheduler-job SBF_SB · JOB_SB_YSJG" "critical db.scheduler-running SBF_JK · JOB_JK_RS_IN"
         "warning db.job 21" "warning db.scheduler-failure SBF_HD · JOB_HD_HDJS" "warning db.scheduler-job SBF_GG · JOB_GG_DM_TB"
         "warning db.scheduler-job SBF_ZS · JOB_ZS_DZ" "warning db.scheduler-slow SBF_CX · JOB_CX_HZ_DAY"]
        notes ["note db.scheduler-failure SBF_JK · JOB_JK_YH_DZ"];
    blocked_sessions "blocked-sessions" "SBFPDB" [] "" => 2 ["critical db.locks 1 · 117,49087"]
        notes ["note db.session-dead 1 · KILLED" "note db.session-dead 1 · SNIPED"];
    redo_stuck "redo-stuck" "SBFPDB" [] "" => 2 ["critical db.archive-backlog 2 · 1" "critical db.archive-dest 1 · 2"] notes ["note db.fra"];
    redo_stuck_hard "redo-stuck-hard" "SBFPDB" [] "" => 2
        ["critical db.archive-dest 1 · 1" "critical db.archivelog-backup" "critical db.fra /u03/fra" "critical db.instance SWCDB"
         "critical db.instance SWCDB" "critical db.redo-log 1 · 4"] notes ["note db.alert-ext"];
    invalid_objects "invalid-objects" "SBFPDB" [] "" => 2
        ["critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202609" "critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202610"
         "critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202611" "critical db.index-unusable SBF_DJ · I_DJ_NSRXX_1"
         "warning db.constraint-disabled SBF_DJ · DJ_CBDJ · SYS_C0030853" "warning db.constraint-disabled SBF_DJ · DJ_CBDJ · SYS_C0057395"
         "warning db.constraint-disabled SBF_ZS · ZS_JKSMX · FK_ZS_JKSMX_JKS" "warning db.invalid-object SBF_CX · PACKAGE BODY · PKG_CX_HZ"
         "warning db.invalid-object SBF_CX · PACKAGE · PKG_CX_HZ" "warning db.invalid-object SBF_CX · VIEW · V_CX_JFMX_HZ_ALL"
         "warning db.invalid-object SBF_ZS · PACKAGE BODY · PKG_ZS_ZNJ" "warning db.trigger-disabled SBF_ZS · TRG_ZS_JKS_BIU"
         "warning db.trigger-disabled SBF_ZS · TRG_ZS_SBFZSXX_BIU"] notes ["note db.constraint-disabled SBF_SB"];
    datafile_offline "datafile-offline" "SBFPDB" [] "" => 2
        ["critical db.controlfile /u03/fra/SWCDB/control02.ctl" "critical db.datafile TS_SBF_JK_DATA · 58" "critical db.datafile TS_SBF_LOG · 65"
         "critical db.datafile-header TS_SBF_JK_DATA · 58" "critical db.datafile-header TS_SBF_LOG · 65" "critical db.recover-file TS_SBF_JK_DATA · 58"
         "critical db.recover-file TS_SBF_LOG · 65" "critical db.redo-member 2 · /u03/fra/SWCDB/redo02b.log" "critical db.tempfile TEMP · 5"
         "warning db.tablespace TS_SBF_JK_DATA" "warning db.tablespace TS_SBF_LOG"] notes ["note db.redo-member 3"];
    backup_late "backup-late" "SBFPDB" [] "" => 2
        ["critical db.backup-age" "critical db.rman-job DB FULL · 5758" "warning db.archivelog-backup" "warning db.backup-recent"
         "warning db.rman-job DB INCR · 5803"] notes [];
    cdb_root "cdb-root" "SWCDB" [] "" => 1 ["warning db.pdbs TESTPDB · 1" "warning db.tablespace CXPDB · TS_CX_DATA"] notes [];
}

#[test]
fn without_privileges_every_check_names_its_grant_and_none_is_called_fine() {
    let Some(lab) = lab("low-privilege", &[]) else { return };
    let output = world(lab.port, "SBFPDB", "lab", "").run(ALL);
    let seen = seen(&output);
    assert_eq!((seen.alarms.len(), seen.code), (0, 3));
    assert!(seen.not_checked.len() > 60 && seen.not_checked.values().all(|kind| kind == "privilege"), "{:?}", seen.not_checked);
    assert!(output.out.contains("grant select on sys.dba_scheduler_jobs to lab"));
}

/// Each fault: the exit code, and a word that must be said.
#[test]
fn faults_of_server_and_network_are_told_apart() {
    let cases: &[(&[&str], i32, &str)] = &[
        (&["--fault", "tns:12514"], 2, "ORA-12514"),
        (&["--fault", "tns:12516"], 2, "12516"),
        (&["--fault", "hang"], 2, "no logon within"),
        (&["--fault", "hang-auth"], 2, "no logon within"),
        (&["--fault", "down"], 2, "ORA-01034"),
        (&["--fault", "03113"], 2, ""),
        // The first statement pins the session: cut there, the database cannot be used.
        (&["--fault", "drop-query"], 2, "db.connect"),
        // A database that logs on and then answers nothing is as good as down.
        (&["--fault", "hang-query"], 2, "db.connect"),
        (&["--fault", "error:V$LOG=ORA-01555: snapshot too old"], 3, "ORA-01555"),
    ];
    for (args, code, word) in cases {
        let Some(lab) = lab("healthy", args) else { return };
        let output = world(lab.port, "SBFPDB", "lab", "statement-timeout = 1").run(&[
            "inspect",
            "db",
            "db",
            "--check",
            "db.redo-log",
            "--check",
            "db.parameter",
            "--format",
            "json",
        ]);
        assert_eq!(output.code, *code, "{args:?}: {} {}", output.out, output.err);
        assert!(output.out.contains(word), "{args:?} does not say {word}: {}", output.out);
    }
}

#[test]
fn a_connection_cut_in_mid_fetch_gives_no_half_answer() {
    let Some(lab) = lab("healthy", &["--fault", "drop-fetch:250"]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    let head = "-- +++\n-- id = \"site.segments\"\n-- title = { zh-CN = \"段\" }\n-- why = { zh-CN = \"段\" }\n-- advice = { zh-CN = \"段\" }\n-- cadence = \"daily\"\n\
                -- empty = \"unknown\"\n-- column.segment_name = { type = \"text\", title = { zh-CN = \"段\" } }\n-- +++\n";
    world.write("checks/site.segments.sql", format!("{head}select segment_name from dba_segments\n"));
    world.write("opsctl.toml", "data-dir = \"data\"\nchecks-dir = \"checks\"\ntime-zone = \"Asia/Shanghai\"\n");
    let seen = seen(&world.run(&["inspect", "db", "db", "--check", "site.segments", "--format", "json"]));
    assert_eq!(seen.not_checked, BTreeMap::from([("site.segments".to_owned(), "disconnected".to_owned())]));
    assert_eq!(seen.code, 3);
}

#[test]
fn a_refused_connection_is_a_target_that_is_down() {
    let world = world(1, "X", "lab", "");
    let output = world.run(&["inspect", "db", "db", "--lang", "en"]);
    assert_eq!(output.code, 2);
    assert!(output.out.contains("cannot be reached") && output.out.contains("pmon"), "{}", output.out);
}

#[test]
fn a_wrong_password_is_tried_once_and_is_ours_to_put_right() {
    let Some(lab) = lab("healthy", &[]) else { return };
    let output = world(lab.port, "SBFPDB", "wrong-one", "").run(&["inspect", "db", "db", "--lang", "en"]);
    assert_eq!(output.code, 3, "{}", output.out);
    assert!(output.out.contains("ORA-01017") && !output.out.contains("wrong-one"), "{}", output.out);
}

#[test]
fn only_the_slow_check_is_not_checked() {
    let Some(lab) = lab("healthy", &["--fault", "slow:V$ARCHIVE_DEST_STATUS=5"]) else { return };
    let seen = seen(&world(lab.port, "SBFPDB", "lab", "statement-timeout = 1").run(&[
        "inspect",
        "db",
        "db",
        "--check",
        "db.archive-status",
        "--check",
        "db.redo-log",
        "--format",
        "json",
    ]));
    assert_eq!(seen.not_checked, BTreeMap::from([("db.archive-status".to_owned(), "timeout".to_owned())]));
    assert_eq!(seen.code, 3);
}

#[test]
fn a_clock_that_is_twenty_minutes_off_is_found() {
    let Some(lab) = lab("healthy", &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    let mut command = world.command(&["inspect", "db", "db", "--check", "db.clock", "--format", "json"]);
    command.env("OPSCTL_NOW", "2026-11-22T08:20:00+08:00");
    let seen = seen(&world.finish(command));
    assert_eq!(seen.alarms, ["critical db.clock"]);
}

#[test]
fn a_capture_gives_the_same_verdicts_as_the_server() {
    let Some(lab) = lab("jobs-broken", &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    let live =
        world.run(&["inspect", "db", "db", "--cadence", "half-yearly", "--format", "json", "--no-store", "--save-capture", "cap.zip"]);
    let again = world.run(&["inspect", "db", "--capture", "cap.zip", "--cadence", "half-yearly", "--format", "json", "--no-store"]);
    assert_eq!(seen(&live).alarms, seen(&again).alarms);
    assert_eq!(seen(&live).notes, seen(&again).notes);
    assert_eq!(live.code, again.code);
}

#[test]
fn what_was_accepted_as_a_baseline_no_longer_alarms() {
    let Some(lab) = lab("invalid-objects", &[]) else { return };
    let world = world(lab.port, "SBFPDB", "lab", "");
    let inspect = ["inspect", "db", "db", "--check", "db.invalid-object", "--format", "json"];
    assert_eq!(seen(&world.run(&inspect)).alarms.len(), 4);
    let accepted = world.run(&["baseline", "accept", "db", "db.invalid-object", "--yes"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
    let after = seen(&world.run(&inspect));
    assert_eq!((after.alarms.len(), after.notes.len(), after.code), (0, 4, 0), "{:?}", after.alarms);
}
