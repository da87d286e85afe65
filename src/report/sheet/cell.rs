//! What one cell holds, and rows that give cells: of the data, or of whatever a caller streams.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

use super::describe::Kind;
use super::path::Path;
use crate::model::Lang;

/// Numbers of more digits are names, and would lose the last ones.
const EXACT: u64 = 1_000_000_000_000_000;

/// A value as a sheet takes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Not known: said in words, never nothing and never zero.
    Unknown,
    /// Any text; an empty one is an empty cell.
    Text(Cow<'a, str>),
    Number(f64),
    Flag(bool),
    Date(Date),
    Time(DateTime),
}

/// A row that can be written; asked once for each column, from left to right.
pub trait Row {
    fn cell(&self, column: usize) -> Cell<'_>;
}

/// Where a column's values are, and how they are read.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub path: Path,
    /// For `[*]`: which value of the list.
    pub index: Option<usize>,
    pub kind: Kind,
}

/// How values are read apart from their kind.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub zone: TimeZone,
    pub lang: Lang,
}

/// An object of the data as a row.
#[derive(Clone, Copy)]
pub(super) struct DataRow<'a> {
    pub value: &'a Value,
    pub places: &'a [Place],
    pub reading: &'a Reading,
}

impl Row for DataRow<'_> {
    fn cell(&self, column: usize) -> Cell<'_> {
        let Some(place) = self.places.get(column) else { return Cell::Unknown };
        let found = place.path.get(self.value);
        let value = match place.index {
            None => found,
            Some(index) => found.get(index).unwrap_or(&Value::Null),
        };
        read(value, place.kind, self.reading)
    }
}

/// A value of the data as a cell of its column.
pub(super) fn read<'a>(value: &'a Value, kind: Kind, reading: &Reading) -> Cell<'a> {
    let owned = |text: String| Cell::Text(Cow::Owned(text));
    match (value, kind) {
        (Value::Null, _) => Cell::Unknown,
        (Value::Bool(flag), _) => Cell::Flag(*flag),
        (Value::Number(number), Kind::Text) => owned(number.to_string()),
        (Value::Number(number), _) => number_of(number).unwrap_or_else(|| owned(number.to_string())),
        (Value::String(text), Kind::Integer | Kind::Number | Kind::Percent) => numeric(text).unwrap_or(Cell::Text(Cow::Borrowed(text))),
        (Value::String(text), Kind::Date) => moment(text, &reading.zone).map_or(Cell::Text(Cow::Borrowed(text)), |t| Cell::Date(t.date())),
        (Value::String(text), Kind::Time) => moment(text, &reading.zone).map_or(Cell::Text(Cow::Borrowed(text)), Cell::Time),
        (Value::String(text), _) => Cell::Text(Cow::Borrowed(text)),
        (Value::Array(list), _) => owned(list.iter().map(|v| plain(v, reading)).collect::<Vec<_>>().join("\n")),
        (Value::Object(_), _) => owned(value.to_string()),
    }
}

/// A value as text within a list of texts.
fn plain(value: &Value, reading: &Reading) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => unknown(reading.lang).to_owned(),
        other => other.to_string(),
    }
}

/// The word for what is not known.
#[must_use]
pub(super) fn unknown(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "未知",
        Lang::En => "unknown",
    }
}

fn number_of(number: &serde_json::Number) -> Option<Cell<'static>> {
    let long = number.as_u64().map_or_else(|| number.as_i64().is_some_and(|i| i.unsigned_abs() >= EXACT), |n| n >= EXACT);
    number.as_f64().filter(|n| n.is_finite() && !long).map(Cell::Number)
}

/// A number that was written as text: `1234`, `-0.5`; long digits and what has leading zeros are names.
fn numeric(text: &str) -> Option<Cell<'static>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let name = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let number = !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !name;
    text.parse().ok().filter(|_| number).map(Cell::Number)
}

/// `2026-10-31`, `2026-10-31 08:30:00`, `2026-10-31T08:30:00+08:00`, …Z; moments are told in the zone.
fn moment(text: &str, zone: &TimeZone) -> Option<DateTime> {
    if let Ok(time) = text.parse::<jiff::Timestamp>() {
        return Some(time.to_zoned(zone.clone()).datetime());
    }
    text.parse::<DateTime>().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cell(value: &Value, kind: Kind) -> String {
        let reading = Reading { zone: TimeZone::fixed(jiff::tz::offset(8)), lang: Lang::Zh };
        format!("{:?}", read(value, kind, &reading))
    }

    #[test]
    fn values_become_what_their_column_is() {
        assert_eq!(cell(&json!(null), Kind::Number), "Unknown");
        assert_eq!(cell(&json!(97.5), Kind::Percent), "Number(97.5)");
        assert_eq!(cell(&json!("12"), Kind::Integer), "Number(12.0)");
        assert_eq!(cell(&json!("012"), Kind::Integer), r#"Text("012")"#);
        assert_eq!(cell(&json!(123_456_789_012_345_678_i64), Kind::Integer), r#"Text("123456789012345678")"#);
        assert_eq!(cell(&json!("123456789012345678"), Kind::Number), r#"Text("123456789012345678")"#);
        assert_eq!(cell(&json!("2026-10-31T16:30:00Z"), Kind::Time), "Time(2026-11-01T00:30:00)");
        assert_eq!(cell(&json!("2026-10-31 08:30:00"), Kind::Time), "Time(2026-10-31T08:30:00)");
        assert_eq!(cell(&json!("2026-10-31"), Kind::Date), "Date(2026-10-31)");
        assert_eq!(cell(&json!("上月底"), Kind::Date), r#"Text("上月底")"#, "said as it was said");
        assert_eq!(cell(&json!(["a", null]), Kind::Text), r#"Text("a\n未知")"#);
        assert_eq!(cell(&json!("=1+1"), Kind::Text), r#"Text("=1+1")"#);
    }
}
