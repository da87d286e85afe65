//! `xlsx opsctl PATH ROWS`: a table of 20 columns through the writer of reports. `xlsx raw PATH ROWS`: the same cells, formats and widths
//! straight through rust_xlsxwriter in the same mode. Each prints its seconds and the peak of its memory; `scripts/bench` compares them.
//! The cells: ten numbers, eight Chinese words that repeat, a time, a text of its own.

#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::cast_precision_loss)]

use std::borrow::Cow;
use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::time::Instant;

use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use opsctl::model::Lang;
use opsctl::report::sheet::{Book, Cell, Column, Kind, Make, Row};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

const WORDS: [&str; 6] = ["城乡居民养老保险", "机关事业单位", "已申报", "未缴费", "国家税务总局某某市税务局", "正常"];

/// One row, by its number.
struct Line {
    number: u32,
    time: DateTime,
    own: String,
}

fn line(number: u32) -> Line {
    let begin = jiff::civil::date(2026, 10, 1).at(0, 0, 0, 0);
    let time = begin.checked_add(i64::from(number).minutes()).unwrap_or(begin);
    Line { number, time, own: format!("业务流水 {number:08} 办结") }
}

impl Line {
    fn figure(&self, column: usize) -> f64 {
        let column = u32::try_from(column).unwrap_or(0);
        if column.is_multiple_of(2) { f64::from(self.number * (column + 1) % 1_000_003) } else { f64::from(self.number % 9_973) * 1.37 }
    }

    fn word(&self, column: usize) -> &'static str {
        WORDS[(self.number as usize * 7 + column) % WORDS.len()]
    }
}

impl Row for Line {
    fn cell(&self, column: usize) -> Cell<'_> {
        match column {
            0..10 => Cell::Number(self.figure(column)),
            10..18 => Cell::Text(Cow::Borrowed(self.word(column))),
            18 => Cell::Time(self.time),
            _ => Cell::Text(Cow::Borrowed(&self.own)),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    let began = Instant::now();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["opsctl", path, rows] => opsctl(path, rows.parse()?)?,
        ["raw", path, rows] => raw(path, rows.parse()?)?,
        _ => return Err("usage: xlsx opsctl|raw PATH ROWS".into()),
    }
    println!("{:.3}", began.elapsed().as_secs_f64());
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.split_whitespace().next());
    println!("{:.1}", peak.unwrap_or("0").parse::<f64>()? / 1024.0);
    Ok(())
}

fn opsctl(path: &str, rows: u32) -> Result<(), Box<dyn Error>> {
    let make =
        Make { lang: Lang::Zh, zone: TimeZone::UTC, made: Timestamp::UNIX_EPOCH, author: "bench", footer: "opsctl", properties: &[] };
    let kind = |column: usize| match column {
        0..10 if column.is_multiple_of(2) => Kind::Integer,
        0..10 => Kind::Number,
        18 => Kind::Time,
        _ => Kind::Text,
    };
    let columns: Vec<Column> = (0..20).map(|column| Column::new(format!("第 {column} 列"), kind(column))).collect();
    let mut book = Book::new("bench", &make).map_err(|e| format!("{e:?}"))?;
    book.table("数据", &[], &columns, (0..rows).map(line)).map_err(|e| format!("{e:?}"))?;
    book.finish_into(BufWriter::new(File::create(path)?)).map_err(|e| format!("{e:?}"))?;
    Ok(())
}

fn raw(path: &str, rows: u32) -> Result<(), Box<dyn Error>> {
    let base =
        || Format::new().set_font_name("宋体").set_font_size(11).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let (whole, decimal) = (base().set_num_format("#,##0"), base().set_num_format("#,##0.00"));
    let (text, time) = (base().set_text_wrap(), base().set_num_format("yyyy-mm-dd hh:mm:ss"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for column in 0..20 {
        sheet.set_column_width(column, 20)?;
        sheet.write_string_with_format(0, column, format!("第 {column} 列"), &text)?;
    }
    for number in 0..rows {
        let (line, row) = (line(number), number + 1);
        for column in 0..20_u16 {
            let at = usize::from(column);
            match at {
                0..10 => sheet.write_number_with_format(row, column, line.figure(at), if at % 2 == 0 { &whole } else { &decimal })?,
                10..18 => sheet.write_string_with_format(row, column, line.word(at), &text)?,
                18 => {
                    let (date, clock) = (line.time.date(), line.time.time());
                    let narrow = |n: i8| u8::try_from(n).unwrap_or(0);
                    let value = ExcelDateTime::from_ymd(date.year().unsigned_abs(), narrow(date.month()), narrow(date.day()))?.and_hms(
                        clock.hour().unsigned_abs().into(),
                        narrow(clock.minute()),
                        f64::from(clock.second()),
                    )?;
                    sheet.write_datetime_with_format(row, column, &value, &time)?
                }
                _ => sheet.write_string_with_format(row, column, line.own.as_str(), &text)?,
            };
        }
    }
    book.save_to_writer(BufWriter::new(File::create(path)?))?;
    Ok(())
}
