//! `sftp-server`, and a way to it that is cut after so many bytes.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::links::ssh::sftp::Sftp;
use crate::model::Words;

const PROGRAM: &str = "/usr/lib/openssh/sftp-server";

/// After how many bytes a connection is cut, each way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) up: u64,
    pub(super) down: u64,
}

impl Cut {
    pub(super) const NEVER: Self = Self { up: u64::MAX, down: u64::MAX };
}

pub(super) struct Server {
    args: Vec<&'static str>,
    /// Of the connections to come, the next one last; none of those after.
    pub(super) cuts: Mutex<Vec<Cut>>,
    /// What passed, up and down.
    pub(super) passed: Arc<[AtomicU64; 2]>,
}

impl Server {
    /// `None`, said aloud, where there is none.
    pub(super) fn new(args: &[&'static str]) -> Option<Self> {
        if Path::new(PROGRAM).exists() {
            return Some(Self { args: args.to_vec(), cuts: Mutex::default(), passed: Arc::default() });
        }
        #[expect(clippy::disallowed_methods, reason = "as the tests of sshd are asked for")]
        let required = std::env::var_os("OPSCTL_REQUIRE_SSHD").is_some();
        assert!(!required, "{PROGRAM} is required, and missing");
        eprintln!("SKIPPED: needs {PROGRAM} (apt-get install openssh-sftp-server)");
        None
    }

    pub(super) fn connect(&self) -> Result<Sftp, Words> {
        let cut = self.cuts.lock().unwrap().pop().unwrap_or(Cut::NEVER);
        let (far, end) = UnixStream::pair().unwrap();
        let (input, output) = (OwnedFd::from(end.try_clone().unwrap()), OwnedFd::from(end));
        #[expect(clippy::disallowed_methods, reason = "a real server")]
        let mut child = Command::new(PROGRAM).args(&self.args).stdin(input).stdout(output).stderr(Stdio::null()).spawn().unwrap();
        std::thread::spawn(move || child.wait());
        let (near, middle) = UnixStream::pair().unwrap();
        for (way, most) in [(0, cut.up), (1, cut.down)] {
            let (client, server, passed) = (middle.try_clone().unwrap(), far.try_clone().unwrap(), Arc::clone(&self.passed));
            std::thread::spawn(move || {
                let (mut from, mut to) = if way == 0 { (&client, &server) } else { (&server, &client) };
                let (mut left, mut room) = (most, vec![0; 1 << 16]);
                while let Ok(n) = from.read(&mut room) {
                    let some = usize::try_from(left).unwrap_or(usize::MAX).min(n);
                    let sent = to.write_all(&room[..some]);
                    left -= some as u64;
                    passed[way].fetch_add(some as u64, Relaxed);
                    if n == 0 || some < n || sent.is_err() {
                        break;
                    }
                }
                // The server reads its end; the client at once, whatever is on its way.
                let _ = server.shutdown(Shutdown::Write);
                let _ = client.shutdown(Shutdown::Both);
            });
        }
        Sftp::at(near).map_err(|error| Words::new(error.message.clone(), error.message))
    }
}
