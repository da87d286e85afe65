//! The process of a client, with its three pipes watched at once: an answer that is longer than a pipe holds does not stop what is told.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::heard::{Stream, Text};
use crate::ctx::Stopwatch;

const TICK: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };
/// How long one whose input was closed may take to end.
const GOODBYE: Duration = Duration::from_secs(2);

/// What is started. Nothing secret stands in `argv`, which every user of the machine can read.
#[derive(Clone)]
pub struct Start {
    pub argv: Vec<String>,
    /// Beside what opsctl itself was given.
    pub env: BTreeMap<String, String>,
    /// How long it may take to break off what it was interrupted in.
    pub grace: Duration,
}

impl fmt::Debug for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values may be secret.
        f.debug_struct("Start").field("argv", &self.argv).field("env", &self.env.keys()).finish_non_exhaustive()
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Without the mark.
    pub out: Text,
    pub err: Text,
    pub end: End,
    /// The client was interrupted.
    pub cut: Option<Cut>,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With the mark: the client waits for more.
    Mark,
    /// The client ended; `None`: by a signal.
    Exit(Option<i32>),
    /// It did not even end when it was interrupted, and was killed.
    Killed,
}

/// Why a client was interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The time was over.
    Late,
    /// A person ended the run.
    Stopped,
}

/// A client that runs, in a process group of its own. Dropping it closes its input, waits a moment, and kills what is left of the group.
#[derive(Debug)]
pub struct Pipe {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: Option<ChildStdout>,
    stderr: Option<ChildStderr>,
    out: Stream,
    err: Stream,
    grace: Duration,
}

impl Pipe {
    #[expect(clippy::disallowed_methods, reason = "links start processes")]
    pub fn start(start: &Start) -> io::Result<Self> {
        let (name, arguments) = start.argv.split_first().ok_or_else(|| io::Error::other("no program"))?;
        let mut command = Command::new(name);
        command.args(arguments).envs(&start.env).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.process_group(0).spawn()?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let pipe = Self { child, stdin, stdout, stderr, out: Stream::default(), err: Stream::default(), grace: start.grace };
        // From here on dropping ends the client.
        pipe.stdin.as_ref().map_or(Ok(()), unblock)?;
        pipe.stdout.as_ref().map_or(Ok(()), unblock)?;
        pipe.stderr.as_ref().map_or(Ok(()), unblock)?;
        Ok(pipe)
    }

    /// The process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells `text` and listens until a line is the mark, the client ends, the time is over, or `stop` is set; then it is interrupted, and
    /// at last killed.
    pub fn ask(&mut self, text: &str, mark: &str, limit: Duration, stop: Option<&AtomicBool>) -> io::Result<Heard> {
        let watch = Stopwatch::start();
        let (mut rest, mut cut) = (text.as_bytes(), None);
        let end = loop {
            let is_over = self.is_over()?;
            let heard = self.exchange(&mut rest)?;
            if self.out.ends_with(mark) {
                break End::Mark;
            }
            let passed = Duration::from_millis(watch.ms());
            // What it printed at last is read before its end is told.
            if is_over && !heard {
                self.signal(Signal::KILL);
                break End::Exit(self.child.wait()?.code());
            }
            let is_stopped = stop.is_some_and(|stop| stop.load(Ordering::Relaxed));
            match cut {
                Some((_, since)) if passed >= since + self.grace => {
                    self.kill();
                    break End::Killed;
                }
                None if is_stopped || passed >= limit => {
                    cut = Some((if is_stopped { Cut::Stopped } else { Cut::Late }, passed));
                    self.signal(Signal::INT);
                }
                _ => {}
            }
        };
        // What it complained of was written before the mark.
        while drain(&mut self.stderr, &mut self.err)? {}
        Ok(Heard { out: self.out.take(), err: self.err.take(), end, cut: cut.map(|(why, _)| why) })
    }

    /// Waits a moment for any of the pipes, and moves what can be moved. Whether anything was heard.
    fn exchange(&mut self, rest: &mut &[u8]) -> io::Result<bool> {
        let mut all: Vec<PollFd<'_>> = Vec::with_capacity(3);
        if let Some(stdin) = self.stdin.as_ref().filter(|_| !rest.is_empty()) {
            all.push(PollFd::new(stdin, PollFlags::OUT));
        }
        all.extend(self.stdout.as_ref().map(|stdout| PollFd::new(stdout, PollFlags::IN)));
        all.extend(self.stderr.as_ref().map(|stderr| PollFd::new(stderr, PollFlags::IN)));
        match poll(&mut all, Some(&TICK)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        if let Some(stdin) = self.stdin.as_ref().filter(|_| !rest.is_empty()) {
            match rustix::io::write(stdin, rest) {
                Ok(written) => *rest = &rest[written..],
                Err(Errno::AGAIN | Errno::INTR) => {}
                // It reads no more: it is about to end, and says why.
                Err(Errno::PIPE) => *rest = &[],
                Err(error) => return Err(error.into()),
            }
        }
        let out = drain(&mut self.stdout, &mut self.out)?;
        Ok(drain(&mut self.stderr, &mut self.err)? | out)
    }

    /// Whether it came to its end, without taking note of that: until then its number is nobody else's. An error once that was done.
    fn is_over(&self) -> io::Result<bool> {
        let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        Ok(waitid(WaitId::Pid(Pid::from_child(&self.child)), look)?.is_some())
    }

    /// To the group; its number is its own until it was waited for.
    fn signal(&self, signal: Signal) {
        let _ = kill_process_group(Pid::from_child(&self.child), signal);
    }

    fn kill(&mut self) {
        self.signal(Signal::KILL);
        let _ = self.child.wait();
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.stdin = None;
        let watch = Stopwatch::start();
        while matches!(self.is_over(), Ok(false)) && Duration::from_millis(watch.ms()) < GOODBYE {
            // Nobody reads what it still says, but it must not wait for that.
            if self.exchange(&mut [].as_slice()).is_err() {
                break;
            }
        }
        if self.is_over().is_ok() {
            self.kill();
        }
    }
}

fn unblock(fd: &impl AsFd) -> io::Result<()> {
    Ok(fcntl_setfl(fd, fcntl_getfl(fd)? | OFlags::NONBLOCK)?)
}

/// One read of what is there. Whether anything was; at its end the stream is closed.
fn drain<T: AsFd>(from: &mut Option<T>, into: &mut Stream) -> io::Result<bool> {
    let mut room = [0_u8; 16 << 10];
    let Some(fd) = from else { return Ok(false) };
    match rustix::io::read(&*fd, &mut room) {
        Ok(0) => *from = None,
        Ok(length) => {
            into.add(&room[..length]);
            return Ok(true);
        }
        Err(Errno::AGAIN | Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(false)
}
