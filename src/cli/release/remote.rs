//! Places on other hosts: opsctl is brought there, or SFTP does it alone.

use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::office::Office;
use crate::error::{Error, Kind, Result};
use crate::links::ssh::sftp::{self, Put};
use crate::links::ssh::{SshLogin, Start, Talk, talk};
use crate::model::release::Place as At;
use crate::model::{AskError, Host, Lang, Target, Words};
use crate::release::place::{Agent, Peer, Place, Sftp};
use crate::seal::{By, Hasher};
use crate::text::{Msg, hints};

/// How long a release may take on a host.
const LIMIT: Duration = Duration::from_secs(24 * 3600);

/// This program: SHA-256, and bytes.
static OWN: OnceLock<(crate::seal::Digest, u64)> = OnceLock::new();

/// A place on a host of `targets.toml`. `brings`: opsctl may be put there; where it may not, and is not there, the place is not asked.
pub(super) fn place(office: &Office<'_>, at: &At, name: &str, agent: bool, brings: bool) -> Result<Box<dyn Place>> {
    let missing = || {
        let known = office.app.config().map(|config| config.targets().map(|target| target.name.clone()).collect::<Vec<_>>());
        let error = Error::new(Kind::Config, Msg::ReleaseNoHost { host: name.into() });
        error.near(name, known.unwrap_or_default().iter().map(String::as_str))
    };
    let host = office.app.config()?.target(name).and_then(Target::host).cloned().ok_or_else(missing)?;
    let secret = |reference: Option<&crate::model::SecretRef>| reference.map(|r| office.app.secret(r)).transpose();
    let login = SshLogin {
        password: secret(host.password.as_ref())?,
        passphrase: secret(host.passphrase.as_ref())?,
        local: office.app.env.local_user(),
    };
    let way = Way { host, login, stop: office.app.stop().clone(), brings };
    let state = at.state.clone();
    if !agent {
        let records = office.ledger.path().join("places").join(&at.name);
        return Ok(Box::new(Sftp::new(&at.name, &at.root, &at.state, &records, Box::new(move || way.sftp()))));
    }
    Ok(Box::new(Agent::new(&at.name, &at.root, &at.state, Box::new(move || way.dial(&state)))))
}

/// The way to a host.
struct Way {
    host: Host,
    login: SshLogin,
    stop: Arc<AtomicBool>,
    brings: bool,
}

impl Way {
    /// Brings this very program to the host, unless it is there, and starts it.
    fn dial(&self, state: &Path) -> std::result::Result<Box<dyn Peer>, Words> {
        let program = self.bring(state)?;
        // Ctrl-C ends the run between two steps, never a step in its middle: the talk itself is not stopped by it.
        let command = format!("exec {} release agent", quoted(&program));
        let talk = talk(&self.host, &self.login, Start::Command(command), LIMIT, &Arc::new(AtomicBool::new(false)))
            .map_err(|error| told(&error))?;
        Ok(Box::new(Line { talk: Some(talk) }))
    }

    fn sftp(&self) -> std::result::Result<sftp::Sftp, Words> {
        // As above: a step is not broken off in its middle.
        sftp::open(&self.host, &self.login, LIMIT, &Arc::new(AtomicBool::new(false))).map_err(|error| told(&error))
    }

