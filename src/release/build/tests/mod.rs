//! Folders that become packages, and those that do not.

use std::collections::BTreeMap;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use super::{Built, Order, Unbuilt, Why, build};
use crate::model::release::{Entry, EntryKind, Expected};
use crate::model::sha256;
use crate::release::package::{Given, Package, Signing};
use crate::seal::minisign::SecretKey;

const SPEC: &str = "id = \"zs-2\"\nsystem = \"征收\"\nfrom = \"1\"\nto = \"2\"\n";

/// A folder with `src` and `old`.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new(spec: &str) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("src/release.toml", format!("{SPEC}{spec}"));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn mode(&self, name: &str, mode: u32) {
        std::fs::set_permissions(self.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    }

    fn build(&self, out: &str, based: bool, folder: bool, key: Option<&SecretKey>) -> Result<Built, Unbuilt> {
        let base: BTreeMap<String, PathBuf> = based.then(|| ("app".to_owned(), self.path("old"))).into_iter().collect();
        let now = "2026-11-22T00:00:00.5Z".parse().unwrap();
        build(&Order { source: &self.path("src"), base: &base, now, key, folder, out: Some(&self.path(out)), set_id: false })
    }

    /// What the package says of each path, after it was read as anybody reads it.
    fn entries(&self, based: bool) -> Vec<Entry> {
        let path = self.path("out.zip");
        let _ = std::fs::remove_file(&path);
        self.build("out.zip", based, false, None).unwrap();
        Package::open(&path, &Given::new(&[])).unwrap().manifest().parts["app"].clone()
    }

    fn whys(&self, based: bool) -> Vec<Why> {
        let Err(Unbuilt::Source(whys)) = self.build("out.zip", based, false, None) else { panic!("it was made") };
        assert!(!self.path("out.zip").exists());
        whys
    }
}

fn told(entries: &[Entry]) -> Vec<(String, EntryKind, Option<u32>, &Expected)> {
    entries.iter().map(|entry| (entry.path.to_string(), entry.kind, entry.mode, &entry.expect)).collect()
}

#[test]
fn the_same_folder_and_time_are_the_same_bytes_in_either_shape() {
    let desk = Desk::new("");
    desk.write("src/files/app/中文 目录/a.txt", "a");
    desk.write("src/files/app/big.bin", (0..3_000_000_u32).flat_map(u32::to_le_bytes).take(3_000_000).collect::<Vec<u8>>());
    desk.write("src/form/申请审批表.json", "{}");
    let key = SecretKey::new(&[7; 32], [7; 8]);
    let one = desk.build("one.zip", false, false, Some(&key)).unwrap();
    let two = desk.build("two.zip", false, false, Some(&key)).unwrap();
    assert_eq!(std::fs::read(&one.path).unwrap(), std::fs::read(&two.path).unwrap());
    let folder = desk.build("folder", false, true, Some(&key)).unwrap();
    assert!(one.digest == two.digest && one.digest == folder.digest);
    for path in [&one.path, &folder.path] {
        let package = Package::open(path, &Given::new(&[key.public()])).unwrap();
        assert!(matches!(package.signing(), Signing::Signed { .. }));
        assert_eq!(package.papers(), ["form/申请审批表.json"]);
        assert_eq!(package.manifest().created_at.to_string(), "2026-11-22T00:00:00Z");
    }
    // Nothing is ever replaced, and nothing is left beside.
    for folder in [false, true] {
        assert!(matches!(desk.build("one.zip", false, folder, None), Err(Unbuilt::Exists(_))));
    }
    let mut names: Vec<_> = std::fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["folder", "one.zip", "src", "two.zip"]);
}

#[test]
fn modes_do_not_depend_on_who_unpacked_the_files() {
    let desk = Desk::new("[parts.app]\nmodes = { \"conf/**\" = \"keep\", \"conf/secret\" = \"0600\" }\n");
    for (name, mode) in [("run", 0o700), ("a.txt", 0o600), ("b.txt", 0o666), ("conf/a", 0o644), ("conf/secret", 0o644)] {
        desk.write(&format!("src/files/app/{name}"), name);
        desk.mode(&format!("src/files/app/{name}"), mode);
    }
    let entries = desk.entries(false);
    let modes: Vec<_> = told(&entries).into_iter().map(|(path, _, mode, _)| (path, mode)).collect();
    let expected = [("a.txt", None), ("b.txt", None), ("conf/a", None), ("conf/secret", Some(0o600)), ("run", Some(0o755))];
    assert_eq!(modes, expected.map(|(path, mode)| (path.to_owned(), mode)));
    assert!(entries.iter().all(|entry| entry.mtime.is_none()));
}

