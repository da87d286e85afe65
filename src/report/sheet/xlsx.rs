//! A description and its data into a workbook.

use rust_xlsxwriter::XlsxError;
use serde_json::Value;

use super::book::{Book, failed, filter, lines};
use super::chart::{self, Figures};
use super::describe::Description;
use super::page::Page;
use super::path::Found;
use super::prepare::{Part, Ready, ready, scoped};
use super::table::{self, Done};
use super::texts::Texts;
use super::{Made, Make, Row, column, form, total};
use crate::error::Result;
use crate::model::Lang;

/// Sheets with more rows are written through a temporary file: memory stays small.
const LARGE: usize = 5_000;
/// So many rows of each block decide how wide columns are.
const SAMPLE: usize = 200;

/// The workbook.
pub fn xlsx(description: &Description, data: &Value, make: &Make<'_>) -> Result<Made> {
    let texts = Texts::new(description, data, make.lang);
    let mut book = Book::new(&texts.fill(&description.title, None)?, make)?;
    for spec in &description.sheets {
        let ready = ready(spec, data, &texts, make)?;
        write(&mut book, &ready, data).map_err(failed)?;
    }
    book.finish()
}

fn write(book: &mut Book, ready: &Ready<'_>, data: &Value) -> Result<(), XlsxError> {
    let large = ready.row_count() > LARGE;
    let footer = book.footer();
    let mut page = book.page(&ready.name, large)?;
    page.landscape = ready.spec.landscape;
    for part in ready.parts.iter().flatten() {
        let widths = match part.rows {
            Found::Form => form::widths(&part.columns),
            _ => column::widths(&part.columns, &part.rows(&ready.reading).take(SAMPLE).collect::<Vec<_>>()),
        };
        page.widen(&widths);
        if !large {
            figures(ready, part, data).iter().flatten().for_each(|figures| page.widen(&figures.widths()));
        }
    }
    let mut repeat = None;
    match &ready.parts {
        None => page.line(ready.not_known(), &page.formats.unknown)?,
        Some(parts) if parts.is_empty() => {
            let none = ready.spec.empty.as_ref().map_or_else(|| nothing(page.sheet.lang), |words| words.to(page.sheet.lang));
            page.line(none, &page.formats.styles.plain)?;
        }
        Some(parts) => {
            for part in parts {
                if page.row > 0 {
                    page.row += 1;
                }
                let done = one(&mut page, ready, part)?;
                if let Some(done) = done.as_ref().filter(|_| parts.len() == 1) {
                    repeat = Some((done.head, done.head));
                    if ready.spec.freeze {
                        page.sheet.ws.set_freeze_panes(done.head + 1, 0)?;
                    }
                    if ready.spec.filter {
                        filter(&mut page, &part.columns, done)?;
                    }
                }
                if let Some(done) = &done {
                    total::write(&mut page, &part.columns, done)?;
                }
                if !large {
                    charts(&mut page, ready, part, done.as_ref(), data)?;
                }
            }
        }
    }
    page.sheet.page(ready.spec.landscape, repeat, &footer)?;
    page.finish()?;
    if large && !ready.spec.charts.is_empty() { apart(book, ready, data) } else { Ok(()) }
}

/// Heading, and rows or form, or the sentence that stands for them.
fn one(page: &mut Page<'_>, ready: &Ready<'_>, part: &Part<'_>) -> Result<Option<Done>, XlsxError> {
    lines(page, &part.head)?;
    let formats = page.formats;
    match part.rows {
        Found::Form => form::write(page, &part.columns, &part.form(&ready.reading)).map(|()| None),
        Found::Unknown => page.line(ready.not_known(), &formats.unknown).map(|()| None),
        Found::Rows(_) if part.columns.is_empty() => Ok(None),
        Found::Rows([]) => {
            let none = part.empty.clone().unwrap_or_else(|| nothing(page.sheet.lang).to_owned());
            page.line(&none, &formats.styles.plain).map(|()| None)
        }
        Found::Rows(_) => table::write(page, &part.columns, part.rows(&ready.reading)).map(Some),
    }
}

