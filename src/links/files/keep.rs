//! Digests as they are made → a file from time to time, so that a run that was stopped or killed goes on.

use std::fs::File;
use std::io::{BufReader, ErrorKind};
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
    now: Kept,
    saved: u64,
    error: Option<ErrorKind>,
}

impl<'a> Keeper<'a> {
    /// Reads what there is.
    pub(super) fn new(resume: Option<Resume<'a>>) -> Self {
        let read = |resume: Resume<'_>| Some(kept::read(BufReader::new(File::open(resume.path).ok()?), resume.key));
        let before = resume.and_then(read).unwrap_or_default();
        Self { resume, state: Mutex::new(State { now: before.clone(), ..State::default() }), before, watch: Stopwatch::start() }
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
        state.now.insert(name.clone(), (seen.stamp, seen.digests));
        if self.watch.ms().saturating_sub(state.saved) >= EVERY_MS {
            self.save(&mut state);
        }
    }

    /// The reading is over. It is kept until whoever wanted it says that it is safe ([`Resume::forget`]). Tells why it could not be kept.
    pub(super) fn finish(self) -> Option<ErrorKind> {
        let mut state = std::mem::take(&mut *self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.save(&mut state);
        state.error
    }

    fn save(&self, state: &mut State) {
        let Some(resume) = self.resume else { return };
        let saved = place::place(resume.path, place::PRIVATE, |out| kept::write(out, resume.key, &state.now));
        state.error = saved.err().map(|error| error.kind());
        state.saved = self.watch.ms();
    }
}
