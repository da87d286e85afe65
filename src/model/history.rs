//! What earlier runs tell a new one: samples, open findings, accepted baselines, where a source was read up to.
//!
//! The store fills it, `judge` reads it, examples of checks make it by hand. All of it is as it was *before* a given
//! moment, so that judging an old capture twice sees the same past twice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::check::Cadence;
use super::finding::Level;
use super::run::{Outcome, Tally, Verdict};
use super::table::{Value, subject};
use super::words::Words;

/// What is known of one check on one target before now.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// When this check was last judged; `None` on a first look.
    pub last_run_at: Option<Timestamp>,
    /// The last stored measures of each subject; as old as they may be if the last judged outcome had them.
    pub prev: BTreeMap<String, Prev>,
    /// Subject → column → samples in order of time: the last days as they were taken, before that the last of each day. Where
    /// they are taken every minute, the last of each half hour.
    pub samples: BTreeMap<String, BTreeMap<String, Vec<(Timestamp, f64)>>>,
    /// How far an incremental check has read, as JSON.
    pub increment: Option<String>,
    pub baseline: Option<Baseline>,
    /// Findings of the last judged outcome, in its order; of rows it could not judge, the last ones before.
    pub open: Vec<OpenFinding>,
}

impl History {
    /// The samples of one column of one subject; empty when there are none.
    #[must_use]
    pub fn series(&self, subject: &str, column: &str) -> &[(Timestamp, f64)] {
        self.samples.get(subject).and_then(|columns| columns.get(column)).map_or(&[], Vec::as_slice)
    }
}

/// What of the past is wanted: check → the columns whose samples are looked at. The last values of all columns come with it.
pub type LookBack = BTreeMap<String, BTreeSet<String>>;

/// The measures of one subject at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Prev {
    pub at: Timestamp,
    /// Column → value; a column that was NULL is not here.
    pub values: BTreeMap<String, f64>,
}

/// A finding that was made when its check was last judged.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFinding {
    pub subject: String,
    pub topic: String,
    pub level: Level,
    /// First made at, without a break.
    pub since: Timestamp,
    pub says: Words,
}

/// Subject → columns and values, as a person accepted them.
pub type BaselineRows = BTreeMap<String, Vec<(String, Value)>>;

/// Rows that a person declared to be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    pub accepted_at: Timestamp,
    pub by: String,
    /// The run they are from.
    pub run: String,
    pub rows: BaselineRows,
}

/// What a run learned that the next one needs; stored together with the run or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewState {
    /// Target, check, how far it has read as JSON.
    pub increments: Vec<(String, String, String)>,
    /// Target, log file, position as JSON.
    pub cursors: Vec<(String, String, String)>,
}

/// A stored run without its outcomes, as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunHead {
    pub id: String,
    pub command: String,
    pub tool: String,
    pub cadence: Cadence,
    pub operator: String,
    pub machine: String,
    pub now: Timestamp,
    pub now_fixed: bool,
    pub took_ms: u64,
    pub source: String,
    pub incomplete: bool,
    pub verdict: Verdict,
    pub targets: Vec<TargetHead>,
    /// Something kept for good refers to it, e.g. an accepted baseline: retention leaves it alone.
    pub pinned: bool,
}

impl RunHead {
    /// The counts of all targets together.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.targets.iter().fold(Tally::default(), |sum, target| Tally {
            critical: sum.critical + target.tally.critical,
            warning: sum.warning + target.tally.warning,
            note: sum.note + target.tally.note,
            judged: sum.judged + target.tally.judged,
            not_checked: sum.not_checked + target.tally.not_checked,
            not_applicable: sum.not_applicable + target.tally.not_applicable,
        })
    }
}

/// One target of a stored run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetHead {
    pub name: String,
    pub verdict: Verdict,
    #[serde(with = "TallyForm")]
    pub tally: Tally,
}

/// [`Tally`] as JSON.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Tally")]
struct TallyForm {
    critical: usize,
    warning: usize,
    note: usize,
    judged: usize,
    not_checked: usize,
    not_applicable: usize,
}

/// The rows of a judged outcome as a baseline keeps them: the columns that are watched (all, when none is named), and those of
/// the subject, by which a row that is gone is told.
#[must_use]
pub fn baseline_rows(outcome: &Outcome, columns: &[String]) -> BaselineRows {
    let Some(table) = outcome.table() else { return BaselineRows::new() };
    let kept = |name: &String| columns.is_empty() || columns.contains(name) || outcome.subject.contains(name);
    let row = |cells: &Vec<Value>| {
        let pairs = table.columns.iter().zip(cells).filter(|(column, _)| kept(&column.name));
        pairs.map(|(column, cell)| (column.name.clone(), cell.clone())).collect()
    };
    table.rows.iter().map(|cells| (subject(&outcome.subject, &table.columns, cells), row(cells))).collect()
}
