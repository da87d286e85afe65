//! A folder of a host, by SFTP on a session that is logged in.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use ssh2::{FileStat, Session, Sftp};

use super::{Entry, EntryKind, Folder, Listing, MOST_ENTRIES, Space, too_many};
use crate::parse::dump::Bytes;

/// `S_IFMT` and what it holds, as SFTP sends the mode of stat(2).
const TYPE: u32 = 0o170_000;
const LINK: u32 = 0o120_000;
const FOLDER: u32 = 0o040_000;
const FILE: u32 = 0o100_000;

/// A folder of a host.
pub(in crate::links) struct Remote {
    session: Session,
    sftp: Sftp,
    root: PathBuf,
    host: String,
}

impl Remote {
    /// The folder, which must be one.
    pub(in crate::links) fn open(session: Session, host: &str, root: &Path) -> io::Result<Self> {
        let sftp = session.sftp()?;
        let meta = sftp.stat(root)?;
        if !meta.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory));
        }
        Ok(Self { session, sftp, root: root.to_owned(), host: host.to_owned() })
    }

    fn entry(&self, path: &Path, stat: &FileStat) -> Entry {
        let mode = stat.perm.unwrap_or(0);
        Entry {
            path: path.strip_prefix(&self.root).unwrap_or(path).as_os_str().as_bytes().to_vec(),
            kind: match mode & TYPE {
                LINK => EntryKind::Link,
                FOLDER => EntryKind::Folder,
                FILE => EntryKind::File,
                _ => EntryKind::Other,
            },
            size: stat.size.unwrap_or(0),
            mtime: stat.mtime.and_then(|s| i64::try_from(s).ok()).and_then(|s| Timestamp::from_second(s).ok()),
            mode: mode & 0o7777,
            inode: None,
        }
    }

    /// What a command of the host prints.
    fn output(&self, command: &str) -> Option<String> {
        let mut channel = self.session.channel_session().ok()?;
        channel.exec(command).ok()?;
        let mut text = Vec::new();
        channel.by_ref().take(64 * 1024).read_to_end(&mut text).ok()?;
        let _ = channel.close();
        Some(String::from_utf8_lossy(&text).into_owned())
    }
}

impl Folder for Remote {
    fn list(&self, depth: usize) -> io::Result<Listing> {
        let mut listing = Listing::default();
        let mut open = vec![(self.root.clone(), depth)];
        while let Some((folder, left)) = open.pop() {
            let found = match self.sftp.readdir(&folder) {
                Ok(found) => found,
                Err(e) if folder == self.root => return Err(e.into()),
                Err(e) => {
                    let path = folder.strip_prefix(&self.root).unwrap_or(&folder);
                    listing.unread.push((path.as_os_str().as_bytes().to_vec(), e.message().to_owned()));
                    continue;
                }
            };
            for (path, stat) in found {
                let entry = self.entry(&path, &stat);
                if entry.kind == EntryKind::Folder && left > 1 {
                    open.push((path, left - 1));
                }
                listing.entries.push(entry);
            }
            if listing.entries.len() > MOST_ENTRIES {
                return Err(too_many());
            }
        }
        listing.entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(listing)
    }

    fn open(&self, path: &[u8]) -> io::Result<Box<dyn Bytes + '_>> {
        let path = self.root.join(OsStr::from_bytes(path));
        let stat = self.sftp.lstat(&path)?;
        if stat.perm.map(|mode| mode & TYPE) != Some(FILE) {
            return Err(io::Error::other("not a regular file"));
        }
        let file = self.sftp.open(&path)?;
        Ok(Box::new(Opened { len: stat.size.unwrap_or(0), state: RefCell::new((file, 0)) }))
    }

    /// By `df -Pk`, for SFTP has no portable question for it.
    fn space(&self) -> Option<Space> {
        let path = self.root.to_string_lossy().replace('\'', r"'\''");
        let text = self.output(&format!("df -Pk '{path}'"))?;
        let cells: Vec<&str> = text.lines().last()?.split_whitespace().collect();
        let percent = cells.iter().rposition(|cell| cell.ends_with('%'))?;
        let kib = |index: usize| cells.get(index)?.parse::<u64>().ok()?.checked_mul(1024);
        Some(Space { free: kib(percent.checked_sub(1)?)?, total: kib(percent.checked_sub(3)?)? })
    }

    fn device(&self) -> String {
        format!("host:{}", self.host)
    }
}

/// An open file and how far it was read, so that reading on needs no seek.
struct Opened {
    len: u64,
    state: RefCell<(ssh2::File, u64)>,
}

impl Bytes for Opened {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut state = self.state.borrow_mut();
        let (file, position) = &mut *state;
        if *position != at {
            file.seek(SeekFrom::Start(at))?;
            *position = at;
        }
        let read = file.read(into)?;
        *position += read as u64;
        Ok(read)
    }
}
