//! One clause for one ticket at one moment.

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::profile::Clause;
use crate::calendar::{Due, Known, Limit, Spent};
use crate::model::ticket::PackageKind;

/// From this share of the limit on, in per cent, a ticket is at risk.
pub const AT_RISK: u32 = 80;

/// A clock. Times are wall times of the bureau. Everything in it is made of the events, the calendar and the moment that it was asked
/// for, and nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock<'p> {
    pub clause: &'p Clause,
    /// The package that it is of: kind and round.
    pub package: Option<(PackageKind, u32)>,
    /// What the clause grants this ticket.
    pub limit: Limit,
    pub start: Option<DateTime>,
    /// Never before the start.
    pub stop: Option<DateTime>,
    /// `None` while it has not started.
    pub due: Option<Due>,
    /// What ran of it until the stop or the moment, in its own calendar; never negative.
    pub spent: Spent,
    /// What is granted, in its own calendar: of working days, what there is of working time until the due time.
    pub whole: SignedDuration,
    pub state: State,
    /// Of its group this is the one that is due first; the others apply, too.
    pub strictest: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What it starts at has not happened.
    NotStarted,
    Running,
    Paused,
    /// Stopped in time.
    Met,
    /// Past the due time, running or stopped; by how much of 7×24.
    Late {
        by: SignedDuration,
    },
    /// Stopped, or past what the weekdays alone make its due time, in a year without its list of days off: whether in time is not known.
    Unknown,
}

impl Clock<'_> {
    /// The share of the limit that is used, in per cent, rounded down.
    #[must_use]
    pub fn percent(&self) -> u32 {
        let (spent, whole) = (self.spent.time.as_secs().max(0), self.whole.as_secs());
        if self.start.is_none() {
            return 0;
        }
        // Nothing is granted, or by the end of a day that a pause took: used up from the start.
        if whole <= 0 {
            return 100;
        }
        u32::try_from(spent.saturating_mul(100) / whole).unwrap_or(u32::MAX)
    }

    /// Started and not stopped: somebody still owes something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.start.is_some() && self.stop.is_none()
    }

    /// Owed, and the time has passed.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.is_open() && matches!(self.state, State::Late { .. })
    }

    /// Owed, not late, and either [`AT_RISK`] or due at a time that rests on a calendar which is not known.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.is_open() && !self.is_late() && (self.percent() >= AT_RISK || self.is_uncertain())
    }

    /// The due time passed a year without its list of days off: it is to be shown as such, and counts as a warning.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.start.is_some() && self.due.is_none_or(|due| due.known == Known::No)
    }
}
