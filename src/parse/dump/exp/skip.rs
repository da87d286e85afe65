//! What is passed over without being read: the texts of procedures and comments, and rows of a form that is not known.

use super::stream::Stream;
use memchr::{memchr, memmem};
use std::io::Result;

/// The longest source of a view or a procedure that is passed over in one piece.
const LONGEST_SOURCE: usize = 512 * 1024;

/// What lines begin with that can follow the rows of a table.
const AFTER_ROWS: [&[u8]; 14] = [
    b"ALTER ",
    b"ANALCOMPUTE ",
    b"ANALSTATS ",
    b"AUDIT ",
    b"COMMENT ON ",
    b"CONNECT ",
    b"CREATE ",
    b"ENDTABLE\n",
    b"EXIT\n",
    b"GRANT ",
    b"INSERT ",
    b"METRIC",
    b"REVOKE ",
    b"TABLE \"",
];

/// Goes to the first line behind `FF FF` and a line end that can follow rows, or to the end of the file.
pub(super) fn rows(stream: &mut Stream<'_>) -> Result<()> {
    const CLOSE: &[u8] = b"\xFF\xFF\n";
    const LOOK: usize = 16;
    let finder = memmem::Finder::new(CLOSE);
    loop {
        let rest = stream.rest();
        let Some(at) = finder.find(rest) else {
            let keep = rest.len().min(CLOSE.len() - 1);
            let done = rest.len() - keep;
            stream.consume(done);
            if !stream.more()? {
                stream.consume(keep);
                return Ok(());
            }
            continue;
        };
        stream.consume(at);
        stream.peek(CLOSE.len() + LOOK)?;
        let behind = stream.rest().get(CLOSE.len()..).unwrap_or_default();
        if AFTER_ROWS.iter().any(|word| behind.starts_with(word)) {
            stream.consume(CLOSE.len());
            return Ok(());
        }
        stream.consume(1);
    }
}

/// The text of a comment: a length, the text in quotes, a line end.
pub(super) fn comment(stream: &mut Stream<'_>) -> Result<()> {
    stream.peek(64 * 1024)?;
    let Some((length, rest)) = stream.rest().split_first_chunk::<2>() else { return Ok(()) };
    let length = usize::from(u16::from_le_bytes(*length));
    if let Some((text, behind)) = rest.split_at_checked(length)
        && text.starts_with(b"'")
        && text.ends_with(b"'")
        && behind.starts_with(b"\n")
    {
        stream.consume(2 + length + 1);
    }
    Ok(())
}

/// The text of a view or a procedure: pieces with their lengths, none of them with a NUL; a length of 0; a line end. Where it is
/// anything else, it is read as lines. `in_vain` counts what was looked at for nothing.
pub(super) fn source(stream: &mut Stream<'_>, in_vain: &mut u64) -> Result<()> {
    // What is looked at in vain is looked at again; a file of nothing else must not take longer for it.
    if *in_vain > stream.at() {
        return Ok(());
    }
    stream.peek(2)?;
    let mut at = if stream.rest().starts_with(b"\xFD\xFF") { 2 } else { 0 };
    loop {
        stream.peek(at + 3)?;
        let Some(length) = stream.rest().get(at..).and_then(|rest| rest.first_chunk::<2>()) else { break };
        let length = usize::from(u16::from_le_bytes(*length));
        if length == 0 {
            if stream.rest().get(at + 2) == Some(&b'\n') {
                stream.consume(at + 3);
                return Ok(());
            }
            break;
        }
        let end = at + 2 + length;
        if end > LONGEST_SOURCE || !stream.peek(end)? {
            break;
        }
        if stream.rest().get(at + 2..end).is_none_or(|piece| memchr(0, piece).is_some()) {
            at = end;
            break;
        }
        at = end;
    }
    *in_vain += at as u64;
    Ok(())
}
