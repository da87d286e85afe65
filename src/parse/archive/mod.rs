//! Packed and archived streams → whether they are whole, by unpacking all of them into nothing: gzip, xz, zstd, bzip2, tar, zip, and
//! stacks of these (`.tar.gz`, `.dmp.gz`, an archive packed twice). Bytes in, a verdict out; memory does not depend on their number.
//!
//! Every format is read to its own last word: check sums, lengths, indexes, end marks. Containers are walked here, header by header, as
//! readers made for extraction pass over what a proof must not (a tar without its end, a zip whose directory says something else).
//! The packings themselves are done by the decoders that the world's data went through. Files inside of a tar or zip are not unpacked
//! in their turn; they are given to the caller ([`Event`]), who may look at a dump that way.
//!
//! What is proved depends on the format, see [`Proof`]: a tar has no sums over data. A stream of several members that was cut exactly
//! between two of them is whole by its format (gzip, xz, zstd and bzip2 can be concatenated); no reader can tell.

mod bzip2;
mod deflate;
mod gzip;
mod run;
mod sniff;
mod source;
mod tar;
mod tar_header;
mod unpack;
mod verdict;
mod xz;
mod zip;
mod zip_directory;
mod zip_entry;
mod zstd;

#[cfg(test)]
mod tests;

pub use run::test;
pub use sniff::{Kind, SNIFF, sniff};
pub use verdict::{Doubt, Event, HEAD, Layer, Limits, Proof, Tested, Verdict, Why};
