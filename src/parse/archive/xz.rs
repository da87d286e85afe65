//! Xz, by liblzma: block and index sums, sizes and footer are looked at there, and memory is limited.

use liblzma::stream::{Action, Error, Status, Stream, TELL_UNSUPPORTED_CHECK};

use super::unpack::{Codec, Moved, What, Wrong};
use super::verdict::{Doubt, Proof, Why};

pub(super) struct Xz {
    memory: u64,
    stream: Option<Stream>,
}

impl Xz {
    pub(super) fn new(memory: u64) -> Self {
        Self { memory, stream: None }
    }
}

impl Codec for Xz {
    fn begin(&mut self, head: &[u8]) -> Result<Proof, What> {
        self.stream = Some(Stream::new_stream_decoder(self.memory, TELL_UNSUPPORTED_CHECK).map_err(what)?);
        // The kind of check is in the flags after the magic bytes; 0 is none.
        Ok(if head.get(7) == Some(&0) { Proof::Structure } else { Proof::Sums })
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Moved, Wrong> {
        let Some(stream) = &mut self.stream else { return Ok(Moved::default()) };
        let (read, written) = (stream.total_in(), stream.total_out());
        let status = stream.process(input, output, Action::Run);
        let since = |now: u64, then: u64| usize::try_from(now.saturating_sub(then)).unwrap_or(0);
        let read = since(stream.total_in(), read);
        match status {
            Ok(status) => Ok(Moved { read, written: since(stream.total_out(), written), end: status == Status::StreamEnd }),
            Err(error) => Err(Wrong { read, what: what(error) }),
        }
    }
}

fn what(error: Error) -> What {
    match error {
        Error::MemLimit | Error::Mem => What::Unknown(Doubt::Memory),
        Error::Options | Error::UnsupportedCheck | Error::NoCheck => What::Unknown(Doubt::Unsupported),
        Error::Format => What::Corrupt(Why::Header),
        Error::Data | Error::Program => What::Corrupt(Why::Data),
    }
}
