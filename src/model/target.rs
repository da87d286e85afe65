//! A thing opsctl may ask: where it is, how to log in, what limits hold for it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::host::Host;

/// Limits by check id, then by name: `{"db.tablespace": {"warn": 80.0}}`.
pub type Limits = BTreeMap<String, BTreeMap<String, f64>>;

/// Where a secret is; the secret itself is never in a config.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum SecretRef {
    /// A file that only its owner may read; the first line is the secret.
    File(PathBuf),
    /// An environment variable.
    Env(String),
    /// A program and its arguments; the first line it prints is the secret.
    Command(Vec<String>),
}

/// Which Oracle driver to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Driver {
    /// Thin, and thick where thin cannot (said in a note).
    #[default]
    Auto,
    Thin,
    Thick,
}

/// How to reach an Oracle database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Connect {
    /// `host:port/service`, `host:port:SID`, a TNS alias or a full descriptor.
    pub address: String,
    pub user: String,
    pub password: Option<SecretRef>,
    pub driver: Driver,
    /// `SYSDBA` only when the target asks for it.
    pub sysdba: bool,
    pub connect_timeout_s: u32,
    pub statement_timeout_s: u32,
    pub tns_admin: Option<PathBuf>,
    pub wallet: Option<PathBuf>,
    pub wallet_password: Option<SecretRef>,
}

/// Log files of a database that this machine can read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogFiles {
    pub alert: Vec<PathBuf>,
    pub listener: Vec<PathBuf>,
    pub sqlnet: Vec<PathBuf>,
}

/// What a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    #[default]
    Oracle,
    Host,
    /// A backup set: its files are looked at, nothing is asked.
    Backup,
}

impl TargetKind {
    pub const ALL: [Self; 3] = [Self::Oracle, Self::Host, Self::Backup];
    /// Those that are logged in to.
    pub const ASKED: [Self; 2] = [Self::Oracle, Self::Host];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Oracle => "oracle",
            Self::Host => "host",
            Self::Backup => "backup",
        }
    }
}

/// What a target is, and how it is reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    Oracle(Connect),
    Host(Host),
    /// Where the files of a set lie, as it is shown.
    Backup(String),
}

/// One database or host, as the configuration describes it after groups and defaults are applied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    pub name: String,
    pub description: String,
    pub group: String,
    pub tags: Vec<String>,
    /// Order in lists and reports; smaller first, then by name.
    pub order: i64,
    pub enabled: bool,
    pub owner: String,
    /// Licensed option packs the site owns: `diagnostics`, `tuning`.
    pub packs: Vec<String>,
    pub place: Place,
    pub logs: LogFiles,
    pub limits: Limits,
    /// Check ids that are not wanted here, with the reason, which the run shows.
    pub skip: BTreeMap<String, String>,
}

impl Target {
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        match self.place {
            Place::Oracle(_) => TargetKind::Oracle,
            Place::Host(_) => TargetKind::Host,
            Place::Backup(_) => TargetKind::Backup,
        }
    }

    #[must_use]
    pub fn oracle(&self) -> Option<&Connect> {
        match &self.place {
            Place::Oracle(connect) => Some(connect),
            _ => None,
        }
    }

    #[must_use]
    pub fn host(&self) -> Option<&Host> {
        match &self.place {
            Place::Host(host) => Some(host),
            _ => None,
        }
    }

    /// Where it is, in one word; never with a password.
    #[must_use]
    pub fn address(&self) -> String {
        match &self.place {
            Place::Oracle(connect) => connect.address.clone(),
            Place::Host(host) => host.shown(),
            Place::Backup(shown) => shown.clone(),
        }
    }

    /// Who logs in; empty when that stands elsewhere.
    #[must_use]
    pub fn user(&self) -> &str {
        match &self.place {
            Place::Oracle(connect) => &connect.user,
            Place::Host(host) => host.user.as_deref().unwrap_or_default(),
            Place::Backup(_) => "",
        }
    }

    /// Every secret the configuration refers to.
    pub fn secrets(&self) -> impl Iterator<Item = &SecretRef> {
        let pair = match &self.place {
            Place::Oracle(connect) => [&connect.password, &connect.wallet_password],
            Place::Host(host) => [&host.password, &host.passphrase],
            Place::Backup(_) => [&None, &None],
        };
        pair.into_iter().flatten()
    }
}
