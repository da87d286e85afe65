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
    /// A result that a person wrote and no run; and why.
    ByHand { reason: String },
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
        let by_hand = |reason: &str| (!reason.is_empty()).then(|| Why::ByHand { reason: reason.to_owned() });
        if let Some(run) = self.rehearsal() {
            all.extend(by_hand(&run.by_hand).map(|why| Weak { step: Step::Pass, person: run.person.clone(), at: run.at, why }));
        }
        if let Some(run) = &self.execution {
            all.extend(by_hand(&run.by_hand).map(|why| Weak { step: Step::Finish, person: run.person.clone(), at: run.began, why }));
        }
        if let Some(run) = self.execution.as_ref().filter(|_| self.rehearsal().is_none()) {
            all.push(Weak { step: Step::Finish, person: run.person.clone(), at: run.began, why: Why::Unrehearsed });
        }
        all
    }
}
