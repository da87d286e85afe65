//! One question to the outside and what comes back.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reason::Reason;
use super::table::{Column, Table};
use super::words::Words;

/// A question.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// Check id: the session's action, and the key in captures.
    pub id: &'a str,
    /// The SQL text; empty for none.
    pub text: &'a str,
    /// Digest of the file the text is from.
    pub sha256: &'a str,
    /// What the answer must look like.
    pub columns: &'a Arc<[Column]>,
    /// Of a probe: what makes rows of its output.
    pub parser: Option<&'a str>,
    /// Of a probe: it looks twice, and one look alone says nothing.
    pub twice: bool,
    pub timeout: Duration,
    /// Rows beyond this are not fetched; the answer says so.
    pub max_rows: usize,
}

/// An answer: typed rows, already fitted to the asked columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub table: Table,
    pub took_ms: u64,
    /// Lines of a command's output that were not understood: they count as not checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strange: Vec<String>,
    /// Of a probe over a window of time: where the next look begins, seconds since 1970 by the target's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
}

impl Answer {
    #[must_use]
    pub fn new(table: Table, took_ms: u64) -> Self {
        Self { table, took_ms, strange: Vec::new(), until: None }
    }
}

/// An answer that was got without a link: what a person entered, what was read from files.
#[derive(Debug, Clone)]
pub struct Given {
    pub answer: Result<Answer, Reason>,
    /// What was done for it, as the finding's step; empty: the check's own words.
    pub step: String,
    /// Said beside the result.
    pub remarks: Vec<Words>,
}

/// What kind of failure a question met; decides whether the session can go on and whether the target is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AskErrorKind {
    /// Host or listener does not answer, the instance is down or refuses: the target is down.
    Down,
    /// Process or session limit reached: down for new sessions, and urgent.
    Full,
    /// Wrong password, locked or expired account: ours to put right. Never retried.
    Login,
    /// The host's key is unknown, changed or revoked: ours to look into, and nothing is known of the host itself.
    HostKey,
    /// The client here is missing or too old for this server.
    Client,
    /// Bad address, unknown alias.
    Config,
    Timeout,
    Disconnected,
    /// The operator ended the run: nothing is said of the target.
    Stopped,
    /// ORA-00942, ORA-01031 and the like.
    Privilege,
    /// Needs an open database (ORA-01219 and the like).
    NotOpen,
    /// Any other error of the server.
    Server,
    /// Wrong columns or types.
    BadAnswer,
    /// Not in the capture.
    NotCaptured,
    /// The target does not have what is asked about; `message` says what. Not a fault.
    Absent,
    /// A panic in the driver, contained.
    Internal,
}

/// A failed question. `message` is the vendor's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct AskError {
    pub kind: AskErrorKind,
    /// `ORA-00942`, `TNS-12541`, `DPI-1047`, `SSH-AUTH`; empty when there is none.
    #[serde(default)]
    pub code: String,
    pub message: String,
    /// Object the message is about, where it can be told.
    #[serde(default)]
    pub object: String,
}

impl AskError {
    #[must_use]
    pub fn new(kind: AskErrorKind, message: impl Into<String>) -> Self {
        Self { kind, code: String::new(), message: message.into(), object: String::new() }
    }
}

/// A way to ask one target. Implemented by the thin and thick Oracle drivers and by captures.
pub trait Link: Send {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Answer, AskError>;
    /// What answers: `thin`, `thick`, `capture`.
    fn driver(&self) -> &str;
    /// Server version, known from the logon.
    fn version(&self) -> Option<String>;
    /// False once nothing more can be asked.
    fn alive(&self) -> bool;
}
