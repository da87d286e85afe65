//! The host as SFTP shows it: what stands at paths, many at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::path::PathBuf;

use rustix::io::Errno;
use sha2::{Digest as _, Sha256};

use crate::links::ssh::sftp::{Handle, Mode, Order, Said, Sftp, Stat, is_lost};
use crate::model::Words;
use crate::model::release::{Image, Meta, Mtime, Name, shown};
use crate::release::fault::{Cause, Fault, Result};

/// Paths that are looked at together: what they hold is in memory then.
pub(super) const HANDFUL: usize = 64;
const BLOCK: usize = 256 << 10;

/// A session, and the two folders that it works in.
pub(super) struct Host {
    pub(super) line: Sftp,
    /// What the place is called, for faults.
    pub(super) place: String,
    pub(super) root: Vec<u8>,
    pub(super) state: Vec<u8>,
    /// Folders of transactions of this controller below the state, by their numbers.
    pub(super) folders: BTreeMap<String, Vec<u8>>,
}

impl Host {
    /// Where a name of the target lies.
    pub(super) fn at(&self, name: &Name) -> Vec<u8> {
        [self.root.as_slice(), b"/", name.as_bytes()].concat()
    }

    /// What a request that failed comes to.
    pub(super) fn failed(&self, path: &[u8]) -> impl FnOnce(io::Error) -> Fault + use<> {
        let (place, path) = (self.place.clone(), shown(path));
        move |error| {
            if is_lost(&error) {
                let why = error.to_string();
                return Fault::Lost { place, why: Words::new(why.clone(), why) };
            }
            let os = match error.kind() {
                io::ErrorKind::NotFound => Some(Errno::NOENT.raw_os_error()),
                io::ErrorKind::PermissionDenied => Some(Errno::ACCESS.raw_os_error()),
                _ => None,
            };
            Fault::Io { path: PathBuf::from(path), cause: Cause { os, text: error.to_string() } }
        }
    }

    /// One of many answers; what is not there is `None`.
    fn there<T>(&self, path: &[u8], said: io::Result<T>) -> Result<Option<T>> {
        match said {
            Ok(said) => Ok(Some(said)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed(path)(error)),
        }
    }

    /// What paths are; `None` where nothing is.
    pub(super) fn stats(&mut self, paths: &[Vec<u8>]) -> Result<Vec<Option<Stat>>> {
        let said = self.line.lstat_all(paths).map_err(self.failed(&self.root))?;
        paths.iter().zip(said).map(|(path, said)| self.there(path, said)).collect()
    }

    pub(super) fn stat(&mut self, path: &[u8]) -> Result<Option<Stat>> {
        let said = self.line.lstat(path);
        self.there(path, said)
    }

    /// Changes names one after the other; the first that fails is the error, though those after it are done.
    pub(super) fn orders(&mut self, orders: &[Order]) -> Result<()> {
        let said = self.line.do_all(orders).map_err(self.failed(&self.root))?;
        self.all(orders.iter().map(of), said).map(drop)
    }

