//! The part of `links` that reads log files: `logfile` is the door, the others serve it.
pub mod log_cursor;
mod log_read;
mod log_rotated;
pub mod logfile;
