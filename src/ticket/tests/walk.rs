//! Two platforms that work, export, lose, repeat and mix up packages: they agree in the end, and no state goes back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestRng;

use super::make::{at, fields};
use crate::model::ticket::{Event, Field, Fields, Move, PackageKind, Side, Stand, Status, Ticket, What};
use crate::ticket::package::{Arrived, Listed, papers, take_in};
use crate::ticket::pen::{Pen, Refusal, Sheet, goes, possible};

/// A package as it lies in somebody's pocket.
#[derive(Clone)]
struct Pocket {
    kind: PackageKind,
    tickets: Vec<(Listed, Vec<Event>)>,
}

struct Platform {
    side: Side,
    sheets: BTreeMap<String, Vec<Event>>,
    /// The furthest that each ticket ever stood.
    furthest: BTreeMap<String, (u32, usize)>,
    minute: i64,
}

impl Platform {
    fn new(side: Side) -> Self {
        Self { side, sheets: BTreeMap::new(), furthest: BTreeMap::new(), minute: 0 }
    }

    fn pen(&mut self) -> Pen {
        self.minute += 1;
        Pen { side: self.side, at: at(self.minute), author: format!("{:?}", self.side), roles: None }
    }

    fn sheet(&self, no: &str) -> Sheet {
        Sheet::open(self.side, no, self.sheets.get(no).cloned().unwrap_or_default()).unwrap()
    }

    fn ticket(&self, no: &str) -> Ticket {
        self.sheet(no).ticket().unwrap().clone()
    }

    fn write(&mut self, no: &str, what: What) -> Result<(), Refusal> {
        let (mut sheet, pen) = (self.sheet(no), self.pen());
        sheet.write(&pen, what)?;
        self.keep(no, sheet);
        Ok(())
    }

    fn keep(&mut self, no: &str, sheet: Sheet) {
        let stand = sheet.ticket().unwrap().stand.unwrap();
        let now = rank(self.side, stand);
        let before = self.furthest.entry(no.to_owned()).or_insert(now);
        assert!(now >= *before, "{no} went back to {stand:?} from {before:?}");
        *before = now;
        self.sheets.insert(no.to_owned(), sheet.events);
    }

    fn export(&self, kind: PackageKind) -> Option<Pocket> {
        let zone = jiff::tz::TimeZone::UTC;
        let out = self.sheets.iter().filter(|(no, _)| goes(&self.ticket(no), kind));
        let tickets: Vec<_> =
            out.map(|(_, events)| (papers(kind, &self.ticket(&events[0].ticket), events, &zone).0, events.clone())).collect();
        (!tickets.is_empty()).then_some(Pocket { kind, tickets })
    }

    fn import(&mut self, pocket: &Pocket) {
        for (listed, history) in &pocket.tickets {
            let (mut sheet, pen) = (self.sheet(&listed.no), self.pen());
            let taken = take_in(&mut sheet, &pen, (pocket.kind, "p"), listed, history.clone(), false);
            // A package of the problem platform always answers one of ours.
            let taken = taken.unwrap_or_else(|refused| panic!("{} {:?}: {refused:?}", listed.no, pocket.kind));
            if taken.arrived == Arrived::Stale {
                assert!(sheet.added().is_empty(), "nothing is written for what brings nothing");
            } else {
                self.keep(&listed.no, sheet);
            }
        }
    }
}

/// How far a ticket is. Work in development and test goes to and fro within one step.
fn rank(side: Side, stand: Stand) -> (u32, usize) {
    let step = match stand.status {
        Status::Testing => Status::Developing,
        // A returned ticket begins anew, in the next round.
        Status::Returned => Status::Entered,
        status => status,
    };
    (stand.round, Status::of(side).iter().position(|status| *status == step).unwrap())
}

const WRITTEN: [Field; 3] = [Field::Module, Field::Impact, Field::Cause];

fn some<T: Clone>(rng: &mut TestRng, all: &[T]) -> Option<T> {
    (!all.is_empty()).then(|| all[rng.random_range(0..all.len())].clone())
}

