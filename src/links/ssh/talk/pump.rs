//! Pumps between a channel and a socket until one of them ends, the limit, or a stop.

use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::PollFlags;
use ssh2::{Channel, Session};

use super::super::deadline::Deadline;
use super::super::failure::{self, failed};
use super::super::trip::{Line, close};
use super::super::wire::{Wire, wanted};
use super::{End, KEEP_ALIVE, MOST_STDERR, Shared, lost};
use crate::ctx::Stopwatch;
use crate::model::{AskError, AskErrorKind};

/// Each way; larger than a packet, so that several go in one turn.
const BUFFER: usize = 256 * 1024;
/// How often it looks whether it shall stop.
const TICK: Duration = Duration::from_millis(300);

/// Bytes on their way: those of `bytes` from `from` to `to`. They stay in their place until they are taken, as libssh2 asks for.
struct Way {
    bytes: Vec<u8>,
    from: usize,
    to: usize,
}

impl Way {
    fn new() -> Self {
        Self { bytes: vec![0; BUFFER], from: 0, to: 0 }
    }

    fn is_empty(&self) -> bool {
        self.from == self.to
    }

    /// Reads once, if all was taken: bytes that came, 0 at the end, `None` when nothing is there now.
    fn fill(&mut self, from: &mut impl Read) -> io::Result<Option<usize>> {
        let read = idle(from.read(&mut self.bytes))?;
        (self.from, self.to) = (0, read.unwrap_or(0));
        Ok(read)
    }

    /// Reads on while there is room and something is there.
    fn fill_more(&mut self, from: &mut impl Read) -> io::Result<bool> {
        let before = self.to;
        while self.to < self.bytes.len() {
            match idle(from.read(&mut self.bytes[self.to..]))? {
                Some(read @ 1..) => self.to += read,
                _ => break,
            }
        }
        Ok(self.to > before)
    }

    /// Writes while it is taken.
    fn give(&mut self, to: &mut impl Write) -> io::Result<bool> {
        let before = self.from;
        while !self.is_empty() {
            match idle(to.write(&self.bytes[self.from..self.to]))? {
                Some(wrote @ 1..) => self.from += wrote,
                _ => break,
            }
        }
        let moved = self.from > before;
        if self.is_empty() {
            (self.from, self.to) = (0, 0);
        }
        Ok(moved)
    }
}

/// Pumps, tells how it ended, and closes the session.
pub(super) fn run(line: Line, far: UnixStream, shared: &Shared, stop: &AtomicBool, deadline: Deadline, limit: Duration) {
    let Line { session, channel, wire, tunnels } = line;
    session.set_blocking(false);
    let quiet = Stopwatch::start();
    let mut pump =
        Pump { session: &session, channel, wire: &wire, far, shared, out: Way::new(), back: Way::new(), state: State::default(), quiet };
    let end = pump.run(|| {
        if stop.load(Ordering::Relaxed) || shared.left.load(Ordering::Relaxed) {
            return Some(failed(AskErrorKind::Stopped, failure::STOPPED, "stopped"));
        }
        let over = || failed(AskErrorKind::Timeout, failure::TIMEOUT, format!("the command did not end within {} s", limit.as_secs()));
        deadline.left().is_zero().then(over)
    });
    *shared.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(end);
    let Pump { channel, mut far, .. } = pump;
    // Whoever reads sees the end only now that it is told why. A socket that is closed before all was read of it is no end to the other
    // side, but an error.
    let (_, mut rest) = (far.shutdown(Shutdown::Both), [0; 4096]);
    while let Ok(1..) = far.read(&mut rest) {}
    drop(far);
    close(&session, &wire);
    drop(channel);
    drop(session);
    drop(tunnels);
}

/// How far the input is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Input {
    #[default]
    Open,
    /// Whoever talks has closed it, and the host is still to be told.
    Ended,
    /// The host was told, or takes no more.
    Done,
}

#[derive(Default)]
struct State {
    input: Input,
    /// The end of the output was passed on.
    output_ended: bool,
    /// The connection is gone; what was received before is still handed out.
    lost: Option<io::Error>,
}

struct Pump<'a> {
    session: &'a Session,
    channel: Channel,
    wire: &'a Wire,
    far: UnixStream,
    shared: &'a Shared,
    out: Way,
    back: Way,
    state: State,
    quiet: Stopwatch,
}

