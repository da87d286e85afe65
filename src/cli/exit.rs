//! How the process ends: four codes, the same in every command.

use crate::model::Verdict;

/// | code | inspect and other checks | commands that do something |
/// | --- | --- | --- |
/// | 0 | all judged, nothing wrong | done |
/// | 1 | worst is a warning | done with reservations |
/// | 2 | worst is critical, also a target that is down | failed, and the state is not what it was |
/// | 3 | could not judge: usage, config, privilege, nothing matched | not started, nothing touched |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit(pub u8);

impl Exit {
    pub const OK: Self = Self(0);
    pub const WARNING: Self = Self(1);
    pub const CRITICAL: Self = Self(2);
    pub const UNKNOWN: Self = Self(3);
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        Self(verdict.exit_code())
    }
}
