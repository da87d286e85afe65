//! What stands in a cell → a value as tickets hold it. Nothing is guessed: what is not known is a fault.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::tz::TimeZone;

use crate::model::ticket::{Field, FieldKind, Status};
use crate::parse::grid::Field as Cell;
use crate::parse::when::{When, serial, when};

use super::fault::Why;
use super::map::{Map, Take};

/// Characters of a number.
const MOST_NUMBER: usize = 100;
/// Characters of a value in one line.
const MOST_LINE: usize = 1_000;
/// Characters of a text: as many as a cell of a workbook holds.
const MOST_TEXT: usize = 32_767;
/// From here on a number of a spreadsheet has lost digits.
const EXACT: f64 = 1e15;
/// The days of this century, as spreadsheets count them: a bare number that is one may be a time.
const CENTURY: std::ops::Range<f64> = 36_526.0..73_051.0;

/// The value of a field. The cell is not empty.
pub(super) fn value(field: Field, cell: &Cell, take: &Take, map: &Map, zone: &TimeZone) -> Result<String, Why> {
    let text = text(cell, field.kind() == FieldKind::Time)?;
    if let Some(ours) = take.values.ours(&text) {
        return Ok(ours.to_owned());
    }
    match field.kind() {
        FieldKind::Line => line(&text),
        FieldKind::Text => within(lines(&text), MOST_TEXT),
        FieldKind::Time => moment(cell, &map.formats, zone, field == Field::Planned).map(|at| at.to_string()).ok_or(Why::Time),
        FieldKind::Level => level(&text).map(Into::into).ok_or(Why::Level),
        FieldKind::Choice => field.choice(&text).map(Into::into).ok_or(Why::Choice { field }),
    }
}

/// The platform's number.
pub(super) fn number(cell: &Cell) -> Result<String, Why> {
    let text = text(cell, false)?;
    if text.contains(['\n', '\r']) { Err(Why::Control) } else { within(text, MOST_NUMBER) }
}

/// The key of a state.
pub(super) fn status(cell: &Cell, take: &Take) -> Result<String, Why> {
    let text = text(cell, false)?;
    let word = take.values.ours(&text).unwrap_or(&text);
    Status::parse(word).map(|status| status.as_str().to_owned()).ok_or(Why::Status)
}

/// When a row was opened over there.
pub(super) fn opened(cell: &Cell, map: &Map, zone: &TimeZone) -> Result<String, Why> {
    text(cell, true)?;
    moment(cell, &map.formats, zone, false).map(|at| at.to_string()).ok_or(Why::Time)
}

/// A text in one line: breaks and what is blank around them become one blank.
fn line(text: &str) -> Result<String, Why> {
    let whole: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    within(whole.join(" "), MOST_LINE)
}

/// What a cell says, unless it does not say what somebody wrote there.
pub(super) fn text(cell: &Cell, is_time: bool) -> Result<String, Why> {
    const FAILED: [&str; 8] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!"];
    let text = cell.text();
    if FAILED.contains(&text.as_str()) {
        return Err(Why::Formula);
    }
    let lost = match cell {
        Cell::Number(n) => n.abs() >= EXACT,
        Cell::Text(_) => is_scientific(&text),
        Cell::Time(_) => false,
    };
    if lost && !is_time {
        return Err(Why::Digits);
    }
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Why::Control);
    }
    Ok(text)
}

/// `2.02611E+13`: a long number that went through a spreadsheet into a CSV.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+") else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(exponent) && digits(&mantissa.replacen('.', "", 1))
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn within(text: String, most: usize) -> Result<String, Why> {
    if text.chars().count() > most { Err(Why::Long { most }) } else { Ok(text) }
}

/// A moment in any known form; a bare day is its beginning, or its last second where a promise is kept until its `end`.
fn moment(cell: &Cell, formats: &[String], zone: &TimeZone, end: bool) -> Option<Timestamp> {
    let text = cell.text();
    let found = match cell {
        Cell::Time(time) => When::Moment(*time),
        Cell::Number(days) if CENTURY.contains(days) => When::Moment(serial(*days)?),
        _ => formatted(&text, formats).or_else(|| when(&text)).or_else(|| {
            let days = text.parse().ok().filter(|days| CENTURY.contains(days))?;
            Some(When::Moment(serial(days)?))
        })?,
    };
    let civil = match found {
        When::Instant(instant) => return Some(instant),
        When::Moment(civil) => civil,
        When::Day(day) if end => day.at(23, 59, 59, 0),
        When::Day(day) => day.at(0, 0, 0, 0),
    };
    civil.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

fn formatted(text: &str, formats: &[String]) -> Option<When> {
    formats.iter().find_map(|format| {
        let broken = BrokenDownTime::parse(format, text).ok()?;
        let instant = broken.offset().and_then(|_| broken.to_timestamp().ok()).map(When::Instant);
        let civil = || broken.to_datetime().ok().filter(|_| broken.hour().is_some()).map(When::Moment);
        instant.or_else(civil).or_else(|| broken.to_date().ok().map(When::Day))
    })
}

/// Whether times can be written, and read again, in a format.
pub(super) fn try_format(format: &str) -> Result<(), String> {
    let sample = DateTime::constant(2026, 11, 2, 8, 30, 59, 0);
    let zoned = sample.to_zoned(TimeZone::UTC).map_err(|error| error.to_string())?;
    let text = strtime::format(format, &zoned).map_err(|error| error.to_string())?;
    let parsed = BrokenDownTime::parse(format, &text).map_err(|error| error.to_string())?;
    parsed.to_date().map(drop).map_err(|error| error.to_string())
}

/// `1` to `5` of `2`, `2级`, `二级`, `Ⅱ级`, `二级故障`.
pub(super) fn level(text: &str) -> Option<&'static str> {
    const LEVELS: [(&str, [char; 4]); 5] = [
        ("1", ['1', '一', 'Ⅰ', '１']),
        ("2", ['2', '二', 'Ⅱ', '２']),
        ("3", ['3', '三', 'Ⅲ', '３']),
        ("4", ['4', '四', 'Ⅳ', '４']),
        ("5", ['5', '五', 'Ⅴ', '５']),
    ];
    let mut signs = text.trim().chars();
    let first = signs.next()?;
    let known = matches!(signs.as_str().trim(), "" | "级" | "级故障" | "级问题");
    LEVELS.iter().find(|(_, signs)| known && signs.contains(&first)).map(|(level, _)| *level)
}

/// The value that a word of a mapping stands for; `None` where the field has no such value.
pub(super) fn kept(field: Field, word: &str) -> Option<String> {
    match field.kind() {
        FieldKind::Level => level(word).map(Into::into),
        FieldKind::Choice => field.choice(word).map(Into::into),
        FieldKind::Time => word.parse::<Timestamp>().ok().map(|at| at.to_string()),
        FieldKind::Line | FieldKind::Text => Some(word.to_owned()),
    }
}

/// The values that a field can have, where they can be listed.
pub(super) fn known(field: Field) -> Vec<&'static str> {
    match field.kind() {
        FieldKind::Level => vec!["1", "2", "3", "4", "5"],
        _ => field.choices().into_iter().map(|(key, _)| key).collect(),
    }
}
