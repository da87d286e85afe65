//! What of a form is weaker than it should be; marked wherever the form is shown.

use jiff::Timestamp;

use super::apart::doubles;
use super::record::Proof;
use super::status::Step;
use super::view::Form;

/// A decision that holds, but weakly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weak {
    pub step: Step,
    pub person: String,
    pub at: Timestamp,
    pub why: Why,
}

/// What is weak about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// 线下签字: a scanned page, by its SHA-256 and name.
    Offline { page: String, name: String },
    /// Nothing but the name.
    Unproven,
    /// 补签: signed after the approval.
    Late,
    /// The same person signed the earlier step of the chain, too.
    SamePerson { earlier: Step },
    /// An emergency patch that ran without a rehearsal.
    Unrehearsed,
}

impl Form {
    /// Everything weak, in the order of the chain.
    #[must_use]
    pub fn weak(&self) -> Vec<Weak> {
        let mut all = Vec::new();
        for (step, decision) in &self.decisions {
            let mut add = |why| all.push(Weak { step: *step, person: decision.person.clone(), at: decision.at, why });
            match &decision.proof {
                Proof::Key { .. } => {}
                Proof::Offline { page, name } => add(Why::Offline { page: page.clone(), name: name.clone() }),
                Proof::None => add(Why::Unproven),
            }
            if decision.late {
                add(Why::Late);
            }
            for [earlier, _] in doubles(self).into_iter().filter(|[_, later]| later == step) {
                add(Why::SamePerson { earlier });
            }
        }
        if let Some(run) = self.execution.as_ref().filter(|_| self.rehearsal().is_none()) {
            all.push(Weak { step: Step::Finish, person: run.person.clone(), at: run.began, why: Why::Unrehearsed });
        }
        all
    }
}
