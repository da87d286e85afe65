//! Recorded stories, judged again: the same verdicts as against the live server, without it. One folder of `tests/replay` a story.
//!
//! Each line of an expectation is `level check subject`, worst first; notes are in, so that what must not alarm is seen not to.

use crate::env::{Output, World};

/// Judges a story and lists its findings with the exit code.
fn judge(story: &str) -> (String, i32) {
    let world = World::new();
    let path = format!("{}/tests/replay/{story}", env!("CARGO_MANIFEST_DIR"));
    let output = world.run(&["inspect", "db", "--capture", &path, "--cadence", "half-yearly", "--format", "json", "--no-store", "--check", "db.identity"]
        .into_iter()
        .chain(checks(&path).iter().flat_map(|c| ["--check", c.as_str()]))
        .collect::<Vec<_>>());
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
}
