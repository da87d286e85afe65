//! How hard to work: threads, bytes a second, until when; and telling how far it is.

use std::io;
use std::num::{NonZeroU64, NonZeroUsize};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::ctx::Stopwatch;
use crate::parse::dump::Bytes;

/// Shared by all threads of a piece of work.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    pub threads: NonZeroUsize,
    pub pace: &'a Pace,
    /// Set by whoever wants it to end; seen between two blocks.
    pub stop: &'a AtomicBool,
    /// Told how many more bytes were read.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

impl Effort<'_> {
    /// Whether to go on.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Waits until more may be read; false when it is to stop.
    pub(super) fn may_read(&self) -> bool {
        !self.stopped() && self.pace.wait(self.stop)
    }

    /// So much was read.
    pub(super) fn has_read(&self, bytes: usize) {
        self.pace.charge(bytes);
        (self.progress)(bytes as u64);
    }
}

/// At most so many bytes a second, whoever reads them: a database may work on the same discs.
#[derive(Debug)]
pub struct Pace {
    rate: Option<NonZeroU64>,
    /// When what was taken so far is paid for, in microseconds of the watch.
    paid: Mutex<u64>,
    watch: Stopwatch,
}

/// Sleeps are cut so that a stop is seen.
const NAP: Duration = Duration::from_millis(50);

impl Pace {
    /// `None`: as fast as it goes.
    #[must_use]
    pub fn new(rate: Option<NonZeroU64>) -> Self {
        Self { rate, paid: Mutex::new(0), watch: Stopwatch::start() }
    }

    /// The most that is read at once: a twentieth of a second's worth, so that the discs see an even flow.
    pub(super) fn block(&self, most: usize) -> usize {
        self.rate.map_or(most, |rate| usize::try_from(rate.get() / 20).unwrap_or(most).clamp(512, most.max(512)))
    }

    fn now(&self) -> u64 {
        self.watch.ms().saturating_mul(1000)
    }

    /// Waits until all that was read is paid for. A block is paid for after it was read, when its size is known: files are small.
    fn wait(&self, stop: &AtomicBool) -> bool {
        if self.rate.is_none() {
            return true;
        }
        loop {
            let left = self.paid.lock().unwrap_or_else(PoisonError::into_inner).saturating_sub(self.now());
            if left == 0 {
                return true;
            }
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            thread::sleep(Duration::from_micros(left).min(NAP));
        }
    }

    /// Time in which nobody read is gone, so there are no bursts.
    fn charge(&self, bytes: usize) {
        let Some(rate) = self.rate else { return };
        let cost = u128::from(bytes as u64) * 1_000_000 / u128::from(rate.get());
        let mut paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        *paid = (*paid).max(self.now()).saturating_add(u64::try_from(cost).unwrap_or(u64::MAX));
    }
}

/// A file that is read at the pace of an effort, and no further once it is to stop.
pub struct Metered<'a> {
    inner: Box<dyn Bytes + 'a>,
    effort: Effort<'a>,
}

impl<'a> Metered<'a> {
    #[must_use]
    pub fn new(inner: Box<dyn Bytes + 'a>, effort: Effort<'a>) -> Self {
        Self { inner, effort }
    }
}

impl Bytes for Metered<'_> {
    fn len(&self) -> u64 {
        self.inner.len()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let most = self.effort.pace.block(into.len()).min(into.len());
        if !self.effort.may_read() {
            return Err(io::Error::other("stopped"));
        }
        let read = self.inner.read_at(at, into.get_mut(..most).unwrap_or_default())?;
        self.effort.has_read(read);
        Ok(read)
    }
}
