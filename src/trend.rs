//! Samples over time → growth and slope. Pure. LEVEL 1.

use jiff::Timestamp;

/// One measured value.
pub type Sample = (Timestamp, f64);

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;

fn seconds_between(a: Timestamp, b: Timestamp) -> f64 {
    (b - a).total(jiff::Unit::Second).unwrap_or(0.0)
}

/// Change of `value` a day, against the sample nearest to 24 hours before `now`. A sample of 18 to 30 hours counts as
/// one day old; others are scaled, and beyond 72 hours there is no answer. Samples under an hour old are not looked at.
#[must_use]
pub fn growth_per_day(samples: &[Sample], now: Timestamp, value: f64) -> Option<f64> {
    let (age, before) = samples
        .iter()
        .map(|(at, v)| (seconds_between(*at, now), *v))
        .filter(|(age, _)| (HOUR..=3.0 * DAY).contains(age))
        .min_by(|a, b| (a.0 - DAY).abs().total_cmp(&(b.0 - DAY).abs()))?;
    let days = if (18.0 * HOUR..=30.0 * HOUR).contains(&age) { 1.0 } else { age / DAY };
    Some((value - before) / days)
}

/// Last sample of each UTC day, oldest first; with today's value at the end when given.
#[must_use]
pub fn daily(samples: &[Sample], today: Option<Sample>) -> Vec<Sample> {
    let mut days: Vec<Sample> = Vec::new();
    for sample in samples.iter().copied().chain(today) {
        let day = |t: Timestamp| t.as_second().div_euclid(86_400);
        match days.last_mut() {
            Some(last) if day(last.0) == day(sample.0) => *last = sample,
            _ => days.push(sample),
        }
    }
    days
}

/// Theil–Sen slope a day: the median of the slopes between all pairs, so that one odd day does not bend it.
/// Needs at least three points spread over two days.
#[must_use]
pub fn slope_per_day(points: &[Sample]) -> Option<f64> {
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 3 || seconds_between(first.0, last.0) < 2.0 * DAY - HOUR {
        return None;
    }
    let mut slopes: Vec<f64> = points
        .iter()
        .enumerate()
        .flat_map(|(i, a)| points[i + 1..].iter().map(move |b| (a, b)))
        .filter_map(|(a, b)| {
            let days = seconds_between(a.0, b.0) / DAY;
            (days > 0.0).then(|| (b.1 - a.1) / days)
        })
        .collect();
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    match slopes.len() {
        0 => None,
        n if n % 2 == 1 => Some(slopes[middle]),
        _ => Some(f64::midpoint(slopes[middle - 1], slopes[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1000 * 24 + hours)
    }

    #[test]
    fn growth_is_taken_against_yesterday_not_this_morning() {
        let samples = [(at(-24), 90.0), (at(-6), 92.0)];
        assert_eq!(growth_per_day(&samples, at(0), 93.0), Some(3.0));
        assert_eq!(growth_per_day(&[(at(-48), 90.0)], at(0), 93.0), Some(1.5), "two days ago is scaled");
        assert_eq!(growth_per_day(&[(at(-80), 90.0)], at(0), 93.0), None, "too old");
        assert_eq!(growth_per_day(&[(at(0), 93.0)], at(0), 93.0), None, "a re-run minutes later is no day");
    }

    #[test]
    fn one_odd_day_does_not_bend_the_slope() {
        let mut points: Vec<Sample> = (0..14).map(|d| (at(d * 24), 100.0 + 2.0 * f64::from(u8::try_from(d).unwrap()))).collect();
        points[5].1 = 900.0;
        assert!((slope_per_day(&points).unwrap() - 2.0).abs() < 1e-9);
        assert_eq!(slope_per_day(&points[..2]), None);
    }

    #[test]
    fn a_day_counts_once() {
        let points = daily(&[(at(1), 1.0), (at(5), 2.0), (at(30), 3.0)], Some((at(40), 4.0)));
        assert_eq!(points.iter().map(|p| p.1).collect::<Vec<_>>(), [2.0, 4.0]);
    }
}
