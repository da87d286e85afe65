//! What is refused, and with what data (G22).

use super::super::{Stale, may};
use super::*;
use crate::model::Lang;
use crate::release::form::{Broken, Who};

#[test]
fn what_is_missing_is_named() {
    for field in Field::NEEDED.iter().copied() {
        let mut site = Site::new("release");
        site.go(Role::Applicant, What::Edit { fields: Fields::from([(field, String::new())]) }).unwrap();
        assert_eq!(site.step(Step::Submit), Err(Refusal::Missing(vec![field])));
    }
    let mut site = Site::empty();
    site.go(Role::Applicant, What::Draft { fields: Fields::new() }).unwrap();
    assert_eq!(site.step(Step::Submit), Err(Refusal::Missing(Field::NEEDED.to_vec())));
}

#[test]
fn values_are_those_that_fields_can_have() {
    for (field, value) in [(Field::Kind, "hotfix"), (Field::WindowFrom, "tonight"), (Field::Title, "a\nb")] {
        let mut site = Site::new("release");
        let refusal = Refusal::Value { field, value: value.into() };
        assert_eq!(site.go(Role::Applicant, What::Edit { fields: Fields::from([(field, value.into())]) }), Err(refusal));
    }
    let mut site = Site::new("release");
    site.go(Role::Applicant, What::Edit { fields: Fields::from([(Field::WindowTo, "2026-03-01T14:00:00Z".into())]) }).unwrap();
    assert!(matches!(site.step(Step::Submit), Err(Refusal::Window { .. })));
    assert_eq!(site.go(Role::Applicant, What::Edit { fields: Fields::new() }), Err(Refusal::Nothing));
}

#[test]
fn every_step_is_for_its_role_only() {
    let mut site = Site::new("release");
    for step in
        [Step::Submit, Step::Review, Step::Audit, Step::Approve, Step::Dispatch, Step::Pass, Step::Finish, Step::Sign, Step::Archive]
    {
        let own = crate::release::form::flow::signer(step);
        let has: Vec<Role> = Role::ALL.iter().copied().filter(|role| !own.contains(role)).collect();
        let what = site.usual(step);
        assert_eq!(site.by("某人", &has, what), Err(Refusal::Role { step, may: own, has: has.clone() }));
        site.steps(&[step]);
    }
}

#[test]
fn the_same_person_twice_is_refused_and_allowed_by_policy() {
    let all = Role::ALL;
    // The applicant audits.
    let mut site = Site::new("release");
    site.steps(&[Step::Submit, Step::Review]);
    let same = Refusal::SamePerson { step: Step::Audit, earlier: Step::Submit, person: "张三".into() };
    assert_eq!(site.by("张三", all, What::Audit { opinion: String::new() }), Err(same.clone()));
    // Excused for other roles: still refused.
    site.policy = excused("张三", &[Role::Applicant, Role::Customer]);
    assert_eq!(site.by("张三", all, What::Audit { opinion: String::new() }), Err(same.clone()));
    site.policy = excused("张三", &[Role::Applicant, Role::SiteManager]);
    site.by("张三", all, What::Audit { opinion: String::new() }).unwrap();
    site.steps(&[Step::Approve, Step::Dispatch, Step::Pass]);
    assert_eq!(site.ready(), []);
    let weak: Vec<_> = site.form().weak().into_iter().map(|weak| (weak.step, weak.why)).collect();
    assert_eq!(weak, [(Step::Audit, crate::release::form::Why::SamePerson { earlier: Step::Submit })]);
    // What was excused once is refused at the door when the policy is strict again.
    site.policy = Policy::default();
    assert_eq!(site.ready(), [same]);
}

#[test]
fn who_approves_signed_nothing_before() {
    for (earlier, person) in [(Step::Submit, "张三"), (Step::Review, "李四"), (Step::Audit, "王五")] {
        let mut site = Site::new("release");
        site.steps(&[Step::Submit, Step::Review, Step::Audit]);
        let same = Refusal::SamePerson { step: Step::Approve, earlier, person: person.into() };
        assert_eq!(site.by(person, Role::ALL, What::Approve { opinion: String::new() }), Err(same));
    }
    // The applicant is also the one whom the form names, whoever submitted it.
    let mut site = Site::new("release");
    site.go(Role::Applicant, What::Edit { fields: Fields::from([(Field::Applicant, "王五".into())]) }).unwrap();
    site.steps(&[Step::Submit, Step::Review]);
    assert!(matches!(site.step(Step::Audit), Err(Refusal::SamePerson { earlier: Step::Submit, .. })));
}

#[test]
fn a_review_needs_a_check_of_this_package() {
    let mut site = Site::new("release");
    site.steps(&[Step::Submit]);
    let good = site.check();
    for check in [Check { ok: false, ..good.clone() }, Check { digest: TWO.into(), ..good }] {
        let refusal = Refusal::Unchecked(Some(check.clone()));
        assert_eq!(site.go(Role::VersionManager, What::Review { check, opinion: String::new() }), Err(refusal));
    }
}

