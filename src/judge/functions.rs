//! The functions that rules may call, bound to the row that is looked at.

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
    /// Of the columns; they are mostly those of the row before.
    names: Vec<String>,
    numbers: Vec<Option<f64>>,
    times: Vec<Option<DateTime>>,
}

impl RowNow {
    fn index(&self, column: &str) -> Option<usize> {
        self.names.iter().position(|name| name == column)
    }

    fn number(&self, column: &str) -> Option<f64> {
        self.numbers[self.index(column)?]
    }
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
        let now = &mut *now;
        subject.clone_into(&mut now.subject);
        // While a row is made, it has fewer cells than it will have columns.
        let names = || columns.iter().zip(row).map(|(column, _)| &column.name);
        if !names().eq(&now.names) {
            now.names = names().cloned().collect();
        }
        now.numbers.clear();
        now.numbers.extend(row.iter().map(Value::as_f64));
        now.times.clear();
        now.times.extend(row.iter().map(|value| if let Value::Time(time) = value { Some(*time) } else { None }));
    }

    /// How far a clock that a row shows is ahead of ours.
    fn skew_s(&self, column: &str) -> Option<f64> {
        let now = self.row.read().unwrap_or_else(PoisonError::into_inner);
        let there = now.times[now.index(column)?]?;
        there.duration_since(self.past.wall).as_secs_f64().into()
    }

    fn with<T>(&self, f: impl FnOnce(&Past, &RowNow) -> Option<T>) -> Option<T> {
        f(&self.past, &self.row.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn prev(&self, column: &str) -> Option<f64> {
        self.with(|past, now| past.history.prev.get(&now.subject)?.values.get(column).copied())
    }

    /// Since the last look; nothing after a restart of the counters, also when the number itself went down.
    fn delta(&self, column: &str) -> Option<f64> {
        self.with(|past, now| {
            let before = &past.history.prev.get(&now.subject)?.values;
            if let Some(mark) = &past.counter_reset
                && before.get(mark).copied() != now.number(mark)
            {
                return None;
            }
            let delta = now.number(column)? - before.get(column)?;
            (delta >= 0.0 || past.counter_reset.is_none()).then_some(delta)
        })
    }

    fn elapsed_s(&self) -> Option<f64> {
        self.with(|past, now| {
            let at = past.history.prev.get(&now.subject)?.at;
            let seconds = (past.now - at).total(jiff::Unit::Second).ok()?;
            (seconds > 0.0).then_some(seconds)
        })
    }

    fn growth(&self, column: &str) -> Option<f64> {
        self.with(|past, now| trend::growth_per_day(past.history.series(&now.subject, column), past.now, now.number(column)?))
    }

    fn days(&self, column: &str) -> Vec<trend::Sample> {
        self.with(|past, now| Some(trend::daily(past.history.series(&now.subject, column), now.number(column).map(|n| (past.now, n)))))
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
