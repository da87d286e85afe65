//! What a run left that was killed: brought to its end, by the records and by looking at the paths.

use serde::{Deserialize, Serialize};

use super::record::Record;
use super::state::Held;
use super::switch;
use super::txn::{clear, line};
use crate::release::Actor;
use crate::release::fault::{Fault, Result};
use crate::release::journal::Journal;
use crate::release::ledger::Done;

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

/// Ends what is open. A transaction that was left to a person, or whose decision lies elsewhere, stops everything that changes the target.
pub fn recover(held: &Held<'_>, actor: &Actor) -> Result<Vec<Outcome>> {
    let mut all = Vec::new();
    for txn in held.site.ledger.numbers()? {
        if let Some(outcome) = one(held, &txn, actor)? {
            all.push(outcome);
        }
    }
    Ok(all)
}

fn one(held: &Held<'_>, txn: &str, actor: &Actor) -> Result<Option<Outcome>> {
    let folder = held.site.txn(txn);
    let mut journal: Journal<Record> = match Journal::open(&folder.join("journal")) {
        // Killed before it began.
        Err(Fault::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {
            clear(&folder)?;
            return Ok(None);
        }
        other => other?,
    };
    let last = journal.records().last().map(|(_, record)| record.clone());
    match last {
        Some(Record::Closed | Record::Discarded { .. }) => Ok(None),
        None | Some(Record::Begin { .. } | Record::Staged) => {
            journal.write(actor.now, Record::Discarded { why: "stopped".into() })?;
            clear(&folder)?;
            Ok(Some(Outcome::Discarded { txn: txn.to_owned() }))
        }
        Some(Record::Commit) => {
            close(held, txn, &mut journal, Done::Committed, "", actor)?;
            Ok(Some(Outcome::Committed { txn: txn.to_owned() }))
        }
        Some(Record::TakenBack) => {
            let why = why(&journal);
            close(held, txn, &mut journal, Done::TakenBack, &why, actor)?;
            Ok(Some(Outcome::TakenBack { txn: txn.to_owned() }))
        }
        Some(Record::Resolved { by, reason }) => {
            close(held, txn, &mut journal, Done::Resolved, &format!("{by}: {reason}"), actor)?;
            Ok(None)
        }
        Some(Record::Ready) => Err(Fault::Waiting { txn: txn.to_owned() }),
        Some(Record::Manual { .. }) => Err(Fault::Manual { txn: txn.to_owned() }),
        Some(Record::Switching | Record::Switched | Record::TakingBack { .. }) => {
            let why = why(&journal);
            let neither = take_back(held, txn, &mut journal, if why.is_empty() { "stopped" } else { &why }, actor)?;
            let txn = txn.to_owned();
            Ok(Some(if neither.is_empty() { Outcome::TakenBack { txn } } else { Outcome::Manual { txn, paths: neither } }))
        }
    }
}

/// Ends a transaction as was decided elsewhere; one that has ended, or was never begun, is as it is.
pub fn decide(held: &Held<'_>, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
    let mut journal: Journal<Record> = match Journal::open(&held.site.txn(txn).join("journal")) {
        Err(Fault::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if journal.records().last().map(|(_, record)| record) != Some(&Record::Ready) {
        return one(held, txn, actor);
    }
    let own = txn.to_owned();
    if stays {
        journal.write(actor.now, Record::Commit)?;
        close(held, txn, &mut journal, Done::Committed, "", actor)?;
        return Ok(Some(Outcome::Committed { txn: own }));
    }
    let paths = take_back(held, txn, &mut journal, why, actor)?;
    Ok(Some(if paths.is_empty() { Outcome::TakenBack { txn: own } } else { Outcome::Manual { txn: own, paths } }))
}

/// A person looked at the paths that were left, and says that they are in order as they are.
pub fn resolve(held: &Held<'_>, by: &str, reason: &str, actor: &Actor) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for txn in held.site.ledger.numbers()? {
        let path = held.site.txn(&txn).join("journal");
        let Ok(mut journal) = Journal::<Record>::open(&path) else { continue };
        if matches!(journal.records().last(), Some((_, Record::Manual { .. }))) {
            journal.write(actor.now, Record::Resolved { by: by.to_owned(), reason: reason.to_owned() })?;
            close(held, &txn, &mut journal, Done::Resolved, &format!("{by}: {reason}"), actor)?;
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
pub(super) fn take_back(held: &Held<'_>, txn: &str, journal: &mut Journal<Record>, why: &str, actor: &Actor) -> Result<Vec<String>> {
    let site = held.site;
    let taking = Record::TakingBack { why: why.to_owned() };
    if !journal.has(&taking) {
        // Whether it can be written or not: what was begun and not decided is taken back.
        let _ = journal.write(actor.now, taking);
    }
    let (plan, post) = (site.load_plan(txn)?, site.load_post(txn)?);
    let neither: Vec<String> = switch::all_back(site, txn, &plan, &post)?.iter().map(ToString::to_string).collect();
    if neither.is_empty() {
        journal.write(actor.now, Record::TakenBack)?;
        close(held, txn, journal, Done::TakenBack, why, actor)?;
    } else {
        journal.write(actor.now, Record::Manual { paths: neither.clone() })?;
        let begin = journal.records().first().map(|(_, record)| record.clone());
        held.site.ledger.record(line(txn, begin.as_ref().unwrap_or(&Record::Staged), Done::Manual, why, actor))?;
    }
    Ok(neither)
}

/// Writes into the history how it ended, and that it did.
pub(super) fn close(held: &Held<'_>, txn: &str, journal: &mut Journal<Record>, done: Done, why: &str, actor: &Actor) -> Result<()> {
    let begin = journal.records().first().map(|(_, record)| record.clone());
    held.site.ledger.record(line(txn, begin.as_ref().unwrap_or(&Record::Staged), done, why, actor))?;
    journal.write(actor.now, Record::Closed)?;
    // What was taken back is where it was; what lies in the slots was never used.
    if done == Done::TakenBack { clear(&held.site.txn(txn)) } else { Ok(()) }
}
