//! SSH against a real OpenSSH server on loopback.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use opsctl::links::ssh::{Gate, SshLogin, host_key, jump_hosts, run, trust};
use opsctl::model::{AskErrorKind, Host, LocalUser, Secret};

use crate::sshd::{PASSWORD, Sshd, ask, at_home, host, job, keygen, must, password};

fn nobody() -> SshLogin {
    SshLogin::default()
}

/// How often the server was sent a wrong password.
fn wrong_passwords(sshd: &Sshd) -> usize {
    sshd.log().lines().filter(|l| l.contains("Failed password") || l.contains("Failed keyboard-interactive")).count()
}

#[test]
fn keys_of_every_kind_log_in() {
    let Some(sshd) = Sshd::start("") else { return };
    let kinds: &[(&str, &[&str])] = &[
        ("rsa", &["-t", "rsa", "-b", "2048"]),
        ("ecdsa", &["-t", "ecdsa", "-b", "384"]),
        ("rsa-pem", &["-t", "rsa", "-b", "2048", "-m", "PEM"]),
        ("rsa-pkcs8", &["-t", "rsa", "-b", "2048", "-m", "PKCS8"]),
        ("ed-locked", &["-t", "ed25519", "-N", "phrase 1"]),
        ("rsa-pem-locked", &["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "phrase 1"]),
    ];
    let mut allowed = fs::read_to_string(sshd.path("authorized_keys")).unwrap();
    for (name, args) in kinds {
        keygen(&sshd.path(name), args);
        allowed += &fs::read_to_string(sshd.path(&format!("{name}.pub"))).unwrap();
    }
    fs::write(sshd.path("authorized_keys"), allowed).unwrap();
    let login = SshLogin { passphrase: Some(Secret::new("phrase 1".into())), ..nobody() };
    for name in kinds.iter().map(|(name, _)| *name).chain(["client"]) {
        // Without the public half beside it, which nobody has to have.
        let _ = fs::remove_file(sshd.path(&format!("{name}.pub")));
        let done = ask(&Host { keys: vec![sshd.path(name)], ..sshd.host() }, &login, "echo ok").unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!((done.stdout.as_slice(), done.exit, done.cut), (&b"ok\n"[..], Some(0), false), "{name}");
        assert!(done.server.starts_with("SSH-2.0-OpenSSH"), "{}", done.server);
    }
    let log = sshd.log();
    assert!(log.contains("Accepted publickey") && log.matches("Accepted key RSA").count() >= 3, "{log}");
    for (login, says) in [
        (nobody(), "no passphrase is configured"),
        (SshLogin { passphrase: Some(Secret::new("no".into())), ..nobody() }, "wrong passphrase"),
    ] {
        let error = ask(&Host { keys: vec![sshd.path("ed-locked")], ..sshd.host() }, &login, "true").unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Login, "SSH-AUTH"));
        assert!(error.message.contains(says), "{}", error.message);
    }
}

#[test]
fn a_key_that_others_can_read_is_refused_as_ssh_does() {
    let Some(sshd) = Sshd::start("") else { return };
    fs::set_permissions(sshd.path("client"), fs::Permissions::from_mode(0o640)).unwrap();
    let error = sshd.run("true").unwrap_err();
    assert_eq!(error.kind, AskErrorKind::Login);
    assert!(error.message.contains("0640 are too open") && error.message.contains("the server offers publickey"), "{}", error.message);
}

