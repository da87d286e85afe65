//! What is wrong with an `sla.toml`; the caller has the words.

use thiserror::Error;

/// One thing that the file must not have. Nothing of such a file is used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} column {column}: {key}: {why}")]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// `clause[2].limit`, counted from 1 as people do; empty for the file.
    pub key: String,
    pub why: Why,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// The parser's own words.
    #[error("{0}")]
    Syntax(String),
    /// Nobody knows the key; the nearest one that there is.
    #[error("unknown key{hint}", hint = hint(.near.as_ref()))]
    Unknown { near: Option<String> },
    #[error("missing")]
    Missing,
    /// Of another type; how it is written.
    #[error("not {want}")]
    Type { want: &'static str },
    /// Not one of the words that are known here.
    #[error("{found:?} is not known{hint}", hint = hint(.near.as_ref()))]
    Word { found: String, near: Option<String> },
    /// Not an id: `a-z`, `0-9` and `-`.
    #[error("{0:?} is not made of a-z, 0-9 and -")]
    Id(String),
    /// Two clauses of one id.
    #[error("{0:?} is there twice")]
    Twice(String),
    #[error("{0:?} is not a limit such as \"30 min\", \"8 working hours\" or \"end of day\"")]
    Limit(String),
    /// Longer than [`super::MOST_DAYS`].
    #[error("{0:?} is longer than a year")]
    Long(String),
    /// "1 h" of which calendar?
    #[error("\"7x24\" or \"working\" is needed, as the limit does not say it")]
    NoCalendar,
    /// "8 working hours" of 7×24.
    #[error("the limit is one of working time")]
    OtherCalendar,
    /// Outside of what the key may be.
    #[error("not within {least} and {most}")]
    Range { least: u32, most: u32 },
    /// Empty where something is needed.
    #[error("empty")]
    Empty,
    /// Steps that do not rise.
    #[error("steps must rise")]
    Order,
    /// Two keys that exclude each other; the other one.
    #[error("not together with {0}")]
    Together(&'static str),
    /// `package-sent` with a stop that is of the ticket, or the other way round.
    #[error("package-sent goes with package-arrived, and with nothing else")]
    Package,
}

fn hint(near: Option<&String>) -> String {
    near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default()
}
