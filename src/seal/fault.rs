//! What is wrong with the text of a manifest; the caller has the words.

use thiserror::Error;

/// A line that a manifest must not have. Nothing of such a manifest is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// From 1; 0 where it is about the whole.
    pub line: u64,
    pub why: Why,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Why {
    #[error("neither of the known forms of a line")]
    Form,
    #[error("a digest of another length, or not hex")]
    Digest,
    #[error("{0}")]
    Name(BadName),
    /// The same name as on an earlier line.
    #[error("the name of line {0} again")]
    Again(u64),
    #[error("a line longer than {limit} bytes", limit = super::MOST_LINE)]
    TooLong,
    /// A number, time or mode of a manifest.
    #[error("a field that is not what it should be")]
    Field,
    /// The head lacks something, or has it twice.
    #[error("an incomplete head")]
    Head,
    /// A format of a newer program.
    #[error("a newer format")]
    Newer,
    /// The head says how many files or bytes there are; lines are missing or were added.
    #[error("{expected} in the head, {found} in the lines")]
    Count { expected: u64, found: u64 },
    #[error("unreadable: {0}")]
    Unreadable(std::io::ErrorKind),
}

/// Why a name is refused: it would lead out of the folder, or is not what a file can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadName {
    #[error("an empty name")]
    Empty,
    #[error("an absolute path")]
    Absolute,
    #[error("a path with ..")]
    Parent,
    #[error("a NUL in a name")]
    Nul,
    #[error("a backslash that escapes nothing known")]
    Escape,
    /// `a//b`, `a/./b`, `a/`: one file would have several names.
    #[error("a path that is not in its shortest form")]
    Form,
}
