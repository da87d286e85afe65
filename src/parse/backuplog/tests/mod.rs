//! Logs as they come: each trap of the reference is a story of its own, written out as the tools write it.

use super::*;

mod encodings;
mod exp;
mod judging;
mod picking;
mod pump;
mod rman;
mod robust;
mod splitting;
mod traps;
mod vendors;

/// The runs of a log.
fn runs(text: &str) -> Vec<Run> {
    read(text.as_bytes()).runs
}

/// The only run of a log.
fn run(text: &str) -> Run {
    let runs = runs(text);
    assert_eq!(runs.len(), 1, "{runs:#?}");
    runs.into_iter().next().unwrap()
}

fn judged(run: &Run, purpose: Purpose) -> Judged {
    judge(run, purpose, &Codes::builtin().unwrap())
}

fn backup(text: &str) -> Level {
    judged(&run(text), Purpose::Backup).level
}

fn restore(text: &str) -> Level {
    judged(&run(text), Purpose::Restore).level
}

/// `OWNER.TABLE:PARTITION rows`, a line each.
fn rows(run: &Run) -> Vec<String> {
    let told = |row: &TableRows| {
        let owner = row.owner.as_deref().map(|owner| format!("{owner}.")).unwrap_or_default();
        let partition = row.partition.as_deref().map(|p| format!(":{p}")).unwrap_or_default();
        format!("{owner}{}{partition} {}", row.table, row.rows.map_or("?".into(), |n| n.to_string()))
    };
    run.rows.iter().map(told).collect()
}

fn codes(run: &Run) -> Vec<&str> {
    run.codes.iter().map(|code| code.code.as_str()).collect()
}

fn at(moment: Option<Moment>) -> String {
    moment.map_or("-".into(), |m| if m.precision == Precision::Day { m.at.date().to_string() } else { m.at.to_string() })
}

/// An ordinary export of a schema, 11g.
const EXP_EN: &str = "
Export: Release 11.2.0.4.0 - Production on Mon Mar 3 01:00:02 2025

Copyright (c) 1982, 2011, Oracle and/or its affiliates.  All rights reserved.


Connected to: Oracle Database 11g Enterprise Edition Release 11.2.0.4.0 - 64bit Production
With the Partitioning, OLAP, Data Mining and Real Application Testing options
Export done in ZHS16GBK character set and AL16UTF16 NCHAR character set
server uses AL32UTF8 character set (possible charset conversion)

About to export specified users ...
. exporting pre-schema procedural objects and actions
. exporting foreign function library names for user TAX
. about to export TAX's tables via Conventional Path ...
. . exporting table                     DJ_NSRXX       1204 rows exported
. . exporting table                     SB_CWBB
. . exporting partition                        P2023         10 rows exported
. . exporting partition                        P2024         20 rows exported
. . exporting table                         RK_JKS          0 rows exported
. exporting synonyms
. exporting statistics
Export terminated successfully without warnings.
";

/// The same in Chinese.
const EXP_ZH: &str = "
Export: Release 11.2.0.4.0 - Production on 星期一 3月 3 01:00:02 2025

Copyright (c) 1982, 2011, Oracle and/or its affiliates.  All rights reserved.


连接到: Oracle Database 11g Enterprise Edition Release 11.2.0.4.0 - 64bit Production
With the Partitioning, OLAP, Data Mining and Real Application Testing options
已导出 ZHS16GBK 字符集和 AL16UTF16 NCHAR 字符集
服务器使用 AL32UTF8 字符集 (可能的字符集转换)

即将导出指定的用户...
. 正在导出 pre-schema 过程对象和操作
. 正在导出用户 TAX 的外部函数库名
. 导出 PUBLIC 类型同义词
即将导出 TAX 的对象...
. 正在导出数据库链接
. 即将导出 TAX 的表通过常规路径...
. . 正在导出表                     DJ_NSRXX导出了        1204 行
. . 正在导出表                     SB_CWBB
. . 正在导出分区                        P2023导出了          10 行
. . 正在导出分区                        P2024导出了          20 行
. . 正在导出表                         RK_JKS导出了           0 行
. 正在导出同义词
. 正在导出统计信息
成功终止导出, 没有出现警告。
";

/// A Data Pump export, 12c and later, with every prefix.
const PUMP_EN: &str = r#"
Export: Release 19.0.0.0.0 - Production on Tue Apr 29 09:37:30 2025
Version 19.3.0.0.0

