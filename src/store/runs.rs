//! Turns stored rows back into run heads for lists and into whole runs, equal to what was saved.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::{Map, Value as Json};

use super::Store;
use super::fault::{Fault, Tried};
use super::pack::{all, count, first, int, join_shape, nanos, unpack, word};
use super::save::unkept;
use crate::error::{Error, Kind, Result};
use crate::model::{Cadence, Run, RunHead, Tally, TargetHead, TargetRun};
use crate::text::Msg;

/// Which runs a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only runs that had this target.
    pub target: Option<String>,
    /// Only runs of this command, e.g. `inspect db`.
    pub command: Option<String>,
    /// Only runs of this time or later.
    pub since: Option<Timestamp>,
    /// Only runs before this time.
    pub until: Option<Timestamp>,
    /// None of this cadence; runs that were stored when it was not kept apart are there all the same.
    pub not_cadence: Option<Cadence>,
    /// At most so many.
    pub limit: Option<usize>,
}

impl Store {
    /// The heads of the runs that pass, the last saved first.
    pub fn list(&self, filter: &Filter) -> Result<Vec<RunHead>> {
        self.read(|db| heads(db, filter))
    }

    /// The id that a name stands for: an id, the unique beginning of one, `last`, or `last~1` for the one before it.
    /// With a target, `last` counts the runs of that target.
    pub fn find(&self, name: &str, target: Option<&str>) -> Result<String> {
        self.read(|db| find(db, name, target))
    }

    /// The newest run in which one of these checks was judged on the target, with its rows kept.
    pub fn last_judging(&self, target: &str, checks: &[&str]) -> Result<Option<String>> {
        self.read(|db| {
            let sql = "select r.id, o.at from question q join outcome o on o.question = q.id join run r on r.seq = o.run \
                       where q.target = ?1 and q.check_id = ?2 and o.state = 'judged' order by o.at desc limit 1";
            let mut newest: Option<(i64, String)> = None;
            for check in checks {
                let found = first(db, sql, [target, check], |row| Ok((row.get::<_, i64>(1)?, row.get::<_, String>(0)?)))?;
                newest = newest.max(found);
            }
            Ok(newest.map(|(_, id)| id))
        })
    }

    /// The whole run that a name stands for, equal to what was saved.
    pub fn load(&self, name: &str) -> Result<Run> {
        self.read(|db| load(db, &find(db, name, None)?))
    }
}

