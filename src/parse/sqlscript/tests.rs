//! What scripts are split into, what they are refused for, and that nothing of them is lost.

mod kinds;
mod lints;
mod lost;
mod parts;

use super::{Level, LintKind, Role, Script, lint};

/// Line, level and kind of everything found.
fn found(text: &str, role: Role) -> Vec<(usize, Level, LintKind)> {
    lint(&Script::read(text), role).into_iter().map(|lint| (lint.line, lint.level, lint.what)).collect()
}
