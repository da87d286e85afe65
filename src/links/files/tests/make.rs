use super::super::hash;
use super::{World, set_mode, text};
use crate::seal::{By, Digest, State, What};
use std::fs;
use std::os::unix::fs::symlink;

#[test]
fn a_folder_becomes_a_sorted_list_with_facts() {
    let world = World::with(&[("b", b"two"), ("a/x", b""), ("a/y.dmp", b"dump")]);
    set_mode(&world.dir().join("b"), 0o600);
    let made = world.make(By::Both);
    let list: Vec<_> = made.manifest.entries.iter().map(|entry| (text(&entry.name), entry.facts.unwrap().size)).collect();
    assert_eq!(list, [("a/x".into(), 0), ("a/y.dmp".into(), 4), ("b".into(), 3)]);
    let b = &made.manifest.entries[2];
    assert_eq!(b.digests.sha256, Some(Digest::sha256(b"two")));
    assert_eq!(b.digests.blake3, Some(Digest(*blake3::hash(b"two").as_bytes())));
    assert_eq!(b.facts.unwrap().mode, 0o600);
    assert!(made.left_out.is_empty() && !made.stopped);
    assert!(world.make(By::Sha256).manifest.entries.iter().all(|entry| entry.digests.blake3.is_none()));
}

#[test]
fn an_empty_folder_and_no_folder() {
    let world = World::with(&[]);
    assert!(world.make(By::Sha256).manifest.entries.is_empty());
    let none = super::super::make(&world.dir().join("none"), super::head(), &world.options(By::Sha256));
    assert_eq!(none.unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn links_and_pipes_are_told_and_never_opened() {
    let world = World::with(&[("dir/file", b"x")]);
    let dir = world.dir();
    symlink("..", dir.join("dir/loop")).unwrap();
    symlink("nowhere", dir.join("dangling")).unwrap();
    symlink("/etc/passwd", dir.join("outside")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, dir.join("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0).unwrap();
    let made = world.make(By::Sha256);
    assert_eq!(made.manifest.entries.len(), 1);
    let left: Vec<_> = made.left_out.iter().map(|file| (text(&file.name), file.state.clone())).collect();
    let link = State::NotAFile(What::Link);
    let expect = [("dangling", link.clone()), ("dir/loop", link.clone()), ("outside", link), ("pipe", State::NotAFile(What::Special))];
    assert_eq!(left, expect.map(|(name, state)| (name.to_owned(), state)));
}

#[test]
fn reading_leaves_no_trace_in_the_times() {
    use std::os::unix::fs::MetadataExt;
    let world = World::with(&[("a", b"x")]);
    let path = world.dir().join("a");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    fs::File::options().write(true).open(&path).unwrap().set_times(fs::FileTimes::new().set_accessed(old)).unwrap();
    world.make(By::Sha256);
    assert_eq!(fs::metadata(&path).unwrap().atime(), 1_000_000);
}

#[test]
fn all_threads_together_make_the_digest_that_one_makes() {
    let world = World::with(&[]);
    // On both sides of the sizes at which chunks, branches and halves begin; with a hole before and after.
    let branch = 4096_u64;
    for size in (2..20).flat_map(|n| [n * branch - 1, n * branch, n * branch + 1, n * branch + 1025]) {
        let path = world.dir().join("a");
        let file = fs::File::create(&path).unwrap();
        std::os::unix::fs::FileExt::write_at(&file, b"middle", size / 2).unwrap();
        file.set_len(size).unwrap();
        let effort = world.effort();
        let digest = |branch| {
            let opened = hash::open(&path).unwrap();
            hash::hash(&opened, By::Blake3, branch, &effort, &mut hash::Buffer::new(&effort)).unwrap().digests.blake3
        };
        assert_eq!(digest(Some(branch)), digest(None), "{size}");
    }
}
