//! The time that a report is about: half a day to a year, in the configured zone.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::model::Lang;

/// How long a report's period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    HalfDay,
    Day,
    /// Monday to Sunday.
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
    /// No period: something happened.
    Event,
}

/// A half of a day: until noon, from noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Half {
    Am,
    Pm,
}

/// A period. Written as `2026-11-25am`, `2026-11-25`, `2026-W48`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`, `2026-11-01..2026-11-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    pub length: Length,
    pub first: Date,
    /// The last day, within.
    pub last: Date,
    pub half: Option<Half>,
}

impl Period {
    /// The period of this length that holds a day.
    #[must_use]
    pub fn around(length: Length, day: Date, half: Option<Half>) -> Self {
        let month = |from: i8, months: i8| {
            let first = Date::new(day.year(), from, 1).unwrap_or(day);
            let last = Date::new(day.year(), from + months - 1, 1).map_or(day, Date::last_of_month);
            (first, last)
        };
        let (first, last) = match length {
            Length::HalfDay | Length::Day | Length::Event => (day, day),
            Length::Week => {
                let monday = day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
                (monday, monday.saturating_add(6.days()))
            }
            Length::Month => month(day.month(), 1),
            Length::Quarter => month((day.month() - 1) / 3 * 3 + 1, 3),
            Length::HalfYear => month((day.month() - 1) / 6 * 6 + 1, 6),
            Length::Year => month(1, 12),
        };
        Self { length, first, last, half: half.filter(|_| length == Length::HalfDay) }
    }

    /// The last one that was over at a moment. The forenoon counts at noon; events are of today.
    #[must_use]
    pub fn last_full(length: Length, now: DateTime) -> Self {
        match length {
            Length::Event => Self::around(length, now.date(), None),
            Length::HalfDay if now.hour() >= 12 => Self::around(length, now.date(), Some(Half::Am)),
            Length::HalfDay => Self::around(length, now.date().yesterday().unwrap_or(now.date()), Some(Half::Pm)),
            _ => Self::around(length, now.date(), None).previous(),
        }
    }

