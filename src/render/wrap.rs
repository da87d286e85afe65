//! Text of any origin into lines that a terminal can show: display width, visible control characters, wrapping.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No line begins with these.
const NO_START: &str = "，。；：、）】》」』〉！？％”’…—,.;:!?)]}%";
/// No line ends with these.
const NO_END: &str = "（【《「『〈“‘([{";

/// Columns that `text` takes in a terminal: two for full-width characters.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Control characters, escapes and marks that turn the direction of text become visible; line breaks stay.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c != '\n' && is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\t' => out.push_str("    "),
            '\n' => out.push(c),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// [`clean`], and all in one line.
pub(crate) fn clean_line(text: &str) -> String {
    clean(text.trim_end()).replace('\n', "\u{240a}")
}

/// At most `columns`, with a mark where something is left out.
pub(crate) fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += char_width(*c);
        used <= columns
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// What steers a terminal or turns the direction of text.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Lines of at most `columns`: broken at spaces, and anywhere between Chinese characters except before closing and after
/// opening punctuation; only a word longer than a line is cut.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(4);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        if width(line) <= columns {
            lines.push(line.trim_end().to_owned());
        } else {
            wrap_line(&line.chars().collect::<Vec<_>>(), columns, &mut lines);
        }
    }
    lines
}

fn wrap_line(chars: &[char], columns: usize, lines: &mut Vec<String>) {
    let mut start = 0;
    while start < chars.len() {
        let (mut end, mut used, mut fair) = (start, 0, None);
        while end < chars.len() && used + char_width(chars[end]) <= columns {
            if end > start && may_break(chars, end) {
                fair = Some(end);
            }
            used += char_width(chars[end]);
            end += 1;
        }
        let cut = match fair {
            _ if end == chars.len() || may_break(chars, end) => end,
            Some(fair) => fair,
            None => (end.saturating_sub(3)..=end).rev().find(|i| *i > start && !NO_START.contains(chars[*i])).unwrap_or(end),
        };
        lines.push(chars[start..cut].iter().collect::<String>().trim_end().to_owned());
        start = cut;
        while start < chars.len() && chars[start] == ' ' {
            start += 1;
        }
    }
}

/// Whether a line may end before `chars[i]`; spaces there are dropped.
fn may_break(chars: &[char], i: usize) -> bool {
    let before = chars[i - 1];
    let Some(after) = chars[i..].iter().copied().find(|c| *c != ' ') else { return true };
    if char_width(after) == 0 || NO_START.contains(after) || NO_END.contains(before) {
        return false;
    }
    before == ' ' || chars[i] == ' ' || char_width(before) == 2 || char_width(after) == 2
}

fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_breaks_anywhere_but_not_before_closing_punctuation() {
        assert_eq!(wrap("表空间使用率过高，请尽快扩展。", 16), ["表空间使用率过", "高，请尽快扩展。"]);
        assert_eq!(wrap("使用率 97.5 % ，已超过限值", 14), ["使用率", "97.5 % ，已超", "过限值"]);
        assert_eq!(wrap("见（ORA-00942）", 10), ["见", "（ORA-0094", "2）"]);
    }

    #[test]
    fn latin_breaks_at_spaces_and_long_words_are_cut() {
        assert_eq!(wrap("the table does not exist", 12), ["the table", "does not", "exist"]);
        assert_eq!(wrap(&"x".repeat(25), 10), ["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
    }

    #[test]
    fn what_would_steer_a_terminal_is_shown_instead() {
        assert_eq!(clean("a\u{1b}[31mb\u{7f}\u{202e}c\r\nd\te"), "a␛[31mb␡<U+202E>c\nd    e");
        assert_eq!(clean_line("a\nb\n"), "a␊b");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in "[a-zA-Z0-9 中文表空间，。（）%\n]{0,200}", columns in 10usize..60) {
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{:?}", lines);
            let bare = |s: &str| s.replace([' ', '\n'], "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
