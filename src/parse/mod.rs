//! Text of logs, commands and spools → rows; pure functions, one file a format. LEVEL 1.

pub mod archive;
pub mod frames;
pub mod grid;
pub mod host;
pub mod oralog;
pub mod spool;
pub mod when;
