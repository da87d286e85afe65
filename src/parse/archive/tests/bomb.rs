//! Little that unpacks to much, in bytes or in memory.

use super::make::{gzip, tar, xz};
use super::{Limits, Verdict, test, tested_with};
use crate::parse::archive::Doubt;
use liblzma::stream::Check;
use std::io::Read;
use std::ops::ControlFlow;

/// A hundred kilobytes of zeros in two hundred bytes, as often as it is read.
fn endless() -> Endless {
    Endless { member: gzip(&vec![0; 100_000]), at: 0 }
}

struct Endless {
    member: Vec<u8>,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let part = &self.member[self.at..];
        let count = part.len().min(out.len());
        out[..count].copy_from_slice(&part[..count]);
        self.at = (self.at + count) % self.member.len();
        Ok(count)
    }
}

#[test]
fn the_ratio_stops_it() {
    let limits = Limits { ratio: 100, ratio_from: 1 << 20, ..Limits::default() };
    let told = test(endless().take(200_000), &limits, &mut |_| ControlFlow::Continue(()));
    // What was read ahead counts as read, so it is seen a little later.
    let Verdict::Bomb { layer: 0, bytes_in, bytes_out } = told.verdict else { panic!("{:?}", told.verdict) };
    assert!(bytes_out > bytes_in * 100 && bytes_out < (bytes_in + (256 << 10)) * 100, "{bytes_in} {bytes_out}");
}

#[test]
fn the_size_stops_it_in_whatever_layer() {
    let limits = Limits { bytes_out: 200_000, ..Limits::default() };
    let told = test(endless(), &limits, &mut |_| ControlFlow::Continue(()));
    assert!(matches!(told.verdict, Verdict::Bomb { layer: 0, bytes_out, .. } if bytes_out < 400_000));
    // The inner one is small; the outer unpacks to zeros behind it.
    let inner = [gzip(b"x"), vec![0; 300_000]].concat();
    assert!(matches!(tested_with(&gzip(&inner)[..], &limits).0.verdict, Verdict::Bomb { layer: 0, .. }));
    let packed_twice = gzip(&gzip(&vec![0; 300_000]));
    assert!(matches!(tested_with(&packed_twice[..], &limits).0.verdict, Verdict::Bomb { layer: 1, .. }));
    let archived = gzip(&tar(&[("a", &vec![0; 300_000])]));
    assert!(matches!(tested_with(&archived[..], &limits).0.verdict, Verdict::Bomb { layer: 0, .. }));
}

#[test]
fn windows_larger_than_allowed_are_not_made() {
    let limits = Limits { memory: 8 << 20, ..Limits::default() };
    let doubt = Verdict::Unknown { layer: 0, at: 0, why: Doubt::Memory };
    let verdict = |bytes: &[u8]| match tested_with(bytes, &limits).0.verdict {
        Verdict::Unknown { layer, why, .. } => Verdict::Unknown { layer, at: 0, why },
        other => other,
    };
    assert_eq!(verdict(&xz(b"data", 9, Check::Crc64)), doubt, "a dictionary of 64 MiB");
    assert_eq!(verdict(&xz(b"data", 0, Check::Crc64)), Verdict::Whole);
    // A frame with a window of 2 GiB, as `zstd --long=31` makes it.
    assert_eq!(verdict(&[0x28, 0xB5, 0x2F, 0xFD, 0, 21 << 3, 1, 0, 0]), doubt);
}
