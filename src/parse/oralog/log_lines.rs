//! Chunks of any size → lines. What a chunk cuts is carried over; what is too long is cut and counted.
//!
//! The contract everything else rests on: the lines depend on the bytes, never on where the chunks were cut.

use memchr::{memchr, memrchr};
use std::ops::Range;

/// What is kept of one line. Alert logs do contain statements of several megabytes on one line; a code or a sentence
/// that matters stands at the beginning.
pub const LINE_CAP: usize = 16 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One line without its line end, and where it begins in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// At most [`LINE_CAP`] bytes; no `\n`, no `\r` before it, no NULs in front.
    pub bytes: &'a [u8],
    /// Bytes of the line that were cut off.
    pub dropped: u64,
    /// Offset of the first byte.
    pub at: u64,
}

impl<'a> Line<'a> {
    /// `raw` is a whole line without its `\n`.
    #[must_use]
    pub fn new(raw: &'a [u8], at: u64) -> Line<'a> {
        let (raw, at) = front(raw, at);
        Line::cut(raw, raw.len() as u64, at)
    }

    fn cut(kept: &'a [u8], whole: u64, at: u64) -> Line<'a> {
        if whole > LINE_CAP as u64 {
            return Line { bytes: &kept[..LINE_CAP], dropped: whole - LINE_CAP as u64, at };
        }
        Line { bytes: kept.strip_suffix(b"\r").unwrap_or(kept), dropped: 0, at }
    }
}

/// A line without the byte order mark of the file, and without the hole in front of it: a writer that kept its position
/// over a copytruncate leaves gigabytes of NUL before the next line.
fn front(raw: &[u8], at: u64) -> (&[u8], u64) {
    let text = if at == 0 { raw.strip_prefix(BOM).unwrap_or(raw) } else { raw };
    let nuls = text.iter().take_while(|&&b| b == 0).count();
    let skipped = raw.len() - text.len() + nuls;
    (&raw[skipped..], at + skipped as u64)
}

/// What a chunk consists of, in this order.
pub enum Part<'a> {
    /// The line that an earlier chunk began.
    Joined(Line<'a>),
    /// Whole lines, each with its `\n`: where in the chunk they begin and end.
    Slab(Range<usize>),
}

/// Carries the unfinished line from chunk to chunk.
#[derive(Debug, Default)]
pub struct Lines {
    /// The first bytes of the unfinished line.
    carry: Vec<u8>,
    /// How long it is so far, kept or not.
    length: u64,
    /// Where it begins.
    start: u64,
    /// Whether there is one (it may consist of NULs only, which are not kept).
    begun: bool,
    /// Offset of the next byte.
    at: u64,
}

impl Lines {
    /// A stream whose first byte has offset `at`.
    #[must_use]
    pub fn starting_at(at: u64) -> Lines {
        Lines { at, ..Lines::default() }
    }

    /// Offset of the next byte.
    #[must_use]
    pub fn at(&self) -> u64 {
        self.at
    }

    /// Splits a chunk. At most one [`Part::Joined`] and one [`Part::Slab`].
    pub fn feed(&mut self, chunk: &[u8], mut part: impl FnMut(Part<'_>)) {
        let at = self.at;
        let mut from = 0;
        self.at += chunk.len() as u64;
        if self.begun {
            let Some(end) = memchr(b'\n', chunk) else { return self.keep(chunk, at) };
            self.keep(&chunk[..end], at);
            part(Part::Joined(self.joined()));
            self.clear();
            from = end + 1;
        }
        let to = memrchr(b'\n', &chunk[from..]).map_or(from, |end| from + end + 1);
        if from < to {
            part(Part::Slab(from..to));
        }
        self.keep(&chunk[to..], at + to as u64);
    }

    /// The last line when the stream ended without a line end.
    pub fn finish(&mut self, mut line: impl FnMut(Line<'_>)) {
        if self.begun {
            line(self.joined());
        }
        self.clear();
    }

    fn joined(&self) -> Line<'_> {
        // A chunk may have cut the byte order mark itself.
        let (kept, at) = front(&self.carry, self.start);
        Line::cut(kept, self.length - (at - self.start), at)
    }

    fn clear(&mut self) {
        self.carry.clear();
        self.length = 0;
        self.begun = false;
    }

    fn keep(&mut self, piece: &[u8], at: u64) {
        if piece.is_empty() {
            return;
        }
        self.begun = true;
        let piece = if self.length == 0 {
            let (piece, at) = front(piece, at);
            self.start = at;
            piece
        } else {
            piece
        };
        self.length += piece.len() as u64;
        // One byte more than a line may have, so that the cut knows that it cuts.
        let room = (LINE_CAP + 1 + BOM.len()).saturating_sub(self.carry.len());
        self.carry.extend_from_slice(&piece[..piece.len().min(room)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line as (text, dropped, offset), with chunks of `size` bytes.
    fn split(bytes: &[u8], size: usize) -> Vec<(Vec<u8>, u64, u64)> {
        let mut seen = Vec::new();
        let mut lines = Lines::default();
        for chunk in bytes.chunks(size) {
            let start = lines.at();
            lines.feed(chunk, |part| match part {
                Part::Joined(l) => seen.push((l.bytes.to_vec(), l.dropped, l.at)),
                Part::Slab(slab) => {
                    let mut at = start + slab.start as u64;
                    for raw in chunk[slab].split_inclusive(|&b| b == b'\n') {
                        let l = Line::new(&raw[..raw.len() - 1], at);
                        seen.push((l.bytes.to_vec(), l.dropped, l.at));
                        at += raw.len() as u64;
                    }
                }
            });
        }
        lines.finish(|l| seen.push((l.bytes.to_vec(), l.dropped, l.at)));
        seen
    }

    #[test]
    fn chunks_of_every_size_give_the_same_lines() {
        let mut text = b"\xEF\xBB\xBFone\r\n\r\n\ntwo\n\0\0\0\0three\r\n\r\r\nfour".to_vec();
        let short = split(&text, text.len());
        assert_eq!(short.iter().map(|l| l.0.as_slice()).collect::<Vec<_>>(), [&b"one"[..], b"", b"", b"two", b"three", b"\r", b"four"]);
        assert_eq!(short[4].2, 19, "the offset is that of the first real byte");
        text.push(b'\n');
        text.extend(vec![b'x'; LINE_CAP + 40]);
        text.extend(b"\r\nlast\n");
        for size in [1, 2, 3, 4, 5, 7, 11, 16, 4095, LINE_CAP, LINE_CAP + 1, text.len()] {
            assert_eq!(split(&text, size), split(&text, text.len()), "chunks of {size}");
        }
    }

    #[test]
    fn a_long_line_is_cut_and_counted() {
        let mut text = vec![b'y'; 3 * LINE_CAP];
        text.extend(b"\nnext\n");
        let lines = split(&text, 1000);
        assert_eq!((lines[0].0.len(), lines[0].1), (LINE_CAP, 2 * LINE_CAP as u64));
        assert_eq!(lines[1].0, b"next");
    }
}
