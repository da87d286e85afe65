//! An invented run with everything a renderer may meet: all levels, gaps, recovered findings, NULLs, hostile texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::Look;
use crate::model::run::{SCHEMA, Unjudged};
use crate::model::*;

pub(super) fn look(lang: Lang) -> Look {
    Look { width: Some(80), ..Look::new(lang, TimeZone::get("Asia/Shanghai").unwrap()) }
}

fn now() -> Timestamp {
    "2026-11-22T00:30:00Z".parse().unwrap()
}

/// Two databases, the second a mounted standby.
pub(super) fn run() -> Run {
    let mut primary = target("sbf-prod", "社保费生产库", facts(Role::Primary, "READ WRITE"));
    primary.clock_skew_s = Some(2.4);
    primary.outcomes =
        vec![tablespace(now()), sessions(), hostile(), ok("db.redo", "联机重做日志", "Online redo logs"), awr(), rman(), datapump(), ogg()];
    primary.recovered = vec![Recovered {
        check: "db.redo".into(),
        subject: "GROUP 3".into(),
        level: Level::Warning,
        says: Words::new("重做日志组 3 切换过于频繁，每小时 42 次。", "Redo group 3 switches too often, 42 times an hour."),
        since: now() - 30.hours(),
    }];
    let mut standby = target("sbf-dg", "社保费容灾库", facts(Role::Standby, "MOUNTED"));
    standby.outcomes = vec![gap("db.tablespace", "表空间使用情况", "Tablespace usage", not_open()), lag()];
    Run {
        schema: SCHEMA,
        id: "20261122-083000-7f3a".into(),
        command: "inspect db".into(),
        tool: "0.1.0".into(),
        cadence: Cadence::Daily,
        operator: "张三".into(),
        machine: "ops01".into(),
        lang: Lang::Zh,
        zone: "Asia/Shanghai".into(),
        now: now(),
        now_fixed: false,
        took_ms: 8_420,
        source: "live".into(),
        incomplete: false,
        targets: vec![primary, standby],
    }
}

/// A run of `checks` checks with `rows` rows each on one target, for time and size.
pub(super) fn large(checks: usize, rows: usize) -> Run {
    let mut target = target("sbf-prod", "社保费生产库", facts(Role::Primary, "READ WRITE"));
    for i in 0..checks {
        let mut outcome = tablespace(now());
        outcome.check = format!("db.check{i:03}");
        outcome.title = Words::new(format!("表空间使用情况 {i}"), format!("Tablespace usage {i}")).into();
        if let State::Judged { table, .. } = &mut outcome.state {
            table.rows = (0..rows).map(|r| table.rows[r % table.rows.len()].clone()).collect();
        }
        target.outcomes.push(outcome);
    }
    Run { targets: vec![target], ..run() }
}

fn target(name: &str, description: &str, facts: Facts) -> TargetRun {
    TargetRun {
        name: name.into(),
        description: description.into(),
        group: "社保费".into(),
        tags: vec!["prod".into()],
        address: format!("10.1.2.3:1521/{name}"),
        driver: "thin".into(),
        facts: Some(facts),
        host: None,
        clock_skew_s: None,
        outcomes: vec![],
        recovered: vec![],
    }
}

fn facts(role: Role, open_mode: &str) -> Facts {
    Facts {
        version: Version::new(19, 24),
        version_text: "19.24.0.0.0".into(),
        tenancy: Tenancy::Cdb,
        role,
        open_mode: open_mode.into(),
        log_mode: "ARCHIVELOG".into(),
        flashback: "NO".into(),
        name: "SBFDB".into(),
        unique_name: "SBFDB".into(),
        dbid: "1234567890".into(),
        con_name: "CDB$ROOT".into(),
        host: "dbhost01".into(),
        instance: "sbfdb1".into(),
        instances: 2,
    }
}

fn outcome(check: &str, zh: &str, en: &str, state: State) -> Outcome {
    Outcome {
        check: check.into(),
        title: Words::new(zh, en).into(),
        req: Arc::new(["DB-05".to_owned()]),
        cadence: Cadence::Daily,
        at: now() + 3.seconds(),
        took_ms: 120,
        step: Some(std::sync::Arc::new(Step {
            file: format!("{check}.sql"),
            origin: "embedded".into(),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            text: "select tablespace_name, total_mb, used_mb, used_pct\n  from dba_tablespace_usage_metrics\n order by used_pct desc"
                .into(),
        })),
        limits: BTreeMap::new(),
        show: Arc::default(),
        metric: Arc::default(),
        subject: Arc::default(),
        chart: None,
        trend: BTreeMap::new(),
        unjudged: vec![],
        unkept_rows: 0,
        remarks: vec![],
        state,
    }
}

fn column(name: &str, kind: Kind, unit: &str, zh: &str, en: &str) -> Column {
    Column { name: name.into(), kind, unit: (!unit.is_empty()).then(|| unit.into()), title: Words::new(zh, en) }
}

