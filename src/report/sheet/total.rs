//! The row below a table: formulas, each with its result, for viewers that do not compute.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, XlsxError};

use super::column::Column;
use super::describe::{Kind, Total};
use super::page::Page;
use super::table::{Done, Seen};
use crate::model::Lang;

/// Writes the totals that columns ask for, and says what they leave out.
pub(super) fn write(page: &mut Page<'_>, columns: &[Column], done: &Done) -> Result<(), XlsxError> {
    if done.is_empty() || columns.iter().all(|column| column.total.is_none()) {
        return Ok(());
    }
    let formats = page.formats;
    let unknown = |(column, seen): (&Column, &Seen)| match column.total {
        Some(Total::Sum | Total::Avg) => seen.unknown,
        _ => 0,
    };
    let unknown: usize = columns.iter().zip(&done.seen).map(unknown).sum();
    let row = page.row;
    let mut height = 1;
    for ((col, column), seen) in (0_u16..).zip(columns).zip(&done.seen) {
        let dress = formats.dress(column);
        match column.total {
            Some(total) => match formula(total, column, seen, col, done.rows) {
                Some(formula) => page.sheet.ws.write_formula_with_format(row, col, formula, &dress.total).map(drop)?,
                None => page.put(row, col, super::cell::unknown(page.sheet.lang), &formats.unknown).map(drop)?,
            },
            None if col == 0 => height = page.put(row, 0, &label(columns, unknown, page.sheet.lang), &formats.label)?,
            None => page.sheet.ws.write_blank(row, col, &formats.label).map(drop)?,
        }
    }
    page.height(row, height, 6.0)?;
    page.row += 1;
    Ok(())
}

/// `None` where nothing is known that could be added.
fn formula(total: Total, column: &Column, seen: &Seen, col: u16, (first, end): (u32, u32)) -> Option<Formula> {
    let name = column_number_to_name(col);
    let range = format!("{name}{}:{name}{end}", first + 1);
    let sum = if column.kind == Kind::Percent { seen.sum / 100.0 } else { seen.sum };
    let count = f64::from(u32::try_from(seen.numbers).unwrap_or(u32::MAX));
    let (formula, result) = match total {
        Total::Sum if seen.numbers > 0 => (format!("=SUM({range})"), sum),
        Total::Avg if seen.numbers > 0 => (format!("=AVERAGE({range})"), sum / count),
        Total::Count => (format!("=COUNTA({range})"), f64::from(u32::try_from(seen.filled).unwrap_or(u32::MAX))),
        _ => return None,
    };
    Some(Formula::new(formula).set_result(result.to_string()))
}

fn label(columns: &[Column], unknown: usize, lang: Lang) -> String {
    let mut words: Vec<&str> = Vec::new();
    for total in columns.iter().filter_map(|column| column.total) {
        let word = match (total, lang) {
            (Total::Sum, Lang::Zh) => "合计",
            (Total::Sum, Lang::En) => "Total",
            (Total::Avg, Lang::Zh) => "平均",
            (Total::Avg, Lang::En) => "Average",
            (Total::Count, Lang::Zh) => "计数",
            (Total::Count, Lang::En) => "Count",
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match (lang, unknown) {
        (Lang::Zh, 0) => words.join("、"),
        (Lang::En, 0) => words.join(", "),
        (Lang::Zh, n) => format!("{}（不含未知 {n} 格）", words.join("、")),
        (Lang::En, n) => format!("{} (without {n} unknown)", words.join(", ")),
    }
}
