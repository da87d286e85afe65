//! A run into a workbook for WPS and Excel: the paper trail that is filed, signed and printed.
//!
//! Texts are written as texts, never as formulas; sizes are computed here, because `autofit` takes a Chinese character
//! for a narrow one; the workbook's date is the run's, so that one run has one file.

pub(crate) mod chart;
mod check;
mod cover;
mod findings;
mod gaps;
mod index;
mod monitor;
pub(crate) mod names;
pub(crate) mod package;
pub(crate) mod sheet;
mod sql;
pub(crate) mod style;
mod ticket_form;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Look, view, words};
use crate::error::{Error, Kind, Result};
use crate::model::Run;
use crate::text::Msg;
use names::Names;
use style::Styles;

/// Sheets with more rows are written through a temporary file: memory stays small.
const LARGE: usize = 5_000;

/// What every sheet needs.
struct Book<'a> {
    run: &'a Run,
    look: &'a Look,
    styles: Styles,
    names: Names,
    /// The checks in the order of the run; those that answered have a sheet.
    checks: Vec<view::Across<'a>>,
}

pub(super) use monitor::render as monitor;
pub use ticket_form::ticket_form;

pub(super) fn render(run: &Run, look: &Look) -> Result<Vec<u8>> {
    write(run, look).map_err(|error| Error::new(Kind::Internal, Msg::Internal { what: "xlsx".into() }).because(error))
}

fn write(run: &Run, look: &Look) -> Result<Vec<u8>, XlsxError> {
    let checks = view::by_check(run);
    let names = Names::new(&checks, look.lang);
    let book = Book { run, look, styles: Styles::new(), names, checks };
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::base(), 18, 72)?;
    workbook.set_properties(&properties(&book)?);
    cover::write(&book, workbook.add_worksheet())?;
    findings::write(&book, workbook.add_worksheet())?;
    gaps::write(&book, workbook.add_worksheet())?;
    index::write(&book, workbook.add_worksheet())?;
    for across in book.checks.iter().filter(|across| across.judged()) {
        let rows: usize = across.outcomes.iter().filter_map(|(_, outcome)| outcome.table()).map(|table| table.rows.len()).sum();
        let worksheet = if rows > LARGE { workbook.add_worksheet_with_low_memory()? } else { workbook.add_worksheet() };
        check::write(&book, across, worksheet)?;
    }
    sql::write(&book, workbook.add_worksheet())?;
    package::finish(&mut workbook)
}

fn properties(book: &Book<'_>) -> Result<DocProperties, XlsxError> {
    let (run, lang) = (book.run, book.look.lang);
    let created = ExcelDateTime::from_timestamp(run.now.as_second())?;
    Ok(DocProperties::new()
        .set_title(words::report_title(&run.command).to(lang))
        .set_subject(format!("{} {}", run.command, run.id))
        .set_author(&run.operator)
        .set_comment(format!("opsctl {}", run.tool))
        .set_creation_datetime(&created))
}

#[cfg(test)]
mod tests;
