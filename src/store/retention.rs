//! Turns the list of runs into the ids that may go: all for a while, then one a day, a week, a month; quiet interval runs go first.
//! Pure.

use std::collections::{BTreeSet, HashSet};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::model::{Cadence, RunHead, Verdict};

/// How long what is kept; ages in days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// Every run so long.
    pub all_days: u32,
    /// Then the last of each day so long,
    pub daily_days: u32,
    /// then the last of each week,
    pub weekly_days: u32,
    /// then the last of each month; older ones go.
    pub monthly_days: u32,
    /// Every interval run so long; after that only those in which something was wrong, the last of each hour until `all_days`.
    /// They come every minute, and their numbers are samples.
    pub interval_days: u32,
    /// No more runs than this, the oldest go first.
    pub max_runs: usize,
    /// Every sample so long,
    pub samples_days: u32,
    /// then the last of each day so long.
    pub daily_samples_days: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            all_days: 90,
            daily_days: 400,
            weekly_days: 1100,
            monthly_days: 3660,
            interval_days: 14,
            max_runs: 20_000,
            samples_days: 35,
            daily_samples_days: 1100,
        }
    }
}

/// The part of the calendar of which one run stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Hour(Date, i8),
    Day(Date),
    /// By its Monday.
    Week(Date),
    Month(i16, i8),
}

/// The ids of the runs that the policy lets go, the oldest first.
///
/// "The last of each day" is meant for each target, command and cadence, so a run stays while it is the last for any of
/// them. Never dropped: a pinned run, the last run of a target, and the last in which the target could be judged.
#[must_use]
pub fn drop(heads: &[RunHead], policy: &Policy, now: Timestamp, zone: &TimeZone) -> Vec<String> {
    let mut newest_first: Vec<&RunHead> = heads.iter().collect();
    newest_first.sort_by(|a, b| b.now.cmp(&a.now).then_with(|| b.id.cmp(&a.id)));
    let precious = precious(&newest_first);
    let mut taken: BTreeSet<(&str, &str, Cadence, Slot)> = BTreeSet::new();
    let mut kept = 0;
    let mut gone = Vec::new();
    // Precious runs have their place, whatever the others' number.
    let room = policy.max_runs.saturating_sub(precious.len());
    for head in newest_first {
        let wanted = wanted(head, policy, now, zone, &mut taken);
        if precious.contains(head.id.as_str()) {
            continue;
        }
        if wanted && kept < room {
            kept += 1;
        } else {
            gone.push(head.id.clone());
        }
    }
    gone.reverse();
    gone
}

/// Whether the run is young, or the last in its slot for one of its targets; takes the slots it is the last in.
fn wanted<'a>(
    head: &'a RunHead,
    policy: &Policy,
    now: Timestamp,
    zone: &TimeZone,
    taken: &mut BTreeSet<(&'a str, &'a str, Cadence, Slot)>,
) -> bool {
    let age = now.duration_since(head.now).as_hours() / 24;
    let within = |days: u32| age < i64::from(days);
    if is_quiet_interval(head) && !within(policy.interval_days) {
        return false;
    }
    let local = head.now.to_zoned(zone.clone());
    let date = local.date();
    let slot = if within(policy.all_days) {
        if head.cadence != Cadence::Interval || within(policy.interval_days) {
            return true;
        }
        Slot::Hour(date, local.hour())
    } else if within(policy.daily_days) {
        Slot::Day(date)
    } else if within(policy.weekly_days) {
        let since_monday = i64::from(date.weekday().to_monday_zero_offset());
        Slot::Week(date.saturating_sub(jiff::Span::new().days(since_monday)))
    } else if within(policy.monthly_days) {
        Slot::Month(date.year(), date.month())
    } else {
        return false;
    };
    let places = head.targets.iter().map(|target| (target.name.as_str(), head.command.as_str(), head.cadence, slot));
    places.filter(|place| taken.insert(*place)).count() > 0
}

/// An interval run in which nothing was wrong and nothing unchecked: once it is old, its samples tell all of it.
#[must_use]
pub fn is_quiet_interval(head: &RunHead) -> bool {
    head.cadence == Cadence::Interval && head.verdict == Verdict::Ok
}

/// Runs that no limit touches.
fn precious<'a>(newest_first: &[&'a RunHead]) -> HashSet<&'a str> {
    let mut seen = HashSet::new();
    let mut judged = HashSet::new();
    let mut precious = HashSet::new();
    for head in newest_first {
        let mut keep = head.pinned;
        for target in &head.targets {
            keep |= seen.insert(target.name.as_str());
            keep |= target.tally.judged > 0 && judged.insert(target.name.as_str());
        }
        if keep {
            precious.insert(head.id.as_str());
        }
    }
    precious
}
