//! Packets of SFTP 3: draft-ietf-secsh-filexfer-02, and `PROTOCOL` of OpenSSH.

use std::io;

use super::bad;

pub(super) mod kind {
    pub(crate) const INIT: u8 = 1;
    pub(crate) const VERSION: u8 = 2;
    pub(crate) const OPEN: u8 = 3;
    pub(crate) const CLOSE: u8 = 4;
    pub(crate) const READ: u8 = 5;
    pub(crate) const WRITE: u8 = 6;
    pub(crate) const LSTAT: u8 = 7;
    pub(crate) const FSTAT: u8 = 8;
    pub(crate) const SETSTAT: u8 = 9;
    pub(crate) const FSETSTAT: u8 = 10;
    pub(crate) const OPENDIR: u8 = 11;
    pub(crate) const READDIR: u8 = 12;
    pub(crate) const REMOVE: u8 = 13;
    pub(crate) const MKDIR: u8 = 14;
    pub(crate) const RMDIR: u8 = 15;
    pub(crate) const REALPATH: u8 = 16;
    pub(crate) const RENAME: u8 = 18;
    pub(crate) const READLINK: u8 = 19;
    pub(crate) const SYMLINK: u8 = 20;
    pub(crate) const STATUS: u8 = 101;
    pub(crate) const HANDLE: u8 = 102;
    pub(crate) const DATA: u8 = 103;
    pub(crate) const NAME: u8 = 104;
    pub(crate) const ATTRS: u8 = 105;
    pub(crate) const EXTENDED: u8 = 200;
    pub(crate) const EXTENDED_REPLY: u8 = 201;
}

const SIZE: u32 = 1;
const OWNER: u32 = 2;
const MODE: u32 = 4;
const TIMES: u32 = 8;
const MORE: u32 = 0x8000_0000;

/// A request in the making.
pub(super) struct Packet(Vec<u8>);

impl Packet {
    pub(super) fn new(kind: u8) -> Self {
        Self(vec![0, 0, 0, 0, kind])
    }

    pub(super) fn number(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    pub(super) fn long(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    pub(super) fn text(&mut self, bytes: &[u8]) {
        self.number(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn change(&mut self, change: &Change) {
        let flag = |there: bool, flag: u32| if there { flag } else { 0 };
        self.number(flag(change.owner.is_some(), OWNER) | flag(change.mode.is_some(), MODE) | flag(change.mtime.is_some(), TIMES));
        if let Some((uid, gid)) = change.owner {
            self.number(uid);
            self.number(gid);
        }
        if let Some(mode) = change.mode {
            self.number(mode);
        }
        if let Some(mtime) = change.mtime {
            // The time of the last access goes with it.
            self.number(mtime);
            self.number(mtime);
        }
    }

    /// With its length before it.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let length = u32::try_from(self.0.len() - 4).unwrap_or(u32::MAX);
        self.0[..4].copy_from_slice(&length.to_be_bytes());
        self.0
    }
}

/// What is left of an answer.
pub(super) struct Parts<'a>(pub(super) &'a [u8]);

impl<'a> Parts<'a> {
    fn take(&mut self, length: usize) -> io::Result<&'a [u8]> {
        let (part, rest) = self.0.split_at_checked(length).ok_or_else(|| bad("an answer that is cut"))?;
        self.0 = rest;
        Ok(part)
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        self.take(1).map(|part| part[0])
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        let part = self.take(4)?;
        Ok(u32::from_be_bytes([part[0], part[1], part[2], part[3]]))
    }

    pub(super) fn long(&mut self) -> io::Result<u64> {
        Ok(u64::from(self.number()?) << 32 | u64::from(self.number()?))
    }

    pub(super) fn text(&mut self) -> io::Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length as usize)
    }

    /// Attributes; a server that leaves one out has not said what is there.
    pub(super) fn stat(&mut self) -> io::Result<Stat> {
        let flags = self.number()?;
        if flags & (SIZE | OWNER | MODE | TIMES) != SIZE | OWNER | MODE | TIMES {
            return Err(bad("the server does not say size, owner, mode and times"));
        }
        let size = self.long()?;
        let (uid, gid, mode) = (self.number()?, self.number()?, self.number()?);
        let (_, mtime) = (self.number()?, self.number()?);
        if flags & MORE != 0 {
            for _ in 0..self.number()? {
                self.text()?;
                self.text()?;
            }
        }
        Ok(Stat { size, uid, gid, mode, mtime })
    }
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// Bytes.
    pub size: u64,
    pub uid: u32,
    pub gid: u32,
    /// As of stat(2), with the type.
    pub mode: u32,
    /// Whole seconds since 1970: the protocol has no finer ones.
    pub mtime: u32,
}

impl Stat {
    /// `S_IFMT` of the mode.
    const TYPE: u32 = 0o170_000;

    #[must_use]
    pub fn is_file(&self) -> bool {
        self.mode & Self::TYPE == 0o100_000
    }

    #[must_use]
    pub fn is_dir(&self) -> bool {
        self.mode & Self::TYPE == 0o040_000
    }

    #[must_use]
    pub fn is_link(&self) -> bool {
        self.mode & Self::TYPE == 0o120_000
    }

    /// The permission bits.
    #[must_use]
    pub fn permissions(&self) -> u32 {
        self.mode & 0o7777
    }
}

/// What is set of it; the rest stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    pub owner: Option<(u32, u32)>,
    /// Permission bits.
    pub mode: Option<u32>,
    /// Seconds since 1970.
    pub mtime: Option<u32>,
}
