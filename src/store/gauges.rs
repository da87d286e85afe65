//! Stored samples and findings of a range of time → gauges, for `opsctl monitor`.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rusqlite::params;

use super::Store;
use super::fault::{Fault, Tried};
use super::pack::{all, moment, nanos};
use crate::error::Result;
use crate::model::Level;
use crate::model::monitor::Crossing;

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

    /// The findings that were made in the range, in order of time: (target, check, subject) → what and when.
    pub fn crossings_between(&self, from: Timestamp, to: Timestamp) -> Result<BTreeMap<(String, String, String), Vec<Crossing>>> {
        self.read(|db| {
            let (from, to) = (nanos(from)?, nanos(to)?);
            // The newest look of each check: what is not in it is over.
            let sql = "select q.id, (select max(o.at) from outcome o where o.question = q.id and o.state = 'judged' \
                       and o.at between ?1 and ?2) from question q";
            let newest: HashMap<i64, Option<i64>> = all(db, sql, [from, to], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
            let sql = "select q.id, q.target, q.check_id, f.subject, f.topic, f.level, o.at from finding f \
                       join outcome o on o.id = f.outcome join question q on q.id = o.question where o.at between ?1 and ?2 order by o.at";
            let mut made: BTreeMap<_, Vec<Crossing>> = BTreeMap::new();
            let mut statement = db.prepare_cached(sql)?;
            let mut rows = statement.query([from, to])?;
            while let Some(row) = rows.next()? {
                let (level, at): (String, i64) = (row.get(5)?, row.get(6)?);
                let crossing = Crossing {
                    at: moment(at)?,
                    topic: row.get(4)?,
                    level: Level::parse(&level).ok_or_else(|| Fault::Data(format!("level {level}")))?,
                    newest: newest.get(&row.get(0)?) == Some(&Some(at)),
                };
                made.entry((row.get(1)?, row.get(2)?, row.get(3)?)).or_default().push(crossing);
            }
            Ok(made)
        })
    }
}
