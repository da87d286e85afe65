//! Clocks of a target. Its logs are written in local time, most of them without year and zone.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Input, ParseFault};

/// The last second that has a calendar here, 31 December 9999. What a host claims beyond it is no time.
const LAST: i64 = 253_402_300_799;

/// The target's wall clock at [`Input::at`]. Probes print it as part `clock`: `date '+%Y-%m-%d %H:%M:%S'`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// Local time when the probe began.
    pub now: DateTime,
    /// Seconds that local time is ahead of UTC, in quarters of an hour.
    offset: i64,
    /// The window: from here …
    since: i64,
    /// … up to here; this second is for the next look.
    until: i64,
}

/// A time as a line gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    /// `Dec 10 06:55:46`.
    NoYear { month: i8, day: i8, time: Time },
    /// `2025-12-10 06:55:46`.
    Local(DateTime),
    /// `2025-12-10T06:55:46+08:00`: seconds since 1970.
    Exact(i64),
}

impl Clock {
    pub(super) fn of(input: &Input<'_>) -> Result<Self, ParseFault> {
        let text = input.need("clock")?.trim();
        let local: DateTime = text.replace('T', " ").parse().map_err(|_| ParseFault::Layout("clock", text.to_owned()))?;
        let at = input.at.filter(|at| (0..=LAST).contains(at)).ok_or(ParseFault::Missing("date +%s"))?;
        let offset = (utc(local).unwrap_or(at) - at + 450).div_euclid(900) * 900;
        let since = input.since.filter(|s| (1..=LAST).contains(s)).unwrap_or(at - 86_400);
        let clock = Self { now: local, offset, since, until: at };
        Ok(Self { now: clock.local(at).unwrap_or(local), ..clock })
    }

    /// What the target's clock showed.
    pub(super) fn local(&self, epoch: i64) -> Option<DateTime> {
        Some(TimeZone::UTC.to_datetime(Timestamp::from_second(epoch.checked_add(self.offset)?).ok()?))
    }

    /// Seconds since 1970 of a local time.
    pub(super) fn epoch(&self, local: DateTime) -> Option<i64> {
        utc(local).map(|s| s - self.offset)
    }

    /// Seconds that have gone since a moment; negative when it is still to come.
    pub(super) fn since(&self, epoch: i64) -> Option<i64> {
        self.epoch(self.now)?.checked_sub(epoch)
    }

    /// Whether a moment is for this look.
    pub(super) fn sees(&self, epoch: i64) -> bool {
        (self.since..self.until).contains(&epoch)
    }

    /// The same for a log that has minutes only: the running minute waits for the next look.
    pub(super) fn sees_minute(&self, epoch: i64) -> bool {
        let minute = |s: i64| s.div_euclid(60) * 60;
        (minute(self.since)..minute(self.until)).contains(&epoch)
    }

    /// Whether a log that begins here may lack a part of the window.
    pub(super) fn after_start(&self, epoch: i64) -> bool {
        epoch > self.since
    }
}

fn utc(local: DateTime) -> Option<i64> {
    Some(TimeZone::UTC.to_timestamp(local).ok()?.as_second())
}

/// Gives years to the lines of a log, from its last line back: what would be later than the line behind it is of the year before.
#[derive(Debug)]
pub(super) struct Years<'a> {
    clock: &'a Clock,
    limit: DateTime,
}

impl<'a> Years<'a> {
    pub(super) fn new(clock: &'a Clock) -> Self {
        Self { clock, limit: clock.now }
    }

    /// The wall time of the next line up, as the target's clock showed it should its writer have had another zone.
    pub(super) fn place(&mut self, when: When) -> Option<DateTime> {
        let (month, day, time) = match when {
            When::Local(local) => return Some(local),
            When::Exact(epoch) => return self.clock.local(epoch),
            When::NoYear { month, day, time } => (month, day, time),
        };
        // Lines of several writers may be a little out of order.
        let latest = self.limit.checked_add(1.day()).ok()?;
        // Eight years back there was a 29 February in any case.
        let found = (0..=8)
            .filter_map(|back| Date::new(latest.year() - back, month, day).ok())
            .map(|date| date.to_datetime(time))
            .find(|t| *t <= latest)?;
        self.limit = self.limit.min(found);
        Some(found)
    }
}

/// `Jan` … `Dec`, of any case.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.iter().position(|m| m.eq_ignore_ascii_case(word)).and_then(|i| i8::try_from(i + 1).ok())
}

