//! What is kept of what was there: modes, owners, times, attributes, links, holes, names in any encoding; what a release needs for that,
//! and what shows when somebody changed its records.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;

use crate::env::World;
use crate::release_site::{Site, TARGET, plain, skipped};

fn sh(site: &Site, script: &str) -> bool {
    Command::new("sh").args(["-ec", script]).current_dir(site.world.root()).stderr(std::process::Stdio::null()).status().unwrap().success()
}

/// All that `stat` and the attributes say, of everything below the roots; which paths are one file as well.
fn all(site: &Site) -> String {
    let script = "cd t && find app conf -printf '%p %y %m %U %G %T@ %s %n %l\\n' | sort; \
                  find app conf -links +1 -type f -printf '%i %p\\n' | sort | awk '{ if ($1 == last) print \"same\", $2; last = $1 }'; \
                  for f in $(find app conf -type f | sort); do sha256sum $f; done";
    let done = Command::new("sh").args(["-ec", script]).current_dir(site.world.root()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap() + &attributes(&site.path("t"))
}

fn attributes(at: &Path) -> String {
    let mut told = String::new();
    let all = ["app", "conf"].into_iter().flat_map(|part| walkdir::WalkDir::new(at.join(part)).sort_by_file_name());
    for found in all.flatten().filter(|found| !found.path_is_symlink()) {
        let mut names = vec![0; 4096];
        let Ok(length) = rustix::fs::llistxattr(found.path(), &mut names) else { continue };
        for name in names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
            let mut value = vec![0; 4096];
            let length = rustix::fs::lgetxattr(found.path(), OsStr::from_bytes(name), &mut value).unwrap();
            told += &format!("{} {} {:?}\n", found.path().display(), String::from_utf8_lossy(name), &value[..length]);
        }
    }
    told
}

/// A POSIX ACL as the kernel has it: owner rwx, user 1 r-x, group r-x, mask rwx, others ---.
fn acl() -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, perm, id) in [(1_u16, 7_u16, u32::MAX), (2, 5, 1), (4, 5, u32::MAX), (16, 7, u32::MAX), (32, 0, u32::MAX)] {
        bytes.extend([tag.to_le_bytes(), perm.to_le_bytes()].concat());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

/// Everything that a file can have, on files that are replaced and one that is taken away.
fn adorn(site: &Site, root: bool) {
    let chown =
        if root { "chown 1:2 t/app/version; chown -h 1:2 t/app/current; chmod 6751 t/app/version;" } else { "chmod 4751 t/app/version;" };
    let more = format!(
        "mkdir t/app/empty; chmod 1777 t/app/lib; ln t/app/lib/gone.jar t/app/lib/other-name.jar; ln t/app/lib/a.jar t/app/lib/a-too.jar; {chown} \
         touch -d 2026-01-02T03:04:05.123456789Z t/app/lib t/app/empty t/app t/conf; touch -h -d 2026-01-02T03:04:05.5Z t/app/current"
    );
    assert!(sh(site, &more));
    for (path, name, value) in [
        ("t/app/version", "user.origin", b"here".to_vec()),
        ("t/app/lib/gone.jar", "user.note", "备注".as_bytes().to_vec()),
        ("t/app/lib/a.jar", "system.posix_acl_access", acl()),
    ] {
        if let Err(error) = rustix::fs::lsetxattr(site.path(path), name, &value, rustix::fs::XattrFlags::empty()) {
            skipped(name, &format!("the file system here does not take it ({error})"));
        }
    }
}

#[test]
fn everything_that_files_have_comes_back() {
    let site = Site::within(World::new(), "staging", "");
    let root = rustix::process::getuid().is_root();
    adorn(&site, root);
    site.package(&[]);
    let (before, mode) = (all(&site), || std::fs::metadata(site.path("t/app/lib/a.jar")).unwrap().mode() & 0o7777);
    let had = mode();
    site.trouble("start of new fails");
    let failed = site.apply();
    assert_eq!((failed.code, all(&site)), (1, before.clone()), "{}", failed.picture());
    std::fs::remove_file(site.path("t/trouble")).unwrap();
    let applied = site.apply();
    assert_eq!(applied.code, 0, "{}", applied.picture());
    let now = attributes(&site.path("t"));
    for (path, name) in [("app/version", "user.origin"), ("app/lib/a.jar", "system.posix_acl_access")] {
        assert_eq!(now.contains(&format!("{path} {name}")), before.contains(&format!("{path} {name}")), "labels and ACLs stay: {now}");
    }
    assert_eq!(mode(), had, "the package says nothing of modes, and an ACL does not widen them");
    let back = site.release(&["rollback", "-t", TARGET, "--yes"]);
    assert_eq!(back.code, 0, "{}", back.picture());
    // What a later run brings back are copies: all that they have is theirs, but they are files of their own.
    let alone = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with("same "));
        lines.map(|line| if line.contains(" f ") { line.rsplitn(3, ' ').last().unwrap().to_owned() } else { without_times(line) }).collect()
    };
    assert_eq!(alone(&all(&site)), alone(&before));
}

