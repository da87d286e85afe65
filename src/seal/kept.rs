//! Digests that a run had made when it was stopped ⇄ text, so that the next run goes on from there.
//!
//! They are believed only in the run they belong to: the key says which (a manifest and a night, say). Taken in another run they would
//! prove nothing, as the file was not read again. A file counts only while size, times and inode are those it was read with.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use super::line::{self, Lines};
use super::manifest_text::Seconds;
use super::{Digest, Digests, Name};

const FORMAT: &[u8] = b"opsctl-kept 2 ";

/// How a file is told from another one in its place, or from itself after a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    pub mtime: (i64, u32),
    /// Also moves when somebody sets the time back.
    pub ctime: (i64, u32),
    pub device: u64,
    pub inode: u64,
}

/// What is known already.
pub type Kept = HashMap<Name, (Stamp, Digests)>;

/// Begins a file of a run.
pub fn begin(out: &mut impl Write, key: Digest) -> io::Result<()> {
    out.write_all(FORMAT)?;
    writeln!(out, "{key}")
}

/// Adds a file that was read. The length of its name shows whether the line is whole.
pub fn add(out: &mut impl Write, name: &Name, stamp: &Stamp, digests: &Digests) -> io::Result<()> {
    let (escaped, name) = line::escape(name.bytes());
    write!(out, "{}", if escaped { '\\' } else { '+' })?;
    for digest in [digests.sha256, digests.blake3] {
        match digest {
            Some(digest) => write!(out, "{digest} ")?,
            None => out.write_all(b"- ")?,
        }
    }
    let (mtime, ctime) = (Seconds(stamp.mtime), Seconds(stamp.ctime));
    write!(out, "{} {mtime} {ctime} {} {} {} ", stamp.size, stamp.device, stamp.inode, name.len())?;
    out.write_all(&name)?;
    out.write_all(b"\n")
}

/// Reads it, up to the first line that is not whole; and how many bytes that is, so that whoever adds to it cuts off the rest. Nothing is
/// known from another key or another format: then all is read again.
#[must_use]
pub fn read(input: impl BufRead, key: Digest) -> (Kept, u64) {
    let (mut lines, mut kept) = (Lines::new(input), Kept::new());
    let Ok(Some(head)) = lines.next() else { return (kept, 0) };
    let mut good = head.len() as u64 + 1;
    if head.strip_prefix(FORMAT).and_then(Digest::parse) != Some(key) {
        return (kept, 0);
    }
    while let Ok(Some(line)) = lines.next() {
        let Some((name, known)) = parse(line) else { break };
        good += line.len() as u64 + 1;
        kept.insert(name, known);
    }
    (kept, good)
}

fn parse(line: &[u8]) -> Option<(Name, (Stamp, Digests))> {
    let escaped = line.first()? == &b'\\';
    let mut parts = line.get(1..)?.splitn(9, |b| *b == b' ');
    let digest = |text: &[u8]| if text == b"-" { Some(None) } else { Digest::parse(text).map(Some) };
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse().ok();
    let digests = Digests { sha256: digest(parts.next()?)?, blake3: digest(parts.next()?)? };
    let size = number(parts.next()?)?;
    let (mtime, ctime) = (Seconds::parse(parts.next()?)?, Seconds::parse(parts.next()?)?);
    let (device, inode, length) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    let name = parts.next().filter(|name| name.len() as u64 == length)?;
    let name = line::name(escaped, name).ok()?;
    Some((name, (Stamp { size, mtime, ctime, device, inode }, digests)))
}
