//! What a run left that was killed: brought to its end, by the records and by looking at the paths.

use serde::{Deserialize, Serialize};

use super::record::Record;
use super::state::{Held, load};
use super::switch;
use super::txn::{clear, line};
use crate::model::release::{Image, Name, Plan};
use crate::release::Actor;
use crate::release::fault::{Fault, Result};
use crate::release::journal::Journal;
use crate::release::ledger::{Done, Ledger};

/// What was found of one transaction, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Nothing had been touched.
    Discarded {
        txn: String,
    },
    /// It had been decided: only its records were missing.
    Committed {
        txn: String,
    },
    TakenBack {
        txn: String,
    },
    Manual {
        txn: String,
        paths: Vec<String>,
    },
}

/// A target as its transactions are ended: where their records lie, and how its paths become old again.
pub(in crate::release) trait Ground {
    fn ledger(&self) -> &Ledger;

    /// Takes all steps back, the last one first; some may be old. The paths that are neither old nor new.
    fn all_back(&mut self, txn: &str, plan: &Plan, post: &[Image]) -> Result<Vec<Name>>;

    /// Takes away what was prepared and is not in use.
    fn clear(&mut self, txn: &str) -> Result<()>;

    /// Nothing more is done there for this transaction.
    fn let_go(&mut self, _txn: &str) -> Result<()> {
        Ok(())
    }
}

impl Ground for &Held<'_> {
    fn ledger(&self) -> &Ledger {
        &self.site.ledger
    }

    fn all_back(&mut self, txn: &str, plan: &Plan, post: &[Image]) -> Result<Vec<Name>> {
        switch::all_back(self.site, txn, plan, post)
    }

    fn clear(&mut self, txn: &str) -> Result<()> {
        clear(&self.site.txn(txn))
    }
}

/// Ends what is open. A transaction that was left to a person, or whose decision lies elsewhere, stops everything that changes the target.
pub fn recover(mut held: &Held<'_>, actor: &Actor) -> Result<Vec<Outcome>> {
    recover_at(&mut held, actor)
}

/// Ends a transaction as was decided elsewhere; one that has ended, or was never begun, is as it is.
pub fn decide(mut held: &Held<'_>, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
    decide_at(&mut held, txn, stays, why, actor)
}

/// A person looked at the paths that were left, and says that they are in order as they are.
pub fn resolve(mut held: &Held<'_>, by: &str, reason: &str, actor: &Actor) -> Result<Vec<String>> {
    resolve_at(&mut held, by, reason, actor)
}

pub(in crate::release) fn recover_at(ground: &mut impl Ground, actor: &Actor) -> Result<Vec<Outcome>> {
    let mut all = Vec::new();
    for txn in ground.ledger().numbers()? {
        if let Some(outcome) = one(ground, &txn, actor)? {
            all.push(outcome);
        }
    }
    Ok(all)
}

