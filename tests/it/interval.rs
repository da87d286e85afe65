//! What is left of an interval run, as the commands that look at it later tell it.

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
