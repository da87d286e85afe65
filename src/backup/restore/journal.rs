//! What a restore test needs to clean up after itself, on disk before anything is made: it survives the end of the process.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::runner::Filled;
use crate::links::step;

/// The form of the file; a newer one is not touched.
const FORMAT: u32 = 1;
const FOLDER: &str = "restore-test";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Journal {
    pub format: u32,
    pub set: String,
    pub slot: Timestamp,
    pub runner: String,
    pub target: String,
    pub scratch: String,
    pub began_at: Timestamp,
    pub operator: String,
    pub machine: String,
    /// What was being done.
    pub step: String,
    /// Its process group and the file that it writes to.
    pub group: Option<u32>,
    pub out: Option<PathBuf>,
    pub clean: Vec<Filled>,
}

/// The folder of journals and outputs, and the lock on it: one restore test at a time on a machine.
#[derive(Debug)]
pub struct Desk {
    dir: PathBuf,
    _lock: File,
}

impl Desk {
    /// `None`: another restore test is running.
    pub fn open(data: &Path) -> io::Result<Option<Self>> {
        let dir = std::path::absolute(data)?.join(FOLDER);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
        Ok(step::lock(&dir.join("lock"))?.map(|lock| Self { dir, _lock: lock }))
    }

    /// Journals of tests that never came to their end. One that cannot be read is told by its path.
    pub fn leftovers(&self) -> io::Result<Vec<Result<Journal, String>>> {
        let mut found: Vec<PathBuf> = fs::read_dir(&self.dir)?.collect::<io::Result<Vec<_>>>()?.into_iter().map(|e| e.path()).collect();
        found.retain(|path| path.extension().is_some_and(|x| x == "json"));
        found.sort();
        let read = |path: &Path| {
            let shown = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
            let text = fs::read_to_string(path).map_err(|e| shown(&e))?;
            let journal: Journal = serde_json::from_str(&text).map_err(|e| shown(&e))?;
            if journal.format == FORMAT { Ok(journal) } else { Err(shown(&format!("format {}", journal.format))) }
        };
        Ok(found.iter().map(|path| read(path)).collect())
    }

    /// Where the outputs of a test's steps go.
    pub fn work(&self, scratch: &str) -> io::Result<PathBuf> {
        let dir = self.dir.join(scratch);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
        Ok(dir)
    }

    /// Written beside, synced, renamed: a power failure leaves the old one or the new one.
    pub fn write(&self, journal: &Journal) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(&self.dir)?;
        file.write_all(&serde_json::to_vec_pretty(journal)?)?;
        file.as_file().sync_all()?;
        file.persist(self.path(&journal.scratch)).map_err(|e| e.error)?;
        File::open(&self.dir)?.sync_all()
    }

    /// Nothing is left to be cleaned up.
    pub fn remove(&self, scratch: &str) -> io::Result<()> {
        fs::remove_file(self.path(scratch))?;
        File::open(&self.dir)?.sync_all()
    }

    #[must_use]
    pub fn path(&self, scratch: &str) -> PathBuf {
        self.dir.join(format!("{scratch}.json"))
    }
}

impl Journal {
    #[must_use]
    pub fn new_format() -> u32 {
        FORMAT
    }
}
