//! How often whoever waits looks whether it shall stop.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

static WAITING: AtomicU32 = AtomicU32::new(0);
/// One alone looks so often.
const ALONE: Duration = Duration::from_millis(300);
/// Hundreds may wait at the same time, and to wake one costs as much as a packet: all together look no more often than this.
const TOGETHER: Duration = Duration::from_millis(5);

/// One that waits, as long as this lives.
#[derive(Debug)]
pub(super) struct Waiter(());

impl Waiter {
    pub(super) fn new() -> Self {
        WAITING.fetch_add(1, Ordering::Relaxed);
        Self(())
    }

    /// Until it looks next.
    #[expect(clippy::unused_self, reason = "only one that is counted may ask")]
    pub(super) fn pause(&self) -> Duration {
        ALONE.max(TOGETHER * WAITING.load(Ordering::Relaxed))
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}
