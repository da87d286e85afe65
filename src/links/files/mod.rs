//! Folders of files ⇄ seals: walks, reads, hashes and compares, on all cores, at a limited pace, and goes on where it was stopped.
//!
//! Nothing is followed out of the folder, nothing in it is changed (not even times of access, where the system lets us), and what could
//! not be read or changed while it was read is told as that.

mod effort;
mod hash;
mod keep;
mod key;
mod load;
mod make;
pub(crate) mod place;
mod pool;
mod save;
mod tree;
mod verify;
mod walk;

#[cfg(test)]
mod tests;

pub use effort::{Effort, Metered, Pace};
pub use keep::Resume;
pub(crate) use key::fill;
pub use key::{SecretFault, create_pair, read_secret};
pub use load::{Beside, LoadFault, Loaded, Signature, load};
pub use make::{Made, Make, make, sha256};
pub use save::save;
pub use verify::{Checked, Verify, verify};
