//! How much a package may hold.

/// Limits against bombs. What headers say is held against them before anything is read; what comes out is held against the headers while
/// it is read, so that headers that lie gain nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Entries, folders included.
    pub entries: u64,
    /// Bytes of the directory; they are held in memory.
    pub directory: u64,
    /// Unpacked bytes of all entries; a file of a ticket may have 2 GB.
    pub total: u64,
    /// Unpacked bytes of all entries, in times of their packed bytes.
    pub ratio: u64,
    /// Unpacked bytes of one entry, in times of its packed bytes.
    pub entry_ratio: u64,
    /// So many unpacked bytes are free of a ratio: a form of spaces is no bomb.
    pub ratio_from: u64,
    /// Parts of a name.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { entries: 10_000, directory: 64 << 20, total: 8 << 30, ratio: 200, entry_ratio: 1000, ratio_from: 1 << 20, depth: 32 }
    }
}

impl Limits {
    /// Whether so much may come of so little.
    pub(super) fn dense(&self, ratio: u64, packed: u64, size: u64) -> bool {
        size > self.ratio_from && size > packed.saturating_mul(ratio)
    }
}
