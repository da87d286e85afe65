//! The answer of each check into a table without borders, numbers to the right, so that it can be copied.

use super::page::{Page, Style};
use crate::model::{Kind, Lang, Outcome, Table, TargetRun, Value};
use crate::render::{Look, view, words, wrap};
use crate::text;

/// Rows of one table; a terminal is no place for more.
const MOST_ROWS: usize = 200;
/// Spaces between columns.
const GAP: usize = 2;
/// No text column is made narrower.
const NARROWEST: usize = 14;

pub(super) fn all(page: &mut Page, target: &TargetRun, look: &Look) {
    page.blank();
    page.raw(2, &page.paint(words::TABLES.to(look.lang), Style::Strong));
    for outcome in &target.outcomes {
        if let Some(table) = outcome.table() {
            page.blank();
            one(page, outcome, table, look.lang);
        }
    }
}

fn one(page: &mut Page, outcome: &Outcome, table: &Table, lang: Lang) {
    let style = outcome.level().map_or(Style::Plain, Style::level);
    let word = page.paint(text::state_word(&outcome.state, lang), style);
    let title = page.paint(&wrap::clean_line(outcome.title.to(lang)), Style::Strong);
    page.raw(2, &format!("{title} [{}]  {word}  {}", outcome.check, words::rows(outcome.row_count(), lang)));
    if table.rows.is_empty() {
        page.dim(4, if outcome.unkept_rows > 0 { words::UNKEPT_ROWS } else { words::NO_ROWS }.to(lang));
        return;
    }
    let mut columns = columns(outcome, table, lang);
    let left_out = fit(&mut columns, page.width - 4);
    for line in lines(&columns, table.rows.len().min(MOST_ROWS)) {
        page.raw(4, &line);
    }
    if !left_out.is_empty() {
        page.dim(4, &words::more_columns(&left_out.join(words::comma(lang)), lang));
    }
    if table.rows.len() > MOST_ROWS {
        page.dim(4, &words::more_rows(table.rows.len() - MOST_ROWS, lang));
    }
    if table.truncated {
        page.dim(4, &words::truncated(table.rows.len(), lang));
    }
}

struct Column {
    heading: String,
    cells: Vec<String>,
    right: bool,
    width: usize,
}

impl Column {
    fn new(heading: String, cells: Vec<String>, right: bool) -> Self {
        let width = cells.iter().map(|cell| wrap::width(cell)).max().unwrap_or(0).max(wrap::width(&heading));
        Self { heading, cells, right, width }
    }

    fn widest_cell(&self) -> usize {
        self.cells.iter().map(|cell| wrap::width(cell)).max().unwrap_or(0)
    }
}

fn columns(outcome: &Outcome, table: &Table, lang: Lang) -> Vec<Column> {
    let rows = &table.rows[..table.rows.len().min(MOST_ROWS)];
    let shown: Vec<usize> = if outcome.show.is_empty() {
        (0..table.columns.len()).collect()
    } else {
        outcome.show.iter().filter_map(|name| table.index(name)).collect()
    };
    let column = |i: usize| {
        let column = &table.columns[i];
        let cells = rows.iter().map(|row| show(row.get(i).unwrap_or(&Value::Null), column, lang)).collect();
        Column::new(view::heading(column, lang), cells, matches!(column.kind, Kind::Number | Kind::Integer))
    };
    let mut columns: Vec<_> = shown.into_iter().map(column).collect();
    let marks = view::row_marks(outcome, table.rows.len());
    if marks.iter().any(Option::is_some) {
        let word = |mark: &Option<view::Mark>| mark.map_or("", |mark| mark.word(lang)).to_owned();
        columns.insert(0, Column::new(words::VERDICT.to(lang).into(), marks.iter().take(rows.len()).map(word).collect(), false));
    }
    columns
}

/// Makes the columns fit: long texts wrap first, then headings, then the last columns are left out and named.
fn fit(columns: &mut Vec<Column>, width: usize) -> Vec<String> {
    let total = |columns: &[Column]| columns.iter().map(|c| c.width + GAP).sum::<usize>().saturating_sub(GAP);
    while total(columns) > width {
        let over = total(columns) - width;
        let Some(widest) = columns.iter_mut().filter(|c| !c.right && c.width > NARROWEST).max_by_key(|c| c.width) else { break };
        widest.width -= over.min((widest.width - NARROWEST).div_ceil(4));
    }
    if total(columns) > width {
        for column in columns.iter_mut().filter(|c| c.right) {
            column.width = column.widest_cell().max(8).min(column.width);
        }
    }
    let mut left_out = Vec::new();
    while total(columns) > width && columns.len() > 2 {
        left_out.extend(columns.pop().map(|column| column.heading));
    }
    left_out.reverse();
    left_out
}

/// Lays the fitted columns out. Cells come wrapped already: comfy-table breaks Chinese punctuation onto lines of its own.
fn lines(columns: &[Column], rows: usize) -> Vec<String> {
    let mut layout = comfy_table::Table::new();
    layout.load_style(comfy_table::presets::NOTHING).force_no_tty();
    let headings: Vec<Vec<String>> = columns.iter().map(|c| wrap::wrap(&c.heading, c.width)).collect();
    let height = headings.iter().map(Vec::len).max().unwrap_or(0);
    layout.set_header(columns.iter().zip(&headings).map(|(column, heading)| {
        let gap = "\n".repeat(height - heading.len());
        cell(column, format!("{gap}{}\n{}", heading.join("\n"), "-".repeat(column.width)))
    }));
    for row in 0..rows {
        layout.add_row(columns.iter().map(|column| cell(column, wrap::wrap(&column.cells[row], column.width).join("\n"))));
    }
    for (column, laid) in columns.iter().zip(layout.column_iter_mut()) {
        laid.set_padding((0, u16::try_from(GAP).unwrap_or(2)));
        laid.set_constraint(comfy_table::ColumnConstraint::Absolute(comfy_table::Width::Fixed(
            u16::try_from(column.width + GAP).unwrap_or(u16::MAX),
        )));
    }
    layout.lines().map(|line| line.trim_end().to_owned()).collect()
}

fn cell(column: &Column, text: String) -> comfy_table::Cell {
    let side = if column.right { comfy_table::CellAlignment::Right } else { comfy_table::CellAlignment::Left };
    comfy_table::Cell::new(text).set_alignment(side)
}

/// A value as a person reads it in a terminal.
fn show(value: &Value, column: &crate::model::Column, lang: Lang) -> String {
    match value {
        Value::Text(code) if view::is_coded(column) => text::coded(code, lang).to_owned(),
        Value::Null => "-".into(),
        Value::Bool(b) => if *b { words::YES } else { words::NO }.to(lang).into(),
        Value::Num(n) => text::number(*n),
        Value::Text(text) => wrap::shorten(&wrap::clean_line(text), 200).into_owned(),
        other => other.plain(),
    }
}
