//! Examples of a check → whether it judges them as its author says. Run by tests and by `opsctl check test`.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Scene, judge, sampled_columns};
use crate::model::{
    Baseline, Check, Column, Example, Facts, History, HostFacts, Level, Os, Prev, ReasonKind, Role, Table, Tenancy, Value, Version, subject,
};

/// How an example came out otherwise than expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFault {
    pub example: String,
    pub message: String,
}

/// Any fixed instant will do: examples depend on ages only.
const NOW: Timestamp = Timestamp::constant(1_790_000_000, 0);

/// Judges one example; the error says what came out instead.
pub fn run_example(check: &Check, number: usize, example: &Example) -> Result<(), ExampleFault> {
    let name = if example.name.is_empty() { format!("#{}", number + 1) } else { example.name.clone() };
    let fault = |message: String| Err(ExampleFault { example: name.clone(), message });
    let facts = match facts(&example.db) {
        Ok(facts) => facts,
        Err(message) => return fault(message),
    };
    let host = match host(&example.host) {
        Ok(host) => host,
        Err(message) => return fault(message),
    };
    let columns: Vec<Column> = check.columns.iter().filter(|c| c.compute.is_none()).map(|c| c.column.clone()).collect();
    let history = history(check, &columns, example);
    let mut limits = check.limits.clone();
    limits.extend(example.limits.clone());
    let tags: Vec<String> = example.target.get("tags").map(|t| t.split(',').map(str::to_owned).collect()).unwrap_or_default();
    let scene = Scene {
        check,
        facts: Some(&facts),
        host: host.as_ref(),
        target_name: example.target.get("name").map_or("example", String::as_str),
        target_tags: &tags,
        limits: &limits,
        history: &history,
        now: NOW,
        wall: NOW.to_zoned(jiff::tz::TimeZone::UTC).datetime(),
    };
    let judged = match judge(&scene, Table { columns: columns.into(), rows: example.rows.clone(), truncated: false }) {
        Ok(judged) => judged,
        Err(reason) if example.expect == "unknown" && matches!(reason.kind, ReasonKind::NoRows | ReasonKind::BadAnswer) => return Ok(()),
        Err(reason) => return fault(format!("expected {}, could not be judged: {:?} {}", example.expect, reason.kind, reason.what)),
    };
    let worst = judged.findings.iter().map(|f| f.level).max().unwrap_or(Level::Ok);
    let got = match worst {
        Level::Ok | Level::Note | Level::Warning if !judged.unjudged.is_empty() => "unknown",
        level => level.as_str(),
    };
    let said: Vec<String> = judged.findings.iter().map(|f| format!("{}: [{}] {}", f.level.as_str(), f.subject, f.says.zh)).collect();
    if got != example.expect {
        let nulls: Vec<&str> = judged.unjudged.iter().map(|u| u.why.as_str()).collect();
        return fault(format!("expected {}, got {got}; findings {said:?}; not judged for NULL in {nulls:?}", example.expect));
    }
    if let Some(words) = &example.says
        && !judged.findings.iter().any(|f| f.level == worst && f.says.zh.contains(words.as_str()))
    {
        return fault(format!("no finding says `{words}`: {said:?}"));
    }
    if let Some(subject) = &example.subject
        && !judged.findings.iter().any(|f| f.level == worst && f.subject == *subject)
    {
        return fault(format!("no finding is about `{subject}`: {said:?}"));
    }
    Ok(())
}

/// The host of an example: a Linux of four processors, run as root, unless it says otherwise.
fn host(given: &BTreeMap<String, String>) -> Result<Option<HostFacts>, String> {
    let mut facts = HostFacts {
        os: Os::Linux,
        hostname: "app01".into(),
        system: "Linux".into(),
        kernel: "4.19.90".into(),
        arch: "x86_64".into(),
        cpus: 4,
        memory_mb: 8192.0,
        root: true,
        uptime_s: 8_640_000.0,
    };
    for (key, value) in given {
        let wrong = || format!("host.{key} = `{value}`");
        match key.as_str() {
            "os" => facts.os = Os::parse(value).ok_or_else(wrong)?,
            "cpus" => facts.cpus = value.parse().map_err(|_| wrong())?,
            "memory_mb" => facts.memory_mb = value.parse().map_err(|_| wrong())?,
            "uptime_s" => facts.uptime_s = value.parse().map_err(|_| wrong())?,
            "root" => facts.root = value == "true",
            "system" => facts.system.clone_from(value),
            "kernel" => facts.kernel.clone_from(value),
            "arch" => facts.arch.clone_from(value),
            _ => return Err(wrong()),
        }
    }
    Ok(Some(facts))
}

