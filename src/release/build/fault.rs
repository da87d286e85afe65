//! Why no package was made; `say` has the words.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::bundle::Unwritten;
use crate::release::package::Refused;

/// What stopped it. Nothing was written.
#[derive(Debug, Error)]
pub enum Unbuilt {
    /// A file or folder could not be read.
    #[error("{path}: {cause}")]
    Read { path: PathBuf, cause: io::Error },
    /// `release.toml` is not as it should be; `line` from 1.
    #[error("line {line}: {text}")]
    Spec { line: usize, text: String, near: Option<String> },
    /// What is in the folder does not fit what `release.toml` says, all of it. Never empty.
    #[error("{} reasons", .0.len())]
    Source(Vec<Why>),
    /// What would be made would be refused by whoever reads it.
    #[error("{0}")]
    Refused(Refused),
    /// Something is there already; it is never replaced.
    #[error("{0}: there already")]
    Exists(PathBuf),
    #[error("{path}: {cause}")]
    Write { path: PathBuf, cause: io::Error },
    /// The ZIP was not written.
    #[error("{0:?}")]
    Zip(Unwritten),
}

/// What does not fit. Paths are those below the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A device, a pipe or a socket, or a link where a file has to be.
    NotFile(String),
    /// `files/` has no folder for this part.
    NoPart(String),
    /// A base for a part that there is not.
    BaseOfNone(String),
    /// `mirror` or `expect = "base"` of a part without a base.
    NoBase(String),
    /// `delete` names what the base does not have.
    NotInBase { part: String, path: String },
    /// A pattern of `modes` that no file matches.
    NoMatch { part: String, pattern: String },
    /// Neither octal nor `keep`.
    Mode { part: String, text: String },
    /// `deploy.sql` or `verify.sql` is not there.
    Missing(String),
    /// Neither `rollback.sql` nor `irreversible`.
    WayBack(String),
    /// `[[sql]]` or `[[hook]]` names what is not there.
    Named(String),
    /// A file that nothing names: it would never run.
    Unused(String),
    /// Named twice by `[[sql]]`.
    Twice(String),
}
