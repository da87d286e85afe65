//! A workbook that is being made: its formats, its names, what was left out; and tables that are streamed into it.

use std::collections::HashSet;
use std::io::{Seek, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::cell::Row;
use super::column::{self, Column};
use super::format::Formats;
use super::page::{Lists, Page, ROW_POINTS};
use super::{Made, Make, Tally, clean::clean, table, total};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::model::Lang;
use crate::render::xlsx::names;
use crate::render::xlsx::package;
use crate::render::xlsx::sheet::Sheet;
use crate::render::xlsx::style;
use crate::text::Msg;

/// So many rows decide how wide columns are.
const SAMPLE: usize = 200;

/// A workbook in the making.
pub struct Book {
    workbook: Workbook,
    formats: Formats,
    tally: Tally,
    lists: Lists,
    names: HashSet<String>,
    lang: Lang,
    footer: String,
}

pub(super) fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Internal, Msg::Internal { what: "xlsx".into() }).because(error)
}

impl Book {
    /// An empty workbook with a title.
    pub fn new(title: &str, make: &Make<'_>) -> Result<Self> {
        Self::begin(title, make).map_err(failed)
    }

    fn begin(title: &str, make: &Make<'_>) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // A fifth of the time less than the default level, for four per cent of size.
        workbook.set_zip_compression_level(4);
        workbook.set_default_format(&style::base(), 18, 72)?;
        let created = ExcelDateTime::from_timestamp(make.made.as_second())?;
        let mut about = DocProperties::new().set_title(&*clean(title).0).set_author(&*clean(make.author).0).set_creation_datetime(&created);
        for (name, value) in make.properties {
            about = about.set_custom_property(&*clean(name).0, clean(value).0.as_ref());
        }
        workbook.set_properties(&about);
        let options = match make.lang {
            Lang::Zh => "选项",
            Lang::En => "Options",
        };
        // Excel keeps one name for itself.
        let names = HashSet::from([options.to_lowercase(), "history".to_owned()]);
        let lists = Lists { sheet: options.to_owned(), long: Vec::new() };
        let footer = clean(make.footer).0.into_owned();
        Ok(Self { workbook, formats: Formats::new(), tally: Tally::default(), lists, names, lang: make.lang, footer })
    }

    /// A new worksheet. `streamed`: its rows go to a temporary file as they come; it can have no chart.
    pub(super) fn page(&mut self, name: &str, streamed: bool) -> Result<Page<'_>, XlsxError> {
        let name = names::unique(name, "sheet", &mut self.names);
        let ws = if streamed { self.workbook.add_worksheet_with_low_memory()? } else { self.workbook.add_worksheet() };
        let sheet = Sheet::new(ws, &name, self.lang)?;
        sheet.ws.set_default_row_height(ROW_POINTS);
        let Self { formats, tally, lists, .. } = self;
        let (row, extra, above) = (0, 0.0, 0.0);
        let (widths, breaks) = (Vec::new(), Vec::new());
        Ok(Page { sheet, name, formats, tally, lists, row, widths, streamed, landscape: true, extra, breaks, above })
    }

    pub(super) fn footer(&self) -> String {
        self.footer.clone()
    }

    /// A worksheet of its own with one table of rows as they come; only one row is held at a time.
    pub fn table<R: Row>(&mut self, name: &str, head: &[String], columns: &[Column], rows: impl IntoIterator<Item = R>) -> Result<()> {
        self.stream(name, head, columns, rows.into_iter()).map_err(failed)
    }

    fn stream<R: Row>(
        &mut self,
        name: &str,
        head: &[String],
        columns: &[Column],
        mut rows: impl Iterator<Item = R>,
    ) -> Result<(), XlsxError> {
        let sample: Vec<R> = rows.by_ref().take(SAMPLE).collect();
        let footer = self.footer();
        let mut page = self.page(name, true)?;
        page.widen(&column::widths(columns, &sample));
        lines(&mut page, head)?;
        let done = table::write(&mut page, columns, sample.into_iter().chain(rows))?;
        dressed(&mut page, columns, &done)?;
        total::write(&mut page, columns, &done)?;
        page.sheet.page(true, Some((done.head, done.head)), &footer)?;
        page.finish()
    }

    /// The file.
    pub fn finish(mut self) -> Result<Made> {
        self.end().map_err(failed)?;
        let bytes = package::finish(&mut self.workbook).map_err(failed)?;
        Ok(Made { bytes, tally: self.tally })
    }

    /// The file of a workbook without charts, written as it is packed.
    pub fn finish_into<W: Write + Seek + Send>(mut self, out: W) -> Result<Tally> {
        self.end().map_err(failed)?;
        self.workbook.save_to_writer(out).map_err(failed)?;
        Ok(self.tally)
    }

    /// The lists that are too long for a cell's own, out of sight.
    fn end(&mut self) -> Result<(), XlsxError> {
        if self.lists.long.is_empty() {
            return Ok(());
        }
        let ws = self.workbook.add_worksheet();
        ws.set_name(&self.lists.sheet)?.set_hidden(true);
        for (col, list) in (0_u16..).zip(&self.lists.long) {
            for (row, item) in (0_u32..).zip(list) {
                ws.write_string(row, col, &*clean(item).0)?;
            }
        }
        Ok(())
    }
}

/// The lines above a table: a heading, then what is said of it.
pub(super) fn lines(page: &mut Page<'_>, head: &[String]) -> Result<(), XlsxError> {
    let styles = &page.formats.styles;
    for (index, text) in head.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        page.line(text, if index == 0 { &styles.heading } else { &styles.plain })?;
    }
    Ok(())
}

/// The filter, and titles that stay in sight.
fn dressed(page: &mut Page<'_>, columns: &[Column], done: &table::Done) -> Result<(), XlsxError> {
    filter(page, columns, done)?;
    page.sheet.ws.set_freeze_panes(done.head + 1, 0)?;
    Ok(())
}

pub(super) fn filter(page: &mut Page<'_>, columns: &[Column], done: &table::Done) -> Result<(), XlsxError> {
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if !done.is_empty() {
        page.sheet.ws.autofilter(done.head, 0, done.rows.1 - 1, last)?;
    }
    Ok(())
}
