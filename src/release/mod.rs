//! Releases: a package is put into place, or nothing of it is, whatever happens on the way.
//!
//! One transaction a release and target. All of it is written down on the target's own file system before anything is touched
//! ([`journal`]); what is put in place lies there complete before ([`stage`]); each path is changed by one call of the kernel, which
//! leaves what was there at the place where the new one lay ([`switch`]). So whatever a crash left is told by looking at the paths:
//! each is as before, or as it is to be. Before the record `commit` everything is taken back, after it nothing is.

mod apply;
pub mod build;
mod each;
pub mod fault;
pub mod form;
pub mod journal;
mod make;
pub mod package;
mod recover;
mod stage;
mod state;
mod switch;
#[cfg(test)]
mod tests;
mod undo;

pub use apply::{Applied, apply};
pub use fault::{Drift, Fault};
pub use make::{Content, Payload, plan};
pub use recover::{Outcome, recover};
pub use state::{Done, Held, Line, Site, Status, verify_chain};
pub use undo::{Undo, undo_of};

/// Who does it, and when: what records say.
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: String,
    pub now: jiff::Timestamp,
}
