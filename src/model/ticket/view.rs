//! A ticket as its events make it, seen from one platform.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::{FindingRef, How, Origin};
use super::field::{Field, Fields};
use super::kind::{Mark, PackageKind, TicketKind};
use super::status::{Role, Side, Status};

/// Where a ticket stands on one platform. Rounds count from 1; each redispatch begins the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stand {
    pub status: Status,
    pub round: u32,
}

/// How many events of each platform there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Revs {
    pub ops: u32,
    pub problem: u32,
}

impl Revs {
    #[must_use]
    pub fn of(self, side: Side) -> u32 {
        match side {
            Side::Ops => self.ops,
            Side::Problem => self.problem,
        }
    }

    pub fn set(&mut self, side: Side, rev: u32) {
        match side {
            Side::Ops => self.ops = rev,
            Side::Problem => self.problem = rev,
        }
    }
}

/// A value, and the event that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub value: String,
    pub side: Side,
    pub rev: u32,
    pub at: Timestamp,
    pub author: String,
}

/// Both platforms wrote a field, neither knowing of the other. Ours is shown until somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    pub ours: Held,
    pub theirs: Held,
}

/// A note, or a moment that a clock needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub side: Side,
    pub at: Timestamp,
    pub author: String,
    pub role: Option<Role>,
    pub text: String,
    pub mark: Option<Mark>,
}

/// A file that belongs to a ticket; its bytes are kept under their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub name: String,
    pub sha256: String,
    pub size: u64,
    pub side: Side,
    pub at: Timestamp,
    pub author: String,
}

/// A time in which clocks stood still; without an end it still lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    pub from: Timestamp,
    pub to: Option<Timestamp>,
    pub reason: String,
}

/// A state and since when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    pub status: Status,
    pub round: u32,
    pub since: Timestamp,
    pub author: String,
    /// The package that brought it about; empty for people.
    pub package: String,
    pub how: Option<How>,
}

/// The whole of it. `side` is whose view it is: its state, and its values where there are two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub no: String,
    pub side: Side,
    /// Where it stands here; `None` while this platform has written nothing.
    pub stand: Option<Stand>,
    /// Where it stands over there, as far as is known here.
    pub peer: Option<Stand>,
    pub revs: Revs,
    /// Ids of the newest events.
    pub heads: BTreeMap<Side, String>,
    pub fields: BTreeMap<Field, Held>,
    pub conflicts: BTreeMap<Field, Conflict>,
    pub notes: Vec<Noted>,
    pub files: Vec<Kept>,
    pub pauses: Vec<Paused>,
    /// States of this platform in the order in which they came about.
    pub course: Vec<Holding>,
    /// Packages that came in: kind and round, once each.
    pub received: Vec<(PackageKind, u32)>,
    /// Steps of clocks that somebody was told of: clause and step.
    pub reminded: Vec<(String, u32)>,
    pub opened: Timestamp,
    pub origin: Option<Origin>,
    pub reopens: Option<String>,
    /// The submitter said that it works, in this round.
    pub verified: bool,
    /// The newest event.
    pub updated: Timestamp,
}

impl Ticket {
    /// The state here.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.stand.map(|stand| stand.status)
    }

    #[must_use]
    pub fn round(&self) -> u32 {
        self.stand.map_or(1, |stand| stand.round)
    }

    /// The value of a field; empty when nobody wrote it.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", |held| held.value.as_str())
    }

    /// All values.
    #[must_use]
    pub fn values(&self) -> Fields {
        self.fields.iter().map(|(field, held)| (*field, held.value.clone())).collect()
    }

    #[must_use]
    pub fn kind(&self) -> Option<TicketKind> {
        TicketKind::parse(self.get(Field::Kind))
    }

    /// 1 to 5; `None` where nobody said.
    #[must_use]
    pub fn level(&self) -> Option<u8> {
        self.get(Field::Level).parse().ok().filter(|level| (1..=5).contains(level))
    }

    /// A moment that a field holds.
    #[must_use]
    pub fn time(&self, field: Field) -> Option<Timestamp> {
        self.get(field).parse().ok()
    }

    /// When it came into a state for the last time, in this round or another.
    #[must_use]
    pub fn since(&self, status: Status) -> Option<Timestamp> {
        self.course.iter().rev().find(|holding| holding.status == status).map(|holding| holding.since)
    }

    /// Since when nobody waits for a solution: the first of the states at the end of the course that are all solved, as closing does not
    /// solve it again. `None` while somebody still waits.
    #[must_use]
    pub fn solved(&self) -> Option<Timestamp> {
        self.course.iter().rev().take_while(|holding| holding.status.is_solved()).last().map(|holding| holding.since)
    }

    /// When it was closed; closed tickets stay closed.
    #[must_use]
    pub fn closed(&self) -> Option<Timestamp> {
        self.course.last().filter(|holding| holding.status == Status::Closed).and_then(|_| self.since(Status::Closed))
    }

    /// The first time that a mark was set.
    #[must_use]
    pub fn mark(&self, mark: Mark) -> Option<Timestamp> {
        self.notes.iter().filter(|note| note.mark == Some(mark)).map(|note| note.at).min()
    }

    /// The finding it was opened for.
    #[must_use]
    pub fn finding(&self) -> Option<&FindingRef> {
        match &self.origin {
            Some(Origin::Finding(finding)) => Some(finding),
            _ => None,
        }
    }
}
