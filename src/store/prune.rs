//! Turns what retention lets go into deleted rows, a part at a time, and says what went.
//!
//! Each part is a transaction of its own: a run that wants to be saved waits ten seconds for the file, and a month of interval runs
//! takes longer to delete. What a killed pruning left is deleted by the next.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};
use serde::Serialize;

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::Tried;
use super::pack::{count, int, nanos};
use super::retention::{self, Policy};
use super::runs::{Filter, heads};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::RunHead;

/// Old samples, found series by series in the key: by time alone every sample would be read, and there may be hundreds of millions.
const OLD_OF_EACH: &str = "series in (select id from series) and at < ?1";

/// How much is deleted in one transaction: some tenths of a second.
const RUNS_AT_ONCE: usize = 16;
const SERIES_AT_ONCE: usize = 1000;

/// What went, or would go.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pruned {
    /// The oldest first.
    pub runs: Vec<RunHead>,
    pub samples: usize,
    pub daily_samples: usize,
    pub kept_runs: usize,
}

/// How large the history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Size {
    pub runs: usize,
    pub samples: usize,
    pub daily_samples: usize,
    pub bytes: usize,
    /// Of them, given back by [`Store::vacuum`].
    pub free_bytes: usize,
}

impl Store {
    /// Deletes what the policy lets go; with `dry_run` only says it. The file stays as large until [`Store::vacuum`].
    pub fn prune(&mut self, ctx: &Ctx, policy: &Policy, dry_run: bool) -> Result<Pruned> {
        if dry_run {
            return self.read(|db| Ok(plan(db, ctx, policy)?.0));
        }
        let (pruned, cutoffs) = self.write(|db| {
            let (pruned, cutoffs) = plan(db, ctx, policy)?;
            let what = serde_json::json!({
                "policy": policy,
                "runs": pruned.runs.iter().map(|head| &head.id).collect::<Vec<_>>(),
                "samples": pruned.samples,
                "daily_samples": pruned.daily_samples,
            });
            audit::append(db, &AuditEntry::new(ctx, "history.prune", what))?;
            Ok((pruned, cutoffs))
        })?;
        for part in pruned.runs.chunks(RUNS_AT_ONCE) {
            self.write(|db| delete_runs(db, part))?;
        }
        let last = self.read(|db| Ok(db.query_row("select coalesce(max(id), 0) from series", [], |row| row.get::<_, i64>(0))?))?;
        for from in (0..=last).step_by(SERIES_AT_ONCE) {
            self.write(|db| delete_samples(db, from, cutoffs))?;
        }
        self.write(|db| delete_unused(db, cutoffs))?;
        Ok(pruned)
    }

    /// How large the history is.
    pub fn size(&self) -> Result<Size> {
        self.read(|db| {
            let page: i64 = db.pragma_query_value(None, "page_size", |row| row.get(0))?;
            let pages = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map(|pages| count(pages * page));
            Ok(Size {
                runs: number(db, "select count(*) from run", [])?,
                samples: number(db, "select count(*) from sample", [])?,
                daily_samples: number(db, "select count(*) from sample_day", [])?,
                bytes: pages("page_count")?,
                free_bytes: pages("freelist_count")?,
            })
        })
    }
}

/// What goes, and the moments before which samples and daily samples go.
fn plan(db: &Connection, ctx: &Ctx, policy: &Policy) -> Tried<(Pruned, [i64; 2])> {
    let mut runs = heads(db, &Filter::default())?;
    let all = runs.len();
    let gone = retention::drop(&runs, policy, ctx.now, &ctx.zone);
    runs.retain(|head| gone.contains(&head.id));
    runs.sort_by_key(|head| head.now);
    let cutoffs = [before(ctx.now, policy.samples_days)?, before(ctx.now, policy.daily_samples_days)?];
    let samples = number(db, &format!("select count(*) from sample where {OLD_OF_EACH}"), [cutoffs[0]])?;
    let daily_samples = number(db, "select count(*) from sample_day where at < ?1", [cutoffs[1]])?;
    let kept_runs = all - runs.len();
    Ok((Pruned { runs, samples, daily_samples, kept_runs }, cutoffs))
}

fn delete_runs(db: &Transaction<'_>, runs: &[RunHead]) -> Tried<()> {
    let mut run = db.prepare_cached("delete from run where id = ?1")?;
    for head in runs {
        run.execute([&head.id])?;
    }
    Ok(())
}

/// Old samples of the series from this one on.
fn delete_samples(db: &Transaction<'_>, from: i64, cutoffs: [i64; 2]) -> Tried<()> {
    let to = from + int(SERIES_AT_ONCE);
    for (table, cutoff) in ["sample", "sample_day"].into_iter().zip(cutoffs) {
        let old = format!("delete from {table} where series in (select id from series where id >= ?2 and id < ?3) and at < ?1");
        db.prepare_cached(&old)?.execute(params![cutoff, from, to])?;
    }
    Ok(())
}

/// What nothing refers to any longer.
fn delete_unused(db: &Transaction<'_>, [samples, daily]: [i64; 2]) -> Tried<()> {
    db.execute("delete from series where last_at < ?1 and last_at < ?2", [samples, daily])?;
    db.execute("delete from shape where id not in (select shape from outcome)", [])?;
    let older = "delete from increment where at < ?1 and at < (select max(i.at) from increment i where i.question = increment.question)";
    db.execute(older, [daily])?;
    Ok(())
}

fn before(now: Timestamp, days: u32) -> Tried<i64> {
    Ok(nanos(now)?.saturating_sub(i64::from(days).saturating_mul(86_400_000_000_000)))
}

fn number(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Tried<usize> {
    Ok(count(db.query_row(sql, params, |row| row.get(0))?))
}
