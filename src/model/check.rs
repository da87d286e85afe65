//! A check: what is asked, what the answer means. Pure data, read from one file by the catalog.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::facts::{Role, Tenancy, Version};
use super::finding::Level;
use super::host::Os;
use super::table::{Column, Value};
use super::target::TargetKind;
use super::words::Words;

/// How often the contract asks for a check; a wider cadence includes the narrower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// Every few minutes: figures for monitoring.
    Interval,
    Daily,
    Weekly,
    Monthly,
    HalfYearly,
}

impl Cadence {
    pub const ALL: [Self; 5] = [Self::Interval, Self::Daily, Self::Weekly, Self::Monthly, Self::HalfYearly];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::HalfYearly => "half-yearly",
        }
    }
}

/// Where a check makes sense.
#[derive(Debug, Clone, PartialEq)]
pub struct Applies {
    /// The oldest server the base body runs on.
    pub version: Version,
    pub tenancy: Vec<Tenancy>,
    pub role: Vec<Role>,
    /// Needs an open database (DBA_ views).
    pub open: bool,
    pub packs: Vec<String>,
    /// CEL over `db.*`; false means not applicable.
    pub when: Option<String>,
    /// Views that only some sites have; when one is missing the check is not applicable.
    pub optional_views: Vec<String>,
    /// Operating systems that the base body is for.
    pub os: Vec<Os>,
}

/// What an empty answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Empty {
    Ok,
    Unknown,
    Warning,
    Critical,
}

/// A column and, where opsctl makes it, how.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnSpec {
    pub column: Column,
    /// CEL that makes the value after the answer is there.
    pub compute: Option<String>,
    /// Made by the check's `post` step (log classification).
    pub from_post: bool,
}

impl ColumnSpec {
    /// Selected by the body, not made by opsctl.
    #[must_use]
    pub fn is_selected(&self) -> bool {
        self.compute.is_none() && !self.from_post
    }
}

/// The columns of an answer: those of the specifications that `of` takes.
#[must_use]
pub fn shape(columns: &[ColumnSpec], of: impl Fn(&ColumnSpec) -> bool) -> Arc<[Column]> {
    columns.iter().filter(|spec| of(spec)).map(|spec| spec.column.clone()).collect()
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    #[default]
    Row,
    Table,
}

/// When the answer is worth a finding, and the sentence that says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub level: Level,
    /// CEL; true makes a finding.
    pub when: String,
    pub says: Words,
    pub advice: Option<Words>,
    /// Rules of different topics are judged apart.
    pub topic: String,
    pub scope: Scope,
}

/// An invented answer and the verdict it must get; run as a test.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Example {
    pub name: String,
    pub rows: Vec<Vec<Value>>,
    pub expect: String,
    pub says: Option<String>,
    pub subject: Option<String>,
    pub prev: Option<Vec<Vec<Value>>>,
    pub prev_hours: f64,
    pub days: Vec<Vec<Vec<Value>>>,
    pub baseline: Option<Vec<Vec<Value>>>,
    pub limits: BTreeMap<String, f64>,
    pub db: BTreeMap<String, String>,
    pub target: BTreeMap<String, String>,
    pub host: BTreeMap<String, String>,
}

/// One text that asks, and the servers it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// File name, e.g. `db.tablespace@cdb.sql`.
    pub file: String,
    /// `None` in the base body, which starts at the head's `on.version`.
    pub version: Option<Version>,
    pub tenancy: Option<Tenancy>,
    pub role: Option<Role>,
    /// Set in a variant for one operating system.
    pub os: Option<Os>,
    pub text: String,
    /// SHA-256 of the whole file, in hex.
    pub sha256: String,
}

/// A check as the catalog gives it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub id: String,
    pub kind: TargetKind,
    pub req: Arc<[String]>,
    pub title: Arc<Words>,
    pub why: Words,
    pub advice: Words,
    pub cadence: Cadence,
    pub applies: Applies,
    pub subject: Arc<[String]>,
    pub empty: Empty,
    pub empty_says: Option<Words>,
    pub metric: Arc<[String]>,
    pub counter_reset: Option<String>,
    pub baseline: bool,
    pub watch: Vec<String>,
    pub gone_says: Option<Words>,
    /// How bad it is that a row of the baseline is no longer there.
    pub gone_level: Level,
    pub rows_from: Option<String>,
    pub timeout_s: Option<u32>,
    /// Column by which rows are new or seen; only rows beyond the highest value of the last look are judged.
    pub increment: Option<String>,
    /// Named step between answer and rules: `alert` classifies log text.
    pub post: Option<String>,
    /// What turns the output of a probe into rows: the name of a parser in `parse::host`.
    pub parser: Option<String>,
    /// A probe that runs at the beginning and at the end of a look, for rates.
    pub twice: bool,
    /// A probe that tells what happened since the last look (`$SINCE`).
    pub window: bool,
    /// `alert`, `listener` or `sqlnet`: the rows come from log files of the target instead of a body.
    pub log: Option<String>,
    pub limits: BTreeMap<String, f64>,
    pub columns: Vec<ColumnSpec>,
    /// Of `columns`: what the body selects, and the whole table as it is judged. Every answer shares them.
    pub selected: Arc<[Column]>,
    pub judged: Arc<[Column]>,
    pub rules: Vec<Rule>,
    pub show: Arc<[String]>,
    pub chart: Option<String>,
    /// Base first, then the variants by file name. Empty with `rows_from` and `log`.
    pub bodies: Vec<Body>,
    /// The head as written, for `opsctl check show`; its examples are read from it when they are run.
    pub head: String,
    /// `embedded`, or the path of a site's own file.
    pub origin: String,
    /// SHA-256 of the file with the head.
    pub sha256: String,
}

impl Check {
    /// The name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        match self.kind {
            TargetKind::Oracle => format!("{}.sql", self.id),
            TargetKind::Host => format!("{}.sh", self.id),
            TargetKind::Backup => format!("{}.toml", self.id),
        }
    }

    /// The body for an operating system: its own variant, else the base body if that is for it as well.
    #[must_use]
    pub fn body_for(&self, os: Os) -> Option<&Body> {
        let own = self.bodies.iter().find(|b| b.os == Some(os));
        own.or_else(|| self.bodies.iter().find(|b| b.os.is_none() && self.applies.os.contains(&os)))
    }

    /// Compares the database's clock with this machine's.
    #[must_use]
    pub fn measures_skew(&self) -> bool {
        self.columns.iter().filter_map(|c| c.compute.as_deref()).any(|cel| cel.contains("skew_s("))
    }

    #[must_use]
    pub fn column(&self, name: &str) -> Option<&ColumnSpec> {
        self.columns.iter().find(|c| c.column.name == name)
    }
}
