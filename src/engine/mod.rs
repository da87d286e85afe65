//! The inspection flow: targets × checks → answers → verdicts → one sealed run. LEVEL 3.

mod ask;
mod facts;
mod logs;
mod reach;
mod target;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

use crate::catalog::Catalog;
use crate::ctx::{Ctx, Stopwatch};
use crate::judge;
use crate::links::capture::Piece;
use crate::model::{AskError, Cadence, Check, History, Link, LookBack, NewState, Run, Target, TargetKind, TargetRun, run::SCHEMA};
use crate::parse::oralog::log_class::LogRules;

pub use crate::model::Given;
pub use ask::ask;
pub use facts::{identity, read as facts};
pub use logs::rules as log_rules;
pub use reach::{connect_column, connect_id, connect_title};

/// An open link to a target, or why there is none. Called in a thread that may wait.
pub type Dial<'a> = dyn Fn(&Target) -> Result<Opened, AskError> + Sync + 'a;

/// What earlier runs know of a target, by check. Asked for when the target is judged, for the past of a thousand hosts takes more
/// room than all their answers.
pub type Past<'a> = dyn Fn(&Target) -> HashMap<String, History> + Sync + 'a;

/// A link and a remark about how it was opened.
pub struct Opened {
    pub link: Box<dyn Link>,
    /// Thin could not, thick did.
    pub note: Option<String>,
    /// How the logon went, as rows of the connection check show it.
    pub reached: Reached,
}

/// What a logon tells beside the link.
#[derive(Debug, Clone, Default)]
pub struct Reached {
    /// What answers there: version of a database, banner of an SSH server.
    pub server: String,
    /// Of a host: until TCP stood, and until the logon was done; the latter is measured for databases.
    pub connect_ms: Option<u64>,
    pub logon_ms: Option<u64>,
}

/// What to do.
pub struct Order<'a> {
    pub ctx: &'a Ctx,
    pub catalog: &'a Catalog,
    /// Checks to run, in this order.
    pub checks: Vec<&'a Check>,
    pub targets: Vec<Target>,
    /// What earlier runs know.
    pub past: &'a Past<'a>,
    pub dial: &'a Dial<'a>,
    /// How many targets are waited for at a time.
    pub jobs: usize,
    pub command: String,
    pub cadence: Cadence,
    /// `live`, or the name of a capture.
    pub source: String,
    /// Set from outside: no further question is asked.
    pub stop: &'a AtomicBool,
    /// Told the name of each target that is through.
    pub progress: &'a (dyn Fn(&str) + Sync),
    /// Limits in force for a check on a target, each with where it comes from.
    pub limits: &'a LimitsOf<'a>,
    /// What log texts mean.
    pub log_rules: &'a LogRules,
    /// Target → log file → how far it was read.
    pub cursors: &'a HashMap<String, BTreeMap<String, String>>,
}

/// What a run of these checks looks at of the past: by their rules, and in the charts of its outputs.
#[must_use]
pub fn look_back(checks: &[&Check]) -> LookBack {
    let mut wanted: LookBack = TargetKind::ASKED.into_iter().map(|kind| (connect_id(kind).to_owned(), BTreeSet::new())).collect();
    for check in checks {
        let mut columns = judge::sampled_columns(check);
        columns.extend(check.chart.clone());
        // Borrowed rows have the past of the check that asked.
        for id in check.rows_from.iter().chain([&check.id]) {
            wanted.entry(id.clone()).or_default().extend(columns.iter().cloned());
        }
    }
    wanted
}

/// Limits by name with their origin: `check`, `config`, `group x`, `target y`.
pub type LimitsOf<'a> = dyn Fn(&Target, &Check) -> BTreeMap<String, (f64, String)> + Sync + 'a;

/// A sealed run with its by-products.
#[derive(Debug)]
pub struct Done {
    pub run: Run,
    pub state: NewState,
    /// Target → log answers, for captures.
    pub logs: HashMap<String, Vec<Piece>>,
}

