//! Working hours of a day: intervals, and sets of them by season.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan as _};

use super::fault::{Fault, Why};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A stretch of working time within a day, in minutes since midnight; the end may be 24:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    from: u16,
    to: u16,
}

impl Interval {
    /// `None` unless `from` is before `to` and both are within a day.
    #[must_use]
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= DAY).then_some(Self { from, to })
    }

    /// `09:00-12:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        Self::new(minute(from)?, minute(to)?)
    }

    /// How long it is.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.to - self.from
    }

    /// Where it begins and ends on `date`; `None` at the end of time.
    pub(super) fn on(self, date: Date) -> Option<(DateTime, DateTime)> {
        let midnight = date.to_datetime(Time::midnight());
        let at = |minute: u16| midnight.checked_add(SignedDuration::from_mins(i64::from(minute))).ok();
        Some((at(self.from)?, at(self.to)?))
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// `HH:MM`, up to 24:00.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':').and_then(|(h, m)| Some((two(h)?, two(m)?)))?;
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY).then_some(all)
}

/// Exactly two digits.
fn two(text: &str) -> Option<u16> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The working time of one day: at least one interval, ascending, none over another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours(Vec<Interval>);

impl Hours {
    /// The place of a fault is `open[i]`, or `open` where there is none.
    pub fn new(intervals: Vec<Interval>) -> Result<Self, Fault> {
        if intervals.is_empty() {
            return Err(Fault::new("open", Why::NoInterval));
        }
        let early = intervals.iter().zip(intervals.iter().skip(1)).position(|(one, next)| next.from < one.to);
        match early {
            Some(at) => Err(Fault::new(format!("open[{}]", at + 1), Why::Order)),
            None => Ok(Self(intervals)),
        }
    }

    #[must_use]
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Working minutes of such a day.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.0.iter().map(|interval| interval.minutes()).sum()
    }
}

impl Default for Hours {
    /// 09:00–12:00 and 13:30–18:00.
    fn default() -> Self {
        Self(vec![Interval { from: 9 * 60, to: 12 * 60 }, Interval { from: 13 * 60 + 30, to: 18 * 60 }])
    }
}

/// Days of every year, first and last included, as (month, day); it may go over the year's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    from: (i8, i8),
    to: (i8, i8),
}

impl Season {
    /// Two days of the year, `MM-DD`.
    #[must_use]
    pub fn parse(from: &str, to: &str) -> Option<Self> {
        Some(Self { from: month_day(from)?, to: month_day(to)? })
    }

    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        let day = (date.month(), date.day());
        if self.from <= self.to { self.from <= day && day <= self.to } else { self.from <= day || day <= self.to }
    }
}

/// `MM-DD`; 02-29 is one.
fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let date = Date::new(2024, i8::try_from(two(month)?).ok()?, i8::try_from(two(day)?).ok()?).ok()?;
    Some((date.month(), date.day()))
}

/// Hours of a season, or of what the seasons leave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HourSet {
    pub name: Option<String>,
    pub season: Option<Season>,
    pub hours: Hours,
}

/// The sets of a file: each day of the year is in exactly one season, or in none where there is a set without a season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HourSets {
    seasons: Vec<(Season, HourSet)>,
    usual: Option<HourSet>,
}

impl HourSets {
    /// The place of a fault is `hours[i]` or `hours`.
    pub fn new(sets: Vec<HourSet>) -> Result<Self, Fault> {
        let mut made = Self { seasons: Vec::new(), usual: None };
        for (at, set) in sets.into_iter().enumerate() {
            match set.season {
                Some(season) => made.seasons.push((season, set)),
                None if made.usual.is_none() => made.usual = Some(set),
                None => return Err(Fault::new(format!("hours[{at}]"), Why::SecondUsual)),
            }
        }
        // A leap year has every day there is.
        for date in Date::constant(2024, 1, 1).series(1.day()).take(366) {
            let day = || date.strftime("%m-%d").to_string();
            match made.seasons.iter().filter(|(season, _)| season.holds(date)).count() {
                0 if made.usual.is_none() => return Err(Fault::new("hours", Why::NoSeason(day()))),
                0 | 1 => {}
                _ => return Err(Fault::new("hours", Why::TwoSeasons(day()))),
            }
        }
        Ok(made)
    }

    /// The set of a day.
    #[must_use]
    pub fn on(&self, date: Date) -> Option<&HourSet> {
        self.seasons.iter().find(|(season, _)| season.holds(date)).map(|(_, set)| set).or(self.usual.as_ref())
    }
}
