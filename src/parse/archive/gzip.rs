//! Gzip (RFC 1952): header with its optional parts, deflate, CRC and length.

use flate2::Crc;

use super::deflate::Inflate;
use super::unpack::{Codec, Moved, What, Wrong};
use super::verdict::{Proof, Why};

/// Bits of the flags; `FTEXT` says nothing, the three highest are reserved.
const HEADER_CRC: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const RESERVED: u8 = 0xE0;

/// The part that a byte belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The first ten bytes, from this one on.
    Fixed(u8),
    ExtraLength(u8),
    Extra(u16),
    Name,
    Comment,
    HeaderCrc(u8),
    Body,
    Trailer(u8),
}

pub(super) struct Gzip {
    part: Part,
    flags: u8,
    /// The last bytes, little-endian: lengths and sums are read out of it.
    last: u64,
    header: Crc,
    data: Crc,
    inflate: Inflate,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self { part: Part::Fixed(0), flags: 0, last: 0, header: Crc::new(), data: Crc::new(), inflate: Inflate::new() }
    }

    /// A byte of the header or trailer. True when the member is over.
    fn byte(&mut self, byte: u8) -> Result<bool, Why> {
        self.last = self.last >> 8 | u64::from(byte) << 56;
        if !matches!(self.part, Part::HeaderCrc(_) | Part::Trailer(_)) {
            self.header.update(&[byte]);
        }
        self.part = match self.part {
            Part::Fixed(n) => {
                match (n, byte) {
                    (0, 0x1F) | (1, 0x8B) | (2, 8) | (4..=9, _) => {}
                    (3, flags) if flags & RESERVED == 0 => self.flags = flags,
                    _ => return Err(Why::Header),
                }
                if n < 9 { Part::Fixed(n + 1) } else { self.after(0) }
            }
            Part::ExtraLength(0) => Part::ExtraLength(1),
            Part::ExtraLength(_) => match u16::from_le_bytes([self.back(1), self.back(0)]) {
                0 => self.after(EXTRA),
                length => Part::Extra(length),
            },
            Part::Extra(1) => self.after(EXTRA),
            Part::Extra(left) => Part::Extra(left - 1),
            Part::Name if byte == 0 => self.after(NAME),
            Part::Comment if byte == 0 => self.after(COMMENT),
            part @ (Part::Name | Part::Comment) => part,
            Part::HeaderCrc(0) => Part::HeaderCrc(1),
            Part::HeaderCrc(_) => {
                if u32::from(u16::from_le_bytes([self.back(1), self.back(0)])) != self.header.sum() & 0xFFFF {
                    return Err(Why::Header);
                }
                Part::Body
            }
            Part::Trailer(7) => return self.proved().map(|()| true),
            Part::Trailer(n) => Part::Trailer(n + 1),
            Part::Body => Part::Body,
        };
        Ok(false)
    }

    /// The byte before the last `n`.
    fn back(&self, n: u32) -> u8 {
        (self.last >> (56 - 8 * n)).to_le_bytes()[0]
    }

    /// The part that follows one; 0 is the fixed one.
    fn after(&self, part: u8) -> Part {
        let order = [(EXTRA, Part::ExtraLength(0)), (NAME, Part::Name), (COMMENT, Part::Comment)];
        let next = order.into_iter().find(|(flag, _)| *flag > part && self.flags & flag != 0).map(|(_, part)| part);
        next.unwrap_or(if self.flags & HEADER_CRC == 0 { Part::Body } else { Part::HeaderCrc(0) })
    }

    fn proved(&self) -> Result<(), Why> {
        let (sum, length) = (self.last & u64::from(u32::MAX), self.last >> 32);
        if sum != u64::from(self.data.sum()) {
            Err(Why::Sum)
        } else if length != u64::from(self.data.amount()) {
            Err(Why::Length)
        } else {
            Ok(())
        }
    }
}

impl Codec for Gzip {
    fn begin(&mut self, head: &[u8]) -> Result<Proof, What> {
        (self.part, self.flags) = (Part::Fixed(0), 0);
        self.header.reset();
        self.data.reset();
        self.inflate.begin(head)?;
        Ok(Proof::Sums)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong> {
        if self.part == Part::Body {
            let moved = self.inflate.step(input, output)?;
            self.data.update(output.get(..moved.written).unwrap_or_default());
            if moved.end {
                self.part = Part::Trailer(0);
            }
            return Ok(Moved { end: false, ..moved });
        }
        let mut read = 0;
        for byte in input {
            read += 1;
            let end = self.byte(*byte).map_err(|why| Wrong { read, what: What::Corrupt(why) })?;
            if end || self.part == Part::Body {
                return Ok(Moved { read, written: 0, end });
            }
        }
        Ok(Moved { read, written: 0, end: false })
    }
}
