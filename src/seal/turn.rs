//! A date → which files have their turn, so that a set too large for one night is read whole in a cycle.
//!
//! A file's part is made of its name alone: it keeps its night whatever comes and goes beside it, and any `parts` nights on end read
//! everything (units are counted on since 1970, so that no length of a month and no turn of a year skips or repeats one). The price is
//! that parts are equal only by and large: seven huge files need not fall on seven nights.

use jiff::civil::{Date, date};

use super::{Digest, Name};

/// Part `part` (from 0) of `parts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    part: u32,
    parts: u32,
}

impl Turn {
    /// Everything.
    pub const ALL: Self = Self { part: 0, parts: 1 };

    /// `part` from 1, as people say it: 3 of 7. None where there is no such part.
    #[must_use]
    pub fn of(part: u32, parts: u32) -> Option<Self> {
        (1..=parts).contains(&part).then(|| Self { part: part - 1, parts })
    }

    /// Whether the file is read this time.
    #[must_use]
    pub fn has(&self, name: &Name) -> bool {
        let Digest(digest) = Digest::sha256(name.bytes());
        let number = digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
        self.parts <= 1 || number % u64::from(self.parts) == u64::from(self.part)
    }

    /// From 1, and of how many.
    #[must_use]
    pub fn number(&self) -> (u32, u32) {
        (self.part + 1, self.parts)
    }
}

/// How often a part is read, and in what time all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    /// 7 parts.
    DailyWeek,
    /// 30 parts.
    DailyMonth,
    /// 4 parts, from Monday to Sunday.
    WeeklyMonth,
    /// 13 parts.
    WeeklyQuarter,
    /// 12 parts.
    MonthlyYear,
    /// A part a day, any number of them.
    Days(u32),
}

impl Cycle {
    /// `daily/week`, `weekly/month` … as rustic has it, or `daily/14`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "daily/week" => Self::DailyWeek,
            "daily/month" => Self::DailyMonth,
            "weekly/month" => Self::WeeklyMonth,
            "weekly/quarter" => Self::WeeklyQuarter,
            "monthly/year" => Self::MonthlyYear,
            _ => Self::Days(text.strip_prefix("daily/")?.parse().ok().filter(|parts| (1..=3660).contains(parts))?),
        })
    }

    #[must_use]
    pub fn parts(self) -> u32 {
        match self {
            Self::DailyWeek => 7,
            Self::DailyMonth => 30,
            Self::WeeklyMonth => 4,
            Self::WeeklyQuarter => 13,
            Self::MonthlyYear => 12,
            Self::Days(parts) => parts.max(1),
        }
    }

    /// The part of this day, in the site's own calendar.
    #[must_use]
    pub fn on(self, day: Date) -> Turn {
        // A Monday.
        const FIRST: Date = date(1970, 1, 5);
        let days = FIRST.until(day).map_or(0, |span| i64::from(span.get_days()));
        let unit = match self {
            Self::WeeklyMonth | Self::WeeklyQuarter => days.div_euclid(7),
            Self::MonthlyYear => i64::from(day.year()) * 12 + i64::from(day.month()) - 1,
            _ => days,
        };
        let part = unit.rem_euclid(i64::from(self.parts()));
        Turn { part: u32::try_from(part).unwrap_or(0), parts: self.parts() }
    }
}
