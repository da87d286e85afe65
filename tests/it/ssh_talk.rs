//! Talks with commands over a real OpenSSH server on loopback.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use opsctl::links::ssh::{SshLogin, Start, Talk, talk};
use opsctl::model::{AskError, AskErrorKind, Host};

use crate::sshd::Sshd;

fn go() -> Arc<AtomicBool> {
    Arc::new(AtomicBool::new(false))
}

fn with(host: &Host, command: &str, limit_s: u64) -> Result<Talk, AskError> {
    talk(host, &SshLogin::default(), Start::Command(command.into()), Duration::from_secs(limit_s), &go())
}

/// The reason inside of an error of reading or writing.
fn reason(error: &io::Error) -> AskError {
    assert_eq!(error.kind(), io::ErrorKind::ConnectionAborted, "{error}");
    error.get_ref().and_then(|inner| inner.downcast_ref::<AskError>()).cloned().unwrap()
}

#[test]
fn questions_are_answered_one_by_one_until_the_end() {
    let Some(sshd) = Sshd::start("") else { return };
    let mut talk = with(&sshd.host(), "while read line; do echo \"<$line>\"; done; echo bye >&2; exit 7", 30).unwrap();
    for n in 0..200 {
        writeln!(talk, "{n}").unwrap();
        let expected = format!("<{n}>\n");
        let mut answer = vec![0; expected.len()];
        talk.read_exact(&mut answer).unwrap();
        assert_eq!(answer, expected.as_bytes());
    }
    talk.close_input().unwrap();
    assert_eq!(talk.read(&mut [0; 8]).unwrap(), 0, "the end of its output is an end");
    let end = talk.finish().unwrap();
    assert_eq!((end.exit, end.signal, end.stderr.as_slice()), (Some(7), None, &b"bye\n"[..]));
}

#[test]
fn both_ways_are_full_at_the_same_time() {
    let Some(sshd) = Sshd::start("") else { return };
    let mut talk = with(&sshd.host(), "cat", 60).unwrap();
    let sent: Vec<u8> = (0..24_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut came = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            (&talk).write_all(&sent).unwrap();
            talk.close_input().unwrap();
        });
        (&talk).read_to_end(&mut came).unwrap();
    });
    assert!(came == sent, "{} bytes of {}", came.len(), sent.len());
    assert_eq!(talk.read(&mut [0]).unwrap(), 0);
    assert_eq!(talk.finish().unwrap().exit, Some(0));
}

#[test]
fn how_it_ended_is_told() {
    let Some(sshd) = Sshd::start("") else { return };
    let end = with(&sshd.host(), "no-such-program", 30).unwrap().finish().unwrap();
    assert_eq!(end.exit, Some(127));
    assert!(String::from_utf8_lossy(&end.stderr).contains("not found"), "{end:?}");
    // What nobody reads does not keep it; of the error output the beginning is kept.
    let end = with(&sshd.host(), "head -c 3000000 /dev/zero; head -c 200000 /dev/zero >&2; kill -TERM $$", 30).unwrap().finish().unwrap();
    assert_eq!((end.exit, end.signal.as_deref(), end.stderr.len()), (None, Some("TERM"), 65_536));
}

#[test]
fn a_host_that_reads_no_more_is_told_as_by_a_pipe() {
    let Some(sshd) = Sshd::start("") else { return };
    let mut talk = with(&sshd.host(), "exit 3", 30).unwrap();
    let error = talk.write_all(&vec![b'x'; 16 << 20]).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    assert_eq!(talk.finish().unwrap().exit, Some(3));
}

#[test]
fn a_lost_connection_is_never_an_end() {
    let Some(sshd) = Sshd::start("") else { return };
    // The server's own process for this connection is killed, after something was said.
    let mut talk = with(&sshd.host(), "printf half; read line; kill -9 $PPID; sleep 20", 30).unwrap();
    let mut half = [0; 4];
    talk.read_exact(&mut half).unwrap();
    talk.write_all(b"now\n").unwrap();
    let lost = reason(&talk.read(&mut [0; 8]).unwrap_err());
    assert_eq!((&half, lost.kind, lost.code.as_str()), (b"half", AskErrorKind::Disconnected, "SSH-LOST"));
    assert!(talk.write_all(b"more").is_err());
    assert_eq!(talk.finish().unwrap_err().code, "SSH-LOST");
}

