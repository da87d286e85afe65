//! Logs that are rotated, emptied and removed.

use std::fs;

use super::*;

#[test]
fn what_was_rotated_away_before_the_look_is_read_too() {
    let stage = Stage::new();
    stage.append("app.log.2020-01-01", "ERROR older\n");
    stage.append("app.log", "ERROR old\n");
    let since = stage.since("app.log");
    stage.append("app.log", "one\n");
    fs::rename(stage.path("app.log"), stage.path("app.log.2")).unwrap();
    stage.append("app.log.1", "two\n");
    stage.append("app.log.txt", "ERROR of another\n");
    stage.append("app.log", "three\n");
    for (second, name) in ["app.log.1", "app.log.txt", "app.log"].iter().enumerate() {
        stage.touch(name, second as u64);
    }
    let (.., read) = found(stage.look(&since, "app.log", "three", "ERROR", 0));
    assert_eq!((read.lines, read.lost, read.cut), (3, false, false));
    assert_eq!(offends(stage.look(&since, "app.log", "three", "one", 0)).0, "one");
    assert_eq!(offends(stage.look(&since, "app.log", "three", "two", 0)).0, "two");
    // Packed, the old one is no longer the same file.
    fs::remove_file(stage.path("app.log.2")).unwrap();
    let fact = stage.look(&since, "app.log", "three", "ERROR", 0);
    assert!(fact.say(Lang::Zh).contains("原日志文件已找不到"));
    assert!(found(fact).3.lost);
}

#[test]
fn another_log_beside_it_is_not_taken_for_what_was_rotated() {
    let stage = Stage::new();
    for name in ["catalina.2026-11-27.log", "catalina-1.out", "catalina.out.9"] {
        stage.append(name, "ERROR of another, or old\n");
    }
    // A file system counts in ticks.
    std::thread::sleep(Duration::from_millis(20));
    stage.append("catalina.out", "old\n");
    let since = stage.since("catalina.out");
    fs::rename(stage.path("catalina.out"), stage.path("catalina.out.1")).unwrap();
    for name in ["catalina.2026-11-27.log", "catalina-1.out", "catalina.out.9", "catalina.out"] {
        stage.append(name, "ready\n");
    }
    let read = found(stage.look(&since, "catalina.out", "ready", "ERROR", 0)).3;
    assert_eq!((read.lines, read.lost), (1, false));
}

#[test]
fn a_log_that_was_emptied_is_read_from_its_start_and_that_is_told() {
    let stage = Stage::new();
    stage.append("app.log", "ERROR old\nmore\n");
    let since = stage.since("app.log");
    fs::write(stage.path("app.log"), "ready\n").unwrap();
    assert!(found(stage.look(&since, "app.log", "ready", "ERROR", 0)).3.cut);
    // It may have grown beyond what it was.
    fs::write(stage.path("app.log"), "ready\nERROR new, and longer than what was there before\n").unwrap();
    let (_, number, read) = offends(stage.look(&since, "app.log", "ready", "ERROR", 0));
    assert_eq!((number, read.cut), (2, true));
}

#[test]
fn turning_and_cutting_while_we_look_loses_nothing() {
    let stage = Stage::new();
    stage.append("app.log", "old\n");
    let since = stage.since("app.log");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let pause = || std::thread::sleep(Duration::from_millis(100));
            pause();
            stage.append("app.log", "before\n");
            fs::rename(stage.path("app.log"), stage.path("app.log.1")).unwrap();
            stage.append("app.log", "new file\n");
            pause();
            // Whoever had it open goes on writing to it.
            stage.append("app.log.1", "late\n");
            pause();
            fs::remove_file(stage.path("app.log.1")).unwrap();
            fs::write(stage.path("app.log"), "cut\n").unwrap();
            pause();
            stage.append("app.log", "ready\n");
        });
        let (.., number, in_file, read) = found(stage.look(&since, "app.log", "ready", "nothing", 2000));
        assert_eq!((number, in_file), (2, true));
        assert_eq!((read.lines, read.cut, read.lost), (5, true, false), "{read:?}");
    });
}

#[test]
fn of_a_pattern_the_newest_is_read_and_what_was_appended_to_the_one_before() {
    let stage = Stage::new();
    stage.append("server-25.log", "ERROR ancient\n");
    stage.append("server-26.log", "ERROR old\n");
    stage.touch("server-26.log", 0);
    let since = stage.since("server-*.log");
    stage.append("server-26.log", "last of the day\n");
    stage.append("server-27.log", "ready\n");
    stage.touch("server-27.log", 9);
    stage.append("other.log", "ERROR of another\n");
    let (text, .., read) = found(stage.look(&since, "server-*.log", "ready", "ERROR", 0));
    assert_eq!((text.as_str(), read.lines), ("ready", 2));
    assert_eq!(offends(stage.look(&since, "server-*.log", "ready", "last", 0)).0, "last of the day");
    assert_eq!(stage.look(&stage.since("none-*.log"), "none-*.log", "ready", "", 0), LogFact::Unread { why: Trouble::Absent });
}

#[test]
fn a_star_stands_for_anything() {
    let fits = |pattern: &str, name: &str| crate::links::probe::since::fits(pattern.as_bytes(), name.as_bytes());
    for name in ["a.log", "a-1.log", "a..log"] {
        assert!(fits("a*.log", name), "{name}");
    }
    for name in ["a.lo", "b.log", "a.log.1", "a"] {
        assert!(!fits("a*.log", name), "{name}");
    }
    assert!(fits("*", "") && fits("a*b*c", "abbc") && !fits("a*b*c", "acb") && !fits("ab*ba", "aba") && fits("*a*", "bab"));
    assert!(!fits("a*a", "a") && fits("a", "a") && !fits("a", "ab"));
}
