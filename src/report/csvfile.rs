//! A site's register as csv or xlsx: headings and rows, faults with their row.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use crate::error::{Error, Kind, Result};
use crate::parse::grid::{self, Charset, Field, GridFault};
use crate::parse::when::{When, when};
use crate::text::Msg;

/// Larger files are no registers.
const MOST: u64 = 256 << 20;

/// Headings and rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    path: PathBuf,
    heads: Vec<String>,
    /// What stands above the headings behind a `#`.
    pub notes: Vec<String>,
    /// Row in the file, and its cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

fn unreadable(path: &Path, cause: impl std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(cause)
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let size = std::fs::metadata(path).map_err(|e| unreadable(path, e))?.len();
    if size > MOST {
        return Err(unreadable(path, format!("{size} bytes, at most {MOST} are read")));
    }
    std::fs::read(path).map_err(|e| unreadable(path, e))
}

/// A text file in UTF-8, with or without a mark, or GBK.
pub fn text(path: &Path) -> Result<String> {
    let bytes = bytes(path)?;
    let (text, _, broken) = match std::str::from_utf8(&bytes) {
        Ok(_) => encoding_rs::UTF_8.decode(&bytes),
        Err(_) => encoding_rs::GB18030.decode(&bytes),
    };
    if broken { Err(unreadable(path, "neither UTF-8 nor GBK")) } else { Ok(text.into_owned()) }
}

/// Reads a file. Its first row that is not empty and does not begin with `#` has the headings; empty rows are left out.
pub fn read(path: &Path) -> Result<Sheet> {
    let bytes = bytes(path)?;
    let grid = grid::read(&bytes, Charset::Auto).map_err(|fault| match fault {
        GridFault::OldOrEncrypted => unreadable(path, "encrypted, or of the format before xlsx: save it as .xlsx or .csv"),
        GridFault::Encoding(_) => unreadable(path, "neither UTF-8 nor GBK"),
        GridFault::NoSheet(names) => unreadable(path, names.join(" ")),
        GridFault::Broken(why) => unreadable(path, why),
    })?;
    let mut sheet = Sheet { path: path.to_owned(), heads: Vec::new(), notes: Vec::new(), rows: Vec::new() };
    for (number, row) in (1..).zip(grid) {
        if row.iter().all(Field::is_empty) {
            continue;
        }
        let cells: Vec<String> = row.iter().map(Field::text).collect();
        if sheet.heads.is_empty() && cells[0].starts_with('#') {
            let said: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            sheet.notes.push(said.join("，").trim_start_matches('#').trim().to_owned());
        } else if sheet.heads.is_empty() {
            sheet.heads = cells;
        } else if cells.iter().skip(sheet.heads.len()).any(|cell| !cell.is_empty()) {
            return Err(sheet.fault(number, format!("{} cells under {} headings", cells.len(), sheet.heads.len())));
        } else {
            sheet.rows.push((number, cells));
        }
    }
    Ok(sheet)
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

    /// A mistake in a row.
    #[must_use]
    pub fn fault(&self, row: usize, cause: impl std::fmt::Display) -> Error {
        let place = format!("{}:{row}", self.path.display());
        Error::new(Kind::Input, Msg::RowInvalid { place }).because(cause)
    }
}

/// A day or a moment as people write it; a bare day is its beginning.
#[must_use]
pub fn moment(text: &str) -> Option<DateTime> {
    match when(text)? {
        When::Day(day) => Some(day.into()),
        When::Moment(at) => Some(at),
        When::Instant(_) => text.parse().ok(),
    }
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
    fn headings_and_rows_keep_their_numbers() {
        let gbk = encoding_rs::GBK.encode("编号,标题\n\n1,登录慢\n").0.into_owned();
        for bytes in ["编号,标题\r\n\r\n1,登录慢\r\n".as_bytes(), "\u{feff}编号\t标题\n\n1\t登录慢\n".as_bytes(), &gbk] {
            let sheet = sheet(bytes).unwrap();
            assert_eq!((sheet.column(&["id", "编号"]), sheet.column(&["标题"]), sheet.column(&["x"])), (Some(0), Some(1), None));
            assert_eq!(sheet.rows, [(3, vec!["1".to_owned(), "登录慢".to_owned()])]);
        }
        let noted = sheet("# 按申报日期统计，不含作废\n#\n编号;标题\n1;登录慢\n".as_bytes()).unwrap();
        assert_eq!(
            (noted.notes, noted.rows),
            (vec!["按申报日期统计，不含作废".to_owned(), String::new()], vec![(4, vec!["1".to_owned(), "登录慢".to_owned()])])
        );
        assert!(sheet(b"a,b\n\xff\xfe\xff").is_err());
        let error = sheet("a,b\n1,2,3\n".as_bytes()).unwrap_err();
        assert!(error.cause.is_some_and(|cause| cause.contains("3 cells under 2 headings")));
    }
}
