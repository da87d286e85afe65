//! A log that is no longer the one it was → where its rest is: beside it, under another name.
//!
//! By inode when it was renamed, by its first kilobyte when it was copied and cut (copytruncate). Names serve only to
//! choose what to open: `alert_X.log.1`, `alert_X.log-20240413`, `alert_X.old`, `alert_X_20240413.log`, `log_3.xml`.

use super::log_cursor::{LogCursor, Opened, TELLING, identity, modified, mtime};
use super::logfile::open_regular;
use std::fs::{DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many files beside the log are opened to compare their heads, and how many whole ones are read in between.
const CANDIDATES: usize = 64;
const CHAIN: usize = 16;

/// What was found of a log that was rotated away.
#[derive(Debug, Default)]
pub(crate) struct Rotated {
    /// The file the cursor was in.
    pub old: Option<PathBuf>,
    /// Whole files between that one and the present one, oldest first: it was rotated more than once.
    pub between: Vec<PathBuf>,
    /// For [`LogCursor::told`]: the others that are as new as these.
    pub told: Vec<u64>,
    /// Compressed files that may hold what is missing.
    pub compressed: Vec<PathBuf>,
}

/// A file beside the log whose name says that it was one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sibling {
    time: SystemTime,
    path: PathBuf,
    ino: u64,
}

/// Looks beside `path` for the file of the cursor. `present` is the file that has the path now.
pub(crate) fn find(path: &Path, cursor: &LogCursor, present: Option<&Opened>) -> io::Result<Rotated> {
    let mut found = Rotated::default();
    let mut family = Vec::new();
    beside(path, cursor.ino, |related, name, entry, meta| {
        let (dev, ino) = identity(meta);
        if is_compressed(name) {
            if mtime(meta) >= cursor.mtime {
                found.compressed.push(entry.path());
            }
        } else if (dev, ino) == (cursor.dev, cursor.ino) && ino != 0 && meta.len() >= cursor.offset {
            found.old = Some(entry.path());
        } else if related && present.is_none_or(|file| ino == 0 || file.ino != ino) {
            family.push(Sibling { time: modified(meta), path: entry.path(), ino });
        }
    })?;
    family.sort_by(|a, b| b.cmp(a));
    family.truncate(CANDIDATES);
    // An inode may have been used again for another file.
    if found.old.as_deref().is_some_and(|old| !has_head(old, cursor)) {
        found.old = None;
    }
    if found.old.is_none() && cursor.head_len >= TELLING {
        found.old = family.iter().map(|file| &file.path).find(|path| has_head(path, cursor)).cloned();
    }
    let Some(old) = &found.old else {
        let since = present.map_or(UNIX_EPOCH, |file| file.modified);
        found.told = family.into_iter().filter(|file| file.time >= since).map(|file| file.ino).collect();
        return Ok(found);
    };
    // What was written to after the old file, or in the same tick.
    let meta = std::fs::metadata(old)?;
    let since = modified(&meta);
    family.retain(|file| file.time >= since && file.path != *old);
    let is_new = |file: &Sibling| {
        let known = if file.ino == 0 { file.time == since } else { cursor.told.contains(&file.ino) };
        !known && is_numbered(&file.path, path) && !is_copy(&file.path, cursor, meta.len())
    };
    let (mut between, told): (Vec<_>, Vec<_>) = family.into_iter().rev().partition(is_new);
    between.truncate(CHAIN);
    found.told = told.into_iter().map(|file| file.ino).collect();
    found.between = between.into_iter().map(|file| file.path).collect();
    Ok(found)
}

/// For the first [`LogCursor::told`] of a log: what was rotated away before there was a cursor is past.
pub(crate) fn past(path: &Path, present: &Opened) -> io::Result<Vec<u64>> {
    let mut past = Vec::new();
    beside(path, 0, |related, _, _, meta| {
        if related && modified(meta) >= present.modified && past.len() < CANDIDATES {
            past.push(identity(meta).1);
        }
    })?;
    Ok(past)
}

/// Goes through the regular files beside `path` that have a related name, or this inode.
fn beside(path: &Path, wanted: u64, mut each: impl FnMut(bool, &str, &DirEntry, &Metadata)) -> io::Result<()> {
    let Some((dir, own)) = path.parent().zip(path.file_name().and_then(|n| n.to_str())) else { return Ok(()) };
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    for entry in std::fs::read_dir(dir)?.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| *name != own) else { continue };
        let related = is_family(name, own);
        // A folder of traces has a hundred thousand entries: no more than the listing itself says of the others.
        if !related && inode(&entry) != Some(wanted).filter(|&i| i != 0) {
            continue;
        }
        if let Ok(meta) = entry.metadata()
            && meta.is_file()
        {
            each(related, name, &entry, &meta);
        }
    }
    Ok(())
}

fn has_head(path: &Path, cursor: &LogCursor) -> bool {
    open_regular(path).is_ok_and(|mut file| file.size >= cursor.offset && file.has_head(cursor).unwrap_or(false))
}

/// A copy of the old file that somebody made has its head; it holds nothing new. A short head may be that of any log.
fn is_copy(path: &Path, cursor: &LogCursor, size: u64) -> bool {
    has_head(path, cursor) && (cursor.head_len >= TELLING || std::fs::metadata(path).is_ok_and(|meta| meta.len() == size))
}

fn is_family(name: &str, own: &str) -> bool {
    rest_of(name, own).is_some_and(|rest| rest.starts_with(['.', '-', '_']))
}

/// What a rotation added to the name: `.1` of `alert_X.log.1`, `_3` of `log_3.xml`, `.old` of `alert_X.old`.
fn rest_of<'a>(name: &'a str, own: &str) -> Option<&'a str> {
    let (stem, extension) = own.rsplit_once('.').unwrap_or((own, ""));
    match name.strip_prefix(own) {
        Some(rest) => Some(rest),
        None => name.strip_prefix(stem).map(|rest| rest.strip_suffix(extension).and_then(|r| r.strip_suffix('.')).unwrap_or(rest)),
    }
}

fn is_numbered(path: &Path, own: &Path) -> bool {
    let names = path.file_name().zip(own.file_name()).and_then(|(name, own)| name.to_str().zip(own.to_str()));
    names.and_then(|(name, own)| rest_of(name, own)).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
}

fn is_compressed(name: &str) -> bool {
    [".gz", ".Z", ".bz2", ".xz", ".zst", ".zip"].iter().any(|end| name.ends_with(end))
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there are none")]
fn inode(entry: &DirEntry) -> Option<u64> {
    use std::os::unix::fs::DirEntryExt;
    Some(entry.ino())
}

#[cfg(not(unix))]
fn inode(_: &DirEntry) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_rotations_make() {
        for (name, own) in [
            ("alert_tax.log.1", "alert_tax.log"),
            ("alert_tax.log-20240413", "alert_tax.log"),
            ("alert_tax.log_20240413.gz", "alert_tax.log"),
            ("alert_tax.old", "alert_tax.log"),
            ("alert_tax_20240413.log", "alert_tax.log"),
            ("log_1.xml", "log.xml"),
            ("listener.log.old", "listener.log"),
        ] {
            assert!(is_family(name, own), "{name}");
        }
        for (name, own) in [("alert_tax2.log", "alert_tax.log"), ("catalog.xml", "log.xml"), ("tax_ora_1.trc", "alert_tax.log")] {
            assert!(!is_family(name, own), "{name}");
        }
    }
}
