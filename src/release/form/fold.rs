//! Records → the form.

use std::collections::BTreeMap;

use thiserror::Error;

use super::flow;
use super::record::{Claim, Proof, Record, is_digest, signed_bytes};
use super::refusal::Refusal;
use super::rules::{good, is_name, rules};
use super::status::{Status, Step};
use super::view::{Decision, Execution, Form, Passed, Rehearsal};
use super::what::What;
use crate::model::sha256;

/// Records that no opsctl wrote: cut, changed or made up. The line is counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {wrong}")]
pub struct Broken {
    pub line: usize,
    pub wrong: Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Wrong {
    #[error("there are no records")]
    Empty,
    #[error("not a record as opsctl writes it")]
    Line,
    #[error("of another form")]
    Form,
    #[error("does not follow the line before")]
    Chain,
    #[error("its id is not that of what it says")]
    Id,
    #[error("of another revision or package than the form")]
    Bound,
    #[error("the first record, and no other, makes the form")]
    Origin,
    #[error("not a name")]
    Person,
    #[error("not a step of this role")]
    Role,
    #[error("a proof that is none")]
    Proof,
    #[error("not the signature of this person")]
    Signature,
    #[error("a step that may not be: {0:?}")]
    Rule(Box<Refusal>),
}

/// Checks a signature.
pub(super) type Prove<'a> = &'a dyn Fn(&Claim<'_>) -> bool;

/// Makes the form; signatures are not looked at, and [`Form::verified`] says so.
pub fn fold(records: &[Record]) -> Result<Form, Broken> {
    run(records, None)
}

/// Makes the form and has every signature checked: `prove` says whether the key is the person's and signed these bytes.
pub fn fold_proved(records: &[Record], prove: &dyn Fn(&Claim<'_>) -> bool) -> Result<Form, Broken> {
    run(records, Some(prove))
}

fn run(records: &[Record], prove: Option<Prove<'_>>) -> Result<Form, Broken> {
    let [first, rest @ ..] = records else { return Err(Broken { line: 0, wrong: Wrong::Empty }) };
    let mut form = origin(first, prove).map_err(|wrong| Broken { line: 1, wrong })?;
    for (nth, record) in rest.iter().enumerate() {
        let line = nth + 2;
        take(&mut form, record, line, prove).map_err(|wrong| Broken { line, wrong })?;
    }
    Ok(form)
}

fn origin(first: &Record, prove: Option<Prove<'_>>) -> Result<Form, Wrong> {
    let What::Draft { fields } = &first.what else { return Err(Wrong::Origin) };
    if first.rev != 1 || !is_name(&first.form) {
        return Err(Wrong::Origin);
    }
    let mut form = Form {
        no: first.form.clone(),
        rev: 1,
        digest: first.digest.clone(),
        status: Status::Draft,
        fields: BTreeMap::new(),
        decisions: BTreeMap::new(),
        executors: BTreeMap::new(),
        rehearsals: Vec::new(),
        execution: None,
        course: Vec::new(),
        head: String::new(),
        opened: first.at,
        updated: first.at,
        verified: true,
    };
    sound(&mut form, first, prove)?;
    good(fields).map_err(|refusal| Wrong::Rule(Box::new(refusal)))?;
    if !flow::signer(Step::Draft).contains(&first.role) {
        return Err(Wrong::Role);
    }
    form.fields.extend(fields.iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| (*field, value.clone())));
    note(&mut form, first, 1);
    Ok(form)
}

fn take(form: &mut Form, record: &Record, line: usize, prove: Option<Prove<'_>>) -> Result<(), Wrong> {
    if record.form != form.no {
        return Err(Wrong::Form);
    }
    sound(form, record, prove)?;
    let bound = match &record.what {
        What::Draft { .. } => return Err(Wrong::Origin),
        What::Revise { digest, .. } => Some(record.rev) == form.rev.checked_add(1) && record.digest == *digest,
        _ => record.rev == form.rev && record.digest == form.digest,
    };
    if !bound {
        return Err(Wrong::Bound);
    }
    let to = rules(form, &record.what).map_err(|refusal| Wrong::Rule(Box::new(refusal)))?;
    if !flow::who(form.status, &record.what, form.emergency()).contains(&record.role) {
        return Err(Wrong::Role);
    }
    happen(form, record, line);
    form.status = to;
    note(form, record, line);
    Ok(())
}

/// What every record has to be.
fn sound(form: &mut Form, record: &Record, prove: Option<Prove<'_>>) -> Result<(), Wrong> {
    if record.prev != form.head {
        return Err(Wrong::Chain);
    }
    if !record.fits() {
        return Err(Wrong::Id);
    }
    if !is_digest(&record.digest) {
        return Err(Wrong::Bound);
    }
    if !is_name(&record.person) {
        return Err(Wrong::Person);
    }
    match &record.proof {
        Proof::Key { key, signature } => {
            if !is_name(key) || signature.is_empty() {
                return Err(Wrong::Proof);
            }
            let Some(prove) = prove else {
                form.verified = false;
                return Ok(());
            };
            let Record { person, role, at, .. } = record;
            let claim = Claim { person, role: *role, at: *at, key, bytes: &signed_bytes(record), signature };
            if prove(&claim) { Ok(()) } else { Err(Wrong::Signature) }
        }
        Proof::Offline { page, name } if !is_digest(page) || !is_name(name) => Err(Wrong::Proof),
        Proof::Offline { .. } | Proof::None => Ok(()),
    }
}

fn happen(form: &mut Form, record: &Record, line: usize) {
    let step = record.what.decides();
    let person = record.person.clone();
    match &record.what {
        What::Edit { fields } => {
            form.fields.extend(fields.iter().map(|(field, value)| (*field, value.clone())));
            form.fields.retain(|_, value| !value.is_empty());
        }
        What::Return { .. } => void(form),
        What::Revise { digest, .. } => {
            void(form);
            form.rev = record.rev;
            form.digest.clone_from(digest);
        }
        What::Rehearsed { run, digest, ok, at, complete, by_hand } => {
            let (rev, run, digest, by_hand) = (record.rev, run.clone(), digest.clone(), by_hand.clone());
            form.rehearsals.push(Rehearsal { rev, run, digest, ok: *ok, complete: *complete, at: *at, person, by_hand });
        }
        What::Executed { run, outcome, began, by_hand, .. } => {
            let (run, by_hand) = (run.clone(), by_hand.clone());
            form.execution = Some(Execution { run, outcome: *outcome, began: *began, person, by_hand });
        }
        what if Step::SIGNED.contains(&step) => {
            if let What::Dispatch { executors, .. } = what {
                form.executors.clone_from(executors);
            }
            let decision = Decision {
                person,
                role: record.role,
                at: record.at,
                rev: record.rev,
                digest: record.digest.clone(),
                opinion: what.text().to_owned(),
                proof: record.proof.clone(),
                late: what.step() == Step::Supplement,
                line,
            };
            form.decisions.insert(step, decision);
        }
        _ => {}
    }
}

fn void(form: &mut Form) {
    form.decisions.clear();
    form.executors.clear();
}

fn note(form: &mut Form, record: &Record, line: usize) {
    form.head = sha256(record.line().as_bytes());
    form.updated = record.at;
    form.course.push(Passed {
        line,
        rev: record.rev,
        step: record.what.step(),
        decides: record.what.decides(),
        status: form.status,
        person: record.person.clone(),
        role: record.role,
        at: record.at,
        text: record.what.text().to_owned(),
    });
}
