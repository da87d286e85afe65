//! How many handshakes and sessions run at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use super::tick::Waiter;
use crate::ctx::Stopwatch;

/// A counting semaphore. Waiting for TCP happens outside of it, so that a hundred dead hosts cost one timeout.
#[derive(Debug)]
pub struct Gate {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place inside the gate, given back when dropped.
#[derive(Debug)]
pub(super) struct Place<'a>(&'a Gate);

impl Gate {
    /// Lets `places` sessions in at once; at least one.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self { free: Mutex::new(places.max(1)), freed: Condvar::new() }
    }

    /// Waits for a place; `None` when `patience` is over or `stop` is set.
    pub(super) fn enter(&self, stop: &AtomicBool, patience: Duration) -> Option<Place<'_>> {
        let (waiter, watch) = (Waiter::new(), Stopwatch::start());
        let left = || patience.saturating_sub(Duration::from_millis(watch.ms()));
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            if stop.load(Ordering::Relaxed) || left().is_zero() {
                return None;
            }
            free = self.freed.wait_timeout(free, waiter.pause().min(left())).unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= 1;
        Some(Place(self))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_gate_waits_and_lets_in_again() {
        let (gate, go) = (Gate::new(1), AtomicBool::new(false));
        let inside = gate.enter(&go, Duration::ZERO);
        assert!(inside.is_some() && gate.enter(&go, Duration::from_millis(1)).is_none());
        drop(inside);
        assert!(gate.enter(&go, Duration::ZERO).is_some());
        let held = gate.enter(&go, Duration::ZERO);
        assert!(gate.enter(&AtomicBool::new(true), Duration::from_secs(60)).is_none(), "a stop ends the wait");
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| drop(gate.enter(&go, Duration::from_secs(60))));
            drop(held);
            waits.join().unwrap();
        });
        assert_eq!(*gate.free.lock().unwrap(), 1, "given back");
    }
}
