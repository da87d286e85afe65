//! When a clock stood still.

use jiff::civil::DateTime;
use thiserror::Error;

/// Stretches that do not count, as wall times: ascending, apart from each other. A pause that still lasts is given with the
/// present as its end; the due time then moves with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses(Vec<(DateTime, DateTime)>);

/// A pause that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a pause from {from} to {to}")]
pub struct BadPause {
    pub from: DateTime,
    pub to: DateTime,
}

impl Pauses {
    /// In any order; those that overlap count once.
    pub fn new(mut pauses: Vec<(DateTime, DateTime)>) -> Result<Self, BadPause> {
        pauses.sort_unstable();
        let mut merged: Vec<(DateTime, DateTime)> = Vec::new();
        for (from, to) in pauses {
            if to < from {
                return Err(BadPause { from, to });
            }
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Ok(Self(merged))
    }

    /// What of `from`..`to` is not in a pause, in order; nothing where `to` is not after `from`.
    pub(super) fn outside(&self, mut from: DateTime, to: DateTime) -> Vec<(DateTime, DateTime)> {
        let mut left = Vec::new();
        for (begin, end) in self.0.iter().skip(self.0.partition_point(|pause| pause.1 <= from)) {
            if *begin >= to {
                break;
            }
            left.push((from, *begin));
            from = *end;
        }
        left.push((from, to));
        left.retain(|(from, to)| from < to);
        left
    }
}
