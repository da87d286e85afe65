//! What a ticket answers to the fields of forms and lists (TK-05). Pure.
//!
//! A form names in its `report.toml` what fills each field (`from = "ticket.cause"`); [`answers`] is everything that can be named, so
//! that a form that a site adds is filled like ours. What nobody wrote down is `null`, what is not there yet (a closing time) is
//! empty: a form leaves both to the pen, a list prints 未知 for the one and nothing for the other.

mod choice;
mod life;
pub mod lists;
pub mod standing;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value as Json, json};

use crate::model::Lang;
use crate::model::ticket::{Event, Field, FieldKind, Mark, Origin, Ticket};

pub use life::{Plan, plans};

/// Who reads it: the zone that times are told in, and the language of the words.
#[derive(Debug, Clone)]
pub struct Reader {
    pub zone: TimeZone,
    pub lang: Lang,
}

impl Reader {
    /// `2026-11-25T08:30:00`, as data of reports have times.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// `2026-11-25 08:30`, within a sentence.
    #[must_use]
    pub fn minute(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// One of two wordings.
    #[must_use]
    pub fn say(&self, zh: &str, en: &str) -> String {
        match self.lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// A value of a ticket as people read it. `None`: nobody wrote it. A time that cannot be read is shown as it was written.
    #[must_use]
    pub fn value(&self, ticket: &Ticket, field: Field) -> Option<String> {
        let value = ticket.get(field);
        if value.is_empty() {
            return None;
        }
        Some(match field.kind() {
            FieldKind::Time => ticket.time(field).map_or_else(|| value.to_owned(), |at| self.time(at)),
            _ => field.shown(value, self.lang),
        })
    }
}

/// A ticket and, where they are at hand, its events of both platforms in any order; what only events tell is not known without them.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub ticket: &'a Ticket,
    pub events: Option<&'a [Event]>,
    /// When it is owed, where its clauses were asked.
    pub due: Option<Timestamp>,
}

/// Everything that a field of a form can be filled with, by the word that `from` names: `ticket.…`, and `finding.…` of a ticket that
/// was opened for one. Values are typed as the contract has them: texts, times (`2026-11-25T08:30:00` in the reader's zone), numbers,
/// and lists of rows.
#[must_use]
pub fn answers(source: &Source<'_>, reader: &Reader) -> Map<String, Json> {
    let ticket = source.ticket;
    let mut all = Map::new();
    let mut put = |key: &str, value: Option<Json>| drop(all.insert(format!("ticket.{key}"), value.unwrap_or(Json::Null)));
    for field in Field::ALL {
        put(&field.as_str().replace('-', "_"), reader.value(ticket, *field).map(Json::from));
    }
    for mark in Mark::ALL {
        put(&mark.as_str().replace('-', "_"), ticket.mark(*mark).map(|at| json!(reader.time(at))));
    }
    put("id", Some(json!(ticket.no)));
    put("opened", Some(json!(reader.time(ticket.opened))));
    put("accepted", Some(json!(reader.time(ticket.mark(Mark::Accepted).unwrap_or(ticket.opened)))));
    put("department", reader.value(ticket, Field::Unit).map(Json::from));
    let owner = reader.value(ticket, Field::Assignee).or_else(|| reader.value(ticket, Field::Developer));
    put("owner", owner.map(Json::from));
    let place = [Field::System, Field::Module].into_iter().filter_map(|field| reader.value(ticket, field)).collect::<Vec<_>>();
    put("place", (!place.is_empty()).then(|| json!(place.join("　"))));
    put("phenomenon", phenomenon(ticket, reader).map(Json::from));
    put("description", description(ticket, reader).map(Json::from));
    put("origin", origin(ticket, reader).map(Json::from));
    put("answer", answer(ticket, reader).map(Json::from));
    // What was meant to be done, and what came of it.
    put("method", told([Field::Solution, Field::Result].map(|field| reader.value(ticket, field))).map(Json::from));
    put("due", source.due.map(|at| json!(reader.time(at))));
    put("minutes", minutes(ticket).map(Json::from));
    standing::put(source, reader, &mut put);
    choice::put(ticket, &mut put);
    life::put(source, reader, &mut put);
    if let Some(finding) = ticket.finding() {
        for (key, value) in [("run", &finding.run), ("target", &finding.target), ("check", &finding.check), ("subject", &finding.subject)] {
            all.insert(format!("finding.{key}"), json!(value));
        }
    }
    all
}

/// What was seen, and the finding that saw it.
fn phenomenon(ticket: &Ticket, reader: &Reader) -> Option<String> {
    told([reader.value(ticket, Field::Symptom).or_else(|| reader.value(ticket, Field::Title)), cited(ticket, reader)])
}

/// What was seen, what was done before, whom it hits.
fn description(ticket: &Ticket, reader: &Reader) -> Option<String> {
    let labelled = |field: Field| Some(format!("{}{}{}", field.to(reader.lang), colon(reader), reader.value(ticket, field)?));
    let symptom = reader.value(ticket, Field::Symptom).or_else(|| reader.value(ticket, Field::Title));
    told([symptom, labelled(Field::Steps), labelled(Field::Impact), cited(ticket, reader)])
}

/// What the developers say to a bug: why, and what they are going to do.
fn answer(ticket: &Ticket, reader: &Reader) -> Option<String> {
    let labelled = |field: Field| Some(format!("{}{}{}", field.to(reader.lang), colon(reader), reader.value(ticket, field)?));
    told([labelled(Field::Cause), labelled(Field::Solution)])
}

/// The finding that a ticket was opened for, so that anybody can look it up.
fn cited(ticket: &Ticket, reader: &Reader) -> Option<String> {
    let found = found(ticket, reader)?;
    Some(reader.say(&format!("来源：{found}"), &format!("Found by: {found}")))
}

fn found(ticket: &Ticket, reader: &Reader) -> Option<String> {
    let finding = ticket.finding()?;
    let subject = match (finding.subject.as_str(), reader.lang) {
        ("", _) => String::new(),
        (subject, Lang::Zh) => format!("，主体 {subject}"),
        (subject, Lang::En) => format!(", subject {subject}"),
    };
    let (run, target, check) = (&finding.run, &finding.target, &finding.check);
    Some(reader.say(
        &format!("巡检运行 {run}，对象 {target}，检查项 {check}{subject}"),
        &format!("run {run}, target {target}, check {check}{subject}"),
    ))
}

/// Where it came from, when it did not begin here.
fn origin(ticket: &Ticket, reader: &Reader) -> Option<String> {
    match &ticket.origin {
        Some(Origin::Platform { name, number }) => Some(reader.say(&format!("{name}，编号 {number}"), &format!("{name}, number {number}"))),
        Some(Origin::Finding(_)) => found(ticket, reader),
        None => None,
    }
}

/// How long business was interrupted, in minutes; known where both ends were written down and stand in order.
fn minutes(ticket: &Ticket) -> Option<i64> {
    let (from, to) = (ticket.time(Field::Occurred)?, ticket.mark(Mark::Restored)?);
    let seconds = to.as_second() - from.as_second();
    (seconds >= 0).then_some((seconds + 59) / 60)
}

fn told<const N: usize>(parts: [Option<String>; N]) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn colon(reader: &Reader) -> &'static str {
    match reader.lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}
