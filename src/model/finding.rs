//! What was found: one sentence about one subject, with the six things the contract asks of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::Words;

/// How bad a finding is. Not knowing is not a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Ok,
    /// Listed, no alarm.
    Note,
    /// 预警, blue.
    Warning,
    /// 告警, red.
    Critical,
}

impl Level {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Ok, Self::Note, Self::Warning, Self::Critical].into_iter().find(|l| l.as_str() == text)
    }
}

/// One finding. With its run it carries the six things of contract §1.2.3.3: what was checked (the outcome's title), the step
/// (the outcome's [`Step`](super::run::Step)), the result (`says`), operator (the run's), time (the outcome's `at`) and advice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub level: Level,
    /// What it is about, e.g. `SBFPDB.USERS`; empty for the check as a whole.
    pub subject: String,
    /// Tells several findings about one subject apart.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    pub says: Words,
    pub advice: Words,
    /// The row of the outcome's table that was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// When this finding was first made without a break; equal to the run's time when it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Not there in the last comparable run.
    #[serde(default)]
    pub new: bool,
}

/// A finding of the last run that is no longer made, although its check was judged again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recovered {
    pub check: String,
    pub subject: String,
    pub level: Level,
    pub says: Words,
    pub since: Timestamp,
}
