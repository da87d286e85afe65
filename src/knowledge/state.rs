//! The life of an entry: 草稿 → 已审 → 已发布 → 待复核 → 作废, and who may move it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// 草稿
    Draft,
    /// 已审
    Reviewed,
    /// 已发布
    Published,
    /// 待复核: still shown, with a mark, until somebody says that it holds.
    Due,
    /// 作废
    Void,
}

/// What can be done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Move {
    /// Somebody else than the author finds it good.
    Review,
    /// Back to the author, with a reason.
    Return,
    Publish,
    /// It is old, or its version passed: see [`super::review_due`].
    Expire,
    /// What was due still holds; again by somebody else than the author.
    Confirm,
    /// The author writes a new version.
    Revise,
    /// It is wrong, or of no use any more, with a reason.
    Withdraw,
}

/// Who moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Author,
    Reviewer,
    Publisher,
}

/// A person with the roles that the configuration gives.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    pub name: &'a str,
    pub roles: &'a [Role],
}

/// A move that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logged {
    pub at: Timestamp,
    pub by: String,
    /// The role that the move needed.
    pub role: Role,
    pub go: Move,
    pub from: State,
    pub to: State,
    pub reason: String,
}

/// Why a move is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("{go:?} leads nowhere from {state:?}")]
    State { state: State, go: Move },
    #[error("needs the role {0:?}")]
    Role(Role),
    #[error("nobody reviews what they wrote")]
    OwnWork,
    #[error("needs a reason")]
    Reason,
}

impl State {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Reviewed, Self::Published, Self::Due, Self::Void];

    /// Where a move leads; the whole table.
    #[must_use]
    pub fn next(self, go: Move) -> Option<Self> {
        Some(match (self, go) {
            (Self::Draft, Move::Review) => Self::Reviewed,
            (Self::Reviewed, Move::Return) | (Self::Reviewed | Self::Published | Self::Due, Move::Revise) => Self::Draft,
            (Self::Reviewed, Move::Publish) | (Self::Due, Move::Confirm) => Self::Published,
            (Self::Published, Move::Expire) => Self::Due,
            (Self::Draft | Self::Reviewed | Self::Published | Self::Due, Move::Withdraw) => Self::Void,
            _ => return None,
        })
    }

    /// Where a move of this person leads.
    pub(super) fn after(self, go: Move, by: &Actor<'_>, author: &str, reason: &str) -> Result<Self, Refused> {
        let to = self.next(go).ok_or(Refused::State { state: self, go })?;
        let role = go.role(self);
        if !by.roles.contains(&role) {
            return Err(Refused::Role(role));
        }
        if matches!(go, Move::Review | Move::Confirm) && by.name == author {
            return Err(Refused::OwnWork);
        }
        if matches!(go, Move::Return | Move::Withdraw) && reason.trim().is_empty() {
            return Err(Refused::Reason);
        }
        Ok(to)
    }
}

impl Move {
    pub const ALL: [Self; 7] = [Self::Review, Self::Return, Self::Publish, Self::Expire, Self::Confirm, Self::Revise, Self::Withdraw];

    /// Who makes it: a draft is withdrawn by authors, what others rely on by publishers.
    #[must_use]
    pub fn role(self, from: State) -> Role {
        match self {
            Self::Revise => Role::Author,
            Self::Withdraw if from == State::Draft => Role::Author,
            Self::Review | Self::Return | Self::Expire | Self::Confirm => Role::Reviewer,
            Self::Publish | Self::Withdraw => Role::Publisher,
        }
    }
}
