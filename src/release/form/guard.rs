//! Whether somebody may make a step now.

use jiff::Timestamp;

use super::PRODUCTION;
use super::apart::clash;
use super::flow;
use super::ready::{Run, aged, ready_for, unproven};
use super::record::is_digest;
use super::refusal::Refusal;
use super::rules::{good, is_name, rules, state};
use super::status::{Status, Step};
use super::view::Form;
use super::what::What;
use crate::model::approval::{Policy, Role};

/// The one who wants to.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    pub person: &'a str,
    /// What the site's config says that he is.
    pub roles: &'a [Role],
    /// The package that he has before him: SHA-256 of its manifest.
    pub digest: &'a str,
}

/// Whether it may be written, and as what he does it. `form` is `None` for the first record.
pub fn may(form: Option<&Form>, what: &What, who: &Who<'_>, now: Timestamp, policy: &Policy) -> Result<Role, Refusal> {
    if !is_name(who.person) {
        return Err(Refusal::Person(who.person.to_owned()));
    }
    let Some(form) = form else { return begin(what, who) };
    if matches!(what, What::Draft { .. }) {
        return Err(Refusal::Begun(true));
    }
    state(form, what)?;
    let meant = if let What::Revise { digest, .. } = what { digest } else { &form.digest };
    if who.digest != meant {
        return Err(Refusal::Digest { form: meant.clone(), given: who.digest.to_owned() });
    }
    let role = role(flow::who(form.status, what, form.emergency()), what.step(), who)?;
    rules(form, what)?;
    clash(form, what.decides(), who.person, policy)?;
    match what {
        What::Rehearsed { run, at, ok: true, .. } => {
            if let Some(stale) = aged(run, *at, now, policy) {
                return Err(Refusal::Rehearsal(stale));
            }
        }
        // What was done by hand is told as it is; the run was judged when it began.
        What::Executed { began, .. } if form.status != Status::Manual => {
            let run = Run { env: PRODUCTION, digest: who.digest, person: who.person, system: None };
            let judged = ready_for(form, &run, *began, policy);
            if let Some(refusal) = judged.err().and_then(|all| all.into_iter().next()) {
                return Err(refusal);
            }
        }
        What::Archive { .. } => {
            let mut signed = Step::CHAIN.iter().chain(&[Step::Sign]);
            if let Some(refusal) = signed.find_map(|step| unproven(form, *step, policy)) {
                return Err(refusal);
            }
        }
        _ => {}
    }
    Ok(role)
}

fn begin(what: &What, who: &Who<'_>) -> Result<Role, Refusal> {
    let What::Draft { fields } = what else { return Err(Refusal::Begun(false)) };
    if !is_digest(who.digest) {
        return Err(Refusal::Digest { form: String::new(), given: who.digest.to_owned() });
    }
    good(fields)?;
    role(flow::signer(Step::Draft), Step::Draft, who)
}

fn role(may: &'static [Role], step: Step, who: &Who<'_>) -> Result<Role, Refusal> {
    let found = may.iter().find(|role| who.roles.contains(role)).copied();
    found.ok_or_else(|| Refusal::Role { step, may, has: who.roles.to_vec() })
}
