//! The store as others use it: invented runs go in, and everything that can be asked is asked.

mod backups;
mod files;
mod interval;
mod many;
mod past;
mod records;
mod retained;

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::Store;
use crate::ctx::Ctx;
use crate::model::{
    Cadence, Column, Finding, Kind, Lang, Level, LookBack, NewState, Outcome, Reason, ReasonKind, Run, Scrubber, State, Step, Table,
    TargetRun, Value, Words,
};

pub(super) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// 09:00 in Shanghai on the first day, and so many days later.
pub(super) fn day(days: i64) -> Timestamp {
    time("2026-09-01T01:00:00Z") + (24 * days).hours()
}

pub(super) fn ctx(now: Timestamp) -> Ctx {
    Ctx {
        now,
        now_fixed: true,
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        zone_name: "Asia/Shanghai".into(),
        lang: Lang::Zh,
        operator: "王工".into(),
        machine: "ops01".into(),
        scrub: Scrubber::default(),
    }
}

fn column(name: &str, kind: Kind) -> Column {
    Column { name: name.into(), kind, unit: None, title: Words::new(format!("{name} 列"), name) }
}

/// A judged `db.tablespace`: name and percentage of each row.
pub(super) fn tablespaces(at: Timestamp, rows: &[(&str, f64)]) -> Outcome {
    let columns = vec![
        column("con_name", Kind::Text),
        column("name", Kind::Text),
        column("used_pct", Kind::Number),
        column("files", Kind::Integer),
        column("checked", Kind::Time),
        column("online", Kind::Bool),
    ];
    let row = |(name, pct): &(&str, f64)| {
        vec![
            Value::Null,
            Value::Text((*name).into()),
            if pct.is_nan() { Value::Null } else { Value::Num(*pct) },
            Value::Int(123_456_789_012_345_678),
            Value::Time("2026-09-01 09:00:00.25".parse().unwrap()),
            Value::Bool(true),
        ]
    };
    let findings = rows.iter().enumerate().filter(|(_, (_, pct))| *pct >= 85.0).map(|(row, (name, pct))| Finding {
        level: if *pct >= 95.0 { Level::Critical } else { Level::Warning },
        subject: (*name).into(),
        topic: String::new(),
        says: Words::new(format!("表空间 {name} 使用率 {pct}%"), format!("{name} is {pct}% used")),
        advice: Words::new("加文件。", "Add a file."),
        row: Some(row),
        since: Some(at),
        new: true,
    });
    Outcome {
        check: "db.tablespace".into(),
        title: Words::new("表空间使用率", "Tablespace usage").into(),
        req: ["DB-05".to_owned()].into(),
        cadence: Cadence::Daily,
        at,
        took_ms: 12,
        step: Some(std::sync::Arc::new(Step {
            file: "db.tablespace.sql".into(),
            origin: "embedded".into(),
            sha256: "ab".repeat(32),
            text: "select 1 from dual -- 一条语句\n".repeat(20),
        })),
        limits: BTreeMap::from([("warn".into(), (85.0, "check".into())), ("crit".into(), (0.1 + 0.2, "target".into()))]),
        show: ["name".to_owned()].into(),
        metric: ["used_pct".to_owned(), "files".to_owned()].into(),
        subject: ["con_name".to_owned(), "name".to_owned()].into(),
        chart: Some("used_pct".into()),
        unjudged: Vec::new(),
        unkept_rows: 0,
        trend: BTreeMap::from([("USERS".into(), vec![(at, 1.0 / 3.0)])]),
        remarks: vec![Words::new("首次检查。", "First look.")],
        state: State::Judged {
            findings: findings.collect(),
            table: Table { columns: columns.into(), rows: rows.iter().map(row).collect(), truncated: false },
        },
    }
}

pub(super) fn not_checked(at: Timestamp) -> Outcome {
    let reason = Reason::new(ReasonKind::Privilege).what("dba_data_files").cause("ORA-00942: 表或视图不存在");
    Outcome { state: State::NotChecked { reason }, trend: BTreeMap::new(), ..tablespaces(at, &[]) }
}

pub(super) fn run_of(id: &str, now: Timestamp, targets: &[(&str, Vec<Outcome>)]) -> Run {
    let target = |(name, outcomes): &(&str, Vec<Outcome>)| TargetRun {
        name: (*name).into(),
        description: "征管库".into(),
        group: "核心".into(),
        tags: vec!["prod".into()],
        address: "db1:1521/ZG".into(),
        driver: "thin".into(),
        facts: None,
        host: None,
        clock_skew_s: Some(0.1),
        outcomes: outcomes.clone(),
        recovered: Vec::new(),
    };
    Run {
        schema: crate::model::run::SCHEMA,
        id: id.into(),
        command: "inspect db".into(),
        tool: "opsctl 0.1.0".into(),
        cadence: Cadence::Daily,
        operator: "王工".into(),
        machine: "ops01".into(),
        lang: Lang::Zh,
        zone: "Asia/Shanghai".into(),
        now,
        now_fixed: false,
        took_ms: 345,
        source: "live".into(),
        incomplete: false,
        targets: targets.iter().map(target).collect(),
    }
}

/// One target `zg`, one tablespace `USERS`.
pub(super) fn users(id: &str, at: Timestamp, pct: f64) -> Run {
    run_of(id, at, &[("zg", vec![tablespaces(at, &[("USERS", pct)])])])
}

/// What a check that compares percentages looks back at.
pub(super) fn used_pct() -> LookBack {
    LookBack::from([("db.tablespace".into(), ["used_pct".to_owned()].into())])
}

pub(super) fn nothing() -> NewState {
    NewState::default()
}

/// A store with a run of each day.
pub(super) fn with_days(pcts: &[f64]) -> Store {
    let mut store = Store::memory().unwrap();
    for (at, pct) in (0..).zip(pcts) {
        store.save(&users(&format!("run-{at}"), day(at), *pct), &nothing()).unwrap();
    }
    store
}