/// One thing that somebody does on a platform.
fn work(platform: &mut Platform, rng: &mut TestRng) {
    let numbers: Vec<String> = platform.sheets.keys().cloned().collect();
    if platform.side == Side::Ops && (numbers.is_empty() || (numbers.len() < 4 && rng.random_bool(0.1))) {
        let no = format!("T-{}", numbers.len());
        let fields = fields(&[(Field::Title, "申报失败"), (Field::Symptom, "报错")]);
        platform.write(&no, What::Create { fields, origin: None, reopens: None }).unwrap();
        return;
    }
    let Some(no) = some(rng, &numbers) else { return };
    let ticket = platform.ticket(&no);
    let value = format!("{:?}-{}", platform.side, platform.minute);
    let what = match rng.random_range(0..4) {
        0 => What::Edit { fields: [(some(rng, &WRITTEN).unwrap(), value)].into(), reason: String::new() },
        1 => What::Note { text: value, mark: None, when: None },
        _ => {
            // Most of those that go on; a rejection now and then.
            let steps: Vec<Move> =
                possible(ticket.status().unwrap(), platform.side).into_iter().filter(|step| *step != Move::Solve).collect();
            let Some(step) = some(rng, &steps) else { return };
            let fields: Fields = fields(&[
                (Field::Cause, value.as_str()),
                (Field::Solution, "改"),
                (Field::Planned, "2026-12-01T00:00:00Z"),
                (Field::Result, "已改"),
                (Field::Release, "1.2"),
                (Field::Developer, "王五"),
                (Field::Assignee, "张三"),
            ]);
            What::Move { step, fields, reason: "原因".into() }
        }
    };
    // What may not be is refused, and nothing happens.
    drop(platform.write(&no, what));
}

/// All that is left is exchanged in order until nothing new comes.
fn settle(ops: &mut Platform, problem: &mut Platform) {
    for _ in 0..4 {
        for kind in PackageKind::ALL {
            let (from, to) = if kind.from() == Side::Ops { (&mut *ops, &mut *problem) } else { (&mut *problem, &mut *ops) };
            if let Some(pocket) = from.export(*kind) {
                to.import(&pocket);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn they_agree_whatever_happens_on_the_way(seed: [u8; 32]) {
        let mut rng = TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let (mut ops, mut problem) = (Platform::new(Side::Ops), Platform::new(Side::Problem));
        let mut pockets: Vec<Pocket> = Vec::new();
        for _ in 0..90 {
            match rng.random_range(0..10) {
                0..=3 => work(&mut ops, &mut rng),
                4..=6 => work(&mut problem, &mut rng),
                7 => {
                    let kind = some(&mut rng, PackageKind::ALL).unwrap();
                    let from = if kind.from() == Side::Ops { &ops } else { &problem };
                    pockets.extend(from.export(kind));
                }
                // Any of those that were ever made, in any order, as often as it comes; some never arrive.
                _ => {
                    let Some(pocket) = some(&mut rng, &pockets) else { continue };
                    if pocket.kind.from() == Side::Ops { problem.import(&pocket) } else { ops.import(&pocket) }
                }
            }
        }
        settle(&mut ops, &mut problem);
        for no in ops.sheets.keys() {
            let ours = ops.ticket(no);
            let over_there = !matches!(ours.status().unwrap(), Status::Open) && ours.peer.is_some();
            if !over_there {
                continue;
            }
            let theirs = problem.ticket(no);
            // Once solved over here, only closing or redispatching tells the other platform more.
            let told = !matches!(ours.status().unwrap(), Status::Resolved) && !matches!(theirs.status().unwrap(), Status::Entered | Status::Accepted | Status::Returned);
            if told {
                prop_assert_eq!(ours.conflicts.keys().collect::<Vec<_>>(), theirs.conflicts.keys().collect::<Vec<_>>());
                for field in Field::ALL.iter().filter(|field| !ours.conflicts.contains_key(field)) {
                    prop_assert_eq!(ours.get(*field), theirs.get(*field), "{} {:?} {:?}", field.as_str(), ours.status(), theirs.status());
                }
                prop_assert_eq!(&ours.notes, &theirs.notes);
            }
// The next round begins over here when the other platform is known to have got what was returned.
            let returned = ours.status() == Some(Status::Rejected) && theirs.round() == ours.round() + 1;
            prop_assert!(returned || ours.round() == theirs.round(), "{:?} {:?}", ours.stand, theirs.stand);
        }
        // And again nothing new: what is exchanged twice changes nothing.
        let before = (ops.sheets.clone(), problem.sheets.clone());
        settle(&mut ops, &mut problem);
        prop_assert!(before == (ops.sheets, problem.sheets), "what was exchanged is exchanged again");
    }
}
