//! `opsctl backup restore-test` with real tar archives and fake tools: what is made is taken away, whatever happens.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::env::{Output, World};

const DAY: &str = "20261121";

/// A world with a tar of the night, a marked folder to restore into, and a set.
fn world(more: &str) -> World {
    let world = World::new();
    world.write("src/etc/a.conf", "one\n");
    world.write("src/etc/b.conf", "two two\n");
    world.write("src/var/log/x.log", vec![b'x'; 100_000]);
    world.write("src/空 格/名.txt", "汉字");
    std::fs::hard_link(world.path("src/etc/a.conf"), world.path("src/var/a.link")).unwrap();
    std::os::unix::fs::symlink("a.conf", world.path("src/etc/l")).unwrap();
    std::fs::create_dir_all(world.path("bk")).unwrap();
    tar(&world, "src", &format!("bk/os_{DAY}.tar.gz"));
    world.write("rt/.opsctl-restore", "");
    set(&world, "tar", "{ dir = \"$RT\" }", more);
    world
}

fn tar(world: &World, from: &str, to: &str) {
    let done = Command::new("tar").arg("-czf").arg(world.path(to)).arg("-C").arg(world.path(from)).arg(".").status().unwrap();
    assert!(done.success());
}

fn set(world: &World, runner: &str, with: &str, more: &str) {
    let rt = world.path("rt").display().to_string();
    let allow = if more.contains("allow") { String::new() } else { format!("allow = [\"{rt}\"],") };
    let text = format!(
        "runners-dir = \"runners\"\n[set.os]\nproducer = \"tar\"\nplace = \"bk\"\nfiles = [\"os_{{date}}.tar.gz\"]\nschedule = \"daily 22:00\"\n\
         restore = {{ runner = \"{runner}\", {allow} with = {with}{more} }}\n"
    );
    world.write("backups.toml", text.replace("$RT", &rt));
}

fn test(world: &World, args: &[&str]) -> Output {
    world.run(&[&["backup", "restore-test", "os"], args].concat())
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {}\n{}", output.out, output.err))
}

/// Nothing but the marker is in the folder, and no journal is left.
fn is_clean(world: &World) {
    let left: Vec<_> = std::fs::read_dir(world.path("rt")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [".opsctl-restore"]);
    assert_eq!(journals(world), Vec::<PathBuf>::new());
}

fn journals(world: &World) -> Vec<PathBuf> {
    let Ok(dir) = std::fs::read_dir(world.path("data/restore-test")) else { return Vec::new() };
    dir.map(|e| e.unwrap().path()).filter(|path| path.extension().is_some_and(|x| x == "json")).collect()
}

fn untouched(world: &World, output: &Output, words: &str) {
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.err.contains(words), "{words}: {}", output.err);
    assert_eq!(std::fs::read_dir(world.path("rt")).unwrap().count(), 1);
}

