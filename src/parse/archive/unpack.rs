//! A packed source and its codec → unpacked bytes, member after member.

use std::cell::Cell;
use std::rc::Rc;

use super::Kind;
use super::sniff::{Again, again};
use super::source::{Pull, Source};
use super::verdict::{Doubt, Layer, Limits, Proof, Verdict, Why};

/// How far a step came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Moved {
    pub read: usize,
    pub written: usize,
    /// The member is over, and all it says of itself is true.
    pub end: bool,
}

/// What a step found, after so many bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrong {
    pub read: usize,
    pub what: What,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    Corrupt(Why),
    Unknown(Doubt),
}

/// One packing.
pub(super) trait Codec {
    /// A member begins with these bytes; they are given again. What it will have proved at its end.
    fn begin(&mut self, head: &[u8]) -> Result<Proof, What>;
    /// Takes some, gives some. Called without input only at the end of it.
    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong>;
}

/// As much of a member's beginning as [`Codec::begin`] may want.
pub(super) const BEGIN: usize = 16;

/// Counts what all layers read and give, and says when it is too much.
#[derive(Clone)]
pub(super) struct Meter {
    pub limits: Limits,
    pub bytes_in: Rc<Cell<u64>>,
}

impl Meter {
    /// Whether a layer may have come to so many bytes.
    pub(super) fn allow(&self, layer: usize, bytes_out: u64) -> Result<(), Verdict> {
        let (limits, bytes_in) = (&self.limits, self.bytes_in.get());
        let ratio = bytes_out > limits.ratio_from && bytes_out > bytes_in.saturating_mul(limits.ratio);
        if ratio || bytes_out > limits.bytes_out { Err(Verdict::Bomb { layer, bytes_in, bytes_out }) } else { Ok(()) }
    }
}

/// A step of a codec over a source, whose errors get their place.
pub(super) fn step(codec: &mut dyn Codec, source: &mut Source<'_>, most: u64, out: &mut [u8]) -> Result<Moved, Verdict> {
    let chunk = source.chunk()?;
    let chunk = chunk.get(..usize::try_from(most).unwrap_or(usize::MAX)).unwrap_or(chunk);
    let empty = chunk.is_empty();
    match codec.step(chunk, out) {
        Ok(moved) => {
            source.consume(moved.read);
            match moved {
                Moved { read: 0, written: 0, end: false } if empty && most > 0 => Err(source.cut()),
                // It wants more than the container says it has, or nothing at all.
                Moved { read: 0, written: 0, end: false } => Err(source.corrupt(if empty { Why::Length } else { Why::Data })),
                moved => Ok(moved),
            }
        }
        Err(Wrong { read, what }) => {
            source.consume(read);
            Err(place(source, what))
        }
    }
}

pub(super) fn place(source: &Source<'_>, what: What) -> Verdict {
    match what {
        What::Corrupt(why) => source.corrupt(why),
        What::Unknown(why) => source.doubt(why),
    }
}

/// A packed layer.
pub(super) struct Unpack<'a> {
    source: Source<'a>,
    kind: Kind,
    codec: Box<dyn Codec>,
    layer: Rc<Cell<Layer>>,
    meter: Meter,
    out: u64,
    open: bool,
    over: bool,
}

impl<'a> Unpack<'a> {
    pub(super) fn new(source: Source<'a>, codec: Box<dyn Codec>, layer: Rc<Cell<Layer>>, meter: Meter) -> Self {
        Self { source, kind: layer.get().kind, codec, layer, meter, out: 0, open: false, over: false }
    }

    /// Opens the next member, or sees that there is none.
    fn next(&mut self) -> Result<(), Verdict> {
        let kind = self.kind;
        let mut next = again(kind, self.source.peek(BEGIN)?);
        if next == Again::Else {
            next = self.padding()?;
        }
        match next {
            Again::End => self.over = true,
            Again::Cut => return Err(self.source.cut()),
            Again::Else => return Err(self.source.trailing()),
            Again::Member => {
                let proof = self.codec.begin(self.source.peek(BEGIN)?);
                let proof = proof.map_err(|what| place(&self.source, what))?;
                let Layer { members, proof: before, .. } = self.layer.get();
                self.layer.set(Layer { kind, members: members + 1, proof: proof.min(before) });
                self.open = true;
            }
        }
        Ok(())
    }

    /// Zeros to the end are what tapes and block devices add to gzip; xz has them in its format, in fours, also between streams.
    fn padding(&mut self) -> Result<Again, Verdict> {
        let kind = self.kind;
        if !matches!(kind, Kind::Gzip | Kind::Xz) {
            return Ok(Again::Else);
        }
        let Verdict::Trailing { layer, at } = self.source.trailing() else { return Ok(Again::Else) };
        let zeros = self.source.zeros()?;
        let next = again(kind, self.source.peek(BEGIN)?);
        let fits = match kind {
            Kind::Xz => zeros.is_multiple_of(4) && zeros > 0,
            _ => next == Again::End,
        };
        if fits && next != Again::Else { Ok(next) } else { Err(Verdict::Trailing { layer, at }) }
    }
}

impl Pull for Unpack<'_> {
    fn pull(&mut self, out: &mut [u8]) -> Result<usize, Verdict> {
        loop {
            if !self.open {
                self.next()?;
            }
            if self.over {
                return Ok(0);
            }
            let moved = step(&mut *self.codec, &mut self.source, u64::MAX, out)?;
            self.open = !moved.end;
            if moved.written > 0 {
                self.out += moved.written as u64;
                self.meter.allow(self.source.layer(), self.out)?;
                return Ok(moved.written);
            }
        }
    }
}
