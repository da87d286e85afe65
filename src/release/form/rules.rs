//! What a step needs, whatever the policy and the time: the form is read by these, too.

use jiff::Timestamp;

use super::PRODUCTION;
use super::field::{Field, Fields, names};
use super::flow;
use super::record::is_digest;
use super::refusal::{Refusal, Stale};
use super::status::{Status, Step};
use super::view::Form;
use super::what::{Check, What};

/// The state after the step, or why there is none.
pub(super) fn rules(form: &Form, what: &What) -> Result<Status, Refusal> {
    let to = state(form, what)?;
    match what {
        What::Draft { .. } => return Err(Refusal::Begun(true)),
        What::Edit { fields } => {
            good(fields)?;
            if fields.iter().all(|(field, value)| form.get(*field) == value) {
                return Err(Refusal::Nothing);
            }
        }
        What::Review { check, .. } => checked(form, Some(check))?,
        What::Supplement { of, check, .. } => {
            if !form.open_items().contains(of) {
                return Err(Refusal::Lacks(*of));
            }
            if *of == Step::Review {
                checked(form, check.as_ref())?;
            }
        }
        What::Dispatch { executors, .. } => {
            if let Some(name) = executors.values().find(|name| !is_name(name)) {
                return Err(Refusal::Person(name.clone()));
            }
            let unnamed = names(form.get(Field::System)).filter(|system| !executors.contains_key(*system));
            let unnamed: Vec<String> = unnamed.map(str::to_owned).collect();
            if !unnamed.is_empty() {
                return Err(Refusal::Executors(unnamed));
            }
        }
        What::Return { reason } if reason.trim().is_empty() => return Err(Refusal::Reason(Step::Return)),
        What::Rehearsed { run, digest, ok, at, complete, .. } => rehearsed(form, run, digest, (*ok, *complete), *at)?,
        What::Executed { env, .. } if env != PRODUCTION => return Err(Refusal::Env(env.clone())),
        What::SignExecution { sheet, .. } if !is_digest(sheet) => return Err(Refusal::Unsigned),
        What::Archive { .. } => signed(form)?,
        What::Revise { digest, .. } if !is_digest(digest) => {
            return Err(Refusal::Digest { form: form.digest.clone(), given: digest.clone() });
        }
        What::Revise { digest, reason } if *digest == form.digest && reason.trim().is_empty() => {
            return Err(Refusal::Reason(Step::Revise));
        }
        What::Submit {} => filled(form)?,
        What::Audit { .. }
        | What::Approve { .. }
        | What::Return { .. }
        | What::Executed { .. }
        | What::SignExecution { .. }
        | What::Revise { .. } => {}
    }
    Ok(to)
}

/// Whether the table has the step.
pub(super) fn state(form: &Form, what: &What) -> Result<Status, Refusal> {
    let (status, step) = (form.status, what.step());
    flow::next(status, step, form.emergency()).ok_or_else(|| Refusal::Move { status, step, possible: form.possible() })
}

/// Values that their fields can have.
pub(super) fn good(fields: &Fields) -> Result<(), Refusal> {
    match fields.iter().find(|(field, value)| !field.good(value)) {
        Some((field, value)) => Err(Refusal::Value { field: *field, value: value.clone() }),
        None => Ok(()),
    }
}

/// A name as it is compared: one line without blanks around it.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && !name.chars().any(char::is_control)
}

fn filled(form: &Form) -> Result<(), Refusal> {
    let missing: Vec<Field> = Field::NEEDED.iter().copied().filter(|field| form.get(*field).trim().is_empty()).collect();
    if !missing.is_empty() {
        return Err(Refusal::Missing(missing));
    }
    // A list of nothing but commas names no system.
    if names(form.get(Field::System)).next().is_none() {
        return Err(Refusal::Missing(vec![Field::System]));
    }
    let (from, to) = (form.get(Field::WindowFrom), form.get(Field::WindowTo));
    match (from.parse::<Timestamp>(), to.parse::<Timestamp>()) {
        (Ok(begin), Ok(end)) if begin < end => Ok(()),
        _ => Err(Refusal::Window { from: from.to_owned(), to: to.to_owned() }),
    }
}

fn signed(form: &Form) -> Result<(), Refusal> {
    if !form.decisions.contains_key(&Step::Sign) {
        return Err(Refusal::Unsigned);
    }
    let open = form.open_items();
    if open.is_empty() { Ok(()) } else { Err(Refusal::Open(open)) }
}

fn checked(form: &Form, check: Option<&Check>) -> Result<(), Refusal> {
    if check.is_some_and(|check| check.ok && check.digest == form.digest) { Ok(()) } else { Err(Refusal::Unchecked(check.cloned())) }
}

fn rehearsed(form: &Form, run: &str, digest: &str, (ok, complete): (bool, bool), at: Timestamp) -> Result<(), Refusal> {
    let run = run.to_owned();
    if digest != form.digest {
        return Err(Refusal::Rehearsal(Stale::Digest { run, digest: digest.to_owned() }));
    }
    if ok && !complete {
        return Err(Refusal::Rehearsal(Stale::Incomplete { run }));
    }
    // An old success does not stand against a later failure, in whatever revision.
    let failed = form.rehearsals.iter().find(|other| !other.ok && other.digest == digest && other.at >= at);
    match failed.filter(|_| ok) {
        Some(failed) => Err(Refusal::Rehearsal(Stale::Overtaken { run, failed: failed.run.clone() })),
        None => Ok(()),
    }
}
