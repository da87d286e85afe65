//! Turns the metric columns of a judged outcome into stored samples.

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Transaction, params};

use super::fault::Tried;
use super::pack::{all, nanos};
use crate::model::{Outcome, State, subject};

/// The numbers of an outcome: subject, column, value. NULL and what is not a finite number is no sample.
pub(super) fn numbers(outcome: &Outcome) -> Vec<(String, String, f64)> {
    let State::Judged { table, .. } = &outcome.state else { return Vec::new() };
    let metrics: Vec<_> = outcome.metric.iter().filter_map(|name| Some((name, table.index(name)?))).collect();
    let mut numbers = Vec::new();
    if metrics.is_empty() {
        return numbers;
    }
    for cells in &table.rows {
        let subject = subject(&outcome.subject, &table.columns, cells);
        for (name, column) in &metrics {
            let value = cells.get(*column).and_then(crate::model::Value::as_f64).filter(|value| value.is_finite());
            numbers.extend(value.map(|value| (subject.clone(), (*name).clone(), value)));
        }
    }
    numbers
}

/// Keeps the numbers under the outcome's own time, so that a capture judged twice is there once.
pub(super) fn keep(db: &Transaction<'_>, question: i64, at: Timestamp, zone: &TimeZone, numbers: &[(String, String, f64)]) -> Tried<()> {
    if numbers.is_empty() {
        return Ok(());
    }
    let (at, day) = (nanos(at)?, day_of(at, zone));
    let mut known: HashMap<(String, String), i64> =
        all(db, "select subject, col, id from series where question = ?1", [question], |row| {
            Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
        })?
        .into_iter()
        .collect();
    let mut add = db.prepare_cached("insert into series (question, subject, col, last_at) values (?1, ?2, ?3, ?4) returning id")?;
    let mut used = db.prepare_cached("update series set last_at = ?2 where id = ?1 and last_at < ?2")?;
    let mut every = db.prepare_cached(
        "insert into sample (series, at, value) values (?1, ?2, ?3) on conflict (series, at) do update set value = excluded.value",
    )?;
    let mut daily = db.prepare_cached(
        "insert into sample_day (series, day, at, value) values (?1, ?2, ?3, ?4) on conflict (series, day) \
         do update set at = excluded.at, value = excluded.value where excluded.at >= sample_day.at",
    )?;
    for (subject, column, value) in numbers {
        let key = (subject.clone(), column.clone());
        let series = match known.get(&key) {
            Some(id) => *id,
            None => add.query_row(params![question, subject, column, at], |row| row.get(0))?,
        };
        known.insert(key, series);
        used.execute([series, at])?;
        every.execute(params![series, at, value])?;
        daily.execute(params![series, day, at, value])?;
    }
    Ok(())
}

/// The day in the run's zone, counted from 1970-01-01.
pub(super) fn day_of(at: Timestamp, zone: &TimeZone) -> i64 {
    (at.as_second() + i64::from(zone.to_offset(at).seconds())).div_euclid(86_400)
}
