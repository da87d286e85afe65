//! The functions that rules may call, bound to the row that is looked at.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use cel::Value as Cel;
use jiff::{Timestamp, civil::DateTime};

use super::Scene;
use crate::model::{Column, History, Value};
use crate::trend;

/// The row in view and what is known of its past. Cheap to clone; CEL functions hold a copy.
#[derive(Debug, Clone)]
pub(super) struct Current {
    past: Arc<Past>,
    row: Arc<RwLock<RowNow>>,
}

#[derive(Debug)]
struct Past {
    now: Timestamp,
    wall: DateTime,
    history: History,
    counter_reset: Option<String>,
}

#[derive(Debug, Default)]
struct RowNow {
    subject: String,
    numbers: HashMap<String, f64>,
    times: HashMap<String, DateTime>,
}

/// Names of all functions, for checking rules when they are loaded.
pub(super) const NAMES: &[&str] = &["prev", DELTA, "elapsed_s", "growth_per_day", "slope_per_day", "samples", "skew_s"];

/// The growth of a counter since the last look.
pub(super) const DELTA: &str = "delta";

/// Those of them that look at samples before the last: nothing else is told of those.
pub(super) const OVER_SAMPLES: &[&str] = &["growth_per_day", "slope_per_day", "samples"];

impl Current {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let past =
            Past { now: scene.now, wall: scene.wall, history: scene.history.clone(), counter_reset: scene.check.counter_reset.clone() };
        Self { past: Arc::new(past), row: Arc::default() }
    }

    /// Turns the view to another row.
    pub(super) fn look_at(&self, subject: &str, columns: &[Column], row: &[Value]) {
        let mut now = self.row.write().unwrap_or_else(PoisonError::into_inner);
        subject.clone_into(&mut now.subject);
        now.numbers = columns.iter().zip(row).filter_map(|(c, v)| Some((c.name.clone(), v.as_f64()?))).collect();
        let times = columns.iter().zip(row).filter_map(|(c, v)| match v {
            Value::Time(t) => Some((c.name.clone(), *t)),
            _ => None,
        });
        now.times = times.collect();
    }

    /// How far a clock that a row shows is ahead of ours.
    fn skew_s(&self, column: &str) -> Option<f64> {
        let now = self.row.read().unwrap_or_else(PoisonError::into_inner);
        let there = now.times.get(column)?;
        there.duration_since(self.past.wall).as_secs_f64().into()
    }

    fn with<T>(&self, f: impl FnOnce(&Past, &str, &HashMap<String, f64>) -> Option<T>) -> Option<T> {
        let now = self.row.read().unwrap_or_else(PoisonError::into_inner);
        f(&self.past, &now.subject, &now.numbers)
    }

    fn prev(&self, column: &str) -> Option<f64> {
        self.with(|past, subject, _| past.history.prev.get(subject)?.values.get(column).copied())
    }

    /// Since the last look; nothing after a restart of the counters, also when the number itself went down.
    fn delta(&self, column: &str) -> Option<f64> {
        self.with(|past, subject, numbers| {
            let before = &past.history.prev.get(subject)?.values;
            if let Some(mark) = &past.counter_reset
                && before.get(mark) != numbers.get(mark)
            {
                return None;
            }
            let delta = numbers.get(column)? - before.get(column)?;
            (delta >= 0.0 || past.counter_reset.is_none()).then_some(delta)
        })
    }

    fn elapsed_s(&self) -> Option<f64> {
        self.with(|past, subject, _| {
            let at = past.history.prev.get(subject)?.at;
            let seconds = (past.now - at).total(jiff::Unit::Second).ok()?;
            (seconds > 0.0).then_some(seconds)
        })
    }

    fn growth(&self, column: &str) -> Option<f64> {
        self.with(|past, subject, numbers| trend::growth_per_day(past.history.series(subject, column), past.now, *numbers.get(column)?))
    }

    fn days(&self, column: &str) -> Vec<trend::Sample> {
        self.with(|past, subject, numbers| {
            Some(trend::daily(past.history.series(subject, column), numbers.get(column).map(|n| (past.now, *n))))
        })
        .unwrap_or_default()
    }

    /// Registers the functions in a CEL context.
    #[expect(clippy::cast_precision_loss, reason = "a number of days")]
    pub(super) fn register(&self, context: &mut cel::Context<'_, '_>) -> Result<(), cel::DeclarationError> {
        let give = |v: Option<f64>| v.map_or(Cel::Null, Cel::Float);
        let it = self.clone();
        context.add_function("prev", move |column: Arc<String>| give(it.prev(&column)))?;
        let it = self.clone();
        context.add_function("delta", move |column: Arc<String>| give(it.delta(&column)))?;
        let it = self.clone();
        context.add_function("elapsed_s", move || give(it.elapsed_s()))?;
        let it = self.clone();
        context.add_function("growth_per_day", move |column: Arc<String>| give(it.growth(&column)))?;
        let it = self.clone();
        context.add_function("slope_per_day", move |column: Arc<String>| give(trend::slope_per_day(&it.days(&column))))?;
        let it = self.clone();
        context.add_function("skew_s", move |column: Arc<String>| give(it.skew_s(&column)))?;
        let it = self.clone();
        context.add_function("samples", move |column: Arc<String>| Cel::Float(it.days(&column).len() as f64))
    }
}
