//! Why a package is refused; `say` has the words.

use std::io;

use thiserror::Error;

use crate::bundle;
use crate::model::release::BadName;
use crate::seal::minisign::{KeyFault, KeyId};

/// So many reasons are enough to see what is wrong.
const MOST: usize = 50;

/// All that is wrong with a package.
#[derive(Debug, Error)]
#[error("{} reasons", faults.len() + more)]
pub struct Refused {
    /// In the order in which they were found; never empty.
    pub faults: Vec<Fault>,
    /// Further ones that are not told.
    pub more: usize,
}

/// One thing that is wrong. Paths are those in the package.
#[derive(Debug)]
pub enum Fault {
    /// It could not be read; of an entry of a ZIP the error may hold a [`bundle::Damage`]. An empty path is the package.
    Io { path: String, cause: io::Error },
    /// A ZIP that nobody should unpack, or none at all.
    Zip(bundle::Refused),
    /// Bytes of the ZIP that belong to no entry.
    Hidden { bytes: u64 },
    /// There is no manifest.
    NoManifest,
    /// The manifest is no JSON of this shape; the reader's words.
    Shape(String),
    /// Something else's manifest.
    Format(String),
    /// Of another version of the format.
    Version(u32),
    /// More bytes than are read.
    Large { path: String, most: u64 },
    /// A name that is not safe everywhere.
    Name { path: String, why: bundle::BadName },
    /// A name that is none below a root.
    Path { path: String, why: BadName },
    /// A link, a device, a pipe or a socket where a file should be.
    NotFile(String),
    /// The same name as another entry, but for case or the way accents are written.
    Twice { path: String, other: String },
    /// It lies below what is no folder, or is a folder for another entry and no folder itself.
    Below { path: String, other: String },
    /// A link that leads out of its root.
    LinkOut { path: String, to: String },
    /// It would run as somebody else.
    SetId { path: String, mode: u32 },
    /// The manifest says something that cannot be; `place` is as in its JSON.
    Value { place: String, wrong: Wrong },
    /// In the manifest, and not in the package.
    Missing(String),
    /// In the package, and not in the manifest.
    Extra(String),
    /// Not the bytes that the manifest says.
    Differs(String),
    /// A signature of a trusted key, but not of this manifest.
    False { path: String, by: KeyId },
    /// Not a signature.
    Signature { path: String, why: KeyFault },
    /// A signature is asked for, and there is none.
    Unsigned,
    /// One by a trusted key is asked for, and there are only others.
    Strangers(Vec<KeyId>),
}

/// What a manifest says that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No word that can be the name of a file anywhere.
    Word(String),
    /// A text that must not be empty, or that would move a cursor.
    Text,
    /// Not 64 hex digits in small letters.
    Digest,
    /// More than `0o7777`.
    Mode(u32),
    /// More than there can be.
    Number,
    /// What only another kind of entry has.
    Kind,
    /// Neither a way back nor the reason why there is none, or both.
    WayBack,
    /// Not after the one before it.
    Order,
    /// The file is not where it belongs; where that is.
    Place(String),
    /// The same path with other bytes.
    Same,
    /// No regular expression; the reader's words.
    Pattern(String),
    /// It brings nothing and does nothing.
    Nothing,
}

/// Reasons as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults {
    all: Vec<Fault>,
    more: usize,
}

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        if self.all.len() < MOST { self.all.push(fault) } else { self.more += 1 }
    }

    pub(super) fn value(&mut self, place: impl Into<String>, wrong: Wrong) {
        self.add(Fault::Value { place: place.into(), wrong });
    }

    pub(super) fn none(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn settle<T>(self, value: T) -> Result<T, Refused> {
        if self.none() { Ok(value) } else { Err(Refused { faults: self.all, more: self.more }) }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault], more: 0 }
    }
}
