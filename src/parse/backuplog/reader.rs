//! The bytes of a log, in pieces of any size → its runs.

use super::encoding::{Decoder, Encoding, SNIFF, utf16};
use super::entry::Code;
use super::machine::Machine;
use super::run::Run;
use super::utf16::Utf16;
use crate::parse::oralog::log_lines::{Line, Lines, Part};

/// A log, read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct BackupLog {
    /// Of the file.
    pub encoding: Encoding,
    /// Some lines are in another encoding.
    pub mixed: bool,
    /// In the order of the file.
    pub runs: Vec<Run>,
    /// Older runs that did not fit into memory.
    pub runs_left_out: u64,
    /// Codes that belong to no run: other programs of the script.
    pub outside: Vec<Code>,
    /// Such codes that were too many.
    pub outside_left_out: u64,
    /// The first line with a password in clear text.
    pub password_seen: Option<u64>,
    /// How many lines there are.
    pub lines: u64,
    /// How many bytes were read.
    pub bytes: u64,
    /// Lines in which characters were lost.
    pub lossy_lines: u64,
    /// Lines that were turned back from mojibake.
    pub mojibake_lines: u64,
}

/// Reads a log as it comes. The result does not depend on how the bytes are cut into pieces; time is linear in their
/// number, and memory is bounded by [`super::store::BUDGET`].
#[derive(Debug, Default)]
pub struct Reader {
    source: Source,
    decoder: Decoder,
    machine: Machine,
    bytes: u64,
}

#[derive(Debug)]
enum Source {
    /// Not enough bytes yet to know UTF-16.
    Unknown(Vec<u8>),
    Bytes(Lines),
    Units(Utf16),
}

impl Default for Source {
    fn default() -> Source {
        Source::Unknown(Vec::new())
    }
}

impl Reader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub fn new() -> Reader {
        Reader::default()
    }

    /// The next bytes of the file.
    pub fn feed(&mut self, mut chunk: &[u8]) {
        self.bytes += chunk.len() as u64;
        if let Source::Unknown(head) = &mut self.source {
            let (first, rest) = chunk.split_at(chunk.len().min(SNIFF - head.len()));
            head.extend_from_slice(first);
            if head.len() < SNIFF {
                return;
            }
            chunk = rest;
            self.decide();
        }
        self.pass(chunk);
    }

    /// The file is at its end.
    #[must_use]
    pub fn finish(mut self) -> BackupLog {
        if matches!(self.source, Source::Unknown(_)) {
            self.decide();
        }
        let (machine, decoder) = (&mut self.machine, &mut self.decoder);
        match &mut self.source {
            Source::Bytes(lines) => lines.finish(|line| machine.line(&decoder.text(line.bytes, true), line.at, true)),
            Source::Units(units) => units.finish(|line, at| machine.line(line, at, true)),
            Source::Unknown(_) => {}
        }
        let (machine, runs) = self.machine.finish();
        BackupLog {
            encoding: self.decoder.encoding,
            mixed: self.decoder.mixed,
            runs,
            runs_left_out: machine.store.left_out,
            outside: machine.outside,
            outside_left_out: machine.outside_left_out,
            password_seen: machine.password_seen,
            lines: machine.lines,
            bytes: self.bytes,
            lossy_lines: machine.lossy_lines,
            mojibake_lines: machine.mojibake_lines,
        }
    }

    fn decide(&mut self) {
        let Source::Unknown(head) = std::mem::take(&mut self.source) else { return };
        self.source = match utf16(&head) {
            Some(encoding) => {
                self.decoder.encoding = encoding;
                Source::Units(Utf16::new(encoding == Encoding::Utf16Be))
            }
            None => Source::Bytes(Lines::default()),
        };
        self.pass(&head);
    }

    fn pass(&mut self, chunk: &[u8]) {
        let (machine, decoder) = (&mut self.machine, &mut self.decoder);
        match &mut self.source {
            Source::Bytes(lines) => {
                let start = lines.at();
                lines.feed(chunk, |part| match part {
                    Part::Joined(line) => machine.line(&decoder.text(line.bytes, line.dropped > 0), line.at, false),
                    Part::Slab(slab) => {
                        let mut at = start + slab.start as u64;
                        let slab = chunk.get(slab).unwrap_or_default();
                        let mut from = 0;
                        for end in memchr::memchr_iter(b'\n', slab) {
                            let line = Line::new(slab.get(from..end).unwrap_or_default(), at);
                            machine.line(&decoder.text(line.bytes, line.dropped > 0), line.at, false);
                            at += (end + 1 - from) as u64;
                            from = end + 1;
                        }
                    }
                });
            }
            Source::Units(units) => units.feed(chunk, |line, at| machine.line(line, at, false)),
            Source::Unknown(_) => {}
        }
    }
}

/// Reads a log that is in memory.
#[must_use]
pub fn read(bytes: &[u8]) -> BackupLog {
    let mut reader = Reader::new();
    reader.feed(bytes);
    reader.finish()
}
