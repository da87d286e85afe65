//! Lines → runs. Each line is tried as what it most often is: a row, a sentence, a code, a part of the line before.

use super::code::{codes, family, is_code};
use super::mojibake;
use super::moment::{Precision, moment};
use super::normal::{normal, unprefixed};
use super::open::{At, Context, LIST, Open, shown};
use super::params::{Params, is_command, params};
use super::rman_line::{rman_line, unnumbered};
use super::rows::{count_alone, row};
use super::run::{Beginning, Code, Phase, Run, Tool};
use super::secret::redacted;
use super::sentence::{Product, sentence};
use super::store::Store;
use crate::parse::oralog::log_text::TEXT_CHARS;

/// What stood before the first line of a run and belongs to it.
#[derive(Debug, Default)]
struct Preamble {
    params: Params,
    line: u64,
    password: Option<u64>,
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
    preamble: Preamble,
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

    fn row(&mut self, row: &super::rows::Row<'_>, line: &At<'_>) {
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
    fn understood(&mut self, text: &str, line: &At<'_>) -> bool {
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

    fn coded(&mut self, text: &str, line: &At<'_>) -> bool {
        let mut any = false;
        for (code, _) in codes(text) {
            any = true;
            let product = match family(code) {
                "EXP" | "UDE" => Some(Product::Export),
                "IMP" | "UDI" => Some(Product::Import),
                "RMAN" => Some(Product::Rman),
                _ => None,
            };
            if self.open.is_none() && product.is_some() {
                self.begin(Beginning::Missing, product, line);
            }
            let line = At { raw: text, ..*line };
            match &mut self.open {
                Some(open) => open.code(code, &line, &mut self.store),
                None => self.outside(code, &line),
            }
        }
        any
    }

    fn outside(&mut self, code: &str, line: &At<'_>) {
        if let Some(known) = self.outside.iter_mut().take(LIST / 10).find(|known| known.code == code) {
            known.times += 1;
        } else if self.outside.len() < LIST / 10 {
            self.outside.push(Code {
                code: code.to_owned(),
                message: shown(line.raw),
                line: line.number,
                at: line.offset,
                times: 1,
                object_type: None,
                object: None,
                phase: Phase::BeforeConnect,
            });
        } else {
            self.outside_left_out += 1;
        }
    }

    /// A line that belongs to the one before it, or to the run that comes.
    fn continued(&mut self, text: &str, line: &At<'_>) -> bool {
        if let Some(open) = self.open.as_mut().filter(|open| !open.ended()) {
            match open.context {
                // Paths are indented; where a terminal lost that, they are still one word. Half a path is none.
                Context::Dumps if !line.cut && (line.raw.starts_with(' ') || !text.contains(' ')) => {
                    open.dump(line.raw.trim(), true, line.number, &mut self.store);
                    return true;
                }
                Context::Command if text.contains('=') => {
                    open.params(params(text), line.number, &mut self.store);
                    return true;
                }
                _ => open.context = Context::None,
            }
            if open.begun.is_some() {
                if let Some(rows) = count_alone(text) {
                    open.count(rows, &mut self.store);
                    return true;
                }
                // FEEDBACK=.
                if text.bytes().all(|b| b == b'.') {
                    return true;
                }
            }
        }
        if !is_command(text) {
            return false;
        }
        let told = params(text);
        if let Some(open) = self.open.as_mut().filter(|open| !open.ended() && !open.run.connected) {
            // The banner is there already: a terminal shows the command again when it asks for the password.
            open.params(told, line.number, &mut self.store);
        } else {
            (self.preamble.params, self.preamble.line) = (told, line.number);
        }
        true
    }

    fn password(&mut self, line: &At<'_>) {
        if !matches!(redacted(line.raw), std::borrow::Cow::Owned(_)) {
            return;
        }
        self.password_seen.get_or_insert(line.number);
        match self.open.as_mut().filter(|open| !open.ended()) {
            Some(open) => {
                open.run.password_seen.get_or_insert(line.number);
            }
            None => {
                self.preamble.password.get_or_insert(line.number);
            }
        }
    }

    /// Nothing explains the line: perhaps it was mangled.
    fn odd(&mut self, text: &str, line: &At<'_>) {
        if let Some(back) = mojibake::recovered(line.raw) {
            if let Some(row) = row(&back) {
                self.mojibake();
                return self.row(&row, line);
            }
            let mut again = String::new();
            normal(&back, &mut again);
            if self.understood(&again, &At { raw: &back, ..*line }) {
                return self.mojibake();
            }
        }
        let lossy = mojibake::lossy(text);
        self.lossy_lines += u64::from(lossy);
        if let Some(open) = &mut self.open {
            open.run.lossy_lines += u64::from(lossy);
            open.run.strange_lines += u64::from(!lossy);
        }
    }

    fn mojibake(&mut self) {
        self.mojibake_lines += 1;
        if let Some(open) = &mut self.open {
            open.run.mojibake_lines += 1;
        }
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
        if let Some(stamp) = line.stamp {
            if self.run.started.is_none() {
                self.run.started = moment(stamp).filter(|m| m.precision == Precision::Second);
            }
        }
    }
}
