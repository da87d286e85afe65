//! What a log says about one run of a tool: the shape that everything else fills or judges.

use super::entry::{Charsets, Code, DumpFile, TableRows, Wait};
use super::moment::Moment;
use super::rman_run::Rman;

/// Who wrote the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Tool {
    /// Original export.
    Exp,
    /// Original import.
    Imp,
    /// Data Pump export, from the client or from `DBMS_DATAPUMP`.
    Expdp,
    /// Data Pump import, `SQLFILE` runs too.
    Impdp,
    /// Recovery Manager.
    Rman,
    /// 达梦 `dexp` and `dimp`, which print the very sentences of `exp`.
    Dm,
    /// 人大金仓 `sys_dump` and `sys_restore`.
    Kingbase,
    /// Another product's dump tool (`pg_dump`, `gs_dump`, `mysqldump`, `obdumper`).
    OtherVendor,
    /// The log does not say: nothing but a banner, or a part of a log.
    #[default]
    Other,
}

impl Tool {
    /// Whether it is one of Oracle's, as far as is known.
    #[must_use]
    pub fn is_oracle(self) -> bool {
        !matches!(self, Tool::Dm | Tool::Kingbase | Tool::OtherVendor)
    }

    /// Whether it writes backups (`Some(true)`), reads them (`Some(false)`), or may do both.
    #[must_use]
    pub fn exports(self) -> Option<bool> {
        match self {
            Tool::Exp | Tool::Expdp => Some(true),
            Tool::Imp | Tool::Impdp => Some(false),
            _ => None,
        }
    }
}

/// The language of the sentences that were recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

/// What the run's beginning was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Beginning {
    /// `Export: Release …`.
    Banner,
    /// `Connected to: …`: the file of `LOG=` has no banner.
    Connection,
    /// `Starting "OWNER"."JOB"`: a job of `DBMS_DATAPUMP` has no banner.
    Job,
    /// None: the head of the log is missing.
    #[default]
    Missing,
}

/// How a run ended, by its own last words. What that is worth is the judge's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Without warnings; RMAN: all that was started is finished, without a word of warning.
    Success,
    /// `exp`, `imp`: "with warnings"; RMAN: warnings or skipped files.
    SuccessWithWarnings,
    /// Data Pump: "completed with N error(s)".
    WithErrors(u64),
    /// It said that it failed, was stopped, or never began.
    Failed,
    /// No last words: still running, killed, or cut off.
    Incomplete,
    /// There may be last words, and they cannot be read or mean nothing.
    Unknown(Why),
}

/// Why an end is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Characters were lost when the log was converted (`锟斤拷`, `????`).
    Lossy,
    /// Neither English nor Chinese.
    ForeignLanguage,
    /// A help text, which ends with the words of success.
    HelpOnly,
    /// RMAN came and went without an operation: "Recovery Manager complete." says nothing.
    NothingDone,
    /// The tool is not known to say how it ended.
    NoLastWords,
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Counted from 1.
    pub line: u64,
    /// Offset of its first byte in the file.
    pub at: u64,
    /// The line: at most 300 characters, without control characters and passwords.
    pub text: String,
}

/// A Data Pump job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The schema that owns the master table.
    pub owner: String,
    /// `SYS_EXPORT_SCHEMA_01`.
    pub name: String,
}

/// How much was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// The whole database.
    Full,
    /// Schemas (`OWNER=`, `SCHEMAS=`).
    Schemas,
    /// Tables.
    Tables,
    /// Tablespaces.
    Tablespaces,
    /// Transportable tablespaces: metadata only.
    Transportable,
}

/// How `exp` read, or how the file that `imp` reads was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Path {
    /// Through SQL.
    Conventional,
    /// `DIRECT=Y`.
    Direct,
}

/// One run of one tool.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the log said or not")]
pub struct Run {
    /// Which tool.
    pub tool: Tool,
    /// Of the first sentence that was recognised.
    pub language: Option<Language>,
    /// Of the tool, from the banner: `19.0.0.0.0`, or the longer one of the line below it.
    pub version: Option<String>,
    /// What it began with.
    pub beginning: Beginning,
    /// From the banner; failing that from the first time stamp of the log.
    pub started: Option<Moment>,
    /// From the last words; failing that from their time stamp. `exp` and `imp` do not say.
    pub ended: Option<Moment>,
    /// "elapsed 0 00:01:01", in seconds.
    pub elapsed_s: Option<u64>,
    /// Data Pump.
    pub job: Option<Job>,
    /// What kind of export.
    pub mode: Option<Mode>,
    /// Asked for on the command line, or announced.
    pub schemas: Vec<String>,
    /// Asked for on the command line.
    pub tables: Vec<String>,
    /// Conventional or direct.
    pub path: Option<Path>,
    /// Character sets.
    pub charsets: Charsets,
    /// Dump files, in the order of the log.
    pub dumps: Vec<DumpFile>,
    /// A line each; [`super::sums::by_table`] adds partitions up.
    pub rows: Vec<TableRows>,
    /// Error codes.
    pub codes: Vec<Code>,
    /// Resumable waits, one for each time the job stood still.
    pub waits: Vec<Wait>,
    /// How it ended.
    pub verdict: Option<Verdict>,
    /// The line that says so.
    pub evidence: Option<Evidence>,
    /// The first line with a password in clear text.
    pub password_seen: Option<u64>,
    /// It was connected to a database.
    pub connected: bool,
    /// It is a help text.
    pub help_banner: bool,
    /// Nothing was written or read: no table, no object type, no piece; estimates only; `SQLFILE`, `SHOW=Y`.
    pub exported_nothing: bool,
    /// The log says that rows were left out (`ROWS=N`).
    pub rows_left_out: bool,
    /// RMAN's own.
    pub rman: Option<Box<Rman>>,
    /// First and last line.
    pub lines: (u64, u64),
    /// Offset of the first line.
    pub at: u64,
    /// Lines in which characters were lost.
    pub lossy_lines: u64,
    /// Lines that had to be turned back from mojibake.
    pub mojibake_lines: u64,
    /// Lines that no rule knows.
    pub strange_lines: u64,
    /// The file ends within a line of this run.
    pub cut: bool,
    /// Entries that did not fit into memory, and are not in the lists above.
    pub left_out: u64,
    /// An older run whose lists were given up for a later one's.
    pub thinned: bool,
    pub(super) weight: usize,
}

impl Run {
    /// How it ended; without last words it is incomplete.
    #[must_use]
    pub fn end(&self) -> Verdict {
        self.verdict.unwrap_or(Verdict::Incomplete)
    }
}
