//! A real OpenSSH server for tests: own keys, own users, a port of loopback. It needs root and sshd; elsewhere its tests are skipped
//! aloud, and `OPSCTL_REQUIRE_SSHD=1` makes the skip a failure.
//!
//! Its users live in a mount namespace with an own `passwd` and `shadow`, so that the machine's are not touched. Where no namespace
//! can be made (a container without the right to) there is only root, and the tests of users are skipped aloud.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use opsctl::links::ssh::{Done, Gate, Job, SshLogin, run};
use opsctl::model::{AskError, Host, LocalUser, Secret};

const PROGRAM: &str = "/usr/sbin/sshd";
const DROPBEAR: &str = "/usr/sbin/dropbear";
pub(crate) const PASSWORD: &str = "tiger#2026 税";

/// Users that are called as their login shells, where those are installed.
pub(crate) const SHELLS: &[(&str, &str)] = &[
    ("bash", "/bin/bash"),
    ("dash", "/bin/dash"),
    ("ksh93", "/bin/ksh93"),
    ("mksh", "/bin/mksh"),
    ("busybox", "/bin/busybox"),
    ("csh", "/bin/csh"),
    ("tcsh", "/bin/tcsh"),
    ("zsh", "/bin/zsh"),
    ("fish", "/usr/bin/fish"),
];

/// A running server; gone with the value.
pub(crate) struct Sshd {
    dir: tempfile::TempDir,
    child: Child,
    pub port: u16,
    /// It knows the users `one`, `expired`, `false` and `noisy`.
    pub users: bool,
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program that must work.
pub(crate) fn must(program: &str, args: &[&str]) -> String {
    let done = Command::new(program).args(args).stdin(Stdio::null()).output().unwrap_or_else(|e| panic!("{program}: {e}"));
    assert!(done.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Makes a key pair.
pub(crate) fn keygen(file: &Path, args: &[&str]) {
    let mut all = vec!["-q", "-f", file.to_str().unwrap(), "-C", "test"];
    all.extend(args);
    if !args.contains(&"-N") {
        all.extend(["-N", ""]);
    }
    must("ssh-keygen", &all);
}

/// Whether a mount namespace can be made here.
fn namespaces() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| Command::new("unshare").args(["-m", "true"]).stderr(Stdio::null()).status().is_ok_and(|s| s.success()))
}

impl Sshd {
    /// A server with these further lines of configuration; `None`, said aloud, where there can be none.
    pub(crate) fn start(config: &str) -> Option<Self> {
        Self::with_key(config, "client", &["-t", "ed25519"])
    }

    /// One with a further key pair, made before it starts.
    pub(crate) fn with_key(config: &str, name: &str, args: &[&str]) -> Option<Self> {
        Self::serving(name, args, |dir, port| serve(dir, port, config))
    }

    /// Dropbear instead of OpenSSH: small windows, and another way to end. Never required.
    pub(crate) fn dropbear() -> Option<Self> {
        if !Path::new(DROPBEAR).exists() || !namespaces() {
            eprintln!("SKIPPED: needs {DROPBEAR} (apt-get install dropbear-bin) and a mount namespace");
            return None;
        }
        Self::serving("client", &["-t", "ed25519"], |dir, port| {
            fs::create_dir_all(dir.join(".ssh")).unwrap();
            fs::copy(dir.join("authorized_keys"), dir.join(".ssh/authorized_keys")).unwrap();
            let (key, own) = (dir.join("host_ed25519"), dir.join("dropbear_key"));
            must("dropbearconvert", &["openssh", "dropbear", key.to_str().unwrap(), own.to_str().unwrap()]);
            start(dir, &format!("exec {DROPBEAR} -F -E -p 127.0.0.1:{port} -r {}", own.display()))
        })
    }

