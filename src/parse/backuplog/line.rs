//! A line on its way through, and what of it may be kept.

use super::run::Evidence;
use super::secret::redacted;
use crate::parse::oralog::log_text::clean;

/// A line of the log as it goes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    /// Counted from 1.
    pub(super) number: u64,
    /// Offset in the file.
    pub(super) offset: u64,
    /// The whole line, as decoded.
    pub(super) raw: &'a str,
    /// Time stamp in front (LOGTIME).
    pub(super) stamp: Option<&'a str>,
    /// The file ends in it.
    pub(super) cut: bool,
}

impl At<'_> {
    pub(super) fn evidence(&self) -> Evidence {
        Evidence { line: self.number, at: self.offset, text: shown(self.raw) }
    }
}

/// A text that may be kept: short, tame, without passwords.
pub(super) fn shown(text: &str) -> String {
    clean(redacted(text).as_bytes(), 0)
}

/// A name that may be kept.
pub(super) fn short(text: &str) -> String {
    shown(text).chars().take(128).collect()
}
