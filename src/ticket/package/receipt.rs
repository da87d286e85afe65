//! The receipt: what came of a package, for the one who sent it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::manifest::{Manifest, ManifestFault, Party, VERSION};
use crate::model::ticket::{PackageKind, Status};

/// What a receipt calls its format.
const FORMAT: &str = "opsctl-ticket-receipt";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub format: String,
    pub version: u32,
    /// Id and digest of the package.
    pub package: String,
    pub digest: String,
    pub kind: PackageKind,
    /// Who took it in, when.
    pub by: Party,
    pub operator: String,
    pub at: Timestamp,
    pub tickets: Vec<Receipted>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipted {
    pub no: String,
    pub result: TicketResult,
    /// Where it stands over there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    pub round: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TicketResult {
    New,
    Changed,
    /// Nothing was new.
    Stale,
    /// Taken in, but for fields that both wrote.
    Conflict,
    /// Left out (`--per-ticket`).
    Refused,
}

impl Receipt {
    #[must_use]
    pub fn new(manifest: &Manifest, digest: &str, by: Party, operator: &str, at: Timestamp, tickets: Vec<Receipted>) -> Self {
        Self {
            format: FORMAT.into(),
            version: VERSION,
            package: manifest.id.clone(),
            digest: digest.to_owned(),
            kind: manifest.kind,
            by,
            operator: operator.to_owned(),
            at,
            tickets,
        }
    }

    /// As it is written to a file.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    pub fn read(bytes: &[u8]) -> Result<Self, ManifestFault> {
        let receipt: Self = serde_json::from_slice(bytes).map_err(|error| ManifestFault::Shape(error.to_string()))?;
        if receipt.format != FORMAT {
            return Err(ManifestFault::Format(receipt.format));
        }
        if receipt.version > VERSION {
            return Err(ManifestFault::Version(receipt.version));
        }
        Ok(receipt)
    }
}
