//! How a logon went → the outcome of the connection check. Down is a finding; a wrong password is ours to put right.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::{
    AskError, AskErrorKind, Cadence, Column, Finding, History, Kind, Lang, Level, Outcome, Reason, ReasonKind, State, Table, Target, Value,
    Words,
};
use crate::text::hints;

/// Id of the connection check; it has no file, as it asks nothing.
pub const CONNECT: &str = "db.connect";

fn outcome(at: Timestamp, took_ms: u64, state: State) -> Outcome {
    Outcome {
        check: CONNECT.into(),
        title: Words::new("连接与登录", "Connection and logon"),
        req: vec!["DB-01".into()],
        cadence: Cadence::Daily,
        at,
        took_ms,
        step: None,
        limits: BTreeMap::new(),
        show: Vec::new(),
        metric: vec!["logon_ms".into()],
        subject: Vec::new(),
        chart: None,
        trend: BTreeMap::new(),
        remarks: Vec::new(),
        unjudged: Vec::new(),
        state,
    }
}

fn columns() -> Vec<Column> {
    let column = |name: &str, kind, unit: Option<&str>, zh: &str, en: &str| Column {
        name: name.into(),
        kind,
        unit: unit.map(Into::into),
        title: Words::new(zh, en),
    };
    vec![
        column("address", Kind::Text, None, "地址", "Address"),
        column("driver", Kind::Text, None, "驱动", "Driver"),
        column("server", Kind::Text, None, "服务器版本", "Server version"),
        column("logon_ms", Kind::Integer, Some("ms"), "登录耗时", "Logon took"),
        column("result", Kind::Text, None, "结果", "Result"),
    ]
}

fn table(target: &Target, driver: &str, server: &str, ms: u64, result: &str) -> Table {
    let row = vec![
        Value::Text(target.connect.address.clone()),
        Value::Text(driver.into()),
        if server.is_empty() { Value::Null } else { Value::Text(server.into()) },
        i64::try_from(ms).map_or(Value::Null, Value::Int),
        Value::Text(result.into()),
    ];
    Table { columns: columns(), rows: vec![row], truncated: false }
}

/// Logged in.
pub(super) fn reached(at: Timestamp, target: &Target, driver: &str, server: &str, ms: u64, note: Option<&String>) -> Outcome {
    let mut outcome = outcome(at, ms, State::Judged { table: table(target, driver, server, ms, "ok"), findings: Vec::new() });
    outcome.remarks.extend(note.map(|why| {
        Words::new(
            format!("thin 驱动不能用于此库，已改用 thick：{why}"),
            format!("The thin driver cannot be used here, thick was taken: {why}"),
        )
    }));
    outcome
}

/// Not logged in: critical when the target is down or full, not checked when the fault is on this side.
pub(super) fn failed(at: Timestamp, target: &Target, ms: u64, error: &AskError, history: &History, lang: Lang) -> Outcome {
    let hint = hints::logon(error);
    let state = match error.kind {
        AskErrorKind::Down | AskErrorKind::Full | AskErrorKind::Disconnected | AskErrorKind::Timeout => {
            let standing = history.open.iter().find(|o| o.topic == "down");
            let says = match error.kind {
                AskErrorKind::Full => Words::new(
                    format!("连接数已满，无法再登录：{}", error.message),
                    format!("No session left, logons are refused: {}", error.message),
                ),
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
            State::Judged { table: table(target, "", "", ms, &error.message), findings: vec![finding] }
        }
        _ => State::NotChecked {
            reason: Reason {
                kind: ReasonKind::NotReached,
                cause: error.message.clone(),
                what: error.code.clone(),
                fix: hint.to(lang).to_owned(),
            },
        },
    };
    outcome(at, ms, state)
}
