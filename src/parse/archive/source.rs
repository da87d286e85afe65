//! A chain of readers, each layer pulling from the one outside of it; what ends them is a [`Verdict`].

use std::cell::Cell;
use std::io::{ErrorKind, Read};
use std::rc::Rc;

use super::verdict::{Doubt, Verdict, Why};

/// Room for the longest look ahead, and large enough that calls do not count.
const ROOM: usize = 128 << 10;

/// Gives bytes; 0 at the end. `out` is never empty.
pub(super) trait Pull {
    fn pull(&mut self, out: &mut [u8]) -> Result<usize, Verdict>;
}

/// The stream itself.
pub(super) struct Raw<R> {
    pub input: R,
    /// What was read.
    pub count: Rc<Cell<u64>>,
}

impl<R: Read> Pull for Raw<R> {
    fn pull(&mut self, out: &mut [u8]) -> Result<usize, Verdict> {
        loop {
            match self.input.read(out) {
                Ok(read) => {
                    self.count.set(self.count.get() + read as u64);
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Verdict::Unread { at: self.count.get(), kind: error.kind() }),
            }
        }
    }
}

/// What one layer reads from: buffered, with its place, and with a look ahead.
pub(super) struct Source<'a> {
    from: Box<dyn Pull + 'a>,
    layer: usize,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    at: u64,
}

impl<'a> Source<'a> {
    pub(super) fn new(from: Box<dyn Pull + 'a>, layer: usize) -> Self {
        Self { from, layer, buffer: vec![0; ROOM], start: 0, end: 0, ended: false, at: 0 }
    }

    /// The layer that reads from it.
    pub(super) fn layer(&self) -> usize {
        self.layer
    }

    /// How many bytes were taken.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    fn ahead(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// At least `least` bytes (no more than [`ROOM`]), or what there is until the end.
    fn fill(&mut self, least: usize) -> Result<(), Verdict> {
        while self.end - self.start < least && !self.ended {
            if self.start > 0 && self.buffer.len() - self.end < least {
                self.buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, self.end - self.start);
            }
            let room = self.buffer.get_mut(self.end..).unwrap_or_default();
            let read = if room.is_empty() { 0 } else { self.from.pull(room)? };
            self.end += read;
            self.ended = read == 0;
        }
        Ok(())
    }

    /// The next bytes, not taken; fewer than `most` only at the end.
    pub(super) fn peek(&mut self, most: usize) -> Result<&[u8], Verdict> {
        self.fill(most)?;
        let ahead = self.ahead();
        Ok(ahead.get(..most).unwrap_or(ahead))
    }

    /// Some of the next bytes, not taken; none at the end.
    pub(super) fn chunk(&mut self) -> Result<&[u8], Verdict> {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        self.fill(1)?;
        Ok(self.ahead())
    }

    /// Takes bytes that were looked at.
    pub(super) fn consume(&mut self, count: usize) {
        let count = count.min(self.end - self.start);
        self.start += count;
        self.at += count as u64;
    }

    /// Exactly so many bytes.
    pub(super) fn exact<const N: usize>(&mut self) -> Result<[u8; N], Verdict> {
        let bytes = self.peek(N)?.try_into();
        let bytes = bytes.map_err(|_| self.cut())?;
        self.consume(N);
        Ok(bytes)
    }

    /// So many bytes in memory; the caller knows that they are few.
    pub(super) fn collect(&mut self, count: usize) -> Result<Vec<u8>, Verdict> {
        let mut bytes = Vec::with_capacity(count.min(ROOM));
        self.pass(count as u64, |part| {
            bytes.extend_from_slice(part);
            Ok(())
        })?;
        Ok(bytes)
    }

    /// Gives so many bytes to `take`, part by part.
    pub(super) fn pass(&mut self, count: u64, mut take: impl FnMut(&[u8]) -> Result<(), Verdict>) -> Result<(), Verdict> {
        let mut left = count;
        while left > 0 {
            let chunk = self.chunk()?;
            let part = chunk.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(chunk);
            if part.is_empty() {
                return Err(self.cut());
            }
            let taken = part.len();
            take(part)?;
            self.consume(taken);
            left -= taken as u64;
        }
        Ok(())
    }

    /// Takes bytes that are 0; how many there were.
    pub(super) fn zeros(&mut self) -> Result<u64, Verdict> {
        let from = self.at;
        loop {
            let chunk = self.chunk()?;
            let zeros = chunk.iter().position(|byte| *byte != 0);
            let count = zeros.unwrap_or(chunk.len());
            let over = zeros.is_some() || chunk.is_empty();
            self.consume(count);
            if over {
                return Ok(self.at - from);
            }
        }
    }

    /// The stream ends too early, where what was read ends.
    pub(super) fn cut(&self) -> Verdict {
        Verdict::Cut { layer: self.layer, at: self.at + self.ahead().len() as u64 }
    }

    /// Something is wrong with what comes next.
    pub(super) fn corrupt(&self, why: Why) -> Verdict {
        Verdict::Corrupt { layer: self.layer, at: self.at, why }
    }

    /// It is not known what comes next.
    pub(super) fn doubt(&self, why: Doubt) -> Verdict {
        Verdict::Unknown { layer: self.layer, at: self.at, why }
    }

    /// What comes next does not belong to it.
    pub(super) fn trailing(&self) -> Verdict {
        Verdict::Trailing { layer: self.layer, at: self.at }
    }
}
