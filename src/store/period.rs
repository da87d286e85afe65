//! Stored runs of a period → how often was asked, what was found and when it was over, what was not checked, when targets were down.
//!
//! Everything goes by the runs of the period and by indexes that leave the outcomes' bodies alone, so that it takes as long as the
//! period is full, however much lies before it.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json};

use super::Store;
use super::fault::{Fault, Tried};
use super::pack::{all, count, first, moment, nanos, unpack};
use super::runs::{Filter, heads};
use crate::error::Result;
use crate::model::period::{Abnormal, Asked, Episode, Gap, Reachable};
use crate::model::{Cadence, Level, RunHead, Words};

/// The runs of the period, as a condition on `o.run`.
const OF_PERIOD: &str = "o.run in (select seq from run where now >= ?1 and now < ?2)";

impl Store {
    /// The runs that began from `from` up to `to`, the first saved first; without the samples of every minute.
    pub fn runs_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<RunHead>> {
        self.read(|db| {
            let filter = Filter { since: Some(from), until: Some(to), not_cadence: Some(Cadence::Interval), ..Filter::default() };
            let mut found = heads(db, &filter)?;
            found.retain(|head| head.cadence != Cadence::Interval);
            found.reverse();
            Ok(found)
        })
    }

    /// How often each check was asked of each target.
    pub fn asked_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Asked>> {
        self.read(|db| {
            let sql =
                format!("select o.question, o.state, coalesce(o.level, ''), count(*) from outcome o where {OF_PERIOD} group by 1, 2, 3");
            let rows: Vec<(i64, String, String, i64)> =
                all(db, &sql, [nanos(from)?, nanos(to)?], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
            let names = questions(db)?;
            let mut asked: BTreeMap<i64, Asked> = BTreeMap::new();
            for (question, state, level, looks) in rows {
                let Some((target, check)) = names.get(&question) else { continue };
                let one = asked.entry(question).or_insert_with(|| Asked {
                    target: target.clone(),
                    check: check.clone(),
                    ok: 0,
                    noted: 0,
                    warning: 0,
                    critical: 0,
                    not_checked: 0,
                    not_applicable: 0,
                });
                *match (state.as_str(), Level::parse(&level)) {
                    ("judged", Some(Level::Note)) => &mut one.noted,
                    ("judged", Some(Level::Warning)) => &mut one.warning,
                    ("judged", Some(Level::Critical)) => &mut one.critical,
                    ("judged", _) => &mut one.ok,
                    ("not-checked", _) => &mut one.not_checked,
                    _ => &mut one.not_applicable,
                } += count(looks);
            }
            let mut asked: Vec<Asked> = asked.into_values().collect();
            asked.sort_by(|a, b| (&a.target, &a.check).cmp(&(&b.target, &b.check)));
            Ok(asked)
        })
    }

    /// Warnings and critical findings of the period, each from its beginning to its end, by target and check.
    pub fn episodes_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Episode>> {
        self.read(|db| {
            let (begin, end) = (nanos(from)?, nanos(to)?);
            let sql = format!(
                "select o.question, f.subject, f.topic, f.since, f.level, o.at, r.id, f.zh, f.en \
                 from outcome o join finding f on f.outcome = o.id join run r on r.seq = o.run \
                 where {OF_PERIOD} and o.level in ('warning', 'critical') and f.level in ('warning', 'critical') order by o.at, o.id"
            );
            let names = questions(db)?;
            let mut made: BTreeMap<(i64, String, String, i64), Episode> = BTreeMap::new();
            let mut statement = db.prepare(&sql)?;
            let mut rows = statement.query([begin, end])?;
            while let Some(row) = rows.next()? {
                let (question, since, level, at): (i64, i64, String, i64) = (row.get(0)?, row.get(3)?, row.get(4)?, row.get(5)?);
                let Some((target, check)) = names.get(&question) else { continue };
                let level = Level::parse(&level).ok_or_else(|| Fault::Data(format!("level {level}")))?;
                let (subject, topic): (String, String) = (row.get(1)?, row.get(2)?);
                let last = moment(at)?;
                let episode = made.entry((question, subject, topic, since)).or_insert_with_key(|(_, subject, topic, _)| Episode {
                    target: target.clone(),
                    check: check.clone(),
                    subject: subject.clone(),
                    topic: topic.clone(),
                    level,
                    since: last,
                    last,
                    over: None,
                    looks: 0,
                    run: String::new(),
                    says: Words::default(),
                });
                episode.since = moment(since)?;
                episode.level = episode.level.max(level);
                (episode.last, episode.looks, episode.run) = (last, episode.looks + 1, row.get(6)?);
                episode.says = Words::new(row.get::<_, String>(7)?, row.get::<_, String>(8)?);
            }
            let mut next = db.prepare("select min(at) from outcome where question = ?1 and state = 'judged' and at > ?2 and at < ?3")?;
            for ((question, ..), episode) in &mut made {
                let over: Option<i64> = next.query_row(params![question, nanos(episode.last)?, end], |row| row.get(0))?;
                episode.over = over.map(moment).transpose()?;
            }
            let mut made: Vec<Episode> = made.into_values().collect();
            made.sort_by(|a, b| (&a.target, &a.check, &a.subject, a.since).cmp(&(&b.target, &b.check, &b.subject, b.since)));
            Ok(made)
        })
    }

    /// What could not be judged, by target and check.
    pub fn gaps_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Gap>> {
        self.read(|db| {
            let period = [nanos(from)?, nanos(to)?];
            let names = questions(db)?;
            let gap = |question: &i64| {
                let (target, check) = names.get(question).cloned().unwrap_or_default();
                Gap { target, check, times: 0, blind: 0, reason: String::new() }
            };
            let mut found: BTreeMap<i64, Gap> = BTreeMap::new();
            let sql =
                format!("select o.question, count(*), max(o.id) from outcome o where {OF_PERIOD} and o.state = 'not-checked' group by 1");
            let mut body = db.prepare("select body from outcome where id = ?1")?;
            for (question, times, last) in
                all(db, &sql, period, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?
            {
                let body: Map<String, Json> = unpack(&body.query_row([last], |row| row.get::<_, Vec<u8>>(0))?)?;
                let reason = body.get("reason").map(Json::to_string).unwrap_or_default();
                found.insert(question, Gap { times: count(times), reason, ..gap(&question) });
            }
            let sql = format!(
                "select o.question, count(distinct b.subject) from outcome o join blind b on b.outcome = o.id where {OF_PERIOD} group by 1"
            );
            for (question, blind) in all(db, &sql, period, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))? {
                found.entry(question).or_insert_with_key(gap).blind = count(blind);
            }
            let mut found: Vec<Gap> = found.into_values().collect();
            found.sort_by(|a, b| (&a.target, &a.check).cmp(&(&b.target, &b.check)));
            Ok(found)
        })
    }

    /// Every look of the period at a check that found a warning or worse, or could not judge; interval runs left out.
    pub fn abnormal_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Abnormal>> {
        self.read(|db| {
            let names = questions(db)?;
            let sql = "select o.id, r.id, o.question, o.at, o.state, coalesce(o.level, '') from run r join outcome o on o.run = r.seq \
                       where r.now >= ?1 and r.now < ?2 and r.cadence <> 'interval' \
                       and (o.level in ('warning', 'critical') or o.state = 'not-checked') order by r.seq, o.target_pos, o.pos";
            let mut body = db.prepare("select body from outcome where id = ?1")?;
            let mut said = db.prepare("select zh, en from finding where outcome = ?1 and level in ('warning', 'critical') order by pos")?;
            let mut found = Vec::new();
            let mut statement = db.prepare(sql)?;
            let mut rows = statement.query([nanos(from)?, nanos(to)?])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                let Some((target, check)) = names.get(&row.get(2)?) else { continue };
                let level =
                    Level::parse(&row.get::<_, String>(5)?).filter(|_| row.get::<_, String>(4).is_ok_and(|state| state == "judged"));
                let says = if level.is_some() {
                    let said = said.query_and_then([id], |row| -> Tried<Words> {
                        Ok(Words::new(row.get::<_, String>(0)?, row.get::<_, String>(1)?))
                    })?;
                    said.collect::<Tried<Vec<_>>>()?
                } else {
                    let body: Map<String, Json> = unpack(&body.query_row([id], |row| row.get::<_, Vec<u8>>(0))?)?;
                    vec![Words::new(body.get("reason").map(Json::to_string).unwrap_or_default(), "")]
                };
                found.push(Abnormal {
                    run: row.get(1)?,
                    target: target.clone(),
                    check: check.clone(),
                    at: moment(row.get(3)?)?,
                    level,
                    says,
                });
            }
            Ok(found)
        })
    }

