//! One step of a runner: a program in a process group of its own, with a time limit, whose output goes into a file.
//!
//! The file is locked through the very descriptor that the program writes to: as long as it or anything it started lives, the
//! lock is held, also when opsctl itself was killed. So the next run knows whether it may clean up.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, kill_process_group};

use crate::ctx::Stopwatch;

const TICK: Duration = Duration::from_millis(20);
/// How long a group that was killed may take to be gone: a process in an uninterruptible wait stays.
const GONE: Duration = Duration::from_secs(10);

/// What is run.
#[derive(Debug)]
pub struct Program<'a> {
    pub argv: &'a [String],
    pub env: &'a BTreeMap<String, String>,
    pub stdin: &'a str,
    pub out: &'a Path,
    /// Complaints; `None`: into the same file, as they are a part of the log.
    pub err: Option<&'a Path>,
    pub deadline: Duration,
    /// A program that prints more is ended: it would fill the disk of the history.
    pub most: u64,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Exit(i32),
    Signal(i32),
    TimedOut,
    Stopped,
    TooMuch,
}

/// Runs a program to its end. `started` is told the process group as soon as there is one.
pub fn run(program: &Program<'_>, stop: Option<&AtomicBool>, started: &mut dyn FnMut(u32)) -> io::Result<End> {
    let watch = Stopwatch::start();
    let out = output(program.out)?;
    let err = program.err.map(output).transpose()?;
    let mut child = start(program, &out, err.as_ref().unwrap_or(&out))?;
    started(child.id());
    if let Some(mut pipe) = child.stdin.take() {
        let text = program.stdin.as_bytes().to_vec();
        // A program that does not read its input is not waited for.
        std::thread::spawn(move || pipe.write_all(&text));
    }
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(match (status.code(), status.signal()) {
                (Some(code), _) => End::Exit(code),
                (None, signal) => End::Signal(signal.unwrap_or(0)),
            });
        }
        let written = [Some(&out), err.as_ref()].into_iter().flatten().filter_map(|file| file.metadata().ok()).map(|meta| meta.len());
        let why = if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            End::Stopped
        } else if Duration::from_millis(watch.ms()) >= program.deadline {
            End::TimedOut
        } else if written.max().is_some_and(|most| most > program.most) {
            End::TooMuch
        } else {
            std::thread::sleep(TICK);
            continue;
        };
        end(&mut child);
        return Ok(why);
    }
}

#[expect(clippy::disallowed_methods, reason = "links start processes")]
fn start(program: &Program<'_>, out: &File, err: &File) -> io::Result<Child> {
    let (name, arguments) = program.argv.split_first().ok_or_else(|| io::Error::other("no program"))?;
    let stdin = if program.stdin.is_empty() { Stdio::null() } else { Stdio::piped() };
    Command::new(name)
        .args(arguments)
        .envs(program.env)
        .stdin(stdin)
        .stdout(Stdio::from(out.try_clone()?))
        .stderr(Stdio::from(err.try_clone()?))
        .process_group(0)
        .spawn()
}

/// A private file, locked for as long as anybody has it open.
fn output(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // Whoever was just ended may take a moment to be gone.
    let watch = Stopwatch::start();
    loop {
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(file),
            Err(e) if e == rustix::io::Errno::WOULDBLOCK && Duration::from_millis(watch.ms()) < GONE => std::thread::sleep(TICK),
            Err(e) => return Err(e.into()),
        }
    }
}

fn end(child: &mut Child) {
    kill(child.id());
    let _ = child.kill();
    let _ = child.wait();
}

fn kill(group: u32) {
    // It may be gone already; then there is nothing to end.
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Whether a program still writes to a step's output.
#[must_use]
pub fn is_alive(out: &Path) -> bool {
    File::open(out).is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockExclusive).is_err())
}

/// Ends the process group that writes to a step's output, if it still does. `false`: it could not be ended.
#[must_use]
pub fn end_leftover(out: &Path, group: Option<u32>) -> bool {
    let watch = Stopwatch::start();
    // The lock proves that the group is still the one that was started: a number that was given anew holds none.
    while is_alive(out) {
        if let Some(group) = group {
            kill(group);
        }
        if Duration::from_millis(watch.ms()) >= GONE {
            return false;
        }
        std::thread::sleep(TICK);
    }
    true
}

/// Takes a lock that the kernel gives back when the process ends, however it does; `None` when another holds it.
pub fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(e) if e == rustix::io::Errno::WOULDBLOCK => Ok(None),
        Err(e) => Err(e.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program<'a>(argv: &'a [String], env: &'a BTreeMap<String, String>, out: &'a Path, stdin: &'a str) -> Program<'a> {
        Program { argv, env, stdin, out, err: None, deadline: Duration::from_secs(20), most: 1 << 20 }
    }

    #[test]
    fn a_step_ends_by_itself_or_is_ended_with_all_it_started() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let env = BTreeMap::from([("WORD".to_owned(), "tab".to_owned())]);
        let sh = |script: &str| ["sh".to_owned(), "-c".into(), script.into()];
        let run = |script: &str, seconds: u64, stop: bool| {
            let argv = sh(script);
            let program = Program { deadline: Duration::from_secs(seconds), ..program(&argv, &env, &out, "from stdin\n") };
            super::run(&program, Some(&AtomicBool::new(stop)), &mut |_| ()).unwrap()
        };
        assert_eq!(run("cat; echo $WORD; exit 5", 20, false), End::Exit(5));
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "from stdin\ntab\n");
        assert!(end_leftover(&out, None));
        assert_eq!(run("sleep 60 & sleep 60", 1, false), End::TimedOut);
        assert!(end_leftover(&out, None), "nothing is left of it");
        assert_eq!(run("sleep 60", 20, true), End::Stopped);
        assert_eq!(run("kill -9 $$", 20, false), End::Signal(9));
        assert_eq!(run("yes", 20, false), End::TooMuch);
        // One that is left behind is known by its lock, and can be ended.
        let argv = sh("sleep 60 & exit 0");
        let mut group = None;
        assert_eq!(super::run(&program(&argv, &env, &out, ""), None, &mut |id| group = Some(id)).unwrap(), End::Exit(0));
        assert!(is_alive(&out));
        assert!(end_leftover(&out, group));
    }
}
