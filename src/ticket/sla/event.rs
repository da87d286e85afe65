//! What clocks start and stop at, and when that was for a ticket.

use jiff::Timestamp;

use super::profile::Clause;
use crate::model::ticket::{Field, Mark, Status, Ticket};

/// A moment of a ticket, or of a package that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Opened,
    /// As the ticket says; nobody may have said it.
    Occurred,
    /// The first mark of it; the opening where there is none, since a ticket that is here was taken.
    Accepted,
    /// The newest assignment. It comes again, so that marks from before it stop nothing.
    Assigned,
    /// To the third line, in the newest round.
    Dispatched,
    /// The third line's plan, in the newest round.
    Planned,
    /// The time for a solution was given, or given anew; where a solution was refused, since then.
    Promised,
    /// Since when nobody waits for a solution; never while the submitter's rejection stands.
    Solved,
    Closed,
    /// One of our packages was made.
    PackageSent,
    /// It is known to have been taken in over there.
    PackageArrived,
    Mark(Mark),
}

const NAMED: &[(&str, Event)] = &[
    ("opened", Event::Opened),
    ("occurred", Event::Occurred),
    ("accepted", Event::Accepted),
    ("assigned", Event::Assigned),
    ("dispatched", Event::Dispatched),
    ("planned", Event::Planned),
    ("promised", Event::Promised),
    ("solved", Event::Solved),
    ("closed", Event::Closed),
    ("package-sent", Event::PackageSent),
    ("package-arrived", Event::PackageArrived),
];

impl Event {
    /// All keys, as `sla.toml` writes them.
    pub fn keys() -> impl Iterator<Item = &'static str> {
        let marks = Mark::ALL.iter().filter(|mark| **mark != Mark::Accepted).map(|mark| mark.as_str());
        NAMED.iter().map(|(key, _)| *key).chain(marks)
    }

    /// `accepted` is the event with a fallback, not the mark alone.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let named = NAMED.iter().find(|(name, _)| *name == key).map(|(_, event)| *event);
        named.or_else(|| Mark::ALL.iter().find(|mark| mark.as_str() == key).map(|mark| Self::Mark(*mark)))
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mark(mark) => mark.as_str(),
            _ => NAMED.iter().find(|(_, event)| *event == self).map_or("", |(key, _)| *key),
        }
    }

    /// Whether it is of a package.
    pub(super) fn is_of_package(self) -> bool {
        matches!(self, Self::PackageSent | Self::PackageArrived)
    }
}

/// When things happened to a ticket.
pub(super) struct Moments<'t> {
    ticket: &'t Ticket,
    /// The newest time that a solution was refused: by the submitter here, or told to the third line.
    refused: Option<Timestamp>,
}

impl<'t> Moments<'t> {
    pub(super) fn of(ticket: &'t Ticket) -> Self {
        let refused = ticket.since(Status::Rejected).max(ticket.since(Status::Returned));
        Self { ticket, refused }
    }

    /// When a clock starts.
    pub(super) fn start(&self, event: Event) -> Option<Timestamp> {
        let ticket = self.ticket;
        match event {
            Event::Opened => Some(ticket.opened),
            Event::Occurred => ticket.time(Field::Occurred),
            Event::Accepted => Some(ticket.mark(Mark::Accepted).unwrap_or(ticket.opened)),
            Event::Assigned => ticket.fields.get(&Field::Assignee).map(|held| held.at),
            Event::Dispatched => ticket.since(Status::Assigned).max(ticket.since(Status::Entered)),
            Event::Planned => ticket.since(Status::Working).max(ticket.since(Status::Planned)),
            Event::Promised => self.promised(),
            Event::Solved => ticket.solved(),
            Event::Closed => ticket.since(Status::Closed),
            Event::PackageSent | Event::PackageArrived => None,
            Event::Mark(mark) => self.marked(mark, None),
        }
    }

    /// When a clock of `clause` stops that started at `start`.
    pub(super) fn stop(&self, event: Event, clause: &Clause, start: Timestamp) -> Option<Timestamp> {
        let not_before = (clause.start == Event::Assigned).then_some(start);
        match event {
            // Where a solution was refused, what was said of it before was not true; an answer is one all the same.
            Event::Mark(mark @ (Mark::Restored | Mark::Reported)) if clause.group.wants_solution() => {
                self.marked(mark, not_before.max(self.refused))
            }
            Event::Mark(mark) => self.marked(mark, not_before),
            Event::Solved if !clause.group.wants_solution() => self.once_solved(not_before),
            _ => self.start(event),
        }
    }

    /// What was promised of a solution that was refused is no promise of the next.
    fn promised(&self) -> Option<Timestamp> {
        self.ticket.time(Field::Planned)?;
        let at = self.ticket.fields.get(&Field::Planned)?.at;
        self.refused.is_none_or(|refused| at >= refused).then_some(at)
    }

    /// The first such mark.
    fn marked(&self, mark: Mark, not_before: Option<Timestamp>) -> Option<Timestamp> {
        let all = self.ticket.notes.iter().filter(|note| note.mark == Some(mark)).map(|note| note.at);
        all.filter(|at| not_before.is_none_or(|bound| *at >= bound)).min()
    }

    /// The first time that somebody said so, whatever became of it.
    fn once_solved(&self, not_before: Option<Timestamp>) -> Option<Timestamp> {
        let all = self.ticket.course.iter().filter(|holding| holding.status.is_solved()).map(|holding| holding.since);
        all.filter(|at| not_before.is_none_or(|bound| *at >= bound)).min()
    }
}
