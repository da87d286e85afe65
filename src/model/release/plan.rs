//! What a package comes to on one target.

use serde::{Deserialize, Serialize};

use super::{Image, Mtime, Name};

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

impl Plan {
    /// Bytes of the files that it puts in place.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let size = |step: &Step| if let Action::Put { size, .. } = step.action { size } else { 0 };
        self.steps.iter().map(size).fold(0, u64::saturating_add)
    }
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
