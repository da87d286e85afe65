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
    assert_eq!((history.last_run_at, history.prev["USERS"].at), (Some(minute(1)), minute(1)));
    assert_eq!(history.prev["USERS"].values["used_pct"], 51.0);
    assert_eq!(history.series("USERS", "used_pct"), [(minute(0), 50.0), (minute(1), 51.0)]);
}
