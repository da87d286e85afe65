//! Clocks at the edges of days, weeks and years, and clocks that were stopped.

use jiff::SignedDuration;

use super::{at, calendar, file, lhasa, nation, none, pauses, show};
use crate::calendar::{Calendar, Known, Limit, Pauses, add_wall, instant, local};

fn hours(start: &str, minutes: u32) -> String {
    show(calendar().add_working_minutes(at(start), minutes, &none()))
}

fn days(start: &str, days: u32) -> String {
    show(calendar().add_working_days(at(start), days, &none()))
}

fn closing(start: &str) -> String {
    show(calendar().end_of_working_day(at(start), &none()))
}

#[test]
fn the_clock_runs_in_working_time_only() {
    // Wednesday.
    assert_eq!(hours("2026-03-04 12:30", 60), "2026-03-04 15:00", "in a break");
    assert_eq!(hours("2026-03-04 07:00", 60), "2026-03-04 10:00", "before opening");
    assert_eq!(hours("2026-03-04 19:00", 60), "2026-03-05 10:00", "after closing");
    assert_eq!(hours("2026-03-07 10:00", 60), "2026-03-09 10:00", "on a Saturday");
    assert_eq!(hours("2026-02-20 10:00", 60), "2026-02-24 10:00", "on a holiday");
    assert_eq!(hours("2026-03-04 11:00", 60), "2026-03-04 12:00", "to the end of the morning, not the afternoon's beginning");
    assert_eq!(hours("2026-03-04 11:00", 61), "2026-03-04 14:01");
    assert_eq!(hours("2026-03-04 17:00", 60), "2026-03-04 18:00");
}

#[test]
fn nothing_granted_is_due_at_once() {
    for start in ["2026-03-04 10:00", "2026-03-04 12:30", "2026-02-20 10:00"] {
        assert_eq!((hours(start, 0), days(start, 0)), (start.to_owned(), start.to_owned()));
        assert_eq!(add_wall(at(start), 0, &pauses(&[(start, "2026-03-05 00:00")])), Some(at(start)));
    }
}

#[test]
fn seconds_are_not_lost() {
    let due = calendar().add_working_minutes(at("2026-03-04 11:59:30"), 1, &none()).unwrap();
    assert_eq!(due.at, at("2026-03-04 14:00:30"));
    let spent = calendar().working_between(at("2026-03-04 11:59:30"), due.at, &none());
    assert_eq!(spent.time, SignedDuration::from_secs(60));
}

#[test]
fn a_working_day_later_is_the_same_time_within_opening_hours() {
    assert_eq!(days("2026-03-04 10:15", 1), "2026-03-05 10:15");
    assert_eq!(days("2026-03-06 17:00", 1), "2026-03-09 17:00", "over a weekend");
    assert_eq!(days("2026-03-04 07:00", 1), "2026-03-05 09:00");
    assert_eq!(days("2026-03-04 12:30", 1), "2026-03-05 14:00");
    assert_eq!(days("2026-03-04 12:00", 1), "2026-03-05 12:00");
    assert_eq!(days("2026-03-04 20:00", 1), "2026-03-05 18:00");
    assert_eq!(days("2026-03-07 20:00", 1), "2026-03-10 09:00", "a Saturday counts from Monday's opening");
    assert_eq!(days("2026-02-13 12:10", 1), "2026-02-14 14:00", "a make-up day is a working day");
    assert_eq!(days("2025-12-31 09:30", 2), "2026-01-05 09:30", "over the year's end");
}

#[test]
fn the_end_of_the_day_is_the_next_closing() {
    assert_eq!(closing("2026-03-04 06:00"), "2026-03-04 18:00");
    assert_eq!(closing("2026-03-04 17:59"), "2026-03-04 18:00");
    assert_eq!(closing("2026-03-04 18:00"), "2026-03-05 18:00", "who comes at closing is answered the next day");
    assert_eq!(closing("2026-02-14 18:30"), "2026-02-24 18:00");
    assert_eq!(closing("2026-02-20 10:00"), "2026-02-24 18:00");
}

#[test]
fn the_wall_clock_knows_no_holidays() {
    assert_eq!(add_wall(at("2026-02-14 17:30"), 3 * 24 * 60, &none()), Some(at("2026-02-17 17:30")));
    let stopped = pauses(&[("2026-02-14 18:00", "2026-02-15 08:00")]);
    assert_eq!(add_wall(at("2026-02-14 17:30"), 60, &stopped), Some(at("2026-02-15 08:30")));
    assert_eq!(add_wall(at("2026-02-14 19:00"), 60, &stopped), Some(at("2026-02-15 09:00")), "begun while it stood still");
    let due = calendar().due(at("2031-01-01 00:00"), Limit::Wall { minutes: 30 }, &none()).unwrap();
    assert_eq!(due.known, Known::Yes, "it needs no calendar");
    assert_eq!(add_wall(at("9999-12-31 23:00"), 120, &none()), None);
    assert_eq!(calendar().add_working_minutes(at("9999-12-30 09:00"), 10_000, &none()), None);
}

#[test]
fn a_pause_over_a_weekend_costs_only_its_working_time() {
    // Friday 16:00 to Monday 10:00: two hours and one.
    let stopped = pauses(&[("2026-03-06 16:00", "2026-03-09 10:00")]);
    let whole = calendar();
    assert_eq!(show(whole.add_working_minutes(at("2026-03-06 15:00"), 120, &stopped)), "2026-03-09 11:00");
    assert_eq!(show(whole.add_working_days(at("2026-03-06 15:00"), 1, &stopped)), "2026-03-09 18:00");
    assert_eq!(show(whole.end_of_working_day(at("2026-03-06 15:00"), &stopped)), "2026-03-09 12:00");
    let spent = whole.working_between(at("2026-03-06 15:00"), at("2026-03-09 11:00"), &stopped);
    assert_eq!(spent.time, SignedDuration::from_hours(2));
    let saturday = pauses(&[("2026-03-07 08:00", "2026-03-08 20:00")]);
    assert_eq!(show(whole.add_working_minutes(at("2026-03-06 15:00"), 240, &saturday)), "2026-03-09 10:00", "free of cost");
}

