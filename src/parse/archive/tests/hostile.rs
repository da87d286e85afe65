//! What is no archive, or one that somebody or something has changed.

use super::make::{bzip2, gzip, tar, text, xz, zstd};
use super::{tested, tested_with, verdict};
use crate::parse::archive::{Doubt, Limits, SNIFF, Verdict, sniff, test};
use liblzma::stream::Check;
use proptest::prelude::*;
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;
use std::sync::LazyLock;

#[test]
fn what_is_no_archive_is_not_read() {
    let unknown = |why| Verdict::Unknown { layer: 0, at: 0, why };
    assert_eq!(verdict(b""), unknown(Doubt::Empty));
    assert_eq!(verdict(&vec![0; 100_000]), unknown(Doubt::NotPacked), "zeros are no empty tar");
    let dump = [b"\x03\x03\x54EXPORT:V19.00.00\n".to_vec(), text(1 << 20)].concat();
    let (told, files) = tested(&dump);
    assert_eq!((told.verdict, files), (unknown(Doubt::NotPacked), vec![]));
    assert!(told.bytes_in < 1 << 20);
}

#[test]
fn a_stream_that_fails_is_not_a_cut_one() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(ErrorKind::ConnectionReset.into())
        }
    }
    let whole = gzip(&text(1000));
    let told = tested_with(whole[..100].chain(Fails), &Limits::default()).0;
    assert_eq!(told.verdict, Verdict::Unread { at: 100, kind: ErrorKind::ConnectionReset });
}

#[test]
fn the_caller_may_stop() {
    let mut calls = 0;
    let told = test(&gzip(&text(300_000))[..], &Limits::default(), &mut |_| {
        calls += 1;
        if calls == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((told.verdict, calls), (Verdict::Stopped, 2));
}

/// One of each kind.
static SOME: LazyLock<[Vec<u8>; 7]> = LazyLock::new(|| {
    let data = text(700);
    let tar = tar(&[("a", &data), ("b", b"")]);
    [gzip(&data), xz(&data, 0, Check::Crc64), zstd(&data, true), bzip2(&data), gzip(&tar), super::zip::zip(true), tar]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn nothing_that_was_changed_makes_it_panic_or_run_on(
        which in 0usize..7, at in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>(), change in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut bytes = SOME[which].clone();
        let at = at.index(bytes.len());
        bytes.splice(at..(at + change.len() / 2).min(bytes.len()), change);
        bytes.truncate(bytes.len() - cut.index(bytes.len().max(1)).min(40));
        let limits = Limits { bytes_out: 1 << 20, ..Limits::default() };
        let (told, _) = tested_with(&bytes[..], &limits);
        prop_assert!(told.bytes_in <= bytes.len() as u64);
        prop_assert!(told.bytes_out <= (1 << 20) + (128 << 10));
    }

    #[test]
    fn any_bytes_behind_any_magic(which in 0usize..7, bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = verdict(&[&SOME[which][..4], &bytes].concat());
        let _ = verdict(&bytes);
        let _ = sniff(&bytes[..bytes.len().min(SNIFF)]);
    }
}
