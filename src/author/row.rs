//! One row of a table as it is written: `| a | b || ^^ | !label |`.

use super::block::{Align, Cell, CellKind, Down};
use super::fault::Faults;
use super::inline::lines;
use super::tags::{Piece, split};
use crate::text::Msg;

/// What stands between the bars of a row; `None` when it does not begin and end with one.
pub(super) fn cells(text: &str) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    for piece in split(text.trim()).0 {
        let (text, is_tag) = match piece {
            Piece::Tag(tag) => (tag, true),
            Piece::Text(text) => (text, false),
        };
        let mut escaped = false;
        for c in text.chars() {
            match cells.last_mut() {
                Some(cell) if is_tag || escaped || c != '|' => cell.push(c),
                _ => cells.push(String::new()),
            }
            escaped = !is_tag && c == '\\' && !escaped;
        }
    }
    let closed = cells.len() > 2 && cells.first().is_some_and(String::is_empty) && cells.last().is_some_and(String::is_empty);
    closed.then(|| cells[1..cells.len() - 1].to_vec())
}

/// The alignment of the columns, when the row is the line below the head: `|:--|:-:|--:|`. Fewer than three signs are a value.
pub(super) fn rule(cells: &[String]) -> Option<Vec<Align>> {
    let align = |cell: &String| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        let plain = !dashes.is_empty() && dashes.chars().all(|c| c == '-') && cell.len() >= 3;
        plain.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
            (true, true) => Align::Center,
            (false, true) => Align::Right,
            _ => Align::Left,
        })
    };
    cells.iter().map(align).collect()
}

/// The cells of a row. An empty one between two bars without a space widens the one before it.
pub(super) fn read(texts: &[String], line: usize, faults: &Faults) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for text in texts {
        match cells.last_mut() {
            Some(cell) if text.is_empty() => cell.span += 1,
            None if text.is_empty() => {
                faults.add(line, |place| Msg::OutlineSpanStart { place }, Msg::HintOutlineSpanStart {});
                cells.push(cell("", line, faults));
            }
            _ => cells.push(cell(text.trim_matches([' ', '\t']), line, faults)),
        }
    }
    cells
}

fn cell(text: &str, line: usize, faults: &Faults) -> Cell {
    if text == "^^" {
        return Cell { span: 1, down: Down::Further, kind: CellKind::Field, lines: vec![(None, Vec::new())] };
    }
    let (kind, text) = match text.strip_prefix('!') {
        Some(label) => (CellKind::Label, label),
        None => (CellKind::Field, text),
    };
    let lines = lines(text, line, faults).into_iter().map(|mut words| {
        let align = words.first_mut().and_then(|run| marked(&mut run.text));
        words.retain(|run| !run.text.is_empty());
        (align, words)
    });
    Cell { span: 1, down: Down::Single, kind, lines: lines.collect() }
}

/// Takes the alignment from the beginning of a line.
fn marked(text: &mut String) -> Option<Align> {
    let marks = [("{left}", Align::Left), ("{center}", Align::Center), ("{right}", Align::Right)];
    let (mark, align) = marks.into_iter().find(|(mark, _)| text.starts_with(mark))?;
    text.drain(..mark.len());
    Some(align)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(row: &str) -> Vec<String> {
        cells(row).unwrap()
    }

    #[test]
    fn bars_in_tags_and_after_a_backslash_are_text() {
        assert_eq!(texts(r#"| {{ a | b(c="|") }} | x \| y |"#), [r#" {{ a | b(c="|") }} "#, r" x \| y "]);
        assert_eq!(cells("| a"), None);
        assert_eq!(cells("a |"), None);
        assert_eq!(cells("|"), None);
    }

    #[test]
    fn empty_cells_widen_and_spaces_are_empty_cells() {
        let faults = Faults::new("x.md");
        let row = read(&texts("| a || | b |"), 1, &faults);
        assert_eq!(row.iter().map(|cell| cell.span).collect::<Vec<_>>(), [2, 1, 1]);
        assert!(row[1].lines[0].1.is_empty());
    }

    #[test]
    fn the_rule_gives_the_alignment() {
        assert_eq!(rule(&texts("|---|:-:|--:|:--|")), Some(vec![Align::Left, Align::Center, Align::Right, Align::Left]));
        assert_eq!(rule(&texts("| a |---|")), None);
        assert_eq!(rule(&texts("| ::- |")), None);
        assert_eq!(rule(&texts("| - | -- |")), None);
    }

    #[test]
    fn lines_of_a_cell_are_aligned_apart() {
        let faults = Faults::new("x.md");
        let row = read(&texts("|!意见|同意<br>{right}签字：|"), 1, &faults);
        assert_eq!(row[0].kind, CellKind::Label);
        assert_eq!(row[1].lines.iter().map(|(align, _)| *align).collect::<Vec<_>>(), [None, Some(Align::Right)]);
        assert_eq!(row[1].lines[1].1[0].text, "签字：");
    }
}
