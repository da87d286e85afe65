//! Dates as these tools print them, in English and Chinese, and how exact they are.
//!
//! All forms have the same few words in another order, so that one reader finds them by what they are: a clock has
//! colons, a year four digits, a month a name or `月`. Forms met: `Tue Apr 29 09:44:22 2025`,
//! `星期三 10月 23 17:09:59 2019`, `Thursday, 16 October, 2008 18:08:25`, `星期六, 18 9月, 2010 10:40:16`,
//! `19-NOV-10`, `05-3月 -11`, `29-APR-25 09:37:36.590`, `2024-01-02 03:04:05`, `03/05/2011 09:28:03`, `14:18:16`.

use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

/// How much of a moment the log gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The whole of it.
    Second,
    /// Only the day: RMAN's default.
    Day,
}

/// A point of the clock of the machine that wrote the log, which does not tell its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Midnight where only the day is known.
    pub at: DateTime,
    /// How much is known.
    pub precision: Precision,
}

/// What a text says of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A day, perhaps with a clock.
    Moment(Moment),
    /// A clock alone, as Data Pump up to 11g ends.
    Clock(Time),
}

impl Moment {
    fn day(date: Date) -> Moment {
        Moment { at: date.to_datetime(Time::midnight()), precision: Precision::Day }
    }
}

impl Stamp {
    /// The moment that is meant, where a clock alone is the first such time after `base`.
    pub(super) fn after(self, base: Option<Moment>) -> Option<Moment> {
        let clock = match self {
            Stamp::Moment(moment) => return Some(moment),
            Stamp::Clock(clock) => clock,
        };
        let base = base.filter(|base| base.precision == Precision::Second)?;
        let same_day = base.at.date().to_datetime(clock);
        let at = if same_day < base.at { same_day.checked_add(Span::new().days(1)).ok()? } else { same_day };
        Some(Moment { at, precision: Precision::Second })
    }
}

/// Reads a text that is nothing but a time. Words that say nothing (weekdays) are passed over.
pub(super) fn stamp(text: &str) -> Option<Stamp> {
    let mut found = Found::default();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '(' | ')'));
    for word in words.filter(|word| !word.is_empty()).take(12) {
        found.word(word)?;
    }
    found.stamp()
}

/// Only a day or a moment, of a text that has it and nothing else.
pub(super) fn moment(text: &str) -> Option<Moment> {
    match stamp(text)? {
        Stamp::Moment(moment) => Some(moment),
        Stamp::Clock(_) => None,
    }
}

#[derive(Default)]
struct Found {
    year: Option<i16>,
    year_first: bool,
    month: Option<i8>,
    small: [Option<i8>; 3],
    clock: Option<Time>,
    afternoon: Option<bool>,
}

impl Found {
    fn word(&mut self, word: &str) -> Option<()> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let rest = word.get(digits..)?;
        if let Some((day, clock)) = word.split_once(':').filter(|(day, _)| day.len() == 4 || day.len() == 2) {
            // `2024-01-02:03:04:05`: a format that people set so that it has no blank.
            let joined = self.small[0].is_some() && self.year_first && self.small[1].is_none() && clock.matches(':').count() == 2;
            if joined {
                self.number(day)?;
                self.clock = Some(time(clock)?);
                return Some(());
            }
        }
        if word.contains(':') {
            self.clock = Some(time(word)?);
        } else if digits > 0 && rest.is_empty() {
            self.number(word)?;
        } else if digits > 0 {
            let number = word.get(..digits)?;
            match rest {
                "月" => self.month = Some(number.parse().ok()?),
                "日" | "号" | "年" => self.number(number)?,
                _ => return None,
            }
        } else if let Some(month) = month(word) {
            self.month = Some(month);
        } else {
            match word {
                "AM" | "上午" => self.afternoon = Some(false),
                "PM" | "下午" => self.afternoon = Some(true),
                _ if weekday(word) || word == "月" => {}
                _ => return None,
            }
        }
        Some(())
    }

    fn number(&mut self, digits: &str) -> Option<()> {
        if digits.len() == 4 {
            self.year_first = self.small[0].is_none() && self.month.is_none();
            self.year = Some(digits.parse().ok()?);
            return Some(());
        }
        if digits.len() > 2 {
            return None;
        }
        *self.small.iter_mut().find(|slot| slot.is_none())? = Some(digits.parse().ok()?);
        Some(())
    }

    fn stamp(&self) -> Option<Stamp> {
        let clock = match (self.clock, self.afternoon) {
            (Some(clock), Some(true)) if clock.hour() < 12 => Some(Time::new(clock.hour() + 12, clock.minute(), clock.second(), 0).ok()?),
            (Some(clock), Some(false)) if clock.hour() == 12 => Some(Time::new(0, clock.minute(), clock.second(), 0).ok()?),
            (clock, _) => clock,
        };
        if self.year.is_none() && self.month.is_none() && self.small[0].is_none() {
            return clock.map(Stamp::Clock);
        }
        let date = self.date()?;
        Some(Stamp::Moment(match clock {
            Some(clock) => Moment { at: date.to_datetime(clock), precision: Precision::Second },
            None => Moment::day(date),
        }))
    }

    fn date(&self) -> Option<Date> {
        let [first, second, _] = self.small;
        let (year, month, day) = match (self.month, self.year) {
            (Some(month), Some(year)) => (year, month, first?),
            // `19-NOV-10`; there was no Oracle with these tools before 1980.
            (Some(month), None) => {
                let year = i16::from(second?);
                (if year < 80 { 2000 + year } else { 1900 + year }, month, first?)
            }
            // RMAN's stacks have the American order, whatever the language.
            (None, Some(year)) => (year, first?, second?),
            (None, None) => return None,
        };
        Date::new(year, month, day).ok()
    }
}

