//! A site with its people, and a form that goes its way; the tests are in the files beside.

mod chain;
mod emergency;
mod random;
mod refused;
mod signed;
mod table;
mod tampered;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{
    Check, Claim, Exception, Field, Fields, Form, Outcome, PRODUCTION, Pen, Policy, Proof, Record, Refusal, Role, Run, Sheet, Status, Step,
    What, ready_for,
};

/// Manifests of packages.
pub(super) const ONE: &str = "1111111111111111111111111111111111111111111111111111111111111111";
pub(super) const TWO: &str = "2222222222222222222222222222222222222222222222222222222222222222";

/// A checker that takes the word "good" for a signature.
pub(super) fn prove(claim: &Claim<'_>) -> bool {
    claim.signature == "good"
}

pub(super) fn days(many: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * many)
}

pub(super) fn fields(kind: &str) -> Fields {
    BTreeMap::from([
        (Field::Title, "征管系统 6.2.1 发布".to_owned()),
        (Field::System, "征管系统、网上办税".to_owned()),
        (Field::VersionFrom, "6.2.0".to_owned()),
        (Field::VersionTo, "6.2.1".to_owned()),
        (Field::Kind, kind.to_owned()),
        (Field::Tickets, "YW-2026-00001".to_owned()),
        (Field::Scope, "全区".to_owned()),
        (Field::WindowFrom, "2026-03-01T14:00:00Z".to_owned()),
        (Field::WindowTo, "2026-03-01T18:00:00Z".to_owned()),
        (Field::Back, "按备份回退".to_owned()),
    ])
}

/// Somebody for each role, and the one who usually makes a step.
pub(super) fn person(role: Role) -> &'static str {
    match role {
        Role::Applicant => "张三",
        Role::VersionManager => "李四",
        Role::SiteManager => "王五",
        Role::Customer => "赵六",
        Role::Archivist => "孙七",
    }
}

pub(super) struct Site {
    pub sheet: Sheet,
    pub now: Timestamp,
    pub policy: Policy,
    pub digest: &'static str,
    pub proof: Proof,
}

impl Site {
    /// With a form of that kind.
    pub(super) fn new(kind: &str) -> Self {
        let mut site = Self::empty();
        site.go(Role::Applicant, What::Draft { fields: fields(kind) }).unwrap();
        site
    }

    pub(super) fn empty() -> Self {
        let now = "2026-03-01T00:00:00Z".parse().unwrap();
        let proof = Proof::Key { key: "K".into(), signature: "good".into() };
        Self { sheet: Sheet::new("FB-2026-00001"), now, policy: Policy::default(), digest: ONE, proof }
    }

    /// Time passes; the one of that role does it.
    pub(super) fn go(&mut self, role: Role, what: What) -> Result<Status, Refusal> {
        self.by(person(role), &[role], what)
    }

    pub(super) fn by(&mut self, person: &str, roles: &[Role], what: What) -> Result<Status, Refusal> {
        self.now += SignedDuration::from_mins(1);
        let pen = Pen {
            at: self.now,
            person: person.to_owned(),
            roles: roles.to_vec(),
            digest: self.digest.to_owned(),
            proof: self.proof.clone(),
        };
        let record = self.sheet.draft(&pen, what, &self.policy)?;
        Ok(self.sheet.push(record, &prove)?.status)
    }

    /// The usual step of that kind, by the usual one.
    pub(super) fn step(&mut self, step: Step) -> Result<Status, Refusal> {
        let what = self.usual(step);
        let role = match step {
            Step::Supplement => Role::VersionManager,
            Step::Return => Role::Customer,
            Step::Revise => Role::Applicant,
            step => super::flow::signer(step)[0],
        };
        self.go(role, what)
    }

    /// All of these.
    pub(super) fn steps(&mut self, steps: &[Step]) -> &mut Self {
        for step in steps {
            self.step(*step).unwrap_or_else(|refusal| panic!("{step:?}: {refusal:?}"));
        }
        self
    }

    pub(super) fn usual(&self, step: Step) -> What {
        let opinion = "同意".to_owned();
        let executed =
            |outcome| What::Executed { run: "P-1".into(), env: PRODUCTION.into(), outcome, began: self.now, by_hand: String::new() };
        match step {
            Step::Draft => What::Draft { fields: fields("release") },
            Step::Edit => What::Edit { fields: Fields::from([(Field::Risk, format!("{}", self.now))]) },
            Step::Submit => What::Submit {},
            Step::Review => What::Review { check: self.check(), opinion },
            Step::Audit => What::Audit { opinion },
            Step::Approve => What::Approve { opinion },
            Step::Dispatch => What::Dispatch { executors: executors(), opinion },
            Step::Return => What::Return { reason: "回退方案不全".into() },
            Step::Pass => self.rehearsed(true),
            Step::Fail => self.rehearsed(false),
            Step::Finish => executed(Outcome::Done),
            Step::RollBack => executed(Outcome::RolledBack),
            Step::Hold => executed(Outcome::Manual),
            Step::Sign => What::SignExecution { sheet: TWO.into(), opinion },
            Step::Archive => What::Archive { place: "档案 2026-12".into() },
            Step::Revise => What::Revise { digest: self.digest.into(), reason: "改时间".into() },
            Step::Supplement => What::Supplement { of: Step::Review, check: Some(self.check()), opinion },
        }
    }

    pub(super) fn check(&self) -> Check {
        Check { run: "C-1".into(), digest: self.digest.into(), ok: true }
    }

    pub(super) fn rehearsed(&self, ok: bool) -> What {
        What::Rehearsed { run: "S-1".into(), digest: self.digest.into(), ok, at: self.now, complete: true, by_hand: String::new() }
    }

    pub(super) fn form(&self) -> &Form {
        self.sheet.form().unwrap()
    }

    pub(super) fn records(&self) -> Vec<Record> {
        self.sheet.records().to_vec()
    }

    /// What keeps it from production now.
    pub(super) fn ready(&self) -> Vec<Refusal> {
        let run = Run { env: PRODUCTION, digest: self.digest, person: person(Role::VersionManager), system: Some("征管系统") };
        ready_for(self.form(), &run, self.now, &self.policy).err().unwrap_or_default()
    }
}

pub(super) fn executors() -> BTreeMap<String, String> {
    let name = person(Role::VersionManager);
    BTreeMap::from([("征管系统".to_owned(), name.to_owned()), ("网上办税".to_owned(), name.to_owned())])
}

/// Up to the approval.
pub(super) const APPROVED: &[Step] = &[Step::Submit, Step::Review, Step::Audit, Step::Approve];
/// Up to production.
pub(super) const REHEARSED: &[Step] = &[Step::Submit, Step::Review, Step::Audit, Step::Approve, Step::Dispatch, Step::Pass];

pub(super) fn excused(person: &str, roles: &[Role]) -> Policy {
    Policy { one_person: vec![Exception { person: person.into(), roles: roles.to_vec() }], ..Policy::default() }
}
