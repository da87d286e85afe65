//! Due times that were worked out elsewhere, from public data, through clauses.

use super::{Story, at, calendar, file, office, show};
use crate::calendar::{Calendar, Known};
use crate::model::ticket::TicketKind;
use crate::ticket::sla::{Clocks, Profile};

fn due(calendar: &Calendar, kind: TicketKind, id: &str, start: &str) -> (String, bool) {
    let profile = Profile::built_in().unwrap();
    let clocks = Clocks::new(&profile, calendar, at(start)).of(&Story::of(kind, "", start).ticket(), &[]);
    let due = clocks.iter().find(|clock| clock.clause.id == id).unwrap().due.unwrap();
    (due.at.strftime("%Y-%m-%d %H:%M").to_string(), due.known == Known::Yes)
}

/// What the built-in years lack for the older vectors.
fn years() -> Calendar {
    Calendar::with_national(vec![
        office(),
        file(2018, "", &["2018-10-01"], &[]),
        file(2019, "", &["2018-12-30", "2018-12-31", "2019-01-01"], &["2018-12-29"]),
        file(2022, "", &["2022-10-01"], &[]),
    ])
    .unwrap()
}

#[test]
fn a_complaint_is_answered_in_eight_working_hours() {
    for (start, expected) in [
        ("2026-02-13 17:00", "2026-02-14 18:00"),
        ("2026-02-14 17:30", "2026-02-25 09:30"),
        ("2026-02-28 10:00", "2026-03-02 11:00"),
        ("2025-12-31 17:00", "2026-01-04 18:00"),
        ("2022-12-30 17:30", "2023-01-04 09:30"),
        ("2018-12-28 17:30", "2019-01-02 09:30"),
    ] {
        assert_eq!(due(&years(), TicketKind::Complaint, "complaint-report", start), (expected.into(), true), "{start}");
    }
}

#[test]
fn without_any_list_the_weekdays_count_and_it_is_said() {
    let weekdays = Calendar::new(vec![office()]).unwrap();
    for (start, naive) in [("2026-02-13 17:00", "2026-02-16 18:00"), ("2026-02-28 10:00", "2026-03-03 10:00")] {
        assert_eq!(due(&weekdays, TicketKind::Complaint, "complaint-report", start), (naive.into(), false));
    }
}

#[test]
fn questions_are_solved_in_working_days() {
    assert_eq!(due(&calendar(), TicketKind::Operation, "operation", "2026-02-13 17:00"), ("2026-02-25 17:00".into(), true));
    assert_eq!(due(&calendar(), TicketKind::Business, "business", "2026-02-16 10:00"), ("2026-02-25 09:00".into(), true));
}

#[test]
fn lhasa_has_its_own_new_year() {
    let city = r#""layer": "region", "region": "拉萨","#;
    let off_2023 = ["2023-02-20", "2023-02-21", "2023-02-22", "2023-02-23", "2023-02-24", "2023-02-25", "2023-02-26"];
    let off_2025 = ["2025-02-27", "2025-02-28", "2025-03-01", "2025-03-02", "2025-03-03", "2025-03-04"];
    let lhasa = Calendar::with_national(vec![
        office(),
        file(2023, city, &off_2023, &["2023-02-18", "2023-02-19"]),
        file(2025, city, &off_2025, &[]),
    ])
    .unwrap();
    for (start, nation, regional) in
        [("2023-02-17 17:00", "2023-02-20 18:00", "2023-02-18 18:00"), ("2025-02-26 17:00", "2025-02-27 18:00", "2025-03-05 18:00")]
    {
        let by = |calendar: &Calendar| due(calendar, TicketKind::Complaint, "complaint-report", start);
        assert_eq!((by(&calendar()), by(&lhasa)), ((nation.into(), true), (regional.into(), true)));
    }
}

#[test]
fn a_fault_knows_no_holidays() {
    let profile = Profile::built_in().unwrap();
    let (calendar, story) = (calendar(), Story::of(TicketKind::Fault, "5", "2026-02-14 17:30"));
    let clocks = Clocks::new(&profile, &calendar, at("2026-02-16 05:30")).of(&story.ticket(), &[]);
    assert_eq!(show(super::pick(&clocks, "level-5")), "due 02-17 17:30, 50 %, running");
}
