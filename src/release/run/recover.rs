//! What a run left that was killed, or that lost its hosts.

use super::back;
use super::forth::{self, Ended};
use super::mark::Mark;
use super::{Crew, Open};
use crate::model::Words;
use crate::release::Done;
use crate::release::fault::{Fault, Result};
use crate::release::ledger::Ledger;

/// Brings an open run to its end: what was decided stays, all else is taken back. `None`: nothing had been touched. What was left to a
/// person is tried again: whatever stood in its way may have been put right. `Err`: nothing had been touched, and it is still open.
pub fn recover(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>) -> Result<Option<Ended>> {
    match go_on(ledger, open, crew) {
        Err(fault) if open.has(&Mark::Touching) => {
            Ok(Some(Ended::Open { number: open.number.clone(), why: why(open), what: vec![Words::from(&fault)] }))
        }
        other => other,
    }
}

fn go_on(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>) -> Result<Option<Ended>> {
    let last = open.marks().next_back().cloned();
    if let Some(Mark::TakenBack | Mark::Resolved { .. }) = last {
        let done = if matches!(last, Some(Mark::TakenBack)) { Done::TakenBack } else { Done::Resolved };
        open.close(ledger, done, "", &crew.actor())?;
        let why = why(open);
        return Ok(Some(Ended::TakenBack { number: open.number.clone(), why, asked: false }));
    }
    hold(open, crew)?;
    if open.has(&Mark::Commit) {
        return forth::stay(ledger, open, crew).map(Some);
    }
    if open.has(&Mark::Touching) {
        let why = why(open);
        return back::take_back(ledger, open, crew, &why, false).map(Some);
    }
    let actor = crew.actor();
    for nth in 0..open.work.places.len() {
        // Also what was prepared there and not written down here any more.
        crew.place(nth).recover(&actor)?;
    }
    open.mark(&actor, Mark::Discarded { why: interrupted() })?;
    Ok(None)
}

/// All that the run needs. A place's own open transaction is this run's: it is ended by what the run decides.
fn hold(open: &Open, crew: &mut Crew<'_>) -> Result<()> {
    let who = crew.who.clone();
    for nth in 0..open.work.places.len() {
        crew.place(nth).hold(&who)?;
    }
    for sql in &open.work.sql {
        if let Some(database) = crew.databases.get_mut(&sql.database) {
            database.hold(&who).map_err(Fault::Step)?;
        }
    }
    Ok(())
}

/// A person put in order what was left, at the places and in the databases.
pub fn resolve(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>, reason: &str) -> Result<()> {
    let actor = crew.actor();
    let who = crew.who.clone();
    for nth in 0..open.work.places.len() {
        let place = crew.place(nth);
        place.hold(&who)?;
        place.resolve(reason, &actor)?;
        place.recover(&actor)?;
    }
    open.mark(&actor, Mark::Resolved { by: actor.name.clone(), reason: reason.to_owned() })?;
    open.close(ledger, Done::Resolved, reason, &actor)
}

fn why(open: &Open) -> Words {
    let said = open.marks().find_map(|mark| match mark {
        Mark::TakingBack { why } => Some(why.clone()),
        _ => None,
    });
    said.unwrap_or_else(interrupted)
}

fn interrupted() -> Words {
    Words::new("上次执行中断（进程已不在）", "the run was interrupted (its process is gone)")
}
