//! Work → threads that share it.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Runs the same in so many threads, this one among them. A panic of one is this thread's.
pub(super) fn together<R: Send>(threads: NonZeroUsize, run: impl Fn() -> R + Sync) -> Vec<R> {
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads.get()).map(|_| scope.spawn(&run)).collect();
        let mut results = vec![run()];
        for other in others {
            match other.join() {
                Ok(result) => results.push(result),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    })
}

/// Gives each job to whichever thread is free, in order; the results are in the order of the jobs. `tools` is made once a thread.
pub(super) fn each<T: Sync, R: Send, B>(
    threads: NonZeroUsize,
    jobs: &[T],
    tools: impl Fn() -> B + Sync,
    work: impl Fn(&mut B, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let (mut tools, mut done) = (tools(), Vec::new());
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            match jobs.get(number) {
                Some(job) => done.push((number, work(&mut tools, job))),
                None => return done,
            }
        }
    };
    let threads = threads.min(NonZeroUsize::new(jobs.len()).unwrap_or(NonZeroUsize::MIN));
    let mut results: Vec<(usize, R)> = together(threads, share).into_iter().flatten().collect();
    results.sort_unstable_by_key(|(number, _)| *number);
    results.into_iter().map(|(_, result)| result).collect()
}
