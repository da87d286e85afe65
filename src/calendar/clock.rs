//! Due times: pure functions of a start, a limit, the pauses and the calendar. And back: how much of a limit is used.

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, Timestamp};

use super::{Calendar, Interval, Known, Pauses};

/// The wall time of the bureau.
#[must_use]
pub fn local(time: Timestamp) -> DateTime {
    time.to_zoned(TimeZone::fixed(offset(8))).datetime()
}

/// The instant of a wall time; `None` only at the ends of time.
#[must_use]
pub fn instant(wall: DateTime) -> Option<Timestamp> {
    wall.to_zoned(TimeZone::fixed(offset(8))).ok().map(|zoned| zoned.timestamp())
}

/// What a clause grants. Nothing (0) is due at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// 7×24: every minute counts, "3 days" are 3 × 24 hours.
    Wall { minutes: u32 },
    /// N working hours: inside the intervals of working days.
    Working { minutes: u32 },
    /// N working days: the same wall time N working days later, clamped to opening hours.
    WorkingDays { days: u32 },
    /// By the end of the working day.
    EndOfDay,
    /// By a time that somebody gave; pauses do not move it.
    Until { at: DateTime },
}

/// When a clause runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub at: DateTime,
    /// The worst of the days that were passed, both ends included; always yes for a wall clock.
    pub known: Known,
}

/// How long a clock ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    pub time: SignedDuration,
    /// As in [`Due`].
    pub known: Known,
}

/// `minutes` of 7×24 after `start`, pauses left out. `None` beyond the year 9999.
#[must_use]
pub fn add_wall(start: DateTime, minutes: u32, pauses: &Pauses) -> Option<DateTime> {
    if minutes == 0 {
        return Some(start);
    }
    walk(&mut minutes_of(minutes), &pauses.outside(start, DateTime::MAX))
}

/// Uses `left` up in `stretches`: where it ends, if it does in them.
fn walk(left: &mut SignedDuration, stretches: &[(DateTime, DateTime)]) -> Option<DateTime> {
    for (from, to) in stretches {
        let length = to.duration_since(*from);
        if length >= *left {
            return from.checked_add(*left).ok();
        }
        *left -= length;
    }
    None
}

fn sum(stretches: &[(DateTime, DateTime)]) -> SignedDuration {
    stretches.iter().map(|(from, to)| to.duration_since(*from)).sum()
}

fn minutes_of(minutes: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(minutes))
}

impl Calendar {
    /// When `limit` runs out that began at `start`. `None` beyond the year 9999.
    #[must_use]
    pub fn due(&self, start: DateTime, limit: Limit, pauses: &Pauses) -> Option<Due> {
        match limit {
            Limit::Wall { minutes } => Some(Due { at: add_wall(start, minutes, pauses)?, known: Known::Yes }),
            Limit::Working { minutes } => self.add_working_minutes(start, minutes, pauses),
            Limit::WorkingDays { days } => self.add_working_days(start, days, pauses),
            Limit::EndOfDay => self.end_of_working_day(start, pauses),
            Limit::Until { at } => Some(Due { at, known: Known::Yes }),
        }
    }

    /// How much of a limit's clock ran from `start` to `to`: of [`Self::due`]'s time it is the share that is used, for warnings.
    #[must_use]
    pub fn spent(&self, start: DateTime, to: DateTime, limit: Limit, pauses: &Pauses) -> Spent {
        match limit {
            Limit::Wall { .. } | Limit::Until { .. } => {
                let (from, until) = (start.min(to), start.max(to));
                let time = sum(&pauses.outside(from, until));
                Spent { time: if to < start { -time } else { time }, known: Known::Yes }
            }
            _ => self.working_between(start, to, pauses),
        }
    }

    /// The first moment by which `minutes` of working time have passed since `start`: the end of an interval, not the
    /// beginning of the next.
    #[must_use]
    pub fn add_working_minutes(&self, start: DateTime, minutes: u32, pauses: &Pauses) -> Option<Due> {
        self.add_working(start, minutes_of(minutes), pauses)
    }

