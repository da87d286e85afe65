//! RMAN.

use super::*;

fn rman(run: &Run) -> &Rman {
    run.rman.as_deref().unwrap()
}

#[test]
fn a_night_in_chinese() {
    let run = run(RMAN_ZH);
    let rman = rman(&run);
    assert_eq!((run.tool, run.language, run.end()), (Tool::Rman, Some(Language::Chinese), Verdict::Success));
    assert_eq!((rman.database.as_deref(), rman.dbid, rman.tape), (Some("TAXDB"), Some(1_037_536_304), false));
    let operations: Vec<_> = rman.operations.iter().map(|o| (o.action, o.finished.is_some(), at(o.started))).collect();
    assert_eq!(
        operations,
        [
            (Action::Backup, true, "2010-11-19".into()),
            (Action::Backup, true, "2010-11-19".into()),
            (Action::Autobackup, true, "2010-11-19".into())
        ]
    );
    let pieces: Vec<_> = rman.pieces.iter().map(|p| (p.handle.as_str(), p.tag.as_deref(), p.kind)).collect();
    assert_eq!(
        pieces,
        [
            ("/bak/arc_2f_1_1", Some("TAG20101119T180449"), Kind::ArchivedLogs),
            ("/bak/db_2g_1_1", Some("TAG20101119T180505"), Kind::Incremental(0)),
            ("/bak/c-1037536304-20101119-00", None, Kind::Autobackup)
        ]
    );
    assert_eq!(rman.logs.ranges().collect::<Vec<_>>(), [(1, 49, 50), (2, 7, 7)]);
    assert_eq!((rman.datafiles, rman.controlfile, rman.spfile), (2, true, true));
    assert_eq!((rman.available, rman.expired, rman.none_obsolete), (1, 0, true));
    assert_eq!(rman.retention, Some(Retention::Window(7)));
    assert_eq!((at(run.started), at(run.ended)), ("2010-11-19T18:04:46".into(), "2010-11-19".into()));
    assert_eq!((judged(&run, Purpose::Backup).findings, run.strange_lines), (vec![], 0));
    assert_eq!(run.evidence.unwrap().text, "恢复管理器完成。");
}

#[test]
fn a_night_to_tape() {
    let run = run(RMAN_EN);
    let rman = rman(&run);
    assert_eq!((run.version.as_deref(), run.end(), rman.tape), (Some("19.6.0.0.0"), Verdict::Success, true));
    let kinds: Vec<_> = rman.pieces.iter().map(|p| (p.kind, p.tape)).collect();
    assert_eq!(kinds, [(Kind::ArchivedLogs, true), (Kind::Full, true), (Kind::ControlFile, true)]);
    assert_eq!((judged(&run, Purpose::Backup).level, judged(&run, Purpose::Restore).level), (Level::Pass, Level::Fail));
}

#[test]
fn dates_with_a_clock_where_the_format_has_one() {
    let run = run(&RMAN_EN.replace("10-APR-20", "2020-04-10 02:00:05"));
    assert_eq!((at(rman(&run).operations[0].started), at(run.ended)), ("2020-04-10T02:00:05".into(), "2020-04-10T02:00:05".into()));
}

const STACK: &str = "RMAN-00571: ===========================================================
RMAN-00569: =============== ERROR MESSAGE STACK FOLLOWS ===============
RMAN-00571: ===========================================================
RMAN-03002: failure of backup command at 04/10/2020 02:10:00
RMAN-03009: failure of backup command on ORA_SBT_TAPE_1 channel at 04/10/2020 02:10:00
ORA-19502: write error on file \"x\", block number 1 (block size=8192)
ORA-27072: File I/O error
Additional information: 4
";

#[test]
fn complete_is_printed_after_a_failure_too() {
    let text = RMAN_EN.replace("\nRecovery Manager complete.", &format!("\n{STACK}\nRecovery Manager complete."));
    let failed = run(&text);
    assert_eq!((failed.end(), codes(&failed).join(" ")), (Verdict::Failed, "RMAN-03002 RMAN-03009 ORA-19502 ORA-27072".into()));
    assert!(failed.evidence.unwrap().text.starts_with("RMAN-03002"));
    assert_eq!(backup(&text), Level::Fail);
    // The banner of the stack is translated, its number is not.
    let chinese = RMAN_ZH.replace(
        "\n恢复管理器完成。",
        "\nRMAN-00571: =====\nRMAN-00569: =============== 错误消息堆栈随后 ===============\nRMAN-00571: =====\nRMAN-03002: backup 命令 (在 11/19/2010 18:10:00 上) 失败\nORA-19809: 超出了恢复文件数的限制\n\n恢复管理器完成。",
    );
    assert_eq!((run(&chinese).end(), backup(&chinese)), (Verdict::Failed, Level::Fail));
}

