//! One transaction: all of a plan, or nothing of it.

use std::path::Path;
use std::time::Duration;

use super::make::{self, Payload, look};
use super::record::Record;
use super::state::{Held, Site};
use super::{recover, stage, switch};
use crate::ctx::Stopwatch;
use crate::model::release::{Image, Plan, Step, Times};
use crate::model::sha256;
use crate::release::Actor;
use crate::release::each::{each, each_of};
use crate::release::fault::{Drift, Fault, Result, io};
use crate::release::journal::Journal;
use crate::release::ledger::{Done, Ledger, Line};

/// How it ended. An error that came before anything was touched is the `Err` of [`apply`].
#[derive(Debug)]
pub enum Applied {
    /// The number of the transaction, and how many paths changed.
    Committed { txn: String, paths: usize },
    /// Something failed on the way, and everything is as it was.
    TakenBack { txn: String, why: Fault },
    /// Something failed on the way, and these paths are neither old nor new.
    Manual { txn: String, why: Fault, paths: Vec<String> },
}

/// A transaction that did not end yet. One that is dropped is brought to its end by the next [`recover`](super::recover()).
pub struct Txn {
    number: String,
    journal: Journal<Record>,
    plan: Plan,
    post: Vec<Image>,
}

/// Puts a plan into place, and decides by itself. What an earlier run left is brought to an end before.
pub fn apply(held: &Held<'_>, plan: &Plan, payload: &(dyn Payload + Sync), undoes: Option<&str>, actor: &Actor) -> Result<Applied> {
    recover::recover(held, actor)?;
    let mut txn = Txn::begin(held, plan, payload, undoes, actor)?;
    let number = txn.number().to_owned();
    match txn.switch(held, actor).and_then(|_| txn.commit(held, actor)) {
        Ok(()) => Ok(Applied::Committed { txn: number, paths: plan.steps.len() }),
        // Its records say that it stays, whatever failed afterwards.
        Err(why) if txn.journal.has(&Record::Commit) => Err(why),
        Err(why) => {
            let neither = txn.take_back(held, &why.to_string(), actor)?;
            Ok(if neither.is_empty() {
                Applied::TakenBack { txn: number, why }
            } else {
                Applied::Manual { txn: number, why, paths: neither }
            })
        }
    }
}

impl Txn {
    /// Writes down what is going to be done and prepares all of it; no path is touched. What an earlier run left has been brought to an
    /// end. An error leaves nothing.
    pub fn begin(held: &Held<'_>, plan: &Plan, payload: &(dyn Payload + Sync), undoes: Option<&str>, actor: &Actor) -> Result<Self> {
        let site = held.site;
        if plan.target != site.name {
            return Err(Fault::OtherPlan("target".into()));
        }
        let number = site.ledger.next()?;
        let (mut journal, plan) = begin(site, &number, plan, undoes, actor)?;
        match prepare(site, &number, &plan, payload, &mut journal, actor) {
            Ok(post) => Ok(Self { number, journal, plan, post }),
            Err(fault) => {
                // Nothing was touched, whether that can be written or not; the next run sees it. What stopped this one is what is told.
                let written = journal.write(actor.now, Record::Discarded { why: fault.to_string() });
                let _ = written.and_then(|()| clear(&site.txn(&number)));
                Err(fault)
            }
        }
    }

    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Makes all paths new. From here on it has to be committed or taken back. How long it took from the first path to the last.
    pub fn switch(&mut self, held: &Held<'_>, actor: &Actor) -> Result<Duration> {
        let site = held.site;
        self.journal.write(actor.now, Record::Switching)?;
        let watch = Stopwatch::start();
        for (at, step) in self.plan.steps.iter().enumerate() {
            switch::forth(site, &self.number, at, step)?;
        }
        let took = watch.elapsed();
        switch::give(site, &self.plan.leave)?;
        site.root.sync().map_err(io(site.root.path()))?;
        verify(site, &self.number, &self.plan, &self.post)?;
        self.journal.write(actor.now, Record::Switched)?;
        Ok(took)
    }

    /// Gives the decision away: until [`decide`](super::decide) it stays as it is.
    pub fn ready(&mut self, actor: &Actor) -> Result<()> {
        self.journal.write(actor.now, Record::Ready)
    }

    /// Decides that it stays.
    pub fn commit(&mut self, held: &Held<'_>, actor: &Actor) -> Result<()> {
        self.journal.write(actor.now, Record::Commit)?;
        recover::close(&mut { held }, &self.number, &mut self.journal, Done::Committed, "", actor)
    }

    /// Takes all of it back, whether anything was touched or not. The paths that are neither old nor new.
    pub fn take_back(&mut self, held: &Held<'_>, why: &str, actor: &Actor) -> Result<Vec<String>> {
        if !self.journal.has(&Record::Switching) {
            self.journal.write(actor.now, Record::Discarded { why: why.to_owned() })?;
            return clear(&held.site.txn(&self.number)).map(|()| Vec::new());
        }
        recover::take_back(&mut { held }, &self.number, &mut self.journal, why, actor)
    }
}

