//! Content that is packed in memory.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};

use super::options::Method;
use crate::bundle::aes;
use crate::bundle::crc::crc32;
use crate::bundle::method;

/// A salt for AES-256.
pub(super) type Salt = [u8; aes::MOST_SALT];

/// An entry as it goes into the package.
#[derive(Debug)]
pub(super) struct Packed {
    pub method: u16,
    pub crc: u32,
    pub size: u64,
    pub bytes: Vec<u8>,
}

/// Packs one entry after the other. Deflate's tables are large, and made once.
#[derive(Debug)]
pub(super) struct Packer {
    state: Compress,
}

impl Packer {
    pub(super) fn new(level: u32) -> Self {
        Self { state: Compress::new(Compression::new(level.clamp(1, 9)), false) }
    }

    pub(super) fn pack(&mut self, content: Vec<u8>, method: Method, lock: Option<(&[u8], Salt)>) -> io::Result<Packed> {
        let (crc, size) = (crc32(&content), content.len() as u64);
        let deflated = if method == Method::Deflated { self.deflate(&content)? } else { None };
        let (method, mut bytes) = deflated.map_or((method::STORED, content), |bytes| (method::DEFLATED, bytes));
        if let Some((password, salt)) = lock {
            bytes = seal(bytes, password, &salt)?;
        }
        Ok(Packed { method, crc, size, bytes })
    }

    /// `None` where the content would not become smaller.
    fn deflate(&mut self, content: &[u8]) -> io::Result<Option<Vec<u8>>> {
        self.state.reset();
        // What does not fit is not wanted.
        let mut out = Vec::with_capacity(content.len());
        let status = self.state.compress_vec(content, &mut out, FlushCompress::Finish).map_err(io::Error::other)?;
        Ok((status == Status::StreamEnd && out.len() < content.len()).then_some(out))
    }
}

fn seal(mut bytes: Vec<u8>, password: &[u8], salt: &Salt) -> io::Result<Vec<u8>> {
    let (mut cipher, check) = aes::Cipher::new(password, salt, aes::Strength::Aes256).map_err(io::Error::other)?;
    cipher.encrypt(&mut bytes);
    Ok([salt, check.as_slice(), &bytes, &cipher.tag()].concat())
}
