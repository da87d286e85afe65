//! From wherever it came to, back to old.

use std::sync::atomic::Ordering;

use super::forth::{Ended, look, look_elsewhere, programs, remember};
use super::mark::Mark;
use super::told::Doing;
use super::{Crew, Open, ScriptState};
use crate::model::Words;
use crate::model::release::When;
use crate::release::Done;
use crate::release::fault::{Fault, Result};
use crate::release::ledger::Ledger;
use crate::release::tree::Outcome;

/// What could not be brought back.
#[derive(Default)]
struct Left {
    /// A person has to.
    manual: Vec<Words>,
    /// It did not answer: trying again may do.
    open: Vec<Words>,
}

/// Takes all back that may have been done, the last thing first. It may have been begun before: each step looks how far things are.
pub(super) fn take_back(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>, why: &Words, asked: bool) -> Result<Ended> {
    let number = open.number.clone();
    // Whoever stopped it wants this to be done to its end; a second time ends it at once, and `recover` goes on.
    crew.stop.store(false, Ordering::Relaxed);
    let began = open.marks().any(|mark| matches!(mark, Mark::TakingBack { .. }));
    let forward = open.marks().take_while(|mark| !matches!(mark, Mark::TakingBack { .. })).last().cloned();
    if !began {
        // Whether it can be written or not: what was begun and not decided is taken back.
        let _ = open.mark(&crew.actor(), Mark::TakingBack { why: why.clone() });
    }
    let mut left = Left::default();
    let work = open.work.clone();
    let reached = |open: &Open, mark: &dyn Fn(String) -> Mark, nth: usize| open.has(&mark(work.places[nth].name.clone()));
    let places: Vec<usize> = (0..work.places.len()).rev().collect();
    // What was started with the new version, or by an attempt to take it back; or it did not stop, or nobody saw it do so.
    let may_run = |open: &Open, nth: usize| {
        let stopping = Mark::Stopping { place: work.places[nth].name.clone() };
        reached(open, &|place| Mark::Starting { place }, nth) || forward.as_ref() == Some(&stopping) || (began && open.has(&stopping))
    };
    for &nth in places.iter().filter(|nth| may_run(open, **nth)) {
        // Where there is nothing to stop most programs call that an error: whether all runs again is seen at the end.
        let _ = programs(crew, &work, nth, When::Stop, &Doing::Stop);
    }
    for &nth in &places {
        let name = work.places[nth].name.clone();
        let Some(txn) = open.txn(&name).map(ToOwned::to_owned) else { continue };
        let back = crew.step(Doing::PlaceBack, &name, |crew| match decided(crew, nth, &txn, &why.en) {
            Ok(Some(Outcome::Manual { paths, .. })) => Err(Words::new(
                format!("这些文件既不是旧的也不是新的：{}", paths.join("、")),
                format!("neither old nor new: {}", paths.join(", ")),
            )),
            Ok(_) => Ok(((), Words::new(format!("事务 {txn}"), format!("transaction {txn}")))),
            Err(fault) => Err(Words::from(&fault)),
        });
        if let Err(why) = back {
            let lost = crew.place(nth).status().is_err();
            if lost { &mut left.open } else { &mut left.manual }.push(why);
        }
    }
    if left.manual.is_empty() && left.open.is_empty() && !open.has(&Mark::Compared) {
        match compare(open, crew) {
            Ok(()) => open.mark(&crew.actor(), Mark::Compared)?,
            Err(why) => left.manual.push(why),
        }
    }
    scripts_back(open, crew, &mut left)?;
    for &nth in places.iter().filter(|nth| reached(open, &|place| Mark::Stopping { place }, **nth)) {
        let started = remember(crew, &work, nth).and_then(|()| programs(crew, &work, nth, When::Start, &Doing::Start));
        if let Err(why) = started {
            let lost = crew.place(nth).status().is_err();
            if lost { &mut left.open } else { &mut left.manual }.push(why);
        }
    }
    if left.manual.is_empty() && left.open.is_empty() {
        let touched: Vec<usize> = (0..work.places.len()).collect();
        let seen = look(crew, &work, &touched, true).and_then(|()| look_elsewhere(crew, &work, true));
        left.manual.extend(seen.err());
    }
    end(ledger, open, crew, left, why, asked).map(|ended| match ended {
        Some(ended) => ended,
        None => Ended::TakenBack { number, why: why.clone(), asked },
    })
}