/// A running agent; gone with the value.
struct Agent(Child);

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn agent(socket: &Path, key: &Path) -> Agent {
    let socket = socket.to_str().unwrap();
    let child = Command::new("ssh-agent").args(["-D", "-a", socket]).stdout(Stdio::null()).spawn().unwrap();
    let agent = Agent(child);
    for _ in 0..200 {
        if Path::new(socket).exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let added = Command::new("ssh-add").arg("-q").arg(key).env("SSH_AUTH_SOCK", socket).status().unwrap();
    assert!(added.success());
    agent
}

#[test]
fn the_agent_logs_in_where_it_may() {
    let Some(sshd) = Sshd::start("") else { return };
    let socket = sshd.path("agent");
    let _agent = agent(&socket, &sshd.path("client"));
    let login = SshLogin { local: LocalUser { agent: Some(socket), ..LocalUser::default() }, ..nobody() };
    let with = Host { keys: vec![sshd.path("none")], agent: true, ..sshd.host() };
    assert_eq!(ask(&with, &login, "echo ok").unwrap().stdout, b"ok\n");
    let error = ask(&Host { agent: false, ..with.clone() }, &login, "true").unwrap_err();
    assert!(error.message.contains("No such file"), "{}", error.message);
    let error = ask(&with, &nobody(), "true").unwrap_err();
    assert!(error.message.contains("agent: none is running"), "{}", error.message);
}

#[test]
fn an_agent_that_hangs_ends_at_the_deadline() {
    let Some(sshd) = Sshd::start("") else { return };
    let socket = sshd.path("agent");
    let _hung = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let login = SshLogin { local: LocalUser { agent: Some(socket), ..LocalUser::default() }, ..nobody() };
    let start = Instant::now();
    let error = ask(&Host { agent: true, timeout_s: 1, ..sshd.host() }, &login, "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Timeout, "SSH-TIMEOUT"));
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_password_logs_in_and_a_wrong_one_is_sent_once() {
    let Some(sshd) = Sshd::with_users("PasswordAuthentication yes\nKbdInteractiveAuthentication no") else { return };
    let done = ask(&sshd.user("one"), &password(PASSWORD), "id -un; echo $0").unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stdout).lines().next(), Some("one"));
    assert_eq!(wrong_passwords(&sshd), 0);
    let error = ask(&sshd.user("one"), &password("guess"), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Login, "SSH-AUTH"));
    assert!(error.message.contains("offers publickey,password") && error.message.contains("tried key"), "{}", error.message);
    assert!(!error.message.contains("guess"));
    assert_eq!(wrong_passwords(&sshd), 1);
    let error = ask(&sshd.user("one"), &nobody(), "true").unwrap_err();
    assert!(error.message.contains("none: No such file"), "{}", error.message);
}

#[test]
fn keyboard_interactive_goes_first_and_alone() {
    let Some(sshd) = Sshd::with_users("UsePAM yes\nPasswordAuthentication yes\nKbdInteractiveAuthentication yes") else { return };
    let done = ask(&sshd.user("one"), &password(PASSWORD), "echo ok").unwrap();
    assert_eq!(done.stdout, b"ok\n");
    assert!(sshd.log().contains("Accepted keyboard-interactive"), "{}", sshd.log());
    let error = ask(&sshd.user("one"), &password("guess"), "true").unwrap_err();
    assert_eq!(error.code, "SSH-AUTH");
    assert!(error.message.contains("keyboard-interactive"), "{}", error.message);
    assert!(!sshd.log().contains("Failed password"), "the same password went out twice: {}", sshd.log());
    assert_eq!(sshd.log().matches("authentication failure").count().max(1), 1, "{}", sshd.log());
}

#[test]
fn an_expired_account_is_told_from_a_wrong_password() {
    let Some(sshd) = Sshd::with_users("UsePAM yes\nPasswordAuthentication yes\nKbdInteractiveAuthentication no") else { return };
    let error = ask(&sshd.user("expired"), &password(PASSWORD), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Login, "SSH-EXPIRED"), "{}\n{}", error.message, sshd.log());
    assert!(error.message.contains("Your account has expired"), "{}", error.message);
}

#[test]
fn a_server_that_wants_a_key_and_a_password_gets_both() {
    let Some(sshd) = Sshd::with_users("AuthenticationMethods publickey,password\nPasswordAuthentication yes") else { return };
    let both = Host { user: Some("one".into()), ..sshd.host() };
    assert_eq!(ask(&both, &password(PASSWORD), "echo ok").unwrap().stdout, b"ok\n");
    assert_eq!(ask(&both, &nobody(), "echo ok").unwrap_err().kind, AskErrorKind::Login);
}

