//! The entries of a run's lists: dump files, rows, codes, waits.

use std::sync::Arc;

/// Character sets named in the head of `exp` and `imp` logs.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Charsets {
    /// Of the tool itself (`NLS_LANG`); the dump is written in it.
    pub client: Option<String>,
    /// National character set.
    pub national: Option<String>,
    /// Of the database, named only where it differs.
    pub server: Option<String>,
    /// `imp`: of the client that had made the dump, named only where it differs.
    pub exporter: Option<String>,
    /// The log says "possible charset conversion".
    pub conversion: bool,
    /// Where it says so.
    pub line: Option<u64>,
}

/// A dump file that the log names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DumpFile {
    /// As written; a name or pattern (`%U`) when `listed` is not set.
    pub path: String,
    /// Where.
    pub line: u64,
    /// In the list of what was written; otherwise it is from the command line.
    pub listed: bool,
}

/// A line that tells the rows of a table or of one of its partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// `None` where neither the line nor one above it names the schema.
    pub owner: Option<Arc<str>>,
    /// Without quotes.
    pub table: Arc<str>,
    /// `P1`, or `P1.SP1` for a subpartition.
    pub partition: Option<Box<str>>,
    /// `None`: the table was begun, and no count followed (`ROWS=N`, an error, a cut).
    pub rows: Option<u64>,
    /// Data Pump import: "4 out of 10 rows", this is the 10.
    pub of: Option<u64>,
    /// Data Pump: the size it prints, in bytes, as exact as it prints it.
    pub bytes: Option<u64>,
    /// Where.
    pub line: u64,
    /// The import passed it over, as it was there already.
    pub skipped: bool,
}

/// When in the run a code appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the connection: a wrong password that was typed again is no error of the backup.
    BeforeConnect,
    /// The usual.
    Running,
    /// The cause of a resumable wait, or the wait itself; see [`super::Run::waits`].
    Wait,
    /// After the last words: what the script did next.
    AfterEnd,
}

/// An error code, once for each object it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// `ORA-01555`, as written.
    pub code: String,
    /// The line of its first appearance: shortened, without passwords.
    pub message: String,
    /// Line of its first appearance.
    pub line: u64,
    /// Offset of that line in the file.
    pub at: u64,
    /// How often.
    pub times: u64,
    /// Of these, how often about objects that are not listed: the first 500 of a code are.
    pub unnamed: u64,
    /// `TABLE`, `INDEX`, `OBJECT_GRANT`: where the message says "object type".
    pub object_type: Option<String>,
    /// `OWNER.TABLE`: named in the message, or the table that `exp` was at.
    pub object: Option<String>,
    /// When.
    pub phase: Phase,
}

/// "Job is experiencing a resumable wait" (ORA-39171).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Where.
    pub line: u64,
    /// The code that follows, such as `ORA-01653`.
    pub cause: Option<String>,
    /// The job went on afterwards: a row line, another object type, or the end of the job.
    pub resumed: bool,
}
