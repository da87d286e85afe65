//! The content of one entry while it streams.

use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use crc32fast::Hasher;

use super::cipher::Packed;
use super::inflate::Inflate;
use super::judge::Packing;
use crate::bundle::fault::Damage;
use crate::bundle::source::ReadAt;

/// Reads and proves. The last byte is handed out only when size, sum (or HMAC) and the end of the stream are right, so whoever has as many
/// bytes as the entry's size has the right ones; what was read of an entry that fails later is worth nothing. A failed read fails again.
pub struct Content<'a, S> {
    packed: Packed<'a, S>,
    /// `None` where the bytes are stored.
    inflate: Option<Inflate>,
    crc: Hasher,
    stated: Option<u32>,
    size: u64,
    given: u64,
    state: State,
}

/// How far it came. What failed stays so: bytes that were on their way are lost, and must not be missed without a word.
#[derive(Debug, Clone, Copy)]
enum State {
    Open,
    Proven,
    Damaged(Damage),
    Unreadable(ErrorKind),
}

impl<'a, S: ReadAt> Content<'a, S> {
    pub(super) fn new(source: &'a S, data: Range<u64>, packing: Packing, size: u64, password: Option<&[u8]>) -> io::Result<Self> {
        let packed = Packed::new(source, data, &packing, password)?;
        let inflate = packing.deflated.then(Inflate::new);
        Ok(Self { packed, inflate, crc: Hasher::new(), stated: packing.crc, size, given: 0, state: State::Open })
    }

    fn step(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size - self.given).unwrap_or(usize::MAX);
        let into = if left < into.len() { into.get_mut(..left).unwrap_or_default() } else { into };
        if into.is_empty() {
            self.prove()?;
            return Ok(0);
        }
        let read = self.unpack(into)?;
        if read == 0 {
            return Err(Damage::Short { bytes: self.given, stated: self.size }.into());
        }
        self.crc.update(into.get(..read).unwrap_or_default());
        self.given += read as u64;
        if self.given == self.size {
            self.prove()?;
        }
        Ok(read)
    }

    fn unpack(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let Some(inflate) = &mut self.inflate {
            return inflate.read(&mut self.packed, into);
        }
        let read = {
            let mut bytes = self.packed.fill()?;
            bytes.read(into)?
        };
        self.packed.consume(read);
        Ok(read)
    }

    /// All bytes were given: nothing more may come.
    fn prove(&mut self) -> io::Result<()> {
        if let Some(inflate) = &mut self.inflate
            && inflate.read(&mut self.packed, &mut [0])? > 0
        {
            return Err(Damage::Long { stated: self.size }.into());
        }
        self.packed.finish()?;
        if self.stated.is_some_and(|stated| stated != self.crc.clone().finalize()) {
            return Err(Damage::Checksum.into());
        }
        self.state = State::Proven;
        Ok(())
    }
}

impl<S: ReadAt> Read for Content<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.state {
            State::Damaged(damage) => return Err(damage.into()),
            State::Unreadable(kind) => return Err(kind.into()),
            State::Proven => return Ok(0),
            State::Open if into.is_empty() => return Ok(0),
            State::Open => {}
        }
        let read = self.step(into);
        if let Err(error) = &read {
            self.state = Damage::of(error).map_or(State::Unreadable(error.kind()), State::Damaged);
        }
        read
    }
}

impl<S> fmt::Debug for Content<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("size", &self.size).field("given", &self.given).finish_non_exhaustive()
    }
}
