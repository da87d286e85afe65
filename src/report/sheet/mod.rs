//! A report's data into a workbook or a CSV, as a sheet description says.
//!
//! - [`Description`] is the TOML file `sheet.toml` of a template; [`Known`] are the fields of the data's contract.
//!   `Description::parse(text, place)?.check(&known, place)?` tells every fault, with what was probably meant.
//! - [`xlsx`] and [`csv`] fill it from the data. What is null is told as 未知, never left out and never zero.
//! - [`Book`] and [`csv_table`] write any [`Row`]s as they come, so that a hundred thousand need no place in memory.
//!
//! Texts are written as texts, whatever they begin with; only totals are formulas, with their result beside them. One set of data
//! makes one file: the only time in it is [`Make::made`].

mod book;
mod cell;
mod chart;
mod clean;
mod column;
mod csv;
mod describe;
mod form;
mod format;
mod known;
mod page;
mod path;
mod prepare;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod total;
mod verify;
mod xlsx;

use jiff::{Timestamp, tz::TimeZone};

use crate::model::Lang;
use crate::text::Msg;

pub use book::Book;
pub use cell::{Cell, Row};
pub use column::Column;
pub use csv::{csv, csv_table};
pub use describe::{ChartKind, ChartSpec, Colour, ColumnSpec, Description, Kind, SheetSpec, Total};
pub use known::{Known, Type};
pub use path::{Path, Rows};
pub use xlsx::xlsx;

/// What a file is made with, apart from description and data.
#[derive(Debug, Clone)]
pub struct Make<'a> {
    pub lang: Lang,
    /// The zone that moments are told in.
    pub zone: TimeZone,
    /// The workbook's date.
    pub made: Timestamp,
    pub author: &'a str,
    /// What stands at the right of every printed page's foot.
    pub footer: &'a str,
    /// Kept with the workbook: template, digests, version.
    pub properties: &'a [(String, String)],
}

/// A file, and what its maker should be told.
#[derive(Debug, Clone)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub tally: Tally,
}

/// What did not go into a file as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Control characters and sequences that were taken out.
    pub controls: usize,
    /// Texts too long for a cell.
    pub cut: usize,
    /// Rows beyond what a sheet holds.
    pub rows: usize,
}

impl Tally {
    /// A sentence for each.
    #[must_use]
    pub fn notes(&self) -> Vec<Msg> {
        let said = |count: usize, msg: fn(String) -> Msg| (count > 0).then(|| msg(count.to_string()));
        let notes = [
            said(self.controls, |count| Msg::NoteControls { count }),
            said(self.cut, |count| Msg::NoteCut { count }),
            said(self.rows, |count| Msg::NoteRowsLeft { count }),
        ];
        notes.into_iter().flatten().collect()
    }
}
