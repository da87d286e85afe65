//! Texts to mask; the fuzz target and `tests/it/corpus.rs` both include this one.

use std::sync::LazyLock;

use opsctl::mask::{Rules, find, mask, read};

static RULES: LazyLock<Rules> = LazyLock::new(|| read("").expect("the rules of every site"));

/// Panics unless nothing is found in what was masked, and hits are apart and on boundaries of characters.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let hits = find(&text, &RULES);
    assert!(hits.windows(2).all(|two| two[0].range.end <= two[1].range.start), "{hits:?}");
    assert!(hits.iter().all(|hit| text.get(hit.range.clone()).is_some_and(|value| !value.is_empty())), "{hits:?}");
    let masked = mask(&text, &RULES);
    assert_eq!(masked.hits.is_empty(), hits.is_empty());
    assert_eq!(find(&masked.text, &RULES), [], "{:?}", masked.text);
}
