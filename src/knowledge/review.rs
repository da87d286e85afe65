//! When a published entry is to be looked over again.

use std::cmp::Ordering;

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{Entry, State};

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nobody has looked at it for so long.
    Age,
    /// The program is newer than the last version for which it holds.
    Version,
}

/// Whether a published entry is to be looked over again: `months` after it was last, or when the program's version passed.
/// Versions are compared part by part as numbers; one that is not known says nothing.
#[must_use]
pub fn review_due(entry: &Entry, now: Timestamp, months: u16, current_version: &str) -> Option<Due> {
    if entry.state != State::Published {
        return None;
    }
    let known = !entry.valid_to_version.is_empty() && !current_version.is_empty();
    if known && compare(current_version, &entry.valid_to_version) == Ordering::Greater {
        return Some(Due::Version);
    }
    // A time that cannot be reckoned is beyond all calendars.
    let due = entry.updated.to_zoned(TimeZone::UTC).checked_add(i32::from(months).months()).ok()?;
    (due.timestamp() <= now).then_some(Due::Age)
}

/// `V3.10` is after `3.9`.
fn compare(one: &str, other: &str) -> Ordering {
    let parts = |version: &str| -> Vec<u64> {
        let mut parts: Vec<u64> = version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        while parts.last() == Some(&0) {
            parts.pop();
        }
        parts
    };
    parts(one).cmp(&parts(other))
}
