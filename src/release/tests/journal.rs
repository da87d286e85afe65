//! A journal that was cut, or changed.

use crate::release::journal::{self, Journal, Read};
use crate::release::tree::Record;

fn read(bytes: &[u8]) -> Result<Read<Record>, usize> {
    journal::read(bytes)
}

fn written() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    let mut journal = Journal::create(&path).unwrap();
    let at = "2026-11-22T00:00:00Z".parse().unwrap();
    for record in [Record::Staged, Record::Switching, Record::Manual { paths: vec!["目录/a".into()] }, Record::Commit] {
        journal.write(at, record).unwrap();
    }
    std::fs::read(&path).unwrap()
}

/// Wherever a crash cuts it, the whole lines before are read, and nothing else.
#[test]
fn a_cut_leaves_the_lines_before() {
    let bytes = written();
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for cut in 0..=bytes.len() {
        let found = read(&bytes[..cut]).unwrap();
        assert_eq!(found.records.len(), ends.iter().filter(|end| **end <= cut).count(), "cut at {cut}");
        // What the file system kept free after it may be zeros.
        let padded = [&bytes[..cut], &[0; 100]].concat();
        assert_eq!(read(&padded).unwrap(), found);
    }
}

/// Whichever byte somebody changes: told, or, in the last line, read as if it had been cut.
#[test]
fn no_changed_byte_is_read_as_something_else() {
    let bytes = written();
    let whole = read(&bytes).unwrap();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            match read(&changed) {
                // A digit that is written in capitals is the same number; then the next line tells it.
                Err(_) => {}
                Ok(found) => {
                    assert_eq!(found.records[..], whole.records[..found.records.len()], "{at}");
                    assert!(found.records.len() >= 3, "{at}: only the last line may be taken for a cut one");
                }
            }
        }
    }
}

#[test]
fn a_line_that_another_names_cannot_be_left_out() {
    let bytes = written();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(read(&[lines[0], lines[2], lines[3]].concat()), Err(lines[0].len()));
}

#[test]
fn opening_cuts_what_a_crash_left_and_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    let bytes = written();
    std::fs::write(&path, &bytes[..bytes.len() - 5]).unwrap();
    let mut journal: Journal<Record> = Journal::open(&path).unwrap();
    assert_eq!(journal.records().len(), 3);
    journal.write("2026-11-22T00:00:00Z".parse().unwrap(), Record::Switched).unwrap();
    let found = read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(found.records.last().map(|(_, record)| record.clone()), Some(Record::Switched));
}
