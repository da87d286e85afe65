//! Whole runs that are killed: `release apply`, `rollback` and `recover`, with all that they started, at calls of the kernel that change
//! or wait for something. After one `recover` files, database and services are those of the version that the history says.

use std::collections::BTreeMap;
use std::process::{Command, ExitStatus, Output};

use crate::release_site::{Seen, Site, TARGET, skipped};

/// Calls, and every how many-th of them is the one at which whoever makes it is killed. They are counted for each process by itself, so
/// that hooks and the client of the database are killed as well.
const CALLS: &[(&str, usize)] = &[
    ("renameat2", 7),
    ("fsync", 5),
    ("fdatasync", 9),
    ("syncfs", 7),
    ("unlink", 5),
    ("pwrite64", 29),
    ("execve", 1),
    ("waitid", 29),
    ("write", 31),
    ("openat2", 47),
    ("exit_group", 1),
];

/// These as well while a release is put in place.
const MORE: &[(&str, usize)] = &[
    ("mkdir", 9),
    ("mkdirat", 1),
    ("unlinkat", 7),
    ("fallocate", 5),
    ("ftruncate", 5),
    ("flock", 3),
    ("openat", 301),
    ("clone3", 5),
    ("poll", 9),
];

/// A site, and a copy of how it stands at the beginning.
struct Stage {
    site: Site,
    before: Seen,
    after: Seen,
    /// Lines of the history at the beginning.
    lines: usize,
}

/// How often it ended how.
#[derive(Debug, Default, Clone, Copy)]
struct Ends {
    old: usize,
    new: usize,
}

impl Stage {
    /// `prepare` brings the site to where it begins, `what` is what will be killed.
    fn new(prepare: &[&[&str]], what: &[&str]) -> Self {
        let site = Site::new("staging", "");
        site.package(&[]);
        for args in prepare {
            let done = site.release(args);
            assert_eq!(done.code, 0, "{}", done.picture());
        }
        let before = site.seen();
        let mut stage = Self { lines: site.history().len(), after: before.clone(), before, site };
        std::fs::create_dir_all(stage.site.path("data")).unwrap();
        stage.copy("data t", "copy");
        let done = stage.site.release(what);
        assert_eq!(done.code, 0, "{}", done.picture());
        stage.after = stage.site.seen();
        assert!(!stage.before.same(&stage.after), "it changes something");
        stage
    }

    fn copy(&self, from: &str, to: &str) {
        let script = format!("mkdir -p {to} && cp -a {from} {to}/");
        assert!(Command::new("sh").args(["-c", &script]).current_dir(self.site.world.root()).status().unwrap().success());
    }

    fn reset(&self) {
        for folder in ["data", "t"] {
            std::fs::remove_dir_all(self.site.path(folder)).unwrap();
        }
        self.copy("copy/data copy/t", ".");
    }

    /// Runs a command in which each process is killed at its `n`th such call.
    fn killed(&self, what: &[&str], call: &str, n: usize) -> ExitStatus {
        self.traced(what, &format!("inject={call}:signal=KILL:when={n}"), call).status
    }

