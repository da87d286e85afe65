//! Changes of databases: scripts in threes (deploy, verify, rollback), run a statement at a time through the database's own client.
//!
//! What was begun and what is done stands in a table of the changed schema (`registry`): a statement is `STARTED` there, for good,
//! before it runs. Where the client's database can take a statement back, the statement and its `DONE` are one transaction, so one that
//! is only `STARTED` after a kill did not happen. Where it cannot (DDL and PL/SQL of Oracle), it is unknown, and a person is shown
//! exactly that statement; nothing is guessed.
//!
//! Each statement is committed by itself, so COMMIT of a script is left out and ROLLBACK refused. Who writes holds a lock that ends with
//! its session (`lock`).

mod answer;
mod check;
mod client;
mod fate;
mod fault;
mod lock;
mod query;
mod registry;
mod rollback;
mod run;
mod say;
mod script;
mod session;
mod state;
#[cfg(test)]
mod tests;
mod trouble;
mod words;

pub use crate::links::client::Cut;
pub use check::{Finding, What, check};
pub use fate::decidable;
pub use fault::{Fault, UnknownStatement, Where};
pub use query::{Seen, Verified, Why, query, verify};
pub use rollback::{RolledBack, rollback};
pub use run::{Deployed, Event, deploy};
pub use script::{Coding, File, Loaded, MOST_BYTES, Unreadable};
pub use session::Session;
pub use state::{State, settle, state};
pub use words::words;

/// Which release runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release<'a> {
    /// What people call it; the registry knows scripts by it.
    pub id: &'a str,
    /// Of the package's manifest, in hex.
    pub digest: &'a str,
}

/// Which of a script's files changes the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Deploy,
    Rollback,
}
