//! What changes a folder: each of these is one call of the kernel, done or not done.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::os::fd::AsFd as _;

use rustix::fs::{AtFlags, Mode, OFlags, RenameFlags};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use super::{Attributes, Root, copy};
use crate::model::release::{Mtime, Name};

/// Bytes written at once; a block of zeros becomes a hole.
const BLOCK: usize = 256 << 10;

impl Root {
    /// Writes a file that is not there yet; its bytes are on the disk after [`Root::sync`]. SHA-256 in hex, and how many bytes.
    pub fn create(&self, name: &Name, content: &mut dyn Read, wanted: &Attributes) -> io::Result<(String, u64)> {
        let spot = self.spot(name)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mut file = File::from(rustix::fs::openat(&spot.folder, spot.name, flags, Mode::from_raw_mode(0o600))?);
        let (mut hasher, mut size, mut room) = (Sha256::new(), 0_u64, vec![0; BLOCK]);
        loop {
            let n = fill(content, &mut room)?;
            if n == 0 {
                break;
            }
            hasher.update(&room[..n]);
            if n == BLOCK && room.iter().all(|byte| *byte == 0) {
                file.seek(SeekFrom::Start(size + n as u64))?;
            } else {
                file.write_all(&room[..n])?;
            }
            size += n as u64;
        }
        file.set_len(size)?;
        copy::give(file.as_fd(), wanted)?;
        Ok((crate::model::hex(&hasher.finalize()), size))
    }

    /// Makes a folder that is not there yet.
    pub fn make_dir(&self, name: &Name, wanted: &Attributes) -> io::Result<()> {
        let spot = self.spot(name)?;
        rustix::fs::mkdirat(&spot.folder, spot.name, Mode::from_raw_mode(0o700))?;
        copy::give(self.folder(Some(name))?.as_fd(), wanted)
    }

    /// Makes a link that is not there yet; `to` is taken as it is.
    pub fn make_link(&self, name: &Name, to: &[u8], wanted: &Attributes) -> io::Result<()> {
        let spot = self.spot(name)?;
        rustix::fs::symlinkat(to, &spot.folder, spot.name)?;
        let (uid, gid) = (wanted.uid.map(rustix::fs::Uid::from_raw), wanted.gid.map(rustix::fs::Gid::from_raw));
        if uid.is_some() || gid.is_some() {
            rustix::fs::chownat(&spot.folder, spot.name, uid, gid, AtFlags::SYMLINK_NOFOLLOW)?;
        }
        match wanted.mtime {
            Some(mtime) => Ok(rustix::fs::utimensat(&spot.folder, spot.name, &copy::times(mtime), AtFlags::SYMLINK_NOFOLLOW)?),
            None => Ok(()),
        }
    }

    /// Where a link points to.
    pub fn link(&self, name: &Name) -> io::Result<Vec<u8>> {
        let spot = self.spot(name)?;
        Ok(rustix::fs::readlinkat(&spot.folder, spot.name, Vec::new())?.into_bytes())
    }

    /// Opens a file to read it, and no link.
    pub fn read(&self, name: &Name) -> io::Result<File> {
        let spot = self.spot(name)?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        Ok(File::from(rustix::fs::openat(&spot.folder, spot.name, flags, Mode::empty())?))
    }

