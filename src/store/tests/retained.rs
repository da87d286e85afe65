//! Which runs stay, and that what goes is gone.

use super::*;
use crate::model::RunHead;
use crate::store::{Filter, Policy, retention};

fn policy() -> Policy {
    Policy {
        all_days: 3,
        daily_days: 10,
        weekly_days: 40,
        monthly_days: 200,
        interval_days: 2,
        max_runs: 1000,
        samples_days: 5,
        daily_samples_days: 50,
    }
}

fn heads(runs: &[Run]) -> Vec<RunHead> {
    let mut store = Store::memory().unwrap();
    for run in runs {
        store.save(run, &nothing()).unwrap();
    }
    store.list(&Filter::default()).unwrap()
}

fn kept(heads: &[RunHead], policy: &Policy, now: Timestamp) -> Vec<String> {
    let gone = retention::drop(heads, policy, now, &ctx(now).zone);
    let mut kept: Vec<_> = heads.iter().filter(|head| !gone.contains(&head.id)).map(|head| (head.now, head.id.clone())).collect();
    kept.sort();
    kept.into_iter().map(|(_, id)| id).collect()
}

/// Two runs a day for 300 days; `d007b` is the evening of day 7.
fn year() -> Vec<RunHead> {
    let runs = (0..300).flat_map(|at| {
        let evening = day(at) + 8.hours();
        [users(&format!("d{at:03}a"), day(at), 50.0), users(&format!("d{at:03}b"), evening, 50.0)]
    });
    heads(&runs.collect::<Vec<_>>())
}

#[test]
fn all_then_one_a_day_a_week_a_month_then_none() {
    let year = year();
    let now = day(299) + 9.hours();
    let kept = kept(&year, &policy(), now);
    let recent: Vec<_> = kept.iter().rev().take(6).collect();
    assert_eq!(recent, ["d299b", "d299a", "d298b", "d298a", "d297b", "d297a"]);
    let days: Vec<_> = kept.iter().rev().skip(6).take(7).collect();
    assert_eq!(days, ["d296b", "d295b", "d294b", "d293b", "d292b", "d291b", "d290b"]);
    // 40 days back to 10 days back: the Sundays and the last before the days start; then months.
    let weeks: Vec<_> = kept.iter().rev().skip(13).map(String::as_str).collect();
    assert_eq!(weeks, ["d289b", "d285b", "d278b", "d271b", "d264b", "d259b", "d241b", "d211b", "d180b", "d152b", "d121b"]);
}

#[test]
fn quiet_interval_runs_go_first_and_the_others_as_usual() {
    let sampled = |id: &str, at, outcomes| Run { cadence: Cadence::Interval, ..run_of(id, at, &[("zg", outcomes)]) };
    let look = |id: &str, age_h: i64, pct| {
        let at = day(30) - age_h.hours();
        sampled(id, at, vec![tablespaces(at, &[("USERS", pct)])])
    };
    let runs = [
        look("quiet-old", 3 * 24, 50.0),
        look("quiet-2d", 48, 50.0),
        look("warned-2d", 48, 90.0),
        sampled("blind-2d", day(28) - 2.hours(), vec![tablespaces(day(28), &[]), not_checked(day(28))]),
        look("warned-49h", 49, 90.0),
        sampled("warned-49h-later", day(28) - 10.minutes(), vec![tablespaces(day(28) - 10.minutes(), &[("USERS", 90.0)])]),
        users("daily-2d", day(28), 50.0),
        look("quiet-47h", 47, 50.0),
        look("warned-12d", 12 * 24, 90.0),
        look("warned-12d-later", 12 * 24 - 1, 90.0),
        look("last", 1, 50.0),
    ];
    let heads = heads(&runs);
    let expected = ["warned-12d-later", "blind-2d", "warned-49h-later", "daily-2d", "warned-2d", "quiet-47h", "last"];
    assert_eq!(kept(&heads, &policy(), day(30)), expected, "of those with something wrong the last of each hour");
    let unbound = Policy { interval_days: u32::MAX, ..policy() };
    assert_eq!(kept(&heads, &unbound, day(30)).len(), 10, "all but the earlier of one week");
}

