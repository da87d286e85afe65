//! Looks every minute: what is stored of them, and what later looks are given.

use super::*;
use crate::model::run::Unjudged;

fn interval(id: &str, at: Timestamp, targets: &[(&str, Vec<Outcome>)]) -> Run {
    Run { cadence: Cadence::Interval, ..run_of(id, at, targets) }
}

#[test]
fn a_quiet_outcome_is_stored_without_its_rows_and_says_so() {
    let mut store = Store::memory().unwrap();
    let mut blind = tablespaces(day(0), &[("USERS", 50.0)]);
    blind.unjudged.push(Unjudged { row: 0, subject: "USERS".into(), why: "used_pct".into() });
    let mut noted = tablespaces(day(0), &[("USERS", 90.0)]);
    let State::Judged { findings, .. } = &mut noted.state else { unreachable!() };
    findings[0].level = Level::Note;
    let outcomes = vec![
        tablespaces(day(0), &[("USERS", 50.0), ("TEMP", 60.0)]),
        noted,
        tablespaces(day(0), &[("USERS", 90.0), ("TEMP", 60.0)]),
        blind,
        tablespaces(day(0), &[]),
        not_checked(day(0)),
    ];
    let run = interval("run-0", day(0), &[("zg", outcomes)]);
    store.save(&run, &nothing()).unwrap();
    let back = store.load("run-0").unwrap();
    let (was, is) = (&run.targets[0].outcomes, &back.targets[0].outcomes);
    assert_eq!(is[2..], was[2..], "where something is wrong, all is kept");
    assert_eq!((is[0].unkept_rows, is[0].row_count(), is[1].row_count()), (2, 2, 1));
    for (was, is) in was[..2].iter().zip(is) {
        let (before, after) = (was.table().unwrap(), is.table().unwrap());
        assert_eq!((&after.columns, after.rows.len(), is.trend.len()), (&before.columns, 0, 0));
        assert_eq!(is.remarks.len(), was.remarks.len() + 1);
        assert_eq!((is.level(), is.findings().len()), (was.level(), was.findings().len()));
    }
    assert_eq!(is[0].remarks.last().unwrap().zh, "定时采样只保存数值，正常项的明细未保存。");
    assert_eq!(is[1].findings()[0].row, None, "a note does not point at a row that is not there");
    assert_eq!(back.tally(), run.tally());
}

#[test]
fn the_next_look_still_compares_with_the_numbers() {
    let mut store = Store::memory().unwrap();
    let minute = |n: i64| day(0) + n.minutes();
    for (n, pct) in [(0, 50.0), (1, 51.0)] {
        let run = interval(&format!("run-{n}"), minute(n), &[("zg", vec![tablespaces(minute(n), &[("USERS", pct)])])]);
        store.save(&run, &nothing()).unwrap();
        assert!(store.load(&run.id).unwrap().targets[0].outcomes[0].table().unwrap().rows.is_empty());
    }
    let history = store.history("zg", "db.tablespace", minute(2), 90).unwrap();
    let prev = &history.prev["USERS"];
    assert_eq!((history.last_run_at, prev.at, prev.values["used_pct"]), (Some(minute(1)), minute(1), 51.0));
    assert_eq!(history.series("USERS", "used_pct"), [(minute(0), 50.0), (minute(1), 51.0)]);
}

/// A run a minute, the newest one before `day(4)`: the numbers alone, as a run of each is too much for a test.
fn minutes(days: i64) -> Store {
    let mut store = Store::memory().unwrap();
    let first = day(4) - (24 * days).hours();
    store.save(&interval("first", first, &[("zg", vec![tablespaces(first, &[("USERS", 0.0)])])]), &nothing()).unwrap();
    store
        .save(&interval("last", day(4) - 1.minute(), &[("zg", vec![tablespaces(day(4) - 1.minute(), &[("USERS", 1.0)])])]), &nothing())
        .unwrap();
    let (start, minutes) = (i64::try_from(first.as_nanosecond()).unwrap(), days * 1440);
    let sql = "insert into sample select id, ?1 + minute * 60000000000, minute / 144.0 from series, \
               (with recursive every (minute) as (select 0 union all select minute + 1 from every where minute + 1 < ?2) select minute from every) \
               where true on conflict (series, at) do update set value = excluded.value";
    store.db.execute(sql, [start, minutes]).unwrap();
    store
}

#[test]
fn of_samples_of_every_minute_the_last_of_each_half_hour_is_given() {
    let store = minutes(4);
    let history = store.history_of("zg", day(4), 90, &used_pct()).unwrap().remove("db.tablespace").unwrap();
    let samples = history.series("USERS", "used_pct");
    assert_eq!(samples.len(), 4 * 48);
    assert!(samples.iter().all(|(at, _)| at.as_second().rem_euclid(1800) == 1740), "{samples:?}");
    // Ten percent a day; half an hour more or less is a fifth of one.
    let growth = crate::trend::growth_per_day(samples, day(4), 40.0).unwrap();
    assert!((growth - 10.0).abs() <= 0.1, "{growth}");
    let prev = &history.prev["USERS"];
    assert_eq!((prev.at, prev.values["used_pct"]), (day(4) - 1.minute(), 5759.0 / 144.0), "the very last look");
    // Of what is not compared with earlier days, the last value is all that is given.
    assert_eq!((history.series("USERS", "files").len(), prev.values["files"]), (0, 5759.0 / 144.0));
}

#[test]
fn the_very_last_look_is_given_also_within_a_half_hour() {
    let store = minutes(4);
    let now = day(4) - 17.minutes();
    let history = store.history("zg", "db.tablespace", now, 90).unwrap();
    let samples = history.series("USERS", "used_pct");
    assert_eq!(samples.last().unwrap().0, now - 1.minute());
    assert_eq!(samples[samples.len() - 2].0, day(4) - 31.minutes());
}

#[test]
fn what_is_not_asked_for_is_not_read() {
    let store = with_days(&[50.0]);
    assert!(store.history_of("zg", day(1), 90, &LookBack::new()).unwrap().is_empty());
}

#[test]
fn crossings_tell_their_topic_and_whether_they_still_stand() {
    let mut store = Store::memory().unwrap();
    for (at, pct, topic) in [(0, 90.0, "a"), (1, 96.0, "b"), (1, 96.0, "b")] {
        let mut outcome = tablespaces(day(at), &[("USERS", pct), ("TEMP", 10.0)]);
        let State::Judged { findings, .. } = &mut outcome.state else { unreachable!() };
        findings[0].topic = topic.into();
        let run = format!("run-{}", store.size().unwrap().runs);
        store.save(&run_of(&run, day(at), &[("zg", vec![outcome])]), &nothing()).unwrap();
    }
    let made = store.crossings_between(day(0), day(2)).unwrap();
    let (key, made) = made.into_iter().next().unwrap();
    assert_eq!(key, ("zg".into(), "db.tablespace".into(), "USERS".into()));
    let made: Vec<_> = made.into_iter().map(|c| (c.at, c.topic, c.level, c.newest)).collect();
    let second = (day(1), "b".to_owned(), Level::Critical, true);
    assert_eq!(made, [(day(0), "a".to_owned(), Level::Warning, false), second.clone(), second]);
    let before = store.crossings_between(day(0), day(0)).unwrap();
    assert!(before.into_values().flatten().all(|c| c.newest), "the newest within the range");
}