#[test]
fn a_pause_after_the_due_time_or_before_the_start_changes_nothing() {
    let stopped = pauses(&[("2026-03-05 09:00", "2026-03-06 09:00"), ("2026-03-03 09:00", "2026-03-04 10:00")]);
    assert_eq!(show(calendar().add_working_minutes(at("2026-03-04 10:00"), 120, &stopped)), "2026-03-04 12:00");
    assert_eq!(show(calendar().end_of_working_day(at("2026-03-04 10:00"), &stopped)), "2026-03-04 18:00");
    let meets_due = pauses(&[("2026-03-04 17:00", "2026-03-05 17:00")]);
    assert_eq!(show(calendar().end_of_working_day(at("2026-03-04 10:00"), &meets_due)), "2026-03-05 18:00");
}

#[test]
fn pauses_that_overlap_count_once_and_backward_ones_are_refused() {
    let twice = pauses(&[("2026-03-04 10:00", "2026-03-04 11:00"), ("2026-03-04 10:30", "2026-03-04 11:30")]);
    assert_eq!(twice, pauses(&[("2026-03-04 10:00", "2026-03-04 11:30")]));
    assert_eq!(show(calendar().add_working_minutes(at("2026-03-04 09:00"), 90, &twice)), "2026-03-04 12:00");
    assert!(Pauses::new(vec![(at("2026-03-04 11:00"), at("2026-03-04 10:00"))]).is_err());
}

#[test]
fn a_clock_that_passes_an_unknown_day_says_so() {
    assert_eq!(hours("2026-12-24 09:00", 60), "2026-12-24 10:00");
    assert_eq!(hours("2026-12-24 17:30", 60), "2026-12-25 09:30 unknown", "New Year's days off may reach into December");
    assert_eq!(days("2026-12-30 10:00", 3), "2027-01-04 10:00 unknown");
    assert_eq!(show(lhasa().end_of_working_day(at("2026-03-04 10:00"), &none())), "2026-03-04 18:00 unknown");
    assert_eq!(days("2021-12-31 10:00", 1), "2022-01-03 10:00 unknown", "the year that it ends in is known, the one before is not");
    let spent = calendar().working_between(at("2026-12-24 09:00"), at("2027-01-04 10:00"), &none());
    assert_eq!(spent.known, Known::No);
    let expected = Calendar::new([nation(), vec![file(2027, r#""status": "provisional","#, "-2027-01-01..03")]].concat()).unwrap();
    assert_eq!(show(expected.add_working_days(at("2026-12-30 10:00"), 2, &none())), "2027-01-04 10:00 provisional");
}

#[test]
fn seasons_change_hours_in_the_middle_of_a_clock() {
    let keys = r#""layer": "org", "hours": [{"from": "05-01", "to": "09-30", "open": ["09:30-13:00", "15:30-18:30"]},
        {"from": "10-01", "to": "04-30", "open": ["09:30-13:00", "15:00-18:00"]}],"#;
    let whole = Calendar::new(vec![file(2026, "", "-2026-10-01..07"), file(2026, keys, "")]).unwrap();
    assert_eq!(show(whole.add_working_minutes(at("2026-09-30 18:00"), 60 + 210, &none())), "2026-10-08 15:30");
    assert_eq!(show(whole.add_working_days(at("2026-09-30 18:15"), 1, &none())), "2026-10-08 18:00");
}

#[test]
fn round_the_clock_ends_at_midnight() {
    let keys = r#""layer": "org", "hours": [{"open": ["00:00-24:00"]}],"#;
    let whole = Calendar::new(vec![file(2026, "", "-2026-10-01..07"), file(2026, keys, "")]).unwrap();
    assert_eq!(show(whole.end_of_working_day(at("2026-09-30 18:00"), &none())), "2026-10-01 00:00");
    assert_eq!(show(whole.add_working_minutes(at("2026-09-30 18:00"), 361, &none())), "2026-10-08 00:01");
}

#[test]
fn the_share_of_a_limit_that_is_used() {
    let (whole, start) = (calendar(), at("2026-02-14 17:00"));
    let limit = Limit::Working { minutes: 240 };
    let due = whole.due(start, limit, &none()).unwrap();
    assert_eq!(whole.spent(start, due.at, limit, &none()).time, SignedDuration::from_hours(4));
    assert_eq!(whole.spent(start, at("2026-02-24 10:00"), limit, &none()).time, SignedDuration::from_hours(2), "half");
    assert_eq!(whole.spent(start, at("2026-02-15 17:00"), Limit::Wall { minutes: 60 }, &none()).time, SignedDuration::from_hours(24));
    assert_eq!(whole.spent(due.at, start, limit, &none()).time, SignedDuration::from_hours(-4), "events out of order show");
    assert_eq!(whole.due(start, Limit::EndOfDay, &none()), whole.end_of_working_day(start, &none()));
    assert_eq!(whole.due(start, Limit::WorkingDays { days: 2 }, &none()), whole.add_working_days(start, 2, &none()));
}

#[test]
fn wall_times_are_the_bureaus() {
    let time = "2026-02-13T17:00:00Z".parse().unwrap();
    assert_eq!(local(time), at("2026-02-14 01:00"));
    assert_eq!(instant(local(time)), Some(time));
}
