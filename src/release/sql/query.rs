//! Queries, in a transaction that only reads.

use super::answer::{feedback, rows};
use super::client;
use super::fate::has_meta;
use super::fault::{Fault, Result, Where};
use super::run::refuse;
use super::script::Loaded;
use super::session::Session;
use crate::model::release::Client;
use crate::parse::sqlscript::Kind;

/// Characters that are kept of what a query of verify.sql printed.
const MOST: usize = 4000;

/// What verify.sql says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every query ran without an error and gave a row at least.
    Holds { seen: Vec<Seen> },
    /// This one did not. Those after it were not looked at.
    Fails { at: Where, why: Why, seen: Vec<Seen> },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    NoRow,
    /// The database refused it: its words.
    Error(String),
}

/// A query that gave rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub at: Where,
    /// Its rows, with ` | ` between values, shortened.
    pub printed: String,
}

/// Runs verify.sql: each query has to run without an error and give one row at least, whatever is in it. The error is for what could not
/// be looked at: a session that broke off, a query that took too long.
pub fn verify(session: &mut Session, script: &Loaded) -> Result<Verified> {
    refuse(session.client, script)?;
    session.prepare()?;
    let file = &script.verify;
    let steps = file.steps(session.client);
    let client = session.client;
    let (begin, end) = client::reading(client);
    session.own(begin)?;
    let mut seen = Vec::new();
    for step in &steps {
        let at = Where::of(file, step, steps.len());
        let text = match session.statement(&client::statement(client, step.statement))? {
            Ok(text) => text.text,
            Err(trouble) if trouble.refused && trouble.cut.is_none() => {
                return Ok(Verified::Fails { at, why: Why::Error(trouble.message), seen });
            }
            Err(trouble) => return Err(Fault::Statement { at, message: trouble.message, cut: trouble.cut, unknown: false }),
        };
        if step.statement.kind != Kind::Query {
            continue;
        }
        let any = if client == Client::Sqlplus { feedback(&text).is_some_and(|(_, any)| any) } else { !text.is_empty() };
        if !any {
            session.own(end)?;
            return Ok(Verified::Fails { at, why: Why::NoRow, seen });
        }
        let printed = rows(client, &text).iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n");
        seen.push(Seen { at, printed: printed.chars().take(MOST).collect() });
    }
    session.own(end)?;
    Ok(Verified::Holds { seen })
}

/// Rows of one query, which is written without a terminator. NULL is `(null)`; of SQL*Plus, values are without blanks around them, and a
/// value with an end of a line is more than one row. What is more than 128 KiB is cut in its middle. `what` is named in the error.
pub fn query(session: &mut Session, what: &str, sql: &str) -> Result<Vec<Vec<String>>> {
    let script = crate::parse::sqlscript::split(&format!("{sql}\n/\n")).ok();
    let at = || Where { file: what.into(), number: 1, of: 1, line: 1, first: super::script::first_line(sql) };
    let failed = |message: &str, cut| Fault::Statement { at: at(), message: message.into(), cut, unknown: false };
    let statement = script.as_deref().and_then(|all| if let [one] = all { Some(one) } else { None });
    let statement = statement.filter(|one| one.kind == Kind::Query && !one.text.trim_end().ends_with(';'));
    let Some(statement) = statement.filter(|one| session.client != Client::Psql || !has_meta(&one.text)) else {
        return Err(failed("not one query without a terminator", None));
    };
    session.prepare()?;
    let (begin, end) = client::reading(session.client);
    session.own(begin)?;
    let text = client::statement(session.client, statement);
    let text = session.statement(&text)?.map_err(|trouble| failed(&trouble.message, trouble.cut))?.text;
    session.own(end)?;
    Ok(rows(session.client, &text))
}
