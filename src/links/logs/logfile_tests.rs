// What happens to log files in the wild → what a look makes of it.

use super::*;
use std::fs;
use std::io::Write;
use tempfile::TempDir;

/// A log in a folder of its own, and all that the looks at it have told.
struct Log {
    dir: TempDir,
    cursor: Option<LogCursor>,
    told: String,
    budget: LookBudget,
}

impl Log {
    fn new(text: &str) -> Log {
        let log = Log { dir: tempfile::tempdir().unwrap(), cursor: None, told: String::new(), budget: LookBudget::default() };
        log.write(text);
        log
    }

    /// With its baseline taken.
    fn known(text: &str) -> Log {
        let mut log = Log::new(text);
        assert_eq!(log.look().unwrap().change, Change::Baseline);
        assert_eq!(log.told, "");
        log
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("alert_tax.log")
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, text: &str) {
        let mut file = fs::OpenOptions::new().append(true).create(true).open(self.path()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn look(&mut self) -> Result<Look, LogFileError> {
        let mut told = Vec::new();
        let look = super::look(&self.path(), self.cursor.as_ref(), &self.budget, &Needles::new(&[]), &mut |piece| match piece {
            Piece::Bytes(bytes, _) => told.extend_from_slice(bytes),
            Piece::Start { .. } | Piece::End => {}
        })?;
        self.told.push_str(&String::from_utf8(told).unwrap());
        self.cursor = Some(look.cursor.clone());
        Ok(look)
    }

    /// Looks, and returns what happened and what was new.
    fn news(&mut self) -> (Change, String) {
        let before = self.told.len();
        let change = self.look().unwrap().change;
        (change, self.told[before..].to_owned())
    }
}

/// A beginning that is long enough to know a file by.
fn banner(n: u32) -> String {
    format!("2024-04-13T04:21:{n:02}.131104+08:00\nStarting ORACLE instance (normal) (OS id: {n})\n{}\n", "*".repeat(60))
}

fn news(change: Change, text: &str) -> (Change, String) {
    (change, text.to_owned())
}

#[test]
fn the_first_look_is_a_baseline_and_the_second_reads_what_is_new() {
    let mut log = Log::known("old\n");
    assert_eq!(log.news(), news(Change::Unchanged, ""));
    log.write("new\n");
    assert_eq!(log.news(), news(Change::Appended, "new\n"));
    assert_eq!(log.news(), news(Change::Unchanged, ""));
}

#[test]
fn a_baseline_may_show_the_tail_from_a_whole_line_on() {
    for (tail, shown) in [(3, ""), (4, "two\n"), (5, "two\n"), (7, "two\n"), (8, "one\ntwo\n"), (100, "one\ntwo\n")] {
        let mut log = Log::new("one\ntwo\nunfini");
        log.budget.baseline_tail = tail;
        let look = log.look().unwrap();
        assert_eq!((look.change, log.told.as_str(), look.held_back), (Change::Baseline, shown, 6), "{tail}");
        log.write("shed\n");
        log.told.clear();
        assert_eq!(log.news(), news(Change::Appended, "unfinished\n"));
    }
}

#[test]
fn an_unfinished_line_waits() {
    let mut log = Log::known("");
    log.write("one\ntw");
    assert_eq!(log.news(), news(Change::Appended, "one\n"));
    assert_eq!(log.look().unwrap().held_back, 2);
    log.write("o\r\n");
    assert_eq!(log.news(), news(Change::Appended, "two\r\n"));
    // But not for ever: this is no line.
    let endless = "x".repeat(LINE_WAIT as usize + 10);
    log.write(&endless);
    assert_eq!(log.news(), news(Change::Appended, &endless));
}

#[test]
fn cut_to_nothing_and_written_again() {
    let mut log = Log::known(&banner(1));
    log.write("told\n");
    log.look().unwrap();
    fs::write(log.path(), "").unwrap();
    let look = log.look().unwrap();
    assert_eq!((look.change, look.lost), (Change::Truncated, Some(Vec::new())));
    log.write("a\n");
    assert_eq!(log.news(), news(Change::Appended, "a\n"));
    // Cut, and already longer than before: only the head tells.
    log.write(&banner(2));
    log.look().unwrap();
    fs::write(log.path(), format!("{}{}", banner(3), "b\n".repeat(100))).unwrap();
    assert_eq!(log.news(), news(Change::Truncated, &format!("{}{}", banner(3), "b\n".repeat(100))));
}

#[test]
fn renamed_and_begun_anew() {
    for name in ["alert_tax.log.1", "alert_tax.log-20240413", "alert_tax.old", "anything.at.all"] {
        let mut log = Log::known(&banner(1));
        log.write("unread\nunfini");
        fs::rename(log.path(), log.beside(name)).unwrap();
        let moved = log.look().unwrap_err();
        assert!(matches!(&moved, LogFileError::Missing { moved_to: Some(to), .. } if to.ends_with(name)), "{moved}");
        log.write(&format!("{}a\n", banner(2)));
        assert_eq!(log.news(), news(Change::Replaced, &format!("unread\nunfini{}a\n", banner(2))), "{name}");
        assert_eq!(log.news(), news(Change::Unchanged, ""));
    }
}

#[test]
fn same_size_and_second_but_another_file() {
    let mut log = Log::known(&banner(1));
    fs::rename(log.path(), log.beside("alert_tax.log.1")).unwrap();
    log.write(&banner(2));
    assert_eq!(log.news(), news(Change::Replaced, &banner(2)));
}

#[test]
fn copied_and_truncated() {
    let mut log = Log::known(&banner(1));
    log.write("unread\n");
    fs::copy(log.path(), log.beside("alert_tax.log.1")).unwrap();
    fs::write(log.path(), "").unwrap();
    log.write(&format!("{}a\n", banner(2)));
    assert_eq!(log.news(), news(Change::Truncated, &format!("unread\n{}a\n", banner(2))));
}

#[test]
fn rotated_more_than_once() {
    let mut log = Log::known(&banner(1));
    log.write("one\n");
    fs::rename(log.path(), log.beside("alert_tax.log.2")).unwrap();
    fs::write(log.beside("alert_tax.log.1"), format!("{}two\n", banner(2))).unwrap();
    // File systems count in ticks of some milliseconds.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(1);
    fs::File::options().write(true).open(log.beside("alert_tax.log.1")).unwrap().set_modified(later).unwrap();
    // A copy that a person made of what was read is no third file.
    fs::copy(log.beside("alert_tax.log.2"), log.beside("alert_tax.log.20240413.bak")).unwrap();
    log.write(&format!("{}three\n", banner(3)));
    assert_eq!(log.news(), news(Change::Replaced, &format!("one\n{}two\n{}three\n", banner(2), banner(3))));
}

/// Gives these files one and the same time, as if all had been written in one tick of the file system.
fn in_one_tick(log: &Log, names: &[&str]) {
    for name in names {
        let tick = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        fs::File::options().write(true).open(log.beside(name)).unwrap().set_modified(tick).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn short_logs_of_one_tick_are_told_once() {
    let (own, first, second, third) = ("alert_tax.log", "alert_tax.log.1", "alert_tax.log.2", "alert_tax.log.3");
    for (one, two, three) in
        [("", "two\n", "three\n"), ("one\n", "two\n", "three\n"), ("one\n", "", "three\n"), ("one\n", "one\n", "one\nand three\n")]
    {
        // Rotated before there was a cursor, and still as new as the log.
        let mut log = Log::new("zero\n");
        fs::rename(log.beside(own), log.beside(first)).unwrap();
        log.write(one);
        in_one_tick(&log, &[own, first]);
        log.look().unwrap();
        // Told, and rotated away.
        fs::rename(log.beside(first), log.beside(second)).unwrap();
        fs::rename(log.beside(own), log.beside(first)).unwrap();
        log.write(two);
        in_one_tick(&log, &[own, first, second]);
        assert_eq!(log.news(), news(Change::Replaced, two));
        assert_eq!(log.news(), news(Change::Unchanged, ""));
        // Twice more between two looks.
        let fourth = "alert_tax.log.4";
        for (from, to) in [(second, fourth), (first, third), (own, second)] {
            fs::rename(log.beside(from), log.beside(to)).unwrap();
        }
        fs::write(log.beside(first), three).unwrap();
        log.write("last\n");
        in_one_tick(&log, &[own, first, second, third, fourth]);
        assert_eq!(log.news(), news(Change::Replaced, &format!("{three}last\n")), "{one:?} {two:?} {three:?}");
        assert_eq!(log.news(), news(Change::Unchanged, ""));
    }
}

#[test]
fn a_rotated_file_that_is_still_written_to_is_not_told_again() {
    let mut log = Log::known(&banner(1));
    fs::rename(log.path(), log.beside("alert_tax.log.1")).unwrap();
    log.write(&banner(2));
    log.look().unwrap();
    fs::rename(log.beside("alert_tax.log.1"), log.beside("alert_tax.log.2")).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(1);
    fs::File::options().write(true).open(log.beside("alert_tax.log.2")).unwrap().set_modified(later).unwrap();
    fs::rename(log.path(), log.beside("alert_tax.log.1")).unwrap();
    log.write(&banner(3));
    assert_eq!(log.news(), news(Change::Replaced, &banner(3)));
}

#[test]
fn the_adrs_numbered_xml() {
    let mut log = Log::new("");
    let (own, first) = (log.beside("log.xml"), log.beside("log_1.xml"));
    fs::write(&own, banner(1)).unwrap();
    let budget = LookBudget::default();
    log.cursor = Some(super::look(&own, None, &budget, &Needles::new(&[]), &mut |_| {}).unwrap().cursor);
    fs::OpenOptions::new().append(true).open(&own).unwrap().write_all(b"rest\n").unwrap();
    fs::rename(&own, &first).unwrap();
    fs::write(&own, banner(2)).unwrap();
    let look = super::look(&own, log.cursor.as_ref(), &budget, &Needles::new(&[]), &mut |_| {}).unwrap();
    let read: Vec<_> = look.stretches.iter().map(|s| (s.path.clone(), s.from, s.to)).collect();
    let n = banner(1).len() as u64;
    assert_eq!(read, [(first, n, n + 5), (own, 0, banner(2).len() as u64)]);
}

#[test]
fn an_old_file_that_is_gone_or_compressed_is_said_to_be_lost() {
    let mut log = Log::known(&banner(1));
    fs::remove_file(log.path()).unwrap();
    assert!(matches!(log.look().unwrap_err(), LogFileError::Missing { moved_to: None, .. }));
    fs::write(log.beside("alert_tax.log.1.gz"), "x").unwrap();
    log.write(&banner(2));
    let look = log.look().unwrap();
    assert_eq!(look.lost, Some(vec![log.beside("alert_tax.log.1.gz")]));
    assert_eq!(log.told, banner(2));
}

#[test]
fn a_budget_is_kept_and_nothing_is_lost_by_it() {
    let mut log = Log::known(&banner(1));
    log.budget.max_bytes = 10;
    log.write("one\ntwo\nthree\nfour\n");
    let look = log.look().unwrap();
    assert_eq!((log.told.as_str(), look.unread), ("one\ntwo\n", 11));
    // It runs out in the middle of a rotated file, twice.
    fs::rename(log.path(), log.beside("alert_tax.log.1")).unwrap();
    log.write(&banner(2));
    for _ in 0..40 {
        log.look().unwrap();
    }
    assert_eq!(log.told, format!("one\ntwo\nthree\nfour\n{}", banner(2)));
}

#[test]
fn what_is_no_file_is_never_opened() {
    let mut log = Log::new("");
    fs::remove_file(log.path()).unwrap();
    fs::create_dir(log.path()).unwrap();
    assert!(log.look().unwrap_err().to_string().ends_with("not a regular file but a directory"));
    fs::remove_dir(log.path()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(log.path()).status();
    if made.is_ok_and(|status| status.success()) {
        // Opening it would wait for a writer until the end of days.
        assert!(log.look().unwrap_err().to_string().ends_with("a pipe"));
        fs::remove_file(log.path()).unwrap();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("/dev/zero", log.path()).unwrap();
        assert!(log.look().unwrap_err().to_string().ends_with("a device"));
    }
}

#[cfg(unix)]
#[test]
fn a_log_that_we_may_not_read() {
    use std::os::unix::fs::PermissionsExt;
    let mut log = Log::new("x\n");
    fs::set_permissions(log.path(), fs::Permissions::from_mode(0o000)).unwrap();
    match log.look() {
        Err(e) => assert!(matches!(e, LogFileError::Denied { .. })),
        Ok(_) => eprintln!("root may read everything: nothing tested"),
    }
}

#[test]
fn three_gigabytes_at_the_first_look_take_no_time() {
    let mut log = Log::new(&banner(1));
    fs::OpenOptions::new().write(true).open(log.path()).unwrap().set_len(3 << 30).unwrap();
    log.write("\nlast line\n");
    log.budget.baseline_tail = 12;
    let began = std::time::Instant::now();
    assert_eq!(log.look().unwrap().size, (3 << 30) + 11);
    assert!(began.elapsed().as_secs() < 2);
    assert_eq!(log.told, "last line\n");
}

#[test]
fn two_threads_and_blocks_of_any_size_give_the_events_of_one_feed() {
    use crate::parse::oralog::log_class::LogRules;
    use crate::parse::oralog::log_skim::LogParser;
    use crate::parse::oralog::{alert, generate};
    let mut text = Vec::new();
    generate::alert_log(&mut text, 9_000_000, 11, true).unwrap();
    let rules = LogRules::builtin().unwrap();
    let mut parser = alert::parser(&rules);
    let mut whole = Vec::new();
    parser.start(0, None);
    parser.feed(&text, &mut |event| whole.push(event));
    let hint = parser.finish(&mut |event| whole.push(event));
    assert!(whole.len() > 50, "{}", whole.len());
    let log = Log::new(std::str::from_utf8(&text).unwrap());
    let needles = parser.needles().clone();
    for block in [4 << 10, 99_991, 256 << 10, 3 << 20] {
        let budget = LookBudget { block, ..LookBudget::default() };
        let mut cursor = super::look(&log.path(), None, &budget, &needles, &mut |_| {}).unwrap().cursor;
        cursor.offset = 0;
        let (mut events, mut end) = (Vec::new(), None);
        let look = super::look(&log.path(), Some(&cursor), &budget, &needles, &mut |piece| match piece {
            Piece::Start { offset, hint, .. } => parser.start(offset, hint),
            Piece::Bytes(bytes, found) => parser.feed_searched(bytes, found, &mut |event| events.push(event)),
            Piece::End => end = parser.finish(&mut |event| events.push(event)),
        });
        assert_eq!(look.unwrap().cursor.offset, text.len() as u64);
        assert!(events == whole && end == hint, "blocks of {block}");
    }
}

/// Any order of writing, rotating and looking: each byte that was written after the baseline is told once, in order.
#[test]
fn no_history_loses_or_repeats_a_line() {
    for seed in 1u64..400 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut dice = |n: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) % n
        };
        let mut log = Log::known(&banner(0));
        if seed % 3 == 0 {
            log.budget.max_bytes = 300;
        }
        let (mut written, mut line, mut rotations) = (String::new(), 0, 0);
        for _ in 0..60 {
            match dice(8) {
                0..=3 => {
                    line += 1;
                    let text = format!("line {line}{}", if dice(3) == 0 { "" } else { "\n" });
                    log.write(&text);
                    written.push_str(&text);
                }
                // Two rotations between looks are only told apart by time, so there is a look in between here.
                4 => {
                    while log.look().unwrap().unread > 0 {}
                    rotations += 1;
                    let aside = log.beside(&format!("alert_tax.log.{rotations}"));
                    let text = banner(rotations as u32);
                    if dice(2) == 0 {
                        fs::rename(log.path(), aside).unwrap();
                    } else {
                        fs::copy(log.path(), aside).unwrap();
                        fs::write(log.path(), "").unwrap();
                    }
                    log.write(&text);
                    written.push_str(&text);
                    while log.look().unwrap().unread > 0 {}
                }
                _ => drop(log.look().unwrap()),
            }
            assert!(written.starts_with(&log.told), "seed {seed}");
        }
        log.write("\n");
        written.push('\n');
        while log.look().unwrap().unread > 0 {}
        log.look().unwrap();
        assert_eq!(log.told, written, "seed {seed}");
    }
}
