//! What a run of a release did: what its report and the printed forms are made of. Kept as `<data>/release/runs/<run>.json`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A run on one target, or several places of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunReport {
    /// What the run is known by.
    pub run: String,
    /// What people call the package: `zs-3.2.1`.
    pub release: String,
    /// SHA-256 of its manifest, in hex.
    pub digest: String,
    /// The number of the form that allowed it; empty where there was none.
    #[serde(default)]
    pub form: String,
    pub target: String,
    /// `production`, or what a site calls another environment.
    pub env: String,
    /// 系统名称.
    pub system: String,
    #[serde(default)]
    pub from: String,
    pub to: String,
    pub operator: String,
    pub began: Timestamp,
    pub ended: Timestamp,
    pub outcome: RunOutcome,
    /// Apply → verify → rollback → equal → apply → verify, in an environment that is not production; as far as it came.
    #[serde(default)]
    pub rehearsal: bool,
    #[serde(default)]
    pub hosts: Vec<String>,
    #[serde(default)]
    pub steps: Vec<RunStep>,
    #[serde(default)]
    pub backups: Vec<RunBackup>,
    #[serde(default)]
    pub verify: Vec<RunVerify>,
    /// What went wrong and what was done about it; empty where nothing did.
    #[serde(default)]
    pub trouble: String,
    /// Whether after taking back everything was as before; `None` where nothing was taken back, or it was not looked at.
    #[serde(default)]
    pub rolled_back_equal: Option<bool>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunOutcome {
    Done,
    RolledBack,
    /// Neither new nor old: left to a person.
    Manual,
    /// Nothing was touched.
    Refused,
}

/// Something that the run did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunStep {
    pub name_zh: String,
    pub name_en: String,
    /// The host or database; empty where it was done here.
    #[serde(default)]
    pub place: String,
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    #[serde(default)]
    pub ms: u64,
    pub ok: bool,
    /// What there is to say of it.
    #[serde(default)]
    pub told: String,
}

/// A backup that was made, or found good, before anything was touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunBackup {
    pub what: String,
    #[serde(rename = "where")]
    pub where_: String,
    /// What proves it, such as how many files were read again; empty: nothing does.
    #[serde(default)]
    pub proof: String,
}

/// Something that had to hold of the new version, or of the old one again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunVerify {
    pub title: String,
    #[serde(default)]
    pub place: String,
    pub ok: bool,
    #[serde(default)]
    pub told: String,
    /// Who looked, where a person did; empty: the program.
    #[serde(default)]
    pub by: String,
    /// Looked at after all had been taken back.
    #[serde(default)]
    pub after_back: bool,
}

impl RunReport {
    /// Whether the rehearsal proves what it has to: all of its parts, and back to what was before.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let done = self.outcome == RunOutcome::Done;
        self.rehearsal && done && self.rolled_back_equal == Some(true) && self.verify.iter().all(|one| one.ok)
    }
}
