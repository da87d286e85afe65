//! What happened to a ticket, one entry each; written once and never changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::field::Fields;
use super::kind::{Mark, PackageKind};
use super::status::{Move, Role, Side};
use crate::model::sha256;

/// An event of one platform. Its id is the digest of all else that is in it, the id of the one before included, so that a history
/// that was changed afterwards does not fit. A copy whose texts were masked keeps the id and says that it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub ticket: String,
    pub side: Side,
    /// The platform's own count of its events of this ticket, from 1.
    pub rev: u32,
    /// How many events of the other platform were here when it was written.
    pub seen: u32,
    /// The id of this platform's event before; empty for the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    pub at: Timestamp,
    pub author: String,
    /// As what he did it; `None` where the site has not said who is who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    pub what: What,
    /// SHA-256 of the rest, in hex.
    #[serde(default)]
    pub id: String,
    /// Texts were masked after the id was made: the id cannot be checked any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
}

impl Event {
    /// Gives it its id.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.id = self.digest();
        self
    }

    /// Whether the id is that of what it says; a masked copy is taken at its word.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.masked || self.id == self.digest()
    }

    /// One line of JSON, always the same for the same event.
    #[must_use]
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Of the line that it would be without an id.
    fn digest(&self) -> String {
        let Self { ticket, side, rev, seen, before, at, author, role, what, .. } = self;
        let bare = Bare { ticket, side: *side, rev: *rev, seen: *seen, before, at: *at, author, role: *role, what, id: "" };
        sha256(&serde_json::to_vec(&bare).unwrap_or_default())
    }

    /// The fields that it writes.
    #[must_use]
    pub fn writes(&self) -> Option<&Fields> {
        match &self.what {
            What::Create { fields, .. } | What::Edit { fields, .. } | What::Move { fields, .. } => Some(fields),
            _ => None,
        }
    }
}

/// An event before it has an id, written as [`Event`] is.
#[derive(Serialize)]
struct Bare<'a> {
    ticket: &'a str,
    side: Side,
    rev: u32,
    seen: u32,
    #[serde(skip_serializing_if = "str::is_empty")]
    before: &'a str,
    at: Timestamp,
    author: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    what: &'a What,
    id: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    Create {
        fields: Fields,
        /// Where it was before: a platform's export, a finding.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        origin: Option<Origin>,
        /// The closed ticket that this one goes on with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reopens: Option<String>,
    },
    /// An empty value takes the field away.
    Edit {
        fields: Fields,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Move {
        #[serde(rename = "move")]
        step: Move,
        #[serde(default, skip_serializing_if = "Fields::is_empty")]
        fields: Fields,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    Note {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<Mark>,
        /// When that was, where it was not when it was written down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<Timestamp>,
    },
    Attach {
        /// As its owner called it; never used as a path.
        name: String,
        sha256: String,
        size: u64,
    },
    /// A clock is stopped: the reason is part of the record.
    Pause {
        reason: String,
    },
    Resume {},
    /// A package of the other platform came in.
    Received {
        package: String,
        kind: PackageKind,
        round: u32,
    },
    /// One of ours arrived over there.
    Acknowledged {
        package: String,
        kind: PackageKind,
        round: u32,
        how: How,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Somebody was told of a clock, once for each step.
    Reminded {
        clause: String,
        step: u32,
        to: String,
    },
}

/// How it is known that a package arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Their receipt was read.
    Receipt,
    /// Somebody says so.
    Manual,
    /// Their answer holds what the package brought.
    Answer,
}

impl How {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Manual => "manual",
            Self::Answer => "answer",
        }
    }
}

/// Where a ticket came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Origin {
    /// A row of a platform's export, or a package of a foreign layout: its name and the ticket's number there.
    Platform {
        name: String,
        number: String,
    },
    Finding(FindingRef),
}

/// A finding of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRef {
    pub run: String,
    pub target: String,
    pub check: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_digest_of_the_line_without_it() {
        for role in [None, Some(Role::Second)] {
            for before in ["", "ab"] {
                let event = Event {
                    ticket: "YW-2026-00001".into(),
                    side: Side::Ops,
                    rev: 2,
                    seen: 1,
                    before: before.into(),
                    at: Timestamp::UNIX_EPOCH,
                    author: "张三".into(),
                    role,
                    what: What::Resume {},
                    id: String::new(),
                    masked: false,
                };
                let sealed = event.clone().sealed();
                assert_eq!(sealed.id, sha256(event.line().as_bytes()));
                assert!(sealed.fits() && !Event { rev: 3, ..sealed }.fits());
            }
        }
    }
}
