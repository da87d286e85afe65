//! Figures of many targets over time: what `opsctl monitor` shows. Filled by the store, drawn by `render::monitor`.

use jiff::Timestamp;

use super::finding::Level;
use super::words::Words;

/// One number of one subject of one target.
#[derive(Debug, Clone, PartialEq)]
pub struct Gauge {
    pub target: String,
    pub group: String,
    pub check: String,
    pub title: Words,
    /// What the number is about within the target; empty for the target as a whole.
    pub subject: String,
    pub metric: Words,
    pub unit: String,
    /// It gets a chart: it is the figure that its check is drawn by, or was asked for by name.
    pub drawn: bool,
    /// Its samples within the range, in order of time.
    pub samples: Vec<(Timestamp, f64)>,
    /// How often findings about it were made within the range, and the level of the last look.
    pub crossings: Crossings,
}

/// Threshold crossings at the contract's two levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Crossings {
    /// 预警, blue: looks with a warning.
    pub warnings: usize,
    /// 告警, red: looks with a critical finding.
    pub criticals: usize,
    /// Level of the newest look in the range.
    pub last: Option<Level>,
}

/// A finding of one look, as far as it tells what it was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    pub at: Timestamp,
    pub topic: String,
    pub level: Level,
    /// Made by the newest look of its check in the range: it still stands.
    pub newest: bool,
}

impl Crossings {
    /// Counts looks, each once and at the worst that concerned the figure. `crossings` are in order of time.
    #[must_use]
    pub fn of(crossings: &[Crossing], concerns: impl Fn(&Crossing) -> bool) -> Self {
        let mut counted = Self::default();
        for look in crossings.chunk_by(|a, b| a.at == b.at) {
            let worst = look.iter().filter(|crossing| concerns(crossing)).map(|crossing| crossing.level).max();
            match worst {
                Some(Level::Critical) => counted.criticals += 1,
                Some(Level::Warning) => counted.warnings += 1,
                _ => {}
            }
            if look.iter().any(|crossing| crossing.newest) {
                counted.last = worst;
            }
        }
        counted
    }
}

/// What statistics say of one gauge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub count: usize,
    pub min: f64,
    pub avg: f64,
    pub max: f64,
    /// The value that 95 % of the samples do not exceed (nearest rank).
    pub p95: f64,
    pub last: f64,
    pub last_at: Timestamp,
}

impl Gauge {
    /// `None` without samples.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of samples")]
    pub fn summary(&self) -> Option<Summary> {
        let (last_at, last) = *self.samples.last()?;
        let mut values: Vec<f64> = self.samples.iter().map(|(_, v)| *v).collect();
        values.sort_by(f64::total_cmp);
        let count = values.len();
        let rank = ((count as f64 * 0.95).ceil() as usize).clamp(1, count);
        Some(Summary {
            count,
            min: values[0],
            avg: values.iter().sum::<f64>() / count as f64,
            max: values[count - 1],
            p95: values[rank - 1],
            last,
            last_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p95_is_a_value_that_was_measured() {
        let gauge = |values: &[f64]| Gauge {
            target: "a".into(),
            group: String::new(),
            check: "host.cpu".into(),
            title: Words::default(),
            subject: String::new(),
            metric: Words::default(),
            unit: "percent".into(),
            drawn: true,
            samples: (0..).zip(values).map(|(i, v)| (Timestamp::constant(i, 0), *v)).collect(),
            crossings: Crossings::default(),
        };
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let summary = gauge(&hundred).summary().unwrap();
        assert_eq!((summary.count, summary.min, summary.max, summary.p95, summary.last), (100, 1.0, 100.0, 95.0, 1.0));
        assert!((summary.avg - 50.5).abs() < 1e-9);
        assert!((gauge(&[7.0]).summary().unwrap().p95 - 7.0).abs() < 1e-9);
        assert_eq!(gauge(&[]).summary(), None);
    }

    #[test]
    fn a_look_counts_once_at_the_worst_that_concerns_the_figure() {
        let crossing = |at, topic: &str, level| Crossing { at: Timestamp::constant(at, 0), topic: topic.into(), level, newest: at == 3 };
        let crossings = [
            crossing(1, "busy", Level::Critical),
            crossing(1, "wait", Level::Warning),
            crossing(2, "wait", Level::Warning),
            crossing(3, "busy", Level::Note),
            crossing(3, "wait", Level::Warning),
        ];
        let of = |topic: &str| Crossings::of(&crossings, |crossing| topic.is_empty() || crossing.topic == topic);
        assert_eq!(of("busy"), Crossings { warnings: 0, criticals: 1, last: Some(Level::Note) });
        assert_eq!(of("wait"), Crossings { warnings: 3, criticals: 0, last: Some(Level::Warning) });
        assert_eq!(of(""), Crossings { warnings: 2, criticals: 1, last: Some(Level::Warning) });
        assert_eq!(of("steal"), Crossings::default());
    }
}