    /// What a file, or a folder, that is here has besides its bytes; of links only owner and time.
    pub fn attributes(&self, name: &Name) -> io::Result<Attributes> {
        let spot = self.spot(name)?;
        let stat = rustix::fs::statat(&spot.folder, spot.name, AtFlags::SYMLINK_NOFOLLOW)?;
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let xattrs = match rustix::fs::openat(&spot.folder, spot.name, flags, Mode::empty()) {
            Ok(fd) => copy::xattrs(fd.as_fd())?,
            Err(Errno::LOOP) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let mtime = Mtime { s: stat.st_mtime, ns: u32::try_from(stat.st_mtime_nsec).unwrap_or(0) };
        Ok(Attributes { mode: stat.st_mode & 0o7777, uid: Some(stat.st_uid), gid: Some(stat.st_gid), mtime: Some(mtime), xattrs })
    }

    /// Exchanges two paths that are both there; neither is missing for a moment.
    pub fn exchange(&self, name: &Name, other: &Self, there: &Name) -> io::Result<()> {
        self.rename(name, other, there, RenameFlags::EXCHANGE)
    }

    /// Moves a path to where nothing is; something that is there is `AlreadyExists`.
    pub fn move_to(&self, name: &Name, other: &Self, there: &Name) -> io::Result<()> {
        self.rename(name, other, there, RenameFlags::NOREPLACE)
    }

    /// A second name of a file or link, where nothing is.
    pub fn link_to(&self, name: &Name, other: &Self, there: &Name) -> io::Result<()> {
        let (from, to) = (self.spot(name)?, other.spot(there)?);
        Ok(rustix::fs::linkat(&from.folder, from.name, &to.folder, to.name, AtFlags::empty())?)
    }

    /// Moves a path over whatever is there.
    pub fn replace(&self, name: &Name, other: &Self, there: &Name) -> io::Result<()> {
        let (from, to) = (self.spot(name)?, other.spot(there)?);
        Ok(rustix::fs::renameat(&from.folder, from.name, &to.folder, to.name)?)
    }

    /// Whether both paths are names of one file.
    pub fn is_same(&self, name: &Name, other: &Self, there: &Name) -> io::Result<bool> {
        let (one, other) = (self.number(name)?, other.number(there)?);
        Ok(one.is_some() && one == other)
    }

    /// File system and inode of what stands there; `None`: nothing.
    fn number(&self, name: &Name) -> io::Result<Option<(u64, u64)>> {
        let missing = |error: &io::Error| error.raw_os_error() == Some(Errno::NOENT.raw_os_error());
        let spot = match self.spot(name) {
            Err(error) if missing(&error) => return Ok(None),
            other => other?,
        };
        match rustix::fs::statat(&spot.folder, spot.name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(None),
            other => other.map(|stat| Some((stat.st_dev, stat.st_ino))).map_err(Into::into),
        }
    }

    fn rename(&self, name: &Name, other: &Self, there: &Name, flags: RenameFlags) -> io::Result<()> {
        let (from, to) = (self.spot(name)?, other.spot(there)?);
        Ok(rustix::fs::renameat_with(&from.folder, from.name, &to.folder, to.name, flags)?)
    }

    /// Whether a folder has nothing in it.
    pub fn is_empty(&self, name: &Name) -> io::Result<bool> {
        let mut entries = rustix::fs::Dir::read_from(self.folder(Some(name))?)?;
        let other = |entry: &io::Result<rustix::fs::DirEntry>| {
            entry.as_ref().is_ok_and(|entry| ![b".".as_slice(), b".."].contains(&entry.file_name().to_bytes()))
        };
        Ok(!entries.by_ref().map(|entry| entry.map_err(io::Error::from)).any(|entry| other(&entry)))
    }

    /// Takes a file or a link away.
    pub fn remove(&self, name: &Name) -> io::Result<()> {
        let spot = self.spot(name)?;
        Ok(rustix::fs::unlinkat(&spot.folder, spot.name, AtFlags::empty())?)
    }

    /// Takes a folder away that has nothing in it.
    pub fn remove_dir(&self, name: &Name) -> io::Result<()> {
        let spot = self.spot(name)?;
        Ok(rustix::fs::unlinkat(&spot.folder, spot.name, AtFlags::REMOVEDIR)?)
    }

    /// Gives a folder its time back; `None` is the root.
    pub fn set_time(&self, name: Option<&Name>, mtime: Mtime) -> io::Result<()> {
        Ok(rustix::fs::futimens(self.folder(name)?, &copy::times(mtime))?)
    }
}

/// Reads until the room is full or there is no more.
fn fill(from: &mut dyn Read, room: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < room.len() {
        match from.read(&mut room[n..]) {
            Ok(0) => break,
            Ok(more) => n += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(n)
}
