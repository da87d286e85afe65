//! What an RMAN log tells beyond what all logs tell.

use super::archived::ArchivedLogs;
use super::moment::Moment;
use super::run::Evidence;

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// `backup`; image copies too.
    Backup,
    /// `Control File and SPFILE Autobackup`.
    Autobackup,
    /// `restore`, also with `validate` or `preview`.
    Restore,
    /// `recover`.
    Recover,
    /// `validate`.
    Validate,
    /// `crosscheck`, implicit ones too.
    Crosscheck,
    /// Anything else that is started and finished.
    Other,
}

/// From "Starting X at" to "Finished X at".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What.
    pub action: Action,
    /// The word of the log, which it does not translate.
    pub name: String,
    /// When it began; most logs give the day only.
    pub started: Option<Moment>,
    /// When it was finished.
    pub ended: Option<Moment>,
    /// The line that began it: its number, its offset in the file, and its text.
    pub begun: Evidence,
    /// Line of "Finished"; `None` when that is missing.
    pub finished: Option<u64>,
}

/// What is in a backup set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A full backup of data files.
    Full,
    /// Incremental, with its level.
    Incremental(u8),
    /// Archived logs.
    ArchivedLogs,
    /// The control file or the SPFILE, not by autobackup.
    ControlFile,
    /// Control file autobackup.
    Autobackup,
    /// An image copy.
    Copy,
    /// The log does not say.
    Unknown,
}

/// A backup piece or an image copy that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Path on disk, name on tape.
    pub handle: String,
    /// `TAG20101119T180449`, or the site's own.
    pub tag: Option<String>,
    /// What is in it.
    pub kind: Kind,
    /// The channel writes to a tape library (`SBT_TAPE`).
    pub tape: bool,
    /// Where.
    pub line: u64,
}

/// Something that was left out of the backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line, shortened.
    pub text: String,
    /// Because there is a backup of it already.
    pub backed_up: bool,
    /// Where.
    pub line: u64,
}

/// The retention policy in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// So many backups of each file.
    Redundancy(u32),
    /// So many days back.
    Window(u32),
    /// Nothing ever becomes obsolete.
    Nothing,
}

/// A file that `validate` found bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrupt {
    /// Number of the data file; `None` where the log only says that there was something.
    pub file: Option<u32>,
    /// Where.
    pub line: u64,
}

/// What RMAN did.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that the log said or not")]
pub struct Rman {
    /// Name of the target database.
    pub database: Option<String>,
    /// Its DBID.
    pub dbid: Option<u64>,
    /// In the order of the log.
    pub operations: Vec<Operation>,
    /// Pieces and copies that were written.
    pub pieces: Vec<Piece>,
    /// Data files that were read into backups, counted by line.
    pub datafiles: u64,
    /// The current control file went into a backup (autobackups included).
    pub controlfile: bool,
    /// The SPFILE did.
    pub spfile: bool,
    /// A channel to a tape library was allocated.
    pub tape: bool,
    /// Archived logs that were read into backups.
    pub logs: ArchivedLogs,
    /// What was left out.
    pub skipped: Vec<Skipped>,
    /// Error stacks (RMAN-00569) after the connection.
    pub stacks: Vec<Evidence>,
    /// Crosschecked pieces, copies and logs that are there.
    pub available: u64,
    /// Crosschecked ones that are not.
    pub expired: u64,
    /// Pieces, copies and logs that were deleted.
    pub deleted: u64,
    /// "no obsolete backups found".
    pub none_obsolete: bool,
    /// Retention policy, by its own line or by the last `CONFIGURE`.
    pub retention: Option<Retention>,
    /// What `validate` found.
    pub corrupt: Vec<Corrupt>,
    /// Line of "Recovery Manager complete.", which is printed after failures too.
    pub complete: Option<u64>,
}

impl Rman {
    /// Operations that have no end.
    pub fn unfinished(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|operation| operation.finished.is_none())
    }
}
