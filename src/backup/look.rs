//! A look at one set: which backups are there, and what those that are looked into prove. Reads only.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::digests::{self, Against, Digest};
use super::dumpfile::{Depth, Dump};
use super::find::{Backup, Found, find};
use super::logfile::Log;
use super::slots::{Slot, slots};
use crate::links::files::{Effort, Metered, Pace};
use crate::links::folder::{Entry, EntryKind, Folder, Space};
use crate::model::backup::{BackupSet, KeptFile, SlotState};
use crate::parse::backuplog::{Codes, Verdict};
use crate::parse::dump::{Bytes, datapump};
use crate::parse::filename::Pattern;
use crate::seal::minisign::PublicKey;

/// Slots of at least so many days are known.
const DAYS: u32 = 400;

/// So many days back the policy of a set looks: what its retention asks for, and more than a year in any case.
#[must_use]
pub fn reach(set: &BackupSet) -> u32 {
    let keep = set.retention;
    DAYS.max(keep.daily).max(keep.weekly.saturating_mul(7)).max(keep.monthly.saturating_mul(31)).saturating_add(31)
}

/// Which backups are looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// None: what is there is listed.
    None,
    /// The newest that is there.
    Newest,
    /// Those that were due on these days.
    Days(Date, Date),
}

/// What a look is to do; owned, as a session of a host looks in a thread of its own.
#[derive(Debug, Clone)]
pub struct Wish {
    pub set: BackupSet,
    pub scope: Scope,
    /// From this day on a backup that is not there is missing.
    pub window: Date,
    pub depth: Depth,
    /// Digests are compared and made.
    pub hash: bool,
    pub now: Timestamp,
    pub zone: TimeZone,
    pub codes: Arc<Codes>,
    pub known: Vec<KeptFile>,
    /// Names of files whose new digest somebody accepts.
    pub accepted: Vec<String>,
    /// Whose signatures are believed.
    pub trusted: Vec<PublicKey>,
    /// How fast files are read, by how many threads, and until when.
    pub pace: Arc<Pace>,
    pub threads: NonZeroUsize,
    pub stop: Arc<AtomicBool>,
}

impl Wish {
    fn effort(&self) -> Effort<'_> {
        Effort { threads: self.threads, pace: &self.pace, stop: &self.stop, progress: &|_| () }
    }

    /// A file, read at that pace.
    fn open<'a>(&'a self, folder: &'a dyn Folder, path: &[u8]) -> std::io::Result<Box<dyn Bytes + 'a>> {
        folder.open(path).map(|bytes| Box::new(Metered::new(bytes, self.effort())) as Box<dyn Bytes + 'a>)
    }
}

/// A backup that was looked into.
#[derive(Debug, Clone)]
pub struct Looked {
    pub slot: Slot,
    pub state: SlotState,
    pub dumps: Vec<Dump>,
    pub logs: Vec<Log>,
    /// What the files of a Data Pump export prove together.
    pub pump: Option<datapump::Set>,
    pub began: Option<Timestamp>,
    /// When it ended, and who says so: `log`, `mtime`.
    pub ended: Option<(Timestamp, &'static str)>,
}

/// What a set's place is like.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub space: Option<Space>,
    pub device: String,
    /// Folders that could not be looked into.
    pub unread: Vec<(String, String)>,
}

/// All that a look found.
#[derive(Debug, Clone)]
pub struct Look {
    /// Every slot of more than a year, with what is there of it.
    pub backups: Vec<(Backup, SlotState)>,
    /// The first day on which a missing one counts.
    pub window: Date,
    pub looked: Vec<Looked>,
    /// Files that fit a pattern and belong to no slot.
    pub loose: Vec<Found>,
    pub place: Place,
    pub digests: Vec<Digest>,
    /// There is a manifest, and why it cannot be believed.
    pub manifest: Option<Result<(), String>>,
    /// The key that signed it, or why it is not signed by one that is trusted; `None` without a signature.
    pub signature: Option<Result<String, String>>,
}

