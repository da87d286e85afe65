//! A stream of bytes → the few lines a format's machine has to see. The fast path of every log parser.
//!
//! 999 of 1000 lines of a log are of no interest, so lines are not even split: a vectorised search finds the needles, a
//! backward search the head of the record around each, and only that record goes through the machine. The search knows
//! nothing of what came before, so whoever reads the file may do it ahead, on another core.
//! The shortcut is invisible as long as a machine keeps two promises, and the tests hold each format to them:
//!  1. while [`Machine::idle`], a head line makes it forget all that came before;
//!  2. while idle, lines without a needle yield no event.

use super::log_event::Sink;
use super::log_lines::{Line, Lines, Part};
use super::log_needles::Needles;
use memchr::{memchr, memrchr};

/// What reads a log, whatever its format. `start`, any number of `feed`, `finish`; then again for the next stretch.
pub trait LogParser: Send {
    /// What to search the bytes for.
    fn needles(&self) -> &Needles;
    /// A stretch of a file begins at `offset`. `hint` is what [`LogParser::finish`] returned for the bytes just before.
    fn start(&mut self, offset: u64, hint: Option<&str>);
    /// The next bytes, cut anywhere, and where in them [`Needles::find_all`] found something.
    fn feed_searched(&mut self, bytes: &[u8], found: &[usize], sink: Sink<'_>);
    /// The next bytes, not searched yet.
    fn feed(&mut self, bytes: &[u8], sink: Sink<'_>) {
        let mut found = Vec::new();
        self.needles().find_all(bytes, &mut found);
        self.feed_searched(bytes, &found, sink);
    }
    /// The stretch ends; what is still open is told now rather than at the next look. Returns what the next look must
    /// know, because it may begin in the middle of a record.
    fn finish(&mut self, sink: Sink<'_>) -> Option<String>;
}

/// The line by line part of a format.
pub trait Machine: Send {
    /// Whether a record begins with this line.
    fn is_head(line: &[u8]) -> bool;
    /// No event is being collected.
    fn idle(&self) -> bool;
    /// The next line.
    fn line(&mut self, line: Line<'_>, sink: Sink<'_>);
    /// As [`LogParser::start`].
    fn begin(&mut self, hint: Option<&str>);
    /// As [`LogParser::finish`].
    fn end(&mut self, sink: Sink<'_>) -> Option<String>;
}

/// A machine with the fast path in front of it.
#[derive(Debug)]
pub struct Skim<M> {
    machine: M,
    needles: Needles,
    lines: Lines,
}

impl<M: Machine> Skim<M> {
    /// Every line that can begin an event contains a needle.
    pub fn new(machine: M, needles: Needles) -> Skim<M> {
        Skim { machine, needles, lines: Lines::default() }
    }

    /// Whole lines from `pos` to the end of `slab`, with the needles that were found; `at` is the offset of the slab.
    fn slab(&mut self, slab: &[u8], mut pos: usize, found: &[usize], at: u64, sink: Sink<'_>) {
        let mut found = found.iter().copied().take_while(|&needle| needle < slab.len()).peekable();
        while pos < slab.len() {
            if self.machine.idle() {
                while found.next_if(|&needle| needle < pos).is_some() {}
                let target = found.peek().map_or(slab.len(), |&needle| memrchr(b'\n', &slab[pos..needle]).map_or(pos, |i| pos + i + 1));
                pos = last_head::<M>(slab, pos, target);
                while pos < target {
                    pos = self.one(slab, pos, at, sink);
                }
            }
            if pos < slab.len() {
                pos = self.one(slab, pos, at, sink);
            }
        }
    }

    /// Gives the machine the line at `pos` of a slab that ends with a line end; returns where the next one begins.
    fn one(&mut self, slab: &[u8], pos: usize, at: u64, sink: Sink<'_>) -> usize {
        let end = memchr(b'\n', &slab[pos..]).map_or(slab.len(), |i| pos + i);
        self.machine.line(Line::new(&slab[pos..end], at + pos as u64), sink);
        end + 1
    }
}

/// Where the last head between `from` and `to` (both starts of lines) begins; `from` if there is none.
fn last_head<M: Machine>(slab: &[u8], from: usize, to: usize) -> usize {
    let mut end = to;
    while end > from {
        let start = memrchr(b'\n', &slab[from..end - 1]).map_or(from, |i| from + i + 1);
        if M::is_head(Line::new(&slab[start..end - 1], start as u64).bytes) {
            return start;
        }
        end = start;
    }
    from
}

impl<M: Machine> LogParser for Skim<M> {
    fn needles(&self) -> &Needles {
        &self.needles
    }

    fn start(&mut self, offset: u64, hint: Option<&str>) {
        self.lines = Lines::starting_at(offset);
        self.machine.begin(hint);
    }

    fn feed_searched(&mut self, bytes: &[u8], found: &[usize], sink: Sink<'_>) {
        let mut lines = std::mem::take(&mut self.lines);
        let start = lines.at();
        lines.feed(bytes, |part| match part {
            Part::Joined(line) => self.machine.line(line, sink),
            // A line that a chunk cuts is not in there; it goes to the machine whatever it has.
            Part::Slab(whole) => self.slab(&bytes[..whole.end], whole.start, found, start, sink),
        });
        self.lines = lines;
    }

    fn finish(&mut self, sink: Sink<'_>) -> Option<String> {
        self.lines.finish(|line| self.machine.line(line, sink));
        self.machine.end(sink)
    }
}

/// What the tests of all formats use: read a text in one way or another.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::parse::oralog::log_event::LogEvent;

    /// All events of a text that comes in chunks of `size` bytes.
    pub(crate) fn events(parser: &mut dyn LogParser, bytes: &[u8], size: usize) -> Vec<LogEvent> {
        let mut events = Vec::new();
        parser.start(0, None);
        for chunk in bytes.chunks(size.max(1)) {
            parser.feed(chunk, &mut |event| events.push(event));
        }
        parser.finish(&mut |event| events.push(event));
        events
    }

    /// `key | class` of each event.
    pub(crate) fn keys(parser: &mut dyn LogParser, text: impl AsRef<[u8]>) -> Vec<String> {
        events(parser, text.as_ref(), usize::MAX >> 1).into_iter().map(|e| format!("{} | {:?}", e.key, e.class)).collect()
    }

    /// The two properties that every format must have: where chunks are cut makes no difference (neither at one place,
    /// nor in pieces of any size), and a text that ends anywhere, or has garbage anywhere, is read without a panic.
    pub(crate) fn check_cuts(parser: &mut dyn LogParser, text: &[u8]) {
        let whole = events(parser, text, text.len());
        for cut in 0..=text.len() {
            let mut parts = Vec::new();
            parser.start(0, None);
            parser.feed(&text[..cut], &mut |event| parts.push(event));
            parser.feed(&text[cut..], &mut |event| parts.push(event));
            parser.finish(&mut |event| parts.push(event));
            assert_eq!(parts, whole, "cut at {cut}");
            events(parser, &text[..cut], 64);
            events(parser, &text[cut..], 64);
        }
        // Chunks of one byte never take the fast path: this also proves the two promises above.
        for size in [1, 2, 3, 5, 7, 13, 64, 100, 1000, 4096] {
            assert_eq!(events(parser, text, size), whole, "chunks of {size}");
        }
        let mut spoiled = text.to_vec();
        for i in 0..text.len() {
            let byte = [0, b'\n', b'(', b'<', b'*', 0xFF, b'>'][i % 7];
            spoiled[i] = byte;
            let a = events(parser, &spoiled, spoiled.len());
            assert_eq!(events(parser, &spoiled, 17), a, "byte {byte} at {i}");
            spoiled[i] = text[i];
        }
    }
}