fn finding(level: Level, subject: &str, row: usize, zh: &str, en: &str) -> Finding {
    Finding {
        level,
        subject: subject.into(),
        topic: String::new(),
        says: Words::new(zh, en),
        advice: Words::new(
            "增加数据文件或打开自动扩展，并核对近期增长是否正常；参见《数据库扩容操作手册》第 3 节。",
            "Add a data file or allow autoextension, and see whether the growth is as expected.",
        ),
        row: Some(row),
        since: Some(now()),
        new: true,
    }
}

fn judged(columns: Vec<Column>, rows: Vec<Vec<Value>>, findings: Vec<Finding>) -> State {
    State::Judged { table: Table { columns: columns.into(), rows, truncated: false }, findings }
}

fn text(s: &str) -> Value {
    Value::Text(s.into())
}

fn tablespace(now: Timestamp) -> Outcome {
    let columns = vec![
        column("tablespace_name", Kind::Text, "", "表空间", "Tablespace"),
        column("total_mb", Kind::Number, "mb", "总大小", "Total"),
        column("used_mb", Kind::Number, "mb", "已用", "Used"),
        column("used_pct", Kind::Number, "percent", "使用率", "Used"),
        column("files", Kind::Integer, "count", "数据文件数", "Files"),
        column("auto", Kind::Bool, "", "自动扩展", "Autoextend"),
        column("created", Kind::Time, "", "创建时间", "Created"),
        column("dbid", Kind::Integer, "", "库标识", "Database id"),
    ];
    let row = |name: &str, total: f64, used: f64, pct: f64, files: i64| {
        let created = jiff::civil::date(2021, 3, 5).at(8, 30, 0, 0);
        vec![
            text(name),
            Value::Num(total),
            Value::Num(used),
            Value::Num(pct),
            Value::Int(files),
            Value::Bool(files > 1),
            Value::Time(created),
            Value::Int(123_456_789_012_345_678),
        ]
    };
    let mut rows = vec![
        row("SBF_DATA", 1_048_576.0, 1_022_361.6, 97.5, 32),
        row("SBF_IDX", 524_288.0, 456_130.56, 87.0, 16),
        row("SYSAUX", 32_768.0, 20_480.25, 62.5, 1),
        row("SYSTEM", 8_192.0, 3_072.0, 37.5, 1),
    ];
    rows.push(vec![
        text("历史数据归档表空间"),
        Value::Null,
        Value::Null,
        Value::Null,
        Value::Int(0),
        Value::Null,
        Value::Null,
        Value::Null,
    ]);
    let mut old = finding(
        Level::Warning,
        "SBF_IDX",
        1,
        "表空间 SBF_IDX 使用率 87%，剩余 66.56 GB；近 7 天平均每天增长 5.2 GB，预计 12 天后写满。",
        "Tablespace SBF_IDX is 87% full, 66.56 GB free; it grew 5.2 GB a day over 7 days and fills up in 12 days.",
    );
    (old.new, old.since) = (false, Some(now - 75.hours()));
    let full = finding(
        Level::Critical,
        "SBF_DATA",
        0,
        "表空间 SBF_DATA 使用率 97.5%，达到告警限值 96%，剩余 25.6 GB。",
        "Tablespace SBF_DATA is 97.5% full, at or above the critical limit of 96%; 25.6 GB are free.",
    );
    let mut outcome = outcome("db.tablespace", "表空间使用情况", "Tablespace usage", judged(columns, rows, vec![old, full]));
    outcome.limits = [("crit", (96.0, "check")), ("warn", (80.0, "group 社保费"))].map(|(k, (n, s))| (k.into(), (n, s.into()))).into();
    outcome.show = ["tablespace_name", "total_mb", "used_mb", "used_pct", "auto"].map(String::from).into();
    outcome.metric = Arc::new(["used_mb".to_owned(), "used_pct".to_owned()]);
    outcome.subject = Arc::new(["tablespace_name".to_owned()]);
    outcome.unjudged = vec![Unjudged { row: 4, subject: "历史数据归档表空间".into(), why: "used_pct".into() }];
    outcome.chart = Some("used_pct".into());
    let points = |last: f64, slope: f64| (0..14_i32).rev().map(|day| (now - (day * 24).hours(), last - slope * f64::from(day))).collect();
    outcome.trend = [("SBF_DATA", 97.5, 0.9), ("SBF_IDX", 87.0, 1.1), ("SYSAUX", 62.5, 0.05), ("SYSTEM", 37.5, 0.01)]
        .map(|(subject, last, slope)| (subject.into(), points(last, slope)))
        .into();
    outcome
}