    fn serving(name: &str, args: &[&str], serve: impl Fn(&Path, u16) -> Child) -> Option<Self> {
        let root = rustix::process::geteuid().is_root();
        if !root || !Path::new(PROGRAM).exists() {
            assert!(std::env::var_os("OPSCTL_REQUIRE_SSHD").is_none(), "sshd is required, and {PROGRAM} or root is missing");
            eprintln!("SKIPPED: needs root and {PROGRAM} (apt-get install openssh-server)");
            return None;
        }
        let dir = tempfile::tempdir().unwrap();
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir_all("/run/sshd").unwrap();
        keygen(&dir.path().join("host_ed25519"), &["-t", "ed25519"]);
        keygen(&dir.path().join(name), args);
        if name != "client" {
            keygen(&dir.path().join("client"), &["-t", "ed25519"]);
        }
        fs::copy(dir.path().join("client.pub"), dir.path().join("authorized_keys")).unwrap();
        // The port is free for a moment only; another test may be faster.
        for _ in 0..10 {
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let mut child = serve(dir.path(), port);
            for _ in 0..300 {
                if child.try_wait().unwrap().is_some() {
                    break;
                }
                let said = log(dir.path());
                let up = said.contains("Server listening on 127.0.0.1") || said.contains("Not backgrounding");
                if up && TcpStream::connect(("127.0.0.1", port)).is_ok() {
                    let sshd = Self { dir, child, port, users: namespaces() };
                    sshd.knows("host_ed25519");
                    return Some(sshd);
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            let _ = child.kill();
            let _ = child.wait();
        }
        panic!("sshd did not start: {}", log(dir.path()));
    }

    /// A server whose users are there; `None`, said aloud, where they cannot be.
    pub(crate) fn with_users(config: &str) -> Option<Self> {
        let sshd = Self::start(config)?;
        if !sshd.users {
            eprintln!("SKIPPED: needs users of its own, and no mount namespace can be made here");
            return None;
        }
        Some(sshd)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn log(&self) -> String {
        log(self.dir.path())
    }

    /// Puts a host key of this server into `known_hosts`.
    pub(crate) fn knows(&self, key: &str) {
        let public = fs::read_to_string(self.path(&format!("{key}.pub"))).unwrap();
        let fields: Vec<&str> = public.split(' ').collect();
        self.add_known(&format!("[127.0.0.1]:{} {} {}\n", self.port, fields[0], fields[1]));
    }

    pub(crate) fn add_known(&self, line: &str) {
        let file = self.path("known_hosts");
        let old = fs::read_to_string(&file).unwrap_or_default();
        fs::write(file, old + line).unwrap();
    }

    /// The fingerprint as ssh-keygen prints it.
    pub(crate) fn fingerprint(&self, key: &str) -> String {
        let text = must("ssh-keygen", &["-lf", self.path(key).to_str().unwrap()]);
        text.split(' ').nth(1).unwrap().to_owned()
    }

    /// This server as a host, with a user and key that may log in.
    pub(crate) fn host(&self) -> Host {
        Host {
            port: Some(self.port),
            keys: vec![self.path("client")],
            known_hosts: vec![self.path("known_hosts")],
            ssh_config: Some("none".into()),
            ..host("127.0.0.1")
        }
    }

    /// A user with a password only.
    pub(crate) fn user(&self, name: &str) -> Host {
        Host { user: Some(name.into()), keys: vec![self.path("none")], ..self.host() }
    }

    pub(crate) fn run(&self, command: &str) -> Result<Done, AskError> {
        ask(&self.host(), &SshLogin::default(), command)
    }
}

/// A host with nothing but an address, and short times.
pub(crate) fn host(address: &str) -> Host {
    Host { user: Some("root".into()), connect_timeout_s: 5, timeout_s: 20, ..Host::at(address) }
}

/// Runs a command without input, with a cap of a megabyte.
pub(crate) fn ask(host: &Host, login: &SshLogin, command: &str) -> Result<Done, AskError> {
    run(host, login, job(command, b"", 1 << 20), &Arc::default(), &Gate::new(8))
}

pub(crate) fn job(command: &str, input: &[u8], max_output: usize) -> Job {
    Job { command: command.into(), input: vec![input.into()], max_output, last_line: String::new() }
}

pub(crate) fn password(text: &str) -> SshLogin {
    SshLogin { password: Some(Secret::new(text.into())), ..SshLogin::default() }
}

pub(crate) fn at_home(home: &Path) -> SshLogin {
    SshLogin { local: LocalUser { name: Some("root".into()), home: Some(home.into()), agent: None }, ..SshLogin::default() }
}

fn log(dir: &Path) -> String {
    String::from_utf8_lossy(&fs::read(dir.join("log")).unwrap_or_default()).into_owned()
}

fn serve(dir: &Path, port: u16, config: &str) -> Child {
    let at = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    // The first value counts, so what a test asks for comes first.
    let config = format!(
        "{}\nPort {port}\nListenAddress 127.0.0.1\nListenAddress ::1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\nUsePAM no\n\
         MaxStartups 1000\nLogLevel VERBOSE\nPermitRootLogin yes\nUseDNS no\nPrintMotd no\n",
        config.replace("$DIR", dir.to_str().unwrap()),
        at("host_ed25519"),
        at("authorized_keys"),
    );
    fs::write(dir.join("sshd_config"), config).unwrap();
    start(dir, &format!("exec {PROGRAM} -D -e -f {}", at("sshd_config")))
}

/// Starts a server, where it can be among users of its own.
fn start(dir: &Path, start: &str) -> Child {
    let at = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    let log = fs::File::create(dir.join("log")).unwrap();
    let mut command = if namespaces() {
        users(dir);
        let mounts = ["passwd", "shadow", "pam.d/sshd"].map(|file| {
            let own = at(file.rsplit('/').next().unwrap());
            format!("if [ -e /etc/{file} ]; then mount --bind {own} /etc/{file} || exit 1; fi; ")
        });
        let mut command = Command::new("unshare");
        command.args(["-m", "sh", "-c", &(mounts.concat() + start)]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", start]);
        command
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

/// Files of users, with the machine's own before them.
fn users(dir: &Path) {
    let hash = must("perl", &["-e", "print crypt($ARGV[0], '$6$opsctl$')", PASSWORD]);
    let noisy = dir.join("noisy");
    fs::write(&noisy, "#!/bin/sh\necho '*** 欢迎使用本系统 ***'\nprintf 'rc: warning\\n' >&2\nexec /bin/sh \"$@\"\n").unwrap();
    fs::set_permissions(&noisy, fs::Permissions::from_mode(0o755)).unwrap();
    let mut passwd = fs::read_to_string("/etc/passwd").unwrap();
    let mut shadow = fs::read_to_string("/etc/shadow").unwrap();
    let all = [("one", "/bin/sh", ""), ("expired", "/bin/sh", "1"), ("false", "/bin/false", ""), ("noisy", noisy.to_str().unwrap(), "")];
    // Busybox is the shell it is called as.
    let ash = dir.join("ash");
    std::os::unix::fs::symlink("/bin/busybox", &ash).unwrap();
    let shells = SHELLS.iter().map(|(name, shell)| (*name, if *name == "busybox" { ash.to_str().unwrap() } else { shell }, ""));
    for (index, (name, shell, expires)) in all.into_iter().chain(shells).enumerate() {
        passwd.push_str(&format!("{name}:x:{}:65534::{}:{shell}\n", 61000 + index, dir.display()));
        shadow.push_str(&format!("{name}:{hash}:20000:0:99999:7::{expires}:\n"));
    }
    fs::write(dir.join("passwd"), passwd).unwrap();
    fs::write(dir.join("shadow"), shadow).unwrap();
    let pam = "auth required pam_unix.so\naccount required pam_unix.so\nsession required pam_permit.so\n";
    fs::write(dir.join("sshd"), pam).unwrap();
}
