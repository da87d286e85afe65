//! Where releases go: `releases.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Verify;
use crate::model::SecretRef;

/// A system in one environment: where its parts lie, its databases, and what has to hold of any version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub name: String,
    /// As forms and packages call it.
    pub system: String,
    /// `production`, `staging` or another word.
    pub env: String,
    /// In the order in which they are changed.
    pub places: Vec<Place>,
    pub databases: BTreeMap<String, Database>,
    pub verify: Vec<Verify>,
    /// One place after the other is stopped, changed, started and looked at, instead of all of them together.
    pub rolling: bool,
    pub enabled: bool,
}

/// A folder on a host that holds a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// One of a kind in its target.
    pub name: String,
    pub part: String,
    /// A host target; `None`: this machine.
    pub host: Option<String>,
    pub root: PathBuf,
    /// Beside the root, on the same file system; nothing that looks for applications may look there.
    pub state: PathBuf,
    pub way: Way,
    /// `http://127.0.0.1:8080`, for looks of packages that leave it out; empty: they have to give it.
    pub url: String,
    /// Programs with their arguments; empty: there is nothing to stop or start.
    pub stop: Vec<String>,
    pub start: Vec<String>,
    /// They are ended after so many seconds.
    pub seconds: u32,
}

/// How another host is reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// opsctl itself runs there for as long as the release does.
    #[default]
    Agent,
    /// Nothing but SFTP.
    Sftp,
}

/// A database that scripts change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    pub client: Client,
    /// What the client connects to: `//host:1521/service` of sqlplus, a connection string of psql, a file of sqlite3.
    pub connect: String,
    pub user: String,
    pub password: Option<SecretRef>,
    /// `NLS_LANG` and the like.
    pub env: BTreeMap<String, String>,
    /// The client's program, where it is not found by its name.
    pub program: Option<PathBuf>,
    /// Backup set whose last good verification is the evidence before a change.
    pub backup: Option<String>,
    /// A statement is ended after so many seconds.
    pub seconds: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    Sqlplus,
    Psql,
    Sqlite3,
}

/// 征期、封网: days on which nothing is released, but 紧急补丁.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freeze {
    pub name: String,
    pub when: Days,
    /// Environments; `production` unless given.
    pub env: Vec<String>,
}

/// Days of a freeze, both ends in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// Once: dates.
    Dates { from: jiff::civil::Date, to: jiff::civil::Date },
    /// Every month, days of it; with `moves` the last one moves as 税收征管法实施细则 109 says (`release::freeze`).
    Monthly { from: i8, to: i8, moves: bool },
}
