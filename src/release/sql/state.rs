//! What of a script ran, by the registry: what a run that was killed left.

use super::client;
use super::fate::decidable;
use super::fault::{Fault, Result, UnknownStatement, Where};
use super::registry::{Attempt, Mark, Row, Rows};
use super::script::{File, Loaded, Step};
use super::session::Session;
use super::{Part, Release};
use crate::model::release::Client;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing of it is or was in effect.
    NotBegun,
    /// Some of it is in effect.
    Partly {
        /// Statements of deploy.sql that are done.
        done: usize,
        of: usize,
        /// Its rollback was begun, and is not through; so many of its statements are done.
        rolling_back: Option<usize>,
        /// The statement that nobody knows the end of.
        unknown: Option<Box<UnknownStatement>>,
    },
    /// All of it is in effect.
    Done,
    /// Something of it was in effect, and was taken back.
    Undone,
}

/// What is known of one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    NotDone,
    /// The database refused it; a part of what it does may be there.
    Parts,
    Done,
    Unknown,
}

pub(super) fn stand(client: Client, row: Option<&Row>, step: &Step<'_>) -> Stand {
    match row.map(|row| row.mark) {
        Some(Mark::Done) => Stand::Done,
        Some(Mark::Partly) => Stand::Parts,
        Some(Mark::Started) if !decidable(client, step.statement.kind) => Stand::Unknown,
        None | Some(Mark::Failed | Mark::Started | Mark::Undone) => Stand::NotDone,
    }
}

impl Attempt {
    pub(super) fn row(&self, part: Part, number: usize) -> Option<&Row> {
        self.rows.binary_search_by_key(&(part, number), |row| (row.part, row.number)).ok().map(|at| &self.rows[at])
    }

    /// The first statement that is or may be in effect with another text than now; its line is 0 if the file ends before.
    fn changed(&self, client: Client, part: Part, file: &File, steps: &[Step<'_>]) -> Option<Where> {
        let may_be = |mark| matches!(mark, Mark::Done | Mark::Partly) || (mark == Mark::Started && client == Client::Sqlplus);
        let of_part = self.rows.iter().filter(|row| row.part == part && row.number > 0 && may_be(row.mark));
        let other = |row: &&Row| steps.get(row.number - 1).is_none_or(|step| step.sha256 != row.sha256);
        let row = of_part.into_iter().find(other)?;
        Some(match steps.get(row.number - 1) {
            Some(step) => Where::of(file, step, steps.len()),
            None => Where { file: file.path.clone(), number: row.number, of: steps.len(), line: 0, first: String::new() },
        })
    }

    fn unknown(&self, client: Client, part: Part, file: &File, steps: &[Step<'_>]) -> Option<Box<UnknownStatement>> {
        steps.iter().find_map(|step| {
            let row = self.row(part, step.number).filter(|row| stand(client, Some(row), step) == Stand::Unknown)?;
            let (text, at) = (step.statement.text.clone(), Where::of(file, step, steps.len()));
            Some(Box::new(UnknownStatement { at, text, since: row.at.clone(), session: row.session.clone() }))
        })
    }
}

/// What of a script is in effect. It needs the lock: else a run may be in the middle of it.
pub fn state(session: &mut Session, release: &str, script: &Loaded) -> Result<State> {
    session.locked()?;
    session.prepare()?;
    let attempt = session.last_attempt(release, &script.name)?;
    of(session.client, &attempt, script)
}

pub(super) fn of(client: Client, attempt: &Attempt, script: &Loaded) -> Result<State> {
    if attempt.rows.is_empty() {
        return Ok(State::NotBegun);
    }
    if attempt.rows.iter().all(|row| matches!(row.mark, Mark::Failed | Mark::Undone)) {
        let was_there = attempt.rows.iter().any(|row| row.mark == Mark::Undone);
        return Ok(if was_there { State::Undone } else { State::NotBegun });
    }
    let steps = script.deploy.steps(client);
    let back = script.rollback.as_ref().map(|file| (file, file.steps(client)));
    let changed = attempt.changed(client, Part::Deploy, &script.deploy, &steps);
    let changed = changed.or_else(|| back.as_ref().and_then(|(file, steps)| attempt.changed(client, Part::Rollback, file, steps)));
    if let Some(at) = changed {
        return Err(Fault::Changed(at));
    }
    let stands: Vec<Stand> = steps.iter().map(|step| stand(client, attempt.row(Part::Deploy, step.number), step)).collect();
    let is_back = attempt.rows.iter().any(|row| row.part == Part::Rollback);
    if !is_back && stands.iter().all(|stand| *stand == Stand::Done) {
        return Ok(State::Done);
    }
    if !is_back && stands.iter().all(|stand| *stand == Stand::NotDone) {
        return Ok(State::NotBegun);
    }
    let unknown = attempt.unknown(client, Part::Deploy, &script.deploy, &steps);
    let unknown = unknown.or_else(|| back.as_ref().and_then(|(file, steps)| attempt.unknown(client, Part::Rollback, file, steps)));
    let done = stands.iter().filter(|stand| **stand == Stand::Done).count();
    let done_back = attempt.rows.iter().filter(|row| row.part == Part::Rollback && row.mark == Mark::Done).count();
    Ok(State::Partly { done, of: steps.len(), rolling_back: is_back.then_some(done_back), unknown })
}

/// A person looked, and says whether the unknown statement was done.
pub fn settle(session: &mut Session, release: Release<'_>, script: &Loaded, number: usize, was_done: bool) -> Result<State> {
    session.locked()?;
    session.prepare()?;
    let attempt = session.last_attempt(release.id, &script.name)?;
    let State::Partly { unknown: Some(unknown), .. } = of(session.client, &attempt, script)? else {
        return Err(Fault::NotUnknown { script: script.name.clone(), number });
    };
    if unknown.at.number != number {
        return Err(Fault::NotUnknown { script: script.name.clone(), number });
    }
    let part = if unknown.at.file == script.deploy.path { Part::Deploy } else { Part::Rollback };
    let rows = Rows { release, script: &script.name, attempt: attempt.number };
    let mark = if was_done { Mark::Done } else { Mark::Failed };
    let begin = client::begin(session.client);
    session.own(&format!("{begin}{}COMMIT;\n", session.marking(rows, part, number, mark)))?;
    state(session, release.id, script)
}
