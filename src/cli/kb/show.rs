//! One entry, all of it.

use std::fmt::Write as _;

use clap::Args;

use super::list::state;
use super::shelf::{Shelf, leaks};
use super::words;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit, mask as masking};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{Entry, Field};
use crate::mask::Rules;
use crate::model::ticket::Field as TicketField;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(value_name = "ID", help = w("知识编号，如 K-2026-0001", "Entry, e.g. K-2026-0001"))]
    id: String,
    #[arg(long, value_name = "WORD", default_value = "table", help = w("屏幕格式：table json", "Format on the screen: table json"))]
    format: String,
}

pub(super) fn run(app: &App, args: &ShowArgs) -> Result<Exit> {
    let rules = masking::rules(app)?;
    let shelf = Shelf::open_read(app)?;
    let entry = shelf.entry(&args.id)?;
    match args.format.as_str() {
        "json" => app.ui.out(&(serde_json::to_string_pretty(&entry).unwrap_or_default() + "\n")),
        "table" => app.ui.out(&page(&shelf, &entry, &rules)),
        word => {
            return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--format {word} (table json)") }).near(word, ["table", "json"]));
        }
    }
    Ok(Exit::OK)
}

fn page(shelf: &Shelf<'_>, entry: &Entry, rules: &Rules) -> String {
    let lang = shelf.lang;
    let (colon, comma) = (say(lang, "：", ": "), say(lang, "、", ", "));
    let mut out = format!("{}  {}  {}\n\n", entry.id, state(shelf, entry, ""), entry.title);
    let mut add = |label: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{label}{colon}{}", value.replace('\n', "\n    "));
        }
    };
    add(say(lang, "面向", "for"), entry.user_type.to(lang));
    for (field, value) in entry.texts().into_iter().filter(|(field, _)| *field != Field::Title) {
        let value = match field {
            Field::Kind => TicketField::Kind.shown(&value, lang),
            Field::Keywords => entry.keywords.join(comma),
            _ => value,
        };
        add(words::text(field).to(lang), &value);
    }
    add(say(lang, "适用版本", "versions"), &versions(entry));
    add(say(lang, "来源工单", "tickets"), &entry.sources.join(comma));
    add(say(lang, "版本", "version"), &entry.version.to_string());
    add(say(lang, "更新", "updated"), &shelf.day(entry.updated));
    add(say(lang, "编写人", "author"), &entry.author);
    add(say(lang, "审核人", "reviewer"), &entry.reviewer);
    if !entry.log.is_empty() {
        let _ = writeln!(out, "\n{}", say(lang, "经过", "Course"));
        for logged in &entry.log {
            let (day, step, to) = (shelf.day(logged.at), words::step(logged.go), words::state(logged.to));
            let line = format!("  {day}  {} → {}  {}  {}", step.to(lang), to.to(lang), logged.by, logged.reason);
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    if let Some(hits) = leaks(entry, rules, lang) {
        let _ = writeln!(out, "\n{}", Msg::KbLeaks { id: entry.id.clone(), hits }.to(lang));
    }
    out
}

/// From which version to which; empty where it holds for any.
pub(super) fn versions(entry: &Entry) -> String {
    match (entry.valid_from_version.as_str(), entry.valid_to_version.as_str()) {
        ("", "") => String::new(),
        (from, to) => format!("{from} — {to}").trim().to_owned(),
    }
}
