//! Oracle dump files, proved from their bytes alone: what a file is, what its header says, whether it is whole, and the rows of its tables.
//! Pure: bytes behind [`Bytes`] in, enums and numbers out; no file name, no clock, no word for people, no panic on any input.
//!
//! `sniff` tells formats apart; `exp` reads dumps of the original Export, `datapump` those of Data Pump; `charset` and `version` say what a
//! header's numbers mean. The formats are not documented by Oracle: what is relied on was measured on public dumps (8.1.5 to 23), and a
//! shape that was not among these is reported as unknown instead of being guessed at.

pub mod bytes;
pub mod charset;
mod charset_table;
pub mod datapump;
pub mod exp;
pub mod sniff;
pub mod version;

pub use bytes::Bytes;
pub use sniff::{Format, sniff};

/// The writer of small and big dumps that tests, the benchmark and the integration tests share.
#[cfg(test)]
#[path = "../../../benches/common/make_dump.rs"]
#[allow(dead_code, reason = "each of its users needs another part of it")]
pub(crate) mod make;
#[cfg(test)]
mod tests;
