//! The flow of tickets: which moves there are and who makes them, what events come to, what packages between the platforms do. LEVEL 3.
//!
//! [`flow`] is the table of states; [`fold`] makes a ticket of its events. Both are pure, and so is every merge: to merge is to have the
//! events of both platforms. A platform alone numbers its events, so that nothing has to be ordered by anybody's clock; a field that
//! both wrote without knowing of each other is a conflict, which a person decides by writing it again.
//!
//! [`forms`] is what a ticket answers to the contract's forms and lists, [`stats`] what many come to.

pub mod exchange;
pub mod flow;
mod fold;
pub mod forms;
pub mod intake;
pub mod package;
pub mod pen;
pub mod sla;
pub mod stats;
#[cfg(test)]
mod tests;

pub use fold::{Broken, Wrong, fold};
