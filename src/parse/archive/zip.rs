//! Zip, read as a stream: entry after entry, each to its sum and length, then the directory, which must list exactly these.

use flate2::Crc;
use memchr::memmem;

use super::bzip2::Bzip2;
use super::deflate::Inflate;
use super::run::Run;
use super::source::Source;
use super::unpack::{BEGIN, Codec, Moved, place, step};
use super::verdict::{Doubt, Proof, Verdict, Why};
use super::xz::Xz;
use super::zip_directory::{self, Seen};
use super::zip_entry::{CENTRAL, DESCRIPTOR, END, END64, EXTRA_DATA, Entry, LOCAL, u32_at, u64_at};
use super::zstd::Zstd;

/// Room for unpacked data.
const ROOM: usize = 64 << 10;

/// What a walk remembers.
struct Walk {
    seen: Seen,
    /// The first entry that could not be proved.
    doubt: Option<Verdict>,
    buffer: Vec<u8>,
}

/// Walks to the end of the archive, which must be that of the source.
pub(super) fn walk(run: &mut Run<'_>, mut source: Source<'_>) -> Result<Verdict, Verdict> {
    let mut walk = Walk { seen: Seen::default(), doubt: None, buffer: vec![0; ROOM] };
    loop {
        let signature = source.peek(4)?;
        if signature == LOCAL {
            entry(run, &mut source, &mut walk)?;
        } else if [CENTRAL, END, END64].iter().any(|known| signature == known) {
            zip_directory::read(&mut source, &walk.seen)?;
            return Ok(walk.doubt.unwrap_or(Verdict::Whole));
        } else if signature == EXTRA_DATA {
            return Err(source.doubt(Doubt::Encrypted));
        } else if signature.len() < 4 {
            return Err(source.cut());
        } else {
            return Err(source.corrupt(Why::Header));
        }
    }
}

fn entry(run: &mut Run<'_>, source: &mut Source<'_>, walk: &mut Walk) -> Result<(), Verdict> {
    let here = source.at();
    let mut entry = Entry::local(source)?;
    run.entry(Proof::Sums);
    // Sizes may be known although they stand after the data, too.
    let packed = (!entry.described() || entry.packed > 0).then_some(entry.packed);
    let codec = if entry.encrypted() { Err(Doubt::Encrypted) } else { codec(entry.method, run) };
    let (found, crc) = match codec {
        Ok(codec) => {
            run.member(&entry.name, packed.map(|_| entry.size), false)?;
            unpack(run, source, codec, packed, &mut walk.buffer)?
        }
        Err(why) => {
            let doubt = Verdict::Unknown { layer: source.layer(), at: here, why };
            let Some(packed) = packed else { return Err(doubt) };
            walk.doubt.get_or_insert(doubt);
            source.pass(packed, |_| Ok(()))?;
            (None, None)
        }
    };
    let (real_packed, real_size) = found.unwrap_or((entry.packed, entry.size));
    if entry.described() {
        (entry.packed, entry.size, entry.crc) = (real_packed, real_size, crc.unwrap_or(entry.crc));
        entry.crc = described(source, &entry, crc.is_some())?;
    }
    if crc.is_some_and(|crc| crc != entry.crc) {
        return Err(source.corrupt(Why::Sum));
    }
    if (real_packed, real_size) != (entry.packed, entry.size) {
        return Err(source.corrupt(Why::Length));
    }
    walk.seen.add(&entry);
    Ok(())
}

/// Its decoder; `None` where it is stored.
fn codec(method: u16, run: &Run<'_>) -> Result<Option<Box<dyn Codec>>, Doubt> {
    let memory = run.meter.limits.memory;
    Ok(match method {
        0 => None,
        8 => Some(Box::new(Inflate::new())),
        12 => Some(Box::new(Bzip2::new())),
        93 => Some(Box::new(Zstd::new(memory).ok_or(Doubt::Memory)?)),
        95 => Some(Box::new(Xz::new(memory))),
        other => return Err(Doubt::Method(other)),
    })
}

type Sizes = Option<(u64, u64)>;

