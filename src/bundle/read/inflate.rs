//! Deflated bytes → content, told apart from what merely ends.

use std::io;

use flate2::{Decompress, FlushDecompress, Status};

use super::cipher::Packed;
use crate::bundle::fault::Damage;
use crate::bundle::source::ReadAt;

/// The state of a raw deflate stream.
pub(super) struct Inflate {
    state: Decompress,
    ended: bool,
}

impl Inflate {
    pub(super) fn new() -> Self {
        Self { state: Decompress::new(false), ended: false }
    }

    /// Unpacks into `into`, which is not empty; 0 only where the stream says that it ends. A stream that breaks off is damaged.
    pub(super) fn read<S: ReadAt>(&mut self, packed: &mut Packed<'_, S>, into: &mut [u8]) -> io::Result<usize> {
        while !self.ended {
            let input = packed.fill()?;
            let cut = input.is_empty();
            let (read, given) = (self.state.total_in(), self.state.total_out());
            let status = self.state.decompress(input, into, FlushDecompress::None).map_err(|_| Damage::Deflate)?;
            let count = |now: u64, before: u64| usize::try_from(now - before).unwrap_or(0);
            let (read, given) = (count(self.state.total_in(), read), count(self.state.total_out(), given));
            packed.consume(read);
            self.ended = status == Status::StreamEnd;
            if given > 0 {
                return Ok(given);
            }
            if !self.ended && (cut || read == 0) {
                return Err(Damage::Deflate.into());
            }
        }
        Ok(0)
    }
}
