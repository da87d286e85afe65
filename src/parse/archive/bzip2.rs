//! Bzip2, in Rust: sums of blocks and of the whole are looked at there; it takes 4 MB whatever comes.

use bzip2::{Decompress, Error, Status};

use super::unpack::{Codec, Moved, What, Wrong};
use super::verdict::{Proof, Why};

pub(super) struct Bzip2(Decompress);

impl Bzip2 {
    pub(super) fn new() -> Self {
        Self(Decompress::new(false))
    }
}

impl Codec for Bzip2 {
    fn begin(&mut self, _: &[u8]) -> Result<Proof, What> {
        self.0 = Decompress::new(false);
        Ok(Proof::Sums)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong> {
        let (read, written) = (self.0.total_in(), self.0.total_out());
        let status = self.0.decompress(input, output);
        let since = |now: u64, then: u64| usize::try_from(now.saturating_sub(then)).unwrap_or(0);
        let read = since(self.0.total_in(), read);
        match status {
            Ok(status) => Ok(Moved { read, written: since(self.0.total_out(), written), end: status == Status::StreamEnd }),
            Err(Error::DataMagic) => Err(Wrong { read, what: What::Corrupt(Why::Header) }),
            Err(_) => Err(Wrong { read, what: What::Corrupt(Why::Data) }),
        }
    }
}
