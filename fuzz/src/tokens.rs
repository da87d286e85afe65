//! Texts to index and to search for; the fuzz target and `tests/it/corpus.rs` both include this one.

use opsctl::knowledge::{Doc, codes, fts, query, rank, tokens};

/// Panics unless tokens are plain, a search holds nothing that could be syntax, and it finds the text that it was taken from.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for token in tokens(&text) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ('\u{3400}'..='\u{2A6D6}').contains(&c);
        assert!(!token.is_empty() && token.chars().all(plain), "{token:?}");
    }
    let asked = query(&text);
    let expression = fts(&asked);
    assert_eq!(expression.matches('"').count(), 2 * asked.terms.len(), "{expression}");
    if !asked.terms.is_empty() && !text.contains(['"', '“', '”', '＂']) {
        assert_eq!(rank(&asked, &[Doc { title: &text, body: "" }]).len(), 1, "{expression}");
    }
    let _ = codes(&text);
}
