//! A folder that releases change: every path is reached from its root, never out of it, never through a link.

mod copy;
mod look;
mod place;
#[cfg(test)]
mod tests;

use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, ResolveFlags};
use rustix::io::Errno;

pub use copy::{Attributes, Xattrs};
pub use look::Kind;

use crate::model::release::Name;

/// An open folder. Whatever becomes of its path, it is this one.
#[derive(Debug)]
pub struct Root {
    fd: OwnedFd,
    path: PathBuf,
    /// The file system that it is on.
    device: u64,
}

/// Where a path lies: its folder, opened, and its name there.
pub(crate) struct Spot<'n> {
    pub(crate) folder: OwnedFd,
    pub(crate) name: &'n [u8],
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);

impl Root {
    /// Opens a folder; its own path may have links in it.
    pub fn open(path: &Path) -> io::Result<Self> {
        let fd = rustix::fs::open(path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let device = rustix::fs::fstat(&fd)?.st_dev;
        Ok(Self { fd, path: path.to_owned(), device })
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    #[must_use]
    pub fn device(&self) -> u64 {
        self.device
    }

    /// A folder below; `None` is the root itself. A link on the way is `ELOOP`, another file system `EXDEV`.
    pub(crate) fn folder(&self, name: Option<&Name>) -> io::Result<OwnedFd> {
        let below = name.map_or(b".".as_slice(), Name::as_bytes);
        let way = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS | ResolveFlags::NO_XDEV;
        match rustix::fs::openat2(&self.fd, below, FOLDER, Mode::empty(), way) {
            // A kernel before 5.6, or a filter that does not know the call.
            Err(Errno::NOSYS | Errno::PERM) => self.step_by_step(name),
            other => Ok(other?),
        }
    }

    fn step_by_step(&self, name: Option<&Name>) -> io::Result<OwnedFd> {
        let mut here = rustix::fs::openat(&self.fd, ".", FOLDER, Mode::empty())?;
        for part in name.into_iter().flat_map(|name| name.as_bytes().split(|byte| *byte == b'/')) {
            here = rustix::fs::openat(&here, part, FOLDER, Mode::empty())?;
            if rustix::fs::fstat(&here)?.st_dev != self.device {
                return Err(Errno::XDEV.into());
            }
        }
        Ok(here)
    }

    pub(crate) fn spot<'n>(&self, name: &'n Name) -> io::Result<Spot<'n>> {
        Ok(Spot { folder: self.folder(name.parent().as_ref())?, name: name.last() })
    }

    /// Waits until all that was written to its file system is on the disk.
    pub fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::syncfs(&self.fd)?)
    }
}