/// The past of an example: the previous rows, a row of days, a baseline.
fn history(check: &Check, columns: &[Column], example: &Example) -> History {
    let mut history = History::default();
    let metrics = |row: &[Value]| -> BTreeMap<String, f64> {
        check.metric.iter().filter_map(|m| Some((m.clone(), row.get(columns.iter().position(|c| c.name == *m)?)?.as_f64()?))).collect()
    };
    let mut remember = |at: Timestamp, rows: &[Vec<Value>]| {
        history.last_run_at = Some(at);
        for row in rows {
            let key = subject(&check.subject, columns, row);
            for (metric, value) in metrics(row) {
                history.samples.entry(key.clone()).or_default().entry(metric).or_default().push((at, value));
            }
            history.prev.insert(key, Prev { at, values: metrics(row) });
        }
    };
    let days = i64::try_from(example.days.len()).unwrap_or(0);
    for (back, rows) in (1..=days).rev().zip(&example.days) {
        remember(NOW - SignedDuration::from_hours(24 * back), rows);
    }
    if let Some(rows) = &example.prev {
        remember(NOW - SignedDuration::from_secs_f64(example.prev_hours * 3600.0), rows);
    }
    // No more than a run is given.
    let sampled = sampled_columns(check);
    for columns in history.samples.values_mut() {
        columns.retain(|column, _| sampled.contains(column));
    }
    history.baseline = example.baseline.as_ref().map(|rows| Baseline {
        accepted_at: NOW,
        by: "example".into(),
        run: String::new(),
        rows: rows
            .iter()
            .map(|row| {
                // As `opsctl baseline accept` keeps it.
                let kept = |c: &Column| check.watch.is_empty() || check.watch.contains(&c.name) || check.subject.contains(&c.name);
                let cells = columns.iter().zip(row).filter(|(c, _)| kept(c)).map(|(c, v)| (c.name.clone(), v.clone())).collect();
                (subject(&check.subject, columns, row), cells)
            })
            .collect(),
    });
    history
}

/// A usual 19c primary, with what the example says otherwise.
fn facts(db: &BTreeMap<String, String>) -> Result<Facts, String> {
    let mut facts = Facts {
        version: Version::new(19, 24),
        version_text: "19.24.0.0.0".into(),
        tenancy: Tenancy::Pdb,
        role: Role::Primary,
        open_mode: "READ WRITE".into(),
        log_mode: "ARCHIVELOG".into(),
        flashback: "NO".into(),
        name: "ORCL".into(),
        unique_name: "ORCL".into(),
        dbid: "1".into(),
        con_name: "ORCLPDB1".into(),
        host: "db01".into(),
        instance: "orcl".into(),
        instances: 1,
    };
    for (key, value) in db {
        let wrong = || format!("db.{key} = `{value}` is not known");
        match key.as_str() {
            "version" => {
                facts.version = Version::parse(value).ok_or_else(wrong)?;
                facts.version_text.clone_from(value);
            }
            "tenancy" => facts.tenancy = Tenancy::ALL.into_iter().find(|t| t.as_str() == value).ok_or_else(wrong)?,
            "role" => facts.role = Role::ALL.into_iter().find(|r| r.as_str() == value).ok_or_else(wrong)?,
            "open_mode" => facts.open_mode.clone_from(value),
            "log_mode" => facts.log_mode.clone_from(value),
            "flashback" => facts.flashback.clone_from(value),
            "name" => facts.name.clone_from(value),
            "con_name" => facts.con_name.clone_from(value),
            "rac" => facts.instances = if value == "true" { 2 } else { 1 },
            _ => return Err(wrong()),
        }
    }
    Ok(facts)
}
