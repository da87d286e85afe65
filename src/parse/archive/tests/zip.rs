//! Zip: entries, what stands after them, and the directory.

use super::make::text;
use super::{check, tested, verdict};
use crate::parse::archive::{Doubt, Verdict, Why};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Two files and a folder. `stream`: as it is written to a pipe, with sums and sizes after the data.
pub(super) fn zip(stream: bool) -> Vec<u8> {
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    fn fill<W: Write + std::io::Seek>(mut out: ZipWriter<W>, options: SimpleFileOptions, stored: bool) -> W {
        out.start_file("exp/a.dmp", options).unwrap();
        out.write_all(&text(600)).unwrap();
        if stored {
            out.add_directory("exp", options).unwrap();
            out.start_file("b.log", options.compression_method(CompressionMethod::Stored)).unwrap();
        } else {
            out.start_file("b.log", options).unwrap();
        }
        out.write_all(b"ok").unwrap();
        out.finish().unwrap()
    }
    if stream {
        fill(ZipWriter::new_stream(Vec::new()), options, false).into_inner()
    } else {
        fill(ZipWriter::new(Cursor::new(Vec::new())), options, true).into_inner()
    }
}

/// Where a signature is, the `n`th time.
fn find(bytes: &[u8], signature: &[u8], n: usize) -> usize {
    bytes.windows(4).enumerate().filter(|(_, four)| *four == signature).nth(n).unwrap().0
}

#[test]
fn a_zip() {
    check(&zip(false));
    assert_eq!(tested(&zip(false)).1, [("exp/a.dmp".into(), text(600)), ("exp/".into(), vec![]), ("b.log".into(), b"ok".to_vec())]);
}

#[test]
fn a_zip_that_was_written_to_a_pipe() {
    check(&zip(true));
}

#[test]
fn one_without_files() {
    check(&ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner());
}

#[test]
fn the_directory_must_list_what_is_there() {
    let whole = zip(false);
    let start = find(&whole, b"PK\x01\x02", 0);
    let corrupt = Verdict::Corrupt { layer: 0, at: start as u64, why: Why::Directory };
    // The sum of the first file, its size, its name, its place, in the directory alone.
    for offset in [16, 24, 46, 42] {
        let mut wrong = whole.clone();
        wrong[start + offset] ^= 1;
        assert_eq!(verdict(&wrong), corrupt, "{offset}");
    }
    // A file that the directory does not know.
    let second = find(&whole, b"PK\x03\x04", 1);
    let hidden = [&whole[..second], &whole].concat();
    assert!(matches!(verdict(&hidden), Verdict::Corrupt { why: Why::Directory, .. }));
    // In another order it is the same directory.
    let (second, third) = (find(&whole, b"PK\x01\x02", 1), find(&whole, b"PK\x01\x02", 2));
    let turned = [&whole[..start], &whole[second..third], &whole[start..second], &whole[third..]].concat();
    assert_eq!(verdict(&turned), Verdict::Whole);
}

#[test]
fn what_cannot_be_proved_is_not_called_whole() {
    let whole = zip(false);
    let both = |at: usize, value: u8| {
        let mut changed = whole.clone();
        for (signature, offset) in [(b"PK\x03\x04", 0), (b"PK\x01\x02", 2)] {
            let header = find(&whole, signature, 0);
            changed[header + offset + at] = value;
        }
        verdict(&changed)
    };
    assert_eq!(both(6, 1), Verdict::Unknown { layer: 0, at: 0, why: Doubt::Encrypted });
    assert_eq!(both(8, 9), Verdict::Unknown { layer: 0, at: 0, why: Doubt::Method(9) });
    // What can be proved beside it is proved all the same.
    let mut changed = whole.clone();
    changed[find(&whole, b"PK\x03\x04", 2) + 36] ^= 1;
    assert!(matches!(verdict(&changed), Verdict::Corrupt { why: Why::Sum, .. }));
}

#[test]
fn other_methods_are_unpacked_too() {
    for (method, data) in [
        (12_u16, super::make::bzip2(b"data")),
        (93, super::make::zstd(b"data", true)),
        (95, super::make::xz(b"data", 0, liblzma::stream::Check::Crc32)),
    ] {
        let mut crc = flate2::Crc::new();
        crc.update(b"data");
        let common = [
            &[20, 0, 0, 0][..],
            &method.to_le_bytes(),
            &[0; 4],
            &crc.sum().to_le_bytes(),
            &(data.len() as u32).to_le_bytes(),
            &[4, 0, 0, 0, 1, 0, 0, 0],
        ]
        .concat();
        let local = [b"PK\x03\x04", &common[..], b"a", &data].concat();
        let central = [b"PK\x01\x02\x14\x00", &common[..], &[0; 14], b"a"].concat();
        let end =
            [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &(central.len() as u32).to_le_bytes(), &(local.len() as u32).to_le_bytes(), b"\0\0"];
        check(&[&local[..], &central, &end.concat()].concat());
    }
}

#[test]
fn wide_numbers_are_read() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("a", SimpleFileOptions::default().large_file(true).last_modified_time(zip::DateTime::default())).unwrap();
    out.write_all(b"data").unwrap();
    assert_eq!(verdict(&out.finish().unwrap().into_inner()), Verdict::Whole);
}

/// An entry of a pipe that is stored, as Info-ZIP writes what does not shrink. Its data look like what would end it.
#[test]
fn a_stored_entry_of_unknown_length_ends_where_its_sum_and_length_say() {
    let data = [b"PK\x07\x08 is no end, PK\x07\x08", &text(300)[..], b"PK\x07"].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&data);
    let (sum, size) = (crc.sum().to_le_bytes(), (data.len() as u32).to_le_bytes());
    let head = |sizes: &[u8]| [&[20, 0, 8, 0, 0, 0, 0, 0, 0, 0][..], sizes, &[1, 0, 0, 0]].concat();
    let local = [b"PK\x03\x04", &head(&[0; 12])[..], b"a", &data, b"PK\x07\x08", &sum, &size, &size].concat();
    let central = [b"PK\x01\x02\x14\x00", &head(&[sum, size, size].concat())[..], &[0; 14], b"a"].concat();
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &(central.len() as u32).to_le_bytes(), &(local.len() as u32).to_le_bytes(), b"\0\0"];
    let whole = [&local[..], &central, &end.concat()].concat();
    assert_eq!(tested(&whole).1, [("a".into(), data)]);
    let (told, crumbs) = (tested(&whole), super::tested_with(super::Crumbs(&whole), &super::Limits::default()));
    assert_eq!((told.0.verdict, &told), (Verdict::Whole, &crumbs));
    for end in 0..whole.len() {
        assert!(matches!(verdict(&whole[..end]), Verdict::Cut { .. } | Verdict::Unknown { .. }), "cut at {end}");
    }
}

#[test]
fn a_comment_belongs_to_it() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.set_comment("每日备份").unwrap();
    check(&out.finish().unwrap().into_inner());
}
