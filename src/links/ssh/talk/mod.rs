//! A command on a host that is talked with for as long as it takes: its standard input and output as one stream.
//!
//! The session lives in a thread of its own, which pumps both ways and never blocks ([`pump`]); whoever talks has one end of a pair of
//! sockets. So deadline and stop end everything whatever the host does, and what is read after a loss is an error, never an end.

mod pump;

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::deadline::{Deadline, supervise};
use super::failure::{self, failed};
use super::trip::Trip;
use super::{SshLogin, connect, route};
use crate::model::{AskError, AskErrorKind, Host};

/// What is kept of the error output, its beginning; the rest is read and dropped.
const MOST_STDERR: usize = 64 * 1024;

/// A host that acknowledges nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// Of a connection where nothing is said: firewalls forget those after a while.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What is talked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A command, as the login shell gets it.
    Command(String),
    /// A service of the server: `sftp`.
    Subsystem(&'static str),
}

/// How it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct End {
    /// `None` when a signal ended it.
    pub exit: Option<i32>,
    pub signal: Option<String>,
    /// At most 64 KiB.
    pub stderr: Vec<u8>,
}

/// What the pump tells.
#[derive(Default)]
struct Shared {
    stderr: Mutex<Vec<u8>>,
    /// Set before the stream ends, if it did not end by itself.
    end: Mutex<Option<Result<End, AskError>>>,
    /// Nobody talks any more.
    left: AtomicBool,
}

impl Shared {
    fn stderr(&self) -> Vec<u8> {
        self.stderr.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn end(&self) -> Option<Result<End, AskError>> {
        self.end.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Standard input and output of what runs there. `&Talk` reads and writes as well, so that two threads may each do one of them.
pub struct Talk {
    /// `None` once it has been closed.
    near: Option<UnixStream>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// Connects, checks the host key and logs in within the host's time limit, starts it, and hands it over. It is cut after `limit`, when
/// `stop` is set, and when the connection is lost.
pub fn talk(host: &Host, login: &SshLogin, start: Start, limit: Duration, stop: &Arc<AtomicBool>) -> Result<Talk, AskError> {
    let hops = route::plan(host, &login.local)?;
    let stream = connect(&hops, host, stop, &mut 0)?;
    keep_alive(&stream);
    let trip = Trip::new(hops, host, login, stream);
    let watch = Arc::clone(&trip.watch);
    let line = supervise(&watch, stop, move || trip.start(&start))?;
    let internal = |e: io::Error| AskError::new(AskErrorKind::Internal, e.to_string());
    let (near, far) = UnixStream::pair().map_err(internal)?;
    far.set_nonblocking(true).map_err(internal)?;
    let shared = Arc::new(Shared::default());
    let (told, stop, deadline) = (Arc::clone(&shared), Arc::clone(stop), Deadline::after(limit));
    let work = move || pump::run(line, far, &told, &stop, deadline, limit);
    let thread = std::thread::Builder::new().name("ssh-talk".into()).spawn(work).map_err(internal)?;
    Ok(Talk { near: Some(near), shared, thread: Some(thread) })
}

/// Lets the kernel find out that the host or the way to it is gone; a TCP connection by itself waits for a quarter of an hour, or for
/// ever where nothing is sent. Where the kernel cannot, the limit ends it.
fn keep_alive(stream: &TcpStream) {
    use rustix::net::sockopt;
    let _ = sockopt::set_socket_keepalive(stream, true);
    let _ = sockopt::set_tcp_keepidle(stream, KEEP_ALIVE);
    let _ = sockopt::set_tcp_keepintvl(stream, KEEP_ALIVE / 3);
    #[cfg(target_os = "linux")]
    let _ = sockopt::set_tcp_user_timeout(stream, u32::try_from(SILENCE.as_millis()).unwrap_or(u32::MAX));
}

impl Talk {
    /// What is at the other end of a pair of sockets.
    #[cfg(test)]
    pub(crate) fn at(near: UnixStream) -> Self {
        Self { near: Some(near), shared: Arc::default(), thread: None }
    }

    /// A read or write that has to wait for longer is a [`io::ErrorKind::TimedOut`]; `None`: until the limit of the talk.
    pub fn patience(&self, limit: Option<Duration>) -> io::Result<()> {
        let near = self.near()?;
        near.set_read_timeout(limit)?;
        near.set_write_timeout(limit)
    }

    /// What it has said as an error so far.
    #[must_use]
    pub fn stderr(&self) -> Vec<u8> {
        self.shared.stderr()
    }

    /// Nothing more is written: it reads the end of its input.
    pub fn close_input(&self) -> io::Result<()> {
        self.near()?.shutdown(Shutdown::Write)
    }

    /// Ends its input and waits for its end; what it still has to say is dropped.
    pub fn finish(mut self) -> Result<End, AskError> {
        if let Some(mut near) = self.near.take() {
            let _ = near.set_read_timeout(None);
            let _ = near.shutdown(Shutdown::Write);
            let _ = io::copy(&mut near, &mut io::sink());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        self.shared.end().unwrap_or_else(|| Err(AskError::new(AskErrorKind::Internal, "the session's thread panicked")))
    }

    fn near(&self) -> io::Result<&UnixStream> {
        self.near.as_ref().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    /// Why nothing comes any more, where that is not the end of its output.
    fn why(&self, error: io::Error) -> io::Error {
        match (self.shared.end(), error.kind()) {
            (Some(Err(lost)), _) => io::Error::new(io::ErrorKind::ConnectionAborted, lost),
            (_, io::ErrorKind::WouldBlock) => io::Error::new(io::ErrorKind::TimedOut, "the host said nothing for too long"),
            _ => error,
        }
    }
}

impl Read for &Talk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.near()?.read(into) {
            Ok(0) if !into.is_empty() => match self.shared.end() {
                Some(Err(lost)) => Err(io::Error::new(io::ErrorKind::ConnectionAborted, lost)),
                _ => Ok(0),
            },
            done => done.map_err(|e| self.why(e)),
        }
    }
}

impl Write for &Talk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.near()?.write(bytes).map_err(|e| self.why(e))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Talk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        (&*self).read(into)
    }
}

impl Write for Talk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Talk {
    /// Whoever does not wait for the end hangs up.
    fn drop(&mut self) {
        self.shared.left.store(true, Ordering::Relaxed);
        self.near = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The connection is gone.
fn lost(text: impl std::fmt::Display) -> AskError {
    failed(AskErrorKind::Disconnected, failure::LOST, format!("the connection was lost before the command ended: {text}"))
}
