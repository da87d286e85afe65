//! Every sentence the program says, in both languages side by side. LEVEL 0.
//!
//! Words of a check or a report live in its own file; these are the words of the program. One macro makes the
//! enum and both tables, so a message without a translation or an argument does not compile.

mod codes;
mod format;
pub mod hints;
mod messages;
mod reason;

pub use codes::{CODE, coded};
pub use format::{bytes_mb, duration, number, unit};
pub use messages::Msg;
pub use reason::{level, not_checked, state_word, verdict};
