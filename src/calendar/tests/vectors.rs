//! Due times that were worked out elsewhere, from public data.

use super::{at, calendar, lhasa, none, office, show};
use crate::calendar::Calendar;

/// Eight working hours: by the nation's calendar, and by Monday to Friday alone.
const EIGHT_HOURS: [(&str, &str, &str); 6] = [
    ("2026-02-13 17:00", "2026-02-14 18:00", "2026-02-16 18:00"),
    ("2026-02-14 17:30", "2026-02-25 09:30", "2026-02-17 10:00"),
    ("2026-02-28 10:00", "2026-03-02 11:00", "2026-03-03 10:00"),
    ("2025-12-31 17:00", "2026-01-04 18:00", "2026-01-01 18:00"),
    ("2022-12-30 17:30", "2023-01-04 09:30", "2023-01-03 09:30"),
    ("2018-12-28 17:30", "2019-01-02 09:30", "2019-01-01 09:30"),
];

#[test]
fn eight_hours_by_the_nations_calendar() {
    for (start, due, _) in EIGHT_HOURS {
        assert_eq!(show(calendar().add_working_minutes(at(start), 480, &none())), due, "{start}");
    }
}

#[test]
fn without_any_list_the_weekdays_count_and_it_is_said() {
    let weekdays = Calendar::new(vec![office()]).unwrap();
    for (start, _, naive) in EIGHT_HOURS {
        assert_eq!(show(weekdays.add_working_minutes(at(start), 480, &none())), format!("{naive} unknown"), "{start}");
    }
}

#[test]
fn days_are_counted_over_the_spring_festival() {
    let days = |start, days| show(calendar().add_working_days(at(start), days, &none()));
    assert_eq!(days("2026-02-13 17:00", 3), "2026-02-25 17:00");
    assert_eq!(days("2026-02-16 10:00", 1), "2026-02-25 09:00", "a start on a day off counts from the next opening");
}

#[test]
fn lhasa_has_its_own_new_year() {
    for (start, nation, city) in
        [("2023-02-17 17:00", "2023-02-20 18:00", "2023-02-18 18:00"), ("2025-02-26 17:00", "2025-02-27 18:00", "2025-03-05 18:00")]
    {
        assert_eq!(show(calendar().add_working_minutes(at(start), 480, &none())), nation);
        assert_eq!(show(lhasa().add_working_minutes(at(start), 480, &none())), city);
    }
}

#[test]
fn the_built_in_years_give_the_same() {
    let built_in = Calendar::with_national(vec![office()]).unwrap();
    for (start, due, _) in EIGHT_HOURS.iter().take(4) {
        assert_eq!(show(built_in.add_working_minutes(at(start), 480, &none())), *due);
    }
    let from_2022 = show(built_in.add_working_minutes(at(EIGHT_HOURS[4].0), 480, &none()));
    assert_eq!(from_2022, format!("{} unknown", EIGHT_HOURS[4].1), "2022 itself is not built in");
    assert_eq!(show(built_in.add_working_days(at("2026-02-13 17:00"), 3, &none())), "2026-02-25 17:00");
}
