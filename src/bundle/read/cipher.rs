//! Packed bytes as they come from the file, decrypted.

use std::io::{self, ErrorKind};
use std::ops::Range;

use super::judge::Packing;
use super::listing::Encryption;
use crate::bundle::fault::Damage;
use crate::bundle::source::{ReadAt, exact};
use crate::bundle::{aes, weak};

/// Bytes that are read at once; a small entry takes one read.
const BUFFER: u64 = 64 << 10;

/// The packed bytes of one entry.
pub(super) struct Packed<'a, S> {
    source: &'a S,
    left: Range<u64>,
    buffer: Vec<u8>,
    used: usize,
    cipher: Cipher,
}

enum Cipher {
    None,
    Weak(weak::Keys),
    Aes { cipher: Box<aes::Cipher>, tag: Vec<u8> },
}

impl<'a, S: ReadAt> Packed<'a, S> {
    pub(super) fn new(source: &'a S, data: Range<u64>, packing: &Packing, password: Option<&[u8]>) -> io::Result<Self> {
        let mut left = data;
        let mut take = |len: usize| {
            let bytes = exact(source, left.start, len)?;
            left.start += len as u64;
            io::Result::Ok(bytes)
        };
        let need = || password.ok_or(Damage::NeedsPassword);
        let cipher = match packing.encryption {
            Encryption::None => Cipher::None,
            Encryption::Weak => {
                let mut keys = weak::Keys::new(need()?);
                let mut header = take(weak::HEADER)?;
                keys.decrypt(&mut header);
                if header.last() != Some(&packing.check) {
                    return Err(Damage::WrongPassword.into());
                }
                Cipher::Weak(keys)
            }
            Encryption::Aes(strength) => {
                let password = need()?;
                let (salt, stated) = (take(strength.salt())?, take(aes::CHECK)?);
                let (cipher, check) = aes::Cipher::new(password, &salt, strength).map_err(|_| Damage::WrongPassword)?;
                if *stated != check {
                    return Err(Damage::WrongPassword.into());
                }
                // That there is room for the tag was seen when the sizes were compared.
                left.end = left.end.saturating_sub(aes::TAG as u64);
                Cipher::Aes { cipher: Box::new(cipher), tag: exact(source, left.end, aes::TAG)? }
            }
        };
        Ok(Self { source, left, buffer: Vec::new(), used: 0, cipher })
    }

    /// What comes next; empty at the end.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if self.used == self.buffer.len() {
            let len = (self.left.end - self.left.start).min(BUFFER);
            // The buffer is only ever as long as what was read into it.
            self.buffer.resize(usize::try_from(len).unwrap_or(0), 0);
            self.used = 0;
            let read = if len == 0 { Ok(0) } else { self.read() };
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            read?;
            match &mut self.cipher {
                Cipher::None => {}
                Cipher::Weak(keys) => keys.decrypt(&mut self.buffer),
                Cipher::Aes { cipher, .. } => cipher.decrypt(&mut self.buffer),
            }
        }
        Ok(self.buffer.get(self.used..).unwrap_or_default())
    }

    fn read(&mut self) -> io::Result<usize> {
        loop {
            match self.source.read_at(self.left.start, &mut self.buffer) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    self.left.start += read as u64;
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn consume(&mut self, bytes: usize) {
        self.used = self.buffer.len().min(self.used + bytes);
    }

    /// Proves that all bytes were used and none was changed.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        if !self.fill()?.is_empty() {
            return Err(Damage::Trailing.into());
        }
        match std::mem::replace(&mut self.cipher, Cipher::None) {
            Cipher::Aes { cipher, tag } => {
                if cipher.proves(&tag) {
                    Ok(())
                } else {
                    Err(Damage::Authentication.into())
                }
            }
            Cipher::None | Cipher::Weak(_) => Ok(()),
        }
    }
}
