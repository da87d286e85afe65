//! A script for Oracle SQL*Plus → its statements, what each is, and what is wrong with it.
//!
//! A script is read as its author means it: quotes and comments hold what they hold. SQL*Plus itself looks at lines, so it takes a `;` at
//! the end of a line, a `/` alone or an empty line for an end even inside a quote or a comment. Wherever the two readings differ there is a
//! finding of level `Refuse`; a script without one is read alike by both.

mod class;
mod commands;
mod define;
mod file;
mod lex;
mod lint;
mod split;
mod split_body;
#[cfg(test)]
mod tests;

use std::fmt;

pub use class::{Dml, Kind, PlSql, Transaction};
pub use lint::{Level, Lint, LintKind, Loss, Role, lint};

/// What ended a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// `;`.
    Semicolon,
    /// `/` on a line of its own.
    Slash,
    /// `.` on a line of its own: it is kept in the buffer and not run.
    Period,
    /// The end of its line: a command of SQL*Plus.
    Line,
    /// Nothing: the script ends inside it.
    Never,
}

/// One statement, or one command of SQL*Plus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// As in the script, from its first word on, without the terminator, the blanks before it and the comments between statements.
    pub text: String,
    /// Its first line, from 1.
    pub line: usize,
    /// The line of its terminator.
    pub end_line: usize,
    pub kind: Kind,
    pub end: End,
}

/// What a script opens and never closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclosed {
    /// `'`.
    Quote,
    /// `q'[`.
    QQuote,
    /// `"`.
    Name,
    /// `/*`.
    Comment,
    /// PL/SQL, or other that only `/` ends.
    Block,
    /// SQL without `;` or `/`.
    Statement,
}

/// The script ends inside something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitError {
    /// Where it was opened, from 1.
    pub line: usize,
    pub what: Unclosed,
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            Unclosed::Quote => "a text is never closed by '",
            Unclosed::QQuote => "a q-quote is never closed",
            Unclosed::Name => "a name is never closed by \"",
            Unclosed::Comment => "a comment is never closed by */",
            Unclosed::Block => "a block is never ended by / on a line of its own",
            Unclosed::Statement => "a statement is never ended by ; or /",
        };
        write!(f, "line {}: {what}", self.line)
    }
}

impl std::error::Error for SplitError {}

/// A script that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    /// In their order; the last may be one that never ends.
    pub statements: Vec<Statement>,
    pub unclosed: Option<SplitError>,
    /// What showed while reading; `lint` gives it with all else.
    findings: Vec<Lint>,
}

impl Script {
    /// Reads any text. It takes time in proportion to the text, and about twice its memory.
    #[must_use]
    pub fn read(text: &str) -> Self {
        split::read(text)
    }
}

/// Only the statements of a script. The error is what the script ends inside of.
pub fn split(text: &str) -> Result<Vec<Statement>, SplitError> {
    let script = Script::read(text);
    script.unclosed.map_or(Ok(script.statements), Err)
}
