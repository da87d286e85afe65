//! What goes into a report beside the history: what people give, findings, and answers of the site's own business SQL.

use std::time::Duration;

use super::{Office, WhichArgs};
use crate::cli::App;
use crate::cli::inspect::{Hosts, connect};
use crate::cli::words::say;
use crate::error::{Error, Kind, Result};
use crate::model::Kind as K;
use crate::model::{Ask, Column, Value, Words};
use crate::report::business::{Business, month_of};
use crate::report::definition::Definition;
use crate::report::form::About;
use crate::report::make::Given;
use crate::text::Msg;

/// Does something with what was given; a finding is looked up in the history.
pub(super) fn with<T>(
    app: &App,
    office: &Office<'_>,
    definition: &Definition,
    which: &WhichArgs,
    act: impl FnOnce(&Given<'_>) -> Result<T>,
) -> Result<T> {
    let person = match &which.person {
        Some(person) => person.clone(),
        None if definition.person => office.ctx.operator.clone(),
        None => String::new(),
    };
    let given = Given { file: which.filled.as_deref(), blank: which.blank, person: &person, ..Given::default() };
    let Some(name) = &which.finding else { return act(&given) };
    let store = crate::store::Store::open_read(&app.config()?.settings.data_dir.value)?;
    About::with(name, |run| store.load(run), |about| act(&Given { about: Some(about), ..given }))
}

/// Asks the databases for the tables that come from SQL. One that does not answer is said in its chapter, and ends nothing.
pub(super) fn ask_business(app: &App, tables: &mut [Business]) {
    for table in tables {
        if let Some(ask) = table.ask.take() {
            let name = table.name.clone();
            if let Err(error) = fill(app, table, &ask) {
                let why = error.lines(app.ui.lang, &app.ui.scrub).join(" ");
                app.ui.note(&format!("{name}: {why}"));
                // Who reads the report needs the reason, not what to do about it here.
                let cause = error.cause.as_deref().map(|cause| format!("（{}）", app.ui.scrub.clean(cause.trim()))).unwrap_or_default();
                table.fault = Some(format!("{}{cause}。", error.msg.to(app.ui.lang).trim_end_matches(['。', '.'])));
            }
        }
    }
}

/// Seconds that a business question may take.
const PATIENCE: Duration = Duration::from_secs(600);
/// Months × items; more is no table of figures.
const MOST_ROWS: usize = 20_000;

fn fill(app: &App, table: &mut Business, ask: &crate::report::business::BusinessAsk) -> Result<()> {
    let config = app.config()?;
    let target = config.target(&ask.target).ok_or_else(|| {
        Error::new(Kind::Config, Msg::UnknownTarget { name: ask.target.clone() })
            .near(&ask.target, config.targets().map(|t| t.name.as_str()))
    })?;
    if target.kind() != crate::model::TargetKind::Oracle {
        return Err(Error::new(Kind::Config, Msg::BusinessFailed { name: ask.target.clone() }).because("no database"));
    }
    let failed =
        |what: crate::model::AskError| Error::new(Kind::Input, Msg::BusinessFailed { name: ask.target.clone() }).because(what.message);
    let mut opened = connect(app, target, &Hosts::new(&[], 1), &std::collections::BTreeMap::new()).map_err(failed)?;
    let column = |name: &str, kind| Column { name: name.into(), kind, unit: None, title: Words::new(name, name) };
    let columns = [column("month", K::Text), column("item", K::Text), column("value", K::Number), column("unit", K::Text)].to_vec().into();
    let question = Ask {
        id: "report.business",
        text: &ask.sql,
        sha256: &ask.sha256,
        columns: &columns,
        parser: None,
        twice: false,
        timeout: PATIENCE,
        max_rows: MOST_ROWS,
    };
    let answer = opened.link.ask(&question).map_err(failed)?;
    if answer.table.rows.is_empty() {
        return Err(Error::new(Kind::Input, Msg::BusinessFailed { name: ask.target.clone() }).because(say(
            app.ui.lang,
            "查询没有返回任何一行",
            "the query gave no row",
        )));
    }
    for row in &answer.table.rows {
        let text = |at: usize| row.get(at).map(Value::plain).unwrap_or_default();
        let month = month_of(&text(0)).ok_or_else(|| {
            Error::new(Kind::Input, Msg::BusinessFailed { name: ask.target.clone() })
                .because(format!("`{}` is no month (2026-10)", text(0)))
        })?;
        if let Some(value) = row.get(2).and_then(Value::as_f64) {
            table.add(&month, &text(1), value, &text(3));
        }
    }
    Ok(())
}