    /// All answers, or the first that is an error.
    pub(super) fn all<'p, T>(&self, paths: impl Iterator<Item = &'p [u8]>, said: Said<T>) -> Result<Vec<T>> {
        paths.zip(said).map(|(path, said)| said.map_err(self.failed(path))).collect()
    }

    /// Looks whether the folders that names lie in are folders, and no links that lead elsewhere; those that are not there are told.
    pub(super) fn guard<'n>(&mut self, names: impl Iterator<Item = &'n Name>) -> Result<BTreeSet<Name>> {
        let mut folders = BTreeSet::new();
        for name in names {
            let mut next = name.parent();
            while let Some(folder) = next.filter(|folder| !folders.contains(folder)) {
                next = folder.parent();
                folders.insert(folder);
            }
        }
        let folders: Vec<Name> = folders.into_iter().collect();
        let paths: Vec<Vec<u8>> = folders.iter().map(|folder| self.at(folder)).collect();
        let mut missing = BTreeSet::new();
        let said = self.line.lstat_all(&paths).map_err(self.failed(&self.root))?;
        for ((folder, path), said) in folders.into_iter().zip(&paths).zip(said) {
            let wrong = |errno: Errno| io::Error::from(errno);
            match self.there(path, said)? {
                Some(stat) if stat.is_dir() => {}
                None => drop(missing.insert(folder)),
                Some(stat) => {
                    let cause = wrong(if stat.is_link() { Errno::LOOP } else { Errno::NOTDIR }).into();
                    return Err(Fault::Io { path: PathBuf::from(shown(path)), cause });
                }
            }
        }
        Ok(missing)
    }

    /// All of what stands at names of the target, and never through a link to a folder.
    pub(super) fn looks(&mut self, names: &[&Name]) -> Result<Vec<Image>> {
        let mut all = Vec::with_capacity(names.len());
        for some in names.chunks(HANDFUL) {
            let missing = self.guard(some.iter().copied())?;
            let is_missing = |name: &Name| name.parent().is_some_and(|folder| missing.contains(&folder));
            let paths: Vec<Vec<u8>> = some.iter().filter(|name| !is_missing(name)).map(|name| self.at(name)).collect();
            let mut found = self.images(&paths)?.into_iter();
            all.extend(some.iter().map(|name| if is_missing(name) { Image::Absent } else { found.next().unwrap_or(Image::Absent) }));
        }
        Ok(all)
    }

    pub(super) fn look(&mut self, name: &Name) -> Result<Image> {
        Ok(self.looks(&[name])?.pop().unwrap_or(Image::Absent))
    }

    /// All of what stands at paths; their folders are trusted.
    pub(super) fn images(&mut self, paths: &[Vec<u8>]) -> Result<Vec<Image>> {
        let mut all = Vec::with_capacity(paths.len());
        for paths in paths.chunks(HANDFUL) {
            let stats = self.stats(paths)?;
            let small: Vec<usize> = (0..paths.len()).filter(|at| stats[*at].is_some_and(|stat| is_small(&stat))).collect();
            let mut digests = self.digests(paths, &stats, &small)?;
            let links: Vec<Vec<u8>> = paths
                .iter()
                .zip(&stats)
                .filter(|(_, stat)| stat.is_some_and(|stat| stat.is_link()))
                .map(|(path, _)| path.clone())
                .collect();
            let mut to = self.line.read_link_all(&links).map_err(self.failed(&self.root))?.into_iter();
            for (at, (path, stat)) in paths.iter().zip(stats).enumerate() {
                all.push(match stat {
                    None => Image::Absent,
                    Some(stat) if stat.is_dir() => Image::Dir { meta: meta(&stat) },
                    Some(stat) if stat.is_link() => match to.next() {
                        Some(Ok(to)) => Image::Link { to: shown(&to), meta: meta(&stat) },
                        _ => self.changing(path)?,
                    },
                    Some(stat) if stat.is_file() => match digests.remove(&at) {
                        Some(sha256) => Image::File { sha256, size: stat.size, meta: meta(&stat) },
                        None => self.changing(path)?,
                    },
                    Some(_) => Image::Other,
                });
            }
        }
        Ok(all)
    }

    /// SHA-256 of small files; those that are not what they were when they were looked at are left out.
    fn digests(&mut self, paths: &[Vec<u8>], stats: &[Option<Stat>], small: &[usize]) -> Result<BTreeMap<usize, String>> {
        let own: Vec<Vec<u8>> = small.iter().map(|at| paths[*at].clone()).collect();
        let opened = self.line.open_all(&own, Mode::Read).map_err(self.failed(&self.root))?;
        let (mut files, mut which) = (Vec::new(), Vec::new());
        for ((at, path), opened) in small.iter().zip(&own).zip(opened) {
            if let Some(file) = self.there(path, opened)? {
                files.push(file);
                which.push(*at);
            }
        }
        let read = self.line.read_all(&files).map_err(self.failed(&self.root))?;
        let after = self.line.stat_all(&files).map_err(self.failed(&self.root))?;
        self.line.close_all(&files).map_err(self.failed(&self.root))?;
        let mut all = BTreeMap::new();
        for ((at, bytes), after) in which.into_iter().zip(read).zip(after) {
            let (bytes, after) = (bytes.map_err(self.failed(&paths[at]))?, after.map_err(self.failed(&paths[at]))?);
            if stats[at] == Some(after) && bytes.len() as u64 == after.size {
                all.insert(at, crate::model::sha256(&bytes));
            }
        }
        Ok(all)
    }

    /// One path by itself: it is large, or was changed while it was looked at.
    fn changing(&mut self, path: &[u8]) -> Result<Image> {
        for _ in 0..3 {
            let Some(stat) = self.stat(path)? else { return Ok(Image::Absent) };
            let meta = meta(&stat);
            match () {
                () if stat.is_dir() => return Ok(Image::Dir { meta }),
                () if stat.is_link() => match self.line.read_link(path) {
                    Ok(to) => return Ok(Image::Link { to: shown(&to), meta }),
                    Err(error) if is_lost(&error) => return Err(self.failed(path)(error)),
                    Err(_) => {}
                },
                () if stat.is_file() => {
                    let opened = self.line.open(path, Mode::Read);
                    let Some(file) = self.there(path, opened)? else { continue };
                    let seen = self.hash(&file, path);
                    self.line.close(file).map_err(self.failed(path))?;
                    let (sha256, size, after) = seen?;
                    if after == stat && size == stat.size {
                        return Ok(Image::File { sha256, size, meta });
                    }
                }
                () => return Ok(Image::Other),
            }
        }
        Err(Fault::Io { path: PathBuf::from(shown(path)), cause: io::Error::from(io::ErrorKind::ResourceBusy).into() })
    }

    fn hash(&mut self, file: &Handle, path: &[u8]) -> Result<(String, u64, Stat)> {
        let (mut hasher, mut size, mut room) = (Sha256::new(), 0, vec![0; BLOCK]);
        let failed = self.failed(path);
        let mut read = || {
            let mut reading = self.line.read(file, 0);
            loop {
                match reading.read(&mut room)? {
                    0 => break,
                    n => {
                        hasher.update(&room[..n]);
                        size += n as u64;
                    }
                }
            }
            drop(reading);
            self.line.stat(file)
        };
        let after = read().map_err(failed)?;
        Ok((crate::model::hex(&hasher.finalize()), size, after))
    }
}

/// The path that an order is about.
fn of(order: &Order) -> &[u8] {
    match order {
        Order::Link(path, _) | Order::Replace(_, path) | Order::Rename(_, path) | Order::Remove(path) | Order::RemoveDir(path) => path,
    }
}

fn is_small(stat: &Stat) -> bool {
    stat.is_file() && stat.size <= Sftp::SMALL
}

/// Times are whole seconds, and whether there are extended attributes is not known.
fn meta(stat: &Stat) -> Meta {
    let mtime = Mtime { s: stat.mtime.into(), ns: 0 };
    Meta { mode: stat.permissions(), uid: stat.uid, gid: stat.gid, mtime, xattr: String::new() }
}
