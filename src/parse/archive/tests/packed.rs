//! gzip, xz, zstd, bzip2, and stacks.

use super::make::{bzip2, gzip, tar, text, xz, zstd};
use super::{check, tested, tested_with, verdict};
use crate::parse::archive::{Doubt, HEAD, Kind, Layer, Limits, Proof, Verdict, Why};
use liblzma::stream::Check;

fn layers(bytes: &[u8]) -> Vec<(Kind, u64, Proof)> {
    tested(bytes).0.layers.iter().map(|Layer { kind, members, proof }| (*kind, *members, *proof)).collect()
}

#[test]
fn a_gzip() {
    check(&gzip(&text(3000)));
    check(&gzip(b""));
}

#[test]
fn an_xz() {
    for kind in [Check::Crc32, Check::Crc64, Check::Sha256] {
        check(&xz(&text(2000), 0, kind));
    }
    check(&xz(b"", 0, Check::Crc64));
}

#[test]
fn a_zstd() {
    check(&zstd(&text(3000), true));
    check(&zstd(b"", true));
}

#[test]
fn a_bzip2() {
    check(&bzip2(&text(1000)));
    check(&bzip2(b""));
}

#[test]
fn what_has_no_sums_says_so() {
    assert_eq!(layers(&zstd(&text(500), false)), [(Kind::Zstd, 1, Proof::Structure)]);
    assert_eq!(layers(&xz(&text(500), 0, Check::None)), [(Kind::Xz, 1, Proof::Structure)]);
    let both = [zstd(b"a", true), zstd(b"b", false)].concat();
    assert_eq!(layers(&both), [(Kind::Zstd, 2, Proof::Structure)], "one member without is enough");
}

#[test]
fn members_follow_each_other() {
    for pack in [gzip as fn(&[u8]) -> Vec<u8>, bzip2, |data| zstd(data, true), |data| xz(data, 0, Check::Crc64)] {
        let all = [pack(b"one "), pack(b""), pack(b"two")].concat();
        let (told, files) = tested(&all);
        assert_eq!((told.verdict, told.layers[0].members), (Verdict::Whole, 3));
        assert_eq!(files, [(String::new(), b"one two".to_vec())]);
        let end = all.len() as u64 - 1;
        assert_eq!(verdict(&all[..all.len() - 1]), Verdict::Cut { layer: 0, at: end });
        // The beginning of another member is a cut, too.
        let more = [&all[..], &pack(b"x")[..1]].concat();
        assert_eq!(verdict(&more), Verdict::Cut { layer: 0, at: end + 2 });
    }
}

#[test]
fn every_part_of_a_gzip_header_is_read() {
    let plain = gzip(b"data");
    let mut head = vec![0x1F, 0x8B, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3];
    head.extend([3, 0, 7, 8, 9]);
    head.extend(b"expdp.dmp\0a comment\0");
    let mut crc = flate2::Crc::new();
    crc.update(&head);
    head.extend(&crc.sum().to_le_bytes()[..2]);
    let full = [&head[..], &plain[10..]].concat();
    check(&full);
    let mut wrong = full;
    wrong[20] ^= 1;
    let at = head.len() as u64;
    assert_eq!(verdict(&wrong), Verdict::Corrupt { layer: 0, at, why: Why::Header }, "the header has a sum of its own");
}

#[test]
fn sums_and_lengths_are_held_against_the_data() {
    let whole = gzip(b"data");
    let end = whole.len() as u64;
    for (back, why) in [(8, Why::Sum), (1, Why::Length)] {
        let mut wrong = whole.clone();
        wrong[whole.len() - back] ^= 1;
        assert_eq!(verdict(&wrong), Verdict::Corrupt { layer: 0, at: end, why });
    }
    let mut wrong = zstd(&text(100), true);
    *wrong.last_mut().unwrap() ^= 1;
    assert!(matches!(verdict(&wrong), Verdict::Corrupt { why: Why::Sum, .. }));
}

#[test]
fn zeros_of_a_tape_are_no_garbage() {
    let whole = gzip(b"data");
    let padded = [&whole[..], &[0; 1000]].concat();
    assert_eq!(verdict(&padded), Verdict::Whole);
    let garbage = [&padded[..], b"x"].concat();
    assert_eq!(verdict(&garbage), Verdict::Trailing { layer: 0, at: whole.len() as u64 });
    let whole = xz(b"data", 0, Check::Crc64);
    let padded = |zeros: usize| [&whole[..], &vec![0; zeros], &whole].concat();
    assert_eq!(verdict(&padded(8)), Verdict::Whole, "xz allows it between streams, in fours");
    assert_eq!(verdict(&padded(7)), Verdict::Trailing { layer: 0, at: whole.len() as u64 });
    let whole = zstd(b"data", true);
    assert_eq!(verdict(&[&whole[..], &[0; 8]].concat()), Verdict::Trailing { layer: 0, at: whole.len() as u64 });
}

#[test]
fn a_frame_to_be_skipped_is_skipped() {
    let skip = [&[0x5A, 0x2A, 0x4D, 0x18, 4, 0, 0, 0][..], b"note"].concat();
    let all = [&skip[..], &zstd(b"data", true), &skip].concat();
    assert_eq!((tested(&all).1, verdict(&all)), (vec![(String::new(), b"data".to_vec())], Verdict::Whole));
}

#[test]
fn stacks_are_read_to_the_inside() {
    let dump = text(9000);
    let inside = tar(&[("exp/a.dmp", &dump), ("b.log", b"ok")]);
    let all = gzip(&xz(&inside, 0, Check::Crc64));
    let (told, files) = tested(&all);
    assert_eq!(told.verdict, Verdict::Whole);
    assert_eq!(layers(&all), [(Kind::Gzip, 1, Proof::Sums), (Kind::Xz, 1, Proof::Sums), (Kind::Tar, 2, Proof::Structure)]);
    assert_eq!(files, [("exp/a.dmp".into(), dump.clone()), ("b.log".into(), b"ok".to_vec())]);
    assert_eq!((told.bytes_out, told.head), (9002, dump[..HEAD].to_vec()), "the head is of the first file");
}

#[test]
fn a_fault_has_its_layer() {
    let inside = tar(&[("a", b"data")]);
    let cut = gzip(&inside[..600]);
    assert_eq!(verdict(&cut), Verdict::Cut { layer: 1, at: 600 }, "the tar was cut before it was packed");
    let whole = gzip(&inside);
    let end = whole.len() - 3;
    assert_eq!(verdict(&whole[..end]), Verdict::Cut { layer: 0, at: end as u64 }, "the gzip was; the tar has its end");
    assert_eq!(verdict(&gzip(&[&inside[..], b"x"].concat())), Verdict::Trailing { layer: 1, at: inside.len() as u64 });
}

#[test]
fn no_deeper_than_allowed() {
    let deep = (0..4).fold(b"x".to_vec(), |inside, _| gzip(&inside));
    assert_eq!(verdict(&deep), Verdict::Whole);
    assert_eq!(verdict(&gzip(&deep)), Verdict::Unknown { layer: 4, at: 0, why: Doubt::Depth });
}

#[test]
fn large_data_pass_in_pieces() {
    let data = text(400_000);
    for packed in [gzip(&data), zstd(&data, true), xz(&data, 0, Check::Crc32), bzip2(&data[..200_000])] {
        let (told, files) = tested_with(&packed[..], &Limits::default());
        assert_eq!(told.verdict, Verdict::Whole);
        assert!(data.starts_with(&files[0].1) && files[0].1.len() as u64 == told.bytes_out);
    }
}
