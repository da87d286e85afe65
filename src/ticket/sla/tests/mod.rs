//! Tickets with wall times that a story needs, under the clauses that are built in.
#![allow(clippy::unwrap_used)]

mod chase;
mod clauses;
mod explain;
mod files;
mod oracle;
mod sorts;
mod states;
mod vectors;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::{Clock, Clocks, Outgoing, Profile, State};
use crate::calendar::{Calendar, Known, instant, read};
use crate::model::ticket::{Event, Field, Fields, Mark, Move, PackageKind, Side, Ticket, TicketKind, What};
use crate::ticket::fold;

/// `YYYY-MM-DD HH:MM` of the bureau.
fn wall(text: &str) -> DateTime {
    text.replace(' ', "T").parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    instant(wall(text)).unwrap()
}

/// The events of a ticket on the operations platform.
#[derive(Clone)]
struct Story(Vec<Event>);

impl Story {
    fn of(kind: TicketKind, level: &str, opened: &str) -> Self {
        let mut fields: Fields = BTreeMap::from([(Field::Kind, kind.as_str().to_owned())]);
        if !level.is_empty() {
            fields.insert(Field::Level, level.to_owned());
        }
        Self(Vec::new()).and(opened, What::Create { fields, origin: None, reopens: None })
    }

    fn and(mut self, time: &str, what: What) -> Self {
        let event = Event {
            ticket: "YW-1".into(),
            side: Side::Ops,
            rev: self.0.len() as u32 + 1,
            seen: 0,
            before: self.0.last().map(|event| event.id.clone()).unwrap_or_default(),
            at: at(time),
            author: "张三".into(),
            role: None,
            what,
            id: String::new(),
            masked: false,
        };
        self.0.push(event.sealed());
        self
    }

    fn mark(self, mark: Mark, time: &str) -> Self {
        self.and(time, What::Note { text: String::new(), mark: Some(mark), when: None })
    }

    fn step(self, step: Move, time: &str) -> Self {
        self.and(time, What::Move { step, fields: Fields::new(), reason: String::new() })
    }

    fn assign(self, name: &str, time: &str) -> Self {
        let fields = Fields::from([(Field::Assignee, name.to_owned())]);
        self.and(time, What::Move { step: Move::Assign, fields, reason: String::new() })
    }

    fn set(self, field: Field, value: &str, time: &str) -> Self {
        self.and(time, What::Edit { fields: Fields::from([(field, value.to_owned())]), reason: String::new() })
    }

    fn pause(self, from: &str, to: &str) -> Self {
        self.and(from, What::Pause { reason: "等待用户".into() }).and(to, What::Resume {})
    }

    fn ticket(&self) -> Ticket {
        fold(Side::Ops, &self.0).unwrap()
    }
}

fn file(year: i16, keys: &str, off: &[&str], on: &[&str]) -> crate::calendar::File {
    let day = |is_off: bool| move |date: &&str| format!(r#"{{"name": "假", "date": "{date}", "isOffDay": {is_off}}}"#);
    let days: Vec<String> = off.iter().map(day(true)).chain(on.iter().map(day(false))).collect();
    read(&format!("{year}.json"), format!(r#"{{"year": {year}, {keys} "days": [{}]}}"#, days.join(",")).as_bytes()).unwrap()
}

/// 09:00–12:00 and 14:00–18:00 from 2018 on.
fn office() -> crate::calendar::File {
    file(2018, r#""layer": "org", "hours": [{"open": ["09:00-12:00", "14:00-18:00"]}],"#, &[], &[])
}

/// The built-in years under the office's hours; 2027 is not known.
fn calendar() -> Calendar {
    Calendar::with_national(vec![office()]).unwrap()
}

/// Clocks of a story at a moment, told by a function: tests have no names for the rest.
fn clocks<T>(story: &Story, now: &str, tell: impl Fn(&[Clock<'_>]) -> T) -> T {
    under(&Profile::built_in().unwrap(), story, &[], now, tell)
}

fn under<T>(profile: &Profile, story: &Story, packages: &[Outgoing], now: &str, tell: impl Fn(&[Clock<'_>]) -> T) -> T {
    let calendar = calendar();
    tell(&Clocks::new(profile, &calendar, at(now)).of(&story.ticket(), packages))
}

fn pick<'c, 'p>(clocks: &'c [Clock<'p>], id: &str) -> &'c Clock<'p> {
    clocks.iter().find(|clock| clock.clause.id == id).unwrap_or_else(|| panic!("{id} does not apply"))
}

/// `due 2026-03-04 10:30, 50 %, running`.
fn show(clock: &Clock<'_>) -> String {
    let state = match clock.state {
        State::NotStarted => return "not started".into(),
        State::Running => "running".into(),
        State::Paused => "paused".into(),
        State::Met => "met".into(),
        State::Late { by } => format!("late by {} min", by.as_mins()),
        State::Unknown => "unknown".into(),
    };
    let due = clock.due.unwrap();
    let known = if due.known == Known::No { " (unknown calendar)" } else { "" };
    format!("due {}{known}, {} %, {state}", due.at.strftime("%m-%d %H:%M"), clock.percent())
}

fn sent(kind: PackageKind, round: u32, time: &str, arrived: Option<&str>) -> Outgoing {
    Outgoing { kind, round, sent_at: at(time), acknowledged_at: arrived.map(at) }
}
