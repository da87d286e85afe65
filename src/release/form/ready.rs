//! Whether a form lets a package into production: what `apply` asks before it begins.

use jiff::{SignedDuration, Timestamp};

use super::PRODUCTION;
use super::apart::faults;
use super::record::Proof;
use super::refusal::{Refusal, Stale};
use super::status::{Status, Step};
use super::view::Form;
use crate::model::approval::Policy;

/// A run that is about to begin.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    pub env: &'a str,
    /// SHA-256 of the manifest of the package at hand.
    pub digest: &'a str,
    /// Who runs it.
    pub person: &'a str,
    /// The system that it is run on, as the form calls it; `None` asks only whether the person was named at all.
    pub system: Option<&'a str>,
}

/// Everything that keeps a run from production, in the order of the chain; nothing keeps it from any other environment. Whether it
/// is in its time window is not judged here.
pub fn ready_for(form: &Form, run: &Run<'_>, now: Timestamp, policy: &Policy) -> Result<(), Vec<Refusal>> {
    let mut all = Vec::new();
    if run.env != PRODUCTION {
        return Ok(());
    }
    if !form.verified {
        all.push(Refusal::Unverified);
    }
    if form.digest != run.digest {
        all.push(Refusal::Digest { form: form.digest.clone(), given: run.digest.to_owned() });
    }
    // It was run, or it failed in staging: nothing that is added to this revision makes it ready.
    let over = matches!(form.status, Status::RehearsalFailed | Status::Done | Status::RolledBack | Status::Manual | Status::Archived);
    if over {
        all.push(Refusal::Move { status: form.status, step: Step::Finish, possible: form.possible() });
    }
    all.extend(undecided(form, now, policy));
    all.extend(faults(form, policy));
    if let Some(stale) = rehearsal(form, now, policy) {
        all.push(Refusal::Rehearsal(stale));
    }
    if form.decisions.contains_key(&Step::Dispatch) && !named(form, run) {
        let executors = form.executors.values().cloned().collect();
        all.push(Refusal::Executor { person: run.person.to_owned(), executors });
    }
    // Whatever else, the table has the last word.
    if all.is_empty() && !form.possible().contains(&Step::Finish) {
        all.push(Refusal::Move { status: form.status, step: Step::Finish, possible: form.possible() });
    }
    if all.is_empty() { Ok(()) } else { Err(all) }
}

/// Decisions that are missing, not of this package, or not proved.
fn undecided(form: &Form, now: Timestamp, policy: &Policy) -> Vec<Refusal> {
    let needed: &[Step] = if form.emergency() { &[Step::Submit, Step::Approve] } else { Step::CHAIN };
    let judge = |step: &Step| match form.decisions.get(step) {
        // One that is later than the run was not there when it began.
        Some(decision) if decision.at <= now && decision.rev == form.rev && decision.digest == form.digest => unproven(form, *step, policy),
        _ => Some(Refusal::Undecided(*step)),
    };
    needed.iter().filter_map(judge).collect()
}

/// A decision with nothing but a name under it.
pub(super) fn unproven(form: &Form, step: Step, policy: &Policy) -> Option<Refusal> {
    let bare = form.decisions.get(&step).is_some_and(|decision| decision.proof == Proof::None);
    (bare && !policy.unproven).then_some(Refusal::Unproven(step))
}

fn rehearsal(form: &Form, now: Timestamp, policy: &Policy) -> Option<Stale> {
    if form.emergency() && policy.emergency_unrehearsed {
        return None;
    }
    let Some(last) = form.rehearsal() else { return Some(Stale::Missing) };
    let run = last.run.clone();
    if last.digest != form.digest {
        return Some(Stale::Digest { run, digest: last.digest.clone() });
    }
    if !last.ok {
        return Some(Stale::Failed { run });
    }
    if !last.complete {
        return Some(Stale::Incomplete { run });
    }
    aged(&run, last.at, now, policy)
}

/// Whether a proof of that time is one now.
pub(super) fn aged(run: &str, at: Timestamp, now: Timestamp, policy: &Policy) -> Option<Stale> {
    let run = run.to_owned();
    let most = SignedDuration::from_hours(24 * i64::from(policy.rehearsal_days));
    if at > now {
        Some(Stale::Future { run, at })
    } else if now.duration_since(at) > most {
        Some(Stale::Old { run, at, days: policy.rehearsal_days })
    } else {
        None
    }
}

fn named(form: &Form, run: &Run<'_>) -> bool {
    match run.system {
        Some(system) => form.executors.get(system).is_some_and(|name| name == run.person),
        None => form.executors.values().any(|name| name == run.person),
    }
}
