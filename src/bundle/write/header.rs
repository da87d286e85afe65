//! Headers, byte by byte. ZIP64 only where a number needs it, no field that was not chosen.

use super::name::Written;
use crate::bundle::aes;
use crate::bundle::time::DosTime;
use crate::bundle::{extra, flag, mark, method};

/// A number that stands in the field of ZIP64.
const LONG: u32 = u32::MAX;

/// What both headers of an entry say.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub name: Written,
    /// Attributes of FAT instead of Unix: readers then take the raw name for that of the Windows they run on.
    pub fat: bool,
    pub time: DosTime,
    /// 0 or 8.
    pub method: u16,
    pub locked: bool,
    pub crc: u32,
    pub size: u64,
    pub packed: u64,
    /// Of the local header.
    pub offset: u64,
}

impl Header {
    pub(super) fn local(&self) -> Vec<u8> {
        // Here both stand in the field of ZIP64, if one does.
        let long = is_long(self.size) || is_long(self.packed);
        let numbers = [self.size, self.packed];
        let extra = self.extra(if long { &numbers } else { &[] });
        let short = |number: u64| if long { LONG } else { low(number) };
        let mut out = Vec::with_capacity(30 + self.name.raw.len() + extra.len());
        put32(&mut out, mark::LOCAL);
        self.common(&mut out, long, short(self.packed), short(self.size), len16(&extra));
        out.extend(&self.name.raw);
        out.extend(&extra);
        out
    }

    pub(super) fn central(&self, out: &mut Vec<u8>) {
        let numbers: Vec<u64> = [self.size, self.packed, self.offset].into_iter().filter(|number| is_long(*number)).collect();
        let extra = self.extra(&numbers);
        let long = !numbers.is_empty();
        put32(out, mark::CENTRAL);
        // Written under the rules of 6.3, on FAT or Unix.
        out.extend([63, if self.fat { 0 } else { 3 }]);
        self.common(out, long, low(self.packed), low(self.size), len16(&extra));
        // No comment, first disk, no internal attributes.
        out.extend([0; 6]);
        put32(out, if self.fat { 0x20 } else { 0o100_644 << 16 });
        put32(out, low(self.offset));
        out.extend(&self.name.raw);
        out.extend(&extra);
    }

    /// From the version needed to the length of the extra fields, which both headers have.
    fn common(&self, out: &mut Vec<u8>, long: bool, packed: u32, size: u32, extra: u16) {
        let needed = match (self.locked, long, self.method) {
            (true, ..) => 51,
            (false, true, _) => 45,
            (false, false, method::DEFLATED) => 20,
            (false, false, _) => 10,
        };
        let flags = if self.locked { flag::ENCRYPTED } else { 0 } | if self.name.utf8 { flag::UTF8 } else { 0 };
        let method = if self.locked { method::AES } else { self.method };
        for field in [needed, flags, method, self.time.time, self.time.date] {
            put16(out, field);
        }
        // AE-2 has its HMAC; a sum would tell of short content what it is.
        for field in [if self.locked { 0 } else { self.crc }, packed, size] {
            put32(out, field);
        }
        put16(out, len16(&self.name.raw));
        put16(out, extra);
    }

    fn extra(&self, long: &[u64]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut field = |id: u16, content: &[u8]| {
            put16(&mut out, id);
            put16(&mut out, len16(content));
            out.extend(content);
        };
        if !long.is_empty() {
            field(extra::ZIP64, &long.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>());
        }
        if let Some(unicode) = &self.name.unicode {
            field(extra::UNICODE_PATH, unicode);
        }
        if self.locked {
            field(extra::AES, &aes::written_field(self.method));
        }
        out
    }
}

/// The end of a package: the records of ZIP64 where the old one has no room, and the old one.
pub(super) fn end(entries: u64, size: u64, offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    if entries >= u64::from(u16::MAX) || is_long(size) || is_long(offset) {
        put32(&mut out, mark::END64);
        out.extend(44_u64.to_le_bytes());
        out.extend([63, 3, 45, 0]);
        out.extend([0; 8]);
        for field in [entries, entries, size, offset] {
            out.extend(field.to_le_bytes());
        }
        put32(&mut out, mark::LOCATOR64);
        out.extend([0; 4]);
        out.extend((offset + size).to_le_bytes());
        put32(&mut out, 1);
    }
    let count = u16::try_from(entries).unwrap_or(u16::MAX);
    put32(&mut out, mark::END);
    out.extend([0; 4]);
    put16(&mut out, count);
    put16(&mut out, count);
    put32(&mut out, low(size));
    put32(&mut out, low(offset));
    put16(&mut out, 0);
    out
}

/// Whether a number needs ZIP64: the greatest of the old ones means that it is not here.
fn is_long(number: u64) -> bool {
    number >= u64::from(LONG)
}

/// The number, or that it stands elsewhere.
fn low(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(LONG)
}

/// Names have at most 32 parts of 255 bytes, so that all lengths fit.
fn len16(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX)
}

fn put16(out: &mut Vec<u8>, field: u16) {
    out.extend(field.to_le_bytes());
}

fn put32(out: &mut Vec<u8>, field: u32) {
    out.extend(field.to_le_bytes());
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::bundle::{Limits, Names, ReadAt, Walk, Warning};

    /// Headers of an entry of 5 GiB at 6 GiB, in a file that is a desert but for these.
    #[test]
    fn long_numbers_stand_in_the_field_of_zip64() {
        const OFFSET: u64 = 6 << 30;
        const SIZE: u64 = 5 << 30;

        struct Desert(Vec<u8>, Vec<u8>);
        impl ReadAt for Desert {
            fn size(&self) -> io::Result<u64> {
                Ok(OFFSET + SIZE + (self.0.len() + self.1.len()) as u64)
            }
            fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
                into.fill(0);
                for (start, piece) in [(OFFSET, &self.0), (OFFSET + SIZE + self.0.len() as u64, &self.1)] {
                    for (place, byte) in into.iter_mut().enumerate() {
                        let from = (at + place as u64).checked_sub(start).and_then(|from| piece.get(usize::try_from(from).unwrap()));
                        *byte = from.copied().unwrap_or(*byte);
                    }
                }
                Ok(into.len().min(usize::try_from(self.size()?.saturating_sub(at)).unwrap()))
            }
        }

        let name = Written { raw: b"big".to_vec(), utf8: false, unicode: None };
        let header =
            Header { name, fat: false, time: DosTime::FIRST, method: 0, locked: false, crc: 0, size: SIZE, packed: SIZE, offset: OFFSET };
        let local = header.local();
        let mut tail = Vec::new();
        header.central(&mut tail);
        let directory = tail.len() as u64;
        tail.extend(end(1, directory, OFFSET + SIZE + local.len() as u64));
        let walk = Walk { limits: Limits { total: 8 << 30, ..Limits::default() }, allow_weak: false };
        let listing = walk.open(Desert(local, tail), &Names::Guess).unwrap();
        assert_eq!((listing.entries()[0].size, listing.warnings()), (SIZE, &[Warning::Before { bytes: OFFSET }][..]));
    }
}
