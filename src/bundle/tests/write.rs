//! What is written is read back, and is the same for any number of threads.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::date;

use super::*;
use crate::bundle::write::{Body, Item, Lock, Method, NamesAs, Options, Unwritten, Writer};

fn spool() -> io::Result<File> {
    tempfile::tempfile()
}

pub(super) fn options(names: NamesAs) -> Options<'static> {
    let time = DosTime::of(date(2026, 2, 13).at(17, 0, 1, 0));
    Options { names, time, threads: NonZeroUsize::MIN, lock: None, spool: &spool }
}

/// Bytes that deflate a little.
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 60) as u8
    };
    (0..len).map(|_| b'a' + next()).collect()
}

fn pack(options: Options<'_>, items: Vec<Item<'static>>) -> Result<Vec<u8>, Unwritten> {
    let mut writer = Writer::new(Vec::new(), options);
    writer.add_all(items.into_iter().map(Ok))?;
    writer.finish()
}

fn bytes(name: &str, content: &[u8]) -> Item<'static> {
    Item { name: name.to_owned(), method: Method::Deflated, body: Body::Bytes(Cow::Owned(content.to_vec())) }
}

fn large(name: &str, method: Method, content: Vec<u8>) -> Item<'static> {
    Item { name: name.to_owned(), method, body: Body::Large(Box::new(|| Ok(Box::new(io::Cursor::new(content))))) }
}

/// Small ones of all sizes between large ones of all edges.
fn many() -> Vec<Item<'static>> {
    let mut items: Vec<_> = (0..120).map(|n| bytes(&format!("t/{n}"), &noise(n * 37, n as u64))).collect();
    for (at, len) in [(0, 0), (50, 1), (100, (64 << 10) - 1), (101, 64 << 10), (110, (64 << 10) + 1), (111, (256 << 10) + 40_000)] {
        items.insert(at, large(&format!("large/{len}"), Method::Deflated, noise(len, 3)));
    }
    items.push(large("large/stored", Method::Stored, noise(70_000, 5)));
    items.push(Item { name: "small".into(), method: Method::Stored, body: Body::Small { size: 3, get: Box::new(|| Ok(b"got".to_vec())) } });
    items
}

#[test]
fn what_is_written_is_read_back_whatever_the_number_of_threads() {
    let one = pack(options(NamesAs::Utf8), many()).unwrap();
    let listing = open(&one);
    assert!(listing.warnings().is_empty());
    for (index, (item, entry)) in many().into_iter().zip(listing.entries()).enumerate() {
        let expected = match item.body {
            Body::Bytes(bytes) => bytes.into_owned(),
            Body::Packed(_) => panic!("none is packed beforehand here"),
            Body::Small { get, .. } => get().unwrap(),
            Body::Large(open) => {
                let mut all = Vec::new();
                open().unwrap().read_to_end(&mut all).unwrap();
                all
            }
        };
        assert_eq!((&item.name, entry.size), (&entry.name, expected.len() as u64));
        assert!(content(&listing, index).unwrap() == expected, "{}", item.name);
    }
    for threads in [2, 5] {
        let other = pack(Options { threads: NonZeroUsize::new(threads).unwrap(), ..options(NamesAs::Utf8) }, many()).unwrap();
        assert!(other == one, "{threads} threads");
    }
}

#[test]
fn a_listing_is_read_by_several_threads() {
    let zip = pack(options(NamesAs::Ascii), many()).unwrap();
    let listing = Walk::default().open(Seeking::new(io::Cursor::new(zip)), &Names::Guess).unwrap();
    std::thread::scope(|scope| {
        for start in 0..3 {
            let listing = &listing;
            scope.spawn(move || (start..listing.entries().len()).step_by(3).for_each(|index| drop(content(listing, index).unwrap())));
        }
    });
}

