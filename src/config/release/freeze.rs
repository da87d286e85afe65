//! 征期、封网: days on which nothing is released.

use super::super::backup::date;
use super::super::origin::{Origin, Sourced};
use super::super::reader::Reader;
use super::super::show::Row;
use super::needs;
use crate::model::release::{Days, Freeze};

pub(crate) const KEYS: &[&str] = &["name", "monthly", "moves", "from", "to", "env"];
const MONTHLY: &str = "\"1-15\" / \"20\"（1–31）";

/// A freeze: days of every month, or dates.
pub(super) fn read(origin: &Origin, table: &Reader<'_>) -> Option<Sourced<Freeze>> {
    table.only(KEYS);
    needs(table, origin, "name", "name = \"征期\"");
    let name = table.text("name");
    let env = table.texts("env").map(|env| env.value);
    if let Some(entry) = table.entry("env").filter(|_| env.as_ref().is_some_and(|env| env.is_empty() || env.contains(&String::new()))) {
        table.wrong_value(entry, "[\"production\"]");
    }
    let when = match (table.entry("monthly"), table.entry("from")) {
        (Some(entry), Some(_)) => {
            table.wrong_value(entry, "monthly 与 from 只能写一个 / either monthly or from");
            None
        }
        (Some(_), None) => monthly(table),
        _ => dates(table, origin),
    };
    let freeze = Freeze { name: name?.value, when: when?, env: env.unwrap_or_else(|| vec!["production".into()]) };
    Some(Sourced::new(freeze, origin.clone()))
}

fn monthly(table: &Reader<'_>) -> Option<Days> {
    let moves = table.flag("moves").is_none_or(|moves| moves.value);
    if let Some(entry) = table.entry("to") {
        table.wrong_value(entry, "monthly = \"1-15\"");
    }
    let text = table.text("monthly")?.value;
    let (from, to) = text.split_once('-').unwrap_or((&text, &text));
    let day = |text: &str| text.trim().parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    match (day(from), day(to)) {
        (Some(from), Some(to)) if from <= to => Some(Days::Monthly { from, to, moves }),
        _ => {
            table.wrong_value(table.entry("monthly")?, MONTHLY);
            None
        }
    }
}

fn dates(table: &Reader<'_>, origin: &Origin) -> Option<Days> {
    needs(table, origin, "from", "from = \"2026-12-25\" / monthly = \"1-15\"");
    // Dates are what was announced: they do not move.
    if let Some(entry) = table.entry("moves") {
        table.wrong_value(entry, "monthly = \"1-15\"");
    }
    let from = table.entry("from").and_then(|_| date(table, "from"));
    let to = if table.entry("to").is_some() { date(table, "to") } else { from };
    let (from, to) = (from?, to?);
    if to < from {
        table.wrong_value(table.entry("to")?, &format!("≥ {from}"));
        return None;
    }
    Some(Days::Dates { from, to })
}

/// For `config show`.
pub(super) fn row(freeze: &Sourced<Freeze>) -> Row {
    let Freeze { name, when, env } = &freeze.value;
    let days = match when {
        Days::Dates { from, to } => format!("{from} – {to}"),
        Days::Monthly { from, to, moves } => format!("{from}-{to}{}", if *moves { " moves" } else { "" }),
    };
    Row { key: format!("freeze.{name}"), value: format!("{days} ({})", env.join(", ")), origin: freeze.origin.to_string() }
}
