//! One check on all its targets into one sheet: the rows with their level, what was said per target, and a chart.

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::Book;
use super::chart;
use super::sheet::{Sheet, WIDEST, lines, state_width};
use super::style::Body;
use crate::model::{Finding, Level, Outcome, State, Table, TargetRun, Value};
use crate::render::view::{self, Across, Mark};
use crate::render::{words, wrap};
use crate::text;

mod columns;
use columns::{Plan, Source};

/// The heading of the rows; title, facts and links are above.
const HEAD_ROW: u32 = 3;
/// The format ends at 1,048,576; what follows the rows needs room.
const MOST_ROWS: usize = 1_048_000;
/// Height of a row of one line.
const ROW_POINTS: f64 = 18.0;
/// Characters that a column without a width holds.
const EMPTY_WIDTH: usize = 8;

pub(super) fn write(book: &Book<'_>, across: &Across<'_>, ws: &mut Worksheet) -> Result<(), XlsxError> {
    let (lang, Some(first)) = (book.look.lang, across.first()) else { return Ok(()) };
    let name = book.names.of(across.check).unwrap_or(across.check);
    let mut sheet = Sheet::new(ws, name, lang)?;
    sheet.ws.set_default_row_height(ROW_POINTS);
    let plot = chart::plot(across, lang);
    let mut plan = Plan::new(across, book.run.targets.len() > 1, lang);
    let widths = plan.make_room(&[12, state_width(lang)]);
    let widths = plot.as_ref().map_or(widths, |plot| plan.make_room(&plot.widths()));
    sheet.widths(&widths)?;
    let rows: usize = across.outcomes.iter().filter_map(|(_, outcome)| outcome.table()).map(|table| table.rows.len()).sum();
    let results_row = HEAD_ROW + 2 + u32::try_from(rows.min(MOST_ROWS)).unwrap_or(u32::MAX);
    sheet.text(0, 0, first.title.to(lang), &book.styles.heading)?;
    sheet.height(0, 1, 10.0)?;
    sheet.text(1, 0, &about(first, book), &book.styles.dim)?;
    sheet.link(2, 0, (words::INDEX.to(lang), "A1"), words::TO_INDEX.to(lang), &book.styles.link)?;
    let results = results(across, rows, book);
    if plot.is_some() && rows > 15 {
        let cell = format!("A{}", chart::first_row(results_row, results.len()) + 1);
        sheet.link(2, 1, (name, &cell), words::TO_CHART.to(lang), &book.styles.link)?;
    }
    let heads: Vec<&str> = plan.columns.iter().map(|column| column.heading.as_str()).collect();
    sheet.heads(HEAD_ROW, &heads, &plan.widths(), &book.styles.head)?;
    let end = body(book, across, &plan, &mut sheet)?;
    let last = u16::try_from(plan.columns.len().saturating_sub(1)).unwrap_or(0);
    if end > HEAD_ROW + 1 {
        sheet.ws.autofilter(HEAD_ROW, 0, end - 1, last)?;
        sheet.ws.ignore_error_range(HEAD_ROW + 1, 0, end - 1, last, IgnoreError::NumberStoredAsText)?;
    }
    write_results(book, &mut sheet, results_row, &results, &widths)?;
    let mut bottom = results_row + u32::try_from(results.len()).unwrap_or(0);
    if let Some(plot) = plot {
        let top = chart::first_row(results_row, results.len());
        bottom = chart::write(book, &mut sheet, name, top, &plot)?;
    }
    sheet.ws.set_print_area(0, 0, bottom, span(&widths).0)?;
    sheet.ws.set_freeze_panes(HEAD_ROW + 1, 0)?;
    sheet.print(book, Some((HEAD_ROW, HEAD_ROW)))
}

