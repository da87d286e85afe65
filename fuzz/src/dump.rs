//! Dump files as inputs: the bytes are the file. The fuzz target and `tests/it/corpus.rs` both include this one.

use opsctl::parse::dump::exp::{End, Head, Rows, Uncounted, Whole, tables, whole};
use opsctl::parse::dump::{datapump, sniff};

/// Panics unless the rules of the readers hold for a file.
pub(crate) fn check(bytes: &[u8]) {
    sniff(&bytes).expect("memory can be read");
    if let Ok(head) = Head::read(&bytes).expect("memory can be read") {
        let end = whole(&bytes, &head).expect("memory can be read");
        let report = tables(&bytes, &head).expect("memory can be read");
        assert!(report.searched <= report.read && report.read <= bytes.len() as u64, "{report:?}");
        for table in &report.tables {
            // A dump that is cut may have lost a section.
            let none = matches!(table.rows, Rows::NoSection | Rows::NotCounted(Uncounted::Cut { .. }));
            assert!(table.at < bytes.len() as u64 && if table.sections == 0 { none } else { table.rows != Rows::NoSection }, "{table:?}");
        }
        let mut streamed = End::new(head.record_length);
        bytes.chunks(1000).for_each(|chunk| streamed.feed(chunk));
        assert_eq!(matches!(streamed.whole(), Whole::Whole { .. }), matches!(end, Whole::Whole { .. }), "{end:?}");
        if let Whole::Whole { exit_at, no_table } = end {
            assert!(bytes[usize::try_from(exit_at).expect("it is in memory")..].starts_with(b"EXIT\nEXIT\n"), "{end:?}");
            assert!(!no_table || report.tables.is_empty(), "{report:?}");
        }
    }
    if let Ok(head) = datapump::Head::read(&bytes).expect("memory can be read") {
        let found = datapump::whole(&bytes, &head).expect("memory can be read");
        let set = datapump::set(&[(head, found)]).expect("a file is there");
        assert_eq!(set.standing == datapump::Standing::Whole, matches!(found, datapump::Whole::Whole { .. }), "{set:?}");
    }
}
