//! The threads that sessions run in, one after the other: in a new one OpenSSL seeds its random numbers and memory grows anew.

use std::io;
use std::sync::mpsc::{RecvTimeoutError, SendError, SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

/// Gives what tells of its end.
type Work = Box<dyn FnOnce() -> Told + Send>;
type Told = Box<dyn FnOnce()>;

/// A thread that has nothing to do ends after this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Threads that have nothing to do, the last first. Each is here once, and takes whatever it is sent until it takes itself away.
pub(super) struct Workers(Mutex<Vec<(ThreadId, SyncSender<Work>)>>);

/// Those of all sessions.
pub(super) static SESSIONS: Workers = Workers::new();

impl Workers {
    const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(ThreadId, SyncSender<Work>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work`, which must not panic, in a thread of its own as long as it lasts, and then `tell`, which must not wait. Work that
    /// never ends keeps its thread. Whoever was told can be sure that there is a thread for the next.
    pub(super) fn start<T: 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
        tell: impl FnOnce(T) + Send + 'static,
    ) -> io::Result<()> {
        let mut work: Work = Box::new(move || {
            let done = work();
            Box::new(move || tell(done))
        });
        loop {
            let Some((_, worker)) = self.idle().pop() else { break };
            match worker.send(work) {
                Ok(()) => return Ok(()),
                Err(SendError(back)) => work = back,
            }
        }
        thread::Builder::new().name("ssh-session".into()).spawn(move || self.serve(work)).map(drop)
    }

    fn serve(&self, first: Work) {
        let (give, given) = sync_channel(1);
        let (me, mut work) = (thread::current().id(), first);
        loop {
            let tell = work();
            self.idle().push((me, give.clone()));
            tell();
            work = match given.recv_timeout(PATIENCE) {
                Ok(next) => next,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let mut idle = self.idle();
                    if let Some(at) = idle.iter().position(|(id, _)| *id == me) {
                        idle.remove(at);
                        return;
                    }
                    drop(idle);
                    // Somebody took it this moment, and is about to send.
                    let Ok(next) = given.recv() else { return };
                    next
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    static OWN: Workers = Workers::new();

    /// Starts something that tells its thread, waits to be let go, and says when it is through.
    fn busy() -> (ThreadId, SyncSender<()>, Receiver<()>) {
        let ((begins, begun), (end, ended), (go, wait)) = (channel(), channel(), sync_channel(1));
        let work = move || {
            begins.send(thread::current().id()).unwrap();
            let _ = wait.recv();
        };
        OWN.start(work, move |()| end.send(()).unwrap()).unwrap();
        (begun.recv().unwrap(), go, ended)
    }

    #[test]
    fn a_thread_is_used_again_and_never_by_two() {
        let ((first, go, ended), (second, _goes_on, _)) = (busy(), busy());
        assert_ne!(first, second);
        drop(go);
        ended.recv().unwrap();
        let (third, ..) = busy();
        assert_eq!(third, first);
    }
}
