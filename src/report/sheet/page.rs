//! A worksheet that is filled from top to bottom: every text cleaned and cut to what a cell holds, widths set at the end.

use rust_xlsxwriter::{DataValidation, Format, Formula, XlsxError};

use super::format::Formats;
use super::{Tally, clean::clean};
use crate::render::xlsx::sheet::{Sheet, fitting, lines};

/// A row's texts may take so many characters before they are looked at more closely.
const MOST_UNITS: usize = 32_000;
/// Room of a line that runs over all columns of a narrow table.
const LEAST_ROOM: usize = 60;

pub(super) struct Page<'a> {
    pub sheet: Sheet<'a>,
    pub name: String,
    pub formats: &'a Formats,
    pub tally: &'a mut Tally,
    pub lists: &'a mut Lists,
    /// The next row.
    pub row: u32,
    pub widths: Vec<usize>,
}

impl Page<'_> {
    /// A text into a cell; gives the lines it takes in the column's width.
    pub(super) fn put(&mut self, row: u32, col: u16, text: &str, format: &Format) -> Result<usize, XlsxError> {
        let (text, removed) = clean(text);
        self.tally.controls += removed;
        if text.is_empty() {
            self.sheet.ws.write_blank(row, col, format)?;
            return Ok(1);
        }
        let width = self.widths.get(usize::from(col)).map_or(8, |width| width.saturating_sub(1));
        let height = lines(&text, width);
        if text.len() > MOST_UNITS {
            let fit = fitting(&text, self.sheet.lang);
            self.tally.cut += usize::from(fit != text);
            self.sheet.ws.write_string_with_format(row, col, fit, format)?;
        } else {
            self.sheet.ws.write_string_with_format(row, col, &*text, format)?;
        }
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
        self.sheet.height(self.row, lines(&text, room.saturating_sub(2)), 6.0)?;
        self.row += 1;
        Ok(())
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
