//! The same rows as a CSV that a double click in WPS or Excel opens right and unharmed.

use std::io::Write;

use serde_json::Value;

use super::cell::{Cell, Row, unknown};
use super::clean::clean;
use super::column::Column;
use super::describe::{Description, Kind};
use super::path::Found;
use super::prepare::{Part, ready};
use super::texts::Texts;
use super::{Made, Make, Tally};
use crate::error::Result;
use crate::model::Lang;
use crate::render::csv::{failed, is_risky};
use crate::render::words;
use crate::render::{Encoded, Encoding};

/// The sheets one below the other, or the one that `only` counts (from 0). One sheet with one table is that table and nothing else.
pub fn csv(description: &Description, data: &Value, make: &Make<'_>, only: Option<usize>, encoding: Encoding) -> Result<Made> {
    let texts = Texts::new(description, data, make.lang);
    let mut out = Lines::new(Vec::new(), make.lang, encoding);
    let specs: Vec<_> = description.sheets.iter().enumerate().filter(|(index, _)| only.is_none_or(|only| only == *index)).collect();
    for (number, (_, spec)) in specs.iter().enumerate() {
        let ready = ready(spec, data, &texts, make)?;
        if number > 0 {
            out.texts(&[""])?;
        }
        let plain = specs.len() == 1 && ready.parts.as_ref().is_some_and(|parts| parts.len() == 1);
        if !plain {
            out.texts(&[&ready.name])?;
        }
        for part in ready.parts.iter().flatten() {
            if !plain {
                for line in &part.head {
                    out.texts(&[line])?;
                }
            }
            match part.rows {
                Found::Form => out.form(part, &part.form(&ready.reading))?,
                Found::Unknown => out.texts(&[ready.not_known()])?,
                Found::Rows(_) => out.table(&part.columns, part.rows(&ready.reading))?,
            }
        }
        if ready.parts.is_none() {
            out.texts(&[ready.not_known()])?;
        }
    }
    let (bytes, tally) = out.finish()?;
    Ok(Made { bytes, tally })
}

/// A table of rows as they come; only one is held at a time.
pub fn csv_table<R: Row, W: Write>(
    out: W,
    columns: &[Column],
    rows: impl IntoIterator<Item = R>,
    lang: Lang,
    encoding: Encoding,
) -> Result<Tally> {
    let mut lines = Lines::new(out, lang, encoding);
    lines.table(columns, rows.into_iter())?;
    Ok(lines.finish()?.1)
}

struct Lines<W: Write> {
    out: ::csv::Writer<Encoded<W>>,
    tally: Tally,
    lang: Lang,
}

impl<W: Write> Lines<W> {
    fn new(out: W, lang: Lang, encoding: Encoding) -> Self {
        let mut builder = ::csv::WriterBuilder::new();
        // Tables of different widths stand in one file.
        builder.terminator(::csv::Terminator::CRLF).flexible(true);
        Self { out: builder.from_writer(Encoded::new(out, encoding)), tally: Tally::default(), lang }
    }

    fn finish(self) -> Result<(W, Tally)> {
        let out = self.out.into_inner().map_err(|error| failed(error.error()))?;
        Ok((out.finish()?, self.tally))
    }

    fn field(&mut self, text: &str) -> Result<()> {
        let risky = is_risky(text);
        let (text, removed) = clean(text);
        self.tally.controls += removed;
        // What was hidden behind a control character is looked at too.
        if risky || is_risky(&text) {
            return self.out.write_field(format!("'{text}")).map_err(failed);
        }
        self.out.write_field(text.as_bytes()).map_err(failed)
    }

    fn end(&mut self) -> Result<()> {
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }

    fn texts(&mut self, texts: &[&str]) -> Result<()> {
        texts.iter().try_for_each(|text| self.field(text))?;
        self.end()
    }

    fn table<R: Row>(&mut self, columns: &[Column], rows: impl Iterator<Item = R>) -> Result<()> {
        let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
        self.texts(&titles)?;
        for row in rows {
            for (index, column) in columns.iter().enumerate() {
                self.cell(row.cell(index), column)?;
            }
            self.end()?;
        }
        Ok(())
    }

    fn form<R: Row>(&mut self, part: &Part<'_>, row: &R) -> Result<()> {
        for (index, column) in part.columns.iter().enumerate() {
            self.field(&column.title)?;
            self.cell(row.cell(index), column)?;
            self.end()?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: Cell<'_>, column: &Column) -> Result<()> {
        let plain = match cell {
            Cell::Text(text) => return self.field(&text),
            Cell::Number(n) if n.is_finite() && column.kind == Kind::Percent => format!("{n}%"),
            Cell::Number(n) if n.is_finite() => n.to_string(),
            Cell::Unknown | Cell::Number(_) => unknown(self.lang).to_owned(),
            Cell::Flag(flag) => if flag { words::YES } else { words::NO }.to(self.lang).to_owned(),
            Cell::Date(date) => date.to_string(),
            Cell::Time(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        };
        self.out.write_field(plain).map_err(failed)
    }
}
