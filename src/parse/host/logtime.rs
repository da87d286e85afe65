//! Clocks of a target. Its logs are written in local time, most of them without year and zone.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{Input, ParseFault};

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

impl Clock {
    pub(super) fn of(input: &Input<'_>) -> Result<Self, ParseFault> {
        let text = input.need("clock")?.trim();
        let local: DateTime = text.replace('T', " ").parse().map_err(|_| ParseFault::Layout("clock", text.to_owned()))?;
        let at = input.at.ok_or(ParseFault::Missing("date +%s"))?;
        let offset = (utc(local).unwrap_or(at) - at + 450).div_euclid(900) * 900;
        let since = input.since.filter(|s| *s > 0).unwrap_or(at - 86_400);
        let clock = Self { now: local, offset, since, until: at };
        Ok(Self { now: clock.local(at).unwrap_or(local), ..clock })
    }

    /// What the target's clock showed.
    pub(super) fn local(&self, epoch: i64) -> Option<DateTime> {
        Some(Timestamp::from_second(epoch.checked_add(self.offset)?).ok()?.to_zoned(TimeZone::UTC).datetime())
    }

    /// Seconds since 1970 of a local time.
    pub(super) fn epoch(&self, local: DateTime) -> Option<i64> {
        utc(local).map(|s| s - self.offset)
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
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Gives years to the lines of a log, from its last line back: what would be later than the line behind it is of the year before.
#[derive(Debug)]
pub(super) struct Years {
    limit: DateTime,
}

impl Years {
    pub(super) fn new(clock: &Clock) -> Self {
        Self { limit: clock.now }
    }

    /// The time of the next line up.
    pub(super) fn place(&mut self, month: i8, day: i8, time: Time) -> Option<DateTime> {
        // Lines of several writers may be a little out of order.
        let latest = self.limit.checked_add(1.day()).ok()?;
        let year = latest.year();
        let found =
            (0..5).filter_map(|back| Date::new(year - back, month, day).ok()).map(|d| d.to_datetime(time)).find(|t| *t <= latest)?;
        self.limit = self.limit.min(found);
        Some(found)
    }
}

/// `Jan` … `Dec`, of any case.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    MONTHS.iter().position(|m| word.starts_with(m)).and_then(|i| i8::try_from(i + 1).ok())
}

/// `Wed Nov 22 10:15:01 2023` (a zone may stand before the year).
pub(super) fn asctime(text: &str) -> Option<DateTime> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|w| w.len() == 3 && month(w).is_some())?;
    let (day, time) = (words.get(at + 1)?.parse().ok()?, words.get(at + 2)?.parse::<Time>().ok()?);
    let year = words[at + 3..].iter().find_map(|w| w.parse::<i16>().ok())?;
    Some(Date::new(year, month(words[at])?, day).ok()?.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_line_without_a_year_is_never_in_the_future() {
        let clock = Clock { now: date(2026, 1, 2).at(8, 0, 0, 0), offset: 28_800, since: 0, until: 0 };
        let mut years = Years::new(&clock);
        for (month, day, year) in [(1, 2, 2026), (1, 1, 2026), (12, 31, 2025), (1, 5, 2025), (12, 30, 2024), (2, 29, 2024)] {
            assert_eq!(years.place(month, day, time(7, 0, 0, 0)).map(DateTime::year), Some(year), "{month}-{day}");
        }
        assert_eq!(clock.epoch(date(1970, 1, 1).at(8, 0, 0, 0)), Some(0));
        assert_eq!(clock.local(0), Some(date(1970, 1, 1).at(8, 0, 0, 0)));
    }

    #[test]
    fn words_of_dates() {
        assert_eq!(asctime("Wed Nov 22 10:15:01 EAT 2023"), Some(date(2023, 11, 22).at(10, 15, 1, 0)));
        assert_eq!(asctime("DATE_TIME= Tue Nov 5 17:38:00 2013"), Some(date(2013, 11, 5).at(17, 38, 0, 0)));
        assert_eq!(asctime("soon"), None);
    }
}