/// `09:44:22`, `17:9:7`, `09:37:36.590`, `09:44`.
fn time(word: &str) -> Option<Time> {
    let mut parts = word.split(':');
    let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let second = parts.next().map_or(Some(0), |s| s.split('.').next()?.parse().ok())?;
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

fn month(word: &str) -> Option<i8> {
    const NAMES: [(&str, i8); 12] = [
        ("january", 1),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
    ];
    let short = word.get(..3)?;
    let (name, number) = NAMES.iter().find(|(name, _)| name.get(..3).is_some_and(|n| n.eq_ignore_ascii_case(short)))?;
    (word.len() == 3 || name.eq_ignore_ascii_case(word)).then_some(*number)
}

fn weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let english = |day: &str| day.eq_ignore_ascii_case(word) || day.get(..3).is_some_and(|d| d.eq_ignore_ascii_case(word));
    word.starts_with("星期") || word.starts_with('周') || DAYS.iter().any(|day| english(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match stamp(text) {
            Some(Stamp::Moment(Moment { at, precision: Precision::Second })) => at.to_string(),
            Some(Stamp::Moment(Moment { at, precision: Precision::Day })) => at.date().to_string(),
            Some(Stamp::Clock(clock)) => clock.to_string(),
            None => "-".into(),
        }
    }

    #[test]
    fn every_form_of_the_tools_in_both_languages() {
        for (text, expected) in [
            ("Tue Apr 29 09:44:22 2025", "2025-04-29T09:44:22"),
            ("Fri May 2 14:34:13 2025", "2025-05-02T14:34:13"),
            ("星期三 10月 23 17:09:59 2019", "2019-10-23T17:09:59"),
            ("星期三 6月 26 17:9:7 2019", "2019-06-26T17:09:07"),
            ("Thursday, 16 October, 2008 18:08:25", "2008-10-16T18:08:25"),
            ("星期六, 18 9月, 2010 10:40:16", "2010-09-18T10:40:16"),
            ("19-NOV-10", "2010-11-19"),
            ("19-11月-10", "2010-11-19"),
            ("05-3月 -11", "2011-03-05"),
            ("29-APR-25 09:37:36.590", "2025-04-29T09:37:36"),
            ("2024-01-02 03:04:05", "2024-01-02T03:04:05"),
            ("2024/01/02 03:04:05", "2024-01-02T03:04:05"),
            ("2024-01-02:03:04:05", "2024-01-02T03:04:05"),
            ("2024年1月2日 03:04:05", "-"),
            ("03/05/2011 09:28:03", "2011-03-05T09:28:03"),
            ("19-NOV-2010 06:04:46 PM", "2010-11-19T18:04:46"),
            ("2010-11-19 12:04:46 上午", "2010-11-19T00:04:46"),
            ("14:18:16", "14:18:16"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for not in ["", "lun. mars 3 10:00:00 2025", "31-FEB-20", "10", "99:00:00", "수 6월 26 17:09:07 2019", "1 2 3 4", "12345"] {
            assert_eq!(read(not), "-", "{not}");
        }
    }

    #[test]
    fn a_clock_alone_is_the_first_after_the_start() {
        let start = moment("Thursday, 16 October, 2008 23:50:00");
        let end = |text| stamp(text).and_then(|s| s.after(start)).map(|m| m.at.to_string());
        assert_eq!(end("23:59:00").as_deref(), Some("2008-10-16T23:59:00"));
        assert_eq!(end("00:10:00").as_deref(), Some("2008-10-17T00:10:00"));
        assert_eq!(stamp("00:10:00").and_then(|s| s.after(moment("16-OCT-08"))), None, "a day alone is no base");
    }
}
