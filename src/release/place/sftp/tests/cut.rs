//! The connection is cut after so many bytes, in every phase: the host ends old or new.

use std::sync::atomic::Ordering::Relaxed;

use super::server::{Cut, Server};
use super::{Story, actor, timeless};
use crate::release::Fault;
use crate::release::fault::Result;
use crate::release::place::{From, Place};

/// What a run got to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Got {
    phase: &'static str,
    /// What had passed when each phase began, both ways.
    began: Vec<(&'static str, [u64; 2])>,
    txn: Option<String>,
    /// The run had decided that it stays.
    stays: bool,
}

fn run(story: &Story, server: &Server, place: &mut dyn Place, undoes: Option<&str>, got: &mut Got) -> Result<()> {
    let phase = |got: &mut Got, phase| {
        got.phase = phase;
        got.began.push((phase, [server.passed[0].load(Relaxed), server.passed[1].load(Relaxed)]));
    };
    let actor = actor();
    phase(got, "hold");
    place.hold("test")?;
    place.recover(&actor)?;
    phase(got, "plan");
    let plan = match undoes {
        Some(txn) => place.plan_undo(txn)?,
        None => place.plan(&story.entries, "zs", "digest")?,
    };
    phase(got, "begin");
    let from = undoes.map_or(From::Package(&story.files), From::Undo);
    let txn = place.begin(&plan, from, &actor)?;
    got.txn = Some(txn.clone());
    phase(got, "switch");
    place.switch(&actor)?;
    phase(got, "ready");
    place.ready(&actor)?;
    got.stays = true;
    phase(got, "decide");
    place.decide(&txn, true, "", &actor)?;
    phase(got, "done");
    Ok(())
}

/// What the run does next: it holds the place anew, and ends it as it had decided.
fn end(place: &mut dyn Place, got: &Got) -> Result<()> {
    place.hold("test")?;
    if let Some(txn) = &got.txn {
        place.decide(txn, got.stays, "lost", &actor())?;
    }
    place.recover(&actor()).map(drop)
}

/// Bytes that pass in each phase of a run, from its beginning on.
fn measure(undo: bool) -> Option<Vec<[[u64; 2]; 2]>> {
    let server = Server::new(&[])?;
    let story = Story::webapp();
    let mut got = Got::default();
    run(&story, &server, &mut story.place(&server), None, &mut got).unwrap();
    let first = got.began.last().unwrap().1;
    let mut zero = [0, 0];
    if undo {
        let txn = got.txn.unwrap();
        got = Got::default();
        run(&story, &server, &mut story.place(&server), Some(&txn), &mut got).unwrap();
        zero = first;
    }
    let part = |bytes: [u64; 2]| [bytes[0] - zero[0], bytes[1] - zero[1]];
    Some(got.began.windows(2).map(|two| [part(two[0].1), part(two[1].1)]).collect())
}

/// Cuts at `count` places of each phase each way, of a release or of one that takes back; the recovery is cut too, `again` times.
fn matrix(undo: bool, count: u64, again: usize) {
    let Some(phases) = measure(undo) else { return };
    let points = phases.iter().flat_map(|[from, to]| {
        (0..2).flat_map(move |way| (0..count).map(move |nth| (way, from[way] + (to[way] - from[way]) * nth / count)))
    });
    let points: std::collections::BTreeSet<(usize, u64)> = points.collect();
    let mut told = std::collections::BTreeMap::<(&str, &str), usize>::new();
    for (nth, (way, at)) in points.into_iter().enumerate() {
        let cut = |at| if way == 0 { Cut { up: at, ..Cut::NEVER } } else { Cut { down: at, ..Cut::NEVER } };
        let server = Server::new(&[]).unwrap();
        let story = Story::webapp();
        let mut before = story.tree();
        let mut undoes = None;
        if undo {
            let mut got = Got::default();
            run(&story, &server, &mut story.place(&server), None, &mut got).unwrap();
            undoes = got.txn;
            story.whole_seconds();
            before = story.tree();
        }
        // Popped from the end: the run's own, then those of its recovery.
        let mut cuts: Vec<Cut> = (0..again).map(|more| cut(150 + (at * 7 + 997 * more as u64) % 6000)).collect();
        cuts.push(cut(at));
        *server.cuts.lock().unwrap() = cuts;
        let mut place = story.place(&server);
        let mut got = Got::default();
        match run(&story, &server, &mut place, undoes.as_deref(), &mut got) {
            Ok(()) | Err(Fault::Lost { .. }) => {}
            Err(fault) => panic!("{way} {at} {got:?}: {fault:?}"),
        }
        for _ in 0..=again {
            // Another process, or this one.
            if nth % 2 == 0 {
                drop(place);
                place = story.place(&server);
            }
            match end(&mut place, &got) {
                Ok(()) => break,
                Err(Fault::Lost { .. }) => {}
                Err(fault) => panic!("{way} {at} {got:?}: {fault:?}"),
            }
        }
        // Once more, by somebody whose connection holds: nothing is left to do.
        server.cuts.lock().unwrap().clear();
        drop(place);
        end(&mut story.place(&server), &got).unwrap();
        let now = story.tree();
        let what = if now == before {
            "old"
        } else if timeless(now.clone()) == timeless(after(undo)) {
            "new"
        } else {
            "neither"
        };
        assert_eq!(what, if got.stays { "new" } else { "old" }, "{way} {at} {got:?}: {:#?}", diff(&before, &now));
        let slots = usize::from(undo) + usize::from(got.stays);
        assert_eq!(story.state().len(), slots, "{way} {at} {got:?}: {:?}", story.state());
        *told.entry((got.phase, what)).or_default() += 1;
    }
    println!("cut in, ended: {told:?} (undo: {undo}, recovery cut {again} times)");
    assert!(told.keys().any(|(_, what)| *what == "old") && told.len() > 3, "{told:?}");
}

/// What a whole run leaves.
fn after(undo: bool) -> Vec<(String, crate::model::release::Image)> {
    let story = Story::webapp();
    if undo {
        return story.tree();
    }
    let server = Server::new(&[]).unwrap();
    run(&story, &server, &mut story.place(&server), None, &mut Got::default()).unwrap();
    story.tree()
}

fn diff<T: PartialEq + std::fmt::Debug>(before: &[T], now: &[T]) -> Vec<String> {
    let gone = before.iter().filter(|one| !now.contains(one)).map(|one| format!("- {one:?}"));
    gone.chain(now.iter().filter(|one| !before.contains(one)).map(|one| format!("+ {one:?}"))).collect()
}

#[test]
fn a_release_that_is_cut_ends_old_or_new() {
    matrix(false, 8, 0);
}

#[test]
fn so_does_one_whose_recovery_is_cut() {
    matrix(false, 4, 2);
}

#[test]
fn and_one_that_takes_back() {
    matrix(true, 4, 1);
}
