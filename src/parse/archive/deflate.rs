//! Deflate, as it is in gzip and zip.

use flate2::{Decompress, FlushDecompress, Status};

use super::unpack::{Codec, Moved, What, Wrong};
use super::verdict::{Proof, Why};

/// Without header and trailer.
pub(super) struct Inflate(Decompress);

impl Inflate {
    pub(super) fn new() -> Self {
        Self(Decompress::new(false))
    }
}

impl Codec for Inflate {
    fn begin(&mut self, _: &[u8]) -> Result<Proof, What> {
        self.0.reset(false);
        Ok(Proof::Structure)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong> {
        let (read, written) = (self.0.total_in(), self.0.total_out());
        let status = self.0.decompress(input, output, FlushDecompress::None);
        let since = |now: u64, then: u64| usize::try_from(now.saturating_sub(then)).unwrap_or(0);
        let read = since(self.0.total_in(), read);
        match status {
            Ok(status) => Ok(Moved { read, written: since(self.0.total_out(), written), end: status == Status::StreamEnd }),
            Err(_) => Err(Wrong { read, what: What::Corrupt(Why::Data) }),
        }
    }
}