fn nothing(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "没有记录。",
        Lang::En => "There are no entries.",
    }
}

/// Where a chart's column is among the columns of the part.
fn position(part: &Part<'_>, field: &str) -> Vec<usize> {
    part.places.iter().enumerate().filter(|(_, place)| place.path.text == field).map(|(index, _)| index).collect()
}

/// The figures of every chart that is not drawn straight from the table; `None` where one is not known.
fn figures(ready: &Ready<'_>, part: &Part<'_>, data: &Value) -> Vec<Option<Figures>> {
    let mut all = Vec::new();
    for spec in &ready.spec.charts {
        let Some(from) = &spec.from else { continue };
        match scoped(from, part.item, data) {
            Value::Array(list) => all.extend(list.iter().map(Figures::of_data)),
            one => all.push(Figures::of_data(one)),
        }
    }
    all
}

fn charts(page: &mut Page<'_>, ready: &Ready<'_>, part: &Part<'_>, done: Option<&Done>, data: &Value) -> Result<(), XlsxError> {
    for (spec, title) in ready.spec.charts.iter().zip(&part.charts) {
        let (Some(categories), None) = (&spec.categories, &spec.from) else { continue };
        let title = title.as_deref().unwrap_or_default();
        let values: Vec<usize> = spec.values.iter().flat_map(|path| position(part, &path.text)).collect();
        let (Some(categories), Some(done)) = (position(part, &categories.text).first().copied(), done) else { continue };
        // A word in a column of figures would be drawn as zero, and long names would leave no room to draw.
        let clear = values.iter().all(|column| done.seen.get(*column).is_some_and(|seen| seen.unknown == 0))
            && part.rows(&ready.reading).all(|row| chart::is_short(&row.cell(categories)));
        if clear {
            let narrow = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
            let values: Vec<u16> = values.into_iter().map(narrow).collect();
            chart::of_table(page, (spec.kind, title), done, narrow(categories), &values)?;
        } else {
            let names: Vec<_> = values.iter().map(|index| (*index, part.columns[*index].title.clone())).collect();
            page.row += 1;
            chart::of_figures(page, &Figures::of_rows((spec.kind, title), part.rows(&ready.reading), categories, &names))?;
        }
    }
    for figures in figures(ready, part, data) {
        page.row += 1;
        match figures {
            Some(figures) => chart::of_figures(page, &figures)?,
            None => chart::missing(page, "")?,
        }
    }
    Ok(())
}

/// Charts of a table that was streamed: on a sheet of their own, with the figures they need.
fn apart(book: &mut Book, ready: &Ready<'_>, data: &Value) -> Result<(), XlsxError> {
    let footer = book.footer();
    let name = match ready.reading.lang {
        Lang::Zh => format!("{} 图", ready.name),
        Lang::En => format!("{} charts", ready.name),
    };
    let mut page = book.page(&name, false)?;
    for part in ready.parts.iter().flatten() {
        let mut all: Vec<Option<Figures>> = Vec::new();
        for (spec, title) in ready.spec.charts.iter().zip(&part.charts) {
            let Some(categories) = spec.categories.as_ref().and_then(|path| position(part, &path.text).first().copied()) else { continue };
            let values = spec.values.iter().flat_map(|path| position(part, &path.text));
            let names: Vec<_> = values.map(|index| (index, part.columns[index].title.clone())).collect();
            let title = title.as_deref().unwrap_or_default();
            all.push(Some(Figures::of_rows((spec.kind, title), part.rows(&ready.reading), categories, &names)));
        }
        all.extend(figures(ready, part, data));
        all.iter().flatten().for_each(|figures| page.widen(&figures.widths()));
        for figures in &all {
            match figures {
                Some(figures) => chart::of_figures(&mut page, figures)?,
                None => chart::missing(&mut page, "")?,
            }
        }
    }
    page.sheet.page(true, None, &footer)?;
    page.finish()
}
