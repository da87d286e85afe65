//! Reading: the end record, the directory, the local headers, and content while it streams.
//!
//! ```text
//! Walk ── scan ──▶ Scan ── named ──▶ Listing ── read ──▶ Content
//!                    └ content: an entry by its raw name (the manifest, whose list of names may tell what the others mean)
//! ```

mod cipher;
mod content;
mod directory;
mod end;
mod inflate;
mod judge;
mod listing;
mod local;
mod scan;

pub use content::Content;
pub use listing::{Encryption, Entry, Listing, Warning};
pub use scan::{Scan, Walk};
