//! Text of logs, commands and spools → rows, bytes of dumps → findings; pure functions, one file a format. LEVEL 1.

pub mod archive;
pub mod backuplog;
pub mod dump;
pub mod filename;
pub mod frames;
pub mod grid;
pub mod host;
pub mod oralog;
pub mod spool;
pub mod sqlscript;
pub mod when;
