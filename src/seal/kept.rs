//! Digests that a run had made when it was stopped ⇄ text, so that the next run goes on from there.
//!
//! They are believed only in the run they belong to: the key says which (a manifest and a night, say). Taken in another run they would
//! prove nothing, as the file was not read again. A file counts only while size, times and inode are those it was read with.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use super::line::{self, Lines};
use super::manifest_text::Seconds;
use super::{Digest, Digests, Name};

const FORMAT: &[u8] = b"opsctl-kept 1 ";

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

/// Writes it, with an end that shows that it is whole.
pub fn write(out: &mut impl Write, key: Digest, kept: &Kept) -> io::Result<()> {
    out.write_all(FORMAT)?;
    writeln!(out, "{key}")?;
    for (name, (stamp, digests)) in kept {
        let (escaped, name) = line::escape(name.bytes());
        write!(out, "{}", if escaped { '\\' } else { '+' })?;
        for digest in [digests.sha256, digests.blake3] {
            match digest {
                Some(digest) => write!(out, "{digest} ")?,
                None => out.write_all(b"- ")?,
            }
        }
        write!(out, "{} {} {} {} {} ", stamp.size, Seconds(stamp.mtime), Seconds(stamp.ctime), stamp.device, stamp.inode)?;
        out.write_all(&name)?;
        out.write_all(b"\n")?;
    }
    writeln!(out, "end {}", kept.len())
}

/// Reads it. Nothing is known from another key, a newer format, or a file that is not whole: then all is read again.
#[must_use]
pub fn read(input: impl BufRead, key: Digest) -> Kept {
    whole(input, key).unwrap_or_default()
}

fn whole(input: impl BufRead, key: Digest) -> Option<Kept> {
    let mut lines = Lines::new(input);
    if Digest::parse(lines.next().ok()??.strip_prefix(FORMAT)?)? != key {
        return None;
    }
    let mut kept = Kept::new();
    loop {
        let line = lines.next().ok()??;
        if let Some(count) = line.strip_prefix(b"end ") {
            return (count == kept.len().to_string().as_bytes()).then_some(kept);
        }
        let (name, known) = parse(line)?;
        kept.insert(name, known);
    }
}

fn parse(line: &[u8]) -> Option<(Name, (Stamp, Digests))> {
    let escaped = line.first()? == &b'\\';
    let mut parts = line.get(1..)?.splitn(8, |b| *b == b' ');
    let digest = |text: &[u8]| if text == b"-" { Some(None) } else { Digest::parse(text).map(Some) };
    let number = |text: &[u8]| std::str::from_utf8(text).ok()?.parse().ok();
    let digests = Digests { sha256: digest(parts.next()?)?, blake3: digest(parts.next()?)? };
    let size = number(parts.next()?)?;
    let (mtime, ctime) = (Seconds::parse(parts.next()?)?, Seconds::parse(parts.next()?)?);
    let (device, inode) = (number(parts.next()?)?, number(parts.next()?)?);
    let name = line::name(escaped, parts.next()?).ok()?;
    Some((name, (Stamp { size, mtime, ctime, device, inode }, digests)))
}
