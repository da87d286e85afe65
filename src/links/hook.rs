//! Programs of a release that stop and start what it changes.
//!
//! They differ from a step ([`super::step`]) in what they leave behind: `startup.sh` starts a server in the background and exits. So a hook
//! is a session of its own, with no terminal, nothing to read, and a file to write to: what it started lives on when it succeeded, and
//! nobody's Ctrl-C reaches it. All else that a hook leaves is ended: its session, what descends from it, and whatever has its mark in its
//! environment, however it left the session. A process that left the session, lost its parent and cleared its environment is not found.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::OpenOptionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid};
use serde::{Deserialize, Serialize};

use super::probe::decode;
use super::proc::{self, PROC, Process};
use super::step::{End, GONE, STARTING, TICK};
use crate::ctx::Stopwatch;
use crate::model::release::When;

/// The variable by which what a hook started is known.
const MARK: &str = "OPSCTL_HOOK";
/// Bytes of its output that are told.
const TAIL: u64 = 4 << 10;

/// What is run.
#[derive(Debug)]
pub struct Call<'a> {
    /// The program and its arguments. A path is relative to the root.
    pub argv: &'a [String],
    /// Where it runs; it is told in `OPSCTL_ROOT`, too.
    pub root: &'a Path,
    pub env: &'a BTreeMap<String, String>,
    /// The file that its output and complaints are appended to, and those of what it started, which may go on after it.
    pub out: &'a Path,
    /// What a hook that starts something leaves behind lives on; what others leave is ended.
    pub when: When,
    pub deadline: Duration,
    /// A hook that prints more bytes is ended.
    pub most: u64,
    /// [`mark`]; who may be killed writes it down before.
    pub mark: &'a str,
}

/// How it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ran {
    pub end: End,
    pub ms: u64,
    /// The end of its output.
    pub tail: String,
    /// Processes of it that could not be ended.
    pub left: u32,
}

/// A mark that nobody else has.
pub fn mark() -> io::Result<String> {
    let mut bytes = [0; 16];
    rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Runs a hook to its end.
pub fn run_hook(call: &Call<'_>, stop: Option<&AtomicBool>) -> io::Result<Ran> {
    let watch = Stopwatch::start();
    let mut out = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(call.out)?;
    let from = out.metadata()?.len();
    let mut child = start(call, &out)?;
    let end = loop {
        // It is not taken note of yet: until then its number is nobody else's.
        if let Some(end) = over(&child)? {
            break end;
        }
        let why = if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            End::Stopped
        } else if Duration::from_millis(watch.ms()) >= call.deadline {
            End::TimedOut
        } else if out.metadata().is_ok_and(|meta| meta.len().saturating_sub(from) > call.most) {
            End::TooMuch
        } else {
            std::thread::sleep(TICK);
            continue;
        };
        break why;
    };
    let left = if end == End::Exit(0) && call.when == When::Start { 0 } else { end_all(Some(&mut child), call.mark) };
    // One that not even KILL ends at once is not waited for.
    if over(&child)?.is_some() {
        child.wait()?;
    }
    Ok(Ran { end, ms: watch.ms(), tail: tail(&mut out, from)?, left })
}

/// Whether anything with this mark lives. Of a hook that succeeded in starting something it is what it started.
#[must_use]
pub fn lives(mark: &str) -> bool {
    !living(None, mark, &[]).is_empty()
}

/// Ends all that has this mark: what a hook left running when opsctl was killed. How many could not be ended.
#[must_use]
pub fn end_marked(mark: &str) -> u32 {
    end_all(None, mark)
}