#[test]
fn names_are_written_as_asked_and_held_to_the_rules() {
    let chinese = "目录/情况说明（终稿）.docx";
    for (names_as, ok) in [(NamesAs::Utf8, true), (NamesAs::Gbk, true), (NamesAs::Ascii, false)] {
        match pack(options(names_as), vec![bytes(chinese, b"x"), bytes("plain", b"y")]) {
            Ok(zip) => assert_eq!((names(&zip), ok), (vec![chinese.to_owned(), "plain".to_owned()], true)),
            Err(Unwritten::NotIn { name, .. }) => assert_eq!((name.as_str(), ok), (chinese, false)),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(matches!(pack(options(NamesAs::Gbk), vec![bytes("😀", b"")]), Err(Unwritten::NotIn { .. })));
    for bad in ["../a", "", "/a", "a\\b", "NUL", "a/"] {
        assert!(matches!(pack(options(NamesAs::Utf8), vec![bytes(bad, b"")]), Err(Unwritten::Name { .. })), "{bad}");
    }
    let twice = pack(options(NamesAs::Utf8), vec![bytes("é", b""), bytes("E\u{301}", b"")]);
    assert!(matches!(twice, Err(Unwritten::Name { why: Why::Duplicate { with: 0 }, .. })));
}

#[test]
fn times_are_those_given() {
    let zip = pack(options(NamesAs::Ascii), vec![bytes("a", b"")]).unwrap();
    assert_eq!(open(&zip).entries()[0].time.civil(), Some(date(2026, 2, 13).at(17, 0, 0, 0)));
    assert_eq!(DosTime::of(date(1970, 1, 1).at(0, 0, 0, 0)), DosTime::FIRST);
    assert_eq!(DosTime { date: 0, time: 0 }.civil(), None);
}

#[test]
fn what_is_encrypted_is_read_with_the_password_alone() {
    let calls = AtomicU8::new(0);
    let salt = |salt: &mut [u8]| {
        salt.fill(calls.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    let items = || vec![bytes("a", b"first"), large("b", Method::Deflated, noise(100_000, 9)), bytes("空", b"")];
    let lock = Some(Lock { password: b"pw", salt: &salt });
    let zip = pack(Options { lock, ..options(NamesAs::Utf8) }, items()).unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 3, "a salt each");
    calls.store(0, Ordering::Relaxed);
    let threads = NonZeroUsize::new(2).unwrap();
    assert!(zip == pack(Options { threads, lock, ..options(NamesAs::Utf8) }, items()).unwrap(), "salts are asked in order");
    let listing = open(&zip);
    let read = |index| content_with(&listing, index, Some(b"pw")).unwrap();
    assert_eq!((read(0), read(1), read(2)), (b"first".to_vec(), noise(100_000, 9), Vec::new()));
    assert_eq!(content_with(&listing, 0, Some(b"px")).map_err(|error| Damage::of(&error)), Err(Some(Damage::WrongPassword)));
    assert!(!zip.windows(5).any(|window| window == b"first"));
}

#[test]
fn a_package_that_misses_an_entry_is_never_finished() {
    let failing = || Item {
        name: "a".into(),
        method: Method::Stored,
        body: Body::Small { size: 1, get: Box::new(|| Err(io::ErrorKind::NotFound.into())) },
    };
    for threads in [1, 2] {
        let threads = NonZeroUsize::new(threads).unwrap();
        let mut writer = Writer::new(Vec::new(), Options { threads, ..options(NamesAs::Ascii) });
        let failed = writer.add_all([Ok(bytes("first", b"")), Ok(failing()), Ok(bytes("c", b""))]);
        assert!(matches!(failed, Err(Unwritten::Content { ref name, .. }) if name == "a"), "{failed:?}");
        assert!(matches!(writer.add("b", Method::Stored, b""), Err(Unwritten::Unfinished)));
        assert!(matches!(writer.finish(), Err(Unwritten::Unfinished)));
    }
    let listed = Writer::new(Vec::new(), options(NamesAs::Ascii)).add_all([Err(io::ErrorKind::Other.into())]);
    assert!(matches!(listed, Err(Unwritten::List(_))));
}

#[test]
fn a_full_disk_is_given_through() {
    struct Full(usize);
    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let room = bytes.len().min(self.0);
            self.0 -= room;
            if room == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(room) }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for room in [0, 10, 40, 100, 130] {
        let mut writer = Writer::new(Full(room), options(NamesAs::Ascii));
        let done = writer.add("a", Method::Stored, b"content").and_then(|()| writer.add("b", Method::Stored, b"content"));
        let Err(Unwritten::Io(error)) = done.and_then(|()| writer.finish().map(drop)) else { panic!("{room}") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}

#[test]
fn more_entries_than_the_old_record_counts_make_it_zip64() {
    let items = (0..65_536).map(|n| Ok(Item { name: format!("{n}"), method: Method::Stored, body: Body::Bytes(Cow::Borrowed(b"")) }));
    let mut writer = Writer::new(Vec::new(), options(NamesAs::Ascii));
    writer.add_all(items).unwrap();
    let zip = writer.finish().unwrap();
    let walk = Walk { limits: Limits { entries: 100_000, ..Limits::default() }, allow_weak: false };
    assert_eq!(walk.open(&zip[..], &Names::Guess).unwrap().entries().len(), 65_536);
    assert!(zip.windows(4).any(|window| window == b"PK\x06\x06"));
}

#[test]
fn what_was_packed_beforehand_is_the_same_as_packed_on_the_way() {
    let text = "问题单".repeat(500).into_bytes();
    let item = |body| vec![Item { name: "a".into(), method: Method::Deflated, body }];
    let before = Body::Packed(crate::bundle::Packer::default().deflated(text.clone()).unwrap());
    let options = options(NamesAs::Utf8);
    assert!(pack(options, item(before)).unwrap() == pack(options, item(Body::Bytes(text.into()))).unwrap());
}

#[test]
fn what_does_not_shrink_leaves_the_next_one_in_peace() {
    let mut seed = 7_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let mut file = || -> Vec<u8> {
        let (size, text) = (4000 + next() % 8000, next().is_multiple_of(2));
        let few = |n: u64| b"abcdefgh  \n0123"[usize::try_from(n % 15).unwrap()];
        (0..size).map(|_| if text { few(next()) } else { next().to_le_bytes()[3] }).collect()
    };
    let items: Vec<(String, Vec<u8>)> = (0..600).map(|n| (n.to_string(), file())).collect();
    let all = items.iter().map(|(name, content)| bytes(name, content)).collect();
    let zip = pack(options(NamesAs::Utf8), all).unwrap();
    let listing = open(&zip);
    for (index, (_, expected)) in items.iter().enumerate() {
        assert!(content(&listing, index).unwrap() == *expected);
    }
}
