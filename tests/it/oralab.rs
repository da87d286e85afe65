//! The scenarios of oralab – a laboratory stand-in for Oracle that speaks its wire protocol – through the thin driver.

use std::collections::BTreeMap;

use crate::lab::{ALL, Seen, lab, point, seen, world};

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
    healthy_19c "healthy" "SBFPDB" [] "" => 0 [] notes ["note db.patch" "note db.space-plan"];
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
    // From here on ours, tests/lab.
    standby_mounted "standby-mounted" "SWCDB" [] "" => 0 [] notes ["note db.backup-recent"];
    standby_apply "standby-apply" "SBFDB" [] "" => 0 [] notes ["note db.version"];
    standby_lagging "standby-lagging" "SWCDB" [] "" => 2
        ["critical db.dataguard-lag apply lag" "critical db.dataguard-process" "warning db.archive-gap 1" "warning db.dataguard-lag transport lag"]
        notes [];
    standby_unknown "standby-unknown" "SWCDB" [] "" => 2
        ["critical db.dataguard-lag transport lag" "critical db.dataguard-process" "warning db.dataguard-lag apply lag"
         "warning db.standby-log 1"] notes [];
    shipping "shipping" "SBFPDB" [] "" => 1
        ["warning db.archive-backlog 2 · 1" "warning db.archive-dest 1 · 3" "warning db.archive-dest 1 · 4" "warning db.archive-status 2"
         "warning db.archive-status 2"] notes ["note db.standby-log 1"];
    rac "rac" "SBFPDB" [] "" => 2 ["critical db.instance SWCDB2" "critical db.locks 1 · 117,49087" "critical db.resource-limit 1 · processes"]
        notes [];
    rac_node_down "rac-node-down" "SBFPDB" [] "" => 1 ["warning db.instance SWCDB2" "warning db.resource-limit 1 · processes"] notes [];
    asm "asm" "SBFPDB" [] "" => 2
        ["critical db.asm-diskgroup ARCH" "critical db.asm-diskgroup DATA" "critical db.asm-diskgroup FRA" "warning db.asm-diskgroup GRID"
         "warning db.asm-diskgroup OLD"] notes ["note db.asm-operation 1 · ARCH · REBAL"];
    undo_guarantee "undo-guarantee" "SBFPDB" [] "" => 2
        ["critical db.undo-segment UNDOTBS1 · _SYSSMU4_2057525031$" "critical db.undo-space UNDOTBS1" "critical db.undo-stat 1"
         "warning db.undo-stat 1"] notes ["note db.rollback-progress 1 · 4.12.991"];
    undo_busy "undo-busy" "SBFPDB" [] "" => 0 [] notes [];
    in_doubt "in-doubt" "SBFPDB" [] "" => 2
        ["critical db.in-doubt 4.12.88120" "critical db.in-doubt 8.1.3001" "warning db.in-doubt 9.2.100"]
        notes ["note db.in-doubt 6.21.5012" "note db.in-doubt 7.8.4411"];
    accounts "accounts" "SBFPDB" [] "" => 2
        ["critical db.default-password SCOTT" "warning db.account LAB" "warning db.account SBF_DJ" "warning db.account SBF_SB"
         "warning db.account SBF_ZS" "warning db.default-password HR"]
        notes ["note db.account DBSNMP" "note db.account SBF_OLD" "note db.dba-role R_OPS" "note db.dba-role SBF_KF" "note db.default-password DIP"
               "note db.password-file 1 · KF_ADMIN" "note db.profile DEFAULT"];
    ransom "ransom" "SWCDB" [] "" => 2
        ["critical db.ransom SBFPDB · SBF_KF · FUNCTION · DBMS_STANDARD_FUN9" "critical db.ransom SBFPDB · SBF_KF · PROCEDURE · DBMS_CORE_INTERNAL"
         "critical db.ransom SBFPDB · SBF_KF · PROCEDURE · DBMS_SUPPORT_INTERNAL" "critical db.ransom SBFPDB · SBF_KF · TRIGGER · DBMS_SUPPORT_INTERNAL"
         "warning db.pdbs TESTPDB · 1" "warning db.tablespace CXPDB · TS_CX_DATA"] notes ["note db.ransom SBFPDB · PUBLIC · SYNONYM"];
    ogg "ogg" "SWCDB" [] "" => 2
        ["critical db.ogg-apply SBFPDB · OGG$RJK" "critical db.ogg-capture CDB$ROOT · OGG$CAP_EXT_SB" "critical db.ogg-heartbeat BAKDB · ==> EXT_BK ==> RBK ==>"
         "warning db.ogg-apply SBFPDB · OGG$RSB" "warning db.ogg-capture CDB$ROOT · OGG$CAP_EXT_CX" "warning db.ogg-capture CDB$ROOT · OGG$CAP_EXT_DJ"
         "warning db.ogg-heartbeat QJDB · ==> EXT_QJ ==> RQJ ==>" "warning db.ogg-inbound CXPDB · RLS" "warning db.pdbs TESTPDB · 1" "warning db.tablespace CXPDB · TS_CX_DATA"]
        notes ["note db.ogg-apply CXPDB · OGG$REST" "note db.ogg-inbound SBFPDB · RZS"];
    nulls "nulls" "SBFPDB" [] "" => 2
        ["critical db.datafile TS_SBF_JK_DATA · 58" "critical db.datafile UNDOTBS1 · 12" "critical db.datafile-header TS_SBF_JK_DATA · 58"
         "critical db.hot-backup UNDOTBS1" "critical db.in-doubt 4.12.88120" "critical db.recover-file TS_SBF_JK_DATA · 58"
         "critical db.tempfile TEMP · 4" "warning db.asm-diskgroup XDG" "warning db.tablespace TS_SBF_JK_DATA" "warning db.temp-usage TEMP"
         "warning db.undo-space UNDOTBS1"] notes ["note db.account SBF_OLD" "note db.session-dead 1 · KILLED"];
    congested "congested" "SBFPDB" [] "" => 2
        ["critical db.temp-usage TEMP" "warning db.job-config 1" "warning db.job-config 1" "warning db.locks 1 · 37,2" "warning db.redo-log 1 · 2" "warning db.redo-switch 1"
         "warning db.resource-limit 1 · processes" "warning db.scheduler-job SBF_ZS · CHAIN_JB"
         "warning db.session-dead 1 · IDLE IN TRANSACTION · SBF_DJ · app03 · 32,8" "warning db.session-dead 1 · SNIPED · SBF_HD · app03 · 33,9"
         "warning db.transaction-long 1 · 8.12.990"]
        notes ["note db.os-stat 1" "note db.outstanding-alert TABLESPACE · TEMP · 9" "note db.resource-limit 1 · sessions"
               "note db.scheduler-job SBF_ZS · JOB_ONCE" "note db.scheduler-job SYS · ORA_LATE" "note db.session-dead 1 · KILLED · SBF_SB"
               "note db.temp-sessions 1 · 31 · 77 · TEMP" "note db.transaction-long 1 · 9.1.5"];
    corrupt "corrupt" "SBFPDB" [] "" => 2
        ["critical db.backup-corruption 13 · 2026-11-22 04:18:05" "critical db.block-corruption USERS · 13 · ALL ZERO" "critical db.hot-backup USERS"
         "warning db.block-corruption TS_SBF_DATA · 14 · NOLOGGING" "warning db.datafile-header TS_SBF_DATA · 17"
         "warning db.nonlogged-block TS_SBF_DATA · 14 · UNKNOWN"]
        notes ["note db.backup-age" "note db.backup-corruption 15" "note db.controlfile" "note db.datafile-header TS_SBF_IDX · 18"
               "note db.hot-backup TS_SBF_IDX" "note db.recover-file TS_SBF_IDX · 18"];
    two_pdbs "two-pdbs" "SWCDB" [] "" => 2
        ["critical db.block-corruption CXPDB · UNDOTBS1 · 82 · ALL ZERO" "critical db.default-password CXPDB · SCOTT"
         "critical db.in-doubt CXPDB · 4.12.1" "critical db.index-partition-unusable CXPDB · SBF_ZS · I_A · P202611"
         "critical db.index-unusable CXPDB · SBF_ZS · I_B" "critical db.job CXPDB · 21" "critical db.locks SBFPDB · 1 · 117,49087"
         "critical db.recover-file CXPDB · UNDOTBS1 · 82" "critical db.scheduler-job CXPDB · SBF_ZS · JOB_A" "critical db.temp-usage CXPDB · TEMP"
         "critical db.tempfile CDB$ROOT · TEMP · 1" "critical db.undo-segment CXPDB · UNDOTBS1 · _SYSSMU1_1$"
         "critical db.undo-space CXPDB · UNDOTBS1" "warning db.account CXPDB · SBF_ZS" "warning db.constraint-disabled CXPDB · SBF_ZS · T · FK_T"
         "warning db.invalid-object CXPDB · SBF_ZS · PROCEDURE · P_A" "warning db.mview CXPDB · SBF_ZS · MV_A" "warning db.pdbs CXPDB · 1"
         "warning db.pdbs TESTPDB · 1" "warning db.registry CXPDB · JAVAVM" "warning db.scheduler-failure CXPDB · SBF_ZS · JOB_B"
         "warning db.sequence CXPDB · SBF_ZS · SEQ_A" "warning db.tablespace CXPDB · TS_CX_DATA" "warning db.transaction-long SBFPDB · 1 · 8.12.99"
         "warning db.trigger-disabled CXPDB · SBF_ZS · TRG_T" "warning db.undo-stat CXPDB · 1"]
        notes ["note db.dba-role CXPDB · R_OPS"];
    neglected "neglected" "SBFDB" [] "" => 2
        ["critical db.sequence SBF_ZS · SEQ_ZS_LS" "warning db.fra /u03/fra" "warning db.index-unusable SBF_ZS · I_D" "warning db.index-unusable SBF_ZS · I_F"
         "warning db.mview SBF_CX · MV_JF" "warning db.registry JAVAVM" "warning db.registry XDB" "warning db.sequence SBF_ZS · SEQ_ZS_PZ"]
        notes ["note db.autotask auto optimizer stats collection" "note db.datapump-job SYSTEM · SYS_EXPORT_SCHEMA_01" "note db.fra-usage ARCHIVED LOG"
               "note db.mview SBF_CX · MV_HZ" "note db.nls NLS_CHARACTERSET" "note db.parameter 1 · audit_trail" "note db.parameter 1 · _optimizer_use_feedback" "note db.parameter-spfile 1 · open_cursors" "note db.parameter-spfile 1 · undo_retention"
               "note db.partition-next SBF_ZS · ZS_JKSMX" "note db.password-file 1 · KF_ADMIN" "note db.recyclebin SBF_CX" "note db.registry CONTEXT"];
}

