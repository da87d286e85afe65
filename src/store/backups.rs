//! Keeps what is remembered of backups: each one that was due, rows of its tables, digests of files, restore tests.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params};
use serde::Serialize;

use super::Store;
use super::audit::{self, AuditEntry};
use super::fault::Tried;
use super::pack::{Packer, all, moment, nanos, unpack, word};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::model::backup::{Kept, KeptFile, RestoreTest};

/// Rows by `OWNER.TABLE`.
pub type Counts = BTreeMap<String, u64>;

/// What a look at one set leaves to be remembered.
#[derive(Debug, Clone, Default)]
pub struct Remember {
    pub slots: Vec<Kept>,
    /// Rows by table, of a slot.
    pub counts: Vec<(Timestamp, Counts)>,
    pub files: Vec<KeptFile>,
    pub accepted: Vec<Accepted>,
    /// Digests of files that were last read before this are of files that have long gone.
    pub forget_before: Option<Timestamp>,
}

/// A digest that somebody takes in place of the one that was known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Accepted {
    pub path: String,
    pub was: String,
    pub now: String,
}

/// Rows of so many backups of a set are kept to be compared with.
const MOST_COUNTS: u32 = 400;

impl Store {
    /// Remembers a look at sets, by their names: all or nothing. A slot that is there is replaced.
    pub fn remember_backups(&mut self, ctx: &Ctx, looks: &[(String, Remember)]) -> Result<()> {
        self.write(|db| looks.iter().try_for_each(|(set, what)| remember(db, ctx, set, what)))
    }

    /// What is remembered of the backups of a set (or of all) that were due from `from` up to `to`, oldest first.
    pub fn backups_between(&self, set: Option<&str>, from: Timestamp, to: Timestamp) -> Result<Vec<Kept>> {
        self.read(|db| {
            let sql = "select name, slot, seen_at, state, verdict, began_at, ended_at, files, bytes, tables, rows, why, run from backup \
                       where slot >= ?1 and slot < ?2 and (?3 is null or name = ?3) order by name, slot";
            all(db, sql, params![nanos(from)?, nanos(to)?, set], kept)
        })
    }

    /// Rows by table of the newest backups of a set, newest first.
    pub fn backup_counts(&self, set: &str, most: u32) -> Result<Vec<(Timestamp, Counts)>> {
        self.read(|db| {
            let sql = "select slot, counts from backup_rows where name = ?1 order by slot desc limit ?2";
            all(db, sql, params![set, most], |row| Ok((moment(row.get(0)?)?, unpack(&row.get::<_, Vec<u8>>(1)?)?)))
        })
    }

    /// The digests that are remembered of a set.
    pub fn backup_files(&self, set: &str) -> Result<Vec<KeptFile>> {
        self.read(|db| {
            let sql = "select path, place, size, mtime, sha256, source, first_seen, checked_at from backup_file where name = ?1 order by place, path";
            all(db, sql, [set], |row| {
                Ok(KeptFile {
                    path: row.get(0)?,
                    place: row.get(1)?,
                    size: row.get::<_, i64>(2)?.unsigned_abs(),
                    mtime: row.get::<_, Option<i64>>(3)?.map(moment).transpose()?,
                    sha256: row.get(4)?,
                    from_manifest: row.get::<_, String>(5)? == "manifest",
                    first_seen: moment(row.get(6)?)?,
                    checked_at: moment(row.get(7)?)?,
                })
            })
        })
    }

    /// Adds a restore test, with its entry in the audit chain.
    pub fn add_restore_test(&mut self, ctx: &Ctx, test: &RestoreTest) -> Result<()> {
        self.write(|db| {
            db.execute(
                "insert into restore_test (name, slot, began_at, ended_at, verdict, source, runner, target, operator, machine, result) \
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    test.name,
                    nanos(test.slot)?,
                    nanos(test.began_at)?,
                    nanos(test.ended_at)?,
                    test.verdict.as_str(),
                    if test.from_logs { "logs" } else { "run" },
                    test.runner,
                    test.target,
                    test.operator,
                    test.machine,
                    test.result.to_string()
                ],
            )?;
            let what = serde_json::json!({ "set": test.name, "slot": test.slot, "verdict": test.verdict, "target": test.target });
            audit::append(db, &AuditEntry::new(ctx, "backup.restore-test", what))?;
            Ok(())
        })
    }

    /// Restore tests of a set (or of all) that began from `from` up to `to`, oldest first.
    pub fn restore_tests(&self, set: Option<&str>, from: Timestamp, to: Timestamp) -> Result<Vec<RestoreTest>> {
        self.read(|db| {
            let sql = "select name, slot, began_at, ended_at, verdict, source, runner, target, operator, machine, result from restore_test \
                       where began_at >= ?1 and began_at < ?2 and (?3 is null or name = ?3) order by began_at, id";
            all(db, sql, params![nanos(from)?, nanos(to)?, set], |row| {
                Ok(RestoreTest {
                    name: row.get(0)?,
                    slot: moment(row.get(1)?)?,
                    began_at: moment(row.get(2)?)?,
                    ended_at: moment(row.get(3)?)?,
                    verdict: word(&row.get::<_, String>(4)?)?,
                    from_logs: row.get::<_, String>(5)? == "logs",
                    runner: row.get(6)?,
                    target: row.get(7)?,
                    operator: row.get(8)?,
                    machine: row.get(9)?,
                    result: serde_json::from_str(&row.get::<_, String>(10)?)?,
                })
            })
        })
    }
}

