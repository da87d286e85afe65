//! Tables in `WordprocessingML`: widths that agree everywhere, as WPS and Word read them from different places.

use super::block::{Align, Cell, CellKind, Down, Row, Table};
use super::paragraph::Paragraph;
use super::xml::{Element, el, val};

/// A light grey that stays light in a photocopy.
const SHADE: &str = "F2F2F2";

/// The table across a text of this width; `keep` holds its rows together and to what follows.
pub(super) fn table(table: &Table, text_width: u32, keep: bool) -> Element {
    let widths = shares(&table.widths, text_width);
    let style = if table.grid { "FormTable" } else { "DataTable" };
    let properties = el("w:tblPr")
        .with(val("w:tblStyle", style))
        .with(el("w:tblW").attr("w:w", text_width).attr("w:type", "dxa"))
        .with(val("w:jc", "center"))
        .with(el("w:tblLayout").attr("w:type", "fixed"));
    let grid = el("w:tblGrid").with_all(widths.iter().map(|width| el("w:gridCol").attr("w:w", width)));
    let rows = table.rows.iter().map(|line| row(line, table, &widths, keep));
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

fn row(row: &Row, table: &Table, widths: &[u32], keep: bool) -> Element {
    let height = |twips| val("w:trHeight", twips).attr("w:hRule", "atLeast");
    let properties =
        el("w:trPr").with(el("w:cantSplit")).with(row.height.map(height)).with(row.head.then(|| el("w:tblHeader")));
    let mut line = el("w:tr").with(properties);
    let mut column = 0;
    for one in &row.cells {
        let width = widths.iter().skip(column).take(one.span).sum();
        let usual = table.aligns.get(column).copied().unwrap_or(Align::Left);
        line = line.with(cell(one, row.head, usual, width, keep || row.head));
        column += one.span;
    }
    line
}

fn cell(cell: &Cell, head: bool, usual: Align, width: u32, keep: bool) -> Element {
    let (style, usual) = match cell.kind {
        CellKind::Tag => ("Tag", Align::Left),
        _ if head => ("TableHead", Align::Center),
        CellKind::Label => ("TableLabel", Align::Center),
        CellKind::Field => ("TableText", usual),
    };
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
        .with(val("w:vAlign", if signed(cell) { "bottom" } else { "center" }));
    let lines = cell.lines.iter().map(|(align, line)| {
        let align = align.unwrap_or(usual);
        // Labels and heads are centred by their style.
        let own = if align == Align::Center && style != "TableText" || align == Align::Left && style == "TableText" { None } else { Some(align) };
        let paragraph = Paragraph { keep_next: keep, align: own.map(jc), ..Paragraph::new(style) };
        paragraph.words(std::slice::from_ref(line)).element()
    });
    el("w:tc").with(properties).with_all(lines)
}

/// A field whose last line stands on the right is one to sign: its text stands at the bottom.
fn signed(cell: &Cell) -> bool {
    cell.kind == CellKind::Field && cell.lines.len() > 1 && cell.lines.last().is_some_and(|(align, _)| *align == Some(Align::Right))
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
