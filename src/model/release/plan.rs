//! What a package brings, and what it comes to on one target.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Image, Mtime, Name};

/// `META/manifest.json` of a package: all that it brings. Its SHA-256 is what the package is known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `opsctl-release`.
    pub format: String,
    /// 1.
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
    pub entries: Vec<Entry>,
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

/// What a package comes to on one target: only what changes. What is applied has to be what was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `opsctl-release-plan`.
    pub format: String,
    pub version: u32,
    /// The package's `id`, and the digest of its manifest; of a plan that takes a release back, those of that release.
    pub release: String,
    pub digest: String,
    pub target: String,
    /// In the order in which they are done; they are taken back in reverse.
    pub steps: Vec<Step>,
    /// Folders whose entries change, with their times before, which taking back restores. They are written down when it begins, and are
    /// no part of what was planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<Times>,
    /// Times that folders are given when it is done: of a plan that takes back, those that they had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leave: Vec<Times>,
}

/// The time of a folder; `path` is empty for the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    pub path: String,
    pub mtime: Mtime,
}

/// One path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub path: Name,
    pub action: Action,
    /// What stands there now.
    pub pre: Image,
}

/// What is done with a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Action {
    MakeDir {
        mode: u32,
        uid: Option<u32>,
        gid: Option<u32>,
    },
    /// A file with these bytes, in place of whatever file or link is there.
    Put {
        sha256: String,
        size: u64,
        mode: u32,
        uid: Option<u32>,
        gid: Option<u32>,
        mtime: Option<Mtime>,
    },
    PutLink {
        to: String,
        uid: Option<u32>,
        gid: Option<u32>,
        mtime: Option<Mtime>,
    },
    /// A file or a link.
    Remove,
    RemoveDir,
}
