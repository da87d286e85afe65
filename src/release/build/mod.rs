//! A folder with `release.toml` → a package: its manifest, signed, as a ZIP or a folder; the same input and time give the same bytes.
//!
//! ```text
//! release.toml           what it is, and what the files do not say by themselves (`spec`)
//! files/<part>/…         the files of each part, as they are to stand there
//! sql/<name>/…           deploy.sql, verify.sql, rollback.sql
//! hooks/…                programs that [[hook]] names
//! form/…                 papers that go along
//! ```
//!
//! What was made is read and proved as any package is, before it is given its name.

mod fault;
mod manifest;
mod modes;
mod order;
mod parts;
mod say;
mod spec;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use fault::{Unbuilt, Why};
pub use order::{Built, Order, build};

/// What is to be made is written there.
pub const SPEC: &str = "release.toml";
