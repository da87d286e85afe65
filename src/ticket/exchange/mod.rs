//! Packages as files: written from the store, read into it. What they mean is in [`super::package`].
//!
//! Out: the texts of all tickets are made and packed first, as the manifest that goes before them names their digests; the ledger
//! knows of a package when the file has its name, and not otherwise. In: every byte is read and held to the
//! manifest before anything is decided; files are on the disk before the one transaction that speaks of them.

mod export;
mod import;
mod masked;
mod read;
mod receipt;

pub use export::{Exported, Order, Unexported, export};
pub use import::{Import, Imported, Unimported, Why, import};
pub use masked::masked;
pub use read::{Fault, Given, Opened, open};
pub use receipt::{Answered, Unanswered, acknowledge, answer};
