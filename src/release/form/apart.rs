//! Separation of duties: which signatures of a form may not be one person's.

use super::field::Field;
use super::flow::signer;
use super::refusal::Refusal;
use super::status::Step;
use super::view::Form;
use crate::model::approval::{Policy, Role};

/// Steps that two people make (A4.3): 审核 is not the applicant's, 批准 nobody's who signed before. The earlier one comes first.
const APART: &[[Step; 2]] =
    &[[Step::Submit, Step::Audit], [Step::Submit, Step::Approve], [Step::Review, Step::Approve], [Step::Audit, Step::Approve]];

/// Pairs of signatures that one person made: the earlier step of the chain, the later one, who.
pub(super) fn doubles(form: &Form) -> Vec<[Step; 2]> {
    APART.iter().copied().filter(|[one, other]| people(form, *one).iter().any(|person| people(form, *other).contains(person))).collect()
}

/// The same, but for what the policy excuses.
pub(super) fn faults(form: &Form, policy: &Policy) -> Vec<Refusal> {
    doubles(form)
        .into_iter()
        .filter_map(|[earlier, step]| people(form, step).first().and_then(|person| judge(step, earlier, person, policy)))
        .collect()
}

/// Whether a person may sign a step of a form as it stands.
pub(super) fn clash(form: &Form, step: Step, person: &str, policy: &Policy) -> Result<(), Refusal> {
    for [one, other] in APART.iter().copied() {
        let earlier = if other == step {
            one
        } else if one == step {
            // What is signed later, after the approval.
            other
        } else {
            continue;
        };
        let same = people(form, earlier).contains(&person);
        if let Some(refusal) = same.then(|| judge(step, earlier, person, policy)).flatten() {
            return Err(refusal);
        }
    }
    Ok(())
}

fn judge(step: Step, earlier: Step, person: &str, policy: &Policy) -> Option<Refusal> {
    let excused = role(step).zip(role(earlier)).is_some_and(|(one, other)| policy.excuses(person, [one, other]));
    (!excused).then(|| Refusal::SamePerson { step, earlier, person: person.to_owned() })
}

/// Who made a step; the applicant is both who submitted and who the form says that he is.
fn people(form: &Form, step: Step) -> Vec<&str> {
    let signed = form.decisions.get(&step).map(|decision| decision.person.as_str());
    let named = Some(form.get(Field::Applicant).trim()).filter(|name| step == Step::Submit && signed.is_some() && !name.is_empty());
    signed.into_iter().chain(named).collect()
}

fn role(step: Step) -> Option<Role> {
    signer(step).first().copied()
}
