//! 恢复测试记录: all that a restore test did and found, as it is stored and printed.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::compare::Rows;
use crate::model::{Verdict, Words};

/// A finding. `ok` is a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub level: Verdict,
    /// `restore`, `log`, `rows`, `objects`, `sequences`, `smoke`, `clean`, `backup`.
    pub topic: &'static str,
    pub says: Words,
    /// Line of the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

impl Finding {
    #[must_use]
    pub fn new(level: Verdict, topic: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { level, topic, says: Words::new(zh, en), line: None }
    }
}

/// A step that was run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepDone {
    pub step: String,
    pub command: String,
    /// `exit 0`, `signal 9`, `timed out`, `stopped`.
    pub end: String,
    pub seconds: f64,
    /// The end of what it printed.
    pub output: String,
}

/// A code that a log shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogCode {
    pub code: String,
    pub level: Verdict,
    pub line: u64,
    pub times: u64,
    pub object: Option<String>,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sequence {
    pub name: String,
    /// Of any length, so a text: numbers of JSON have at most 64 bits.
    #[serde(serialize_with = "digits")]
    pub value: Option<i128>,
    #[serde(serialize_with = "digits")]
    pub max: Option<i128>,
}

#[expect(clippy::ref_option, reason = "as serde calls it")]
fn digits<S: Serializer>(number: &Option<i128>, to: S) -> Result<S::Ok, S::Error> {
    number.map(|n| n.to_string()).serialize(to)
}

/// A question of the site with its answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SmokeDone {
    pub title: String,
    pub sql: String,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub answer: Option<String>,
    pub level: Verdict,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    pub schema: u32,
    pub set: String,
    pub slot: Timestamp,
    /// The backup as people call it: `2026-11-24 22:00`.
    pub backup: String,
    pub files: Vec<String>,
    pub bytes: u64,
    pub runner: String,
    pub runner_origin: String,
    pub target: String,
    pub scratch: String,
    pub source: &'static str,
    pub began_at: Timestamp,
    /// When the last of the restoring was done; counting and cleaning come after it.
    pub ended_at: Timestamp,
    /// Preparing and restoring.
    pub restore_seconds: Option<f64>,
    /// All of it.
    pub seconds: f64,
    pub verdict: Verdict,
    pub cleaned: Option<bool>,
    /// By Ctrl-C: nobody knows whether the backup is good.
    pub stopped: bool,
    pub steps: Vec<StepDone>,
    pub log: Vec<LogCode>,
    pub rows: Option<Rows>,
    pub objects: Vec<(String, u64)>,
    pub sequences: Vec<Sequence>,
    pub smoke: Vec<SmokeDone>,
    pub findings: Vec<Finding>,
    /// What nobody compared, in words.
    pub not_compared: Vec<Words>,
}

impl Record {
    /// Of which nothing is known yet.
    #[must_use]
    pub fn blank(set: &str, slot: Timestamp, label: String, at: Timestamp) -> Self {
        Self {
            schema: 1,
            set: set.to_owned(),
            slot,
            backup: label,
            files: Vec::new(),
            bytes: 0,
            runner: String::new(),
            runner_origin: String::new(),
            target: String::new(),
            scratch: String::new(),
            source: "run",
            began_at: at,
            ended_at: at,
            restore_seconds: None,
            seconds: 0.0,
            verdict: Verdict::Unknown,
            cleaned: None,
            stopped: false,
            steps: Vec::new(),
            log: Vec::new(),
            rows: None,
            objects: Vec::new(),
            sequences: Vec::new(),
            smoke: Vec::new(),
            findings: Vec::new(),
            not_compared: Vec::new(),
        }
    }

    /// The worst of the findings.
    pub fn judge(&mut self) {
        self.verdict = self.findings.iter().map(|finding| finding.level).max().unwrap_or(Verdict::Ok);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_of_any_length_is_stored() {
        let big = "9999999999999999999999999999";
        let sequence = Sequence { name: "S".into(), value: big.parse().ok(), max: None };
        let record =
            Record { sequences: vec![sequence], ..Record::blank("s", Timestamp::UNIX_EPOCH, String::new(), Timestamp::UNIX_EPOCH) };
        let json = serde_json::to_value(&record).unwrap();
        assert_eq!((json["sequences"][0]["value"].as_str(), json["sequences"][0]["max"].is_null()), (Some(big), true));
    }
}
