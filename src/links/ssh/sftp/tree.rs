//! What is looked at and changed by one request each.

use std::io;

use super::many::{FSYNC, LINK, REPLACE};
use super::packet::{Change, Packet, Parts, Stat, kind};
use super::{Sftp, bad, is_end};

/// More than this in one folder is a wrong path.
const MOST_ENTRIES: usize = 2_000_000;

/// An open file. One that is not closed is closed with the session.
#[derive(Debug)]
pub struct Handle(pub(super) Vec<u8>);

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Read,
    /// A new file with these permissions, also to be read; it fails where anything is there, a link too.
    New(u32),
}

impl Mode {
    pub(super) fn ask(self, path: &[u8], packet: &mut Packet) {
        const READ: u32 = 1;
        const WRITE: u32 = 2;
        const CREATE: u32 = 8;
        const EXCLUSIVE: u32 = 0x20;
        let (flags, change) = match self {
            Self::Read => (READ, Change::default()),
            Self::New(mode) => (READ | WRITE | CREATE | EXCLUSIVE, Change { mode: Some(mode), ..Change::default() }),
        };
        packet.text(path);
        packet.number(flags);
        packet.change(&change);
    }
}

/// Room on a file system, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// For whoever is not root.
    pub free: u64,
    pub total: u64,
    pub read_only: bool,
    /// Files that may be made by whoever is not root; `None` where the file system does not count them.
    pub files: Option<u64>,
    /// What the server calls the file system by.
    pub id: u64,
}

impl Sftp {
    /// What stands there; a link is not followed.
    pub fn lstat(&mut self, path: &[u8]) -> io::Result<Stat> {
        let answer = self.ask(kind::LSTAT, kind::ATTRS, |packet| packet.text(path))?;
        Parts(&answer).stat()
    }

    /// What an open file is now.
    pub fn stat(&mut self, file: &Handle) -> io::Result<Stat> {
        let answer = self.ask(kind::FSTAT, kind::ATTRS, |packet| packet.text(&file.0))?;
        Parts(&answer).stat()
    }

    /// What a folder holds, in no order, without `.` and `..`.
    pub fn list(&mut self, path: &[u8]) -> io::Result<Vec<(Vec<u8>, Stat)>> {
        let folder = self.handle(kind::OPENDIR, |packet| packet.text(path))?;
        let found = self.entries(&folder);
        self.close(folder)?;
        found
    }

    fn entries(&mut self, folder: &Handle) -> io::Result<Vec<(Vec<u8>, Stat)>> {
        let mut found = Vec::new();
        loop {
            let answer = match self.ask(kind::READDIR, kind::NAME, |packet| packet.text(&folder.0)) {
                Ok(answer) => answer,
                Err(e) if is_end(&e) => return Ok(found),
                Err(e) => return Err(e),
            };
            let mut parts = Parts(&answer);
            for _ in 0..parts.number()? {
                let (name, _, stat) = (parts.text()?, parts.text()?, parts.stat()?);
                if name.is_empty() || name.contains(&b'/') || name.contains(&0) {
                    return Err(bad("an entry of a folder whose name is none"));
                }
                if name != b"." && name != b".." {
                    found.push((name.to_vec(), stat));
                }
            }
            if found.len() > MOST_ENTRIES {
                return Err(io::Error::other(format!("more than {MOST_ENTRIES} entries")));
            }
        }
    }

    /// Opens a file.
    pub fn open(&mut self, path: &[u8], mode: Mode) -> io::Result<Handle> {
        self.handle(kind::OPEN, |packet| mode.ask(path, packet))
    }

    fn handle(&mut self, kind: u8, fill: impl FnOnce(&mut Packet)) -> io::Result<Handle> {
        let answer = self.ask(kind, kind::HANDLE, fill)?;
        Ok(Handle(Parts(&answer).text()?.to_vec()))
    }

    pub fn close(&mut self, file: Handle) -> io::Result<()> {
        let Handle(number) = file;
        self.order(kind::CLOSE, |packet| packet.text(&number))
    }

    /// The bytes of an open file are on the disk: `fsync@openssh.com`.
    pub fn sync(&mut self, file: &Handle) -> io::Result<()> {
        self.extended(FSYNC, kind::STATUS, |packet| packet.text(&file.0)).map(drop)
    }

    /// Sets what is given of an open file.
    pub fn change(&mut self, file: &Handle, change: &Change) -> io::Result<()> {
        self.order(kind::FSETSTAT, |packet| {
            packet.text(&file.0);
            packet.change(change);
        })
    }

