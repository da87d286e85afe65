//! The one way to new records.

use jiff::Timestamp;

use super::fold::{Broken, fold_proved};
use super::guard::{Who, may};
use super::record::{Claim, Proof, Record};
use super::refusal::Refusal;
use super::view::Form;
use super::what::What;
use crate::model::approval::{Policy, Role};

/// The one who writes.
#[derive(Debug, Clone)]
pub struct Pen {
    pub at: Timestamp,
    pub person: String,
    pub roles: Vec<Role>,
    /// SHA-256 of the manifest of the package that he has before him.
    pub digest: String,
    /// How he proves it; a key's signature is empty until it was made.
    pub proof: Proof,
}

/// A form that is being written: its records, and what they come to.
#[derive(Debug, Clone)]
pub struct Sheet {
    no: String,
    records: Vec<Record>,
    /// How many were there before.
    before: usize,
    form: Option<Form>,
}

impl Sheet {
    /// A form that is not there yet.
    #[must_use]
    pub fn new(no: &str) -> Self {
        Self { no: no.to_owned(), records: Vec::new(), before: 0, form: None }
    }

    /// One that is; every signature is checked as in [`fold_proved`].
    pub fn open(records: Vec<Record>, prove: &dyn Fn(&Claim<'_>) -> bool) -> Result<Self, Broken> {
        let form = fold_proved(&records, prove)?;
        Ok(Self { no: form.no.clone(), before: records.len(), records, form: Some(form) })
    }

    /// What the records come to; `None` while there are none.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// What was added, to be appended to the file.
    #[must_use]
    pub fn added(&self) -> &[Record] {
        self.records.get(self.before..).unwrap_or_default()
    }

    /// The record that would come next, after asking whether it may be. Its `signed_bytes` are what the key signs; then
    /// [`Record::signed`], then [`Sheet::push`].
    pub fn draft(&self, pen: &Pen, what: What, policy: &Policy) -> Result<Record, Refusal> {
        let who = Who { person: &pen.person, roles: &pen.roles, digest: &pen.digest };
        let role = may(self.form(), &what, &who, pen.at, policy)?;
        let rev = self.form().map_or(1, |form| if matches!(what, What::Revise { .. }) { form.rev.saturating_add(1) } else { form.rev });
        let record = Record {
            form: self.no.clone(),
            rev,
            digest: pen.digest.clone(),
            prev: self.form().map_or_else(String::new, |form| form.head.clone()),
            at: pen.at,
            person: pen.person.clone(),
            role,
            what,
            proof: pen.proof.clone(),
            id: String::new(),
        };
        Ok(record.sealed())
    }

    /// Takes a record that was drafted, and signed where it is to be; refused where the signature does not hold or another record
    /// was written meanwhile.
    pub fn push(&mut self, record: Record, prove: &dyn Fn(&Claim<'_>) -> bool) -> Result<&Form, Refusal> {
        self.records.push(record);
        match fold_proved(&self.records, prove) {
            Ok(form) => Ok(self.form.insert(form)),
            Err(broken) => {
                self.records.pop();
                Err(Refusal::Broken(Box::new(broken)))
            }
        }
    }
}
