//! Samples of a period → a few numbers a series. One series is read at a time, so that samples of every minute of a month fit.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

use super::Store;
use super::fault::Tried;
use super::pack::{all, moment, nanos};
use super::samples::day_of;
use crate::error::Result;
use crate::model::period::Figure;

impl Store {
    /// The series that pass `wanted` (check, column), with what their samples from `from` up to `to` say. Where single samples are no
    /// longer kept, the last of each day stand for it.
    pub fn figures_between(
        &self,
        from: Timestamp,
        to: Timestamp,
        zone: &TimeZone,
        wanted: &dyn Fn(&str, &str) -> bool,
    ) -> Result<Vec<Figure>> {
        self.read(|db| {
            let range = (nanos(from)?, nanos(to)?);
            let sql = "select s.id, q.target, q.check_id, s.subject, s.col from series s join question q on q.id = s.question \
                       where s.last_at >= ?1 order by q.target, q.check_id, s.subject, s.col";
            let series: Vec<(i64, [String; 4])> =
                all(db, sql, [range.0], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])))?;
            let mut figures = Vec::new();
            for (id, [target, check, subject, column]) in series {
                if !wanted(&check, &column) {
                    continue;
                }
                let samples = samples(db, id, range)?;
                figures.extend(figure(&samples, zone)?.map(|figure| Figure { target, check, subject, column, ..figure }));
            }
            Ok(figures)
        })
    }
}

fn samples(db: &Connection, series: i64, (from, to): (i64, i64)) -> Tried<Vec<(i64, f64)>> {
    let read = |table: &str, to: i64| {
        let sql = format!("select at, value from {table} where series = ?1 and at >= ?2 and at < ?3 order by at");
        let mut statement = db.prepare_cached(&sql)?;
        let rows = statement.query_and_then(params![series, from, to], |row| -> Tried<(i64, f64)> { Ok((row.get(0)?, row.get(1)?)) })?;
        rows.collect::<Tried<Vec<_>>>()
    };
    let every = read("sample", to)?;
    let mut samples = read("sample_day", every.first().map_or(to, |(at, _)| *at))?;
    samples.extend(every);
    Ok(samples)
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of samples")]
fn figure(samples: &[(i64, f64)], zone: &TimeZone) -> Tried<Option<Figure>> {
    let [(_, first), ..] = samples else { return Ok(None) };
    let mut values: Vec<f64> = samples.iter().map(|(_, value)| *value).collect();
    values.sort_by(f64::total_cmp);
    let count = values.len();
    let rank = ((count as f64 * 0.95).ceil() as usize).clamp(1, count);
    let mut days: Vec<(i64, f64, f64)> = Vec::new();
    for (at, value) in samples {
        let day = day_of(moment(*at)?, zone);
        match days.last_mut() {
            Some((last, sum, n)) if *last == day => (*sum, *n) = (*sum + value, *n + 1.0),
            _ => days.push((day, *value, 1.0)),
        }
    }
    Ok(Some(Figure {
        target: String::new(),
        check: String::new(),
        subject: String::new(),
        column: String::new(),
        samples: count,
        avg: values.iter().sum::<f64>() / count as f64,
        max: values[count - 1],
        p95: values[rank - 1],
        first: *first,
        last: samples[count - 1].1,
        days: days.into_iter().map(|(day, sum, n)| (day, sum / n)).collect(),
    }))
}
