//! What a report has to print beside due times, so that they can be worked out again.

use super::clocks::Clocks;
use super::profile::Clause;

/// How a kind of limit counts. A report prints all that its clauses use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Definition {
    /// Every minute counts; a day is 24 hours.
    Always,
    /// Inside the intervals of working days.
    WorkingHours,
    /// The same wall time so many working days later, clamped to opening hours.
    WorkingDays,
    /// The closing of the working day.
    EndOfDay,
}

/// What the due times of a report rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'p> {
    pub definitions: Vec<Definition>,
    /// Digest of the calendar.
    pub calendar: &'p str,
    /// Digest of the clauses.
    pub profile: &'p str,
    /// Clauses of the contract that are not counted here.
    pub off: Vec<&'p Clause>,
    /// Clauses whose clock pauses stop; the contract names none.
    pub paused: Vec<&'p Clause>,
}

impl<'p> Clocks<'p> {
    /// See [`Mention`]. Both definitions of working time are always there, as they are mistaken for one another.
    #[must_use]
    pub fn mention(&self) -> Mention<'p> {
        let profile = self.profile;
        Mention {
            definitions: vec![Definition::Always, Definition::WorkingHours, Definition::WorkingDays, Definition::EndOfDay],
            calendar: self.calendar.digest(),
            profile: &profile.digest,
            off: profile.off.iter().collect(),
            paused: profile.clauses.iter().filter(|clause| clause.pauses).collect(),
        }
    }
}
