//! The work log (运维日志、服务工作记录): who did what, when, for what.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::Words;

/// What an entry is about. Stops that are planned or not ours are left out of availability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkKind {
    /// 运维操作: something was done to a system.
    Operation,
    /// 服务工作: something was done for people.
    Service,
    /// 值班监控.
    Duty,
    /// 会议.
    Meeting,
    /// 计划停机, agreed beforehand.
    PlannedStop,
    /// 不可抗力: power of the street, lines of others.
    ForceMajeure,
    /// What opsctl itself recorded of an action that changed something.
    Opsctl,
}

impl WorkKind {
    pub const ALL: [Self; 7] =
        [Self::Operation, Self::Service, Self::Duty, Self::Meeting, Self::PlannedStop, Self::ForceMajeure, Self::Opsctl];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Service => "service",
            Self::Duty => "duty",
            Self::Meeting => "meeting",
            Self::PlannedStop => "planned-stop",
            Self::ForceMajeure => "force-majeure",
            Self::Opsctl => "opsctl",
        }
    }

    #[must_use]
    pub fn words(self) -> Words {
        let (zh, en) = match self {
            Self::Operation => ("运维操作", "Operation"),
            Self::Service => ("服务工作", "Service"),
            Self::Duty => ("值班监控", "Duty"),
            Self::Meeting => ("会议", "Meeting"),
            Self::PlannedStop => ("计划停机", "Planned stop"),
            Self::ForceMajeure => ("不可抗力", "Force majeure"),
            Self::Opsctl => ("opsctl 操作", "Done by opsctl"),
        };
        Words::new(zh, en)
    }

    /// Reads a word as written by programs or people, in either language.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text) || kind.words().zh == text || kind.words().en == text)
    }

    /// A stop that availability does not count.
    #[must_use]
    pub fn excuses(self) -> bool {
        matches!(self, Self::PlannedStop | Self::ForceMajeure)
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    pub kind: WorkKind,
    pub begins: Timestamp,
    /// `None`: a moment, or not over yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Timestamp>,
    pub who: String,
    /// A target's name; empty for none.
    #[serde(default)]
    pub target: String,
    #[serde(default)]
    pub ticket: String,
    pub what: String,
    #[serde(default)]
    pub result: String,
    /// `person`, or the name of the file it was imported from.
    pub source: String,
}
