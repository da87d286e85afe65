//! What an RMAN log tells beyond what all logs tell.

use super::moment::Moment;
use super::run::Evidence;
use std::collections::BTreeMap;

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

/// Sequences of archived logs by thread, as ranges: what a backup has, to look for gaps.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ArchivedLogs {
    threads: BTreeMap<u32, BTreeMap<u64, u64>>,
    count: usize,
}

/// Sequences that no backup in view has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Redo thread (RAC).
    pub thread: u32,
    /// First missing.
    pub from: u64,
    /// Last missing.
    pub to: u64,
}

impl ArchivedLogs {
    /// The most ranges that are kept; real logs have one or two a thread.
    pub const RANGES: usize = 10_000;

    /// Adds a sequence; `false` when there is no room for another range.
    pub fn add(&mut self, thread: u32, sequence: u64) -> bool {
        self.add_range(thread, sequence, sequence)
    }

    /// Adds what another log has, for gaps that a night's log cannot see; `false` when not all of it found room.
    pub fn merge(&mut self, other: &ArchivedLogs) -> bool {
        other.ranges().fold(true, |all, (thread, from, to)| self.add_range(thread, from, to) && all)
    }

    fn add_range(&mut self, thread: u32, mut from: u64, mut to: u64) -> bool {
        let full = self.count >= Self::RANGES;
        if full && !self.threads.contains_key(&thread) {
            return false;
        }
        let ranges = self.threads.entry(thread).or_default();
        let before = ranges.len();
        // Every range that touches the new one, up to its end and the one after.
        while let Some((&start, &end)) = ranges.range(..=to.saturating_add(1)).next_back() {
            if end.saturating_add(1) < from {
                break;
            }
            (from, to) = (from.min(start), to.max(end));
            ranges.remove(&start);
        }
        let room = !full || ranges.len() < before;
        if room {
            ranges.insert(from, to);
        }
        self.count = self.count + ranges.len() - before;
        room
    }

    /// Threads, and the first and last sequence of each range.
    pub fn ranges(&self) -> impl Iterator<Item = (u32, u64, u64)> + '_ {
        self.threads.iter().flat_map(|(&thread, ranges)| ranges.iter().map(move |(&from, &to)| (thread, from, to)))
    }

    /// What is missing between the first and the last of each thread. A database opened with RESETLOGS counts from 1
    /// again: compare only logs of one incarnation.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (&thread, ranges) in &self.threads {
            let after = ranges.keys().skip(1);
            for (&end, &next) in ranges.values().zip(after) {
                gaps.push(Gap { thread, from: end + 1, to: next - 1 });
            }
        }
        gaps
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn logs(sequences: &[u64]) -> ArchivedLogs {
        let mut logs = ArchivedLogs::default();
        for &sequence in sequences {
            assert!(logs.add(1, sequence));
        }
        logs
    }

    #[test]
    fn sequences_become_ranges_in_any_order() {
        let all: Vec<_> = logs(&[7, 5, 9, 6, 5, 1]).ranges().collect();
        assert_eq!(all, [(1, 1, 1), (1, 5, 7), (1, 9, 9)]);
        let mut night = logs(&[10, 11]);
        night.merge(&logs(&[8, 9, 12, 3]));
        night.add(2, 1);
        assert_eq!(night.ranges().collect::<Vec<_>>(), [(1, 3, 3), (1, 8, 12), (2, 1, 1)]);
        assert_eq!(night.gaps(), [Gap { thread: 1, from: 4, to: 7 }]);
        assert!(logs(&[u64::MAX, 0, u64::MAX - 1]).gaps().len() == 1);
    }

    #[test]
    fn a_log_full_of_gaps_does_not_fill_the_memory() {
        let mut logs = ArchivedLogs::default();
        let kept = (0..30_000u64).filter(|n| logs.add(1, n * 2)).count();
        assert_eq!(kept, ArchivedLogs::RANGES);
        assert!(logs.add(1, 1), "what joins two ranges still finds room");
    }
}
