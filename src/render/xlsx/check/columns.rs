//! The columns of a check's sheet: their headings, widths and number formats, from the rows of all targets.

use crate::model::{Column, Kind, Lang, Table, Value};
use crate::render::view::{self, Across};
use crate::render::xlsx::sheet::{WIDEST, state_width, width_of};
use crate::render::xlsx::style::Body;
use crate::render::{words, wrap};
use crate::text;

/// Excel keeps 15 digits of a number; longer ones are names and stay texts.
const EXACT: u64 = 1_000_000_000_000_000;

pub(super) fn is_long(i: i64) -> bool {
    i.unsigned_abs() >= EXACT
}

/// Where the cells of a column come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Target,
    Level,
    Data,
    /// The sentences of the row's findings.
    Said,
}

pub(super) struct SheetColumn {
    pub source: Source,
    /// Name in the tables; empty for columns that are not data.
    pub name: String,
    pub heading: String,
    pub width: usize,
    pub body: Body,
    /// Its cells are codes, shown as words.
    pub coded: bool,
}

/// The columns in order.
pub(super) struct Plan {
    pub columns: Vec<SheetColumn>,
}

impl Plan {
    pub(super) fn new(across: &Across<'_>, many: bool, lang: Lang) -> Self {
        let judged = || across.outcomes.iter().filter_map(|(target, outcome)| Some((target, outcome, outcome.table()?)));
        let mut known: Vec<&Column> = Vec::new();
        for column in judged().flat_map(|(_, _, table)| table.columns.iter()) {
            if !known.iter().any(|other| other.name == column.name) {
                known.push(column);
            }
        }
        let found = judged().any(|(_, outcome, _)| !outcome.unjudged.is_empty() || outcome.findings().iter().any(|f| f.row.is_some()));
        let mut columns = Vec::with_capacity(known.len() + 3);
        let own = |source, heading: words::Word, width| SheetColumn {
            source,
            name: String::new(),
            heading: heading.to(lang).into(),
            width,
            body: Body::Text,
            coded: false,
        };
        if many {
            let names = judged().map(|(target, _, _)| target.name.as_str());
            columns.push(own(Source::Target, words::TARGET, width_of(words::TARGET.to(lang), names, 30).max(12)));
        }
        if found {
            columns.push(own(Source::Level, words::VERDICT, state_width(lang)));
        }
        let tables: Vec<&Table> = judged().map(|(_, _, table)| table).collect();
        columns.extend(known.into_iter().map(|column| data(column, &tables, lang)));
        if found {
            columns.push(own(Source::Said, words::RESULT, WIDEST - 10));
        }
        Self { columns }
    }

    pub(super) fn widths(&self) -> Vec<usize> {
        self.columns.iter().map(|column| column.width).collect()
    }

    /// Widens the first columns, and adds some, for what lies below the rows; returns the widths of all.
    pub(super) fn make_room(&mut self, below: &[usize]) -> Vec<usize> {
        for (column, width) in self.columns.iter_mut().zip(below) {
            column.width = column.width.max(*width);
        }
        let mut widths = self.widths();
        widths.extend(below.iter().copied().skip(widths.len()));
        widths
    }

    /// Where each column is in the rows of `table`.
    pub(super) fn places(&self, table: &Table) -> Vec<Option<usize>> {
        self.columns.iter().map(|column| (column.source == Source::Data).then(|| table.index(&column.name))?).collect()
    }
}

fn data(column: &Column, tables: &[&Table], lang: Lang) -> SheetColumn {
    let heading = view::heading(column, lang);
    let values = || {
        let of = |table: &'_ &Table| table.index(&column.name);
        tables
            .iter()
            .filter_map(move |table| Some((*table, of(table)?)))
            .flat_map(|(table, i)| table.rows.iter().filter_map(move |row| row.get(i)))
    };
    let body = match column.kind {
        Kind::Text => Body::Text,
        Kind::Bool => Body::Word,
        Kind::Time => Body::Time,
        Kind::Number if values().any(|value| value.as_f64().is_some_and(|n| n.fract() != 0.0)) => Body::Decimal,
        Kind::Integer if column.unit.is_none() => Body::Id,
        Kind::Number | Kind::Integer => Body::Whole,
    };
    let widest = values().map(|value| width(value, body)).max().unwrap_or(0) + 2;
    let width = width_of(&heading, std::iter::empty(), 30).max(widest).clamp(8, WIDEST);
    SheetColumn { source: Source::Data, name: column.name.clone(), heading, width, body, coded: view::is_coded(column) }
}

/// Characters that a value takes in a cell, its number format counted in.
fn width(value: &Value, body: Body) -> usize {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 4,
        Value::Time(_) => 19,
        Value::Int(i) if is_long(*i) => 20,
        Value::Int(_) | Value::Num(_) => {
            let digits = value.as_f64().map_or(1, |n| text::number(n.trunc()).len());
            match body {
                Body::Decimal => digits + digits / 3 + 4,
                Body::Whole => digits + digits / 3 + 1,
                _ => digits + 1,
            }
        }
        Value::Text(text) => text.lines().map(wrap::width).max().unwrap_or(0),
    }
}
