//! The directory at the end of a zip, held against the entries that were read; in constant memory, however many there are.

use sha2::{Digest, Sha256};

use super::source::Source;
use super::verdict::{Doubt, Verdict, Why};
use super::zip_entry::{CENTRAL, END, END64, Entry, LOCATOR, SIGNATURE, u16_at, u32_at, u64_at};

/// A set of entries, in whatever order: how many, and the sum of their digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    pub count: u64,
    sum: [u64; 2],
}

impl Seen {
    pub(super) fn add(&mut self, entry: &Entry) {
        let digest = Sha256::digest(entry.words());
        let [a, b] = &mut self.sum;
        (*a, *b) = (a.wrapping_add(u64_at(&digest, 0)), b.wrapping_add(u64_at(&digest, 8)));
        self.count += 1;
    }
}

/// Reads the directory, which comes next, to the end of the source.
pub(super) fn read(source: &mut Source<'_>, entries: &Seen) -> Result<(), Verdict> {
    let (start, wrong) = (source.at(), source.corrupt(Why::Directory));
    let (mut listed, mut volumes) = (Seen::default(), 0);
    while source.peek(4)? == CENTRAL {
        let (entry, volume) = Entry::central(source)?;
        volumes |= volume;
        listed.add(&entry);
    }
    if source.peek(4)? == SIGNATURE {
        let head: [u8; 6] = source.exact()?;
        source.pass(u16_at(&head, 4).into(), |_| Ok(()))?;
    }
    let end = End::read(source, source.at() - start)?;
    if end.volumes | volumes != 0 {
        return Err(source.doubt(Doubt::Volume));
    }
    let fits = end.count == listed.count && end.at == start && end.length_fits;
    if !fits || listed != *entries {
        return Err(wrong);
    }
    if source.chunk()?.is_empty() { Ok(()) } else { Err(source.trailing()) }
}

/// What the end record says.
struct End {
    volumes: u64,
    count: u64,
    at: u64,
    length_fits: bool,
}

impl End {
    /// Reads the ZIP64 records, if there are any, and the end with its comment.
    fn read(source: &mut Source<'_>, length: u64) -> Result<Self, Verdict> {
        let (record_at, mut wide) = (source.at(), None);
        let wrong = source.corrupt(Why::Directory);
        if source.peek(4)? == END64 {
            let head: [u8; 56] = source.exact()?;
            // The record may have more to say than we know.
            let more = u64_at(&head, 4).checked_sub(44).filter(|more| *more <= 1 << 20).ok_or(wrong)?;
            source.pass(more, |_| Ok(()))?;
            let locator: [u8; 20] = source.exact()?;
            if !locator.starts_with(&LOCATOR) || u64_at(&locator, 8) != record_at {
                return Err(wrong);
            }
            wide = Some(head);
        }
        let signature = source.peek(4)?;
        if signature != END {
            return Err(if signature.len() < 4 { source.cut() } else { wrong });
        }
        let head: [u8; 22] = source.exact()?;
        source.pass(u16_at(&head, 20).into(), |_| Ok(()))?;
        let number = |narrow: u64, most: u64, at: usize| match &wide {
            Some(wide) if narrow == most => u64_at(wide, at),
            _ => narrow,
        };
        let (short, long) = (u64::from(u16::MAX), u64::from(u32::MAX));
        let (here, all) = (number(u16_at(&head, 8).into(), short, 24), number(u16_at(&head, 10).into(), short, 32));
        let (size, at) = (number(u32_at(&head, 12), long, 40), number(u32_at(&head, 16), long, 48));
        let volumes = u64::from(u16_at(&head, 4)) | u64::from(u16_at(&head, 6));
        // Without ZIP64 some writers let the count wrap around; it is a fault of theirs, and told as one.
        let volumes = if wide.is_some() && volumes == short { 0 } else { volumes };
        Ok(Self { volumes, count: if here == all { all } else { u64::MAX }, at, length_fits: size == length })
    }
}