fn end(ledger: &Ledger, open: &mut Open, crew: &mut Crew<'_>, left: Left, why: &Words, asked: bool) -> Result<Option<Ended>> {
    let (number, actor) = (open.number.clone(), crew.actor());
    let why = why.clone();
    if !left.open.is_empty() {
        let what = left.open.into_iter().chain(left.manual).collect();
        return Ok(Some(Ended::Open { number, why, what }));
    }
    if !left.manual.is_empty() {
        open.mark(&actor, Mark::Manual { what: left.manual.clone() })?;
        ledger.record(open.line(Done::Manual, &why.en, &actor))?;
        return Ok(Some(Ended::Manual { number, why, what: left.manual }));
    }
    open.mark(&actor, Mark::TakenBack)?;
    let told = if asked { "rehearsal" } else { why.en.as_str() };
    open.close(ledger, Done::TakenBack, told, &actor)?;
    Ok(None)
}

/// Scripts that were begun, the last one first; of a run that takes back, what it took back is run again.
fn scripts_back(open: &mut Open, crew: &mut Crew<'_>, left: &mut Left) -> Result<()> {
    let work = open.work.clone();
    let begun = |open: &Open, name: &str| open.has(&Mark::Script { name: name.to_owned() });
    let over = |open: &Open, name: &str| open.has(&Mark::ScriptBack { name: name.to_owned() });
    for sql in work.sql.iter().rev() {
        if !begun(open, &sql.name) || over(open, &sql.name) {
            continue;
        }
        let Some(script) = crew.kit.script(&sql.name).cloned() else {
            let (zh, en) = (format!("脚本 {} 的内容已丢失", sql.name), format!("the text of script {} is lost", sql.name));
            left.manual.push(Words::new(zh, en));
            continue;
        };
        let doing = if work.undoes.is_some() { Doing::Script(sql.name.clone()) } else { Doing::ScriptBack(sql.name.clone()) };
        let mut manual = false;
        let done = crew.looked(doing, &sql.database, |crew| {
            let missing = || Words::new(format!("没有数据库 {}", sql.database), format!("there is no database {}", sql.database));
            let database = crew.databases.get_mut(&sql.database).ok_or_else(missing)?;
            let state = database.state(work.released(), &script)?;
            // It answered: what fails from here on is not for a second attempt to put right.
            manual = true;
            match (state, work.undoes.is_some()) {
                (ScriptState::Unknown(which), _) => Err(which),
                (ScriptState::Nothing, false) | (ScriptState::Whole, true) => {
                    Ok(crate::release::place::Looked {
                        ok: true, told: Words::new("没有执行过，无需处理", "nothing of it stands"), ms: 0
                    })
                }
                (_, false) if !script.irreversible.is_empty() => Err(Words::new(
                    format!("不可回退（{}），须按备份恢复", script.irreversible),
                    format!("cannot be taken back ({}): restore from the backup", script.irreversible),
                )),
                (_, false) => database.back(work.released(), &script),
                // It was on its way back: only from there can it be deployed again.
                (ScriptState::Partly, true) => {
                    database.back(work.released(), &script).and_then(|_| database.deploy(work.released(), &script))
                }
                (ScriptState::Nothing, true) => database.deploy(work.released(), &script),
            }
        });
        match done {
            Ok(()) => open.mark(&crew.actor(), Mark::ScriptBack { name: sql.name.clone() })?,
            Err(why) if manual => left.manual.push(why),
            Err(why) => left.open.push(why),
        }
    }
    Ok(())
}

/// Every path that was touched is, to the bit, what it was.
fn compare(open: &Open, crew: &mut Crew<'_>) -> std::result::Result<(), Words> {
    for nth in 0..open.work.places.len() {
        let name = open.work.places[nth].name.clone();
        let Some(txn) = open.txn(&name).map(ToOwned::to_owned) else { continue };
        crew.step(Doing::Equal, &name, |crew| {
            let drift = crew.place(nth).differs(&txn).map_err(|fault| Words::from(&fault))?;
            if drift.is_empty() {
                return Ok(((), Words::new("一致：内容、权限、属主、时间、扩展属性", "equal: bytes, modes, owners, times, attributes")));
            }
            Err(Words::from(&Fault::Drift(drift)))
        })?;
    }
    Ok(())
}

/// How often a place that was lost is tried again, and how long in between: a connection that was cut comes back, and its agent ends.
const TRIES: u32 = 5;
const PAUSE: std::time::Duration = std::time::Duration::from_secs(1);

/// Takes a place back, connecting anew where the connection was lost.
fn decided(crew: &mut Crew<'_>, nth: usize, txn: &str, why: &str) -> Result<Option<Outcome>> {
    let (actor, who) = (crew.actor(), crew.who.clone());
    let place = crew.place(nth);
    let mut done = place.decide(txn, false, why, &actor);
    for _ in 0..TRIES {
        if !matches!(done, Err(Fault::Lost { .. } | Fault::Busy { .. })) {
            break;
        }
        std::thread::sleep(PAUSE);
        done = place.hold(&who).and_then(|()| place.decide(txn, false, why, &actor));
    }
    done
}
