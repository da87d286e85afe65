//! What a package brings.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Mtime, Name, Probe};

/// `META/manifest.json` of a package: all that it brings. Its SHA-256 is what the package is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`Manifest::FORMAT`].
    pub format: String,
    /// [`Manifest::VERSION`].
    pub version: u32,
    /// What people call it: `zs-3.2.1`.
    pub id: String,
    /// 系统名称.
    pub system: String,
    /// The version before, where it matters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    pub to: String,
    pub created_at: Timestamp,
    /// 发布内容, for the form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Numbers of the tickets that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// Files, by the part of the system that they belong to (`app`, `conf`): a target says where each part lies, on one host or several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, Vec<Entry>>,
    /// In the order in which they run; they are taken back in reverse.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sql: Vec<Script>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hooks: Vec<Hook>,
    /// What has to hold of the new version; what holds of any version is in the target's settings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verify: Vec<Verify>,
}

impl Manifest {
    pub const FORMAT: &str = "opsctl-release";
    pub const VERSION: u32 = 1;

    /// Every file that the package holds besides its manifest and signatures, by its path in the package, with its size and SHA-256:
    /// `files/PART/PATH`, `sql/NAME/deploy.sql` …, `hooks/NAME`.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Sealed> {
        let entries = self.parts.iter().flat_map(|(part, entries)| entries.iter().map(move |entry| (part, entry)));
        let brought = entries.filter(|(_, entry)| entry.kind == EntryKind::File).map(|(part, entry)| Sealed {
            path: format!("files/{part}/{}", entry.path),
            sha256: entry.sha256.clone(),
            size: entry.size,
        });
        let scripts = self.sql.iter().flat_map(Script::files).cloned();
        let hooks = self.hooks.iter().map(|hook| hook.file.clone());
        brought.chain(scripts).chain(hooks).map(|file| (file.path.clone(), file)).collect()
    }
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// In the package, with `/`.
    pub path: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

/// A change of a database, and its way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// `010_add_column`: the folder below `sql/`; scripts run in the order of their names.
    pub name: String,
    /// Which of the target's databases.
    pub database: String,
    pub deploy: Sealed,
    /// Queries that fail, or give no row, unless it was deployed.
    pub verify: Sealed,
    /// `None` of what cannot be taken back, which then says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback: Option<Sealed>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub irreversible: String,
}

impl Script {
    fn files(&self) -> impl Iterator<Item = &Sealed> {
        [&self.deploy, &self.verify].into_iter().chain(&self.rollback)
    }
}

/// A program of the package that is run where a part lies, with its root in `OPSCTL_ROOT`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hook {
    pub when: When,
    pub part: String,
    pub file: Sealed,
    /// It is ended after so many, with all that it started.
    pub seconds: u32,
}

/// When a hook runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Before anything is touched; its failure ends the run with nothing changed.
    Before,
    /// Stops what runs. Also before paths are taken back, where it had been started.
    Stop,
    /// Starts it. Also after paths were taken back.
    Start,
}

/// Something that has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verify {
    /// What people call it; empty: what it does is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where: on each place of this part; `None` on each of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// It is tried again until then.
    pub seconds: u32,
    #[serde(flatten)]
    pub probe: Probe,
}

/// A path that a package is about. The bytes of a file are in `files/<path>` of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub path: Name,
    pub kind: EntryKind,
    /// Of a file: SHA-256 in hex; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// Of a file: bytes.
    #[serde(default)]
    pub size: u64,
    /// Where a link points to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Permissions; left out: those of what it replaces, else 0644 of files and 0755 of folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<u32>,
    /// Left out: the time of the release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mtime: Option<Mtime>,
    #[serde(default, skip_serializing_if = "Expected::is_any")]
    pub expect: Expected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    File,
    /// A folder that has to be there; one that is there stays as it is.
    Dir,
    Link,
    /// Nothing has to be there. A folder must be empty by then.
    Delete,
}

/// What has to stand at a path before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    #[default]
    Any,
    Absent,
    /// A file of these bytes.
    Sha256(String),
}

impl Expected {
    fn is_any(&self) -> bool {
        *self == Self::Any
    }
}
