//! A stream → its layers, one after the other, to the data inside.

use std::cell::Cell;
use std::io::Read;
use std::ops::ControlFlow;
use std::rc::Rc;

use super::bzip2::Bzip2;
use super::gzip::Gzip;
use super::sniff::{Kind, SNIFF, sniff};
use super::source::{Raw, Source};
use super::unpack::{Codec, Meter, Unpack};
use super::verdict::{Doubt, Event, HEAD, Layer, Limits, Proof, Tested, Verdict};
use super::xz::Xz;
use super::zstd::Zstd;
use super::{tar, zip};

/// Takes what comes out, and says whether to go on.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Event<'_>) -> ControlFlow<()>;

/// What all layers of a test share.
pub(super) struct Run<'s> {
    sink: Sink<'s>,
    pub(super) meter: Meter,
    layers: Vec<Rc<Cell<Layer>>>,
    bytes_out: u64,
    head: Vec<u8>,
    files: u64,
}

/// Reads a stream to its end, or to the first thing that is wrong. Blocks of the reader set the pace: one that fails stops the test
/// ([`Verdict::Unread`]), and so does the sink ([`Verdict::Stopped`]).
pub fn test(input: impl Read, limits: &Limits, sink: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>) -> Tested {
    let bytes_in = Rc::new(Cell::new(0));
    let meter = Meter { limits: *limits, bytes_in: Rc::clone(&bytes_in) };
    let mut run = Run { sink, meter, layers: Vec::new(), bytes_out: 0, head: Vec::new(), files: 0 };
    let verdict = run.all(Source::new(Box::new(Raw { input, count: Rc::clone(&bytes_in) }), 0)).unwrap_or_else(|verdict| verdict);
    let layers = run.layers.iter().map(|layer| layer.get()).collect();
    Tested { verdict, layers, bytes_in: bytes_in.get(), bytes_out: run.bytes_out, head: run.head }
}

impl Run<'_> {
    fn all(&mut self, mut source: Source<'_>) -> Result<Verdict, Verdict> {
        loop {
            let head = source.peek(SNIFF)?;
            let Some(kind) = sniff(head) else {
                let empty = head.is_empty();
                if self.layers.is_empty() {
                    return Err(source.doubt(if empty { Doubt::Empty } else { Doubt::NotPacked }));
                }
                return self.plain(source).map(|()| Verdict::Whole);
            };
            let packing = !matches!(kind, Kind::Tar | Kind::Zip);
            if packing && self.layers.len() >= self.meter.limits.layers {
                return Err(source.doubt(Doubt::Depth));
            }
            let layer = Rc::new(Cell::new(Layer { kind, members: 0, proof: Proof::Sums }));
            self.layers.push(Rc::clone(&layer));
            let memory = self.meter.limits.memory;
            let codec: Box<dyn Codec> = match kind {
                Kind::Tar => return tar::walk(self, source),
                Kind::Zip => return zip::walk(self, source),
                Kind::Gzip => Box::new(Gzip::new()),
                Kind::Xz => Box::new(Xz::new(memory)),
                Kind::Bzip2 => Box::new(Bzip2::new()),
                Kind::Zstd => match Zstd::new(memory) {
                    Some(zstd) => Box::new(zstd),
                    None => return Err(source.doubt(Doubt::Memory)),
                },
            };
            let inside = self.layers.len();
            source = Source::new(Box::new(Unpack::new(source, codec, layer, self.meter.clone())), inside);
        }
    }

    /// Data that are no archive.
    fn plain(&mut self, mut source: Source<'_>) -> Result<(), Verdict> {
        loop {
            let chunk = source.chunk()?;
            if chunk.is_empty() {
                return Ok(());
            }
            let taken = chunk.len();
            self.data(chunk)?;
            source.consume(taken);
        }
    }

    /// An entry of the container that is walked.
    pub(super) fn entry(&mut self, proof: Proof) {
        if let Some(layer) = self.layers.last() {
            let Layer { kind, members, proof: before } = layer.get();
            layer.set(Layer { kind, members: members + 1, proof: proof.min(before) });
        }
    }

    /// A file begins.
    pub(super) fn member(&mut self, name: &[u8], size: Option<u64>, holes: bool) -> Result<(), Verdict> {
        self.files += 1;
        self.tell(Event::Member { name, size, holes })
    }

    /// Bytes come out.
    pub(super) fn data(&mut self, bytes: &[u8]) -> Result<(), Verdict> {
        if self.files <= 1 && self.head.len() < HEAD {
            let room = HEAD - self.head.len();
            self.head.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        }
        self.bytes_out += bytes.len() as u64;
        self.tell(Event::Data(bytes))
    }

    /// Whether the container may have come to what it has.
    pub(super) fn allow(&self, layer: usize) -> Result<(), Verdict> {
        self.meter.allow(layer, self.bytes_out)
    }

    fn tell(&mut self, event: Event<'_>) -> Result<(), Verdict> {
        if (self.sink)(event).is_break() { Err(Verdict::Stopped) } else { Ok(()) }
    }
}
