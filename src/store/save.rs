//! Turns a sealed run and what it learned into rows, in one short transaction.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Transaction, params};
use serde_json::{Map, Value as Json};

use super::Store;
use super::fault::{Fault, Tried};
use super::pack::{Packer, added, first, int, nanos, split_shape};
use super::samples;
use crate::error::Result;
use crate::model::{Cadence, Finding, Level, NewState, Outcome, Run, State, Table, TargetRun, Words, sha256};

/// A run made ready.
struct Ready<'a> {
    head: Vec<u8>,
    targets: Vec<ReadyTarget<'a>>,
    /// SHA-256 → what outcomes have in common, as JSON; deflated only when the store does not have it.
    shapes: HashMap<String, Vec<u8>>,
}

/// A target made ready before the transaction starts, so that others wait for the writing only.
struct ReadyTarget<'a> {
    of: &'a TargetRun,
    body: Vec<u8>,
    outcomes: Vec<ReadyOutcome<'a>>,
}

struct ReadyOutcome<'a> {
    of: &'a Outcome,
    /// Key of its shape.
    shape: String,
    body: Vec<u8>,
    numbers: Vec<(String, String, f64)>,
}

impl Store {
    /// Stores a run with its findings, samples and the state of its sources: all of it, or after an error nothing.
    pub fn save(&mut self, run: &Run, state: &NewState) -> Result<()> {
        self.may_write()?;
        let ready = Ready::new(run).map_err(|fault| fault.failed(&self.path))?;
        self.write(|db| insert_run(db, run, &ready).and_then(|()| keep_state(db, run, state)))
    }
}

/// The run without its targets.
fn head_of(run: &Run) -> Run {
    Run {
        schema: run.schema,
        id: run.id.clone(),
        command: run.command.clone(),
        tool: run.tool.clone(),
        cadence: run.cadence,
        operator: run.operator.clone(),
        machine: run.machine.clone(),
        lang: run.lang,
        zone: run.zone.clone(),
        now: run.now,
        now_fixed: run.now_fixed,
        took_ms: run.took_ms,
        source: run.source.clone(),
        incomplete: run.incomplete,
        targets: Vec::new(),
    }
}

/// The target without its outcomes.
fn head_of_target(target: &TargetRun) -> TargetRun {
    TargetRun {
        name: target.name.clone(),
        description: target.description.clone(),
        group: target.group.clone(),
        tags: target.tags.clone(),
        address: target.address.clone(),
        driver: target.driver.clone(),
        facts: target.facts.clone(),
        host: target.host.clone(),
        clock_skew_s: target.clock_skew_s,
        outcomes: Vec::new(),
        recovered: target.recovered.clone(),
    }
}

impl<'a> Ready<'a> {
    fn new(run: &'a Run) -> Tried<Self> {
        let mut packer = Packer::new();
        let mut ready = Self { head: packer.pack(&head_of(run))?, targets: Vec::with_capacity(run.targets.len()), shapes: HashMap::new() };
        for of in &run.targets {
            let mut head = object(serde_json::to_value(head_of_target(of))?)?;
            head.shift_remove("outcomes");
            let body = packer.pack(&head)?;
            let outcomes = of.outcomes.iter().map(|of| ready.outcome(of, run.cadence, &mut packer)).collect::<Tried<_>>()?;
            ready.targets.push(ReadyTarget { of, body, outcomes });
        }
        Ok(ready)
    }

    fn outcome(&mut self, of: &'a Outcome, cadence: Cadence, packer: &mut Packer) -> Tried<ReadyOutcome<'a>> {
        let mut rest = object(serde_json::to_value(kept(of, cadence))?)?;
        let json = serde_json::to_vec(&split_shape(&mut rest))?;
        let shape = sha256(&json);
        self.shapes.entry(shape.clone()).or_insert(json);
        Ok(ReadyOutcome { of, shape, body: packer.pack(&rest)?, numbers: samples::numbers(of) })
    }
}

/// What is stored of an outcome. Interval looks come every minute and are made for their numbers, which the samples hold: where
/// nothing is wrong, the rows are not stored once more, nor the trend, which is samples again.
fn kept(outcome: &Outcome, cadence: Cadence) -> Cow<'_, Outcome> {
    let State::Judged { table, findings } = &outcome.state else { return Cow::Borrowed(outcome) };
    let quiet = outcome.unjudged.is_empty() && findings.iter().all(|finding| finding.level < Level::Warning);
    if cadence != Cadence::Interval || !quiet || table.rows.is_empty() {
        return Cow::Borrowed(outcome);
    }
    let state = State::Judged {
        table: Table { columns: Arc::clone(&table.columns), rows: Vec::new(), truncated: table.truncated },
        findings: findings.iter().map(|finding| Finding { row: None, ..finding.clone() }).collect(),
    };
    Cow::Owned(Outcome { unkept_rows: table.rows.len(), trend: BTreeMap::new(), state, ..outcome.clone() })
}

/// Said of an outcome whose rows were not stored. Added when it is read: a thousand outcomes a minute need not each hold it.
pub(super) fn unkept() -> Words {
    Words::new(
        "定时采样只保存数值，正常项的明细未保存。",
        "Interval runs keep the numbers only: the rows of what was normal are not stored.",
    )
}

fn object(json: Json) -> Tried<Map<String, Json>> {
    let Json::Object(map) = json else { return Err(Fault::Data("not an object".into())) };
    Ok(map)
}

