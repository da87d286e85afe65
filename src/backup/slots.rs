//! A schedule → the times at which a backup was due. Pure.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::model::backup::{BackupSet, MonthDay, Schedule};

/// A backup that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// When it begins.
    pub at: Timestamp,
    /// The day of that in the site's zone.
    pub day: Date,
    pub time: Time,
    /// When it must be done.
    pub done_by: Timestamp,
}

impl Slot {
    /// `2026-11-25 22:00`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.day, self.time.strftime("%H:%M"))
    }
}

/// The times on a day at which a backup of this schedule begins.
fn times(schedule: &Schedule, day: Date) -> &[Time] {
    match schedule {
        Schedule::Daily(times) => times,
        Schedule::Weekly(days, time) if days.contains(&day.weekday()) => std::slice::from_ref(time),
        Schedule::Monthly(MonthDay::Last, time) if day.day() == day.days_in_month() => std::slice::from_ref(time),
        // A month without that day has its last one.
        Schedule::Monthly(MonthDay::Day(wanted), time) if day.day() == (*wanted).min(day.days_in_month()) => std::slice::from_ref(time),
        _ => &[],
    }
}

/// The backups of a set that were to begin from a day on and not after `now`, oldest first.
#[must_use]
pub fn slots(set: &BackupSet, from: Date, now: Timestamp, zone: &TimeZone) -> Vec<Slot> {
    let today = now.to_zoned(zone.clone()).date();
    let from = set.since.map_or(from, |since| since.max(from));
    let mut found = Vec::new();
    let mut day = from;
    while day <= today {
        for time in times(&set.schedule, day) {
            // A time that the clock left out (summer time) is the moment after it.
            let Ok(begins) = day.to_datetime(*time).to_zoned(zone.clone()) else { continue };
            let at = begins.timestamp();
            if at <= now {
                let done_by = at.checked_add(i64::from(set.within_min).minutes()).unwrap_or(at);
                found.push(Slot { at, day, time: *time, done_by });
            }
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    found
}

/// When the next one begins, within the next two months.
#[must_use]
pub fn next(set: &BackupSet, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let today = now.to_zoned(zone.clone()).date();
    let days = std::iter::successors(Some(today), |day| day.tomorrow().ok()).take(62);
    days.filter(|day| set.since.is_none_or(|since| *day >= since))
        .flat_map(|day| times(&set.schedule, day).iter().filter_map(move |time| day.to_datetime(*time).to_zoned(zone.clone()).ok()))
        .map(|begins| begins.timestamp())
        .find(|at| *at > now)
}

/// The longest time from one backup to the next, in days: what tells a daily set from a weekly one.
#[must_use]
pub fn days_between(schedule: &Schedule) -> u32 {
    match schedule {
        Schedule::Daily(_) => 1,
        Schedule::Weekly(days, _) => {
            let mut days: Vec<i8> = days.iter().map(|day| day.to_monday_zero_offset()).collect();
            days.sort_unstable();
            days.dedup();
            let round = days.first().map(|first| first + 7);
            let gaps = days.iter().zip(days.iter().skip(1).copied().chain(round)).map(|(day, next)| next - day);
            gaps.max().and_then(|gap| u32::try_from(gap).ok()).unwrap_or(7)
        }
        Schedule::Monthly(..) => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_days_leave_a_weekend() {
        use jiff::civil::Weekday::{Friday, Monday, Sunday, Thursday, Tuesday, Wednesday};
        let weekly = |days: &[jiff::civil::Weekday]| days_between(&Schedule::Weekly(days.to_vec(), Time::midnight()));
        assert_eq!(weekly(&[Monday, Tuesday, Wednesday, Thursday, Friday]), 3);
        assert_eq!((weekly(&[Sunday]), weekly(&[Sunday, Wednesday]), weekly(&[Friday, Friday])), (7, 4, 7));
    }
}
