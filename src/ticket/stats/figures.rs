//! What the clocks of a ticket come to, as plain data: those who run clauses give it, a ticket alone tells part of it.

use jiff::Timestamp;

use crate::model::ticket::{Mark, Ticket};

/// How long somebody waited, in seconds; `None` is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waited {
    pub wall_s: Option<i64>,
    /// Working time of the calendar that the clause names.
    pub work_s: Option<i64>,
}

/// Whether a limit was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Late {
    Yes,
    No,
    /// No clause fits, or its calendar is not known.
    #[default]
    Unknown,
}

/// Of one ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// To the first answer of substance.
    pub response: Waited,
    pub solution: Waited,
    /// As of now.
    pub late: Late,
    /// The first due time that was missed, or else the next to come.
    pub due: Option<Timestamp>,
}

impl Figures {
    /// Whether a limit was missed before a moment: one that was missed after it had not been then.
    #[must_use]
    pub fn late_before(&self, to: Timestamp) -> Late {
        match (self.late, self.due) {
            (Late::Yes, Some(due)) if due >= to => Late::No,
            (late, _) => late,
        }
    }
}

/// What a ticket tells without clauses and calendars: wall-clock times from its acceptance (its registration where none was noted) to
/// the mark of the first response and to its solution. A time that would run backwards is not known.
#[must_use]
pub fn wall(ticket: &Ticket) -> Figures {
    let from = ticket.mark(Mark::Accepted).unwrap_or(ticket.opened);
    let waited = |to: Option<Timestamp>| Waited {
        wall_s: to.map(|to| to.as_second() - from.as_second()).filter(|seconds| *seconds >= 0),
        work_s: None,
    };
    Figures { response: waited(ticket.mark(Mark::Responded)), solution: waited(ticket.solved()), late: Late::Unknown, due: None }
}
