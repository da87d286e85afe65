//! End record, directory, local headers, ranges and limits.

use super::make::{Entry, deflated, field};
use super::*;

fn two() -> Zip {
    Zip::of([entry("a", "one"), entry("b/c", "two")])
}

#[test]
fn a_plain_archive_is_listed_and_read() {
    let zip = two().bytes();
    let listing = open(&zip);
    assert_eq!(names(&zip), ["a", "b/c"]);
    assert!(listing.warnings().is_empty());
    assert_eq!((content(&listing, 0).unwrap(), content(&listing, 1).unwrap()), (b"one".to_vec(), b"two".to_vec()));
    assert_eq!(open(&Zip::default().bytes()).entries().len(), 0, "an empty one, too");
}

#[test]
fn what_is_no_zip_is_told() {
    for bytes in [&b""[..], b"PK", &[0; 22], b"PK\x05\x06", &two().bytes()[..60]] {
        assert_eq!(why(bytes), Why::NotZip);
    }
    assert_eq!(why(&Zip { comment: vec![b'x'; 9], ..two() }.bytes()[..180]), Why::NotZip, "the comment is cut");
}

#[test]
fn junk_before_between_and_behind_is_warned_of() {
    let zip = Zip { before: vec![1; 10], between: vec![2; 5], after: vec![3; 7], comment: b"hello".to_vec(), ..two() }.bytes();
    let listing = open(&zip);
    assert_eq!(listing.warnings(), [Warning::Before { bytes: 10 }, Warning::Between { bytes: 5 }, Warning::After { bytes: 7 }]);
    assert_eq!(content(&listing, 1).unwrap(), b"two");
}

#[test]
fn a_second_end_record_is_refused() {
    let inner = two().bytes();
    assert_eq!(why(&Zip { comment: inner.clone(), ..two() }.bytes()), Why::AmbiguousEnd, "an archive in the comment");
    assert_eq!(why(&Zip { comment: b"PK\x05\x06".to_vec(), ..two() }.bytes()), Why::AmbiguousEnd, "a signature in the comment");
    assert_eq!(why(&Zip { after: b"PK\x05\x06 cut".to_vec(), ..two() }.bytes()), Why::AmbiguousEnd, "behind the end");
    // A stored archive is content.
    let outer = Zip::of([entry("inner.zip", &inner)]).bytes();
    assert_eq!(content(&open(&outer), 0).unwrap(), inner);
}

#[test]
fn counts_and_sizes_of_the_directory_are_held_to_what_is_there() {
    assert_eq!(why(&Zip { count: Some(1), ..two() }.bytes()), Why::CountMismatch { stated: 1, walked: 2 });
    assert_eq!(why(&Zip { count: Some(3), ..two() }.bytes()), Why::CountMismatch { stated: 3, walked: 2 });
    assert!(matches!(why(&Zip { size_off: -1, ..two() }.bytes()), Why::DirectoryBroken { .. }));
    assert_eq!(why(&Zip { size_off: 1000, ..two() }.bytes()), Why::DirectoryOutside);
    assert_eq!(why(&Zip { offset_off: 1, ..two() }.bytes()), Why::DirectoryOutside);
}

#[test]
fn other_disks_are_refused() {
    assert_eq!(why(&Zip { disk: 1, ..two() }.bytes()), Why::MultiDisk);
    assert_eq!(why(&Zip::of([Entry { disk: 2, ..entry("a", "") }]).bytes()), Why::MultiDisk);
}

#[test]
fn zip64_is_read_wherever_its_record_is_right() {
    assert_eq!(names(&Zip { long: true, ..two() }.bytes()), ["a", "b/c"]);
    let shifted = Zip { long: true, before: vec![0; 9], ..two() }.bytes();
    assert_eq!(open(&shifted).warnings(), [Warning::Before { bytes: 9 }]);
    let zip = Zip { long: true, ..two() }.bytes();
    let record = zip.len() - 22 - 20 - 56;
    for (at, expected) in
        [(record, Why::EndDisagrees), (record + 16, Why::MultiDisk), (record + 24, Why::MultiDisk), (record + 64, Why::EndDisagrees)]
    {
        let mut broken = zip.clone();
        broken[at] ^= 1;
        assert_eq!(why(&broken), expected, "byte {}", at - record);
    }
    let mut other = zip.clone();
    let count = zip.len() - 22 + 8;
    other[count..count + 4].copy_from_slice(&[1, 0, 1, 0]);
    assert_eq!(why(&other), Why::EndDisagrees, "the old record says one entry");
}

#[test]
fn sizes_of_zip64_stand_in_their_field() {
    let numbers = [3_u64.to_le_bytes(), 3_u64.to_le_bytes()].concat();
    let long = entry("a", "one").with(|head| (head.size, head.packed, head.extra) = (u32::MAX, u32::MAX, field(1, &numbers)));
    assert_eq!(content(&open(&Zip::of([long.clone()]).bytes()), 0).unwrap(), b"one");
    assert_eq!(why(&Zip::of([long.with(|head| head.extra = field(1, &[0; 8]))]).bytes()), Why::Extra);
}

