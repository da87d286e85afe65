//! A target's folder on this machine, and what lies beside it: its ledger, whose transactions hold
//! `plan.json` (what was planned), `post.json` (what the paths are to be), `journal`, and `slot/` (what is put into place).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::record::Record;
use super::swap;
use crate::links::root::Root;
use crate::model::release::{Image, Name, Plan};
use crate::release::fault::{Fault, Result, io};
use crate::release::journal;
use crate::release::ledger::{Ledger, Line, Lock};

/// A target and the folder of its state, which is on the same file system and not inside it.
pub struct Site {
    pub name: String,
    pub root: Root,
    pub(in crate::release) state: Root,
    pub ledger: Ledger,
    /// Two paths change places in one step there.
    pub(in crate::release) exchanges: bool,
}

/// A target that nobody else changes until this is dropped.
pub struct Held<'s> {
    pub(in crate::release) site: &'s Site,
    _lock: Arc<Lock>,
}

/// What is known of a target without changing anything.
#[derive(Debug)]
pub struct Status {
    pub history: Vec<Line>,
    /// Transactions that did not end: number and last record.
    pub open: Vec<(String, Record)>,
    /// Whoever holds the target now.
    pub holder: Option<String>,
}

impl Site {
    /// Makes the folder of the state, for nobody else to read, if it is not there; the target has to be.
    pub fn make(name: &str, root: &Path, state: &Path) -> Result<Self> {
        // A folder inside the root is not even made.
        let real = root.canonicalize().map_err(io(root))?;
        let above = state.ancestors().skip(1).find_map(|above| above.canonicalize().ok());
        if above.is_some_and(|above| above.starts_with(&real)) {
            return Err(Fault::Place { root: root.to_owned(), state: state.to_owned() });
        }
        Ledger::make(state)?;
        Self::open(name, root, state)
    }

    /// Changes nothing.
    pub fn open(name: &str, root: &Path, state: &Path) -> Result<Self> {
        let wrong = || Fault::Place { root: root.to_owned(), state: state.to_owned() };
        let real = root.canonicalize().map_err(io(root))?;
        let beside = state.canonicalize().map_err(io(state))?;
        if beside.starts_with(&real) || real.starts_with(&beside) {
            return Err(wrong());
        }
        let site = Self {
            name: name.to_owned(),
            root: Root::open(root).map_err(io(root))?,
            state: Root::open(state).map_err(io(state))?,
            ledger: Ledger::at(state),
            exchanges: !state.join(swap::MARK).exists(),
        };
        if site.root.device() == site.state.device() { Ok(site) } else { Err(wrong()) }
    }

    /// Tries whether two paths change places in one step there. Whoever does holds it. On a disk that is full it cannot be tried: what was
    /// found before holds then, for what was begun is taken back without any room.
    pub(in crate::release) fn try_exchange(&mut self, _: &Lock) {
        self.exchanges = swap::probe(&self.state).unwrap_or(self.exchanges);
    }

    /// Changes nothing, and needs no state to be there: what was never released to has no history.
    pub fn look(name: &str, root: &Path, state: &Path) -> Result<Self> {
        if state.is_dir() {
            return Self::open(name, root, state);
        }
        let above = state.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("/"));
        let (root, beside) = (Root::open(root).map_err(io(root))?, Root::open(above).map_err(io(above))?);
        if root.device() != beside.device() {
            return Err(Fault::Place { root: root.path().to_owned(), state: state.to_owned() });
        }
        Ok(Self { name: name.to_owned(), root, state: beside, ledger: Ledger::at(state), exchanges: true })
    }

    /// Holds the target. The kernel lets go when the process ends, however it ends.
    pub fn hold(&self, who: &str) -> Result<Held<'_>> {
        Ok(self.held(&Arc::new(self.ledger.hold(who)?)))
    }

    /// The same, of a lock that is held already.
    pub(in crate::release) fn held(&self, lock: &Arc<Lock>) -> Held<'_> {
        Held { site: self, _lock: Arc::clone(lock) }
    }

    pub fn status(&self) -> Result<Status> {
        status(&self.ledger)
    }

    pub fn history(&self) -> Result<Vec<Line>> {
        self.ledger.history()
    }

    pub(super) fn txn(&self, number: &str) -> PathBuf {
        self.ledger.folder(number)
    }

    /// Where what is put at a step's path lies before, and what was there after.
    pub(super) fn slot(number: &str, step: usize) -> Name {
        #[expect(clippy::expect_used, reason = "digits and two words are a path")]
        format!("txn/{number}/slot/{step:06}").parse().expect("a path")
    }

    pub(super) fn load_plan(&self, number: &str) -> Result<Plan> {
        load(&self.txn(number).join("plan.json"))
    }

    /// What the paths are to be, in the order of the plan's steps.
    pub(super) fn load_post(&self, number: &str) -> Result<Vec<Image>> {
        load(&self.txn(number).join("post.json"))
    }
}

/// What the records of a ledger say.
pub(in crate::release) fn status(ledger: &Ledger) -> Result<Status> {
    let mut open = Vec::new();
    for txn in ledger.numbers()? {
        let path = ledger.folder(&txn).join("journal");
        let bytes = std::fs::read(&path).unwrap_or_default();
        let read = journal::read(&bytes).map_err(|at| Fault::Damaged { path, at })?;
        match read.records.last() {
            Some((_, Record::Closed | Record::Discarded { .. })) | None => {}
            Some((_, last)) => open.push((txn, Record::clone(last))),
        }
    }
    Ok(Status { history: ledger.history()?, open, holder: ledger.holder() })
}

pub(in crate::release) fn load<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = std::fs::read(path).map_err(io(path))?;
    serde_json::from_slice(&bytes).map_err(|error| Fault::Io { path: path.to_owned(), cause: error.into() })
}
