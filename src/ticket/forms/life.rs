//! The rows of a ticket: what happened to it, its plans, its files.

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{Reader, Source};
use crate::model::ticket::{Event, Field, Holding, How, Move, Noted, Ticket, What};

/// Rows of 处理过程 on a form, which is one page; the rest is said to be in the ticket.
const MOST_STEPS: usize = 5;

/// What was planned, as often as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub at: Timestamp,
    pub author: String,
    pub cause: String,
    pub solution: String,
    /// RFC 3339, as it was written; empty where no time was.
    pub planned: String,
    /// Why it was changed; empty where nobody said.
    pub reason: String,
}

/// The plans of a ticket, each as it stood after an event that wrote any part of one.
#[must_use]
pub fn plans(events: &[Event]) -> Vec<Plan> {
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by_key(|event| (event.at, event.side, event.rev));
    let mut plans: Vec<Plan> = Vec::new();
    for event in events {
        let Some(fields) = event.writes() else { continue };
        let part = |field: Field, before: fn(&Plan) -> &String, last: Option<&Plan>| {
            fields.get(&field).or_else(|| last.map(before)).cloned().unwrap_or_default()
        };
        let last = plans.last();
        let (reason, made) = match &event.what {
            What::Move { step, reason, .. } => (reason.as_str(), *step == Move::Plan),
            What::Edit { reason, .. } => (reason.as_str(), false),
            _ => ("", false),
        };
        let plan = Plan {
            at: event.at,
            author: event.author.clone(),
            cause: part(Field::Cause, |plan| &plan.cause, last),
            solution: part(Field::Solution, |plan| &plan.solution, last),
            planned: part(Field::Planned, |plan| &plan.planned, last),
            reason: reason.to_owned(),
        };
        let empty = plan.cause.is_empty() && plan.solution.is_empty() && plan.planned.is_empty();
        let same = last.is_some_and(|last| (&last.cause, &last.solution, &last.planned) == (&plan.cause, &plan.solution, &plan.planned));
        if made || !same && (!empty || last.is_some()) {
            plans.push(plan);
        }
    }
    plans
}

pub(super) fn put(source: &Source<'_>, reader: &Reader, put: &mut impl FnMut(&str, Option<Json>)) {
    let ticket = source.ticket;
    put(
        "process",
        Some(steps(ticket, reader).iter().map(|(at, who, what)| json!({ "at": reader.time(*at), "who": who, "what": what })).collect()),
    );
    put("story", Some(json!(steps(ticket, reader).iter().map(|step| line(step, reader)).collect::<Vec<_>>().join("\n"))));
    put("course", Some(ticket.course.iter().map(|held| state(held, reader)).collect()));
    put("notes", Some(ticket.notes.iter().map(|note| noted(note, reader)).collect()));
    put("files", Some(ticket.files.iter().map(|file| {
        json!({ "name": file.name, "size": file.size, "sha256": file.sha256, "who": file.author, "at": reader.time(file.at) })
    }).collect()));
    let names: Vec<&str> = ticket.files.iter().map(|file| file.name.as_str()).collect();
    put("enclosures", (!names.is_empty()).then(|| json!(names.join("、"))));
    put("plans", source.events.map(|events| {
        let told = |at: &str| at.parse::<Timestamp>().map_or_else(|_| at.to_owned(), |at| reader.time(at));
        plans(events).into_iter().map(|plan| {
            json!({ "at": reader.time(plan.at), "who": plan.author, "planned": told(&plan.planned), "cause": plan.cause, "what": plan.solution, "why": plan.reason })
        }).collect()
    }));
    let conflicts = ticket.conflicts.iter().map(|(field, conflict)| {
        let [ours, theirs] = [&conflict.ours.value, &conflict.theirs.value].map(|value| field.shown(value, reader.lang));
        let name = field.to(reader.lang);
        reader.say(&format!("{name}：本平台“{ours}”，对方“{theirs}”"), &format!("{name}: here \"{ours}\", over there \"{theirs}\""))
    });
    put("conflict", Some(json!(conflicts.collect::<Vec<_>>().join("\n"))));
    let pauses = ticket.pauses.iter().map(|pause| {
        let to = pause.to.map_or_else(|| reader.say("尚未恢复", "not over"), |to| reader.minute(to));
        reader.say(
            &format!("{} 至 {to}，{}", reader.minute(pause.from), pause.reason),
            &format!("{} to {to}, {}", reader.minute(pause.from), pause.reason),
        )
    });
    put("paused", Some(json!(pauses.collect::<Vec<_>>().join("\n"))));
}

/// A state: since when, who or which package brought it about.
fn state(held: &Holding, reader: &Reader) -> Json {
    let how = match held.how {
        Some(How::Receipt) => reader.say("凭回执", "by receipt"),
        Some(How::Manual) => reader.say("人工确认", "by hand"),
        Some(How::Answer) => reader.say("凭对方的答复", "by their answer"),
        None if !held.package.is_empty() => reader.say("凭收到的包", "by their package"),
        None => String::new(),
    };
    json!({
        "round": held.round, "state": held.status.to(reader.lang), "at": reader.time(held.since), "who": held.author,
        "how": how, "package": held.package,
    })
}

fn noted(note: &Noted, reader: &Reader) -> Json {
    let role = note.role.map(|role| role.to(reader.lang)).unwrap_or_default();
    json!({ "at": reader.time(note.at), "who": note.author, "role": role, "side": note.side.to(reader.lang), "what": what(note, reader) })
}

fn what(note: &Noted, reader: &Reader) -> String {
    match (note.mark, note.text.as_str()) {
        (Some(mark), "") => mark.to(reader.lang).to_owned(),
        (Some(mark), text) => format!("{}{}{text}", mark.to(reader.lang), super::colon(reader)),
        (None, text) => text.to_owned(),
    }
}

/// Something that happened: when, who, what. The line that stands for what is left out has the time of the first.
type Step = (Timestamp, String, String);

fn line((at, who, what): &Step, reader: &Reader) -> String {
    [reader.minute(*at).as_str(), who, what].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

/// States and notes in the order in which they came about, the newest kept where there are more than a form holds.
fn steps(ticket: &Ticket, reader: &Reader) -> Vec<Step> {
    let states = ticket.course.iter().map(|held| {
        let word = held.status.to(reader.lang);
        let round = if held.round > 1 {
            reader.say(&format!("（第 {} 轮）", held.round), &format!(" (round {})", held.round))
        } else {
            String::new()
        };
        (held.since, held.author.clone(), reader.say(&format!("转为“{word}”{round}"), &format!("now: {word}{round}")))
    });
    let notes = ticket.notes.iter().map(|note| (note.at, note.author.clone(), what(note, reader)));
    let mut steps: Vec<Step> = states.chain(notes).collect();
    steps.sort_by_key(|(at, ..)| *at);
    let Some(over) = steps.len().checked_sub(MOST_STEPS).filter(|over| *over > 0) else { return steps };
    let newest = steps.split_off(over + 1);
    let rest = over + 1;
    let said =
        reader.say(&format!("此前 {rest} 条记录见问题单 {}", ticket.no), &format!("{rest} earlier entries: see ticket {}", ticket.no));
    let first = steps.first().map(|(at, ..)| (*at, String::new(), said));
    first.into_iter().chain(newest).collect()
}
