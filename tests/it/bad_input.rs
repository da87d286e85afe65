//! What comes from outside may be missing, cut, newer, hostile. The outcome is a clear sentence, the right exit code, nothing half-written.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::env::World;

fn story(name: &str) -> String {
    format!("{}/tests/replay/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A copy of a story that a test may damage.
fn copy_of(world: &World, name: &str) -> PathBuf {
    let (from, to) = (PathBuf::from(story(name)), world.path("capture"));
    for entry in walkdir::WalkDir::new(&from) {
        let path = entry.unwrap().into_path();
        let target = to.join(path.strip_prefix(&from).unwrap());
        if path.is_dir() { fs::create_dir_all(target).unwrap() } else { fs::copy(path, target).map(|_| ()).unwrap() }
    }
    to
}

fn judge(world: &World, extra: &[&str]) -> crate::env::Output {
    let mut args = vec!["inspect", "db", "--capture", "capture", "--check", "db.tablespace", "--check", "db.undo-space"];
    args.extend(extra);
    world.run(&args)
}

#[test]
fn an_unknown_target_names_the_nearest() {
    let world = World::new();
    world
        .write("targets.toml", "[target.prod-zs]\nkind = \"oracle\"\naddress = \"db:1521/X\"\nuser = \"u\"\npassword = { env = \"PW\" }\n");
    insta::assert_snapshot!(world.run(&["inspect", "db", "prod-sz", "--lang", "en"]).picture(), @r"
    --- stderr
    error: there is no target named prod-sz.
    hint: did you mean prod-zs ?
    --- exit 3
    ");
}

#[test]
fn no_target_and_no_check_are_never_a_success() {
    let world = World::new();
    assert_eq!(world.run(&["inspect", "db"]).code, 3, "no target is configured");
    assert_eq!(world.run(&["check", "list", "--req", "XX-99"]).code, 3);
    let unknown = world.run(&["inspect", "db", "--capture", &story("growth"), "--check", "db.tablespcae", "--lang", "en"]);
    assert_eq!(unknown.code, 3);
    assert!(unknown.err.contains("did you mean db.tablespace ?"), "{}", unknown.err);
}

#[test]
fn a_limit_with_a_typo_is_refused() {
    let world = World::new();
    world.write("opsctl.toml", "data-dir = \"data\"\n[limits.\"db.tablespace\"]\nwran = 80\n");
    let output = world.run(&["inspect", "db", "--capture", &story("growth"), "--lang", "en"]);
    assert_eq!(output.code, 3);
    assert!(output.err.contains("did you mean warn ?"), "{}", output.err);
}

#[test]
fn usage_errors_are_3_and_speak_the_language() {
    let world = World::new();
    insta::assert_snapshot!(world.run(&["inspect", "db", "--formt", "json"]).picture(), @r"
    --- stderr
    错误：不认识的参数 --formt
    提示：是否要写 --format ？
    提示：加 --help 查看用法。
    --- exit 3
    ");
    assert_eq!(world.run(&["inspekt"]).code, 3);
    assert_eq!(world.run(&["inspect", "db", "--fail-on", "bad"]).code, 3);
    assert_eq!(world.run(&["inspect", "db", "-o", "report.doc"]).code, 3);
    assert_eq!(world.run(&["--version"]).code, 0);
}

#[test]
fn a_capture_that_lacks_a_piece_says_which() {
    let world = World::new();
    let capture = copy_of(&world, "tablespace-full");
    fs::remove_file(capture.join("000/db.undo-space.json")).unwrap();
    let output = judge(&world, &["--lang", "en"]);
    assert_eq!(output.code, 2, "the full tablespace still counts");
    assert!(output.out.contains("not in the capture, or damaged: db.undo-space"), "{}", output.out);
}

#[test]
fn a_capture_cut_anywhere_is_damaged_and_never_fine() {
    let world = World::new();
    let piece = copy_of(&world, "tablespace-full").join("000/db.tablespace.json");
    let whole = fs::read(&piece).unwrap();
    for keep in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&piece, &whole[..keep]).unwrap();
        let output = judge(&world, &[]);
        assert_eq!(output.code, 3, "{keep} bytes: {}", output.out);
    }
}

#[test]
fn one_changed_byte_is_seen() {
    let world = World::new();
    let piece = copy_of(&world, "tablespace-full").join("000/db.tablespace.json");
    let text = fs::read_to_string(&piece).unwrap();
    fs::write(&piece, text.replacen("97.2", "17.2", 1)).unwrap();
    let output = judge(&world, &["--lang", "en"]);
    assert_eq!(output.code, 3);
    assert!(output.out.contains("its digest is not the one in the manifest"), "{}", output.out);
}

#[test]
fn a_capture_of_a_newer_opsctl_is_refused() {
    let world = World::new();
    let manifest = copy_of(&world, "tablespace-full").join("capture.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"format\": 1", "\"format\": 9", 1)).unwrap();
    insta::assert_snapshot!(judge(&world, &["--lang", "en"]).picture(), @r"
    --- stderr
    error: the capture capture was made by a newer opsctl (format 9, this one knows 1).
    hint: upgrade opsctl
    --- exit 3
    ");
}

#[test]
fn what_is_no_capture_is_told() {
    let world = World::new();
    for (name, bytes) in [("empty.txt", &b""[..]), ("text.txt", b"hello"), ("broken.zip", b"PK\x03\x04broken"), ("binary", b"\x00\xff\xfe")]
    {
        world.write(name, bytes);
        let output = world.run(&["inspect", "db", "--capture", name, "--lang", "en"]);
        assert_eq!(output.code, 3, "{name}");
        assert!(output.err.contains("cannot be used"), "{name}: {}", output.err);
    }
    assert_eq!(world.run(&["inspect", "db", "--capture", "nowhere"]).code, 3);
}

#[test]
fn a_full_disk_loses_neither_verdict_nor_the_old_report() {
    if !std::path::Path::new("/dev/full").exists() {
        eprintln!("SKIPPED: there is no /dev/full here");
        return;
    }
    let world = World::new();
    copy_of(&world, "tablespace-full");
    std::os::unix::fs::symlink("/dev/full", world.path("full.xlsx")).unwrap();
    let output = judge(&world, &["-o", "full.xlsx", "--lang", "en"]);
    assert_eq!(output.code, 2, "the finding is critical, saved or not");
    assert!(output.err.contains("cannot write full.xlsx"), "{}", output.err);
    assert!(output.out.contains("TS_SBF_ZS_IDX"), "the result is on the screen");
    let unwritable = judge(&world, &["-o", "no/such/folder/a.xlsx", "--check", "db.undo-space", "--fail-on", "never"]);
    assert_eq!(unwritable.code, 3, "what was asked for could not be kept");
}

/// A file system of 64 KiB, where this user may make one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(path: PathBuf) -> Option<Self> {
        fs::create_dir(&path).unwrap();
        let mount = std::process::Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&path).output();
        mount.is_ok_and(|m| m.status.success()).then_some(Self(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_fills_up_keeps_the_old_report_and_no_half_one() {
    let world = World::new();
    copy_of(&world, "tablespace-full");
    let Some(disk) = SmallDisk::at(world.path("disk")) else {
        eprintln!("SKIPPED: this user may not mount a small disk");
        return;
    };
    world.write("disk/report.xlsx", vec![b'x'; 60 * 1024]);
    let output =
        world.run(&["inspect", "db", "--capture", "capture", "--check", "db.undo-space", "-o", "disk/report.xlsx", "--lang", "en"]);
    assert_eq!(output.code, 3, "{output:?}");
    assert!(output.err.contains("cannot write disk/report.xlsx") && output.err.contains("No space left"), "{}", output.err);
    assert_eq!(fs::read(world.path("disk/report.xlsx")).unwrap(), vec![b'x'; 60 * 1024]);
    assert_eq!(fs::read_dir(&disk.0).unwrap().count(), 1, "nothing half-written lies beside");
}

#[test]
fn a_reader_that_leaves_does_not_change_the_verdict() {
    let world = World::new();
    copy_of(&world, "tablespace-full");
    let mut command = world.command(&["inspect", "db", "--capture", "capture", "--check", "db.tablespace", "--full"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn two_runs_at_once_are_both_kept() {
    let world = World::new();
    copy_of(&world, "tablespace-full");
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = world.command(&["inspect", "db", "--capture", "capture", "--check", "db.tablespace", "--quiet"]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let done = child.wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let list = world.run(&["history", "list", "--json"]);
    let runs: serde_json::Value = serde_json::from_str(&list.out).unwrap_or_else(|e| panic!("{e}: {list:?}"));
    assert_eq!(runs.as_array().map(Vec::len), Some(4), "{runs}");
}

#[test]
fn killed_at_any_time_the_history_is_whole() {
    let world = World::new();
    copy_of(&world, "tablespace-full");
    for pause_ms in [0, 5, 20, 40, 80, 120, 160, 200, 250, 300] {
        let mut command = world.command(&["inspect", "db", "--capture", "capture", "--check", "db.tablespace", "--quiet"]);
        let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause_ms));
        // SIGKILL; the process may already have ended, which is one of the instants.
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert_eq!(judge(&world, &[]).code, 2, "the store goes on");
    let list = world.run(&["history", "list", "--json"]);
    let runs: serde_json::Value = serde_json::from_str(&list.out).unwrap_or_else(|e| panic!("{e}: {list:?}"));
    for run in runs.as_array().unwrap() {
        let id = run["id"].as_str().unwrap();
        let shown = world.run(&["history", "show", id, "--format", "json"]);
        assert!(serde_json::from_str::<serde_json::Value>(&shown.out).is_ok(), "run {id} is there, so it is whole: {shown:?}");
    }
}

#[test]
fn a_sites_own_check_with_a_fault_is_refused_with_its_line() {
    let world = World::new();
    let update = "-- +++\n-- id = \"site.bad\"\n-- title = { zh-CN = \"x\" }\n-- why = { zh-CN = \"x\" }\n-- advice = { zh-CN = \"x\" }\n\
                  -- cadence = \"daily\"\n-- empty = \"ok\"\n-- column.a = { type = \"text\", title = { zh-CN = \"a\" } }\n-- +++\nupdate t set a = 1\n";
    world.write("checks/site.bad.sql", update);
    insta::assert_snapshot!(world.run(&["check", "test", "checks", "--lang", "en"]).picture(), @r"
    --- stderr
    error: a check file is wrong: checks/site.bad.sql:10: it begins with `update`: only `select` and `with` are taken
    --- exit 3
    ");
    world.write("checks/site.bad.sql", update.replace("cadence", "cadance"));
    assert!(world.run(&["check", "test", "checks", "--lang", "en"]).err.contains("did you mean `cadence`?"));
}

#[test]
fn a_new_check_passes_the_loader_and_its_own_examples() {
    let world = World::new();
    world.write("checks/keep", "");
    assert_eq!(world.run(&["check", "new", "site.backlog", "--dir", "checks"]).code, 0);
    let tested = world.run(&["check", "test", "checks", "--lang", "en"]);
    assert_eq!((tested.code, tested.out.as_str()), (0, "1 checks, 4 examples passed, 0 failed\n"), "{tested:?}");
    assert_eq!(world.run(&["check", "new", "site.backlog", "--dir", "checks"]).code, 3, "nothing is overwritten");
}

#[test]
fn a_planted_secret_shows_nowhere() {
    let world = World::new();
    // The address is wrong and the password is in it by mistake of nobody: drivers repeat connect strings in their errors.
    let secret = "Tr0ub4dor&3-planted";
    world.write("pw", format!("{secret}\n"));
    fs::set_permissions(world.path("pw"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    world.write(
        "targets.toml",
        "[target.t]\nkind = \"oracle\"\naddress = \"127.0.0.1:1/X\"\nuser = \"u\"\npassword = { file = \"pw\" }\nconnect-timeout = 1\n",
    );
    let output = world.run(&["inspect", "db", "t", "-o", "r.json", "-o", "r.csv", "--save-capture", "cap", "--format", "json"]);
    assert_eq!(output.code, 2, "down is critical: {}", output.err);
    for entry in walkdir::WalkDir::new(world.root()) {
        let path = entry.unwrap().into_path();
        if path.is_file() && path.file_name().unwrap() != "pw" {
            let bytes = fs::read(&path).unwrap();
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{}", path.display());
        }
    }
    assert!(!output.out.contains(secret) && !output.err.contains(secret));
    let mut open = fs::OpenOptions::new().append(true).open(world.path("pw")).unwrap();
    open.write_all(b"\n").unwrap();
    fs::set_permissions(world.path("pw"), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
    let refused = world.run(&["inspect", "db", "t"]);
    assert_eq!(refused.code, 3, "a password that others can read is not used");
}
