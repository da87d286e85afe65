//! Every pair of state and step, and that a form moves as the table says.

use super::*;
use crate::model::Lang;
use crate::release::form::flow::{hurried, moved, next, possible};

/// A line a state: the steps that it has and where they lead; then those of an emergency patch.
type Line = (Status, &'static [(Step, Status)], &'static [(Step, Status)]);

fn table() -> Vec<Line> {
    use Status::*;
    const REVISE: (Step, Status) = (Step::Revise, Draft);
    const FINISH: (Step, Status) = (Step::Finish, Done);
    const UNDO: (Step, Status) = (Step::RollBack, RolledBack);
    const HOLD: (Step, Status) = (Step::Hold, Manual);
    const BACK: (Step, Status) = (Step::Return, Draft);
    vec![
        (Draft, &[(Step::Edit, Draft), (Step::Submit, Submitted), REVISE], &[]),
        (Submitted, &[(Step::Review, Reviewed), BACK, REVISE], &[(Step::Approve, Approved)]),
        (Reviewed, &[(Step::Audit, Audited), BACK, REVISE], &[(Step::Approve, Approved)]),
        (Audited, &[(Step::Approve, Approved), BACK, REVISE], &[]),
        (
            Approved,
            &[(Step::Dispatch, Dispatched), REVISE],
            &[(Step::Pass, Rehearsed), (Step::Fail, RehearsalFailed), FINISH, UNDO, HOLD, (Step::Supplement, Approved)],
        ),
        (
            Dispatched,
            &[(Step::Dispatch, Dispatched), (Step::Pass, Rehearsed), (Step::Fail, RehearsalFailed), REVISE],
            &[FINISH, UNDO, HOLD, (Step::Supplement, Dispatched)],
        ),
        (
            Rehearsed,
            &[(Step::Dispatch, Rehearsed), (Step::Pass, Rehearsed), (Step::Fail, RehearsalFailed), FINISH, UNDO, HOLD, REVISE],
            &[(Step::Supplement, Rehearsed)],
        ),
        (RehearsalFailed, &[REVISE], &[]),
        (Done, &[(Step::Sign, Done), (Step::Archive, Archived)], &[(Step::Supplement, Done)]),
        (RolledBack, &[(Step::Sign, RolledBack), (Step::Archive, Archived)], &[(Step::Supplement, RolledBack)]),
        (Manual, &[FINISH, UNDO], &[(Step::Supplement, Manual)]),
        (Archived, &[], &[]),
    ]
}

#[test]
fn every_pair_is_as_the_contract_has_it() {
    let table = table();
    assert_eq!(table.len(), Status::ALL.len());
    let find = |steps: &[(Step, Status)], step| steps.iter().find(|(one, _)| *one == step).map(|(_, to)| *to);
    let mut pairs = 0;
    for (from, plain, hurry) in table {
        for step in Step::ALL.iter().copied() {
            assert_eq!(moved(from, step), find(plain, step), "{from:?} {step:?}");
            assert_eq!(hurried(from, step), find(hurry, step), "emergency: {from:?} {step:?}");
            // What an emergency patch may is added, never another meaning.
            assert!(moved(from, step).is_none() || hurried(from, step).is_none(), "{from:?} {step:?}");
            pairs += 1;
        }
        assert_eq!(possible(from, false).len(), plain.len());
        assert_eq!(possible(from, true).len(), plain.len() + hurry.len());
    }
    assert_eq!(pairs, 12 * 17);
}

/// Forms in every state, by real records.
fn standing(status: Status, kind: &str) -> Site {
    let mut site = Site::new(kind);
    let steps: &[Step] = match status {
        Status::Draft => &[],
        Status::Submitted => &[Step::Submit],
        Status::Reviewed => &[Step::Submit, Step::Review],
        Status::Audited => &[Step::Submit, Step::Review, Step::Audit],
        Status::Approved => APPROVED,
        Status::Dispatched => &[Step::Submit, Step::Review, Step::Audit, Step::Approve, Step::Dispatch],
        _ => REHEARSED,
    };
    site.steps(steps);
    match status {
        Status::RehearsalFailed => site.steps(&[Step::Fail]),
        Status::Done => site.steps(&[Step::Finish, Step::Sign]),
        Status::RolledBack => site.steps(&[Step::RollBack, Step::Sign]),
        Status::Manual => site.steps(&[Step::Hold]),
        Status::Archived => site.steps(&[Step::Finish, Step::Sign, Step::Archive]),
        _ => &mut site,
    };
    assert_eq!(site.form().status, status);
    site
}

#[test]
fn forms_move_as_the_table_says_and_refusals_tell_what_is_possible() {
    for kind in ["release", "emergency"] {
        for from in Status::ALL.iter().copied() {
            for step in Step::ALL.iter().copied() {
                let mut site = standing(from, kind);
                site.policy.emergency_unrehearsed = true;
                let emergency = kind == "emergency";
                let what = site.usual(step);
                let roles: &[Role] = crate::release::form::flow::who(from, &what, emergency);
                let role = roles.first().copied().unwrap_or(Role::Applicant);
                let got = site.go(role, what);
                match next(from, step, emergency) {
                    // A form with all signatures lacks none.
                    Some(_) if step == Step::Supplement => assert_eq!(got, Err(Refusal::Lacks(Step::Review))),
                    Some(to) => assert_eq!(got, Ok(to), "{kind} {from:?} {step:?}"),
                    None if step == Step::Draft => assert_eq!(got, Err(Refusal::Begun(true))),
                    None => {
                        let possible = possible(from, emergency);
                        assert_eq!(got, Err(Refusal::Move { status: from, step, possible }), "{kind} {from:?} {step:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn keys_and_words_are_each_their_own() {
    for (nth, status) in Status::ALL.iter().enumerate() {
        for text in [status.as_str(), status.to(Lang::Zh), status.to(Lang::En)] {
            assert_eq!(Status::parse(text), Some(Status::ALL[nth]));
        }
    }
    for (nth, step) in Step::ALL.iter().enumerate() {
        for text in [step.as_str(), step.to(Lang::Zh), step.to(Lang::En)] {
            assert_eq!(Step::parse(text), Some(Step::ALL[nth]));
        }
    }
    for (nth, field) in Field::ALL.iter().enumerate() {
        for text in [field.as_str(), field.to(Lang::Zh), field.to(Lang::En)] {
            assert_eq!(Field::parse(text), Some(Field::ALL[nth]));
        }
    }
}
