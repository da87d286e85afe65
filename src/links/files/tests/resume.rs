use super::{Effort, Make, Resume, World, head};
use crate::seal::{By, Digest, State};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

fn files(world: &World) {
    for i in 0..20 {
        world.put(&format!("f{i:02}"), &vec![i; 10_000]);
    }
}

/// Makes a manifest, and stops when so many bytes were read. What was made, and how many bytes were read.
fn make(world: &World, key: &[u8], stop_at: u64) -> (super::Made, u64) {
    let (stop, read) = (AtomicBool::new(false), AtomicU64::new(0));
    let progress = |bytes: u64| {
        if read.fetch_add(bytes, Ordering::Relaxed) + bytes >= stop_at {
            stop.store(true, Ordering::Relaxed);
        }
    };
    let path = world.root.path().join("kept");
    let resume = Some(Resume { path: &path, key: Digest::sha256(key) });
    let effort = Effort { stop: &stop, progress: &progress, ..world.effort() };
    let made = super::super::make(&world.dir(), head(), &Make { by: By::Sha256, effort, resume }).unwrap();
    (made, read.into_inner())
}

#[test]
fn a_run_that_was_stopped_goes_on() {
    let world = World::with(&[]);
    files(&world);
    let (first, _) = make(&world, b"night", 80_000);
    let done = first.manifest.entries.len() as u64;
    assert!(first.stopped && (5..20).contains(&done), "{done}");
    assert!(first.left_out.iter().all(|file| file.state == State::NotReached) && first.left_out.len() as u64 == 20 - done);
    let (second, read) = make(&world, b"night", u64::MAX);
    assert_eq!((second.resumed, read), (done, (20 - done) * 10_000), "nothing is read twice");
    assert_eq!(second.manifest, world.make(By::Sha256).manifest);
    assert!(world.root.path().join("kept").exists(), "until the manifest is safe");
}

#[test]
fn what_was_done_in_another_run_or_changed_since_is_done_again() {
    let world = World::with(&[]);
    files(&world);
    make(&world, b"night", 80_000);
    assert_eq!(make(&world, b"next night", u64::MAX).0.resumed, 0);
    let (first, _) = make(&world, b"night", 80_000);
    for entry in &first.manifest.entries {
        // The same bytes and the same size, but written since.
        let path = world.dir().join(entry.name.path());
        let data = std::fs::read(&path).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(5));
        std::fs::write(&path, data).unwrap();
    }
    assert_eq!(make(&world, b"night", u64::MAX).0.resumed, 0);
}

#[test]
fn a_place_that_cannot_be_written_is_told() {
    let world = World::with(&[("a", &[0; 1000])]);
    let (stop, path) = (AtomicBool::new(true), world.root.path().join("none/kept"));
    let effort = Effort { stop: &stop, ..world.effort() };
    let resume = Some(Resume { path: &path, key: Digest::sha256(b"") });
    let made = super::super::make(&world.dir(), head(), &Make { by: By::Sha256, effort, resume }).unwrap();
    assert_eq!(made.unkept, Some(std::io::ErrorKind::NotFound));
}
