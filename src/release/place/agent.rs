//! A place on another host, where opsctl itself does the work.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::wire::{self, Ask, Head, Piece};
use super::{From, Looked, Place, Program, Promises, Room, Status, Switched};
use crate::model::Words;
use crate::model::release::{Action, Entry, Plan, Probe};
use crate::release::Actor;
use crate::release::fault::{Drift, Fault, Result};
use crate::release::tree::{Outcome, Payload};

/// A stream to an agent, and why it ended.
pub trait Peer: Read + Write + Send {
    /// What the host said besides, when nothing more comes.
    fn why(&mut self) -> Option<Words>;
}

/// Starts an agent on the host.
pub type Dial<'d> = Box<dyn FnMut() -> std::result::Result<Box<dyn Peer>, Words> + Send + 'd>;

pub struct Agent<'d> {
    name: String,
    root: PathBuf,
    state: PathBuf,
    dial: Dial<'d>,
    line: Option<Box<dyn Peer>>,
    /// What the host promises, once it was asked.
    promises: Promises,
    /// It was lost: only whoever holds the place anew may go on.
    lost: Option<Words>,
}

impl<'d> Agent<'d> {
    /// Connects to nothing yet.
    #[must_use]
    pub fn new(name: &str, root: &Path, state: &Path, dial: Dial<'d>) -> Self {
        Self {
            name: name.to_owned(),
            root: root.to_owned(),
            state: state.to_owned(),
            dial,
            line: None,
            promises: Promises::ALL,
            lost: None,
        }
    }

    fn line(&mut self) -> Result<&mut Box<dyn Peer>> {
        if let Some(why) = &self.lost {
            return Err(Fault::Lost { place: self.name.clone(), why: why.clone() });
        }
        if self.line.is_none() {
            let line = (self.dial)().map_err(|why| Fault::Lost { place: self.name.clone(), why })?;
            self.line = Some(line);
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let open = Ask::Open { version, name: self.name.clone(), root: self.root.clone(), state: self.state.clone() };
            self.promises = self.call(&open)?;
        }
        self.line.as_mut().ok_or(Fault::Nothing)
    }

    fn call<T: DeserializeOwned>(&mut self, ask: &Ask) -> Result<T> {
        self.send(ask)?;
        self.answer()
    }

    fn send(&mut self, ask: &Ask) -> Result<()> {
        let line = self.line()?;
        let sent = wire::send(line, ask).and_then(|()| line.flush());
        sent.map_err(|error| self.gone(&error))
    }

    fn answer<T: DeserializeOwned>(&mut self) -> Result<T> {
        let received = wire::receive::<wire::Answer<T>>(self.line()?);
        match received {
            Ok(Some(answer)) => answer,
            Ok(None) => Err(self.gone(&io::ErrorKind::UnexpectedEof.into())),
            Err(error) => Err(self.gone(&error)),
        }
    }

    /// Nothing more comes.
    fn gone(&mut self, error: &io::Error) -> Fault {
        let said = self.line.take().and_then(|mut line| line.why());
        let why = said.unwrap_or_else(|| Words::new(error.to_string(), error.to_string()));
        self.lost = Some(why.clone());
        Fault::Lost { place: self.name.clone(), why }
    }

    /// All files of a plan, in the order of its steps.
    fn files(&mut self, plan: &Plan, payload: &dyn Payload) -> Result<()> {
        let line = self.line()?;
        let mut out = BufWriter::with_capacity(wire::BLOCK, line);
        let sent = send_files(&mut out, plan, payload).and_then(|()| out.flush());
        drop(out);
        sent.map_err(|error| self.gone(&error))
    }
}

fn send_files(out: &mut dyn Write, plan: &Plan, payload: &dyn Payload) -> io::Result<()> {
    let mut room = vec![0; wire::BLOCK];
    for (at, step) in plan.steps.iter().enumerate() {
        if !matches!(step.action, Action::Put { .. }) {
            continue;
        }
        let mut content = match payload.open(at, &step.path) {
            Ok(content) => content,
            Err(error) => {
                Piece::File(Head { fault: Some(error.to_string()), xattrs: Vec::new() }).send(out)?;
                continue;
            }
        };
        Piece::File(Head { fault: None, xattrs: std::mem::take(&mut content.xattrs) }).send(out)?;
        loop {
            match content.bytes.read(&mut room) {
                Ok(0) => break,
                Ok(n) => Piece::Block(room[..n].to_vec()).send(out)?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // It is short then, which the agent finds: it is not what the manifest says.
                Err(_) => break,
            }
        }
        Piece::Over.send(out)?;
    }
    Piece::End.send(out)
}

impl Place for Agent<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn promises(&self) -> Promises {
        self.promises
    }

    fn hold(&mut self, who: &str) -> Result<()> {
        if self.lost.take().is_some() {
            self.line = None;
        }
        self.call(&Ask::Hold { who: who.to_owned() })
    }

    fn recover(&mut self, actor: &Actor) -> Result<Vec<Outcome>> {
        self.call(&Ask::Recover { actor: actor.clone() })
    }

    fn plan(&mut self, entries: &[Entry], release: &str, digest: &str) -> Result<Plan> {
        self.call(&Ask::Plan { entries: entries.to_vec(), release: release.to_owned(), digest: digest.to_owned() })
    }

    fn plan_undo(&mut self, txn: &str) -> Result<Plan> {
        self.call(&Ask::PlanUndo { txn: txn.to_owned() })
    }

    fn room(&mut self) -> Result<Room> {
        self.call(&Ask::Room)
    }

    fn begin(&mut self, plan: &Plan, from: From<'_>, actor: &Actor) -> Result<String> {
        let undoes = if let From::Undo(txn) = from { Some(txn.to_owned()) } else { None };
        self.send(&Ask::Begin { plan: Box::new(plan.clone()), undoes, actor: actor.clone() })?;
        if let From::Package(payload) = from {
            self.files(plan, payload)?;
        }
        self.answer()
    }

    fn switch(&mut self, actor: &Actor) -> Result<Switched> {
        self.call(&Ask::Switch { actor: actor.clone() })
    }

    fn ready(&mut self, actor: &Actor) -> Result<()> {
        self.call(&Ask::Ready { actor: actor.clone() })
    }

    fn decide(&mut self, txn: &str, stays: bool, why: &str, actor: &Actor) -> Result<Option<Outcome>> {
        self.call(&Ask::Decide { txn: txn.to_owned(), stays, why: why.to_owned(), actor: actor.clone() })
    }

    fn resolve(&mut self, reason: &str, actor: &Actor) -> Result<Vec<String>> {
        self.call(&Ask::Resolve { reason: reason.to_owned(), actor: actor.clone() })
    }

    fn differs(&mut self, txn: &str) -> Result<Vec<Drift>> {
        self.call(&Ask::Differs { txn: txn.to_owned() })
    }

    fn prune(&mut self, keep: usize) -> Result<Vec<(String, u64)>> {
        self.call(&Ask::Prune { keep })
    }

    fn status(&mut self) -> Result<Status> {
        self.call(&Ask::Status)
    }

    fn program(&mut self, program: &Program) -> Result<Looked> {
        self.call(&Ask::Program { program: program.clone() })
    }

    fn mark(&mut self, probes: &[Probe]) -> Result<()> {
        self.call(&Ask::Mark { probes: probes.to_vec() })
    }

    fn look(&mut self, nth: usize, probe: &Probe, seconds: u32) -> Result<Looked> {
        self.call(&Ask::Look { nth, probe: probe.clone(), seconds })
    }
}
