//! What proves that files are still the ones they were: digests, manifests, signatures, and which files have their turn. Pure. LEVEL 1.
//!
//! A sealed folder holds up to four files of ours, see [`OWN`]:
//!
//! - `SHA256SUMS`: nothing but GNU lines, so that `sha256sum -c SHA256SUMS` proves the folder on any host, without a warning;
//! - `BLAKE3SUMS`: the same for `b3sum -c`, where BLAKE3 was asked for;
//! - `MANIFEST`: the whole truth, a line a file with both digests, size, time and mode, below a head that says who made it, when,
//!   how many files there must be (a manifest cut between two lines shows), and the digests of the two files above;
//! - `MANIFEST.minisig`: its signature, as `minisign -V -m MANIFEST` checks it.
//!
//! Size, time and mode have a file of their own because no checker of sums knows them: GNU's passes over `#` lines, those of others
//! (`b3sum`, busybox) do not. Files are read and written by `links::files`.

mod digest;
mod fault;
mod hex;
pub mod kept;
mod line;
mod manifest;
mod manifest_text;
pub mod minisign;
mod name;
mod state;
mod sums;
mod turn;

#[cfg(test)]
mod tests;

pub use digest::{By, Digest, Digests, Hasher};
pub use fault::{BadName, Fault, Why};
pub use line::MOST_LINE;
pub use manifest::{Entry, Facts, Head, Manifest};
pub use name::Name;
pub use state::{State, Verified, What};
pub use sums::{Sums, read_sums};
pub use turn::{Cycle, Turn};

/// GNU lines of SHA-256.
pub const SHA256SUMS: &str = "SHA256SUMS";
/// The same of BLAKE3.
pub const BLAKE3SUMS: &str = "BLAKE3SUMS";
/// Digests and facts of all files.
pub const MANIFEST: &str = "MANIFEST";
/// The signature of the manifest.
pub const MINISIG: &str = "MANIFEST.minisig";
/// Names that seals have in the folder they seal; they are no content of it.
pub const OWN: [&str; 4] = [SHA256SUMS, BLAKE3SUMS, MANIFEST, MINISIG];
