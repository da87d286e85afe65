//! Whether a file is whole, by its header, its length and three short reads, whatever its size.

use super::head::{Head, Master};
use crate::parse::dump::bytes::{Bytes, be, last_set, take};
use std::io::Result;

/// Versions of the format whose dumps were measured.
const SEEN: [(u8, u8); 3] = [(1, 1), (3, 1), (5, 1)];
/// What a table's stream begins with (seen in 21c).
const STREAM: &[u8] = b"\xFF\xFF\x24\x24";

/// What header and length prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The file ends with the block that the master table ends in, and there are bytes in that. `confirmed`: the master table's own lengths
    /// say the same (21c; they are not looked for elsewhere).
    Whole { confirmed: bool },
    /// Something is missing or was added.
    Cut(Cut),
    /// The header names no master table: the job is running or was killed, or another file of the set holds it.
    Unfinished,
    /// Neither can be proved.
    Unknown(Doubt),
}

/// How a file is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Shorter than header and master table say.
    Short { length: u64, expected: u64 },
    /// Longer than they say.
    Long { length: u64, expected: u64 },
    /// No master table is named, and the file ends inside a block.
    InBlock { length: u64, over: u64 },
    /// NULs where the master table begins.
    NoMaster { at: u64 },
    /// NULs from here on, where the master table should end at `end`.
    ZeroedTail { from: u64, end: u64 },
}

/// Why nothing can be proved. `fits`: whether the length is the one that a dump of one file would have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A version of the format that was never seen.
    Version { fits: bool },
    /// The counters are not those of a dump of one file.
    OneOfSet { fits: bool },
    /// The length is right, but the master table's own lengths, or the numbers in the header, do not go together.
    Lengths,
}

impl Head {
    /// How long a dump of one file with this header is; `None` where no master table is named. Of use where only the length is at hand, as
    /// of a file inside an archive.
    #[must_use]
    pub fn expected_length(&self) -> Option<u64> {
        extent(self.master?, self.block_size.max(1).into()).map(|(.., length)| length)
    }
}

/// Looks at a file with that header.
pub fn whole(bytes: &dyn Bytes, head: &Head) -> Result<Whole> {
    let (length, block) = (bytes.len(), u64::from(head.block_size.max(1)));
    let Some(master) = head.master else {
        let over = length % block;
        return Ok(if over == 0 { Whole::Unfinished } else { Whole::Cut(Cut::InBlock { length, over }) });
    };
    let Some((begin, end, expected)) = extent(master, block) else { return Ok(Whole::Unknown(Doubt::Lengths)) };
    let fits = length == expected;
    if !SEEN.contains(&head.version) {
        return Ok(Whole::Unknown(Doubt::Version { fits }));
    }
    if !alone(head) {
        return Ok(Whole::Unknown(Doubt::OneOfSet { fits }));
    }
    if length < expected {
        return Ok(Whole::Cut(Cut::Short { length, expected }));
    }
    if length > expected {
        return Ok(Whole::Cut(Cut::Long { length, expected }));
    }
    content(bytes, begin, end, master.length, block)
}

/// Where the master table begins and ends, and how long the file is then.
fn extent(master: Master, block: u64) -> Option<(u64, u64, u64)> {
    let begin = u64::from(master.position).checked_sub(1)?.checked_mul(block)?;
    let end = begin.checked_add(master.length)?;
    Some((begin, end, end.checked_next_multiple_of(block)?))
}

/// Whether the header is that of a dump of one file.
pub(super) fn alone(head: &Head) -> bool {
    head.pieces.is_none_or(|pieces| pieces == [1; 4]) && head.numbers == [1, 0, 1]
}

/// The length fits; whether there are bytes where it says.
fn content(bytes: &dyn Bytes, begin: u64, end: u64, master: u64, block: u64) -> Result<Whole> {
    let first = take(bytes, begin, usize::try_from(master.min(64)).unwrap_or_default())?;
    if first.iter().all(|&b| b == 0) {
        return Ok(Whole::Cut(Cut::NoMaster { at: begin }));
    }
    let zeroed = |from| Ok(Whole::Cut(Cut::ZeroedTail { from, end }));
    let Some(set) = last_set(bytes, end, block.min(master))? else { return zeroed(end - block.min(master)) };
    if !first.starts_with(STREAM) {
        return Ok(Whole::Whole { confirmed: false });
    }
    // Three pairs of length and offset, one after the other: head, rows, and a last one of 8 bytes that ends where the table does.
    let pairs =
        [(0x06, 0x0E), (0x16, 0x1E), (0x26, 0x2E)].map(|(length, offset)| Some((be::<8>(&first, length)?, be::<8>(&first, offset)?)));
    let [Some((_, _)), Some((rows, offset)), Some((rest, last))] = pairs else { return Ok(Whole::Unknown(Doubt::Lengths)) };
    let rows_end = offset.checked_add(rows).filter(|&end| end <= last);
    let (Some(rows_end), true) = (rows_end, last.checked_add(rest) == Some(master)) else { return Ok(Whole::Unknown(Doubt::Lengths)) };
    // A row ends in a value or the mark of a NULL, so there are no NULs before the end of the rows but in binary values.
    if begin + rows_end > set + 64 {
        return zeroed(set);
    }
    Ok(Whole::Whole { confirmed: true })
}
