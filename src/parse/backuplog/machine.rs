//! Lines → runs. Each line is tried as what it most often is: a row, a sentence, a code, a part of the line before.

use super::code::is_code;
use super::entry::Code;
use super::line::At;
use super::moment::{Precision, moment};
use super::normal::{normal, unprefixed};
use super::open::{Context, Open};
use super::params::Params;
use super::rman_line::{rman_line, unnumbered};
use super::rows::{Row, row};
use super::run::{Beginning, Run, Tool};
use super::sentence::{Product, sentence};
use super::store::Store;
use crate::parse::oralog::log_text::TEXT_CHARS;

/// What stood before the first line of a run and belongs to it.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    pub(super) params: Params,
    pub(super) line: u64,
    pub(super) password: Option<u64>,
}

/// The state between two lines.
#[derive(Debug, Default)]
pub(super) struct Machine {
    pub(super) lines: u64,
    pub(super) lossy_lines: u64,
    pub(super) mojibake_lines: u64,
    pub(super) password_seen: Option<u64>,
    /// Codes that belong to no run.
    pub(super) outside: Vec<Code>,
    pub(super) outside_left_out: u64,
    pub(super) open: Option<Open>,
    pub(super) store: Store,
    pub(super) preamble: Preamble,
    text: String,
}

impl Machine {
    /// The next line; `cut`: the file ends in it, without a line end.
    pub(super) fn line(&mut self, raw: &str, at: u64, cut: bool) {
        self.lines += 1;
        let (stamp, rest) = unprefixed(raw);
        let line = At { number: self.lines, offset: at, raw: rest, stamp, cut };
        if let Some(row) = row(rest) {
            return self.row(&row, &line);
        }
        if rest.bytes().all(|b| b.is_ascii_whitespace()) {
            return self.blank(cut);
        }
        let mut text = std::mem::take(&mut self.text);
        normal(rest, &mut text);
        if !self.understood(&text, &line) {
            self.odd(&text, &line);
        }
        self.text = text;
        if let Some(open) = &mut self.open {
            open.seen(&line);
            open.run.cut |= cut;
        }
    }

    /// A row line.
    pub(super) fn row(&mut self, row: &Row<'_>, line: &At<'_>) {
        if self.open.as_ref().is_none_or(|open| open.ended() || open.product == Some(Product::Rman)) {
            self.begin(Beginning::Missing, None, line);
        }
        if let Some(open) = &mut self.open {
            open.row(row, line, &mut self.store);
            open.seen(line);
            open.run.cut |= line.cut;
        }
    }

    fn blank(&mut self, cut: bool) {
        if let Some(open) = &mut self.open {
            open.run.cut |= cut;
            open.stack = false;
            if open.context == Context::Dumps {
                open.context = Context::None;
            }
        }
    }

    /// Reads a normalised line; `false` when nothing explains it.
    pub(super) fn understood(&mut self, text: &str, line: &At<'_>) -> bool {
        self.password(line);
        if let Some(open) = self.open.as_mut().filter(|open| open.run.tool == Tool::Dm && !open.ended()) {
            open.vendor_warned |= text.contains("[警告]");
        }
        let rman = self.open.as_ref().is_some_and(|open| open.product == Some(Product::Rman) && !open.ended());
        if rman && self.rman(text, line) {
            return true;
        }
        // Floods of errors are read fast, too. Two codes are last words.
        if !rman && is_code(text) && !text.starts_with("EXP-00000") && !text.starts_with("IMP-00000") {
            return self.coded(text, line);
        }
        if let Some((sentence, language)) = sentence(text) {
            self.apply(&sentence, language, line);
            if let Some(open) = self.open.as_mut().filter(|open| open.run.tool == Tool::Dm) {
                open.vendor_failed |= text.contains("DMException");
            }
            return true;
        }
        // A log of RMAN without its head.
        if !rman
            && let Some((told, language)) = rman_line(unnumbered(text).map_or(text, |(_, rest)| rest))
            && Self::begins_rman(&told)
        {
            self.begin(Beginning::Missing, Some(Product::Rman), line);
            self.rman_apply(&told, language, line);
            return true;
        }
        self.coded(text, line) || self.continued(text, line)
    }

    /// A new run; the one before it is over.
    pub(super) fn begin(&mut self, beginning: Beginning, product: Option<Product>, line: &At<'_>) {
        self.close();
        let mut open = Open::new(beginning, product, line);
        let before = std::mem::take(&mut self.preamble);
        open.run.password_seen = before.password;
        open.params(before.params, before.line, &mut self.store);
        open.run.started = line.stamp.and_then(moment);
        if beginning == Beginning::Missing {
            // Where the head is missing, it is not known that there was no connection.
            open.connect(line.number);
        }
        self.open = Some(open);
    }

    /// Ends the open run.
    pub(super) fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.finish_begun(&mut self.store);
            self.store.push(open.close());
        }
    }

    /// Runs in the order of the file.
    pub(super) fn finish(mut self) -> (Self, Vec<Run>) {
        self.close();
        let runs = std::mem::take(&mut self.store);
        self.store.left_out = runs.left_out;
        (self, runs.into_runs())
    }
}

impl Open {
    /// Remembers the line as the last one.
    fn seen(&mut self, line: &At<'_>) {
        self.last = (line.number, line.offset);
        if !self.ended() || self.product == Some(Product::Rman) {
            self.run.lines.1 = line.number;
        }
        // Enough for what is shown of it, whatever the characters are.
        let mut end = line.raw.len().min(4 * TEXT_CHARS);
        while !line.raw.is_char_boundary(end) {
            end -= 1;
        }
        self.last_text.clear();
        self.last_text.push_str(line.raw.get(..end).unwrap_or_default());
        if self.run.started.is_none() {
            self.run.started = line.stamp.and_then(moment).filter(|m| m.precision == Precision::Second);
        }
    }
}
