//! Who a run works with: places, databases, a person, and whoever listens.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

use super::told::{Doing, Told};
use super::{Kit, ScriptText};
use crate::ctx::Stopwatch;
use crate::model::Words;
use crate::model::release::Verify;
use crate::release::Actor;
use crate::release::place::{Looked, Place};
use crate::release::sql::Release;

/// A database, as a run sees it.
pub trait Sql: Send {
    /// Connects, and holds it until this is dropped.
    fn hold(&mut self, who: &str) -> Result<(), Words>;

    /// How far a script of a release came.
    fn state(&mut self, release: Release<'_>, script: &ScriptText) -> Result<ScriptState, Words>;

    /// Runs it, and what verifies it.
    fn deploy(&mut self, release: Release<'_>, script: &ScriptText) -> Result<Looked, Words>;

    /// Takes it back, as far as it came, and looks whether it is as before.
    fn back(&mut self, release: Release<'_>, script: &ScriptText) -> Result<Looked, Words>;

    /// Whether a query answers this; empty: whether it gives a row.
    fn query(&mut self, query: &str, expect: &str) -> Result<Looked, Words>;
}

/// How far a script came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptState {
    /// Nothing of it stands.
    Nothing,
    Partly,
    Whole,
    /// A statement of which nobody can say whether it happened; which one, and where to look.
    Unknown(Words),
}

/// All of them.
pub struct Crew<'c> {
    /// In the order of the work's places.
    pub places: Vec<Box<dyn Place + 'c>>,
    pub databases: BTreeMap<String, Box<dyn Sql + 'c>>,
    pub kit: Kit,
    /// Asks a person.
    pub ask: &'c mut dyn FnMut(&Verify) -> Looked,
    pub tell: &'c mut dyn FnMut(&Told),
    pub clock: &'c dyn Fn() -> Timestamp,
    pub operator: String,
    /// What the lock says of who holds it.
    pub who: String,
    pub stop: &'c AtomicBool,
}

impl Crew<'_> {
    pub(super) fn actor(&self) -> Actor {
        Actor { name: self.operator.clone(), now: (self.clock)() }
    }

    pub(super) fn place(&mut self, nth: usize) -> &mut dyn Place {
        self.places[nth].as_mut()
    }

    /// Somebody wants it to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Does something and tells how it went; an error says what failed, and where.
    pub(super) fn step<T>(
        &mut self,
        doing: Doing,
        place: &str,
        what: impl FnOnce(&mut Self) -> Result<(T, Words), Words>,
    ) -> Result<T, Words> {
        let (at, watch) = ((self.clock)(), Stopwatch::start());
        let done = what(self);
        let (ok, told) = match &done {
            Ok((_, told)) => (true, told.clone()),
            Err(told) => (false, told.clone()),
        };
        let name = doing.words();
        (self.tell)(&Told { doing, place: place.to_owned(), at, ms: watch.ms(), ok, told });
        let (zh, en) = if place.is_empty() { (String::new(), String::new()) } else { (format!("（{place}）"), format!(" ({place})")) };
        done.map(|(value, _)| value)
            .map_err(|why| Words::new(format!("{}{zh}：{}", name.zh, why.zh), format!("{}{en}: {}", name.en, why.en)))
    }

    /// The same, of what a look or a program came to.
    pub(super) fn looked(&mut self, doing: Doing, place: &str, what: impl FnOnce(&mut Self) -> Result<Looked, Words>) -> Result<(), Words> {
        self.step(doing, place, |crew| {
            let looked = what(crew)?;
            if looked.ok { Ok(((), looked.told)) } else { Err(looked.told) }
        })
    }
}
