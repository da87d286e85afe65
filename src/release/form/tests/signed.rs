//! Proofs: keys, pages, and nothing.

use ed25519_dalek::{Signature, Signer, SigningKey};

use super::*;
use crate::model::hex;
use crate::release::form::{Why, Wrong, fold, fold_proved, signed_bytes};

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
}

#[test]
fn a_key_signs_all_but_its_signature() {
    let key = SigningKey::from_bytes(&[7; 32]);
    let public = key.verifying_key();
    let check = |claim: &Claim<'_>| {
        let signature = bytes(claim.signature).and_then(|bytes| Signature::from_slice(&bytes).ok());
        claim.person == "张三" && claim.key == "K7" && signature.is_some_and(|one| public.verify_strict(claim.bytes, &one).is_ok())
    };
    let mut site = Site::new("release");
    site.sheet = Sheet::new("FB-2026-00002");
    let pen = Pen {
        at: site.now,
        person: "张三".into(),
        roles: vec![Role::Applicant],
        digest: ONE.into(),
        proof: Proof::Key { key: "K7".into(), signature: String::new() },
    };
    let record = site.sheet.draft(&pen, What::Draft { fields: fields("release") }, &site.policy).unwrap();
    // Not signed yet.
    assert!(matches!(site.sheet.push(record.clone(), &check), Err(Refusal::Broken(broken)) if broken.wrong == Wrong::Proof));
    let signature = hex(&key.sign(&signed_bytes(&record)).to_bytes());
    let signed = record.clone().signed(&signature);
    assert_eq!((signed_bytes(&signed), &signed.id), (signed_bytes(&record), &record.id));
    assert!(site.sheet.push(signed.clone(), &check).unwrap().verified);

    // Anything that is changed afterwards breaks it, even where the id is made again.
    let mut other = fields("release");
    other.insert(Field::Scope, "一个县".into());
    for changed in [
        Record { what: What::Draft { fields: other }, ..signed.clone() },
        Record { digest: TWO.into(), ..signed.clone() },
        Record { at: signed.at + days(1), ..signed.clone() },
        Record { form: "FB-2026-00003".into(), ..signed.clone() },
        Record { person: "李四".into(), ..signed.clone() },
        Record { proof: Proof::Key { key: "K8".into(), signature }, ..signed.clone() },
    ] {
        assert_eq!(fold_proved(std::slice::from_ref(&changed), &check).unwrap_err().wrong, Wrong::Id);
        assert_eq!(fold_proved(&[changed.sealed()], &check).unwrap_err().wrong, Wrong::Signature);
    }
    assert!(fold_proved(&[signed], &check).is_ok());
}

#[test]
fn a_changed_opinion_breaks_the_signature() {
    let mut site = Site::new("release");
    site.steps(APPROVED);
    let record = site.records().pop().unwrap();
    let opinion = "同意，限一个县".to_owned();
    assert_ne!(signed_bytes(&Record { what: What::Approve { opinion }, ..record.clone() }), signed_bytes(&record));
}

#[test]
fn nobody_runs_on_signatures_that_were_not_checked() {
    let mut site = Site::new("release");
    site.steps(REHEARSED);
    let form = fold(&site.records()).unwrap();
    assert!(!form.verified);
    let run = Run { env: PRODUCTION, digest: ONE, person: "李四", system: None };
    assert_eq!(ready_for(&form, &run, site.now, &site.policy), Err(vec![Refusal::Unverified]));
    assert_eq!(fold_proved(&site.records(), &|_| false).unwrap_err().line, 1);
}

#[test]
fn a_scanned_page_counts_but_is_weak_and_a_bare_name_does_not_count() {
    let mut site = Site::new("release");
    site.steps(&[Step::Submit, Step::Review, Step::Audit]);
    let (page, name) = (TWO.to_owned(), "审批表签字页.pdf".to_owned());
    let keyed = std::mem::replace(&mut site.proof, Proof::Offline { page: page.clone(), name: name.clone() });
    site.steps(&[Step::Approve]);
    site.proof = keyed;
    site.steps(&[Step::Dispatch, Step::Pass]);
    assert_eq!(site.ready(), []);
    let weak: Vec<_> = site.form().weak().into_iter().map(|weak| (weak.step, weak.person, weak.why)).collect();
    assert_eq!(weak, [(Step::Approve, "赵六".to_owned(), Why::Offline { page, name })]);

    let mut site = Site::new("release");
    site.proof = Proof::None;
    site.steps(REHEARSED);
    assert_eq!(site.ready(), Step::CHAIN.iter().map(|step| Refusal::Unproven(*step)).collect::<Vec<_>>());
    assert_eq!(site.step(Step::Finish), Err(Refusal::Unproven(Step::Submit)));
    site.policy.unproven = true;
    assert_eq!(site.ready(), []);
    assert_eq!(site.form().weak().len(), 5);
    assert!(site.form().weak().iter().all(|weak| weak.why == Why::Unproven));
}

#[test]
fn a_proof_that_is_none_is_refused() {
    for proof in [
        Proof::Key { key: String::new(), signature: "good".into() },
        Proof::Key { key: "K".into(), signature: String::new() },
        Proof::Offline { page: "abc".into(), name: "page.pdf".into() },
        Proof::Offline { page: ONE.into(), name: String::new() },
    ] {
        let mut site = Site::new("release");
        site.proof = proof;
        assert!(matches!(site.step(Step::Submit), Err(Refusal::Broken(broken)) if broken.wrong == Wrong::Proof));
        assert_eq!(site.records().len(), 1);
    }
}