fn about(outcome: &Outcome, book: &Book<'_>) -> String {
    let lang = book.look.lang;
    let colon = words::colon(lang);
    let mut parts = vec![
        format!("{}{colon}{}", words::CHECK_ID.to(lang), outcome.check),
        format!("{}{colon}{}", words::REQ.to(lang), outcome.req.join(" ")),
        format!("{}{colon}{}", words::CADENCE.to(lang), words::cadence(outcome.cadence).to(lang)),
    ];
    if !outcome.limits.is_empty() {
        let limits =
            outcome.limits.iter().map(|(name, (value, from))| words::bracketed(&format!("{name} {}", text::number(*value)), from, lang));
        parts.push(format!("{}{colon}{}", words::LIMITS.to(lang), limits.collect::<Vec<_>>().join(words::comma(lang))));
    }
    parts.join("    ")
}

/// The rows of all targets; returns the row after the last.
fn body(book: &Book<'_>, across: &Across<'_>, plan: &Plan, sheet: &mut Sheet<'_>) -> Result<u32, XlsxError> {
    let mut row = HEAD_ROW + 1;
    let mut left = MOST_ROWS;
    for (target, outcome) in &across.outcomes {
        let Some(table) = outcome.table() else { continue };
        let places = plan.places(table);
        let marks = view::row_marks(outcome, table.rows.len());
        let said = said(outcome, table.rows.len());
        for (i, cells) in table.rows.iter().enumerate().take(left) {
            let line = Line { target, mark: marks[i], said: &said[i], cells, places: &places };
            one_row(book, plan, sheet, row, &line)?;
            row += 1;
        }
        left = left.saturating_sub(table.rows.len());
    }
    Ok(row)
}

/// What the findings say of each row.
fn said<'a>(outcome: &'a Outcome, rows: usize) -> Vec<Vec<&'a Finding>> {
    let mut said: Vec<Vec<&'a Finding>> = vec![Vec::new(); rows];
    for finding in outcome.findings() {
        if let Some(of_row) = finding.row.and_then(|row| said.get_mut(row)) {
            of_row.push(finding);
        }
    }
    said
}

struct Line<'a> {
    target: &'a TargetRun,
    mark: Option<Mark>,
    said: &'a [&'a Finding],
    cells: &'a [Value],
    /// Where each column of the sheet is in `cells`.
    places: &'a [Option<usize>],
}

fn one_row(book: &Book<'_>, plan: &Plan, sheet: &mut Sheet<'_>, row: u32, line: &Line<'_>) -> Result<(), XlsxError> {
    let (styles, lang) = (&book.styles, sheet.lang);
    let (mut height, tint) = (1, line.mark.and_then(Mark::level));
    for ((col, column), place) in (0_u16..).zip(&plan.columns).zip(line.places) {
        match column.source {
            Source::Target => sheet.text(row, col, &line.target.name, styles.body(Body::Text, tint))?,
            Source::Level => match line.mark {
                Some(Mark::Found(level)) => sheet.text(row, col, text::level(level, lang), styles.level(level))?,
                Some(mark) => sheet.text(row, col, mark.word(lang), styles.not_checked())?,
                None => sheet.text(row, col, "", styles.body(Body::Text, None))?,
            },
            Source::Said => {
                let text = line.said.iter().map(|f| wrap::shorten(f.says.to(lang), 1_000)).collect::<Vec<_>>().join("\n");
                height = height.max(lines(&text, column.width - 1));
                sheet.text(row, col, &text, styles.body(Body::Text, tint))?;
            }
            Source::Data => {
                let value = place.and_then(|place| line.cells.get(place)).unwrap_or(&Value::Null);
                let word = match value {
                    Value::Text(code) if column.coded => Some(Value::Text(text::coded(code, lang).to_owned())),
                    _ => None,
                };
                let value = word.as_ref().unwrap_or(value);
                if let Value::Text(text) = value {
                    height = height.max(lines(text, column.width - 1));
                }
                cell(book, sheet, (row, col), value, (column.body, tint))?;
            }
        }
    }
    if height > 1 { sheet.height(row, height, 4.0) } else { Ok(()) }
}

