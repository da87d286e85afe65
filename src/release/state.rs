//! What lies beside a target: the lock, the transactions, the history, and what is installed.
//!
//! ```text
//! STATE/lock             held by the kernel while a run changes the target; who holds it is written in it
//! STATE/history.jsonl    a line a finished transaction, each with the digest of the line before
//! STATE/txn/N/plan.json  what was planned;  post.json  what the paths are to be;  journal;  slot/  what is put into place
//! ```

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::FlockOperation;
use serde::{Deserialize, Serialize};

use super::fault::{Fault, Result, io};
use super::journal::{self, Record};
use crate::links::root::Root;
use crate::model::release::{Image, Name, Plan};
use crate::model::sha256;

/// A target and the folder of its state, which is on the same file system and not inside it.
pub struct Site {
    pub name: String,
    pub root: Root,
    pub(super) state: Root,
}

/// A target that nobody else changes until this is dropped.
pub struct Held<'s> {
    pub(super) site: &'s Site,
    _lock: File,
}

/// How a transaction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    Committed,
    TakenBack,
    Manual,
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
    /// The transaction that it took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    pub done: Done,
    pub operator: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// What is known of a target without changing anything.
#[derive(Debug)]
pub struct Status {
    pub history: Vec<Line>,
    /// Transactions that did not end: number and last record.
    pub open: Vec<(String, Record)>,
    /// Whoever holds the target now.
    pub holder: Option<String>,
}

impl Site {
    /// Makes the folder of the state, for nobody else to read, if it is not there; the target has to be.
    pub fn make(name: &str, root: &Path, state: &Path) -> Result<Self> {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(state.join("txn"));
        made.map_err(io(state))?;
        Self::open(name, root, state)
    }

    /// Changes nothing.
    pub fn open(name: &str, root: &Path, state: &Path) -> Result<Self> {
        let wrong = || Fault::Place { root: root.to_owned(), state: state.to_owned() };
        let real = root.canonicalize().map_err(io(root))?;
        if state.canonicalize().map_err(io(state))?.starts_with(&real) {
            return Err(wrong());
        }
        let site = Self { name: name.to_owned(), root: Root::open(root).map_err(io(root))?, state: Root::open(state).map_err(io(state))? };
        if site.root.device() == site.state.device() { Ok(site) } else { Err(wrong()) }
    }

    /// Holds the target. The kernel lets go when the process ends, however it ends.
    pub fn hold(&self, who: &str) -> Result<Held<'_>> {
        let path = self.file("lock");
        let mut lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(io(&path))?;
        if rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(Fault::Busy { holder: text(&mut lock) });
        }
        let written = lock.set_len(0).and_then(|()| lock.seek(SeekFrom::Start(0))).and_then(|_| writeln!(lock, "{who}"));
        written.map_err(io(&path))?;
        Ok(Held { site: self, _lock: lock })
    }

    pub fn status(&self) -> Result<Status> {
        let path = self.file("lock");
        let holder = match OpenOptions::new().read(true).open(&path) {
            Ok(mut lock) => rustix::fs::flock(&lock, FlockOperation::NonBlockingLockShared).is_err().then(|| text(&mut lock)),
            Err(_) => None,
        };
        let mut open = Vec::new();
        for txn in self.transactions()? {
            let path = self.txn(&txn).join("journal");
            let bytes = std::fs::read(&path).unwrap_or_default();
            let read = journal::read(&bytes).map_err(|at| Fault::Damaged { path, at })?;
            match read.records.last() {
                Some((_, Record::Closed | Record::Discarded { .. })) | None => {}
                Some((_, last)) => open.push((txn, last.clone())),
            }
        }
        Ok(Status { history: self.history()?, open, holder })
    }

    /// All lines of the history; a last one that a crash cut is not there.
    pub fn history(&self) -> Result<Vec<Line>> {
        let path = self.file("history.jsonl");
        let bytes = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(io(&path))?,
        };
        verify_chain(&bytes).map_err(|at| Fault::Damaged { path, at }).map(|(lines, _)| lines)
    }

    /// Numbers of all transactions, the oldest first.
    pub(super) fn transactions(&self) -> Result<Vec<String>> {
        let path = self.file("txn");
        let mut all = Vec::new();
        for entry in std::fs::read_dir(&path).map_err(io(&path))? {
            let name = entry.map_err(io(&path))?.file_name().to_string_lossy().into_owned();
            if name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit()) {
                all.push(name);
            }
        }
        all.sort();
        Ok(all)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.state.path().join(name)
    }

    pub(super) fn txn(&self, number: &str) -> PathBuf {
        self.file("txn").join(number)
    }

    /// Where what is put at a step's path lies before, and what was there after.
    pub(super) fn slot(number: &str, step: usize) -> Name {
        #[expect(clippy::expect_used, reason = "digits and two words are a path")]
        format!("txn/{number}/slot/{step:06}").parse().expect("a path")
    }

    pub(super) fn load_plan(&self, number: &str) -> Result<Plan> {
        self.load(number, "plan.json")
    }

    /// What the paths are to be, in the order of the plan's steps.
    pub(super) fn load_post(&self, number: &str) -> Result<Vec<Image>> {
        self.load(number, "post.json")
    }

    fn load<T: serde::de::DeserializeOwned>(&self, number: &str, name: &str) -> Result<T> {
        let path = self.txn(number).join(name);
        let bytes = std::fs::read(&path).map_err(io(&path))?;
        serde_json::from_slice(&bytes).map_err(|error| Fault::Io { path, cause: error.into() })
    }
}

impl Held<'_> {
    /// Adds a line to the history, once.
    pub(super) fn record(&self, line: Line) -> Result<()> {
        let path = self.site.file("history.jsonl");
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
            file.set_len(length as u64)?;
            file.seek(SeekFrom::Start(length as u64))?;
            writeln!(file, "{json}")?;
            file.sync_all()
        };
        write(&mut file).map_err(io(&path))
    }
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