#[test]
fn host_keys_are_checked_strictly() {
    let Some(sshd) = Sshd::start("") else { return };
    let (ours, theirs) = (sshd.fingerprint("host_ed25519"), sshd.fingerprint("client"));
    let line = |marker: &str, name: &str, key: &str| {
        let public = fs::read_to_string(sshd.path(&format!("{key}.pub"))).unwrap();
        format!("{marker}{name} {}\n", public.trim())
    };
    let name = format!("[127.0.0.1]:{}", sshd.port);
    let with = |text: &str| {
        let file = sshd.path("other_known");
        fs::write(&file, text).unwrap();
        ask(&Host { known_hosts: vec![file], ..sshd.host() }, &nobody(), "echo ok")
    };
    assert_eq!(with(&line("", &name, "host_ed25519")).unwrap().stdout, b"ok\n");
    assert_eq!(with(&line("", "127.0.*,!127.0.0.2", "host_ed25519")).unwrap().stdout, b"ok\n", "the bare name will do, as in ssh");
    let cases = [
        (String::new(), "SSH-HOSTKEY-UNKNOWN"),
        (line("", "elsewhere", "host_ed25519"), "SSH-HOSTKEY-UNKNOWN"),
        (line("", &name, "client"), "SSH-HOSTKEY-CHANGED"),
        (line("", &name, "host_ed25519") + &line("@revoked ", "*", "host_ed25519"), "SSH-HOSTKEY-REVOKED"),
        (line("@cert-authority ", "*", "client"), "SSH-HOSTKEY-CA"),
    ];
    for (text, code) in cases {
        let error = with(&text).unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::HostKey, code), "{}", error.message);
        assert!(error.message.contains(&ours), "{}", error.message);
        assert_eq!(error.message.contains(&theirs) && error.message.contains("other_known:1"), code.ends_with("CHANGED"));
        assert_eq!(error.message.contains("opsctl host trust"), matches!(code, "SSH-HOSTKEY-UNKNOWN" | "SSH-HOSTKEY-CA"));
    }
    let error = ask(&Host { known_hosts: vec![sshd.path("nowhere")], ..sshd.host() }, &nobody(), "true").unwrap_err();
    assert_eq!(error.code, "SSH-NO-KNOWN-HOSTS");
    assert!(!sshd.log().contains("Failed"), "nothing may be sent to a host that was not recognized");
    // Hashed by OpenSSH itself.
    let file = sshd.path("hashed");
    fs::copy(sshd.path("known_hosts"), &file).unwrap();
    must("ssh-keygen", &["-q", "-H", "-f", file.to_str().unwrap()]);
    assert!(fs::read_to_string(&file).unwrap().starts_with("|1|"));
    assert!(ask(&Host { known_hosts: vec![file], ..sshd.host() }, &nobody(), "true").is_ok());
}

#[test]
fn a_host_known_by_one_type_is_asked_for_that_type() {
    let Some(sshd) = Sshd::with_key("HostKey $DIR/host_ed25519\nHostKey $DIR/more_rsa", "more_rsa", &["-t", "rsa", "-b", "2048"]) else {
        return;
    };
    assert!(sshd.run("true").is_ok(), "known by ed25519");
    fs::write(sshd.path("known_hosts"), "").unwrap();
    sshd.knows("more_rsa");
    assert_eq!(sshd.run("echo ok").unwrap().stdout, b"ok\n", "known by rsa only");
}

