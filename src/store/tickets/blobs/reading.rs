//! The bytes of a kept file, held against the digest under which they are kept.

use std::fs::File;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::model::digest::hex;

/// Reads a kept file. At its end it fails with [`io::ErrorKind::InvalidData`] where the bytes are not those that were kept.
#[derive(Debug)]
pub struct Reading {
    from: io::Take<File>,
    digest: Sha256,
    sha256: String,
}

impl Reading {
    /// `size` bytes from where the file stands.
    pub(super) fn new(file: File, size: u64, sha256: &str) -> Self {
        Self { from: file.take(size), digest: Sha256::new(), sha256: sha256.to_owned() }
    }

    /// All of them.
    pub fn bytes(mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.digest.update(into.get(..read).unwrap_or_default());
        if read == 0 && !into.is_empty() && hex(&self.digest.clone().finalize()) != self.sha256 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "SHA-256: not the bytes that were kept"));
        }
        Ok(read)
    }
}