impl Pump<'_> {
    fn run(&mut self, cut: impl Fn() -> Option<AskError>) -> Result<End, AskError> {
        loop {
            if let Some(error) = cut() {
                return Err(error);
            }
            let moved = match self.turn() {
                Ok(moved) => moved,
                // What the library has already is given out of a socket that says no more, but not of one that has ended.
                Err(e) if self.state.lost.is_none() && self.wire.hush().is_ok() => {
                    self.state.lost = Some(e);
                    true
                }
                Err(e) => return Err(lost(self.state.lost.take().unwrap_or(e))),
            };
            if moved {
                self.quiet = Stopwatch::start();
                continue;
            }
            if self.back.is_empty() && self.channel.eof() && self.closed() {
                return Ok(self.end());
            }
            if let Some(e) = self.state.lost.take_if(|_| self.back.is_empty()) {
                return Err(lost(e));
            }
            if let Err(e) = self.wait() {
                return Err(lost(e));
            }
        }
    }

    /// Moves what can be moved; an error is the connection's.
    fn turn(&mut self) -> io::Result<bool> {
        let mut moved = false;
        if self.state.lost.is_none() {
            moved |= self.input()?;
        }
        let came = self.back.to < BUFFER / 2 && self.back.fill_more(&mut self.channel)?;
        // Each look costs a call of the kernel. Errors that wait fill the window, and then nothing else comes.
        moved |= came || self.errors()?;
        if let Ok(given) = self.back.give(&mut self.far) {
            moved |= given;
        } else {
            // Nobody reads it any more.
            (self.back.from, self.back.to) = (0, 0);
        }
        if self.back.is_empty() && !self.state.output_ended && self.state.lost.is_none() && self.channel.eof() {
            self.state.output_ended = true;
            let _ = self.far.shutdown(Shutdown::Write);
        }
        Ok(moved)
    }

    fn input(&mut self) -> io::Result<bool> {
        let mut moved = false;
        if self.out.is_empty() && self.state.input == Input::Open {
            match self.out.fill(&mut self.far) {
                Ok(Some(0)) | Err(_) => self.state.input = Input::Ended,
                Ok(read) => moved |= read.is_some(),
            }
        }
        match self.out.give(&mut self.channel) {
            Ok(given) => moved |= given,
            Err(e) if self.gone() => return Err(e),
            Err(_) => self.refuse(),
        }
        if self.state.input == Input::Ended && self.out.is_empty() {
            match self.channel.send_eof().map_err(io::Error::from) {
                Ok(()) => self.state.input = Input::Done,
                Err(e) if e.kind() == ErrorKind::WouldBlock => {}
                Err(e) if self.gone() => return Err(e),
                Err(_) => self.refuse(),
            }
        }
        Ok(moved)
    }

    /// Whether the last error is the connection's, not only the channel's.
    fn gone(&self) -> bool {
        ssh2::Error::last_session_error(self.session).is_none_or(|e| failure::gone(&e))
    }

    /// The other side has closed: who writes to it is told so, as by a pipe.
    fn refuse(&mut self) {
        (self.out.from, self.out.to) = (0, 0);
        self.state.input = Input::Done;
        let _ = self.far.shutdown(Shutdown::Read);
    }

    fn errors(&mut self) -> io::Result<bool> {
        let (mut part, mut stream, mut moved) = ([0; 4096], self.channel.stderr(), false);
        while let Some(read @ 1..) = idle(stream.read(&mut part))? {
            let mut kept = self.shared.stderr.lock().unwrap_or_else(PoisonError::into_inner);
            let room = MOST_STDERR.saturating_sub(kept.len()).min(read);
            kept.extend_from_slice(&part[..room]);
            moved = true;
        }
        Ok(moved)
    }

    /// Whether the other side has said its last word, the exit status too.
    fn closed(&mut self) -> bool {
        self.channel.wait_close().is_ok()
    }

    fn end(&mut self) -> End {
        // Of a command that a signal ended the library says status 0.
        let signal = self.channel.exit_signal().ok().and_then(|signal| signal.exit_signal);
        let exit = if signal.is_none() { self.channel.exit_status().ok() } else { None };
        End { exit, signal, stderr: self.shared.stderr() }
    }

    /// Until something can be moved; a full way waits for its other side only.
    fn wait(&mut self) -> io::Result<()> {
        // A packet that is half sent goes before any other.
        let between = self.out.is_empty() && self.state.input != Input::Ended;
        if between && self.state.lost.is_none() && self.quiet.ms() >= u64::try_from(KEEP_ALIVE.as_millis()).unwrap_or(u64::MAX) {
            let _ = self.session.keepalive_send();
            self.quiet = Stopwatch::start();
        }
        let mut near = PollFlags::empty();
        near.set(PollFlags::IN, self.out.is_empty() && self.state.input == Input::Open);
        near.set(PollFlags::OUT, !self.back.is_empty());
        let mut far_side = if self.back.to < BUFFER / 2 || !self.out.is_empty() { wanted(self.session) } else { PollFlags::empty() };
        if self.state.lost.is_some() {
            far_side = PollFlags::empty();
        }
        let also = (!near.is_empty()).then(|| (self.far.as_fd(), near));
        self.wire.wait(far_side, also, TICK)
    }
}

/// Nothing to do just now is no error.
fn idle(moved: io::Result<usize>) -> io::Result<Option<usize>> {
    match moved {
        Ok(n) => Ok(Some(n)),
        Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(None),
        Err(e) => Err(e),
    }
}