/// Runs the order. Targets in parallel, the checks of one target one after the other on one session;
/// results stand in the order of the targets, whoever was ready first.
#[must_use]
pub fn run(order: &Order<'_>, id: String) -> Done {
    let watch = Stopwatch::start();
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Option<target::Inspected>>> = order.targets.iter().map(|_| Mutex::new(None)).collect();
    let finish = |index: usize, dialled: target::Dialled<'_>| {
        let done = target::inspect(dialled);
        (order.progress)(&done.run.name);
        *slots[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
    };
    let readers = std::thread::available_parallelism().map_or(1, NonZero::get).min(order.targets.len());
    // Whoever comes with an answer waits until there is a reader near: answers are large, and shall not heap up.
    let (answered, to_read) = sync_channel(readers);
    let to_read = Mutex::new(to_read);
    let next = &next;
    let read = || {
        loop {
            let arrived = to_read.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((index, dialled)) = arrived else { return };
            finish(index, dialled);
        }
    };
    let (finish, read) = (&finish, &read);
    std::thread::scope(|scope| {
        for _ in 0..order.jobs.clamp(1, order.targets.len().max(1)) {
            let answered = answered.clone();
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(target) = order.targets.get(index) else { return };
                    let dialled = target::dial(order, target, watch);
                    if target.kind() == TargetKind::Host {
                        let _ = answered.send((index, dialled));
                    } else {
                        finish(index, dialled);
                    }
                }
            });
        }
        drop(answered);
        // Hosts are waited for by hundreds of threads, and have given all their answers then. Those are read and judged by as many as
        // there are processors, this thread among them: more would take turns, and each would warm memory and caches anew.
        for _ in 1..readers {
            scope.spawn(read);
        }
        read();
    });
    let done = slots.into_iter().filter_map(|slot| slot.into_inner().unwrap_or_else(PoisonError::into_inner));
    seal(order, id, done.collect(), watch.ms())
}

/// Target → check → answer. What is not there was not done.
pub type Answers = HashMap<String, HashMap<String, Given>>;

/// A run over answers that are there already; `driver` says where they are from.
#[must_use]
pub fn run_given(order: &Order<'_>, id: String, answers: &Answers, driver: &str, took_ms: u64) -> Done {
    let done = order.targets.iter().map(|target| target::given(order, target, answers, driver)).collect();
    seal(order, id, done, took_ms)
}

/// Puts what was learned of the targets together.
fn seal(order: &Order<'_>, id: String, inspected: Vec<target::Inspected>, took_ms: u64) -> Done {
    let mut state = NewState::default();
    let mut logs = HashMap::new();
    let mut targets: Vec<TargetRun> = Vec::new();
    for done in inspected {
        state.increments.extend(done.state.increments);
        state.cursors.extend(done.state.cursors);
        logs.insert(done.run.name.clone(), done.logs);
        targets.push(done.run);
    }
    let ctx = order.ctx;
    let run = Run {
        schema: SCHEMA,
        id,
        command: order.command.clone(),
        tool: env!("CARGO_PKG_VERSION").into(),
        cadence: order.cadence,
        operator: ctx.operator.clone(),
        machine: ctx.machine.clone(),
        lang: ctx.lang,
        zone: ctx.zone_name.clone(),
        now: ctx.now,
        now_fixed: ctx.now_fixed,
        took_ms,
        source: order.source.clone(),
        incomplete: order.stop.load(Ordering::Relaxed),
        targets,
    };
    Done { run, state, logs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_looks_back_for_borrowers_charts_and_the_connection() {
        let catalog = crate::catalog::load(None).unwrap();
        let checks = ["db.tablespace", "db.space-plan"].map(|id| catalog.find(id).unwrap());
        let wanted = look_back(&checks);
        assert!(wanted["db.tablespace"].iter().eq(["max_used_pct", "used_mb"]), "the chart's own, and the slope of db.space-plan");
        assert!(wanted["db.connect"].is_empty() && wanted["host.connect"].is_empty(), "how it was last, and no samples");
        assert!(!wanted.contains_key("db.fra"));
    }
}
