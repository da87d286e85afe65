//! What was learnt from tickets: entries and their life, drafts from closed tickets, search in Chinese, clusters of what comes again. Pure. LEVEL 1.
//!
//! The store keeps [`Entry`]s and a table of the tokens of each; here is what they mean. Nothing is published in which `mask` still finds
//! something ([`gate`]).

mod cluster;
mod draft;
mod entry;
mod gate;
mod handbook;
mod hot;
mod keywords;
mod minhash;
mod query;
mod rank;
mod review;
mod state;
mod tokens;

#[cfg(test)]
mod tests;

pub use cluster::{Cluster, Item, Why, cluster};
pub use draft::{Source, draft};
pub use entry::{Entry, Field};
pub use gate::gate;
pub use handbook::{Labels, to_markdown};
pub use hot::{Hot, covered, hot};
pub use keywords::{codes, keywords};
pub use query::{Query, Term, fts, query};
pub use rank::{Doc, rank};
pub use review::{Due, review_due};
pub use state::{Actor, Logged, Move, Refused, Role, State};
pub use tokens::tokens;
