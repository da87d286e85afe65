//! Substitution variables: where SQL*Plus would put a value in place of `&name`.

use std::collections::HashSet;

use super::class::Kind;
use super::commands::{is_setting, settings};
use super::lex::is_blank;

/// The state of DEFINE as the script changes it.
pub(super) struct Define {
    mark: Option<char>,
    /// Names with a value, in small letters.
    known: HashSet<String>,
}

/// One use of a variable.
pub(super) struct Use {
    pub(super) line: usize,
    pub(super) name: String,
    /// It has a value by now, so that SQL*Plus does not ask.
    pub(super) known: bool,
}

impl Define {
    pub(super) fn new() -> Self {
        // What SQL*Plus defines when it starts.
        let known = ["_date", "_connect_identifier", "_user", "_privilege", "_sqlplus_release", "_editor", "_o_version", "_o_release"];
        Define { mark: Some('&'), known: known.into_iter().map(str::to_owned).collect() }
    }

    /// What a command of SQL*Plus changes here.
    pub(super) fn learn(&mut self, kind: Kind, text: &str) {
        let Kind::SqlPlus(command) = kind else { return };
        let mut words = text.split([' ', '\t', '\r', '\n', '=', ';']).filter(|word| !word.is_empty()).skip(1);
        match command {
            "set" => {
                for (name, value) in settings(text) {
                    if is_setting(name, "define", 3) || is_setting(name, "scan", 4) {
                        self.set(value);
                    }
                }
            }
            "define" | "accept" => self.known.extend(words.next().map(str::to_lowercase)),
            "undefine" => words.for_each(|name| {
                self.known.remove(&name.to_lowercase());
            }),
            "column" => {
                while let Some(word) = words.next() {
                    if is_setting(word, "new_value", 5) || is_setting(word, "old_value", 5) {
                        self.known.extend(words.next().map(str::to_lowercase));
                    }
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, value: &str) {
        let value = value.trim_end_matches(';').trim_matches(['\'', '"']);
        self.mark = match value.to_ascii_lowercase().as_str() {
            "off" => None,
            "on" => Some('&'),
            other => other.chars().next().or(self.mark),
        };
    }

    /// Every variable in a text whose first line is `line`. SQL*Plus looks in quotes and comments too, and over blanks after the mark.
    pub(super) fn uses(&mut self, text: &str, line: usize) -> Vec<Use> {
        let Some(mark) = self.mark.filter(|mark| text.contains(*mark)) else { return Vec::new() };
        let mut uses = Vec::new();
        for (at, row) in text.split('\n').enumerate() {
            let mut rest = row;
            while let Some(place) = rest.find(mark) {
                let after = &rest[place..];
                let name_on = after.trim_start_matches(mark);
                let is_kept = after.len() - name_on.len() > mark.len_utf8();
                let name_on = name_on.trim_start_matches(is_blank);
                let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
                let name = &name_on[..name_on.find(|c| !is_name(c)).unwrap_or(name_on.len())];
                rest = &name_on[name.len()..];
                if !name.is_empty() {
                    let lower = name.to_lowercase();
                    uses.push(Use { line: line + at, name: name.to_owned(), known: self.known.contains(&lower) });
                    if is_kept {
                        self.known.insert(lower);
                    }
                }
            }
        }
        uses
    }
}
