//! Why something was not checked, or why a target counts as down: a kind for machines, the vendor's text for experts.

use serde::{Deserialize, Serialize};

/// What kept a check from being judged. The words and the advice for each are in `text::reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonKind {
    /// The server has no such version, tenancy, role or open mode of this check.
    Unsupported,
    /// The check does not concern this target.
    NotApplicable,
    /// A pack licence that the target does not declare.
    NoPack,
    /// The site's config skips it, with its reason.
    Skipped,
    /// A view or table that may not be read, or does not exist.
    Privilege,
    Timeout,
    Disconnected,
    /// The answer was not what the check declares (columns, types, NULLs in a rule).
    BadAnswer,
    /// No rows where rows are certain.
    NoRows,
    /// There is nothing to judge it by: what would prove it is not there, was not read, or is unclear.
    NoEvidence,
    /// An error of the server that says nothing about its health.
    ServerError,
    /// The target was down or could not be logged in to; see the connection finding.
    NotReached,
    /// A capture lacks this piece, or it is damaged.
    NotCaptured,
    /// A file, folder or history that cannot be read.
    Unreadable,
    /// The host does not have what the check looks at: no multipath, no cluster software.
    Absent,
    /// A probe that only root may run.
    NeedsRoot,
    /// No log file is configured.
    NotConfigured,
    /// A person was to look and did not say that they did.
    NotDone,
    /// The run was stopped before this check.
    Interrupted,
    /// A fault of opsctl or a driver.
    Internal,
}

/// A reason with its details.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub kind: ReasonKind,
    /// The vendor's own words, untouched.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// A name the sentence needs: view, path, version, pack, ….
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// The statement that would help, e.g. a grant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fix: String,
}

impl Reason {
    #[must_use]
    pub fn new(kind: ReasonKind) -> Self {
        Self { kind, cause: String::new(), what: String::new(), fix: String::new() }
    }

    #[must_use]
    pub fn what(mut self, what: impl Into<String>) -> Self {
        self.what = what.into();
        self
    }

    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = cause.into();
        self
    }

    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = fix.into();
        self
    }
}
