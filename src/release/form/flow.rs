//! The table of states (A4.3), and who makes which step. Tables, nothing else.

use super::status::{Status, Step};
use super::what::What;
use crate::model::approval::Role;

/// The state that a step leads to; `None` where there is no such step.
#[must_use]
#[expect(clippy::match_same_arms, reason = "a line a step, as the contract has them")]
pub fn moved(from: Status, step: Step) -> Option<Status> {
    use Status::{
        Approved, Archived, Audited, Dispatched, Done, Draft, Manual, RehearsalFailed, Rehearsed, Reviewed, RolledBack, Submitted,
    };
    let to = match (from, step) {
        (Draft, Step::Edit) => Draft,
        (Draft, Step::Submit) => Submitted,
        (Submitted, Step::Review) => Reviewed,
        (Reviewed, Step::Audit) => Audited,
        (Audited, Step::Approve) => Approved,
        (Submitted | Reviewed | Audited, Step::Return) => Draft,
        (Approved, Step::Dispatch) => Dispatched,
        // Somebody else has to run it: what was approved stays so.
        (Dispatched | Rehearsed, Step::Dispatch) => from,
        (Dispatched, Step::Pass) => Rehearsed,
        // Again, as a proof expires.
        (Rehearsed, Step::Pass) => Rehearsed,
        (Dispatched | Rehearsed, Step::Fail) => RehearsalFailed,
        // Also how work by hand ended.
        (Rehearsed | Manual, Step::Finish) => Done,
        (Rehearsed | Manual, Step::RollBack) => RolledBack,
        (Rehearsed, Step::Hold) => Manual,
        (Done | RolledBack, Step::Sign) => from,
        (Done | RolledBack, Step::Archive) => Archived,
        // Nothing that reached production becomes another package.
        (Draft | Submitted | Reviewed | Audited | Approved | Dispatched | Rehearsed | RehearsalFailed, Step::Revise) => Draft,
        _ => return None,
    };
    Some(to)
}

/// What an emergency patch may besides: it is approved without review and audit, and rehearsed or run before it is dispatched;
/// what is missing is signed later.
#[must_use]
pub fn hurried(from: Status, step: Step) -> Option<Status> {
    use Status::{Approved, Dispatched, Done, Manual, RehearsalFailed, Rehearsed, Reviewed, RolledBack, Submitted};
    let to = match (from, step) {
        (Submitted | Reviewed, Step::Approve) => Approved,
        (Approved, Step::Pass) => Rehearsed,
        (Approved, Step::Fail) => RehearsalFailed,
        // Without a rehearsal only where the policy says so.
        (Approved | Dispatched, Step::Finish) => Done,
        (Approved | Dispatched, Step::RollBack) => RolledBack,
        (Approved | Dispatched, Step::Hold) => Manual,
        (Approved | Dispatched | Rehearsed | Done | RolledBack | Manual, Step::Supplement) => from,
        _ => return None,
    };
    Some(to)
}

/// Either of them.
#[must_use]
pub fn next(from: Status, step: Step, emergency: bool) -> Option<Status> {
    moved(from, step).or_else(|| hurried(from, step).filter(|_| emergency))
}

/// Steps that a state has.
#[must_use]
pub fn possible(from: Status, emergency: bool) -> Vec<Step> {
    Step::ALL.iter().copied().filter(|step| next(from, *step, emergency).is_some()).collect()
}

/// Who makes a step in a state.
#[must_use]
pub fn who(from: Status, what: &What, emergency: bool) -> &'static [Role] {
    makers(from, what.decides(), emergency)
}

/// The same, of a decision. What is returned, the one returns who would have had to decide.
#[must_use]
pub fn makers(from: Status, decides: Step, emergency: bool) -> &'static [Role] {
    match decides {
        Step::Return => match (from, emergency) {
            (Status::Reviewed, false) => &[Role::SiteManager],
            (Status::Reviewed, true) => &[Role::SiteManager, Role::Customer],
            (Status::Audited, _) => &[Role::Customer],
            (_, false) => &[Role::VersionManager],
            (_, true) => &[Role::VersionManager, Role::Customer],
        },
        Step::Revise => &[Role::Applicant, Role::VersionManager],
        step => signer(step),
    }
}

/// Who makes a step, where the state does not matter.
pub(super) fn signer(step: Step) -> &'static [Role] {
    match step {
        Step::Draft | Step::Edit | Step::Submit => &[Role::Applicant],
        Step::Review | Step::Pass | Step::Fail | Step::Finish | Step::RollBack | Step::Hold | Step::Sign => &[Role::VersionManager],
        Step::Audit | Step::Dispatch => &[Role::SiteManager],
        Step::Approve => &[Role::Customer],
        Step::Archive => &[Role::Archivist],
        Step::Return | Step::Revise | Step::Supplement => &[],
    }
}
