//! The way of a form: straight on, returned, revised, and back after a run.

use super::*;

#[test]
fn the_happy_chain_ends_in_the_archive() {
    let mut site = Site::new("release");
    site.steps(REHEARSED);
    assert_eq!(site.ready(), []);
    site.steps(&[Step::Finish, Step::Sign, Step::Archive]);
    let form = site.form();
    assert_eq!((form.status, form.rev, form.weak(), form.open_items()), (Status::Archived, 1, vec![], vec![]));
    assert_eq!(form.course.len(), 10);
    assert_eq!(form.decisions[&Step::Approve].person, "赵六");
    assert!(form.verified);
    // Read again from its lines it is the same.
    let text: String = site.records().iter().map(|record| record.line() + "\n").collect();
    assert_eq!(&crate::release::form::fold_proved(&crate::release::form::read(&text).unwrap(), &prove).unwrap(), form);
}

#[test]
fn returned_and_submitted_again_it_needs_every_decision_again() {
    let mut site = Site::new("release");
    site.steps(&[Step::Submit, Step::Review, Step::Audit, Step::Return]);
    assert_eq!((site.form().status, site.form().decisions.len(), site.form().rev), (Status::Draft, 0, 1));
    site.steps(&[Step::Edit, Step::Submit]);
    assert!(matches!(site.step(Step::Approve), Err(Refusal::Move { status: Status::Submitted, .. })));
    site.steps(&[Step::Review, Step::Audit, Step::Approve, Step::Dispatch, Step::Pass, Step::Finish]);
    assert_eq!(site.form().course.iter().filter(|one| one.step == Step::Submit).count(), 2);
}

#[test]
fn it_is_returned_by_the_one_who_would_decide_and_with_a_reason() {
    for (steps, may) in [(&APPROVED[..1], Role::VersionManager), (&APPROVED[..2], Role::SiteManager), (&APPROVED[..3], Role::Customer)] {
        for role in Role::ALL.iter().copied() {
            let mut site = Site::new("patch");
            site.steps(steps);
            assert_eq!(site.go(role, What::Return { reason: "x".into() }).is_ok(), role == may, "{steps:?} {role:?}");
        }
        let mut site = Site::new("patch");
        site.steps(steps);
        assert_eq!(site.go(may, What::Return { reason: " ".into() }), Err(Refusal::Reason(Step::Return)));
    }
}

#[test]
fn a_new_digest_voids_what_was_decided() {
    let mut site = Site::new("release");
    site.steps(REHEARSED);
    let old = site.form().clone();
    // The package at hand is another one: nobody decides, nobody runs.
    site.digest = TWO;
    let differs = Refusal::Digest { form: ONE.into(), given: TWO.into() };
    assert_eq!(site.ready(), std::slice::from_ref(&differs));
    assert_eq!(site.step(Step::Finish), Err(differs));
    assert_eq!(site.step(Step::Revise), Ok(Status::Draft));
    let form = site.form();
    assert_eq!((form.rev, form.digest.as_str(), form.decisions.len(), form.executors.len()), (2, TWO, 0, 0));
    assert_eq!((form.rehearsal(), form.rehearsals.len(), &form.fields), (None, 1, &old.fields));
    let mut lacks: Vec<_> = Step::CHAIN.iter().map(|step| Refusal::Undecided(*step)).collect();
    lacks.push(Refusal::Rehearsal(super::super::Stale::Missing));
    assert_eq!(site.ready(), lacks);
    site.steps(REHEARSED).steps(&[Step::Finish]);
    assert_eq!(site.form().decisions[&Step::Approve].digest, TWO);
}

#[test]
fn the_same_digest_is_a_revision_only_with_a_reason() {
    let mut site = Site::new("release");
    site.steps(APPROVED);
    let what = What::Revise { digest: ONE.into(), reason: String::new() };
    assert_eq!(site.go(Role::Applicant, what), Err(Refusal::Reason(Step::Revise)));
    assert_eq!(site.step(Step::Revise), Ok(Status::Draft));
    assert_eq!((site.form().rev, site.form().decisions.len()), (2, 0));
    site.digest = "x";
    assert!(matches!(site.step(Step::Revise), Err(Refusal::Digest { .. })));
}

#[test]
fn a_failed_rehearsal_ends_the_revision_and_outlives_it() {
    let mut site = Site::new("release");
    site.steps(&REHEARSED[..5]);
    let early = site.rehearsed(true);
    site.steps(&[Step::Fail]);
    assert_eq!(site.form().possible(), [Step::Revise]);
    assert!(matches!(site.ready()[..], [Refusal::Move { status: Status::RehearsalFailed, .. }, Refusal::Rehearsal(_)]));
    site.steps(&[Step::Revise]).steps(&REHEARSED[..5]);
    // The same package cannot go on with a success from before it failed.
    let stale = Refusal::Rehearsal(super::super::Stale::Overtaken { run: "S-1".into(), failed: "S-1".into() });
    assert_eq!(site.go(Role::VersionManager, early), Err(stale));
    site.steps(&[Step::Pass, Step::Finish]);
}

#[test]
fn after_work_by_hand_somebody_says_how_it_ended() {
    let mut site = Site::new("config");
    site.steps(REHEARSED).steps(&[Step::Hold]);
    assert!(matches!(site.ready()[..], [Refusal::Move { status: Status::Manual, .. }]));
    // Long after the rehearsal.
    site.now += days(90);
    site.steps(&[Step::RollBack, Step::Sign, Step::Archive]);
    assert_eq!(site.form().execution.as_ref().unwrap().outcome, Outcome::RolledBack);
}

#[test]
fn another_executor_needs_no_new_approval() {
    let mut site = Site::new("release");
    site.steps(REHEARSED);
    let executors = executors().into_keys().map(|system| (system, "周八".to_owned())).collect();
    site.go(Role::SiteManager, What::Dispatch { executors, opinion: String::new() }).unwrap();
    let not = Refusal::Executor { person: "李四".into(), executors: vec!["周八".into(), "周八".into()] };
    assert_eq!(site.ready(), std::slice::from_ref(&not));
    assert_eq!(site.step(Step::Finish), Err(not));
    let what = site.usual(Step::Finish);
    assert_eq!(site.by("周八", &[Role::VersionManager], what), Ok(Status::Done));
}
