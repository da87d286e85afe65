//! What stands at a path.

use serde::{Deserialize, Serialize};

use super::Name;

/// All of a path that a release can change and has to bring back. Two images that are equal are the same to every program, but for the
/// number of the inode, its change time, and how many names it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Image {
    Absent,
    File {
        /// SHA-256 of its bytes, in hex.
        sha256: String,
        /// Bytes.
        size: u64,
        #[serde(flatten)]
        meta: Meta,
    },
    Dir {
        #[serde(flatten)]
        meta: Meta,
    },
    Link {
        /// Where it points to, written as [`Name`]s are, though it may be absolute.
        to: String,
        #[serde(flatten)]
        meta: Meta,
    },
    /// A device, a socket, a pipe: no release touches it.
    Other,
}

/// What a file has besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Permissions with set-uid, set-gid and sticky: `0o7777` at most.
    pub mode: u32,
    pub uid: u32,
    pub gid: u32,
    pub mtime: Mtime,
    /// SHA-256 of its extended attributes (ACLs, labels and capabilities are among them) in the order of their names; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub xattr: String,
}

/// Since 1970, as the kernel has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mtime {
    pub s: i64,
    pub ns: u32,
}

impl Image {
    #[must_use]
    pub fn meta(&self) -> Option<&Meta> {
        match self {
            Self::File { meta, .. } | Self::Dir { meta } | Self::Link { meta, .. } => Some(meta),
            Self::Absent | Self::Other => None,
        }
    }

    #[must_use]
    pub fn is_dir(&self) -> bool {
        matches!(self, Self::Dir { .. })
    }

    /// The same for a folder, whose time changes with whatever is put into it.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Dir { meta: one }, Self::Dir { meta: two }) => one == &Meta { mtime: one.mtime, ..two.clone() },
            _ => self == other,
        }
    }
}

/// Bytes as [`Name`] writes them, of what need not be a path below a root.
#[must_use]
pub fn shown(bytes: &[u8]) -> String {
    // A link's target may begin with `/`, be `.` or have empty parts; only the writing is shared.
    Name::written(bytes)
}

/// The bytes that [`shown`] wrote.
#[must_use]
pub fn bytes(text: &str) -> Vec<u8> {
    Name::unwritten(text)
}