    fn traced(&self, what: &[&str], inject: &str, call: &str) -> Output {
        let opsctl = self.site.world.command(&[&["release"], what].concat());
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
        command.args(["-e", inject]).arg(opsctl.get_program()).args(opsctl.get_args());
        command.current_dir(self.site.world.root()).env_clear();
        command.envs(opsctl.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("PATH", "/usr/bin:/bin");
        command.output().unwrap()
    }

    /// One recovery, and then it is old or new, as the history says; nothing is left that did not end.
    fn recovered(&self, story: &str) -> bool {
        let done = self.site.recover();
        assert_eq!(done.code, 0, "{story}: {}", done.picture());
        let status = self.site.release(&["status", "-t", TARGET]);
        assert_eq!(status.code, 0, "{story}: {}{}", done.picture(), status.picture());
        let history = self.site.history();
        let is_new = history[self.lines..].last().is_some_and(|done| done == "committed");
        let now = self.site.seen();
        if is_new {
            assert!(now.same(&self.after), "{story}: said to be new, and is not: {now:#?}\n{}", done.picture());
        } else {
            assert_eq!(now, self.before, "{story}: said to be old, and is not\n{}", done.picture());
        }
        is_new
    }

    /// Kills at the 1st, the 1 + step-th, … of each call until it ends well.
    fn matrix(&self, name: &str, what: &[&str], calls: &[&[(&str, usize)]], broken_before: Option<(&[&str], &str, usize)>) -> Ends {
        let mut matrix = BTreeMap::new();
        for (call, step) in calls.iter().copied().flatten() {
            let ends: &mut Ends = matrix.entry(*call).or_default();
            for n in (1..).step_by(*step) {
                assert!(n < 5000, "{call}: it never ends well");
                self.reset();
                if let Some((first, call, n)) = broken_before {
                    assert!(!self.killed(first, call, n).success());
                }
                let good = self.killed(what, call, n).success();
                let is_new = self.recovered(&format!("{name}, {call} {n}"));
                if good {
                    break;
                }
                if is_new { ends.new += 1 } else { ends.old += 1 }
            }
        }
        println!("{name}, killed at: old / new / neither");
        for (call, ends) in &matrix {
            println!("  {call:12} {:4} {:4}    0", ends.old, ends.new);
        }
        let all = matrix.values().fold(Ends::default(), |sum, one| Ends { old: sum.old + one.old, new: sum.new + one.new });
        println!("  {:12} {:4} {:4}    0", "all", all.old, all.new);
        all
    }
}

fn can_kill() -> bool {
    let can = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
    let can = can.is_ok_and(|done| done.status.success());
    if !can {
        skipped("runs that are killed at calls of the kernel", "strace is not here or may not trace");
    }
    can
}

const APPLY: &[&str] = &["apply", "pkg.zip", "-t", TARGET, "--yes"];
const ROLLBACK: &[&str] = &["rollback", "-t", TARGET, "--yes"];
const RECOVER: &[&str] = &["recover", "-t", TARGET];

#[test]
fn a_run_that_is_killed_ends_old_or_new() {
    if can_kill() {
        let all = Stage::new(&[], APPLY).matrix("apply", APPLY, &[CALLS, MORE], None);
        assert!(all.old > 20 && all.new > 3, "{all:?}");
    }
}

#[test]
fn taking_back_that_is_killed_ends_old_or_new() {
    if can_kill() {
        let all = Stage::new(&[APPLY], ROLLBACK).matrix("rollback", ROLLBACK, &[CALLS], None);
        assert!(all.old > 10 && all.new > 0, "{all:?}");
    }
}

#[test]
fn recovery_that_is_killed_is_gone_on_with() {
    if can_kill() {
        let all = Stage::new(&[], APPLY).matrix("recover", RECOVER, &[CALLS], Some((APPLY, "renameat2", 10)));
        assert!(all.old > 10 && all.new == 0, "{all:?}");
    }
}

/// A disk that fails once, or from some moment on: nobody is told that nothing was touched where something was.
#[test]
fn a_disk_that_fails_is_told_as_what_it_is() {
    if !can_kill() {
        return;
    }
    let stage = Stage::new(&[], APPLY);
    let (mut untouched, mut open) = (0, 0);
    for (call, n) in [("fdatasync", 2), ("fdatasync", 9), ("fdatasync", 14), ("fdatasync", 20), ("fsync", 1), ("syncfs", 1), ("syncfs", 6)]
    {
        for ever in ["", "+"] {
            stage.reset();
            let story = format!("EIO of {call} {n}{ever}");
            let done = stage.traced(APPLY, &format!("inject={call}:error=EIO:when={n}{ever}"), call);
            let told = String::from_utf8(done.stderr).unwrap();
            if told.contains("没有任何改动") {
                assert_eq!(stage.site.seen(), stage.before, "{story}: {told}");
                untouched += 1;
            }
            open += usize::from(told.contains("还没有执行完"));
            stage.recovered(&story);
        }
    }
    assert!(untouched > 0 && open > 0, "{untouched} {open}");
}
