//! The clauses of a contract, typed.

use super::event::Event;
use super::fault::Fault;
use super::group::Group;
use super::limit;
use super::read;
use crate::calendar::{Limit, local};
use crate::model::ticket::{Field, Ticket, TicketKind};
use crate::model::{Words, sha256};

const BUILT_IN: &str = include_str!("default.toml");

/// What a contract grants time for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// In the order of the files.
    pub clauses: Vec<Clause>,
    /// Clauses that are not counted; a report says so.
    pub off: Vec<Clause>,
    /// SHA-256 of the files that it was made of, in hex.
    pub digest: String,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub id: String,
    pub title: Words,
    /// The section of the contract.
    pub source: String,
    pub group: Group,
    pub applies: Applies,
    pub start: Event,
    pub stop: Stop,
    pub limit: Granted,
    /// Levels for which the limit is one of 7×24 all the same.
    pub always: Vec<u8>,
    /// Whether pauses of the ticket stop the clock.
    pub pauses: bool,
    pub tells: Tells,
}

/// What a clause grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Granted {
    Limit(Limit),
    /// Until the time that the ticket's plan gives.
    Promised,
}

/// Which tickets a clause is about; an empty list is about all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applies {
    pub kinds: Vec<TicketKind>,
    pub levels: Vec<u8>,
}

/// When a clock stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// At the first of them.
    Any(Vec<Event>),
    /// At the last of them, once there are all.
    All(Vec<Event>),
}

/// When somebody is told of a clock that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tells {
    /// At these shares of the limit, in per cent; rising.
    Warn(Vec<u32>),
    /// After so many minutes of the clock; rising, the last one gives the ticket to somebody else.
    Chase { remind: Vec<u32>, reassign: Option<u32> },
}

impl Profile {
    /// The clauses that are part of the program.
    pub fn built_in() -> Result<Self, Vec<Fault>> {
        let file = read::file(BUILT_IN, &[])?;
        Ok(Self { clauses: Vec::new(), off: Vec::new(), digest: sha256(BUILT_IN.as_bytes()) }.joined(file))
    }

    /// The built-in clauses, joined by those of a site's `sla.toml`: one of an id that is there takes its place, others are added, and
    /// those named in `off` are not counted.
    pub fn read(site: &str) -> Result<Self, Vec<Fault>> {
        let base = Self::built_in()?;
        let known: Vec<&str> = base.clauses.iter().chain(&base.off).map(|clause| clause.id.as_str()).collect();
        let file = read::file(site, &known)?;
        let digest = sha256(format!("opsctl sla 1\n{}\n{}\n", base.digest, sha256(site.as_bytes())).as_bytes());
        Ok(Self { digest, ..base.joined(file) })
    }

    fn joined(mut self, file: read::File) -> Self {
        for clause in file.clauses {
            self.off.retain(|old| old.id != clause.id);
            match self.clauses.iter_mut().find(|old| old.id == clause.id) {
                Some(old) => *old = clause,
                None => self.clauses.push(clause),
            }
        }
        let (off, on) = self.clauses.into_iter().partition(|clause| file.off.contains(&clause.id));
        self.off.extend::<Vec<Clause>>(off);
        Self { clauses: on, ..self }
    }

    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// What nobody wrote into the ticket although clauses go by it: their clocks do not run, which has to be said.
    #[must_use]
    pub fn unsorted(&self, ticket: &Ticket) -> Vec<Field> {
        let Some(kind) = ticket.kind() else { return vec![Field::Kind] };
        let goes_by_level = |clause: &Clause| clause.applies.kinds.contains(&kind) && !clause.applies.levels.is_empty();
        let lacks = ticket.level().is_none() && self.clauses.iter().any(goes_by_level);
        if lacks { vec![Field::Level] } else { Vec::new() }
    }
}

impl Applies {
    /// Where a ticket lacks what the clause goes by, it does not apply; see [`Profile::unsorted`].
    #[must_use]
    pub fn to(&self, kind: Option<TicketKind>, level: Option<u8>) -> bool {
        let of_kind = self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.contains(&kind));
        of_kind && (self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level)))
    }
}

impl Clause {
    /// What it grants a ticket; `None` where that is what was promised, and nobody promised anything.
    #[must_use]
    pub fn limit(&self, ticket: &Ticket) -> Option<Limit> {
        let Granted::Limit(limit) = self.limit else {
            return ticket.time(Field::Planned).map(|at| Limit::Until { at: local(at) });
        };
        let always = ticket.level().filter(|level| self.always.contains(level)).and_then(|_| limit::always(limit));
        Some(always.unwrap_or(limit))
    }
}
