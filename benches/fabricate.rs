//! An invented history: so many targets, inspected twice a day, with problems that come and go. For benchmarks and tests of reports.
//!
//! Outcomes are those of the checks' own examples, judged as always; figures move a little from look to look.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use opsctl::catalog::Catalog;
use opsctl::judge::{Scene, judge};
use opsctl::model::run::{LIVE, SCHEMA};
use opsctl::model::*;

/// What is inspected of a host and of a database.
const HOST: &[&str] =
    &["host.cpu", "host.memory", "host.filesystem", "host.load", "host.swap", "host.hw-error", "host.login", "host.clock"];
const ORACLE: &[&str] =
    &["db.tablespace", "db.sessions", "db.alert", "db.invalid-object", "db.redo-log", "db.rman-job", "db.datafile", "db.job"];

/// A judged example of a check: what stands in its outcome when all is well, and when not.
struct Sample<'a> {
    check: &'a Check,
    fine: Table,
    wrong: Option<(Table, Vec<Finding>)>,
}

/// How large the office is.
pub(crate) struct Office {
    pub(crate) hosts: usize,
    pub(crate) databases: usize,
    pub(crate) first: Date,
    pub(crate) days: i64,
    /// Looks of a day.
    pub(crate) looks: usize,
}

/// The names of the targets, databases first.
pub(crate) fn names(office: &Office) -> Vec<(String, TargetKind)> {
    let databases = (1..=office.databases).map(|i| (format!("db{i:03}"), TargetKind::Oracle));
    databases.chain((1..=office.hosts).map(|i| (format!("host{i:03}"), TargetKind::Host))).collect()
}

/// A run a look, in order of time.
pub(crate) fn runs<'a>(catalog: &'a Catalog, office: &'a Office, zone: &'a TimeZone) -> impl Iterator<Item = Run> + 'a {
    let samples: BTreeMap<&str, Sample<'a>> =
        HOST.iter().chain(ORACLE).filter_map(|id| Some((*id, sample(catalog.find(id).ok()?)?))).collect();
    let names = names(office);
    let mut number = 0_u64;
    (0..office.days).flat_map(move |day| (0..office.looks).map(move |look| (day, look))).map(move |(day, look)| {
        number += 1;
        let date = office.first.checked_add(day.days()).unwrap();
        let hour = i8::try_from(8 + look * 14 / office.looks.max(1)).unwrap();
        let now = date.at(hour, 0, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
        let targets = names.iter().enumerate().map(|(at, (name, kind))| target(&samples, name, *kind, at, number, now)).collect();
        Run {
            schema: SCHEMA,
            id: format!("{}-{:04x}", now.to_zoned(zone.clone()).strftime("%Y%m%d-%H%M%S"), number & 0xffff),
            command: "inspect all".into(),
            tool: "0".into(),
            cadence: Cadence::Daily,
            operator: ["张三", "李四", "王五"][usize::try_from(day).unwrap() % 3].into(),
            machine: "ops1".into(),
            lang: Lang::Zh,
            zone: "Asia/Shanghai".into(),
            now,
            now_fixed: false,
            took_ms: 41_000,
            source: LIVE.into(),
            incomplete: false,
            targets,
        }
    })
}

fn sample(check: &Check) -> Option<Sample<'_>> {
    let history = History::default();
    let judged = |rows: &[Vec<Value>]| {
        let columns: Vec<Column> = check.columns.iter().filter(|c| c.compute.is_none()).map(|c| c.column.clone()).collect();
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let scene = Scene {
            check,
            facts: None,
            host: None,
            target_name: "x",
            target_tags: &[],
            limits: &check.limits,
            history: &history,
            now,
            wall: now.to_zoned(TimeZone::UTC).datetime(),
        };
        judge(&scene, Table { columns: columns.into(), rows: rows.to_vec(), truncated: false })
            .ok()
            .filter(|judged| judged.unjudged.is_empty())
    };
    let bad = |finding: &Finding| finding.level >= Level::Warning;
    let all: Vec<_> = opsctl::catalog::examples(check).ok()?.iter().filter_map(|example| judged(&example.rows)).collect();
    let fine = all.iter().find(|one| !one.findings.iter().any(bad))?.table.clone();
    let wrong = all.into_iter().find(|one| one.findings.iter().any(bad)).map(|one| (one.table, one.findings));
    Some(Sample { check, fine, wrong })
}

/// A number that looks like chance and is always the same.
fn chance(a: usize, b: u64, c: usize) -> u64 {
    let mut x = (a as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ b.wrapping_mul(0xc2b2_ae3d_27d4_eb4f)
        ^ (c as u64).wrapping_mul(0x1656_67b1_9e37_79f9);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 32)
}

