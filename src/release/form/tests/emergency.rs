//! 紧急补丁: approved alone, the rest is signed later.

use super::*;
use crate::release::form::{Stale, Why};

fn supplement(site: &Site, of: Step) -> What {
    let check = (of == Step::Review).then(|| site.check());
    What::Supplement { of, check, opinion: "补签".into() }
}

#[test]
fn it_runs_with_one_approval_and_is_archived_when_all_is_signed() {
    let mut site = Site::new("emergency");
    site.steps(&[Step::Submit, Step::Approve]);
    assert_eq!(site.form().open_items(), [Step::Review, Step::Audit, Step::Dispatch]);
    // Rehearsed all the same, unless the site says otherwise.
    assert_eq!(site.ready(), [Refusal::Rehearsal(Stale::Missing)]);
    site.steps(&[Step::Pass]);
    assert_eq!(site.ready(), []);
    site.steps(&[Step::Finish, Step::Sign]);
    assert_eq!(site.step(Step::Archive), Err(Refusal::Open(vec![Step::Review, Step::Audit, Step::Dispatch])));
    for (role, of, left) in
        [(Role::SiteManager, Step::Dispatch, 2), (Role::VersionManager, Step::Review, 1), (Role::SiteManager, Step::Audit, 0)]
    {
        let what = supplement(&site, of);
        site.go(role, what.clone()).unwrap();
        assert_eq!(site.form().open_items().len(), left);
        assert_eq!(site.go(role, what), Err(Refusal::Lacks(of)));
    }
    site.steps(&[Step::Archive]);
    let weak: Vec<_> = site.form().weak().into_iter().map(|weak| (weak.step, weak.why)).collect();
    assert_eq!(weak, [(Step::Review, Why::Late), (Step::Audit, Why::Late), (Step::Dispatch, Why::Late)]);
}

#[test]
fn without_a_rehearsal_only_where_the_policy_says_so_and_it_stays_marked() {
    let mut site = Site::new("emergency");
    site.steps(&[Step::Submit, Step::Approve]);
    assert_eq!(site.step(Step::Finish), Err(Refusal::Rehearsal(Stale::Missing)));
    site.policy.emergency_unrehearsed = true;
    assert_eq!(site.ready(), []);
    site.steps(&[Step::Finish]);
    assert!(site.form().weak().iter().any(|weak| weak.why == Why::Unrehearsed));
    // No other kind profits.
    let mut site = Site::new("patch");
    site.policy.emergency_unrehearsed = true;
    site.steps(&REHEARSED[..5]);
    assert_eq!(site.ready(), [Refusal::Rehearsal(Stale::Missing)]);
    assert!(matches!(site.step(Step::Finish), Err(Refusal::Move { .. })));
}

#[test]
fn never_without_the_customer() {
    let mut site = Site::new("emergency");
    site.policy.emergency_unrehearsed = true;
    site.steps(&[Step::Submit]);
    assert_eq!(site.ready(), [Refusal::Undecided(Step::Approve)]);
    assert!(matches!(site.step(Step::Finish), Err(Refusal::Move { status: Status::Submitted, .. })));
    assert_eq!(site.form().open_items(), []);
}

#[test]
fn what_is_signed_later_is_held_to_the_same() {
    let mut site = Site::new("emergency");
    site.steps(&[Step::Submit, Step::Approve]);
    let late = |of, check| What::Supplement { of, check, opinion: String::new() };
    assert_eq!(site.go(Role::VersionManager, late(Step::Review, None)), Err(Refusal::Unchecked(None)));
    assert!(matches!(site.go(Role::VersionManager, late(Step::Audit, None)), Err(Refusal::Role { .. })));
    for (person, earlier) in [("赵六", Step::Approve), ("张三", Step::Submit)] {
        let same = Refusal::SamePerson { step: Step::Audit, earlier, person: person.into() };
        assert_eq!(site.by(person, Role::ALL, late(Step::Audit, None)), Err(same));
    }
    for of in [Step::Approve, Step::Submit, Step::Finish, Step::Supplement] {
        let got = site.by("某人", Role::ALL, late(of, None));
        assert!(matches!(got, Err(Refusal::Lacks(_) | Refusal::Role { .. })), "{of:?} {got:?}");
    }
}

#[test]
fn one_that_was_dispatched_is_run_by_that_one() {
    let mut site = Site::new("emergency");
    site.steps(&[Step::Submit, Step::Approve, Step::Dispatch, Step::Pass]);
    let what = site.usual(Step::Finish);
    assert!(matches!(site.by("周八", &[Role::VersionManager], what), Err(Refusal::Executor { .. })));
    site.steps(&[Step::Finish]);
    assert_eq!(site.form().open_items(), [Step::Review, Step::Audit]);
}

#[test]
fn an_ordinary_form_has_no_short_way() {
    let mut site = Site::new("release");
    site.steps(&[Step::Submit]);
    assert!(matches!(site.step(Step::Approve), Err(Refusal::Move { .. })));
    site.steps(&[Step::Review, Step::Audit, Step::Approve]);
    let what = supplement(&site, Step::Dispatch);
    assert!(matches!(site.go(Role::SiteManager, what), Err(Refusal::Move { .. })));
}