#[test]
fn a_key_is_shown_trusted_and_then_known() {
    let Some(sshd) = Sshd::start("") else { return };
    let home = sshd.path("home");
    let login = at_home(&home);
    let fresh = Host { known_hosts: Vec::new(), ..sshd.host() };
    assert_eq!(ask(&fresh, &login, "true").unwrap_err().code, "SSH-NO-KNOWN-HOSTS");
    let key = host_key(&fresh, &login).unwrap();
    assert_eq!((key.algorithm.as_str(), key.fingerprint.as_str()), ("ssh-ed25519", sshd.fingerprint("host_ed25519").as_str()));
    assert!(!trust(&fresh, &login.local, &key, false).unwrap().already);
    assert_eq!(ask(&fresh, &login, "echo ok").unwrap().stdout, b"ok\n");
    assert!(!sshd.log().contains("Accepted publickey for root from 127.0.0.1 port 0"));
    // OpenSSH understands what was written.
    let file = home.join(".ssh/known_hosts");
    let found = must("ssh-keygen", &["-F", &key.name, "-f", file.to_str().unwrap()]);
    assert!(found.contains("ssh-ed25519"), "{found}");
}

#[test]
fn ssh_config_is_honoured() {
    let Some(sshd) = Sshd::start("") else { return };
    let home = sshd.path("home");
    fs::create_dir_all(home.join(".ssh")).unwrap();
    fs::write(home.join("hosts"), fs::read_to_string(sshd.path("host_ed25519.pub")).unwrap().replace("ssh-ed25519", "shared ssh-ed25519"))
        .unwrap();
    let config = format!(
        "Host office-*\n  HostName 127.0.0.1\n  Port {}\n  User root\n  IdentityFile {}\n  HostKeyAlias shared\n  UserKnownHostsFile ~/hosts\n",
        sshd.port,
        sshd.path("client").display()
    );
    fs::write(home.join(".ssh/config"), config).unwrap();
    let alias = Host { user: None, ..host("office-db") };
    assert_eq!(ask(&alias, &at_home(&home), "echo ok").unwrap().stdout, b"ok\n");
    let error = ask(&Host { port: Some(1), ..alias }, &at_home(&home), "true").unwrap_err();
    assert_eq!(error.code, "SSH-REFUSED", "what the target says wins: {}", error.message);
}

#[test]
fn jump_hosts_are_passed_and_checked() {
    let (Some(first), Some(second), Some(last)) = (Sshd::start(""), Sshd::start(""), Sshd::start("")) else { return };
    let key = fs::read_to_string(first.path("client.pub")).unwrap();
    for sshd in [&second, &last] {
        fs::write(sshd.path("authorized_keys"), &key).unwrap();
        first.add_known(&fs::read_to_string(sshd.path("known_hosts")).unwrap());
    }
    let jump = vec![format!("root@127.0.0.1:{}", first.port), format!("root@127.0.0.1:{}", second.port)];
    let through = Host { jump, port: Some(last.port), ..first.host() };
    // More than any window, both ways.
    let input: Vec<u8> = (0..3_000_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let go = Arc::default();
    let done = run(&through, &nobody(), job("cat", &input, 4 << 20), &go, &Gate::new(1)).unwrap();
    assert!(done.stdout == input && done.exit == Some(0) && !done.cut, "{} bytes, {:?}", done.stdout.len(), done.cut_by);
    assert_eq!(host_key(&through, &nobody()).unwrap().fingerprint, last.fingerprint("host_ed25519"));
    let jumps = jump_hosts(&through, &LocalUser::default()).unwrap();
    assert_eq!(host_key(&jumps[1], &nobody()).unwrap().fingerprint, second.fingerprint("host_ed25519"));

    // A jump host that is not known stops the way there, and says which.
    let text = fs::read_to_string(first.path("known_hosts")).unwrap();
    let without: String = text.lines().filter(|l| !l.contains(&format!(":{} ", second.port))).map(|l| format!("{l}\n")).collect();
    fs::write(first.path("less"), without).unwrap();
    let error = ask(&Host { known_hosts: vec![first.path("less")], ..through.clone() }, &nobody(), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::HostKey, "SSH-HOSTKEY-UNKNOWN"));
    assert!(error.message.starts_with("jump host 127.0.0.1: "), "{}", error.message);

    // The target behind it is down; the jump host itself is down: only the first says something of the target.
    let error = ask(&Host { port: Some(1), ..through.clone() }, &nobody(), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Down, "SSH-BEHIND-JUMP"), "{}", error.message);
    let error = ask(&Host { jump: vec!["root@127.0.0.1:1".into()], ..through.clone() }, &nobody(), "true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Config, "SSH-JUMP"), "{}", error.message);

    // The deadline reaches through both.
    let start = Instant::now();
    let done = ask(&Host { timeout_s: 5, ..through }, &nobody(), "echo begun; sleep 30").unwrap();
    assert!(done.cut && done.stdout == b"begun\n" && start.elapsed() < Duration::from_secs(8), "{done:?}");
}

