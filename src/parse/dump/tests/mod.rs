//! Dumps in, findings out: what holds of whole files.

mod damage;
mod exp;
mod pump;

use super::Bytes;
use std::io::Result;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file of any length that is never in memory: a beginning, NULs, an end. Counts what is read.
struct Sparse<'a> {
    first: &'a [u8],
    last: &'a [u8],
    length: u64,
    read: AtomicU64,
}

impl<'a> Sparse<'a> {
    fn new(first: &'a [u8], last: &'a [u8], length: u64) -> Self {
        Sparse { first, last, length, read: AtomicU64::new(0) }
    }
}

impl Bytes for Sparse<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        let n = into.len().min(usize::try_from(self.length.saturating_sub(at)).unwrap());
        into[..n].fill(0);
        for (piece, begin) in [(self.first, 0), (self.last, self.length - self.last.len() as u64)] {
            // What of the piece lies in what was asked for.
            let from = at.max(begin);
            let to = (at + n as u64).min(begin + piece.len() as u64);
            if from < to {
                let within = |base: u64| usize::try_from(from - base).unwrap()..usize::try_from(to - base).unwrap();
                into[within(at)].copy_from_slice(&piece[within(begin)]);
            }
        }
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// A file that gives a byte or a few at a time.
struct Slow<'a>(&'a [u8], usize);

impl Bytes for Slow<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        let room = into.len().min(self.1);
        self.0.read_at(at, &mut into[..room])
    }
}
