//! Turns "who did what" into a chain of entries, each with the digest of itself and all before it.
//!
//! A changed, removed or inserted entry breaks the chain. Entries cut off at the end do not; that is what the head's digest
//! is for, which reports print.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::Store;
use super::fault::Tried;
use super::pack::{all, first, int};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::sha256;

/// Something that was recorded or changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// `baseline.accept`, `history.prune`, …
    pub action: String,
    pub at: Timestamp,
    pub machine: String,
    pub operator: String,
    pub what: Json,
}

impl AuditEntry {
    #[must_use]
    pub fn new(ctx: &Ctx, action: &str, what: Json) -> Self {
        let (machine, operator) = (ctx.machine.clone(), ctx.operator.clone());
        Self { action: action.into(), at: ctx.now, machine, operator, what }
    }
}

/// The state of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chain {
    pub entries: usize,
    /// Digest of the last entry, which stands for all; empty without entries.
    pub head: String,
    /// Number of the first entry that does not fit; `None` when all do.
    pub broken_at: Option<usize>,
}

impl Store {
    /// Appends an entry; returns its digest.
    pub fn audit(&mut self, entry: &AuditEntry) -> Result<String> {
        self.write(|db| append(db, entry))
    }

    /// The newest entries, newest first.
    pub fn audit_log(&self, limit: usize) -> Result<Vec<AuditEntry>> {
        self.read(|db| {
            all(db, "select entry from audit order by seq desc limit ?1", [int(limit)], |row| {
                Ok(serde_json::from_str(&row.get::<_, String>(0)?)?)
            })
        })
    }

    /// Counts the chain through; a broken one is a finding, not an error.
    pub fn verify_audit(&self) -> Result<Chain> {
        self.read(verify)
    }
}

pub(super) fn append(db: &Transaction<'_>, entry: &AuditEntry) -> Tried<String> {
    let last = first(db, "select seq, sha256 from audit order by seq desc limit 1", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (seq, previous): (i64, String) = last.unwrap_or_default();
    let text = canonical(&serde_json::to_value(entry)?);
    let digest = link(&previous, &text);
    let sql = "insert into audit (seq, entry, sha256) values (?1, ?2, ?3)";
    db.execute(sql, params![seq + 1, text, digest])?;
    Ok(digest)
}

fn verify(db: &Connection) -> Tried<Chain> {
    let mut chain = Chain { entries: 0, head: String::new(), broken_at: None };
    let mut statement = db.prepare_cached("select seq, entry, sha256 from audit order by seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        chain.entries += 1;
        let (text, digest): (String, String) = (row.get(1)?, row.get(2)?);
        let fits = row.get::<_, i64>(0)? == int(chain.entries) && link(&chain.head, &text) == digest;
        if !fits && chain.broken_at.is_none() {
            chain.broken_at = Some(chain.entries);
        }
        chain.head = digest;
    }
    Ok(chain)
}

fn link(previous: &str, text: &str) -> String {
    sha256(format!("{previous}\n{text}").as_bytes())
}

/// JSON with sorted keys and no spaces: the same entry is the same bytes.
fn canonical(json: &Json) -> String {
    match json {
        Json::Object(map) => {
            let mut pairs: Vec<_> = map.iter().collect();
            pairs.sort_by_key(|(key, _)| *key);
            let pairs: Vec<_> =
                pairs.into_iter().map(|(key, value)| format!("{}:{}", Json::from(key.as_str()), canonical(value))).collect();
            format!("{{{}}}", pairs.join(","))
        }
        Json::Array(list) => format!("[{}]", list.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}
