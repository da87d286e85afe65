//! Rules for a single SQL statement.

use super::{Level, LintKind, Loss, Role};
use crate::parse::sqlscript::class::Dml;
use crate::parse::sqlscript::lex::{Token, TokenKind};

/// Where findings go.
pub(super) type Add<'a> = dyn FnMut(usize, Level, LintKind) + 'a;

/// The significant tokens of a statement.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// Its first line.
    pub(super) line: usize,
    /// The bytes at which a line ends, in their order.
    pub(super) ends: &'a [usize],
}

/// Objects whose loss takes data or rights along. An index or a view can be made again from its text.
const DROPPED: [&str; 12] =
    ["table", "user", "tablespace", "database", "pluggable", "sequence", "type", "materialized", "cluster", "role", "diskgroup", "restore"];

impl Part<'_> {
    pub(super) fn line_of(&self, token: &Token) -> usize {
        self.line + self.ends.partition_point(|end| *end < token.start)
    }

    pub(super) fn word(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word(self.text, word))
    }

    fn words(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(more, word)| self.word(at + more, word))
    }

    /// Places of a word that is not inside parentheses.
    fn outside(&self, word: &str) -> impl Iterator<Item = usize> {
        let mut depth = 0_usize;
        self.tokens.iter().enumerate().filter_map(move |(at, token)| {
            if token.is_sign(self.text, "(") {
                depth += 1;
            } else if token.is_sign(self.text, ")") {
                depth = depth.saturating_sub(1);
            }
            (depth == 0 && token.is_word(self.text, word)).then_some(at)
        })
    }

    pub(super) fn has_outside(&self, word: &str) -> bool {
        self.outside(word).next().is_some()
    }

    /// What can be wrong in any of them.
    pub(super) fn look_at_all(&self, add: &mut Add) {
        let mut last = 0;
        for token in self.tokens {
            let bad = (token.kind == TokenKind::Sign).then(|| token.of(self.text).chars().find(|c| is_full_width(*c))).flatten();
            if let Some(character) = bad {
                let line = self.line_of(token);
                if line != last {
                    add(line, Level::Refuse, LintKind::FullWidth { character });
                    last = line;
                }
            }
        }
        let given = |at: &usize| {
            self.word(*at, "identified")
                && self.word(at + 1, "by")
                && self.tokens.get(at + 2).is_some_and(|token| !token.of(self.text).trim_matches('"').starts_with('&'))
        };
        // A statement inside a text, as EXECUTE IMMEDIATE takes it. One cut off behind BY gets its password from elsewhere.
        let quoted = |token: &&Token| {
            let text = token.of(self.text);
            let words = || text.trim_end_matches('\'').split_whitespace();
            token.kind == TokenKind::Text
                && text.len() > "identified by".len()
                && words().zip(words().skip(1)).zip(words().skip(2)).any(|((first, second), third)| {
                    first.trim_start_matches('\'').eq_ignore_ascii_case("identified")
                        && second.eq_ignore_ascii_case("by")
                        && !third.trim_matches('"').starts_with(['&', ':'])
                        && third.chars().any(char::is_alphanumeric)
                })
        };
        let place = (0..self.tokens.len()).find(given).map(|at| &self.tokens[at]);
        if let Some(token) = place.or_else(|| self.tokens.iter().find(quoted)) {
            add(self.line_of(token), Level::Refuse, LintKind::Password);
        }
    }

    pub(super) fn query(&self, role: Role, add: &mut Add) {
        if self.outside("for").any(|at| self.word(at + 1, "update")) {
            let level = if role == Role::Verify { Level::Refuse } else { Level::Warn };
            add(self.line, level, LintKind::Locks);
        }
    }

    pub(super) fn dml(&self, dml: Dml, add: &mut Add) {
        if matches!(dml, Dml::Update | Dml::Delete) && !self.has_outside("where") {
            add(self.line, Level::Refuse, LintKind::NoWhere(dml));
        }
    }

    pub(super) fn ddl(&self, verb: &str, add: &mut Add) {
        if let Some(loss) = self.loss(verb) {
            add(self.line, Level::Warn, LintKind::Irreversible(loss));
        }
    }

    fn loss(&self, verb: &str) -> Option<Loss> {
        match verb {
            "drop" => {
                let dropped = DROPPED.iter().find(|what| self.word(1, what))?;
                // A link of another database; and TYPE BODY holds no data.
                let is_other = self.words(1, &["database", "link"]) || self.words(1, &["type", "body"]);
                (!is_other).then_some(Loss::Drop(dropped))
            }
            "truncate" => Some(Loss::Truncate),
            "purge" => Some(Loss::Purge),
            // FLASHBACK … TO BEFORE DROP only brings back.
            "flashback" if !self.has_outside("before") => Some(Loss::Flashback),
            "alter" if self.word(1, "table") => self.loss_of_table(),
            _ => None,
        }
    }

    fn loss_of_table(&self) -> Option<Loss> {
        if self.outside("set").any(|at| self.word(at + 1, "unused")) {
            return Some(Loss::Unused);
        }
        let is_part = |at: usize| self.word(at, "partition") || self.word(at, "subpartition");
        if self.outside("truncate").any(|at| is_part(at + 1)) {
            return Some(Loss::Truncate);
        }
        self.outside("drop").find_map(|at| match self.tokens.get(at + 1)? {
            next if next.is_sign(self.text, "(") || next.is_word(self.text, "column") => Some(Loss::Column),
            next if next.is_one_of(self.text, &["unused"]) => Some(Loss::Unused),
            next if next.is_one_of(self.text, &["partition", "subpartition"]) => Some(Loss::Partition),
            _ => None,
        })
    }
}

/// Punctuation and blanks of a Chinese keyboard, and characters that cannot be seen. None is part of a name of Oracle.
fn is_full_width(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2027}' | '\u{202a}'..='\u{202f}' | '\u{2060}' | '\u{feff}'
        | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{b7}' | '\u{fe10}'..='\u{fe6b}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffe6}')
}
