//! A large file → its BLAKE3 by all threads: BLAKE3 is a tree, so each thread reads and hashes branches of it, and they are joined.
//!
//! Each thread reads its own part, so copying is shared too, as mapping the file would be; but a mapped file that is cut kills us.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use blake3::hazmat::{ChainingValue, HasherExt, Mode, merge_subtrees_non_root, merge_subtrees_root};

use super::effort::Effort;
use super::hash::{Buffer, Trouble};
use super::pool;
use crate::seal::Digest;

/// Bytes of a branch: a power of two of BLAKE3's chunks (1 KiB). A file of 4 TB has 250,000 of them, 32 bytes each.
pub(super) const BRANCH: u64 = 16 << 20;

/// The digest of a file of `size` bytes, which must be more than one branch.
pub(super) fn blake3(file: &File, size: u64, branch: u64, effort: &Effort<'_>) -> Result<Digest, Trouble> {
    let (next, count) = (AtomicU64::new(0), size.div_ceil(branch));
    let share = || -> Result<Vec<(u64, ChainingValue)>, Trouble> {
        let (mut buffer, mut branches) = (Buffer::new(effort), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return Ok(branches);
            }
            let part = number * branch..size.min((number + 1) * branch);
            branches.push((number, value(file, part, effort, &mut buffer)?));
        }
    };
    let mut branches = Vec::new();
    for part in pool::together(effort.threads, share) {
        branches.extend(part?);
    }
    branches.sort_unstable_by_key(|(number, _)| *number);
    let values: Vec<ChainingValue> = branches.into_iter().map(|(_, value)| value).collect();
    let Some((left, right)) = halves(&values) else { return Err(Trouble::Moving) };
    Ok(Digest(*merge_subtrees_root(&join(left), &join(right), Mode::Hash).as_bytes()))
}

/// The chaining value of one branch.
fn value(file: &File, part: std::ops::Range<u64>, effort: &Effort<'_>, buffer: &mut Buffer) -> Result<ChainingValue, Trouble> {
    let mut hasher = blake3::Hasher::new();
    hasher.set_input_offset(part.start);
    let mut at = part.start;
    while at < part.end {
        let room = usize::try_from(part.end - at).unwrap_or(usize::MAX).min(buffer.bytes().len());
        let room = buffer.bytes().get_mut(..room).unwrap_or_default();
        if !effort.may_read() {
            return Err(Trouble::Stopped);
        }
        match read_at(file, room, at) {
            // It was cut.
            Ok(0) => return Err(Trouble::Moving),
            Ok(read) => {
                hasher.update(room.get(..read).unwrap_or_default());
                at += read as u64;
                effort.has_read(read);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(hasher.finalize_non_root())
}

/// The left half is the largest power of two that leaves something to the right.
fn halves(values: &[ChainingValue]) -> Option<(&[ChainingValue], &[ChainingValue])> {
    (values.len() > 1).then(|| values.split_at(values.len().div_ceil(2).next_power_of_two()))
}

fn join(values: &[ChainingValue]) -> ChainingValue {
    match (halves(values), values) {
        (Some((left, right)), _) => merge_subtrees_non_root(&join(left), &join(right), Mode::Hash),
        (None, [value, ..]) => *value,
        (None, []) => ChainingValue::default(),
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}
