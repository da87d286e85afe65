//! The traps of the reference: logs that say success and are none, and the other way round.

use super::*;

#[test]
fn a_help_text_ends_with_the_words_of_success() {
    let zh = "
Export: Release 11.2.0.1.0 - Production on 星期四 6月 16 10:22:54 2016

通过输入 EXP 命令和您的用户名/口令, 导出
操作将提示您输入参数:

     例如: EXP SCOTT/TIGER

关键字   说明 (默认值)        关键字      说明 (默认值)
--------------------------------------------------------------------------
USERID   用户名/口令           FULL        导出整个文件 (N)

成功终止导出, 没有出现警告。
";
    let en = "
Export: Release 11.2.0.1.0 - Production on Thu Jun 16 10:22:54 2016

You can let Export prompt you for parameters by entering the EXP
command followed by your username/password:

     Example: EXP SCOTT/TIGER

Keyword    Description (Default)      Keyword      Description (Default)
--------------------------------------------------------------------------
USERID     username/password          FULL         export entire file (N)

Export terminated successfully without warnings.
";
    for text in [zh, en] {
        let run = run(text);
        assert_eq!((run.help_banner, run.exported_nothing, run.connected), (true, true, false));
        assert_eq!((run.end(), run.password_seen, backup(text)), (Verdict::Unknown(Why::HelpOnly), None, Level::Fail));
    }
}

#[test]
fn a_wrong_password_that_was_typed_again_is_no_error() {
    let retried = "
EXP-00056: ORACLE error 1017 encountered
ORA-01017: invalid username/password; logon denied
Username: tax
Password:

Connected to: ";
    let text = EXP_EN.replace("\nConnected to: ", retried);
    let run = run(&text);
    assert_eq!((run.connected, run.codes[0].phase, codes(&run).join(" ")), (true, Phase::BeforeConnect, "EXP-00056 ORA-01017".into()));
    assert_eq!(judged(&run, Purpose::Backup).findings, []);
    // Glued to the next prompt, as imp does.
    let glued = EXP_ZH.replace(
        "\n连接到: ",
        "\nEXP-00056: 遇到 ORACLE 错误 1017\nORA-01017: invalid username/password; logon denied用户名: tax\n口令:\n\n连接到: ",
    );
    assert_eq!(backup(&glued), Level::Pass);
}

#[test]
fn after_the_connection_the_same_code_is_one() {
    let text = EXP_EN.replace(". exporting synonyms", "EXP-00056: ORACLE error 942 encountered\n. exporting synonyms");
    assert_eq!(backup(&text), Level::Fail);
}

#[test]
fn a_wrong_password_that_was_not_typed_again_is_a_failure() {
    let text = "
Export: Release 11.2.0.4.0 - Production on Mon Mar 3 01:00:02 2025
EXP-00056: ORACLE error 1017 encountered
ORA-01017: invalid username/password; logon denied
EXP-00005: all allowable logon attempts failed
EXP-00000: Export terminated unsuccessfully
";
    let run = run(text);
    assert_eq!((run.tool, run.connected, run.end()), (Tool::Exp, false, Verdict::Failed));
    assert_eq!(run.evidence.unwrap().line, 6);
    assert_eq!(backup(text), Level::Fail);
}

#[test]
fn exp_says_warnings_and_a_table_is_missing() {
    let text = EXP_EN
        .replace(
            "RK_JKS          0 rows exported",
            "RK_JKS\nEXP-00008: ORACLE error 1555 encountered\nORA-01555: snapshot too old: rollback segment number 9",
        )
        .replace("without warnings", "with warnings");
    let run = run(&text);
    assert_eq!(run.end(), Verdict::SuccessWithWarnings);
    assert_eq!(codes(&run), ["EXP-00008", "ORA-01555"]);
    assert_eq!(run.codes[0].object.as_deref(), Some("RK_JKS"), "the table that it was at");
    assert_eq!((rows(&run).last().unwrap().as_str(), total(&run)), ("TAX.RK_JKS ?", None));
    let reasons: Vec<_> = judged(&run, Purpose::Backup).findings.iter().map(|f| (f.level, f.reason)).collect();
    assert_eq!(reasons, [(Level::Fail, Reason::Code(0)), (Level::Fail, Reason::Code(1)), (Level::Warn, Reason::NotCounted(3))]);
}

