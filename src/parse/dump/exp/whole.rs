//! Whether a dump is whole: by its end alone, in a few reads.

use super::head::Head;
use crate::parse::dump::bytes::{Bytes, last_set, take};
use memchr::memmem;
use std::io::Result;

/// What a dump ends in, before NULs up to the end of its last record. The mark itself begins behind the first line end.
pub(super) const EXIT: &[u8] = b"\nEXIT\nEXIT\n";
/// How far back from the end NULs are followed.
const LOOK_BACK: u64 = 64 << 20;
/// How much before the end is searched for an `EXIT` with something behind it.
const TAIL: u64 = 1 << 20;
/// Dumps up to this size are searched for a table.
const SMALL: u64 = 64 << 10;
/// A disk loses whole sectors.
const SECTOR: u64 = 512;

/// What the end of a dump proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// `EXIT` at this offset, NULs to the end of its record, and a whole number of records. `no_table`: the dump has at most 64 KiB, all of
    /// it was searched, and no table is in it (an export of nothing has 4,096 bytes and is a success to `exp`).
    Whole { exit_at: u64, no_table: bool },
    /// Something is missing or was added.
    Cut(Cut),
    /// Neither can be proved.
    Unknown(Doubt),
}

/// How a dump is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// No `EXIT`, and the length is no multiple of the record length: it ends this many bytes into a record.
    InRecord { length: u64, over: u64 },
    /// `EXIT` is there, but not all of the NULs behind it: no statement or row is lost.
    InPadding { exit_at: u64, missing: u64 },
    /// No `EXIT`, and nothing but NULs from here on (looked at from the end over at most 64 MiB).
    ZeroedTail { from: u64 },
    /// `EXIT` with its NULs, and something else from `at` on.
    Garbage { exit_at: u64, at: u64 },
}

/// Why nothing can be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A whole number of records without `EXIT`: a piece of a set made with FILESIZE= of which another file is the last, or a dump cut
    /// exactly at the end of a record. `nuls`: how many NULs it ends in, which may be data.
    NoExit { nuls: u64 },
    /// `EXIT` is there, and a record or more of NULs behind it: an end that was never seen.
    LongPadding { exit_at: u64, nuls: u64 },
}

/// Looks at the end of a dump with that header.
pub fn whole(bytes: &dyn Bytes, head: &Head) -> Result<Whole> {
    let length = bytes.len();
    let record = u64::from(head.record_length.max(1));
    let Some(end) = last_set(bytes, length, LOOK_BACK)? else {
        return Ok(Whole::Cut(Cut::ZeroedTail { from: length.saturating_sub(LOOK_BACK) }));
    };
    let exit = take(bytes, end.saturating_sub(EXIT.len() as u64), EXIT.len())? == EXIT;
    if !exit && let Some((exit_at, at)) = garbage(bytes, end, record)? {
        return Ok(Whole::Cut(Cut::Garbage { exit_at, at }));
    }
    Ok(match judge(end, length - end, exit, record) {
        Whole::Whole { exit_at, .. } => Whole::Whole { exit_at, no_table: no_table(bytes)? },
        other => other,
    })
}

/// What it means that a dump has bytes up to `end`, `EXIT` last or not, and so many NULs behind them.
pub(super) fn judge(end: u64, nuls: u64, exit: bool, record: u64) -> Whole {
    let (length, exit_at) = (end + nuls, end.saturating_sub(EXIT.len() as u64 - 1));
    let over = length % record;
    match (exit, over) {
        (true, _) if nuls >= record => Whole::Unknown(Doubt::LongPadding { exit_at, nuls }),
        (true, 0) => Whole::Whole { exit_at, no_table: false },
        (true, _) => Whole::Cut(Cut::InPadding { exit_at, missing: record - over }),
        (false, _) if nuls >= record.min(SECTOR) => Whole::Cut(Cut::ZeroedTail { from: end }),
        (false, 0) => Whole::Unknown(Doubt::NoExit { nuls }),
        (false, _) => Whole::Cut(Cut::InRecord { length, over }),
    }
}

/// Where the last `EXIT` of the tail stands and where something follows it, if what stands between is the padding of a record: rows may
/// hold the same letters.
fn garbage(bytes: &dyn Bytes, end: u64, record: u64) -> Result<Option<(u64, u64)>> {
    let from = end.saturating_sub(TAIL);
    let tail = take(bytes, from, usize::try_from(end - from).unwrap_or_default())?;
    let Some(found) = memmem::rfind(&tail, EXIT) else { return Ok(None) };
    let behind = found + EXIT.len();
    let nuls = tail.iter().skip(behind).take_while(|&&b| b == 0).count();
    let (behind, at) = (from + behind as u64, from + (behind + nuls) as u64);
    Ok((at >= behind.next_multiple_of(record)).then_some((from + found as u64 + 1, at)))
}

/// Whether a small dump has no table.
fn no_table(bytes: &dyn Bytes) -> Result<bool> {
    if bytes.len() > SMALL {
        return Ok(false);
    }
    let all = take(bytes, 0, usize::try_from(SMALL).unwrap_or_default())?;
    Ok([&b"TABLE \""[..], b"INSERT "].iter().all(|mark| memmem::find(&all, mark).is_none()))
}
