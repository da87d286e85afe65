//! From old to new.

use super::back;
use super::mark::Mark;
use super::told::Doing;
use super::{Crew, Open, Work};
use crate::model::Words;
use crate::model::release::{Probe, When};
use crate::release::Done;
use crate::release::fault::{Fault, Result};
use crate::release::ledger::Ledger;
use crate::release::place::{From, Program};
use crate::release::tree::Payload;

/// What is wanted of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// It stays.
    Stay,
    /// It is taken back when all of it was seen to work: the first half of a rehearsal.
    Rehearse,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    Committed {
        number: String,
    },
    /// All is as it was, and was seen to be.
    TakenBack {
        number: String,
        why: Words,
        asked: bool,
    },
    /// Not all could be brought back; what is left to a person.
    Manual {
        number: String,
        why: Words,
        what: Vec<Words>,
    },
    /// A place or database does not answer, so that it could not be brought to its end: `recover` goes on.
    Open {
        number: String,
        why: Words,
        what: Vec<Words>,
    },
}

/// Files by part.
pub type Parts<'p> = &'p dyn Fn(&str) -> Option<&'p (dyn Payload + Sync)>;

/// Does the work. `Err`: nothing was touched. The ledger is held by the caller, and has no open run.
pub fn forth(ledger: &Ledger, work: &Work, parts: Parts<'_>, crew: &mut Crew<'_>, wish: Wish) -> Result<Ended> {
    let mut open = Open::begin(ledger, work, &crew.kit, &crew.actor())?;
    if let Err(fault) = prepare(&mut open, parts, crew) {
        discard(&mut open, crew, &(&fault).into());
        return Err(fault);
    }
    let done = touch(&mut open, crew).and_then(|()| {
        if wish == Wish::Rehearse {
            return Ok(());
        }
        decide(&mut open, crew)
    });
    let number = open.number.clone();
    let ended = match done {
        Ok(()) if wish == Wish::Stay => stay(ledger, &mut open, crew),
        Ok(()) => back::take_back(ledger, &mut open, crew, &Words::new("演练：按计划回退", "rehearsal: taken back as planned"), true),
        Err(why) => back::take_back(ledger, &mut open, crew, &why, false),
    };
    // Things were touched: a record that cannot be written leaves it open.
    ended.or_else(|fault| {
        let why = Words::new("记录写不进去", "a record could not be written");
        Ok(Ended::Open { number, why, what: vec![Words::from(&fault)] })
    })
}

/// Everything that can fail before something is touched: all places are held and compared, and have all that they need.
fn prepare(open: &mut Open, parts: Parts<'_>, crew: &mut Crew<'_>) -> Result<()> {
    let work = open.work.clone();
    let who = crew.who.clone();
    for nth in 0..work.places.len() {
        hold(crew, nth)?;
    }
    for name in databases(&work) {
        let held = crew.step(Doing::Hold, &name, |crew| {
            let database = crew.databases.get_mut(&name).ok_or_else(|| unknown(&name))?;
            database.hold(&who).map(|()| ((), Words::new("已连接并锁定", "connected and locked")))
        });
        held.map_err(Fault::Step)?;
    }
    for (nth, place) in work.places.iter().enumerate().filter(|(_, place)| !place.is_idle()) {
        let actor = crew.actor();
        let mut failed = None;
        let staged = crew.step(Doing::Stage, &place.name, |crew| {
            let from = match &place.undoes {
                Some(txn) => From::Undo(txn),
                None => From::Package(parts(&place.part).ok_or_else(|| unknown(&place.part))?),
            };
            let txn = crew.place(nth).begin(&place.plan, from, &actor).map_err(|fault| {
                let words = Words::from(&fault);
                failed = Some(fault);
                words
            })?;
            let paths = place.plan.steps.len();
            let told = Words::new(format!("{paths} 个路径，已重读核对"), format!("{paths} paths, read again"));
            Ok((txn, told))
        });
        let txn = staged.map_err(|why| failed.unwrap_or(Fault::Step(why)))?;
        open.mark(&actor, Mark::Staged { place: place.name.clone(), txn })?;
    }
    for nth in 0..work.places.len() {
        programs(crew, &work, nth, When::Before, &Doing::Before).map_err(Fault::Step)?;
    }
    if crew.is_stopped() {
        return Err(Fault::Step(stopped()));
    }
    open.mark(&crew.actor(), Mark::Touching)
}

/// Holds a place and ends what was left there.
pub(super) fn hold(crew: &mut Crew<'_>, nth: usize) -> Result<()> {
    let (actor, who) = (crew.actor(), crew.who.clone());
    let name = crew.place(nth).name().to_owned();
    let mut failed = None;
    let held = crew.step(Doing::Hold, &name, |crew| {
        let place = crew.place(nth);
        let left = place.hold(&who).and_then(|()| place.recover(&actor)).map_err(|fault| {
            let words = Words::from(&fault);
            failed = Some(fault);
            words
        })?;
        let told = match left.len() {
            0 => Words::new("没有遗留", "nothing was left there"),
            n => Words::new(format!("处理了 {n} 个中断的事务"), format!("{n} interrupted transactions ended")),
        };
        Ok(((), told))
    });
    held.map_err(|why| failed.unwrap_or(Fault::Step(why)))
}

