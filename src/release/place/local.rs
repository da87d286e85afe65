//! A place on this machine.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::{From, Looked, Place, Program, Promises, Room, Status, Switched};
use crate::model::release::{Entry, Plan, Probe};
use crate::release::Actor;
use crate::release::fault::{Drift, Fault, Result, io};
use crate::release::ledger::Lock;
use crate::release::tree::{self, Held, Outcome, Site, Txn};

pub struct Local {
    name: String,
    root: PathBuf,
    state: PathBuf,
    /// From the moment on that it is held.
    held: Option<(Site, Arc<Lock>)>,
    txn: Option<Txn>,
    /// What was promised of exchanges.
    exchange: OnceCell<bool>,
    bystander: super::bystander::Bystander,
}

/// File systems whose server, or whose program, is known not to exchange paths, by `statfs`: NFS, CIFS, SMB2, FUSE.
const AFAR: [u64; 4] = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546];

/// What is on none of those can exchange paths, as far as is known before it is tried.
fn is_local(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|found| !AFAR.contains(&u64::try_from(found.f_type).unwrap_or(0)))
}

impl Local {
    /// Touches nothing.
    #[must_use]
    pub fn new(name: &str, root: &Path, state: &Path, stop: Arc<AtomicBool>) -> Self {
        let bystander = super::bystander::Bystander::new(root, state, stop);
        Self {
            name: name.to_owned(),
            root: root.to_owned(),
            state: state.to_owned(),
            held: None,
            txn: None,
            exchange: OnceCell::new(),
            bystander,
        }
    }

    fn held(&self) -> Result<Held<'_>> {
        // Whoever changes something holds it: the run's order of calls sees to that.
        let (site, lock) = self.held.as_ref().ok_or(Fault::Nothing)?;
        Ok(site.held(lock))
    }

    /// To look at: also without a state.
    fn site(&self) -> Result<Site> {
        Site::look(&self.name, &self.root, &self.state)
    }

    fn with_txn<T>(&mut self, what: impl FnOnce(&mut Txn, &Held<'_>) -> Result<T>) -> Result<T> {
        let mut txn = self.txn.take().ok_or(Fault::Nothing)?;
        let done = what(&mut txn, &self.held()?);
        self.txn = Some(txn);
        done
    }
}

impl Place for Local {
    fn name(&self) -> &str {
        &self.name
    }

    fn promises(&self) -> Promises {
        let near = self.state.ancestors().find(|path| path.is_dir()).unwrap_or(&self.root);
        let exchange = *self.exchange.get_or_init(|| !self.state.join(tree::MARK).exists() && is_local(near));
        Promises { exchange, ..Promises::ALL }
    }

    fn hold(&mut self, who: &str) -> Result<()> {
        let mut site = Site::make(&self.name, &self.root, &self.state)?;
        let lock = Arc::new(site.ledger.hold(who)?);
        self.bystander.end_left();
        site.try_exchange(&lock);
        self.held = Some((site, lock));
        Ok(())
    }

    fn recover(&mut self, actor: &Actor) -> Result<Vec<Outcome>> {
        tree::recover(&self.held()?, actor)
    }

    fn plan(&mut self, entries: &[Entry], release: &str, digest: &str) -> Result<Plan> {
        tree::plan(&self.site()?, entries, release, digest)
    }

    fn plan_undo(&mut self, txn: &str) -> Result<Plan> {
        Ok(tree::undo_of(&self.site()?, Some(txn))?.plan)
    }

    fn room(&mut self) -> Result<Room> {
        let near = self.state.ancestors().find(|path| path.is_dir()).unwrap_or(&self.root);
        let stat = rustix::fs::statvfs(near).map_err(|error| io(near)(error.into()))?;
        Ok(Room { bytes: stat.f_bavail.saturating_mul(stat.f_frsize), files: (stat.f_files > 0).then_some(stat.f_favail) })
    }

    fn begin(&mut self, plan: &Plan, from: From<'_>, actor: &Actor) -> Result<String> {
        let held = self.held()?;
        if self.exchange.get() == Some(&true) && !held.site.exchanges {
            // Whoever agreed to the plan was told otherwise; the next plan knows.
            return Err(Fault::Exchange(self.root.clone()));
        }
        let txn = match from {
            From::Package(payload) => Txn::begin(&held, plan, payload, None, actor)?,
            From::Undo(txn) => Txn::begin(&held, plan, &tree::undo_of(held.site, Some(txn))?, Some(txn), actor)?,
        };
        let number = txn.number().to_owned();
        self.txn = Some(txn);
        Ok(number)
    }

    fn switch(&mut self, actor: &Actor) -> Result<Switched> {
        let took = self.with_txn(|txn, held| txn.switch(held, actor))?;
        Ok(Switched { us: u64::try_from(took.as_micros()).unwrap_or(u64::MAX) })
    }

    fn ready(&mut self, actor: &Actor) -> Result<()> {
        self.with_txn(|txn, _| txn.ready(actor))
    }

    fn decide(&mut self, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
        self.txn = None;
        tree::decide(&self.held()?, txn, stays, why, actor)
    }

    fn resolve(&mut self, reason: &str, actor: &Actor) -> Result<Vec<String>> {
        tree::resolve(&self.held()?, &actor.name, reason, actor)
    }

    fn differs(&mut self, txn: &str) -> Result<Vec<Drift>> {
        tree::differs(&self.site()?, txn)
    }

    fn prune(&mut self, keep: usize) -> Result<Vec<(String, u64)>> {
        tree::prune(&self.held()?, keep)
    }

    fn status(&mut self) -> Result<Status> {
        let tree::Status { history, open, holder } = self.site()?.status()?;
        Ok(Status { history, open, holder })
    }

    fn program(&mut self, program: &Program) -> Result<Looked> {
        self.bystander.program(program)
    }

    fn mark(&mut self, probes: &[Probe]) -> Result<()> {
        self.bystander.mark(probes);
        Ok(())
    }

    fn look(&mut self, nth: usize, probe: &Probe, seconds: u32) -> Result<Looked> {
        Ok(self.bystander.look(nth, probe, seconds))
    }
}
