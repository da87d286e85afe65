//! Bytes → their SHA-256 in hex: how files, pieces and runs are named without doubt.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// Lower-case hex of the SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// A writer whose bytes are counted and digested on their way.
#[derive(Debug)]
pub struct Digesting<W> {
    into: W,
    digest: Sha256,
    size: u64,
}

impl<W: Write> Digesting<W> {
    pub fn new(into: W) -> Self {
        Self { into, digest: Sha256::new(), size: 0 }
    }

    /// The writer, how many bytes it took, their SHA-256 in hex.
    pub fn finish(self) -> (W, u64, String) {
        (self.into, self.size, hex(&self.digest.finalize()))
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.into.write(bytes)?;
        self.digest.update(bytes.get(..taken).unwrap_or_default());
        self.size += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    #[test]
    fn bytes_are_digested_as_far_as_they_were_taken() {
        let mut room = [0; 5];
        let mut writer = super::Digesting::new(room.as_mut_slice());
        assert_eq!(writer.write(b"abc").unwrap(), 3);
        assert_eq!(writer.write(b"defg").unwrap(), 2);
        let (left, size, digest) = writer.finish();
        assert_eq!((left.len(), size, digest), (0, 5, super::sha256(b"abcde")));
    }

    #[test]
    fn the_empty_text_has_its_known_digest() {
        assert_eq!(super::sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
