//! Whoever waits is woken when it shall stop. One thread looks at the flags of all: hundreds that wake to look at their own cost more
//! than what they wait for.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::model::{AskError, AskErrorKind};

/// How often it looks.
const TICK: Duration = Duration::from_millis(100);

type Wake = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Waiting {
    all: HashMap<u64, (Arc<AtomicBool>, Wake)>,
    next: u64,
    looked_after: bool,
}

static WAITING: LazyLock<Mutex<Waiting>> = LazyLock::new(Mutex::default);

fn waiting() -> MutexGuard<'static, Waiting> {
    WAITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One that waits, as long as this lives.
#[derive(Debug)]
pub(super) struct Waiter(u64);

/// Calls `wake` once when `stop` is set, from another thread; at once when it is set already. It must not wait for anything.
pub(super) fn on_stop(stop: &Arc<AtomicBool>, wake: impl FnOnce() + Send + 'static) -> Result<Waiter, AskError> {
    let mut waiting = waiting();
    if !waiting.looked_after {
        let thread = std::thread::Builder::new().name("ssh-stop".into()).spawn(look);
        thread.map_err(|e| AskError::new(AskErrorKind::Internal, e.to_string()))?;
        waiting.looked_after = true;
    }
    let id = waiting.next;
    waiting.next += 1;
    if stop.load(Ordering::Relaxed) {
        drop(waiting);
        wake();
    } else {
        waiting.all.insert(id, (Arc::clone(stop), Box::new(wake)));
    }
    Ok(Waiter(id))
}

/// As long as somebody waits.
fn look() {
    loop {
        std::thread::sleep(TICK);
        let mut waiting = waiting();
        let due: Vec<_> = waiting.all.extract_if(|_, (stop, _)| stop.load(Ordering::Relaxed)).collect();
        waiting.looked_after = !waiting.all.is_empty();
        let ends = !waiting.looked_after;
        drop(waiting);
        for (_, (_, wake)) in due {
            wake();
        }
        if ends {
            return;
        }
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        let gone = waiting().all.remove(&self.0);
        // What it would have woken may wait itself when it is dropped: not inside of the lock.
        drop(gone);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn who_waits_is_woken_by_its_own_flag_and_only_while_it_waits() {
        let (mine, other) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let (tell, told) = channel();
        let says = |name: &'static str| {
            let tell = tell.clone();
            move || tell.send(name).unwrap()
        };
        let _waits = on_stop(&mine, says("mine")).unwrap();
        let _elsewhere = on_stop(&other, says("other")).unwrap();
        drop(on_stop(&mine, says("gone")).unwrap());
        mine.store(true, Ordering::Relaxed);
        assert_eq!(told.recv(), Ok("mine"));
        let _late = on_stop(&mine, says("late")).unwrap();
        assert_eq!((told.try_recv(), told.try_recv().ok()), (Ok("late"), None), "at once, and nobody else");
    }
}
