//! One row of a table, or one element of a document → a ticket's fields, or all that is wrong with it.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::sha256;
use crate::model::ticket::{Field, Fields, Status};
use crate::parse::grid::Field as Cell;

use super::fault::{RowFault, Why};
use super::map::{Map, Take, Way};
use super::value;

/// Characters of a value that are told.
const MOST_TOLD: usize = 60;

/// A ticket as it stands over there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The file within a package; empty for a table by itself.
    pub entry: String,
    /// In the file, from 1.
    pub line: usize,
    /// The platform's own number.
    pub number: String,
    pub fields: Fields,
    /// Fields that have a place over there, and nothing in it.
    pub blank: Vec<Field>,
    pub status: Option<Status>,
    pub opened: Option<Timestamp>,
    pub files: Vec<Attached>,
}

/// A file of a ticket that is in the same package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attached {
    /// As its owner called it.
    pub name: String,
    /// Its entry in the package.
    pub entry: String,
}

/// What stands at a heading or a path: `None` where there is no such place.
pub(super) type Look<'a> = dyn Fn(&str) -> Result<Option<Cell>, Why> + 'a;

/// Reads the records of one file.
pub(super) struct Reader<'a> {
    pub map: &'a Map,
    pub zone: &'a TimeZone,
    /// The file within a package.
    pub entry: &'a str,
}

impl Reader<'_> {
    /// Makes the row, without its files.
    pub(super) fn row(&self, line: usize, look: &Look<'_>) -> Result<Row, Vec<RowFault>> {
        let Self { map, zone, .. } = self;
        let mut faults = Vec::new();
        let mut get = |take: &Take, make: &dyn Fn(&Cell) -> Result<String, Why>| match got(take, look, make) {
            Ok(got) => got,
            Err((column, value, why)) => {
                faults.push(self.fault(line, &column, &value, why));
                Got::Nothing
            }
        };
        let number = map.number.as_ref().and_then(|take| get(take, &|cell| value::number(cell)).value());
        let (mut fields, mut blank) = (Fields::new(), Vec::new());
        for (field, take) in &map.fields {
            match get(take, &|cell| value::value(*field, cell, take, map, zone)) {
                Got::Value(value) => _ = fields.insert(*field, value),
                Got::Blank => blank.push(*field),
                Got::Nothing => {}
            }
        }
        let status = map.status.as_ref().and_then(|take| get(take, &|cell| value::status(cell, take)).value());
        let opened = map.opened.as_ref().and_then(|take| get(take, &|cell| value::opened(cell, map, zone)).value());
        if !faults.is_empty() {
            return Err(faults);
        }
        let opened = opened.and_then(|at| at.parse().ok());
        let number = number.unwrap_or_else(|| generated(&fields, opened));
        let status = status.and_then(|word| Status::parse(&word));
        Ok(Row { entry: self.entry.to_owned(), line, number, fields, blank, status, opened, files: Vec::new() })
    }

    pub(super) fn fault(&self, line: usize, column: &str, value: &str, why: Why) -> RowFault {
        let mut shown: String = value.chars().take(MOST_TOLD).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if value.chars().nth(MOST_TOLD).is_some() {
            shown.push('…');
        }
        RowFault { entry: self.entry.to_owned(), line, column: column.to_owned(), value: shown, why }
    }
}

/// What came of looking for a value.
enum Got {
    Value(String),
    /// The place is there and empty.
    Blank,
    /// There is no such place.
    Nothing,
}

impl Got {
    fn value(self) -> Option<String> {
        match self {
            Self::Value(value) => Some(value),
            Self::Blank | Self::Nothing => None,
        }
    }
}

/// Column, what stands there, and why it is a fault.
type Fault = (String, String, Why);

fn got(take: &Take, look: &Look<'_>, make: &dyn Fn(&Cell) -> Result<String, Why>) -> Result<Got, Fault> {
    let (column, cell) = found(take, look)?;
    let there = cell.is_some();
    let value = match cell.filter(|cell| !cell.is_empty()) {
        Some(cell) => make(&cell).map_err(|why| (column.clone(), cell.text(), why))?,
        None => take.default.clone(),
    };
    match (value.is_empty(), there) {
        (false, _) => Ok(Got::Value(value)),
        (true, _) if take.required => Err((column, String::new(), Why::Missing)),
        (true, true) => Ok(Got::Blank),
        (true, false) => Ok(Got::Nothing),
    }
}

/// The name that was found, or the one that was wanted, and its cell.
fn found(take: &Take, look: &Look<'_>) -> Result<(String, Option<Cell>), Fault> {
    let mut there = Vec::new();
    for name in &take.from {
        let cell = look(name).map_err(|why| (name.clone(), String::new(), why))?;
        there.extend(cell.map(|cell| (name, cell)));
        if !there.is_empty() && !matches!(take.way, Way::Join(_)) {
            break;
        }
    }
    let Some((name, first)) = there.first() else { return Ok((take.place().to_owned(), None)) };
    let cell = match &take.way {
        Way::First => first.clone(),
        Way::Part { sign, part } => {
            let text = first.text();
            Cell::Text(text.split(sign.as_str()).nth(part - 1).unwrap_or_default().trim().to_owned())
        }
        Way::Join(sign) => {
            let mut texts = Vec::new();
            for (name, cell) in &there {
                texts.push(value::text(cell, false).map_err(|why| ((*name).clone(), cell.text(), why))?);
            }
            texts.retain(|text| !text.is_empty());
            Cell::Text(texts.join(sign))
        }
    };
    Ok(((*name).clone(), Some(cell)))
}

/// A number for a row that has none: the same for the same contents.
fn generated(fields: &Fields, opened: Option<Timestamp>) -> String {
    let opened = opened.map(|at| at.to_string()).unwrap_or_default();
    let all = fields.iter().map(|(field, value)| format!("{}\u{1f}{value}\u{1e}", field.as_str()));
    sha256((opened + &all.collect::<String>()).as_bytes()).chars().take(16).collect()
}

/// Rows of one number: equal ones are one, different ones are faults of all of them, as nobody can say which of them holds.
pub(super) fn once(rows: Vec<Row>, place: &str, faults: &mut Vec<RowFault>) -> Vec<Row> {
    let mut of: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        of.entry(row.number.clone()).or_default().push(index);
    }
    let same = |a: &Row, b: &Row| {
        let all = |row: &Row| (row.fields.clone(), row.status, row.opened, row.files.clone());
        all(a) == all(b)
    };
    let mut left_out = vec![false; rows.len()];
    for indices in of.values() {
        let group: Vec<&Row> = indices.iter().filter_map(|index| rows.get(*index)).collect();
        let [first, others @ ..] = group.as_slice() else { continue };
        let differs = others.iter().find(|other| !same(first, other));
        for (place_of, (index, row)) in indices.iter().zip(&group).enumerate() {
            if let Some(out) = left_out.get_mut(*index) {
                *out = place_of > 0 || differs.is_some();
            }
            if let Some(other) = differs {
                let (number, line) = (row.number.clone(), if place_of == 0 { other.line } else { first.line });
                let (entry, column) = (row.entry.clone(), place.to_owned());
                faults.push(RowFault { entry, line: row.line, column, value: number, why: Why::Differs { line } });
            }
        }
    }
    faults.sort_by(|a, b| (&a.entry, a.line).cmp(&(&b.entry, b.line)));
    rows.into_iter().zip(left_out).filter(|(_, out)| !out).map(|(row, _)| row).collect()
}
