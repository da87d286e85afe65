//! Why a package, or an entry of it, is refused, and what can be wrong with content while it is read.

use std::fmt;
use std::io;

use super::names::{Candidate, Encoding};

/// A package that is not read.
#[derive(Debug)]
pub enum Refused {
    /// Its bytes could not be read.
    Io(io::Error),
    /// All that is wrong with it, in the order of its entries; of more than fifty, the first.
    Archive { refusals: Vec<Refusal>, more: usize },
    /// The names that do not say their encoding make sense in several; the caller asks and forces one ([`super::Names::As`]).
    Ambiguous { candidates: Vec<Candidate> },
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The place in the directory, from 0; `None` where it is the archive's as a whole.
    pub entry: Option<usize>,
    /// The entry's name as far as it can be shown: nothing in it moves a cursor or turns a line around.
    pub name: String,
    pub why: Why,
}

/// The reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No end record: something else, or cut.
    NotZip,
    /// Another end record in the comment or behind it: readers would see different archives.
    AmbiguousEnd,
    /// Parts of the archive are on other disks.
    MultiDisk,
    /// The ZIP64 end record is not where its locator says, or says something else than the old one.
    EndDisagrees,
    /// The directory would begin before the file.
    DirectoryOutside,
    /// The directory has more bytes than are held in memory.
    DirectoryTooLarge {
        bytes: u64,
        limit: u64,
    },
    /// What stands in the directory is no entry; `at` is an offset in the file.
    DirectoryBroken {
        at: u64,
    },
    /// The end record states another number than there are.
    CountMismatch {
        stated: u64,
        walked: u64,
    },
    TooManyEntries {
        stated: u64,
        limit: u64,
    },
    /// All entries together.
    TooLarge {
        bytes: u64,
        limit: u64,
    },
    /// All entries together unpack to more than so many times their packed bytes.
    TooDense {
        packed: u64,
        bytes: u64,
        limit: u64,
    },
    /// This entry does.
    EntryTooDense {
        packed: u64,
        bytes: u64,
        limit: u64,
    },
    /// There is no local header where the directory says.
    LocalMissing,
    /// The local header says something else than the directory.
    LocalDiffers(Part),
    /// What stands behind the data says something else than the directory.
    DescriptorDiffers,
    /// The data would go beyond the directory's start.
    Outside,
    /// The data are another entry's, too.
    Overlap {
        with: usize,
    },
    /// Extra fields that cannot be told apart, or one twice.
    Extra,
    /// A way of packing that is not read.
    Method(u16),
    /// An encryption that is not read.
    Encryption,
    /// The old encryption, which does not protect; only by leave.
    WeakEncryption,
    /// A symbolic link; `mode` is that of Unix.
    Symlink {
        mode: u32,
    },
    /// A device, pipe or socket.
    Special {
        mode: u32,
    },
    /// A folder by its name or a file by its mode, but not by both.
    Kind,
    /// A folder with content.
    FolderWithData,
    /// Stored bytes are as many as unpacked ones, and these two differ.
    Sizes {
        packed: u64,
        bytes: u64,
    },
    /// Bit 11 or the field 0x7075 promises UTF-8, and it is none.
    NotUtf8,
    /// Two of its names are not the same: those of both headers, or those of bit 11 and 0x7075.
    NamesDisagree,
    /// The name is not of the encoding that was asked for.
    NotIn(Encoding),
    Name(BadName),
    /// The same name as another entry, but for case or the way accents are written.
    Duplicate {
        with: usize,
    },
    /// A file whose name is a folder for another entry.
    FileAndFolder {
        with: usize,
    },
}

/// A field of the local header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Name,
    Flags,
    Method,
    Crc,
    Packed,
    Size,
    Aes,
}

/// Why a name is not safe as one of a file, here or on Windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadName {
    Empty,
    /// Begins with `/`.
    Absolute,
    /// Has a part `..`.
    Parent,
    /// Has a part `.`, or two `/` in a row.
    Form,
    /// Has a part that begins with a drive, as `C:`.
    Drive,
    Backslash,
    /// NUL, a control character, or an end of line of Unicode.
    Control(char),
    /// A character that turns the reading direction, so that `gpj.exe` may read `exe.jpg`.
    Bidi(char),
    /// A device of Windows, as `CON` or `com1.txt`.
    Reserved,
    /// A part ends with a dot or a space, which Windows cuts off.
    TrailingDotOrSpace,
    /// A part has more than 255 bytes.
    PartTooLong {
        bytes: usize,
    },
    TooDeep {
        parts: usize,
        limit: usize,
    },
}

/// What is wrong with an entry's content. Comes as the inner error of an [`io::Error`]; [`Damage::of`] finds it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// There is no entry of that index.
    NoEntry,
    /// A folder has no content.
    Folder,
    NeedsPassword,
    WrongPassword,
    /// Encrypted bytes were changed (or, once in 65,536, the password is wrong).
    Authentication,
    /// The sum is another; of a weakly encrypted entry this may be a wrong password.
    Checksum,
    /// Fewer bytes than stated.
    Short {
        bytes: u64,
        stated: u64,
    },
    /// More bytes than stated.
    Long {
        stated: u64,
    },
    /// The packed stream is broken or cut.
    Deflate,
    /// Bytes behind the end of the packed stream.
    Trailing,
}

impl Damage {
    /// What a failed read of a [`super::Content`] means; `None` where the bytes themselves could not be read.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// For logs; what people read is said by the one who knows their language.
impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Damage {}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> Self {
        Self::new(io::ErrorKind::InvalidData, damage)
    }
}