    /// Sets what is given of what a path leads to: a link is followed.
    pub fn change_at(&mut self, path: &[u8], change: &Change) -> io::Result<()> {
        self.order(kind::SETSTAT, |packet| {
            packet.text(path);
            packet.change(change);
        })
    }

    /// Sets what is given of what stands at a path, also of a link: `lsetstat@openssh.com`, of OpenSSH 8.0 and later.
    pub fn change_link(&mut self, path: &[u8], change: &Change) -> io::Result<()> {
        let fill = |packet: &mut Packet| {
            packet.text(path);
            packet.change(change);
        };
        self.extended("lsetstat@openssh.com", kind::STATUS, fill).map(drop)
    }

    /// A new folder. What the server's umask takes away of the permissions is missing.
    pub fn make_dir(&mut self, path: &[u8], mode: u32) -> io::Result<()> {
        self.order(kind::MKDIR, |packet| {
            packet.text(path);
            packet.change(&Change { mode: Some(mode), ..Change::default() });
        })
    }

    /// An empty one.
    pub fn remove_dir(&mut self, path: &[u8]) -> io::Result<()> {
        self.order(kind::RMDIR, |packet| packet.text(path))
    }

    /// A file or a link.
    pub fn remove(&mut self, path: &[u8]) -> io::Result<()> {
        self.order(kind::REMOVE, |packet| packet.text(path))
    }

    /// A link at `path` that leads to `to`. OpenSSH reads the two in reverse of what the draft says, and so do those that follow it.
    pub fn make_link(&mut self, path: &[u8], to: &[u8]) -> io::Result<()> {
        self.order(kind::SYMLINK, |packet| {
            packet.text(to);
            packet.text(path);
        })
    }

    /// Where a link leads to.
    pub fn read_link(&mut self, path: &[u8]) -> io::Result<Vec<u8>> {
        let answer = self.ask(kind::READLINK, kind::NAME, |packet| packet.text(path))?;
        let mut parts = Parts(&answer);
        if parts.number()? != 1 {
            return Err(bad("a link that leads to several places"));
        }
        Ok(parts.text()?.to_vec())
    }

    /// A path without links and dots, as the server sees it.
    pub fn real(&mut self, path: &[u8]) -> io::Result<Vec<u8>> {
        let answer = self.ask(kind::REALPATH, kind::NAME, |packet| packet.text(path))?;
        let mut parts = Parts(&answer);
        if parts.number()? != 1 {
            return Err(bad("a path that is several"));
        }
        Ok(parts.text()?.to_vec())
    }

    /// A second name of a file: `hardlink@openssh.com`. It fails where anything is there.
    pub fn hard_link(&mut self, path: &[u8], new: &[u8]) -> io::Result<()> {
        self.extended(LINK, kind::STATUS, |packet| two(packet, path, new)).map(drop)
    }

    /// Puts one in the place of another by one rename(2): `posix-rename@openssh.com`.
    pub fn replace(&mut self, from: &[u8], to: &[u8]) -> io::Result<()> {
        self.extended(REPLACE, kind::STATUS, |packet| two(packet, from, to)).map(drop)
    }

    /// Gives it a name that nothing has. OpenSSH makes a second name of a file and takes the first away, and that fails where anything is
    /// there; of folders and links, and where a file system knows no second names, it looks first and renames then.
    pub fn rename(&mut self, from: &[u8], to: &[u8]) -> io::Result<()> {
        self.order(kind::RENAME, |packet| two(packet, from, to))
    }

    /// Room where a path lies: `statvfs@openssh.com`.
    pub fn space(&mut self, path: &[u8]) -> io::Result<Space> {
        let answer = self.extended("statvfs@openssh.com", kind::EXTENDED_REPLY, |packet| packet.text(path))?;
        let mut parts = Parts(&answer);
        let mut next = || parts.long();
        let (_block, fragment, blocks, _free, available) = (next()?, next()?, next()?, next()?, next()?);
        let (files, _free_files, for_others, id, flags) = (next()?, next()?, next()?, next()?, next()?);
        Ok(Space {
            free: available.saturating_mul(fragment),
            total: blocks.saturating_mul(fragment),
            read_only: flags & 1 != 0,
            files: (files > 0).then_some(for_others),
            id,
        })
    }
}

pub(super) fn two(packet: &mut Packet, first: &[u8], second: &[u8]) {
    packet.text(first);
    packet.text(second);
}
