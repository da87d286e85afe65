//! Rows into a worksheet, one after another; none is kept.

use rust_xlsxwriter::{IgnoreError, XlsxError};

use super::cell::{Cell, Row, unknown};
use super::column::{Column, figure_width};
use super::describe::Kind;
use super::format::Dress;
use super::page::{Look, Page};
use crate::render::words;
use crate::render::xlsx::sheet::excel_time;
use crate::render::xlsx::style;

/// The format ends at 1,048,576 rows; what follows the table needs some of them.
const LAST_ROW: u32 = 1_048_400;

/// What is learned of a column while it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub unknown: usize,
    pub numbers: usize,
    pub sum: f64,
    pub filled: usize,
    largest: f64,
}

/// Where a table came to stand.
pub(super) struct Done {
    pub head: u32,
    /// Rows of data: the first, and the one after the last.
    pub rows: (u32, u32),
    pub seen: Vec<Seen>,
}

impl Done {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.0 == self.rows.1
    }
}

/// The titles and the rows; widths are set beforehand.
pub(super) fn write<R: Row>(page: &mut Page<'_>, columns: &[Column], rows: impl Iterator<Item = R>) -> Result<Done, XlsxError> {
    let head = page.row;
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    page.sheet.heads(head, &titles, &page.widths, &page.formats.styles.head)?;
    page.row += 1;
    let first = page.row;
    let dresses: Vec<Dress> = columns.iter().map(|column| page.formats.dress(column)).collect();
    let mut seen = vec![Seen::default(); columns.len()];
    // Looking up a cell's format costs more than writing the cell. Rows that are streamed take that of their column when they are
    // written out, which is when the next one begins: so the columns are dressed while it lasts, and the last row dresses itself.
    if page.streamed {
        for (col, dress) in (0_u16..).zip(&dresses) {
            page.sheet.ws.set_column_format(col, &dress.body)?;
        }
    }
    let mut rows = rows.peekable();
    while let Some(row) = rows.next() {
        let by_column = page.streamed && rows.peek().is_some() && page.row < LAST_ROW;
        if page.row > LAST_ROW {
            page.tally.rows += 1;
            continue;
        }
        let mut height = 1;
        for (index, ((column, dress), seen)) in columns.iter().zip(&dresses).zip(&mut seen).enumerate() {
            height = height.max(cell(page, index, row.cell(index), (column, dress), by_column, seen)?);
        }
        if height > 1 {
            page.height(page.row, height, 4.0)?;
        }
        page.row += 1;
    }
    if page.streamed {
        let base = style::base();
        for (col, _) in (0_u16..).zip(&dresses) {
            page.sheet.ws.set_column_format(col, &base)?;
        }
    }
    let done = Done { head, rows: (first, page.row), seen };
    finish(page, columns, &done)?;
    Ok(done)
}

/// One cell; gives the lines it takes.
fn cell(
    page: &mut Page<'_>,
    index: usize,
    value: Cell<'_>,
    (column, dress): (&Column, &Dress),
    by_column: bool,
    seen: &mut Seen,
) -> Result<usize, XlsxError> {
    let body = if by_column { Look::Column(&dress.body) } else { Look::Own(&dress.body) };
    let (row, col, formats) = (page.row, u16::try_from(index).unwrap_or(u16::MAX), page.formats);
    seen.filled += 1;
    match value {
        Cell::Number(n) if n.is_finite() => {
            seen.numbers += 1;
            seen.sum += n;
            seen.largest = seen.largest.max(n.abs());
            let look = if column.kind == Kind::Integer && n.fract() != 0.0 { Look::Own(&dress.fraction) } else { body };
            let n = if column.kind == Kind::Percent { n / 100.0 } else { n };
            match look {
                Look::Own(format) => page.sheet.ws.write_number_with_format(row, col, n, format)?,
                Look::Column(_) => page.sheet.ws.write_number(row, col, n)?,
            };
            Ok(1)
        }
        Cell::Unknown | Cell::Number(_) => {
            seen.unknown += 1;
            let format = if column.coloured { formats.styles.not_checked() } else { &formats.unknown };
            page.sheet.ws.write_string_with_format(row, col, unknown(page.sheet.lang), format)?;
            Ok(1)
        }
        Cell::Text(text) => {
            seen.filled -= usize::from(text.is_empty());
            let level = if column.coloured { formats.level(text.trim()) } else { None };
            let text_like = matches!(column.kind, Kind::Text | Kind::Flag);
            page.put(row, col, &text, level.map_or(if text_like { body } else { Look::Own(&formats.text) }, Look::Own))
        }
        Cell::Flag(flag) => page.put(row, col, if flag { words::YES } else { words::NO }.to(page.sheet.lang), body),
        Cell::Date(date) => time(page, (row, col), date.at(0, 0, 0, 0), body, "%Y-%m-%d"),
        Cell::Time(moment) => time(page, (row, col), moment, body, "%Y-%m-%d %H:%M:%S"),
    }
}

/// A real date cell; the format knows none before 1900.
fn time(
    page: &mut Page<'_>,
    (row, col): (u32, u16),
    moment: jiff::civil::DateTime,
    look: Look<'_>,
    shown: &str,
) -> Result<usize, XlsxError> {
    match (excel_time(moment), look) {
        (Some(value), Look::Own(format)) => page.sheet.ws.write_datetime_with_format(row, col, &value, format).map(|_| 1),
        (Some(value), Look::Column(_)) => page.sheet.ws.write_datetime(row, col, &value).map(|_| 1),
        (None, look) => page.put(row, col, &moment.strftime(shown).to_string(), look),
    }
}

/// Widths of figures, lists to choose from, and no warning for digits that are text.
fn finish(page: &mut Page<'_>, columns: &[Column], done: &Done) -> Result<(), XlsxError> {
    for (index, (column, seen)) in columns.iter().zip(&done.seen).enumerate() {
        if seen.numbers > 0
            && let Some(width) = page.widths.get_mut(index)
        {
            // A sum is longer than what it is made of.
            let largest = if column.total.is_some() { seen.largest.max(seen.sum.abs()) } else { seen.largest };
            *width = (*width).max(figure_width(largest, column.digits(), column.kind == Kind::Percent));
        }
    }
    if done.is_empty() {
        return Ok(());
    }
    let (first, last) = (done.rows.0, done.rows.1 - 1);
    for (col, column) in (0_u16..).zip(columns).filter(|(_, column)| !column.list.is_empty()) {
        let validation = page.lists.validation(&column.list)?;
        page.sheet.ws.add_data_validation(first, col, last, col, &validation)?;
    }
    let last_col = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.sheet.ws.ignore_error_range(first, 0, last, last_col, IgnoreError::NumberStoredAsText)?;
    Ok(())
}
