use super::super::hash::{Buffer, Trouble, hash, open};
use super::{Effort, World};
use crate::seal::{By, What};
use std::fs;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

/// Hashes a file, to which `change` is done once when its first bytes have been read.
fn hash_while(world: &World, name: &str, by: By, change: impl Fn() + Sync) -> Result<(), Trouble> {
    let done = AtomicBool::new(false);
    let progress = |_: u64| {
        if !done.swap(true, Ordering::Relaxed) {
            change();
        }
    };
    let effort = Effort { progress: &progress, ..world.effort() };
    let opened = open(&world.dir().join(name))?;
    hash(&opened, by, Some(64 << 10), &effort, &mut Buffer::new(&effort)).map(|_| ())
}

#[test]
fn a_file_that_is_written_to_meanwhile_has_no_digest() {
    for by in [By::Sha256, By::Blake3] {
        for size in [100_000, 1 << 20] {
            let world = World::with(&[]);
            let path = world.dir().join("a");
            fs::File::create(&path).unwrap().set_len(size).unwrap();
            let append = || fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"more").unwrap();
            let cut = || fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(size / 2).unwrap();
            let overwrite = || fs::OpenOptions::new().write(true).open(&path).unwrap().write_all(b"x").unwrap();
            assert_eq!(hash_while(&world, "a", by, append), Err(Trouble::Moving), "{by:?}");
            assert_eq!(hash_while(&world, "a", by, overwrite), Err(Trouble::Moving), "{by:?}");
            assert_eq!(hash_while(&world, "a", by, cut), Err(Trouble::Moving), "{by:?}");
            assert_eq!(hash_while(&world, "a", by, || ()), Ok(()));
        }
    }
}

#[test]
fn one_that_grows_as_fast_as_it_is_read_has_an_end() {
    let world = World::with(&[("a", &vec![0; 1 << 20])]);
    let path = world.dir().join("a");
    let progress = |_: u64| fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(&vec![0; 1 << 20]).unwrap();
    let effort = Effort { progress: &progress, ..world.effort() };
    let opened = open(&path).unwrap();
    assert_eq!(hash(&opened, By::Sha256, None, &effort, &mut Buffer::new(&effort)).unwrap_err(), Trouble::Moving);
}

#[test]
fn what_takes_the_place_of_a_file_is_not_opened() {
    let world = World::with(&[("file", b"x")]);
    let at = |name: &str| open(&world.dir().join(name)).map(|_| ());
    std::os::unix::fs::symlink("file", world.dir().join("link")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, world.dir().join("pipe"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(world.dir().join("socket")).unwrap();
    assert_eq!(at("link"), Err(Trouble::NotAFile(What::Link)));
    assert_eq!(at("pipe"), Err(Trouble::NotAFile(What::Special)), "and it does not wait for a writer");
    assert_eq!(at("socket"), Err(Trouble::NotAFile(What::Special)));
    assert_eq!(at(""), Err(Trouble::NotAFile(What::Dir)));
    assert_eq!(at("none"), Err(Trouble::Unreadable(std::io::ErrorKind::NotFound)));
}
