//! The files of a seal → its manifest, and whether they belong together and who signed them.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use thiserror::Error;

use super::effort::Effort;
use super::hash::{Buffer, Trouble, hash, open};
use crate::seal::minisign::{NotSigned, Prehash, PublicKey, Signed, verify};
use crate::seal::{BLAKE3SUMS, By, Digest, Fault, MANIFEST, MINISIG, Manifest, SHA256SUMS, Sums};

/// A seal as it was read.
#[derive(Debug)]
pub struct Loaded {
    pub manifest: Manifest,
    pub signature: Signature,
    /// `SHA256SUMS` beside the manifest; the manifest counts, whatever this says.
    pub sums: Beside,
    pub blake3sums: Beside,
}

/// Who vouches for the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    None,
    Good(Signed),
    Bad(NotSigned),
    Unreadable(ErrorKind),
}

/// A file of sums beside the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The manifest says nothing of one.
    NotSaid,
    Same,
    Differs,
    Missing,
    Unreadable(ErrorKind),
}

/// Why there is nothing to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LoadFault {
    /// Neither a manifest nor sums.
    #[error("no manifest")]
    None,
    #[error("{0}: {1}")]
    Unreadable(&'static str, ErrorKind),
    /// Nothing of such a file is believed.
    #[error("{0}: {1}")]
    Fault(&'static str, Fault),
}

/// More than any signature has.
const MOST_SIGNATURE: u64 = 16 << 10;

/// Reads `MANIFEST`, or where there is none `SHA256SUMS` or `BLAKE3SUMS` of other tools.
pub fn load(dir: &Path, trusted: &[PublicKey], effort: &Effort<'_>) -> Result<Loaded, LoadFault> {
    if let Some(file) = opened(dir, MANIFEST)? {
        let mut tee = Tee { inner: BufReader::with_capacity(64 << 10, file), hash: Prehash::default() };
        let manifest = Manifest::read(&mut tee).map_err(|fault| LoadFault::Fault(MANIFEST, fault))?;
        let signature = signature(dir, tee.hash, trusted);
        let beside = |name, said: Option<Digest>| said.map_or(Beside::NotSaid, |digest| beside(&dir.join(name), digest, effort));
        let (sums, blake3sums) = (beside(SHA256SUMS, manifest.sums), beside(BLAKE3SUMS, manifest.blake3sums));
        return Ok(Loaded { manifest, signature, sums, blake3sums });
    }
    for (name, sums) in [(SHA256SUMS, Sums::Sha256), (BLAKE3SUMS, Sums::Blake3)] {
        if let Some(file) = opened(dir, name)? {
            let manifest = Manifest::from_sums(BufReader::new(file), sums).map_err(|fault| LoadFault::Fault(name, fault))?;
            return Ok(Loaded { manifest, signature: Signature::None, sums: Beside::NotSaid, blake3sums: Beside::NotSaid });
        }
    }
    Err(LoadFault::None)
}

fn opened(dir: &Path, name: &'static str) -> Result<Option<File>, LoadFault> {
    match open(&dir.join(name)) {
        Ok(opened) => Ok(Some(opened.file)),
        Err(Trouble::Unreadable(ErrorKind::NotFound)) => Ok(None),
        Err(Trouble::Unreadable(kind)) => Err(LoadFault::Unreadable(name, kind)),
        Err(_) => Err(LoadFault::Unreadable(name, ErrorKind::InvalidInput)),
    }
}

fn signature(dir: &Path, hash: Prehash, trusted: &[PublicKey]) -> Signature {
    let mut text = String::new();
    let read = match opened(dir, MINISIG) {
        Ok(None) => return Signature::None,
        Ok(Some(file)) => file.take(MOST_SIGNATURE).read_to_string(&mut text).map_err(|error| error.kind()),
        Err(LoadFault::Unreadable(_, kind)) => Err(kind),
        Err(_) => Err(ErrorKind::Other),
    };
    match read.map(|_| verify(hash, &text, trusted)) {
        Ok(Ok(signed)) => Signature::Good(signed),
        Ok(Err(bad)) => Signature::Bad(bad),
        Err(kind) => Signature::Unreadable(kind),
    }
}

fn beside(path: &Path, said: Digest, effort: &Effort<'_>) -> Beside {
    let seen = open(path).and_then(|opened| hash(&opened, By::Sha256, None, effort, &mut Buffer::new(effort)));
    match seen {
        Ok(seen) if seen.digests.sha256 == Some(said) => Beside::Same,
        Ok(_) => Beside::Differs,
        Err(Trouble::Unreadable(ErrorKind::NotFound)) => Beside::Missing,
        Err(Trouble::Unreadable(kind)) => Beside::Unreadable(kind),
        Err(Trouble::Moving | Trouble::NotAFile(_) | Trouble::Stopped) => Beside::Unreadable(ErrorKind::Other),
    }
}

/// What is read is what is proved.
struct Tee<R> {
    inner: R,
    hash: Prehash,
}

impl<R: BufRead> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Tee<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Some(bytes) = self.inner.fill_buf().ok().and_then(|bytes| bytes.get(..amount)) {
            self.hash.update(bytes);
        }
        self.inner.consume(amount);
    }
}