fn insert_run(db: &Transaction<'_>, run: &Run, ready: &Ready<'_>) -> Tried<()> {
    let seq = added(
        db,
        "insert into run (id, now, command, verdict, cadence, body) values (?1, ?2, ?3, ?4, ?5, ?6) returning seq",
        params![run.id, nanos(run.now)?, run.command, run.verdict().as_str(), run.cadence.as_str(), ready.head],
    )?;
    let zone = TimeZone::get(&run.zone).unwrap_or(TimeZone::UTC);
    let shapes = keep_shapes(db, &ready.shapes)?;
    for (at, target) in ready.targets.iter().enumerate() {
        insert_target(db, seq, int(at), target)?;
        for (pos, outcome) in target.outcomes.iter().enumerate() {
            let question = question(db, &target.of.name, &outcome.of.check)?;
            insert_outcome(db, [seq, int(at), int(pos), question, shapes[&outcome.shape]], outcome)?;
            samples::keep(db, question, outcome.of.at, &zone, &outcome.numbers)?;
        }
    }
    Ok(())
}

fn insert_target(db: &Transaction<'_>, run: i64, pos: i64, target: &ReadyTarget<'_>) -> Tried<()> {
    let tally = target.of.tally();
    db.execute(
        "insert into target_run (run, pos, target, verdict, critical, warning, note, judged, not_checked, not_applicable, body) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            run,
            pos,
            target.of.name,
            tally.verdict().as_str(),
            int(tally.critical),
            int(tally.warning),
            int(tally.note),
            int(tally.judged),
            int(tally.not_checked),
            int(tally.not_applicable),
            target.body
        ],
    )?;
    Ok(())
}

/// The number of a check on a target; a new pair gets one.
pub(super) fn question(db: &Transaction<'_>, target: &str, check: &str) -> Tried<i64> {
    let known = first(db, "select id from question where target = ?1 and check_id = ?2", [target, check], |row| Ok(row.get(0)?))?;
    let add = || added(db, "insert into question (target, check_id) values (?1, ?2) returning id", [target, check]);
    known.map_or_else(add, Ok)
}

/// The number of each shape; new ones are added.
fn keep_shapes<'a>(db: &Transaction<'_>, shapes: &'a HashMap<String, Vec<u8>>) -> Tried<HashMap<&'a String, i64>> {
    let mut packer = Packer::new();
    let number = |(sha, json): (&'a String, &Vec<u8>)| {
        let known = first(db, "select id from shape where sha256 = ?1", [sha], |row| Ok(row.get(0)?))?;
        let mut add = || added(db, "insert into shape (sha256, body) values (?1, ?2) returning id", params![sha, packer.deflate(json)?]);
        Ok((sha, known.map_or_else(&mut add, Ok)?))
    };
    shapes.iter().map(number).collect()
}

/// `[run, target_pos, pos, question, shape]` and the outcome.
fn insert_outcome(db: &Transaction<'_>, [run, target_pos, pos, question, shape]: [i64; 5], outcome: &ReadyOutcome<'_>) -> Tried<()> {
    let at = outcome.of.at;
    let state = match &outcome.of.state {
        State::Judged { .. } => "judged",
        State::NotChecked { .. } => "not-checked",
        State::NotApplicable { .. } => "not-applicable",
    };
    let level = outcome.of.level().map(crate::model::Level::as_str);
    let id = added(
        db,
        "insert into outcome (run, target_pos, pos, question, state, level, at, shape, body) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) returning id",
        params![run, target_pos, pos, question, state, level, nanos(at)?, shape, outcome.body],
    )?;
    let mut insert = db.prepare_cached(
        "insert into finding (outcome, pos, level, subject, topic, zh, en, since, is_new) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (pos, finding) in outcome.of.findings().iter().enumerate() {
        let Finding { level, subject, topic, says, since, new, .. } = finding;
        let since = nanos(since.unwrap_or(at))?;
        insert.execute(params![id, int(pos), level.as_str(), subject, topic, says.zh, says.en, since, new])?;
    }
    let mut blind = db.prepare_cached("insert into blind (outcome, subject) values (?1, ?2) on conflict do nothing")?;
    for row in &outcome.of.unjudged {
        blind.execute(params![id, row.subject])?;
    }
    Ok(())
}

/// Increments stand under the time of their outcome, cursors are only the newest.
fn keep_state(db: &Transaction<'_>, run: &Run, state: &NewState) -> Tried<()> {
    for (target, check, value) in &state.increments {
        let at = nanos(asked_at(run, target, check))?;
        db.execute(
            "insert into increment (question, at, value) values (?1, ?2, ?3) \
             on conflict (question, at) do update set value = excluded.value",
            params![question(db, target, check)?, at, value],
        )?;
    }
    for (target, path, value) in &state.cursors {
        db.execute(
            "insert into cursor (target, path, value) values (?1, ?2, ?3) \
             on conflict (target, path) do update set value = excluded.value",
            [target, path, value],
        )?;
    }
    Ok(())
}

fn asked_at(run: &Run, target: &str, check: &str) -> Timestamp {
    let targets = run.targets.iter().filter(|t| t.name == target);
    targets.flat_map(|t| &t.outcomes).find(|o| o.check == check).map_or(run.now, |outcome| outcome.at)
}
