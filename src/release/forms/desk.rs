//! The folder of the forms: a file of records each, scanned pages and manifests by their digests.
//!
//! ```text
//! <data>/release/forms/FB-2026-00001.jsonl   one record a line, only ever added to
//! <data>/release/forms/pages/<sha256>.pdf    pages that were signed by hand
//! <data>/release/forms/manifests/<sha256>.jsonmanifests of the packages that forms are about
//! <data>/release/forms/lock                  held by whoever writes, let go by the kernel
//! ```
//!
//! A new form is written beside and renamed, a record is added by one write; both are on the disk before anybody is told. A last line
//! without its end is what a crash left of a record that nobody was told of: it is not read, and the next writer takes it away. Where
//! nothing but the end is missing (editors do that, too) the record counts, and the next writer adds it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::FlockOperation;
use thiserror::Error;

use crate::model::digest::Digesting;
use crate::model::sha256;
use crate::release::form::{Broken, Proof, Record, Wrong, read};

/// More than any form has: ten thousand records.
const MOST_FORM: u64 = 16 << 20;
/// A scan of many pages.
const MOST_PAGE: u64 = 64 << 20;
/// Who writes needs milliseconds; ten seconds are somebody who was stopped.
const TRIES: u32 = 400;
const PAUSE: Duration = Duration::from_millis(25);

/// Why forms are not read or written.
#[derive(Debug, Error)]
pub enum Trouble {
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
    /// There is no form of that number.
    #[error("no form {0}")]
    Unknown(String),
    /// Somebody else writes, and does not end.
    #[error("another program writes")]
    Busy,
    #[error("{path}: more than {most} bytes")]
    TooLarge { path: PathBuf, most: u64 },
    /// A scanned page with nothing in it.
    #[error("{0}: empty")]
    Empty(PathBuf),
    #[error("{0}")]
    Broken(#[from] Broken),
}

type Result<T> = std::result::Result<T, Trouble>;

/// The folder.
#[derive(Debug, Clone)]
pub struct Desk {
    dir: PathBuf,
}

/// A form as its file has it.
#[derive(Debug, Clone)]
pub struct Kept {
    pub records: Vec<Record>,
    /// What a crash left behind the last record.
    pub torn: Option<Torn>,
    /// Bytes of whole lines, and of all.
    whole: u64,
    size: u64,
}

/// A last line without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Torn {
    /// The line, from 1.
    pub line: usize,
    pub bytes: usize,
    /// It lacks nothing else and is a record.
    pub is_record: bool,
}

/// What became of a scanned page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Same,
    Changed,
    Missing,
}

impl Desk {
    #[must_use]
    pub fn in_data(data: &Path) -> Self {
        Self { dir: data.join("release").join("forms") }
    }

    /// Numbers of all forms, in order.
    pub fn numbers(&self) -> Result<Vec<String>> {
        let entries = match fs::read_dir(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(io(&self.dir))?,
        };
        let mut all = Vec::new();
        for entry in entries {
            let name = entry.map_err(io(&self.dir))?.file_name();
            all.extend(name.to_str().and_then(|name| name.strip_suffix(".jsonl")).filter(|no| is_number(no)).map(str::to_owned));
        }
        all.sort();
        Ok(all)
    }

    pub fn read(&self, no: &str) -> Result<Kept> {
        let path = self.file(no)?;
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Trouble::Unknown(no.to_owned())),
            other => other.map_err(io(&path))?,
        };
        let mut bytes = Vec::new();
        file.take(MOST_FORM + 1).read_to_end(&mut bytes).map_err(io(&path))?;
        if bytes.len() as u64 > MOST_FORM {
            return Err(Trouble::TooLarge { path, most: MOST_FORM });
        }
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (lines, rest) = bytes.split_at(whole);
        // What is not UTF-8 becomes a sign that no record has, so that its line is told.
        let mut records = read(&String::from_utf8_lossy(lines))?;
        if records.first().is_some_and(|record| record.form != no) {
            return Err(Broken { line: 1, wrong: Wrong::Form }.into());
        }
        let last = std::str::from_utf8(rest).ok().and_then(Record::parse);
        let torn = Torn { line: records.len() + 1, bytes: rest.len(), is_record: last.is_some() };
        records.extend(last);
        Ok(Kept { records, torn: Some(torn).filter(|torn| torn.bytes > 0), whole: whole as u64, size: bytes.len() as u64 })
    }

    /// Holds all forms; waits for whoever else does.
    pub fn hold(&self) -> Result<Held<'_>> {
        make_dir(&self.dir)?;
        let path = self.dir.join("lock");
        let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o660).open(&path).map_err(io(&path))?;
        for _ in 0..TRIES {
            match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Held { desk: self, _lock: lock }),
                Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => std::thread::sleep(PAUSE),
                Err(error) => return Err(Trouble::Io { path, cause: error.into() }),
            }
        }
        Err(Trouble::Busy)
    }

    /// Looks whether a page is still what was signed.
    pub fn page(&self, digest: &str, name: &str) -> Result<Page> {
        let path = self.page_path(digest, Path::new(name));
        let mut file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Page::Missing),
            other => other.map_err(io(&path))?,
        };
        let mut digesting = Digesting::new(io::sink());
        io::copy(&mut file, &mut digesting).map_err(io(&path))?;
        Ok(if digesting.finish().2 == digest { Page::Same } else { Page::Changed })
    }

    /// What belongs to a form and is there: its records, the pages, the manifest of its package.
    pub fn files(&self, no: &str) -> Result<Vec<PathBuf>> {
        let records = self.read(no)?.records;
        let mut all = vec![self.file(no)?];
        for record in &records {
            if let Proof::Offline { page, name } = &record.proof {
                all.push(self.page_path(page, Path::new(name)));
            }
        }
        all.extend(records.last().map(|last| self.dir.join("manifests").join(format!("{}.json", last.digest))));
        all.retain(|path| path.is_file());
        Ok(all)
    }

    /// The manifest of a package that a form was made from; `None` where it was given by its digest alone, or is not what it was.
    pub fn manifest(&self, digest: &str) -> Result<Option<Vec<u8>>> {
        let path = self.dir.join("manifests").join(format!("{digest}.json"));
        match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            other => other.map_err(io(&path)).map(|bytes| Some(bytes).filter(|bytes| sha256(bytes) == digest)),
        }
    }

    fn file(&self, no: &str) -> Result<PathBuf> {
        if is_number(no) { Ok(self.dir.join(format!("{no}.jsonl"))) } else { Err(Trouble::Unknown(no.to_owned())) }
    }

    fn page_path(&self, digest: &str, name: &Path) -> PathBuf {
        let end = name.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase);
        let end = end.filter(|end| end.len() <= 5 && end.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        self.dir.join("pages").join(format!("{digest}.{}", end.as_deref().unwrap_or("bin")))
    }
}

