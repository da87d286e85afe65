//! Dumps of Data Pump, one file and several.

use super::Sparse;
use crate::parse::dump::datapump::{Cut, Disagreement, Doubt, Head, Standing, Whole, set, whole};
use crate::parse::dump::make::Pump;

fn read(bytes: &[u8]) -> (Head, Whole) {
    let head = Head::parse(bytes).unwrap();
    let whole = whole(&bytes, &head).unwrap();
    (head, whole)
}

#[test]
fn a_file_that_ends_where_its_master_table_ends_is_whole() {
    assert_eq!(read(&Pump::default().bytes()).1, Whole::Whole { confirmed: true });
    assert_eq!(read(&Pump { version: (3, 1), stream: false, ..Pump::default() }.bytes()).1, Whole::Whole { confirmed: false });
    // A master table that fills its last block to the end.
    assert_eq!(read(&Pump::default().bytes()).0.expected_length(), Some(8 * 4096));
    assert_eq!(read(&Pump { length: 8192, ..Pump::default() }.bytes()).1, Whole::Whole { confirmed: true });
}

#[test]
fn a_running_job_has_not_named_its_master_table() {
    let running = Pump { position: 0, length: 0, ..Pump::default() }.bytes();
    assert_eq!(read(&running).1, Whole::Unfinished);
    let mut half = running.clone();
    half.resize(5000, b'x');
    assert_eq!(read(&half).1, Whole::Cut(Cut::InBlock { length: 5000, over: 904 }));
    assert_eq!(set(&[read(&running)]).unwrap().standing, Standing::Unfinished);
}

#[test]
fn zeroed_ends_are_seen_though_the_length_is_right() {
    let good = Pump::default().bytes();
    let begin = 6 * 4096;
    let mut bytes = good.clone();
    bytes[begin..begin + 64].fill(0);
    assert_eq!(read(&bytes).1, Whole::Cut(Cut::NoMaster { at: begin as u64 }));
    for from in [begin + 64, begin + 4096, begin + 4900] {
        let mut bytes = good.clone();
        bytes[from..].fill(0);
        assert!(matches!(read(&bytes).1, Whole::Cut(Cut::ZeroedTail { .. })), "from {from}");
    }
    // Lengths of the master table that do not go together.
    let mut bytes = good;
    bytes[begin + 0x2D] = 9;
    assert_eq!(read(&bytes).1, Whole::Unknown(Doubt::Lengths));
}

#[test]
fn shapes_that_were_never_seen_are_unknown() {
    for version in [(0, 1), (2, 1), (4, 1), (6, 0)] {
        let bytes = Pump { version, ..Pump::default() }.bytes();
        assert_eq!(read(&bytes).1, Whole::Unknown(Doubt::Version { fits: true }));
        assert_eq!(read(&bytes[..8192]).1, Whole::Unknown(Doubt::Version { fits: false }));
    }
    let second = Pump { pieces: "002:001:000001:000001", ..Pump::default() }.bytes();
    assert_eq!(read(&second).1, Whole::Unknown(Doubt::OneOfSet { fits: true }));
}

#[test]
fn two_terabytes_take_three_reads() {
    let dump = Pump { position: 1 << 29, length: 5000, stream: false, ..Pump::default() };
    let head = Head::parse(&dump.head()).unwrap();
    let length = ((1_u64 << 29) - 1) * 4096 + 8192;
    let file = Sparse::new(b"", &[b'm'; 8192], length);
    assert_eq!(whole(&file, &head).unwrap(), Whole::Whole { confirmed: false });
    assert!(file.read.into_inner() <= 8192);
}

/// A set of files numbered in the first counter, of which the last holds the master table.
fn files(numbers: &[u32]) -> Vec<(Head, Whole)> {
    let last = numbers.len() - 1;
    let file = |(place, &n): (usize, &u32)| {
        let pieces = format!("{n:03}:001:000001:000001");
        let (position, length) = if place == last { (7, 5000) } else { (0, 0) };
        read(&Pump { pieces: &pieces, position, length, ..Pump::default() }.bytes())
    };
    numbers.iter().enumerate().map(file).collect()
}

#[test]
fn sets_of_several_files_are_unknown_at_best() {
    let found = set(&files(&[1, 2, 3])).unwrap();
    assert_eq!(
        (found.standing, found.masters, found.numbers),
        (Standing::Unknown { master_fits: Some(true) }, vec![2], Some(vec![1, 2, 3]))
    );
    assert_eq!(set(&[]), None);
    let whole = set(&[read(&Pump::default().bytes())]).unwrap();
    assert_eq!((whole.standing, whole.numbers), (Standing::Whole, Some(vec![1])));
}

#[test]
fn what_contradicts_a_set_is_all_told() {
    let gaps = set(&files(&[1, 4, 3])).unwrap();
    assert_eq!((gaps.standing, gaps.against), (Standing::Gaps, vec![Disagreement::Missing { numbers: vec![2] }]));
    let mut set_of = files(&[1, 2, 3, 4, 5]);
    set_of[1].0.guid = [9; 16];
    set_of[2].0.block_size = 8192;
    set_of[3] = set_of[0].clone();
    set_of[0].0.master = set_of[4].0.master;
    set_of[4].1 = Whole::Cut(Cut::Short { length: 1, expected: 2 });
    let found = set(&set_of).unwrap();
    assert_eq!(found.standing, Standing::Broken);
    assert_eq!(
        found.against,
        [
            Disagreement::OtherJob { file: 1 },
            Disagreement::BlockSize { file: 2 },
            Disagreement::Duplicate { file: 3, of: 0 },
            Disagreement::Cut { file: 4, cut: Cut::Short { length: 1, expected: 2 } },
            Disagreement::Masters { files: vec![0, 4] },
        ]
    );
    let mut none = files(&[1, 2]);
    none.pop();
    assert_eq!(set(&none).unwrap().standing, Standing::Unfinished, "the file with the master table is not here");
}
