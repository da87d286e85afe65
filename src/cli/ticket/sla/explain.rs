//! A due time taken apart, a line each piece.

use std::fmt::Write as _;

use super::found::Owed;
use super::tell::shown;
use super::words;
use crate::cli::calendar::{day_word, mark};
use crate::cli::ticket::office::Office;
use crate::cli::words::say;
use crate::config::layer_words;
use crate::text::duration;
use crate::ticket::sla::{Explained, Passed};

pub(super) fn lines(office: &Office<'_>, owed: &Owed<'_>) -> String {
    let Some(explained) = &owed.explained else { return String::new() };
    let (lang, clause) = (office.lang, owed.clock.clause);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}  {}  {} {}  {}",
        owed.ticket.no,
        words::clause(&owed.clock, lang),
        say(lang, "合同", "contract"),
        clause.source,
        words::limit(explained.limit, lang),
    );
    let (from, to) = (shown(office, explained.start), format!("{}{}", shown(office, explained.due.at), mark(explained.due.known)));
    let event = words::event(clause.start, lang);
    let _ = writeln!(out, "    {}", say(lang, &format!("{from} {event}起算，到期 {to}"), &format!("from {from} ({event}), due {to}")));
    for (from, to) in &explained.pauses {
        let _ = writeln!(out, "    {} {} – {}", say(lang, "暂停", "paused"), shown(office, *from), shown(office, *to));
    }
    days(&mut out, office, explained);
    out
}

/// Days one after the other; those off that follow each other are one line.
fn days(out: &mut String, office: &Office<'_>, explained: &Explained<'_>) {
    let lang = office.lang;
    let alike = |a: &Passed<'_>, b: &Passed<'_>| !a.is_working && !b.is_working && (a.layer, a.name, a.known) == (b.layer, b.name, b.known);
    for same in explained.days.chunk_by(alike) {
        let (Some(first), Some(last)) = (same.first(), same.last()) else { continue };
        let span =
            if first.date == last.date { first.date.to_string() } else { format!("{}..{}", first.date, last.date.strftime("%m-%d")) };
        let word = word(first, lang);
        let name = first.name.unwrap_or_default();
        let who = layer_words(first.layer);
        let ran = if first.is_working { duration(first.ran.as_secs_f64(), lang) } else { String::new() };
        let line =
            [span.as_str(), &word, who.to(lang), name, &ran].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "    {line}");
    }
}

fn word(day: &Passed<'_>, lang: crate::model::Lang) -> String {
    format!("{}{}", day_word(day.date, day.is_working, lang), mark(day.known))
}
