//! Backups: which were due, which are there, and what their own bytes and logs prove. LEVEL 3.
//!
//! - `slots`, `find`: a policy and a list of files → the backups that were due and the files of each
//! - `dumpfile`, `logfile`, `look`: files → facts; reads, never writes
//! - `restore`: a backup is restored into something that is thrown away, and what came back is compared
//! - `answers`: facts → the rows of the checks in `scripts/backup/`, which the engine judges as those of every target

mod answers;
mod digests;
mod dumpfile;
mod find;
mod logfile;
mod look;
mod packed;
pub mod restore;
mod sizes;
mod slots;
mod words;

pub use answers::{Inspected, Past, answers, counts, is_good, kept, of_catalog};
pub use digests::{Digest, Standing};
pub use dumpfile::{Depth, Dump, Proof};
pub use find::{Backup, Found, find};
pub use logfile::Log;
pub use look::{CopyLook, Look, Looked, Place, Scope, Wish, look, look_at_copy, reach};
pub use slots::{Slot, days_between, next, slots};
