//! Tar: header after header to the two blocks of zeros at its end.
//!
//! A tar without its end is cut, even where it stops between two files: nothing else would tell that files are missing.

use super::run::Run;
use super::source::Source;
use super::tar_header::{Header, Pax};
use super::verdict::{Doubt, Proof, Verdict, Why};

const BLOCK: u64 = 512;
/// More than names and attributes come to.
const MOST_EXTRA: u64 = 1 << 20;

/// What was said ahead of a header.
#[derive(Default)]
struct Ahead {
    pax: Option<Pax>,
    long_name: Option<Vec<u8>>,
    link: bool,
}

impl Ahead {
    fn is_empty(&self) -> bool {
        self.pax.is_none() && self.long_name.is_none() && !self.link
    }
}

/// Walks to the end of the archive, and the source to its own.
pub(super) fn walk(run: &mut Run<'_>, mut source: Source<'_>) -> Result<Verdict, Verdict> {
    let mut ahead = Ahead::default();
    loop {
        // A block that is none is told by where it begins.
        let here = source.corrupt(Why::Header);
        let block: [u8; 512] = source.exact()?;
        if block.iter().all(|byte| *byte == 0) {
            return if ahead.is_empty() { end(source) } else { Err(here) };
        }
        let header = Header::read(&block).ok_or(here)?;
        match header.kind {
            b'x' | b'X' | b'g' | b'L' | b'K' => extra(&mut source, &header, &mut ahead, here)?,
            b'M' => return Err(source.doubt(Doubt::Volume)),
            _ => entry(run, &mut source, header, std::mem::take(&mut ahead))?,
        }
    }
}

/// The first block of zeros was there.
fn end(mut source: Source<'_>) -> Result<Verdict, Verdict> {
    let here = source.corrupt(Why::Header);
    let block: [u8; 512] = source.exact()?;
    if block.iter().any(|byte| *byte != 0) {
        return Err(here);
    }
    // Archives are filled up to the size of a record.
    source.zeros()?;
    if source.chunk()?.is_empty() { Ok(Verdict::Whole) } else { Err(source.trailing()) }
}

/// A header that is about the next one.
fn extra(source: &mut Source<'_>, header: &Header, ahead: &mut Ahead, here: Verdict) -> Result<(), Verdict> {
    let size = usize::try_from(header.size).ok().filter(|_| header.size <= MOST_EXTRA).ok_or(here)?;
    let text = source.collect(size)?;
    padding(source, header.size)?;
    match header.kind {
        b'x' | b'X' => ahead.pax = Some(Pax::read(&text).ok_or(here)?),
        // What is said for all is about times and owners.
        b'g' => drop(Pax::read(&text).ok_or(here)?),
        b'L' => ahead.long_name = Some(text.split(|b| *b == 0).next().unwrap_or_default().to_vec()),
        _ => ahead.link = true,
    }
    Ok(())
}

fn entry(run: &mut Run<'_>, source: &mut Source<'_>, header: Header, ahead: Ahead) -> Result<(), Verdict> {
    let mut extended = header.extended;
    while extended {
        let map: [u8; 512] = source.exact()?;
        extended = map.get(504).is_some_and(|more| *more != 0);
    }
    let pax = ahead.pax.unwrap_or_default();
    // A hard link may tell the size of what it links to; nothing of it follows.
    let size = if header.kind == b'1' { 0 } else { pax.size.unwrap_or(header.size) };
    run.entry(Proof::Structure);
    if matches!(header.kind, b'0' | 0 | b'7' | b'S') {
        let name = pax.name.or(ahead.long_name).unwrap_or(header.name);
        run.member(&name, Some(size), pax.sparse || header.kind == b'S')?;
        source.pass(size, |part| run.data(part))?;
    } else {
        source.pass(size, |_| Ok(()))?;
    }
    padding(source, size)
}

fn padding(source: &mut Source<'_>, size: u64) -> Result<(), Verdict> {
    source.pass((BLOCK - size % BLOCK) % BLOCK, |_| Ok(()))
}
