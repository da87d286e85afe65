//! The end record, from which everything in a ZIP is found.

use std::io;
use std::ops::Range;

use memchr::memmem::find_iter;

use crate::bundle::fault::Why;
use crate::bundle::field::Fields;
use crate::bundle::mark;
use crate::bundle::source::{ReadAt, exact};

/// Bytes of the end record without its comment.
const END: usize = 22;
/// The locator of the ZIP64 end record stands right before it.
const LOCATOR: u64 = 20;
/// Bytes of the ZIP64 end record without what may follow.
const END64: u64 = 56;

/// What stops the walk at once.
#[derive(Debug)]
pub(super) enum Stop {
    Io(io::Error),
    Why(Why),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Why> for Stop {
    fn from(why: Why) -> Self {
        Self::Why(why)
    }
}

/// Where the directory is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    /// Entries, as stated.
    pub entries: u64,
    /// The directory's bytes in the file.
    pub directory: Range<u64>,
    /// What is to be added to stated offsets: bytes that were put before the archive.
    pub shift: u64,
    /// Bytes behind the archive.
    pub after: u64,
}

/// What an end record says, old or ZIP64.
#[derive(Debug, Clone, Copy)]
struct Stated {
    entries: u64,
    size: u64,
    offset: u64,
}

pub(super) fn find<S: ReadAt + ?Sized>(source: &S) -> Result<End, Stop> {
    let size = source.size()?;
    let window = size.min(END as u64 + u64::from(u16::MAX));
    let tail = exact(source, size - window, usize::try_from(window).unwrap_or(0))?;
    let at = last_end(&tail)?;
    let record = tail.get(at..).unwrap_or_default();
    let (stated, comment) = end(record).ok_or(Why::NotZip)??;
    let position = size - window + at as u64;
    let after = size - position - END as u64 - comment;
    let (stated, stop, exact64) = match end64(source, position, &stated)? {
        Some((stated, position, said)) => (stated, position, Some(said)),
        None => (stated, position, None),
    };
    let start = stop.checked_sub(stated.size).ok_or(Why::DirectoryOutside)?;
    let shift = start.checked_sub(stated.offset).ok_or(Why::DirectoryOutside)?;
    if exact64.is_some_and(|said| said.checked_add(shift) != Some(stop)) {
        return Err(Why::EndDisagrees.into());
    }
    Ok(End { entries: stated.entries, directory: start..stop, shift, after })
}

/// The last end record, if no reader could take another for it: none begins in its comment or behind it, and none before it has it in
/// its own comment. (Those of archives that are stored as entries end before it.)
fn last_end(tail: &[u8]) -> Result<usize, Why> {
    let comment_end = |at: usize| {
        let mut fields = Fields(tail.get(at + 20..)?);
        let end = at + END + usize::from(fields.u16()?);
        (end <= tail.len()).then_some(end)
    };
    let all: Vec<usize> = find_iter(tail, &mark::END.to_le_bytes()).collect();
    let (place, at) = all.iter().enumerate().rfind(|(_, at)| comment_end(**at).is_some()).ok_or(Why::NotZip)?;
    let before = all.get(..place).unwrap_or_default();
    if place + 1 < all.len() || before.iter().filter_map(|other| comment_end(*other)).any(|end| end > *at) {
        return Err(Why::AmbiguousEnd);
    }
    Ok(*at)
}

/// What the end record says, and the length of its comment.
fn end(record: &[u8]) -> Option<Result<(Stated, u64), Why>> {
    let mut fields = Fields(record);
    fields.take(4)?;
    let (disk, directory_disk, here, entries) = (fields.u16()?, fields.u16()?, fields.u16()?, fields.u16()?);
    let (size, offset, comment) = (fields.u32()?, fields.u32()?, fields.u16()?);
    // All ones leave the number to the ZIP64 record.
    let first = |disk: u16| matches!(disk, 0 | u16::MAX);
    if !first(disk) || !first(directory_disk) || here != entries {
        return Some(Err(Why::MultiDisk));
    }
    Some(Ok((Stated { entries: entries.into(), size: size.into(), offset: offset.into() }, comment.into())))
}

/// What the ZIP64 end record says, where it stands, and where its locator says it does. It must not say anything else than the old one.
fn end64<S: ReadAt + ?Sized>(source: &S, end: u64, old: &Stated) -> Result<Option<(Stated, u64, u64)>, Stop> {
    let Some(locator_at) = end.checked_sub(LOCATOR) else { return Ok(None) };
    let locator = exact(source, locator_at, 20)?;
    let mut fields = Fields(&locator);
    if fields.u32() != Some(mark::LOCATOR64) {
        return Ok(None);
    }
    let (disk, said, disks) = (fields.u32(), fields.u64().ok_or(Why::EndDisagrees)?, fields.u32());
    if disk != Some(0) || !matches!(disks, Some(0 | 1)) {
        return Err(Why::MultiDisk.into());
    }
    // Right before its locator, unless it was extended; then the offset must be right as it stands.
    let near = locator_at.checked_sub(END64).ok_or(Why::EndDisagrees)?;
    for at in [near, said] {
        if at > near {
            continue;
        }
        let record = exact(source, at, 56)?;
        if let Some(stated) = record64(&record, locator_at - at)? {
            let agrees = |old: u64, new: u64, ones: u64| old == ones || old == new;
            let (word, long) = (u64::from(u16::MAX), u64::from(u32::MAX));
            let same =
                agrees(old.entries, stated.entries, word) && agrees(old.size, stated.size, long) && agrees(old.offset, stated.offset, long);
            return if same { Ok(Some((stated, at, said))) } else { Err(Why::EndDisagrees.into()) };
        }
    }
    Err(Why::EndDisagrees.into())
}

/// `None` where no ZIP64 end record of `len` bytes stands.
fn record64(record: &[u8], len: u64) -> Result<Option<Stated>, Why> {
    let read = || {
        let mut fields = Fields(record);
        let begins = fields.u32()? == mark::END64 && fields.u64()?.checked_add(12)? == len;
        fields.take(4)?;
        let disks = (fields.u32()?, fields.u32()?);
        let (here, entries) = (fields.u64()?, fields.u64()?);
        let stated = Stated { entries, size: fields.u64()?, offset: fields.u64()? };
        begins.then_some((stated, disks == (0, 0) && here == entries))
    };
    match read() {
        Some((stated, true)) => Ok(Some(stated)),
        Some((_, false)) => Err(Why::MultiDisk),
        None => Ok(None),
    }
}