#[test]
fn a_rehearsal_is_whole_recent_and_of_this_package() {
    let mut site = Site::new("release");
    site.steps(&REHEARSED[..5]);
    let soon = site.now + SignedDuration::from_mins(1);
    let (long, run) = (soon - days(30), String::from("S"));
    let rehearsal = |digest: &str, at, complete| What::Rehearsed {
        run: "S".into(),
        digest: digest.into(),
        ok: true,
        at,
        complete,
        by_hand: String::new(),
    };
    for (what, stale) in [
        (rehearsal(TWO, soon, true), Stale::Digest { run: run.clone(), digest: TWO.into() }),
        (rehearsal(ONE, soon, false), Stale::Incomplete { run: run.clone() }),
        (rehearsal(ONE, soon + days(1), true), Stale::Future { run: run.clone(), at: soon + days(1) }),
        (rehearsal(ONE, long - days(1), true), Stale::Old { run, at: long - days(1), days: 30 }),
    ] {
        let mut site = Site { sheet: site.sheet.clone(), policy: Policy::default(), proof: site.proof.clone(), ..site };
        assert_eq!(site.go(Role::VersionManager, what), Err(Refusal::Rehearsal(stale)));
    }
    // To the second.
    site.go(Role::VersionManager, rehearsal(ONE, long, true)).unwrap();
    assert_eq!(site.ready(), []);
    site.now += SignedDuration::from_secs(1);
    let old = Refusal::Rehearsal(Stale::Old { run: "S".into(), at: long, days: 30 });
    assert_eq!(site.ready(), std::slice::from_ref(&old));
    // A run that began in time is recorded later, one that did not is not.
    let began = site.now - SignedDuration::from_secs(1);
    site.now += days(1);
    assert_eq!(site.step(Step::Finish), Err(old));
    let what = What::Executed { run: "P".into(), env: PRODUCTION.into(), outcome: Outcome::Done, began, by_hand: String::new() };
    assert_eq!(site.go(Role::VersionManager, what), Ok(Status::Done));
}

#[test]
fn a_run_that_began_before_the_form_was_through_is_not_made_good() {
    let mut site = Site::new("release");
    let began = site.now;
    site.steps(REHEARSED);
    let what = What::Executed { run: "P".into(), env: PRODUCTION.into(), outcome: Outcome::Done, began, by_hand: String::new() };
    assert_eq!(site.go(Role::VersionManager, what), Err(Refusal::Undecided(Step::Submit)));
    let what = What::Executed { run: "P".into(), env: "staging".into(), outcome: Outcome::Done, began: site.now, by_hand: String::new() };
    assert_eq!(site.go(Role::VersionManager, what), Err(Refusal::Env("staging".into())));
}

#[test]
fn dispatch_names_somebody_for_every_system() {
    let mut site = Site::new("release");
    site.steps(APPROVED);
    let dispatch = |executors| What::Dispatch { executors, opinion: String::new() };
    let one = BTreeMap::from([("征管系统".to_owned(), "李四".to_owned())]);
    assert_eq!(site.go(Role::SiteManager, dispatch(one.clone())), Err(Refusal::Executors(vec!["网上办税".into()])));
    let mut blank = one;
    blank.insert("网上办税".into(), " ".into());
    assert_eq!(site.go(Role::SiteManager, dispatch(blank)), Err(Refusal::Person(" ".into())));
}

#[test]
fn archive_waits_for_the_execution_form() {
    let mut site = Site::new("release");
    site.steps(REHEARSED).steps(&[Step::Finish]);
    assert_eq!(site.step(Step::Archive), Err(Refusal::Unsigned));
    assert_eq!(site.go(Role::VersionManager, What::SignExecution { sheet: "page".into(), opinion: String::new() }), Err(Refusal::Unsigned));
    site.proof = Proof::None;
    site.steps(&[Step::Sign]);
    assert_eq!(site.step(Step::Archive), Err(Refusal::Unproven(Step::Sign)));
}

#[test]
fn nothing_but_production_asks_for_a_form() {
    let site = Site::new("release");
    let run = Run { env: "staging", digest: TWO, person: "某人", system: None };
    assert_eq!(ready_for(site.form(), &run, site.now, &site.policy), Ok(()));
}

#[test]
fn begun_once() {
    let mut site = Site::empty();
    let refusal = site.step(Step::Submit);
    assert_eq!(refusal, Err(Refusal::Begun(false)));
    let who = Who { person: " 张三", roles: Role::ALL, digest: ONE };
    assert_eq!(may(None, &site.usual(Step::Draft), &who, site.now, &site.policy), Err(Refusal::Person(" 张三".into())));
    site.digest = "short";
    assert!(matches!(site.step(Step::Draft), Err(Refusal::Digest { .. })));
}

#[test]
fn every_refusal_has_a_sentence_in_either_language() {
    let at = Timestamp::UNIX_EPOCH;
    let stale = [
        Stale::Missing,
        Stale::Failed { run: "S".into() },
        Stale::Old { run: "S".into(), at, days: 30 },
        Stale::Overtaken { run: "S".into(), failed: "T".into() },
    ];
    let broken = Broken { line: 3, wrong: crate::release::form::Wrong::Chain };
    let mut all: Vec<Refusal> = stale.into_iter().map(Refusal::Rehearsal).collect();
    all.extend([
        Refusal::Missing(vec![Field::Scope, Field::Back]),
        Refusal::SamePerson { step: Step::Approve, earlier: Step::Audit, person: "王五".into() },
        Refusal::Broken(Box::new(broken)),
    ]);
    for refusal in &all {
        assert!(!refusal.say(Lang::Zh).is_empty() && refusal.say(Lang::En).is_ascii() | refusal.say(Lang::En).contains("王五"));
    }
    assert_eq!(all[4].say(Lang::Zh), "未填写：影响范围、回退方案");
    assert_eq!(all[5].say(Lang::Zh), "王五已签审核，不能再批准");
    assert_eq!(all[6].say(Lang::En), "the records of the form are broken, line 3: does not follow the line before");
}