#[test]
fn the_command_is_run_as_it_is() {
    let Some(sshd) = Sshd::start("") else { return };
    let done = sshd.run(r#"printf '%s|' "a  b" '$HOME' c\ d; printf 'x\ny' >&2; exit 7"#).unwrap();
    assert_eq!((String::from_utf8_lossy(&done.stdout).as_ref(), done.exit), ("a  b|$HOME|c d|", Some(7)));
    assert_eq!((done.stderr.as_slice(), done.signal), (&b"x\ny"[..], None));
    let done = sshd.run("kill -TERM $$").unwrap();
    assert_eq!((done.exit, done.signal.as_deref()), (None, Some("TERM")));
    let done = sshd.run("exec >&- 2>&-; sleep 0.2; exit 3").unwrap();
    assert_eq!((done.exit, done.cut), (Some(3), false), "an end of output is not the end of the command");
}

#[test]
fn odd_shells_and_forced_commands_are_reported_as_they_come() {
    let Some(sshd) = Sshd::with_users("") else {
        return;
    };
    let key = |user: &str| Host { user: Some(user.into()), ..sshd.host() };
    let done = ask(&key("false"), &nobody(), "echo no").unwrap();
    assert_eq!((done.stdout.len(), done.exit), (0, Some(1)));
    let done = ask(&key("noisy"), &nobody(), "echo ok").unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stdout), "*** 欢迎使用本系统 ***\nok\n");
    assert_eq!(done.stderr, b"rc: warning\n");
}

#[test]
fn a_forced_command_comes_instead() {
    let Some(sshd) = Sshd::start("ForceCommand echo forced: $SSH_ORIGINAL_COMMAND") else { return };
    assert_eq!(sshd.run("uname -a").unwrap().stdout, b"forced: uname -a\n");
}

#[test]
fn output_beyond_the_cap_is_cut_off() {
    let Some(sshd) = Sshd::start("") else { return };
    let go = Arc::default();
    let start = Instant::now();
    let done = run(&sshd.host(), &nobody(), job("yes | head -c 100000000", b"", 100_000), &go, &Gate::new(1)).unwrap();
    assert_eq!((done.stdout.len(), done.truncated, done.cut, done.exit), (100_000, true, false, None));
    let done = run(&sshd.host(), &nobody(), job("yes", b"", 1), &go, &Gate::new(1)).unwrap();
    assert!(done.truncated && start.elapsed() < Duration::from_secs(10));
    let done = sshd.run("yes | head -c 3000000 >&2; echo end").unwrap();
    assert_eq!((done.stdout.as_slice(), done.stderr.len(), done.exit, done.truncated), (&b"end\n"[..], 64 * 1024, Some(0), false));
    let done = run(&sshd.host(), &nobody(), job("printf 12345", b"", 5), &go, &Gate::new(1)).unwrap();
    assert_eq!((done.stdout.as_slice(), done.truncated), (&b"12345"[..], false), "exactly the cap is not beyond it");
}

