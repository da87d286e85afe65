//! `MANIFEST` ⇄ what is known of each file of a folder.
//!
//! ```text
//! opsctl-manifest 1
//! tool opsctl 0.1.0
//! host zs-bak-01
//! made 2026-11-26T02:10:00Z
//! files 2
//! bytes 6144
//! sums <SHA-256 of SHA256SUMS>
//!
//! <sha256> <blake3 or -> <size> <mtime, seconds.nanoseconds> <mode, octal> <name, escaped as GNU does>
//! ```

use std::io::{self, BufRead, Write};

use super::line::{self, Lines};
use super::{Digest, Digests, Entry, Facts, Fault, Head, Manifest, Sums, Why};

const FORMAT: &[u8] = b"opsctl-manifest ";
const VERSION: &[u8] = b"1";

impl Manifest {
    /// Writes `MANIFEST`. One without a head or facts cannot be written; that is an error of the caller (`InvalidInput`).
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Some(head) = &self.head else { return Err(io::ErrorKind::InvalidInput.into()) };
        writeln!(out, "opsctl-manifest 1")?;
        for (key, value) in [("tool", &head.tool), ("host", &head.host)] {
            write!(out, "{key} ")?;
            out.write_all(&line::escape(value.as_bytes()).1)?;
            writeln!(out)?;
        }
        writeln!(out, "made {}\nfiles {}\nbytes {}", head.made, self.entries.len(), self.bytes())?;
        writeln!(out, "sums {}", self.digest_of_sums(Sums::Sha256)?)?;
        if self.has(Sums::Blake3) {
            writeln!(out, "blake3sums {}", self.digest_of_sums(Sums::Blake3)?)?;
        }
        writeln!(out)?;
        self.entries.iter().try_for_each(|entry| write_entry(out, entry))
    }

    /// Reads `MANIFEST`. What it says of its own size must be true, so one that was cut is refused.
    pub fn read(input: impl BufRead) -> Result<Self, Fault> {
        let mut lines = Lines::new(input);
        let (head, said) = read_head(&mut lines)?;
        let (mut entries, mut order) = (Vec::new(), Vec::new());
        while let Some(line) = lines.next()? {
            let entry = parse_entry(line);
            entries.push(entry.map_err(|why| lines.fault(why))?);
            order.push(lines.number());
        }
        let manifest = Self { head: Some(head), entries, sums: said.sums, blake3sums: said.blake3sums };
        for (expected, found) in [(said.files, manifest.entries.len() as u64), (said.bytes, manifest.bytes())] {
            if expected != found {
                return Err(Fault { line: 0, why: Why::Count { expected, found } });
            }
        }
        manifest.sorted(order)
    }

    /// Ours are sorted; another order is no fault, a name twice is one.
    fn sorted(mut self, order: Vec<u64>) -> Result<Self, Fault> {
        if self.entries.is_sorted_by(|a, b| a.name < b.name) {
            return Ok(self);
        }
        let mut numbered: Vec<(Entry, u64)> = self.entries.into_iter().zip(order).collect();
        numbered.sort_by(|a, b| a.0.name.cmp(&b.0.name).then(a.1.cmp(&b.1)));
        for pair in numbered.windows(2) {
            if let [(a, first), (b, line)] = pair
                && a.name == b.name
            {
                return Err(Fault { line: *line, why: Why::Again(*first) });
            }
        }
        self.entries = numbered.into_iter().map(|(entry, _)| entry).collect();
        Ok(self)
    }
}

/// What a head says about the rest.
#[derive(Default)]
struct Said {
    files: u64,
    bytes: u64,
    sums: Option<Digest>,
    blake3sums: Option<Digest>,
}

