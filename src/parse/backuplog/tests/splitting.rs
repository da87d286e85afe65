//! Several runs in one file.

use super::*;

#[test]
fn the_next_day_s_run_is_appended() {
    let text = format!("{}{}", EXP_EN.replace("without warnings", "with warnings"), EXP_EN.replace("Mar 3", "Mar 4"));
    let runs = runs(&text);
    assert_eq!(runs.iter().map(Run::end).collect::<Vec<_>>(), [Verdict::SuccessWithWarnings, Verdict::Success]);
    assert_eq!((at(runs[0].started), at(runs[1].started)), ("2025-03-03T01:00:02".into(), "2025-03-04T01:00:02".into()));
    assert_eq!((runs[0].rows.len(), runs[1].rows.len()), (4, 4));
    assert_eq!(runs[1].lines, (runs[0].lines.1 + 2, 46));
}

#[test]
fn without_banners_a_second_connection_is_a_second_run() {
    let log = EXP_ZH.split_once("\n\n\n").unwrap().1;
    let killed = log.rsplit_once("成功终止").unwrap().0;
    let runs = runs(&format!("{killed}{log}"));
    assert_eq!(runs.iter().map(Run::end).collect::<Vec<_>>(), [Verdict::Incomplete, Verdict::Success]);
}

#[test]
fn a_job_of_the_same_name_is_another_one() {
    let log = "Starting \"S\".\"NIGHT\":\n. . exported \"S\".\"T\"  5 KB  2 rows\n";
    let end = "Dump file set for S.NIGHT is:\n  /b/a.dmp\nJob \"S\".\"NIGHT\" successfully completed at Fri Oct 2 07:49:21 2026\n";
    let runs = runs(&format!("{log}{log}{end}"));
    assert_eq!(runs.iter().map(Run::end).collect::<Vec<_>>(), [Verdict::Incomplete, Verdict::Success]);
}

#[test]
fn tools_follow_one_another() {
    let text = format!("{RMAN_ZH}{PUMP_EN}{EXP_ZH}{RMAN_EN}{PUMP_ZH11}");
    let runs = runs(&text);
    assert_eq!(runs.iter().map(|run| run.tool).collect::<Vec<_>>(), [Tool::Rman, Tool::Expdp, Tool::Exp, Tool::Rman, Tool::Expdp]);
    let alone = [RMAN_ZH, PUMP_EN, EXP_ZH, RMAN_EN, PUMP_ZH11].map(run);
    for (run, alone) in runs.iter().zip(&alone) {
        assert_eq!(judged(run, Purpose::Backup).level, judged(alone, Purpose::Backup).level);
        assert_eq!((run.end(), &run.dumps.len(), rows(run)), (alone.end(), &alone.dumps.len(), rows(alone)));
    }
}

#[test]
fn a_part_of_a_log_proves_nothing() {
    let run = run("成功终止导出, 没有出现警告。\n");
    assert_eq!((run.beginning, run.end()), (Beginning::Missing, Verdict::Success));
    assert_eq!(judged(&run, Purpose::Backup).level, Level::Fail);
    let tail = ". . exporting table   EMP   14 rows exported\nExport terminated successfully without warnings.\n";
    assert_eq!(backup(tail), Level::Unknown);
}

#[test]
fn codes_of_other_programs_are_kept_apart() {
    let log = read(format!("ORA-12154: TNS\nORA-12154: TNS\n{EXP_EN}").as_bytes());
    assert_eq!((log.outside[0].code.as_str(), log.outside[0].times, log.runs[0].codes.len()), ("ORA-12154", 2, 0));
}

#[test]
fn an_empty_file_has_no_run() {
    assert_eq!(read(b"").runs, []);
    assert_eq!(read(b"\n\n  \nnothing of the kind\n").runs, []);
}
