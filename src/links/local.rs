//! The collector script, run on this machine: a shell in a process group of its own, with a deadline that ends the whole group.

use std::io::{Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use super::hosts::{Collected, LastLine, too_much};
use super::ssh::failure::{self, failed};
use crate::ctx::Stopwatch;
use crate::model::{AskError, AskErrorKind};

/// How often it is looked whether somebody wants an end.
const TICK: Duration = Duration::from_millis(100);

/// Runs the script until it ends or prints a line that begins with `last_line`. What was printed before a deadline is kept.
pub fn run(script: &str, last_line: &str, max_output: usize, deadline: Duration, stop: &AtomicBool) -> Result<Collected, AskError> {
    let watch = Stopwatch::start();
    let mut shell = start().map_err(|e| AskError::new(AskErrorKind::Client, format!("/bin/sh: {e}")))?;
    let (stdin, output, errors) = (shell.stdin.take(), chunks(shell.stdout.take()), chunks(shell.stderr.take()));
    let text = script.as_bytes().to_vec();
    // The shell reads the whole script before it begins; it is written by a thread, as a pipe holds less than that.
    std::thread::spawn(move || stdin.map(|mut pipe| pipe.write_all(&text)));
    let (mut collected, mut last) = (Collected::default(), LastLine::new(last_line));
    loop {
        match output.recv_timeout(TICK) {
            Ok(chunk) => {
                collected.output.extend_from_slice(&chunk);
                if last.came(&collected.output) {
                    break;
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let late = Duration::from_millis(watch.ms()) >= deadline;
        collected.cut = if stop.load(Ordering::Relaxed) {
            Some(failed(AskErrorKind::Stopped, failure::STOPPED, "stopped"))
        } else if late {
            let seconds = deadline.as_secs();
            Some(failed(AskErrorKind::Timeout, failure::TIMEOUT, format!("the probes did not end within {seconds} s")))
        } else {
            (collected.output.len() > max_output).then(too_much)
        };
        if collected.cut.is_some() {
            end(&mut shell);
            break;
        }
    }
    if collected.cut.is_some() {
        // What had come and was not yet taken up.
        collected.output.extend(output.try_iter().flatten());
    }
    collected.errors = errors.try_iter().flatten().collect();
    let _ = shell.wait();
    Ok(collected)
}

#[expect(clippy::disallowed_methods, reason = "links start processes")]
fn start() -> std::io::Result<Child> {
    Command::new("/bin/sh").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn()
}

/// Ends the shell with all that it started.
fn end(shell: &mut Child) {
    if let Some(group) = i32::try_from(shell.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::KILL);
    }
    let _ = shell.kill();
}

/// A pipe, piece by piece, read by a thread of its own.
fn chunks(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (send, receive) = sync_channel(16);
    std::thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut buffer = vec![0; 64 << 10];
        while let Ok(n) = pipe.read(&mut buffer) {
            if n == 0 || send.send(buffer[..n].to_vec()).is_err() {
                return;
            }
        }
    });
    receive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_hangs_is_ended_with_all_it_started_and_what_it_said_is_kept() {
        let stop = AtomicBool::new(false);
        let watch = Stopwatch::start();
        let done = run("echo said; sleep 60 & sleep 60", "", 1 << 20, Duration::from_millis(300), &stop).unwrap();
        assert_eq!(done.output, b"said\n");
        assert_eq!(done.cut.map(|e| e.kind), Some(AskErrorKind::Timeout));
        assert!(watch.ms() < 10_000);
        let flood = run("while :; do echo xxxxxxxxxxxxxxxx; done", "", 1 << 20, Duration::from_secs(20), &stop).unwrap();
        assert!(flood.cut.is_some_and(|e| e.kind == AskErrorKind::BadAnswer) && flood.output.len() < 4 << 20);
        let stopped = run("sleep 60", "", 1 << 20, Duration::from_secs(20), &AtomicBool::new(true)).unwrap();
        assert_eq!(stopped.cut.map(|e| e.kind), Some(AskErrorKind::Stopped));
    }

    #[test]
    fn what_a_script_leaves_behind_is_not_waited_for() {
        let watch = Stopwatch::start();
        // The first holds the output open, the second prints on.
        let script = "sleep 20 & (while sleep 0.1; do echo noise || exit; done) & echo 'end of it'; exit";
        let done = run(script, "end ", 1 << 20, Duration::from_secs(30), &AtomicBool::new(false)).unwrap();
        assert!(done.cut.is_none() && done.output.windows(10).any(|w| w == b"end of it\n"), "{done:?}");
        assert!(watch.ms() < 10_000);
    }
}