/// The folder, while nobody else writes.
#[derive(Debug)]
pub struct Held<'d> {
    desk: &'d Desk,
    _lock: File,
}

impl Held<'_> {
    /// The number after the last one of a year.
    pub fn next_number(&self, prefix: &str, year: i16) -> Result<String> {
        let head = format!("{prefix}{year}-");
        let numbers = self.desk.numbers()?;
        let last = numbers.iter().filter_map(|no| no.strip_prefix(&head)?.parse::<u32>().ok()).max().unwrap_or(0);
        Ok(format!("{head}{:05}", last + 1))
    }

    /// Makes a form of its first records.
    pub fn create(&self, no: &str, records: &[Record]) -> Result<()> {
        place(&self.desk.file(no)?, lines(records).as_bytes())
    }

    /// Adds records to a form as it was read under this hold. What a crash left behind the last one goes.
    pub fn append(&self, no: &str, kept: &Kept, records: &[Record]) -> Result<()> {
        let path = self.desk.file(no)?;
        let mut file = OpenOptions::new().append(true).open(&path).map_err(io(&path))?;
        let (from, end) = match kept.torn {
            Some(torn) if torn.is_record => (kept.size, "\n"),
            _ => (kept.whole, ""),
        };
        let text = end.to_owned() + &lines(records);
        let mut write = || {
            file.set_len(from)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        write().map_err(|cause| {
            // Half a record is taken back at once; where that fails, too, the next writer does it.
            let _ = file.set_len(from).and_then(|()| file.sync_all());
            Trouble::Io { path: path.clone(), cause }
        })
    }

    /// Keeps a scanned page; gives its SHA-256.
    pub fn keep_page(&self, from: &Path) -> Result<String> {
        let source = File::open(from).map_err(io(from))?;
        if !source.metadata().map_err(io(from))?.is_file() {
            return Err(Trouble::Io { path: from.to_owned(), cause: io::ErrorKind::InvalidInput.into() });
        }
        let dir = self.desk.dir.join("pages");
        make_dir(&dir)?;
        let mut beside = beside(&dir)?;
        let mut digesting = Digesting::new(beside.as_file_mut());
        io::copy(&mut source.take(MOST_PAGE + 1), &mut digesting).map_err(io(from))?;
        let (_, size, digest) = digesting.finish();
        if size == 0 {
            return Err(Trouble::Empty(from.to_owned()));
        }
        if size > MOST_PAGE {
            return Err(Trouble::TooLarge { path: from.to_owned(), most: MOST_PAGE });
        }
        settle(beside, &self.desk.page_path(&digest, from), &dir)?;
        Ok(digest)
    }

    /// Keeps the manifest of a package by its digest.
    pub fn keep_manifest(&self, bytes: &[u8]) -> Result<()> {
        let dir = self.desk.dir.join("manifests");
        make_dir(&dir)?;
        place(&dir.join(format!("{}.json", sha256(bytes))), bytes)
    }
}

fn lines(records: &[Record]) -> String {
    records.iter().map(|record| record.line() + "\n").collect()
}

/// What is a number is never a path.
fn is_number(no: &str) -> bool {
    (1..=40).contains(&no.len()) && !no.starts_with('-') && no.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn beside(dir: &Path) -> Result<tempfile::NamedTempFile> {
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o660);
    tempfile::Builder::new().prefix(".new-").permissions(permissions).tempfile_in(dir).map_err(io(dir))
}

fn place(path: &Path, bytes: &[u8]) -> Result<()> {
    let dir = path.parent().unwrap_or(path);
    let mut file = beside(dir)?;
    file.write_all(bytes).map_err(io(path))?;
    settle(file, path, dir)
}

fn settle(file: tempfile::NamedTempFile, path: &Path, dir: &Path) -> Result<()> {
    file.as_file().sync_all().map_err(io(path))?;
    file.persist(path).map_err(|error| Trouble::Io { path: path.to_owned(), cause: error.error })?;
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(io(dir))
}

/// For the people of operations, and nobody else.
fn make_dir(dir: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o770).create(dir).map_err(io(dir))
}

fn io(path: &Path) -> impl FnOnce(io::Error) -> Trouble + '_ {
    |cause| Trouble::Io { path: path.to_owned(), cause }
}
