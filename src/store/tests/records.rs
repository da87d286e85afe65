//! Runs, baselines, the audit chain, the zip: what goes in comes out.

use super::*;
use crate::model::history::baseline_rows;
use crate::model::{Recovered, Verdict};
use crate::store::{AuditEntry, Filter};
use crate::text::Msg;

#[test]
fn a_run_comes_back_equal() {
    let mut store = Store::memory().unwrap();
    let mut run = run_of(
        "20260901T010000Z-ab12",
        time("2026-09-01T01:00:00.123456789Z"),
        &[
            ("zg", vec![tablespaces(day(0), &[("USERS", 0.1 + 0.2), ("全角，表", 99.999_999_999_999_9)]), not_checked(day(0))]),
            ("empty", vec![]),
        ],
    );
    run.incomplete = true;
    run.targets[0].recovered = vec![Recovered {
        check: "db.session".into(),
        subject: "1".into(),
        level: Level::Warning,
        says: Words::new("多", ""),
        since: day(0),
    }];
    let mut other = tablespaces(day(0), &[]);
    other.step = None;
    other.trend.clear();
    other.check = "db.other".into();
    run.targets[1].outcomes.push(other);
    store.save(&run, &nothing()).unwrap();
    assert_eq!(store.load(&run.id).unwrap(), run);
    assert_eq!(store.load("last").unwrap().verdict(), run.verdict());
}

#[test]
fn runs_are_found_by_id_beginning_and_age() {
    let store = with_days(&[50.0, 60.0, 90.0]);
    let find = |name| store.find(name, None);
    assert_eq!(find("run-1").unwrap(), "run-1");
    assert_eq!(find("last").unwrap(), "run-2");
    assert_eq!(find("last~2").unwrap(), "run-0");
    assert!(matches!(find("run-").unwrap_err().msg, Msg::AmbiguousRun { ids, .. } if ids == "run-0 run-1 run-2"));
    for name in ["last~3", "lastly", "last~x", "", "%", "nope"] {
        assert_eq!(find(name).unwrap_err().msg, Msg::UnknownRun { name: name.into() });
    }
    assert!(store.find("last", Some("sb")).is_err());
}

#[test]
fn lists_read_heads_newest_first() {
    let mut store = with_days(&[50.0, 90.0]);
    store.save(&run_of("other", day(2), &[("sb", vec![not_checked(day(2))])]), &nothing()).unwrap();
    let ids = |filter: Filter| store.list(&filter).unwrap().into_iter().map(|head| head.id).collect::<Vec<_>>();
    assert_eq!(ids(Filter::default()), ["other", "run-1", "run-0"]);
    assert_eq!(ids(Filter { target: Some("zg".into()), ..Filter::default() }), ["run-1", "run-0"]);
    assert_eq!(ids(Filter { since: Some(day(1)), ..Filter::default() }), ["other", "run-1"]);
    assert_eq!(ids(Filter { until: Some(day(1)), ..Filter::default() }), ["run-0"]);
    assert_eq!(ids(Filter { limit: Some(1), ..Filter::default() }), ["other"]);
    assert!(ids(Filter { command: Some("backup verify".into()), ..Filter::default() }).is_empty());
    let head = store.list(&Filter::default()).unwrap().remove(1);
    let run = store.load("run-1").unwrap();
    assert_eq!((head.verdict, head.tally(), head.targets[0].verdict), (run.verdict(), run.tally(), Verdict::Warning));
}

#[test]
fn an_accepted_baseline_counts_until_the_next_and_every_acceptance_stays() {
    let mut store = with_days(&[50.0, 60.0, 70.0]);
    for (at, id) in [(0, "run-2"), (1, "run-1")] {
        let run = store.load(id).unwrap();
        let rows = baseline_rows(&run.targets[0].outcomes[0], &[]);
        store.accept(&ctx(day(at)), id, "zg", "db.tablespace", &rows).unwrap();
        assert_eq!(store.baseline("zg", "db.tablespace").unwrap().unwrap().rows, rows, "every kind of cell comes back");
    }
    let history = store.history("zg", "db.tablespace", day(5), 90).unwrap();
    let baseline = history.baseline.unwrap();
    assert_eq!((baseline.by.as_str(), baseline.run.as_str(), baseline.accepted_at), ("王工", "run-1", day(1)));
    assert!(baseline.rows["USERS"].contains(&("used_pct".into(), Value::Num(60.0))));
    assert!(baseline.rows["USERS"].contains(&("name".into(), Value::Text("USERS".into()))), "a row that is gone is told by its subject");
    assert_eq!(store.acceptances("zg", "db.tablespace").unwrap().len(), 2);
    assert_eq!(store.baselines(Some("zg")).unwrap().len(), 1);
    assert!(store.baselines(Some("sb")).unwrap().is_empty());
    let pinned: Vec<_> = store.list(&Filter::default()).unwrap().into_iter().filter(|head| head.pinned).map(|head| head.id).collect();
    assert_eq!(pinned, ["run-2", "run-1"]);
    assert_eq!(store.audit_log(9).unwrap()[0].what["run"], "run-1");
    assert!(store.accept(&ctx(day(1)), "nope", "zg", "db.tablespace", &BTreeMap::new()).is_err());
    assert_eq!(store.verify_audit().unwrap().entries, 2, "what failed is not in the log");
}

#[test]
fn a_touched_audit_log_is_noticed() {
    let touches = [
        "update audit set entry = replace(entry, 'three', 'drei') where seq = 3",
        "delete from audit where seq = 2",
        "update audit set seq = seq + 10 where seq > 1",
        "update audit set sha256 = '00' where seq = 5",
    ];
    for touch in touches {
        let mut store = Store::memory().unwrap();
        for what in ["one", "two", "three", "four", "five"] {
            let entry = AuditEntry::new(&ctx(day(0)), "test", serde_json::json!({ "z": what, "a": [1.5, null] }));
            store.audit(&entry).unwrap();
        }
        let chain = store.verify_audit().unwrap();
        assert_eq!((chain.entries, chain.broken_at, chain.head.len()), (5, None, 64));
        store.db.execute_batch(touch).unwrap();
        assert!(store.verify_audit().unwrap().broken_at.is_some(), "{touch}");
    }
}

#[test]
fn an_export_is_the_same_bytes_and_carries_its_digest() {
    let store = with_days(&[50.0]);
    let bytes = store.export("last").unwrap();
    assert_eq!(bytes, store.export("run-0").unwrap());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let run: Run = serde_json::from_reader(zip.by_name("run.json").unwrap()).unwrap();
    assert_eq!(run, store.load("run-0").unwrap());
    let mut json = Vec::new();
    std::io::copy(&mut zip.by_name("run.json").unwrap(), &mut json).unwrap();
    let manifest: serde_json::Value = serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap();
    assert_eq!(manifest["files"][0]["sha256"], crate::model::sha256(&json));
}
