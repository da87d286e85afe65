//! What a test tells.

use std::io::ErrorKind;

use super::Kind;

/// How many of the first bytes inside are kept.
pub const HEAD: usize = 4096;

/// How far a stream may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most that any layer may unpack to.
    pub bytes_out: u64,
    /// The most that any layer may unpack to, in times of what was read.
    pub ratio: u64,
    /// So much may come out before the ratio counts.
    pub ratio_from: u64,
    /// The most memory that one decoder may take for its window.
    pub memory: u64,
    /// Packings within packings.
    pub layers: usize,
}

/// Deflate cannot pack a thousandfold and more, so its ratio stops only what packs packed zeros; 128 MiB is what `zstd --long` and
/// `xz -9` need.
impl Default for Limits {
    fn default() -> Self {
        Self { bytes_out: u64::MAX, ratio: 1100, ratio_from: 256 << 20, memory: 130 << 20, layers: 4 }
    }
}

/// A stream that was tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    pub verdict: Verdict,
    /// From the outside to the inside.
    pub layers: Vec<Layer>,
    /// What was read of the stream.
    pub bytes_in: u64,
    /// What the innermost layer came to: data, or the contents of files.
    pub bytes_out: u64,
    /// The first [`HEAD`] bytes of that, of the first file in a container.
    pub head: Vec<u8>,
}

/// One packing or container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    pub kind: Kind,
    /// Streams of a packing, entries of a container.
    pub members: u64,
    pub proof: Proof,
}

/// What [`Verdict::Whole`] means for a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Its structure is complete. Bytes of data that changed in their place would not be seen: tar, and zstd or xz made without sums.
    Structure,
    /// Its sums over all data hold.
    Sums,
}

/// The end of a test. Offsets are in the bytes that `layer` read: layer 0 reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All of it was read, and all that it says of itself is true.
    Whole,
    /// It ends here, before it should.
    Cut { layer: usize, at: u64 },
    /// Here or shortly before.
    Corrupt { layer: usize, at: u64, why: Why },
    /// Whole, and then there is something else.
    Trailing { layer: usize, at: u64 },
    /// Stopped at a limit: it unpacks to more than is likely to be meant.
    Bomb { layer: usize, bytes_in: u64, bytes_out: u64 },
    /// The caller stopped it.
    Stopped,
    /// The stream could not be read on.
    Unread { at: u64, kind: ErrorKind },
    /// It cannot be told, or not all of it.
    Unknown { layer: usize, at: u64, why: Doubt },
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Not what such a stream can hold.
    Data,
    /// A header that is none, or whose own sum is wrong.
    Header,
    /// The sum over the data.
    Sum,
    /// The length of the data.
    Length,
    /// The directory of a zip does not fit its entries.
    Directory,
}

/// Why nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// There is nothing.
    Empty,
    /// None of the formats; it was not read.
    NotPacked,
    /// More layers than allowed.
    Depth,
    /// A decoder would take more memory than allowed.
    Memory,
    /// Encrypted entries were passed over.
    Encrypted,
    /// Entries in this method of zip were passed over.
    Method(u16),
    /// It needs something that is not in it (a dictionary of zstd), or is of a later format.
    Unsupported,
    /// A stored entry whose length stands only after it, where no such length was found.
    Length,
    /// A part of a set of volumes.
    Volume,
}

/// What comes out.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// A file in a container begins. `holes`: its data are without the holes of a sparse file.
    Member { name: &'a [u8], size: Option<u64>, holes: bool },
    /// Bytes of the file, or of what is packed. Those of a layer that turns out corrupt come, too.
    Data(&'a [u8]),
}
