//! One record: a line of JSON, chained to the one before, and what of it a key signs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fold::{Broken, Wrong};
use super::what::What;
use crate::model::approval::Role;
use crate::model::sha256;

/// What somebody did, written once and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The number of the form.
    pub form: String,
    /// The revision, from 1; that of the new one in a record that revises.
    pub rev: u32,
    /// SHA-256 of the manifest of the package, in hex.
    pub digest: String,
    /// SHA-256 of the line before, in hex; empty for the first.
    pub prev: String,
    pub at: Timestamp,
    pub person: String,
    /// As what he did it.
    pub role: Role,
    pub what: What,
    pub proof: Proof,
    /// SHA-256 of what is signed: names the record before and after it is signed.
    pub id: String,
}

/// How it is known that the person did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Proof {
    /// A signature of [`signed_bytes`] by the key of that id.
    Key { key: String, signature: String },
    /// 线下签字: the page was signed by hand and scanned. Weaker: nothing binds the page to the digest but people's eyes.
    Offline { page: String, name: String },
    /// Nothing but the name.
    None,
}

/// A signature to be checked: whether this key is that person's, and signed these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim<'a> {
    pub person: &'a str,
    pub role: Role,
    pub at: Timestamp,
    pub key: &'a str,
    pub bytes: &'a [u8],
    pub signature: &'a str,
}

impl Record {
    /// Gives it its id; to be done before it is signed.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.id = sha256(&signed_bytes(&self));
        self
    }

    /// Takes the signature of the key that its proof names. Changes nothing where the proof is another one.
    #[must_use]
    pub fn signed(mut self, with: &str) -> Self {
        if let Proof::Key { signature, .. } = &mut self.proof {
            with.clone_into(signature);
        }
        self
    }

    /// One line of JSON without its end, always the same for the same record.
    #[must_use]
    pub fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a line; `None` where it is not a record, or not written as [`Record::line`] writes it: what two programs could read
    /// differently is not read at all.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        serde_json::from_str::<Self>(line).ok().filter(|record| record.line() == line)
    }

    /// Whether the id is that of what it says.
    pub(super) fn fits(&self) -> bool {
        self.id == sha256(&signed_bytes(self))
    }
}

/// What a key signs: the line with an empty signature and an empty id, so that nothing else can be changed afterwards.
#[must_use]
pub fn signed_bytes(record: &Record) -> Vec<u8> {
    let bare = Record { id: String::new(), ..record.clone() }.signed("");
    bare.line().into_bytes()
}

/// Reads the lines of a form. Wrong lines are told by their number, from 1; a last line without an end was cut, and is wrong.
pub fn read(text: &str) -> Result<Vec<Record>, Broken> {
    let broken = |line| Broken { line, wrong: Wrong::Line };
    let mut records = Vec::new();
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let line = line.strip_suffix('\n').ok_or_else(|| broken(nth + 1))?;
        records.push(Record::parse(line).ok_or_else(|| broken(nth + 1))?);
    }
    Ok(records)
}

/// Lower-case hex of a SHA-256.
pub(super) fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
