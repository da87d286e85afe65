//! What a record of the directory says of itself: how it is packed, what it is, whether that can be.

use super::directory::Central;
use super::listing::Encryption;
use crate::bundle::fault::Why;
use crate::bundle::{flag, method, weak};

/// How content is got out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packing {
    pub deflated: bool,
    pub encryption: Encryption,
    /// The sum of the content; AE-2 has none.
    pub crc: Option<u32>,
    /// What a weakly encrypted header ends with, if the password is right.
    pub check: u8,
}

/// The packing, if it is one that is read.
pub(super) fn packing(central: &Central, allow_weak: bool) -> Result<Packing, Why> {
    let locked = central.has(flag::ENCRYPTED);
    let (inner, encryption, crc) = match (central.method, central.aes, locked) {
        (method::AES, Some(aes), true) => (aes.method, Encryption::Aes(aes.strength), aes.crc.then_some(central.crc)),
        (method::AES, _, _) | (_, Some(_), _) => return Err(Why::Encryption),
        (_, None, true) if !allow_weak => return Err(Why::WeakEncryption),
        (inner, None, true) => (inner, Encryption::Weak, Some(central.crc)),
        (inner, None, false) => (inner, Encryption::None, Some(central.crc)),
    };
    let deflated = match inner {
        method::STORED => false,
        method::DEFLATED => true,
        other => return Err(Why::Method(other)),
    };
    let sizes = Why::Sizes { packed: central.packed, bytes: central.size };
    let overhead = match encryption {
        Encryption::None => 0,
        Encryption::Weak => weak::HEADER as u64,
        Encryption::Aes(strength) => strength.overhead(),
    };
    match central.packed.checked_sub(overhead) {
        Some(packed) if deflated || packed == central.size => {}
        _ => return Err(sizes),
    }
    // The sum is not known yet where the header is written before the data; then the time stands in for it.
    let [_, time] = central.time.time.to_le_bytes();
    let check = if central.has(flag::DESCRIPTOR) { time } else { central.crc.to_be_bytes()[0] };
    Ok(Packing { deflated, encryption, crc, check })
}

/// Whether it is a folder; links and devices are refused.
pub(super) fn is_folder(central: &Central, name: &str) -> Result<bool, Why> {
    const KIND: u32 = 0o170_000;
    const FOLDER: u32 = 0o040_000;
    const FILE: u32 = 0o100_000;
    const LINK: u32 = 0o120_000;
    const DOS_FOLDER: u32 = 0x10;
    // Readers look at the mode of Unix whatever the host is, and 7-Zip writes it under that of FAT.
    let mode = central.attributes >> 16;
    let folder = name.ends_with('/');
    match mode & KIND {
        0 if central.attributes & DOS_FOLDER != 0 && !folder => return Err(Why::Kind),
        0 => {}
        FILE if !folder => {}
        FOLDER if folder => {}
        FILE | FOLDER => return Err(Why::Kind),
        LINK => return Err(Why::Symlink { mode }),
        _ => return Err(Why::Special { mode }),
    }
    if folder && central.size != 0 { Err(Why::FolderWithData) } else { Ok(folder) }
}
