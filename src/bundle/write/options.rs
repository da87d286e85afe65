//! What is written, and how.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;

use super::small::{Packed, Salt};
use crate::bundle::time::DosTime;

/// How names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamesAs {
    /// What every reader understands; a name that is not ASCII is refused.
    Ascii,
    /// UTF-8 with bit 11: Java, 7-Zip, libarchive, Python, Windows of today.
    Utf8,
    /// GBK with the true name in the field 0x7075: for old tools on Chinese Windows. Java refuses such a package.
    Gbk,
}

/// How content is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As it is: for what is packed already.
    Stored,
    /// Deflated; small content that this would not make smaller is stored.
    Deflated,
}

/// Encryption with AES-256 (AE-2).
#[derive(Clone, Copy)]
pub struct Lock<'a> {
    pub password: &'a [u8],
    /// Fills a salt with random bytes. Two entries must never have the same one; it is asked in the order of the entries.
    pub salt: &'a (dyn Fn(&mut [u8]) -> io::Result<()> + Sync),
}

/// For all entries of a package.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub names: NamesAs,
    /// The time of every entry.
    pub time: DosTime,
    /// So many threads deflate; with one, none is started.
    pub threads: NonZeroUsize,
    pub lock: Option<Lock<'a>>,
    /// Lends an empty file, open for reading and writing, for one large entry while it is packed; a nameless one in the folder of the
    /// package is best.
    pub spool: &'a dyn Fn() -> io::Result<File>,
}

impl Options<'_> {
    /// The salt of the next entry, where entries are encrypted.
    pub(super) fn salt(&self) -> io::Result<Option<Salt>> {
        let fill = |lock: Lock<'_>| {
            let mut salt = Salt::default();
            (lock.salt)(&mut salt)?;
            Ok(salt)
        };
        self.lock.map(fill).transpose()
    }
}

/// A file to be packed.
#[derive(Debug)]
pub struct Item<'a> {
    /// Parts apart by `/`; written in NFC.
    pub name: String,
    pub method: Method,
    pub body: Body<'a>,
}

/// Reads content whole.
pub(super) type Get<'a> = Box<dyn FnOnce() -> io::Result<Vec<u8>> + Send + 'a>;
/// Opens content.
pub(super) type Open<'a> = Box<dyn FnOnce() -> io::Result<Box<dyn Read + 'a>> + Send + 'a>;

/// Where content comes from.
pub enum Body<'a> {
    Bytes(Cow<'a, [u8]>),
    /// Packed beforehand; the method of the item is not looked at.
    Packed(Packed),
    /// So many bytes, read by the thread that packs them; up to about 1 MiB, as they are held in memory, with some thirty others.
    Small {
        size: u64,
        get: Get<'a>,
    },
    /// Streamed through a lent file, in bounded memory.
    Large(Open<'a>),
}

impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Packed(packed) => write!(f, "Packed({})", packed.size),
            Self::Small { size, .. } => write!(f, "Small({size})"),
            Self::Large(_) => f.write_str("Large"),
        }
    }
}