#[test]
fn a_base_leaves_out_what_is_the_same_and_binds_the_rest_to_it() {
    let desk = Desk::new("[parts.app]\nmirror = true\n");
    for (name, old, new) in [
        ("same", Some("x"), Some("x")),
        ("changed", Some("old"), Some("new")),
        ("came", None, Some("new")),
        ("dir/gone", Some("old"), None),
        ("program", Some("x"), Some("x")),
    ] {
        for (tree, text) in [("old", old), ("src/files/app", new)] {
            if let Some(text) = text {
                desk.write(&format!("{tree}/{name}"), text);
            }
        }
    }
    desk.mode("src/files/app/program", 0o755);
    std::fs::create_dir(desk.path("src/files/app/empty")).unwrap();
    symlink("same", desk.path("src/files/app/link")).unwrap();
    let old = |text: &str| Expected::Sha256(sha256(text.as_bytes()));
    let entries = desk.entries(true);
    let entry = |path: &str, kind, mode, expect| (path.to_owned(), kind, mode, expect);
    assert_eq!(
        told(&entries),
        [
            entry("came", EntryKind::File, None, &Expected::Absent),
            entry("changed", EntryKind::File, None, &old("old")),
            entry("empty", EntryKind::Dir, None, &Expected::Any),
            entry("link", EntryKind::Link, None, &Expected::Absent),
            entry("program", EntryKind::File, Some(0o755), &old("x")),
            entry("dir", EntryKind::Delete, None, &Expected::Any),
            entry("dir/gone", EntryKind::Delete, None, &old("old")),
        ]
    );
    let made = desk.build("again.zip", true, false, None).unwrap();
    assert_eq!(made.unchanged, 1);
}

#[test]
fn what_does_not_fit_is_told_all_at_once() {
    let spec = "[parts.app]\nmirror = true\ndelete = [\"x\"]\nmodes = { \"*.sh\" = \"0755\", \"a\" = \"rwx\" }\n[parts.conf]\n\
                [[sql]]\nname = \"020_b\"\n[[hook]]\nwhen = \"stop\"\npart = \"app\"\nrun = \"stop.sh\"\n";
    let desk = Desk::new(spec);
    desk.write("src/files/app/a", "");
    desk.write("src/files/stray", "");
    desk.write("src/sql/010_a/deploy.sql", "");
    desk.write("src/sql/010_a/deploy.sql.bak", "");
    desk.write("src/hooks/start.sh", "");
    let text = |why: &str| why.to_owned();
    assert_eq!(
        desk.whys(false),
        [
            Why::NotFile(text("files/stray")),
            Why::NoPart(text("conf")),
            Why::NoBase(text("app")),
            Why::Mode { part: text("app"), text: text("rwx") },
            Why::NoMatch { part: text("app"), pattern: text("*.sh") },
            Why::Named(text("sql/020_b/")),
            Why::Unused(text("sql/010_a/deploy.sql.bak")),
            Why::WayBack(text("sql/010_a")),
            Why::Missing(text("sql/010_a/verify.sql")),
            Why::Named(text("hooks/stop.sh")),
            Why::Unused(text("hooks/start.sh")),
        ]
    );
    desk.write("old/a", "");
    assert!(desk.whys(true).contains(&Why::NotInBase { part: text("app"), path: text("x") }));
}

#[test]
fn a_wrong_key_of_the_description_finds_the_right_one() {
    for (spec, line, hint) in [
        ("ticket = []\n", 5, "tickets"),
        ("[parts.app]\nmiror = true\n", 6, "mirror"),
        ("[[hook]]\nwhen = \"stopp\"\npart = \"a\"\nrun = \"b\"\n", 6, "stop"),
    ] {
        let Err(Unbuilt::Spec { line: found, near, text }) = Desk::new(spec).build("o", false, false, None) else { panic!("{spec}") };
        assert_eq!((found, near.as_deref()), (line, Some(hint)), "{text}");
    }
    let Err(Unbuilt::Spec { text, .. }) =
        Desk::new("[[verify]]\nkind = \"http\"\nurl = \"x\"\nbodi = \"y\"\n").build("o", false, false, None)
    else {
        panic!()
    };
    assert!(text.contains("bodi"), "{text}");
}

#[test]
fn what_would_be_refused_is_not_made() {
    let desk = Desk::new("");
    desk.write("src/files/app/a.txt", "");
    desk.write("src/files/app/A.TXT", "");
    symlink("/etc/passwd", desk.path("src/files/app/out")).unwrap();
    let Err(Unbuilt::Refused(refused)) = desk.build("out.zip", false, false, None) else { panic!("it was made") };
    assert_eq!(refused.faults.len(), 2, "{refused:?}");
    assert!(!desk.path("out.zip").exists());
    let mut names: Vec<_> = std::fs::read_dir(desk.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["src"]);
}

#[test]
fn files_of_zeros_are_no_bomb() {
    let desk = Desk::new("");
    desk.write("src/files/app/zeros", vec![0; 4 << 20]);
    assert_eq!(desk.entries(false).len(), 1);
    assert!(std::fs::metadata(desk.path("out.zip")).unwrap().len() > 4 << 20, "stored as it is");
}

#[test]
fn names_in_gbk_come_through() {
    let desk = Desk::new("");
    let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xd6\xd0\xce\xc4 100%.txt");
    std::fs::create_dir_all(desk.path("src/files/app")).unwrap();
    std::fs::write(desk.path("src/files/app").join(Path::new(name)), "x").unwrap();
    assert_eq!(desk.entries(false)[0].path.as_bytes(), b"\xd6\xd0\xce\xc4 100%.txt");
}
