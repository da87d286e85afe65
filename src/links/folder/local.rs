//! A folder of this machine, mounted ones too.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use walkdir::WalkDir;

use super::{Entry, EntryKind, Folder, Listing, MOST_ENTRIES, Space, one_by_one, too_many};
use crate::links::files::{self, Effort};
use crate::parse::dump::Bytes;
use crate::seal::{Digest, Name};

/// A folder by its path.
#[derive(Debug, Clone)]
pub struct Local {
    root: PathBuf,
}

impl Local {
    /// The folder, which must be one.
    pub fn open(root: &Path) -> io::Result<Self> {
        let meta = std::fs::metadata(root)?;
        if meta.is_dir() { Ok(Self { root: root.to_owned() }) } else { Err(io::Error::from(io::ErrorKind::NotADirectory)) }
    }
}

fn entry(root: &Path, found: &walkdir::DirEntry) -> io::Result<Entry> {
    let meta = found.metadata()?;
    let kind = found.file_type();
    Ok(Entry {
        path: found.path().strip_prefix(root).unwrap_or(found.path()).as_os_str().as_bytes().to_vec(),
        kind: if kind.is_file() {
            EntryKind::File
        } else if kind.is_dir() {
            EntryKind::Folder
        } else if kind.is_symlink() {
            EntryKind::Link
        } else {
            EntryKind::Other
        },
        size: meta.size(),
        mtime: i32::try_from(meta.mtime_nsec()).ok().and_then(|nanos| Timestamp::new(meta.mtime(), nanos).ok()),
        mode: meta.mode() & 0o7777,
        inode: Some((meta.dev(), meta.ino())),
    })
}

impl Folder for Local {
    fn list(&self, depth: usize) -> io::Result<Listing> {
        let mut listing = Listing::default();
        for found in WalkDir::new(&self.root).min_depth(1).max_depth(depth).follow_links(false) {
            let read = found.map_err(|e| (e.path().map(Path::to_owned), e.to_string()));
            let read = read.and_then(|f| entry(&self.root, &f).map_err(|e| (Some(f.path().to_owned()), e.to_string())));
            match read {
                Ok(entry) => listing.entries.push(entry),
                Err((path, why)) => {
                    let path = path.unwrap_or_else(|| self.root.clone());
                    if path == self.root {
                        return Err(io::Error::other(why));
                    }
                    listing.unread.push((path.strip_prefix(&self.root).unwrap_or(&path).as_os_str().as_bytes().to_vec(), why));
                }
            }
            if listing.entries.len() > MOST_ENTRIES {
                return Err(too_many());
            }
        }
        listing.entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn open(&self, path: &[u8]) -> io::Result<Box<dyn Bytes + '_>> {
        // Neither a link is followed nor a pipe waited for, whatever took the file's place since it was listed.
        let flags = (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits();
        let flags = i32::try_from(flags).unwrap_or(0);
        let file = OpenOptions::new().read(true).custom_flags(flags).open(self.root.join(OsStr::from_bytes(path)))?;
        let meta = file.metadata()?;
        if !meta.is_file() {
            return Err(io::Error::other("not a regular file"));
        }
        Ok(Box::new(Opened { file, len: meta.len() }))
    }

    fn space(&self) -> Option<Space> {
        let found = rustix::fs::statvfs(&self.root).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
        Some(Space { free: bytes(found.f_bavail), total: bytes(found.f_blocks) })
    }

    fn device(&self) -> String {
        std::fs::metadata(&self.root).map_or_else(|_| String::new(), |meta| format!("local:{}", meta.dev()))
    }

    fn local(&self) -> Option<&Path> {
        Some(&self.root)
    }

    /// By all threads of the effort.
    fn sha256(&self, files: &[&Entry], effort: Effort<'_>) -> Vec<io::Result<Option<Digest>>> {
        let named: Option<Vec<(Name, u64)>> = files.iter().map(|entry| Some((Name::new(&entry.path).ok()?, entry.size))).collect();
        named.map_or_else(|| one_by_one(self, files, effort), |named| files::sha256(&self.root, &named, effort))
    }
}

/// An open file; its length is that of when it was opened.
struct Opened {
    file: File,
    len: u64,
}

impl Bytes for Opened {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        self.file.read_at(into, at)
    }
}
