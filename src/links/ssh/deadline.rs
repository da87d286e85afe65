//! Deadlines that really end: the session runs in a thread of its own, and whoever waits for it shuts its sockets down.
//!
//! libssh2 has timeouts of its own, but a server that sends one byte a second keeps some of them from ever ending, and a
//! hung agent has none. A thread that does not even come back after its sockets are gone is left behind.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::failure::{self, failed};
use super::stop::on_stop;
use super::wire::Wire;
use super::worker::SESSIONS;
use crate::ctx::Stopwatch;
use crate::model::{AskError, AskErrorKind};

/// How long a session may take to notice that its sockets are gone.
const GRACE: Duration = Duration::from_millis(800);

/// A point in time that work must end at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    watch: Stopwatch,
    limit: Duration,
}

impl Deadline {
    pub(super) fn after(limit: Duration) -> Self {
        Self { watch: Stopwatch::start(), limit }
    }

    pub(super) fn left(&self) -> Duration {
        self.limit.saturating_sub(Duration::from_millis(self.watch.ms()))
    }

    /// The whole of it.
    pub(super) fn seconds(&self) -> u64 {
        self.limit.as_secs()
    }

    /// For libssh2, to which 0 means for ever. It gets a little more than is left, so that the watchdog is first.
    pub(super) fn left_ms(&self) -> u32 {
        u32::try_from(self.left().as_millis()).unwrap_or(u32::MAX / 2).saturating_add(500)
    }
}

/// How far a session has come; says what a deadline ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Banner,
    Handshake,
    Logon,
    Command,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Deadline,
    Stopped,
}

#[derive(Debug)]
struct State {
    wires: Vec<Wire>,
    why: Option<Why>,
    stage: Stage,
    jump: Option<String>,
}

/// What the watchdog holds of a session: its sockets and how far it is.
#[derive(Debug)]
pub(super) struct Watch {
    state: Mutex<State>,
    pub deadline: Deadline,
}

impl Watch {
    pub(super) fn new(deadline: Deadline) -> Arc<Self> {
        Arc::new(Self { state: Mutex::new(State { wires: Vec::new(), why: None, stage: Stage::Banner, jump: None }), deadline })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more socket to shut down at the end.
    pub(super) fn hold(&self, wire: &Wire) {
        let mut state = self.state();
        if state.why.is_some() {
            wire.cut();
        }
        state.wires.push(wire.clone());
    }

    /// The session has come to `stage`, at a jump host or (`None`) at the target.
    pub(super) fn reach(&self, stage: Stage, jump: Option<&str>) {
        let mut now = self.state();
        now.stage = stage;
        now.jump = jump.map(str::to_owned);
    }

    fn cut(&self, why: Why) {
        let mut state = self.state();
        state.why.get_or_insert(why);
        state.wires.iter().for_each(Wire::cut);
    }

    /// The reason, where the watchdog ended it.
    pub(super) fn ended(&self) -> Option<AskError> {
        let state = self.state();
        let seconds = self.deadline.limit.as_secs();
        let error = match (state.why?, state.stage) {
            (Why::Stopped, _) => failure::stopped(),
            (Why::Deadline, Stage::Banner) => failed(
                AskErrorKind::Down,
                failure::BANNER,
                format!("the connection was accepted, but no SSH banner came within {seconds} s (hung sshd, host or network)"),
            ),
            (Why::Deadline, Stage::Handshake) => {
                failed(AskErrorKind::Timeout, failure::TIMEOUT, format!("the SSH handshake did not end within {seconds} s"))
            }
            (Why::Deadline, Stage::Logon) => failed(
                AskErrorKind::Timeout,
                failure::TIMEOUT,
                format!("the logon did not end within {seconds} s (name service, PAM or home folder of the host may hang)"),
            ),
            (Why::Deadline, Stage::Command) => {
                failed(AskErrorKind::Timeout, failure::TIMEOUT, format!("the command did not end within {seconds} s"))
            }
        };
        Some(match &state.jump {
            Some(jump) => failure::at_jump(jump, error),
            None => error,
        })
    }
}

/// What whoever waits for a session is told.
enum Told<T> {
    Reply(Result<T, AskError>),
    Stop,
}

/// Runs `work` in a thread and ends it at the deadline or when `stop` is set. Its sockets are those that `watch` holds.
pub(super) fn supervise<T: Send + 'static>(
    watch: &Arc<Watch>,
    stop: &Arc<AtomicBool>,
    work: impl FnOnce() -> Result<T, AskError> + Send + 'static,
) -> Result<T, AskError> {
    let internal = |text: &str| AskError::new(AskErrorKind::Internal, text);
    let (tell, told) = sync_channel(2);
    let wake = tell.clone();
    let _waiter = on_stop(stop, move || drop(wake.try_send(Told::Stop)))?;
    // Everything of the session is dropped before the reply.
    let session = move || catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(internal("the session's thread panicked")));
    SESSIONS.start(session, move |reply| drop(tell.send(Told::Reply(reply)))).map_err(|e| internal(&e.to_string()))?;
    let mut cut = false;
    let reply = loop {
        let why = match told.recv_timeout(if cut { GRACE } else { watch.deadline.left() }) {
            Ok(Told::Reply(reply)) => break reply,
            Ok(Told::Stop) => Why::Stopped,
            Err(_) if cut => return Err(watch.ended().unwrap_or_else(|| internal("left behind"))),
            Err(_) => Why::Deadline,
        };
        watch.cut(why);
        cut = true;
    };
    // What is known for certain of a server that then kept silent says more than that it did.
    let certain = |error: &AskError| [failure::NOT_SSH, failure::ALGORITHM].contains(&error.code.as_str());
    reply.map_err(|error| watch.ended().filter(|_| !certain(&error)).unwrap_or(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_never_comes_back_is_left_behind() {
        let watch = Watch::new(Deadline::after(Duration::from_millis(50)));
        watch.reach(Stage::Logon, None);
        let error = supervise(&watch, &Arc::default(), || -> Result<(), AskError> {
            loop {
                std::thread::park();
            }
        });
        assert_eq!(error.unwrap_err().code, failure::TIMEOUT);
    }

    #[test]
    fn a_stop_and_a_panic_are_told_apart() {
        let watch = Watch::new(Deadline::after(Duration::from_secs(60)));
        let (wire, other) = std::os::unix::net::UnixStream::pair().unwrap();
        let wire = Wire::from(wire);
        watch.hold(&wire);
        let waits = move || -> Result<(), AskError> {
            let _ = std::io::Read::read(&mut &other, &mut [0]);
            Err(failure::config("the end was seen"))
        };
        let error = supervise(&watch, &Arc::new(AtomicBool::new(true)), waits).unwrap_err();
        assert_eq!(error.code, failure::STOPPED);
        let watch = Watch::new(Deadline::after(Duration::from_secs(60)));
        let error = supervise(&watch, &Arc::default(), || -> Result<(), AskError> { panic!("boom") });
        assert_eq!(error.unwrap_err().kind, AskErrorKind::Internal);
    }

    #[test]
    fn what_ends_at_a_jump_host_is_not_the_targets_fault() {
        let watch = Watch::new(Deadline::after(Duration::ZERO));
        watch.reach(Stage::Banner, Some("bastion"));
        watch.cut(Why::Deadline);
        let error = watch.ended().unwrap();
        assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Config, failure::JUMP));
    }
}
