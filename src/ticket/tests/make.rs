//! Makes histories for tests: two platforms that write events and hand them over.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::model::ticket::{Event, Field, Fields, Move, PackageKind, Side, Ticket, What};
use crate::ticket::fold;

pub(in crate::ticket) fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_788_000_000 + minute * 60).unwrap()
}

pub(in crate::ticket) fn fields(all: &[(Field, &str)]) -> Fields {
    all.iter().map(|(field, value)| (*field, (*value).to_owned())).collect()
}

/// One platform's events of one ticket.
#[derive(Clone)]
pub(in crate::ticket) struct Desk {
    pub(in crate::ticket) side: Side,
    pub(in crate::ticket) events: BTreeMap<Side, Vec<Event>>,
    minute: i64,
}

impl Desk {
    pub(in crate::ticket) fn new(side: Side) -> Self {
        Self { side, events: BTreeMap::new(), minute: 0 }
    }

    pub(in crate::ticket) fn of(&self, side: Side) -> &[Event] {
        self.events.get(&side).map_or(&[], Vec::as_slice)
    }

    pub(in crate::ticket) fn all(&self) -> impl Iterator<Item = &Event> {
        self.events.values().flatten()
    }

    /// Appends what happened here, without asking whether it may.
    pub(in crate::ticket) fn write(&mut self, what: What) -> &mut Self {
        self.minute += 1;
        let own = self.of(self.side);
        let event = Event {
            ticket: "YW-2026-00001".into(),
            side: self.side,
            rev: u32::try_from(own.len()).unwrap() + 1,
            seen: u32::try_from(self.of(self.side.other()).len()).unwrap(),
            before: own.last().map(|event| event.id.clone()).unwrap_or_default(),
            at: at(self.minute),
            author: "张三".into(),
            role: None,
            what,
            id: String::new(),
            masked: false,
        };
        self.events.entry(self.side).or_default().push(event.sealed());
        self
    }

    pub(in crate::ticket) fn create(&mut self, values: &[(Field, &str)]) -> &mut Self {
        self.write(What::Create { fields: fields(values), origin: None, reopens: None })
    }

    pub(in crate::ticket) fn step(&mut self, step: Move) -> &mut Self {
        self.write(What::Move { step, fields: Fields::new(), reason: String::new() })
    }

    pub(in crate::ticket) fn edit(&mut self, field: Field, value: &str) -> &mut Self {
        self.write(What::Edit { fields: fields(&[(field, value)]), reason: String::new() })
    }

    /// Learns all that the other one knows.
    pub(in crate::ticket) fn learn(&mut self, other: &Self) -> &mut Self {
        for (side, events) in &other.events {
            if events.len() > self.of(*side).len() {
                self.events.insert(*side, events.clone());
            }
        }
        self
    }

    /// Takes a package in: their events, and what that does here.
    pub(in crate::ticket) fn receive(&mut self, other: &Self, kind: PackageKind, round: u32) -> &mut Self {
        self.learn(other).write(What::Received { package: "p".into(), kind, round })
    }

    pub(in crate::ticket) fn ticket(&self) -> Ticket {
        fold(self.side, self.all()).unwrap()
    }
}
