//! Dumps that are cut, zeroed, flipped or no dumps at all: never whole, never a wrong count, never a panic.

use super::Slow;
use crate::parse::dump::exp::{self, Rows};
use crate::parse::dump::make::{Exp, Pump};
use crate::parse::dump::{datapump, sniff};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn exp_whole(bytes: &[u8]) -> bool {
    let Ok(head) = exp::Head::parse(&bytes[..bytes.len().min(4096)]) else { return false };
    matches!(exp::whole(&bytes, &head).unwrap(), exp::Whole::Whole { .. })
}

fn pump_whole(bytes: &[u8]) -> bool {
    let Ok(head) = datapump::Head::parse(bytes) else { return false };
    matches!(datapump::whole(&bytes, &head).unwrap(), datapump::Whole::Whole { .. })
}

/// The counts that a dump gives, by table.
fn counts(bytes: &[u8]) -> BTreeMap<String, u64> {
    let Ok(head) = exp::Head::parse(&bytes[..bytes.len().min(4096)]) else { return BTreeMap::new() };
    let report = exp::tables(&bytes, &head).unwrap();
    let counted = |table: exp::Table| if let Rows::Counted(n) = table.rows { Some((table.name, n)) } else { None };
    report.tables.into_iter().filter_map(counted).collect()
}

fn small() -> Vec<u8> {
    Exp { record: 512, ..Exp::default() }.table("EMP", 14).partitions("S", &[3, 4]).unreadable("DOC", 112).table("DEPT", 4).bytes()
}

#[test]
fn a_dump_cut_anywhere_is_not_whole_and_counts_no_row_wrong() {
    let dump = small();
    let all = counts(&dump);
    assert!(exp_whole(&dump));
    for cut in 0..dump.len() {
        assert!(!exp_whole(&dump[..cut]), "{cut} bytes");
        for (table, n) in counts(&dump[..cut]) {
            // A partition that is missing altogether is not known of.
            assert!(n == all[&table] || (table == "S" && n == 3), "{table} in {cut} bytes");
        }
    }
}

#[test]
fn a_data_pump_file_cut_anywhere_is_not_whole() {
    for version in [(5, 1), (3, 1)] {
        let dump = Pump { version, block: 512, length: 900, stream: version == (5, 1), ..Pump::default() }.bytes();
        assert!(pump_whole(&dump));
        for cut in 0..dump.len() {
            assert!(!pump_whole(&dump[..cut]), "{cut} bytes");
        }
        let longer = [&dump[..], b"x"].concat();
        assert!(!pump_whole(&longer));
    }
}

#[test]
fn a_zeroed_tail_is_not_whole() {
    let dump = small();
    let exit = memchr::memmem::rfind(&dump, b"EXIT\n").unwrap() + 4;
    for from in 0..=exit {
        let mut bytes = dump.clone();
        bytes[from..].fill(0);
        assert!(!exp_whole(&bytes), "NULs from {from}");
        if from > 512 && dump.len() - from >= 1024 {
            let head = exp::Head::parse(&bytes).unwrap();
            let found = exp::whole(&bytes, &head).unwrap();
            assert!(matches!(found, exp::Whole::Cut(exp::Cut::ZeroedTail { from: seen }) if seen <= from as u64), "{found:?}");
        }
    }
}

#[test]
fn what_follows_the_end_is_told() {
    let dump = small();
    let end = memchr::memmem::rfind(&dump, b"EXIT\n").unwrap() as u64 + 5;
    let head = exp::Head::parse(&dump).unwrap();
    for extra in [&b"x"[..], &[b'y'; 512], b"\0\0x\0"] {
        let bytes = [&dump[..], extra].concat();
        let at = (dump.len() + extra.iter().position(|&b| b != 0).unwrap()) as u64;
        assert_eq!(exp::whole(&bytes, &head).unwrap(), exp::Whole::Cut(exp::Cut::Garbage { exit_at: end - 10, at }));
    }
    let cut = &dump[..=usize::try_from(end).unwrap()];
    let missing = dump.len() as u64 - end - 1;
    assert_eq!(exp::whole(&cut, &head).unwrap(), exp::Whole::Cut(exp::Cut::InPadding { exit_at: end - 10, missing }));
}

#[test]
fn a_length_that_runs_over_its_row_is_a_fault_where_it_stands() {
    let mut bytes = Exp::default().table("EMP", 14).table("DEPT", 4).bytes();
    let text = memchr::memmem::find(&bytes, b"NSRMC-000000000007").unwrap();
    bytes[text - 2] += 3;
    let head = exp::Head::parse(&bytes).unwrap();
    let report = exp::tables(&bytes, &head).unwrap();
    assert!(
        matches!(report.tables[0].rows, Rows::NotCounted(exp::Uncounted::Grammar { at }) if at >= text as u64 && at < text as u64 + 60)
    );
    assert_eq!(report.tables[1].rows, Rows::Counted(4), "the next table is found again");
}

#[test]
fn flipped_bits_of_headers_do_no_harm() {
    let (dump, pump) = (small(), Pump { block: 512, length: 900, ..Pump::default() }.bytes());
    for bit in 0..512 * 8 {
        let mut bytes = dump.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        // Texts may differ; the record length may not.
        let head = exp::Head::parse(&bytes);
        assert!(!exp_whole(&bytes) || head.is_ok_and(|head| (dump.len() as u64).is_multiple_of(head.record_length.into())), "bit {bit}");
        let mut bytes = pump.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let extent = |bytes: &[u8]| datapump::Head::parse(bytes).ok().map(|head| (head.master, head.block_size));
        assert!(!pump_whole(&bytes) || extent(&bytes) == extent(&pump) || bit / 8 == 0x41, "bit {bit}");
    }
}

fn all_readers(bytes: &[u8]) {
    sniff(&bytes).unwrap();
    let slow = Slow(bytes, 3000);
    if let Ok(head) = exp::Head::read(&slow).unwrap() {
        exp::whole(&slow, &head).unwrap();
        let report = exp::tables(&slow, &head).unwrap();
        assert!(report.read <= bytes.len() as u64 && report.searched <= report.read);
    }
    if let Ok(head) = datapump::Head::read(&slow).unwrap() {
        let whole = datapump::whole(&slow, &head).unwrap();
        datapump::set(&[(head.clone(), whole), (head, whole)]).unwrap();
    }
}

proptest! {
    #[test]
    fn random_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        all_readers(&bytes);
        all_readers(&[&small()[..700], &bytes].concat());
        all_readers(&[&Pump::default().head()[..], &bytes].concat());
    }

    #[test]
    fn changed_dumps_are_read_without_a_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        for mut bytes in [small(), Pump { block: 512, length: 900, ..Pump::default() }.bytes()] {
            for (place, byte) in &changes {
                let at = place.index(bytes.len());
                bytes[at] = *byte;
            }
            all_readers(&bytes);
        }
    }

    #[test]
    fn every_number_of_rows_is_counted(sizes in prop::collection::vec(0u64..300, 1..8), direct: bool) {
        let mut dump = Exp { direct, ..Exp::default() };
        for (n, rows) in sizes.iter().enumerate() {
            dump = dump.table(&format!("T{n}"), *rows);
        }
        let expected: BTreeMap<String, u64> = sizes.iter().enumerate().map(|(n, &rows)| (format!("T{n}"), rows)).collect();
        prop_assert_eq!(counts(&dump.bytes()), expected);
    }
}
