//! What a transaction, or a run, wrote down, a line a record: `LENGTH CRC {json}`, both in eight hex digits; each names the line before it.
//!
//! A crash cuts the last line at most. A line that is damaged and has others after it was changed by somebody.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, Result, io};
use crate::model::sha256;

/// What is kept free for the journal, so that a full disk cannot stop a roll-back: far more than a transaction writes.
const ROOM: u64 = 64 << 10;
/// `LENGTH CRC `.
const HEAD: usize = 18;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line<R> {
    seq: u64,
    /// SHA-256 of the line before; empty of the first.
    prev: String,
    at: Timestamp,
    record: R,
}

/// The records that are whole, and how many bytes they take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<R> {
    pub records: Vec<(Timestamp, R)>,
    pub length: usize,
    last: String,
}

/// Reads a journal. `Err` is the byte at which it was damaged by something else than a crash.
pub fn read<R: DeserializeOwned>(bytes: &[u8]) -> std::result::Result<Read<R>, usize> {
    let mut all = Read { records: Vec::new(), length: 0, last: String::new() };
    while let Some((json, length)) = line(&bytes[all.length..]) {
        let Ok(Line { seq, prev, at, record }) = serde_json::from_slice::<Line<R>>(json) else { return Err(all.length) };
        if seq != all.records.len() as u64 || prev != all.last {
            return Err(all.length);
        }
        all.last = sha256(&bytes[all.length..all.length + length]);
        all.length += length;
        all.records.push((at, record));
    }
    // Whole lines after a broken one were not left by a crash.
    let rest = &bytes[all.length..];
    let later = (1..rest.len()).any(|at| line(&rest[at..]).is_some());
    if later { Err(all.length) } else { Ok(all) }
}

/// The first line, if it is whole: its JSON, and its length with the head.
fn line(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let number = |from: usize| u32::from_str_radix(std::str::from_utf8(bytes.get(from..from + 8)?).ok()?, 16).ok();
    let (length, crc) = (usize::try_from(number(0)?).ok()?, number(9)?);
    let json = bytes.get(HEAD..HEAD.checked_add(length)?)?;
    let framed = bytes.get(8) == Some(&b' ') && bytes.get(17) == Some(&b' ') && bytes.get(HEAD + length) == Some(&b'\n');
    (framed && crc32fast::hash(json) == crc).then_some((json, HEAD + length + 1))
}

/// A journal that is written.
pub(super) struct Journal<R> {
    path: PathBuf,
    file: File,
    read: Read<R>,
    /// A crash left a part of a line, which goes with the next that is written: who only looks must not cut what another is writing.
    torn: bool,
}

impl<R: Serialize + DeserializeOwned + PartialEq> Journal<R> {
    /// Makes one; there is none yet.
    pub(super) fn create(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path).map_err(io(path))?;
        // Not every file system can; then a full disk is told when it comes.
        let _ = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::KEEP_SIZE, 0, ROOM);
        Ok(Self { path: path.to_owned(), file, read: Read { records: Vec::new(), length: 0, last: String::new() }, torn: false })
    }

    /// Opens one; what a crash left of its last line is not there. Nothing is changed.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(io(path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(io(path))?;
        let read = read(&bytes).map_err(|at| Fault::Damaged { path: path.to_owned(), at })?;
        let torn = read.length < bytes.len();
        file.seek(SeekFrom::Start(read.length as u64)).map_err(io(path))?;
        Ok(Self { path: path.to_owned(), file, read, torn })
    }

    pub(super) fn records(&self) -> &[(Timestamp, R)] {
        &self.read.records
    }

    pub(super) fn has(&self, wanted: &R) -> bool {
        self.records().iter().any(|(_, record)| record == wanted)
    }

    /// Writes a record; when this returns it is on the disk.
    pub(super) fn write(&mut self, at: Timestamp, record: R) -> Result<()> {
        let line = Line { seq: self.read.records.len() as u64, prev: self.read.last.clone(), at, record };
        let failed = || io(&self.path);
        if self.torn {
            self.file.set_len(self.read.length as u64).map_err(failed())?;
            let _ = rustix::fs::fallocate(&self.file, rustix::fs::FallocateFlags::KEEP_SIZE, 0, ROOM);
            self.torn = false;
        }
        let json = serde_json::to_string(&line).map_err(|error| failed()(error.into()))?;
        let text = format!("{:08x} {:08x} {json}\n", json.len(), crc32fast::hash(json.as_bytes()));
        let written = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Whether the disk has it is not known. It is taken out again, so that what comes next goes on from the line before.
            let length = self.read.length as u64;
            let _ = self.file.set_len(length).and_then(|()| self.file.seek(SeekFrom::Start(length)));
            return Err(failed()(error));
        }
        self.read.last = sha256(text.as_bytes());
        self.read.length += text.len();
        self.read.records.push((at, line.record));
        Ok(())
    }
}
