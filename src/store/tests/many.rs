//! Several writers at once, and writers that are killed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::*;
use crate::store::Filter;

const DIR: &str = "OPSCTL_TEST_STORE_DIR";
const NAME: &str = "OPSCTL_TEST_STORE_NAME";
const COUNT: &str = "OPSCTL_TEST_STORE_COUNT";

/// A run that is told by its id alone, so that a reader can say what it must be.
fn numbered(name: &str, number: i64) -> Run {
    let at = day(number);
    let names: Vec<String> = (0..40).map(|row| format!("{name}{row}")).collect();
    let rows: Vec<(&str, f64)> = names.iter().map(|name| (name.as_str(), 90.0)).collect();
    run_of(
        &format!("{name}-{number}"),
        at,
        &[(name, vec![tablespaces(at, &rows), not_checked(at)]), ("shared", vec![tablespaces(at, &rows)])],
    )
}

fn parse(id: &str) -> Run {
    let (name, number) = id.rsplit_once('-').unwrap();
    numbered(name, number.parse().unwrap())
}

fn writer(dir: &Path, name: &str, count: u32) -> Child {
    #[expect(clippy::disallowed_methods, reason = "the test starts itself as a second process")]
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::tests::many::writes_until_it_is_killed", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(DIR, dir).env(NAME, name).env(COUNT, count.to_string()).stdout(Stdio::piped()).spawn().unwrap()
}

#[test]
#[ignore = "the child of the two tests below"]
#[expect(clippy::disallowed_methods, reason = "what its parent tells it")]
fn writes_until_it_is_killed() {
    let (Ok(dir), Ok(name), Ok(count)) = (std::env::var(DIR), std::env::var(NAME), std::env::var(COUNT)) else { return };
    let mut store = Store::open(Path::new(&dir)).unwrap();
    for number in 0..count.parse().unwrap() {
        let run = numbered(&name, number);
        println!("\nsaving {}", run.id);
        store.save(&run, &nothing()).unwrap();
        println!("\nsaved {}", run.id);
    }
}

/// The ids the child reported as stored.
fn reported(child: &mut Child) -> Vec<String> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ").map(str::to_owned)).collect()
}

fn all_sound(dir: &Path) -> Vec<String> {
    let store = Store::open(dir).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let ids: Vec<String> = store.list(&Filter::default()).unwrap().into_iter().map(|head| head.id).collect();
    for id in &ids {
        assert_eq!(store.load(id).unwrap(), parse(id), "{id} is wholly there");
    }
    ids
}

#[test]
fn two_processes_write_one_new_file() {
    let dir = tempfile::tempdir().unwrap();
    let mut children = ["a", "b"].map(|name| writer(dir.path(), name, 15));
    let reports = children.each_mut().map(reported);
    for (child, report) in children.iter_mut().zip(&reports) {
        assert!(child.wait().unwrap().success());
        assert_eq!(report.len(), 15);
    }
    assert_eq!(all_sound(dir.path()).len(), 30);
}

#[test]
fn threads_write_one_new_file() {
    let dir = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            let dir = dir.path();
            scope.spawn(move || {
                let mut store = Store::open(dir).unwrap();
                for number in 0..8 {
                    store.save(&numbered(name, number), &nothing()).unwrap();
                    store.history_of("shared", day(99), 90, &used_pct()).unwrap();
                }
            });
        }
    });
    assert_eq!(all_sound(dir.path()).len(), 32);
}

#[test]
fn a_killed_writer_leaves_whole_runs_only() {
    let dir = tempfile::tempdir().unwrap();
    let mut stored = Vec::new();
    let mut chance: u64 = 20_260_901;
    for round in 0..30 {
        let mut child = writer(dir.path(), &format!("k{round}"), 1_000_000);
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut out = BufReader::new(child.stdout.take().unwrap());
        // Until some run is being saved, then a moment of chance into it.
        let some = chance >> 62;
        let mut line = String::new();
        while line.trim_end() != format!("saving k{round}-{some}") {
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "the child ended by itself");
            stored.extend(line.trim_end().strip_prefix("saved ").map(str::to_owned));
        }
        std::thread::sleep(std::time::Duration::from_micros((chance >> 40) % 12_000));
        child.kill().unwrap();
        child.wait().unwrap();
        stored.extend(out.lines().map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ").map(str::to_owned)));
    }
    let there = all_sound(dir.path());
    assert!(stored.iter().all(|id| there.contains(id)), "what was reported as stored is there");
    assert!(there.len() <= stored.len() + 30, "at most the one in flight beside the reported");
}
