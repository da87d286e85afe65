//! Turns accepted rows into stored baselines and back; every acceptance stays, the newest counts.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};
use serde_json::Value as Json;

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::Tried;
use super::pack::{Packer, all, cell_from_json, cell_to_json, first, int, moment, nanos, unpack};
use super::runs::find;
use super::save::question;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::{Baseline, BaselineRows};

/// One acceptance: which check of which target, who, when, from which run, and the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    pub target: String,
    pub check: String,
    pub baseline: Baseline,
}

type Packed = BTreeMap<String, Vec<(String, Json)>>;

const COLUMNS: &str = "select q.target, q.check_id, b.accepted_at, b.operator, r.id, b.body \
                       from baseline b join question q on q.id = b.question join run r on r.seq = b.run";

impl Store {
    /// Makes `rows` what counts as right for a check of a target; written to the audit log in the same breath.
    /// The run, named as for [`load`](Self::load), is kept as long as the baseline.
    pub fn accept(&mut self, ctx: &Ctx, run: &str, target: &str, check: &str, rows: &BaselineRows) -> Result<()> {
        self.write(|db| {
            let id = find(db, run, Some(target))?;
            let body = Packer::new().pack(&packed(rows)?)?;
            db.execute(
                "insert into baseline (question, run, accepted_at, operator, body) \
                 values (?1, (select seq from run where id = ?2), ?3, ?4, ?5)",
                params![question(db, target, check)?, id, nanos(ctx.now)?, ctx.operator, body],
            )?;
            let what = serde_json::json!({ "target": target, "check": check, "run": id, "rows": int(rows.len()) });
            audit::append(db, &AuditEntry::new(ctx, "baseline.accept", what)).map(drop)
        })
    }

    /// The baseline that counts for one check of a target.
    pub fn baseline(&self, target: &str, check: &str) -> Result<Option<Baseline>> {
        self.read(|db| {
            let sql = format!("{COLUMNS} where q.target = ?1 and q.check_id = ?2 order by b.seq desc limit 1");
            Ok(first(db, &sql, [target, check], acceptance)?.map(|a| a.baseline))
        })
    }

    /// The baselines that count, of one target or of all, by target and check.
    pub fn baselines(&self, target: Option<&str>) -> Result<Vec<Acceptance>> {
        self.read(|db| {
            let sql = format!(
                "{COLUMNS} where (?1 is null or q.target = ?1) \
                 and b.seq = (select max(n.seq) from baseline n where n.question = b.question) order by q.target, q.check_id"
            );
            all(db, &sql, [target], acceptance)
        })
    }

    /// Every acceptance for one check of a target, the newest first.
    pub fn acceptances(&self, target: &str, check: &str) -> Result<Vec<Acceptance>> {
        self.read(|db| {
            let sql = format!("{COLUMNS} where q.target = ?1 and q.check_id = ?2 order by b.seq desc");
            all(db, &sql, [target, check], acceptance)
        })
    }
}

/// The baseline that counts, by the number of its question.
pub(super) fn newest(db: &Connection, question: i64) -> Tried<Option<Acceptance>> {
    first(db, &format!("{COLUMNS} where b.question = ?1 order by b.seq desc limit 1"), [question], acceptance)
}

fn acceptance(row: &Row<'_>) -> Tried<Acceptance> {
    let packed: Packed = unpack(&row.get::<_, Vec<u8>>(5)?)?;
    let cells =
        |cells: Vec<(String, Json)>| cells.into_iter().map(|(column, cell)| Ok((column, cell_from_json(&cell)?))).collect::<Tried<_>>();
    let rows = packed.into_iter().map(|(subject, row)| Ok((subject, cells(row)?))).collect::<Tried<_>>()?;
    let baseline = Baseline { accepted_at: moment(row.get(2)?)?, by: row.get(3)?, run: row.get(4)?, rows };
    Ok(Acceptance { target: row.get(0)?, check: row.get(1)?, baseline })
}

fn packed(rows: &BaselineRows) -> Tried<Packed> {
    let cells = |row: &Vec<(String, _)>| row.iter().map(|(column, cell)| Ok((column.clone(), cell_to_json(cell)?))).collect::<Tried<_>>();
    rows.iter().map(|(subject, row)| Ok((subject.clone(), cells(row)?))).collect()
}