    fn bring(&self, state: &Path) -> std::result::Result<String, Words> {
        let local = |error: io::Error| Words::new(format!("读取本程序：{error}"), format!("reading this program: {error}"));
        let mut own = std::fs::File::open("/proc/self/exe").map_err(local)?;
        let (digest, size) = if let Some(known) = OWN.get() {
            *known
        } else {
            let found = digest(&mut own).map_err(local)?;
            *OWN.get_or_init(|| found)
        };
        let sha256 = digest.to_string();
        let folder = state.join("bin");
        let path = folder.join(format!("opsctl-{}", sha256.get(..16).unwrap_or(&sha256)));
        let there = |error: io::Error| Words::new(format!("{}：{error}", path.display()), format!("{}: {error}", path.display()));
        let mut sftp = sftp::open(&self.host, &self.login, LIMIT, &self.stop).map_err(|error| told(&error))?;
        let bytes = path.as_os_str().as_bytes();
        // Named by its digest, which was read back when it was put there, in a folder that is nobody else's.
        let there_already = sftp.lstat(bytes).is_ok_and(|stat| stat.is_file() && stat.size == size && stat.permissions() & 0o122 == 0o100);
        if there_already {
            return Ok(path.display().to_string());
        }
        if !self.brings {
            return Err(Words::new(
                "没有询问：主机上还没有本版本的 opsctl，发布或计划时才会放上去",
                "not asked: this opsctl is not there yet; plan and apply bring it",
            ));
        }
        for dir in [state, &folder] {
            let bytes = dir.as_os_str().as_bytes();
            match sftp.lstat(bytes) {
                Ok(stat) if stat.is_dir() => {}
                _ => sftp.make_dir(bytes, 0o700).map_err(there)?,
            }
        }
        sftp.put(&Put { path: bytes, mode: 0o700, size, sha256: digest }, &mut own).map_err(there)?;
        // Those of former versions: one that runs goes on without its name.
        for (name, _) in sftp.list(folder.as_os_str().as_bytes()).unwrap_or_default() {
            if name.starts_with(b"opsctl-") && !bytes.ends_with(&name) {
                let _ = sftp.remove(&[folder.as_os_str().as_bytes(), b"/", &name].concat());
            }
        }
        Ok(path.display().to_string())
    }
}

/// SHA-256 and size of a file, which is then at its beginning again.
fn digest(file: &mut std::fs::File) -> io::Result<(crate::seal::Digest, u64)> {
    let (mut hasher, mut room, mut size) = (Hasher::new(By::Sha256), vec![0; 256 << 10], 0);
    loop {
        let n = file.read(&mut room)?;
        if n == 0 {
            break;
        }
        hasher.update(&room[..n]);
        size += n as u64;
    }
    file.seek(SeekFrom::Start(0))?;
    let digest = hasher.digests().sha256.ok_or(io::ErrorKind::InvalidData)?;
    Ok((digest, size))
}

/// For the login shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn told(error: &AskError) -> Words {
    let say = |lang| {
        let hint = hints::ssh(error).to(lang).to_owned();
        let code = if error.code.is_empty() { String::new() } else { format!("{} ", error.code) };
        if hint.is_empty() { format!("{code}{}", error.message) } else { format!("{code}{} — {hint}", error.message) }
    };
    Words::new(say(Lang::Zh), say(Lang::En))
}

/// A talk with an agent.
struct Line {
    talk: Option<Talk>,
}

impl Read for Line {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.talk.as_mut().ok_or(io::ErrorKind::NotConnected)?.read(into)
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.talk.as_mut().ok_or(io::ErrorKind::NotConnected)?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Peer for Line {
    /// What the other side said as it ended: the loader where the program does not run there, the shell where it may not.
    fn why(&mut self) -> Option<Words> {
        match self.talk.take()?.finish() {
            Err(error) => Some(told(&error)),
            Ok(end) => {
                let said = String::from_utf8_lossy(&end.stderr).trim().chars().take(400).collect::<String>();
                let code = end.exit.map(|code| code.to_string()).or(end.signal).unwrap_or_default();
                let (zh, en) = match end.exit {
                    Some(126 | 127) => (
                        "opsctl 在该主机上不能运行（处理器或系统版本不同？）；可改用 way = \"sftp\"",
                        "opsctl does not run on that host (another processor or an older system?); use way = \"sftp\"",
                    ),
                    _ => ("对端 opsctl 已退出", "the opsctl there ended"),
                };
                Some(Words::new(format!("{zh}（{code}）{said}"), format!("{en} ({code}) {said}")))
            }
        }
    }
}
