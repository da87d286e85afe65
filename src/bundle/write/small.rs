//! Content that is packed in memory.

use std::io;

use libdeflater::{CompressionLvl, Compressor};

use super::options::Method;
use crate::bundle::aes;
use crate::bundle::crc::crc32;
use crate::bundle::method;

/// A salt for AES-256.
pub(super) type Salt = [u8; aes::MOST_SALT];

/// Content as it goes into a package, packed beforehand: for what a manifest that comes first has to know of.
#[derive(Debug, Clone)]
pub struct Packed {
    pub(super) method: u16,
    pub(super) crc: u32,
    /// Bytes of the content.
    pub(super) size: u64,
    pub(super) bytes: Vec<u8>,
}

impl Packed {
    /// Encrypts it, if it is to be.
    pub(super) fn locked(mut self, lock: Option<(&[u8], Salt)>) -> io::Result<Self> {
        if let Some((password, salt)) = lock {
            self.bytes = seal(self.bytes, password, &salt)?;
        }
        Ok(self)
    }
}

/// libdeflate's effort. Of tickets and logs of a few KiB it makes 2.5 % more than zlib does with its usual 6, in less than half of the time.
const EFFORT: i32 = 1;

/// Packs one entry after the other. Deflate's tables are large, and made once.
pub struct Packer {
    deflate: Compressor,
    /// Room for what comes of an entry.
    room: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Self {
        Self { deflate: Compressor::new(CompressionLvl::new(EFFORT).unwrap_or_default()), room: Vec::new() }
    }
}

impl Packer {
    /// Deflates content in memory, or keeps it as it is where that makes it no smaller.
    pub fn deflated(&mut self, content: Vec<u8>) -> io::Result<Packed> {
        self.pack(content, Method::Deflated, None)
    }

    pub(super) fn pack(&mut self, content: Vec<u8>, method: Method, lock: Option<(&[u8], Salt)>) -> io::Result<Packed> {
        let (crc, size) = (crc32(&content), content.len() as u64);
        let deflated = if method == Method::Deflated { self.deflate(&content) } else { None };
        let (method, bytes) = deflated.map_or((method::STORED, content), |bytes| (method::DEFLATED, bytes));
        Packed { method, crc, size, bytes }.locked(lock)
    }

    /// `None` where the content would not become smaller.
    fn deflate(&mut self, content: &[u8]) -> Option<Vec<u8>> {
        let bound = self.deflate.deflate_compress_bound(content.len());
        if self.room.len() < bound {
            self.room.resize(bound, 0);
        }
        let made = self.deflate.deflate_compress(content, &mut self.room).ok().filter(|len| *len < content.len())?;
        // Exactly as long as it is: thousands are held until the package is written.
        self.room.get(..made).map(<[u8]>::to_vec)
    }
}

fn seal(mut bytes: Vec<u8>, password: &[u8], salt: &Salt) -> io::Result<Vec<u8>> {
    let (mut cipher, check) = aes::Cipher::new(password, salt, aes::Strength::Aes256).map_err(io::Error::other)?;
    cipher.encrypt(&mut bytes);
    Ok([salt, check.as_slice(), &bytes, &cipher.tag()].concat())
}
