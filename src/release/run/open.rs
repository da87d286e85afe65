//! A run that did not end yet.

use std::path::Path;

use super::mark::Mark;
use super::{Kit, Work};
use crate::model::sha256;
use crate::release::Actor;
use crate::release::fault::{Fault, Result, io};
use crate::release::journal::{self, Journal};
use crate::release::ledger::{Done, Ledger, Line};

/// A run, its work and its journal.
pub struct Open {
    pub number: String,
    pub work: Work,
    pub(super) journal: Journal<Mark>,
}

impl Open {
    /// Writes down what is going to be done. Until the first mark is on the disk there is no run.
    pub(super) fn begin(ledger: &Ledger, work: &Work, kit: &Kit, actor: &Actor) -> Result<Self> {
        let number = ledger.next()?;
        let folder = ledger.folder(&number);
        std::fs::create_dir(&folder).map_err(io(&folder))?;
        let json = serde_json::to_vec(work).map_err(|error| Fault::Io { path: folder.clone(), cause: error.into() })?;
        let path = folder.join("work.json");
        std::fs::write(&path, &json).map_err(io(&path))?;
        kit.save(&folder.join("kit"))?;
        ledger.reserve()?;
        let mut journal = Journal::create(&folder.join("journal"))?;
        // What the mark speaks of is on the disk before it.
        std::fs::File::open(&folder).and_then(|folder| Ok(rustix::fs::syncfs(folder)?)).map_err(io(&folder))?;
        journal.write(actor.now, Mark::Begin { work: sha256(&json), operator: actor.name.clone() })?;
        Ok(Self { number, work: work.clone(), journal })
    }

    pub(super) fn mark(&mut self, actor: &Actor, mark: Mark) -> Result<()> {
        self.journal.write(actor.now, mark)
    }

    /// Marks so far.
    #[must_use]
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.journal.records().iter().map(|(_, mark)| mark)
    }

    /// The transaction that was prepared at a place.
    #[must_use]
    pub fn txn(&self, name: &str) -> Option<&str> {
        self.marks().find_map(|mark| match mark {
            Mark::Staged { place, txn } if place == name => Some(txn.as_str()),
            _ => None,
        })
    }

    #[must_use]
    pub fn has(&self, wanted: &Mark) -> bool {
        self.marks().any(|mark| mark == wanted)
    }

    /// Writes into the history how it ended, and that it did.
    pub(super) fn close(&mut self, ledger: &Ledger, done: Done, why: &str, actor: &Actor) -> Result<()> {
        ledger.record(self.line(done, why, actor))?;
        self.mark(actor, Mark::Closed)
    }

    pub(super) fn line(&self, done: Done, why: &str, actor: &Actor) -> Line {
        let operator = self.marks().find_map(|mark| match mark {
            Mark::Begin { operator, .. } => Some(operator.clone()),
            _ => None,
        });
        Line {
            prev: String::new(),
            txn: self.number.clone(),
            at: actor.now,
            release: self.work.release.clone(),
            digest: self.work.package.clone(),
            undoes: self.work.undoes.clone(),
            done,
            operator: operator.unwrap_or_else(|| actor.name.clone()),
            why: why.to_owned(),
        }
    }
}

/// The run of a ledger that did not end; there is one at most. Nothing is changed.
pub fn open_run(ledger: &Ledger) -> Result<Option<Open>> {
    for number in ledger.numbers()?.into_iter().rev() {
        let folder = ledger.folder(&number);
        let path = folder.join("journal");
        let bytes = match std::fs::read(&path) {
            // Killed before it began.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => other.map_err(io(&path))?,
        };
        let read = journal::read::<Mark>(&bytes).map_err(|at| Fault::Damaged { path: path.clone(), at })?;
        let last = read.records.last().map(|(_, mark)| mark);
        if matches!(last, None | Some(Mark::Closed | Mark::Discarded { .. })) {
            continue;
        }
        let work = load(&folder, &read.records)?;
        return Ok(Some(Open { number, work, journal: Journal::open(&path)? }));
    }
    Ok(None)
}

/// The work of a run, as it was when it began.
fn load(folder: &Path, marks: &[(jiff::Timestamp, Mark)]) -> Result<Work> {
    let path = folder.join("work.json");
    let bytes = std::fs::read(&path).map_err(io(&path))?;
    let damaged = || Fault::Damaged { path: path.clone(), at: 0 };
    match marks.first() {
        Some((_, Mark::Begin { work, .. })) if *work == sha256(&bytes) => serde_json::from_slice(&bytes).map_err(|_| damaged()),
        _ => Err(damaged()),
    }
}

/// The work of a run by its number, and its marks; also of one that ended.
pub fn past_run(ledger: &Ledger, number: &str) -> Result<(Work, Vec<(jiff::Timestamp, Mark)>)> {
    let folder = ledger.folder(number);
    let path = folder.join("journal");
    let bytes = std::fs::read(&path).map_err(io(&path))?;
    let read = journal::read::<Mark>(&bytes).map_err(|at| Fault::Damaged { path, at })?;
    Ok((load(&folder, &read.records)?, read.records))
}
