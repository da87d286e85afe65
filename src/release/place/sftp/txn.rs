//! A transaction on a host that is reached by SFTP: the records here, the files there.

use super::host::Host;
use super::stage::Source;
use super::{Name, Sftp, Times};
use crate::ctx::Stopwatch;
use crate::model::release::{Image, Mtime, Plan};
use crate::release::Actor;
use crate::release::fault::{Drift, Fault, Result, io};
use crate::release::journal::Journal;
use crate::release::ledger::Ledger;
use crate::release::place::From;
use crate::release::tree::{self, Ground, Record};

/// One that did not end yet.
pub(super) struct Txn {
    pub(super) number: String,
    journal: Journal<Record>,
    plan: Plan,
    post: Vec<Image>,
}

impl Txn {
    /// Makes all paths new; microseconds from the first to the last.
    pub(super) fn switch(&mut self, host: &mut Host, actor: &Actor) -> Result<u64> {
        self.journal.write(actor.now, Record::Switching)?;
        let watch = Stopwatch::start();
        host.forth(&self.number, &self.plan)?;
        let took = watch.elapsed();
        host.give_times(&self.plan.leave)?;
        host.verify(&self.number, &self.plan, &self.post)?;
        self.journal.write(actor.now, Record::Switched)?;
        Ok(u64::try_from(took.as_micros()).unwrap_or(u64::MAX))
    }

    pub(super) fn ready(&mut self, actor: &Actor) -> Result<()> {
        self.journal.write(actor.now, Record::Ready)
    }
}

/// Where transactions are ended.
pub(super) struct Ends<'e> {
    ledger: &'e Ledger,
    id: &'e str,
    host: &'e mut Host,
}

impl Ground for Ends<'_> {
    fn ledger(&self) -> &Ledger {
        self.ledger
    }

    fn all_back(&mut self, txn: &str, plan: &Plan, post: &[Image]) -> Result<Vec<Name>> {
        self.host.back(txn, plan, post)
    }

    fn clear(&mut self, txn: &str) -> Result<()> {
        self.host.take_away(self.id, txn).map(drop)
    }

    fn let_go(&mut self, txn: &str) -> Result<()> {
        self.host.disclaim(self.id, txn)
    }
}

impl Sftp<'_> {
    pub(super) fn ground<'e>(&'e self, host: &'e mut Host) -> Ends<'e> {
        Ends { ledger: &self.ledger, id: &self.id, host }
    }

    /// What takes back a transaction: its number, the plan, and of each step the step there.
    pub(super) fn undo(&self, host: &mut Host, txn: &str) -> Result<(String, Plan, Vec<usize>)> {
        let history = self.ledger.history()?;
        let txn = tree::which(&history, Some(txn))?.to_owned();
        if !host.folders.contains_key(&txn) {
            return Err(Fault::Pruned { txn });
        }
        let folder = self.ledger.folder(&txn);
        let (then, post) = (tree::load(&folder.join("plan.json"))?, tree::load(&folder.join("post.json"))?);
        let (plan, slots) = tree::back_plan(then, post, &mut |path| host.look(path))?;
        Ok((txn, plan, slots))
    }

    pub(super) fn begin_at(&self, host: &mut Host, plan: &Plan, from: From<'_>, actor: &Actor) -> Result<Txn> {
        if plan.target != self.name {
            return Err(Fault::OtherPlan("target".into()));
        }
        let undone = match from {
            From::Package(_) => None,
            From::Undo(txn) => Some(self.undo(host, txn)?),
        };
        let source = match (&from, &undone) {
            (_, Some((txn, _, slots))) => Source::Undo(txn, slots),
            (From::Package(payload), None) => Source::Package(*payload),
            (From::Undo(_), None) => return Err(Fault::Nothing),
        };
        let number = self.ledger.next()?;
        let times = host.times(plan)?;
        let undoes = undone.as_ref().map(|(txn, _, _)| txn.as_str());
        let (mut journal, plan) = tree::write_down(&self.ledger, &number, plan, times, undoes, actor)?;
        match self.prepare(host, &number, &plan, &source, &mut journal, actor) {
            Ok(post) => Ok(Txn { number, journal, plan, post }),
            Err(fault) => {
                // Nothing was touched; what cannot be cleared now is when it is held anew. What stopped this one is what is told.
                if !matches!(fault, Fault::Lost { .. }) {
                    let _ = tree::discard(&mut self.ground(host), &number, &mut journal, &fault.to_string(), actor);
                }
                Err(fault)
            }
        }
    }

    /// Everything that can fail before a path is touched.
    fn prepare(
        &self,
        host: &mut Host,
        number: &str,
        plan: &Plan,
        source: &Source<'_>,
        journal: &mut Journal<Record>,
        actor: &Actor,
    ) -> Result<Vec<Image>> {
        host.make_slots(&self.id, number)?;
        host.claim(&self.id, number)?;
        tree::as_planned(plan, host.looks(&plan.steps.iter().map(|step| &step.path).collect::<Vec<_>>())?)?;
        host.try_link(number, plan)?;
        let post = host.stage(number, plan, source)?;
        tree::save(&self.ledger.folder(number).join("post.json"), &post)?;
        // What the records speak of is on the disk before them.
        let here = self.ledger.path();
        std::fs::File::open(here).and_then(|folder| Ok(rustix::fs::syncfs(folder)?)).map_err(io(here))?;
        journal.write(actor.now, Record::Staged)?;
        Ok(post)
    }

    /// Paths that are not what they were when a transaction began, as far as SFTP shows it; and the times of the folders they lie in.
    pub(super) fn differs_at(&self, host: &mut Host, txn: &str) -> Result<Vec<Drift>> {
        let plan: Plan = tree::load(&self.ledger.folder(txn).join("plan.json"))?;
        let found = host.looks(&plan.steps.iter().map(|step| &step.path).collect::<Vec<_>>())?;
        let changed = plan.steps.iter().zip(found).filter(|(step, found)| !found.same(&step.pre));
        let told = |(step, found): (&crate::model::release::Step, Image)| Drift {
            path: step.path.clone(),
            expected: Some(step.pre.clone()),
            found,
        };
        let mut all: Vec<Drift> = changed.map(told).collect();
        let now = host.times(&plan)?;
        for (before, now) in plan.times.iter().zip(now) {
            if let Ok(path) = before.path.parse::<Name>()
                && *before != now
            {
                let found = host.look(&path)?;
                all.push(Drift { path, expected: None, found });
            }
        }
        Ok(all)
    }
}

impl Host {
    /// The times of the folders that are there and whose entries change.
    fn times(&mut self, plan: &Plan) -> Result<Vec<Times>> {
        let folders = tree::folders_of(&plan.steps);
        let paths: Vec<Vec<u8>> =
            folders.iter().map(|folder| folder.as_ref().map_or_else(|| self.root.clone(), |name| self.at(name))).collect();
        let stats = self.stats(&paths)?;
        let time = |stat: Option<crate::links::ssh::sftp::Stat>| Mtime { s: stat.map_or(0, |stat| stat.mtime.into()), ns: 0 };
        Ok(folders.iter().zip(stats).map(|(folder, stat)| Times { path: tree::written(folder.as_ref()), mtime: time(stat) }).collect())
    }
}
