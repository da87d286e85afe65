//! SSH against servers that misbehave: silent, slow, garbled, gone. Nothing may hang, and each is told from the others.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use opsctl::links::ssh::{Gate, SshLogin, run};
use opsctl::model::{AskError, AskErrorKind, Host};

use crate::sshd::{Sshd, ask, host, job};

/// A server that treats every connection in this way.
pub(crate) fn server(treat: impl Fn(TcpStream) + Send + Sync + Copy + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || treat(stream));
        }
    });
    port
}

fn at(port: u16) -> Host {
    Host { port: Some(port), connect_timeout_s: 1, timeout_s: 1, ssh_config: Some("none".into()), ..host("127.0.0.1") }
}

/// What a command met there, which must not take longer than the deadline and its grace.
fn meets(treat: impl Fn(TcpStream) + Send + Sync + Copy + 'static) -> AskError {
    let host = at(server(treat));
    let start = Instant::now();
    let error = ask(&host, &SshLogin::default(), "true").unwrap_err();
    assert!(start.elapsed() < Duration::from_millis(2500), "{:?}: {error}", start.elapsed());
    error
}

/// Holds a connection until the other side leaves.
pub(crate) fn hold(mut stream: TcpStream) {
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
}

pub(crate) fn drip(mut stream: TcpStream, bytes: impl Iterator<Item = u8>) {
    for byte in bytes {
        if stream.write_all(&[byte]).is_err() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    hold(stream);
}

#[test]
fn silence_is_a_host_that_hangs() {
    let error = meets(hold);
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Down, "SSH-BANNER"), "{error}");
}

#[test]
fn a_banner_and_then_silence_ends() {
    let error = meets(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n");
        hold(stream);
    });
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Timeout, "SSH-TIMEOUT"), "{error}");
}

#[test]
fn a_slow_loris_ends() {
    let error = meets(|stream| drip(stream, b"SSH-2.0-x\r\n".iter().copied().chain([0, 0, 0x40, 0]).chain(std::iter::repeat(7))));
    assert_eq!(error.code, "SSH-TIMEOUT", "{error}");
    let error = meets(|stream| drip(stream, std::iter::repeat(b'x')));
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Down, "SSH-BANNER"), "{error}");
}

#[test]
fn what_is_no_ssh_server_is_told_so() {
    let error = meets(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Config, "SSH-NOT-SSH"), "{error}");
    assert!(error.message.contains("HTTP/1.1 400"), "{error}");
    let error = meets(|mut stream| {
        let _ = stream.write_all(&[0; 500]);
        hold(stream);
    });
    assert_eq!(error.code, "SSH-NOT-SSH", "{error}");
}

#[test]
fn an_early_close_is_told_so() {
    let error = meets(drop);
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Disconnected, "SSH-CLOSED"), "{error}");
    let error = meets(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2\r\n");
    });
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Disconnected, "SSH-HANDSHAKE"), "{error}");
}

#[test]
fn ssh_1_is_told_so() {
    let error = meets(|mut stream| {
        let _ = stream.write_all(b"SSH-1.5-OpenSSH_1.2.3\n");
        hold(stream);
    });
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Client, "SSH-ALGORITHM"), "{error}");
}

#[test]
fn floods_end() {
    // Lines before the banner, without end.
    let error = meets(|mut stream| while stream.write_all(&[b"welcome\r\n".as_slice(); 500].concat()).is_ok() {});
    assert!(["SSH-BANNER", "SSH-NOT-SSH"].contains(&error.code.as_str()), "{error}");
    // Packets that say nothing, without end: SSH_MSG_IGNORE.
    let error = meets(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-x\r\n");
        let packet = [0, 0, 0, 12, 4, 2, 0, 0, 0, 1, 7, 0, 0, 0, 0, 0];
        while stream.write_all(&packet.repeat(500)).is_ok() {}
    });
    assert!(["SSH-TIMEOUT", "SSH-HANDSHAKE"].contains(&error.code.as_str()), "{error}");
}