    fn add_working(&self, start: DateTime, mut left: SignedDuration, pauses: &Pauses) -> Option<Due> {
        if left.is_zero() {
            return Some(Due { at: start, known: Known::Yes });
        }
        let (mut date, mut known) = (start.date(), Known::Yes);
        loop {
            known = known.max(self.day(date).known);
            for (from, to) in self.stretches(date)? {
                if let Some(at) = walk(&mut left, &pauses.outside(from.max(start), to)) {
                    return Some(Due { at, known });
                }
            }
            date = date.tomorrow().ok()?;
        }
    }

    /// The same wall time `days` working days later: before opening it becomes the opening, in a break the break's end, after closing
    /// the closing. A start on a day off counts from the opening of the next working day. Working time that was paused is added.
    #[must_use]
    pub fn add_working_days(&self, start: DateTime, days: u32, pauses: &Pauses) -> Option<Due> {
        if days == 0 {
            return Some(Due { at: start, known: Known::Yes });
        }
        let mut known = Known::Yes;
        let mut date = self.next_working(start.date(), &mut known)?;
        let time = if date == start.date() { start.time() } else { jiff::civil::Time::midnight() };
        for _ in 0..days {
            date = self.next_working(date.tomorrow().ok()?, &mut known)?;
        }
        let wanted = date.to_datetime(time);
        let stretches = self.stretches(date)?;
        let at = stretches.iter().find(|(_, to)| wanted <= *to).map(|(from, _)| wanted.max(*from));
        self.after_pauses(start, at.or(stretches.last().map(|(_, to)| *to))?, known, pauses)
    }

    /// The closing of the day of `start`; of the next working day where that is a day off or `start` is not before its closing.
    /// Working time that was paused is added.
    #[must_use]
    pub fn end_of_working_day(&self, start: DateTime, pauses: &Pauses) -> Option<Due> {
        let (mut date, mut known) = (start.date(), Known::Yes);
        loop {
            date = self.next_working(date, &mut known)?;
            match self.stretches(date)?.last() {
                Some((_, closing)) if start < *closing => return self.after_pauses(start, *closing, known, pauses),
                _ => date = date.tomorrow().ok()?,
            }
        }
    }

    /// Working time between two moments, pauses left out; negative where `to` is before `from`.
    #[must_use]
    pub fn working_between(&self, from: DateTime, to: DateTime, pauses: &Pauses) -> Spent {
        if to < from {
            let Spent { time, known } = self.working_between(to, from, pauses);
            return Spent { time: -time, known };
        }
        let mut spent = Spent { time: SignedDuration::ZERO, known: Known::Yes };
        let mut next = Some(from.date());
        while let Some(date) = next.filter(|date| *date <= to.date()) {
            spent.known = spent.known.max(self.day(date).known);
            for (open, close) in self.stretches(date).unwrap_or_default() {
                spent.time += sum(&pauses.outside(open.max(from), close.min(to)));
            }
            next = date.tomorrow().ok();
        }
        spent
    }

    /// `at`, later by the working time that pauses took since `start`.
    fn after_pauses(&self, start: DateTime, at: DateTime, known: Known, pauses: &Pauses) -> Option<Due> {
        if *pauses == Pauses::default() {
            return Some(Due { at, known });
        }
        let stood = self.working_between(start, at, &Pauses::default()).time - self.working_between(start, at, pauses).time;
        let due = self.add_working(at, stood, pauses)?;
        Some(Due { at: due.at, known: due.known.max(known) })
    }

    /// The first working day from `date` on; `known` becomes the worst that was passed.
    fn next_working(&self, mut date: Date, known: &mut Known) -> Option<Date> {
        loop {
            let day = self.day(date);
            *known = day.known.max(*known);
            if day.is_working {
                return Some(date);
            }
            date = date.tomorrow().ok()?;
        }
    }

    /// The working time of `date`, in order; none on a day off. `None` at the end of time.
    #[must_use]
    pub fn stretches(&self, date: Date) -> Option<Vec<(DateTime, DateTime)>> {
        let intervals: &[Interval] = if self.day(date).is_working { self.hours(date).hours.intervals() } else { &[] };
        intervals.iter().map(|interval| interval.on(date)).collect()
    }
}