    /// When each target did not answer. `checks`: those that say whether it does.
    pub fn reachable_between(&self, checks: &[&str], from: Timestamp, to: Timestamp) -> Result<Vec<Reachable>> {
        self.read(|db| {
            let (begin, end) = (nanos(from)?, nanos(to)?);
            let mut found = Vec::new();
            for (question, (target, _)) in questions(db)?.into_iter().filter(|(_, (_, check))| checks.contains(&check.as_str())) {
                let one = reachable(db, question, target, begin, end)?;
                if one.looks > 0 {
                    found.push(one);
                }
            }
            found.sort_by(|a, b| a.target.cmp(&b.target));
            Ok(found)
        })
    }
}

/// Number → target and check.
fn questions(db: &Connection) -> Tried<HashMap<i64, (String, String)>> {
    let rows = all(db, "select id, target, check_id from question", [], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    Ok(rows.into_iter().collect())
}

/// Looks of every minute leave a sample each and, where all was well, no outcome after some days: both count.
fn reachable(db: &Connection, question: i64, target: String, begin: i64, end: i64) -> Tried<Reachable> {
    let outcomes = "select count(*), min(at), max(at) from outcome where question = ?1 and state = 'judged' and at >= ?2 and at < ?3";
    let samples = "select count(*), min(at), max(at) from sample where at >= ?2 and at < ?3 and series = \
                   (select id from series where question = ?1 and col = 'logon_ms' limit 1)";
    let (mut looks, mut first_at, mut last_at): (i64, Option<i64>, Option<i64>) = (0, None, None);
    for sql in [outcomes, samples] {
        let seen: (i64, Option<i64>, Option<i64>) =
            db.prepare_cached(sql)?.query_row([question, begin, end], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        looks = looks.max(seen.0);
        first_at = first_at.into_iter().chain(seen.1).min();
        last_at = last_at.into_iter().chain(seen.2).max();
    }
    let alarms: Vec<i64> = all(
        db,
        "select at from outcome where question = ?1 and level = 'critical' and at >= ?2 and at < ?3 order by at",
        [question, begin, end],
        |row| Ok(row.get(0)?),
    )?;
    let mut downs: Vec<(Timestamp, Option<Timestamp>)> = Vec::new();
    let mut up_at = i64::MIN;
    for alarm in alarms {
        if alarm < up_at {
            continue;
        }
        let up = next_up(db, question, alarm, end)?;
        downs.push((moment(alarm)?, up.map(moment).transpose()?));
        up_at = up.unwrap_or(i64::MAX);
    }
    Ok(Reachable { target, looks: count(looks), first: first_at.map(moment).transpose()?, last: last_at.map(moment).transpose()?, downs })
}

/// The first look after `at` that found the target up.
fn next_up(db: &Connection, question: i64, at: i64, end: i64) -> Tried<Option<i64>> {
    let outcome = "select at from outcome where question = ?1 and state = 'judged' and at > ?2 and at < ?3 and level <> 'critical' order by at limit 1";
    let sample = "select at from sample where at > ?2 and at < ?3 and series = \
                  (select id from series where question = ?1 and col = 'logon_ms' limit 1) order by at limit 1";
    let mut up = None;
    for sql in [outcome, sample] {
        let found: Option<i64> = first(db, sql, [question, at, end], |row| Ok(row.get(0)?))?;
        up = up.into_iter().chain(found).min();
    }
    Ok(up)
}
