//! One object as a form: a line a field.

use jiff::civil::DateTime;
use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::cell::{Cell, Row};
use super::column::Column;
use super::page::Page;
use crate::render::words;
use crate::render::wrap;
use crate::render::xlsx::sheet::excel_time;

/// Room for the values.
const VALUE_WIDTH: usize = 60;

/// Widths of the two columns.
pub(super) fn widths(columns: &[Column]) -> Vec<usize> {
    let label = columns.iter().map(|column| wrap::width(&column.title)).max().unwrap_or(0);
    let value = columns.iter().filter_map(|column| column.width).max().unwrap_or(VALUE_WIDTH);
    vec![(label * 11 / 10 + 3).clamp(10, 40), value]
}

pub(super) fn write<R: Row>(page: &mut Page<'_>, columns: &[Column], row: &R) -> Result<(), XlsxError> {
    let formats = page.formats;
    for (index, column) in columns.iter().enumerate() {
        let format = formats.dress(column).body.set_align(FormatAlign::Left).set_indent(0);
        let at = page.row;
        let mut height = page.put(at, 0, &column.title, &formats.label)?;
        match row.cell(index) {
            Cell::Number(n) if n.is_finite() => {
                let n = if column.kind == super::Kind::Percent { n / 100.0 } else { n };
                page.sheet.ws.write_number_with_format(at, 1, n, &format)?;
            }
            Cell::Unknown | Cell::Number(_) => {
                let word = super::cell::unknown(page.sheet.lang);
                let plain = formats.unknown.clone().set_align(FormatAlign::Left);
                let format = if column.coloured { formats.styles.not_checked() } else { &plain };
                height = height.max(page.put(at, 1, word, format)?);
            }
            Cell::Text(text) => {
                let level = if column.coloured { formats.level(text.trim()) } else { None };
                height = height.max(page.put(at, 1, &text, level.unwrap_or(&format.set_text_wrap()))?);
            }
            Cell::Flag(flag) => {
                height = height.max(page.put(at, 1, if flag { words::YES } else { words::NO }.to(page.sheet.lang), &format)?);
            }
            Cell::Date(date) => height = height.max(time(page, date.at(0, 0, 0, 0), &format)?),
            Cell::Time(moment) => height = height.max(time(page, moment, &format)?),
        }
        if !column.list.is_empty() {
            let validation = page.lists.validation(&column.list)?;
            page.sheet.ws.add_data_validation(at, 1, at, 1, &validation)?;
        }
        page.height(at, height, 4.0)?;
        page.row += 1;
    }
    Ok(())
}

fn time(page: &mut Page<'_>, moment: DateTime, format: &Format) -> Result<usize, XlsxError> {
    match excel_time(moment) {
        Some(value) => page.sheet.ws.write_datetime_with_format(page.row, 1, &value, format).map(|_| 1),
        None => page.put(page.row, 1, &moment.strftime("%Y-%m-%d %H:%M:%S").to_string(), format),
    }
}
