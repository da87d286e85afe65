//! Tables in `WordprocessingML`: widths that agree everywhere, as WPS and Word read them from different places.

use super::block::{Align, Cell, CellKind, Down, Item, Row, Table};
use super::inline::Line;
use super::paragraph::Paragraph;
use super::size::Size;
use super::xml::{Element, el, val};

/// A light grey that stays light in a photocopy.
const SHADE: &str = "F2F2F2";

/// The table across a text of this width, its own text of this size; `item` says what it is to be kept together with.
pub(super) fn table(table: &Table, text_width: u32, size: Size, item: &Item) -> Element {
    let width = text_width * table.percent / 100;
    let widths = shares(&table.widths, width);
    let style = if table.grid { "FormTable" } else { "DataTable" };
    let properties = el("w:tblPr")
        .with(val("w:tblStyle", style))
        .with(el("w:tblW").attr("w:w", width).attr("w:type", "dxa"))
        .with(val("w:jc", "center"))
        .with(el("w:tblLayout").attr("w:type", "fixed"));
    let grid = el("w:tblGrid").with_all(widths.iter().map(|width| el("w:gridCol").attr("w:w", width)));
    let last = table.rows.len().saturating_sub(1);
    let keep = |at| item.keep || (item.whole && at < last);
    let rows = table.rows.iter().enumerate().map(|(at, line)| row(line, table, &widths, size, keep(at)));
    el("w:tbl").with(properties).with(grid).with_all(rows)
}

/// Whole widths that add up to the total.
fn shares(shares: &[u32], total: u32) -> Vec<u32> {
    let sum: u32 = shares.iter().sum::<u32>().max(1);
    let mut before = 0;
    let mut reached = 0;
    let width = |share: &u32| {
        reached += share;
        let edge = total * reached / sum;
        let width = edge - before;
        before = edge;
        width
    };
    shares.iter().map(width).collect()
}

fn row(row: &Row, table: &Table, widths: &[u32], size: Size, keep: bool) -> Element {
    let height = |twips| val("w:trHeight", twips).attr("w:hRule", "atLeast");
    let properties = el("w:trPr").with(el("w:cantSplit")).with(row.height.map(height)).with(row.head.then(|| el("w:tblHeader")));
    let mut line = el("w:tr").with(properties);
    let mut column = 0;
    for one in &row.cells {
        let width = widths.iter().skip(column).take(one.span).sum::<u32>();
        let usual = table.aligns.get(column).copied().unwrap_or(Align::Left);
        let frame = properties_of(one, row.head, width);
        line = line.with(frame.with_all(paragraphs(one, row, usual, size, keep || row.head)));
        column += one.span;
    }
    line
}

/// A cell with its properties, still without text.
fn properties_of(cell: &Cell, head: bool, width: u32) -> Element {
    let merge = match cell.down {
        Down::Single => None,
        Down::First => Some(val("w:vMerge", "restart")),
        Down::Further => Some(val("w:vMerge", "continue")),
    };
    let shaded = head || cell.kind == CellKind::Label;
    let shade = shaded.then(|| val("w:shd", "clear").attr("w:color", "auto").attr("w:fill", SHADE));
    let properties = el("w:tcPr")
        .with(el("w:tcW").attr("w:w", width).attr("w:type", "dxa"))
        .with((cell.span > 1).then(|| val("w:gridSpan", cell.span)))
        .with(merge)
        .with(shade)
        .with(val("w:vAlign", "center"));
    el("w:tc").with(properties)
}

/// The lines of a cell; each is a paragraph, so that one may stand on the left and the next on the right.
fn paragraphs(cell: &Cell, row: &Row, usual: Align, size: Size, keep: bool) -> Vec<Element> {
    let (style, of_style, usual) = match cell.kind {
        CellKind::Tag => ("Tag", Align::Left, Align::Left),
        _ if row.head => ("TableHead", Align::Center, Align::Center),
        CellKind::Label => ("TableLabel", Align::Center, Align::Center),
        CellKind::Field => ("TableText", Align::Left, usual),
    };
    let last = cell.lines.len().saturating_sub(1);
    let paragraph = |(at, (align, line)): (usize, &(Option<Align>, Line))| {
        let align = Some(align.unwrap_or(usual)).filter(|align| *align != of_style).map(jc);
        let before = if at == last { to_bottom(cell, row, size) } else { None };
        Paragraph { keep_next: keep, align, before, ..Paragraph::new(style) }.words(std::slice::from_ref(line)).element()
    };
    cell.lines.iter().enumerate().map(paragraph).collect()
}

/// A last line on the right is one to sign: in a high row it stands at the bottom, what is above it at the top.
fn to_bottom(cell: &Cell, row: &Row, size: Size) -> Option<u32> {
    let signed = cell.lines.len() > 1 && cell.lines.last().is_some_and(|(align, _)| *align == Some(Align::Right));
    // One line of the usual faces with the space around it; a little more than it is, so that no row grows by this.
    let line = size.0 * 15 + 40;
    let lines = u32::try_from(cell.lines.len()).ok()?;
    row.height.filter(|_| signed)?.checked_sub(lines * line + 120).filter(|twips| *twips > 20)
}

fn jc(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        assert_eq!(shares(&[1, 1, 1], 100), [33, 33, 34]);
        let many = shares(&[7; 63], 8845);
        assert_eq!(many.iter().sum::<u32>(), 8845);
    }
}
