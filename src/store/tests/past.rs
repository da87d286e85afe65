//! What a check is told of its past.

use super::*;
use crate::model::run::Unjudged;

#[test]
fn a_first_look_knows_nothing() {
    let store = Store::memory().unwrap();
    assert_eq!(store.history("zg", "db.tablespace", day(0), 90).unwrap(), crate::model::History::default());
    assert!(store.history_of("zg", day(0), 90, &used_pct()).unwrap().is_empty());
}

#[test]
fn history_is_what_was_known_before_now() {
    let store = with_days(&[80.0, 90.0, 96.5]);
    let history = store.history("zg", "db.tablespace", day(3), 90).unwrap();
    assert_eq!(history.last_run_at, Some(day(2)));
    assert_eq!(history.series("USERS", "used_pct"), [(day(0), 80.0), (day(1), 90.0), (day(2), 96.5)]);
    let prev = &history.prev["USERS"];
    assert_eq!((prev.at, prev.values["used_pct"]), (day(2), 96.5));
    assert_eq!((history.open[0].subject.as_str(), history.open[0].level, history.open[0].since), ("USERS", Level::Critical, day(2)));
    // The same moment does not see itself: a capture judged again has the same past.
    let history = store.history_of("zg", day(2), 90, &used_pct()).unwrap().remove("db.tablespace").unwrap();
    assert_eq!((history.last_run_at, history.prev["USERS"].values["used_pct"]), (Some(day(1)), 90.0));
    assert_eq!(history.open[0].level, Level::Warning);
}

#[test]
fn a_capture_judged_twice_is_sampled_once_and_late_ones_fall_into_place() {
    let mut store = with_days(&[80.0, 81.0]);
    for id in ["late-1", "late-2"] {
        let at = day(0) + 6.hours();
        store.save(&users(id, at, 80.5), &nothing()).unwrap();
    }
    let series = [(day(0), 80.0), (day(0) + 6.hours(), 80.5), (day(1), 81.0)];
    let history = store.history("zg", "db.tablespace", day(2), 90).unwrap();
    assert_eq!(history.series("USERS", "used_pct"), series);
    assert_eq!(history.last_run_at, Some(day(1)), "saved last is not asked last");
}

#[test]
fn of_old_days_only_the_last_sample_is_given() {
    let mut store = Store::memory().unwrap();
    for hour in 0..240_i32 {
        let at = day(0) + i64::from(hour).hours();
        store.save(&users(&format!("run-{hour:03}"), at, f64::from(hour)), &nothing()).unwrap();
    }
    let history = store.history("zg", "db.tablespace", day(10), 90).unwrap();
    let values: Vec<f64> = history.series("USERS", "used_pct").iter().map(|(_, value)| *value).collect();
    // 09:00 in Shanghai is hour 0, so 23:00 is hour 14, 38, …; the last 96 hours are whole.
    let expected: Vec<f64> = (0..6).map(|day| 14.0 + 24.0 * f64::from(day)).chain((144..240).map(f64::from)).collect();
    assert_eq!(values, expected);
    let shorter = store.history("zg", "db.tablespace", day(10), 1).unwrap();
    assert_eq!(shorter.series("USERS", "used_pct").len(), 24);
}

#[test]
fn a_rare_check_still_has_its_last_values() {
    let store = with_days(&[80.0]);
    let history = store.history("zg", "db.tablespace", day(180), 90).unwrap();
    assert!(history.samples.is_empty());
    assert_eq!((history.prev["USERS"].at, history.prev["USERS"].values["used_pct"]), (day(0), 80.0));
}

#[test]
fn not_checked_leaves_the_last_judged_outcome_in_place() {
    let mut store = with_days(&[90.0]);
    store.save(&run_of("blind", day(1), &[("zg", vec![not_checked(day(1))])]), &nothing()).unwrap();
    let history = store.history("zg", "db.tablespace", day(2), 90).unwrap();
    assert_eq!((history.last_run_at, history.open.len()), (Some(day(0)), 1));
}

#[test]
fn a_judged_outcome_without_findings_closes_them() {
    let store = with_days(&[90.0, 50.0]);
    assert!(store.history("zg", "db.tablespace", day(2), 90).unwrap().open.is_empty());
}

#[test]
fn what_was_found_of_a_row_stays_open_while_the_row_cannot_be_judged() {
    let mut store = Store::memory().unwrap();
    let save = |store: &mut Store, at, rows: &[(&str, f64)], blind: &[&str]| {
        let mut outcome = tablespaces(day(at), rows);
        outcome.unjudged = blind.iter().map(|name| Unjudged { row: 0, subject: (*name).into(), why: "used_pct".into() }).collect();
        store.save(&run_of(&format!("run-{at}"), day(at), &[("zg", vec![outcome])]), &nothing()).unwrap();
    };
    save(&mut store, 0, &[("A", 90.0), ("B", 90.0), ("C", 90.0)], &[]);
    save(&mut store, 1, &[("D", 90.0)], &["A", "B"]);
    save(&mut store, 2, &[("D", 96.0)], &["A"]);
    let open: Vec<_> = store.history("zg", "db.tablespace", day(3), 90).unwrap().open.into_iter().map(|f| (f.subject, f.since)).collect();
    assert_eq!(open, [("D".to_owned(), day(2)), ("A".to_owned(), day(0))]);
    save(&mut store, 3, &[("A", 50.0)], &[]);
    assert!(store.history("zg", "db.tablespace", day(4), 90).unwrap().open.is_empty());
}

#[test]
fn null_is_no_sample_and_targets_do_not_mix() {
    let mut store = Store::memory().unwrap();
    let outcomes = |pct| vec![tablespaces(day(0), &[("USERS", pct), ("TEMP", f64::NAN)])];
    store.save(&run_of("r", day(0), &[("zg", outcomes(10.0)), ("sb", outcomes(20.0))]), &nothing()).unwrap();
    let history = store.history("sb", "db.tablespace", day(1), 90).unwrap();
    assert_eq!(history.series("USERS", "used_pct"), [(day(0), 20.0)]);
    assert_eq!(history.series("TEMP", "used_pct"), []);
    assert_eq!(history.prev["TEMP"].values.keys().collect::<Vec<_>>(), ["files"]);
}

#[test]
fn increments_and_cursors_come_with_their_run_or_not_at_all() {
    let mut store = Store::memory().unwrap();
    let state = |n: &str| NewState {
        increments: vec![("zg".into(), "db.tablespace".into(), n.into())],
        cursors: vec![("zg".into(), "/u01/alert.log".into(), n.into())],
    };
    store.save(&users("run-0", day(0), 50.0), &state("1")).unwrap();
    store.save(&users("run-1", day(1), 50.0), &state("2")).unwrap();
    store.save(&users("run-1", day(2), 50.0), &state("3")).unwrap_err();
    let increment = |at| store.history("zg", "db.tablespace", at, 90).unwrap().increment;
    assert_eq!(increment(day(0)), None);
    assert_eq!(increment(day(1)).as_deref(), Some("1"));
    assert_eq!(increment(day(9)).as_deref(), Some("2"));
    assert_eq!(store.cursors("zg").unwrap(), BTreeMap::from([("/u01/alert.log".into(), "2".into())]));
    assert!(store.cursors("sb").unwrap().is_empty());
}
