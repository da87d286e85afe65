//! Recorded answers: a folder or ZIP that opsctl wrote, or what its collection scripts printed → links that answer again.

mod read;
mod write;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use read::open;
pub use write::{write_dir, write_zip};

use super::hosts::HostLink;
use crate::model::{Answer, Ask, AskError, AskErrorKind, Column, Link, Scrubber, Table, TargetKind, Value};
use crate::parse::frames::Frames;
use crate::parse::spool;

/// Version of the format; older ones are read, newer ones are refused.
pub const FORMAT: u32 = 1;
/// The driver of what the collection script for databases brought.
pub const SQLPLUS: &str = "sqlplus";
/// The driver of what the collection script for hosts brought.
pub const SHELL: &str = "sh";
pub(super) const MANIFEST: &str = "capture.json";

/// What a capture says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub opsctl: String,
    pub now: Timestamp,
    pub operator: String,
    pub targets: Vec<CapturedTarget>,
}

/// One target of a capture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CapturedTarget {
    pub name: String,
    #[serde(default)]
    pub kind: TargetKind,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub group: String,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub packs: Vec<String>,
    pub address: String,
    pub driver: String,
    /// The account that asked; grants that are missing are named for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// Of a database its version, of a host its system (`Linux`).
    pub version: Option<String>,
    /// Why the target was not reached, when it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<AskError>,
    /// Check id → SHA-256 of the piece.
    pub pieces: BTreeMap<String, String>,
}

/// One recorded answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    pub check: String,
    /// SHA-256 of the check file that asked.
    pub sql_sha256: String,
    pub took_ms: u64,
    /// As in [`Answer`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strange: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    #[serde(flatten)]
    pub reply: Reply,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reply {
    Table(Table),
    Error(AskError),
}

/// A capture in memory.
#[derive(Debug, Clone)]
pub struct Capture {
    pub name: String,
    pub manifest: Manifest,
    /// Target → check → piece, or why the piece cannot be used.
    pub pieces: BTreeMap<String, BTreeMap<String, Held>>,
    /// Host → what the collection script printed there.
    pub outputs: BTreeMap<String, Frames>,
}

/// A piece as it was found.
#[derive(Debug, Clone)]
pub enum Held {
    Piece(Piece),
    Spooled(spool::Piece),
    Damaged(String),
}

/// Answers from a capture.
#[derive(Debug)]
pub struct Replay {
    pieces: BTreeMap<String, Held>,
    driver: &'static str,
    version: Option<String>,
}

impl Capture {
    /// The link of one target.
    #[must_use]
    pub fn link(&self, target: &CapturedTarget) -> Box<dyn Link> {
        if let Some(frames) = self.outputs.get(&target.name) {
            return Box::new(HostLink::of(frames.clone(), SHELL, None));
        }
        Box::new(Replay {
            pieces: self.pieces.get(&target.name).cloned().unwrap_or_default(),
            driver: if target.driver == SQLPLUS { SQLPLUS } else { "capture" },
            version: target.version.clone(),
        })
    }
}

impl Link for Replay {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Answer, AskError> {
        match self.pieces.get(ask.id) {
            None => Err(AskError::new(AskErrorKind::NotCaptured, ask.id)),
            Some(Held::Damaged(why)) => Err(AskError::new(AskErrorKind::NotCaptured, format!("{}: {why}", ask.id))),
            Some(Held::Spooled(piece)) => Ok(Answer::new(spool::table(piece, ask.columns).map_err(known_code)?, 0)),
            Some(Held::Piece(piece)) => match &piece.reply {
                Reply::Error(error) => Err(error.clone()),
                Reply::Table(table) => Ok(Answer {
                    table: by_name(table, ask.columns)?,
                    took_ms: piece.took_ms,
                    strange: piece.strange.clone(),
                    until: piece.until,
                }),
            },
        }
    }

    fn driver(&self) -> &'static str {
        self.driver
    }

    fn version(&self) -> Option<String> {
        self.version.clone()
    }

    fn alive(&self) -> bool {
        true
    }
}

/// SQL*Plus prints only the text of an error; its number gives the kind.
fn known_code(error: AskError) -> AskError {
    match super::ora_codes::first_code(&error.code) {
        Some((_, number)) => super::ora_codes::error(number, &error.message, super::ora_codes::word_at(&error.object, 0)),
        // Not connected: the session was lost before.
        None if ["SP2-0640", "SP2-0641"].contains(&error.code.as_str()) => AskError { kind: AskErrorKind::Disconnected, ..error },
        None => error,
    }
}

/// Columns by name, so that a check that gained a computed column still reads its old captures.
fn by_name(table: &Table, columns: &Arc<[Column]>) -> Result<Table, AskError> {
    let index: Vec<usize> = columns
        .iter()
        .map(|c| {
            table.columns.iter().position(|t| t.name == c.name && t.kind == c.kind).ok_or_else(|| {
                AskError::new(AskErrorKind::BadAnswer, format!("captured by another version of this check: no column {}", c.name))
            })
        })
        .collect::<Result<_, _>>()?;
    let rows = table.rows.iter().map(|row| index.iter().map(|&i| row[i].clone()).collect()).collect();
    Ok(Table { columns: Arc::clone(columns), rows, truncated: table.truncated })
}

/// Listens to a link and keeps what it said, without secrets.
pub struct Recorder {
    link: Box<dyn Link>,
    kept: Kept,
    scrub: Scrubber,
}

/// Pieces of one target as they come.
#[derive(Debug, Clone, Default)]
pub struct Kept(Arc<Mutex<Vec<Piece>>>);

impl Kept {
    pub fn add(&self, piece: Piece) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(piece);
    }

    #[must_use]
    pub fn take(&self) -> Vec<Piece> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Recorder {
    #[must_use]
    pub fn new(link: Box<dyn Link>, kept: Kept, scrub: Scrubber) -> Self {
        Self { link, kept, scrub }
    }
}

/// A piece with every secret taken out of its texts.
#[must_use]
pub fn piece(id: &str, sha256: &str, reply: &Result<Answer, AskError>, scrub: &Scrubber) -> Piece {
    let piece = |reply| Piece { check: id.to_owned(), sql_sha256: sha256.to_owned(), took_ms: 0, strange: Vec::new(), until: None, reply };
    match reply {
        Ok(answer) => Piece {
            took_ms: answer.took_ms,
            strange: answer.strange.iter().map(|line| scrub.clean(line)).collect(),
            until: answer.until,
            ..piece(Reply::Table(clean(&answer.table, scrub)))
        },
        Err(error) => piece(Reply::Error(AskError { message: scrub.clean(&error.message), ..error.clone() })),
    }
}

fn clean(table: &Table, scrub: &Scrubber) -> Table {
    let cell = |value: &Value| match value {
        Value::Text(text) => Value::Text(scrub.clean(text)),
        other => other.clone(),
    };
    Table { rows: table.rows.iter().map(|row| row.iter().map(cell).collect()).collect(), ..table.clone() }
}

impl Link for Recorder {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Answer, AskError> {
        let reply = self.link.ask(ask);
        self.kept.add(piece(ask.id, ask.sha256, &reply, &self.scrub));
        reply
    }

    fn driver(&self) -> &str {
        self.link.driver()
    }

    fn version(&self) -> Option<String> {
        self.link.version()
    }

    fn alive(&self) -> bool {
        self.link.alive()
    }
}
