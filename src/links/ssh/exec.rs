//! One command: input and output at the same time, so that neither waits for the other.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::time::Duration;

use ssh2::{Channel, Session};

use super::deadline::{Stage, Watch};
use super::failure::{self, failed};
use super::talk::Start;
use super::wire::{Wire, wanted};
use crate::links::hosts::LastLine;
use crate::model::{AskError, AskErrorKind};

/// What is kept of the error output; the rest is read and dropped.
const MOST_STDERR: usize = 64 * 1024;
const PART: usize = 32 * 1024;
/// A wait looks again after this, in case a packet lies in the library already.
const PATIENCE: Duration = Duration::from_millis(500);

/// What a command is run with, and until when.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// As the login shell gets it.
    pub command: String,
    /// For its standard input, one piece behind the other.
    pub input: Vec<Arc<[u8]>>,
    pub max_output: usize,
    /// A line of output that begins so ends it, whatever still holds its output open. Empty: only the command itself does.
    pub last_line: String,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Ended {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub exit: Option<i32>,
    pub signal: Option<String>,
    pub truncated: bool,
    /// Why it ended before the command did.
    pub cut: Option<AskError>,
}

/// Runs the command as it is given. Once it is accepted, whatever comes afterwards is an answer, if a cut one.
pub(super) fn run(session: &Session, wire: &Wire, watch: &Watch, job: &Job) -> Result<Ended, AskError> {
    let mut channel = open(session, watch, &Start::Command(job.command.clone()))?;
    watch.reach(Stage::Command, None);
    session.set_blocking(false);
    let mut ended = Ended::default();
    if let Err(e) = pump(session, wire, &mut channel, job, &mut ended)
        && !rest(wire, &mut channel, job, &mut ended)
    {
        let lost = || failed(AskErrorKind::Disconnected, failure::LOST, format!("the connection was lost before the command ended: {e}"));
        ended.cut = Some(watch.ended().unwrap_or_else(lost));
    } else if !ended.truncated {
        // A command that a signal ended has no exit status, for which the library says 0.
        ended.signal = channel.exit_signal().ok().and_then(|s| s.exit_signal);
        ended.exit = if ended.signal.is_none() { channel.exit_status().ok() } else { None };
    }
    Ok(ended)
}

/// Opens a channel and starts something in it.
pub(super) fn open(session: &Session, watch: &Watch, start: &Start) -> Result<Channel, AskError> {
    let refused = |what: &str, e: &ssh2::Error| {
        let kind = if failure::gone(e) { AskErrorKind::Disconnected } else { AskErrorKind::Server };
        failed(kind, failure::SESSION, format!("logged in, but {what}: {}", e.message()))
    };
    session.set_timeout(watch.deadline.left_ms());
    let mut channel =
        session.channel_session().map_err(|e| refused("no session was opened (MaxSessions, or the account may only forward)", &e))?;
    match start {
        Start::Command(command) => channel.exec(command).map_err(|e| refused("the command was refused", &e))?,
        Start::Subsystem(name) => channel.subsystem(name).map_err(|e| refused(&format!("the server has no subsystem {name}"), &e))?,
    }
    Ok(channel)
}

fn pump(session: &Session, wire: &Wire, channel: &mut Channel, job: &Job, ended: &mut Ended) -> io::Result<()> {
    let mut pieces = job.input.iter().filter(|piece| !piece.is_empty());
    let mut input: &[u8] = &[];
    let (mut told, mut part) = (false, vec![0; PART]);
    let (mut stderr, mut last) = (channel.stderr(), LastLine::new(&job.last_line));
    loop {
        let mut sent = false;
        if input.is_empty() {
            input = pieces.next().map_or(&[], |piece| piece);
        }
        if !input.is_empty() {
            // The same bytes are offered again until they are taken, as the library asks.
            match channel.write(&input[..input.len().min(PART)]) {
                Ok(n) => {
                    input = &input[n..];
                    sent = n > 0;
                }
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => {}
                Err(e) => return Err(e),
            }
        } else if !told {
            told = done(channel.send_eof())?;
        }
        if let Some(n @ 1..) = take(channel, &mut part)? {
            ended.truncated = keep(&mut ended.stdout, &part[..n], job.max_output);
            if last.came(&ended.stdout) {
                return Ok(());
            }
        } else if channel.read_window().available > 0
            && let Some(n) = take(&mut stderr, &mut part)?
        {
            keep(&mut ended.stderr, &part[..n], MOST_STDERR);
        }
        if ended.truncated || (channel.eof() && done(channel.wait_close())?) {
            return Ok(());
        }
        // Every read takes in all that has come so far: with nothing left of that, another would only ask the socket in vain.
        if !sent && channel.read_window().available == 0 {
            wire.wait(wanted(session), None, PATIENCE)?;
        }
    }
}

/// Takes what the library has received before the connection ended. True when that was all that the command had to say: a server
/// may hang up right after it.
fn rest(wire: &Wire, channel: &mut Channel, job: &Job, ended: &mut Ended) -> bool {
    if wire.hush().is_err() {
        return false;
    }
    let (mut part, mut stderr) = (vec![0; PART], channel.stderr());
    while let Ok(Some(n @ 1..)) = take(channel, &mut part) {
        ended.truncated |= keep(&mut ended.stdout, &part[..n], job.max_output);
    }
    while let Ok(Some(n @ 1..)) = take(&mut stderr, &mut part) {
        keep(&mut ended.stderr, &part[..n], MOST_STDERR);
    }
    ended.truncated || (channel.eof() && done(channel.wait_close()).unwrap_or(false))
}

/// Adds what there is room for; true when it was not all.
fn keep(to: &mut Vec<u8>, part: &[u8], most: usize) -> bool {
    let room = most.saturating_sub(to.len()).min(part.len());
    to.extend_from_slice(&part[..room]);
    room < part.len()
}

/// Reads what is there; `None` when nothing is.
fn take(from: &mut impl Read, part: &mut [u8]) -> io::Result<Option<usize>> {
    match from.read(part) {
        Ok(n) => Ok(Some(n)),
        Err(e) if e.kind() == io::ErrorKind::WouldBlock => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whether a request went through; one that has to wait did not yet.
fn done(outcome: Result<(), ssh2::Error>) -> io::Result<bool> {
    match outcome.map_err(io::Error::from) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::WouldBlock => Ok(false),
        Err(e) => Err(e),
    }
}
