//! Any bytes, in any pieces, of any length.

use super::*;
use proptest::prelude::*;

/// Lines that logs are made of, whole and broken.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let all: String = [EXP_EN, EXP_ZH, PUMP_EN, PUMP_ZH11, RMAN_EN, RMAN_ZH].concat();
    let lines: Vec<String> = all.lines().map(str::to_owned).collect();
    let known = prop::sample::select(lines);
    prop_oneof![
        8 => known.clone().prop_map(String::into_bytes),
        2 => known.clone().prop_map(|line| encoding_rs::GB18030.encode(&line).0.into_owned()),
        2 => (known.clone(), any::<prop::sample::Index>()).prop_map(|(line, at)| {
            let mut bytes = line.into_bytes();
            bytes.truncate(at.index(bytes.len() + 1));
            bytes
        }),
        1 => (known, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(line, at, byte)| {
            let mut bytes = line.into_bytes();
            let at = at.index(bytes.len() + 1);
            bytes.insert(at, byte);
            bytes
        }),
        1 => prop::collection::vec(any::<u8>(), 0..80),
    ]
}

fn log() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(line(), 0..40).prop_map(|lines| lines.join(&b'\n'))
}

fn in_pieces(bytes: &[u8], sizes: &[usize]) -> BackupLog {
    let mut reader = Reader::new();
    let mut rest = bytes;
    for size in sizes.iter().cycle().take(bytes.len() + 1) {
        let (piece, behind) = rest.split_at((*size).min(rest.len()));
        reader.feed(piece);
        rest = behind;
    }
    reader.feed(rest);
    reader.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let log = read(&bytes);
        for run in &log.runs {
            let _ = judged(run, Purpose::Backup);
        }
    }

    #[test]
    fn pieces_do_not_matter(bytes in log(), sizes in prop::collection::vec(1usize..700, 1..5)) {
        prop_assert_eq!(in_pieces(&bytes, &sizes), read(&bytes));
    }

    #[test]
    fn what_is_kept_is_tame(bytes in log()) {
        for run in read(&bytes).runs {
            let evidence = run.evidence.map(|e| e.text).unwrap_or_default();
            let kept = run.codes.iter().map(|c| &c.message).chain(run.dumps.iter().map(|d| &d.path)).chain([&evidence]);
            for text in kept {
                prop_assert!(text.chars().count() <= 300 && !text.chars().any(char::is_control), "{text:?}");
            }
            prop_assert!(run.lines.0 <= run.lines.1);
        }
    }
}

/// Feeds `line` (with its line end) so often that it fills `megabytes`.
fn repeated(head: &str, line: &str, megabytes: usize) -> BackupLog {
    let mut reader = Reader::new();
    reader.feed(head.as_bytes());
    let block = line.repeat((1 << 20) / line.len());
    for _ in 0..megabytes {
        reader.feed(block.as_bytes());
    }
    reader.finish()
}

#[test]
fn more_rows_than_fit_are_counted_and_the_log_is_not_judged_good() {
    let log = repeated(PUMP_EN.split_once("29-APR-25 09:37:41").unwrap().0, ". . exported \"S\".\"T\":\"P1\"   5.445 KB   2 rows\n", 7);
    let run = &log.runs[0];
    assert!(run.left_out > 0 && run.rows.len() * size_of::<TableRows>() < BUDGET);
    assert_eq!(run.rows.len() as u64 + run.left_out, log.lines - 11);
    assert_eq!(total(run), None);
    assert!(judged(run, Purpose::Backup).findings.iter().any(|f| matches!(f.reason, Reason::LeftOut(_))));
}

#[test]
fn old_runs_give_way_to_new_ones() {
    let log = repeated("", "Export: Release 11.2.0.4.0 - Production on Mon Mar 3 01:00:02 2025\n", 1);
    assert_eq!((log.runs.len(), log.runs_left_out > 10_000), (RUNS, true));
    let rows = ". . exported \"S\".\"T\":\"P1\"   5.445 KB   2 rows\n".repeat(60_000);
    let runs = runs(&format!("{PUMP_EN}{rows}{PUMP_EN}{rows}{PUMP_EN}{rows}{PUMP_EN}"));
    assert!(runs[0].thinned && runs[0].rows.is_empty() && runs[0].end() == Verdict::Success);
    assert_eq!(judged(&runs[0], Purpose::Backup).level, Level::Unknown);
    let last = runs.last().unwrap();
    assert_eq!((last.thinned, judged(last, Purpose::Backup).level), (false, Level::Pass));
}

#[test]
fn long_lines_and_floods_of_codes_are_bounded() {
    let long = format!("ORA-00001: {}\n", "x".repeat(1 << 20));
    let run = run(&EXP_EN.replace(". exporting synonyms", &long));
    assert_eq!(run.codes[0].message.chars().count(), 300);
    let many: String =
        (0..5000).map(|n| format!("ORA-39082: Object type VIEW:\"S\".\"V{n}\" created with compilation warnings\n")).collect();
    let run = super::run(&EXP_EN.replace(". exporting synonyms", &many).replace("without", "with"));
    assert_eq!((run.codes.len(), run.codes[0].times, run.codes[0].unnamed, run.left_out), (500, 4501, 4500, 0));
    assert_eq!(judged(&run, Purpose::Backup).level, Level::Warn, "many of a kind are no more than one");
    let flood: String = (0..5000).map(|n| format!("ORA-{n:05}: x\n")).collect();
    let run = super::run(&EXP_EN.replace(". exporting synonyms", &flood));
    assert_eq!((run.codes.len(), run.left_out), (2000, 3000));
    assert_eq!(judged(&run, Purpose::Backup).level, Level::Fail);
}
