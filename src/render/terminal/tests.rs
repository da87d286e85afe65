//! The terminal text of the sample run, in both languages.

use super::*;
use crate::model::State;
use crate::render::{Detail, sample};

fn brief_run() -> Run {
    let mut run = sample::run();
    run.targets[0].outcomes.retain(|o| o.check != "db.alert");
    run
}

#[test]
fn chinese_80_columns() {
    insta::assert_snapshot!(render(&brief_run(), &sample::look(Lang::Zh)), @"
    巡检 inspect db（每日）  2026-11-22 08:30:00 +08:00
    操作人 张三 · 运行机器 ops01 · opsctl 0.1.0

    目标 sbf-prod  社保费生产库
      数据库 SBFDB · 19.24.0.0.0 · 主库 READ WRITE · 主机 dbhost01 · 时钟差 +2 秒
      地址 10.1.2.3:1521/sbf-prod（thin）
      检查 7 项：告警 1  预警 1  提示 1  未检查 4  不适用 1

      告警  表空间使用情况 [db.tablespace]  SBF_DATA · 新发现
            表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。
      预警  表空间使用情况 [db.tablespace]  SBF_IDX · 持续 3 天
            表空间 SBF_IDX 使用率 87%，剩余 66.56 GB；近 7 天平均每天增长 5.2 GB，预
            计 12 天后写满。
            建议：增加数据文件或打开自动扩展，并核对近期增长是否正常；参见《数据库扩
                  容操作手册》第 3 节。
      提示  会话 [db.sessions]  SBF_APP
            用户 SBF_APP 有 220 个会话。

      未检查 4 项
        - 1 行缺值或读不懂，无法判断：历史数据归档表空间（used_pct）
          表空间使用情况 [db.tablespace]
        - 没有权限读取 V$RMAN_BACKUP_JOB_DETAILS，或对象不存在（ORA-00942: table or
          view does not exist）；处理：grant select on v_$rman_backup_job_details to
          OPSCTL
          RMAN 备份 [db.rman]、数据泵作业 [db.datapump]
        - 超时（30 秒），已取消
          OGG 复制进程 [db.ogg]

      备注
        - 首次检查，没有可比较的历史。（db.sessions）

      已恢复 1 项
        - 联机重做日志 [db.redo]  GROUP 3 · 原为预警，始于 2026-11-21 02:30:00
          重做日志组 3 切换过于频繁，每小时 42 次。

    目标 sbf-dg  社保费容灾库
      数据库 SBFDB · 19.24.0.0.0 · 备库 MOUNTED · 主机 dbhost01
      地址 10.1.2.3:1521/sbf-dg（thin）
      检查 2 项：告警 1  预警 0  提示 0  未检查 0  不适用 1

      告警  容灾同步 [db.dataguard]  apply lag · 持续 5 小时
            应用延迟 30 分 30 秒。
            建议：增加数据文件或打开自动扩展，并核对近期增长是否正常；参见《数据库扩
                  容操作手册》第 3 节。

    结论 告警 · 2 个目标 · 检查 9 项 · 告警 2 · 预警 1 · 提示 1 · 未检查 4 · 运行编号 20261122-083000-7f3a
    ");
}

#[test]
fn english_80_columns() {
    insta::assert_snapshot!(render(&brief_run(), &sample::look(Lang::En)), @"
    Inspection inspect db (daily)  2026-11-22 08:30:00 +08:00
    Operator 张三 · Run on ops01 · opsctl 0.1.0

    Target sbf-prod  社保费生产库
      Database SBFDB · 19.24.0.0.0 · primary READ WRITE · Host dbhost01 · Clock +2 s
      Address 10.1.2.3:1521/sbf-prod (thin)
      7 checks: critical 1  warning 1  note 1  not checked 4  not applicable 1

      critical  Tablespace usage [db.tablespace]  SBF_DATA · new
                Tablespace SBF_DATA is 97.5% full, at or above the critical limit of
                96%; 25.6 GB are free.
      warning   Tablespace usage [db.tablespace]  SBF_IDX · for 3 d
                Tablespace SBF_IDX is 87% full, 66.56 GB free; it grew 5.2 GB a day
                over 7 days and fills up in 12 days.
                Advice: Add a data file or allow autoextension, and see whether the
                        growth is as expected.
      note      Sessions [db.sessions]  SBF_APP
                User SBF_APP has 220 sessions.

      not checked: 4
        - 1 row not judged, as a value is missing or a line not understood: 历史数据
          归档表空间 (used_pct)
          Tablespace usage [db.tablespace]
        - no privilege to read V$RMAN_BACKUP_JOB_DETAILS, or it does not exist
          (ORA-00942: table or view does not exist); fix: grant select on
          v_$rman_backup_job_details to OPSCTL
          RMAN backups [db.rman], Data Pump jobs [db.datapump]
        - timed out (30 秒) and was cancelled
          OGG processes [db.ogg]

      Remarks
        - First look: there is no history to compare with. (db.sessions)

      Recovered: 1
        - Online redo logs [db.redo]  GROUP 3 · was warning since 2026-11-21
          02:30:00
          Redo group 3 switches too often, 42 times an hour.

    Target sbf-dg  社保费容灾库
      Database SBFDB · 19.24.0.0.0 · standby MOUNTED · Host dbhost01
      Address 10.1.2.3:1521/sbf-dg (thin)
      2 checks: critical 1  warning 0  note 0  not checked 0  not applicable 1

      critical  Data Guard [db.dataguard]  apply lag · for 5 h
                The apply lag is 30 min 30 s.
                Advice: Add a data file or allow autoextension, and see whether the
                        growth is as expected.

    Verdict critical · 2 targets · 9 checks · critical 2 · warning 1 · note 1 · not checked 4 · Run 20261122-083000-7f3a
    ");
}

#[test]
fn brief() {
    let look = Look { detail: Detail::Brief, ..sample::look(Lang::Zh) };
    insta::assert_snapshot!(render(&brief_run(), &look), @"
    巡检 inspect db（每日）  2026-11-22 08:30:00 +08:00
    操作人 张三 · 运行机器 ops01 · opsctl 0.1.0

    目标 sbf-prod  社保费生产库
      数据库 SBFDB · 19.24.0.0.0 · 主库 READ WRITE · 主机 dbhost01 · 时钟差 +2 秒
      检查 7 项：告警 1  预警 1  提示 1  未检查 4  不适用 1

      告警  表空间使用情况 [db.tablespace]  SBF_DATA · 新发现
            表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。
      预警  表空间使用情况 [db.tablespace]  SBF_IDX · 持续 3 天
            表空间 SBF_IDX 使用率 87%，剩余 66.56 GB；近 7 天平均每天增长 5.2 GB，预
            计 12 天后写满。

      未检查 4 项
        - 1 行缺值或读不懂，无法判断：历史数据归档表空间（used_pct）
          检查 1 项
        - 没有权限读取 V$RMAN_BACKUP_JOB_DETAILS，或对象不存在（ORA-00942: table or
          view does not exist）；处理：grant select on v_$rman_backup_job_details to
          OPSCTL
          检查 2 项
        - 超时（30 秒），已取消
          检查 1 项

    目标 sbf-dg  社保费容灾库
      数据库 SBFDB · 19.24.0.0.0 · 备库 MOUNTED · 主机 dbhost01
      检查 2 项：告警 1  预警 0  提示 0  未检查 0  不适用 1

      告警  容灾同步 [db.dataguard]  apply lag · 持续 5 小时
            应用延迟 30 分 30 秒。

    结论 告警 · 2 个目标 · 检查 9 项 · 告警 2 · 预警 1 · 提示 1 · 未检查 4 · 运行编号 20261122-083000-7f3a
    ");
}

#[test]
fn full_has_the_tables() {
    let look = Look { detail: Detail::Full, width: Some(100), ..sample::look(Lang::Zh) };
    let text = render(&brief_run(), &look);
    insta::assert_snapshot!(text.split_once("检查明细").unwrap().1, @"


      表空间使用情况 [db.tablespace]  告警  5 行
        结论    表空间              总大小（MB）  已用（MB）  使用率（%）  自动扩展
        ------  ------------------  ------------  ----------  -----------  --------
        告警    SBF_DATA                 1048576   1022361.6         97.5  是
        预警    SBF_IDX                   524288   456130.56           87  是
                SYSAUX                     32768    20480.25         62.5  否
                SYSTEM                      8192        3072         37.5  否
        未检查  历史数据归档表空间             -           -            -  -

      会话 [db.sessions]  提示  4 行
        结论  用户     客户端  会话数  最长等待（秒）
        ----  -------  ------  ------  --------------
        提示  SBF_APP  wls-01     220             660
              SBF_RPT  wls-01      31              93
              OGG      wls-01       6              18
              DBSNMP   wls-01       2               6

      联机重做日志 [db.redo]  正常  2 行
        组号  状态
        ----  --------
           1  CURRENT
           2  INACTIVE

    目标 sbf-dg  社保费容灾库
      数据库 SBFDB · 19.24.0.0.0 · 备库 MOUNTED · 主机 dbhost01
      地址 10.1.2.3:1521/sbf-dg（thin）
      检查 2 项：告警 1  预警 0  提示 0  未检查 0  不适用 1

      告警  容灾同步 [db.dataguard]  apply lag · 持续 5 小时
            应用延迟 30 分 30 秒。
            建议：增加数据文件或打开自动扩展，并核对近期增长是否正常；参见《数据库扩容操作手册》第 3
                  节。

      检查明细

      容灾同步 [db.dataguard]  告警  2 行
        结论  指标           延迟（秒）
        ----  -------------  ----------
        告警  apply lag            1830
              transport lag         0.5

    结论 告警 · 2 个目标 · 检查 9 项 · 告警 2 · 预警 1 · 提示 1 · 未检查 4 · 运行编号 20261122-083000-7f3a
    ");
}

#[test]
fn rows_that_were_not_stored_are_not_said_to_be_none() {
    let mut run = sample::run();
    let outcome = run.targets[0].outcomes.iter_mut().find(|o| o.check == "db.redo").unwrap();
    let State::Judged { table, .. } = &mut outcome.state else { unreachable!() };
    outcome.unkept_rows = std::mem::take(&mut table.rows).len();
    let text = render(&run, &Look { detail: Detail::Full, ..sample::look(Lang::Zh) });
    assert!(text.contains("[db.redo]  正常  2 行\n    （明细未保存）\n"), "{text}");
}

#[test]
fn silence_is_not_praise() {
    let mut run = brief_run();
    run.targets.truncate(1);
    run.targets[0].outcomes.retain(|o| o.check == "db.redo" || o.check == "db.ogg");
    assert!(render(&run, &sample::look(Lang::Zh)).contains("已检查的项目没有发现问题；另有未检查的项目。"));
    run.targets[0].outcomes.retain(|o| o.check == "db.redo");
    assert!(render(&run, &sample::look(Lang::Zh)).contains("\n  没有发现问题。\n"));
}

#[test]
fn hostile_texts_stay_in_their_lines() {
    for (lang, width) in [(Lang::Zh, 40), (Lang::Zh, 80), (Lang::En, 120)] {
        let look = Look { width: Some(width), detail: Detail::Full, ..sample::look(lang) };
        let text = render(&sample::run(), &look);
        assert!(!text.contains(['\u{1b}', '\r', '\t']) && text.contains("␛[31m红␛[0m"));
        for line in text.lines() {
            assert!(!line.trim_start().starts_with(['，', '。', '；', '：', '、', '）', '%']), "{line}");
            assert!(!line.ends_with(' '), "{line:?}");
        }
    }
}

#[test]
fn no_line_of_prose_is_wider_than_the_terminal() {
    for width in [60_u16, 80, 120] {
        let look = Look { width: Some(width), ..sample::look(Lang::Zh) };
        let text = render(&sample::run(), &look);
        let last = text.lines().count() - 1;
        let wide: Vec<_> = text.lines().take(last).filter(|line| wrap::width(line) > usize::from(width)).collect();
        assert!(wide.is_empty(), "wider than {width}: {wide:#?}");
    }
}

#[test]
fn colour_only_adds_to_the_words() {
    let plain = render(&sample::run(), &sample::look(Lang::Zh));
    let painted = render(&sample::run(), &Look { color: true, ..sample::look(Lang::Zh) });
    let bare = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&painted, "").into_owned();
    assert_eq!(bare, plain);
    assert!(painted.contains("\u{1b}[1;31m告警\u{1b}[0m"));
}
