//! Work that is done by several threads and taken up in the order in which it was given out.

use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// One thread's two ends.
struct Worker<J, R> {
    jobs: SyncSender<J>,
    results: Receiver<R>,
}

/// Gives `jobs` to `threads` workers, of which each makes its own function by `worker`, and gives results to `take` in the order of the jobs,
/// in this thread. At most `ahead` jobs are under way. The first error ends it; jobs under way are then dropped.
///
/// Jobs go round, so that nothing has to be sorted: the next result always comes from the worker that was given its job. Whoever has a
/// long one is waited for, while the others have `ahead` to go on with.
pub fn in_order<J: Send, R: Send, F: FnMut(J) -> R, E>(
    threads: NonZeroUsize,
    ahead: usize,
    jobs: impl Iterator<Item = Result<J, E>>,
    worker: impl Fn() -> F + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if threads.get() == 1 {
        let mut work = worker();
        return jobs.into_iter().try_for_each(|job| take(work(job?)));
    }
    // No worker is ever given more than it has room for, so that giving a job never waits.
    let room = ahead.div_ceil(threads.get()).max(1);
    thread::scope(|scope| {
        let workers: Vec<Worker<J, R>> = (0..threads.get())
            .map(|_| {
                let (jobs, given) = sync_channel::<J>(room);
                let (done, results) = sync_channel(room);
                let worker = &worker;
                scope.spawn(move || given.iter().map(worker()).try_for_each(|result| done.send(result)));
                Worker { jobs, results }
            })
            .collect();
        run(&workers, room, jobs, &mut take)
    })
}

/// Fills the workers as far as there is room, and takes the oldest result when there is none or no job is left.
fn run<J, R, E>(
    workers: &[Worker<J, R>],
    room: usize,
    mut jobs: impl Iterator<Item = Result<J, E>>,
    take: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let most = workers.len() * room;
    let (mut given, mut taken) = (0_usize, 0_usize);
    loop {
        let job = if given - taken < most { jobs.next().transpose()? } else { None };
        if let Some(job) = job {
            // A worker that is gone has panicked; the scope carries that on.
            let Some(Ok(())) = workers.get(given % workers.len()).map(|worker| worker.jobs.send(job)) else { return Ok(()) };
            given += 1;
        } else if taken < given {
            let Some(Ok(result)) = workers.get(taken % workers.len()).map(|worker| worker.results.recv()) else { return Ok(()) };
            taken += 1;
            take(result)?;
        } else {
            return Ok(());
        }
    }
}
