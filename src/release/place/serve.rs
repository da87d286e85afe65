//! The agent: a place on this machine, for a run on another one. It ends with its input; what it had begun by then waits for the run's
//! `recover`, as only the run knows what has to be stopped and started with it.

use std::io::{self, Read, Write};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use super::wire::{Answer, Ask, Head, Piece, receive, send};
use super::{From, Local, Place};
use crate::model::Words;
use crate::model::release::Name;
use crate::release::fault::Fault;
use crate::release::tree::{Content, Payload};

/// Answers until the input ends.
pub fn serve(input: &mut (dyn Read + Send), output: &mut dyn Write, stop: &Arc<AtomicBool>) -> io::Result<()> {
    let Some(Ask::Open { version, name, root, state }) = receive(input)? else { return Ok(()) };
    let own = env!("CARGO_PKG_VERSION");
    if version != own {
        let why = Words::new(format!("版本不同：{version} 与 {own}"), format!("another version: {version}, and {own} here"));
        return answer(output, &Err::<(), _>(Fault::Lost { place: name, why }));
    }
    let mut place = Local::new(&name, &root, &state, Arc::clone(stop));
    answer(output, &Ok(place.promises()))?;
    while let Some(ask) = receive::<Ask>(input)? {
        one(&mut place, ask, input, output)?;
    }
    Ok(())
}

fn answer<T: Serialize>(output: &mut dyn Write, answer: &Answer<T>) -> io::Result<()> {
    send(output, answer)?;
    output.flush()
}

fn one(place: &mut Local, ask: Ask, input: &mut (dyn Read + Send), out: &mut dyn Write) -> io::Result<()> {
    match ask {
        Ask::Open { name, .. } => answer(out, &Err::<(), _>(Fault::OtherPlan(name))),
        Ask::Hold { who } => answer(out, &place.hold(&who)),
        Ask::Recover { actor } => answer(out, &place.recover(&actor)),
        Ask::Plan { entries, release, digest } => answer(out, &place.plan(&entries, &release, &digest)),
        Ask::PlanUndo { txn } => answer(out, &place.plan_undo(&txn)),
        Ask::Room => answer(out, &place.room()),
        Ask::Begin { plan, undoes: Some(txn), actor } => answer(out, &place.begin(&plan, From::Undo(&txn), &actor)),
        Ask::Begin { plan, undoes: None, actor } => {
            let stream = Stream { input: Mutex::new(input) };
            let begun = place.begin(&plan, From::Package(&stream), &actor);
            // Where it failed before all files were taken, the rest of them comes before the next question.
            stream.drain()?;
            answer(out, &begun)
        }
        Ask::Switch { actor } => answer(out, &place.switch(&actor)),
        Ask::Ready { actor } => answer(out, &place.ready(&actor)),
        Ask::Decide { txn, stays, why, actor } => answer(out, &place.decide(&txn, stays, &why, &actor)),
        Ask::Resolve { reason, actor } => answer(out, &place.resolve(&reason, &actor)),
        Ask::Differs { txn } => answer(out, &place.differs(&txn)),
        Ask::Prune { keep } => answer(out, &place.prune(keep)),
        Ask::Status => answer(out, &place.status()),
        Ask::Program { program } => answer(out, &place.program(&program)),
        Ask::Mark { probes } => answer(out, &place.mark(&probes)),
        Ask::Look { nth, probe, seconds } => answer(out, &place.look(nth, &probe, seconds)),
    }
}

/// Files as they come, in the order of the plan's steps.
struct Stream<'s> {
    input: Mutex<&'s mut (dyn Read + Send)>,
}

impl Stream<'_> {
    /// Passes over what nobody took.
    fn drain(&self) -> io::Result<()> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        while !matches!(Piece::receive(&mut **input)?, Piece::End) {}
        Ok(())
    }
}

impl Payload for Stream<'_> {
    fn open(&self, _: usize, _: &Name) -> io::Result<Content<'_>> {
        let mut input = self.input.lock().unwrap_or_else(PoisonError::into_inner);
        match Piece::receive(&mut **input)? {
            Piece::File(Head { fault: Some(why), .. }) => Err(io::Error::other(why)),
            Piece::File(Head { fault: None, xattrs }) => {
                Ok(Content { bytes: Box::new(Bytes { input, block: Vec::new(), at: 0, over: false }), xattrs })
            }
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    fn in_order(&self) -> bool {
        true
    }
}

/// One of them; all of it is taken, whether it is wanted or not.
struct Bytes<'a, 's> {
    input: MutexGuard<'a, &'s mut (dyn Read + Send)>,
    block: Vec<u8>,
    at: usize,
    over: bool,
}

impl Bytes<'_, '_> {
    fn next(&mut self) -> io::Result<()> {
        match Piece::receive(&mut **self.input)? {
            Piece::Block(block) => (self.block, self.at) = (block, 0),
            Piece::Over => self.over = true,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
        Ok(())
    }
}

impl Read for Bytes<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.block.len() && !self.over {
            self.next()?;
        }
        let mut left = &self.block[self.at..];
        let n = left.read(into)?;
        self.at += n;
        Ok(n)
    }
}

impl Drop for Bytes<'_, '_> {
    fn drop(&mut self) {
        while !self.over && self.next().is_ok() {}
    }
}
