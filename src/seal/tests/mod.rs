//! What lines, heads, keys and nights are taken for.
#![allow(clippy::unwrap_used)]

mod kept;
mod manifest;
mod minisign;
mod sums;
mod turn;

use super::{Digest, Digests, Entry, Facts, Head, Manifest, Name};

/// The digest of the empty file.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn name(text: impl AsRef<[u8]>) -> Name {
    Name::new(text.as_ref()).unwrap()
}

/// An entry whose digests are made of its name.
fn entry(text: impl AsRef<[u8]>) -> Entry {
    let name = name(text);
    let digests = Digests { sha256: Some(Digest::sha256(name.bytes())), blake3: Some(Digest(*blake3::hash(name.bytes()).as_bytes())) };
    Entry { digests, facts: Some(Facts { size: 4096, mtime: (1_764_123_456, 5), mode: 0o640 }), name }
}

fn manifest(names: &[&[u8]]) -> Manifest {
    let head = Head { tool: "opsctl 0.1.0".into(), host: "zs-bak-01".into(), made: "2026-11-26T02:10:00Z".parse().unwrap() };
    Manifest::new(head, names.iter().map(entry).collect())
}

/// What `write` writes.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    out
}

/// Names that lines could break on: line ends, backslashes, blanks, GBK, what looks like a line of its own.
const ODD: [&[u8]; 9] = [
    b"a.dmp",
    b"two words .dmp",
    b" *in front",
    b"line\nend",
    b"back\\slash\\n",
    b"return\r",
    b"\xC8\xAB\xBF\xE2\xB1\xB8\xB7\xDD.dmp",
    b"SHA256 (x) = y) = z",
    "目录/全库备份.dmp".as_bytes(),
];
