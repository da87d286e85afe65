//! What is left of earlier runs, as the commands that look at it later tell it.

use crate::env::World;

#[test]
fn a_stored_interval_run_says_that_its_rows_are_not_there() {
    let world = World::new();
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/replay/neglected");
    let look = |cadence| world.run(&["inspect", "db", "--capture", capture, "--check", "db.nls", "--cadence", cadence, "--full"]);
    let shown = look("interval");
    assert!(shown.out.contains("WE8ISO8859P1") && !shown.out.contains("未保存"), "the screen has the rows: {shown:?}");

    let stored = world.run(&["history", "show", "last", "--full"]).out;
    assert!(stored.contains("3 行\n    （明细未保存）") && !stored.contains("AL16UTF16"), "{stored}");
    assert!(stored.contains("定时采样只保存数值"), "{stored}");
    let refused = world.run(&["baseline", "accept", "neglected", "db.nls", "--yes"]);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.err.contains("没有保存检查 db.nls 的明细"), "{refused:?}");

    look("daily");
    let accepted = world.run(&["baseline", "accept", "neglected", "db.nls", "--yes"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
}

#[test]
fn a_past_that_cannot_be_read_loses_no_look_and_is_not_written_to() {
    let world = World::new();
    let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/replay/neglected");
    let look = || world.run(&["inspect", "db", "--capture", capture, "--check", "db.nls", "--full"]);
    look();
    let db = rusqlite::Connection::open(world.path("data/history.db")).unwrap();
    db.execute_batch("drop table baseline").unwrap();
    let runs = || db.query_row("select count(*) from run", [], |row| row.get::<_, i64>(0)).unwrap();
    let before = runs();
    let shown = look();
    assert!(shown.out.contains("WE8ISO8859P1"), "what was seen is shown: {shown:?}");
    assert!(shown.err.contains("no such table: baseline") && shown.err.contains("没能参照历史"), "{shown:?}");
    assert_eq!((shown.code, runs()), (3, before), "{shown:?}");
}