    /// The one before.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.half == Some(Half::Pm) {
            return Self { half: Some(Half::Am), ..self };
        }
        let before = self.first.yesterday().unwrap_or(self.first);
        Self::around(self.length, before, Some(Half::Pm))
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.half == Some(Half::Am) {
            return Self { half: Some(Half::Pm), ..self };
        }
        let after = self.last.tomorrow().unwrap_or(self.last);
        Self::around(self.length, after, Some(Half::Am))
    }

    /// Reads a period. `length`: what a bare day, month or year stands for when it could be several (a day may mean its week).
    #[must_use]
    pub fn parse(text: &str, length: Length) -> Option<Self> {
        let text = text.trim();
        if let Some((first, last)) = text.split_once("..") {
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            return (first <= last).then_some(Self { length, first, last, half: None });
        }
        for (end, half) in [("am", Half::Am), ("pm", Half::Pm), ("上午", Half::Am), ("下午", Half::Pm)] {
            if let Some(day) = text.strip_suffix(end) {
                return Some(Self::around(Length::HalfDay, day.trim().parse().ok()?, Some(half)));
            }
        }
        if let Ok(day) = text.parse::<Date>() {
            return Some(Self::around(length, day, Some(Half::Am)));
        }
        let (year, rest) = text.split_at_checked(4)?;
        let year: i16 = year.parse().ok()?;
        let in_year = |month: i8| Date::new(year, month, 1).ok();
        let number = |text: &str| text.parse::<i8>().ok();
        match rest.as_bytes() {
            [] => Some(Self::around(Length::Year, in_year(1)?, None)),
            [b'-', b'Q' | b'q', ..] => Some(Self::around(Length::Quarter, in_year(number(&rest[2..])?.checked_mul(3)?)?, None)),
            [b'-', b'H' | b'h', ..] => Some(Self::around(Length::HalfYear, in_year(number(&rest[2..])?.checked_mul(6)?)?, None)),
            [b'-', b'W' | b'w', ..] => {
                let week = jiff::civil::ISOWeekDate::new(year, number(&rest[2..])?, jiff::civil::Weekday::Monday).ok()?;
                Some(Self::around(Length::Week, week.date(), None))
            }
            [b'-', ..] => Some(Self::around(Length::Month, in_year(number(&rest[1..])?)?, None)),
            _ => None,
        }
    }

    /// The first moment.
    #[must_use]
    pub fn begins(&self, zone: &TimeZone) -> Timestamp {
        let hour = if self.half == Some(Half::Pm) { 12 } else { 0 };
        moment(self.first, hour, zone)
    }

    /// The first moment after it.
    #[must_use]
    pub fn ends(&self, zone: &TimeZone) -> Timestamp {
        match self.half {
            Some(Half::Am) => moment(self.last, 12, zone),
            _ => moment(self.last.tomorrow().unwrap_or(self.last), 0, zone),
        }
    }

    #[must_use]
    pub fn days(&self) -> i64 {
        (self.last.duration_since(self.first).as_hours() / 24 + 1).max(1)
    }

    /// Every day of it.
    pub fn each_day(&self) -> impl Iterator<Item = Date> {
        let last = self.last;
        self.first.series(1.day()).take_while(move |day| *day <= last)
    }

    /// As people write it: 2026年10月, 2026年10月8日上午, 2026年第4季度.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        let (f, l) = (self.first, self.last);
        let (year, quarter, half) = (f.year(), (f.month() - 1) / 3 + 1, (f.month() - 1) / 6);
        let whole = *self == Self::around(self.length, f, self.half);
        match (lang, self.length) {
            (Lang::Zh, _) if !whole => format!("{}至{}", day_zh(f), day_zh(l)),
            (Lang::En, _) if !whole => format!("{f} to {l}"),
            (Lang::Zh, Length::HalfDay) => format!("{}{}", day_zh(f), if self.half == Some(Half::Pm) { "下午" } else { "上午" }),
            (Lang::Zh, Length::Day | Length::Event) => day_zh(f),
            (Lang::Zh, Length::Week) => format!("{}至{}", day_zh(f), day_zh(l)),
            (Lang::Zh, Length::Month) => format!("{year}年{}月", f.month()),
            (Lang::Zh, Length::Quarter) => format!("{year}年第{quarter}季度"),
            (Lang::Zh, Length::HalfYear) => format!("{year}年{}半年", if half == 0 { "上" } else { "下" }),
            (Lang::Zh, Length::Year) => format!("{year}年"),
            (Lang::En, Length::Month) => f.strftime("%B %Y").to_string(),
            (Lang::En, Length::Quarter) => format!("{year}, quarter {quarter}"),
            (Lang::En, Length::HalfYear) => format!("{year}, {} half", if half == 0 { "first" } else { "second" }),
            (Lang::En, Length::HalfDay) => format!("{f} {}", if self.half == Some(Half::Pm) { "pm" } else { "am" }),
            (Lang::En, Length::Week) => format!("{f} to {l}"),
            (Lang::En, _) => self.to_string(),
        }
    }
}

