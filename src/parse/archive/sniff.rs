//! The first bytes → what they are the beginning of. Names of files say nothing: a `.dmp` may be packed and a `.gz` may not be.

use super::tar_header;

/// How many bytes are looked at: a header of a tar.
pub const SNIFF: usize = 512;

/// A packing or container.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Gzip,
    Xz,
    Zstd,
    Bzip2,
    Tar,
    Zip,
}

/// Tells what begins with these bytes ([`SNIFF`] of them, fewer if there are no more).
#[must_use]
pub fn sniff(head: &[u8]) -> Option<Kind> {
    match head {
        [0x1F, 0x8B, 8, ..] => Some(Kind::Gzip),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Kind::Xz),
        // A frame, or one to be skipped, as parallel packers put in front.
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Kind::Zstd),
        // The first block, or the end of an empty stream.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => {
            Some(Kind::Bzip2)
        }
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Kind::Zip),
        _ => head.first_chunk().and_then(tar_header::Header::read).map(|_| Kind::Tar),
    }
}

/// Bytes with which a further member of a packing begins; zstd has two kinds of them.
pub(super) fn again(kind: Kind, head: &[u8]) -> Again {
    let magics: &[&[u8]] = match kind {
        Kind::Gzip => &[&[0x1F, 0x8B]],
        Kind::Xz => &[&[0xFD, b'7', b'z', b'X', b'Z', 0]],
        Kind::Zstd => &[&[0x28, 0xB5, 0x2F, 0xFD]],
        Kind::Bzip2 => &[b"BZh"],
        Kind::Tar | Kind::Zip => &[],
    };
    let skipped = kind == Kind::Zstd && matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..]);
    if head.is_empty() {
        Again::End
    } else if skipped || magics.iter().any(|magic| head.starts_with(magic)) {
        Again::Member
    } else if magics.iter().any(|magic| magic.starts_with(head)) {
        Again::Cut
    } else {
        Again::Else
    }
}

/// What comes after a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    End,
    Member,
    /// The beginning of the beginning of one.
    Cut,
    Else,
}
