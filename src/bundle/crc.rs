//! The sum of ZIP over bytes that are at hand.

/// CRC-32 of all of `bytes`.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}
