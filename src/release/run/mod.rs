//! A run: a package on all of a target's places and databases, or nothing of it.
//!
//! Everything is written down before it is done ([`Mark`]): whoever finds an open run knows from its journal how far it came at most, and
//! looks at places and databases for how far it came. Before the mark `commit` all of it is taken back, after it nothing is
//! ([`forth()`], [`back`], [`recover()`]). Places give their decision to the run before it decides, so that all of them end alike.

mod back;
mod crew;
mod database;
mod design;
mod forth;
mod kit;
mod mark;
mod open;
mod recover;
mod told;
mod work;

pub use crew::{Crew, ScriptState, Sql};
pub use database::Base;
pub use design::{Unfit, backward, forward, kit};
pub use forth::{Ended, Parts, Wish, forth, title};
pub use kit::{Kit, ScriptText};
pub use mark::Mark;
pub use open::{Open, open_run, past_run};
pub use recover::{recover, resolve};
pub use told::{Doing, Told};
pub use work::{Command, Evidence, Look, PlaceWork, RunPlan, SqlWork, Work};