fn discard(open: &mut Open, crew: &mut Crew<'_>, why: &Words) {
    let actor = crew.actor();
    for nth in 0..open.work.places.len() {
        // What cannot be reached now is found there, and thrown away, by the next that holds it.
        let _ = crew.place(nth).recover(&actor);
    }
    // What stopped it is what is told, whether this can be written or not.
    let _ = open.mark(&actor, Mark::Discarded { why: why.clone() });
}

/// From here on things change, one batch of places after the other.
fn touch(open: &mut Open, crew: &mut Crew<'_>) -> std::result::Result<(), Words> {
    let work = open.work.clone();
    let all: Vec<usize> = (0..work.places.len()).collect();
    let batches: Vec<&[usize]> = if work.rolling { all.chunks(1).collect() } else { vec![&all] };
    for (at, batch) in batches.into_iter().enumerate() {
        for &nth in batch {
            mark(open, crew, Mark::Stopping { place: work.places[nth].name.clone() })?;
            programs(crew, &work, nth, When::Stop, &Doing::Stop)?;
        }
        if at == 0 {
            run_scripts(open, crew, &work)?;
        }
        for &nth in batch.iter().filter(|nth| !work.places[**nth].is_idle()) {
            mark(open, crew, Mark::Switching { place: work.places[nth].name.clone() })?;
            let actor = crew.actor();
            crew.step(Doing::Switch, &work.places[nth].name, |crew| {
                let switched = crew.place(nth).switch(&actor).map_err(|fault| Words::from(&fault))?;
                let (ms, rest) = (switched.us / 1000, switched.us % 1000);
                let told = Words::new(
                    format!("首尾相隔 {ms}.{rest:03} 毫秒，无一刻缺失"),
                    format!("{ms}.{rest:03} ms from the first to the last, none was missing for a moment"),
                );
                Ok(((), told))
            })?;
        }
        for &nth in batch {
            mark(open, crew, Mark::Starting { place: work.places[nth].name.clone() })?;
            remember(crew, &work, nth)?;
            programs(crew, &work, nth, When::Start, &Doing::Start)?;
        }
        look(crew, &work, batch, false)?;
    }
    look_elsewhere(crew, &work, false)?;
    mark(open, crew, Mark::Verified)
}

fn run_scripts(open: &mut Open, crew: &mut Crew<'_>, work: &Work) -> std::result::Result<(), Words> {
    for sql in &work.sql {
        mark(open, crew, Mark::Script { name: sql.name.clone() })?;
        let script = crew.kit.script(&sql.name).cloned().ok_or_else(|| unknown(&sql.name))?;
        let (release, back) = (work.released(), work.undoes.is_some());
        let doing = if back { Doing::ScriptBack(sql.name.clone()) } else { Doing::Script(sql.name.clone()) };
        crew.looked(doing, &sql.database, |crew| {
            let database = crew.databases.get_mut(&sql.database).ok_or_else(|| unknown(&sql.database))?;
            if back { database.back(release, &script) } else { database.deploy(release, &script) }
        })?;
    }
    Ok(())
}

/// The programs of a place that run at a moment.
pub(super) fn programs(crew: &mut Crew<'_>, work: &Work, nth: usize, when: When, doing: &Doing) -> std::result::Result<(), Words> {
    let place = &work.places[nth];
    for command in place.programs.get(&when).into_iter().flatten() {
        let script = if command.hook {
            let path = command.argv.first().map(String::as_str).unwrap_or_default();
            Some(crew.kit.hooks.get(path).cloned().ok_or_else(|| unknown(path))?)
        } else {
            None
        };
        let argv = if command.hook { command.argv[..1].to_vec() } else { command.argv.clone() };
        let program = Program { argv, script, seconds: command.seconds, starts: when == When::Start, release: work.release.clone() };
        crew.looked(doing.clone(), &place.name, |crew| crew.place(nth).program(&program).map_err(|fault| Words::from(&fault)))?;
    }
    Ok(())
}

/// What logs say from here on is looked at.
pub(super) fn remember(crew: &mut Crew<'_>, work: &Work, nth: usize) -> std::result::Result<(), Words> {
    let probes: Vec<Probe> = work.verify.iter().map(|look| look.verify.probe.clone()).collect();
    crew.place(nth).mark(&probes).map_err(|fault| Words::from(&fault))
}

