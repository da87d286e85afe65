//! opsctl: inspects databases, keeps the results, says what is wrong and what was not looked at.
//!
//! A run is a value: targets are asked, answers become typed rows, rules judge them, and a sealed [`model::Run`] is all
//! that history, terminal, sheets and the exit code read. ARCHITECTURE.md draws it; `tests/it/layers.rs` keeps the levels.
// Tests may be shorter than the program: they truncate, panic and read the clock where the program must not.
#![cfg_attr(
    test,
    allow(
        clippy::cast_possible_truncation,
        clippy::cast_possible_wrap,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        clippy::disallowed_methods,
        clippy::items_after_statements,
        clippy::too_many_lines
    )
)]

pub mod author;
pub mod backup;
pub mod bundle;
pub mod calendar;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod ctx;
pub mod diff;
pub mod engine;
pub mod error;
pub mod judge;
pub mod knowledge;
pub mod links;
pub mod mask;
pub mod model;
pub mod ooxml;
pub mod parse;
#[cfg(target_os = "linux")]
pub mod release;
pub mod render;
pub mod report;
pub mod seal;
pub mod store;
pub mod text;
pub mod ticket;
pub mod trend;
pub mod ui;
