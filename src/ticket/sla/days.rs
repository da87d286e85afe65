//! Working time of the last months, added up once, so that a long clock need not go through its days for each ticket.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};

use crate::calendar::{Calendar, Known, Pauses, Spent};

/// Three years: older clocks are few, and go through their days.
const REACH: i32 = 1100;

/// The days up to a moment, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Days {
    first: Option<Date>,
    days: Vec<Day>,
}

#[derive(Debug, Clone)]
struct Day {
    /// Its working time.
    stretches: Vec<(DateTime, DateTime)>,
    /// What was before it.
    before: Sum,
    known: Known,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    time: SignedDuration,
    /// How many days were not known, and how many only expected.
    unknown: u32,
    provisional: u32,
}

impl Days {
    /// The days up to that of `now`, which is the last.
    pub(super) fn until(calendar: &Calendar, now: DateTime) -> Self {
        let first = now.date().checked_sub(REACH.days()).ok();
        let (mut days, mut before, mut next) = (Vec::new(), Sum::default(), first);
        while let Some(date) = next.filter(|date| *date <= now.date()) {
            let Some(stretches) = calendar.stretches(date) else { break };
            let day = Day { stretches, before, known: calendar.day(date).known };
            before.time += day.between(DateTime::MIN, DateTime::MAX);
            match day.known {
                Known::No => before.unknown += 1,
                Known::Provisional => before.provisional += 1,
                Known::Yes => {}
            }
            days.push(day);
            next = date.tomorrow().ok();
        }
        Self { first, days }
    }

    /// As [`Calendar::working_between`] without pauses.
    pub(super) fn working_between(&self, calendar: &Calendar, from: DateTime, to: DateTime) -> Spent {
        let ends = (self.day(from.date()), self.day(to.date()));
        let (Some(first), Some(last)) = ends else { return calendar.working_between(from, to, &Pauses::default()) };
        if to < from {
            let Spent { time, known } = self.working_between(calendar, to, from);
            return Spent { time: -time, known };
        }
        // Days before the last one, less what was of the first before `from`.
        let time = last.before.time - first.before.time + last.between(DateTime::MIN, to) - first.between(DateTime::MIN, from);
        let known = match (first.before, last.before) {
            (first, last) if last.unknown > first.unknown => Known::No,
            (first, last) if last.provisional > first.provisional => Known::Provisional,
            _ => Known::Yes,
        };
        Spent { time, known: known.max(last.known) }
    }

    fn day(&self, date: Date) -> Option<&Day> {
        let days = date.since(self.first?).ok()?.get_days();
        self.days.get(usize::try_from(days).ok()?)
    }
}

impl Day {
    /// Its working time between two moments.
    fn between(&self, from: DateTime, to: DateTime) -> SignedDuration {
        let cut = self.stretches.iter().map(|(open, close)| (from.max(*open), to.min(*close)));
        cut.filter(|(from, to)| from < to).map(|(from, to)| to.duration_since(from)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_agree_with_going_through_the_days() {
        let calendar = Calendar::with_national(Vec::new()).unwrap();
        let now = jiff::civil::date(2026, 3, 20).at(10, 30, 0, 0);
        let days = Days::until(&calendar, now);
        // From before the sums, over years that are known and one that is not, and into the future.
        for back in (-40_i64..1250).step_by(7) {
            for forth in [0_i64, 1, 2, 3, 30, 399, 1100, 1300] {
                let from = now.saturating_sub(back.days()).saturating_sub((back * 37 % 1440).minutes());
                let to = from.saturating_add(forth.days()).saturating_add((back * 91 % 1440).abs().minutes());
                let plain = calendar.working_between(from, to, &Pauses::default());
                assert_eq!(days.working_between(&calendar, from, to), plain, "{from} {to}");
            }
        }
    }
}
