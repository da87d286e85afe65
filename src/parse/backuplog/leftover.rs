//! Lines that are no sentence: codes, parts of the line before, passwords, and what was mangled.

use super::code::{codes, family};
use super::entry::{Code, Phase};
use super::line::{At, shown};
use super::machine::Machine;
use super::mojibake;
use super::normal::normal;
use super::open::{Context, LIST};
use super::params::{is_command, params};
use super::rows::{count_alone, row};
use super::run::Beginning;
use super::secret::redacted;
use super::sentence::Product;
use std::borrow::Cow;

impl Machine {
    /// A line with codes.
    pub(super) fn coded(&mut self, text: &str, line: &At<'_>) -> bool {
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
                unnamed: 0,
                object_type: None,
                object: None,
                phase: Phase::BeforeConnect,
            });
        } else {
            self.outside_left_out += 1;
        }
    }

    /// A line that belongs to the one before it, or to the run that comes.
    pub(super) fn continued(&mut self, text: &str, line: &At<'_>) -> bool {
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

    /// Notes a password.
    pub(super) fn password(&mut self, line: &At<'_>) {
        if !matches!(redacted(line.raw), Cow::Owned(_)) {
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
    pub(super) fn odd(&mut self, text: &str, line: &At<'_>) {
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
}