/// Writes down what is going to be done. Until the first record is on the disk there is no transaction.
fn begin(site: &Site, number: &str, plan: &Plan, undoes: Option<&str>, actor: &Actor) -> Result<(Journal<Record>, Plan)> {
    let times = make::times(site, &plan.steps)?;
    let (journal, plan) = write_down(&site.ledger, number, plan, times, undoes, actor)?;
    let slots = site.txn(number).join("slot");
    std::fs::create_dir(&slots).map_err(io(&slots))?;
    site.state.sync().map_err(io(site.state.path()))?;
    Ok((journal, plan))
}

/// What was planned, with the times of folders before, and the first record.
pub(in crate::release) fn write_down(
    ledger: &Ledger,
    number: &str,
    plan: &Plan,
    times: Vec<Times>,
    undoes: Option<&str>,
    actor: &Actor,
) -> Result<(Journal<Record>, Plan)> {
    let folder = ledger.folder(number);
    std::fs::create_dir(&folder).map_err(io(&folder))?;
    let planned = serde_json::to_vec(plan).map_err(|error| Fault::Io { path: folder.clone(), cause: error.into() })?;
    let plan = Plan { times, ..plan.clone() };
    save(&folder.join("plan.json"), &plan)?;
    let mut journal = Journal::create(&folder.join("journal"))?;
    journal.write(
        actor.now,
        Record::Begin {
            release: plan.release.clone(),
            digest: plan.digest.clone(),
            plan: sha256(&planned),
            undoes: undoes.map(ToOwned::to_owned),
            operator: actor.name.clone(),
        },
    )?;
    Ok((journal, plan))
}

pub(in crate::release) fn save<T: serde::Serialize>(path: &Path, value: &T) -> Result<()> {
    let json = serde_json::to_vec(value).map_err(|error| Fault::Io { path: path.to_owned(), cause: error.into() })?;
    std::fs::write(path, &json).map_err(io(path))
}

/// Everything that can fail before a path is touched.
fn prepare(
    site: &Site,
    number: &str,
    plan: &Plan,
    payload: &(dyn Payload + Sync),
    journal: &mut Journal<Record>,
    actor: &Actor,
) -> Result<Vec<Image>> {
    let found = each_of(plan.bytes(), &plan.steps, |_, step| look(site, &step.path))?;
    as_planned(plan, found)?;
    reach(site, number, plan)?;
    site.ledger.reserve()?;
    let post = stage::stage(site, number, plan, payload)?;
    save(&site.txn(number).join("post.json"), &post)?;
    site.state.sync().map_err(io(site.state.path()))?;
    journal.write(actor.now, Record::Staged)?;
    Ok(post)
}

/// Asks the kernel to move to each path what is not there yet: it says that it is not there only where it could be moved, and else that the
/// path lies on another mount, or on one that is read-only.
fn reach(site: &Site, number: &str, plan: &Plan) -> Result<()> {
    each(&plan.steps, |at, step| match site.state.move_to(&Site::slot(number, at), &site.root, &step.path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Fault::Io { path: site.root.path().join(step.path.as_path()), cause: error.into() })
        }
        _ => Ok(()),
    })
    .map(drop)
}

/// Whether what was found is what was planned.
pub(in crate::release) fn as_planned(plan: &Plan, found: Vec<Image>) -> Result<()> {
    let changed = plan.steps.iter().zip(found).filter(|(step, found)| !found.same(&step.pre));
    let drift: Vec<Drift> =
        changed.map(|(step, found)| Drift { path: step.path.clone(), expected: Some(step.pre.clone()), found }).collect();
    if drift.is_empty() { Ok(()) } else { Err(Fault::Drift(drift)) }
}

/// Reads once more all that is in place, and all that it replaced: whoever wrote to a file since it was planned finds it as they left it.
fn verify(site: &Site, number: &str, plan: &Plan, post: &[Image]) -> Result<()> {
    each_of(plan.bytes(), &plan.steps, |at, step| {
        let (live, kept) = (look(site, &step.path)?, switch::kept(site, number, at)?);
        is_switched(step, post.get(at).unwrap_or(&Image::Other), live, kept)
    })
    .map(drop)
}

/// Whether what is in place is what was to be, and what it replaced is what was planned.
pub(in crate::release) fn is_switched(step: &Step, wanted: &Image, live: Image, kept: Image) -> Result<()> {
    let wrong = |expected: &Image, found| Fault::Drift(vec![Drift { path: step.path.clone(), expected: Some(expected.clone()), found }]);
    match () {
        () if !live.same(wanted) => Err(wrong(wanted, live)),
        () if !kept.same(&step.pre) => Err(wrong(&step.pre, kept)),
        () => Ok(()),
    }
}

/// Takes away what was prepared for a transaction that touched nothing. Its records stay.
pub(super) fn clear(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder.join("slot")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::Io { path: folder.to_owned(), cause: error.into() }),
        _ => Ok(()),
    }
}

/// A line of the history for a transaction.
pub(super) fn line(number: &str, begin: &Record, done: Done, why: &str, actor: &Actor) -> Line {
    let (release, digest, undoes, operator) = match begin {
        Record::Begin { release, digest, undoes, operator, .. } => (release.clone(), digest.clone(), undoes.clone(), operator.clone()),
        _ => (String::new(), String::new(), None, actor.name.clone()),
    };
    Line { prev: String::new(), txn: number.to_owned(), at: actor.now, release, digest, undoes, done, operator, why: why.to_owned() }
}
