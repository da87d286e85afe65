//! Times in logs → the target's clock and seconds since 1970. Many logs leave out the year, and all of them the zone.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, tz::TimeZone};

/// The wall clock of a target: what `date '+%Y-%m-%d %H:%M:%S'` printed at a known second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub now: DateTime,
    /// Seconds that the wall clock is ahead of UTC.
    ahead: i64,
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

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Clock {
    /// `at` is the second at which the probe began; the zone is what lies between the two, in quarters of an hour.
    pub(super) fn new(printed: &str, at: Option<i64>) -> Option<Self> {
        let now: DateTime = printed.trim().parse().ok()?;
        let ahead = at.map_or(0, |at| ((seconds(now) - at) + 450).div_euclid(900) * 900);
        Some(Self { now, ahead })
    }

    pub(super) fn epoch(&self, local: DateTime) -> i64 {
        seconds(local) - self.ahead
    }

    pub(super) fn local(&self, epoch: i64) -> Option<DateTime> {
        DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(SignedDuration::from_secs(epoch + self.ahead)).ok()
    }

    /// The wall time of a line that is not younger than `before` (a day is forgiven): that gives the year.
    /// Read a log from its newest line back, and the turn of the year falls into place.
    pub(super) fn local_of(&self, when: When, before: DateTime) -> Option<DateTime> {
        match when {
            When::Local(local) => Some(local),
            When::Exact(epoch) => self.local(epoch),
            When::NoYear { month, day, time } => {
                let latest = before.checked_add(SignedDuration::from_hours(24)).ok()?;
                // Eight years back there was a 29 February in any case.
                (0..=8)
                    .find_map(|back| Some(Date::new(before.year() + 1 - back, month, day).ok()?.to_datetime(time)).filter(|t| *t <= latest))
            }
        }
    }
}

fn seconds(local: DateTime) -> i64 {
    local.to_zoned(TimeZone::UTC).map_or(0, |z| z.timestamp().as_second())
}

pub(super) fn month(word: &str) -> Option<i8> {
    MONTHS.iter().position(|m| *m == word).and_then(|i| i8::try_from(i + 1).ok())
}

/// `06:55:46`, `06:55`.
pub(super) fn time(word: &str) -> Option<Time> {
    let mut parts = word.split(':').map(|p| p.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() { None } else { Time::new(hour, minute, second.min(59), 0).ok() }
}

/// The time that begins a line of syslog or journal, and what is behind it.
pub(super) fn syslog(line: &str) -> Option<(When, &str)> {
    let (first, rest) = line.split_once(' ')?;
    if let Some(month) = month(first) {
        let (day, rest) = rest.trim_start().split_once(' ')?;
        let (clock, rest) = rest.trim_start().split_once(' ')?;
        return Some((When::NoYear { month, day: day.parse().ok()?, time: time(clock)? }, rest));
    }
    // `2025-12-10T06:55:46.123+08:00`, `…+0800`, `…Z`.
    let (date, clock) = first.split_once('T')?;
    let zone = clock.find(['+', '-', 'Z'])?;
    let (clock, zone) = clock.split_at(zone);
    let local: DateTime = format!("{date}T{clock}").parse().ok()?;
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let ahead = match digits.len() {
        0 => 0,
        4 => digits[..2].parse::<i64>().ok()? * 3600 + digits[2..].parse::<i64>().ok()? * 60,
        _ => return None,
    };
    let ahead = if zone.starts_with('-') { -ahead } else { ahead };
    Some((When::Exact(seconds(local) - ahead), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_and_the_year_come_from_the_targets_clock() {
        let clock = Clock::new("2026-01-02 08:00:05\n", Some(1_767_312_000)).unwrap();
        assert_eq!(clock.ahead, 28_800);
        let (when, rest) = syslog("Dec 31 23:59:58 app01 sshd[1]: x").unwrap();
        assert_eq!((clock.local_of(when, clock.now).unwrap().to_string(), rest), ("2025-12-31T23:59:58".into(), "app01 sshd[1]: x"));
        let (when, _) = syslog("Jan  2 07:00:00 app01 y").unwrap();
        let local = clock.local_of(when, clock.now).unwrap();
        assert_eq!((local.year(), clock.epoch(local)), (2026, 1_767_308_400));
        let leap = When::NoYear { month: 2, day: 29, time: Time::midnight() };
        assert_eq!(clock.local_of(leap, clock.now).unwrap().year(), 2024);
    }

    #[test]
    fn written_zones_are_heeded() {
        for line in ["2026-01-02T08:00:00.250+08:00 h m", "2026-01-02T08:00:00+0800 h m", "2026-01-02T00:00:00Z h m"] {
            assert_eq!(syslog(line).unwrap(), (When::Exact(1_767_312_000), "h m"), "{line}");
        }
        assert!(syslog("Foo 12 x").is_none() && syslog("2026-01-02Tnine h").is_none() && syslog("Jan 99 25:00:00 h").is_none());
    }
}
