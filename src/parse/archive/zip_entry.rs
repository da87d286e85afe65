//! Headers of zip entries: what the local header and the directory both say.

use super::source::Source;
use super::verdict::{Verdict, Why};

pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
pub(super) const END: [u8; 4] = *b"PK\x05\x06";
pub(super) const END64: [u8; 4] = *b"PK\x06\x06";
pub(super) const LOCATOR: [u8; 4] = *b"PK\x06\x07";
pub(super) const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
/// Decryption header of an encrypted directory, and the signature of one.
pub(super) const EXTRA_DATA: [u8; 4] = *b"PK\x06\x08";
pub(super) const SIGNATURE: [u8; 4] = *b"PK\x05\x05";

/// Bits of the flags.
const ENCRYPTED: u16 = 1;
const DESCRIBED: u16 = 1 << 3;
const MASKED: u16 = 1 << 13;

/// A number that stands in the ZIP64 field.
const ELSEWHERE: u64 = u32::MAX as u64;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |part| u16::from_le_bytes(*part))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |part| u64::from(u32::from_le_bytes(*part)))
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |part| u64::from_le_bytes(*part))
}

/// An entry, by either of its headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub name: Vec<u8>,
    flags: u16,
    pub method: u16,
    /// Time and date, not understood, only compared.
    time: u64,
    pub crc: u64,
    pub packed: u64,
    pub size: u64,
    /// Where its local header is.
    pub at: u64,
}

impl Entry {
    /// Reads a local header, which comes next.
    pub(super) fn local(source: &mut Source<'_>) -> Result<Self, Verdict> {
        let (at, broken) = (source.at(), source.corrupt(Why::Header));
        let head: [u8; 30] = source.exact()?;
        let name = source.collect(u16_at(&head, 26).into())?;
        let extra = source.collect(u16_at(&head, 28).into())?;
        let mut entry = Self::of(head.get(4..).unwrap_or_default(), name, at);
        entry.widen(&extra, &mut []).ok_or(broken)?;
        Ok(entry)
    }

    /// Reads an entry of the directory, which comes next; and the volume it is on.
    pub(super) fn central(source: &mut Source<'_>) -> Result<(Self, u64), Verdict> {
        let broken = source.corrupt(Why::Directory);
        let head: [u8; 46] = source.exact()?;
        let name = source.collect(u16_at(&head, 28).into())?;
        let extra = source.collect(u16_at(&head, 30).into())?;
        source.pass(u16_at(&head, 32).into(), |_| Ok(()))?;
        let mut entry = Self::of(head.get(6..).unwrap_or_default(), name, 0);
        let mut at = u32_at(&head, 42);
        entry.widen(&extra, &mut [&mut at]).ok_or(broken)?;
        entry.at = at;
        Ok((entry, u16_at(&head, 34).into()))
    }

    /// The part that both have, from the version needed on.
    fn of(head: &[u8], name: Vec<u8>, at: u64) -> Self {
        Self {
            name,
            flags: u16_at(head, 2),
            method: u16_at(head, 4),
            time: u32_at(head, 6),
            crc: u32_at(head, 10),
            packed: u32_at(head, 14),
            size: u32_at(head, 18),
            at,
        }
    }

    /// Takes from the ZIP64 field, in its order, what does not fit into the header. `None`: it is not there.
    fn widen(&mut self, mut extra: &[u8], more: &mut [&mut u64]) -> Option<()> {
        let mut field: &[u8] = &[];
        while let [a, b, c, d, rest @ ..] = extra {
            let length = usize::from(u16::from_le_bytes([*c, *d]));
            if u16::from_le_bytes([*a, *b]) == 1 {
                field = rest.get(..length)?;
            }
            // What is shorter than it says is padding of some writers.
            extra = rest.get(length..).unwrap_or_default();
        }
        for number in [&mut self.size, &mut self.packed].into_iter().chain(more.iter_mut().map(|number| &mut **number)) {
            // A header that is described after its data may have the field without numbers to replace.
            if *number == ELSEWHERE {
                let (wide, rest) = field.split_first_chunk()?;
                (*number, field) = (u64::from_le_bytes(*wide), rest);
            }
        }
        Some(())
    }

    pub(super) fn encrypted(&self) -> bool {
        self.flags & (ENCRYPTED | MASKED) != 0
    }

    /// Its sum and sizes stand after its data.
    pub(super) fn described(&self) -> bool {
        self.flags & DESCRIBED != 0
    }

    /// What both headers must say alike, as bytes.
    pub(super) fn words(&self) -> Vec<u8> {
        let numbers = [u64::from(self.method), self.time, self.crc, self.packed, self.size, self.at];
        numbers.iter().flat_map(|number| number.to_le_bytes()).chain(self.name.iter().copied()).collect()
    }
}
