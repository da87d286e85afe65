//! Through a jump host: a channel of its session, pumped by a thread to a pair of sockets, of which the next session gets one.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::PollFlags;
use ssh2::{Channel, Session};

use super::deadline::Watch;
use super::failure::{self, failed, vendor};
use super::kexinit;
use super::route::Hop;
use super::wire::{Wire, wanted};
use crate::model::{AskError, AskErrorKind};

/// A tunnel to the next machine.
pub(super) struct Tunnel {
    /// The near end.
    pub wire: Wire,
    thread: Option<JoinHandle<()>>,
    first: Arc<Mutex<Vec<u8>>>,
}

/// Both ends wake up at the latest after this.
const PATIENCE: Duration = Duration::from_secs(5);
const PART: usize = 32 * 1024;

impl Tunnel {
    /// Opens a channel to `next` through a session that is logged in at `jump`, and hands both to the pump.
    pub(super) fn open(session: Session, outer: Wire, jump: &str, next: &Hop, connect_ms: u32, watch: &Watch) -> Result<Self, AskError> {
        let place = super::address::place(&next.host, next.port);
        session.set_timeout(connect_ms.min(watch.deadline.left_ms()));
        let channel = session.channel_direct_tcpip(&next.host, next.port, None).map_err(|e| {
            let message = format!("{place} through the jump host {jump}: {}", e.message());
            match failure::number(&e) {
                vendor::CHANNEL_FAILURE if e.message().contains("connect failed") => {
                    failed(AskErrorKind::Down, failure::BEHIND_JUMP, message)
                }
                vendor::TIMEOUT => failed(AskErrorKind::Down, failure::BEHIND_JUMP, message),
                _ => failed(AskErrorKind::Config, failure::JUMP, message),
            }
        })?;
        let internal = |e: io::Error| AskError::new(AskErrorKind::Internal, e.to_string());
        let (near, far) = UnixStream::pair().map_err(internal)?;
        far.set_nonblocking(true).map_err(internal)?;
        let wire = Wire::from(near);
        watch.hold(&wire);
        let first = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&first);
        let thread = std::thread::Builder::new()
            .name("ssh-jump".into())
            .spawn(move || {
                session.set_blocking(false);
                let mut pump = Pump { session: &session, channel, outer: &outer, far, heard: &heard };
                // Whatever ends it ends the tunnel, which both sides see.
                let _ = pump.run();
                let _ = pump.far.shutdown(std::net::Shutdown::Both);
                let _ = session.disconnect(None, "done", None);
                outer.cut();
                session.set_blocking(true);
            })
            .map_err(internal)?;
        Ok(Self { wire, thread: Some(thread), first })
    }

    /// The first that came from the other side.
    pub(super) fn first(&self) -> Vec<u8> {
        self.first.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.wire.cut();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Pump<'a> {
    session: &'a Session,
    channel: Channel,
    outer: &'a Wire,
    far: UnixStream,
    heard: &'a Mutex<Vec<u8>>,
}

impl Pump<'_> {
    fn run(&mut self) -> io::Result<()> {
        let (mut out, mut back) = (Vec::new(), Vec::new());
        loop {
            let mut moved = self.take_near(&mut out)?;
            moved |= self.send(&mut out)?;
            moved |= self.take_channel(&mut back)?;
            moved |= self.give(&mut back)?;
            if back.is_empty() && self.channel.eof() {
                return Ok(());
            }
            if moved {
                continue;
            }
            // A full buffer waits for its other side only.
            let mut near = PollFlags::empty();
            near.set(PollFlags::IN, out.is_empty());
            near.set(PollFlags::OUT, !back.is_empty());
            let far_side = if back.is_empty() || !out.is_empty() { wanted(self.session) } else { PollFlags::empty() };
            self.outer.wait(far_side, Some((self.far.as_fd(), near)), PATIENCE)?;
        }
    }

    fn take_near(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        if !out.is_empty() {
            return Ok(false);
        }
        let mut part = vec![0; PART];
        match self.far.read(&mut part) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => {
                out.extend_from_slice(&part[..n]);
                Ok(true)
            }
            Err(e) => idle(e),
        }
    }

    fn send(&mut self, out: &mut Vec<u8>) -> io::Result<bool> {
        if out.is_empty() {
            return Ok(false);
        }
        match self.channel.write(out) {
            Ok(n) => {
                out.drain(..n);
                Ok(n > 0)
            }
            Err(e) => idle(e),
        }
    }

    fn take_channel(&mut self, back: &mut Vec<u8>) -> io::Result<bool> {
        if !back.is_empty() {
            return Ok(false);
        }
        let mut part = vec![0; PART];
        match self.channel.read(&mut part) {
            Ok(n) => {
                back.extend_from_slice(&part[..n]);
                let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
                let room = kexinit::LONGEST.saturating_sub(heard.len()).min(n);
                heard.extend_from_slice(&part[..room]);
                Ok(n > 0)
            }
            Err(e) => idle(e),
        }
    }

    fn give(&mut self, back: &mut Vec<u8>) -> io::Result<bool> {
        if back.is_empty() {
            return Ok(false);
        }
        match self.far.write(back) {
            Ok(n) => {
                back.drain(..n);
                Ok(n > 0)
            }
            Err(e) => idle(e),
        }
    }
}

/// Nothing to do just now is no error.
fn idle(error: io::Error) -> io::Result<bool> {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Ok(false),
        _ => Err(error),
    }
}
