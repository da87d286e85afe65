//! Folders of files on this machine or behind SFTP: listed, and read piece by piece; never written. LEVEL 2.

mod local;
mod remote;

use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::files::{Effort, Metered};
use crate::parse::dump::Bytes;
use crate::seal::{By, Digest, Hasher};

pub use local::Local;
pub(in crate::links) use remote::Remote;

/// More than this in one folder is a wrong path, not a backup.
const MOST_ENTRIES: usize = 2_000_000;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    File,
    Folder,
    /// Never followed: it may lead anywhere, also back.
    Link,
    /// Pipe, socket, device.
    Other,
}

/// One thing below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the folder, with `/`; bytes, for names of Chinese sites are often GBK.
    pub path: Vec<u8>,
    pub kind: EntryKind,
    /// In bytes.
    pub size: u64,
    /// `None` where the server does not say it.
    pub mtime: Option<Timestamp>,
    /// The permission bits.
    pub mode: u32,
    /// Device and inode, where known: two names of one file are no two copies.
    pub inode: Option<(u64, u64)>,
}

impl Entry {
    /// The path as people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        shown(&self.path)
    }
}

/// A path of bytes as people read it: UTF-8, else GBK, else with replacement characters.
#[must_use]
pub fn shown(path: &[u8]) -> String {
    match std::str::from_utf8(path) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(path).0.into_owned(),
    }
}

/// What lies below a folder.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// By path.
    pub entries: Vec<Entry>,
    /// Folders that could not be looked into, and why: what is in them is not known.
    pub unread: Vec<(Vec<u8>, String)>,
}

/// Room on the file system of a folder, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// For whoever is not root.
    pub free: u64,
    pub total: u64,
}

/// A folder with backups.
pub trait Folder {
    /// What lies at most `depth` levels below. An error is about the folder itself.
    fn list(&self, depth: usize) -> io::Result<Listing>;
    /// A regular file, to be read at any place.
    fn open(&self, path: &[u8]) -> io::Result<Box<dyn Bytes + '_>>;
    /// `None` where it cannot be found out.
    fn space(&self) -> Option<Space>;
    /// Tells the machine and file system apart from others: two copies in one place are one.
    fn device(&self) -> String;
    /// The path here, where it is one of this machine.
    fn local(&self) -> Option<&Path> {
        None
    }
    /// The SHA-256 of files that were listed, in their order; `None` of one whose size is another by now. One after the other, as a
    /// session reads.
    fn sha256(&self, files: &[&Entry], effort: Effort<'_>) -> Vec<io::Result<Option<Digest>>> {
        one_by_one(self, files, effort)
    }
}

fn one_by_one<F: Folder + ?Sized>(folder: &F, files: &[&Entry], effort: Effort<'_>) -> Vec<io::Result<Option<Digest>>> {
    files.iter().map(|entry| sha256(entry, &Metered::new(folder.open(&entry.path)?, effort))).collect()
}

/// Blocks that are read at once: large enough for a session, small beside what a dump takes.
const BLOCK: usize = 256 << 10;

fn sha256(entry: &Entry, bytes: &Metered<'_>) -> io::Result<Option<Digest>> {
    let (mut hasher, mut block, mut total) = (Hasher::new(By::Sha256), vec![0; BLOCK], 0);
    loop {
        let read = bytes.read_at(total, &mut block)?;
        if read == 0 {
            let same = total == entry.size && bytes.len() == entry.size;
            return Ok(hasher.digests().sha256.filter(|_| same));
        }
        hasher.update(block.get(..read).unwrap_or_default());
        total += read as u64;
        // One that grows as fast as it is read would never end.
        if total > entry.size {
            return Ok(None);
        }
    }
}

fn too_many() -> io::Error {
    io::Error::other(format!("more than {MOST_ENTRIES} entries"))
}
