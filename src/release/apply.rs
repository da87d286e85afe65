//! One transaction: all of a plan, or nothing of it.

use std::path::Path;

use super::Actor;
use super::each::each;
use super::fault::{Drift, Fault, Result, io};
use super::journal::{Journal, Record};
use super::make::{self, Payload, look};
use super::recover;
use super::state::{Done, Held, Line, Site};
use super::{stage, switch};
use crate::model::release::{Image, Plan};
use crate::model::sha256;

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

/// Puts a plan into place. What an earlier run left is brought to an end before.
pub fn apply(held: &Held<'_>, plan: &Plan, payload: &(dyn Payload + Sync), undoes: Option<&str>, actor: &Actor) -> Result<Applied> {
    let site = held.site;
    recover::recover(held, actor)?;
    if plan.target != site.name {
        return Err(Fault::OtherPlan("target"));
    }
    let number = next(site)?;
    let (mut journal, plan) = begin(site, &number, plan, undoes, actor)?;
    let plan = &plan;
    let touched = prepare(site, &number, plan, payload, &mut journal, actor);
    let post = match touched {
        Ok(post) => post,
        Err(fault) => {
            // Nothing was touched, whether that can be written or not; the next run sees it. What stopped this one is what is told.
            let written = journal.write(actor.now, Record::Discarded { why: fault.to_string() });
            let _ = written.and_then(|()| clear(&site.txn(&number)));
            return Err(fault);
        }
    };
    match change(site, &number, plan, &post, &mut journal, actor) {
        Ok(()) => {
            recover::close(held, &number, &mut journal, Done::Committed, "", actor)?;
            Ok(Applied::Committed { txn: number, paths: plan.steps.len() })
        }
        Err(why) => {
            let neither = recover::take_back(held, &number, &mut journal, &why.to_string(), actor)?;
            Ok(if neither.is_empty() {
                Applied::TakenBack { txn: number, why }
            } else {
                Applied::Manual { txn: number, why, paths: neither.iter().map(ToString::to_string).collect() }
            })
        }
    }
}

fn next(site: &Site) -> Result<String> {
    let last = site.transactions()?.last().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
    Ok(format!("{:06}", last + 1))
}

/// Writes down what is going to be done. Until the first record is on the disk there is no transaction.
fn begin(site: &Site, number: &str, plan: &Plan, undoes: Option<&str>, actor: &Actor) -> Result<(Journal, Plan)> {
    let folder = site.txn(number);
    std::fs::create_dir(&folder).and_then(|()| std::fs::create_dir(folder.join("slot"))).map_err(io(&folder))?;
    let planned = serde_json::to_vec(plan).map_err(|error| Fault::Io { path: folder.clone(), cause: error.into() })?;
    let plan = Plan { times: make::times(site, &plan.steps)?, ..plan.clone() };
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
    site.state.sync().map_err(io(site.state.path()))?;
    Ok((journal, plan))
}

fn save<T: serde::Serialize>(path: &Path, value: &T) -> Result<()> {
    let json = serde_json::to_vec(value).map_err(|error| Fault::Io { path: path.to_owned(), cause: error.into() })?;
    std::fs::write(path, &json).map_err(io(path))
}

/// Everything that can fail before a path is touched.
fn prepare(
    site: &Site,
    number: &str,
    plan: &Plan,
    payload: &(dyn Payload + Sync),
    journal: &mut Journal,
    actor: &Actor,
) -> Result<Vec<Image>> {
    let found = each(&plan.steps, |_, step| look(site, &step.path))?;
    let changed = plan.steps.iter().zip(found).filter(|(step, found)| !found.same(&step.pre));
    let drift: Vec<Drift> =
        changed.map(|(step, found)| Drift { path: step.path.clone(), expected: Some(step.pre.clone()), found }).collect();
    if !drift.is_empty() {
        return Err(Fault::Drift(drift));
    }
    let post = stage::stage(site, number, plan, payload)?;
    save(&site.txn(number).join("post.json"), &post)?;
    site.state.sync().map_err(io(site.state.path()))?;
    journal.write(actor.now, Record::Staged)?;
    Ok(post)
}

/// From here on paths change.
fn change(site: &Site, number: &str, plan: &Plan, post: &[Image], journal: &mut Journal, actor: &Actor) -> Result<()> {
    journal.write(actor.now, Record::Switching)?;
    for (at, step) in plan.steps.iter().enumerate() {
        switch::forth(site, number, at, step)?;
    }
    switch::give(site, &plan.leave)?;
    site.root.sync().map_err(io(site.root.path()))?;
    verify(site, number, plan, post)?;
    journal.write(actor.now, Record::Switched)?;
    journal.write(actor.now, Record::Commit)
}

/// Reads once more all that is in place, and all that it replaced: whoever wrote to a file since it was planned finds it as they left it.
fn verify(site: &Site, number: &str, plan: &Plan, post: &[Image]) -> Result<()> {
    each(&plan.steps, |at, step| {
        let (live, kept) = (look(site, &step.path)?, switch::kept(site, number, at)?);
        let wanted = post.get(at).unwrap_or(&Image::Other);
        let wrong =
            |expected: &Image, found| Fault::Drift(vec![Drift { path: step.path.clone(), expected: Some(expected.clone()), found }]);
        match () {
            () if !live.same(wanted) => Err(wrong(wanted, live)),
            () if !kept.same(&step.pre) => Err(wrong(&step.pre, kept)),
            () => Ok(()),
        }
    })
    .map(drop)
}

/// All but the decision.
#[cfg(test)]
pub(super) fn until_decided(held: &Held<'_>, plan: &Plan, payload: &(dyn Payload + Sync), actor: &Actor) -> Result<String> {
    let number = next(held.site)?;
    let (mut journal, plan) = begin(held.site, &number, plan, None, actor)?;
    prepare(held.site, &number, &plan, payload, &mut journal, actor)?;
    journal.write(actor.now, Record::Switching)?;
    for (at, step) in plan.steps.iter().enumerate() {
        switch::forth(held.site, &number, at, step)?;
    }
    Ok(number)
}

/// Takes away what was prepared for a transaction that touched nothing. Its records stay.
pub(super) fn clear(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder.join("slot")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Fault::Io { path: folder.to_owned(), cause: error }),
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
