//! Many small files in one: a package may bring tens of thousands, and to make so many files takes longer than to write all their bytes.
//!
//! The bytes of one file after the other; then the index, 48 bytes for each file in the order of digests: SHA-256 (32 bytes), offset and
//! size (u64, little-endian); then the foot, 56 bytes: [`MARK`], the offset of the index, the SHA-256 of the index. That is in the name
//! of the pack, too; a pack never changes.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::model::digest::hex;

/// What the foot begins with.
const MARK: [u8; 16] = *b"opsctl files 1\n\0";
const ROW: usize = 48;
const FOOT: usize = 56;
/// What the names of packs begin with.
const NAME: &str = "pack-";

type Key = [u8; 32];

/// Where a file is in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    key: Key,
    at: u64,
    size: u64,
}

/// A pack that is kept.
#[derive(Debug)]
pub(super) struct Pack {
    path: PathBuf,
    /// In the order of digests.
    places: Vec<Place>,
}

impl Pack {
    /// All that are in a folder. Of one that is damaged nothing is there.
    pub(super) fn all(dir: &Path) -> Vec<Arc<Self>> {
        let entries = fs::read_dir(dir).into_iter().flatten().flatten();
        let packs = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(NAME));
        packs.filter_map(|entry| Self::read(entry.path()).ok()).map(Arc::new).collect()
    }

    fn read(path: PathBuf) -> io::Result<Self> {
        let damaged = || io::Error::from(io::ErrorKind::InvalidData);
        let mut file = File::open(&path)?;
        let end = file.seek(SeekFrom::End(0))?;
        let foot_at = end.checked_sub(FOOT as u64).ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(foot_at))?;
        let mut foot = [0; FOOT];
        file.read_exact(&mut foot)?;
        let (mark, rest) = foot.split_at(MARK.len());
        let (at, sum) = rest.split_at(8);
        let at = number(at);
        let len = foot_at.checked_sub(at).filter(|len| mark == MARK && len % ROW as u64 == 0).ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(at))?;
        let mut index = Vec::new();
        file.take(len).read_to_end(&mut index)?;
        if Sha256::digest(&index).as_slice() != sum {
            return Err(damaged());
        }
        let places = index.chunks_exact(ROW).map(|row| {
            let (key, rest) = row.split_at(32);
            let (at, size) = rest.split_at(8);
            Place { key: key.try_into().unwrap_or_default(), at: number(at), size: number(size) }
        });
        Ok(Self { places: places.collect(), path })
    }

    pub(super) fn has(&self, sha256: &str) -> bool {
        self.find(sha256).is_some()
    }

    fn find(&self, sha256: &str) -> Option<Place> {
        let key = key(sha256)?;
        let at = self.places.binary_search_by_key(&key, |place| place.key).ok()?;
        self.places.get(at).copied()
    }

    /// The pack at the bytes of a file, and how many they are.
    pub(super) fn open(&self, sha256: &str) -> io::Result<(File, u64)> {
        let place = self.find(sha256).ok_or(io::ErrorKind::NotFound)?;
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(place.at))?;
        Ok((file, place.size))
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_le_bytes)
}

/// The 32 bytes of a digest.
fn key(sha256: &str) -> Option<Key> {
    let mut key = Key::default();
    if sha256.len() != 64 || !sha256.is_ascii() {
        return None;
    }
    for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(sha256.get(at..at + 2)?, 16).ok()?;
    }
    Some(key)
}

/// A pack that grows. Threads add to it in any order; of two with the same bytes the first is found.
#[derive(Debug)]
pub struct Packing {
    inner: Mutex<Growing>,
}

#[derive(Debug)]
struct Growing {
    file: BufWriter<NamedTempFile>,
    at: u64,
    places: Vec<Place>,
}

impl Packing {
    pub(super) fn new(file: NamedTempFile) -> Self {
        Self { inner: Mutex::new(Growing { file: BufWriter::with_capacity(1 << 20, file), at: 0, places: Vec::new() }) }
    }

    /// Adds bytes, whose SHA-256 in hex was reckoned before.
    pub fn add(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let key = key(sha256).ok_or(io::ErrorKind::InvalidInput)?;
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Growing { file, at, places } = &mut *inner;
        file.write_all(bytes)?;
        places.push(Place { key, at: *at, size: bytes.len() as u64 });
        *at += bytes.len() as u64;
        Ok(())
    }

    /// Writes the index and gives the pack its name in `dir`, with its bytes on the disk; `None` where nothing was added.
    pub(super) fn finish(self, dir: &Path) -> io::Result<Option<Pack>> {
        let Growing { mut file, at, mut places } = self.inner.into_inner().unwrap_or_else(PoisonError::into_inner);
        if places.is_empty() {
            return Ok(None);
        }
        // Sorted by where they are after the digest.
        places.sort_unstable();
        places.dedup_by_key(|place| place.key);
        let rows = places.iter().map(|place| [place.key.as_slice(), &place.at.to_le_bytes(), &place.size.to_le_bytes()].concat());
        let index: Vec<u8> = rows.flatten().collect();
        let sum = Sha256::digest(&index);
        file.write_all(&index)?;
        file.write_all(&MARK)?;
        file.write_all(&at.to_le_bytes())?;
        file.write_all(&sum)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        let path = dir.join(format!("{NAME}{}", hex(&sum)));
        file.persist(&path).map_err(|error| error.error)?;
        Ok(Some(Pack { path, places }))
    }
}
