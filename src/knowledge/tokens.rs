//! Texts as tokens of an index.
//!
//! - Text is NFKC and lower case first, so full-width forms are plain ones.
//! - Chinese: overlapping pairs of characters; a character that stands alone is itself.
//! - Words and numbers: whole. Those joined by `-`, `_` or `.` are tokens each, and together one without the signs when letters and
//!   digits or several words are in it (`INC-2026-0001` is `inc` `2026` `0001` `inc20260001`).
//! - Codes of errors: one token without signs, and the number: `ORA-1555` is `ora01555` `01555`.
//!
//! Tokens are made of a–z, 0–9 and Chinese characters alone, for SQLite's `unicode61` parts text at what else it does not know; another
//! character is written as its number (`x0f40`).

use unicode_normalization::UnicodeNormalization;

/// A piece of text between which no token reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// A run of Chinese.
    Han(Vec<char>),
    /// Words joined by signs: one or more.
    Words(Vec<String>),
}

/// The tokens of a text, in their order.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    segments(text).iter().flat_map(Segment::tokens).collect()
}

impl Segment {
    /// The tokens of this piece.
    pub(super) fn tokens(&self) -> Vec<String> {
        match self {
            Self::Han(run) if run.len() == 1 => vec![run.iter().collect()],
            Self::Han(run) => run.windows(2).map(|pair| pair.iter().collect()).collect(),
            Self::Words(words) => {
                if let Some((prefix, number)) = code(words) {
                    return vec![format!("{prefix}{number}"), number];
                }
                let whole = words.concat();
                let letters = whole.bytes().any(|byte| byte.is_ascii_alphabetic());
                let together = (words.len() > 1 && letters).then_some(whole);
                words.iter().cloned().chain(together).collect()
            }
        }
    }

    /// The one token that names this code or number, if it is one.
    pub(super) fn exact(&self) -> Option<String> {
        match self {
            Self::Han(_) => None,
            Self::Words(words) => code(words).map(|(prefix, number)| format!("{prefix}{number}")).or_else(|| {
                let whole = words.concat();
                let mixed = whole.bytes().any(|byte| byte.is_ascii_digit()) && whole.bytes().any(|byte| byte.is_ascii_alphabetic());
                (words.len() > 1 && mixed).then_some(whole)
            }),
        }
    }
}

/// Prefixes of programs that number their errors with five digits and write zeros before.
const FIVE_DIGITS: [&str; 15] = ["ora", "tns", "rman", "exp", "imp", "pls", "ogg", "kup", "lrm", "dgm", "nid", "udi", "ude", "lpx", "sql"];
/// Those that do not.
const AS_THEY_ARE: [&str; 7] = ["sp2", "bea", "wls", "nfs", "crs", "http", "asm"];

/// Prefix and number of the code of an error, in one form however it was written: `ORA-1555`, `ora01555`.
fn code(words: &[String]) -> Option<(String, String)> {
    let (prefix, number) = match words {
        [prefix, number] => (prefix.as_str(), number.as_str()),
        [whole] => whole.split_at_checked(whole.bytes().take_while(u8::is_ascii_alphabetic).count())?,
        _ => return None,
    };
    let digits = (2..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let five = FIVE_DIGITS.contains(&prefix);
    // Between a hyphen any short word may be the prefix of a code; joined to its number only a known one.
    let known = five
        || AS_THEY_ARE.contains(&prefix)
        || words.len() == 2
            && number.len() >= 4
            && (2..=5).contains(&prefix.len())
            && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
    (digits && known).then(|| (prefix.to_owned(), if five { format!("{number:0>5}") } else { number.to_owned() }))
}

/// Cuts a text into runs of Chinese and of words.
pub(super) fn segments(text: &str) -> Vec<Segment> {
    // Most texts need no tables to be normal.
    if text.chars().all(|c| c.is_ascii() || is_han(c) || is_wide(c)) {
        return cut(text.chars().map(|c| narrow(c).to_ascii_lowercase()));
    }
    cut(text.nfkc().flat_map(char::to_lowercase))
}

/// Full-width forms of ASCII, and the stops of Chinese, which are themselves.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{3001}' | '\u{3002}' | '\u{300A}'..='\u{3011}')
}

/// What NFKC makes of [`is_wide`].
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn cut(normal: impl Iterator<Item = char>) -> Vec<Segment> {
    let mut found = Vec::new();
    let (mut han, mut words, mut word) = (Vec::new(), Vec::new(), String::new());
    let mut joined = false;
    for c in normal {
        if is_han(c) {
            close(&mut found, &mut words, &mut word);
            han.push(c);
        } else if c.is_alphanumeric() {
            if !han.is_empty() {
                found.push(Segment::Han(std::mem::take(&mut han)));
            }
            if word.is_empty() && !joined {
                close(&mut found, &mut words, &mut word);
            }
            push(&mut word, c);
        } else {
            if !han.is_empty() {
                found.push(Segment::Han(std::mem::take(&mut han)));
            }
            joined = matches!(c, '-' | '_' | '.') && !word.is_empty();
            if joined {
                words.push(std::mem::take(&mut word));
            } else {
                close(&mut found, &mut words, &mut word);
            }
            continue;
        }
        joined = false;
    }
    if !han.is_empty() {
        found.push(Segment::Han(han));
    }
    close(&mut found, &mut words, &mut word);
    found
}

/// Ends the words that were joined so far.
fn close(found: &mut Vec<Segment>, words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
    if !words.is_empty() {
        found.push(Segment::Words(std::mem::take(words)));
    }
}

/// Chinese characters that `unicode61` knows for letters.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FCC}' | '\u{20000}'..='\u{2A6D6}')
}

fn push(word: &mut String, c: char) {
    if c.is_ascii() {
        word.push(c);
    } else {
        word.push_str(&format!("x{:04x}", u32::from(c)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn texts_that_need_no_tables_are_cut_as_with_them(text in "[ -~\u{FF01}-\u{FF5E}\u{3001}\u{3002}\u{300A}-\u{3011}税务申报\u{9FCC}\u{3400}\u{20001}]{0,40}") {
            prop_assert_eq!(segments(&text), cut(text.nfkc().flat_map(char::to_lowercase)));
        }
    }
}
