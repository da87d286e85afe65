//! ZIP packages that people carry from one platform to another: read without trust, written fast and the same each time.
//! Pure but for the bytes behind [`ReadAt`] and `Write`: enums and numbers out, no sentence, no clock, no panic on any input.
//!
//! `read` walks the directory of a package over its raw bytes and refuses whatever two readers could understand in two ways; `names`
//! decides once for an archive what its names mean (names of Chinese Windows are GBK, without saying so) and which of them are safe;
//! `write` deflates on all cores and gives the same bytes for any number of threads; `aes` and `weak` are the two encryptions of ZIP.
//! Facts: PKWARE's APPNOTE 6.3.10, WinZip's description of AE-1 and AE-2, and what was measured of unzip, 7-Zip, libarchive, Python, JDK.

mod aes;
mod crc;
mod fault;
mod field;
mod limits;
mod names;
mod read;
mod source;
mod time;
mod weak;
mod write;

#[cfg(test)]
mod tests;

pub use aes::Strength;
pub use fault::{BadName, Damage, Part, Refusal, Refused, Why};
pub use limits::Limits;
pub use names::{Candidate, Encoding, Names, Taken, check as check_name, is_safe};
pub use read::{Content, Encryption, Entry, Listing, Scan, Walk, Warning};
pub use source::{ReadAt, Seeking};
pub use time::DosTime;
pub use write::{Body, Item, Lock, Method, NamesAs, Options, Packed, Packer, Unwritten, Writer, in_order};

/// Signatures of the records of a ZIP.
mod mark {
    pub(super) const LOCAL: u32 = 0x0403_4b50;
    pub(super) const CENTRAL: u32 = 0x0201_4b50;
    pub(super) const END: u32 = 0x0605_4b50;
    pub(super) const END64: u32 = 0x0606_4b50;
    pub(super) const LOCATOR64: u32 = 0x0706_4b50;
    pub(super) const DESCRIPTOR: u32 = 0x0807_4b50;
}

/// Ids of extra fields.
mod extra {
    pub(super) const ZIP64: u16 = 0x0001;
    pub(super) const UNICODE_PATH: u16 = 0x7075;
    pub(super) const AES: u16 = 0x9901;
}

/// Bits of the flags of an entry.
mod flag {
    pub(super) const ENCRYPTED: u16 = 1;
    /// Sizes and sum stand behind the data.
    pub(super) const DESCRIPTOR: u16 = 1 << 3;
    pub(super) const PATCH: u16 = 1 << 5;
    pub(super) const STRONG: u16 = 1 << 6;
    pub(super) const UTF8: u16 = 1 << 11;
    /// The local headers are blanked, as the directory is encrypted.
    pub(super) const MASKED: u16 = 1 << 13;
    /// How hard deflate tried; says nothing of the content.
    pub(super) const EFFORT: u16 = 0b110;
}

/// Methods of packing.
mod method {
    pub(super) const STORED: u16 = 0;
    pub(super) const DEFLATED: u16 = 8;
    /// The method proper stands in the extra field of AES.
    pub(super) const AES: u16 = 99;
}