#[test]
fn odd_bytes_do_no_harm() {
    for banner in [
        &b"SSH-2.0-\xff\xfe\xc3\r\n"[..],
        b"SSH-\r\n",
        b"SSH-2.0-x\r\n\xff\xff\xff\xff\xff\xff",
        b"SSH-2.0-x\r\n\0\0\0\x0c\x04\x14\0\0\0\0\0\0\0\0\0\0",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.write_all(banner);
                let _ = stream.read(&mut [0; 4096]);
            }
        });
        let error = ask(&at(port), &SshLogin::default(), "true").unwrap_err();
        assert_ne!(error.kind, AskErrorKind::Internal, "{error}");
    }
}

#[test]
fn what_does_not_listen_or_resolve_is_told_apart() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = ask(&at(free), &SshLogin::default(), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Down, "SSH-REFUSED"));
    assert!(error.message.contains("Connection refused"), "{error}");
    let error = ask(&Host { address: "no-such-host.invalid".into(), ..at(22) }, &SshLogin::default(), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Config, "SSH-NAME"), "{error}");
}

/// A port that answers no more: its queue of connections is full.
pub(crate) fn full() -> (TcpListener, Vec<TcpStream>, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
        waiting.push(stream);
        assert!(waiting.len() < 10_000, "the queue never fills");
    }
    (listener, waiting, address.port())
}

#[test]
fn a_hundred_dead_hosts_cost_one_timeout() {
    let (_listener, _waiting, port) = full();
    let (gate, stop, host) = (Gate::new(1), Arc::default(), at(port));
    let start = Instant::now();
    std::thread::scope(|scope| {
        let ask = || run(&host, &SshLogin::default(), job("true", b"", 1), &stop, &gate).unwrap_err();
        let all: Vec<_> = (0..100).map(|_| scope.spawn(ask)).collect();
        for error in all.into_iter().map(|t| t.join().unwrap()) {
            assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Down, "SSH-NO-ANSWER"), "{error}");
        }
    });
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}

/// In a process of its own, for other tests open files and threads too.
#[test]
fn a_thousand_calls_leave_nothing_behind() {
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "ssh_hostile::a_thousand_calls", "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}{text}", String::from_utf8_lossy(&done.stdout));
    text.lines().filter(|l| l.contains("SKIPPED")).for_each(|l| eprintln!("{l}"));
}

#[test]
#[ignore = "run by a_thousand_calls_leave_nothing_behind"]
fn a_thousand_calls() {
    let count = |what: &str| std::fs::read_dir(format!("/proc/self/{what}")).unwrap().count();
    let closing = at(server(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-x\r\n");
    }));
    let refusing = at(1);
    let sshd = Sshd::start("");
    let silent = at(server(hold));
    let go = Arc::default();
    let calls = |times: usize| {
        for _ in 0..times {
            assert!(ask(&closing, &SshLogin::default(), "true").is_err());
            assert!(ask(&refusing, &SshLogin::default(), "true").is_err());
        }
        for sshd in sshd.iter().flat_map(|s| std::iter::repeat_n(s, times / 20)) {
            assert_eq!(sshd.run("echo ok").unwrap().stdout, b"ok\n");
            let host = Host { jump: vec![format!("root@127.0.0.1:{}", sshd.port)], ..sshd.host() };
            assert!(run(&host, &SshLogin::default(), job("yes", b"x", 1000), &go, &Gate::new(1)).unwrap().truncated);
        }
        assert!(ask(&silent, &SshLogin::default(), "true").is_err());
    };
    calls(20);
    // The servers of this test live here too; theirs are gone once they have seen the end.
    std::thread::sleep(Duration::from_millis(300));
    let before = (count("fd"), count("task"));
    calls(480);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!((count("fd"), count("task")), before);
}