fn start(call: &Call<'_>, out: &File) -> io::Result<Child> {
    let (name, arguments) = call.argv.split_first().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "no program"))?;
    let program = if name.contains('/') { call.root.join(name) } else { name.into() };
    if name.contains('/') {
        // Else its absence would be an exit code of `setsid`.
        rustix::fs::access(&program, rustix::fs::Access::EXEC_OK)?;
    }
    // The program must not inherit what a step is locked with: what it starts may live for months.
    let _one = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut command = command(OsStr::new("setsid"), call, out)?;
    match command.arg(&program).args(arguments).spawn() {
        // Without it a group of its own is what can be had.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            self::command(program.as_os_str(), call, out)?.args(arguments).process_group(0).spawn()
        }
        other => other,
    }
}

#[expect(clippy::disallowed_methods, reason = "links start processes")]
fn command(program: &OsStr, call: &Call<'_>, out: &File) -> io::Result<Command> {
    let mut command = Command::new(program);
    command.envs(call.env).env("OPSCTL_ROOT", call.root).env(MARK, call.mark).current_dir(call.root);
    command.stdin(Stdio::null()).stdout(Stdio::from(out.try_clone()?)).stderr(Stdio::from(out.try_clone()?));
    Ok(command)
}

/// How it ended, if it did, without taking note of that.
fn over(child: &Child) -> io::Result<Option<End>> {
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    let status = waitid(WaitId::Pid(Pid::from_child(child)), look)?;
    Ok(status.map(|status| status.exit_status().map_or_else(|| End::Signal(status.terminating_signal().unwrap_or(0)), End::Exit)))
}

/// Ends a hook with all that is left of it, and tells how many that did not end.
fn end_all(mut leader: Option<&mut Child>, mark: &str) -> u32 {
    let watch = Stopwatch::start();
    let id = leader.as_ref().and_then(|child| i32::try_from(child.id()).ok());
    let mut known: Vec<Process> = Vec::new();
    loop {
        // All are found before the first is ended: a child whose parent is gone tells no more whose it was.
        let living = living(id, mark, &known);
        for process in &living {
            if proc::one(Path::new(PROC), process.id).is_some_and(|now| now.since == process.since)
                && let Some(id) = Pid::from_raw(process.id)
            {
                let _ = kill_process(id, Signal::KILL);
            }
        }
        // Where there is no /proc this is all that can be done.
        if let Some(child) = &mut leader {
            let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
            let _ = child.kill();
        }
        if living.is_empty() || Duration::from_millis(watch.ms()) >= GONE {
            return u32::try_from(living.len()).unwrap_or(u32::MAX);
        }
        known.extend(living);
        std::thread::sleep(TICK);
    }
}

/// What lives of a hook: its leader's session, whatever has its mark, those that were known to be of it, and all that descends from them.
fn living(leader: Option<i32>, mark: &str, known: &[Process]) -> Vec<Process> {
    let (root, variable) = (Path::new(PROC), format!("{MARK}={mark}"));
    let all = proc::all(root);
    let is_first = |process: &Process| {
        leader.is_some_and(|leader| process.id == leader || process.session == leader)
            || known.iter().any(|known| (known.id, known.since) == (process.id, process.since))
            || proc::has_variable(root, process.id, &variable)
    };
    let (mut ours, mut others): (Vec<Process>, Vec<Process>) = all.into_iter().partition(is_first);
    loop {
        let (children, rest): (Vec<_>, Vec<_>) = others.into_iter().partition(|process| ours.iter().any(|ours| ours.id == process.parent));
        if children.is_empty() {
            break;
        }
        ours.extend(children);
        others = rest;
    }
    let own = i32::try_from(std::process::id()).unwrap_or(0);
    ours.retain(|process| !process.dead && process.id != own);
    ours
}

/// The end of what was written from there on, as text without control characters.
fn tail(out: &mut File, from: u64) -> io::Result<String> {
    let len = out.metadata()?.len();
    out.seek(SeekFrom::Start(from.max(len.saturating_sub(TAIL))))?;
    let mut bytes = Vec::new();
    out.take(TAIL).read_to_end(&mut bytes)?;
    Ok(decode(&bytes).chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect())
}

#[cfg(test)]
mod tests;