fn sessions() -> Outcome {
    let columns = vec![
        column("username", Kind::Text, "", "用户", "User"),
        column("machine", Kind::Text, "", "客户端", "Machine"),
        column("sessions", Kind::Integer, "count", "会话数", "Sessions"),
        column("oldest_s", Kind::Integer, "seconds", "最长等待", "Longest wait"),
    ];
    let names = ["SBF_APP", "SBF_RPT", "OGG", "DBSNMP"];
    let rows: Vec<_> =
        names.iter().zip([220, 31, 6, 2]).map(|(n, c)| vec![text(n), text("wls-01"), Value::Int(c), Value::Int(c * 3)]).collect();
    let mut note = finding(Level::Note, "SBF_APP", 0, "用户 SBF_APP 有 220 个会话。", "User SBF_APP has 220 sessions.");
    (note.new, note.since) = (false, None);
    let mut outcome = outcome("db.sessions", "会话", "Sessions", judged(columns, rows, vec![note]));
    outcome.chart = Some("sessions".into());
    outcome.metric = Arc::new(["sessions".to_owned()]);
    outcome.subject = Arc::new(["username".to_owned()]);
    outcome.remarks = vec![Words::new("首次检查，没有可比较的历史。", "First look: there is no history to compare with.")];
    outcome
}

/// Texts that want to become formulas, escapes, markup or a broken layout.
fn hostile() -> Outcome {
    let long = "ORA-00600: 内部错误代码, 参数: [kcbz_check_objd_typ], ".repeat(90);
    let bad = [
        "=cmd|' /C calc'!A1",
        "\u{1b}[31m红\u{1b}[0m",
        "<b>&\"quoted\" \\ 'single'</b>",
        "😀 | label=1;2",
        "@SUM(1)\r\n第二行\t制表",
        &long,
    ];
    let columns = vec![column("message", Kind::Text, "", "=消息", "=Message"), column("hits", Kind::Integer, "count", "次数", "Count")];
    let rows = bad.iter().zip(1..).map(|(s, n)| vec![text(s), Value::Int(n)]).collect();
    let findings = bad.iter().enumerate().map(|(i, s)| finding([Level::Note, Level::Warning][i % 2], s, i, s, s)).collect();
    let mut outcome = outcome("db.alert", "告警日志[今日]：ORA-/警告", "Alert log [today]: ORA-/warnings", judged(columns, rows, findings));
    outcome.metric = Arc::new(["hits".to_owned()]);
    outcome.subject = Arc::new(["message".to_owned()]);
    outcome
}

fn ok(check: &str, zh: &str, en: &str) -> Outcome {
    let columns = vec![column("group", Kind::Integer, "", "组号", "Group"), column("status", Kind::Text, "", "状态", "Status")];
    outcome(check, zh, en, judged(columns, vec![vec![Value::Int(1), text("CURRENT")], vec![Value::Int(2), text("INACTIVE")]], vec![]))
}

fn gap(check: &str, zh: &str, en: &str, state: State) -> Outcome {
    outcome(check, zh, en, state)
}

fn awr() -> Outcome {
    let reason = Reason::new(ReasonKind::NoPack).what("diagnostics");
    outcome("db.awr", "性能趋势（AWR）", "Performance trend (AWR)", State::NotApplicable { reason })
}

fn denied() -> State {
    let reason = Reason::new(ReasonKind::Privilege).what("V$RMAN_BACKUP_JOB_DETAILS");
    let reason = reason.cause("ORA-00942: table or view does not exist").fix("grant select on v_$rman_backup_job_details to OPSCTL");
    State::NotChecked { reason }
}

fn rman() -> Outcome {
    outcome("db.rman", "RMAN 备份", "RMAN backups", denied())
}

fn datapump() -> Outcome {
    outcome("db.datapump", "数据泵作业", "Data Pump jobs", denied())
}

fn ogg() -> Outcome {
    let state = State::NotChecked { reason: Reason::new(ReasonKind::Timeout).what("30 秒") };
    outcome("db.ogg", "OGG 复制进程", "OGG processes", state)
}

fn not_open() -> State {
    State::NotApplicable { reason: Reason::new(ReasonKind::Unsupported).what("MOUNTED") }
}

fn lag() -> Outcome {
    let columns = vec![column("name", Kind::Text, "", "指标", "Name"), column("lag_s", Kind::Number, "seconds", "延迟", "Lag")];
    let rows = vec![vec![text("apply lag"), Value::Num(1_830.0)], vec![text("transport lag"), Value::Num(0.5)]];
    let mut late = finding(Level::Critical, "apply lag", 0, "应用延迟 30 分 30 秒。", "The apply lag is 30 min 30 s.");
    (late.new, late.since) = (false, Some(now() - 5.hours()));
    let mut outcome = outcome("db.dataguard", "容灾同步", "Data Guard", judged(columns, rows, vec![late]));
    (outcome.metric, outcome.subject) = (["lag_s".to_owned()].into(), ["name".to_owned()].into());
    outcome
}
