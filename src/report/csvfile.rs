//! A site's csv: UTF-8 or GBK, commas, semicolons or tabs, dates as people write them.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime, Time};

use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// Larger files are no registers.
const MOST: u64 = 256 << 20;

/// Headings and rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    path: PathBuf,
    heads: Vec<String>,
    /// Line in the file, and its cells.
    pub rows: Vec<(u64, Vec<String>)>,
}

fn unreadable(path: &Path, cause: impl std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(cause)
}

/// A text file in UTF-8 or GBK.
pub(super) fn text(path: &Path) -> Result<String> {
    let size = std::fs::metadata(path).map_err(|e| unreadable(path, e))?.len();
    if size > MOST {
        return Err(unreadable(path, format!("{size} bytes, at most {MOST} are read")));
    }
    let bytes = std::fs::read(path).map_err(|e| unreadable(path, e))?;
    decode(&bytes).ok_or_else(|| unreadable(path, "neither UTF-8 nor GBK"))
}

/// Reads a file. Its first row that is not empty has the headings; empty rows are left out.
pub fn read(path: &Path) -> Result<Sheet> {
    let text = text(path)?;
    let mut sheet = Sheet { path: path.to_owned(), heads: Vec::new(), rows: Vec::new() };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(path, e))?;
        // The reader's position is before the empty lines that it passed over.
        let line = record.position().map_or(0, |at| {
            let before = text.as_bytes().iter().skip(usize::try_from(at.byte()).unwrap_or(usize::MAX));
            let empty = before.take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
            at.line() + empty as u64
        });
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if sheet.heads.is_empty() {
            sheet.heads = cells;
        } else if cells.len() > sheet.heads.len() && cells[sheet.heads.len()..].iter().any(|cell| !cell.is_empty()) {
            return Err(sheet.fault(line, format!("{} cells under {} headings", cells.len(), sheet.heads.len())));
        } else {
            sheet.rows.push((line, cells));
        }
    }
    Ok(sheet)
}

/// UTF-8 with or without BOM, else GBK where all of it is.
fn decode(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    let (text, _, wrong) = encoding_rs::GB18030.decode(bytes);
    (!wrong).then(|| text.into_owned())
}

/// What stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

impl Sheet {
    /// The column under one of these headings.
    #[must_use]
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.heads.iter().position(|head| names.iter().any(|name| head.eq_ignore_ascii_case(name)))
    }

    #[must_use]
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// A mistake in a line.
    #[must_use]
    pub fn fault(&self, line: u64, cause: impl std::fmt::Display) -> Error {
        let place = format!("{}:{line}", self.path.display());
        Error::new(Kind::Input, Msg::RowInvalid { place }).because(cause)
    }
}

/// A day or a moment: `2026-11-02 08:30`, `2026/11/2 8:30`, `2026.11.2`, `2026年11月2日 8时30分`, `20261102`.
#[must_use]
pub fn moment(text: &str) -> Option<DateTime> {
    let mut numbers: Vec<i16> = Vec::new();
    let mut digits = String::new();
    if let Ok(day) = Date::strptime("%Y%m%d", text) {
        return Some(day.into());
    }
    for c in text.chars().chain([' ']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if "-/.:年月日时分秒点T ".contains(c) {
            if !digits.is_empty() {
                numbers.push(std::mem::take(&mut digits).parse().ok()?);
            }
            // Parts of a second say nothing here.
            if c == '.' && numbers.len() == 6 {
                break;
            }
        } else {
            return None;
        }
    }
    let small = |n: i16| i8::try_from(n).ok();
    let part = |at: usize| numbers.get(at).copied().map_or(Some(0), small);
    let date = Date::new(*numbers.first().filter(|year| **year > 1900)?, small(*numbers.get(1)?)?, small(*numbers.get(2)?)?).ok()?;
    (numbers.len() <= 6).then_some(())?;
    Some(date.to_datetime(Time::new(part(3)?, part(4)?, part(5)?, 0).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(bytes: &[u8]) -> Result<Sheet> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.csv");
        std::fs::write(&path, bytes).unwrap();
        read(&path)
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2026-11-02 08:30",
            "2026/11/2 8:30",
            "2026.11.2 8:30:00",
            "2026年11月2日 8时30分",
            "2026年11月2日8点30分",
            "2026-11-02T08:30:00.5",
        ] {
            assert_eq!(moment(text).map(|t| t.to_string()).as_deref(), Some("2026-11-02T08:30:00"), "{text}");
        }
        for text in ["20261102", "2026-11-2", "2026年11月2日"] {
            assert_eq!(moment(text).map(|t| t.to_string()).as_deref(), Some("2026-11-02T00:00:00"), "{text}");
        }
        for text in
            ["", "昨天", "2026-13-01", "2026-02-30", "11-02", "8:30", "2026-11-02 25:00", "99999999999999999999-1-1", "2026-1-1-1-1-1-1"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn encodings_and_delimiters_are_told_by_the_file() {
        let gbk = encoding_rs::GBK.encode("编号;标题\n1;登录慢\n").0.into_owned();
        for bytes in ["编号,标题\r\n\r\n1,登录慢\r\n".as_bytes(), "\u{feff}编号\t标题\n1\t登录慢\n".as_bytes(), &gbk] {
            let sheet = sheet(bytes).unwrap();
            assert_eq!((sheet.column(&["id", "编号"]), sheet.column(&["标题"]), sheet.column(&["x"])), (Some(0), Some(1), None));
            assert_eq!(sheet.rows[0].1, ["1", "登录慢"]);
        }
        assert!(sheet(b"a,b\n\xff\xfe\xff").is_err());
        let lines: Vec<u64> = sheet(b"\n\na,b\n\n1,2\r\n\r\n\"3\n4\",5\n , \n\n6,7").unwrap().rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 7, 11], "as an editor counts them");
        let error = sheet("a,b\n1,2,3\n".as_bytes()).unwrap_err();
        assert!(error.cause.is_some_and(|cause| cause.contains("3 cells under 2 headings")));
    }
}
