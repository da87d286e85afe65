//! Zstandard, by the reference decoder (three times as fast as those in Rust, and its window can be limited).

use zstd::zstd_safe::{DCtx, DParameter, ErrorCode, InBuffer, OutBuffer};

use super::unpack::{Codec, Moved, What, Wrong};
use super::verdict::{Doubt, Proof, Why};

/// Of `ZSTD_ErrorCode`, which is part of the stable interface.
const VERSION: usize = 12;
const PARAMETER: usize = 14;
const WINDOW: usize = 16;
const SUM: usize = 22;
const DICTIONARY: usize = 32;
const MEMORY: usize = 64;

pub(super) struct Zstd(DCtx<'static>);

impl Zstd {
    /// `None` where there is no memory.
    pub(super) fn new(memory: u64) -> Option<Self> {
        let mut context = DCtx::try_create()?;
        // The format's own bounds are 1 KiB and 2 GiB.
        let window = memory.max(1).ilog2().clamp(10, 31);
        context.set_parameter(DParameter::WindowLogMax(window)).ok()?;
        Some(Self(context))
    }
}

impl Codec for Zstd {
    fn begin(&mut self, head: &[u8]) -> Result<Proof, What> {
        self.0.init().map_err(what)?;
        // The flag of the check sum is in the descriptor after the magic bytes. A frame to be skipped has no data to prove.
        let sums = !head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || head.get(4).is_some_and(|descriptor| descriptor & 4 != 0);
        Ok(if sums { Proof::Sums } else { Proof::Structure })
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong> {
        let (mut input, mut output) = (InBuffer::around(input), OutBuffer::around(output));
        let hint = self.0.decompress_stream(&mut output, &mut input);
        match hint {
            Ok(hint) => Ok(Moved { read: input.pos(), written: output.pos(), end: hint == 0 }),
            Err(code) => Err(Wrong { read: input.pos(), what: what(code) }),
        }
    }
}

fn what(code: ErrorCode) -> What {
    match code.wrapping_neg() {
        WINDOW | MEMORY => What::Unknown(Doubt::Memory),
        VERSION | PARAMETER | DICTIONARY => What::Unknown(Doubt::Unsupported),
        SUM => What::Corrupt(Why::Sum),
        _ => What::Corrupt(Why::Data),
    }
}