#[test]
fn what_is_begun_must_be_finished() {
    let text = RMAN_EN.replacen("Finished backup at", "channel", 1);
    let incomplete = run(&text);
    assert_eq!((incomplete.end(), rman(&incomplete).unfinished().count()), (Verdict::Incomplete, 1));
    assert_eq!(backup(&text), Level::Fail);
    let cut = RMAN_ZH.split_once("\n启动 Control").unwrap().0;
    assert_eq!((run(cut).end(), backup(cut)), (Verdict::Incomplete, Level::Fail), "the autobackup may be to come");
}

#[test]
fn coming_and_going_is_no_backup() {
    let text = "恢复管理器: Release 11.2.0.4.0 - Production on 星期五 11月 19 18:04:46 2010\n连接到目标数据库: TAXDB (DBID=1)\nRMAN> list backup;\n\n恢复管理器完成。\n";
    assert_eq!((run(text).end(), backup(text)), (Verdict::Unknown(Why::NothingDone), Level::Fail));
    let upkeep =
        text.replace("RMAN> list backup;", "交叉校验备份片段: 找到为 'EXPIRED'\n备份片段句柄=/a RECID=1 STAMP=2\n已交叉检验的 1 对象");
    assert_eq!((run(&upkeep).end(), rman(&run(&upkeep)).expired), (Verdict::Success, 1));
    assert_eq!(backup(&upkeep), Level::Fail, "upkeep alone is no backup");
}

#[test]
fn warnings_and_what_was_skipped() {
    let skipped = RMAN_EN.replacen("current log archived", "skipping datafile 00005; already backed up on 09-APR-20\nskipping datafile 00008 because INACCESSIBLE\nRMAN-06060: WARNING: skipping datafile compromises tablespace USERS recoverability\ncurrent log archived", 1);
    let told = run(&skipped);
    assert_eq!(rman(&told).skipped.iter().map(|s| s.backed_up).collect::<Vec<_>>(), [true, false]);
    assert_eq!((told.end(), codes(&told).join(" ")), (Verdict::SuccessWithWarnings, "RMAN-06060".into()));
    assert_eq!(backup(&skipped), Level::Warn);
    let standby = RMAN_EN.replace(
        "\nRecovery Manager complete",
        "RMAN-08120: WARNING: archived log not deleted, not yet applied by standby\n\nRecovery Manager complete",
    );
    assert_eq!((run(&standby).end(), backup(&standby)), (Verdict::SuccessWithWarnings, Level::Warn));
    let only_old = RMAN_EN.replacen("current log archived", "skipping datafile 00005; already backed up on 09-APR-20", 1);
    assert_eq!(backup(&only_old), Level::Pass, "there is a backup of it");
}

#[test]
fn with_msgno_a_number_is_no_error() {
    let numbered: String = RMAN_EN
        .lines()
        .map(|line| {
            let number = match line.split(' ').next().unwrap_or_default() {
                "connected" => "RMAN-06005: ",
                "Starting" => "RMAN-03090: ",
                "Finished" => "RMAN-03091: ",
                "piece" => "RMAN-08530: ",
                "channel" | "input" | "including" | "current" | "allocated" => "RMAN-08044: ",
                _ => "",
            };
            format!("{number}{line}\n")
        })
        .collect();
    let told = run(&numbered);
    assert_eq!((told.end(), codes(&told).len(), rman(&told).pieces.len()), (Verdict::Success, 0, 3));
    assert_eq!(judged(&told, Purpose::Backup).findings, []);
    let failed = numbered.replace("\nRecovery Manager complete.", &format!("\n{STACK}\nRecovery Manager complete."));
    assert_eq!(backup(&failed), Level::Fail);
}

#[test]
fn a_connection_that_was_tried_again() {
    let refused = STACK.replace("RMAN-03002", "RMAN-00554").replace("RMAN-03009", "RMAN-04005").replace("ORA-19502", "ORA-01017");
    let text = RMAN_EN.replacen("\nconnected to target", &format!("\n{refused}\nconnected to target"), 1);
    assert_eq!((run(&text).end(), backup(&text)), (Verdict::Success, Level::Pass));
    let never = text.split_once("connected to target").unwrap().0;
    assert_eq!((run(never).end(), backup(never)), (Verdict::Failed, Level::Fail));
}