/// Looks at `first` and, `after` that, at `second` as the same target, with these checks only: what the second look says.
fn two_looks(first: &str, second: &str, service: &str, after: &str, accept: bool, checks: &[&str]) -> Option<Seen> {
    let lab_first = lab(first, &[])?;
    let world = world(lab_first.port, service, "lab", "");
    let mut args = vec!["inspect", "db", "db", "--format", "json"];
    args.extend(checks.iter().flat_map(|check| ["--check", check]));
    world.run(&args);
    if accept {
        for check in checks {
            assert_eq!(world.run(&["baseline", "accept", "db", check, "--yes"]).code, 0, "{check}");
        }
    }
    drop(lab_first);
    let lab_second = lab(second, &[])?;
    point(&world, lab_second.port, service, "");
    let mut command = world.command(&args);
    command.env("OPSCTL_NOW", after);
    Some(seen(&world.finish(command)))
}

macro_rules! second_looks {
    ($($name:ident $first:literal $second:literal $service:literal $after:literal $accept:literal [$($check:literal)*] =>
       [$($alarm:literal)*] notes [$($note:literal)*];)*) => {
        $(#[test]
        fn $name() {
            let Some(seen) = two_looks($first, $second, $service, $after, $accept, &[$($check),*]) else { return };
            let expected: Vec<&str> = vec![$($alarm),*];
            assert_eq!(seen.alarms, expected);
            assert_eq!(seen.not_checked, BTreeMap::new());
            let expected: Vec<&str> = vec![$($note),*];
            assert_eq!(seen.notes, expected);
        })*
    };
}

