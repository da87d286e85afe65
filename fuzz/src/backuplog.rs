//! What must hold for a log of a backup, whatever its bytes; the fuzz target and `tests/it/corpus.rs` both include this one.

use opsctl::parse::backuplog::{Codes, Purpose, Reader, by_table, judge, read};

/// Panics unless the result is the same however the bytes are cut, what is kept can be shown, and all of it can be judged.
pub(crate) fn check(bytes: &[u8]) {
    let log = read(bytes);
    // The first byte says how long the pieces are, so that the fuzzer finds the cuts that matter.
    let size = usize::from(bytes.first().copied().unwrap_or(0)) + 1;
    let mut reader = Reader::new();
    bytes.chunks(size).for_each(|piece| reader.feed(piece));
    assert_eq!(reader.finish(), log, "in pieces of {size}");
    let codes = Codes::builtin().expect("the table of codes");
    for run in &log.runs {
        let evidence = run.evidence.iter().map(|evidence| &evidence.text);
        for text in run.codes.iter().map(|code| &code.message).chain(run.dumps.iter().map(|dump| &dump.path)).chain(evidence) {
            assert!(text.chars().count() <= 300 && !text.chars().any(char::is_control), "{text:?}");
        }
        assert!(by_table(run).len() <= run.rows.len());
        let _ = (judge(run, Purpose::Backup, &codes), judge(run, Purpose::Restore, &codes));
    }
}
