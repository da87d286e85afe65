//! Releases: a package is put into place on all of a target's hosts and databases, or nothing of it is, whatever happens on the way.
//!
//! [`tree`] does it for one folder on one machine; [`form`] knows who has to agree.

pub mod build;
mod each;
pub mod fault;
pub mod form;
pub mod forms;
pub mod freeze;
pub mod journal;
pub mod ledger;
pub mod package;
pub mod place;
pub mod run;
mod say;
pub mod sql;
#[cfg(test)]
mod tests;
pub mod tree;

pub use fault::{Drift, Fault};
pub use ledger::{Done, Line, verify_chain};
pub use tree::{Applied, Content, Outcome, Payload, Site, apply, plan, recover, undo_of};

/// Who does it, and when: what records say.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Actor {
    pub name: String,
    pub now: jiff::Timestamp,
}
