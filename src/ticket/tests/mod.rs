//! The flow, its events and its packages.

mod flow;
mod fold;
pub(in crate::ticket) mod make;
mod pen;
mod walk;