fn one(ground: &mut impl Ground, txn: &str, actor: &Actor) -> Result<Option<Outcome>> {
    let mut journal: Journal<Record> = match Journal::open(&ground.ledger().folder(txn).join("journal")) {
        // Killed before it began.
        Err(Fault::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {
            ground.clear(txn)?;
            return Ok(None);
        }
        other => other?,
    };
    let last = journal.records().last().map(|(_, record)| record.clone());
    match last {
        Some(Record::Closed | Record::Discarded { .. }) => Ok(None),
        None | Some(Record::Begin { .. } | Record::Staged) => {
            discard(ground, txn, &mut journal, "stopped", actor)?;
            Ok(Some(Outcome::Discarded { txn: txn.to_owned() }))
        }
        Some(Record::Commit) => {
            close(ground, txn, &mut journal, Done::Committed, "", actor)?;
            Ok(Some(Outcome::Committed { txn: txn.to_owned() }))
        }
        Some(Record::TakenBack) => {
            let why = why(&journal);
            close(ground, txn, &mut journal, Done::TakenBack, &why, actor)?;
            Ok(Some(Outcome::TakenBack { txn: txn.to_owned() }))
        }
        Some(Record::Resolved { by, reason }) => {
            close(ground, txn, &mut journal, Done::Resolved, &format!("{by}: {reason}"), actor)?;
            Ok(None)
        }
        Some(Record::Ready) => Err(Fault::Waiting { txn: txn.to_owned() }),
        Some(Record::Manual { .. }) => Err(Fault::Manual { txn: txn.to_owned() }),
        Some(Record::Switching | Record::Switched | Record::TakingBack { .. }) => {
            let why = why(&journal);
            let neither = take_back(ground, txn, &mut journal, if why.is_empty() { "stopped" } else { &why }, actor)?;
            let txn = txn.to_owned();
            Ok(Some(if neither.is_empty() { Outcome::TakenBack { txn } } else { Outcome::Manual { txn, paths: neither } }))
        }
    }
}

pub(in crate::release) fn decide_at(ground: &mut impl Ground, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
    let mut journal: Journal<Record> = match Journal::open(&ground.ledger().folder(txn).join("journal")) {
        Err(Fault::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if journal.records().last().map(|(_, record)| record) != Some(&Record::Ready) {
        return one(ground, txn, actor);
    }
    let own = txn.to_owned();
    if stays {
        journal.write(actor.now, Record::Commit)?;
        close(ground, txn, &mut journal, Done::Committed, "", actor)?;
        return Ok(Some(Outcome::Committed { txn: own }));
    }
    let paths = take_back(ground, txn, &mut journal, why, actor)?;
    Ok(Some(if paths.is_empty() { Outcome::TakenBack { txn: own } } else { Outcome::Manual { txn: own, paths } }))
}

pub(in crate::release) fn resolve_at(ground: &mut impl Ground, by: &str, reason: &str, actor: &Actor) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for txn in ground.ledger().numbers()? {
        let path = ground.ledger().folder(&txn).join("journal");
        let Ok(mut journal) = Journal::<Record>::open(&path) else { continue };
        if matches!(journal.records().last(), Some((_, Record::Manual { .. }))) {
            journal.write(actor.now, Record::Resolved { by: by.to_owned(), reason: reason.to_owned() })?;
            close(ground, &txn, &mut journal, Done::Resolved, &format!("{by}: {reason}"), actor)?;
            all.push(txn);
        }
    }
    Ok(all)
}

fn why(journal: &Journal<Record>) -> String {
    let said = journal.records().iter().rev().find_map(|(_, record)| match record {
        Record::TakingBack { why } => Some(why.clone()),
        _ => None,
    });
    said.unwrap_or_default()
}

/// Takes a transaction back; it may have been begun before. The paths that are neither old nor new.
pub(in crate::release) fn take_back(
    ground: &mut impl Ground,
    txn: &str,
    journal: &mut Journal<Record>,
    why: &str,
    actor: &Actor,
) -> Result<Vec<String>> {
    let taking = Record::TakingBack { why: why.to_owned() };
    if !journal.has(&taking) {
        // Whether it can be written or not: what was begun and not decided is taken back.
        let _ = journal.write(actor.now, taking);
    }
    let folder = ground.ledger().folder(txn);
    let (plan, post): (Plan, Vec<Image>) = (load(&folder.join("plan.json"))?, load(&folder.join("post.json"))?);
    let neither: Vec<String> = ground.all_back(txn, &plan, &post)?.iter().map(ToString::to_string).collect();
    if neither.is_empty() {
        journal.write(actor.now, Record::TakenBack)?;
        close(ground, txn, journal, Done::TakenBack, why, actor)?;
    } else {
        journal.write(actor.now, Record::Manual { paths: neither.clone() })?;
        let begin = journal.records().first().map(|(_, record)| record.clone());
        ground.ledger().record(line(txn, begin.as_ref().unwrap_or(&Record::Staged), Done::Manual, why, actor))?;
    }
    Ok(neither)
}

/// Gives up a transaction that touched nothing.
pub(in crate::release) fn discard(
    ground: &mut impl Ground,
    txn: &str,
    journal: &mut Journal<Record>,
    why: &str,
    actor: &Actor,
) -> Result<()> {
    ground.clear(txn)?;
    ground.let_go(txn)?;
    journal.write(actor.now, Record::Discarded { why: why.to_owned() })
}

/// Writes into the history how it ended, and that it did.
pub(super) fn close(
    ground: &mut impl Ground,
    txn: &str,
    journal: &mut Journal<Record>,
    done: Done,
    why: &str,
    actor: &Actor,
) -> Result<()> {
    let begin = journal.records().first().map(|(_, record)| record.clone());
    ground.ledger().record(line(txn, begin.as_ref().unwrap_or(&Record::Staged), done, why, actor))?;
    // What was taken back is where it was; what lies in the slots was never used.
    if done == Done::TakenBack {
        ground.clear(txn)?;
    }
    ground.let_go(txn)?;
    journal.write(actor.now, Record::Closed)
}
