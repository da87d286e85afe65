//! What a record says.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::field::Fields;
use super::status::{Outcome, Step};

/// What happened. Opinions and reasons are part of what is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    /// Makes the form; the first record, and no other.
    Draft { fields: Fields },
    /// An empty value takes the field away.
    Edit { fields: Fields },
    /// 提交.
    Submit {},
    /// 审查 by 版本管理员, who saw that `release check` passed.
    Review { check: Check, opinion: String },
    /// 审核 by 现场运维经理.
    Audit { opinion: String },
    /// 批准 by 客户负责人.
    Approve { opinion: String },
    /// 批转: who runs it, by system. Again where somebody else has to run it.
    Dispatch { executors: BTreeMap<String, String>, opinion: String },
    /// 退回 to the applicant; voids the decisions of this round.
    Return { reason: String },
    /// A rehearsal in staging: passed or failed, at a time, complete or not (apply → verify → rollback → equal → apply → verify).
    /// `by_hand` says why a person writes it, and is empty where a run wrote it itself.
    Rehearsed {
        run: String,
        digest: String,
        ok: bool,
        at: Timestamp,
        complete: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by_hand: String,
    },
    /// A run in production that began then, and how it ended. Also how work by hand ended.
    /// `by_hand` as above.
    Executed {
        run: String,
        env: String,
        outcome: Outcome,
        began: Timestamp,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        by_hand: String,
    },
    /// 执行情况表签字: the sheet by its SHA-256.
    SignExecution { sheet: String, opinion: String },
    /// 归档 by 文档管理岗: where to.
    Archive { place: String },
    /// A new revision of that package; voids all decisions. The same digest is allowed: then what is written changes.
    Revise { digest: String, reason: String },
    /// 补签 of what an emergency patch ran without; `check` for a review only.
    Supplement {
        of: Step,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        check: Option<Check>,
        opinion: String,
    },
}

/// What `release check` said of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    pub run: String,
    pub digest: String,
    pub ok: bool,
}

impl What {
    /// The step that it is.
    #[must_use]
    pub fn step(&self) -> Step {
        match self {
            Self::Draft { .. } => Step::Draft,
            Self::Edit { .. } => Step::Edit,
            Self::Submit {} => Step::Submit,
            Self::Review { .. } => Step::Review,
            Self::Audit { .. } => Step::Audit,
            Self::Approve { .. } => Step::Approve,
            Self::Dispatch { .. } => Step::Dispatch,
            Self::Return { .. } => Step::Return,
            Self::Rehearsed { ok: true, .. } => Step::Pass,
            Self::Rehearsed { ok: false, .. } => Step::Fail,
            Self::Executed { outcome: Outcome::Done, .. } => Step::Finish,
            Self::Executed { outcome: Outcome::RolledBack, .. } => Step::RollBack,
            Self::Executed { outcome: Outcome::Manual, .. } => Step::Hold,
            Self::SignExecution { .. } => Step::Sign,
            Self::Archive { .. } => Step::Archive,
            Self::Revise { .. } => Step::Revise,
            Self::Supplement { .. } => Step::Supplement,
        }
    }

    /// The decision that it is or makes up for.
    #[must_use]
    pub fn decides(&self) -> Step {
        if let Self::Supplement { of, .. } = self { *of } else { self.step() }
    }

    /// What the person wrote: opinion or reason, or where it was archived. A run that wrote its result itself gives none.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Review { opinion: text, .. }
            | Self::Audit { opinion: text }
            | Self::Approve { opinion: text }
            | Self::Dispatch { opinion: text, .. }
            | Self::SignExecution { opinion: text, .. }
            | Self::Supplement { opinion: text, .. }
            | Self::Return { reason: text }
            | Self::Revise { reason: text, .. }
            | Self::Archive { place: text }
            | Self::Rehearsed { by_hand: text, .. }
            | Self::Executed { by_hand: text, .. } => text,
            _ => "",
        }
    }
}
