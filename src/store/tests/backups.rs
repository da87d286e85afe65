//! What is remembered of backups, restore tests and media: what goes in comes out.

use jiff::civil::Date;

use super::*;
use crate::model::Verdict;
use crate::model::backup::{Kept, KeptFile, Medium, RestoreTest, SlotState};
use crate::store::{Counts, Remember, Stocktake};

fn kept(name: &str, slot: Timestamp, state: SlotState, verdict: Verdict) -> Kept {
    let done = state == SlotState::Done;
    Kept {
        name: name.into(),
        slot,
        seen_at: slot + 10.hours(),
        state,
        verdict,
        began_at: done.then_some(slot),
        ended_at: done.then(|| slot + 2.hours()),
        files: u64::from(done) * 3,
        bytes: if done { u64::from(u32::MAX) + 7 } else { 0 },
        tables: done.then_some(12),
        rows: None,
        why: if verdict == Verdict::Ok { String::new() } else { "没有找到 “hx” 的文件".into() },
        run: "run-1".into(),
    }
}

fn medium(label: &str) -> Medium {
    Medium {
        label: label.into(),
        kind: "tape".into(),
        set: "hx".into(),
        holds: "全备，9 月".into(),
        made_on: Date::constant(2026, 9, 1),
        place: "异地库房".into(),
        custodian: "李四".into(),
        class: "重要".into(),
        encrypted: true,
        next_check: Date::constant(2027, 2, 28),
        state: "kept".into(),
        note: String::new(),
    }
}

fn found(at: Timestamp, label: &str, found: &str) -> Stocktake {
    Stocktake { at, operator: "王工".into(), label: label.into(), found: found.into(), note: "二层".into() }
}

#[test]
fn backups_come_back_and_a_later_look_replaces_an_earlier_one() {
    let mut store = Store::memory().unwrap();
    let slots = vec![
        kept("hx", day(0), SlotState::Done, Verdict::Ok),
        kept("hx", day(1), SlotState::Missing, Verdict::Critical),
        kept("hx", day(2), SlotState::Running, Verdict::Unknown),
    ];
    let counts: Counts = [("HX.T_税".to_owned(), 71_u64), ("HX.BIG".to_owned(), 5_000_000_000)].into();
    let what = Remember { slots: slots.clone(), counts: vec![(day(0), counts.clone())], ..Remember::default() };
    store.remember_backups(&ctx(day(0)), &[("hx".into(), what)]).unwrap();
    store
        .remember_backups(
            &ctx(day(0)),
            &[("zg".into(), Remember { slots: vec![kept("zg", day(1), SlotState::Partial, Verdict::Warning)], ..Remember::default() })],
        )
        .unwrap();
    assert_eq!(store.backups_between(Some("hx"), day(0), day(3)).unwrap(), slots);
    assert_eq!(store.backups_between(None, day(1), day(2)).unwrap().len(), 2, "from is within, to is not");
    assert_eq!(store.backups_between(Some("nobody"), day(0), day(9)).unwrap(), []);
    assert_eq!(store.backup_counts("hx", 9).unwrap(), [(day(0), counts)]);
    let done = kept("hx", day(2), SlotState::Done, Verdict::Warning);
    store.remember_backups(&ctx(day(0)), &[("hx".into(), Remember { slots: vec![done.clone()], ..Remember::default() })]).unwrap();
    assert_eq!(store.backups_between(Some("hx"), day(2), day(3)).unwrap(), [done]);
}

#[test]
fn digests_come_back_by_place_and_path() {
    let mut store = Store::memory().unwrap();
    let file = |place: &str, sha: &str| KeptFile {
        path: b"a/\xd6\xd0.dmp".to_vec(),
        place: place.into(),
        size: 9,
        mtime: None,
        sha256: sha.into(),
        from_manifest: place.is_empty(),
        first_seen: day(0),
        checked_at: day(1),
    };
    let files = vec![file("", "aa"), file("/copy", "bb")];
    for _ in 0..2 {
        store.remember_backups(&ctx(day(0)), &[("hx".into(), Remember { files: files.clone(), ..Remember::default() })]).unwrap();
    }
    assert_eq!(store.backup_files("hx").unwrap(), files);
    assert_eq!(store.backup_files("zg").unwrap(), []);
}

#[test]
fn restore_tests_come_back_and_stand_in_the_verify_audit() {
    let mut store = Store::memory().unwrap();
    let test = |days: i64, verdict| RestoreTest {
        name: "hx".into(),
        slot: day(days - 1),
        began_at: day(days),
        ended_at: day(days) + 25.minutes(),
        verdict,
        from_logs: days == 3,
        runner: "impdp".into(),
        target: "测试库".into(),
        operator: "王工".into(),
        machine: "ops01".into(),
        result: serde_json::json!({ "rows": 71 }),
    };
    let all = vec![test(1, Verdict::Ok), test(3, Verdict::Critical)];
    for one in &all {
        store.add_restore_test(&ctx(one.ended_at), one).unwrap();
    }
    assert_eq!(store.restore_tests(None, day(0), day(9)).unwrap(), all);
    assert_eq!(store.restore_tests(Some("hx"), day(2), day(9)).unwrap(), all[1..]);
    assert_eq!(store.restore_tests(Some("zg"), day(0), day(9)).unwrap(), []);
    assert_eq!(store.verify_audit().unwrap().entries, 2);
}

#[test]
fn the_register_changes_only_where_something_changed() {
    let mut store = Store::memory().unwrap();
    let media = [medium("T-002"), medium("T-001")];
    assert_eq!(store.put_media(&ctx(day(0)), &media).unwrap(), (2, 0));
    assert_eq!(store.put_media(&ctx(day(1)), &media).unwrap(), (0, 0));
    assert_eq!(store.verify_audit().unwrap().entries, 2, "what did not change is not recorded");
    let lent = Medium { state: "lent".into(), encrypted: false, ..medium("T-001") };
    assert_eq!(store.put_media(&ctx(day(1)), &[lent.clone(), medium("T-002")]).unwrap(), (0, 1));
    assert_eq!(store.media().unwrap(), [lent, medium("T-002")], "by label");
}

#[test]
fn a_stock_taking_is_kept_and_moves_what_was_found() {
    let mut store = Store::memory().unwrap();
    store.put_media(&ctx(day(0)), &[medium("T-001"), medium("T-002")]).unwrap();
    let all = [found(day(5), "T-001", "present"), found(day(5), "T-002", "absent"), found(day(5), "X", "unexpected")];
    let next = Date::constant(2027, 3, 5);
    let moved = [
        Medium { next_check: next, ..medium("T-001") },
        Medium { next_check: next, state: "missing".into(), place: "not changed by it".into(), ..medium("T-002") },
    ];
    store.take_stock(&ctx(day(5)), &all, &moved).unwrap();
    assert_eq!(store.stocktakes(day(0), day(9)).unwrap(), all);
    assert_eq!(store.stocktakes(day(6), day(9)).unwrap(), []);
    let missing = Medium { next_check: next, state: "missing".into(), ..medium("T-002") };
    assert_eq!(store.media().unwrap(), [moved[0].clone(), missing]);
    assert_eq!(store.verify_audit().unwrap().entries, 3);
}