#[test]
fn exp_of_chinese_says_warnings_with_either_comma() {
    for comma in [", ", "，"] {
        let text = EXP_ZH
            .replace("成功终止导出, 没有出现警告。", &format!("导出成功终止{comma}但出现警告。"))
            .replace(". 正在导出同义词", "EXP-00107: 不支持表 X 的列 Y 的特性。该表将不被导出。\n. 正在导出同义词");
        assert_eq!((run(&text).end(), backup(&text)), (Verdict::SuccessWithWarnings, Level::Fail), "{text}");
    }
}

#[test]
fn questionable_statistics_are_no_alarm() {
    for (text, code, from, to) in [
        (EXP_EN, "EXP-00091: Exporting questionable statistics.", "successfully without warnings", "successfully with warnings"),
        (EXP_ZH, "EXP-00091: 正在导出有问题的统计信息。", "成功终止导出, 没有出现警告", "导出成功终止, 但出现警告"),
    ] {
        let text = text.replace(from, to).replace(
            ". . exporting partition                        P2024",
            &format!("{code}\n{code}\n. . exporting partition                        P2024"),
        );
        let text = text
            .replace(". . 正在导出分区                        P2024", &format!("{code}\n. . 正在导出分区                        P2024"));
        let run = run(&text);
        assert_eq!((run.end(), codes(&run).len()), (Verdict::SuccessWithWarnings, 1));
        assert_eq!(rows(&run)[2], "TAX.SB_CWBB:P2024 20", "a code between the table and its partitions parts nothing");
        assert_eq!(judged(&run, Purpose::Backup).level, Level::Pass);
    }
}

#[test]
fn warnings_without_a_word_of_which_are_a_warning() {
    assert_eq!(backup(&EXP_EN.replace("without warnings", "with warnings")), Level::Warn);
}

#[test]
fn an_export_of_a_schema_without_tables_is_no_backup() {
    let text: String = EXP_ZH.lines().filter(|line| !line.starts_with(". . ")).map(|line| format!("{line}\n")).collect();
    let run = run(&text);
    assert_eq!((run.end(), run.exported_nothing), (Verdict::Success, true));
    assert_eq!(judged(&run, Purpose::Backup).findings.last().unwrap().reason, Reason::NothingDone);
    assert_eq!(backup(&text), Level::Fail);
}

