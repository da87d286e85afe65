//! A script's files, read: what of them is run, and what is left out because opsctl does it itself.

use std::borrow::Cow;

use encoding_rs::GB18030;
use thiserror::Error;

use super::check::{Finding, What};
use super::fate::{Fate, fate};
use crate::model::release::Client;
use crate::model::sha256;
use crate::parse::sqlscript::{End, Kind, Level, LintKind, Role, Script, Statement, lint};

/// Bytes of the largest script that is read.
pub const MOST_BYTES: usize = 32 << 20;

/// The three files of a script.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// As the manifest calls it.
    pub name: String,
    pub deploy: File,
    pub verify: File,
    pub rollback: Option<File>,
    /// Why there is no way back.
    pub irreversible: String,
}

/// One file.
#[derive(Debug, Clone)]
pub struct File {
    /// In the package.
    pub path: String,
    pub coding: Coding,
    pub role: Role,
    script: Script,
}

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Utf8,
    /// Not UTF-8, but without a fault as GBK (GB18030).
    Gbk,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    #[error("{path}: neither UTF-8 nor GBK")]
    Coding { path: String },
    #[error("{path}: {bytes} bytes, more than {MOST_BYTES}")]
    Large { path: String, bytes: usize },
}

/// A statement that is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step<'a> {
    /// Among those that are run, from 1.
    pub(super) number: usize,
    pub(super) statement: &'a Statement,
    /// Of its text, in hex.
    pub(super) sha256: String,
}

impl File {
    /// Reads UTF-8 or GBK.
    pub fn read(path: &str, bytes: &[u8], role: Role) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::Large { path: path.into(), bytes: bytes.len() });
        }
        let (text, coding) = match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), Coding::Utf8),
            Err(_) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => (text, Coding::Gbk),
                None => return Err(Unreadable::Coding { path: path.into() }),
            },
        };
        Ok(Self { path: path.into(), coding, role, script: Script::read(&text) })
    }

    /// The statements that are run by this client, in their order.
    pub(super) fn steps(&self, client: Client) -> Vec<Step<'_>> {
        let run = self.script.statements.iter().filter(|statement| matches!(self.fate(client, statement), Fate::Run));
        run.zip(1..).map(|(statement, number)| Step { number, statement, sha256: sha256(statement.text.as_bytes()) }).collect()
    }

    /// All that there is to say of it, by line.
    pub(super) fn findings(&self, client: Client) -> Vec<Finding> {
        let finding = |line, level, what| Finding { file: self.path.clone(), line, level, what };
        let mut all: Vec<Finding> = lint(&self.script, self.role)
            .into_iter()
            .map(|one| {
                // Variables are switched off here, so one with a value would stay as it is written.
                let level = if matches!(one.what, LintKind::Substitution { known: true, .. }) { Level::Refuse } else { one.level };
                finding(one.line, level, What::Lint(one.what))
            })
            .collect();
        for statement in &self.script.statements {
            match self.fate(client, statement) {
                Fate::Refuse(what) => all.push(finding(statement.line, Level::Refuse, what)),
                Fate::Leave if !matches!(statement.kind, Kind::SqlPlus("remark" | "prompt")) && statement.end != End::Period => {
                    all.push(finding(statement.line, Level::Note, What::LeftOut { first: first_line(&statement.text) }));
                }
                Fate::Leave | Fate::Run => {}
            }
        }
        if self.role == Role::Verify && !self.steps(client).iter().any(|step| step.statement.kind == Kind::Query) {
            all.push(finding(1, Level::Refuse, What::NoQuery));
        }
        if self.coding == Coding::Gbk {
            all.push(finding(1, Level::Note, What::Gbk));
        }
        all.sort_by_key(|finding| finding.line);
        all
    }

    fn fate(&self, client: Client, statement: &Statement) -> Fate {
        if statement.end == End::Period {
            return Fate::Leave;
        }
        fate(client, self.role, statement)
    }
}

/// The first line of a statement, at most 120 characters.
pub(super) fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let mut short: String = line.chars().take(120).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
