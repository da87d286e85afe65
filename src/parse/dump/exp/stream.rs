//! The body as a stream: read once, in order, through a buffer of one megabyte.

use crate::parse::dump::bytes::{Bytes, fill};
use memchr::memchr;
use std::io::Result;

/// Size of the buffer. No cell and no description of columns is longer.
pub(super) const BUFFER: usize = 1 << 20;
/// What is kept of the beginning of a line.
const FIRST: usize = 512;
/// What is kept of its end.
const LAST: usize = 24;

pub(super) struct Stream<'a> {
    bytes: &'a dyn Bytes,
    buffer: Vec<u8>,
    /// What of the buffer was not consumed yet.
    from: usize,
    to: usize,
    /// Offset of `from` in the file.
    at: u64,
    ended: bool,
}

/// Beginning and end of a line, without its line end.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) at: u64,
    /// At most 512 bytes.
    pub(super) first: Vec<u8>,
    /// The last bytes, at most 24.
    pub(super) last: Vec<u8>,
}

impl<'a> Stream<'a> {
    pub(super) fn new(bytes: &'a dyn Bytes, at: u64) -> Self {
        Self { bytes, buffer: vec![0; BUFFER], from: 0, to: 0, at, ended: false }
    }

    /// Offset of the next byte.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// What is in the buffer.
    pub(super) fn rest(&self) -> &[u8] {
        self.buffer.get(self.from..self.to).unwrap_or_default()
    }

    pub(super) fn consume(&mut self, n: usize) {
        let n = n.min(self.to - self.from);
        self.from += n;
        self.at += n as u64;
    }

    /// Reads on; `false` where nothing more came: the file has ended, or the buffer is full of what was not consumed.
    pub(super) fn more(&mut self) -> Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.copy_within(self.from..self.to, 0);
        self.to -= self.from;
        self.from = 0;
        let room = self.buffer.get_mut(self.to..).unwrap_or_default();
        let asked = room.len();
        let got = fill(self.bytes, self.at + self.to as u64, room)?;
        self.ended = got < asked;
        self.to += got;
        Ok(got > 0)
    }

    /// Sees to it that `n` bytes are in the buffer; `false` where the file has fewer left.
    pub(super) fn peek(&mut self, n: usize) -> Result<bool> {
        while self.rest().len() < n {
            if !self.more()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The next line, of any length; `false` where no line end is left in the file.
    pub(super) fn line(&mut self, line: &mut Line) -> Result<bool> {
        line.at = self.at;
        line.first.clear();
        line.last.clear();
        loop {
            let rest = self.buffer.get(self.from..self.to).unwrap_or_default();
            let end = memchr(b'\n', rest);
            line.add(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default());
            let used = end.map_or(rest.len(), |end| end + 1);
            self.consume(used);
            if end.is_some() {
                return Ok(true);
            }
            if !self.more()? {
                return Ok(false);
            }
        }
    }
}

impl Line {
    fn add(&mut self, piece: &[u8]) {
        let room = FIRST - self.first.len().min(FIRST);
        self.first.extend_from_slice(piece.get(..room).unwrap_or(piece));
        self.last.extend_from_slice(piece.get(piece.len().saturating_sub(LAST)..).unwrap_or_default());
        let surplus = self.last.len().saturating_sub(LAST);
        self.last.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_longer_than_the_buffer_keep_both_ends() {
        let mut file = vec![b'x'; 3 * BUFFER];
        file.extend(b" end)\nnext\nrest");
        let (mut stream, mut line) = (Stream::new(&file, 0), Line::default());
        assert!(stream.line(&mut line).unwrap());
        assert_eq!((line.first.len(), line.last.as_slice()), (FIRST, &b"xxxxxxxxxxxxxxxxxxx end)"[..]));
        assert!(stream.line(&mut line).unwrap());
        assert_eq!((line.at, line.first.as_slice()), (3 * BUFFER as u64 + 6, &b"next"[..]));
        assert!(!stream.line(&mut line).unwrap());
        assert_eq!(stream.at(), file.len() as u64);
    }
}
