//! Digests as they are made → a file that they are added to, so that a run that was stopped or killed goes on.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::hash::Seen;
use super::place;
use crate::ctx::Stopwatch;
use crate::seal::kept::{self, Kept, Stamp};
use crate::seal::{By, Digest, Digests, Name};

/// At most so much work is done twice.
const EVERY_MS: u64 = 30_000;

/// Where it is kept, and which run it belongs to: digests of another key are not believed.
#[derive(Debug, Clone, Copy)]
pub struct Resume<'a> {
    /// Not in the folder that is read.
    pub path: &'a Path,
    pub key: Digest,
}

impl Resume<'_> {
    /// What the work was for is safe: nothing is left to go on with.
    pub fn forget(self) -> std::io::Result<()> {
        place::remove(self.path)
    }
}

/// What the threads share.
pub(super) struct Keeper<'a> {
    resume: Option<Resume<'a>>,
    before: Kept,
    state: Mutex<State>,
    watch: Stopwatch,
}

#[derive(Default)]
struct State {
    out: Option<BufWriter<File>>,
    saved: u64,
    error: Option<ErrorKind>,
}

impl State {
    fn put(&mut self, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
        if let Some(out) = &mut self.out
            && let Err(error) = write(out)
        {
            (self.error, self.out) = (Some(error.kind()), None);
        }
    }
}

impl<'a> Keeper<'a> {
    /// Reads what there is, and adds to it.
    pub(super) fn new(resume: Option<Resume<'a>>) -> Self {
        let (before, state) = match resume.map(open) {
            None => (Kept::default(), State::default()),
            Some(Ok((before, file))) => (before, State { out: Some(BufWriter::with_capacity(64 << 10, file)), ..State::default() }),
            Some(Err(error)) => (Kept::default(), State { error: Some(error.kind()), ..State::default() }),
        };
        Self { resume, before, state: Mutex::new(state), watch: Stopwatch::start() }
    }

    /// The digests of a file that is still the one they were made of.
    pub(super) fn known(&self, name: &Name, stamp: &Stamp, by: By) -> Option<Digests> {
        let (then, digests) = self.before.get(name)?;
        (then == stamp && digests.cover(by)).then(|| digests.only(by))
    }

    /// A file is done.
    pub(super) fn done(&self, name: &Name, seen: &Seen) {
        if self.resume.is_none() {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.put(|out| kept::add(out, name, &seen.stamp, &seen.digests));
        let now = self.watch.ms();
        if now.saturating_sub(state.saved) >= EVERY_MS {
            state.put(safe);
            state.saved = now;
        }
    }

    /// The reading is over. It is kept until whoever wanted it says that it is safe ([`Resume::forget`]). Tells why it could not be kept.
    pub(super) fn finish(self) -> Option<ErrorKind> {
        let mut state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.put(safe);
        state.error
    }
}

/// What is there of this run, and the file, cut to it.
fn open(resume: Resume<'_>) -> io::Result<(Kept, File)> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, place::PRIVATE);
    let mut file = options.open(resume.path)?;
    // Two runs over the same folder would write into each other's lines.
    file.try_lock()?;
    let (before, good) = kept::read(BufReader::new(&file), resume.key);
    file.set_len(good)?;
    file.seek(SeekFrom::Start(good))?;
    if good == 0 {
        kept::begin(&mut file, resume.key)?;
    }
    Ok((before, file))
}

fn safe(out: &mut BufWriter<File>) -> io::Result<()> {
    out.flush()?;
    out.get_ref().sync_data()
}
