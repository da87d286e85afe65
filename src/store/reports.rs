//! Keeps the register of reports: what was given out, from which template and data, and that it was handed in.

use jiff::Timestamp;
use rusqlite::{Row, params};
use serde::Serialize;

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::Tried;
use super::pack::{all, moment, nanos};
use crate::ctx::Ctx;
use crate::error::Result;

/// A report that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    pub name: String,
    pub begins: Timestamp,
    /// The first moment after the period.
    pub ends: Timestamp,
    /// Whose it is; empty for the team's.
    pub person: String,
    pub made_at: Timestamp,
    pub operator: String,
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Version and digest of the template.
    pub template: String,
    /// Digest of the data.
    pub data: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<Timestamp>,
    pub handed_to: String,
}

impl Store {
    /// Registers files that were given out together.
    pub fn add_reports(&mut self, ctx: &Ctx, given: &[Given]) -> Result<()> {
        self.write(|db| {
            let mut add = db.prepare_cached(
                "insert into report (name, begins, ends, person, made_at, operator, file, sha256, template, data) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?;
            for one in given {
                add.execute(params![
                    one.name,
                    nanos(one.begins)?,
                    nanos(one.ends)?,
                    one.person,
                    nanos(one.made_at)?,
                    one.operator,
                    one.file,
                    one.sha256,
                    one.template,
                    one.data
                ])?;
                let what = serde_json::json!({
                    "report": one.name, "from": one.begins, "file": one.file, "sha256": one.sha256, "template": one.template, "data": one.data,
                });
                audit::append(db, &AuditEntry::new(ctx, "report.make", what))?;
            }
            Ok(())
        })
    }

    /// Notes that a report of a period was handed in: the newest file of it. False when none was given out.
    pub fn hand_in(&mut self, ctx: &Ctx, name: &str, begins: Timestamp, person: &str, to: &str) -> Result<bool> {
        self.write(|db| {
            let rows = db.execute(
                "update report set handed_at = ?4, handed_to = ?5 where seq in \
                 (select max(seq) from report where name = ?1 and begins = ?2 and person = ?3 group by file)",
                params![name, nanos(begins)?, person, nanos(ctx.now)?, to],
            )?;
            if rows > 0 {
                let what = serde_json::json!({ "report": name, "from": begins, "person": person, "to": to });
                audit::append(db, &AuditEntry::new(ctx, "report.hand-in", what))?;
            }
            Ok(rows > 0)
        })
    }

    /// What was given out for periods that begin from `from` up to `to`, in the order it was made.
    pub fn reports_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Given>> {
        self.read(|db| {
            let sql = "select name, begins, ends, person, made_at, operator, file, sha256, template, data, handed_at, handed_to \
                       from report where begins >= ?1 and begins < ?2 order by seq";
            all(db, sql, [nanos(from)?, nanos(to)?], given)
        })
    }
}

fn given(row: &Row<'_>) -> Tried<Given> {
    Ok(Given {
        name: row.get(0)?,
        begins: moment(row.get(1)?)?,
        ends: moment(row.get(2)?)?,
        person: row.get(3)?,
        made_at: moment(row.get(4)?)?,
        operator: row.get(5)?,
        file: row.get(6)?,
        sha256: row.get(7)?,
        template: row.get(8)?,
        data: row.get(9)?,
        handed_at: row.get::<_, Option<i64>>(10)?.map(moment).transpose()?,
        handed_to: row.get(11)?,
    })
}