#[test]
fn input_and_output_do_not_wait_for_each_other() {
    let Some(sshd) = Sshd::start("") else { return };
    let go = Arc::default();
    let input: Vec<u8> = (0..8_000_000_u32).map(|n| u8::try_from(n * 7 % 253).unwrap()).collect();
    let done = run(&sshd.host(), &nobody(), job("cat", &input, 16 << 20), &go, &Gate::new(1)).unwrap();
    assert!(done.stdout == input && done.exit == Some(0), "{} bytes, {:?}", done.stdout.len(), done.cut_by);
    let done = run(&sshd.host(), &nobody(), job("yes | head -c 5000000; wc -c", &input, 16 << 20), &go, &Gate::new(1)).unwrap();
    assert!(done.stdout.ends_with(b"8000000\n"), "all output comes before the input is read");
    let done = run(&sshd.host(), &nobody(), job("echo early", &input, 1 << 20), &go, &Gate::new(1)).unwrap();
    assert_eq!((done.stdout.as_slice(), done.exit), (&b"early\n"[..], Some(0)), "a command that reads no input: {:?}", done.cut_by);
    let done = run(&sshd.host(), &nobody(), job("exec >&-; wc -c >&2", &input, 1 << 20), &go, &Gate::new(1)).unwrap();
    assert_eq!(done.stderr, b"8000000\n", "output was closed, input was not: {:?}", done.cut_by);
}

#[test]
fn dropbear_is_understood_too() {
    let Some(server) = Sshd::dropbear() else { return };
    let one = Host { user: Some("one".into()), ..server.host() };
    let go = Arc::default();
    let input: Vec<u8> = (0..3_000_000_u32).map(|n| u8::try_from(n * 7 % 253).unwrap()).collect();
    for _ in 0..5 {
        let done = run(&one, &nobody(), job("cat; exit 3", &input, 16 << 20), &go, &Gate::new(1)).unwrap();
        assert!(done.server.contains("dropbear"), "{}", done.server);
        assert!(done.stdout == input && done.exit == Some(3), "{} bytes, {:?}", done.stdout.len(), done.cut_by);
    }
    let done = run(&one, &nobody(), job("yes | head -c 3000000; cat >/dev/null", &input, 4 << 20), &go, &Gate::new(1)).unwrap();
    assert_eq!((done.stdout.len(), done.exit), (3_000_000, Some(0)), "output before input: {:?}", done.cut_by);
    let error = ask(&Host { keys: vec![server.path("none")], ..one }, &password("guess"), "true").unwrap_err();
    assert_eq!(error.code, "SSH-AUTH", "{}", error.message);
}

#[test]
fn a_command_that_hangs_ends_at_the_deadline() {
    let Some(sshd) = Sshd::start("") else { return };
    let start = Instant::now();
    let done = ask(&Host { timeout_s: 3, ..sshd.host() }, &nobody(), "echo begun; sleep 30").unwrap();
    assert!(start.elapsed() < Duration::from_secs(6));
    assert_eq!((done.stdout.as_slice(), done.cut, done.exit), (&b"begun\n"[..], true, None));
    assert_eq!(done.cut_by.unwrap().kind, AskErrorKind::Timeout);
    // One that leaves a program behind, which holds the output open.
    let done = ask(&Host { timeout_s: 3, ..sshd.host() }, &nobody(), "sleep 20 & echo begun").unwrap();
    assert!(done.cut && done.stdout == b"begun\n");
}

#[test]
fn a_stop_ends_within_a_second() {
    let Some(sshd) = Sshd::start("") else { return };
    let stop = Arc::new(AtomicBool::new(false));
    let (host, gate) = (sshd.host(), Gate::new(1));
    let (done, waiting) = std::thread::scope(|scope| {
        let ask = || (run(&host, &nobody(), job("echo begun; sleep 30", b"", 1000), &stop, &gate), Instant::now());
        let (one, other) = (scope.spawn(ask), scope.spawn(ask));
        std::thread::sleep(Duration::from_secs(1));
        let start = Instant::now();
        stop.store(true, Ordering::Relaxed);
        let results = [one.join().unwrap(), other.join().unwrap()];
        assert!(results.iter().all(|(_, end)| end.duration_since(start) < Duration::from_secs(1)));
        let [(one, _), (other, _)] = results;
        if one.is_ok() { (one, other) } else { (other, one) }
    });
    let done = done.unwrap();
    assert_eq!((done.stdout.as_slice(), done.cut_by.unwrap().code.as_str()), (&b"begun\n"[..], "SSH-STOPPED"));
    assert_eq!(waiting.unwrap_err().code, "SSH-STOPPED", "the other one waited at the gate");
}

