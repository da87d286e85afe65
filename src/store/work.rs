//! Keeps the work log: entries of people, and what the audit chain says opsctl did.

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::{Fault, Tried};
use super::pack::{all, moment, nanos};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::sha256;
use crate::model::work::{Work, WorkKind};

impl Store {
    /// Adds entries; those that are there already change nothing. Gives how many were new.
    pub fn add_work(&mut self, ctx: &Ctx, entries: &[Work]) -> Result<usize> {
        self.write(|db| {
            let mut new = 0;
            for entry in entries {
                new += usize::from(add(db, ctx, entry)?);
            }
            if new > 0 {
                let what = serde_json::json!({ "entries": new, "first": entries.first().map(|e| &e.what), "source": entries.first().map(|e| &e.source) });
                audit::append(db, &AuditEntry::new(ctx, "log.add", what))?;
            }
            Ok(new)
        })
    }

    /// The entries that concern the time from `from` up to `to`, in order of time; with `ours`, also what opsctl recorded of itself.
    pub fn work_between(&self, from: Timestamp, to: Timestamp, ours: bool) -> Result<Vec<Work>> {
        self.read(|db| {
            let (first, last) = (nanos(from)?, nanos(to)?);
            let sql = "select kind, begins, ends, who, target, ticket, what, result, source from work \
                       where begins < ?2 and coalesce(ends, begins) >= ?1 order by begins, id";
            let mut found = all(db, sql, [first, last], entry)?;
            if ours {
                let entries: Vec<AuditEntry> =
                    all(db, "select entry from audit order by seq", [], |row| Ok(serde_json::from_str(&row.get::<_, String>(0)?)?))?;
                let within = |entry: &AuditEntry| entry.at >= from && entry.at < to && entry.action != "log.add";
                found.extend(entries.into_iter().filter(within).map(of_audit));
                found.sort_by_key(|entry| entry.begins);
            }
            Ok(found)
        })
    }
}

fn add(db: &Transaction<'_>, ctx: &Ctx, entry: &Work) -> Tried<bool> {
    let ends = entry.ends.map(nanos).transpose()?;
    let begins = nanos(entry.begins)?;
    let same = serde_json::json!([entry.kind, begins, ends, entry.who, entry.target, entry.ticket, entry.what]);
    let rows = db.execute(
        "insert into work (kind, begins, ends, who, target, ticket, what, result, source, made_at, sha256) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) on conflict (sha256) do nothing",
        params![
            entry.kind.as_str(),
            begins,
            ends,
            entry.who,
            entry.target,
            entry.ticket,
            entry.what,
            entry.result,
            entry.source,
            nanos(ctx.now)?,
            sha256(same.to_string().as_bytes())
        ],
    )?;
    Ok(rows > 0)
}

fn entry(row: &Row<'_>) -> Tried<Work> {
    let kind: String = row.get(0)?;
    Ok(Work {
        kind: WorkKind::parse(&kind).ok_or_else(|| Fault::Data(format!("kind of work {kind}")))?,
        begins: moment(row.get(1)?)?,
        ends: row.get::<_, Option<i64>>(2)?.map(moment).transpose()?,
        who: row.get(3)?,
        target: row.get(4)?,
        ticket: row.get(5)?,
        what: row.get(6)?,
        result: row.get(7)?,
        source: row.get(8)?,
    })
}

/// The chain holds the facts; here they are only told.
fn of_audit(entry: AuditEntry) -> Work {
    let field = |name: &str| entry.what.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    Work {
        kind: WorkKind::Opsctl,
        begins: entry.at,
        ends: None,
        target: field("target"),
        ticket: field("ticket"),
        what: entry.action,
        result: entry.what.to_string(),
        who: entry.operator,
        source: "audit".into(),
    }
}
