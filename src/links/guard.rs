//! A driver in a thread of its own: deadlines that really end, panics contained, one session.
//!
//! A driver may block where no timeout of its own reaches: between the listener's accept and the logon, or in a read after a
//! cancel. Then the thread is left behind – it holds one socket until the process ends – and the link is dead.

use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::cells::{self, Raw};
use crate::ctx::Stopwatch;
use crate::model::{Answer, Ask, AskError, AskErrorKind, Link};

/// A blocking client library.
pub(super) trait Client {
    /// Runs one query; `timeout` cancels it on the server.
    fn query(&mut self, job: &Job) -> Result<Raw, AskError>;
    fn version(&self) -> Option<String>;
}

/// One query, owned by the thread that runs it.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub sql: String,
    pub action: String,
    pub timeout: Duration,
    pub max_rows: usize,
}

pub(super) struct Guarded {
    driver: &'static str,
    version: Option<String>,
    jobs: Option<SyncSender<Job>>,
    replies: Receiver<Result<Raw, AskError>>,
}

/// Beyond a statement's own timeout: the cancel takes a round trip, and so does the answer to it.
const GRACE: Duration = Duration::from_secs(5);

impl Guarded {
    /// Connects within `deadline`. `connect` runs in the thread that will own the session.
    pub(super) fn connect<C: Client + 'static>(
        driver: &'static str,
        deadline: Duration,
        connect: impl FnOnce() -> Result<C, AskError> + Send + 'static,
    ) -> Result<Self, AskError> {
        let (jobs, work) = sync_channel::<Job>(1);
        let (answer, replies) = sync_channel(1);
        let (ready, opened) = sync_channel(1);
        std::thread::Builder::new()
            .name(format!("oracle-{driver}"))
            .spawn(move || serve(connect, &ready, &work, &answer))
            .map_err(|e| AskError::new(AskErrorKind::Internal, e.to_string()))?;
        match opened.recv_timeout(deadline) {
            Ok(Ok(version)) => Ok(Self { driver, version, jobs: Some(jobs), replies }),
            Ok(Err(error)) => Err(error),
            Err(RecvTimeoutError::Timeout) => Err(AskError::new(
                AskErrorKind::Down,
                format!("the connection was accepted, but no logon within {} s (hung listener, instance or network)", deadline.as_secs()),
            )),
            Err(RecvTimeoutError::Disconnected) => Err(AskError::new(AskErrorKind::Internal, "the driver's thread ended")),
        }
    }
}

/// The thread: connects, tells, then answers one job after the other until nobody asks any more.
fn serve<C: Client>(
    connect: impl FnOnce() -> Result<C, AskError>,
    ready: &SyncSender<Result<Option<String>, AskError>>,
    work: &Receiver<Job>,
    answer: &SyncSender<Result<Raw, AskError>>,
) {
    let opened = contained(connect).unwrap_or_else(|text| Err(AskError::new(AskErrorKind::Internal, text)));
    let mut client = match opened {
        Ok(client) => client,
        Err(error) => {
            let _ = ready.send(Err(error));
            return;
        }
    };
    if ready.send(Ok(client.version())).is_err() {
        return;
    }
    while let Ok(job) = work.recv() {
        let reply = contained(|| client.query(&job)).unwrap_or_else(|text| Err(AskError::new(AskErrorKind::Internal, text)));
        if answer.send(reply).is_err() {
            return;
        }
    }
}

/// Runs `f`; a panic becomes its text.
fn contained<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    std::panic::catch_unwind(AssertUnwindSafe(f)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        format!("the driver panicked: {}", text.unwrap_or("no message"))
    })
}

impl Link for Guarded {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Answer, AskError> {
        let dead = || AskError::new(AskErrorKind::Disconnected, "the session had ended");
        let watch = Stopwatch::start();
        let job = Job { sql: ask.text.into(), action: ask.id.into(), timeout: ask.timeout, max_rows: ask.max_rows };
        self.jobs.as_ref().ok_or_else(dead)?.send(job).map_err(|_| dead())?;
        let reply = match self.replies.recv_timeout(ask.timeout * 2 + GRACE) {
            Ok(reply) => reply,
            Err(RecvTimeoutError::Timeout) => {
                self.jobs = None;
                Err(AskError::new(
                    AskErrorKind::Timeout,
                    format!("no answer within {} s, and the cancel was not answered either", ask.timeout.as_secs()),
                ))
            }
            Err(RecvTimeoutError::Disconnected) => Err(dead()),
        };
        match reply {
            Ok(raw) => cells::fit(raw, ask, watch.ms()),
            Err(error) => {
                if matches!(error.kind, AskErrorKind::Disconnected | AskErrorKind::Down | AskErrorKind::Internal) {
                    self.jobs = None;
                }
                Err(error)
            }
        }
    }

    fn driver(&self) -> &str {
        self.driver
    }

    fn version(&self) -> Option<String> {
        self.version.clone()
    }

    fn alive(&self) -> bool {
        self.jobs.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use super::*;
    use crate::model::Column;

    struct Fake;

    impl Client for Fake {
        fn query(&mut self, job: &Job) -> Result<Raw, AskError> {
            match job.sql.as_str() {
                "panic" => panic!("boom"),
                "hang" => loop {
                    std::thread::park();
                },
                _ => Ok(Raw::default()),
            }
        }

        fn version(&self) -> Option<String> {
            Some("19.1".into())
        }
    }

    fn ask(text: &str) -> Ask<'_> {
        static NONE: LazyLock<Arc<[Column]>> = LazyLock::new(Arc::default);
        Ask { id: "x", text, sha256: "", columns: &NONE, parser: None, twice: false, timeout: Duration::ZERO, max_rows: 1 }
    }

    #[test]
    fn a_logon_that_never_answers_ends() {
        let error = Guarded::connect("thin", Duration::from_millis(50), || -> Result<Fake, AskError> {
            loop {
                std::thread::park();
            }
        });
        assert_eq!(error.err().map(|e| e.kind), Some(AskErrorKind::Down));
    }

    #[test]
    fn a_panic_of_the_driver_is_contained() {
        let mut link = Guarded::connect("thin", Duration::from_secs(5), || Ok(Fake)).unwrap();
        assert!(link.ask(&ask("fine")).is_ok());
        let error = link.ask(&ask("panic")).unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (AskErrorKind::Internal, "the driver panicked: boom"));
        assert!(!link.alive());
    }
}
