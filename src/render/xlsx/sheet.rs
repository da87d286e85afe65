//! Texts, links and times into cells, with the widths, heights and print setup that Chinese text needs.

use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use super::Book;
use crate::model::Lang;
use crate::render::{words, wrap};

/// A cell holds 32,767 UTF-16 units; the rest is room for the mark.
const MOST_TEXT: usize = 32_000;
/// Links of one sheet are limited by the format; beyond these a text has to do.
const MOST_LINKS: u32 = 10_000;
/// The widest column; longer texts wrap.
pub(crate) const WIDEST: usize = 60;
const LINE_POINTS: f64 = 15.0;
const MOST_POINTS: f64 = 409.0;

/// A worksheet that is being filled, in the order of its rows.
pub(crate) struct Sheet<'a> {
    pub ws: &'a mut Worksheet,
    pub lang: Lang,
    links: u32,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(ws: &'a mut Worksheet, name: &str, lang: Lang) -> Result<Self, XlsxError> {
        ws.set_name(name)?;
        Ok(Self { ws, lang, links: 0 })
    }

    /// A text, whatever it begins with; what is too long is cut, with a mark.
    pub(crate) fn text(&mut self, row: u32, col: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        if text.is_empty() {
            self.ws.write_blank(row, col, format)?;
        } else {
            self.ws.write_string_with_format(row, col, fitting(text, self.lang), format)?;
        }
        Ok(())
    }

    /// A text over several columns of one row.
    pub(crate) fn merged(&mut self, row: u32, cols: (u16, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
        if cols.0 == cols.1 {
            return self.text(row, cols.0, text, format);
        }
        self.ws.merge_range(row, cols.0, row, cols.1, &fitting(text, self.lang), format)?;
        Ok(())
    }

    pub(crate) fn count(&mut self, row: u32, col: u16, count: usize, format: &Format) -> Result<(), XlsxError> {
        self.ws.write_number_with_format(row, col, f64::from(u32::try_from(count).unwrap_or(u32::MAX)), format)?;
        Ok(())
    }

    /// A text that leads to a cell of another sheet (`A1`), while links last.
    pub(crate) fn link(&mut self, row: u32, col: u16, (sheet, cell): (&str, &str), text: &str, format: &Format) -> Result<(), XlsxError> {
        self.links += 1;
        if self.links > MOST_LINKS || text.is_empty() {
            return self.text(row, col, text, format);
        }
        let url = format!("internal:'{sheet}'!{cell}");
        self.ws.write_url_with_options(row, col, url.as_str(), fitting(text, self.lang), "", Some(format))?;
        Ok(())
    }

    /// A real date cell; the format knows none before 1900.
    pub(crate) fn time(&mut self, row: u32, col: u16, time: DateTime, format: &Format) -> Result<(), XlsxError> {
        match excel_time(time) {
            Some(value) => self.ws.write_datetime_with_format(row, col, &value, format).map(drop),
            None => self.text(row, col, &time.strftime("%Y-%m-%d %H:%M:%S").to_string(), format),
        }
    }

    /// Headings in one row, high enough for the one that wraps most.
    pub(crate) fn heads(&mut self, row: u32, heads: &[&str], widths: &[usize], format: &Format) -> Result<(), XlsxError> {
        for (col, head) in (0_u16..).zip(heads) {
            self.text(row, col, head, format)?;
        }
        let lines = heads.iter().zip(widths).map(|(head, width)| lines(head, width.saturating_sub(2))).max().unwrap_or(1);
        self.height(row, lines, 6.0)
    }

    /// Height of a row of so many lines, and some points of air.
    pub(crate) fn height(&mut self, row: u32, lines: usize, air: f64) -> Result<(), XlsxError> {
        let lines = f64::from(u16::try_from(lines).unwrap_or(u16::MAX));
        self.ws.set_row_height(row, (lines * LINE_POINTS + air).min(MOST_POINTS))?;
        Ok(())
    }

    pub(crate) fn widths(&mut self, widths: &[usize]) -> Result<(), XlsxError> {
        for (col, width) in (0_u16..).zip(widths) {
            self.ws.set_column_width(col, f64::from(u32::try_from(*width).unwrap_or(u32::MAX)))?;
        }
        Ok(())
    }

    /// Landscape A4, one page wide, headings on every page, page numbers and run below.
    pub(super) fn print(&mut self, book: &Book<'_>, repeat: Option<(u32, u32)>) -> Result<(), XlsxError> {
        self.page(true, repeat, &format!("opsctl {}  {}", book.run.id, book.look.time(book.run.now)))
    }

    /// A4, one page wide, headings on every page; below the name of the sheet, page numbers, and `says`.
    pub(crate) fn page(&mut self, landscape: bool, repeat: Option<(u32, u32)>, says: &str) -> Result<(), XlsxError> {
        self.ws.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.7, 0.3, 0.3);
        if landscape {
            self.ws.set_landscape();
        }
        if let Some((first, last)) = repeat {
            self.ws.set_repeat_rows(first, last)?;
        }
        let (pages, font) = match self.lang {
            Lang::Zh => ("第 &P 页，共 &N 页", "&\"宋体,常规\"&9 "),
            Lang::En => ("Page &P of &N", "&\"宋体,Regular\"&9 "),
        };
        let (sheet, says) = (self.ws.name().replace('&', "&&"), says.replace('&', "&&"));
        self.ws.set_footer(format!("&L{font}{sheet}&C{font}{pages}&R{font}{says}"));
        Ok(())
    }
}

/// The text as a cell may hold it.
pub(crate) fn fitting(text: &str, lang: Lang) -> String {
    let text = wrap::clean(text);
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= MOST_TEXT {
        return text.into_owned();
    }
    let mut used = 0;
    let fits = |c: &char| {
        used += c.len_utf16();
        used <= MOST_TEXT
    };
    text.chars().take_while(fits).collect::<String>() + "…" + &words::cut(text.chars().count(), lang)
}

/// Lines that a text takes in a column of `width` characters.
pub(crate) fn lines(text: &str, width: usize) -> usize {
    if text.len() <= width && !text.contains('\n') {
        return 1;
    }
    wrap::wrap(&wrap::clean(&text.chars().take(MOST_TEXT).collect::<String>()), width).len().max(1)
}

/// Width of a column with the word of a state in it.
pub(crate) fn state_width(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 10,
        Lang::En => 16,
    }
}

/// Width of a column that shows its widest text, within reason.
pub(crate) fn width_of<'a>(head: &str, texts: impl Iterator<Item = &'a str>, widest: usize) -> usize {
    let head = (wrap::width(head) * 11).div_ceil(10);
    let texts = texts.flat_map(str::lines).map(wrap::width).max().unwrap_or(0);
    (head.max(texts) + 2).clamp(6, widest)
}

/// The moment as the format counts it; it knows none before 1900.
pub(crate) fn excel_time(time: DateTime) -> Option<ExcelDateTime> {
    let year = u16::try_from(time.year()).ok().filter(|year| *year >= 1900)?;
    let (month, day) = (u8::try_from(time.month()).ok()?, u8::try_from(time.day()).ok()?);
    let (hour, minute) = (u16::try_from(time.hour()).ok()?, u8::try_from(time.minute()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()?.and_hms(hour, minute, f64::from(time.second())).ok()
}
