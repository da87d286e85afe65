//! A folder on some host, as a run sees it: what [`tree`](super::tree) does, done there.

mod agent;
mod bystander;
mod local;
mod serve;
mod sftp;
mod wire;

use serde::{Deserialize, Serialize};

use super::Actor;
use super::fault::{Drift, Result};
use super::ledger::Line;
use super::tree::{Outcome, Payload};
use crate::model::Words;
use crate::model::release::{Entry, Plan, Probe};

pub use agent::{Agent, Dial, Peer};
pub use local::Local;
pub use serve::serve;
pub use sftp::{Connect, Sftp};

/// What a run asks of a place. Every call may fail with [`Fault::Lost`](super::Fault::Lost) where the place is on another host.
pub trait Place: Send {
    fn name(&self) -> &str;

    /// What is promised there, beyond that a run ends old or new.
    fn promises(&self) -> Promises;

    /// Holds the place until this is dropped; makes its state where there is none.
    fn hold(&mut self, who: &str) -> Result<()>;

    /// Ends what runs left there that did not come to their end.
    fn recover(&mut self, actor: &Actor) -> Result<Vec<Outcome>>;

    /// What the entries come to. Changes nothing, and needs not be held.
    fn plan(&mut self, entries: &[Entry], release: &str, digest: &str) -> Result<Plan>;

    /// What takes back a transaction. Changes nothing, and needs not be held.
    fn plan_undo(&mut self, txn: &str) -> Result<Plan>;

    /// Room on its file system.
    fn room(&mut self) -> Result<Room>;

    /// Prepares a transaction: from a package, or from what the transaction replaced that it takes back. Its number.
    fn begin(&mut self, plan: &Plan, from: From<'_>, actor: &Actor) -> Result<String>;

    /// Makes all paths new. How long that took, from the first to the last.
    fn switch(&mut self, actor: &Actor) -> Result<Switched>;

    /// Gives the decision to the run.
    fn ready(&mut self, actor: &Actor) -> Result<()>;

    /// Ends a transaction as the run decided, in whatever state it is. One that is not there was never begun.
    fn decide(&mut self, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>>;

    /// A person put in order what was left. The numbers.
    fn resolve(&mut self, reason: &str, actor: &Actor) -> Result<Vec<String>>;

    /// What is not as it was before a transaction.
    fn differs(&mut self, txn: &str) -> Result<Vec<Drift>>;

    /// Takes away what old transactions replaced, see [`prune`](super::tree::prune).
    fn prune(&mut self, keep: usize) -> Result<Vec<(String, u64)>>;

    fn status(&mut self) -> Result<Status>;

    /// Runs a program there.
    fn program(&mut self, program: &Program) -> Result<Looked>;

    /// Remembers where logs end, so that a look sees only what comes later.
    fn mark(&mut self, probes: &[Probe]) -> Result<()>;

    /// Looks, for so many seconds at most. `nth` is that of the probes given to [`Place::mark`].
    fn look(&mut self, nth: usize, probe: &Probe, seconds: u32) -> Result<Looked>;
}

/// Where the files of a transaction come from.
#[derive(Clone, Copy)]
pub enum From<'a> {
    Package(&'a (dyn Payload + Sync)),
    /// What this transaction replaced.
    Undo(&'a str),
}

/// What a way to change files promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a promise of its own, told by its name")]
pub struct Promises {
    /// Two paths are exchanged in one step, so that what somebody writes meanwhile is never lost.
    pub exchange: bool,
    /// Also power that fails leaves old or new.
    pub power: bool,
    /// ACLs, labels and other extended attributes are kept.
    pub xattrs: bool,
    /// Programs can be run, and looks taken, there.
    pub programs: bool,
}

impl Promises {
    pub const ALL: Self = Self { exchange: true, power: true, xattrs: true, programs: true };
}

/// Free room: bytes, and files where the file system counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub bytes: u64,
    pub files: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switched {
    /// Microseconds from the first path to the last; no path was missing for a moment.
    pub us: u64,
}

/// What is known of a place without changing anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub history: Vec<Line>,
    /// Transactions that did not end: number, and where they are.
    pub open: Vec<(String, super::tree::Record)>,
    pub holder: Option<String>,
}

/// A program that is run at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub argv: Vec<String>,
    /// What the first word of `argv` names, where it is brought along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<Vec<u8>>,
    pub seconds: u32,
    /// What it started lives on.
    pub starts: bool,
    pub release: String,
}

/// What a look or a program came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    pub ok: bool,
    pub told: Words,
    /// Milliseconds.
    pub ms: u64,
}
