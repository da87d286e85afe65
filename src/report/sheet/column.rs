//! A column as it is written: its title filled, its kind known; and the width it needs.

use super::cell::{Cell, Row};
use super::describe::{Kind, Total};
use crate::render::wrap;
use crate::render::xlsx::sheet::{WIDEST, width_of};

/// A title of a column of figures does not make it wider than this; it wraps.
const WIDEST_TITLE: usize = 24;

/// One column of a table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    pub title: String,
    pub kind: Kind,
    /// Decimals; 2 where it matters and nothing is said.
    pub digits: Option<u8>,
    /// Characters; computed unless given. Figures get what they need in any case.
    pub width: Option<usize>,
    /// Words that are levels get the colour of the level.
    pub coloured: bool,
    /// What may be chosen.
    pub list: Vec<String>,
    pub total: Option<Total>,
}

impl Column {
    #[must_use]
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        Self { title: title.into(), kind, ..Self::default() }
    }

    pub(super) fn digits(&self) -> usize {
        self.digits.map_or(if self.kind == Kind::Integer { 0 } else { 2 }, |digits| usize::from(digits.min(9)))
    }

    /// The width before any row was seen.
    fn least(&self) -> usize {
        let least = match self.kind {
            Kind::Text => 6,
            Kind::Flag => 8,
            Kind::Date => 13,
            Kind::Time => 21,
            Kind::Integer | Kind::Number | Kind::Percent => 9,
        };
        width_of(&self.title, std::iter::empty(), if self.kind == Kind::Text { WIDEST } else { WIDEST_TITLE }).max(least)
    }
}

/// Widths of columns that show these rows; longer texts that come later wrap.
pub(super) fn widths<R: Row>(columns: &[Column], rows: &[R]) -> Vec<usize> {
    let width = |(index, column): (usize, &Column)| {
        if let Some(width) = column.width {
            return width.clamp(2, 255);
        }
        let texts = rows.iter().map(|row| match row.cell(index) {
            Cell::Text(text) => text.lines().map(wrap::width).max().unwrap_or(0),
            _ => 0,
        });
        (texts.max().unwrap_or(0) + 2).clamp(column.least(), WIDEST.max(column.least()))
    };
    columns.iter().enumerate().map(width).collect()
}

/// The width that a figure takes with its grouping, decimals, sign and some air.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the logarithm of a finite number")]
pub(super) fn figure_width(largest: f64, digits: usize, percent: bool) -> usize {
    let whole = if largest < 1.0 { 1 } else { largest.log10().floor() as usize + 1 };
    whole + (whole - 1) / 3 + if digits > 0 { digits + 1 } else { 0 } + usize::from(percent) + 4
}
