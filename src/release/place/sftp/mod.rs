//! A place on a host where nothing can be run: SFTP alone, driven from here.
//!
//! Records lie here, what is put in place lies there ([`slots`]). It needs `posix-rename` and `hardlink` of OpenSSH. It promises less than
//! an agent: no two paths are exchanged, so that a file that somebody replaces between two requests is lost; folders are not waited for
//! on the disk; extended attributes are neither seen nor carried over to a new file; folders on the way to a path are looked at, and could
//! be made links just after; times are whole seconds. What is taken back is the very file, with all it had.

mod host;
mod looks;
mod slots;
mod stage;
mod switch;
#[cfg(test)]
mod tests;
mod txn;

use std::path::{Path, PathBuf};

use super::{From, Looked, Place, Program, Promises, Room, Status, Switched};
use crate::links::ssh::sftp as ssh;
use crate::model::Words;
use crate::model::release::{Entry, Mtime, Name, Plan, Probe, Times};
use crate::release::Actor;
use crate::release::fault::{Drift, Fault, Result, io};
use crate::release::ledger::{Ledger, Lock};
use crate::release::tree::{self, Outcome};
use host::Host;
use txn::Txn;

/// Connects to the host.
pub type Connect<'c> = Box<dyn FnMut() -> std::result::Result<ssh::Sftp, Words> + Send + 'c>;

/// What a server has to offer.
const NEEDED: [&str; 2] = ["posix-rename@openssh.com", "hardlink@openssh.com"];

pub struct Sftp<'c> {
    name: String,
    root: PathBuf,
    state: PathBuf,
    /// Records of the place's transactions, here.
    ledger: Ledger,
    /// What this controller is known by there; empty until it has records.
    id: String,
    connect: Connect<'c>,
    host: Option<Host>,
    /// It was lost: only whoever holds the place anew may go on.
    lost: Option<Words>,
    lock: Option<Lock>,
    txn: Option<Txn>,
    logs: looks::Logs,
}

impl<'c> Sftp<'c> {
    /// Connects to nothing yet. `records` is a folder of this place alone on this machine; it is made when the place is held.
    #[must_use]
    pub fn new(name: &str, root: &Path, state: &Path, records: &Path, connect: Connect<'c>) -> Self {
        Self {
            name: name.to_owned(),
            root: root.to_owned(),
            state: state.to_owned(),
            ledger: Ledger::at(records),
            id: std::fs::read_to_string(records.join("id")).unwrap_or_default(),
            connect,
            host: None,
            lost: None,
            lock: None,
            txn: None,
            logs: looks::Logs::default(),
        }
    }

    /// Does something on the host; when the connection is lost on the way, nothing more is done until it is held anew.
    fn on<T>(&mut self, what: impl FnOnce(&mut Self, &mut Host) -> Result<T>) -> Result<T> {
        if let Some(why) = &self.lost {
            return Err(Fault::Lost { place: self.name.clone(), why: why.clone() });
        }
        let mut host = match self.host.take() {
            Some(host) => host,
            None => self.dial()?,
        };
        let done = what(self, &mut host);
        match &done {
            Err(Fault::Lost { why, .. }) => self.lost = Some(why.clone()),
            _ => self.host = Some(host),
        }
        done
    }

    fn dial(&mut self) -> Result<Host> {
        use std::os::unix::ffi::OsStrExt as _;
        let line = (self.connect)().map_err(|why| Fault::Lost { place: self.name.clone(), why })?;
        if let Some(missing) = NEEDED.into_iter().find(|extension| !line.offers(extension)) {
            let (zh, en) = (
                format!("对方 SFTP 服务不支持 {missing}，不能安全替换文件"),
                format!("its SFTP server does not offer {missing}, so that files cannot be replaced safely"),
            );
            return Err(Fault::Lacks { place: self.name.clone(), what: Words::new(zh, en) });
        }
        let (root, state) = (self.root.as_os_str().as_bytes().to_vec(), self.state.as_os_str().as_bytes().to_vec());
        let mut host = Host { line, place: self.name.clone(), root, state, folders: std::collections::BTreeMap::new() };
        host.beside()?;
        if !self.id.is_empty() {
            host.find(&self.id)?;
        }
        Ok(host)
    }

    /// The controller's name for hosts, made once.
    fn known(&mut self) -> Result<()> {
        if self.id.len() == 32 {
            return Ok(());
        }
        let path = self.ledger.path().join("id");
        let id = crate::links::hook::mark().map_err(io(&path))?;
        let beside = self.ledger.path().join("id.new");
        std::fs::write(&beside, &id).and_then(|()| std::fs::rename(&beside, &path)).map_err(io(&path))?;
        self.id = id;
        Ok(())
    }

    /// Whoever changes something holds it: the run's order of calls sees to that.
    fn held(&self) -> Result<()> {
        self.lock.as_ref().map(drop).ok_or(Fault::Nothing)
    }
}

