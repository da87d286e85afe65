//! A log that is no longer the one it was → where its rest is: beside it, under another name.
//!
//! By inode when it was renamed, by its first kilobyte when it was copied and cut (copytruncate). Names serve only to
//! choose what to open: `alert_X.log.1`, `alert_X.log-20240413`, `alert_X.old`, `alert_X_20240413.log`, `log_3.xml`.

use super::log_cursor::{LogCursor, TELLING, identity, mtime};
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
    /// Compressed files that may hold what is missing.
    pub compressed: Vec<PathBuf>,
}

/// Looks beside `path` for the file of the cursor.
pub(crate) fn find(path: &Path, cursor: &LogCursor) -> io::Result<Rotated> {
    let mut found = Rotated::default();
    let Some((dir, own)) = path.parent().zip(path.file_name().and_then(|n| n.to_str())) else { return Ok(found) };
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let mut family: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(dir)?.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| *name != own) else { continue };
        let related = is_family(name, own);
        // A folder of traces has a hundred thousand entries: no more than the listing itself says of the others.
        if !related && inode(&entry) != Some(cursor.ino).filter(|&i| i != 0) {
            continue;
        }
        let Ok(meta) = entry.metadata() else { continue };
        if !meta.is_file() {
            continue;
        }
        if is_compressed(name) {
            if mtime(&meta) >= cursor.mtime {
                found.compressed.push(entry.path());
            }
        } else if identity(&meta) == (cursor.dev, cursor.ino) && cursor.ino != 0 && meta.len() >= cursor.offset {
            found.old = Some(entry.path());
        } else if related {
            family.push((modified(&meta), entry.path()));
        }
    }
    family.sort_by(|a, b| b.cmp(a));
    family.truncate(CANDIDATES);
    // An inode may have been used again for another file.
    if found.old.as_deref().is_some_and(|old| !has_head(old, cursor)) {
        found.old = None;
    }
    if found.old.is_none() && cursor.head_len >= TELLING {
        found.old = family.iter().map(|(_, path)| path).find(|path| has_head(path, cursor)).cloned();
    }
    if let Some(old) = &found.old {
        // What was written to after the old file; to the tick, as an earlier rotation may be of the same second.
        let since = modified(&std::fs::metadata(old)?);
        // A copy of the old file that somebody made has its head; it holds nothing new.
        family.retain(|(time, path)| *time > since && path != old && is_numbered(path, own) && !has_head(path, cursor));
        found.between = family.into_iter().rev().map(|(_, path)| path).collect();
        found.between.truncate(CHAIN);
    }
    Ok(found)
}

fn modified(meta: &Metadata) -> SystemTime {
    meta.modified().unwrap_or(UNIX_EPOCH)
}

fn has_head(path: &Path, cursor: &LogCursor) -> bool {
    open_regular(path).is_ok_and(|mut file| file.size >= cursor.offset && file.has_head(cursor).unwrap_or(false))
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

fn is_numbered(path: &Path, own: &str) -> bool {
    let rest = path.file_name().and_then(|name| name.to_str()).and_then(|name| rest_of(name, own));
    rest.is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
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