#[test]
fn a_real_archive_comes_back_whole_and_is_taken_away() {
    let world = world("");
    let dry = test(&world, &["--dry-run", "--lang", "en"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(dry.out.contains("mkdir $WORLD/rt/opsctl_rt_os_") && dry.out.contains("tar -x -f $WORLD/bk/os_20261121.tar.gz"), "{}", dry.out);
    assert!(!world.path("data").exists(), "a dry run makes nothing");

    let done = test(&world, &["--yes", "--format", "json", "-o", "rt.json"]);
    let record = json(&done);
    assert_eq!((done.code, record["verdict"].as_str()), (0, Some("ok")), "{}", done.out);
    assert_eq!(
        (record["rows"]["differing"].as_u64(), record["rows"]["missing"].as_u64(), record["rows"]["extra"].as_u64()),
        (Some(0), Some(0), Some(0))
    );
    assert!(record["rows"]["same"].as_u64().unwrap() >= 6, "{record}");
    let steps: Vec<&str> = record["steps"].as_array().unwrap().iter().map(|s| s["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["marker", "exists", "prepare", "restore", "clean"]);
    assert!(world.path("rt.json").exists());
    is_clean(&world);
    // The check that asks for restore tests reads what was stored.
    let verify = world.run(&["backup", "verify", "os", "--check", "backup.restore-test", "--format", "json"]);
    assert_eq!(verify.code, 0, "{verify:?}");
    let table = test(&world, &["--yes", "--lang", "en"]);
    assert!(table.out.contains("verdict") && table.out.contains("cleaned up"), "{}", table.out);
}

#[test]
fn nothing_is_touched_without_leave() {
    let w = world("");
    untouched(&w, &test(&w, &["--lang", "en"]), "needs consent");
    std::fs::remove_file(w.path("rt/.opsctl-restore")).unwrap();
    let no_marker = test(&w, &["--yes", "--lang", "en"]);
    assert!(no_marker.code == 3 && no_marker.err.contains("is not marked"), "{no_marker:?}");
    assert_eq!(std::fs::read_dir(w.path("rt")).unwrap().count(), 0);

    let other = world(", allow = [\"/elsewhere\"]");
    untouched(&other, &test(&other, &["--yes", "--lang", "en"]), "is not in restore.allow");
    // A name of a configured database, unless it is tagged as one for tests.
    let production = world(", allow = [\"hx\"]");
    production.write(
        "targets.toml",
        "[target.core]\nkind = \"oracle\"\naddress = \"db1:1521/HX.tax.cn\"\nuser = \"u\"\npassword = { env = \"X\" }\n",
    );
    // A runner that only reads may be pointed at it; nothing is cleaned, and nothing is proved by it.
    let read = "title = { zh-CN = \"读\" }\ntarget = \"{with.dir}\"\nwrites = false\nrestore = [\"cat\", \"{file}\"]\n[with]\ndir = { says = { zh-CN = \"库\" } }\n";
    production.write("runners/read.toml", read);
    set(&production, "read", "{ dir = \"hx\" }", ", allow = [\"hx\"]");
    let done = test(&production, &["--yes", "--lang", "en"]);
    assert!(done.code == 3 && done.out.contains("nothing proves"), "{done:?}");
    production.write("runners/read.toml", read.replace("writes = false", "marker = [\"echo\", \"yes\"]"));
    untouched(&production, &test(&production, &["--yes", "--lang", "en"]), "production target core");
    let inside = world("");
    let bk = inside.path("bk/rt").display().to_string();
    set(&inside, "tar", &format!("{{ dir = \"{bk}\" }}"), &format!(", allow = [\"{bk}\"]"));
    untouched(&inside, &test(&inside, &["--yes", "--lang", "en"]), "lies with the backups");
    set(&inside, "tar", "{ dir = \"rt\" }", ", allow = [\"rt\"]");
    untouched(&inside, &test(&inside, &["--yes", "--lang", "en"]), "an absolute path is needed");
}

#[test]
fn mistakes_in_a_runner_are_told_before_anything_runs() {
    let world = world("");
    let shipped = include_str!("../../scripts/runners/tar.toml");
    world.write("runners/mine.toml", shipped.replace("\"mkdir\", \"{with.dir}/{scratch}\"", "\"mkdir\", \"{with.dir}/{scrach}\""));
    set(&world, "mine", "{ dir = \"$RT\" }", "");
    let wrong = test(&world, &["--yes", "--lang", "en"]);
    untouched(&world, &wrong, "{scrach}");
    assert!(wrong.err.contains("{scratch}"), "{}", wrong.err);
    set(&world, "taar", "{ dir = \"$RT\" }", "");
    assert!(test(&world, &["--yes", "--lang", "en"]).err.contains("tar"));
    set(&world, "tar", "{ dri = \"$RT\" }", "");
    untouched(&world, &test(&world, &["--yes", "--lang", "en"]), "dri");
    // A backup of two files, and a step that would take the first.
    let policy = "runners-dir = \"runners\"\n[set.os]\nproducer = \"tar\"\nplace = \"bk\"\nfiles = [\"os_{date}.tar.gz\", \"os_{date}_b.tar.gz\"]\n\
                  schedule = \"daily 22:00\"\nrestore = { runner = \"RUNNER\", allow = [\"$RT\"], with = { dir = \"$RT\" } }\n";
    let policy = policy.replace("$RT", &world.path("rt").display().to_string());
    tar(&world, "src/空 格", &format!("bk/os_{DAY}_b.tar.gz"));
    world.write("runners/first.toml", shipped.replace(", each = true", ""));
    world.write("backups.toml", policy.replace("RUNNER", "first"));
    untouched(&world, &test(&world, &["--yes", "--lang", "en"]), "{file} is but the first of 2 files");
    world.write("backups.toml", policy.replace("RUNNER", "tar"));
    let both = test(&world, &["--yes", "--lang", "en"]);
    assert!(both.code == 0 && both.out.contains(" items; same ") && !both.out.contains("table"), "{both:?}");
}

#[test]
fn a_truncated_archive_is_not_restored_unless_it_is_named() {
    let world = world("");
    let path = world.path(&format!("bk/os_{DAY}.tar.gz"));
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    untouched(&world, &test(&world, &["--yes", "--lang", "en"]), "nothing to restore from");
    let named = test(&world, &["--yes", "--day", "2026-11-21", "--format", "json"]);
    assert_eq!((named.code, json(&named)["verdict"].as_str()), (2, Some("critical")), "{named:?}");
    is_clean(&world);
    // The one before it is whole, and is taken.
    std::fs::write(world.path("bk/os_20261120.tar.gz"), &whole).unwrap();
    let before = test(&world, &["--yes", "--format", "json"]);
    assert_eq!((before.code, json(&before)["backup"].as_str()), (0, Some("2026-11-20 22:00")), "{before:?}");
}

/// A runner with another step `clean`.
fn clean(text: &str, argv: &str) -> String {
    let old = text.lines().find(|line| line.starts_with("clean ")).unwrap();
    text.replace(old, &format!("clean = {argv}"))
}

/// The shipped runner with a step that stands still once its work is half done.
fn slow(world: &World, step: &str) {
    let text = include_str!("../../scripts/runners/tar.toml");
    let hang = |work: &str| {
        format!("[\"sh\", \"-c\", \"{work}; touch '$W/at'; sleep 300; :\", \"sh\"]").replace("$W", &world.root().display().to_string())
    };
    let text = match step {
        "prepare" => text.replace("[\"mkdir\", \"{with.dir}/{scratch}\"]", &hang("mkdir '{with.dir}/{scratch}'")),
        "restore" => text.replace(
            "restore = { run = [\"{with.tar}\", \"-x\", \"-f\", \"{file}\", \"-C\", \"{with.dir}/{scratch}\"], each = true }",
            &format!("restore = {}", hang("tar -x -f '{file}' -C '{with.dir}/{scratch}' ./etc")),
        ),
        "count" => text.replace("{ walk = \"{with.dir}/{scratch}\" }", &hang("true")),
        _ => clean(text, &hang("rm -rf '{with.dir}/{scratch}/etc'; test -e '$W/again' && rm -rf '{with.dir}/{scratch}' && exit 0")),
    };
    assert_ne!(text, include_str!("../../scripts/runners/tar.toml"), "{step}");
    world.write("runners/slow.toml", text);
    set(world, "slow", "{ dir = \"$RT\" }", "");
}

fn until(what: &str, is: impl Fn() -> bool) {
    let began = Instant::now();
    while !is() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn start(world: &World) -> Child {
    let mut command = world.command(&["backup", "restore-test", "os", "--yes", "--lang", "en"]);
    let child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let at = world.path("at");
    until("the step begins", || at.exists());
    child
}

/// Whether a shell of the test still sleeps.
fn sleeps(world: &World) -> bool {
    let root = world.root().display().to_string();
    std::fs::read_dir("/proc").unwrap().flatten().any(|entry| {
        std::fs::read(entry.path().join("cmdline")).is_ok_and(|line| {
            let line = String::from_utf8_lossy(&line).into_owned();
            line.contains("sleep 300") && line.contains(&root)
        })
    })
}

#[test]
fn after_kill_9_in_any_step_the_next_run_cleans_up() {
    for step in ["prepare", "restore", "count", "clean"] {
        let world = world("");
        slow(&world, step);
        let mut child = start(&world);
        // While it runs nobody else may.
        let second = test(&world, &["--yes", "--lang", "en"]);
        assert!(second.code == 3 && second.err.contains("another restore test"), "{step}: {second:?}");
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(sleeps(&world), "{step}: what it started outlives it");
        assert_eq!(journals(&world).len(), 1, "{step}");
        world.write("again", "");
        // Nothing is taken away without leave, neither by a new test nor alone.
        let asked = ["--clean-up", "os"].map(|what| world.run(&["backup", "restore-test", what, "--lang", "en"]));
        for asked in asked {
            assert!(asked.code == 3 && asked.err.contains("needs consent") && asked.err.contains("is still at"), "{step}: {asked:?}");
        }
        assert!(sleeps(&world) && journals(&world).len() == 1, "{step}");
        // From wherever it is called.
        let mut command = world.command(&["backup", "restore-test", "--clean-up", "--yes", "--lang", "en"]);
        command.current_dir("/");
        let cleaned = world.finish(command);
        assert!(cleaned.code == 0 && cleaned.err.contains(&format!("interrupted in step {step}")), "{step}: {cleaned:?}");
        assert!(!sleeps(&world), "{step}");
        is_clean(&world);
        let again = world.run(&["backup", "restore-test", "--clean-up", "--lang", "en"]);
        assert!(again.err.contains("nothing to clean up"), "{again:?}");
    }
}

#[test]
fn a_new_test_first_cleans_up_after_a_dead_one() {
    let world = world("");
    slow(&world, "restore");
    let mut child = start(&world);
    child.kill().unwrap();
    child.wait().unwrap();
    set(&world, "tar", "{ dir = \"$RT\" }", "");
    let next = test(&world, &["--yes", "--lang", "en"]);
    assert!(next.code == 0 && next.err.contains("interrupted in step restore"), "{next:?}");
    is_clean(&world);
}

#[test]
fn ctrl_c_cleans_up_at_once() {
    let world = world("");
    slow(&world, "restore");
    let mut child = start(&world);
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "stopped, and nothing is left of it");
    assert!(!sleeps(&world));
    is_clean(&world);
}

#[test]
fn a_step_that_takes_too_long_is_ended_and_the_rest_cleaned_up() {
    let world = world("");
    slow(&world, "restore");
    set(&world, "slow", "{ dir = \"$RT\" }", ", limit = \"2s\"");
    let late = test(&world, &["--yes", "--lang", "en"]);
    assert!(late.code == 2 && late.out.contains("the limit of 2 s has passed"), "{late:?}");
    assert!(!sleeps(&world));
    is_clean(&world);
}

#[test]
fn a_clean_up_that_fails_is_told_and_can_be_done_again() {
    let world = world("");
    let text = include_str!("../../scripts/runners/tar.toml");
    let again = world.path("again").display().to_string();
    let argv = format!("[\"sh\", \"-c\", \"echo busy >&2; test -e '{again}' && rm -rf \\\"$1\\\"\", \"sh\", \"{{with.dir}}/{{scratch}}\"]");
    world.write("runners/bad.toml", clean(text, &argv));
    set(&world, "bad", "{ dir = \"$RT\" }", "");
    let left = test(&world, &["--yes", "--lang", "en"]);
    assert!(left.code == 2 && left.out.contains("cleaning up failed") && left.out.contains("busy"), "{left:?}");
    assert_eq!(journals(&world).len(), 1);
    let refused = test(&world, &["--yes", "--lang", "en"]);
    assert!(refused.code == 3 && refused.err.contains("cleaning up failed"), "{refused:?}");
    // One that fails keeps no other from being cleaned up.
    let first = journals(&world).remove(0);
    let mut other: Value = serde_json::from_slice(&std::fs::read(&first).unwrap()).unwrap();
    let made = world.path("rt/zz_other").display().to_string();
    std::fs::create_dir(&made).unwrap();
    other["scratch"] = "zz_other".into();
    other["clean"][0]["argv"] = serde_json::json!(["rm", "-r", made]);
    std::fs::write(first.with_file_name("zz_other.json"), other.to_string()).unwrap();
    std::fs::write(first.with_file_name("a.json"), "{").unwrap();
    let some = world.run(&["backup", "restore-test", "--clean-up", "--yes", "--lang", "en"]);
    assert_eq!((some.code, some.err.matches("cleaning up failed").count()), (2, 2), "{some:?}");
    assert!(!Path::new(&made).exists() && some.err.contains("a.json"), "{some:?}");
    std::fs::remove_file(first.with_file_name("a.json")).unwrap();
    world.write("again", "");
    assert_eq!(world.run(&["backup", "restore-test", "--clean-up", "--yes"]).code, 0);
    is_clean(&world);
}

#[test]
fn what_was_found_is_told_though_it_cannot_be_kept() {
    let world = world("");
    assert_eq!(test(&world, &["--yes", "-o", "none/rt.json"]).code, 3, "a good one that was not saved");
    let smoke = ", smoke = [{ title = \"much\", sql = \"echo 1\", min = 5 }]";
    set(&world, "tar", "{ dir = \"$RT\" }", smoke);
    let bad = test(&world, &["--yes", "--lang", "en", "-o", "none/rt.json"]);
    assert!(bad.code == 2 && bad.out.contains("is not within") && bad.err.contains("rt.json"), "{bad:?}");
    is_clean(&world);
    // The history cannot be written to: the journal stays until the record is stored.
    let root = world.root().display().to_string();
    let wait = format!("touch '{root}/at'; until test -e '{root}/go'; do sleep 0.02; done; echo 1");
    set(&world, "tar", "{ dir = \"$RT\" }", &format!(", smoke = [{{ title = \"much\", sql = \"{wait}\", min = 5 }}]"));
    let mut child = start(&world);
    let other = rusqlite::Connection::open(world.path("data/history.db")).unwrap();
    other.execute_batch("begin immediate").unwrap();
    world.write("go", "");
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert_eq!(journals(&world).len(), 1);
    other.execute_batch("rollback").unwrap();
    assert_eq!(world.run(&["backup", "restore-test", "--clean-up", "--yes"]).code, 0);
    is_clean(&world);
}

/// What an archive made read-only is taken away by anybody, not by root alone.
#[test]
fn folders_that_nobody_may_write_to_are_cleaned_up() {
    use std::collections::BTreeMap;
    use std::os::unix::fs::PermissionsExt;

    use opsctl::backup::restore::{Name, Runner, Values};
    let world = world("");
    let rt = world.path("rt");
    world.write("rt/s1/a/b/f", "x");
    let clean = || {
        let runner = Runner::load("tar", None).unwrap();
        let with = BTreeMap::from([("dir".to_owned(), rt.display().to_string()), ("tar".to_owned(), "tar".to_owned())]);
        let filled = runner.filled(Name::Clean, &Values { scratch: "s1".into(), with, ..Values::default() }, "").remove(0);
        let mut argv = filled.argv;
        if rustix::process::geteuid().is_root() {
            argv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(str::to_owned).into_iter().chain(argv).collect();
        }
        Command::new(&argv[0]).args(&argv[1..]).status().unwrap().success()
    };
    std::fs::set_permissions(world.root(), std::fs::Permissions::from_mode(0o755)).unwrap();
    if rustix::process::geteuid().is_root() {
        assert!(Command::new("chown").args(["-R", "65534"]).arg(&rt).status().unwrap().success());
    }
    for folder in ["rt/s1/a/b", "rt/s1/a"] {
        std::fs::set_permissions(world.path(folder), std::fs::Permissions::from_mode(0o500)).unwrap();
    }
    std::os::unix::fs::symlink(world.path("src"), rt.join("s1/link")).unwrap();
    assert!(clean() && !rt.join("s1").exists());
    assert!(world.path("src/etc/a.conf").exists(), "links are not followed");
    assert!(clean(), "nor does it mind when there is nothing");
}

#[test]
fn what_comes_back_short_is_critical_and_questions_are_asked() {
    let world = world("");
    let text = include_str!("../../scripts/runners/tar.toml");
    world.write(
        "runners/short.toml",
        text.replace("\"{with.dir}/{scratch}\"], each", "\"{with.dir}/{scratch}\", \"--exclude=b.conf\"], each"),
    );
    let smoke =
        ", smoke = [{ title = \"files\", sql = \"find . -type f | wc -l\", min = 4 }, { title = \"much\", sql = \"echo 1\", min = 5 }]";
    set(&world, "short", "{ dir = \"$RT\" }", smoke);
    let short = test(&world, &["--yes", "--format", "json"]);
    let record = json(&short);
    assert_eq!(short.code, 2, "{short:?}");
    assert_eq!(record["rows"]["differing"].as_u64(), Some(2), "files and bytes of one folder: {record}");
    assert_eq!((record["smoke"][0]["level"].as_str(), record["smoke"][1]["level"].as_str()), (Some("ok"), Some("critical")));
    is_clean(&world);
}

/// Takes a file system away again.
struct Unmount<'a>(&'a Path);
impl Drop for Unmount<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_is_a_failure_that_is_cleaned_up() {
    let world = world("");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(world.path("rt")).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a small tmpfs cannot be mounted here");
        return;
    }
    let rt = world.path("rt");
    let _unmount = Unmount(&rt);
    world.write("rt/.opsctl-restore", "");
    let full = test(&world, &["--yes", "--lang", "en"]);
    assert!(full.code == 2 && (full.out.contains("No space left") || full.out.contains("Wrote only")), "{full:?}");
    is_clean(&world);
}

const IMPORTED: &str = "
Import: Release 19.0.0.0.0 - Production on Sun Nov 22 06:00:00 2026
Version 19.3.0.0.0

Copyright (c) 1982, 2019, Oracle and/or its affiliates.  All rights reserved.

Connected to: Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production
Master table \"SYSTEM\".\"SYS_IMPORT_SCHEMA_01\" successfully loaded/unloaded
Starting \"SYSTEM\".\"SYS_IMPORT_SCHEMA_01\":  /********@TEST directory=D dumpfile=hx_20261121_01.dmp remap_schema=HX:RT
Processing object type SCHEMA_EXPORT/TABLE/TABLE
Processing object type SCHEMA_EXPORT/TABLE/TABLE_DATA
. . imported \"RT\".\"EMP\"                              8.781 KB      14 rows
. . imported \"RT\".\"DEPT\"                             6.023 KB       4 rows
Job \"SYSTEM\".\"SYS_IMPORT_SCHEMA_01\" successfully completed at Sun Nov 22 06:01:00 2026 elapsed 0 00:01:00
";
const EXPORTED: &str = "
Export: Release 19.0.0.0.0 - Production on Sat Nov 21 22:00:00 2026
Version 19.3.0.0.0

Copyright (c) 1982, 2019, Oracle and/or its affiliates.  All rights reserved.

Connected to: Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production
Starting \"SYSTEM\".\"SYS_EXPORT_SCHEMA_01\":  /********@HX directory=D dumpfile=hx_20261121_01.dmp logfile=hx_20261121.log schemas=HX
Processing object type SCHEMA_EXPORT/TABLE/TABLE_DATA
Processing object type SCHEMA_EXPORT/TABLE/TABLE
. . exported \"HX\".\"EMP\"                              8.781 KB      14 rows
. . exported \"HX\".\"DEPT\"                             6.023 KB       4 rows
Master table \"SYSTEM\".\"SYS_EXPORT_SCHEMA_01\" successfully loaded/unloaded
******************************************************************************
Dump file set for SYSTEM.SYS_EXPORT_SCHEMA_01 is:
  /backup/hx_20261121_01.dmp
Job \"SYSTEM\".\"SYS_EXPORT_SCHEMA_01\" successfully completed at Sat Nov 21 22:01:00 2026 elapsed 0 00:01:00
";

/// A set of an export: what is in its file is not looked at, its log tells the rows.
fn oracle() -> World {
    let world = World::new();
    world.write("bk/hx_20261121_01.dmp", "a dump");
    world.write("bk/hx_20261121.log", EXPORTED);
    world.write("rt/x", "");
    world.write(
        "backups.toml",
        "[set.os]\nproducer = \"custom\"\nplace = \"bk\"\nfiles = [\"hx_{date}_{n}.dmp\"]\nlogs = [\"hx_{date}.log\"]\nschedule = \"daily 22:00\"\n\
         restore = { runner = \"impdp\", allow = [\"TEST\"], with = { database = \"TEST\", schema = \"HX\", tablespace = \"TS\", directory = \"D\" } }\n",
    );
    world
}

#[test]
fn a_restore_by_hand_is_judged_from_its_logs_and_counts() {
    let world = oracle();
    world.write("imp.log", IMPORTED);
    let good = test(&world, &["--from-logs", "imp.log", "--took", "42m", "--format", "json"]);
    let record = json(&good);
    assert_eq!((good.code, record["rows"]["same"].as_u64(), record["restore_seconds"].as_f64()), (0, Some(2), Some(2520.0)), "{good:?}");
    world.write("counts.tsv", "RT.EMP\t13\nRT.DEPT\t4\n");
    let short = test(&world, &["--from-logs", "imp.log", "--counts", "counts.tsv", "--lang", "en"]);
    assert!(short.code == 2 && short.out.contains("HX.EMP (log 14, imported 14, counted 13)"), "{short:?}");
    world.write("imp.log", IMPORTED.replace(". . imported \"RT\".\"DEPT\"                             6.023 KB       4 rows\n", "ORA-31693: Table data object \"RT\".\"DEPT\" failed to load/unload and is being skipped due to error:\nORA-99999: what nobody knows\n"));
    let failed = test(&world, &["--from-logs", "imp.log", "--format", "json"]);
    let record = json(&failed);
    let codes: Vec<&str> = record["log"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap()).collect();
    assert_eq!((failed.code, codes), (2, vec!["ORA-31693", "ORA-99999"]), "{failed:?}");
    world.write("imp.log", IMPORTED.replace("hx_20261121_01", "other"));
    assert_eq!(test(&world, &["--from-logs", "imp.log"]).code, 3, "a log of another dump proves nothing");
    world.write("imp.log", EXPORTED);
    assert_eq!(test(&world, &["--from-logs", "imp.log"]).code, 3, "nor does the log of the export");
    world.write("bad.tsv", "EMP 14\n");
    world.write("imp.log", IMPORTED);
    assert_eq!(test(&world, &["--from-logs", "imp.log", "--counts", "bad.tsv"]).code, 3);
}

/// Fakes of `impdp` and `sqlplus`: the first prints a recorded log, the second answers by what it is asked.
#[test]
fn the_runner_impdp_with_fakes_of_impdp_and_sqlplus() {
    use std::os::unix::fs::PermissionsExt;
    let world = oracle();
    world.write("imported.log", IMPORTED);
    world.write("bin/impdp", format!("#!/bin/sh\necho \"$@\" > '{0}/asked'\ncat '{0}/imported.log' >&2\nexit 0\n", world.root().display()));
    world.write(
        "bin/sqlplus",
        "#!/bin/sh\nsql=$(cat)\ncase $sql in\n*opsctl_restore_ok*) echo 'OPSCTL_RESTORE_OK 0';;\n*'count(*) c from'*) printf 'HX.EMP\\t14\\nHX.DEPT\\t4\\n';;\n\
         *stop_job*) echo gone;;\n*object_type*) printf 'TABLE\\t2\\nINVALID\\t1\\n';;\nesac\nexit 0\n",
    );
    for name in ["impdp", "sqlplus"] {
        std::fs::set_permissions(world.path(&format!("bin/{name}")), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = world.command(&["backup", "restore-test", "os", "--yes", "--format", "json"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", world.path("bin").display()));
    let done = world.finish(command);
    let record = json(&done);
    assert_eq!((done.code, record["rows"]["same"].as_u64()), (1, Some(2)), "one object is invalid: {done:?}");
    let asked = std::fs::read_to_string(world.path("asked")).unwrap();
    let words: Vec<&str> = asked.split_whitespace().collect();
    let scratch = words[3].strip_prefix("job_name=").unwrap();
    assert!(scratch.starts_with("opsctl_rt_os_") && scratch.len() <= 30, "{asked}");
    assert_eq!(words[..3], ["/@TEST", "directory=D", "dumpfile=hx_20261121_01.dmp"]);
    assert_eq!(words[4..6], ["nologfile=y".to_owned(), format!("remap_schema=HX:{scratch}")]);
    let steps = record["steps"].as_array().unwrap();
    assert_eq!(steps.last().map(|s| (s["step"].as_str(), s["output"].as_str())), Some((Some("clean"), Some("gone"))));
    assert_eq!(journals(&world), Vec::<PathBuf>::new());
}