#[test]
fn an_estimate_is_no_backup() {
    let text: String = PUMP_EN
        .lines()
        .filter(|line| !line.contains(". . ") && !line.contains("Dump file set") && !line.contains("/backup/dp"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!((run(&text).end(), backup(&text)), (Verdict::Success, Level::Fail));
    assert_eq!(backup(&PUMP_EN.replace("parallel=2", "estimate_only=y")), Level::Fail);
}

#[test]
fn definitions_only_is_told() {
    let text = EXP_EN.replace("About to export spec", "Note: table data (rows) will not be exported\nAbout to export spec");
    assert_eq!((run(&text).rows_left_out, backup(&text)), (true, Level::Warn));
}

#[test]
fn a_job_that_could_not_begin_has_no_last_words() {
    let text = "
Export: Release 19.0.0.0.0 - Production on Tue Apr 29 09:37:30 2025
Connected to: Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production
ORA-39002: invalid operation
ORA-39070: Unable to open the log file.
ORA-29283: invalid file operation
";
    let failed = run(text);
    assert_eq!((failed.end(), failed.evidence.unwrap().line, backup(text)), (Verdict::Failed, 4, Level::Fail));
    let text = "
Export: Release 11.2.0.4.0 - Production on Tuesday, 29 April, 2025 9:37:30

UDE-12154: operation generated ORACLE error 12154
ORA-12154: TNS:could not resolve the connect identifier specified
";
    assert_eq!((run(text).tool, run(text).end(), backup(text)), (Tool::Expdp, Verdict::Failed, Level::Fail));
}

#[test]
fn a_log_without_its_last_line_is_incomplete() {
    for text in [EXP_EN, EXP_ZH, PUMP_EN, PUMP_ZH11] {
        let (head, last) = text.trim_end().rsplit_once('\n').unwrap();
        assert_eq!((run(head).end(), backup(head)), (Verdict::Incomplete, Level::Fail), "{last}");
    }
}

#[test]
fn a_last_line_cut_anywhere_is_never_a_success() {
    for (text, enough) in [(EXP_EN, "warnings"), (EXP_ZH, "没有出现警告"), (PUMP_EN, "successfully completed"), (PUMP_ZH11, "成功完成")]
    {
        let start = text.trim_end().rfind('\n').unwrap() + 1;
        let enough = text.rfind(enough).unwrap() + enough.len();
        for (end, _) in text.char_indices().filter(|&(at, _)| at >= start && at < enough) {
            let run = run(&text[..end]);
            assert_eq!((run.end(), run.cut), (Verdict::Incomplete, end > start), "{}", &text[start..end]);
        }
    }
}

#[test]
fn a_foreign_language_is_unknown_and_no_success() {
    let spanish = "
Export: Release 11.2.0.4.0 - Production on Lun Mar 3 01:00:02 2025

Copyright (c) 1982, 2011, Oracle and/or its affiliates.  All rights reserved.

Conectado a: Oracle Database 11g Enterprise Edition Release 11.2.0.4.0 - 64bit Production
. . exportando la tabla                            EMP         14 filas exportadas
La exportación ha terminado correctamente y sin advertencias.
";
    let korean = "
Export: Release 12.2.0.1.0 - Production on 월 3월 3 01:00:02 2025
다음에 접속됨: Oracle Database 12c Enterprise Edition Release 12.2.0.1.0 - 64bit Production
. . 테이블                            EMP(을)를 엑스포트 중         14 행이 엑스포트됨
엑스포트가 경고 없이 정상적으로 종료되었습니다.
";
    for text in [spanish, korean] {
        let run = run(text);
        assert_eq!((run.end(), run.started), (Verdict::Unknown(Why::ForeignLanguage), None));
        assert_eq!(backup(text), Level::Unknown);
    }
    // The code says it in every language.
    assert_eq!(backup(&korean.replace("엑스포트가 경고", "EXP-00000: 엑스포트가 경고")), Level::Fail);
}

#[test]
fn a_wait_for_space_that_ended_is_a_warning() {
    let wait = "ORA-39171: Job is experiencing a resumable wait.\nORA-01653: unable to extend table TAX.X by 8192 in tablespace TS_TAX\n";
    let rows = "29-APR-25 09:37:41.103: W-1 . . exported";
    let text = PUMP_EN.replace(rows, &format!("{wait}{wait}{rows}"));
    let run = run(&text);
    assert_eq!(run.waits, [Wait { line: run.waits[0].line, cause: Some("ORA-01653".into()), resumed: true }]);
    assert_eq!(judged(&run, Purpose::Backup).findings, [Finding { level: Level::Warn, line: Some(12), reason: Reason::WaitResumed(0) }]);
    let (stuck, _) = text.split_once(rows).unwrap();
    let stuck = super::run(stuck);
    assert!(!stuck.waits[0].resumed);
    assert!(judged(&stuck, Purpose::Backup).findings.contains(&Finding {
        level: Level::Fail,
        line: Some(12),
        reason: Reason::WaitNotResumed(0)
    }));
}

#[test]
fn a_password_on_a_command_line_is_seen_and_shown_nowhere() {
    let text = format!("$ exp tax/S3cret@prod file=/bak/tax.dmp owner=tax\n{EXP_EN}ORA-00001: sqlplus tax/S3cret@prod\n");
    let log = read(text.as_bytes());
    let run = &log.runs[0];
    assert_eq!((run.password_seen, log.password_seen), (Some(1), Some(1)));
    assert_eq!((run.dumps[0].path.as_str(), run.schemas[0].as_str()), ("/bak/tax.dmp", "TAX"));
    assert!(!format!("{log:?}").contains("S3cret"), "{log:#?}");
    assert_eq!(judged(run, Purpose::Backup).level, Level::Warn, "the code after the end is not the run's, and is listed");
}
