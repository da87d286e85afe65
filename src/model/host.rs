//! How to reach a host: over SSH, or as this machine itself.

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

    /// Whether this is the machine that opsctl runs on.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.address == Self::LOCAL
    }
}
