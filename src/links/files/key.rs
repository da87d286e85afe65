//! Key files ⇄ keys. A secret one that others may read is no secret and is refused.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use thiserror::Error;

use super::hash::{Trouble, open};
use super::place;
use crate::seal::minisign::{KeyFault, PublicKey, SecretKey};

/// Why a secret key is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SecretFault {
    #[error("unreadable: {0}")]
    Unreadable(ErrorKind),
    /// A link, folder or device.
    #[error("not a file")]
    NotAFile,
    /// Its mode lets others in.
    #[error("mode {0:04o}")]
    Open(u32),
    #[error("{0}")]
    Key(#[from] KeyFault),
}

/// More than any key has.
const MOST: u64 = 4096;

/// Reads a secret key (`minisign -G -W`, or [`create_pair`]) whose file is for its owner alone.
pub fn read_secret(path: &Path) -> Result<SecretKey, SecretFault> {
    let opened = open(path).map_err(|trouble| match trouble {
        Trouble::Unreadable(kind) => SecretFault::Unreadable(kind),
        _ => SecretFault::NotAFile,
    })?;
    if opened.mode & 0o077 != 0 {
        return Err(SecretFault::Open(opened.mode));
    }
    let mut text = String::new();
    opened.file.take(MOST).read_to_string(&mut text).map_err(|error| SecretFault::Unreadable(error.kind()))?;
    Ok(SecretKey::parse(&text)?)
}

/// Makes a new pair of keys in two files that are not there yet, the secret one for its owner alone.
pub fn create_pair(secret: &Path, public: &Path) -> std::io::Result<PublicKey> {
    let (mut seed, mut id) = ([0; 32], [0; 8]);
    fill(&mut seed)?;
    fill(&mut id)?;
    if [secret, public].iter().any(|path| path.symlink_metadata().is_ok()) {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let key = SecretKey::new(&seed, id);
    place::place_new(secret, place::PRIVATE, |out| out.write_all(key.text().as_bytes()))?;
    place::place_new(public, place::SHARED, |out| out.write_all(key.public().text().as_bytes()))?;
    Ok(key.public())
}

/// Bytes that nobody can foretell.
pub(crate) fn fill(bytes: &mut [u8]) -> std::io::Result<()> {
    let read = rustix::rand::getrandom(&mut *bytes, rustix::rand::GetRandomFlags::empty())?;
    if read == bytes.len() { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
}
