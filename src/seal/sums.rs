//! Lines of `sha256sum`, `b3sum`, `shasum --tag` and `openssl dgst` ⇄ names and digests.
//!
//! GNU: `<hex>  <name>` (` *` instead of two blanks: binary, the same to us), with a `\` in front of the line where the name has `\\`,
//! `\n` or `\r` in place of what would break it. BSD: `SHA256 (<name>) = <hex>`. OpenSSL: `SHA2-256(<name>)= <hex>`.
//! Comments and empty lines are passed over, as GNU does; everything else is a [`Fault`].

use std::io::{self, BufRead, Write};

use memchr::memmem;

use super::line::{self, Lines};
use super::{Digest, Digests, Fault, Name, Why};

/// Whose digests a file of sums has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    Sha256,
    Blake3,
}

impl Sums {
    fn of(self, digest: Digest) -> Digests {
        match self {
            Self::Sha256 => Digests { sha256: Some(digest), blake3: None },
            Self::Blake3 => Digests { sha256: None, blake3: Some(digest) },
        }
    }

    pub(super) fn pick(self, digests: &Digests) -> Option<Digest> {
        match self {
            Self::Sha256 => digests.sha256,
            Self::Blake3 => digests.blake3,
        }
    }
}

/// Reads a file of sums. Lines that do not name their algorithm are of `sums`. The names come sorted, each once.
pub fn read_sums(input: impl BufRead, sums: Sums) -> Result<Vec<(Name, Digests)>, Fault> {
    let mut lines = Lines::new(input);
    let mut found = Vec::new();
    while let Some(line) = lines.next()? {
        let parsed = parse(line, sums);
        match parsed {
            Ok(Some((name, digests))) => found.push((name, digests, lines.number())),
            Ok(None) => {}
            Err(why) => return Err(lines.fault(why)),
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.2.cmp(&b.2)));
    let mut names: Vec<(Name, Digests)> = Vec::with_capacity(found.len());
    let mut first_line = 0;
    for (name, digests, line) in found {
        match names.last_mut().filter(|last| last.0 == name) {
            // The other algorithm's line for the same file.
            Some((_, known)) if known.agree(&digests).is_none() => {
                *known = Digests { sha256: known.sha256.or(digests.sha256), blake3: known.blake3.or(digests.blake3) };
            }
            Some(_) => return Err(Fault { line, why: Why::Again(first_line) }),
            None => {
                names.push((name, digests));
                first_line = line;
            }
        }
    }
    Ok(names)
}

/// One line; `None` for one without content.
fn parse(line: &[u8], sums: Sums) -> Result<Option<(Name, Digests)>, Why> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() || line.starts_with(b"#") {
        return Ok(None);
    }
    let (escaped, line) = line.strip_prefix(b"\\").map_or((false, line), |rest| (true, rest));
    let (sums, name, hex) = match tagged(line) {
        Some(parts) => parts,
        None => untagged(line).map(|(name, hex)| (sums, name, hex)).ok_or(Why::Form)?,
    };
    let digest = Digest::parse(hex).ok_or(Why::Digest)?;
    Ok(Some((line::name(escaped, name)?, sums.of(digest))))
}

/// Algorithm, name and hex of a line that says all three.
fn tagged(line: &[u8]) -> Option<(Sums, &[u8], &[u8])> {
    const TAGS: [(&[u8], Sums); 3] = [(b"SHA256", Sums::Sha256), (b"SHA2-256", Sums::Sha256), (b"BLAKE3", Sums::Blake3)];
    let (rest, sums) = TAGS.iter().find_map(|(tag, sums)| Some((line.strip_prefix(*tag)?, *sums)))?;
    let (rest, end): (_, &[u8]) = match rest.strip_prefix(b" (") {
        Some(rest) => (rest, b") = "),
        None => (rest.strip_prefix(b"(")?, b")= "),
    };
    // A name may hold what ends one, hex may not.
    let at = memmem::rfind(rest, end)?;
    Some((sums, rest.get(..at)?, rest.get(at + end.len()..)?))
}

/// Name and hex of a line that says only these.
fn untagged(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(b' ', line)?;
    let (hex, rest) = line.split_at_checked(at)?;
    let name = rest.strip_prefix(b"  ").or_else(|| rest.strip_prefix(b" *"))?;
    Some((name, hex))
}

/// Writes a GNU line.
pub(super) fn write_sum(out: &mut impl Write, digest: Digest, name: &Name) -> io::Result<()> {
    let (escaped, text) = line::escape(name.bytes());
    write!(out, "{}{digest}  ", if escaped { "\\" } else { "" })?;
    out.write_all(&text)?;
    out.write_all(b"\n")
}
