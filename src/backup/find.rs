//! Names of files → which backup each belongs to, and whether that backup is done. Pure.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::slots::Slot;
use crate::links::folder::{Entry, EntryKind, shown};
use crate::model::backup::{BackupSet, SlotState};
use crate::parse::filename::{Named, Pattern};

/// A file that was written to within this time may still be written to.
const SETTLED: SignedDuration = SignedDuration::from_mins(10);

/// A file of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub entry: Entry,
    pub named: Named,
    /// What it is called without its date: `hx_{date}_02.dmp`. The same part of each backup has the same.
    pub part: String,
    /// Backups of different days have different names; else each one takes the place of the one before.
    pub is_dated: bool,
}

/// A backup that was due, and the files that are there of it.
#[derive(Debug, Clone)]
pub struct Backup {
    pub slot: Slot,
    pub dumps: Vec<Arc<Found>>,
    pub logs: Vec<Arc<Found>>,
}

impl Backup {
    /// Bytes of its backup files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.dumps.iter().map(|found| found.entry.size).sum()
    }

    /// When the last of its files was written to.
    #[must_use]
    pub fn touched(&self) -> Option<Timestamp> {
        self.dumps.iter().filter_map(|found| found.entry.mtime).max()
    }

    /// As far as names and times tell: nobody has read anything yet. A file of the future is settled, or it would run for ever.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> SlotState {
        let all = self.dumps.iter().chain(&self.logs);
        let written = all.filter_map(|found| found.entry.mtime).max();
        let moving = written.is_some_and(|at| at <= now && now.duration_since(at) < SETTLED);
        match (self.dumps.is_empty(), now < self.slot.done_by) {
            (true, true) => SlotState::Due,
            (true, false) => SlotState::Missing,
            (false, true) if moving => SlotState::Running,
            (false, false) if moving => SlotState::Partial,
            (false, _) => SlotState::Done,
        }
    }
}

/// The files of each slot, in the order of the slots, and those that fit a pattern and belong to none.
#[must_use]
pub fn find(
    set: &BackupSet,
    patterns: &[Pattern],
    log_patterns: &[Pattern],
    (entries, log_entries): (&[Entry], &[Entry]),
    slots: &[Slot],
    zone: &TimeZone,
) -> (Vec<Backup>, Vec<Found>) {
    let mut backups: Vec<Backup> = slots.iter().map(|slot| Backup { slot: *slot, dumps: Vec::new(), logs: Vec::new() }).collect();
    let mut loose = Vec::new();
    let is_one_place = std::ptr::eq(entries, log_entries);
    for (entries, patterns, is_log) in [(log_entries, log_patterns, true), (entries, patterns, false)] {
        for entry in entries.iter().filter(|entry| entry.kind == EntryKind::File) {
            let Some((named, pattern)) = patterns.iter().find_map(|p| Some((p.read(&entry.path)?, p))) else { continue };
            // A pattern of dumps that is as wide as `*` takes the logs in, which are no dumps.
            if !is_log && is_one_place && log_patterns.iter().any(|p| p.read(&entry.path).is_some()) {
                continue;
            }
            let found = Found { entry: entry.clone(), named, part: shown(&pattern.part(&entry.path)), is_dated: pattern.has_date() };
            match slot_of(set, &found, slots, zone).and_then(|index| backups.get_mut(index)) {
                Some(backup) if is_log => backup.logs.push(Arc::new(found)),
                Some(backup) => backup.dumps.push(Arc::new(found)),
                None if is_log => {}
                None => loose.push(found),
            }
        }
    }
    (backups, loose)
}