Copyright (c) 1982, 2019, Oracle and/or its affiliates.  All rights reserved.

Connected to: Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production
29-APR-25 09:37:36.590: Starting "SYSTEM"."SYS_EXPORT_SCHEMA_01":  system/******** directory=DPUMP dumpfile=tax_%U.dmp logfile=tax.log schemas=TAX,TAX_HIS parallel=2 logtime=all metrics=y
29-APR-25 09:37:37.001: W-1 Startup took 1 seconds
29-APR-25 09:37:38.101: W-1 Processing object type SCHEMA_EXPORT/TABLE/TABLE_DATA
29-APR-25 09:37:40.102: W-1 Processing object type SCHEMA_EXPORT/TABLE/TABLE
29-APR-25 09:37:41.103: W-1 . . exported "TAX"."SB_CWBB":"P2023"                     17 MB  571047 rows in 1 seconds using direct_path
29-APR-25 09:37:41.203: W-2 . . exported "TAX"."SB_CWBB":"P2024"."SP1"                0 KB       0 rows in 0 seconds using direct_path
29-APR-25 09:37:41.303: W-1 . . exported "TAX_HIS"."JKS"                          5.445 KB       2 rows in 0 seconds using external_table
29-APR-25 09:37:42.000: W-1 Master table "SYSTEM"."SYS_EXPORT_SCHEMA_01" successfully loaded/unloaded
29-APR-25 09:37:42.100: ******************************************************************************
29-APR-25 09:37:42.101: Dump file set for SYSTEM.SYS_EXPORT_SCHEMA_01 is:
29-APR-25 09:37:42.102:   /backup/dp/tax_01.dmp
29-APR-25 09:37:42.103:   /backup/dp/tax_02.dmp
29-APR-25 09:37:42.168: Job "SYSTEM"."SYS_EXPORT_SCHEMA_01" successfully completed at Tue Apr 29 09:37:42 2025 elapsed 0 00:00:08
"#;

/// Data Pump of 11g in Chinese: a clock alone at the end, no elapsed.
const PUMP_ZH11: &str = r#"
Export: Release 11.1.0.7.0 - 64bit Production on 星期六, 18 9月, 2010 23:58:13

Copyright (c) 2003, 2007, Oracle.  All rights reserved.

连接到: Oracle Database 11g Enterprise Edition Release 11.1.0.7.0 - 64bit Production
With the Partitioning, OLAP, Data Mining and Real Application Testing options
启动 "MMSG"."SYS_EXPORT_TABLE_01":  mmsg/******** directory=mypump dumpfile=t.dmp tables=a,b logfile=t.log
正在使用 BLOCKS 方法进行估计...
处理对象类型 TABLE_EXPORT/TABLE/TABLE_DATA
使用 BLOCKS 方法的总估计: 128 KB
处理对象类型 TABLE_EXPORT/TABLE/TABLE
. . 导出了 "MMSG"."A"                                   7.375 KB       4 行
. . 导出了 "MMSG"."B"                                   7.507 KB       6 行
已成功加载/卸载了主表 "MMSG"."SYS_EXPORT_TABLE_01"
******************************************************************************
MMSG.SYS_EXPORT_TABLE_01 的转储文件集为:
  /opt/oracle/dpdump/t.dmp
作业 "MMSG"."SYS_EXPORT_TABLE_01" 已于 00:02:21 成功完成
"#;

/// A nightly RMAN backup in Chinese, 11g.
const RMAN_ZH: &str = "
恢复管理器: Release 11.2.0.4.0 - Production on 星期五 11月 19 18:04:46 2010

Copyright (c) 1982, 2011, Oracle and/or its affiliates.  All rights reserved.

连接到目标数据库: TAXDB (DBID=1037536304)

RMAN> run
2> {
3> backup incremental level 0 database plus archivelog;
4> }
5>
使用目标数据库控制文件替代恢复目录
分配的通道: c1
通道 c1: SID=1065 设备类型=DISK

启动 backup 于 19-11月-10
当前日志已存档
通道 c1: 正在启动压缩的归档日志备份集
通道 c1: 正在指定备份集内的归档日志
输入归档日志线程=1 序列=49 RECID=29 STAMP=735411706
输入归档日志线程=1 序列=50 RECID=30 STAMP=735411902
输入归档日志线程=2 序列=7 RECID=31 STAMP=735411902
通道 c1: 正在启动段 1 于 19-11月-10
通道 c1: 已完成段 1 于 19-11月-10
段句柄=/bak/arc_2f_1_1 标记=TAG20101119T180449 注释=NONE
通道 c1: 备份集已完成, 经过时间:00:00:15
完成 backup 于 19-11月-10

启动 backup 于 19-11月-10
通道 c1: 正在启动增量级别 0 数据文件备份集
通道 c1: 正在指定备份集内的数据文件
输入数据文件: 文件号=00010 名称=/data/perfdb.dbf
输入数据文件: 文件号=00007 名称=/data/imapsmdb.dbf
通道 c1: 正在启动段 1 于 19-11月-10
通道 c1: 已完成段 1 于 19-11月-10
段句柄=/bak/db_2g_1_1 标记=TAG20101119T180505 注释=NONE
通道 c1: 备份集已完成, 经过时间:00:00:07
完成 backup 于 19-11月-10

启动 Control File and SPFILE Autobackup 于 19-11月-10
段 handle=/bak/c-1037536304-20101119-00 comment=NONE
完成 Control File and SPFILE Autobackup 于 19-11月-10

释放的通道: c1

交叉校验备份片段: 找到为 'AVAILABLE'
备份片段句柄=/bak/arc_2f_1_1 RECID=29 STAMP=735403065
已交叉检验的 1 对象

RMAN 保留策略将应用于该命令
将 RMAN 保留策略设置为 7 天的恢复窗口
未找到已废弃的备份

恢复管理器完成。
";

/// The same night in English, to tape, 19c.
const RMAN_EN: &str = "
Recovery Manager: Release 19.0.0.0.0 - Production on Fri Apr 10 02:00:01 2020
Version 19.6.0.0.0

Copyright (c) 1982, 2019, Oracle and/or its affiliates.  All rights reserved.

connected to target database: TAXDB (DBID=1564192347)

RMAN> 2> 3> 4>
using target database control file instead of recovery catalog
allocated channel: ORA_SBT_TAPE_1
channel ORA_SBT_TAPE_1: SID=23 device type=SBT_TAPE
channel ORA_SBT_TAPE_1: Oracle Database Backup Service Library VER=19.0.0.1

Starting backup at 10-APR-20
current log archived
channel ORA_SBT_TAPE_1: starting compressed archived log backup set
channel ORA_SBT_TAPE_1: specifying archived log(s) in backup set
input archived log thread=1 sequence=14 RECID=1 STAMP=1037329942
channel ORA_SBT_TAPE_1: starting piece 1 at 10-APR-20
channel ORA_SBT_TAPE_1: finished piece 1 at 10-APR-20
piece handle=onprem_ORCL_01ut8pgn_1_1 tag=ONPREM comment=API Version 2.0,MMS Version 19.0.0.1
channel ORA_SBT_TAPE_1: backup set complete, elapsed time: 00:00:03
Finished backup at 10-APR-20

Starting backup at 10-APR-20
channel ORA_SBT_TAPE_1: starting compressed full datafile backup set
channel ORA_SBT_TAPE_1: specifying datafile(s) in backup set
input datafile file number=00001 name=/u01/app/oracle/oradata/ORCL/system01.dbf
channel ORA_SBT_TAPE_1: starting piece 1 at 10-APR-20
channel ORA_SBT_TAPE_1: finished piece 1 at 10-APR-20
piece handle=onprem_ORCL_02ut8pgq_1_1 tag=ONPREM comment=API Version 2.0,MMS Version 19.0.0.1
channel ORA_SBT_TAPE_1: backup set complete, elapsed time: 00:01:03
channel ORA_SBT_TAPE_1: starting compressed full datafile backup set
channel ORA_SBT_TAPE_1: specifying datafile(s) in backup set
including current control file in backup set
including current SPFILE in backup set
channel ORA_SBT_TAPE_1: starting piece 1 at 10-APR-20
channel ORA_SBT_TAPE_1: finished piece 1 at 10-APR-20
piece handle=onprem_ORCL_03ut8pgq_1_1 tag=ONPREM comment=API Version 2.0,MMS Version 19.0.0.1
channel ORA_SBT_TAPE_1: backup set complete, elapsed time: 00:00:03
Finished backup at 10-APR-20

Recovery Manager complete.
";
