//! What the stored runs say of a period: shapes that the store fills and reports read.

use jiff::Timestamp;

use super::finding::Level;
use super::words::Words;

/// How often a check was asked of a target, and what came of it. Counts of looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub target: String,
    pub check: String,
    pub ok: usize,
    pub noted: usize,
    pub warning: usize,
    pub critical: usize,
    pub not_checked: usize,
    pub not_applicable: usize,
}

impl Asked {
    #[must_use]
    pub fn judged(&self) -> usize {
        self.ok + self.noted + self.warning + self.critical
    }
}

/// One finding from its first look to its last without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    pub target: String,
    pub check: String,
    pub subject: String,
    pub topic: String,
    /// The worst level it had.
    pub level: Level,
    /// When it was first found; may be before the period.
    pub since: Timestamp,
    /// The last look of the period that found it.
    pub last: Timestamp,
    /// The first look after `last` that did not find it; `None`: it still stood at the last look.
    pub over: Option<Timestamp>,
    /// Looks of the period that found it.
    pub looks: usize,
    /// The run of the last look.
    pub run: String,
    pub says: Words,
}

/// A check that could not be judged, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub target: String,
    pub check: String,
    /// How many looks could not judge it at all.
    pub times: usize,
    /// How many things in it could not be judged in looks that did judge others.
    pub blind: usize,
    /// Why, the last time: kind and cause as in the JSON of a run; empty for `blind` alone.
    pub reason: String,
}

/// When a target did not answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reachable {
    pub target: String,
    /// How many times it was tried.
    pub looks: usize,
    pub first: Option<Timestamp>,
    pub last: Option<Timestamp>,
    /// From the look that found it down to the next that found it up; `None`: it was still down at the last look.
    pub downs: Vec<(Timestamp, Option<Timestamp>)>,
}

/// One number of one subject over the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub target: String,
    pub check: String,
    pub subject: String,
    pub column: String,
    pub samples: usize,
    pub avg: f64,
    pub max: f64,
    /// The value that 95 % of the samples do not exceed (nearest rank).
    pub p95: f64,
    pub first: f64,
    pub last: f64,
    /// Mean of each day that has samples, by days since 1970-01-01 in the zone asked for.
    pub days: Vec<(i64, f64)>,
}

/// One check of one look that was not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abnormal {
    pub run: String,
    pub target: String,
    pub check: String,
    pub at: Timestamp,
    /// `None`: it could not be checked.
    pub level: Option<Level>,
    /// What was found, a sentence each; or the reason as JSON.
    pub says: Vec<Words>,
}