#[test]
fn limit_stop_patience_and_hanging_up_end_it() {
    let Some(sshd) = Sshd::start("") else { return };
    let quick = |start: Instant| assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let start = Instant::now();
    let mut hung = with(&sshd.host(), "sleep 60", 1).unwrap();
    let over = reason(&hung.read(&mut [0; 8]).unwrap_err());
    assert_eq!((over.kind, over.code.as_str()), (AskErrorKind::Timeout, "SSH-TIMEOUT"));
    assert_eq!(hung.finish().unwrap_err().code, "SSH-TIMEOUT");
    quick(start);

    let (start, stop) = (Instant::now(), go());
    let mut talk = talk(&sshd.host(), &SshLogin::default(), Start::Command("sleep 60".into()), Duration::from_secs(60), &stop).unwrap();
    talk.patience(Some(Duration::from_millis(100))).unwrap();
    assert_eq!(talk.read(&mut [0; 8]).unwrap_err().kind(), io::ErrorKind::TimedOut);
    talk.patience(None).unwrap();
    stop.store(true, Ordering::Relaxed);
    assert_eq!(reason(&talk.read(&mut [0; 8]).unwrap_err()).code, "SSH-STOPPED");
    quick(start);

    let start = Instant::now();
    drop(with(&sshd.host(), "sleep 60", 60).unwrap());
    quick(start);
}

#[test]
fn it_goes_through_a_jump_host() {
    let Some(sshd) = Sshd::start("") else { return };
    let host = Host { jump: vec![format!("root@127.0.0.1:{}", sshd.port)], ..sshd.host() };
    let mut talk = with(&host, "cat", 30).unwrap();
    let sent = vec![b'x'; 3 << 20];
    let mut came = vec![0; sent.len()];
    thread::scope(|scope| {
        scope.spawn(|| (&talk).write_all(&sent).unwrap());
        (&talk).read_exact(&mut came).unwrap();
    });
    assert!(came == sent);
    talk.write_all(b"end").unwrap();
    assert_eq!(talk.finish().unwrap().exit, Some(0));
}

#[test]
fn what_cannot_be_started_is_no_talk() {
    let Some(sshd) = Sshd::start("") else { return };
    let host = Host { known_hosts: vec![sshd.path("none")], ..sshd.host() };
    assert_eq!(with(&host, "cat", 30).err().map(|e| e.kind), Some(AskErrorKind::HostKey));
    let none = talk(&sshd.host(), &SshLogin::default(), Start::Subsystem("sftp"), Duration::from_secs(9), &go()).err().unwrap();
    assert!(none.message.contains("no subsystem sftp"), "{none}");
}

/// Not a test of what is right: how fast it is, beside `ssh`. `OPSCTL_TALK_MB` says how much, and `OPSCTL_TALK_CIPHER` by which of our ciphers.
#[test]
#[ignore = "a measurement, to be run alone and optimized"]
fn throughput() {
    let Some(sshd) = Sshd::start("") else { return };
    let mb: u32 = std::env::var("OPSCTL_TALK_MB").ok().and_then(|n| n.parse().ok()).unwrap_or(1024);
    let bytes = u64::from(mb) << 20;
    let block = vec![0x5a; 1 << 20];
    let mut host = sshd.host();
    if let Ok(cipher) = std::env::var("OPSCTL_TALK_CIPHER") {
        std::fs::write(sshd.path("config"), format!("Ciphers {cipher}\n")).unwrap();
        host.ssh_config = Some(sshd.path("config"));
    }
    // Seconds of the processor: ours, and those of programs that have ended.
    let cpu = || {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let fields: Vec<f64> = stat.rsplit(')').next().unwrap().split_whitespace().skip(11).take(4).map(|n| n.parse().unwrap()).collect();
        ((fields[0] + fields[1]) / 100.0, (fields[2] + fields[3]) / 100.0)
    };
    let before = cpu();
    let speed = |start: Instant| f64::from(mb) / start.elapsed().as_secs_f64();
    for _ in 0..3 {
        let start = Instant::now();
        let mut up = with(&host, "cat > /dev/null", 600).unwrap();
        (0..mb).for_each(|_| up.write_all(&block).unwrap());
        assert_eq!(up.finish().unwrap().exit, Some(0));
        let ours_up = speed(start);
        let start = Instant::now();
        let mut down = with(&host, &format!("head -c {bytes} /dev/zero"), 600).unwrap();
        let (mut into, mut came) = (vec![0; 1 << 20], 0);
        while let read @ 1.. = down.read(&mut into).unwrap() {
            came += read as u64;
        }
        assert_eq!(came, bytes);
        let ours_down = speed(start);
        let ssh = |command: &str, input: &str| {
            let start = Instant::now();
            let (port, key) = (sshd.port, sshd.path("client"));
            let options = format!("-F none -o UserKnownHostsFile={} -i {} -p {port}", sshd.path("known_hosts").display(), key.display());
            crate::sshd::must("sh", &["-c", &format!("{input} ssh {options} root@127.0.0.1 '{command}' > /dev/null")]);
            speed(start)
        };
        let up = ssh("cat > /dev/null", &format!("head -c {bytes} /dev/zero |"));
        let down = ssh(&format!("head -c {bytes} /dev/zero"), "");
        println!(
            "up {ours_up:.0} MB/s, ssh {up:.0}, {:.2}; down {ours_down:.0} MB/s, ssh {down:.0}, {:.2}",
            ours_up / up,
            ours_down / down
        );
    }
    let after = cpu();
    println!("seconds of the processor: ours {:.2}, ssh and its shell {:.2}", after.0 - before.0, after.1 - before.1);
}