/// Lists, reads and proves. The error is that of the place itself.
pub fn look(wish: &Wish, folder: &dyn Folder, log_folder: Option<&dyn Folder>) -> std::io::Result<Look> {
    let set = &wish.set;
    let (patterns, log_patterns) = (patterns(&set.files), self::patterns(&set.logs));
    let depth = |of: &[Pattern]| of.iter().map(Pattern::depth).max().unwrap_or(1);
    let listing = folder.list(if log_folder.is_some() { depth(&patterns) } else { depth(&patterns).max(depth(&log_patterns)) })?;
    let log_listing = log_folder.map(|logs| logs.list(depth(&log_patterns))).transpose()?;
    let log_entries = log_listing.as_ref().map_or(listing.entries.as_slice(), |l| l.entries.as_slice());
    let today = wish.now.to_zoned(wish.zone.clone()).date();
    let from = today.checked_sub(i64::from(reach(set)).days()).unwrap_or(today).min(wish.window);
    let from = if let Scope::Days(first, _) = wish.scope { from.min(first) } else { from };
    let slots = slots(set, from, wish.now, &wish.zone);
    let (backups, loose) = find(set, &patterns, &log_patterns, (&listing.entries, log_entries), &slots, &wish.zone);
    let mut looked = chosen(wish, &backups, &|backup| into(wish, backup, folder, log_folder.unwrap_or(folder)));
    let state = |backup: &Backup| looked.iter().find(|l| l.slot == backup.slot).map_or_else(|| backup.state(wish.now), |l| l.state);
    let unread = listing.unread.iter().chain(log_listing.iter().flat_map(|l| &l.unread));
    let place = Place {
        space: folder.space(),
        device: folder.device(),
        unread: unread.map(|(path, why)| (crate::links::folder::shown(path), why.clone())).collect(),
    };
    let is_settled = |backup: &Backup| !matches!(state(backup), SlotState::Running | SlotState::Partial);
    let kept: Vec<&Found> = backups.iter().filter(|backup| is_settled(backup)).flat_map(|backup| &backup.dumps).map(Arc::as_ref).collect();
    let done: Vec<&Looked> = looked.iter().filter(|looked| looked.state != SlotState::Running).collect();
    let (manifest, digests) = if wish.hash { sealed(wish, folder, &listing.entries, &kept, &done) } else { (None, Vec::new()) };
    let signature = if wish.hash { digests::signature(folder, &listing.entries, &wish.trusted) } else { None };
    let states: Vec<SlotState> = backups.iter().map(state).collect();
    // One that runs is judged when it is done.
    looked.retain(|looked| looked.state != SlotState::Running);
    let backups = backups.into_iter().zip(states).collect();
    Ok(Look { backups, window: wish.window, looked, loose, place, digests, manifest, signature })
}

/// The configuration took only those that are patterns.
fn patterns(texts: &[String]) -> Vec<Pattern> {
    texts.iter().filter_map(|text| Pattern::new(text).ok()).collect()
}

/// Looks into those that are asked for, in the order of their slots. The newest is the newest that is done, and those after it that run, by
/// their logs or files: what could be restored now is the one before them.
fn chosen(wish: &Wish, backups: &[Backup], look: &dyn Fn(&Backup) -> Looked) -> Vec<Looked> {
    match wish.scope {
        Scope::None => Vec::new(),
        Scope::Days(first, last) => {
            let there = |backup: &&Backup| !backup.dumps.is_empty() || !backup.logs.is_empty();
            backups.iter().filter(|backup| (first..=last).contains(&backup.slot.day)).filter(there).map(look).collect()
        }
        Scope::Newest => {
            let settled = |backup: &&Backup| !backup.dumps.is_empty() && backup.state(wish.now) != SlotState::Running;
            let mut looked = Vec::new();
            for backup in backups.iter().rev().filter(settled) {
                looked.push(look(backup));
                if looked.last().is_some_and(|looked| looked.state != SlotState::Running) {
                    break;
                }
            }
            looked.reverse();
            looked
        }
    }
}

/// Looks into one backup.
fn into(wish: &Wish, backup: &Backup, folder: &dyn Folder, logs: &dyn Folder) -> Looked {
    let dumps: Vec<Dump> =
        backup.dumps.iter().map(|found| Dump::read(found, &wish.open(folder, &found.entry.path), wish.set.producer, wish.depth)).collect();
    let names: Vec<String> = backup.dumps.iter().map(|found| found.entry.shown()).collect();
    let touched = backup.touched();
    let logs: Vec<Log> = backup
        .logs
        .iter()
        .map(|found| Log::read(found, &wish.open(logs, &found.entry.path), &names, touched, &wish.zone, &wish.codes))
        .collect();
    let pumps: Vec<(datapump::Head, datapump::Whole)> = dumps.iter().filter_map(|dump| dump.pump.as_deref().cloned()).collect();
    let pump = (pumps.len() == dumps.len()).then(|| datapump::set(&pumps)).flatten();
    let by_log = logs.iter().filter_map(|log| log.ended(&wish.zone)).max();
    let header = dumps.iter().filter_map(|dump| dump.began?.to_zoned(wish.zone.clone()).ok()).map(|at| at.timestamp()).min();
    Looked {
        slot: backup.slot,
        state: state(wish, backup, &dumps, &logs),
        pump,
        began: logs.iter().filter_map(|log| log.started(&wish.zone)).min().or(header),
        ended: by_log.map(|at| (at, "log")).or(touched.map(|at| (at, "mtime"))),
        dumps,
        logs,
    }
}

