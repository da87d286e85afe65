//! A sheet description: the TOML file that says what of a report's data stands in which sheet and column.

use serde::Deserialize;

use super::path::{Path, Rows};
use crate::error::{Error, Kind as ErrorKind, Result, unknown_key_hint};
use crate::model::Words;
use crate::text::Msg;

/// A workbook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Tera over the data, as are all texts here.
    pub title: Words,
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetSpec>,
}

/// A worksheet: a table, blocks of tables, or a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetSpec {
    pub name: Words,
    #[serde(default)]
    pub rows: Rows,
    /// Lines above the table; the first is its heading. In blocks, `item` is the block's own object.
    #[serde(default)]
    pub head: Vec<Words>,
    /// Said in place of rows where there are none; a list that is not known says so by itself.
    #[serde(default)]
    pub empty: Option<Words>,
    #[serde(default)]
    pub freeze: bool,
    #[serde(default)]
    pub filter: bool,
    #[serde(default)]
    pub landscape: bool,
    #[serde(rename = "column", default)]
    pub columns: Vec<ColumnSpec>,
    #[serde(rename = "chart", default)]
    pub charts: Vec<ChartSpec>,
}

/// A column, or as many as `field` has values (`values[*]`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    pub field: Path,
    #[serde(default)]
    pub title: Option<Words>,
    /// For `[*]`: the list of titles.
    #[serde(default)]
    pub titles: Option<Path>,
    /// Taken from the contract unless given.
    #[serde(rename = "type", default)]
    pub kind: Option<Kind>,
    #[serde(default)]
    pub width: Option<usize>,
    #[serde(default)]
    pub digits: Option<u8>,
    #[serde(default)]
    pub colour: Option<Colour>,
    /// What may be chosen in the column's cells.
    #[serde(default)]
    pub list: Vec<String>,
    #[serde(default)]
    pub total: Option<Total>,
}

/// A native chart of columns of the table, or one for each chart object of a list in the data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    #[serde(default)]
    pub kind: ChartKind,
    #[serde(default)]
    pub title: Option<Words>,
    #[serde(default)]
    pub categories: Option<Path>,
    #[serde(default)]
    pub values: Vec<Path>,
    #[serde(default)]
    pub from: Option<Path>,
}

/// What cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    #[default]
    Text,
    Integer,
    Number,
    /// A number of percent: 97.5 is 97.5 %.
    Percent,
    Date,
    Time,
    Flag,
}

/// What the words of a column are coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    Level,
}

/// What stands below a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Total {
    Sum,
    Avg,
    Count,
}

/// Kinds of charts that WPS is known to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    #[default]
    Column,
    Bar,
    Line,
    Pie,
    Stacked,
}

impl Description {
    /// Reads a description; `place` is the file's name. Its fields are looked at by [`Description::check`].
    pub fn parse(text: &str, place: &str) -> Result<Self> {
        toml::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let message = error.message();
            let fault = Error::new(ErrorKind::Config, Msg::SheetSyntax { place: format!("{place}:{line}") }).because(message);
            match unknown_key_hint(message) {
                Some(name) => fault.hint(Msg::DidYouMean { name }),
                None => fault,
            }
        })
    }
}