fn remember(db: &Transaction<'_>, ctx: &Ctx, set: &str, what: &Remember) -> Tried<()> {
    for slot in &what.slots {
        put(db, slot)?;
    }
    let mut packer = Packer::new();
    for (slot, counts) in &what.counts {
        db.prepare_cached("insert or replace into backup_rows (name, slot, counts) values (?1, ?2, ?3)")?.execute(params![
            set,
            nanos(*slot)?,
            packer.pack(counts)?
        ])?;
    }
    let mut add = db.prepare_cached(
        "insert into backup_file (name, path, place, size, mtime, sha256, source, first_seen, checked_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict (name, place, path) do update set \
         size = excluded.size, mtime = excluded.mtime, sha256 = excluded.sha256, \
         source = case when backup_file.source = 'manifest' then 'manifest' else excluded.source end, \
         first_seen = excluded.first_seen, checked_at = excluded.checked_at",
    )?;
    for file in &what.files {
        add.execute(params![
            set,
            file.path,
            file.place,
            size(file.size),
            file.mtime.map(nanos).transpose()?,
            file.sha256,
            if file.from_manifest { "manifest" } else { "first-sight" },
            nanos(file.first_seen)?,
            nanos(file.checked_at)?
        ])?;
    }
    db.prepare_cached(
        "delete from backup_rows where name = ?1 and slot not in (select slot from backup_rows where name = ?1 order by slot desc limit ?2)",
    )?
    .execute(params![set, MOST_COUNTS])?;
    if let Some(before) = what.forget_before {
        db.prepare_cached("delete from backup_file where name = ?1 and checked_at < ?2")?.execute(params![set, nanos(before)?])?;
    }
    if !what.accepted.is_empty() {
        audit::append(db, &AuditEntry::new(ctx, "backup.accept", serde_json::json!({ "set": set, "files": what.accepted })))?;
    }
    Ok(())
}

fn put(db: &Transaction<'_>, slot: &Kept) -> Tried<()> {
    let count = |n: Option<u64>| n.map(size);
    db.prepare_cached(
        "insert or replace into backup \
         (name, slot, seen_at, state, verdict, began_at, ended_at, files, bytes, tables, rows, why, run) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        slot.name,
        nanos(slot.slot)?,
        nanos(slot.seen_at)?,
        slot.state.as_str(),
        slot.verdict.as_str(),
        slot.began_at.map(nanos).transpose()?,
        slot.ended_at.map(nanos).transpose()?,
        size(slot.files),
        size(slot.bytes),
        count(slot.tables),
        count(slot.rows),
        slot.why,
        slot.run
    ])?;
    Ok(())
}

fn kept(row: &Row<'_>) -> Tried<Kept> {
    let time = |index: usize| -> Tried<Option<Timestamp>> { row.get::<_, Option<i64>>(index)?.map(moment).transpose() };
    let count = |index: usize| -> Tried<Option<u64>> { Ok(row.get::<_, Option<i64>>(index)?.map(i64::unsigned_abs)) };
    Ok(Kept {
        name: row.get(0)?,
        slot: moment(row.get(1)?)?,
        seen_at: moment(row.get(2)?)?,
        state: word(&row.get::<_, String>(3)?)?,
        verdict: word(&row.get::<_, String>(4)?)?,
        began_at: time(5)?,
        ended_at: time(6)?,
        files: count(7)?.unwrap_or(0),
        bytes: count(8)?.unwrap_or(0),
        tables: count(9)?,
        rows: count(10)?,
        why: row.get(11)?,
        run: row.get(12)?,
    })
}

/// A size or a count as it is stored: SQLite's integers have a sign.
fn size(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
