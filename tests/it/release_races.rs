//! Several at once, and somebody who is in the way: one run proceeds, nothing is written outside, nobody's last write is lost.

use std::os::unix::fs::symlink;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::env::Output;
use crate::release_site::{Site, TARGET};

const APPLY: &[&str] = &["release", "apply", "pkg.zip", "-t", TARGET, "--yes"];

fn begin(site: &Site) -> Child {
    site.world.command(APPLY).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> Output {
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Output { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
}

/// Waits until a service is asked to stop, where it waits for the file `go`.
fn at_the_stop(site: &Site) {
    while !std::fs::read_to_string(site.path("t/services.log")).unwrap_or_default().contains("stop") {
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn waits(site: &Site) {
    site.edit(
        "bin/service",
        "case \"$1\" in\nstart)",
        "while [ \"$1\" = stop ] && [ ! -e go ]; do sleep 0.05; done\ncase \"$1\" in\nstart)",
    );
    site.edit("releases.toml", "seconds = 2", "seconds = 60");
    site.package(&[]);
}

#[test]
fn of_twenty_at_once_one_proceeds_and_the_others_name_it() {
    let site = Site::new("staging", "");
    waits(&site);
    let all: Vec<Child> = (0..20).map(|_| begin(&site)).collect();
    at_the_stop(&site);
    let ids: Vec<u32> = all.iter().map(Child::id).collect();
    // All others end while the one waits.
    let mut running = all;
    while running.len() > 1 {
        for mut child in std::mem::take(&mut running) {
            if child.try_wait().unwrap().is_none() {
                running.push(child);
                continue;
            }
            let output = end(child);
            assert_eq!((output.code, output.out.as_str()), (3, ""), "{}", output.picture());
            assert!(
                output.err.contains("张工 @") && ids.iter().any(|id| output.err.contains(&format!("pid {id}"))),
                "{}",
                output.picture()
            );
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    site.world.write("t/go", "");
    let winner = end(running.pop().unwrap());
    assert_eq!(winner.code, 0, "{}", winner.picture());
    assert_eq!((site.history(), site.seen().services.as_str()), (vec!["taken-back".to_owned(), "committed".into()], "2\n2\n"));
}

/// Who is dead holds nothing; what its program still did is ended.
#[test]
fn a_holder_that_was_killed_blocks_nobody() {
    let site = Site::new("staging", "");
    waits(&site);
    let before = site.seen();
    let mut first = begin(&site);
    at_the_stop(&site);
    first.kill().unwrap();
    first.wait().unwrap();
    let second = site.apply();
    assert_eq!(second.code, 3, "{}", second.picture());
    assert!(second.err.contains("没有结束的执行（000001）"), "{}", second.picture());
    site.world.write("t/go", "");
    let done = site.recover();
    assert_eq!((done.code, site.seen()), (0, before), "{}", done.picture());
    assert_eq!(site.apply().code, 0);
}

/// The stop program that outlives opsctl would stop, later, what was started again.
#[test]
fn a_program_that_outlives_opsctl_is_ended_before_anything_else() {
    let site = Site::new("staging", "");
    site.edit(
        "bin/service",
        "case \"$1\" in\nstart)",
        "if [ \"$1\" = stop ] && [ ! -e go ]; then touch go; sleep 3; echo late >> services.log; fi\ncase \"$1\" in\nstart)",
    );
    site.edit("releases.toml", "seconds = 2", "seconds = 60");
    site.package(&[]);
    let before = site.seen();
    let mut run = begin(&site);
    while !site.path("t/go").exists() {
        std::thread::sleep(Duration::from_millis(10));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let done = site.recover();
    assert_eq!((done.code, site.seen()), (0, before.clone()), "{}", done.picture());
    std::thread::sleep(Duration::from_secs(3));
    assert!(!site.asked().contains("late"), "it went on");
    assert_eq!(site.seen(), before);
}

/// A thread makes a folder on the way to a link to outside, and back, all the time.
#[test]
fn nothing_is_ever_written_outside() {
    let site = Site::new("staging", "");
    for n in 0..40 {
        site.put(&format!("src/files/app/lib/swap/{n}.jar"), format!("new {n}"), "2026-11-20T01:02:03Z");
        site.put(&format!("t/app/lib/swap/{n}.jar"), format!("old {n}"), "2026-11-19T01:02:03Z");
        site.put(&format!("outside/{n}.jar"), format!("outside {n}"), "2026-11-18T01:02:03Z");
    }
    site.package(&[]);
    let outside = || -> Vec<(String, String)> {
        let all = std::fs::read_dir(site.path("outside")).unwrap().map(|entry| entry.unwrap().path());
        let mut all: Vec<_> = all.map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect();
        all.sort();
        all
    };
    let before = outside();
    let (stop, swap) = (AtomicBool::new(false), site.path("t/app/lib/swap"));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let aside = site.path("t/app/lib/swap-aside");
            while !stop.load(Ordering::Relaxed) {
                std::fs::rename(&swap, &aside).unwrap();
                symlink(site.path("outside"), &swap).unwrap();
                std::thread::sleep(Duration::from_micros(300));
                std::fs::remove_file(&swap).unwrap();
                std::fs::rename(&aside, &swap).unwrap();
                std::thread::sleep(Duration::from_micros(700));
            }
        });
        for _ in 0..6 {
            let output = site.apply();
            assert!(matches!(output.code, 0..=3), "{}", output.picture());
            assert_eq!(outside(), before, "{}", output.picture());
            let recovered = site.recover();
            assert!(matches!(recovered.code, 0..=3), "{}", recovered.picture());
            assert_eq!(outside(), before, "{}", recovered.picture());
        }
        stop.store(true, Ordering::Relaxed);
    });
    // Nobody is in the way any more: it comes to its end, or a person is told why not.
    let last = site.recover();
    assert!(matches!(last.code, 0 | 2), "{}", last.picture());
    assert_eq!(outside(), before);
}
