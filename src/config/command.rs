//! Runs a program that prints a password: no shell, no input, a deadline, and an end to all it started when that passes.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

use super::secret::{LIMIT, missing};
use crate::ctx::Stopwatch;
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// A password store that has not answered by then waits for somebody, and nobody is there.
pub(super) const DEADLINE: Duration = Duration::from_secs(10);
/// Enough of its complaint to know what is wrong.
const COMPLAINT: usize = 2000;

/// What the program prints. Its own words on stderr become the cause when it fails; what it prints never shows.
pub(super) fn output(argv: &[String], what: &str, deadline: Duration) -> Result<Vec<u8>> {
    let (program, arguments) = argv.split_first().ok_or_else(|| missing(what))?;
    let watch = Stopwatch::start();
    let mut child = start(program, arguments).map_err(|e| missing(what).because(e))?;
    let out = collect(child.stdout.take());
    let complaint = collect(child.stderr.take());
    let left = || deadline.saturating_sub(Duration::from_millis(watch.ms()));

    let printed = out.recv_timeout(left()).ok();
    let too_long = printed.as_ref().is_some_and(|bytes| bytes.len() as u64 > LIMIT);
    let status = if printed.is_none() || too_long { None } else { wait(&mut child, left) };
    let (Some(printed), Some(status)) = (printed, status) else {
        end(&mut child);
        let seconds = deadline.as_secs().to_string();
        return Err(if too_long {
            missing(what).because("> 64 KB")
        } else {
            Error::new(Kind::Config, Msg::SecretTimeout { what: what.into(), seconds })
        });
    };
    if status.success() {
        return Ok(printed);
    }
    let said = complaint.recv_timeout(Duration::from_millis(200)).unwrap_or_default();
    let said = String::from_utf8_lossy(&said[..said.len().min(COMPLAINT)]).trim().to_owned();
    Err(missing(what).because(if said.is_empty() { status.to_string() } else { format!("{status}: {said}") }))
}

#[expect(clippy::disallowed_methods, reason = "a password command is the config's to start")]
fn start(program: &str, arguments: &[String]) -> std::io::Result<Child> {
    Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).spawn()
}

/// Reads a pipe to its end in a thread of its own, so that a deadline can pass meanwhile.
fn collect(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read before an error is still worth having.
            let _ = pipe.take(LIMIT + 1).read_to_end(&mut bytes);
        }
        let _ = send.send(bytes);
    });
    receive
}

/// How it ended, or `None` when the deadline passes first.
fn wait(child: &mut Child, left: impl Fn() -> Duration) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if left().is_zero() => return None,
            Ok(None) => std::thread::sleep(Duration::from_millis(10)),
            Err(_) => return None,
        }
    }
}

/// Ends the program and all it started.
fn end(child: &mut Child) {
    // It may be gone already; then there is nothing to end.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lang, Scrubber};

    fn run(script: &str, deadline: Duration) -> Result<Vec<u8>> {
        output(&["sh".into(), "-c".into(), script.into()], "{ command }", deadline)
    }

    fn words(script: &str, deadline: Duration) -> String {
        run(script, deadline).unwrap_err().lines(Lang::En, &Scrubber::default()).join("\n")
    }

    #[test]
    fn what_it_prints_is_the_answer() {
        assert_eq!(run("echo tiger; echo more >&2", DEADLINE).unwrap(), b"tiger\n");
        assert_eq!(run("cat; echo end", DEADLINE).unwrap(), b"end\n");
    }

    #[test]
    fn its_complaint_is_the_cause_and_its_answer_never_shows() {
        let text = words("echo tiger; echo vault is sealed >&2; exit 3", DEADLINE);
        assert!(text.contains("3: vault is sealed") && !text.contains("tiger"), "{text}");
        let text = output(&["/no/such/program".into()], "{ command }", DEADLINE).unwrap_err();
        assert!(text.cause.unwrap().contains("No such file"));
    }

    #[test]
    fn it_is_ended_with_all_it_started() {
        let dir = tempfile::tempdir().unwrap();
        let pid = dir.path().join("pid");
        let watch = Stopwatch::start();
        let text = words(&format!("sleep 60 & echo $! > {}; wait", pid.display()), Duration::from_secs(1));
        assert!(text.contains("within 1 s") && watch.ms() < 5000, "{text}");
        let pid = std::fs::read_to_string(pid).unwrap();
        let state = || std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
        // Dead at once; how soon it is also reaped is up to init.
        while state().is_ok_and(|s| !s.contains(") Z ")) {
            assert!(watch.ms() < 5000, "still running");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[test]
    fn an_endless_answer_is_cut() {
        assert!(words("yes", DEADLINE).contains("64 KB"));
    }
}
