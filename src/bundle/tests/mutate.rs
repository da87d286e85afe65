//! Archives that were cut or changed anywhere: refused, or what they were; never a panic.

use std::io::Read;

use proptest::prelude::*;

use super::make::{deflated, unicode};
use super::write::options;
use super::*;
use crate::bundle::write::{Method, NamesAs, Writer};

fn sample() -> Vec<u8> {
    let gbk = b"\xC7\xE9\xBF\xF6";
    let field = unicode(gbk, "情况");
    Zip::of([
        entry("manifest.json", "{\"format\":1}"),
        deflated("tickets/1/ticket.xml", "<票 号=\"1\"/>".repeat(5).as_bytes()).described(true, false),
        entry(gbk, "附件").with(|head| head.extra.clone_from(&field)),
        entry("empty/", "").mode(0o040_755),
    ])
    .bytes()
}

/// Names and contents, if all of it is accepted.
fn everything(zip: &[u8]) -> Option<Vec<(String, Option<Vec<u8>>)>> {
    let listing = Walk::default().open(zip, &Names::Guess).ok()?;
    let mut all = Vec::new();
    for (index, entry) in listing.entries().iter().enumerate() {
        let read = if entry.folder { None } else { Some(content(&listing, index).ok()?) };
        all.push((entry.name.clone(), read));
    }
    Some(all)
}

#[test]
fn what_is_cut_anywhere_is_refused() {
    let whole = sample();
    assert!(everything(&whole).is_some());
    for len in 0..whole.len() {
        assert_eq!(everything(&whole[..len]), None, "{len}");
        assert_eq!(everything(&whole[len + 1..]).filter(|all| *all != everything(&whole).unwrap()), None, "from {len}");
    }
}

#[test]
fn what_is_changed_anywhere_is_refused_or_means_the_same() {
    let whole = sample();
    let expected = everything(&whole).unwrap();
    for at in 0..whole.len() {
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            let mut changed = whole.clone();
            changed[at] ^= mask;
            if let Some(all) = everything(&changed) {
                assert_eq!(all, expected, "byte {at} ^ {mask}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0_usize..600) {
        drop(everything(&bytes));
        // The end of a real archive behind anything.
        let whole = sample();
        drop(everything(&[&bytes, &whole[cut.min(whole.len())..]].concat()));
    }

    #[test]
    fn no_changes_make_it_panic_or_give_more_than_is_stated(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut zip = sample();
        for (at, byte) in changes {
            *at.get_mut(&mut zip) = byte;
        }
        if let Ok(listing) = Walk::default().open(&zip[..], &Names::Guess) {
            for (index, entry) in listing.entries().iter().enumerate().filter(|(_, entry)| !entry.folder) {
                let mut bytes = Vec::new();
                let read = listing.read(index, None).and_then(|mut content| content.read_to_end(&mut bytes));
                prop_assert!(bytes.len() as u64 <= entry.size && (read.is_err() || bytes.len() as u64 == entry.size));
            }
        }
    }

    #[test]
    fn whatever_is_written_is_read(files in proptest::collection::btree_map("[a-z0-9税务问题]{1,8}", proptest::collection::vec(any::<u8>(), 0..300), 0..8), gbk: bool) {
        let mut writer = Writer::new(Vec::new(), options(if gbk { NamesAs::Gbk } else { NamesAs::Utf8 }));
        // Not every name of that form may be written, as `nul`.
        let mut written = Vec::new();
        for (name, content) in files {
            prop_assume!(writer.add(&name, Method::Deflated, &content).is_ok());
            written.push((name, Some(content)));
        }
        prop_assert_eq!(everything(&writer.finish().unwrap()), Some(written));
    }
}
