//! Mappings, tables, merges and packages, made by the tests themselves.

mod map;
mod package;
mod plan;
mod robust;
mod table;

use encoding_rs::GB18030;
use jiff::tz::{self, TimeZone};

use super::{Map, RowFault, Table, TableFault, read};
use crate::model::Lang;
use crate::model::ticket::Field;

fn zone() -> TimeZone {
    tz::offset(8).to_time_zone()
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn usual() -> Map {
    Map::usual().unwrap()
}

/// What the built-in mapping makes of a table.
fn table(bytes: &[u8]) -> Result<Table, TableFault> {
    read(bytes, &usual(), &zone())
}

/// A row as one line: its place, its number, and some fields.
fn told(table: &Table, fields: &[Field]) -> Vec<String> {
    let line = |row: &super::Row| {
        let values: Vec<&str> = fields.iter().map(|field| row.fields.get(field).map_or("-", String::as_str)).collect();
        format!("{} {}: {}", row.line, row.number, values.join(" | "))
    };
    table.rows.iter().map(line).collect()
}

/// Faults as people read them.
fn said(faults: &[RowFault]) -> Vec<String> {
    faults.iter().map(|fault| super::told::row(fault, Lang::Zh).msg.to(Lang::Zh)).collect()
}
