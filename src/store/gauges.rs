//! Stored samples and findings of a range of time → gauges, for `opsctl monitor`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::params;

use super::Store;
use super::fault::Tried;
use super::pack::{all, moment, nanos};
use crate::error::Result;
use crate::model::Level;
use crate::model::monitor::Crossings;

/// A series of numbers: target, check, subject, column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeriesKey {
    pub target: String,
    pub check: String,
    pub subject: String,
    pub column: String,
}

/// Samples in order of time.
pub type Samples = Vec<(Timestamp, f64)>;

impl Store {
    /// Every series that passes `wanted` (target, check) with its samples from `from` up to and with `to`: all that are kept
    /// one by one, and before those the last of each day.
    pub fn series_between(
        &self,
        from: Timestamp,
        to: Timestamp,
        wanted: &dyn Fn(&str, &str) -> bool,
    ) -> Result<BTreeMap<SeriesKey, Samples>> {
        self.read(|db| {
            let (from, to) = (nanos(from)?, nanos(to)?);
            let sql = "select s.id, q.target, q.check_id, s.subject, s.col from series s join question q on q.id = s.question where s.last_at >= ?1";
            let rows: Vec<(i64, SeriesKey)> = all(db, sql, [from], |row| {
                Ok((row.get(0)?, SeriesKey { target: row.get(1)?, check: row.get(2)?, subject: row.get(3)?, column: row.get(4)? }))
            })?;
            let mut every = db.prepare("select at, value from sample where series = ?1 and at between ?2 and ?3")?;
            let mut daily = db.prepare("select at, value from sample_day where series = ?1 and at between ?2 and ?3")?;
            let mut found = BTreeMap::new();
            for (id, key) in rows.into_iter().filter(|(_, key)| wanted(&key.target, &key.check)) {
                let mut samples = BTreeMap::new();
                for statement in [&mut daily, &mut every] {
                    let rows = statement.query_and_then(params![id, from, to], |row| -> Tried<_> { Ok((row.get(0)?, row.get(1)?)) })?;
                    samples.extend(rows.collect::<Tried<Vec<(i64, f64)>>>()?);
                }
                if !samples.is_empty() {
                    let samples = samples.into_iter().map(|(at, value)| Ok((moment(at)?, value))).collect::<Tried<Samples>>()?;
                    found.insert(key, samples);
                }
            }
            Ok(found)
        })
    }

    /// How often findings were made in the range: (target, check, subject) → counts of looks.
    pub fn crossings_between(&self, from: Timestamp, to: Timestamp) -> Result<BTreeMap<(String, String, String), Crossings>> {
        self.read(|db| {
            let sql = "select q.target, q.check_id, f.subject, f.level, o.at from finding f join outcome o on o.id = f.outcome \
                       join question q on q.id = o.question where o.at between ?1 and ?2 order by o.at";
            let rows: Vec<(String, String, String, String, i64)> = all(db, sql, params![nanos(from)?, nanos(to)?], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
            // The newest look of each check: what is not in it is over.
            let sql = "select q.target, q.check_id, max(o.at) from outcome o join question q on q.id = o.question \
                       where o.state = 'judged' and o.at between ?1 and ?2 group by q.target, q.check_id";
            let newest: BTreeMap<(String, String), i64> =
                all(db, sql, params![nanos(from)?, nanos(to)?], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?.into_iter().collect();
            let mut counts: BTreeMap<(String, String, String), Crossings> = BTreeMap::new();
            for (target, check, subject, level, at) in rows {
                let is_last = newest.get(&(target.clone(), check.clone())) == Some(&at);
                let entry = counts.entry((target, check, subject)).or_default();
                let level = Level::parse(&level);
                match level {
                    Some(Level::Critical) => entry.criticals += 1,
                    Some(Level::Warning) => entry.warnings += 1,
                    _ => {}
                }
                if is_last {
                    entry.last = entry.last.max(level);
                }
            }
            Ok(counts)
        })
    }
}