/// What has to hold at places; after taking back only what holds of any version.
pub(super) fn look(crew: &mut Crew<'_>, work: &Work, batch: &[usize], old: bool) -> std::result::Result<(), Words> {
    for (at, look) in work.verify.iter().enumerate().filter(|(_, look)| !old || look.always) {
        if matches!(look.verify.probe, Probe::Sql { .. } | Probe::Manual { .. }) {
            continue;
        }
        for &nth in batch {
            let place = &work.places[nth];
            if look.verify.part.as_ref().is_some_and(|part| *part != place.part) {
                continue;
            }
            let (doing, verify) = (Doing::Look(title(&look.verify)), &look.verify);
            crew.looked(doing, &place.name, |crew| {
                crew.place(nth).look(at, &verify.probe.at(&place.url), verify.seconds).map_err(|fault| Words::from(&fault))
            })?;
        }
    }
    Ok(())
}

/// What is asked of databases and people.
pub(super) fn look_elsewhere(crew: &mut Crew<'_>, work: &Work, old: bool) -> std::result::Result<(), Words> {
    for look in work.verify.iter().filter(|look| !old || look.always) {
        let doing = Doing::Look(title(&look.verify));
        match &look.verify.probe {
            Probe::Sql { database, query, expect } => crew.looked(doing, database, |crew| {
                let session = crew.databases.get_mut(database).ok_or_else(|| unknown(database))?;
                session.query(query, expect)
            })?,
            Probe::Manual { .. } => crew.looked(doing, "", |crew| Ok((crew.ask)(&look.verify)))?,
            _ => {}
        }
    }
    Ok(())
}

/// All places give their decision to the run; then it decides.
fn decide(open: &mut Open, crew: &mut Crew<'_>) -> std::result::Result<(), Words> {
    if crew.is_stopped() {
        return Err(stopped());
    }
    for nth in 0..open.work.places.len() {
        if !open.work.places[nth].is_idle() {
            let actor = crew.actor();
            crew.place(nth).ready(&actor).map_err(|fault| Words::from(&fault))?;
        }
    }
    mark(open, crew, Mark::Commit)
}

/// It was decided that it stays: what is missing are records.
pub(super) fn stay(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>) -> Result<Ended> {
    let number = open.number.clone();
    let mut left = Vec::new();
    for nth in 0..open.work.places.len() {
        let name = open.work.places[nth].name.clone();
        let Some(txn) = open.txn(&name).map(ToOwned::to_owned) else { continue };
        let actor = crew.actor();
        let done = crew.step(Doing::Commit, &name, |crew| {
            crew.place(nth).decide(&txn, true, "", &actor).map_err(|fault| Words::from(&fault))?;
            Ok(((), Words::new(format!("事务 {txn}"), format!("transaction {txn}"))))
        });
        left.extend(done.err());
    }
    if left.is_empty() {
        open.close(ledger, Done::Committed, "", &crew.actor())?;
        return Ok(Ended::Committed { number });
    }
    // It stays; places that do not answer learn it later.
    let why = Words::new("已决定生效，但有主机尚未确认", "it was decided that it stays, and places do not know yet");
    Ok(Ended::Open { number, why, what: left })
}

pub(super) fn mark(open: &mut Open, crew: &mut Crew<'_>, mark: Mark) -> std::result::Result<(), Words> {
    if crew.is_stopped() {
        return Err(stopped());
    }
    open.mark(&crew.actor(), mark).map_err(|fault| Words::from(&fault))
}

fn stopped() -> Words {
    Words::new("操作人中止（Ctrl-C）", "stopped by the operator (Ctrl-C)")
}

fn unknown(what: &str) -> Words {
    Words::new(format!("没有 {what}"), format!("there is no {what}"))
}

/// What a look is called.
#[must_use]
pub fn title(verify: &crate::model::release::Verify) -> String {
    if !verify.title.is_empty() {
        return verify.title.clone();
    }
    match &verify.probe {
        Probe::Port { host, port } if host.is_empty() => format!("port {port}"),
        Probe::Port { host, port } => format!("port {host}:{port}"),
        Probe::Http { url, .. } => url.clone(),
        Probe::Log { path, .. } | Probe::File { path, .. } => path.clone(),
        Probe::Config { path, key, .. } => format!("{path} {key}"),
        Probe::Process { pattern, .. } => format!("process {pattern}"),
        Probe::Sql { query, .. } => query.chars().take(60).collect(),
        Probe::Manual { ask } => ask.clone(),
    }
}

/// Databases that a work needs: for scripts, and for looks.
fn databases(work: &Work) -> Vec<String> {
    let looks = work.verify.iter().filter_map(|look| match &look.verify.probe {
        Probe::Sql { database, .. } => Some(database.clone()),
        _ => None,
    });
    let mut all: Vec<String> = work.sql.iter().map(|sql| sql.database.clone()).chain(looks).collect();
    all.sort();
    all.dedup();
    all
}
