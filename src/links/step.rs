//! One step of a runner: a program in a process group of its own, with a time limit, whose output goes into a file.
//!
//! The file is locked through the very descriptor that the program writes to, and a file beside it through one that no redirect closes:
//! as long as the program or anything it started lives, a lock is held, also when opsctl itself was killed. So the next run knows whether
//! it may clean up.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::{FdFlags, fcntl_setfd};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use serde::{Deserialize, Serialize};

use crate::ctx::Stopwatch;

/// Held while a program is started, so that it inherits no lock that is meant for another.
pub(super) static STARTING: Mutex<()> = Mutex::new(());

pub(super) const TICK: Duration = Duration::from_millis(20);
/// How long a group that was killed may take to be gone: a process in an uninterruptible wait stays.
pub(super) const GONE: Duration = Duration::from_secs(10);

/// What is run, in the folder of its output: where opsctl was started from means nothing to it.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    Exit(i32),
    Signal(i32),
    TimedOut,
    Stopped,
    TooMuch,
}

/// The process group of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    id: u32,
    /// When its leader began, in the kernel's ticks: a number that was given anew belongs to another.
    since: Option<u64>,
}

/// Runs a program to its end, and ends what it left in its group. `started` is told the process group as soon as there is one.
pub fn run(program: &Program<'_>, stop: Option<&AtomicBool>, started: &mut dyn FnMut(Group)) -> io::Result<End> {
    let watch = Stopwatch::start();
    let lock = output(&beside(program.out))?;
    let out = output(program.out)?;
    let err = program.err.map(output).transpose()?;
    let mut child = {
        // The program inherits it, and no other that is started at the same time does: nobody redirects what nobody knows of.
        let _one = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        fcntl_setfd(&lock, FdFlags::empty())?;
        let spawned = start(program, &out, err.as_ref().unwrap_or(&out));
        fcntl_setfd(&lock, FdFlags::CLOEXEC)?;
        spawned?
    };
    started(Group { id: child.id(), since: since(child.id()) });
    if let Some(mut pipe) = child.stdin.take() {
        let text = program.stdin.as_bytes().to_vec();
        // A program that does not read its input is not waited for.
        std::thread::spawn(move || pipe.write_all(&text));
    }
    loop {
        if is_over(&child)? {
            // The leader is not yet waited for: until then its number is nobody else's.
            kill(child.id());
            let status = child.wait()?;
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
        .current_dir(program.out.parent().unwrap_or(Path::new("/")))
        .stdin(stdin)
        .stdout(Stdio::from(out.try_clone()?))
        .stderr(Stdio::from(err.try_clone()?))
        .process_group(0)
        .spawn()
}

/// Whether it came to its end, without taking note of that.
fn is_over(child: &Child) -> io::Result<bool> {
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    Ok(waitid(WaitId::Pid(Pid::from_child(child)), look)?.is_some())
}

/// When a process began; `None`: it is gone, or this system does not tell.
fn since(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // Field 22; the second is a name in brackets, which may have anything in it.
    stat.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()
}

fn beside(out: &Path) -> PathBuf {
    out.with_extension("lock")
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

/// Whether a program of a step still lives. What cannot be looked at may be alive; what is not there was never begun.
#[must_use]
pub fn is_alive(out: &Path) -> bool {
    [out.to_owned(), beside(out)].iter().any(|path| match File::open(path) {
        Ok(file) => flock(&file, FlockOperation::NonBlockingLockExclusive).is_err(),
        Err(e) => e.kind() != io::ErrorKind::NotFound,
    })
}

/// Ends the process group of a step, if the step still lives and its leader is the one that was started. `false`: something lives on.
#[must_use]
pub fn end_leftover(out: &Path, group: Option<Group>) -> bool {
    let watch = Stopwatch::start();
    while is_alive(out) {
        if let Some(group) = group
            && group.since.is_some()
            && since(group.id) == group.since
        {
            kill(group.id);
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
        // What stays in the background is ended with it.
        assert_eq!(run("sleep 60 & exit 0", 20, false), End::Exit(0));
        assert!(end_leftover(&out, None));
    }

    /// Whether a process is there and no zombie.
    fn lives(pid: u32) -> bool {
        std::fs::read_to_string(format!("/proc/{pid}/stat"))
            .is_ok_and(|stat| stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z')))
    }

    #[test]
    fn one_that_is_left_behind_is_known_by_its_lock_and_ended_only_if_it_is_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let (out, env) = (dir.path().join("out"), BTreeMap::new());
        let pid = dir.path().join("pid");
        // It leaves the group, and redirects all that it knows of.
        let script = format!(
            "setsid sh -c 'echo $$ > {0}; exec sleep 60' </dev/null >/dev/null 2>&1 & until test -s {0}; do sleep 0.05; done",
            pid.display()
        );
        let argv = ["sh".to_owned(), "-c".into(), script];
        assert_eq!(super::run(&program(&argv, &env, &out, ""), None, &mut |_| ()).unwrap(), End::Exit(0));
        assert!(is_alive(&out), "the lock is still held");
        let id: u32 = std::fs::read_to_string(&pid).unwrap().trim().parse().unwrap();
        let same = Group { id, since: since(id) };
        let other = Group { id, since: same.since.map(|since| since + 1) };
        assert!(!end_leftover(&out, Some(other)), "the number of another is not killed");
        assert!(lives(id));
        assert!(end_leftover(&out, Some(same)));
        assert!(!lives(id) && !is_alive(&out));
        // What was never begun is not alive; what cannot be opened may be.
        assert!(!is_alive(&dir.path().join("none")));
        std::fs::write(dir.path().join("file"), "").unwrap();
        assert!(is_alive(&dir.path().join("file/out")));
    }
}
