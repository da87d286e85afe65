//! Turns stored outcomes, samples, increments and baselines of one target into the [`History`] its checks are judged by.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{Connection, Row, Statement, params};

use super::Store;
use super::baseline;
use super::fault::{Fault, Tried};
use super::pack::{all, first, moment, nanos};
use crate::error::Result;
use crate::model::{History, Level, LookBack, OpenFinding, Prev, Words};

const DAY: i64 = 86_400_000_000_000;

/// So long every sample is given, for `growth_per_day` looks back up to 72 hours; before that the last of each day.
const EVERY_SAMPLE: i64 = 4 * DAY;

/// Of a series with more samples in that time than it has slots, the last of each slot is given: samples of every minute say no
/// more of a day's growth, and there are thousands of series.
const SLOT: i64 = DAY / 48;
const MOST_SAMPLES: i64 = EVERY_SAMPLE / SLOT;

impl Store {
    /// What was known of the wanted checks of a target before `now`, with samples of the last `days`.
    pub fn history_of(&self, target: &str, now: Timestamp, days: u32, wanted: &LookBack) -> Result<HashMap<String, History>> {
        self.read(|db| {
            let sql = "select id, check_id from question where target = ?1";
            let questions: Vec<(i64, String)> = all(db, sql, [target], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut past = Past::new(db, now, days)?;
            let mut known = HashMap::new();
            for (id, check) in questions {
                if let Some(columns) = wanted.get(&check) {
                    let history = past.of(db, id, &|column| columns.contains(column))?;
                    known.insert(check, history);
                }
            }
            Ok(known)
        })
    }

    /// The same of one check, with the samples of all its columns; of one never asked everything is empty.
    pub fn history(&self, target: &str, check: &str, now: Timestamp, days: u32) -> Result<History> {
        self.read(|db| {
            let sql = "select id from question where target = ?1 and check_id = ?2";
            let question = first(db, sql, [target, check], |row| Ok(row.get(0)?))?;
            question.map_or_else(|| Ok(History::default()), |id| Past::new(db, now, days)?.of(db, id, &|_| true))
        })
    }

    /// How far each log file of a target was read: path and position as JSON.
    pub fn cursors(&self, target: &str) -> Result<BTreeMap<String, String>> {
        self.read(|db| {
            let rows = all(db, "select path, value from cursor where target = ?1", [target], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.into_iter().collect())
        })
    }
}

/// The statements that are run for every check or series, and the window they look through.
struct Past<'db> {
    now: i64,
    from: i64,
    judged: Statement<'db>,
    findings: Statement<'db>,
    blind: Statement<'db>,
    series: Statement<'db>,
    daily: Statement<'db>,
    every: Statement<'db>,
    last: Statement<'db>,
    many: Statement<'db>,
    older: Statement<'db>,
    increment: Statement<'db>,
}

impl<'db> Past<'db> {
    fn new(db: &'db Connection, now: Timestamp, days: u32) -> Tried<Self> {
        let now = nanos(now)?;
        Ok(Self {
            now,
            from: now.saturating_sub(DAY.saturating_mul(i64::from(days))),
            judged: db
                .prepare("select id, at from outcome where question = ?1 and state = 'judged' and at < ?2 order by at desc, id desc")?,
            findings: db.prepare("select subject, topic, level, since, zh, en from finding where outcome = ?1 order by pos")?,
            blind: db.prepare("select subject from blind where outcome = ?1")?,
            series: db.prepare("select id, subject, col from series where question = ?1 and last_at >= ?2")?,
            // The key is by day, in any zone; one day of slack on both sides and the exact bounds after it.
            daily: db.prepare(
                "select at, value from sample_day where series = ?1 and day between ?2 / 86400000000000 - 1 \
                 and ?3 / 86400000000000 + 1 and at >= ?2 and at < ?3 order by day",
            )?,
            every: db.prepare("select at, value from sample where series = ?1 and at >= ?2 and at < ?3 order by at")?,
            last: db.prepare("select at, value from sample where series = ?1 and at >= ?2 and at < ?3 order by at desc limit 1")?,
            many: db.prepare("select 1 from sample where series = ?1 and at >= ?2 and at < ?3 limit 1 offset ?4")?,
            older: db.prepare("select at, value from sample_day where series = ?1 and at < ?2 order by day desc limit 1")?,
            increment: db.prepare("select value from increment where question = ?1 and at < ?2 order by at desc limit 1")?,
        })
    }

    fn of(&mut self, db: &Connection, question: i64, wanted: &dyn Fn(&str) -> bool) -> Tried<History> {
        let mut history = History { baseline: baseline::newest(db, question)?.map(|a| a.baseline), ..History::default() };
        history.increment = self.increment.query([question, self.now])?.next()?.map(|row| row.get(0)).transpose()?;
        let Some(at) = self.open(question, &mut history.open)? else { return Ok(history) };
        history.last_run_at = Some(moment(at)?);
        self.measures(question, at, wanted, &mut history)?;
        Ok(history)
    }