#[test]
fn a_local_header_that_says_something_else_is_refused() {
    type Lie = fn(&mut Entry);
    let lies: &[(Lie, Why)] = &[
        (|e| e.local.name = b"b".to_vec(), Why::LocalDiffers(Part::Name)),
        (|e| e.local.name = b"ab".to_vec(), Why::LocalDiffers(Part::Name)),
        (|e| e.local.flags = 1 << 11, Why::LocalDiffers(Part::Flags)),
        (|e| e.local.method = 8, Why::LocalDiffers(Part::Method)),
        (|e| e.local.crc ^= 1, Why::LocalDiffers(Part::Crc)),
        (|e| e.local.size = 2, Why::LocalDiffers(Part::Size)),
        (|e| e.local.packed = 2, Why::LocalDiffers(Part::Packed)),
        (|e| e.local.extra = field(0x9901, &[2, 0, b'A', b'E', 3, 0, 0]), Why::LocalDiffers(Part::Aes)),
        (|e| e.local.extra = vec![7, 7, 9, 0], Why::Extra),
        (|e| e.offset = Some(1), Why::LocalMissing),
        (|e| e.offset = Some(u32::MAX), Why::LocalMissing),
    ];
    for (lie, expected) in lies {
        let mut lying = entry("a", "one");
        lie(&mut lying);
        assert_eq!(why(&Zip::of([lying]).bytes()), *expected);
    }
}

#[test]
fn descriptors_are_read_in_all_their_forms_and_held_to_the_directory() {
    for (signed, long) in [(true, false), (true, true), (false, false), (false, true)] {
        let zip = Zip::of([deflated("a", b"some content").described(signed, long), entry("b", "")]).bytes();
        let listing = open(&zip);
        assert!(listing.warnings().is_empty(), "{signed} {long}");
        assert_eq!(content(&listing, 0).unwrap(), b"some content");
        let mut lying = deflated("a", b"some content").described(signed, long);
        *lying.descriptor.last_mut().unwrap() ^= 1;
        assert_eq!(why(&Zip::of([lying]).bytes()), Why::DescriptorDiffers);
    }
}

#[test]
fn data_that_overlap_are_refused() {
    let quoted = Entry { offset: Some(0), ..entry("a", "one") };
    let mut zip = Zip::of([entry("a", "one"), quoted]);
    assert!(refusals(&zip.bytes()).contains(&(Some(1), Why::Overlap { with: 0 })), "one header for two entries");
    // The second header lies in the data of the first, as bombs do it.
    let inner = Zip::of([entry("b", "two")]).bytes();
    zip = Zip::of([entry("a", &inner), Entry { offset: Some(31), data: Vec::new(), ..entry("b", "two") }]);
    assert_eq!(why(&zip.bytes()), Why::Overlap { with: 0 });
}

#[test]
fn data_beyond_the_directory_are_refused() {
    let long = entry("a", "one").with(|head| (head.packed, head.size) = (4000, 4000));
    assert_eq!(why(&Zip::of([long]).bytes()), Why::Outside);
}

#[test]
fn limits_hold_before_anything_is_read() {
    let walk = |limits: Limits| Walk { limits, allow_weak: false };
    let base = Limits::default();
    let zip = two().bytes();
    let one = |limits| refusals_by(&walk(limits), &zip).remove(0).1;
    assert_eq!(one(Limits { entries: 1, ..base }), Why::TooManyEntries { stated: 2, limit: 1 });
    assert_eq!(one(Limits { total: 5, ..base }), Why::TooLarge { bytes: 6, limit: 5 });
    assert_eq!(one(Limits { directory: 10, ..base }), Why::DirectoryTooLarge { bytes: 96, limit: 10 });
    let desert = Zip::of([deflated("a", &vec![0; 2 << 20])]).bytes();
    let found = refusals_by(&walk(Limits { ratio: 200, entry_ratio: 1000, ..base }), &desert);
    assert!(
        matches!(found[..], [(None, Why::TooDense { bytes: 2_097_152, limit: 200, .. }), (Some(0), Why::EntryTooDense { .. })]),
        "{found:?}"
    );
    assert_eq!(refusals(&Zip::of([deflated("a", &vec![0; 1 << 20])]).bytes()), [], "1 MiB of spaces is a form");
}

#[test]
fn all_faults_are_told_at_once_but_no_more_than_fifty() {
    let bad = Zip::of([entry("../a", ""), entry("ok", ""), entry("C:x", "").mode(0o120_777), entry("b", "").with(|head| head.method = 12)]);
    let found = refusals(&bad.bytes());
    assert_eq!(found, [(Some(0), Why::Name(BadName::Parent)), (Some(2), Why::Name(BadName::Drive)), (Some(3), Why::Method(12))],);
    let many = Zip::of((0..60).map(|n| entry(format!("../{n}"), "")));
    let Err(Refused::Archive { refusals, more }) = Walk::default().open(&many.bytes()[..], &Names::Guess) else { panic!() };
    assert_eq!((refusals.len(), more), (50, 10));
}
