//! The clocks of tickets: the clauses of a contract as data, what they come to for a ticket, and who is to be told. Pure.
//!
//! [`Profile`] is `sla.toml`, the built-in one or a site's on top of it; [`Clocks`] makes the [`Clock`]s of a ticket at a moment, with due
//! times of [`crate::calendar`]; [`step_due`] is what has to be told now; [`Clocks::explain`] takes a due time apart, and
//! [`Clocks::mention`] is what a report prints beside them. Nothing here is stored but that somebody was told: a level that changes, a
//! calendar that comes later, a pause that is entered afterwards are right from then on.

mod chase;
mod clock;
mod clocks;
mod days;
mod event;
mod explain;
mod fault;
mod group;
mod limit;
mod mention;
mod profile;
mod read;
mod table;
#[cfg(test)]
mod tests;

pub use chase::{Step, Tell, step_due};
pub use clock::{AT_RISK, Clock, State};
pub use clocks::{Clocks, Outgoing, Overall};
pub use event::Event;
pub use explain::{Explained, Passed};
pub use fault::{Fault, Why};
pub use group::Group;
pub use limit::{MOST_DAYS, Pace};
pub use mention::{Definition, Mention};
pub use profile::{Applies, Clause, Granted, Profile, Stop, Tells};
