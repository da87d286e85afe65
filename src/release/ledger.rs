//! A folder that remembers what was done: one at a time, numbered, with a chained history.
//!
//! ```text
//! lock           held by the kernel while somebody changes something; who holds it is written in it
//! history.jsonl  a line each that ended, with the digest of the line before
//! txn/N/         what belongs to the one of that number
//! ```

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rustix::fs::FlockOperation;
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, Result, io};
use crate::model::sha256;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    path: PathBuf,
}

/// What is kept free for the lines that a run or transaction adds to the history, so that a full disk cannot stop a roll-back.
const ROOM: u64 = 16 << 10;

/// Nobody else changes anything until this is dropped: the kernel lets go when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    Committed,
    TakenBack,
    /// Paths were left to a person.
    Manual,
    /// A person put them in order.
    Resolved,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// SHA-256 of the line before; empty of the first.
    pub prev: String,
    pub txn: String,
    pub at: Timestamp,
    pub release: String,
    pub digest: String,
    /// The number of what it took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    pub done: Done,
    pub operator: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl Ledger {
    /// Makes the folder, for nobody else to read, if it is not there.
    pub fn make(path: &Path) -> Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(path.join("txn")).map_err(io(path))?;
        Ok(Self::at(path))
    }

    /// Changes nothing; one that is not there has no history.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn hold(&self, who: &str) -> Result<Lock> {
        let path = self.path.join("lock");
        let mut lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io(&path))?;
        if rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
            let mut holder = text(&mut lock);
            // It may be about to write who it is.
            for _ in 0..20 {
                if !holder.is_empty() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(5));
                holder = lock.rewind().map_or_else(|_| String::new(), |()| text(&mut lock));
            }
            return Err(Fault::Busy { holder });
        }
        let written = lock.set_len(0).and_then(|()| lock.seek(SeekFrom::Start(0))).and_then(|_| writeln!(lock, "{who}"));
        written.map_err(io(&path))?;
        Ok(Lock { _file: lock })
    }

    /// Whoever holds it now.
    #[must_use]
    pub fn holder(&self) -> Option<String> {
        let mut lock = OpenOptions::new().read(true).open(self.path.join("lock")).ok()?;
        rustix::fs::flock(&lock, FlockOperation::NonBlockingLockShared).is_err().then(|| text(&mut lock))
    }

    /// All lines of the history; a last one that a crash cut is not there.
    pub fn history(&self) -> Result<Vec<Line>> {
        let path = self.path.join("history.jsonl");
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(io(&path))?,
        };
        verify_chain(&bytes).map_err(|at| Fault::Damaged { path, at }).map(|(lines, _)| lines)
    }

    /// All numbers, the oldest first.
    pub fn numbers(&self) -> Result<Vec<String>> {
        let path = self.path.join("txn");
        let mut all = Vec::new();
        let entries = match std::fs::read_dir(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(all),
            other => other.map_err(io(&path))?,
        };
        for entry in entries {
            let name = entry.map_err(io(&path))?.file_name().to_string_lossy().into_owned();
            if name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit()) {
                all.push(name);
            }
        }
        all.sort();
        Ok(all)
    }

    /// The number of the next. What was taken away by age keeps its number: the history remembers it.
    pub(super) fn next(&self) -> Result<String> {
        let number = |text: &String| text.parse::<u32>().unwrap_or(0);
        let there = self.numbers()?.last().map_or(0, number);
        let told = self.history()?.iter().map(|line| number(&line.txn)).max().unwrap_or(0);
        Ok(format!("{:06}", there.max(told) + 1))
    }

    /// The folder of a number.
    #[must_use]
    pub fn folder(&self, number: &str) -> PathBuf {
        self.path.join("txn").join(number)
    }

    /// Keeps room for what will be added to the history.
    pub(super) fn reserve(&self) -> Result<()> {
        let path = self.path.join("history.jsonl");
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io(&path))?;
        let length = file.metadata().map_err(io(&path))?.len();
        match rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::KEEP_SIZE, length, ROOM) {
            Err(Errno::NOSPC | Errno::DQUOT) => Err(io(&path)(Errno::NOSPC.into())),
            // Not every file system can; then a full disk is told when it comes.
            _ => Ok(()),
        }
    }

    /// Adds a line to the history, once.
    pub(super) fn record(&self, line: Line) -> Result<()> {
        let path = self.path.join("history.jsonl");
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io(&path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(io(&path))?;
        let (lines, length) = verify_chain(&bytes).map_err(|at| Fault::Damaged { path: path.clone(), at })?;
        if lines.iter().any(|other| other.txn == line.txn && other.done == line.done) {
            return Ok(());
        }
        let whole = &bytes[..length];
        let last = whole.strip_suffix(b"\n").map(|text| text.rsplit(|byte| *byte == b'\n').next().unwrap_or(text));
        let line = Line { prev: last.map(sha256).unwrap_or_default(), ..line };
        let json = serde_json::to_string(&line).map_err(|error| Fault::Io { path: path.clone(), cause: error.into() })?;
        let write = |file: &mut File| {
            // Also to cut nothing would give up the room that is kept.
            if length < bytes.len() {
                file.set_len(length as u64)?;
            }
            file.seek(SeekFrom::Start(length as u64))?;
            writeln!(file, "{json}")?;
            file.sync_all()
        };
        write(&mut file).map_err(io(&path))
    }
}

/// What was committed and not taken back since, the newest last; what took something back is none of them.
#[must_use]
pub fn standing(history: &[Line]) -> Vec<&Line> {
    let committed = || history.iter().filter(|line| line.done == Done::Committed);
    let undone = |line: &Line| committed().any(|other| other.undoes.as_deref() == Some(line.txn.as_str()));
    committed().filter(|line| line.undoes.is_none() && !undone(line)).collect()
}

/// The lines of a history and their length without a last one that a crash cut. `Err` is the byte of a line that is not the one that the
/// next names, or cannot be read.
pub fn verify_chain(bytes: &[u8]) -> std::result::Result<(Vec<Line>, usize), usize> {
    let (mut lines, mut at, mut prev) = (Vec::<Line>::new(), 0, String::new());
    while let Some(length) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let text = &bytes[at..at + length];
        let line: Line = serde_json::from_slice(text).map_err(|_| at)?;
        if line.prev != prev {
            return Err(at);
        }
        prev = sha256(text);
        lines.push(line);
        at += length + 1;
    }
    Ok((lines, at))
}

fn text(file: &mut File) -> String {
    let mut text = String::new();
    let _ = file.take(1000).read_to_string(&mut text);
    text.trim().to_owned()
}
