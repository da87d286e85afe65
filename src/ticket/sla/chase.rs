//! Who is to be told of a clock now: each step once, and of several that were missed only the last.

use super::clock::Clock;
use super::profile::Tells;

/// Something that is to be told. It counts as told once `key` and `number` are in the ticket's events ([`What::Reminded`]).
///
/// [`What::Reminded`]: crate::model::ticket::What::Reminded
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The event's `clause`; see [`Clock::key`].
    pub key: String,
    /// The event's `step`: per cent, or minutes.
    pub number: u32,
    pub what: Tell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// So many per cent of the limit are used.
    Warn { percent: u32 },
    /// The engineer, after so many minutes.
    Remind { minutes: u32 },
    /// The manager, who gives it to another.
    Reassign { minutes: u32 },
}

impl Clock<'_> {
    /// What its reminders are kept under: the clause, the package if it is of one, and the start, as in `acknowledge@2026-03-04T10:15`.
    /// An assignment that comes again starts another clock, whose steps are told from the first. `None` before the start.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let package = self.package.map(|(kind, round)| format!("/{}-{round}", kind.as_str())).unwrap_or_default();
        Some(format!("{}{package}@{}", self.clause.id, self.start?.strftime("%Y-%m-%dT%H:%M")))
    }
}

/// The step that has to be told now, given what was told before (as `Ticket::reminded` has it). Nothing of clocks that stopped or
/// stand still, and of a group only of the clause that is due first.
#[must_use]
pub fn step_due(clock: &Clock<'_>, already: &[(String, u32)]) -> Option<Step> {
    if !clock.is_open() || !clock.strictest || clock.state == super::State::Paused {
        return None;
    }
    let what = reached(clock)?;
    let number = what.number();
    let key = clock.key()?;
    let told = already.iter().filter(|(of, _)| *of == key).map(|(_, number)| *number).max();
    told.is_none_or(|told| told < number).then_some(Step { key, number, what })
}

impl Tell {
    /// What the event keeps of it.
    fn number(self) -> u32 {
        match self {
            Self::Warn { percent: number } | Self::Remind { minutes: number } | Self::Reassign { minutes: number } => number,
        }
    }
}

/// The last step that the clock has come to.
fn reached(clock: &Clock<'_>) -> Option<Tell> {
    match &clock.clause.tells {
        Tells::Warn(steps) => {
            let percent = clock.percent();
            steps.iter().rev().find(|step| **step <= percent).map(|step| Tell::Warn { percent: *step })
        }
        Tells::Chase { remind, reassign } => {
            let is_reached = |step: &u32| clock.spent.time.as_secs() >= i64::from(*step) * 60;
            let last = reassign.filter(is_reached).map(|minutes| Tell::Reassign { minutes });
            last.or_else(|| remind.iter().rev().copied().find(is_reached).map(|minutes| Tell::Remind { minutes }))
        }
    }
}
