//! What is known of the files of a folder; `manifest_text` writes and reads it.

use std::io::{self, BufRead, Write};

use jiff::Timestamp;
use sha2::Digest as _;

use super::sums::{Sums, read_sums, write_sum};
use super::{Digest, Digests, Fault, Name};

/// What a folder held when it was sealed. Entries are sorted by name, and no name comes twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// None where only sums are known.
    pub head: Option<Head>,
    pub entries: Vec<Entry>,
    /// SHA-256 of the file `SHA256SUMS` that was written with it, as read.
    pub sums: Option<Digest>,
    /// The same of `BLAKE3SUMS`.
    pub blake3sums: Option<Digest>,
}

/// Who made it, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Program and version.
    pub tool: String,
    pub host: String,
    pub made: Timestamp,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: Name,
    pub digests: Digests,
    /// None where only sums are known.
    pub facts: Option<Facts>,
}

/// What the folder says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    pub size: u64,
    /// Seconds since 1970, and nanoseconds.
    pub mtime: (i64, u32),
    /// Permission bits; 0 where the system has none.
    pub mode: u32,
}

impl Manifest {
    /// A new manifest of files in any order. Of entries with the same name the first is kept: a folder has no name twice.
    #[must_use]
    pub fn new(head: Head, mut entries: Vec<Entry>) -> Self {
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries.dedup_by(|a, b| a.name == b.name);
        Self { head: Some(head), entries, sums: None, blake3sums: None }
    }

    /// From a file of sums alone, as other tools make them.
    pub fn from_sums(input: impl BufRead, sums: Sums) -> Result<Self, Fault> {
        let entries = read_sums(input, sums)?.into_iter().map(|(name, digests)| Entry { name, digests, facts: None }).collect();
        Ok(Self { head: None, entries, sums: None, blake3sums: None })
    }

    /// The entry of this name.
    #[must_use]
    pub fn get(&self, name: &Name) -> Option<&Entry> {
        self.entries.binary_search_by(|entry| entry.name.cmp(name)).ok().and_then(|at| self.entries.get(at))
    }

    /// Sum of the sizes that are known.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.entries.iter().filter_map(|entry| entry.facts).fold(0, |sum, facts| sum.saturating_add(facts.size))
    }

    /// Writes `SHA256SUMS` or `BLAKE3SUMS`: the files that have such a digest.
    pub fn write_sums(&self, out: &mut impl Write, sums: Sums) -> io::Result<()> {
        self.entries.iter().try_for_each(|entry| match sums.pick(&entry.digests) {
            Some(digest) => write_sum(out, digest, &entry.name),
            None => Ok(()),
        })
    }

    /// Whether any file has such a digest.
    #[must_use]
    pub fn has(&self, sums: Sums) -> bool {
        self.entries.iter().any(|entry| sums.pick(&entry.digests).is_some())
    }

    /// The digest of such a file.
    pub(super) fn digest_of_sums(&self, sums: Sums) -> io::Result<Digest> {
        let mut out = Sink(sha2::Sha256::new());
        self.write_sums(&mut out, sums)?;
        Ok(Digest(out.0.finalize().into()))
    }
}

/// Bytes that are only digested.
struct Sink(sha2::Sha256);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