fn target(samples: &BTreeMap<&str, Sample<'_>>, name: &str, kind: TargetKind, at: usize, number: u64, now: Timestamp) -> TargetRun {
    let (ids, connect) = match kind {
        TargetKind::Host | TargetKind::Backup => (HOST, "host.connect"),
        TargetKind::Oracle => (ORACLE, "db.connect"),
        // Backup sets are not among the invented targets.
    };
    // One look in some hundreds finds a target down.
    let down = chance(at, number, 7).is_multiple_of(700);
    let mut outcomes = vec![logon(connect, name, down, now)];
    for (which, id) in ids.iter().enumerate() {
        let Some(sample) = samples.get(id) else { continue };
        if down {
            outcomes.push(outcome(sample.check, now, State::NotChecked { reason: Reason::new(ReasonKind::NotReached) }));
            continue;
        }
        // A problem begins about once in 40 days and lasts some days.
        let stands = (0..10).any(|back| chance(at, number.saturating_sub(back), which + 20).is_multiple_of(400));
        let state = match (&sample.wrong, stands) {
            (Some((table, findings)), true) => {
                let began =
                    (0..10).rev().find(|back| chance(at, number.saturating_sub(*back), which + 20).is_multiple_of(400)).unwrap_or(0);
                let since = now.checked_sub((i64::try_from(began).unwrap() * 12).hours()).unwrap();
                let findings = findings.iter().map(|f| Finding { since: Some(since), new: began == 0, ..f.clone() }).collect();
                State::Judged { table: moved(table, sample.check, at, number), findings }
            }
            _ if chance(at, number, which + 90).is_multiple_of(1500) => {
                State::NotChecked { reason: Reason::new(ReasonKind::Timeout).what("60 s") }
            }
            _ => State::Judged { table: moved(&sample.fine, sample.check, at, number), findings: Vec::new() },
        };
        outcomes.push(outcome(sample.check, now, state));
    }
    TargetRun {
        name: name.into(),
        description: String::new(),
        group: String::new(),
        tags: Vec::new(),
        address: format!("10.0.{}.{}", at / 250, at % 250 + 1),
        driver: if kind == TargetKind::Host { "ssh".into() } else { "thin".into() },
        facts: None,
        host: None,
        clock_skew_s: None,
        outcomes,
        recovered: Vec::new(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
/// Figures that move: in per cent up and down, with a slow growth over the year.
fn moved(table: &Table, check: &Check, at: usize, number: u64) -> Table {
    let figures: Vec<(usize, bool)> = check
        .metric
        .iter()
        .filter_map(|name| table.index(name))
        .map(|i| (i, table.columns[i].unit.as_deref() == Some("percent")))
        .collect();
    let mut table = table.clone();
    for (line, row) in table.rows.iter_mut().enumerate() {
        for (i, percent) in &figures {
            if let Value::Num(n) = &mut row[*i] {
                let by = (chance(at * 31 + line, number, *i) % 1000) as f64 / 1000.0;
                let own = (chance(at, 0, *i + line) % 40) as f64;
                *n = if *percent { (20.0 + own + by * 15.0 + number as f64 / 60.0).min(99.0) } else { *n * (0.9 + by * 0.2) };
                *n = (*n * 100.0).round() / 100.0;
            }
        }
    }
    table
}

fn outcome(check: &Check, at: Timestamp, state: State) -> Outcome {
    Outcome {
        check: check.id.clone(),
        title: Arc::clone(&check.title),
        req: Arc::clone(&check.req),
        cadence: check.cadence,
        at,
        took_ms: 12,
        step: None,
        limits: BTreeMap::new(),
        show: Arc::clone(&check.show),
        metric: Arc::clone(&check.metric),
        subject: Arc::clone(&check.subject),
        chart: check.chart.clone(),
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        unkept_rows: 0,
        state,
    }
}

fn logon(check: &str, name: &str, down: bool, at: Timestamp) -> Outcome {
    let column = |name: &str, kind| Column { name: name.into(), kind, unit: None, title: Words::new(name, name) };
    let columns = vec![column("address", Kind::Text), column("logon_ms", Kind::Integer)];
    let rows = vec![vec![Value::Text(name.into()), if down { Value::Null } else { Value::Int(80) }]];
    let findings = if down {
        vec![Finding {
            level: Level::Critical,
            subject: String::new(),
            topic: "connect".into(),
            says: Words::new("连接不上：没有应答", "No answer"),
            advice: Words::new("检查网络和主机是否在运行。", "See whether network and host are up."),
            row: None,
            since: Some(at),
            new: true,
        }]
    } else {
        Vec::new()
    };
    Outcome {
        check: check.into(),
        title: Words::new("连接与登录", "Connection and logon").into(),
        req: Arc::default(),
        cadence: Cadence::Interval,
        at,
        took_ms: 80,
        step: None,
        limits: BTreeMap::new(),
        show: Arc::default(),
        metric: ["logon_ms".to_owned()].into(),
        subject: Arc::default(),
        chart: None,
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        unkept_rows: 0,
        state: State::Judged { table: Table { columns: columns.into(), rows, truncated: false }, findings },
    }
}