impl Place for Sftp<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn promises(&self) -> Promises {
        Promises { exchange: false, power: false, xattrs: false, programs: false }
    }

    fn hold(&mut self, who: &str) -> Result<()> {
        if self.lost.take().is_some() {
            self.host = None;
        }
        (self.lock, self.txn) = (None, None);
        Ledger::make(self.ledger.path())?;
        self.lock = Some(self.ledger.hold(who)?);
        self.known()?;
        self.on(|place, host| {
            host.make_state()?;
            host.unclaimed(&place.id)?;
            host.find(&place.id)?;
            for (txn, _) in tree::status(&place.ledger)?.open {
                host.fence(&txn)?;
            }
            Ok(())
        })
    }

    fn recover(&mut self, actor: &Actor) -> Result<Vec<Outcome>> {
        self.held()?;
        self.on(|place, host| tree::recover_at(&mut place.ground(host), actor))
    }

    fn plan(&mut self, entries: &[Entry], release: &str, digest: &str) -> Result<Plan> {
        // The protocol has no finer times.
        let whole = |entry: &Entry| Entry { mtime: entry.mtime.map(|mtime| Mtime { ns: 0, ..mtime }), ..entry.clone() };
        let entries: Vec<Entry> = entries.iter().map(whole).collect();
        self.on(|place, host| {
            let entries = tree::in_order(&entries);
            let found = host.looks(&entries.iter().map(|entry| &entry.path).collect::<Vec<_>>())?;
            let steps = tree::steps(entries, found, &mut |path| host.look(path))?;
            Ok(tree::plan_of(&place.name, steps, release, digest))
        })
    }

    fn plan_undo(&mut self, txn: &str) -> Result<Plan> {
        self.on(|place, host| place.undo(host, txn).map(|(_, plan, _)| plan))
    }

    fn room(&mut self) -> Result<Room> {
        self.on(|_, host| host.room())
    }

    fn begin(&mut self, plan: &Plan, from: From<'_>, actor: &Actor) -> Result<String> {
        self.held()?;
        let txn = self.on(|place, host| place.begin_at(host, plan, from, actor))?;
        let number = txn.number.clone();
        self.txn = Some(txn);
        Ok(number)
    }

    fn switch(&mut self, actor: &Actor) -> Result<Switched> {
        let mut txn = self.txn.take().ok_or(Fault::Nothing)?;
        let done = self.on(|_, host| txn.switch(host, actor));
        self.txn = Some(txn);
        done.map(|us| Switched { us })
    }

    fn ready(&mut self, actor: &Actor) -> Result<()> {
        self.txn.as_mut().ok_or(Fault::Nothing)?.ready(actor)
    }

    fn decide(&mut self, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
        self.held()?;
        self.txn = None;
        self.on(|place, host| tree::decide_at(&mut place.ground(host), txn, stays, why, actor))
    }

    fn resolve(&mut self, reason: &str, actor: &Actor) -> Result<Vec<String>> {
        self.held()?;
        self.on(|place, host| tree::resolve_at(&mut place.ground(host), &actor.name, reason, actor))
    }

    fn differs(&mut self, txn: &str) -> Result<Vec<Drift>> {
        self.on(|place, host| place.differs_at(host, txn))
    }

    fn prune(&mut self, keep: usize) -> Result<Vec<(String, u64)>> {
        self.held()?;
        self.on(|place, host| {
            let mut gone = Vec::new();
            for txn in tree::old(&place.ledger.history()?, keep) {
                gone.extend(host.take_away(&place.id, &txn)?.map(|bytes| (txn, bytes)));
            }
            gone.sort();
            Ok(gone)
        })
    }

    fn status(&mut self) -> Result<Status> {
        if let Some(why) = &self.lost {
            return Err(Fault::Lost { place: self.name.clone(), why: why.clone() });
        }
        let tree::Status { history, open, holder } = tree::status(&self.ledger)?;
        Ok(Status { history, open, holder })
    }

    fn program(&mut self, program: &Program) -> Result<Looked> {
        let what = program.argv.first().cloned().unwrap_or_default();
        let (zh, en) = (format!("只有 SFTP，不能在对方主机执行 {what}"), format!("SFTP alone: {what} cannot be run on the host"));
        Err(Fault::Lacks { place: self.name.clone(), what: Words::new(zh, en) })
    }

    fn mark(&mut self, probes: &[Probe]) -> Result<()> {
        self.on(|place, host| {
            place.logs = looks::Logs::mark(host, probes)?;
            Ok(())
        })
    }

    fn look(&mut self, nth: usize, probe: &Probe, seconds: u32) -> Result<Looked> {
        self.on(|place, host| {
            let scratch = place.ledger.path().to_owned();
            place.logs.look(host, nth, probe, seconds, &scratch)
        })
    }
}
