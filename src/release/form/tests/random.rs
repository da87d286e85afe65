//! Random sequences: whatever people try, and whatever is made up.

use proptest::prelude::*;

use super::*;
use crate::release::form::fold;

const KINDS: [&str; 4] = ["release", "patch", "emergency", "config"];

/// Holds in every state that is reached.
fn hold(form: &Form) {
    let ran = form.execution.is_some();
    if !ran {
        return;
    }
    let decided = |step: &Step| form.decisions.get(step).is_some_and(|one| one.digest == form.digest && one.rev == form.rev);
    assert!(decided(&Step::Submit) && decided(&Step::Approve), "{form:?}");
    if !form.emergency() {
        assert!(Step::CHAIN.iter().all(decided), "{form:?}");
        let proof = form.rehearsal().unwrap();
        assert!(proof.ok && proof.complete && proof.digest == form.digest, "{form:?}");
    }
    if form.status == Status::Archived {
        assert!(decided(&Step::Sign) && form.open_items().is_empty(), "{form:?}");
    }
}

/// One that may be: mostly a step that the state has, now and then with something wrong about it.
fn attempt(site: &mut Site, [pick, who, how]: [u8; 3]) -> Result<Status, Refusal> {
    let possible = site.form().possible();
    let step = match possible.get(usize::from(pick) % possible.len().max(1)) {
        Some(step) if pick < 220 => *step,
        _ => Step::ALL[usize::from(pick) % Step::ALL.len()],
    };
    let mut what = site.usual(step);
    match (&mut what, how) {
        (What::Supplement { of, .. }, _) => *of = Step::CHAIN[usize::from(how) % 5],
        (What::Rehearsed { complete, .. }, 0..20) => *complete = false,
        (What::Rehearsed { digest, .. }, 20..40) => *digest = TWO.into(),
        (What::Rehearsed { at, .. }, 40..60) => *at -= days(29),
        (What::Review { check, .. }, 0..30) => check.ok = false,
        (What::Revise { digest, .. }, 0..128) => *digest = if site.digest == ONE { TWO } else { ONE }.into(),
        _ => {}
    }
    // Not too many revisions, or nothing ends.
    if matches!(step, Step::Revise | Step::Return | Step::Fail) && how > 40 && how < 230 {
        return Err(Refusal::Nothing);
    }
    if let What::Revise { digest, .. } = &what {
        site.digest = if digest == ONE { ONE } else { TWO };
    }
    if how > 250 {
        site.now += days(20);
    }
    let names = ["张三", "李四", "王五", "赵六", "孙七"];
    let usual = super::super::flow::who(site.form().status, &what, site.form().emergency()).first().copied();
    let name = if who < 200 { usual.map_or("某人", person) } else { names[usize::from(who) % names.len()] };
    site.by(name, Role::ALL, what)
}

fn walk(kind: usize, tries: &[[u8; 3]]) -> Site {
    let mut site = Site::new(KINDS[kind % KINDS.len()]);
    site.policy.emergency_unrehearsed = kind % 8 >= 4;
    for one in tries {
        let before = (site.form().digest.clone(), site.records().len());
        if attempt(&mut site, *one).is_err() {
            site.digest = if before.0 == ONE { ONE } else { TWO };
            assert_eq!(site.records().len(), before.1);
        }
        hold(site.form());
        // At the door: only what is through.
        if site.ready().is_empty() {
            assert!(site.form().decisions.contains_key(&Step::Approve));
            assert!(site.form().emergency() || site.form().status == Status::Rehearsed);
        }
        for [one, other] in
            [[Step::Submit, Step::Audit], [Step::Submit, Step::Approve], [Step::Review, Step::Approve], [Step::Audit, Step::Approve]]
        {
            let name = |step| site.form().decisions.get(&step).map(|decision| decision.person.clone());
            assert!(name(one).is_none() || name(one) != name(other));
        }
    }
    site
}

#[test]
fn many_walks_do_come_to_an_end() {
    // Else the property below would say nothing.
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 56).unwrap()
    };
    let mut ends: BTreeMap<(bool, Status), u32> = BTreeMap::new();
    for kind in 0..96 {
        let tries: Vec<[u8; 3]> = (0..60).map(|_| [next(), next(), next()]).collect();
        let form = walk(kind, &tries).form().clone();
        *ends.entry((form.emergency(), form.status)).or_default() += 1;
    }
    for (emergency, status) in [(false, Status::Archived), (true, Status::Archived), (false, Status::Done), (true, Status::Done)] {
        assert!(ends.get(&(emergency, status)).is_some_and(|many| *many > 0), "{ends:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_done_without_approval_and_rehearsal(kind in 0_usize..8, tries in prop::collection::vec(any::<[u8; 3]>(), 0..40)) {
        walk(kind, &tries);
    }

    /// Records that no guard was asked about, by whoever knows the format.
    #[test]
    fn not_even_by_records_that_are_made_up(kind in 0_usize..4, tries in prop::collection::vec(any::<[u8; 2]>(), 0..40)) {
        let site = Site::new(KINDS[kind]);
        let mut records = site.records();
        for [pick, how] in tries {
            let form = fold(&records).unwrap();
            let possible = form.possible();
            let Some(step) = possible.get(usize::from(pick) % possible.len().max(1)) else { break };
            let what = site.usual(*step);
            let role = crate::release::form::flow::who(form.status, &what, form.emergency()).first().copied().unwrap_or(Role::Applicant);
            let rev = form.rev + u32::from(*step == Step::Revise);
            let record = Record {
                rev,
                prev: form.head.clone(),
                role: if how < 230 { role } else { Role::ALL[usize::from(how) % 5] },
                what,
                ..records[0].clone()
            };
            records.push(record.sealed());
            match fold(&records) {
                Ok(form) => hold(&form),
                Err(_) => { records.pop(); }
            }
        }
    }

    /// No text makes the reader fall.
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _ = crate::release::form::read(&text).map(|records| fold(&records));
    }
}
