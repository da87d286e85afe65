//! The journal of a run that was cut, or changed: it is as it was or as it was earlier, or somebody is told.

use std::path::Path;

use crate::model::{Words, sha256};
use crate::release::journal::Journal;
use crate::release::ledger::Ledger;
use crate::release::run::{Mark, Work, open_run};

fn work() -> Work {
    Work {
        release: "zs-2".into(),
        package: "d".into(),
        target: "zs".into(),
        env: "staging".into(),
        system: "征管系统".into(),
        from: "1".into(),
        to: "2".into(),
        undoes: None,
        rehearses: false,
        rolling: false,
        places: Vec::new(),
        sql: Vec::new(),
        verify: Vec::new(),
    }
}

/// A run that came as far as a person; its marks.
fn written(dir: &Path) -> (Ledger, Vec<Mark>) {
    let ledger = Ledger::make(dir).unwrap();
    let folder = ledger.folder("000001");
    std::fs::create_dir(&folder).unwrap();
    let json = serde_json::to_vec(&work()).unwrap();
    std::fs::write(folder.join("work.json"), &json).unwrap();
    let marks = vec![
        Mark::Begin { work: sha256(&json), operator: "张工".into() },
        Mark::Staged { place: "app".into(), txn: "000001".into() },
        Mark::Touching,
        Mark::Script { name: "010".into() },
        Mark::TakingBack { why: Words::new("启动失败", "it did not start") },
        Mark::Manual { what: vec![Words::new("启动服务", "start")] },
    ];
    let mut journal = Journal::create(&folder.join("journal")).unwrap();
    for mark in &marks {
        journal.write("2026-11-22T00:00:00Z".parse().unwrap(), mark.clone()).unwrap();
    }
    (ledger, marks)
}

#[test]
fn wherever_it_is_cut_the_run_is_as_it_was_or_earlier() {
    let dir = tempfile::tempdir().unwrap();
    let (ledger, marks) = written(dir.path());
    let path = ledger.folder("000001").join("journal");
    let bytes = std::fs::read(&path).unwrap();
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for cut in 0..=bytes.len() {
        for padding in [0, 100] {
            let left = [&bytes[..cut], &vec![0; padding]].concat();
            std::fs::write(&path, &left).unwrap();
            let open = open_run(&ledger).unwrap();
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let found: Vec<Mark> = open.iter().flat_map(|open| open.marks().cloned()).collect();
            assert_eq!(found, marks[..whole], "cut at {cut}");
            assert_eq!(open.is_some(), whole > 0, "before the first mark there is no run");
            assert_eq!(std::fs::read(&path).unwrap(), left, "who looks changes nothing");
        }
    }
}

#[test]
fn whatever_byte_is_changed_it_is_told_or_earlier() {
    let dir = tempfile::tempdir().unwrap();
    let (ledger, marks) = written(dir.path());
    for name in ["journal", "work.json"] {
        let path = ledger.folder("000001").join(name);
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            for flip in [0x01, 0x20, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                std::fs::write(&path, &changed).unwrap();
                let Ok(open) = open_run(&ledger) else { continue };
                let found: Vec<Mark> = open.iter().flat_map(|open| open.marks().cloned()).collect();
                assert!(name == "journal" && found.len() >= marks.len() - 1, "{name} {at}: only the last line may be taken for a cut one");
                assert_eq!(found[..], marks[..found.len()]);
            }
        }
        std::fs::write(&path, bytes).unwrap();
    }
}
