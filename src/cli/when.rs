//! Times on the command line, in the zone of the configuration.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::App;
use crate::error::{Error, Kind, Result};
use crate::parse::when::{When, when};
use crate::text::Msg;

/// A day (its beginning, or its end), or a moment.
pub(super) fn moment(app: &App, text: &str, end: bool) -> Result<Timestamp> {
    let zone = &app.ctx()?.zone;
    let wrong = || Error::new(Kind::Usage, Msg::Usage { text: format!("{text} (2026-11-01 / 2026-11-01T08:00)") });
    when(text).and_then(|found| instant(found, zone, end)).ok_or_else(wrong)
}

/// The instant that was meant in a zone.
pub(super) fn instant(found: When, zone: &TimeZone, end: bool) -> Option<Timestamp> {
    let civil = match found {
        When::Instant(instant) => return Some(instant),
        When::Moment(moment) => moment,
        When::Day(day) if end => day.tomorrow().ok()?.at(0, 0, 0, 0),
        When::Day(day) => day.at(0, 0, 0, 0),
    };
    local(civil, zone)
}

pub(super) fn local(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    civil.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

/// The first day of a month and of the one after it: `2026-10`, `202610`, `2026年10月`.
pub(super) fn month(text: &str) -> Option<(Date, Date)> {
    let digits: Vec<&str> = text.trim().split(['-', '/', '.', '年', '月']).filter(|part| !part.is_empty()).collect();
    let (year, month) = match digits[..] {
        [year, month] => (year, month),
        [both] if both.len() == 6 && both.is_ascii() => both.split_at(4),
        _ => return None,
    };
    let first = Date::new(year.parse().ok().filter(|year| *year >= 1900)?, month.parse().ok()?, 1).ok()?;
    Some((first, first.checked_add(jiff::Span::new().months(1)).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read() {
        let told = |text: &str| month(text).map(|(from, to)| format!("{from} {to}"));
        for text in ["2026-12", "2026/12", "202612", "2026年12月"] {
            assert_eq!(told(text).as_deref(), Some("2026-12-01 2027-01-01"), "{text}");
        }
        assert!(["2026-13", "12", "", "2026-12-01", "x-y"].iter().all(|text| month(text).is_none()));
    }
}
