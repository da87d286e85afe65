//! Files of known host keys: parsed in full, checked strictly, never written here (see `trust`).

use std::collections::HashMap;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::pattern::list_fits;
use super::{failure, key};
use crate::model::AskError;

/// What stands before the names of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Revoked,
    Authority,
}

/// One line that is an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub marker: Option<Marker>,
    /// The first field as it stands: names and patterns, or `|1|salt|hash`.
    pub names: String,
    pub algorithm: String,
    pub blob: Vec<u8>,
    /// Index into the files read.
    pub file: usize,
    /// From 1.
    pub line: usize,
}

/// What the files say of an offered key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict<'a> {
    Known,
    Unknown,
    /// The host has other keys, and not this one.
    Changed(Vec<&'a Entry>),
    Revoked(&'a Entry),
    /// Only a certificate authority is known for it, which is not supported.
    Authority(&'a Entry),
}

/// All entries of all files, in order.
#[derive(Debug, Default)]
pub(super) struct KnownHosts {
    pub entries: Vec<Entry>,
    pub files: Vec<PathBuf>,
    /// Of the files, those that are there.
    pub there: usize,
}

/// What tells one state of a file from another: device, inode, size, change in seconds and nanoseconds; `None` when it cannot be asked.
type Stamp = Option<(u64, u64, u64, i64, i64)>;

/// What was read of some files, with their state just before that.
type Read = Option<(Vec<Stamp>, Arc<KnownHosts>)>;

/// The same, by the files.
type Known = HashMap<Vec<PathBuf>, Arc<Mutex<Read>>>;

impl KnownHosts {
    /// Reads the files that are there. One that is there and cannot be read is an error: its keys would seem unknown. A thousand hosts
    /// are known by the same files, which are only read again when they changed.
    pub(super) fn read(files: &[PathBuf]) -> Result<Arc<Self>, AskError> {
        static ALL: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let read = Arc::clone(ALL.lock().unwrap_or_else(PoisonError::into_inner).entry(files.to_vec()).or_default());
        // Whoever comes while these files are read waits for that, and nobody for other files.
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        let now: Vec<Stamp> = files.iter().map(|file| stamp(file)).collect();
        if let Some((before, known)) = &*read
            && *before == now
        {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(Self::read_now(files)?);
        *read = Some((now, Arc::clone(&known)));
        Ok(known)
    }

    fn read_now(files: &[PathBuf]) -> Result<Self, AskError> {
        let mut all = Self { files: files.to_vec(), ..Self::default() };
        for (index, path) in files.iter().enumerate() {
            match std::fs::read(path) {
                Ok(bytes) => {
                    all.there += 1;
                    all.entries.extend(parse(&bytes, index));
                }
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
                Err(e) => return Err(failure::config(format!("{}: {e}", path.display()))),
            }
        }
        Ok(all)
    }

    /// The entries for a host.
    fn of<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Entry> + use<'a, 'n> {
        self.entries.iter().filter(move |entry| entry.names(name))
    }

    /// Judges a key. `bare` is the host's name without the port, which ssh goes by where `[name]:port` is not there.
    pub(super) fn check(&self, name: &str, bare: Option<&str>, blob: &[u8]) -> Verdict<'_> {
        let named = |entry: &&Entry| entry.names(name) || bare.is_some_and(|bare| entry.names(bare));
        if let Some(entry) = self.entries.iter().find(|e| e.marker == Some(Marker::Revoked) && e.blob == blob && named(e)) {
            return Verdict::Revoked(entry);
        }
        let mut plain = self.of(name).filter(|e| e.marker.is_none()).peekable();
        if plain.peek().is_some() {
            let others: Vec<&Entry> = plain.collect();
            return if others.iter().any(|e| e.blob == blob) { Verdict::Known } else { Verdict::Changed(others) };
        }
        if self.entries.iter().any(|e| e.marker.is_none() && e.blob == blob && bare.is_some_and(|bare| e.names(bare))) {
            return Verdict::Known;
        }
        match self.entries.iter().find(|e| e.marker == Some(Marker::Authority) && named(e)) {
            Some(entry) => Verdict::Authority(entry),
            None => Verdict::Unknown,
        }
    }

    /// The key types known for a host, to be asked of the server first.
    pub(super) fn algorithms(&self, name: &str, bare: Option<&str>) -> Vec<&str> {
        let own: Vec<&str> = self.of(name).filter(|e| e.marker.is_none()).map(|e| e.algorithm.as_str()).collect();
        if !own.is_empty() {
            return own;
        }
        let named = |entry: &&Entry| entry.marker.is_none() && bare.is_some_and(|bare| entry.names(bare));
        self.entries.iter().filter(named).map(|e| e.algorithm.as_str()).collect()
    }

    /// `file:line` of an entry.
    pub(super) fn place(&self, entry: &Entry) -> String {
        format!("{}:{}", self.files.get(entry.file).map_or(Path::new("?"), PathBuf::as_path).display(), entry.line)
    }
}

fn stamp(file: &Path) -> Stamp {
    let about = std::fs::metadata(file).ok()?;
    Some((about.dev(), about.ino(), about.len(), about.ctime(), about.ctime_nsec()))
}

impl Entry {
    /// Whether this line is about the host.
    pub(super) fn names(&self, name: &str) -> bool {
        if self.names.starts_with('|') { hashed_is(&self.names, name) } else { list_fits(self.names.split(','), name) }
    }
}

/// The entries of a file. What is no entry – comments, keys of SSH 1, damaged lines – is passed over and harms no other line.
pub(super) fn parse(bytes: &[u8], file: usize) -> Vec<Entry> {
    let lines = bytes.split(|b| *b == b'\n').enumerate();
    lines.filter_map(|(index, line)| entry(&String::from_utf8_lossy(line), file, index + 1)).collect()
}

fn entry(line: &str, file: usize, number: usize) -> Option<Entry> {
    let mut fields = line.split_ascii_whitespace().peekable();
    let marker = match *fields.peek()? {
        "@revoked" => Some(Marker::Revoked),
        "@cert-authority" => Some(Marker::Authority),
        other if other.starts_with(['#', '@']) => return None,
        _ => None,
    };
    let mut fields = fields.skip(usize::from(marker.is_some()));
    let (names, algorithm, blob) = (fields.next()?, fields.next()?, key::decode(fields.next()?)?);
    // The type is said twice; a line that contradicts itself is damaged.
    (key::algorithm(&blob) == algorithm).then(|| Entry {
        marker,
        names: names.to_owned(),
        algorithm: algorithm.to_owned(),
        blob,
        file,
        line: number,
    })
}

fn hashed_is(names: &str, name: &str) -> bool {
    let parts: Vec<&str> = names.split('|').collect();
    let ["", "1", salt, hash] = parts.as_slice() else { return false };
    match (key::decode(salt), key::decode(hash)) {
        (Some(salt), Some(hash)) => hash_of(&salt, name).is_some_and(|own| own == hash),
        _ => false,
    }
}

/// HMAC-SHA1 of the host's name, as hashed lines have it.
pub(super) fn hash_of(salt: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut mac = Hmac::<Sha1>::new_from_slice(salt).ok()?;
    mac.update(name.to_lowercase().as_bytes());
    Some(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
#[path = "known_hosts_tests.rs"]
mod tests;