second_looks! {
    the_same_gap_ten_minutes_later "standby-lagging" "standby-lagging" "SWCDB" "2026-11-22T08:10:00+08:00" false ["db.archive-gap"] =>
        ["critical db.archive-gap 1"] notes [];
    a_day_of_slow_files_and_rollbacks "healthy" "congested" "SBFPDB" "2026-11-23T08:00:00+08:00" false
        ["db.file-io" "db.load-profile" "db.temp-io" "db.wait-event"] =>
        ["critical db.file-io /u02/oradata/SWCDB/SBFPDB/system01.dbf" "warning db.temp-io /u02/oradata/SWCDB/SBFPDB/temp01.dbf"]
        notes ["note db.load-profile 1" "note db.load-profile 1" "note db.wait-event enq: TX - row lock contention" "note db.wait-event log file sync"];
    nobody_accepted_these_accounts "healthy" "accounts" "SBFPDB" "2026-11-23T08:00:00+08:00" true ["db.dba-role" "db.password-file"] =>
        ["warning db.dba-role R_OPS" "warning db.dba-role SBF_KF" "warning db.password-file 1 · KF_ADMIN"] notes [];
    new_incidents_since_the_last_look "healthy" "redo-stuck-hard" "SBFPDB" "2026-11-22T08:10:00+08:00" false ["db.alert-ext"] =>
        ["critical db.alert-ext 2026-11-22 07:48:00 · 9100" "critical db.alert-ext 2026-11-22 07:49:00 · 9101"
         "critical db.alert-ext 2026-11-22 07:52:00 · 9104" "critical db.alert-ext 2026-11-22 07:53:00 · 9105"] notes [];
    what_stands_still "undo-guarantee" "undo-guarantee" "SBFPDB" "2026-11-22T08:30:00+08:00" false ["db.rollback-progress"] =>
        ["warning db.rollback-progress 1 · 4.12.991"] notes [];
    a_killed_session_that_does_not_roll_back "congested" "congested" "SBFPDB" "2026-11-22T08:30:00+08:00" false ["db.session-dead"] =>
        ["warning db.session-dead 1 · IDLE IN TRANSACTION · SBF_DJ · app03 · 32,8" "warning db.session-dead 1 · KILLED · SBF_SB · app02 · 34,4"
         "warning db.session-dead 1 · SNIPED · SBF_HD · app03 · 33,9"] notes [];
    a_process_without_a_session "neglected" "neglected" "SBFDB" "2026-11-22T08:30:00+08:00" false ["db.process-orphan"] =>
        [] notes ["note db.process-orphan 1 · 5599"];
    a_member_that_stays_stale "datafile-offline" "datafile-offline" "SBFPDB" "2026-11-22T08:30:00+08:00" false ["db.redo-member"] =>
        ["critical db.redo-member 2 · /u03/fra/SWCDB/redo02b.log" "warning db.redo-member 3 · /u02/oradata/SWCDB/redo03a.log"] notes [];
    three_hundred_sessions_after_eight "congested" "healthy" "SBFPDB" "2026-11-23T08:00:00+08:00" false ["db.sessions"] =>
        [] notes ["note db.sessions 1 · ALL · ALL"];
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
