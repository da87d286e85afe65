//! Tried on a real file system.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

use super::{Attributes, Root};
use crate::model::release::{Image, Mtime, Name};

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn here() -> (tempfile::TempDir, Root) {
    let dir = tempfile::tempdir().unwrap();
    let root = Root::open(dir.path()).unwrap();
    (dir, root)
}

#[test]
fn a_file_is_made_with_all_it_has_and_looked_at() {
    let (dir, root) = here();
    let wanted = Attributes { mode: 0o640, mtime: Some(Mtime { s: 1_700_000_000, ns: 123_456_789 }), ..Attributes::default() };
    let (sha256, size) = root.create(&name("a.txt"), &mut &b"hello"[..], &wanted).unwrap();
    let Image::File { sha256: seen, size: length, meta } = root.look(&name("a.txt")).unwrap() else { panic!() };
    assert_eq!((seen, length, meta.mode, meta.mtime), (sha256.clone(), size, 0o640, Mtime { s: 1_700_000_000, ns: 123_456_789 }));
    assert_eq!(sha256, crate::model::sha256(b"hello"));
    assert_eq!(root.look(&name("nothing")).unwrap(), Image::Absent);
    assert_eq!(root.look(&name("no/where")).unwrap(), Image::Absent);
    let again = root.create(&name("a.txt"), &mut &b"other"[..], &wanted);
    assert_eq!(again.unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
    drop(dir);
}

#[test]
fn zeros_become_holes() {
    let (dir, root) = here();
    let zeros = vec![0; 4 << 20];
    root.create(&name("sparse"), &mut &zeros[..], &Attributes { mode: 0o600, ..Attributes::default() }).unwrap();
    let meta = std::fs::metadata(dir.path().join("sparse")).unwrap();
    assert_eq!((meta.len(), meta.blocks()), (4 << 20, 0));
}

/// Nothing outside of the root is reached: not by a link to a folder, not by one that took a folder's place.
#[test]
fn no_link_leads_out() {
    let (dir, root) = here();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret"), "x").unwrap();
    symlink(outside.path(), dir.path().join("way")).unwrap();
    assert!(root.look(&name("way/secret")).is_err());
    assert!(root.step_by_step(Some(&name("way"))).is_err(), "on a kernel without openat2 neither");
    assert!(root.create(&name("way/new"), &mut &b""[..], &Attributes::default()).is_err());
    assert!(!outside.path().join("new").exists());
    let Image::Link { to, .. } = root.look(&name("way")).unwrap() else { panic!() };
    assert_eq!(to, outside.path().to_str().unwrap());
}

#[test]
fn paths_are_exchanged_and_moved_where_nothing_is() {
    let (dir, root) = here();
    for (file, text) in [("one", "1"), ("two", "2")] {
        std::fs::write(dir.path().join(file), text).unwrap();
    }
    root.exchange(&name("one"), &root, &name("two")).unwrap();
    assert_eq!(std::fs::read_to_string(dir.path().join("one")).unwrap(), "2");
    assert_eq!(root.move_to(&name("one"), &root, &name("two")).unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
    root.move_to(&name("one"), &root, &name("three")).unwrap();
    assert_eq!(root.look(&name("one")).unwrap(), Image::Absent);
}

#[test]
fn folders_links_and_times() {
    let (dir, root) = here();
    root.make_dir(&name("d"), &Attributes { mode: 0o2750, ..Attributes::default() }).unwrap();
    assert_eq!(std::fs::metadata(dir.path().join("d")).unwrap().permissions().mode() & 0o7777, 0o2750);
    root.make_link(&name("d/l"), b"../one", &Attributes { mtime: Some(Mtime { s: 5, ns: 6 }), ..Attributes::default() }).unwrap();
    assert_eq!(root.link(&name("d/l")).unwrap(), b"../one");
    assert_eq!(root.look(&name("d/l")).unwrap().meta().unwrap().mtime, Mtime { s: 5, ns: 6 });
    assert!(!root.is_empty(&name("d")).unwrap());
    root.set_time(Some(&name("d")), Mtime { s: 7, ns: 8 }).unwrap();
    assert_eq!(root.time(Some(&name("d"))).unwrap(), Mtime { s: 7, ns: 8 });
    root.remove(&name("d/l")).unwrap();
    assert!(root.is_empty(&name("d")).unwrap());
    root.remove_dir(&name("d")).unwrap();
    assert_eq!(root.look(&name("d")).unwrap(), Image::Absent);
}
