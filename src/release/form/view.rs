//! The form as its records come to: what people see and print.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::field::{Field, Fields, Kind};
use super::flow;
use super::record::Proof;
use super::status::{Outcome, Status, Step};
use crate::model::approval::Role;

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub no: String,
    /// The revision, from 1.
    pub rev: u32,
    /// SHA-256 of the manifest of its package.
    pub digest: String,
    pub status: Status,
    pub fields: Fields,
    /// Those that hold: of this revision, and since it was last submitted.
    pub decisions: BTreeMap<Step, Decision>,
    /// Who runs it, by system.
    pub executors: BTreeMap<String, String>,
    /// All of them, of former revisions, too.
    pub rehearsals: Vec<Rehearsal>,
    /// The last one.
    pub execution: Option<Execution>,
    /// Everything that happened, in order.
    pub course: Vec<Passed>,
    /// SHA-256 of the last line: what the next one follows.
    pub head: String,
    pub opened: Timestamp,
    pub updated: Timestamp,
    /// Every signature of a key was checked, or there are none.
    pub verified: bool,
}

/// A decision that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub person: String,
    pub role: Role,
    pub at: Timestamp,
    /// What it is bound to.
    pub rev: u32,
    pub digest: String,
    pub opinion: String,
    pub proof: Proof,
    /// Signed after the patch was approved.
    pub late: bool,
    /// The line of its record, from 1.
    pub line: usize,
}

/// A rehearsal in staging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    pub rev: u32,
    pub run: String,
    pub digest: String,
    pub ok: bool,
    pub complete: bool,
    pub at: Timestamp,
    pub person: String,
    /// Why a person wrote it and not the run; empty where the run did.
    pub by_hand: String,
}

/// A run in production.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Execution {
    pub run: String,
    pub outcome: Outcome,
    pub began: Timestamp,
    pub person: String,
    /// As that of a rehearsal.
    pub by_hand: String,
}

/// Something that happened, and the state after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    pub line: usize,
    pub rev: u32,
    pub step: Step,
    /// What was made up for, where something was; else the step.
    pub decides: Step,
    pub status: Status,
    pub person: String,
    pub role: Role,
    pub at: Timestamp,
    pub text: String,
}

impl Form {
    /// The value of a field; empty where there is none.
    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.as_str() == self.get(Field::Kind))
    }

    /// Whether it is 紧急补丁.
    #[must_use]
    pub fn emergency(&self) -> bool {
        self.kind() == Some(Kind::Emergency)
    }

    /// What can happen next, whoever does it.
    #[must_use]
    pub fn possible(&self) -> Vec<Step> {
        flow::possible(self.status, self.emergency())
    }

    /// The last rehearsal of this revision.
    #[must_use]
    pub fn rehearsal(&self) -> Option<&Rehearsal> {
        self.rehearsals.last().filter(|one| one.rev == self.rev)
    }

    /// What an emergency patch that was approved still lacks, in the order of the chain; nothing for any other form.
    #[must_use]
    pub fn open_items(&self) -> Vec<Step> {
        if !self.emergency() || !self.decisions.contains_key(&Step::Approve) {
            return Vec::new();
        }
        Step::CHAIN.iter().copied().filter(|step| !self.decisions.contains_key(step)).collect()
    }
}
