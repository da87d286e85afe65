//! Content that is packed in memory.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};

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

/// Packs one entry after the other. Deflate's tables are large, and made once.
#[derive(Debug)]
pub struct Packer {
    state: Compress,
}

impl Packer {
    /// With deflate's effort, 1 to 9.
    #[must_use]
    pub fn new(level: u32) -> Self {
        Self { state: Compress::new(Compression::new(level.clamp(1, 9)), false) }
    }

    /// Deflates content in memory, or keeps it as it is where that makes it no smaller.
    pub fn deflated(&mut self, content: Vec<u8>) -> io::Result<Packed> {
        self.pack(content, Method::Deflated, None)
    }

    pub(super) fn pack(&mut self, content: Vec<u8>, method: Method, lock: Option<(&[u8], Salt)>) -> io::Result<Packed> {
        let (crc, size) = (crc32(&content), content.len() as u64);
        let deflated = if method == Method::Deflated { self.deflate(&content)? } else { None };
        let (method, bytes) = deflated.map_or((method::STORED, content), |bytes| (method::DEFLATED, bytes));
        Packed { method, crc, size, bytes }.locked(lock)
    }

    /// `None` where the content would not become smaller.
    fn deflate(&mut self, content: &[u8]) -> io::Result<Option<Vec<u8>>> {
        self.state.reset();
        // Room for all that can come of it: zlib-rs does not take well to being stopped for want of room and begun anew.
        let mut out = Vec::with_capacity(content.len() + content.len() / 100 + 1024);
        let status = self.state.compress_vec(content, &mut out, FlushCompress::Finish).map_err(io::Error::other)?;
        Ok((status == Status::StreamEnd && out.len() < content.len()).then_some(out))
    }
}

fn seal(mut bytes: Vec<u8>, password: &[u8], salt: &Salt) -> io::Result<Vec<u8>> {
    let (mut cipher, check) = aes::Cipher::new(password, salt, aes::Strength::Aes256).map_err(io::Error::other)?;
    cipher.encrypt(&mut bytes);
    Ok([salt, check.as_slice(), &bytes, &cipher.tag()].concat())
}
