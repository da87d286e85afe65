//! Twelve tickets counted by hand, and what holds of any.

mod any;
mod twelve;

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::ticket::{Field, Held, Holding, Mark, Noted, Revs, Side, Stand, Status, Ticket};

/// Minute of the fixture's October, which begins at midnight in the fixture's zone (UTC).
fn at(day: i64, minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_812_800 + (day - 1) * 86_400 + minute * 60).unwrap()
}

/// A ticket with a few values, opened at a moment.
fn ticket(no: usize, opened: Timestamp, values: &[(Field, &str)]) -> Ticket {
    let held = |value: &str| Held { value: value.into(), side: Side::Ops, rev: 1, at: opened, author: "张三".into() };
    let mut ticket = Ticket {
        no: format!("YW-2026-{no:05}"),
        side: Side::Ops,
        stand: None,
        peer: None,
        revs: Revs { ops: 1, problem: 0 },
        heads: BTreeMap::new(),
        fields: values.iter().map(|(field, value)| (*field, held(value))).collect(),
        conflicts: BTreeMap::new(),
        notes: Vec::new(),
        files: Vec::new(),
        pauses: Vec::new(),
        course: Vec::new(),
        received: Vec::new(),
        reminded: Vec::new(),
        opened,
        origin: None,
        reopens: None,
        verified: false,
        updated: opened,
    };
    stand(&mut ticket, Status::Open, 1, opened);
    ticket
}

fn stand(ticket: &mut Ticket, status: Status, round: u32, since: Timestamp) {
    ticket.stand = Some(Stand { status, round });
    ticket.course.push(Holding { status, round, since, author: "张三".into(), package: String::new(), how: None });
}

fn mark(ticket: &mut Ticket, mark: Mark, at: Timestamp) {
    ticket.notes.push(Noted { side: Side::Ops, at, author: "张三".into(), role: None, text: String::new(), mark: Some(mark) });
}
