//! Tables: rows between bars, a line of dashes below the head, lines of block tags between rows.

use super::balance::Balance;
use super::block::{Align, Cell, CellKind, Down, Row, Table};
use super::fault::Faults;
use super::inline::lines;
use super::row;
use super::setting::{MOST_COLUMNS, Setting, is_settings, read as settings};
use super::source::Source;
use super::tags::only_blocks;
use crate::text::Msg;

/// What a settings line before the table said.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) grid: bool,
    /// With the line where they stand.
    pub(super) widths: Option<(usize, Vec<u32>)>,
    pub(super) height: Option<u32>,
    pub(super) percent: Option<u32>,
}

/// Whether a line begins a table.
pub(super) fn begins(line: &str) -> bool {
    line.starts_with('|')
}

/// Reads the table that begins at the next line.
pub(super) fn read(source: &mut Source, wanted: Wanted, balance: &mut Balance, faults: &Faults) -> Table {
    let start = source.line();
    let mut reader = Reader { faults, grid: wanted.grid, height: wanted.height, rows: Vec::new(), lines: Vec::new(), aligns: None };
    let outside = balance.depth();
    while let Some((line, text)) = source.peek() {
        let inside = balance.depth() > outside;
        if is_settings(text) {
            reader.setting(text, line);
        } else if begins(text) {
            reader.row(text, line);
        } else if only_blocks(text) && (inside || source.row_follows(begins)) {
            reader.tags(text, line);
        } else {
            break;
        }
        source.advance();
        if balance.read(text, line, faults) < outside {
            faults.add(line, |place| Msg::OutlineTableLoop { place }, Msg::HintOutlineTableLoop {});
        }
    }
    if let Some((line, _)) = balance.innermost().filter(|_| balance.depth() > outside) {
        faults.add(line, |place| Msg::OutlineTableLoop { place }, Msg::HintOutlineTableLoop {});
    }
    Table { percent: wanted.percent.unwrap_or(100), ..reader.table(start, wanted.widths) }
}

struct Reader<'a, 'f> {
    faults: &'a Faults<'f>,
    grid: bool,
    height: Option<u32>,
    rows: Vec<Row>,
    /// The line of each row.
    lines: Vec<usize>,
    /// Of the columns, and the line that says so.
    aligns: Option<(usize, Vec<Align>)>,
}

impl Reader<'_, '_> {
    fn setting(&mut self, text: &str, line: usize) {
        for setting in settings(text, line, self.faults) {
            match setting {
                Setting::Height(height) => self.height = height,
                _ => self.faults.add(line, |place| Msg::OutlineSettingInside { place }, Msg::HintOutlineSettingInside {}),
            }
        }
    }

    fn row(&mut self, text: &str, line: usize) {
        let Some(texts) = row::cells(text) else {
            self.faults.add(line, |place| Msg::OutlineRowEnd { place }, Msg::HintOutlineRowEnd {});
            return;
        };
        let rule = row::rule(&texts).filter(|_| self.aligns.is_none());
        if let Some(aligns) = rule {
            if self.grid || self.rows.is_empty() {
                self.faults.add(line, |place| Msg::OutlineRule { place }, Msg::HintOutlineRule {});
            }
            self.rows.iter_mut().for_each(|row| row.head = true);
            self.aligns = Some((line, aligns));
            return;
        }
        self.push(row::read(&texts, line, self.faults), line);
    }

    /// A line of block tags is a row of its own, of one cell.
    fn tags(&mut self, text: &str, line: usize) {
        let words = lines(text, line, self.faults).into_iter().map(|line| (None, line)).collect();
        self.push(vec![Cell { span: 0, down: Down::Single, kind: CellKind::Tag, lines: words }], line);
    }

    fn push(&mut self, cells: Vec<Cell>, line: usize) {
        self.rows.push(Row { head: false, height: self.height, cells });
        self.lines.push(line);
    }

    /// The whole table, its rows of equal width.
    fn table(mut self, start: usize, widths: Option<(usize, Vec<u32>)>) -> Table {
        if !self.grid && self.aligns.is_none() {
            self.faults.add(start, |place| Msg::OutlineNoRule { place }, Msg::HintOutlineNoRule {});
        }
        let columns = self.rows.iter().map(columns).find(|n| *n > 0).unwrap_or(1);
        if columns > MOST_COLUMNS {
            let what = |place| Msg::OutlineColumns { place, found: columns.to_string(), most: MOST_COLUMNS.to_string() };
            self.faults.add(start, what, Msg::HintOutlineColumns {});
        }
        self.even(columns);
        self.merge();
        let (line, mut aligns) = self.aligns.unwrap_or_default();
        if line > 0 && aligns.len() != columns {
            unequal(line, aligns.len(), columns, self.faults);
        }
        aligns.resize(columns, Align::Left);
        let widths = match widths {
            Some((_, widths)) if widths.len() == columns => widths,
            Some((line, widths)) => {
                let (found, want) = (widths.len().to_string(), columns.to_string());
                self.faults.add(line, |place| Msg::OutlineWidths { place, found, want }, Msg::HintOutlineWidths {});
                vec![1; columns]
            }
            None => vec![1; columns],
        };
        Table { grid: self.grid, percent: 100, widths, aligns, rows: self.rows }
    }

    /// Sees that all rows have as many cells as the first; rows of tags take the whole width.
    fn even(&mut self, want: usize) {
        for (row, line) in self.rows.iter_mut().zip(&self.lines) {
            match columns(row) {
                0 => row.cells.iter_mut().for_each(|cell| cell.span = want),
                found if found != want => unequal(*line, found, want, self.faults),
                _ => {}
            }
        }
    }

    /// Joins each `^^` with the cell above it. Rows of tags between them are taken away by the engine, so that a loop's rows are joined
    /// with the one before it; not past the end of a block, which may have left nothing.
    fn merge(&mut self) {
        for at in 0..self.rows.len() {
            let (above, rest) = self.rows.split_at_mut(at);
            let mut column = 0;
            for cell in &rest[0].cells {
                if cell.down == Down::Further {
                    let upper = above.iter_mut().rev().find(|row| !opens_block(row));
                    match upper.and_then(|row| cell_at(row, column, cell.span)) {
                        Some(upper) if upper.down == Down::Single => upper.down = Down::First,
                        Some(_) => {}
                        None => self.faults.add(self.lines[at], |place| Msg::OutlineSpanUp { place }, Msg::HintOutlineSpanUp {}),
                    }
                }
                column += cell.span;
            }
        }
    }
}

/// A row of tags that the rows after it belong to.
fn opens_block(row: &Row) -> bool {
    let [Cell { kind: CellKind::Tag, lines, .. }] = row.cells.as_slice() else { return false };
    let mut runs = lines.iter().flat_map(|(_, line)| line);
    !runs.any(|run| super::tags::ends_block(&run.text))
}

fn unequal(line: usize, found: usize, want: usize, faults: &Faults) {
    let what = |place| Msg::OutlineCells { place, found: found.to_string(), want: want.to_string() };
    faults.add(line, what, Msg::HintOutlineCells {});
}

fn columns(row: &Row) -> usize {
    row.cells.iter().map(|cell| cell.span).sum()
}

/// The cell of a row that begins at a column and has this width.
fn cell_at(row: &mut Row, column: usize, span: usize) -> Option<&mut Cell> {
    let mut start = 0;
    row.cells.iter_mut().find(|cell| {
        let here = start == column && cell.span == span && cell.kind != CellKind::Tag;
        start += cell.span;
        here
    })
}