#[test]
fn ten_g_says_it_in_other_words() {
    let text = RMAN_EN
        .replace("19.0.0.0.0", "10.2.0.4.0")
        .replace("archived log thread=1 sequence=14 RECID=1", "archive log thread=1 sequence=14 recid=1")
        .replace("compressed archived log backup set", "archive log backupset")
        .replace("full datafile backup set", "incremental level 1 datafile backupset")
        .replace("datafile file number=", "datafile fno=")
        .replace("control file in backup set", "control file in backupset")
        .replace("SPFILE in backup set", "SPFILE in backupset");
    let told = run(&text);
    let kinds: Vec<_> = rman(&told).pieces.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, [Kind::ArchivedLogs, Kind::Incremental(1), Kind::ControlFile]);
    assert_eq!((rman(&told).logs.ranges().count(), backup(&text)), (1, Level::Pass));
}

#[test]
fn image_copies_are_backups_too() {
    let text = "恢复管理器: Release 11.1.0.6.0 - Production on 星期三 8月 31 11:45:14 2011\n已连接到目标数据库: MMSGDB (DBID=3157020426, 未打开)\n启动 backup 于 31-8月 -11\n通道 ORA_DISK_1: 启动数据文件副本\n输入数据文件: 文件号=00013 名称=/a.dbf\n输出文件名=/copy/a.dbf 标记=TAG20110831T115029 RECID=1 STAMP=760621832\n通道 ORA_DISK_1: 数据文件复制完毕, 经过时间: 00:00:01\n完成 backup 于 31-8月 -11\n恢复管理器完成。\n";
    let told = run(text);
    assert_eq!((rman(&told).pieces[0].handle.as_str(), rman(&told).pieces[0].kind), ("/copy/a.dbf", Kind::Copy));
    assert_eq!(backup(text), Level::Pass);
}

const VALIDATE: &str = "Recovery Manager: Release 19.0.0.0.0 - Production on Fri Apr 10 02:00:01 2020
connected to target database: TAXDB (DBID=1564192347)
Starting validate at 16-DEC-21
channel ORA_DISK_1: starting validation of datafile
channel ORA_DISK_1: specifying datafile(s) for validation
input datafile file number=00003 name=/u01/sysaux01.dbf
channel ORA_DISK_1: validation complete, elapsed time: 00:00:07
List of Datafiles
=================
File Status Marked Corrupt Empty Blocks Blocks Examined High SCN
---- ------ -------------- ------------ --------------- ----------
3    OK     0              24517        75529           2698233
  File Name: /u01/sysaux01.dbf
Finished validate at 16-DEC-21
Recovery Manager complete.
";

#[test]
fn a_validation_proves_that_it_can_be_read() {
    let told = run(VALIDATE);
    assert_eq!((told.end(), rman(&told).operations[0].action), (Verdict::Success, Action::Validate));
    assert_eq!((restore(VALIDATE), backup(VALIDATE)), (Level::Pass, Level::Fail));
    let bad = VALIDATE.replace("3    OK     0 ", "3    FAILED 0 ");
    assert_eq!((rman(&run(&bad)).corrupt[0].file, restore(&bad)), (Some(3), Level::Fail));
}

#[test]
fn retention_is_the_last_that_was_set() {
    let text = RMAN_EN.replacen("allocated channel", "old RMAN configuration parameters:\nCONFIGURE RETENTION POLICY TO REDUNDANCY 1;\nnew RMAN configuration parameters:\nCONFIGURE RETENTION POLICY TO RECOVERY WINDOW OF 14 DAYS;\nallocated channel", 1);
    assert_eq!(rman(&run(&text)).retention, Some(Retention::Window(14)));
    let text = text.replace(
        "\nRecovery Manager complete",
        "RMAN retention policy is set to redundancy 2\nDeleted 12 objects\n\nRecovery Manager complete",
    );
    assert_eq!((rman(&run(&text)).retention, rman(&run(&text)).deleted), (Some(Retention::Redundancy(2)), 12));
}

#[test]
fn a_restore() {
    let text = "Recovery Manager: Release 19.0.0.0.0 - Production on Fri Apr 10 02:00:01 2020
connected to target database: TAXDB (DBID=1564192347)
Starting restore at 16-DEC-21
channel ORA_DISK_1: starting datafile backup set restore
channel ORA_DISK_1: reading from backup piece /bak/db_2g_1_1
channel ORA_DISK_1: piece handle=/bak/db_2g_1_1 tag=TAG1
channel ORA_DISK_1: restored backup piece 1
Finished restore at 16-DEC-21
Recovery Manager complete.
";
    let told = run(text);
    assert_eq!((told.end(), rman(&told).pieces.len()), (Verdict::Success, 0), "a piece that is read is not written");
    assert_eq!((restore(text), backup(text)), (Level::Pass, Level::Fail));
}
