//! Working time of the last months, added up once, so that a long clock need not go through its days for each ticket.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};

use crate::calendar::{Calendar, Known, Pauses, Spent};

/// Older clocks are few, and go through their days.
const REACH: i32 = 400;

/// Sums over the days before each day.
#[derive(Debug, Clone)]
pub(super) struct Days {
    first: Option<Date>,
    sums: Vec<Sum>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    time: SignedDuration,
    /// How many days were not known, and how many only expected.
    unknown: u32,
    provisional: u32,
}

impl Days {
    /// The days up to `now`.
    pub(super) fn until(calendar: &Calendar, now: DateTime) -> Self {
        let first = now.date().checked_sub(REACH.days()).ok();
        let (mut sums, mut sum, mut next) = (vec![Sum::default()], Sum::default(), first);
        while let Some(date) = next.filter(|date| *date < now.date()) {
            next = date.tomorrow().ok();
            let Some(to) = next else { break };
            sum.time += calendar.working_between(date.at(0, 0, 0, 0), to.at(0, 0, 0, 0), &Pauses::default()).time;
            match calendar.day(date).known {
                Known::No => sum.unknown += 1,
                Known::Provisional => sum.provisional += 1,
                Known::Yes => {}
            }
            sums.push(sum);
        }
        Self { first, sums }
    }

    /// As [`Calendar::working_between`] without pauses.
    pub(super) fn working_between(&self, calendar: &Calendar, from: DateTime, to: DateTime) -> Spent {
        self.parts(calendar, from, to).unwrap_or_else(|| calendar.working_between(from, to, &Pauses::default()))
    }

    /// The rest of the first day, whole days by their sums, the beginning of the last; `None` where there are no whole days, or no sums.
    fn parts(&self, calendar: &Calendar, from: DateTime, to: DateTime) -> Option<Spent> {
        let (second, last) = (from.date().tomorrow().ok()?, to.date());
        if second >= last {
            return None;
        }
        let (before, after) = (self.before(second)?, self.before(last)?);
        let midnight = |date: Date| date.at(0, 0, 0, 0);
        let head = calendar.working_between(from, midnight(second), &Pauses::default());
        let tail = calendar.working_between(midnight(last), to, &Pauses::default());
        let whole = match after {
            after if after.unknown > before.unknown => Known::No,
            after if after.provisional > before.provisional => Known::Provisional,
            _ => Known::Yes,
        };
        let time = head.time + (after.time - before.time) + tail.time;
        Some(Spent { time, known: head.known.max(whole).max(tail.known) })
    }

    fn before(&self, date: Date) -> Option<Sum> {
        let days = date.since(self.first?).ok()?.get_days();
        self.sums.get(usize::try_from(days).ok()?).copied()
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
        for back in (-40..500).step_by(3) {
            for forth in [0, 1, 2, 3, 30, 399, 600] {
                let from = now.saturating_sub(back.days()).saturating_sub((back * 37 % 1440).minutes());
                let to = from.saturating_add(forth.days()).saturating_add((back * 91 % 1440).abs().minutes());
                let plain = calendar.working_between(from, to, &Pauses::default());
                assert_eq!(days.working_between(&calendar, from, to), plain, "{from} {to}");
            }
        }
    }
}
