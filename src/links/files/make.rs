//! A folder → its manifest.

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::effort::Effort;
use super::hash::{Buffer, Opened, SHARED, Seen, Trouble, hash, open};
use super::keep::{Keeper, Resume};
use super::pool;
use super::tree::BRANCH;
use super::walk::walk;
use crate::seal::{By, Digest, Entry, Facts, Head, Manifest, Name, State, Verified, What};

/// What to make, and how hard to work on it.
#[derive(Clone, Copy)]
pub struct Make<'a> {
    pub by: By,
    pub effort: Effort<'a>,
    pub resume: Option<Resume<'a>>,
}

/// What came of it.
#[derive(Debug)]
pub struct Made {
    /// Of the files that could be read. It says nothing of those left out, so whoever keeps it must.
    pub manifest: Manifest,
    /// What is not in it: [`State::NotAFile`] (links and the like; folders are not told), [`State::Unreadable`], [`State::Moving`],
    /// [`State::NotReached`].
    pub left_out: Vec<Verified>,
    /// Files that a stopped run had read already.
    pub resumed: u64,
    pub stopped: bool,
    /// Why what was done could not be kept for the next run.
    pub unkept: Option<ErrorKind>,
}

/// The SHA-256 of these files of a folder, each with the size it is known to have, in their order; `None` of one that changed meanwhile.
#[must_use]
pub fn sha256(dir: &Path, files: &[(Name, u64)], effort: Effort<'_>) -> Vec<io::Result<Option<Digest>>> {
    let jobs = files.iter().map(|(name, size)| Job { name: name.clone(), size: *size, by: By::Sha256 }).collect();
    let told = |job: &Job, result: Result<Seen, Trouble>| match result {
        Ok(seen) => Ok(seen.digests.sha256.filter(|_| seen.stamp.size == job.size)),
        Err(Trouble::Moving) => Ok(None),
        Err(Trouble::Unreadable(kind)) => Err(kind.into()),
        Err(Trouble::NotAFile(_)) => Err(io::Error::other("not a regular file")),
        Err(Trouble::Stopped) => Err(io::Error::other("stopped")),
    };
    let mut done: HashMap<Name, io::Result<Option<Digest>>> = Desk::new(dir, effort, None).all(jobs, told).into_iter().collect();
    files.iter().map(|(name, _)| done.remove(name).unwrap_or(Ok(None))).collect()
}

/// Reads all files of a folder. The error is that of the folder itself.
pub fn make(dir: &Path, head: Head, options: &Make<'_>) -> io::Result<Made> {
    let walk = walk(dir)?;
    let desk = Desk::new(dir, options.effort, options.resume);
    let jobs: Vec<Job> = walk.files.iter().map(|(name, size)| Job { name: name.clone(), size: *size, by: options.by }).collect();
    let (mut entries, mut left_out) = (Vec::with_capacity(jobs.len()), Vec::new());
    let known = |_: &Job, result: Result<Seen, Trouble>| {
        result.map(|Seen { stamp, mode, digests }| (digests, Facts { size: stamp.size, mtime: stamp.mtime, mode }))
    };
    for (name, result) in desk.all(jobs, known) {
        match result {
            Ok((digests, facts)) => entries.push(Entry { name, digests, facts: Some(facts) }),
            // A file that went meanwhile is none of this folder's.
            Err(Trouble::Unreadable(ErrorKind::NotFound)) => {}
            Err(trouble) => left_out.push(Verified { name, state: trouble.state() }),
        }
    }
    let others = walk.others.into_iter().filter(|(_, what)| *what != What::Dir);
    left_out.extend(others.map(|(name, what)| Verified { name, state: State::NotAFile(what) }));
    left_out.extend(walk.unread.into_iter().map(|(name, kind)| Verified { name, state: State::Unreadable(kind) }));
    left_out.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    let Finished { resumed, stopped, unkept } = desk.finish();
    Ok(Made { manifest: Manifest::new(head, entries), left_out, resumed, stopped, unkept })
}

impl Trouble {
    pub(super) fn state(self) -> State {
        match self {
            Self::Moving => State::Moving,
            Self::Unreadable(kind) => State::Unreadable(kind),
            Self::NotAFile(what) => State::NotAFile(what),
            Self::Stopped => State::NotReached,
        }
    }
}

/// A file to be read.
pub(super) struct Job {
    pub name: Name,
    pub size: u64,
    pub by: By,
}

/// Where files are read, by all threads.
pub(super) struct Desk<'a> {
    dir: &'a Path,
    effort: Effort<'a>,
    keeper: Keeper<'a>,
    resumed: AtomicU64,
}

/// What a desk tells at the end.
pub(super) struct Finished {
    pub resumed: u64,
    pub stopped: bool,
    pub unkept: Option<ErrorKind>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(dir: &'a Path, effort: Effort<'a>, resume: Option<Resume<'a>>) -> Self {
        Self { dir, effort, keeper: Keeper::new(resume), resumed: AtomicU64::new(0) }
    }

    /// Reads files, in any order. What they come to is made where they are read, as all that is known of each would fill the memory.
    pub(super) fn all<R: Send>(&self, mut jobs: Vec<Job>, tell: impl Fn(&Job, Result<Seen, Trouble>) -> R + Sync) -> Vec<(Name, R)> {
        // The large ones first, so that no thread is left alone with one at the end; the small ones as they lie in their folders.
        jobs.sort_by_key(|job| std::cmp::Reverse(job.size >> 23));
        let (alone, side): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| job.by == By::Blake3 && job.size >= SHARED * BRANCH);
        let mut buffer = Buffer::new(&self.effort);
        let mut results: Vec<_> = alone.iter().map(|job| tell(job, self.one(job, Some(BRANCH), &mut buffer))).collect();
        results.extend(pool::each(
            self.effort.threads,
            &side,
            || Buffer::new(&self.effort),
            |buffer, job| tell(job, self.one(job, None, buffer)),
        ));
        let names = alone.into_iter().chain(side).map(|job| job.name);
        names.zip(results).collect()
    }

    fn one(&self, job: &Job, branch: Option<u64>, buffer: &mut Buffer) -> Result<Seen, Trouble> {
        if self.effort.stopped() {
            return Err(Trouble::Stopped);
        }
        let opened = open(&self.dir.join(job.name.path()))?;
        let Opened { stamp, mode, .. } = opened;
        if let Some(digests) = self.keeper.known(&job.name, &stamp, job.by) {
            self.resumed.fetch_add(1, Ordering::Relaxed);
            return Ok(Seen { stamp, mode, digests });
        }
        let seen = hash(&opened, job.by, branch, &self.effort, buffer)?;
        self.keeper.done(&job.name, &seen);
        Ok(seen)
    }

    pub(super) fn finish(self) -> Finished {
        let stopped = self.effort.stopped();
        Finished { resumed: self.resumed.into_inner(), stopped, unkept: self.keeper.finish() }
    }
}
