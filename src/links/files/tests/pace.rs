use super::super::Metered;
use super::{Effort, Pace, World};
use crate::parse::dump::Bytes;
use crate::seal::By;
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

#[test]
fn all_threads_together_keep_the_pace() {
    let world = World::with(&[("a", &vec![1; 100_000]), ("b", &vec![2; 100_000]), ("c", &vec![3; 100_000])]);
    let pace = Pace::new(NonZeroU64::new(1_000_000));
    let read = AtomicU64::new(0);
    let progress = |bytes: u64| {
        read.fetch_add(bytes, Ordering::Relaxed);
    };
    let began = Instant::now();
    let effort = Effort { pace: &pace, progress: &progress, ..world.effort() };
    let made = super::super::make(&world.dir(), super::head(), &super::Make { effort, ..world.options(By::Both) }).unwrap();
    let took = began.elapsed();
    assert_eq!((made.manifest.entries.len(), read.into_inner()), (3, 300_000));
    assert!(took > Duration::from_millis(200), "{took:?}");
}

#[test]
fn small_files_cost_what_they_are() {
    let world = World::with(&[]);
    for i in 0..50 {
        world.put(&format!("{i}"), &[0; 100]);
    }
    let pace = Pace::new(NonZeroU64::new(100_000));
    let began = Instant::now();
    let effort = Effort { pace: &pace, ..world.effort() };
    super::super::make(&world.dir(), super::head(), &super::Make { effort, ..world.options(By::Sha256) }).unwrap();
    assert!(began.elapsed() < Duration::from_secs(2), "5 KB at 100 KB/s");
}

#[test]
fn a_stop_ends_the_waiting() {
    let world = World::with(&[]);
    let (pace, stop) = (Pace::new(NonZeroU64::new(1)), AtomicBool::new(false));
    let effort = Effort { pace: &pace, stop: &stop, ..world.effort() };
    let began = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(30));
            stop.store(true, Ordering::Relaxed);
        });
        let file = Metered::new(Box::new(vec![0_u8; 1000]), effort);
        let read = (0..1000).try_for_each(|at| file.read_at(at, &mut [0]).map(drop));
        assert_eq!(read.unwrap_err().to_string(), "stopped");
    });
    assert!(began.elapsed() < Duration::from_secs(5));
}
