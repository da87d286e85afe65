//! One folder on this machine: what a package brings is put into place, or nothing of it is, whatever happens on the way.
//!
//! All of a transaction is written down on the target's own file system before anything is touched ([`record`]); what is put in place
//! lies there complete before ([`stage`]); each path is changed by one call of the kernel, which leaves what was there at the place where
//! the new one lay ([`switch`]). So whatever a crash left is told by looking at the paths: each is as before, or as it is to be. Before
//! the record `commit` everything is taken back, after it nothing is; a transaction that is `ready` waits for the run that it belongs to.

mod compare;
mod make;
mod prune;
mod record;
mod recover;
mod stage;
mod state;
mod swap;
mod switch;
#[cfg(test)]
mod tests;
mod txn;
mod undo;

pub use compare::differs;
pub use make::{Content, Payload, plan};
pub(super) use make::{folders_of, in_order, plan_of, steps, written};
pub(super) use prune::old;
pub use prune::prune;
pub use record::Record;
pub(super) use recover::{Ground, decide_at, discard, recover_at, resolve_at};
pub use recover::{Outcome, decide, recover, resolve};
pub(super) use stage::fits;
pub use state::{Held, Site, Status};
pub(super) use state::{load, status};
pub(super) use swap::MARK;
pub use txn::{Applied, Txn, apply};
pub(super) use txn::{as_planned, is_switched, save, write_down};
pub use undo::{Undo, undo_of};
pub(super) use undo::{back_plan, which};