/// Which slot a file is of: by the date in its name, else by when it was last written to.
fn slot_of(set: &BackupSet, found: &Found, slots: &[Slot], zone: &TimeZone) -> Option<usize> {
    let by_time = |at: Timestamp| slots.iter().rposition(|slot| slot.at <= at);
    let Some(date) = found.named.date else {
        return found.entry.mtime.and_then(by_time);
    };
    let day = date.checked_sub(i32::from(set.name_days).days()).ok()?;
    let of_day: Vec<usize> = slots.iter().enumerate().filter(|(_, slot)| slot.day == day).map(|(index, _)| index).collect();
    match of_day[..] {
        [] => None,
        [only] => Some(only),
        _ => {
            let named = found.named.at().and_then(|at| at.to_zoned(zone.clone()).ok()).map(|at| at.timestamp());
            // The clock of the host that names its files may be some minutes behind.
            let at = named.map(|at| at.checked_add(10.minutes()).unwrap_or(at)).or(found.entry.mtime)?;
            of_day.iter().rev().copied().find(|&index| slots.get(index).is_some_and(|slot| slot.at <= at)).or(of_day.first().copied())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::civil::{date, time};

    use super::*;
    use crate::backup::slots::slots;
    use crate::model::backup::Schedule;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone()).unwrap().timestamp()
    }

    fn file(path: &str, mtime: &str) -> Entry {
        let (path, mtime) = (path.as_bytes().to_vec(), Some(at(mtime)));
        Entry { path, kind: EntryKind::File, size: 7, mtime, mode: 0o640, inode: None }
    }

    fn found(set: &BackupSet, now: &str, files: &[Entry]) -> (Vec<Backup>, Vec<Found>) {
        let slots = slots(set, date(2026, 11, 23), at(now), &zone());
        let dumps = [Pattern::new("hx_{date}_{n}.dmp").unwrap(), Pattern::new("loose_*.dmp").unwrap()];
        find(set, &dumps, &[Pattern::new("hx_{date}.log").unwrap()], (files, files), &slots, &zone())
    }

    fn set(schedule: Schedule) -> BackupSet {
        BackupSet { schedule, ..BackupSet::plain("hx", PathBuf::from("/backup")) }
    }

    #[test]
    fn each_file_is_of_the_backup_that_its_name_says() {
        let set = set(Schedule::Daily(vec![time(22, 0, 0, 0)]));
        let files = [
            file("hx_20261123_01.dmp", "2026-11-23T23:10"),
            file("hx_20261123_02.dmp", "2026-11-23T23:10"),
            file("hx_20261123.log", "2026-11-23T23:11"),
            file("hx_20261120_01.dmp", "2026-11-20T23:10"),
            file("notes.txt", "2026-11-23T23:10"),
        ];
        let (backups, loose) = found(&set, "2026-11-25T08:00", &files);
        let seen: Vec<_> = backups.iter().map(|b| (b.slot.label(), b.dumps.len(), b.logs.len(), b.state(at("2026-11-25T08:00")))).collect();
        assert_eq!(
            seen,
            [("2026-11-23 22:00".to_owned(), 2, 1, SlotState::Done), ("2026-11-24 22:00".to_owned(), 0, 0, SlotState::Missing)]
        );
        assert_eq!(backups[0].dumps[1].part, "hx_{date}_02.dmp");
        assert_eq!(loose.len(), 1, "of a day that is not looked at");
    }

    #[test]
    fn a_backup_in_progress_is_no_missing_one() {
        let set = set(Schedule::Daily(vec![time(22, 0, 0, 0)]));
        let state = |now: &str, files: &[Entry]| found(&set, now, files).0.last().unwrap().state(at(now));
        assert_eq!(state("2026-11-24T22:05", &[]), SlotState::Due);
        assert_eq!(state("2026-11-24T22:05", &[file("hx_20261124_01.dmp", "2026-11-24T22:04")]), SlotState::Running);
        assert_eq!(state("2026-11-25T05:00", &[file("hx_20261124_01.dmp", "2026-11-25T04:59")]), SlotState::Partial);
        assert_eq!(state("2026-11-25T05:00", &[]), SlotState::Missing);
        assert_eq!(state("2026-11-25T05:00", &[file("hx_20261124_01.dmp", "2030-01-01T00:00")]), SlotState::Done, "a clock in the future");
    }

    #[test]
    fn two_a_day_and_names_without_a_date() {
        let set = set(Schedule::Daily(vec![time(1, 0, 0, 0), time(13, 0, 0, 0)]));
        let files = [
            file("hx_20261124_1.dmp", "2026-11-24T02:00"),
            file("hx_20261124_2.dmp", "2026-11-24T14:00"),
            file("loose_a.dmp", "2026-11-24T01:30"),
        ];
        let (backups, _) = found(&set, "2026-11-24T20:00", &files);
        let seen: Vec<_> = backups.iter().map(|b| (b.slot.label(), b.dumps.iter().map(|f| f.entry.shown()).collect::<Vec<_>>())).collect();
        assert_eq!(seen[2], ("2026-11-24 01:00".to_owned(), vec!["hx_20261124_1.dmp".to_owned(), "loose_a.dmp".to_owned()]));
        assert_eq!(seen[3], ("2026-11-24 13:00".to_owned(), vec!["hx_20261124_2.dmp".to_owned()]));
    }

    /// Whatever is done for each file must not go over all files: this test would take an hour.
    #[test]
    fn a_hundred_thousand_pieces_are_sorted_at_once() {
        let set = set(Schedule::Daily(vec![time(22, 0, 0, 0)]));
        let files: Vec<Entry> = (0..100_000).map(|n| file(&format!("hx_20261123_{n}.dmp"), "2026-11-23T23:10")).collect();
        let (backups, loose) = found(&set, "2026-11-25T08:00", &files);
        assert_eq!((backups[0].dumps.len(), loose.len()), (100_000, 0));
    }

    #[test]
    fn a_name_with_the_day_before() {
        let set = BackupSet { name_days: -1, ..set(Schedule::Daily(vec![time(0, 30, 0, 0)])) };
        let (backups, _) = found(&set, "2026-11-25T08:00", &[file("hx_20261124_01.dmp", "2026-11-25T01:10")]);
        assert_eq!(backups.last().unwrap().dumps.len(), 1);
    }
}
