//! What files have besides their bytes: owner, permissions, extended attributes, times.

use std::io;
use std::os::fd::BorrowedFd;

use rustix::buffer::spare_capacity;
use rustix::fs::{Gid, Mode, Timespec, Timestamps, Uid, XattrFlags};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use crate::model::release::Mtime;

/// Names and values; ACLs, labels and capabilities are among them.
pub type Xattrs = Vec<(Vec<u8>, Vec<u8>)>;

/// What a file is given besides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    pub mode: u32,
    /// `None`: whoever makes it.
    pub uid: Option<u32>,
    pub gid: Option<u32>,
    /// `None`: now.
    pub mtime: Option<Mtime>,
    pub xattrs: Xattrs,
}

/// A list of names of a file is no longer than this in the kernel.
const MOST: usize = 64 << 10;

/// The extended attributes of a file in the order of their names; none where the file system has none.
pub(crate) fn xattrs(fd: BorrowedFd<'_>) -> io::Result<Xattrs> {
    let mut names = Vec::with_capacity(1 << 10);
    loop {
        match rustix::fs::flistxattr(fd, spare_capacity(&mut names)) {
            Ok(_) => break,
            Err(Errno::NOTSUP) => return Ok(Vec::new()),
            Err(Errno::RANGE) if names.capacity() < MOST => names.reserve(MOST),
            Err(error) => return Err(error.into()),
        }
    }
    let mut all = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = Vec::with_capacity(256);
        loop {
            match rustix::fs::fgetxattr(fd, name, spare_capacity(&mut value)) {
                Ok(_) => break all.push((name.to_vec(), value)),
                Err(Errno::RANGE) if value.capacity() < MOST => value.reserve(MOST),
                // Gone meanwhile, or not for us to read: trusted ones are seen by root alone.
                Err(Errno::NODATA) => break,
                Err(error) => return Err(error.into()),
            }
        }
    }
    all.sort();
    Ok(all)
}

/// SHA-256 of all extended attributes in hex; empty where there are none.
pub(super) fn digest(fd: BorrowedFd<'_>) -> io::Result<String> {
    let all = xattrs(fd)?;
    if all.is_empty() {
        return Ok(String::new());
    }
    let mut hasher = Sha256::new();
    for (name, value) in all {
        for part in [name, value] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    Ok(crate::model::hex(&hasher.finalize()))
}

/// Owner first, which clears set-uid; then attributes, and permissions after them: those of an ACL give way to the mode. The time is last.
pub(crate) fn give(fd: BorrowedFd<'_>, wanted: &Attributes) -> io::Result<()> {
    if wanted.uid.is_some() || wanted.gid.is_some() {
        rustix::fs::fchown(fd, wanted.uid.map(Uid::from_raw), wanted.gid.map(Gid::from_raw))?;
    }
    let has = xattrs(fd)?;
    for (name, value) in wanted.xattrs.iter().filter(|one| !has.contains(one)) {
        rustix::fs::fsetxattr(fd, name.as_slice(), value, XattrFlags::empty())?;
    }
    rustix::fs::fchmod(fd, Mode::from_raw_mode(wanted.mode))?;
    if let Some(mtime) = wanted.mtime {
        rustix::fs::futimens(fd, &times(mtime))?;
    }
    Ok(())
}

/// The time of change, leaving that of reading as it is.
pub(crate) fn times(mtime: Mtime) -> Timestamps {
    let omit = Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_OMIT };
    Timestamps { last_access: omit, last_modification: Timespec { tv_sec: mtime.s, tv_nsec: mtime.ns.into() } }
}
