//! Packings and archives as inputs: the bytes are the file. The fuzz target and `tests/it/corpus.rs` both include this one.

use std::io::Read;
use std::ops::ControlFlow;

use opsctl::parse::archive::{Event, HEAD, Limits, Tested, Verdict, test};

/// Small enough that a packed desert is found to be one at once.
const LIMITS: Limits = Limits { bytes_out: 4 << 20, ratio: 1100, ratio_from: 1 << 20, memory: 16 << 20, layers: 4 };

/// Gives a few bytes at a time, as a slow line does.
struct Slowly<'a>(&'a [u8]);

impl Read for Slowly<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let n = into.len().min(7);
        self.0.read(&mut into[..n])
    }
}

/// What came of it, and how many bytes of how many files came out.
fn run(input: impl Read) -> (Tested, u64, u64) {
    let (mut bytes, mut files) = (0, 0);
    let tested = test(input, &LIMITS, &mut |event| {
        match event {
            Event::Data(data) => bytes += data.len() as u64,
            Event::Member { .. } => files += 1,
        }
        ControlFlow::Continue(())
    });
    (tested, bytes, files)
}

/// Panics unless the rules of the readers hold for a file.
pub(crate) fn check(bytes: &[u8]) {
    let (tested, out, files) = run(bytes);
    assert!(tested.bytes_in <= bytes.len() as u64 && tested.head.len() <= HEAD, "{tested:?}");
    assert!(out <= LIMITS.bytes_out && tested.bytes_out <= LIMITS.bytes_out.max(out), "{out} {tested:?}");
    assert!(tested.layers.len() <= LIMITS.layers + 1, "{tested:?}");
    if tested.verdict == Verdict::Whole {
        assert!(!tested.layers.is_empty() && tested.bytes_out == out, "{out} {tested:?}");
    }
    let slowly = run(Slowly(bytes));
    assert_eq!((&tested.verdict, out, files), (&slowly.0.verdict, slowly.1, slowly.2), "however it is read");
}