/// Names and times say that it is done; a log without its end or files without their master table may say that it is not.
fn state(wish: &Wish, backup: &Backup, dumps: &[Dump], logs: &[Log]) -> SlotState {
    let plain = backup.state(wish.now);
    let open = |log: &Log| log.run.as_ref().is_some_and(|(run, ..)| run.end() == Verdict::Incomplete);
    let unfinished = !dumps.is_empty() && dumps.iter().all(|dump| matches!(dump.pump.as_deref(), Some((_, datapump::Whole::Unfinished))));
    match plain {
        SlotState::Done if logs.iter().any(open) || unfinished => {
            if wish.now < backup.slot.done_by {
                SlotState::Running
            } else {
                SlotState::Partial
            }
        }
        state => state,
    }
}

/// The manifest, and digests of all files that are kept.
fn sealed(
    wish: &Wish,
    folder: &dyn Folder,
    entries: &[Entry],
    dumps: &[&Found],
    looked: &[&Looked],
) -> (Option<Result<(), String>>, Vec<Digest>) {
    let manifest = digests::manifest(folder, entries);
    let good = manifest.as_ref().and_then(|m| m.as_ref().ok());
    // Whatever else the manifest names is held to it as well: logs, parameter files.
    let listed = |entry: &&Entry| {
        let name = crate::seal::Name::new(&entry.path).ok();
        good.zip(name).is_some_and(|(manifest, name)| manifest.get(&name).is_some())
    };
    let of_dumps: HashSet<&[u8]> = dumps.iter().map(|dump| dump.entry.path.as_slice()).collect();
    let others = entries.iter().filter(|entry| entry.kind == EntryKind::File && !of_dumps.contains(entry.path.as_slice()));
    let files: Vec<&Entry> = dumps.iter().map(|dump| &dump.entry).chain(others.filter(listed)).collect();
    let undated: HashSet<&[u8]> = dumps.iter().filter(|dump| !dump.is_dated).map(|dump| dump.entry.path.as_slice()).collect();
    let newest: HashSet<&[u8]> = looked.iter().flat_map(|l| &l.dumps).map(|dump| dump.found.entry.path.as_slice()).collect();
    let against = Against {
        known: &wish.known,
        nights: wish.set.hash_nights,
        undated: &undated,
        accepted: &wish.accepted,
        today: wish.now.to_zoned(wish.zone.clone()).date(),
        now: wish.now,
        effort: wish.effort(),
    };
    let digests = digests::digests(folder, &files, &newest, good, &against);
    (manifest.map(|m| m.map(drop)), digests)
}

/// Another place of the same files: which of the newest backup's are there, and the same.
#[derive(Debug, Clone)]
pub struct CopyLook {
    pub place: String,
    pub off_site: bool,
    pub device: String,
    pub lacking: Vec<String>,
    pub differing: Vec<String>,
    /// When the newest file that fits was written there.
    pub newest: Option<Timestamp>,
    /// Why it could not be looked at.
    pub unread: Option<String>,
}

/// Looks at a copy: `wanted` are path, size and digest of the newest backup's files.
pub fn look_at_copy(wish: &Wish, wanted: &[(Vec<u8>, u64, String)], folder: &dyn Folder) -> std::io::Result<CopyLook> {
    let patterns = patterns(&wish.set.files);
    let listing = folder.list(patterns.iter().map(Pattern::depth).max().unwrap_or(1))?;
    let (mut lacking, mut differing) = (Vec::new(), Vec::new());
    let there: HashMap<&[u8], &Entry> = listing.entries.iter().map(|entry| (entry.path.as_slice(), entry)).collect();
    let mut alike: Vec<(&Entry, &str)> = Vec::new();
    for (path, size, digest) in wanted {
        let shown = crate::links::folder::shown(path);
        match there.get(path.as_slice()).copied() {
            None => lacking.push(shown),
            Some(entry) if entry.size != *size => differing.push(shown),
            Some(entry) if wish.hash && !digest.is_empty() => alike.push((entry, digest)),
            Some(_) => {}
        }
    }
    let files: Vec<&Entry> = alike.iter().map(|(entry, _)| *entry).collect();
    for ((entry, digest), found) in alike.iter().zip(folder.sha256(&files, wish.effort())) {
        if found?.is_none_or(|found| found.to_string() != *digest) {
            differing.push(entry.shown());
        }
    }
    let fits = |entry: &&Entry| patterns.iter().any(|pattern| pattern.read(&entry.path).is_some());
    let newest = listing.entries.iter().filter(fits).filter_map(|entry| entry.mtime).max();
    Ok(CopyLook { place: String::new(), off_site: false, device: folder.device(), lacking, differing, newest, unread: None })
}