pub(super) fn heads(db: &Connection, filter: &Filter) -> Tried<Vec<RunHead>> {
    let since = filter.since.map(nanos).transpose()?;
    let until = filter.until.map(nanos).transpose()?;
    let limit = filter.limit.map_or(i64::MAX, int);
    let mut targets = db.prepare_cached(
        "select target, verdict, critical, warning, note, judged, not_checked, not_applicable from target_run where run = ?1 order by pos",
    )?;
    all(
        db,
        "select r.seq, r.verdict, r.body, exists (select 1 from baseline b where b.run = r.seq) from run r \
         where (?1 is null or r.seq in (select t.run from target_run t where t.target = ?1)) and (?2 is null or r.command = ?2) \
         and (?3 is null or r.now >= ?3) and (?4 is null or r.now < ?4) and (?6 is null or r.cadence <> ?6) order by r.seq desc limit ?5",
        params![filter.target, filter.command, since, until, limit, filter.not_cadence.map(Cadence::as_str)],
        |row| {
            let run: Run = unpack(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let targets = targets.query_and_then([row.get::<_, i64>(0)?], target_head)?.collect::<Tried<_>>()?;
            Ok(RunHead {
                id: run.id,
                command: run.command,
                tool: run.tool,
                cadence: run.cadence,
                operator: run.operator,
                machine: run.machine,
                now: run.now,
                now_fixed: run.now_fixed,
                took_ms: run.took_ms,
                source: run.source,
                incomplete: run.incomplete,
                verdict: word(&row.get::<_, String>(1)?)?,
                targets,
                pinned: row.get(3)?,
            })
        },
    )
}

fn target_head(row: &Row<'_>) -> Tried<TargetHead> {
    let number = |at: usize| row.get(at).map(count);
    let tally = Tally {
        critical: number(2)?,
        warning: number(3)?,
        note: number(4)?,
        judged: number(5)?,
        not_checked: number(6)?,
        not_applicable: number(7)?,
    };
    Ok(TargetHead { name: row.get(0)?, verdict: word(&row.get::<_, String>(1)?)?, tally })
}

pub(super) fn find(db: &Connection, name: &str, target: Option<&str>) -> Tried<String> {
    let unknown = || Fault::from(Error::new(Kind::Usage, Msg::UnknownRun { name: name.into() }).hint(Msg::HintHistory {}));
    if let Some(back) = steps_back(name) {
        let sql = "select id from run where ?1 is null or seq in (select run from target_run where target = ?1) \
                   order by seq desc limit 1 offset ?2";
        return first(db, sql, params![target, int(back)], |row| Ok(row.get(0)?))?.ok_or_else(unknown);
    }
    let sql = "select id from run where substr(id, 1, length(?1)) = ?1 order by id limit 6";
    let mut ids = all(db, sql, [name], |row| Ok(row.get::<_, String>(0)?))?;
    match ids.as_slice() {
        [] => Err(unknown()),
        [first, ..] if ids.len() == 1 || first == name => Ok(ids.swap_remove(0)),
        _ if name.is_empty() => Err(unknown()),
        _ => Err(Error::new(Kind::Usage, Msg::AmbiguousRun { name: name.into(), ids: ids.join(" ") }).hint(Msg::HintHistory {}).into()),
    }
}

/// `last` is 0, `last~2` is 2; anything else is a name.
fn steps_back(name: &str) -> Option<usize> {
    match name.strip_prefix("last")? {
        "" => Some(0),
        rest => rest.strip_prefix('~')?.parse().ok(),
    }
}

pub(super) fn load(db: &Connection, id: &str) -> Tried<Run> {
    let head = first(db, "select seq, body from run where id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (seq, body): (i64, Vec<u8>) = head.ok_or_else(|| Fault::Data(format!("no run {id}")))?;
    let mut run: Run = unpack(&body)?;
    let mut shapes = HashMap::new();
    let targets = all(db, "select pos, body from target_run where run = ?1 order by pos", [seq], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    for (pos, body) in targets {
        let mut target: Map<String, Json> = unpack(&body)?;
        target.insert("outcomes".into(), outcomes(db, seq, pos, &mut shapes)?.into());
        let mut target: TargetRun = serde_json::from_value(target.into())?;
        for outcome in target.outcomes.iter_mut().filter(|outcome| outcome.unkept_rows > 0) {
            outcome.remarks.push(unkept());
        }
        run.targets.push(target);
    }
    Ok(run)
}

/// The outcomes of one target as JSON; each shape is unpacked once.
fn outcomes(db: &Connection, run: i64, target: i64, shapes: &mut HashMap<i64, Map<String, Json>>) -> Tried<Vec<Json>> {
    let mut shape_body = db.prepare_cached("select body from shape where id = ?1")?;
    all(db, "select shape, body from outcome where run = ?1 and target_pos = ?2 order by pos", [run, target], |row| {
        let mut outcome: Map<String, Json> = unpack(&row.get::<_, Vec<u8>>(1)?)?;
        let id = row.get(0)?;
        let shape = match shapes.get(&id) {
            Some(shape) => shape.clone(),
            None => unpack(&shape_body.query_row([id], |row| row.get::<_, Vec<u8>>(0))?)?,
        };
        shapes.entry(id).or_insert_with(|| shape.clone());
        join_shape(&mut outcome, shape);
        Ok(outcome.into())
    })
}
