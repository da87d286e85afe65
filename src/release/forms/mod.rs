//! Forms on the disk: where their records lie ([`Desk`]), whose keys prove them ([`Keys`]), what a package brings into one
//! ([`Brought`]), and what a form and its run answer to the printed ones ([`print`]). What a form is, is in [`super::form`].

mod brought;
mod desk;
mod keys;
pub mod print;
mod runs;
#[cfg(test)]
mod tests;

pub use brought::Brought;
pub use desk::{Desk, Held, Kept, Page, Torn, Trouble};
pub use keys::{KeyFault, Keys, Unmatched, public, sign, unsigned_record};
pub use runs::{Runs, recorded};
