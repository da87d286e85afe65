//! Why a script does not go on; `say` has the words.

use std::io;

use thiserror::Error;

use super::check::Finding;
use super::script::{File, Step, first_line};
use crate::links::client::Cut;

#[derive(Debug, Error)]
pub enum Fault {
    /// The client could not be started, or its file is not there.
    #[error("{program}: {cause}")]
    Start { program: String, cause: io::Error },
    /// The client could not be spoken with.
    #[error("client: {0}")]
    Pipe(#[from] io::Error),
    /// The lock's file.
    #[error("{path}: {cause}")]
    LockFile { path: String, cause: io::Error },
    /// User, password or address hold what cannot be sent: `"`, a control character, a blank in the address.
    #[error("user, password or address hold what cannot be sent")]
    Setting,
    /// A password in the address would stand on the command line of psql.
    #[error("a password is in the address")]
    Exposed,
    #[error("no password is given")]
    NoPassword,
    /// The logon failed, or the session was not as it has to be: the client's words.
    #[error("logon: {message}")]
    Open { message: String },
    /// A SQL*Plus without EXITCOMMIT commits what is open when it ends, so that nothing is certain after a kill.
    #[error("this SQL*Plus has no EXITCOMMIT")]
    OldClient,
    /// Another session holds the lock; what is known of it.
    #[error("busy: {holder}")]
    Busy { holder: String },
    /// Nobody called `lock`.
    #[error("the lock is not held")]
    NotLocked,
    /// A name that the registry has no room for (200 bytes), or with control characters.
    #[error("{0:?}: not possible as the name of a release or script")]
    Name(String),
    /// Findings of level `Refuse`; nothing was run.
    #[error("{script}: refused: {} findings", .findings.len())]
    Refused { script: String, findings: Vec<Finding> },
    /// A statement failed.
    #[error("{at}: {message}")]
    Statement {
        at: Where,
        /// The client's own words.
        message: String,
        /// It was broken off.
        cut: Option<Cut>,
        /// Whether it happened nevertheless is not known.
        unknown: bool,
    },
    /// A person ended the run before this statement.
    #[error("{0}: stopped before it")]
    Stopped(Where),
    /// A statement that was begun, and that nobody knows the end of. `settle` takes what a person found.
    #[error("{0}: not known whether it was done")]
    Unknown(Box<UnknownStatement>),
    /// It ran before, with another text than now.
    #[error("{0}: another text than the one that ran")]
    Changed(Where),
    /// Some of it ran before; it has to be taken back first.
    #[error("{script}: {done} of {of} done")]
    Unfinished { script: String, done: usize, of: usize },
    /// There is no way back; why, as the package says.
    #[error("{script}: no rollback: {reason}")]
    NoRollback { script: String, reason: String },
    /// The table of what ran could not be read or written: the client's words.
    #[error("registry: {message}")]
    Registry { message: String },
    /// `settle` was told of a statement that is not unknown.
    #[error("{script}: statement {number} is not unknown")]
    NotUnknown { script: String, number: usize },
}

/// A statement of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Where {
    /// In the package.
    pub file: String,
    /// Among the statements that are run, from 1; and how many there are.
    pub number: usize,
    pub of: usize,
    /// Where it begins, from 1.
    pub line: usize,
    /// Its first line, shortened.
    pub first: String,
}

impl Where {
    pub(super) fn of(file: &File, step: &Step<'_>, of: usize) -> Self {
        let first = first_line(&step.statement.text);
        Self { file: file.path.clone(), number: step.number, of, line: step.statement.line, first }
    }
}

impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{} ({}/{}) {}", self.file, self.line, self.number, self.of, self.first)
    }
}

/// What a person has to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStatement {
    pub at: Where,
    /// All of it.
    pub text: String,
    /// When it was begun: RFC 3339, UTC.
    pub since: String,
    /// The session that began it, as the database knows it: AUDSID of Oracle, process of PostgreSQL.
    pub session: String,
}

impl std::fmt::Display for UnknownStatement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.at.fmt(f)
    }
}

pub(super) type Result<T> = std::result::Result<T, Fault>;
