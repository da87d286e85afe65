//! How a logon went → the outcome of the connection check. Down is a finding; a wrong password is ours to put right.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::Reached;
use crate::model::{
    AskError, AskErrorKind, Cadence, Column, Finding, History, Kind, Lang, Level, Outcome, Reason, ReasonKind, State, Table, Target,
    TargetKind, Value, Words,
};
use crate::text::hints;

/// Id of the connection check; it has no file, as it asks nothing.
#[must_use]
pub fn connect_id(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Oracle => "db.connect",
        TargetKind::Host => "host.connect",
        // Nothing is logged in to: whether the files are there is the first thing that is known.
        TargetKind::Backup => "backup.exists",
    }
}

/// What the connection check is called.
#[must_use]
pub fn connect_title() -> Words {
    Words::new("连接与登录", "Connection and logon")
}

/// A column of the connection check; `None` when `check` is another.
#[must_use]
pub fn connect_column(check: &str, column: &str) -> Option<Column> {
    let kind = TargetKind::ASKED.into_iter().find(|kind| connect_id(*kind) == check)?;
    columns(kind).into_iter().find(|c| c.name == column)
}

fn outcome(at: Timestamp, kind: TargetKind, took_ms: u64, state: State) -> Outcome {
    let (req, metric): (&str, &[&str]) = match kind {
        TargetKind::Oracle => ("DB-01", &["logon_ms"]),
        TargetKind::Host => ("HO-10", &["connect_ms", "logon_ms"]),
        TargetKind::Backup => ("BK-01", &[]),
    };
    Outcome {
        check: connect_id(kind).into(),
        title: connect_title().into(),
        req: Arc::new([req.to_owned()]),
        cadence: Cadence::Interval,
        at,
        took_ms,
        step: None,
        limits: BTreeMap::new(),
        show: Arc::default(),
        metric: metric.iter().map(|m| (*m).into()).collect(),
        subject: Arc::default(),
        chart: None,
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        unkept_rows: 0,
        state,
    }
}

fn columns(kind: TargetKind) -> Vec<Column> {
    let column = |name: &str, kind, unit: Option<&str>, zh: &str, en: &str| Column {
        name: name.into(),
        kind,
        unit: unit.map(Into::into),
        title: Words::new(zh, en),
    };
    let mut columns = vec![
        column("address", Kind::Text, None, "地址", "Address"),
        column("driver", Kind::Text, None, "方式", "By"),
        column("server", Kind::Text, None, "服务器版本", "Server version"),
        column("logon_ms", Kind::Integer, Some("ms"), "登录耗时", "Logon took"),
        column("result", Kind::Text, None, "结果", "Result"),
    ];
    if kind == TargetKind::Host {
        columns.insert(3, column("connect_ms", Kind::Integer, Some("ms"), "连接耗时", "Connecting took"));
    }
    columns
}

fn table(target: &Target, driver: &str, reached: &Reached, result: &str) -> Table {
    let ms = |n: Option<u64>| n.and_then(|n| i64::try_from(n).ok()).map_or(Value::Null, Value::Int);
    let mut row = vec![
        Value::Text(target.address()),
        Value::Text(driver.into()),
        if reached.server.is_empty() { Value::Null } else { Value::Text(reached.server.clone()) },
        ms(reached.logon_ms),
        Value::Text(result.into()),
    ];
    if target.kind() == TargetKind::Host {
        row.insert(3, ms(reached.connect_ms));
    }
    Table { columns: columns(target.kind()).into(), rows: vec![row], truncated: false }
}

/// Logged in.
pub(super) fn reached(at: Timestamp, target: &Target, driver: &str, reached: &Reached, note: Option<&String>) -> Outcome {
    let state = State::Judged { table: table(target, driver, reached, "ok"), findings: Vec::new() };
    let mut outcome = outcome(at, target.kind(), reached.logon_ms.unwrap_or_default(), state);
    outcome.remarks.extend(note.map(|why| {
        Words::new(
            format!("thin 驱动不能用于此库，已改用 thick：{why}"),
            format!("The thin driver cannot be used here, thick was taken: {why}"),
        )
    }));
    outcome
}

/// Not logged in: critical when the target is down or full, not checked when the fault is on this side or the run was ended.
pub(super) fn failed(at: Timestamp, target: &Target, ms: u64, error: &AskError, history: &History, lang: Lang) -> Outcome {
    let hint = match target.kind() {
        TargetKind::Oracle => hints::logon(error),
        TargetKind::Host | TargetKind::Backup => hints::ssh(error),
    };
    let state = match error.kind {
        AskErrorKind::Down | AskErrorKind::Full | AskErrorKind::Disconnected | AskErrorKind::Timeout => {
            let standing = history.open.iter().find(|o| o.topic == "down");
            let says = match error.kind {
                AskErrorKind::Full => Words::new(
                    format!("连接数已满，无法再登录：{}", error.message),
                    format!("No session left, logons are refused: {}", error.message),
                ),
                _ if target.kind() == TargetKind::Host => {
                    Words::new(format!("主机连不上：{}", error.message), format!("The host cannot be reached: {}", error.message))
                }
                _ => Words::new(format!("数据库连不上：{}", error.message), format!("The database cannot be reached: {}", error.message)),
            };
            let finding = Finding {
                level: Level::Critical,
                subject: String::new(),
                topic: "down".into(),
                says,
                advice: hint,
                row: Some(0),
                since: Some(standing.map_or(at, |o| o.since)),
                new: standing.is_none() && history.last_run_at.is_some(),
            };
            State::Judged {
                table: table(target, "", &Reached { logon_ms: Some(ms), ..Reached::default() }, &error.message),
                findings: vec![finding],
            }
        }
        AskErrorKind::Stopped => State::NotChecked { reason: Reason::new(ReasonKind::Interrupted) },
        _ => State::NotChecked {
            reason: Reason {
                kind: ReasonKind::NotReached,
                cause: error.message.clone(),
                what: error.code.clone(),
                fix: hint.to(lang).to_owned(),
            },
        },
    };
    outcome(at, target.kind(), ms, state)
}