fn cell(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    (row, col): (u32, u16),
    value: &Value,
    (body, tint): (Body, Option<Level>),
) -> Result<(), XlsxError> {
    let format = book.styles.body(body, tint);
    match value {
        Value::Null => sheet.ws.write_blank(row, col, format).map(drop),
        Value::Bool(b) => sheet.text(row, col, if *b { words::YES } else { words::NO }.to(sheet.lang), format),
        Value::Int(i) if columns::is_long(*i) => sheet.text(row, col, &i.to_string(), book.styles.body(Body::Text, tint)),
        Value::Int(_) | Value::Num(_) => match value.as_f64().filter(|n| n.is_finite()) {
            Some(n) => sheet.ws.write_number_with_format(row, col, n, format).map(drop),
            None => sheet.text(row, col, "-", format),
        },
        Value::Time(time) => sheet.time(row, col, *time, format),
        Value::Text(text) => sheet.text(row, col, text, format),
    }
}

/// What is said below the rows of each target: its level, then sentences.
fn results<'a>(across: &Across<'a>, rows: usize, book: &Book<'_>) -> Vec<(&'a TargetRun, &'a Outcome, String)> {
    let lang = book.look.lang;
    let mut cut = rows > MOST_ROWS;
    let mut all = Vec::new();
    for (target, outcome) in &across.outcomes {
        let mut said = Vec::new();
        match &outcome.state {
            State::NotChecked { reason } | State::NotApplicable { reason } => said.push(text::not_checked(reason, lang)),
            State::Judged { table, findings } => {
                said.extend(table_facts(book, outcome, table));
                if !outcome.unjudged.is_empty() {
                    said.push(words::unjudged(&outcome.unjudged, lang));
                }
                said.extend(findings.iter().filter(|f| f.row.is_none()).map(|f| f.says.to(lang).to_owned()));
            }
        }
        said.extend(outcome.remarks.iter().map(|remark| remark.to(lang).to_owned()));
        if std::mem::take(&mut cut) {
            said.insert(0, words::more_rows(rows - MOST_ROWS, lang));
        }
        all.push((*target, *outcome, said.join("\n")));
    }
    all
}

fn table_facts(book: &Book<'_>, outcome: &Outcome, table: &Table) -> Vec<String> {
    let lang = book.look.lang;
    let took = text::number(f64::from(u32::try_from(outcome.took_ms).unwrap_or(u32::MAX)) / 1000.0);
    let seconds = text::unit("seconds", lang);
    let mut said = vec![format!(
        "{} {}    {} {took} {seconds}    {}",
        words::AT.to(lang),
        book.look.time(outcome.at),
        words::TOOK.to(lang),
        words::rows(outcome.row_count(), lang)
    )];
    if table.truncated {
        said.push(words::truncated(outcome.row_count(), lang));
    }
    said
}

fn write_results(
    book: &Book<'_>,
    sheet: &mut Sheet<'_>,
    top: u32,
    results: &[(&TargetRun, &Outcome, String)],
    widths: &[usize],
) -> Result<(), XlsxError> {
    let (styles, lang) = (&book.styles, sheet.lang);
    let (last, room) = span(widths);
    for ((row, (target, outcome, text)), style) in (top..).zip(results).zip(std::iter::repeat(styles.body(Body::Text, None))) {
        let word = match (&outcome.state, outcome.level()) {
            (State::NotChecked { .. }, _) => styles.not_checked(),
            (_, Some(level)) => styles.level(level),
            (_, None) => styles.not_applicable(),
        };
        sheet.text(row, 0, &target.name, &styles.label)?;
        sheet.text(row, 1, text::state_word(&outcome.state, lang), word)?;
        sheet.merged(row, (2, last), text, style)?;
        sheet.height(row, lines(text, room), 6.0)?;
    }
    Ok(())
}

/// The last of the columns that a text from the third on is spread over, and its room: those of the rows, but enough to read.
fn span(widths: &[usize]) -> (u16, usize) {
    let mut widths = widths.to_vec();
    while widths.len() < 4 || widths[2..].iter().sum::<usize>() < WIDEST {
        widths.push(EMPTY_WIDTH);
    }
    (u16::try_from(widths.len() - 1).unwrap_or(3), widths[2..].iter().sum::<usize>().saturating_sub(2))
}
