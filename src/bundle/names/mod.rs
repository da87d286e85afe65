//! What the names of an archive mean, and whether they are safe.
//!
//! A name says its encoding by bit 11, by the field 0x7075, or by being ASCII. The others are decoded together, for one writer wrote them
//! all: 930 of the hanzi of GB2312 are valid UTF-8 by themselves (目录 reads `Ŀ¼`), so that guessing one by one is wrong.

mod choose;
mod cp437;
mod encoding;
mod own;
mod rules;
mod score;
mod show;
mod taken;

pub use choose::{Candidate, Names};
pub use encoding::Encoding;
pub use rules::{check, is_safe};
pub use taken::Taken;

pub(super) use choose::choose;
pub(super) use own::own;
pub(super) use show::show;
