//! opsctl: inspects databases, keeps the results, says what is wrong and what was not looked at.
//!
//! A run is a value: targets are asked, answers become typed rows, rules judge them, and a sealed [`model::Run`] is all
//! that history, terminal, sheets and the exit code read. ARCHITECTURE.md draws it; `tests/it/layers.rs` keeps the levels.

pub mod catalog;
pub mod cli;
pub mod config;
pub mod ctx;
pub mod diff;
pub mod engine;
pub mod error;
pub mod judge;
pub mod links;
pub mod model;
pub mod parse;
pub mod render;
pub mod store;
pub mod text;
pub mod trend;
pub mod ui;
