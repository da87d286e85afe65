//! A worksheet that is filled from top to bottom: every text cleaned and cut to what a cell holds, widths set at the end.

use std::borrow::Cow;

use rust_xlsxwriter::{DataValidation, Format, Formula, XlsxError};

use super::format::Formats;
use super::{Tally, clean::clean};
use crate::render::xlsx::sheet::{Sheet, fitting, lines};

/// A row's texts may take so many characters before they are looked at more closely.
const MOST_UNITS: usize = 32_000;
/// Room of a line that runs over all columns of a narrow table.
const LEAST_ROOM: usize = 60;
/// A row without wrapped text.
pub(super) const ROW_POINTS: f64 = 18.0;
const LINE_POINTS: f64 = 15.0;
const MOST_POINTS: f64 = 409.0;
/// Half a Chinese character of 11 points, with the gap between columns.
const CHARACTER_POINTS: f64 = 5.8;
/// The width of a chart.
const DRAWING_POINTS: f64 = 645.0;

pub(super) struct Page<'a> {
    pub sheet: Sheet<'a>,
    pub name: String,
    pub formats: &'a Formats,
    pub tally: &'a mut Tally,
    pub lists: &'a mut Lists,
    /// The next row.
    pub row: u32,
    pub widths: Vec<usize>,
    /// Rows go to a temporary file as they come.
    pub streamed: bool,
    pub landscape: bool,
    /// Points that rows take beyond [`ROW_POINTS`].
    pub extra: f64,
    /// Rows before which a new printed page begins, and how many points were above the last one.
    pub breaks: Vec<u32>,
    pub above: f64,
}

/// Where the look of a cell is from.
#[derive(Clone, Copy)]
pub(super) enum Look<'a> {
    Own(&'a Format),
    /// The column has it already, see [`super::table`].
    Column(&'a Format),
}

impl<'a> From<&'a Format> for Look<'a> {
    fn from(format: &'a Format) -> Self {
        Self::Own(format)
    }
}

impl Page<'_> {
    /// A text into a cell; gives the lines it takes in the column's width.
    pub(super) fn put<'f>(&mut self, row: u32, col: u16, text: &str, look: impl Into<Look<'f>>) -> Result<usize, XlsxError> {
        let look = look.into();
        let (text, removed) = clean(text);
        self.tally.controls += removed;
        if text.is_empty() {
            let (Look::Own(format) | Look::Column(format)) = look;
            self.sheet.ws.write_blank(row, col, format)?;
            return Ok(1);
        }
        let width = self.widths.get(usize::from(col)).map_or(8, |width| width.saturating_sub(1));
        let height = lines(&text, width);
        let fit = if text.len() > MOST_UNITS { Cow::Owned(fitting(&text, self.sheet.lang)) } else { Cow::Borrowed(&*text) };
        self.tally.cut += usize::from(fit != text);
        match look {
            Look::Own(format) => self.sheet.ws.write_string_with_format(row, col, &*fit, format)?,
            Look::Column(_) => self.sheet.ws.write_string(row, col, &*fit)?,
        };
        Ok(height)
    }

    /// A line of text of its own, over the width of the table.
    pub(super) fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (text, removed) = clean(text);
        self.tally.controls += removed;
        let mut room = 0;
        let mut last = 0_u16;
        for col in 0_u16.. {
            room += self.widths.get(usize::from(col)).copied().unwrap_or(9);
            last = col;
            if room >= LEAST_ROOM && usize::from(col) + 1 >= self.widths.len() {
                break;
            }
        }
        self.sheet.merged(self.row, (0, last), &text, format)?;
        self.height(self.row, lines(&text, room.saturating_sub(2)), 6.0)?;
        self.row += 1;
        Ok(())
    }

    /// The height of a row of so many lines, and some points of air.
    pub(super) fn height(&mut self, row: u32, lines: usize, air: f64) -> Result<(), XlsxError> {
        let points = f64::from(u32::try_from(lines).unwrap_or(u32::MAX)) * LINE_POINTS + air;
        self.extra += points.min(MOST_POINTS) - ROW_POINTS;
        self.sheet.height(row, lines, air)
    }

    /// Begins a new printed page where what comes next would be torn by its end.
    pub(super) fn keep_together(&mut self, rows: u32) {
        let points = f64::from(self.row) * ROW_POINTS + self.extra;
        let characters = f64::from(u32::try_from(self.widths.iter().sum::<usize>()).unwrap_or(u32::MAX));
        let (wide, high) = if self.landscape { (785.0, 500.0) } else { (538.0, 745.0) };
        // One page wide: what is wider is printed smaller, and more of it fits below each other.
        let page = high * (characters * CHARACTER_POINTS).max(DRAWING_POINTS).max(wide) / wide;
        let used = (points - self.above) % page;
        if used > 0.0 && used + f64::from(rows) * ROW_POINTS > page {
            self.breaks.push(self.row);
            self.above = points;
        }
    }

    /// Makes room for wider columns.
    pub(super) fn widen(&mut self, widths: &[usize]) {
        for (index, width) in widths.iter().enumerate() {
            match self.widths.get_mut(index) {
                Some(old) => *old = (*old).max(*width),
                None => self.widths.push(*width),
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<(), XlsxError> {
        let widths = std::mem::take(&mut self.widths);
        if !self.breaks.is_empty() {
            self.sheet.ws.set_page_breaks(&self.breaks)?;
        }
        self.sheet.widths(&widths)
    }
}

/// Lists to choose from; those too long for a cell's own go to a hidden sheet.
pub(super) struct Lists {
    pub sheet: String,
    pub long: Vec<Vec<String>>,
}

impl Lists {
    const MOST: usize = 255;

    pub(super) fn validation(&mut self, items: &[String]) -> Result<DataValidation, XlsxError> {
        let units: usize = items.iter().map(|item| item.encode_utf16().count() + 1).sum();
        if units <= Self::MOST && !items.iter().any(|item| item.contains([',', '"'])) {
            return DataValidation::new().allow_list_strings(items);
        }
        let known = self.long.iter().position(|list| list == items).unwrap_or_else(|| {
            self.long.push(items.to_vec());
            self.long.len() - 1
        });
        let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(known).unwrap_or(u16::MAX));
        let range = format!("='{}'!${column}$1:${column}${}", self.sheet, items.len());
        Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
    }
}
