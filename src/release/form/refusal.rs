//! Why something is not written, or not run.

use jiff::Timestamp;

use super::field::Field;
use super::fold::Broken;
use super::status::{Status, Step};
use super::what::Check;
use crate::model::approval::Role;

/// A reason, with what there is and what there should be; [`Refusal::say`] makes a sentence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A step that the state does not have; and those that it has.
    Move { status: Status, step: Step, possible: Vec<Step> },
    /// There is no form yet, or there is one already.
    Begun(bool),
    /// What has to be filled in first.
    Missing(Vec<Field>),
    /// A value that its field cannot have.
    Value { field: Field, value: String },
    /// The window ends before it begins.
    Window { from: String, to: String },
    /// It would change nothing.
    Nothing,
    /// Not a name.
    Person(String),
    /// Somebody who may not; and who may.
    Role { step: Step, may: &'static [Role], has: Vec<Role> },
    /// He signed the earlier step, too.
    SamePerson { step: Step, earlier: Step, person: String },
    /// Another package than that of the form.
    Digest { form: String, given: String },
    /// `release check` did not pass on this package; `None` where there is no check.
    Unchecked(Option<Check>),
    /// A reason has to be given.
    Reason(Step),
    /// Systems that nobody is named for.
    Executors(Vec<String>),
    /// The form was handed to others.
    Executor { person: String, executors: Vec<String> },
    /// The staging proof does not do.
    Rehearsal(Stale),
    /// Not a run in production.
    Env(String),
    /// A signature that the form does not lack.
    Lacks(Step),
    /// A decision that is not there.
    Undecided(Step),
    /// A decision with neither signature nor page.
    Unproven(Step),
    /// There are signatures and nobody checked them.
    Unverified,
    /// 执行情况表 is not signed, or what was signed is not a digest.
    Unsigned,
    /// Signatures that an emergency patch still lacks.
    Open(Vec<Step>),
    /// The records that are there do not fit.
    Broken(Box<Broken>),
}

/// What is wrong with a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    Missing,
    Failed {
        run: String,
    },
    /// Not all of apply → verify → rollback → equal → apply → verify.
    Incomplete {
        run: String,
    },
    /// Of another package.
    Digest {
        run: String,
        digest: String,
    },
    /// Older than so many days.
    Old {
        run: String,
        at: Timestamp,
        days: u32,
    },
    /// It is said to be later than now.
    Future {
        run: String,
        at: Timestamp,
    },
    /// The same package failed after that.
    Overtaken {
        run: String,
        failed: String,
    },
}
