//! Recorded stories, judged again: the same verdicts as against the live server, without it. One folder of `tests/replay` a story.
//!
//! Each line of an expectation is `level check subject`, worst first; notes are in, so that what must not alarm is seen not to.

use crate::env::{Output, World};

/// Judges a story and lists its findings with the exit code.
fn judge(story: &str) -> (String, i32) {
    let world = World::new();
    let path = format!("{}/tests/replay/{story}", env!("CARGO_MANIFEST_DIR"));
    let output = world.run(
        &["inspect", "db", "--capture", &path, "--cadence", "half-yearly", "--format", "json", "--no-store", "--check", "db.identity"]
            .into_iter()
            .chain(checks(&path).iter().flat_map(|c| ["--check", c.as_str()]))
            .collect::<Vec<_>>(),
    );
    (findings(&output), output.code)
}

/// The checks that a story has pieces of.
fn checks(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{path}/capture.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    manifest["targets"][0]["pieces"].as_object().unwrap().keys().cloned().collect()
}

fn findings(output: &Output) -> String {
    let run: serde_json::Value = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
    let mut lines = Vec::new();
    for outcome in run["targets"][0]["outcomes"].as_array().unwrap() {
        let check = outcome["check"].as_str().unwrap();
        match outcome["state"].as_str().unwrap() {
            "not-checked" => lines.push(format!("not-checked {check} {}", outcome["reason"]["kind"].as_str().unwrap())),
            "judged" => {
                let all = outcome["findings"].as_array().unwrap();
                lines.extend(all.iter().map(|f| format!("{} {check} {}", f["level"].as_str().unwrap(), f["subject"].as_str().unwrap())));
            }
            _ => {}
        }
    }
    let rank = |line: &String| ["critical", "not-checked", "warning", "note"].iter().position(|l| line.starts_with(l));
    lines.sort_by_key(|line| (rank(line), line.clone()));
    lines.iter().map(|line| format!("{}\n", line.trim())).collect()
}

macro_rules! stories {
    ($($name:ident $story:literal $code:literal $($line:literal)*;)*) => {
        $(#[test]
        fn $name() {
            let (found, code) = judge($story);
            let expected: String = [$($line),*].iter().map(|l: &&str| format!("{l}\n")).collect();
            assert_eq!(found, expected, "{}", $story);
            assert_eq!(code, $code, "{}", $story);
        })*

        #[test]
        fn no_story_is_forgotten() {
            let told = [$($story,)* "office"];
            for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/replay")).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(told.contains(&name.as_str()), "tests/replay/{name} is not told here");
            }
        }
    };
}