fn read_head(lines: &mut Lines<impl BufRead>) -> Result<(Head, Said), Fault> {
    let first = lines.next()?.and_then(|line| line.strip_prefix(FORMAT)).map(<[u8]>::to_vec);
    match first.as_deref() {
        Some(VERSION) => {}
        Some(_) => return Err(lines.fault(Why::Newer)),
        None => return Err(lines.fault(Why::Form)),
    }
    let (mut tool, mut host, mut made, mut files, mut bytes, mut said) = (None, None, None, None, None, Said::default());
    loop {
        let Some(line) = lines.next()? else { return Err(lines.fault(Why::Head)) };
        if line.is_empty() {
            break;
        }
        let (key, value) = memchr::memchr(b' ', line).and_then(|at| Some((line.get(..at)?, line.get(at + 1..)?))).unwrap_or((line, b""));
        // Twice is a fault: a reader must not have to know which one another reader takes.
        let once = match key {
            b"tool" => set(&mut tool, text(value)),
            b"host" => set(&mut host, text(value)),
            b"made" => set(&mut made, text(value).and_then(|text| text.parse().ok())),
            b"files" => set(&mut files, number(value)),
            b"bytes" => set(&mut bytes, number(value)),
            b"sums" => set(&mut said.sums, Digest::parse(value)),
            b"blake3sums" => set(&mut said.blake3sums, Digest::parse(value)),
            // A later program may say more.
            _ => true,
        };
        if !once {
            return Err(lines.fault(Why::Head));
        }
    }
    match (tool, host, made, files, bytes) {
        (Some(tool), Some(host), Some(made), Some(files), Some(bytes)) => Ok((Head { tool, host, made }, Said { files, bytes, ..said })),
        _ => Err(lines.fault(Why::Head)),
    }
}

/// False where the value is none, or the place is taken.
fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    value.is_some() && std::mem::replace(place, value).is_none()
}

fn text(bytes: &[u8]) -> Option<String> {
    String::from_utf8(line::unescape(bytes).ok()?).ok()
}

fn number<T: std::str::FromStr>(bytes: &[u8]) -> Option<T> {
    // `parse` would take a plus sign.
    std::str::from_utf8(bytes).ok().filter(|text| text.starts_with(|c: char| c.is_ascii_digit() || c == '-'))?.parse().ok()
}

fn write_entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let Some(facts) = entry.facts else { return Err(io::ErrorKind::InvalidInput.into()) };
    let (escaped, name) = line::escape(entry.name.bytes());
    out.write_all(if escaped { b"\\" } else { b"" })?;
    for digest in [entry.digests.sha256, entry.digests.blake3] {
        match digest {
            Some(digest) => write!(out, "{digest} ")?,
            None => out.write_all(b"- ")?,
        }
    }
    write!(out, "{} {} {:04o} ", facts.size, Seconds(facts.mtime), facts.mode)?;
    out.write_all(&name)?;
    out.write_all(b"\n")
}

fn parse_entry(line: &[u8]) -> Result<Entry, Why> {
    let (escaped, line) = line.strip_prefix(b"\\").map_or((false, line), |rest| (true, rest));
    let mut parts = line.splitn(6, |b| *b == b' ');
    let mut part = || parts.next().ok_or(Why::Form);
    let digest = |text: &[u8]| if text == b"-" { Ok(None) } else { Digest::parse(text).map(Some).ok_or(Why::Digest) };
    let digests = Digests { sha256: digest(part()?)?, blake3: digest(part()?)? };
    if digests == Digests::default() {
        return Err(Why::Digest);
    }
    let size = number(part()?).ok_or(Why::Field)?;
    let mtime = Seconds::parse(part()?).ok_or(Why::Field)?;
    let mode = std::str::from_utf8(part()?).ok().and_then(|text| u32::from_str_radix(text, 8).ok()).ok_or(Why::Field)?;
    let name = line::name(escaped, part()?)?;
    Ok(Entry { name, digests, facts: Some(Facts { size, mtime, mode }) })
}

/// A moment as `<seconds>.<nine digits>`.
pub(super) struct Seconds(pub (i64, u32));

impl Seconds {
    pub(super) fn parse(text: &[u8]) -> Option<(i64, u32)> {
        let at = memchr::memchr(b'.', text)?;
        let nanos = text.get(at + 1..).filter(|digits| digits.len() == 9)?;
        Some((number(text.get(..at)?)?, number(nanos)?))
    }
}

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:09}", self.0.0, self.0.1)
    }
}