/// `06:55:46`, `06:55:46.123`, `06:55`.
pub(super) fn time(word: &str) -> Option<Time> {
    let whole = word.split_once('.').map_or(word, |(whole, _)| whole);
    let mut parts = whole.split(':').map(|p| p.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() { None } else { Time::new(hour, minute, second.min(59), 0).ok() }
}

/// The time that begins a line of syslog or journal, and what is behind it: `Nov  2 08:00:03`, `2025-11-22T08:00:03.123+08:00`,
/// `…+0800`, `…Z`, and without a zone.
pub(super) fn stamp(line: &str) -> Option<(When, &str)> {
    let (first, rest) = line.split_once(' ')?;
    if let Some(month) = month(first) {
        let (day, rest) = rest.trim_start().split_once(' ')?;
        let (clock, rest) = rest.trim_start().split_once(' ')?;
        return Some((When::NoYear { month, day: day.parse().ok()?, time: time(clock)? }, rest));
    }
    let (date, clock) = first.split_once('T')?;
    let (clock, zone) = clock.split_at(clock.find(['+', '-', 'Z']).unwrap_or(clock.len()));
    let local = date.parse::<Date>().ok()?.to_datetime(time(clock)?);
    let when = if zone.is_empty() { When::Local(local) } else { When::Exact(utc(local)? - ahead(zone)?) };
    Some((when, rest))
}

/// Seconds that a zone is ahead of UTC: `Z`, `+08:00`, `-0330`.
fn ahead(zone: &str) -> Option<i64> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let seconds = match digits.len() {
        0 if zone == "Z" => 0,
        4 => digits[..2].parse::<i64>().ok()? * 3600 + digits[2..].parse::<i64>().ok()? * 60,
        _ => return None,
    };
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

/// `Wed Nov 22 10:15:01 EAT 2023`, `Fri Nov 22 14:03:11 +0800 2025`, `Tue Jan  5 12:00:00 2021`, wherever in a line it begins.
pub(super) fn dated(line: &str) -> Option<DateTime> {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.iter().enumerate().find_map(|(i, word)| {
        let month = month(word)?;
        let (day, time) = (words.get(i + 1)?.parse().ok()?, time(words.get(i + 2)?)?);
        let year = words
            .iter()
            .skip(i + 3)
            .take(2)
            .map(|w| w.trim_end_matches(','))
            .find_map(|w| w.parse::<i16>().ok().filter(|year| w.len() == 4 && *year > 1969))?;
        Some(Date::new(year, month, day).ok()?.to_datetime(time))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    /// 2026-01-02 08:00:00 in China.
    const CLOCK: Clock = Clock { now: date(2026, 1, 2).at(8, 0, 0, 0), offset: 28_800, since: 0, until: 0 };

    #[test]
    fn a_line_without_a_year_is_never_in_the_future() {
        let mut years = Years::new(&CLOCK);
        for (month, day, year) in [(1, 2, 2026), (1, 1, 2026), (12, 31, 2025), (1, 5, 2025), (12, 30, 2024), (2, 29, 2024)] {
            let when = When::NoYear { month, day, time: time(7, 0, 0, 0) };
            assert_eq!(years.place(when).map(DateTime::year), Some(year), "{month}-{day}");
        }
        assert_eq!(CLOCK.epoch(date(1970, 1, 1).at(8, 0, 0, 0)), Some(0));
        assert_eq!(CLOCK.local(0), Some(date(1970, 1, 1).at(8, 0, 0, 0)));
    }

    #[test]
    fn the_zone_is_what_lies_between_the_two_clocks_of_the_target() {
        let of = |clock: &str, at: i64, since: Option<i64>| {
            let parts = [("clock".to_owned(), clock.to_owned())];
            let (os, before, errors, columns) = (crate::model::Os::Linux, &[][..], "", &[][..]);
            Clock::of(&Input { os, parts: &parts, before, errors, at: Some(at), seconds: 0.0, since, ahead_s: None, columns })
        };
        let clock = of("2026-01-02 08:00:05\n", 1_767_312_000, None).unwrap();
        assert_eq!((clock.offset, clock.since(1_767_311_000)), (28_800, Some(1000)));
        // What a host says of itself may be anything.
        assert!(of("soon", 1_767_312_000, None).is_err() && of("2026-01-02 08:00:05", i64::MIN, None).is_err());
        assert_eq!(of("2026-01-02 08:00:05", 1_767_312_000, Some(i64::MIN)).unwrap().since, 1_767_312_000 - 86_400);
    }

    #[test]
    fn stamps_of_all_kinds_are_read() {
        let mut years = Years::new(&CLOCK);
        let mut local = |line| stamp(line).and_then(|(when, rest)| Some((years.place(when)?.to_string(), rest)));
        assert_eq!(local("2026-01-02T08:00:00Z h m"), Some(("2026-01-02T16:00:00".into(), "h m")));
        assert_eq!(local("2026-01-02T08:00:00.250+08:00 h m"), Some(("2026-01-02T08:00:00".into(), "h m")));
        assert_eq!(local("2026-01-02T03:30:00-0330 h m"), Some(("2026-01-02T15:00:00".into(), "h m")));
        assert_eq!(local("2026-01-02T07:00:00 h m"), Some(("2026-01-02T07:00:00".into(), "h m")));
        assert_eq!(local("Jan  2 06:00:59.5 h m"), Some(("2026-01-02T06:00:59".into(), "h m")));
        assert_eq!(local("Dec 31 23:59:60 h m"), Some(("2025-12-31T23:59:59".into(), "h m")));
        for line in ["Foo 12 x", "2026-01-02Tnine h", "2026-01-02T08:00:00+8 h", "Jan 99 25:00:00 h", "Jan 9 1:2:3:4 h"] {
            assert_eq!(local(line), None, "{line}");
        }
    }

    #[test]
    fn words_of_dates() {
        assert_eq!(dated("Wed Nov 22 10:15:01 EAT 2023"), Some(date(2023, 11, 22).at(10, 15, 1, 0)));
        assert_eq!(dated("DATE_TIME= Tue Nov 5 17:38:00 2013"), Some(date(2013, 11, 5).at(17, 38, 0, 0)));
        assert_eq!(dated("root pts/0 10.1.1.1 Fri Nov 21 14:03:11 +0800 2025"), Some(date(2025, 11, 21).at(14, 3, 11, 0)));
        assert_eq!(dated("lockout=0, spwchg=Tue Jan  5 12:00:00 2021, x"), Some(date(2021, 1, 5).at(12, 0, 0, 0)));
        assert_eq!((dated("soon"), dated("Wed Nov 22 10:15:01 12")), (None, None));
    }
}
