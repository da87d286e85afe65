//! What a restore test needs to clean up after itself, on disk before anything is made: it survives the end of the process.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::runner::Filled;
use crate::links::files::place;
use crate::links::step::{self, Group};

/// The form of the file; a newer one is not touched.
const FORMAT: u32 = 1;
const FOLDER: &str = "restore-test";
/// Tests whose outputs are kept.
const KEPT: usize = 10;

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
    pub group: Option<Group>,
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
        let text = serde_json::to_vec_pretty(journal)?;
        place::place(&self.path(&journal.scratch), place::PRIVATE, |out| out.write_all(&text))
    }

    /// Takes away what steps printed in tests that are over, all but the last of them.
    pub fn prune(&self) -> io::Result<()> {
        let mut over = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let entry = entry?;
            let is_over = entry.file_name().to_str().is_some_and(|name| !self.path(name).exists());
            if is_over && entry.file_type()?.is_dir() {
                over.push((entry.metadata()?.modified()?, entry.path()));
            }
        }
        over.sort();
        over.truncate(over.len().saturating_sub(KEPT));
        over.iter().try_for_each(|(_, path)| fs::remove_dir_all(path))
    }

    /// Nothing is left to be cleaned up, and that is stored.
    pub fn remove(&self, scratch: &str) -> io::Result<()> {
        place::remove(&self.path(scratch))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_of_the_last_tests_are_kept_and_of_those_that_left_something() {
        let data = tempfile::tempdir().unwrap();
        let desk = Desk::open(data.path()).unwrap().unwrap();
        for n in 0..13_u64 {
            let work = desk.work(&format!("s{n:02}")).unwrap();
            let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(n);
            File::open(work).unwrap().set_modified(at).unwrap();
        }
        fs::write(desk.path("s00"), "{}").unwrap();
        desk.prune().unwrap();
        let there = |n: u64| desk.dir.join(format!("s{n:02}")).exists();
        assert_eq!((0..13).filter(|n| there(*n)).collect::<Vec<_>>(), [0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }
}
