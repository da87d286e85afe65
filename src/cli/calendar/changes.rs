//! Two calendars → the days on which something else holds. Pure.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::words::hours;
use crate::calendar::{Calendar, Known};

/// What a calendar says of a day, as far as people plan by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holds {
    pub working: bool,
    /// Empty on a day off.
    pub hours: String,
}

/// One day or several in a row of which the same holds before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub first: Date,
    pub last: Date,
    pub before: Holds,
    pub after: Holds,
    pub name: String,
}

impl Change {
    /// Whether `day` is the next one, or the next working one of a change of hours, which weekends do not end.
    fn reaches(&self, after: &Calendar, day: Date) -> bool {
        let hours_only = self.before.working && self.after.working;
        let mut between = self.last.series(1.day()).skip(1).take_while(|date| *date < day);
        between.all(|date| hours_only && !after.day(date).is_working)
    }
}

/// What two calendars differ in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Changes {
    pub days: Vec<Change>,
    /// Days of which only the name, the source or how well they are known changes.
    pub renamed: usize,
    /// Years with how well their lists are known, before and after.
    pub years: Vec<(i16, Known, Known)>,
}

/// Compares `years`, and the December before each, which their documents may speak of.
pub(super) fn between(before: &Calendar, after: &Calendar, years: impl IntoIterator<Item = i16>) -> Changes {
    let mut changes = Changes::default();
    let mut years: Vec<i16> = years.into_iter().collect();
    years.sort_unstable();
    years.dedup();
    let mut next = Date::MIN;
    for year in years {
        let (was, is) = (worst(before, year), worst(after, year));
        changes.years.extend((was != is).then_some((year, was, is)));
        let first = date(year - 1, 12, 1).max(next);
        next = date(year, 12, 31).saturating_add(1.day());
        for day in first.series(1.day()).take_while(|day| *day < next) {
            changes.take(before, after, day);
        }
    }
    changes
}

impl Changes {
    fn take(&mut self, before: &Calendar, after: &Calendar, day: Date) {
        let (was, is) = (holds(before, day), holds(after, day));
        let (then, now) = (before.day(day), after.day(day));
        if was == is {
            // The file's name is ours to give; who decided and where it is written is not.
            let same = (then.layer, then.name, then.source, then.known) == (now.layer, now.name, now.source, now.known);
            self.renamed += usize::from(!same);
            return;
        }
        let name = now.name.or(then.name).unwrap_or_default().to_owned();
        match self.days.last_mut() {
            Some(run) if run.before == was && run.after == is && run.name == name && run.reaches(after, day) => run.last = day,
            _ => self.days.push(Change { first: day, last: day, before: was, after: is, name }),
        }
    }
}

fn worst(calendar: &Calendar, year: i16) -> Known {
    calendar.lists(year).map(|(_, known)| known).max().unwrap_or(Known::No)
}

fn holds(calendar: &Calendar, day: Date) -> Holds {
    let working = calendar.day(day).is_working;
    Holds { working, hours: if working { hours(calendar.hours(day)) } else { String::new() } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::read;

    fn calendar(texts: &[&str]) -> Calendar {
        Calendar::with_national(texts.iter().map(|text| read("x", text.as_bytes()).unwrap()).collect()).unwrap()
    }

    const BARE: &str = r#"{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-02", "isOffDay": true}, {"name": "春节", "date": "2026-12-27", "isOffDay": false}]}"#;

    #[test]
    fn days_that_change_are_told_and_others_counted() {
        let found = between(&calendar(&[]), &calendar(&[BARE]), [2027]);
        let days: Vec<(String, bool)> = found.days.iter().map(|c| (c.first.to_string(), c.after.working)).collect();
        assert_eq!(days, [("2026-12-27".to_owned(), true), ("2027-01-01".to_owned(), false)]);
        assert_eq!(found.years, [(2027, Known::No, Known::Yes)]);
        assert!(found.renamed > 360, "the others are now known");
        assert_eq!(between(&calendar(&[BARE]), &calendar(&[BARE]), [2026, 2027]), Changes::default());
    }

    #[test]
    fn new_hours_are_one_run_over_weekends() {
        let org = r#"{"year": 2027, "layer": "org", "days": [], "hours": [{"from": "05-01", "to": "09-30", "open": ["09:30-13:00"]},
            {"open": ["09:00-12:00", "13:30-18:00"]}]}"#;
        let found = between(&calendar(&[BARE]), &calendar(&[BARE, org]), [2027]);
        let runs: Vec<String> = found.days.iter().map(|c| format!("{}..{} {}", c.first, c.last, c.after.hours)).collect();
        assert_eq!(runs, ["2027-05-03..2027-09-30 09:30-13:00"]);
    }
}
