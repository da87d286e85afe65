//! A sealed run into bytes for one kind of reader. LEVEL 2: model, text and error only.
//!
//! Every renderer is a pure function of the run and the look: no clock, no environment, no file, and no verdict of its own.

pub(crate) mod csv;
mod encode;
mod json;
pub mod monitor;
mod nagios;
mod openmetrics;
#[cfg(test)]
mod sample;
mod terminal;
mod view;
pub(crate) mod words;
pub(crate) mod wrap;
pub(crate) mod xlsx;

use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};

use crate::error::Result;
use crate::model::{Lang, Run};

pub(crate) use encode::Encoded;
pub use xlsx::ticket_form;

/// Who reads the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A person at a terminal.
    Table,
    /// A program; see `man/opsctl-run.schema.json`.
    Json,
    /// The list of findings for a spreadsheet.
    Csv,
    /// A Nagios-compatible monitor: one status line, performance data, more lines.
    Nagios,
    /// Prometheus and others, by a file that is collected.
    Openmetrics,
    /// The paper trail: a workbook for WPS and Excel.
    Xlsx,
}

impl Format {
    pub const ALL: [Self; 6] = [Self::Table, Self::Json, Self::Csv, Self::Nagios, Self::Openmetrics, Self::Xlsx];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Nagios => "nagios",
            Self::Openmetrics => "openmetrics",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format named as on the command line.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// The format that a file name asks for by its ending.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "log" => Some(Self::Table),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "prom" | "om" | "openmetrics" => Some(Self::Openmetrics),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    /// Whether the bytes may go to a terminal.
    #[must_use]
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }
}

/// How much a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Detail {
    /// Warnings and worse without advice; gaps by reason.
    Brief,
    #[default]
    Normal,
    /// With the table of every check.
    Full,
}

/// Bytes of a CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// With a byte order mark, so that a double click in WPS and Excel reads it right.
    #[default]
    Utf8,
    /// For programs that read nothing else; holds every Unicode character.
    Gb18030,
    /// For older programs still; what it has no character for is an error, never a question mark.
    Gbk,
}

impl Encoding {
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Gb18030, Self::Gbk];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Gbk => "gbk",
        }
    }

    /// The encoding named as on the command line.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.as_str().eq_ignore_ascii_case(name))
    }
}

/// What the reader wants to see, apart from the run.
#[derive(Debug, Clone)]
pub struct Look {
    pub lang: Lang,
    pub zone: TimeZone,
    /// Columns of the terminal; 100 when unknown.
    pub width: Option<u16>,
    pub color: bool,
    pub detail: Detail,
    pub encoding: Encoding,
}

impl Look {
    #[must_use]
    pub fn new(lang: Lang, zone: TimeZone) -> Self {
        Self { lang, zone, width: None, color: false, detail: Detail::Normal, encoding: Encoding::Utf8 }
    }

    fn time(&self, time: Timestamp) -> String {
        time.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    fn time_and_zone(&self, time: Timestamp) -> String {
        time.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
    }
}

/// The run in the format, as it goes to a file or to standard output.
pub fn render(run: &Run, format: Format, look: &Look) -> Result<Vec<u8>> {
    match format {
        Format::Table => Ok(terminal::render(run, look).into_bytes()),
        Format::Json => json::render(run),
        Format::Csv => csv::render(run, look),
        Format::Nagios => Ok(nagios::render(run, look).into_bytes()),
        Format::Openmetrics => Ok(openmetrics::render(run, look).into_bytes()),
        Format::Xlsx => xlsx::render(run, look),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_tells_its_format() {
        assert_eq!(Format::from_path(Path::new("日报/巡检.XLSX")), Some(Format::Xlsx));
        assert_eq!(Format::from_path(Path::new("a.tar.json")), Some(Format::Json));
        assert_eq!(Format::from_path(Path::new("xlsx")), None);
        assert!(Format::ALL.iter().all(|f| Format::parse(f.as_str()) == Some(*f)));
    }

    /// Writes the sample in every format to a folder, to be looked at.
    #[test]
    #[ignore = "only for the eye: SAMPLE_DIR=… cargo test --lib look_at_it -- --ignored"]
    #[expect(clippy::disallowed_methods, reason = "a tool for developers, not a test")]
    fn look_at_it() {
        let folder = std::env::var("SAMPLE_DIR").map_or_else(|_| std::env::temp_dir(), std::path::PathBuf::from);
        let run = sample::run();
        for (lang, format) in [Lang::Zh, Lang::En].into_iter().flat_map(|lang| Format::ALL.map(|format| (lang, format))) {
            let look = Look { width: Some(80), color: true, detail: Detail::Full, ..sample::look(lang) };
            let name = format!("sample-{}.{}", lang.tag(), format.as_str());
            std::fs::write(folder.join(name), render(&run, format, &look).unwrap()).unwrap();
        }
        let large = render(&sample::large(2, 6_000), Format::Xlsx, &sample::look(Lang::Zh)).unwrap();
        std::fs::write(folder.join("large.xlsx"), large).unwrap();
    }

    #[test]
    fn same_run_same_bytes_in_every_format() {
        let run = sample::run();
        let look = sample::look(Lang::Zh);
        for format in Format::ALL {
            let (first, second) = (render(&run, format, &look).unwrap(), render(&run, format, &look).unwrap());
            assert!(!first.is_empty() && first == second, "{format:?} is not a pure function of the run");
        }
    }
}