stories! {
    one_tablespace_is_full_and_four_only_look_bad "tablespace-full" 2
        "critical db.tablespace TS_SBF_ZS_IDX"
        "note db.tablespace TS_SBF_LS_DATA";
    the_trend_shows_what_the_percentage_hides "growth" 2
        "critical db.space-awr TS_SBF_SB_DATA"
        "warning db.tablespace TS_SBF_SB_DATA";
    six_jobs_and_two_old_ones "jobs-broken" 2
        "critical db.job 22"
        "critical db.scheduler-job SBF_SB · JOB_SB_YSJG"
        "critical db.scheduler-running SBF_JK · JOB_JK_RS_IN"
        "warning db.job 21"
        "warning db.scheduler-failure SBF_HD · JOB_HD_HDJS"
        "warning db.scheduler-job SBF_GG · JOB_GG_DM_TB"
        "warning db.scheduler-job SBF_ZS · JOB_ZS_DZ"
        "warning db.scheduler-slow SBF_CX · JOB_CX_HZ_DAY"
        "note db.scheduler-failure SBF_JK · JOB_JK_YH_DZ";
    one_root_blocker_not_the_chain "blocked-sessions" 2
        "critical db.locks 1 · 117,49087"
        "note db.session-dead 1 · KILLED · SBF_DJ"
        "note db.session-dead 1 · SNIPED · SBF_DJ";
    transport_fails_but_the_recovery_area_only_looks_full "redo-stuck" 2
        "critical db.archive-backlog 2 · 1"
        "critical db.archive-dest 1 · 2"
        "note db.fra /u03/fra";
    the_database_stands_still "redo-stuck-hard" 2
        "critical db.archivelog-backup"
        "critical db.fra /u03/fra"
        "critical db.instance SWCDB"
        "critical db.instance SWCDB"
        "critical db.redo-log 1 · 4"
        "note db.alert-ext 2026-11-22 07:48:00 · 9100"
        "note db.alert-ext 2026-11-22 07:49:00 · 9101"
        "note db.alert-ext 2026-11-22 07:52:00 · 9104"
        "note db.alert-ext 2026-11-22 07:53:00 · 9105";
    invalid_and_disabled_things "invalid-objects" 2
        "critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202609"
        "critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202610"
        "critical db.index-partition-unusable SBF_ZS · I_ZS_JKSMX_1 · P202611"
        "critical db.index-unusable SBF_DJ · I_DJ_NSRXX_1"
        "warning db.constraint-disabled SBF_DJ · DJ_CBDJ · SYS_C0030853"
        "warning db.constraint-disabled SBF_DJ · DJ_CBDJ · SYS_C0057395"
        "warning db.constraint-disabled SBF_ZS · ZS_JKSMX · FK_ZS_JKSMX_JKS"
        "warning db.invalid-object SBF_CX · PACKAGE BODY · PKG_CX_HZ"
        "warning db.invalid-object SBF_CX · PACKAGE · PKG_CX_HZ"
        "warning db.invalid-object SBF_CX · VIEW · V_CX_JFMX_HZ_ALL"
        "warning db.invalid-object SBF_ZS · PACKAGE BODY · PKG_ZS_ZNJ"
        "warning db.trigger-disabled SBF_ZS · TRG_ZS_JKS_BIU"
        "warning db.trigger-disabled SBF_ZS · TRG_ZS_SBFZSXX_BIU"
        "note db.constraint-disabled SBF_SB · SB_SBXX_MX · FK_SB_MX_SBXX";
    files_are_missing "datafile-offline" 2
        "critical db.controlfile /u03/fra/SWCDB/control02.ctl"
        "critical db.datafile TS_SBF_JK_DATA · 58"
        "critical db.datafile TS_SBF_LOG · 65"
        "critical db.recover-file TS_SBF_JK_DATA · 58"
        "critical db.recover-file TS_SBF_LOG · 65"
        "critical db.redo-member 2 · /u03/fra/SWCDB/redo02b.log"
        "critical db.tempfile TEMP · 5"
        "warning db.tablespace TS_SBF_JK_DATA"
        "warning db.tablespace TS_SBF_LOG"
        "note db.redo-member 3 · /u02/oradata/SWCDB/redo03a.log";
    the_backup_is_nine_days_old "backup-late" 2
        "critical db.backup-age"
        "critical db.rman-job DB FULL · 5758"
        "warning db.archivelog-backup"
        "warning db.backup-recent"
        "warning db.rman-job DB INCR · 5803";
    without_privileges_nothing_is_called_fine "low-privilege" 3
        "not-checked db.job privilege"
        "not-checked db.locks privilege";
    one_pluggable_database_is_closed "cdb-root" 1
        "warning db.pdbs TESTPDB · 1"
        "warning db.tablespace CXPDB · TS_CX_DATA";
    an_old_release_is_fine_and_said_to_be_old "11g-noncdb" 0
        "note db.version";
    // Of our own scenarios, tests/lab.
    a_mounted_standby_is_fine "standby-mounted" 0;
    a_standby_that_applies_is_fine "standby-apply" 0;
    a_standby_that_stopped_applying "standby-lagging" 2
        "critical db.dataguard-lag apply lag"
        "critical db.dataguard-process"
        "warning db.archive-gap 1"
        "warning db.dataguard-lag transport lag";
    an_unknown_lag_is_not_no_lag "standby-unknown" 2
        "critical db.dataguard-lag transport lag"
        "critical db.dataguard-process"
        "warning db.dataguard-lag apply lag"
        "warning db.standby-log 1";
    two_of_four_destinations_lag_behind "shipping" 1
        "warning db.archive-backlog 2 · 1"
        "warning db.archive-dest 1 · 3"
        "warning db.archive-dest 1 · 4"
        "warning db.archive-status 2"
        "warning db.archive-status 2"
        "note db.standby-log 1";
    two_nodes_with_a_trouble_each "rac" 2
        "critical db.instance SWCDB2"
        "critical db.locks 1 · 117,49087"
        "critical db.resource-limit 1 · processes";
    one_node_is_missing "rac-node-down" 1
        "warning db.instance SWCDB2"
        "warning db.resource-limit 1 · processes";
    disk_groups_by_what_they_can_mirror "asm" 2
        "critical db.asm-diskgroup ARCH"
        "critical db.asm-diskgroup DATA"
        "critical db.asm-diskgroup FRA"
        "warning db.asm-diskgroup GRID"
        "warning db.asm-diskgroup OLD"
        "note db.asm-operation 1 · ARCH · REBAL";
    guaranteed_undo_is_full "undo-guarantee" 2
        "critical db.undo-segment UNDOTBS1 · _SYSSMU4_2057525031$"
        "critical db.undo-space UNDOTBS1"
        "critical db.undo-stat 1"
        "warning db.undo-stat 1"
        "note db.rollback-progress 1 · 4.12.991";
    full_undo_is_fine "undo-busy" 0;
    settled_is_not_in_doubt "in-doubt" 2
        "critical db.in-doubt 4.12.88120"
        "critical db.in-doubt 8.1.3001"
        "warning db.in-doubt 9.2.100"
        "note db.in-doubt 6.21.5012"
        "note db.in-doubt 7.8.4411";
    accounts_of_all_kinds "accounts" 2
        "critical db.default-password SCOTT"
        "warning db.account LAB"
        "warning db.account SBF_DJ"
        "warning db.account SBF_SB"
        "warning db.account SBF_ZS"
        "warning db.default-password HR"
        "note db.account DBSNMP"
        "note db.account SBF_OLD"
        "note db.dba-role R_OPS"
        "note db.dba-role SBF_KF"
        "note db.default-password DIP"
        "note db.password-file 1 · KF_ADMIN";
    names_that_end_in_a_space "ransom" 2
        "critical db.ransom SBFPDB · SBF_KF · FUNCTION · DBMS_STANDARD_FUN9"
        "critical db.ransom SBFPDB · SBF_KF · PROCEDURE · DBMS_CORE_INTERNAL"
        "critical db.ransom SBFPDB · SBF_KF · PROCEDURE · DBMS_SUPPORT_INTERNAL"
        "critical db.ransom SBFPDB · SBF_KF · TRIGGER · DBMS_SUPPORT_INTERNAL"
        "note db.ransom SBFPDB · PUBLIC · SYNONYM · DBMS_CORE_INTERNAL";
    replication_half_stopped "ogg" 2
        "critical db.ogg-apply SBFPDB · OGG$RJK"
        "critical db.ogg-capture CDB$ROOT · OGG$CAP_EXT_SB"
        "critical db.ogg-heartbeat BAKDB · ==> EXT_BK ==> RBK ==>"
        "warning db.ogg-apply SBFPDB · OGG$RSB"
        "warning db.ogg-capture CDB$ROOT · OGG$CAP_EXT_CX"
        "warning db.ogg-capture CDB$ROOT · OGG$CAP_EXT_DJ"
        "warning db.ogg-heartbeat QJDB · ==> EXT_QJ ==> RQJ ==>"
        "warning db.ogg-inbound CXPDB · RLS"
        "note db.ogg-apply CXPDB · OGG$REST"
        "note db.ogg-inbound SBFPDB · RZS";
    null_is_never_fine_by_accident "nulls" 2
        "critical db.datafile TS_SBF_JK_DATA · 58"
        "critical db.datafile UNDOTBS1 · 12"
        "critical db.hot-backup UNDOTBS1"
        "critical db.in-doubt 4.12.88120"
        "critical db.recover-file TS_SBF_JK_DATA · 58"
        "critical db.tempfile TEMP · 4"
        "warning db.asm-diskgroup XDG"
        "warning db.tablespace TS_SBF_JK_DATA"
        "warning db.temp-usage TEMP"
        "warning db.undo-space UNDOTBS1"
        "note db.account SBF_OLD"
        "note db.session-dead 1 · KILLED · 77,9";
    a_jam "congested" 2
        "critical db.temp-usage TEMP"
        "warning db.job-config 1"
        "warning db.job-config 1"
        "warning db.locks 1 · 37,2"
        "warning db.redo-log 1 · 2"
        "warning db.redo-switch 1"
        "warning db.resource-limit 1 · processes"
        "warning db.scheduler-job SBF_ZS · CHAIN_JB"
        "warning db.session-dead 1 · IDLE IN TRANSACTION · SBF_DJ · app03 · 32,8"
        "warning db.session-dead 1 · SNIPED · SBF_HD · app03 · 33,9"
        "warning db.transaction-long 1 · 8.12.990"
        "note db.os-stat 1"
        "note db.outstanding-alert TABLESPACE · TEMP · 9"
        "note db.resource-limit 1 · sessions"
        "note db.scheduler-job SBF_ZS · JOB_ONCE"
        "note db.scheduler-job SYS · ORA_LATE"
        "note db.session-dead 1 · KILLED · SBF_SB · app02 · 34,4"
        "note db.temp-sessions 1 · 31 · 77 · TEMP"
        "note db.transaction-long 1 · 9.1.5";
    damaged_files_and_backups "corrupt" 2
        "critical db.backup-corruption 13 · 2026-11-22 04:18:05"
        "critical db.block-corruption USERS · 13 · ALL ZERO"
        "critical db.hot-backup USERS"
        "warning db.block-corruption TS_SBF_DATA · 14 · NOLOGGING"
        "warning db.datafile-header TS_SBF_DATA · 17"
        "warning db.nonlogged-block TS_SBF_DATA · 14 · UNKNOWN"
        "note db.backup-corruption 15 · 2026-11-08 04:18:05"
        "note db.controlfile"
        "note db.datafile-header TS_SBF_IDX · 18"
        "note db.hot-backup TS_SBF_IDX"
        "note db.recover-file TS_SBF_IDX · 18";
    nobody_looked_after_it "neglected" 2
        "critical db.sequence SBF_ZS · SEQ_ZS_LS"
        "warning db.fra /u03/fra"
        "warning db.index-unusable SBF_ZS · I_D"
        "warning db.index-unusable SBF_ZS · I_F"
        "warning db.mview SBF_CX · MV_JF"
        "warning db.registry JAVAVM"
        "warning db.registry XDB"
        "warning db.sequence SBF_ZS · SEQ_ZS_PZ"
        "note db.autotask auto optimizer stats collection"
        "note db.datapump-job SYSTEM · SYS_EXPORT_SCHEMA_01"
        "note db.fra-usage ARCHIVED LOG"
        "note db.mview SBF_CX · MV_HZ"
        "note db.nls NLS_CHARACTERSET"
        "note db.parameter 1 · _optimizer_use_feedback"
        "note db.parameter 1 · audit_trail"
        "note db.parameter 1 · sec_case_sensitive_logon"
        "note db.parameter-spfile 1 · open_cursors"
        "note db.parameter-spfile 1 · undo_retention"
        "note db.partition-next SBF_ZS · ZS_JKSMX"
        "note db.password-file 1 · KF_ADMIN"
        "note db.recyclebin SBF_CX"
        "note db.registry CONTEXT";
    the_same_names_in_two_pdbs "two-pdbs" 2
        "critical db.block-corruption CXPDB · UNDOTBS1 · 82 · ALL ZERO"
        "critical db.default-password CXPDB · SCOTT"
        "critical db.in-doubt CXPDB · 4.12.1"
        "critical db.index-partition-unusable CXPDB · SBF_ZS · I_A · P202611"
        "critical db.index-unusable CXPDB · SBF_ZS · I_B"
        "critical db.job CXPDB · 21"
        "critical db.locks SBFPDB · 1 · 117,49087"
        "critical db.recover-file CXPDB · UNDOTBS1 · 82"
        "critical db.scheduler-job CXPDB · SBF_ZS · JOB_A"
        "critical db.temp-usage CXPDB · TEMP"
        "critical db.tempfile CDB$ROOT · TEMP · 1"
        "critical db.undo-segment CXPDB · UNDOTBS1 · _SYSSMU1_1$"
        "critical db.undo-space CXPDB · UNDOTBS1"
        "warning db.account CXPDB · SBF_ZS"
        "warning db.constraint-disabled CXPDB · SBF_ZS · T · FK_T"
        "warning db.invalid-object CXPDB · SBF_ZS · PROCEDURE · P_A"
        "warning db.mview CXPDB · SBF_ZS · MV_A"
        "warning db.pdbs CXPDB · 1"
        "warning db.pdbs TESTPDB · 1"
        "warning db.registry CXPDB · JAVAVM"
        "warning db.scheduler-failure CXPDB · SBF_ZS · JOB_B"
        "warning db.sequence CXPDB · SBF_ZS · SEQ_A"
        "warning db.transaction-long SBFPDB · 1 · 8.12.99"
        "warning db.trigger-disabled CXPDB · SBF_ZS · TRG_T"
        "warning db.undo-stat CXPDB · 1"
        "note db.dba-role CXPDB · R_OPS";
}
