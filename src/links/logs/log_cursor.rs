//! How far a log file has been read, and by what the file is known again: inode, and a hash of its first kilobyte.
//!
//! Neither size nor time tell files apart: a rotated log may have the size and the second of its predecessor.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::time::{SystemTime, UNIX_EPOCH};

/// How much of the beginning of a file its fingerprint covers.
pub const HEAD: u64 = 1024;
/// A fingerprint of less than this says nothing about a file that has another inode.
pub(crate) const TELLING: u64 = 64;

/// The state of one log between two looks. Save it only once what it led to is stored, or a crash loses events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogCursor {
    /// Device; 0 where there are none.
    pub dev: u64,
    /// Inode; 0 where there are none.
    pub ino: u64,
    /// Size at the last look.
    pub size: u64,
    /// How many bytes `head_hash` covers; less than a kilobyte for a short file.
    pub head_len: u64,
    /// SHA-256 of them, in hex.
    pub head_hash: String,
    /// Everything before this has been told.
    pub offset: u64,
    /// Modification time at the last look, seconds since 1970.
    pub mtime: i64,
    /// Inodes of rotated files that are no older than this one and hold nothing new. Their times cannot tell that: file
    /// systems count in ticks of some milliseconds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<u64>,
    /// What the parser has to know to go on in the middle of a record (`LogParser::finish`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry_hint: Option<String>,
}

/// An open file with what identifies it, as it was when it was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    pub file: File,
    pub dev: u64,
    pub ino: u64,
    pub size: u64,
    pub mtime: i64,
    pub modified: SystemTime,
}

impl Opened {
    pub(crate) fn new(file: File, meta: &Metadata) -> Opened {
        let (dev, ino) = identity(meta);
        Opened { file, dev, ino, size: meta.len(), mtime: mtime(meta), modified: modified(meta) }
    }

    /// The cursor of this file, told up to `offset`.
    pub(crate) fn cursor(&mut self, offset: u64) -> io::Result<LogCursor> {
        let head_len = self.size.min(HEAD);
        let head_hash = self.head_hash(head_len)?.unwrap_or_default();
        let Opened { dev, ino, size, mtime, .. } = *self;
        Ok(LogCursor { dev, ino, size, head_len, head_hash, offset, mtime, told: Vec::new(), carry_hint: None })
    }

    /// The hash of the first `len` bytes; `None` if the file has fewer.
    pub(crate) fn head_hash(&mut self, len: u64) -> io::Result<Option<String>> {
        let mut head = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        (&mut self.file).take(len).read_to_end(&mut head)?;
        let whole = head.len() as u64 == len;
        Ok(whole.then(|| Sha256::digest(&head).iter().map(|b| format!("{b:02x}")).collect()))
    }

    /// Whether this is the file the cursor was in, having only grown since.
    pub(crate) fn continues(&mut self, cursor: &LogCursor) -> io::Result<bool> {
        Ok(self.size >= cursor.offset && (self.is_inode(cursor) || cursor.head_len >= TELLING) && self.has_head(cursor)?)
    }

    pub(crate) fn is_inode(&self, cursor: &LogCursor) -> bool {
        self.ino == cursor.ino && self.dev == cursor.dev && self.ino != 0
    }

    pub(crate) fn has_head(&mut self, cursor: &LogCursor) -> io::Result<bool> {
        Ok(self.head_hash(cursor.head_len.min(HEAD))?.is_some_and(|hash| hash == cursor.head_hash))
    }
}

#[cfg(unix)]
pub(crate) fn identity(meta: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

/// Without inodes the fingerprint has to do.
#[cfg(not(unix))]
pub(crate) fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

pub(crate) fn modified(meta: &Metadata) -> SystemTime {
    meta.modified().unwrap_or(UNIX_EPOCH)
}

pub(crate) fn mtime(meta: &Metadata) -> i64 {
    let since = modified(meta).duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_file_is_known_by_its_head_not_by_its_size() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("alert_tax.log");
        let open = || {
            let file = File::open(&path).unwrap();
            let meta = file.metadata().unwrap();
            Opened::new(file, &meta)
        };
        std::fs::write(&path, "a".repeat(100)).unwrap();
        let cursor = open().cursor(100).unwrap();
        assert_eq!((cursor.head_len, cursor.head_hash.len()), (100, 64));
        assert!(open().continues(&cursor).unwrap());
        // It grows: the fingerprint of its first hundred bytes still fits.
        std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(&[b'b'; 5000]).unwrap();
        assert!(open().continues(&cursor).unwrap());
        assert_eq!(open().cursor(0).unwrap().head_len, HEAD);
        // Same inode, same size, other text; then shorter than what was read.
        std::fs::write(&path, "c".repeat(100)).unwrap();
        assert!(!open().continues(&cursor).unwrap());
        std::fs::write(&path, "a".repeat(99)).unwrap();
        assert!(!open().continues(&cursor).unwrap());
        let json = serde_json::to_string(&cursor).unwrap();
        assert_eq!(serde_json::from_str::<LogCursor>(&json).unwrap(), cursor);
    }
}