    /// Findings of the last judged outcome, whose time is returned. Of rows that it could not judge, those of the outcome
    /// before it: nobody saw them go.
    fn open(&mut self, question: i64, open: &mut Vec<OpenFinding>) -> Tried<Option<i64>> {
        let mut last = None;
        let mut blind: Option<HashSet<String>> = None;
        let mut outcomes = self.judged.query([question, self.now])?;
        while let Some(row) = outcomes.next()? {
            let (outcome, at): (i64, i64) = (row.get(0)?, row.get(1)?);
            last = last.or(Some(at));
            let mut found: Vec<_> = self.findings.query_and_then([outcome], finding)?.collect::<Tried<_>>()?;
            let mut unseen: HashSet<String> = self.blind.query_and_then([outcome], |row| row.get(0))?.collect::<Result<_, _>>()?;
            if let Some(blind) = &blind {
                found.retain(|finding| blind.contains(&finding.subject));
                unseen.retain(|subject| blind.contains(subject));
            }
            open.extend(found);
            if unseen.is_empty() {
                break;
            }
            blind = Some(unseen);
        }
        Ok(last)
    }

    /// Samples in the window; `prev` also from before it, when the last judged outcome is older than the window.
    fn measures(&mut self, question: i64, judged_at: i64, wanted: &dyn Fn(&str) -> bool, history: &mut History) -> Tried<()> {
        let used_since = self.from.min(judged_at);
        let rows = self.series.query_and_then([question, used_since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let series: Vec<(i64, String, String)> = rows.collect::<Tried<_>>()?;
        for (id, subject, column) in series {
            let samples = if wanted(&column) { self.samples(id)? } else { Vec::new() };
            let last = match samples.last() {
                Some(last) => Some(*last),
                None => self.last(id)?,
            };
            if let Some((at, value)) = last {
                keep_newest(history.prev.entry(subject.clone()), &column, at, value);
            }
            if !samples.is_empty() {
                history.samples.entry(subject).or_default().insert(column, samples);
            }
        }
        Ok(())
    }

    fn samples(&mut self, series: i64) -> Tried<Vec<(Timestamp, f64)>> {
        let every_from = self.from.max(self.now.saturating_sub(EVERY_SAMPLE));
        let mut samples = Vec::new();
        read_samples(&mut self.daily, params![series, self.from, every_from], &mut samples)?;
        if self.many.exists([series, every_from, self.now, MOST_SAMPLES])? {
            self.last_of_each_slot(series, every_from, &mut samples)?;
        } else {
            read_samples(&mut self.every, params![series, every_from, self.now], &mut samples)?;
        }
        // Days of two zones may interleave.
        samples.sort_by_key(|(at, _)| *at);
        Ok(samples)
    }

    /// From now backwards, one look into the index for each slot that has a sample.
    fn last_of_each_slot(&mut self, series: i64, from: i64, into: &mut Vec<(Timestamp, f64)>) -> Tried<()> {
        let mut before = self.now;
        loop {
            let mut rows = self.last.query([series, from, before])?;
            let Some(row) = rows.next()? else { return Ok(()) };
            let at = row.get(0)?;
            into.push((moment(at)?, row.get(1)?));
            before = at - at.rem_euclid(SLOT);
        }
    }

    /// The newest sample, however old; of days that are pruned by then, the last of the newest day.
    fn last(&mut self, series: i64) -> Tried<Option<(Timestamp, f64)>> {
        match read_samples(&mut self.last, params![series, i64::MIN, self.now], &mut Vec::new())? {
            Some(last) => Ok(Some(last)),
            None => read_samples(&mut self.older, params![series, self.now], &mut Vec::new()),
        }
    }
}

fn finding(row: &Row<'_>) -> Tried<OpenFinding> {
    let level: String = row.get(2)?;
    Ok(OpenFinding {
        subject: row.get(0)?,
        topic: row.get(1)?,
        level: Level::parse(&level).ok_or_else(|| Fault::Data(format!("level {level}")))?,
        since: moment(row.get(3)?)?,
        says: Words { zh: row.get(4)?, en: row.get(5)? },
    })
}

/// Appends what the statement gives and returns the last of it.
fn read_samples(
    statement: &mut Statement<'_>,
    params: impl rusqlite::Params,
    into: &mut Vec<(Timestamp, f64)>,
) -> Tried<Option<(Timestamp, f64)>> {
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        into.push((moment(row.get(0)?)?, row.get(1)?));
    }
    Ok(into.last().copied())
}

/// `prev` holds the columns of one moment: the last at which the subject was measured.
fn keep_newest(entry: std::collections::btree_map::Entry<'_, String, Prev>, column: &str, at: Timestamp, value: f64) {
    let prev = entry.or_insert_with(|| Prev { at, values: BTreeMap::new() });
    if at > prev.at {
        *prev = Prev { at, values: BTreeMap::new() };
    }
    if at == prev.at {
        prev.values.insert(column.into(), value);
    }
}
