//! `opsctl backup manifest` through the binary: made, compared, stopped and gone on with.

use std::os::unix::fs::symlink;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::env::World;

fn folder() -> World {
    let world = World::new();
    for n in 0..6_u8 {
        world.write(&format!("bk/f{n}"), [n; 5000]);
    }
    world.write("bk/\u{6838}\u{5fc3}/x", "x");
    world
}

fn states(world: &World, more: &[&str]) -> (Vec<(String, String)>, i32) {
    let output = world.run(&[&["backup", "manifest", "bk", "--verify", "--json"], more].concat());
    let told: Value = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
    let pair = |file: &Value| (file["file"].as_str().unwrap().to_owned(), file["state"].as_str().unwrap().to_owned());
    (told["files"].as_array().unwrap().iter().map(pair).collect(), output.code)
}

#[test]
fn each_kind_of_difference_is_told() {
    let world = folder();
    assert_eq!(world.run(&["backup", "manifest", "bk", "--blake3"]).code, 0);
    for by in [vec![], vec!["--blake3"]] {
        let (states, code) = states(&world, &by);
        assert!(code == 0 && states.len() == 7 && states.iter().all(|(_, state)| state == "same"), "{states:?}");
    }
    world.write("bk/f1", [9; 5000]);
    world.write("bk/f2", "short");
    for gone in ["f3", "f4"] {
        std::fs::remove_file(world.path("bk").join(gone)).unwrap();
    }
    symlink("f1", world.path("bk/f4")).unwrap();
    world.write("bk/new", "new");
    let (told, code) = states(&world, &[]);
    let wrong: Vec<(&str, &str)> = told.iter().map(|(f, s)| (f.as_str(), s.as_str())).filter(|(_, state)| *state != "same").collect();
    assert_eq!(wrong, [("f1", "changed"), ("f2", "size-differs"), ("f3", "missing"), ("f4", "not-a-file"), ("new", "extra")]);
    assert_eq!(code, 2);
}

#[test]
fn a_turn_a_day_reads_everything_in_its_cycle_and_each_file_once() {
    let world = folder();
    assert_eq!(world.run(&["backup", "manifest", "bk"]).code, 0);
    let mut read: Vec<String> = (1..=3)
        .flat_map(|day| {
            let now = format!("2026-12-0{day}T08:00:00+08:00");
            let mut command = world.command(&["backup", "manifest", "bk", "--verify", "--json", "--rotate", "daily/3"]);
            command.env("OPSCTL_NOW", now);
            let output = world.finish(command);
            let told: Value = serde_json::from_str(&output.out).unwrap();
            let same = |file: &&Value| file["state"] == "same";
            told["files"].as_array().unwrap().iter().filter(same).map(|file| file["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        })
        .collect();
    read.sort();
    assert_eq!(read, ["f0", "f1", "f2", "f3", "f4", "f5", "\u{6838}\u{5fc3}/x"]);
}

#[test]
fn what_is_there_is_told_before_anything_is_read_and_nothing_to_compare_with_is_no_pass() {
    let world = folder();
    let none = world.run(&["backup", "manifest", "bk", "--verify"]);
    assert!(none.code == 3 && none.err.contains("opsctl backup manifest"), "{none:?}");
    assert_eq!(world.run(&["backup", "manifest", "bk"]).code, 0);
    let before = std::fs::read(world.path("bk/MANIFEST")).unwrap();
    let again = world.run(&["backup", "manifest", "bk", "--io-limit", "1B"]);
    assert!(again.code == 3 && again.err.contains("--replace"), "{again:?}");
    assert_eq!(std::fs::read(world.path("bk/MANIFEST")).unwrap(), before);
    for (place, why) in [("bk/f1", "not a directory"), ("nowhere", "No such file")] {
        let wrong = world.run(&["backup", "manifest", place]);
        assert!(wrong.code == 3 && wrong.err.contains(place) && wrong.err.contains(why), "{wrong:?}");
    }
    let wrong = world.run(&["backup", "manifest", "bk", "--verify", "--rotate", "hourly"]);
    assert!(wrong.code == 3 && wrong.err.contains("hourly"), "{wrong:?}");
}

/// At a pace at which it never ends, until it is told to: what was read is not read again.
#[test]
fn a_run_that_is_stopped_goes_on() {
    let world = folder();
    std::fs::create_dir_all(world.path("data")).unwrap();
    let mut slow = world.command(&["backup", "manifest", "bk", "--io-limit", "4KB", "--threads", "1"]);
    let mut slow = slow.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let kept = || std::fs::read_dir(world.path("data")).unwrap().flatten().filter(|f| f.file_name().to_string_lossy().ends_with(".state"));
    // It reads as soon as there is a place to keep what it read.
    for _ in 0..600 {
        if kept().count() == 1 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    std::thread::sleep(Duration::from_millis(300));
    let pid = rustix::process::Pid::from_raw(i32::try_from(slow.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(slow.wait().unwrap().code(), Some(3));
    assert!(!world.path("bk/MANIFEST").exists(), "nothing half-made is left");
    assert_eq!(kept().count(), 1);
    let began = Instant::now();
    assert_eq!(world.run(&["backup", "manifest", "bk"]).code, 0);
    assert!(began.elapsed() < Duration::from_secs(60));
    assert_eq!(kept().count(), 0, "what is safe needs nothing to go on with");
    assert_eq!(states(&world, &[]).1, 0);
}