/// Unpacks an entry; its sizes and its sum as they are.
fn unpack(
    run: &mut Run<'_>,
    source: &mut Source<'_>,
    codec: Option<Box<dyn Codec>>,
    packed: Option<u64>,
    buffer: &mut [u8],
) -> Result<(Sizes, Option<u64>), Verdict> {
    let (from, mut crc, mut size) = (source.at(), Crc::new(), 0_u64);
    let Some(mut codec) = codec else {
        match packed {
            Some(packed) => source.pass(packed, |part| {
                crc.update(part);
                run.data(part)
            })?,
            None => stored(run, source, &mut crc)?,
        }
        let size = source.at() - from;
        return Ok((Some((size, size)), Some(crc.sum().into())));
    };
    codec.begin(source.peek(BEGIN)?).map_err(|what| place(source, what))?;
    loop {
        let left = packed.map_or(u64::MAX, |packed| packed.saturating_sub(source.at() - from));
        let Moved { written, end, .. } = step(&mut *codec, source, left, buffer)?;
        let bytes = buffer.get(..written).unwrap_or_default();
        crc.update(bytes);
        size += written as u64;
        run.data(bytes)?;
        run.allow(source.layer())?;
        if end {
            return Ok((Some((source.at() - from, size)), Some(crc.sum().into())));
        }
    }
}

/// Takes what is stored in an entry up to a signed sum and sizes that are those of what was taken: nothing else shows its end. Zip writes
/// such entries into pipes, for what does not shrink.
fn stored(run: &mut Run<'_>, source: &mut Source<'_>, crc: &mut Crc) -> Result<(), Verdict> {
    let (from, unknown) = (source.at(), source.doubt(Doubt::Length));
    loop {
        let size = source.at() - from;
        let ahead = source.peek(28)?;
        if ahead.len() < DESCRIPTOR.len() {
            return Err(unknown);
        }
        if descriptor(ahead, size, size, Some(crc.sum().into())).is_some_and(|found| found.signed) {
            return Ok(());
        }
        let chunk = source.chunk()?;
        // Not from the first byte: that one is data. The last ones may begin what the next chunk ends.
        let next = memmem::find(chunk.get(1..).unwrap_or_default(), &DESCRIPTOR).map(|at| at + 1);
        let taken = next.unwrap_or(chunk.len().saturating_sub(DESCRIPTOR.len() - 1).max(1));
        let part = chunk.get(..taken).unwrap_or(chunk);
        crc.update(part);
        run.data(part)?;
        source.consume(taken);
    }
}

/// A sum and sizes after the data of an entry.
struct Descriptor {
    signed: bool,
    length: usize,
    crc: u64,
}

/// Finds it at the beginning of these bytes: with or without a signature, in 32 or 64 bits. Which one, the format does not say; it is the
/// one that fits and is followed by the next header. An entry that was passed over has no sum to fit.
fn descriptor(bytes: &[u8], packed: u64, size: u64, sum: Option<u64>) -> Option<Descriptor> {
    [(true, false), (true, true), (false, false), (false, true)].into_iter().find_map(|(signed, wide)| {
        let (at, length) = (if signed { 4 } else { 0 }, if wide { 20 } else { 12 });
        let said = if wide { (u64_at(bytes, at + 4), u64_at(bytes, at + 12)) } else { (u32_at(bytes, at + 4), u32_at(bytes, at + 8)) };
        let crc = u32_at(bytes, at);
        let fits = said == (packed, size) && sum.is_none_or(|sum| sum == crc);
        let framed = (!signed || bytes.starts_with(&DESCRIPTOR)) && bytes.get(at + length..).is_some_and(|next| next.starts_with(b"PK"));
        (fits && framed).then_some(Descriptor { signed, length: at + length, crc })
    })
}

/// Takes it from the source; the sum that it tells.
fn described(source: &mut Source<'_>, entry: &Entry, known: bool) -> Result<u64, Verdict> {
    let bytes = source.peek(28)?;
    match descriptor(bytes, entry.packed, entry.size, known.then_some(entry.crc)) {
        Some(Descriptor { length, crc, .. }) => {
            source.consume(length);
            Ok(crc)
        }
        // Whatever follows is longer than this.
        None if bytes.len() < 28 => Err(source.cut()),
        None => Err(source.corrupt(Why::Sum)),
    }
}
