//! A size against those before it: median, ratio, and how far out it is (median absolute deviation). Pure.

/// The median of a few numbers; `None` of none.
#[must_use]
pub(super) fn median(numbers: &[f64]) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// How many deviations `value` is from the median of `before`; `None` below eight samples, where a spread means nothing. The deviation is at
/// least one per cent of the median: sizes that never change would make every byte an alarm.
#[must_use]
pub(super) fn score(value: f64, before: &[f64]) -> Option<f64> {
    if before.len() < 8 {
        return None;
    }
    let middle = median(before)?;
    let deviations: Vec<f64> = before.iter().map(|b| (b - middle).abs()).collect();
    // 1.4826 makes it comparable with a standard deviation.
    let spread = (median(&deviations)? * 1.4826).max(middle.abs() * 0.01);
    (spread > 0.0).then(|| (value - middle).abs() / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_the_middle() {
        assert_eq!((median(&[]), median(&[3.0]), median(&[9.0, 1.0, 3.0]), median(&[1.0, 3.0])), (None, Some(3.0), Some(3.0), Some(2.0)));
    }

    #[test]
    fn one_odd_day_does_not_bend_the_score() {
        let before = [100.0, 101.0, 99.0, 100.0, 102.0, 98.0, 100.0, 500.0];
        assert!(score(100.5, &before).unwrap() < 1.0);
        assert!(score(130.0, &before).unwrap() > 6.0);
        assert_eq!(score(130.0, &before[..7]), None);
        assert!(score(100.5, &[100.0; 9]).unwrap() < 1.0, "sizes that never changed");
        assert_eq!(score(1.0, &[0.0; 9]), None);
    }
}
