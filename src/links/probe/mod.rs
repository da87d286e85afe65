//! Looks at a place after a release, taken on the host where its files lie: ports, pages, logs, files, settings, processes.
//!
//! What can become true by waiting (port, page, log, process) is tried again until the time is over; bytes and settings that are wrong are
//! wrong at once. What could not be looked at is told as such ([`Told::is_judged`]), never as a failure of what was released.

mod config;
mod file;
mod http;
mod log;
mod port;
mod process;
mod since;
#[cfg(test)]
mod tests;
mod text;
mod told;
mod trouble;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

pub use config::ConfigFact;
pub use file::FileFact;
pub use http::HttpFact;
pub use log::{Line, LogFact, Read};
pub use port::PortFact;
pub use process::ProcessFact;
pub use since::{Mark, Since, fits, since};
pub(super) use text::decode;
pub use told::{Seen, Told};
pub use trouble::Trouble;

use crate::ctx::Stopwatch;
use crate::links::proc;
use crate::model::release::Probe;

/// Between two looks, at most; a tenth of the time where that is less.
const PAUSE: Duration = Duration::from_millis(500);
/// What a look may take that is taken but once.
const ONCE: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_millis(20);

/// Looks until it holds, cannot come to hold any more, or `limit` is over; with a limit of zero once. The last look begins when the time is
/// over, and takes half a second at most; only the bytes of a file are read however long it takes. `stop` ends it within moments.
///
/// Relative paths are below `root`. [`Probe::Sql`] and [`Probe::Manual`] are not looked at here: [`Told::Elsewhere`].
#[must_use]
pub fn probe(probe: &Probe, root: &Path, since: &Since, limit: Duration, stop: Option<&AtomicBool>) -> Seen {
    let watch = Stopwatch::start();
    let told = Look::new(probe, root, since).map_or_else(|told| told, |look| repeat(look, limit, stop));
    Seen { ok: told.holds(), told, ms: watch.ms() }
}

/// Whether a look at a port or a page says the same from another host: its address is not one that every host has for itself.
#[must_use]
pub fn is_from_afar(probe: &Probe) -> bool {
    match probe {
        Probe::Port { host, .. } => !host.is_empty() && !http::is_loopback(host),
        Probe::Http { url, .. } => http::host(url).is_some_and(|host| !http::is_loopback(&host)),
        _ => false,
    }
}

fn repeat(mut look: Look<'_>, limit: Duration, stop: Option<&AtomicBool>) -> Told {
    let watch = Stopwatch::start();
    let pause = (limit / 10).clamp(TICK, PAUSE);
    let mut before: Option<Told> = None;
    loop {
        let left = limit.saturating_sub(Duration::from_millis(watch.ms()));
        let last = left.is_zero();
        let told = look.once(if limit.is_zero() { ONCE } else { left.max(pause) }, last, stop);
        if last || told.is_final() || told.holds() && !look.is_watch() {
            // The last look had little time: that it got no answer says less than the answer before.
            return match before {
                Some(before) if told.is_silence() => before,
                _ => told,
            };
        }
        if !told.is_silence() {
            before = Some(told);
        }
        if sleep(pause.min(left), stop) {
            return Told::Stopped;
        }
    }
}

/// A look with what it keeps between its times.
enum Look<'a> {
    Port { host: &'a str, port: u16 },
    Http(http::Page),
    Log { follow: Box<log::Follow<'a>>, watch: bool },
    File { path: std::path::PathBuf, sha256: &'a str },
    Config { path: std::path::PathBuf, key: &'a str, value: &'a str },
    Process { pattern: regex_automata::meta::Regex, min: u32 },
}

impl<'a> Look<'a> {
    /// The error is what is told where there is nothing to look at.
    fn new(probe: &'a Probe, root: &Path, since: &'a Since) -> Result<Self, Told> {
        let regex = |pattern: &str| text::regex(pattern).map_err(|why| Told::Pattern { pattern: pattern.to_owned(), why });
        let some = |pattern: &str| if pattern.is_empty() { Ok(None) } else { regex(pattern).map(Some) };
        Ok(match probe {
            Probe::Port { host, port } => Self::Port { host, port: *port },
            Probe::Http { url, status, body, within_ms } => {
                regex(body)?;
                Self::Http(http::Page { url: url.clone(), status: status.unwrap_or(200), body: body.clone(), within_ms: *within_ms })
            }
            Probe::Log { path, contains, without } => {
                let follow = log::Follow::new(root.join(path), since, some(contains)?, some(without)?, log::MOST).map_err(Told::Log)?;
                Self::Log { follow: Box::new(follow), watch: contains.is_empty() }
            }
            Probe::File { path, sha256 } => Self::File { path: root.join(path), sha256 },
            Probe::Config { path, key, value } => Self::Config { path: root.join(path), key, value },
            Probe::Process { pattern, min } => Self::Process { pattern: regex(pattern)?, min: min.unwrap_or(1) },
            Probe::Sql { .. } | Probe::Manual { .. } => return Err(Told::Elsewhere),
        })
    }

    /// That it holds now does not end it.
    fn is_watch(&self) -> bool {
        matches!(self, Self::Log { watch: true, .. })
    }

    fn once(&mut self, limit: Duration, last: bool, stop: Option<&AtomicBool>) -> Told {
        let stopped = |told: Option<Told>| told.unwrap_or(Told::Stopped);
        match self {
            _ if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) => Told::Stopped,
            Self::Port { host, port } => {
                let silent = Told::Port(PortFact::Closed { address: port::address(host, *port), why: Trouble::Silent });
                let (host, port) = ((*host).to_owned(), *port);
                stopped(aside(limit, silent, stop, move || Told::Port(port::look(&host, port, limit))))
            }
            Self::Http(page) => {
                let page = page.clone();
                let silent = Told::Http(HttpFact::None { why: Trouble::Silent });
                stopped(aside(limit, silent, stop, move || Told::Http(http::look(&page, limit))))
            }
            Self::Log { follow, .. } => Told::Log(follow.look(last)),
            Self::File { path, sha256 } => stopped(file::look(path, sha256, stop).map(Told::File)),
            Self::Config { path, key, value } => Told::Config(config::look(path, key, value)),
            Self::Process { pattern, min } => Told::Process(process::look(Path::new(proc::PROC), pattern, *min)),
        }
    }
}

/// Runs what may hang in a thread of its own, as names are resolved without a time limit; what takes longer is left behind and `silent`
/// told of it. `None`: it was stopped.
fn aside(limit: Duration, silent: Told, stop: Option<&AtomicBool>, ask: impl FnOnce() -> Told + Send + 'static) -> Option<Told> {
    let (answer, answers) = channel();
    // Nobody may be there any more to take the answer.
    std::thread::spawn(move || _ = answer.send(ask()));
    let watch = Stopwatch::start();
    loop {
        match answers.recv_timeout(TICK) {
            Ok(told) => return Some(told),
            Err(RecvTimeoutError::Disconnected) => return Some(silent),
            Err(RecvTimeoutError::Timeout) if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) => return None,
            Err(RecvTimeoutError::Timeout) if Duration::from_millis(watch.ms()) > limit + TICK => return Some(silent),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Whether it was stopped.
fn sleep(time: Duration, stop: Option<&AtomicBool>) -> bool {
    let watch = Stopwatch::start();
    loop {
        if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            return true;
        }
        let left = time.saturating_sub(Duration::from_millis(watch.ms()));
        if left.is_zero() {
            return false;
        }
        std::thread::sleep(left.min(TICK));
    }
}
