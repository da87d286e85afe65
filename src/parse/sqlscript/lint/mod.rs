//! What is wrong with a script, as data: the words for people are made elsewhere.

mod block;
mod plus;
mod run;
mod sql;

use super::Script;
use super::class::Dml;

pub use run::lint;

/// What a script is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Makes the change.
    Deploy,
    /// Only reads, and shows whether the change is there.
    Verify,
    /// Takes the change back.
    Rollback,
}

/// From the mildest to the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Good to know.
    Note,
    /// Somebody should look at it before it runs.
    Warn,
    /// It must not run so.
    Refuse,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// From 1.
    pub line: usize,
    pub level: Level,
    pub what: LintKind,
}

/// What cannot be taken back by a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// DROP of what holds data: "table", "user", "tablespace", "database", "sequence", "type", "materialized", "cluster", "directory" …
    Drop(&'static str),
    /// TRUNCATE TABLE or CLUSTER, or ALTER TABLE … TRUNCATE PARTITION.
    Truncate,
    /// ALTER TABLE … DROP COLUMN or DROP (…).
    Column,
    /// ALTER TABLE … SET UNUSED.
    Unused,
    /// ALTER TABLE … DROP PARTITION.
    Partition,
    Purge,
    Flashback,
}

/// Every field that is a line counts from 1. No field ever holds a password.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LintKind {
    /// No statement at all.
    Empty,
    /// Commands of SQL*Plus only.
    NoSql,
    /// A byte order mark at the start.
    Bom,
    /// Lines end in CRLF; `mixed`: only some do.
    CrLf {
        mixed: bool,
    },
    /// A control character, or U+FFFD.
    BadCharacter {
        code: u32,
    },
    /// Longer than some SQL*Plus reads (2499 bytes).
    LongLine {
        bytes: usize,
    },
    /// Outside of quotes and comments: full-width punctuation or blanks, or what cannot be seen.
    FullWidth {
        character: char,
    },
    /// The script ends inside something.
    NeverEnds {
        what: super::Unclosed,
    },
    /// SQL*Plus takes an empty line for the end of a statement, and does not run it.
    BlankLine,
    /// A comment or more behind `;`, `/` or `.`: SQL*Plus does not see that the statement ends.
    AfterTerminator,
    /// `;` at the end of a line, `/` or `.` alone, in a quote or a comment: SQL*Plus ends the statement there.
    TerminatorInside,
    /// A line that ends in `-`: SQL*Plus takes the `-` off and joins the next line.
    HyphenAtEnd,
    /// A line inside a statement that begins with `#`: SQL*Plus runs it at once.
    HashLine,
    /// `/` or RUN: the statement of line `first` runs again.
    RunsAgain {
        first: usize,
    },
    /// `/` with nothing before it.
    NothingToRun,
    /// A statement ended by `.`, and not run.
    NotRun,
    /// `;` with nothing before it.
    StraySemicolon,
    /// `/*` without a blank: SQL*Plus may run the statement of line `again` once more.
    CommentRuns {
        again: Option<usize>,
    },
    /// SQL*Plus does not see that this is PL/SQL, because of a comment among its first words.
    CommentInHead,
    /// The `/` of a block is missing: the statement at this line is still inside that of line `first`.
    SlashMissing {
        first: usize,
    },
    /// No statement begins with this; SQL*Plus says SP2-0734.
    Unknown {
        word: String,
    },
    /// `&name`; not `known`: SQL*Plus asks for its value.
    Substitution {
        name: String,
        known: bool,
    },
    /// SET of what changes how the script itself is read: "sqlterminator".
    Grammar {
        setting: &'static str,
    },
    Autocommit,
    /// WHENEVER … CONTINUE.
    ErrorsIgnored,
    /// CONNECT and DISCONNECT.
    Connect,
    /// EXIT and QUIT; `rest`: statements follow, and never run.
    Exit {
        rest: bool,
    },
    /// HOST, `!` and `$`.
    Host,
    /// START, `@` and `@@`.
    File {
        name: String,
    },
    /// SPOOL; no file: OFF or OUT.
    Spool {
        file: Option<String>,
        absolute: bool,
    },
    /// It waits for a person.
    Asks {
        command: &'static str,
    },
    /// It changes what `/` would run.
    EditsBuffer {
        command: &'static str,
    },
    WritesFile {
        command: &'static str,
    },
    /// STARTUP, SHUTDOWN, RECOVER, ARCHIVE LOG, ORADEBUG.
    Instance {
        command: &'static str,
    },
    /// A password, or the hash of one.
    Password,
    /// `count` changes, the first of them at line `first`, are made permanent by this.
    CommitsEarlier {
        first: usize,
        count: usize,
    },
    /// Changes from line `first` on that the script neither commits nor rolls back.
    Uncommitted {
        first: usize,
    },
    Irreversible(Loss),
    /// UPDATE or DELETE of all rows.
    NoWhere(Dml),
    /// FOR UPDATE, or LOCK TABLE.
    Locks,
    /// COMMIT, ROLLBACK: the script ends the transaction itself.
    EndsTransaction,
    AlterSystem,
    /// EXECUTE IMMEDIATE: what it does is not looked at.
    Dynamic,
    /// In a script that should only read.
    NotQuery,
}
