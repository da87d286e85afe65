//! The same for many paths, by all processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// More threads wait for one disk.
const MOST: usize = 8;
/// Taken by a thread at once, so that they do not wait for each other.
const HANDFUL: usize = 16;
/// Bytes from which on a file is worth a thread of its own.
const LARGE: u64 = 4 << 20;

/// What `one` makes of each item, in their order. The first error ends it, whatever the others do.
pub(super) fn each<T: Sync, R: Send, E: Send>(items: &[T], one: impl Fn(usize, &T) -> Result<R, E> + Sync) -> Result<Vec<R>, E> {
    by(HANDFUL, items, one)
}

/// The same of files of so many bytes in all: large ones are taken one by one.
pub(super) fn each_of<T: Sync, R: Send, E: Send>(
    bytes: u64,
    items: &[T],
    one: impl Fn(usize, &T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let large = bytes / (items.len() as u64).max(1) >= LARGE;
    by(if large { 1 } else { HANDFUL }, items, one)
}

fn by<T: Sync, R: Send, E: Send>(handful: usize, items: &[T], one: impl Fn(usize, &T) -> Result<R, E> + Sync) -> Result<Vec<R>, E> {
    let threads = std::thread::available_parallelism().map_or(1, Into::into).min(MOST).min(items.len().div_ceil(handful)).max(1);
    let (next, first) = (AtomicUsize::new(0), Mutex::new(None::<E>));
    let work = || {
        let mut done = Vec::new();
        loop {
            let from = next.fetch_add(handful, Ordering::Relaxed);
            let Some(some) = items.get(from..).filter(|some| !some.is_empty()) else { return done };
            for (at, item) in (from..).zip(some.iter().take(handful)) {
                match one(at, item) {
                    Ok(made) => done.push((at, made)),
                    Err(fault) => {
                        next.store(items.len(), Ordering::Relaxed);
                        first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
                        return done;
                    }
                }
            }
        }
    };
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    if let Some(fault) = first.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(fault);
    }
    done.sort_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, made)| made).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::fault::Fault;

    #[test]
    fn all_in_their_order_or_the_first_error() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(each(&items, |at, item| Ok::<_, Fault>(at + item)).unwrap(), (0..1000).map(|at| at * 2).collect::<Vec<_>>());
        assert!(each(&[] as &[usize], |at, _| Ok::<_, Fault>(at)).unwrap().is_empty());
        let failed = each(&items, |_, item| if *item == 700 { Err(Fault::Nothing) } else { Ok(()) });
        assert!(matches!(failed, Err(Fault::Nothing)));
    }
}
