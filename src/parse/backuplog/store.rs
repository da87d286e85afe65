//! What is kept of a log of any size: a budget of memory, spent on the newest runs first.

use super::run::Run;
use std::collections::VecDeque;

/// The most runs that are kept: eleven years of a log that is appended to every day.
pub const RUNS: usize = 4096;

/// Bytes for all lists of all runs, roughly.
pub const BUDGET: usize = 24 << 20;

/// The runs that are over, and the account of their memory.
#[derive(Debug, Default)]
pub(super) struct Store {
    runs: VecDeque<Run>,
    /// Of all runs, the open one too.
    held: usize,
    /// Runs at the front whose lists were given up.
    thinned: usize,
    /// Runs that were dropped whole.
    pub(super) left_out: u64,
}

impl Store {
    /// Asks for room in the open run. When there is none, the oldest run gives its lists up; `false` when the open one
    /// has all there is.
    pub(super) fn room(&mut self, weight: &mut usize, cost: usize) -> bool {
        while self.held + cost > BUDGET {
            let Some(oldest) = self.runs.get_mut(self.thinned) else { return false };
            self.held -= oldest.weight;
            thin(oldest);
            self.thinned += 1;
        }
        self.held += cost;
        *weight += cost;
        true
    }

    pub(super) fn push(&mut self, run: Run) {
        if self.runs.len() == RUNS
            && let Some(oldest) = self.runs.pop_front()
        {
            self.held -= oldest.weight;
            self.thinned = self.thinned.saturating_sub(1);
            self.left_out += 1;
        }
        self.runs.push_back(run);
    }

    pub(super) fn into_runs(self) -> Vec<Run> {
        self.runs.into()
    }
}

fn thin(run: &mut Run) {
    run.thinned |= run.weight > 0;
    run.weight = 0;
    (run.rows, run.codes, run.dumps, run.waits) = Default::default();
    (run.schemas, run.tables) = Default::default();
    if let Some(rman) = &mut run.rman {
        (rman.operations, rman.pieces, rman.skipped, rman.corrupt) = Default::default();
        (rman.logs, rman.stacks) = Default::default();
    }
}