/// Of a folder: its time is that of when something was put into it.
fn without_times(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    if words.get(1) == Some(&"d") { words[..5].join(" ") } else { line.to_owned() }
}

/// An ordinary user releases to what is his; root's own, which he cannot give back, is told before anything is touched.
#[test]
fn as_an_ordinary_user() {
    if !rustix::process::getuid().is_root() || Command::new("setpriv").arg("--version").output().is_err() {
        return skipped("releases as another user", "only root can become one, with setpriv");
    }
    let site = Site::within(World::new(), "staging", "");
    adorn(&site, false);
    site.package(&[]);
    assert!(sh(&site, "chown -Rh 65534:65534 . && chmod 4751 t/app/version && chmod -R go+rX ."));
    let before = all(&site);
    let run = |args: &[&str]| {
        let opsctl = site.world.command(&[&["release"], args].concat());
        // The program lies where another user need not get to.
        std::fs::copy(opsctl.get_program(), site.path("bin/opsctl")).unwrap();
        std::fs::set_permissions(site.path("bin/opsctl"), std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(site.path("bin/opsctl")).args(opsctl.get_args());
        command.envs(opsctl.get_envs().filter_map(|(name, value)| Some((name, value?)))).current_dir(site.world.root());
        site.world.finish(command)
    };
    site.trouble("start of new fails");
    assert!(sh(&site, "chown 65534:65534 t/trouble"));
    let failed = run(&["apply", "pkg.zip", "-t", TARGET, "--yes"]);
    assert_eq!((failed.code, all(&site)), (1, before), "{}", failed.picture());
    std::fs::remove_file(site.path("t/trouble")).unwrap();
    let applied = run(&["apply", "pkg.zip", "-t", TARGET, "--yes"]);
    assert_eq!((applied.code, site.seen().services.as_str()), (0, "2\n2\n"), "{}", applied.picture());
}

#[test]
fn a_sparse_file_stays_sparse_and_a_large_one_needs_no_memory() {
    let site = Site::new("staging", "");
    let big = std::fs::File::create(site.path("src/files/app/big.img")).unwrap();
    big.set_len(300 << 20).unwrap();
    std::os::unix::fs::FileExt::write_all_at(&big, b"end", (300 << 20) - 3).unwrap();
    site.package(&[]);
    let mut child = site.world.command(&["release", "apply", "pkg.zip", "-t", TARGET, "--yes"]);
    let mut child = child.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        // Its own memory: how much of the program itself is mapped, a debug build above all, says nothing of the file.
        let own = status.lines().find_map(|line| line.strip_prefix("RssAnon:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        most = most.max(own.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    assert!(most > 0 && most < 32 << 10, "{most} KiB");
    let meta = std::fs::metadata(site.path("t/app/big.img")).unwrap();
    assert_eq!(meta.len(), 300 << 20);
    assert!(meta.blocks() * 512 < 1 << 20, "{} blocks", meta.blocks());
}

/// Names of the target are bytes: Chinese, GBK and worse; they are kept, and shown without harm.
#[test]
fn names_in_any_encoding() {
    let site = Site::new("staging", "");
    let gbk = Path::new(OsStr::from_bytes(b"t/conf/\xc5\xe4\xd6\xc3.properties"));
    let odd = Path::new(OsStr::from_bytes(b"t/app/lib/\xff\x1b[2J.jar"));
    site.put("src/files/app/帮助/说明.html", "new", "2026-11-20T01:02:03Z");
    site.put("t/app/帮助/说明.html", "old", "2026-11-19T01:02:03Z");
    for path in [gbk, odd] {
        std::fs::write(site.world.root().join(path), "as it was").unwrap();
    }
    site.package(&[]);
    assert_eq!(site.apply().code, 0);
    assert_eq!(std::fs::read_to_string(site.path("t/app/帮助/说明.html")).unwrap(), "new");
    assert_eq!(site.release(&["rollback", "-t", TARGET, "--yes"]).code, 0);
    assert_eq!(std::fs::read_to_string(site.path("t/app/帮助/说明.html")).unwrap(), "old");
    for path in [gbk, odd] {
        assert_eq!(std::fs::read(site.world.root().join(path)).unwrap(), b"as it was");
    }
    // One of them stands where the package puts something.
    site.spec("").put("src/files/conf/placeholder", "", "2026-11-20T01:02:03Z");
    let bad = site.path("src/files/conf").join(OsStr::from_bytes(b"\xc5\xe4\xd6\xc3.properties"));
    std::fs::write(bad, "new").unwrap();
    let _ = std::fs::remove_file(site.path("pkg.zip"));
    let made = site.release(&["new", "src", "-o", "pkg.zip"]);
    insta::assert_snapshot!(plain(&made), @"
    pkg.zip
    包摘要 <digest>
    路径 10 个，脚本 1 个；与旧版相同、未打包 0 个
    --- stderr
    未签名；用 --key 签名。
    --- exit 0
    ");
}

/// What can be taken back are releases that were decided; one that failed or was rehearsed is none.
#[test]
fn only_what_was_decided_is_taken_back() {
    let site = Site::new("staging", "");
    site.package(&[]);
    site.trouble("start of new fails");
    assert_eq!(site.apply().code, 1);
    for id in [&[][..], &["000001"], &["zs-2"]] {
        let none = site.release(&[&["rollback", "-t", TARGET, "--yes"], id].concat());
        assert_eq!(none.code, 3, "{}", none.picture());
    }
    std::fs::remove_file(site.path("t/trouble")).unwrap();
    assert_eq!(site.apply().code, 0);
    let rehearsal = site.release(&["rollback", "000002", "-t", TARGET, "--yes"]);
    assert_eq!(rehearsal.code, 3, "{}", rehearsal.picture());
    assert_eq!(site.release(&["rollback", "zs-2", "-t", TARGET, "--yes"]).code, 0);
}

/// Every byte of every record of runs and places: a change is told, and where no crash could have left it nothing goes on.
#[test]
fn changed_records_are_told() {
    let site = Site::new("staging", "");
    site.package(&[]);
    assert_eq!(site.apply().code, 0);
    let verify = || site.release(&["history", "-t", TARGET, "--verify-chain"]);
    assert_eq!(verify().code, 0, "{}", verify().picture());
    let files: Vec<_> = [
        "data/release/targets/zs/history.jsonl",
        "data/release/targets/zs/txn/000001/journal",
        "data/release/targets/zs/txn/000002/journal",
        "t/.opsctl-app/history.jsonl",
        "t/.opsctl-conf/txn/000002/journal",
    ]
    .map(|name| site.path(name))
    .into();
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        // Some of the first line, which others follow; every byte is tried where the format is tested.
        let first = bytes.iter().position(|byte| *byte == b'\n').unwrap();
        for at in [0, 5, first / 2, first - 2] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&path, &changed).unwrap();
            let told = verify();
            assert_eq!((told.code, told.out.as_str()), (2, ""), "{} {at}: {}", path.display(), told.picture());
            assert!(told.err.contains("被改动过"), "{}", told.picture());
        }
        // A whole line that is taken out.
        std::fs::write(&path, &bytes[first + 1..]).unwrap();
        assert_eq!(verify().code, 2, "{}: its first line is gone", path.display());
        std::fs::write(&path, bytes).unwrap();
    }
    assert_eq!(verify().code, 0);
}
