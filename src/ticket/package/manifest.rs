//! `manifest.json`: what a package says of itself.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::ticket::{PackageKind, Side, Status};

/// What a manifest calls its format.
pub const FORMAT: &str = "opsctl-ticket-package";
/// Raised when readers must know.
pub const VERSION: u32 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub version: u32,
    /// Made of kind, sender and what the tickets have; 32 hex digits.
    pub id: String,
    pub kind: PackageKind,
    /// The sender's count of his packages, from 1.
    pub seq: u32,
    pub from: Party,
    pub to: Side,
    pub created_at: Timestamp,
    pub operator: String,
    /// Digest of the sender's package before; empty for the first.
    pub previous: String,
    /// Texts were masked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
    pub tickets: Vec<Listed>,
    /// Every other entry, in the order of the package.
    pub files: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub side: Side,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// A ticket of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub no: String,
    /// Events of each platform that it has.
    pub ops: u32,
    pub problem: u32,
    /// The round that the package is of.
    pub round: u32,
    /// Where it stands on the sender's platform.
    pub status: Status,
    /// Ids of the newest events, by platform.
    pub heads: Vec<String>,
}

/// An entry of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub path: String,
    pub size: u64,
    pub sha256: String,
    /// What a file is called, where that is not its path.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// Why bytes are no manifest of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestFault {
    /// JSON that does not have this shape; the reader's words.
    Shape(String),
    /// Something else's manifest.
    Format(String),
    /// Of a newer opsctl.
    Version(u32),
    /// It says something that cannot be.
    Inside(&'static str),
}

impl Manifest {
    /// The bytes of the entry; their digest is what the package is known by.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Reads the entry, and asks whether what it says can be.
    pub fn read(bytes: &[u8]) -> Result<Self, ManifestFault> {
        #[derive(Deserialize)]
        struct Head {
            #[serde(default)]
            format: String,
            #[serde(default)]
            version: u32,
        }
        let shape = |error: serde_json::Error| ManifestFault::Shape(error.to_string());
        let head: Head = serde_json::from_slice(bytes).map_err(shape)?;
        if head.format != FORMAT {
            return Err(ManifestFault::Format(head.format));
        }
        if head.version > VERSION {
            return Err(ManifestFault::Version(head.version));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(shape)?;
        let twice = |mut all: Vec<&str>| {
            all.sort_unstable();
            all.windows(2).any(|pair| pair.first() == pair.last())
        };
        if manifest.kind.from() != manifest.from.side || manifest.to != manifest.from.side.other() {
            return Err(ManifestFault::Inside("from/to"));
        }
        if manifest.tickets.is_empty() || twice(manifest.tickets.iter().map(|ticket| ticket.no.as_str()).collect()) {
            return Err(ManifestFault::Inside("tickets"));
        }
        if twice(manifest.files.iter().map(|file| file.path.as_str()).collect()) {
            return Err(ManifestFault::Inside("files"));
        }
        if manifest.tickets.iter().any(|ticket| !good_number(&ticket.no) || ticket.round == 0) {
            return Err(ManifestFault::Inside("tickets[].no"));
        }
        Ok(manifest)
    }
}

/// Numbers are part of paths: letters, digits and hyphens.
fn good_number(no: &str) -> bool {
    !no.is_empty() && no.len() <= 64 && no.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
