//! A path → what stands there.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::AsFd;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use super::{Root, Spot, copy};
use crate::model::release::{Image, Meta, Mtime, Name, shown};

/// Bytes read at once.
const BLOCK: usize = 256 << 10;

/// What a name in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    File,
    Dir,
    Link,
    /// A device, a socket, a pipe.
    Other,
}

impl Root {
    /// All of a path. `None` where its folder is not there. A file that changes while it is read is told as it is at the end, or as an
    /// error where it never stands still.
    pub fn look(&self, name: &Name) -> io::Result<Image> {
        match self.spot(name) {
            Ok(spot) => spot.look(),
            Err(error) if error.raw_os_error() == Some(Errno::NOENT.raw_os_error()) => Ok(Image::Absent),
            Err(error) => Err(error),
        }
    }

    /// The names in a folder in the order of their bytes, and what each is; `None` is the root.
    pub fn list(&self, name: Option<&Name>) -> io::Result<Vec<(Vec<u8>, Kind)>> {
        let folder = self.folder(name)?;
        let mut all = Vec::new();
        for entry in rustix::fs::Dir::read_from(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if [b".".as_slice(), b".."].contains(&name) {
                continue;
            }
            let stat = rustix::fs::statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
            let kind = match FileType::from_raw_mode(stat.st_mode) {
                FileType::RegularFile => Kind::File,
                FileType::Directory => Kind::Dir,
                FileType::Symlink => Kind::Link,
                _ => Kind::Other,
            };
            all.push((name.to_vec(), kind));
        }
        all.sort_unstable();
        Ok(all)
    }

    /// The time of a folder; `None` is the root.
    pub fn time(&self, name: Option<&Name>) -> io::Result<Mtime> {
        Ok(mtime(&rustix::fs::fstat(self.folder(name)?)?))
    }
}

impl Spot<'_> {
    pub(crate) fn look(&self) -> io::Result<Image> {
        for _ in 0..3 {
            if let Some(image) = self.once()? {
                return Ok(image);
            }
        }
        Err(io::Error::new(io::ErrorKind::ResourceBusy, "it changes while it is read"))
    }

    /// `None` where it changed meanwhile.
    fn once(&self) -> io::Result<Option<Image>> {
        let stat = match rustix::fs::statat(&self.folder, self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => return Ok(Some(Image::Absent)),
            other => other?,
        };
        let open = |flags| match rustix::fs::openat(&self.folder, self.name, flags | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty()) {
            // Another took its place.
            Err(Errno::NOENT | Errno::LOOP | Errno::NOTDIR) => Ok(None),
            other => other.map(Some),
        };
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => {
                let Some(fd) = open(OFlags::RDONLY | OFlags::NONBLOCK)? else { return Ok(None) };
                if !is_one(&stat, &rustix::fs::fstat(&fd)?) {
                    return Ok(None);
                }
                let xattr = copy::digest(fd.as_fd())?;
                let mut file = File::from(fd);
                let (sha256, size) = hash(&mut file)?;
                let after = rustix::fs::fstat(&file)?;
                let still = is_one(&stat, &after) && u64::try_from(after.st_size).ok() == Some(size);
                Ok(still.then(|| Image::File { sha256, size, meta: meta(&after, xattr) }))
            }
            FileType::Directory => {
                let Some(fd) = open(OFlags::RDONLY | OFlags::DIRECTORY)? else { return Ok(None) };
                let xattr = copy::digest(fd.as_fd())?;
                Ok(Some(Image::Dir { meta: meta(&rustix::fs::fstat(&fd)?, xattr) }))
            }
            FileType::Symlink => match rustix::fs::readlinkat(&self.folder, self.name, Vec::new()) {
                Ok(to) => Ok(Some(Image::Link { to: shown(to.as_bytes()), meta: meta(&stat, String::new()) })),
                Err(Errno::INVAL | Errno::NOENT) => Ok(None),
                Err(error) => Err(error.into()),
            },
            _ => Ok(Some(Image::Other)),
        }
    }
}

/// SHA-256 in hex, and how many bytes.
pub(crate) fn hash(file: &mut File) -> io::Result<(String, u64)> {
    let (mut hasher, mut size, mut room) = (Sha256::new(), 0, vec![0; BLOCK]);
    loop {
        match file.read(&mut room) {
            Ok(0) => return Ok((crate::model::hex(&hasher.finalize()), size)),
            Ok(n) => {
                hasher.update(&room[..n]);
                size += n as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether nobody wrote to it in between.
fn is_one(before: &Stat, after: &Stat) -> bool {
    let told =
        |stat: &Stat| (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime, stat.st_mtime_nsec, stat.st_mode, stat.st_uid, stat.st_gid);
    told(before) == told(after)
}

fn mtime(stat: &Stat) -> Mtime {
    Mtime { s: stat.st_mtime, ns: u32::try_from(stat.st_mtime_nsec).unwrap_or(0) }
}

fn meta(stat: &Stat, xattr: String) -> Meta {
    Meta { mode: stat.st_mode & 0o7777, uid: stat.st_uid, gid: stat.st_gid, mtime: mtime(stat), xattr }
}
