//! Archives made here, and what is told of them when they are whole, cut, flipped, or not what they seem.
#![allow(clippy::unwrap_used)]

mod bomb;
mod hostile;
mod make;
mod packed;
mod tar;
mod zip;

use std::io::Read;
use std::ops::ControlFlow;

use super::{Event, Limits, Proof, Tested, Verdict, test};

/// Tested with all that came out: the files by name, or one without.
fn tested(bytes: &[u8]) -> (Tested, Vec<(String, Vec<u8>)>) {
    tested_with(bytes, &Limits::default())
}

fn tested_with(input: impl Read, limits: &Limits) -> (Tested, Vec<(String, Vec<u8>)>) {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let tested = test(input, limits, &mut |event| {
        match event {
            Event::Member { name, .. } => files.push((String::from_utf8_lossy(name).into_owned(), Vec::new())),
            Event::Data(bytes) => match files.last_mut() {
                Some((_, data)) => data.extend_from_slice(bytes),
                None => files.push((String::new(), bytes.to_vec())),
            },
        }
        ControlFlow::Continue(())
    });
    (tested, files)
}

fn verdict(bytes: &[u8]) -> Verdict {
    tested(bytes).0.verdict
}

/// What every format has to stand: read in whatever pieces it is the same; cut anywhere it is never whole, and the cut is told where it
/// is; with any byte flipped it is told, or nothing inside is another one.
fn check(whole: &[u8]) {
    let (truth, files) = tested(whole);
    assert_eq!(truth.verdict, Verdict::Whole);
    assert_eq!(truth.bytes_in, whole.len() as u64);
    let crumbs = tested_with(Crumbs(whole), &Limits::default());
    assert_eq!((&crumbs.0, &crumbs.1), (&truth, &files), "a byte at a time");
    for end in 0..whole.len() {
        match verdict(&whole[..end]) {
            // Outside, the end of what is there is the place.
            Verdict::Cut { layer: 0, at } => assert_eq!(at, end as u64),
            Verdict::Unknown { .. } => assert!(end < 512, "cut at {end}"),
            other => panic!("cut at {end}: {other:?}"),
        }
    }
    let mut flipped = whole.to_vec();
    for at in 0..whole.len() {
        for mask in [1, 0x80, 0xFF] {
            flipped[at] ^= mask;
            let (told, found) = tested(&flipped);
            if told.verdict == Verdict::Whole && told.layers.iter().all(|layer| layer.proof == Proof::Sums) {
                assert_eq!(found, files, "{mask:x} at {at}");
            }
            flipped[at] ^= mask;
        }
    }
    // Bytes behind it are seen.
    let behind = [whole, b"\nmore"].concat();
    assert_eq!(verdict(&behind), Verdict::Trailing { layer: 0, at: whole.len() as u64 });
}

/// Gives a byte at a time.
struct Crumbs<'a>(&'a [u8]);

impl Read for Crumbs<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        self.0.by_ref().take(1).read(&mut out[..1])
    }
}
