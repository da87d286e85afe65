//! What a package holds, once nothing in it is doubtful.

use std::io;
use std::ops::Range;

use super::content::Content;
use super::directory::Central;
use super::judge::Packing;
use crate::bundle::aes::Strength;
use crate::bundle::fault::Damage;
use crate::bundle::source::ReadAt;
use crate::bundle::time::DosTime;

/// The entries of a package, each with a name that is safe and its own. Several threads may read through one reference.
#[derive(Debug)]
pub struct Listing<S> {
    source: S,
    entries: Vec<Entry>,
    warnings: Vec<Warning>,
}

/// A file or folder in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// In NFC, parts apart by `/`; a folder's ends with one.
    pub name: String,
    pub folder: bool,
    /// Bytes of the content, as both headers say; [`Content`] holds it to that.
    pub size: u64,
    /// Bytes in the package, encryption included.
    pub packed: u64,
    pub time: DosTime,
    pub encryption: Encryption,
    data: Range<u64>,
    packing: Packing,
}

/// How content is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    None,
    /// That of PKZIP 2, which does not protect.
    Weak,
    /// That of WinZip.
    Aes(Strength),
}

/// What is odd, but changes nothing of what the entries are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Bytes before the first entry, as a program that unpacks itself has.
    Before { bytes: u64 },
    /// Bytes between entries or before the directory: what was deleted, or hidden.
    Between { bytes: u64 },
    /// Bytes behind the end.
    After { bytes: u64 },
}

impl Warning {
    #[must_use]
    pub fn bytes(self) -> u64 {
        match self {
            Self::Before { bytes } | Self::Between { bytes } | Self::After { bytes } => bytes,
        }
    }
}

impl Entry {
    pub(super) fn new(name: String, folder: bool, central: &Central, data: Range<u64>, packing: Packing) -> Self {
        let (size, packed, time) = (central.size, central.packed, central.time);
        Self { name, folder, size, packed, time, encryption: packing.encryption, data, packing }
    }
}

impl<S: ReadAt> Listing<S> {
    pub(super) fn new(source: S, entries: Vec<Entry>, warnings: Vec<Warning>) -> Self {
        Self { source, entries, warnings }
    }

    /// In the order of the directory.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The content of the entry at `index` of [`Listing::entries`]. A wrong password is told here where the format lets it be known (of
    /// 65,536 wrong ones, one passes as far as the end; of 256 with the old encryption). The password is not looked at where none is needed.
    pub fn read(&self, index: usize, password: Option<&[u8]>) -> io::Result<Content<'_, S>> {
        let entry = self.entries.get(index).ok_or(Damage::NoEntry)?;
        if entry.folder {
            return Err(Damage::Folder.into());
        }
        Content::new(&self.source, entry.data.clone(), entry.packing, entry.size, password)
    }
}
