//! What holds for the whole command: now, zone, language, operator. Made once; the only reader of the clock. LEVEL 0.

use jiff::{Timestamp, tz::TimeZone};

use crate::model::{Lang, Scrubber};

/// Passed by reference to all that needs it.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Taken once; everything that judges or names takes it from here.
    pub now: Timestamp,
    /// `OPSCTL_NOW` set it.
    pub now_fixed: bool,
    pub zone: TimeZone,
    pub zone_name: String,
    pub lang: Lang,
    pub operator: String,
    pub machine: String,
    pub scrub: Scrubber,
}

impl Ctx {
    /// A time in the configured zone, to the second.
    #[must_use]
    pub fn local(&self, time: Timestamp) -> String {
        time.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// The clock, read here and nowhere else.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn clock() -> Timestamp {
    Timestamp::now()
}

/// Measures how long things take; never used to judge.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    #[must_use]
    pub fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }

    #[must_use]
    pub fn ms(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}
