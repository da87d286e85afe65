//! A host: how to reach it – over SSH, or as this machine itself – and what is known of it before the first check.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::target::SecretRef;

/// How to reach a host and how long it may take. What is empty or `None` here may stand in `~/.ssh/config`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Host {
    /// Name, IPv4, IPv6 without brackets, or an alias of `~/.ssh/config`.
    pub address: String,
    /// 22 unless the target or `~/.ssh/config` says otherwise.
    pub port: Option<u16>,
    pub user: Option<String>,
    /// For the methods `password` and `keyboard-interactive`.
    pub password: Option<SecretRef>,
    /// Private key files, tried in this order; empty: `IdentityFile` of `~/.ssh/config`, else the usual names.
    pub keys: Vec<PathBuf>,
    pub passphrase: Option<SecretRef>,
    /// Keys of the running agent may be used.
    pub agent: bool,
    /// `user@host:port`, in the order they are passed; empty: `ProxyJump` of `~/.ssh/config`.
    pub jump: Vec<String>,
    /// The script runs as root by `sudo -n`.
    pub sudo: bool,
    /// Algorithms to offer beside the usual ones, for old servers: `ssh-rsa`, `diffie-hellman-group1-sha1`, `3des-cbc`, ….
    pub algorithms: Vec<String>,
    /// Files of known host keys; empty: `~/.ssh/known_hosts` and `/etc/ssh/ssh_known_hosts`.
    pub known_hosts: Vec<PathBuf>,
    /// `None`: `~/.ssh/config` where it is there.
    pub ssh_config: Option<PathBuf>,
    /// For name resolution and TCP, in seconds.
    pub connect_timeout_s: u32,
    /// For everything else together: handshake, logon, all probes, in seconds.
    pub timeout_s: u32,
}

impl Host {
    /// This machine, asked without SSH.
    pub const LOCAL: &'static str = "local";

    /// A host of which only the address is known.
    #[must_use]
    pub fn at(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            port: None,
            user: None,
            password: None,
            keys: Vec::new(),
            passphrase: None,
            agent: false,
            jump: Vec::new(),
            sudo: false,
            algorithms: Vec::new(),
            known_hosts: Vec::new(),
            ssh_config: None,
            connect_timeout_s: 10,
            timeout_s: 120,
        }
    }

    /// Whether this is the machine that opsctl runs on.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.address == Self::LOCAL
    }

    /// `ops@10.1.2.3:2222`, `[fe80::1]:22`, `local`: as far as the configuration itself says.
    #[must_use]
    pub fn shown(&self) -> String {
        let user = self.user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
        match self.port {
            Some(port) if self.address.contains(':') => format!("{user}[{}]:{port}", self.address),
            Some(port) => format!("{user}{}:{port}", self.address),
            None => format!("{user}{}", self.address),
        }
    }
}

/// An operating system that probes are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Os {
    #[serde(rename = "linux")]
    Linux,
    #[serde(rename = "aix")]
    Aix,
    #[serde(rename = "hp-ux")]
    HpUx,
}

impl Os {
    pub const ALL: [Self; 3] = [Self::Linux, Self::Aix, Self::HpUx];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Aix => "aix",
            Self::HpUx => "hp-ux",
        }
    }

    /// What `uname -s` prints there.
    #[must_use]
    pub fn uname(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::Aix => "AIX",
            Self::HpUx => "HP-UX",
        }
    }

    /// From what `uname -s` printed.
    #[must_use]
    pub fn of(uname: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|os| os.uname() == uname.trim())
    }

    /// Reads the tag of a file name: `hpux` is `hp-ux` as well.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|os| os.as_str() == text || os.as_str().replace('-', "") == text)
    }
}

/// The identity of a host as it said itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HostFacts {
    pub os: Os,
    pub hostname: String,
    /// `Debian GNU/Linux 12 (bookworm)`, `AIX 7200-05-03`, `HP-UX B.11.31`.
    pub system: String,
    pub kernel: String,
    pub arch: String,
    /// Logical processors.
    pub cpus: i64,
    pub memory_mb: f64,
    /// The probes ran as root.
    pub root: bool,
    /// Seconds since the host was started.
    pub uptime_s: f64,
}

/// Who runs opsctl, as far as SSH asks: read from the environment once, by `config`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalUser {
    /// Logs in where neither the target nor `~/.ssh/config` names a user.
    pub name: Option<String>,
    /// Where `~` is.
    pub home: Option<PathBuf>,
    /// The socket of the running agent.
    pub agent: Option<PathBuf>,
}