#[test]
fn a_connection_lost_in_mid_output_gives_what_came() {
    let Some(sshd) = Sshd::start("") else { return };
    // The server's process of this session is the parent of the command's shell.
    let done = sshd.run("echo begun; sleep 0.3; kill -9 $PPID; sleep 5").unwrap();
    let why = done.cut_by.unwrap();
    assert_eq!((done.stdout.as_slice(), done.cut, done.exit), (&b"begun\n"[..], true, None));
    assert_eq!((why.kind, why.code.as_str()), (AskErrorKind::Disconnected, "SSH-LOST"));
}

/// Goes between a client and a server, and passes on what the server says only when it pauses or ends.
fn hesitating(server: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = TcpStream::connect(("127.0.0.1", server)).unwrap();
            let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            std::thread::spawn(move || hesitate(server, client));
        }
    });
    port
}

fn hesitate(mut from: TcpStream, mut to: TcpStream) {
    let (mut held, mut part) = (Vec::new(), vec![0; 65536]);
    from.set_read_timeout(Some(Duration::from_millis(400))).unwrap();
    loop {
        match from.read(&mut part) {
            Ok(n @ 1..) => {
                held.extend_from_slice(&part[..n]);
                // The handshake has no output to hold.
                if held.len() > 10_000 {
                    continue;
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::WouldBlock => {}
            _ => break,
        }
        if to.write_all(&std::mem::take(&mut held)).is_err() {
            return;
        }
    }
    let _ = to.write_all(&held);
    let _ = to.shutdown(std::net::Shutdown::Both);
}

#[test]
fn what_came_just_before_the_end_is_not_lost() {
    let Some(sshd) = Sshd::start("") else { return };
    sshd.add_known(&fs::read_to_string(sshd.path("known_hosts")).unwrap().replace(&format!("[127.0.0.1]:{}", sshd.port), "127.0.0.1"));
    let between = Host { port: Some(hesitating(sshd.port)), ..sshd.host() };
    // Output and the end of the connection arrive in one go: the library alone would give out nothing of it.
    for _ in 0..3 {
        let done = ask(&between, &nobody(), "head -c 20000 /dev/zero | tr '\\0' x; sleep 0.1; kill -9 $PPID; sleep 5").unwrap();
        assert_eq!((done.cut, done.stdout.len()), (true, 20_000));
    }
}

#[test]
fn a_server_with_old_algorithms_only_is_told_with_what_it_offers() {
    let config = "KexAlgorithms diffie-hellman-group14-sha1\nHostKeyAlgorithms ssh-rsa\nCiphers aes128-cbc\nHostKey $DIR/old_rsa";
    let Some(sshd) = Sshd::with_key(config, "old_rsa", &["-t", "rsa", "-b", "2048"]) else { return };
    let error = sshd.run("true").unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (AskErrorKind::Client, "SSH-ALGORITHM"), "{}", error.message);
    for offered in ["diffie-hellman-group14-sha1", "offers ssh-rsa", "offers aes128-cbc"] {
        assert!(error.message.contains(offered), "{}", error.message);
    }
    sshd.knows("old_rsa");
    let algorithms = ["ssh-rsa", "diffie-hellman-group14-sha1", "aes128-cbc"].map(str::to_owned).to_vec();
    assert_eq!(ask(&Host { algorithms, ..sshd.host() }, &nobody(), "echo ok").unwrap().stdout, b"ok\n");
}

#[test]
fn ipv6_addresses_need_no_brackets() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        eprintln!("SKIPPED: no IPv6 here");
        return;
    }
    let Some(sshd) = Sshd::start("") else { return };
    sshd.add_known(&fs::read_to_string(sshd.path("known_hosts")).unwrap().replace("127.0.0.1", "::1"));
    for address in ["::1", "[::1]"] {
        let six = Host { address: address.into(), ..sshd.host() };
        assert_eq!(ask(&six, &nobody(), "echo ok").unwrap().stdout, b"ok\n");
    }
}
