//! Data Pump as it should be.

use super::*;

#[test]
fn an_export_with_logtime_and_metrics() {
    let run = run(PUMP_EN);
    assert_eq!((run.tool, run.version.as_deref(), run.end()), (Tool::Expdp, Some("19.3.0.0.0"), Verdict::Success));
    assert_eq!((at(run.started), at(run.ended), run.elapsed_s), ("2025-04-29T09:37:30".into(), "2025-04-29T09:37:42".into(), Some(8)));
    assert_eq!(run.job, Some(Job { owner: "SYSTEM".into(), name: "SYS_EXPORT_SCHEMA_01".into() }));
    assert_eq!((run.mode, run.schemas.join(" ")), (Some(Mode::Schemas), "TAX TAX_HIS".into()));
    assert_eq!(rows(&run), ["TAX.SB_CWBB:P2023 571047", "TAX.SB_CWBB:P2024.SP1 0", "TAX_HIS.JKS 2"]);
    assert_eq!(run.rows[0].bytes, Some(17 << 20));
    let listed: Vec<_> = run.dumps.iter().map(|d| (d.path.as_str(), d.listed)).collect();
    assert_eq!(listed, [("tax_%U.dmp", false), ("/backup/dp/tax_01.dmp", true), ("/backup/dp/tax_02.dmp", true)]);
    assert_eq!((run.strange_lines, run.password_seen), (0, None));
    assert_eq!(judged(&run, Purpose::Backup).findings, []);
}

#[test]
fn eleven_in_chinese_ends_with_a_clock_which_is_the_next_day_s() {
    let run = run(PUMP_ZH11);
    assert_eq!((run.tool, run.language, run.mode), (Tool::Expdp, Some(Language::Chinese), Some(Mode::Tables)));
    assert_eq!((at(run.started), at(run.ended)), ("2010-09-18T23:58:13".into(), "2010-09-19T00:02:21".into()));
    assert_eq!((rows(&run).join(" "), run.tables.join(" ")), ("MMSG.A 4 MMSG.B 6".into(), "A B".into()));
    assert_eq!((run.strange_lines, backup(PUMP_ZH11)), (0, Level::Pass));
}

#[test]
fn twelve_and_later_in_chinese() {
    let text = PUMP_ZH11
        .replace("11.1.0.7.0 - 64bit Production on 星期六, 18 9月, 2010 23:58:13", "12.2.0.1.0 - Production on 星期日 4月 25 13:46:10 2021")
        .replace("已于 00:02:21 成功完成", "已于 星期日 4月 25 13:47:13 2021 elapsed 0 00:01:01 成功完成");
    let run = run(&text);
    assert_eq!((at(run.started), at(run.ended), run.elapsed_s), ("2021-04-25T13:46:10".into(), "2021-04-25T13:47:13".into(), Some(61)));
    assert_eq!((run.tool, run.end()), (Tool::Expdp, Verdict::Success));
}

#[test]
fn a_job_of_the_package_has_no_banner() {
    let run = run(r#"启动 "SYSTEM"."JOB76691EDF":
正在使用 BLOCKS 方法进行估计...
处理对象类型 TABLE_EXPORT/TABLE/TABLE_DATA
. . 导出了 "USER01"."T"                                7.920 MB   81583 行
SYSTEM.JOB76691EDF 的转储文件集为:
  /data/dpdump/J_01.DMP
作业 "SYSTEM"."JOB76691EDF" 已于 星期二 3月 10 18:35:40 2020 elapsed 0 00:00:03 成功完成
"#);
    assert_eq!((run.beginning, run.tool, run.mode), (Beginning::Job, Tool::Expdp, Some(Mode::Tables)));
    assert_eq!(judged(&run, Purpose::Backup).level, Level::Pass);
}

const IMPDP: &str = r#"
Import: Release 19.0.0.0.0 - Production on Wed Dec 11 14:07:18 2019
Connected to: Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production
Master table "SYSTEM"."SYS_IMPORT_FULL_01" successfully loaded/unloaded
Starting "SYSTEM"."SYS_IMPORT_FULL_01":  system/******** directory=D dumpfile=tax_%U.dmp remap_schema=TAX:TAX_T
Processing object type SCHEMA_EXPORT/TABLE/TABLE
Processing object type SCHEMA_EXPORT/TABLE/TABLE_DATA
. . imported "TAX_T"."A"                                 5.445 KB       2 rows
Processing object type SCHEMA_EXPORT/TABLE/INDEX/INDEX
Job "SYSTEM"."SYS_IMPORT_FULL_01" successfully completed at Wed Dec 11 14:07:22 2019 elapsed 0 00:00:02
"#;

#[test]
fn an_import() {
    let run = run(IMPDP);
    assert_eq!((run.tool, run.end(), rows(&run).join(" ")), (Tool::Impdp, Verdict::Success, "TAX_T.A 2".into()));
    assert_eq!(judged(&run, Purpose::Restore).level, Level::Pass);
}

#[test]
fn rows_that_an_import_lost_are_told_though_it_succeeded() {
    let text = IMPDP.replace("2 rows", "2 out of 10 rows");
    let run = run(&text);
    assert_eq!((run.rows[0].rows, run.rows[0].of), (Some(2), Some(10)));
    assert_eq!(restore(&text), Level::Fail);
}

#[test]
fn an_import_into_a_file_of_sql_restores_nothing() {
    let text = IMPDP.replace("dumpfile=tax_%U.dmp", "dumpfile=tax_%U.dmp sqlfile=a.sql");
    assert_eq!((run(&text).exported_nothing, restore(&text)), (true, Level::Fail));
}

#[test]
fn a_job_that_was_stopped_and_taken_up_again_is_one_run() {
    let stopped = "Job \"SYSTEM\".\"SYS_EXPORT_SCHEMA_01\" stopped by user request at Tue Apr 29 09:37:39 2025 elapsed 0 00:00:05
Job SYS_EXPORT_SCHEMA_01 has been reopened at Tue Apr 29 10:00:00 2025
Restarting \"SYSTEM\".\"SYS_EXPORT_SCHEMA_01\":  system/******** attach
29-APR-25 09:37:41.103: W-1 . . exported \"TAX\".\"SB_CWBB\":\"P2023\"";
    let text = PUMP_EN.replace("29-APR-25 09:37:41.103: W-1 . . exported \"TAX\".\"SB_CWBB\":\"P2023\"", stopped);
    assert_eq!((run(&text).end(), backup(&text)), (Verdict::Success, Level::Pass));
    let (only_stopped, _) = text.split_once("Job SYS_").unwrap();
    assert_eq!((run(only_stopped).end(), backup(only_stopped)), (Verdict::Failed, Level::Fail));
}

#[test]
fn a_job_of_any_name_that_lists_dumps_is_an_export() {
    let text = r#"Starting "SYS"."NIGHTLY":
Processing object type SCHEMA_EXPORT/TABLE/TABLE
Dump file set for SYS.NIGHTLY is:
  /b/meta.dmp
Job "SYS"."NIGHTLY" successfully completed at Fri Oct 2 07:49:21 2026 elapsed 0 00:00:35
"#;
    assert_eq!((run(text).tool, run(text).exported_nothing, backup(text)), (Tool::Expdp, false, Level::Pass));
}