#[test]
fn dropping_twice_drops_nothing_more() {
    let now = day(299) + 9.hours();
    let mut heads = year();
    let gone = retention::drop(&heads, &policy(), now, &ctx(now).zone);
    heads.retain(|head| !gone.contains(&head.id));
    assert_eq!(retention::drop(&heads, &policy(), now, &ctx(now).zone), Vec::<String>::new());
}

#[test]
fn the_number_of_runs_is_bounded_and_the_oldest_go_first() {
    let few = Policy { max_runs: 5, ..policy() };
    assert_eq!(kept(&year(), &few, day(300)), ["d297b", "d298a", "d298b", "d299a", "d299b"]);
}

#[test]
fn the_last_run_the_last_judged_run_and_pinned_runs_stay_for_ever() {
    let alone = |id: &str, at, target, outcome| run_of(id, day(at), &[(target, vec![outcome])]);
    let runs = [
        alone("judged", 0, "zg", tablespaces(day(0), &[])),
        alone("pinned", 0, "zg", not_checked(day(0))),
        alone("blind", 1, "zg", not_checked(day(1))),
        alone("blinder", 2, "zg", not_checked(day(2))),
        alone("other", 1, "sb", tablespaces(day(1), &[])),
    ];
    let mut heads = heads(&runs);
    for head in &mut heads {
        head.pinned = head.id == "pinned";
    }
    let none = Policy { max_runs: 0, ..policy() };
    assert_eq!(kept(&heads, &none, day(5000)), ["judged", "pinned", "other", "blinder"]);
}

#[test]
fn a_run_of_one_target_does_not_push_out_that_of_another() {
    let runs = [
        run_of("both", day(0), &[("sb", vec![]), ("zg", vec![])]),
        run_of("zg-later", day(0) + 1.hour(), &[("zg", vec![])]),
        run_of("both-2", day(30), &[("sb", vec![]), ("zg", vec![])]),
    ];
    assert_eq!(kept(&heads(&runs), &Policy { daily_days: 100, ..policy() }, day(40)), ["both", "zg-later", "both-2"]);
}

#[test]
fn pruning_says_what_it_would_do_and_then_does_just_that() {
    let mut store = with_days(&[90.0; 60]);
    let run = store.load("run-0").unwrap();
    store.accept(&ctx(day(0)), "run-0", "zg", "db.tablespace", &BTreeMap::new()).unwrap();
    let now = ctx(day(60));
    let planned = store.prune(&now, &policy(), true).unwrap();
    assert_eq!(store.size().unwrap().runs, 60);
    assert!(planned.runs.len() > 30 && planned.samples > 100 && planned.daily_samples > 0, "{planned:?}");
    assert!(planned.runs.iter().all(|head| head.id != "run-0"));
    let done = store.prune(&now, &policy(), false).unwrap();
    assert_eq!(done, planned);
    assert_eq!(store.size().unwrap().runs, done.kept_runs);
    assert_eq!(store.load("run-0").unwrap(), run);
    let again = store.prune(&now, &policy(), false).unwrap();
    assert_eq!((again.runs.len(), again.samples, again.daily_samples), (0, 0, 0));
    let left = |table| store.db.query_row(&format!("select count(*) from {table}"), [], |row| row.get::<_, i64>(0)).unwrap();
    let kept = i64::try_from(done.kept_runs).unwrap();
    assert_eq!(["outcome", "finding", "target_run", "shape"].map(left), [kept, kept, kept, 1]);
    // Old days are still there, by their last sample.
    let history = store.history("zg", "db.tablespace", day(60), 90).unwrap();
    assert_eq!(history.series("USERS", "used_pct").len(), 50);
    assert_eq!(store.verify_audit().unwrap().broken_at, None);
    assert_eq!(store.audit_log(1).unwrap()[0].action, "history.prune");
    store.vacuum().unwrap();
    assert_eq!((store.size().unwrap().free_bytes, store.check().unwrap()), (0, vec![]));
}
