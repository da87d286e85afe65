//! What many tickets come to over a period (TK-06, TK-08). Pure.
//!
//! **Which tickets.** Those that were open at some time of the period `[from, to)`. *Opened* and *closed* are those whose registration
//! and closing fall into it, *left* those not closed before its end, *overdue* those that missed a limit before its end, *rejected*
//! those that were sent back before its end, *reopened* those opened in it that go on with a closed one, *complaints* those opened in
//! it that are one.
//!
//! **Times.** First response is of tickets opened in the period, solution of tickets solved in it. p50 and p90 are of nearest rank: of
//! `n` sorted times the one at `⌈p·n/100⌉`, so that it is a time that somebody waited, and not a mean of two.
//!
//! **Satisfaction** is of tickets closed in the period: who answered, out of how many; the rate is of those who answered.
//!
//! What is not known is counted as such, beside what is: never as 0, and never left out.

mod clocked;
mod counts;
mod data;
mod figures;
mod register;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::ticket::{Field, Ticket};

use super::forms::lists::was_open;

pub use clocked::clocked;
pub use counts::{Answers, Counts, Times};
pub use data::data;
pub use figures::{Figures, Late, Waited, wall};
pub use register::{Overdue, counted_rows, register_rows};

/// Moments from `from` on, before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Period {
    #[must_use]
    pub fn holds(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    /// The months that it touches, each as much of it as is within; a zone decides where they begin.
    #[must_use]
    pub fn months(self, zone: &TimeZone) -> Vec<(Date, Self)> {
        let begins = |day: Date| day.to_zoned(zone.clone()).map(|at| at.timestamp());
        let mut months = Vec::new();
        let mut day = self.from.to_zoned(zone.clone()).date().first_of_month();
        while let (Ok(from), Ok(next)) = (begins(day), day.checked_add(jiff::Span::new().months(1))) {
            let Ok(to) = begins(next) else { break };
            if from >= self.to {
                break;
            }
            months.push((day, Self { from: from.max(self.from), to: to.min(self.to) }));
            day = next;
        }
        months
    }
}

/// What tickets are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Module,
    Kind,
    Level,
    Channel,
    Unit,
    Assignee,
}

impl By {
    pub const ALL: &[Self] = &[Self::Kind, Self::Level, Self::Module, Self::Channel, Self::Unit, Self::Assignee];

    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Module => Field::Module,
            Self::Kind => Field::Kind,
            Self::Level => Field::Level,
            Self::Channel => Field::Channel,
            Self::Unit => Field::Unit,
            Self::Assignee => Field::Assignee,
        }
    }
}

/// Tickets that have a value in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value as it is stored; `None`: nobody wrote one.
    pub key: Option<String>,
    pub counts: Counts,
}

/// The statistics of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    pub period: Period,
    pub total: Counts,
    /// Every ticket stands in one group of each.
    pub by: BTreeMap<By, Vec<Group>>,
    /// The first day of a month, and that month alone: what was left over at its end does not add up.
    pub months: Vec<(Date, Counts)>,
}

/// Counts tickets, in whatever order they come; `clocks` tells of each what its clauses say (see [`wall`] for what it tells by itself).
#[must_use]
pub fn of(tickets: &[Ticket], clocks: &dyn Fn(&Ticket) -> Figures, period: Period, zone: &TimeZone) -> Stats {
    let mut total = Counts::default();
    let mut groups: BTreeMap<By, BTreeMap<Option<&str>, Counts>> = By::ALL.iter().map(|by| (*by, BTreeMap::new())).collect();
    let mut months: Vec<(Date, Period, Counts)> =
        period.months(zone).into_iter().map(|(day, month)| (day, month, Counts::default())).collect();
    for ticket in tickets.iter().filter(|ticket| was_open(ticket, period.from, period.to)) {
        let figures = clocks(ticket);
        let one = Counts::one(ticket, &figures, period);
        total.add(&one);
        for (by, groups) in &mut groups {
            let key = Some(ticket.get(by.field())).filter(|key| !key.is_empty());
            groups.entry(key).or_default().add(&one);
        }
        for (_, month, counts) in months.iter_mut().filter(|(_, month, _)| was_open(ticket, month.from, month.to)) {
            counts.add(&Counts::one(ticket, &figures, *month));
        }
    }
    Stats {
        period,
        total: total.sorted(),
        by: groups.into_iter().map(|(by, groups)| (by, ranked(by, groups))).collect(),
        months: months.into_iter().map(|(day, _, counts)| (day, counts.sorted())).collect(),
    }
}

/// Groups as a reader expects them: words in the order that they are declared in, names by how many tickets, the unknown last.
fn ranked(by: By, groups: BTreeMap<Option<&str>, Counts>) -> Vec<Group> {
    let place = |key: &str| by.field().choices().iter().position(|(choice, _)| *choice == key);
    let mut groups: Vec<Group> =
        groups.into_iter().map(|(key, counts)| Group { key: key.map(str::to_owned), counts: counts.sorted() }).collect();
    // What is equal stays in the order of its keys.
    groups.sort_by_key(|group| match (group.key.as_deref(), by) {
        (None, _) => (2, usize::MAX, 0),
        (Some(_), By::Level) => (0, 0, 0),
        (Some(key), By::Kind | By::Channel) => (usize::from(place(key).is_none()), place(key).unwrap_or_default(), 0),
        (Some(_), _) => (0, 0, usize::MAX - group.counts.tickets),
    });
    groups
}
