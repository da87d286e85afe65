//! Tables as they were rendered: rows without cells and tables without rows go, and where columns repeated the widths are shared anew.

use super::finish::{Edit, Tail};
use crate::ooxml::scan::{Tag, Way};

#[derive(Debug)]
struct Cell {
    column: usize,
    span: usize,
    /// Width in twips and where its digits stand.
    width: Option<(u32, usize, usize)>,
}

/// A table of which the end has not been seen.
#[derive(Debug)]
pub(super) struct Table {
    pub from: usize,
    /// What stood before it.
    pub tail: Tail,
    pub rows: usize,
    /// Columns repeat in it.
    pub columns: bool,
    grid: Vec<u32>,
    grid_at: Option<(usize, usize)>,
    row_from: usize,
    row_cells: usize,
    column: usize,
    most: usize,
    cells: Vec<Cell>,
    first_full: usize,
}

impl Table {
    pub(super) fn new(from: usize, tail: Tail) -> Self {
        Self {
            from,
            tail,
            rows: 0,
            columns: false,
            grid: Vec::new(),
            grid_at: None,
            row_from: 0,
            row_cells: 0,
            column: 0,
            most: 0,
            cells: Vec::new(),
            first_full: 0,
        }
    }

    /// New widths, if the number of columns is no longer that of the template. The table stays as wide as it was.
    pub(super) fn columns_edits(&self) -> Vec<Edit> {
        let Some((from, to)) = self.grid_at.filter(|_| self.columns && self.most != self.grid.len() && self.most > 0) else {
            return Vec::new();
        };
        let total: u64 = self.grid.iter().map(|w| u64::from(*w)).sum::<u64>().max(1);
        // Each column as wide as its cell in the first row that has them all.
        let mut wanted = vec![total / self.most as u64; self.most];
        for cell in self.cells.iter().skip(self.first_full).take_while(|cell| cell.column + cell.span <= self.most) {
            if let (Some((width, ..)), Some(slot)) = (cell.width.filter(|(w, ..)| *w > 0), wanted.get_mut(cell.column)) {
                *slot = u64::from(width) / cell.span.max(1) as u64;
            }
            if cell.column + cell.span == self.most {
                break;
            }
        }
        let sum: u64 = wanted.iter().sum::<u64>().max(1);
        let mut widths: Vec<u64> = wanted.iter().map(|w| (w * total / sum).max(1)).collect();
        let given: u64 = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last = (*last + total).saturating_sub(given).max(1);
        }
        let grid: String = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
        let mut edits = vec![Edit { from, to, text: format!("<w:tblGrid>{grid}</w:tblGrid>") }];
        for cell in &self.cells {
            if let (Some((_, from, to)), Some(columns)) = (cell.width, widths.get(cell.column..cell.column + cell.span)) {
                edits.push(Edit { from, to, text: columns.iter().sum::<u64>().to_string() });
            }
        }
        edits
    }
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attr(name)?.parse().ok()
}

/// Follows rows and cells of the innermost table; a row that came out without cells is taken out.
pub(super) fn rows_of(tables: &mut [Table], tag: &Tag<'_>) -> Option<Edit> {
    let table = tables.last_mut()?;
    let value = number(tag, "w:val").and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    match (tag.name, tag.way) {
        ("w:tr", Way::Open) => (table.row_from, table.row_cells, table.column) = (tag.from, 0, 0),
        ("w:tr", Way::Empty) => return Some(Edit { from: tag.from, to: tag.to, text: String::new() }),
        ("w:tr", Way::Close) => {
            if table.row_cells == 0 {
                return Some(Edit { from: table.row_from, to: tag.to, text: String::new() });
            }
            table.rows += 1;
            if table.column > table.most {
                table.most = table.column;
                table.first_full = table.cells.len().saturating_sub(table.row_cells);
            }
        }
        ("w:tc", Way::Open) => {
            table.row_cells += 1;
            table.cells.truncate(if table.columns { usize::MAX } else { 0 });
            table.cells.push(Cell { column: table.column, span: 1, width: None });
        }
        ("w:tc", Way::Close) => table.column += table.cells.last().map_or(1, |cell| cell.span),
        ("w:gridSpan", _) => {
            if let Some(cell) = table.cells.last_mut() {
                cell.span = value.clamp(1, 1_000);
            }
        }
        ("w:tcW", _) => {
            if let (Some(cell), Some((digits, at)), Some(width)) = (table.cells.last_mut(), tag.attr_at("w:w"), number(tag, "w:w"))
                && tag.attr("w:type").is_none_or(|kind| kind == "dxa")
            {
                cell.width = Some((width, at, at + digits.len()));
            }
        }
        ("w:gridBefore" | "w:gridAfter", _) => table.column += value.min(1_000),
        ("w:gridCol", Way::Open | Way::Empty) => table.grid.push(number(tag, "w:w").unwrap_or(0)),
        ("w:tblGrid", Way::Open | Way::Empty) if table.grid_at.is_none() => table.grid_at = Some((tag.from, tag.to)),
        ("w:tblGrid", Way::Close) => {
            if let Some((_, to)) = &mut table.grid_at {
                *to = tag.to;
            }
        }
        _ => {}
    }
    None
}