fn day_zh(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn moment(day: Date, hour: i8, zone: &TimeZone) -> Timestamp {
    let at = day.to_datetime(Time::new(hour, 0, 0, 0).unwrap_or(Time::midnight()));
    at.to_zoned(zone.clone()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

impl fmt::Display for Period {
    /// The form that [`Period::parse`] reads; also part of file names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, year) = (self.first, self.first.year());
        if *self != Self::around(self.length, first, self.half) {
            return write!(f, "{first}..{}", self.last);
        }
        match self.length {
            Length::HalfDay => write!(f, "{first}{}", if self.half == Some(Half::Pm) { "pm" } else { "am" }),
            Length::Day | Length::Event => write!(f, "{first}"),
            Length::Week => {
                let week = first.iso_week_date();
                write!(f, "{}-W{:02}", week.year(), week.week())
            }
            Length::Month => write!(f, "{year}-{:02}", first.month()),
            Length::Quarter => write!(f, "{year}-Q{}", (first.month() - 1) / 3 + 1),
            Length::HalfYear => write!(f, "{year}-H{}", (first.month() - 1) / 6 + 1),
            Length::Year => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["2026-11-25am", "2026-11-25pm", "2026-W48", "2026-11", "2026-Q4", "2026-H2", "2026", "2026-11-01..2026-11-15"] {
            assert_eq!(Period::parse(text, Length::Month).map(|p| p.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Period::parse("2026-11-25", Length::Day).unwrap().to_string(), "2026-11-25");
        assert_eq!(Period::parse("2026-11-25", Length::Week).unwrap().to_string(), "2026-W48", "a day stands for its week");
        for wrong in ["", "x", "2026-13", "2026-Q5", "2026-H3", "2026-W54", "2026-11-31", "2026-11-15..2026-11-01", "202é", "2026-é"] {
            assert_eq!(Period::parse(wrong, Length::Day), None, "{wrong}");
        }
    }

    #[test]
    fn the_last_full_one_is_over() {
        let now = datetime(2026, 3, 1, 11, 59, 0, 0);
        let last = |length| Period::last_full(length, now).to_string();
        assert_eq!(last(Length::HalfDay), "2026-02-28pm");
        assert_eq!(Period::last_full(Length::HalfDay, datetime(2026, 3, 1, 12, 0, 0, 0)).to_string(), "2026-03-01am");
        assert_eq!(last(Length::Day), "2026-02-28");
        assert_eq!(last(Length::Week), "2026-W08", "a Sunday is in its week");
        assert_eq!(last(Length::Month), "2026-02");
        assert_eq!(last(Length::Quarter), "2025-Q4");
        assert_eq!(last(Length::HalfYear), "2025-H2");
        assert_eq!(last(Length::Year), "2025");
    }

    #[test]
    fn before_and_after_are_each_others_inverse() {
        for text in ["2026-11-25am", "2026-11-25pm", "2026-W01", "2026-01", "2026-Q1", "2026-H1", "2026"] {
            let period = Period::parse(text, Length::Day).unwrap();
            assert_eq!(period.previous().next(), period, "{text}");
            assert_eq!(period.next().previous(), period, "{text}");
        }
    }

    #[test]
    fn moments_are_of_the_zone() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let month = Period::parse("2026-02", Length::Month).unwrap();
        assert_eq!(month.begins(&zone).to_string(), "2026-01-31T16:00:00Z");
        assert_eq!(month.ends(&zone).to_string(), "2026-02-28T16:00:00Z");
        assert_eq!((month.days(), month.each_day().count()), (28, 28));
        let am = Period::around(Length::HalfDay, date(2026, 2, 3), Some(Half::Am));
        assert_eq!(am.ends(&zone).to_string(), "2026-02-03T04:00:00Z");
        assert_eq!(am.ends(&zone), am.next().begins(&zone));
    }

    #[test]
    fn labels_are_as_people_write() {
        let zh = |text: &str| Period::parse(text, Length::Day).unwrap().label(Lang::Zh);
        assert_eq!(zh("2026-10"), "2026年10月");
        assert_eq!(zh("2026-Q4"), "2026年第4季度");
        assert_eq!(zh("2026-H1"), "2026年上半年");
        assert_eq!(zh("2026-10-08pm"), "2026年10月8日下午");
        assert_eq!(zh("2026-W48"), "2026年11月23日至2026年11月29日");
        assert_eq!(zh("2026-11-01..2026-11-15"), "2026年11月1日至2026年11月15日");
    }
}
