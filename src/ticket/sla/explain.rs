//! Why a clock is due when it is: the pieces that it was made of.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::clock::Clock;
use super::clocks::Clocks;
use crate::calendar::{Due, Known, Layer, Limit, Pauses};
use crate::model::ticket::Ticket;

/// The pieces of a due time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained<'p> {
    pub start: DateTime,
    pub limit: Limit,
    pub due: Due,
    /// Pauses that the clock stood still in, cut to what is between start and due time; none where the clause allows none.
    pub pauses: Vec<(DateTime, DateTime)>,
    /// The days from start to due time, both included; none of a clock of 7×24, which looks at no calendar.
    pub days: Vec<Passed<'p>>,
}

/// A day that a clock passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed<'p> {
    pub date: Date,
    pub is_working: bool,
    /// Which layer of the calendar said so.
    pub layer: Layer,
    /// The festival.
    pub name: Option<&'p str>,
    pub known: Known,
    /// What the clock ran on it.
    pub ran: SignedDuration,
}

impl<'p> Clocks<'p> {
    /// Takes a clock apart; `None` while it has no due time. `ticket` is the one that it was made of.
    #[must_use]
    pub fn explain(&self, ticket: &Ticket, clock: &Clock<'_>) -> Option<Explained<'p>> {
        let (start, due) = (clock.start?, clock.due?);
        let all = if clock.clause.pauses { self.stretches(ticket) } else { Vec::new() };
        let cut = |(from, to): (DateTime, DateTime)| (from.max(start), to.min(due.at));
        let pauses: Vec<_> = all.iter().copied().map(cut).filter(|(from, to)| from < to).collect();
        let counted = Pauses::new(all).unwrap_or_default();
        let mut days = Vec::new();
        let mut next = (!matches!(clock.limit, Limit::Wall { .. } | Limit::Until { .. })).then(|| start.date());
        while let Some(date) = next.filter(|date| *date <= due.at.date()) {
            next = date.tomorrow().ok();
            let (from, to) = (date.at(0, 0, 0, 0), next.map_or(due.at, |next| next.at(0, 0, 0, 0)));
            let ran = self.calendar.working_between(from.max(start), to.min(due.at), &counted).time.max(SignedDuration::ZERO);
            let day = self.calendar.day(date);
            days.push(Passed { date, is_working: day.is_working, layer: day.layer, name: day.name, known: day.known, ran });
        }
        Some(Explained { start, limit: clock.limit, due, pauses, days })
    }
}
