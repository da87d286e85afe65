//! How many handshakes and sessions run at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::failure;
use super::stop::on_stop;
use crate::model::AskError;

/// A counting semaphore. Waiting for TCP happens outside of it, so that a hundred dead hosts cost one timeout.
#[derive(Debug)]
pub struct Gate(Arc<Places>);

#[derive(Debug)]
struct Places {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place inside the gate, given back when dropped.
#[derive(Debug)]
pub(super) struct Place<'a>(&'a Places);

impl Places {
    fn free(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gate {
    /// Lets `places` sessions in at once; at least one.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self(Arc::new(Places { free: Mutex::new(places.max(1)), freed: Condvar::new() }))
    }

    /// Waits for a place until `stop` is set.
    pub(super) fn enter(&self, stop: &Arc<AtomicBool>) -> Result<Place<'_>, AskError> {
        let places = Arc::clone(&self.0);
        let wake = move || {
            // Whoever is about to wait has looked at the flag under this lock.
            let _free = places.free();
            places.freed.notify_all();
        };
        let waiter = on_stop(stop, wake)?;
        let mut free = self.0.free();
        while *free == 0 && !stop.load(Ordering::Relaxed) {
            free = self.0.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        if stop.load(Ordering::Relaxed) {
            return Err(failure::stopped());
        }
        *free -= 1;
        drop((free, waiter));
        Ok(Place(&self.0))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free() += 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_gate_waits_lets_in_again_and_ends_with_the_run() {
        let (gate, go, stop) = (Gate::new(1), Arc::default(), Arc::default());
        let inside = gate.enter(&go).unwrap();
        std::thread::scope(|scope| {
            let stopped = scope.spawn(|| gate.enter(&stop).unwrap_err().code);
            stop.store(true, Ordering::Relaxed);
            assert_eq!(stopped.join().unwrap(), failure::STOPPED, "a stop ends the wait");
            let waits = scope.spawn(|| drop(gate.enter(&go).unwrap()));
            drop(inside);
            waits.join().unwrap();
        });
        assert!(gate.enter(&stop).is_err());
        assert_eq!(*gate.0.free(), 1, "given back");
    }
}
