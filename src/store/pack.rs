//! Turns model values into what a column holds and back: deflated JSON, nanoseconds, words.

use std::io::Read;

use flate2::{Compress, Compression, FlushCompress, Status, read::DeflateDecoder};
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value as Json};

use super::fault::{Fault, Tried};
use crate::model::{Kind, Value};

/// Makes deflated JSON: an outcome is mostly repeated words and shrinks to a quarter. One for many values, as what it works in
/// is a third of a megabyte.
pub(super) struct Packer(Compress);

impl Packer {
    pub(super) fn new() -> Self {
        Self(Compress::new(Compression::default(), false))
    }

    pub(super) fn pack(&mut self, value: &impl Serialize) -> Tried<Vec<u8>> {
        self.deflate(&serde_json::to_vec(value)?)
    }

    /// JSON that is already text.
    pub(super) fn deflate(&mut self, json: &[u8]) -> Tried<Vec<u8>> {
        self.0.reset();
        let mut packed = Vec::with_capacity(json.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(json.len());
            let status = self.0.compress_vec(&json[read..], &mut packed, FlushCompress::Finish);
            if status.map_err(|error| Fault::Data(error.to_string()))? == Status::StreamEnd {
                packed.shrink_to_fit();
                return Ok(packed);
            }
            packed.reserve(json.len() / 2 + 64);
        }
    }
}

/// The value again.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Tried<T> {
    let mut json = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut json).map_err(|error| Fault::Data(error.to_string()))?;
    Ok(serde_json::from_slice(&json)?)
}

/// Keys of an outcome that the check decides and not the answer.
const SHAPE: [&str; 9] = ["title", "req", "cadence", "step", "limits", "show", "metric", "subject", "chart"];

/// Takes out of an outcome what is the same in every run; `table.columns` goes with it.
pub(super) fn split_shape(outcome: &mut Map<String, Json>) -> Map<String, Json> {
    let mut shape = Map::new();
    for key in SHAPE {
        if let Some(value) = outcome.shift_remove(key) {
            shape.insert(key.into(), value);
        }
    }
    let table = outcome.get_mut("table").and_then(Json::as_object_mut);
    if let Some(columns) = table.and_then(|table| table.shift_remove("columns")) {
        shape.insert("columns".into(), columns);
    }
    shape
}

/// Puts it back.
pub(super) fn join_shape(outcome: &mut Map<String, Json>, mut shape: Map<String, Json>) {
    let columns = shape.shift_remove("columns");
    if let (Some(columns), Some(table)) = (columns, outcome.get_mut("table").and_then(Json::as_object_mut)) {
        table.insert("columns".into(), columns);
    }
    outcome.extend(shape);
}

/// A moment as it is stored.
pub(super) fn nanos(at: Timestamp) -> Tried<i64> {
    i64::try_from(at.as_nanosecond()).map_err(|_| Fault::Data(format!("{at} is out of range")))
}

/// A stored moment.
pub(super) fn moment(nanos: i64) -> Tried<Timestamp> {
    Timestamp::from_nanosecond(i128::from(nanos)).map_err(|error| Fault::Data(error.to_string()))
}

/// A count as it is stored.
pub(super) fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A stored count.
pub(super) fn count(int: i64) -> usize {
    usize::try_from(int).unwrap_or(0)
}

/// An enum's word in JSON, e.g. `not-checked`, read back.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Tried<T> {
    Ok(serde_json::from_value(Json::from(text))?)
}

/// A cell with its kind, since a baseline has no columns to tell it: `["number", 1.5]`, or null.
pub(super) fn cell_to_json(cell: &Value) -> Tried<Json> {
    let kind = match cell {
        Value::Null => return Ok(Json::Null),
        Value::Bool(_) => Kind::Bool,
        Value::Int(_) => Kind::Integer,
        Value::Num(_) => Kind::Number,
        Value::Time(_) => Kind::Time,
        Value::Text(_) => Kind::Text,
    };
    Ok(serde_json::to_value((kind, cell))?)
}

/// The cell again.
pub(super) fn cell_from_json(json: &Json) -> Tried<Value> {
    if json.is_null() {
        return Ok(Value::Null);
    }
    let (kind, cell): (Kind, Json) = serde_json::from_value(json.clone())?;
    Value::from_json(&cell, kind).map_err(Fault::Data)
}

/// All rows of a query.
pub(super) fn all<T>(db: &Connection, sql: &str, params: impl Params, make: impl FnMut(&Row<'_>) -> Tried<T>) -> Tried<Vec<T>> {
    db.prepare_cached(sql)?.query_and_then(params, make)?.collect()
}

/// Inserts and gives the new row's number; the SQL ends in `returning`.
pub(super) fn added(db: &Connection, sql: &str, params: impl Params) -> Tried<i64> {
    Ok(db.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
}

/// The first row of a query, if there is one.
pub(super) fn first<T>(db: &Connection, sql: &str, params: impl Params, make: impl FnOnce(&Row<'_>) -> Tried<T>) -> Tried<Option<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(make).transpose()
}
