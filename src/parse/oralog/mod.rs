//! Texts of logs → events. Pure: bytes in, events out; no file, no clock, no panic on any input.
//!
//! `log_skim` is the engine (chunks → the few lines that matter); each format is a small state machine on top of it.
pub mod adr_xml;
pub mod alert;
pub mod listener;
pub mod log_class;
pub mod log_event;
pub mod log_groups;
pub mod log_lines;
pub mod log_needles;
pub mod log_skim;
pub mod log_sniff;
pub mod log_text;
pub mod log_time;
pub mod net_text;
pub mod ora_record;
pub mod sqlnet;

/// The log that the benchmark reads; tests hold the fast path to the slow one on it.
#[cfg(test)]
#[path = "../../../benches/common/generate.rs"]
pub(crate) mod generate;
