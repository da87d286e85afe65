//! Tar: its headers, what they say ahead, and its end.

use super::make::{END, entry, header, sum, tar, text};
use super::{check, tested, verdict};
use crate::parse::archive::{Doubt, Event, Limits, Verdict, Why, test};
use std::ops::ControlFlow;

fn names(bytes: &[u8]) -> Vec<(String, usize)> {
    let (told, files) = tested(bytes);
    assert_eq!(told.verdict, Verdict::Whole);
    files.into_iter().map(|(name, data)| (name, data.len())).collect()
}

fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    let text: String = records.iter().map(|(key, value)| record(key, value)).collect();
    entry(b"PaxHeaders/x", b'x', text.as_bytes())
}

/// `<length> <key>=<value>\n`, where the length counts itself.
fn record(key: &str, value: &str) -> String {
    let rest = format!(" {key}={value}\n");
    let digits = (1..4).find(|digits| (rest.len() + digits).to_string().len() == *digits).unwrap();
    format!("{}{rest}", rest.len() + digits)
}

#[test]
fn a_tar() {
    check(&tar(&[("a.dmp", &text(700)), ("empty", b""), ("full", &[7; 512])]));
}

#[test]
fn it_ends_with_two_blocks_of_zeros_and_nowhere_else() {
    let files = entry(b"a", b'0', b"data");
    let at = files.len() as u64;
    assert_eq!(verdict(&files), Verdict::Cut { layer: 0, at }, "between two files");
    assert_eq!(verdict(&[&files[..], &END[..512]].concat()), Verdict::Cut { layer: 0, at: at + 512 });
    assert_eq!(verdict(&[&files[..], &END].concat()), Verdict::Whole);
    assert_eq!(verdict(&[&files[..], &END, &[0; 10240]].concat()), Verdict::Whole, "filled up to a record");
    assert_eq!(verdict(&[&files[..], &END, &[0; 77]].concat()), Verdict::Whole, "or cut in what fills it up");
    assert_eq!(verdict(&[&files[..], &END[..512], &files].concat()), Verdict::Corrupt { layer: 0, at: at + 512, why: Why::Header });
    assert_eq!(
        verdict(&[&files[..], &END, &files, &END].concat()),
        Verdict::Trailing { layer: 0, at: at + 1024 },
        "two, one after the other"
    );
}

#[test]
fn no_header_may_be_another_one() {
    let whole = tar(&[("a.dmp", &text(600)), ("b", b"x")]);
    let second = 512 + 1024;
    let mut flipped = whole;
    for at in second..second + 512 {
        flipped[at] ^= 1;
        let told = verdict(&flipped);
        assert_eq!(told, Verdict::Corrupt { layer: 0, at: second as u64, why: Why::Header }, "byte {at}");
        flipped[at] ^= 1;
    }
}

#[test]
fn what_is_no_file_is_passed_over() {
    let all = [
        entry(b"dir/", b'5', b""),
        // A hard link that tells the size of its target, as old programs do.
        header(b"hard", 5000, b'1'),
        entry(b"soft", b'2', b""),
        entry(b"device", b'3', b""),
        entry(b"label", b'V', b""),
        entry(b"old", 0, b"v7"),
        entry(b"contiguous", b'7', b"x"),
        END.to_vec(),
    ];
    assert_eq!(names(&all.concat()), [("old".into(), 2), ("contiguous".into(), 1)]);
    assert_eq!(tested(&all.concat()).0.layers[0].members, 7);
}

#[test]
fn names_and_sizes_come_from_where_they_are_said() {
    let long = "d/".repeat(90) + "目录.dmp";
    let gnu = [entry(b"././@LongLink", b'L', &[long.as_bytes(), b"\0"].concat()), entry(b"cut", b'0', b"1")].concat();
    let said = [pax(&[("path", &long), ("size", "3"), ("mtime", "1.5")]), entry(b"cut", b'0', b"123")].concat();
    let mut prefixed = header(b"name", 0, b'0');
    prefixed[345..348].copy_from_slice(b"a/b");
    sum(&mut prefixed);
    let all = [gnu, said, prefixed, END.to_vec()].concat();
    assert_eq!(names(&all), [(long.clone(), 1), (long, 3), ("a/b/name".into(), 0)]);
}

#[test]
fn a_size_beyond_eight_gigabytes_is_exact() {
    let mut large = header(b"large.dmp", 0, b'0');
    large[124..136].copy_from_slice(&[0x80, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 5]);
    sum(&mut large);
    let mut sizes = Vec::new();
    let told = test(&large[..], &Limits::default(), &mut |event| {
        if let Event::Member { size, .. } = event {
            sizes.push(size);
        }
        ControlFlow::Continue(())
    });
    assert_eq!((told.verdict, sizes), (Verdict::Cut { layer: 0, at: 512 }, vec![Some((3 << 32) + 5)]));
}

#[test]
fn files_with_holes_are_marked() {
    let mut old = header(b"sparse", 512, b'S');
    old[482] = 1;
    sum(&mut old);
    let (mut more, last) = (vec![0; 512], vec![0; 512]);
    more[504] = 1;
    let new = [pax(&[("GNU.sparse.major", "1"), ("GNU.sparse.name", "real")]), entry(b"GNUSparseFile.0/real", b'0', b"0\n")].concat();
    let all = [old, more, last, vec![1; 512], new, END.to_vec()].concat();
    let mut holes = Vec::new();
    let told = test(&all[..], &Limits::default(), &mut |event| {
        if let Event::Member { name, holes: marked, .. } = event {
            holes.push((String::from_utf8(name.to_vec()).unwrap(), marked));
        }
        ControlFlow::Continue(())
    });
    assert_eq!((told.verdict, holes), (Verdict::Whole, vec![("sparse".into(), true), ("real".into(), true)]));
}

#[test]
fn what_is_said_ahead_of_nothing_or_makes_no_sense_is_corrupt() {
    let corrupt = |at| Verdict::Corrupt { layer: 0, at, why: Why::Header };
    let first = entry(b"a", b'0', b"");
    let with = |part: Vec<u8>| verdict(&[&first[..], &part, &END].concat());
    assert_eq!(with(pax(&[("path", "x")])), corrupt(512 + 1024), "nothing follows it");
    assert_eq!(with(entry(b"x", b'x', b"99 path=x\n")), corrupt(512));
    assert_eq!(with(entry(b"x", b'x', b"path")), corrupt(512));
    assert_eq!(with(header(b"x", 1 << 30, b'L')), corrupt(512), "a name of a gigabyte");
    assert_eq!(with(entry(b"x", b'M', b"rest")), Verdict::Unknown { layer: 0, at: 1024, why: Doubt::Volume });
}
