//! The sealed result of a run. Every output only reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::check::Cadence;
use super::facts::Facts;
use super::finding::{Finding, Level, Recovered};
use super::host::HostFacts;
use super::reason::Reason;
use super::secret::Scrubber;
use super::table::Table;
use super::words::{Lang, Words};

/// Version of the JSON form of a run; grows when a reader must know.
pub const SCHEMA: u32 = 1;
/// [`Run::source`] of answers that the targets gave themselves.
pub const LIVE: &str = "live";
/// [`Run::source`] of answers that a person entered.
pub const MANUAL: &str = "manual";
/// [`TargetRun::driver`] of backup sets: files were read, nobody was asked.
pub const FILES: &str = "files";

/// The exact step that was run: the SQL or command, and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// File of the variant that was used, e.g. `db.tablespace@cdb.sql`.
    pub file: String,
    /// `embedded`, or the path of a site's own file.
    pub origin: String,
    pub sha256: String,
    pub text: String,
}

/// What became of one check on one target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    Judged {
        table: Table,
        findings: Vec<Finding>,
    },
    /// Should have been looked at and was not. Never ok.
    NotChecked {
        reason: Reason,
    },
    /// Does not concern this target; said, and without weight.
    NotApplicable {
        reason: Reason,
    },
}

/// One check on one target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    pub check: String,
    pub title: Arc<Words>,
    pub req: Arc<[String]>,
    pub cadence: Cadence,
    /// When it was asked.
    pub at: Timestamp,
    pub took_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Arc<Step>>,
    /// Limits in force and where each comes from: `check`, `config`, `group x`, `target`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, (f64, String)>,
    /// Columns a terminal shows; empty means all.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub show: Arc<[String]>,
    /// Columns that are measures kept for trends, and those that name a row.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub metric: Arc<[String]>,
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub subject: Arc<[String]>,
    /// Metric whose stored trend is drawn, and the trend: subject → (time, value).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub trend: BTreeMap<String, Vec<(Timestamp, f64)>>,
    /// Said beside the result without weight: first look, counters reset, a second source was used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Words>,
    /// Rows of the table that no verdict could be given on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<Unjudged>,
    /// Rows that were judged and are not in the table, as the history keeps only the numbers of a quiet interval look.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unkept_rows: usize,
    #[serde(flatten)]
    pub state: State,
}

fn is_nothing(names: &Arc<[String]>) -> bool {
    names.is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// A row that could not be judged, e.g. because a value was NULL where a rule needs one. Counts as not checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unjudged {
    pub row: usize,
    pub subject: String,
    /// Columns that had no value.
    pub why: String,
}

impl Outcome {
    /// The worst level found, or `None` when it could not be judged.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match &self.state {
            State::Judged { findings, .. } => Some(findings.iter().map(|f| f.level).max().unwrap_or(Level::Ok)),
            _ => None,
        }
    }

    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match &self.state {
            State::Judged { findings, .. } => findings,
            _ => &[],
        }
    }

    /// How many rows were judged, whether they are still here or not.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.unkept_rows + self.table().map_or(0, |table| table.rows.len())
    }

    #[must_use]
    pub fn table(&self) -> Option<&Table> {
        match &self.state {
            State::Judged { table, .. } => Some(table),
            _ => None,
        }
    }
}

/// All that was learned of one target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetRun {
    pub name: String,
    pub description: String,
    pub group: String,
    pub tags: Vec<String>,
    /// Printable address, never with a password.
    pub address: String,
    pub driver: String,
    pub facts: Option<Facts>,
    /// Of a host, what `facts` is of a database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<HostFacts>,
    /// The target's clock minus ours, in seconds, when it told its time.
    pub clock_skew_s: Option<f64>,
    pub outcomes: Vec<Outcome>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovered: Vec<Recovered>,
}

/// A run: what, when, who, with which versions, and every outcome in fixed order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    pub schema: u32,
    pub id: String,
    /// `inspect db`, …
    pub command: String,
    pub tool: String,
    pub cadence: Cadence,
    pub operator: String,
    /// Host that ran it.
    pub machine: String,
    pub lang: Lang,
    pub zone: String,
    pub now: Timestamp,
    /// The clock was set by `OPSCTL_NOW`: not a live run.
    pub now_fixed: bool,
    pub took_ms: u64,
    /// `live`, or what was judged instead: a capture's name.
    pub source: String,
    /// Stopped before it was through.
    pub incomplete: bool,
    pub targets: Vec<TargetRun>,
}

/// Worst-of in one word; the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Ok,
    Warning,
    Unknown,
    Critical,
}

impl Verdict {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Unknown => "unknown",
            Self::Critical => "critical",
        }
    }

    /// The process's exit code: 0, 1, 2, 3.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Warning => 1,
            Self::Critical => 2,
            Self::Unknown => 3,
        }
    }
}

/// Counts of a run or a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub critical: usize,
    pub warning: usize,
    pub note: usize,
    /// Checks judged.
    pub judged: usize,
    pub not_checked: usize,
    pub not_applicable: usize,
}

impl Tally {
    /// Counts outcomes; findings by level, checks by state.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self::default();
        for outcome in outcomes {
            tally.not_checked += usize::from(!outcome.unjudged.is_empty());
            match &outcome.state {
                State::NotChecked { .. } => tally.not_checked += 1,
                State::NotApplicable { .. } => tally.not_applicable += 1,
                State::Judged { findings, .. } => {
                    tally.judged += 1;
                    for finding in findings {
                        match finding.level {
                            Level::Critical => tally.critical += 1,
                            Level::Warning => tally.warning += 1,
                            Level::Note => tally.note += 1,
                            Level::Ok => {}
                        }
                    }
                }
            }
        }
        tally
    }

    /// Critical outranks unknown outranks warning; nothing judged is unknown.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.critical > 0 {
            Verdict::Critical
        } else if self.not_checked > 0 || self.judged == 0 {
            Verdict::Unknown
        } else if self.warning > 0 {
            Verdict::Warning
        } else {
            Verdict::Ok
        }
    }
}

impl TargetRun {
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(&self.outcomes)
    }
}

impl Run {
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::of(self.targets.iter().flat_map(|t| &t.outcomes))
    }

    /// The run without secrets. They are looked for in its JSON, a target at a time, as that of many targets is large.
    #[must_use]
    pub fn scrubbed(mut self, scrub: &Scrubber) -> Self {
        let targets = std::mem::take(&mut self.targets);
        let targets = targets.into_iter().map(|target| scrub.clean_value(target)).collect();
        Self { targets, ..scrub.clean_value(self) }
    }

    /// The verdict of the whole run: an interrupted one is never better than unknown.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let worst_target_unjudged = self.targets.iter().any(|t| t.tally().judged == 0);
        match self.tally().verdict() {
            Verdict::Ok | Verdict::Warning if self.incomplete || worst_target_unjudged => Verdict::Unknown,
            verdict => verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdict_order_is_critical_unknown_warning_ok() {
        let tally = |critical, warning, judged, not_checked| Tally { critical, warning, judged, not_checked, ..Tally::default() };
        assert_eq!(tally(1, 9, 9, 9).verdict(), Verdict::Critical);
        assert_eq!(tally(0, 9, 9, 1).verdict(), Verdict::Unknown);
        assert_eq!(tally(0, 1, 9, 0).verdict(), Verdict::Warning);
        assert_eq!(tally(0, 0, 9, 0).verdict(), Verdict::Ok);
        assert_eq!(tally(0, 0, 0, 0).verdict(), Verdict::Unknown, "nothing judged is never ok");
    }
}
