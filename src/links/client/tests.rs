use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::*;

const LONG: Duration = Duration::from_secs(30);

fn sh(script: &str) -> Pipe {
    let argv = ["sh", "-c", script].map(str::to_owned).to_vec();
    Pipe::start(&Start { argv, env: [("WORD".to_owned(), "税".to_owned())].into(), grace: Duration::from_secs(1) }).unwrap()
}

/// Whether a process lives on; one that was killed may take a moment to be gone.
fn is_alive(pid: &str) -> bool {
    let lives = || std::fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
    (0..100).all(|_| {
        std::thread::sleep(Duration::from_millis(20));
        lives()
    })
}

#[test]
fn an_answer_ends_with_its_mark_and_not_with_what_looks_like_it() {
    let mut pipe = sh("while read -r line; do eval \"$line\"; done");
    let heard = pipe.ask("echo one; echo PROMPT MARK; echo \"$WORD\" >&2; echo MARK\n", "MARK", LONG, None).unwrap();
    assert_eq!((heard.out.text.as_str(), heard.err.text.as_str()), ("one\nPROMPT MARK\n", "税\n"));
    assert_eq!((heard.end, heard.cut), (End::Mark, None));
    let heard = pipe.ask("echo two; exit 3\n", "MARK", LONG, None).unwrap();
    assert_eq!((heard.out.text.as_str(), heard.end), ("two\n", End::Exit(Some(3))));
    assert!(pipe.ask("echo MARK\n", "MARK", LONG, None).is_err(), "nobody is there any more");
}

#[test]
fn more_is_told_and_answered_than_pipes_or_memory_hold() {
    let mut pipe = sh("cat");
    let text = "0123456789abcdef\n".repeat(200_000);
    let heard = pipe.ask(&format!("{text}last\nMARK\n"), "MARK", LONG, None).unwrap();
    assert!(heard.out.text.len() < 300_000 && heard.out.text.starts_with("0123") && heard.out.text.ends_with("\nlast\n"));
    assert_eq!(heard.out.text.len() as u64 - "\n…\n".len() as u64 + heard.out.lost, text.len() as u64 + 5);
}

#[test]
fn one_that_takes_too_long_is_interrupted_or_killed_with_all_it_started() {
    let mut pipe = sh("trap 'echo broken off; exit 4' INT; read x; sleep 60 & echo $!; wait");
    let heard = pipe.ask("go\n", "MARK", Duration::from_millis(100), None).unwrap();
    assert_eq!((heard.end, heard.cut), (End::Exit(Some(4)), Some(Cut::Late)));
    assert!(heard.out.text.ends_with("broken off\n"));
    assert!(!is_alive(heard.out.text.lines().next().unwrap()), "a program that it started lives on");

    let mut pipe = sh("trap '' INT; echo $$; echo MARK; while :; do sleep 60; done");
    let pid = pipe.ask("", "MARK", LONG, None).unwrap().out.text;
    let heard = pipe.ask("go\n", "MARK", LONG, Some(&AtomicBool::new(true))).unwrap();
    assert_eq!((heard.end, heard.cut), (End::Killed, Some(Cut::Stopped)));
    assert!(!is_alive(pid.trim()));
}

#[test]
fn a_client_ends_when_nobody_is_left_to_tell_it_anything() {
    let mut pipe = sh("echo $$; echo MARK; cat");
    let heard = pipe.ask("", "MARK", LONG, None).unwrap();
    drop(pipe);
    assert!(!is_alive(heard.out.text.trim()));
}
