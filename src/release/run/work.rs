//! What a run is going to do: what people agree to, and what is done has to be.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::release::{Plan, Verify, When};
use crate::model::sha256;
use crate::release::place::Promises;
use crate::release::sql::Release;

/// A plan as `release plan` writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunPlan {
    /// [`RunPlan::FORMAT`].
    pub format: String,
    pub version: u32,
    pub made_at: Timestamp,
    /// After that it has to be made anew.
    pub expires_at: Timestamp,
    pub operator: String,
    /// SHA-256 of `work`: what the plan is known by.
    pub digest: String,
    pub work: Work,
}

impl RunPlan {
    pub const FORMAT: &str = "opsctl-release-plan";
    pub const VERSION: u32 = 1;
}

/// All that is done. Two that are equal do the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The package's id, and the digest of its manifest; of what takes a run back, those of that run.
    pub release: String,
    pub package: String,
    pub target: String,
    pub env: String,
    pub system: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    pub to: String,
    /// The run that it takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    /// Applied, looked at, taken back, compared, and applied again.
    pub rehearses: bool,
    pub rolling: bool,
    pub places: Vec<PlaceWork>,
    pub sql: Vec<SqlWork>,
    pub verify: Vec<Look>,
}

/// What is done at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWork {
    pub name: String,
    pub part: String,
    /// `None`: this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    pub root: String,
    /// Before pages that leave their address to the place.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    pub promises: Promises,
    /// Programs by when they run.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub programs: BTreeMap<When, Vec<Command>>,
    /// The transaction there that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<String>,
    pub plan: Plan,
}

impl PlaceWork {
    /// Whether anything at all happens there.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.plan.steps.is_empty()
    }
}

/// A program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Of the target's settings; of a hook of the package, its path there and its digest.
    pub argv: Vec<String>,
    pub hook: bool,
    pub seconds: u32,
}

/// A script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SqlWork {
    pub name: String,
    pub database: String,
    /// SHA-256 of deploy, verify and rollback.
    pub files: Vec<String>,
    pub statements: usize,
    /// Statements that decide by themselves: no failure afterwards takes them back but the rollback script.
    pub commits: usize,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub irreversible: String,
}

/// Something that has to hold afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Whether it has to hold of any version: then it is looked at after taking back, too.
    pub always: bool,
    #[serde(flatten)]
    pub verify: Verify,
}

impl Work {
    /// SHA-256 of what is done, in hex.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// What databases know the release by.
    #[must_use]
    pub fn released(&self) -> Release<'_> {
        Release { id: &self.release, digest: &self.package }
    }

    /// Whether there is nothing to do: it is there already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.places.iter().all(PlaceWork::is_idle) && self.sql.is_empty()
    }

    /// Paths that change, of all places.
    #[must_use]
    pub fn paths(&self) -> usize {
        self.places.iter().map(|place| place.plan.steps.len()).sum()
    }
}

/// What proves that a database can be brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Evidence {
    /// A verification of a backup set that found it good.
    Verified { database: String, set: String, run: String, at: Timestamp },
    /// There is none, and somebody said why it is done all the same.
    Waived { database: String, reason: String },
}
