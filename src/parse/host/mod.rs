//! Output of host probes → rows. One file a topic; a parser is a pure function and knows all layouts of its topic.
//!
//! A line that is not understood is never skipped: it goes into [`Parsed::strange`] and counts as not checked.

mod account;
mod bond;
mod cluster;
mod config;
mod cpu;
mod df;
mod diskio;
mod grid;
mod hw;
mod identity;
mod inode;
mod insecure;
mod listener;
mod load;
mod login;
mod logtime;
mod lvm;
mod memory;
mod mount;
mod mtab;
mod multipath;
mod network;
mod os_backup;
mod patch;
mod process;
mod raid;
mod rate;
mod security;
mod service;
mod sockets;
mod sshd;
mod sudo;
mod swap;
mod text;
mod timesync;
mod top;
mod tsv;

use crate::model::{Os, Value};

pub use text::decode;

/// What a parser gets: the parts that the probe's body names.
#[derive(Debug)]
pub struct Input<'a> {
    pub os: Os,
    /// Parts in order, decoded; of the second pass in a probe that looks twice.
    pub parts: &'a [(String, String)],
    /// The first pass of such a probe.
    pub before: &'a [(String, String)],
    /// What went to standard error.
    pub errors: &'a str,
    /// The target's clock when the (second) pass began, seconds since 1970.
    pub at: Option<i64>,
    /// Seconds between the passes by the target's clock; 0 when there is one.
    pub seconds: f64,
    /// Beginning of the window.
    pub since: Option<i64>,
    /// Seconds by which the target's clock is ahead of ours; `None` where nobody compared them (a file that was brought).
    pub ahead_s: Option<f64>,
    /// Names of the declared columns, for parsers whose columns are the check's.
    pub columns: &'a [&'a str],
}

/// A row: column names and values in any order; a column that is not named is NULL.
pub type Row = Vec<(&'static str, Value)>;

/// What a parser made.
#[derive(Debug, Default, PartialEq)]
pub struct Parsed {
    pub rows: Vec<Row>,
    /// Rows of a parser whose columns are the check's own, in their order.
    pub plain: Vec<Vec<Value>>,
    /// Lines that were not understood.
    pub strange: Vec<String>,
}

/// Why there are no rows at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseFault {
    /// A part that the body should have given is not there.
    #[error("no output of {0}")]
    Missing(&'static str),
    /// It is there, and in no known layout.
    #[error("{0}: unknown layout: {1}")]
    Layout(&'static str, String),
}

/// A named parser.
pub type Parser = fn(&Input<'_>) -> Result<Parsed, ParseFault>;

/// All parsers by the name that a head gives.
const PARSERS: &[(&str, Parser)] = &[
    ("account", account::parse),
    ("bond", bond::parse),
    ("cluster", cluster::parse),
    ("config", config::parse),
    ("cpu", cpu::parse),
    ("df", df::parse),
    ("diskio", diskio::parse),
    ("hw-error", hw::parse),
    ("identity", identity::parse),
    ("inode", inode::parse),
    ("insecure", insecure::parse),
    ("listener", listener::parse),
    ("load", load::parse),
    ("login", login::parse),
    ("lvm", lvm::parse),
    ("memory", memory::parse),
    ("mount", mount::parse),
    ("multipath", multipath::parse),
    ("network", network::parse),
    ("os-backup", os_backup::parse),
    ("patch", patch::parse),
    ("process", process::parse),
    ("raid", raid::parse),
    ("security", security::parse),
    ("service", service::parse),
    ("sshd", sshd::parse),
    ("sudo", sudo::parse),
    ("swap", swap::parse),
    ("timesync", timesync::parse),
    ("top", top::parse),
    ("tsv", tsv::parse),
];

/// The parser of a name.
#[must_use]
pub fn parser(name: &str) -> Option<Parser> {
    PARSERS.iter().find(|(known, _)| *known == name).map(|(_, parser)| *parser)
}

/// All names, for "did you mean".
pub fn names() -> impl Iterator<Item = &'static str> {
    PARSERS.iter().map(|(name, _)| *name)
}

impl<'a> Input<'a> {
    /// The text of a part; `None` when the body did not give it.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'a str> {
        find(self.parts, name)
    }

    /// The same of the first pass.
    #[must_use]
    pub fn part_before(&self, name: &str) -> Option<&'a str> {
        find(self.before, name)
    }

    /// The text of a part that must be there.
    pub fn need(&self, name: &'static str) -> Result<&'a str, ParseFault> {
        self.part(name).ok_or(ParseFault::Missing(name))
    }
}

fn find<'a>(parts: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parts.iter().find(|(n, _)| n == name).map(|(_, text)| text.as_str())
}

/// What the tests of all parsers use.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// Runs a parser over one part.
    pub(crate) fn one(parser: Parser, os: Os, part: &str, text: &str) -> Result<Parsed, ParseFault> {
        many(parser, os, &[(part, text)])
    }

    /// Runs a parser over several parts.
    pub(crate) fn many(parser: Parser, os: Os, parts: &[(&str, &str)]) -> Result<Parsed, ParseFault> {
        let parts: Vec<(String, String)> = parts.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        parser(&Input {
            os,
            parts: &parts,
            before: &[],
            errors: "",
            at: Some(1_763_769_600),
            seconds: 0.0,
            since: None,
            ahead_s: None,
            columns: &[],
        })
    }

    /// Runs a parser over two passes of the same parts, `seconds` apart.
    pub(crate) fn twice(
        parser: Parser,
        os: Os,
        before: &[(&str, &str)],
        after: &[(&str, &str)],
        seconds: f64,
    ) -> Result<Parsed, ParseFault> {
        let own = |parts: &[(&str, &str)]| parts.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect::<Vec<_>>();
        let (before, after) = (own(before), own(after));
        parser(&Input {
            os,
            parts: &after,
            before: &before,
            errors: "",
            at: Some(1_763_769_600),
            seconds,
            since: None,
            ahead_s: None,
            columns: &[],
        })
    }

    /// Rows as `a=1 b=x` lines for a snapshot; strange lines behind them.
    pub(crate) fn picture(parsed: &Parsed) -> String {
        let row = |row: &Row| row.iter().map(|(name, value)| format!("{name}={}", value.plain())).collect::<Vec<_>>().join(" ");
        let mut lines: Vec<String> = parsed.rows.iter().map(row).collect();
        lines.extend(parsed.strange.iter().map(|line| format!("strange: {line}")));
        lines.join("\n")
    }

    /// A text cut anywhere, and with a byte spoiled anywhere, is read without a panic.
    pub(crate) fn check_cuts(parser: Parser, os: Os, part: &str, text: &str) {
        for (at, _) in text.char_indices() {
            let _ = one(parser, os, part, &text[..at]);
            let _ = one(parser, os, part, &text[at..]);
            for spoil in ["\u{fffd}", "\n", " ", "-", "99999999999999999999999", "%"] {
                let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
                let _ = one(parser, os, part, &format!("{}{spoil}{}", &text[..at], &text[end..]));
            }
        }
    }
}
