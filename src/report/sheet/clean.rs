//! Texts without what steers a terminal or breaks a file: escapes, control bytes, marks that turn the direction of text.

use std::borrow::Cow;

use crate::render::wrap;

/// The text as a cell may hold it, and how many control characters or sequences were taken out. Line ends become `\n`, tabs spaces.
pub(super) fn clean(text: &str) -> (Cow<'_, str>, usize) {
    if !suspicious(text) {
        return (Cow::Borrowed(text), 0);
    }
    let (mut out, mut removed) = (String::with_capacity(text.len()), 0);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push_str("    "),
            '\r' => {
                if rest.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{1b}' => {
                removed += 1;
                match rest.next() {
                    Some('[') => skip(&mut rest, |c| ('@'..='~').contains(&c)),
                    Some(']' | 'P' | '_' | '^') => skip(&mut rest, |c| matches!(c, '\u{7}' | '\\' | '\u{9c}')),
                    Some('(' | ')') => drop(rest.next()),
                    _ => {}
                }
            }
            '\u{9b}' => {
                removed += 1;
                skip(&mut rest, |c| ('@'..='~').contains(&c));
            }
            '\u{fffe}' | '\u{ffff}' => removed += 1,
            c if wrap::is_hidden(c) => removed += 1,
            c => out.push(c),
        }
    }
    (Cow::Owned(out), removed)
}

/// Up to and with the character that ends a sequence; one that does not end on its line is none.
fn skip(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, ends: impl Fn(char) -> bool) {
    while let Some(c) = rest.next_if(|c| *c != '\n') {
        if ends(c) {
            return;
        }
    }
}

/// Whether a closer look is worth it; decided by bytes, as it is asked for every cell.
fn suspicious(text: &str) -> bool {
    text.bytes().any(|b| (b < b' ' && b != b'\n') || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_is_taken_out_and_counted() {
        assert_eq!(clean("a\u{1b}[31mb\u{1b}[0m\u{0}c\u{7f}"), (Cow::Owned::<str>("abc".into()), 4));
        assert_eq!(clean("\u{1b}]0;title\u{7}x\u{202e}y\u{feff}"), (Cow::Owned::<str>("xy".into()), 3));
        assert_eq!(clean("a\r\nb\rc\td"), (Cow::Owned::<str>("a\nb\nc    d".into()), 0));
        assert!(matches!(clean("表空间 使用率 97%\n第二行"), (Cow::Borrowed(_), 0)));
        assert_eq!(clean("全角，标点。“引号”€👨‍👩‍👧").1, 0);
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left(text in "\\PC{0,40}|[\\x00-\\x7f]{0,40}") {
            let (clean, _) = clean(&text);
            prop_assert!(!clean.chars().any(|c| c != '\n' && wrap::is_hidden(c)));
        }
    }
}
