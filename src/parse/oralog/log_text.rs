//! Bytes of a log line → text that is safe to show: decoded, without control characters, of bounded length.

use encoding_rs::GB18030;
use std::borrow::Cow;

/// The longest text an event or a line of its context has, in characters.
pub const TEXT_CHARS: usize = 300;

/// UTF-8, else GB18030, else the better of the two with marks where it failed. Never an error.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let bad = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(bad) => bad,
    };
    // Cut off in the middle of a character by the line cap: that is still UTF-8.
    if bad.error_len().is_none() && bad.valid_up_to() > 0 {
        return Cow::Owned(String::from_utf8_lossy(&bytes[..bad.valid_up_to()]).into_owned());
    }
    // A US7ASCII database replaces each byte it cannot hold by 0xBF, which GBK would show as 靠靠靠.
    if bytes.iter().all(|&b| b.is_ascii() || b == 0xBF) {
        return Cow::Owned(bytes.iter().map(|&b| if b == 0xBF { '?' } else { char::from(b) }).collect());
    }
    let (gbk, broken) = GB18030.decode_without_bom_handling(bytes);
    if !broken {
        return gbk;
    }
    let utf8 = String::from_utf8_lossy(bytes);
    let marks = |text: &str| text.matches('\u{FFFD}').count();
    if marks(&utf8) < marks(&gbk) { utf8 } else { gbk }
}

/// A line as it may be shown: one line, no control or direction characters (a log is no place to steer a terminal
/// from), at most `TEXT_CHARS` characters, the cut marked. `dropped` bytes were already cut by the line cap.
pub fn clean(bytes: &[u8], dropped: u64) -> String {
    // Four bytes a character at most: decoding more of a long line would be for nothing.
    let head = &bytes[..bytes.len().min(TEXT_CHARS * 4 + 4)];
    let text = decode(head);
    let text = text.trim();
    let marker = if dropped > 0 { format!("… [+{dropped} bytes]") } else { String::from("…") };
    let whole = dropped == 0 && head.len() == bytes.len() && text.chars().count() <= TEXT_CHARS;
    let room = if whole { TEXT_CHARS } else { TEXT_CHARS - marker.chars().count() };
    let mut shown: String = text.chars().take(room).map(printable).collect();
    if !whole {
        shown.push_str(&marker);
    }
    shown
}

fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// A sentence without what changes from time to time, so that equal complaints fall into one group: every word with a
/// digit in it (numbers, addresses, process ids, trace file names) becomes `#`.
#[must_use]
pub fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '_')) {
        let body = word.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
        let after = &word[body.len()..];
        let word = if body.contains(|c: char| c.is_ascii_digit()) { "#" } else { body };
        // `10.0.0.1` would be `#.#.#.#`, and `10.0.0.1:1521` longer still.
        if !(word == "#" && shape.contains('#') && shape.ends_with(['#', '.', ':'])) {
            shape.push_str(word);
        }
        shape.push_str(after);
    }
    shape.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_gbk_and_mangled_bytes() {
        assert_eq!(decode("ORA-01017: 用户名无效".as_bytes()), "ORA-01017: 用户名无效");
        let gbk = GB18030.encode("ORA-12541: TNS: 无监听程序").0.into_owned();
        assert_eq!(decode(&gbk), "ORA-12541: TNS: 无监听程序");
        assert_eq!(decode(b"ORA-01017: \xbf\xbf\xbf"), "ORA-01017: ???");
        assert_eq!(decode(&"磁盘满".as_bytes()[..8]), "磁盘");
        assert_eq!(decode(b"\xff\xfe ORA-1"), "\u{FFFD}\u{FFFD} ORA-1");
    }

    #[test]
    fn shown_text_is_tame_and_short() {
        assert_eq!(clean(b"\ta\x1b[31mred\x07\tb\r", 0), "a\u{FFFD}[31mred\u{FFFD} b");
        assert_eq!(clean("abc\u{202E}cba".as_bytes(), 0), "abc\u{FFFD}cba");
        let long = clean(&b"x".repeat(5000), 7_000_000);
        assert_eq!(long.chars().count(), TEXT_CHARS);
        assert!(long.ends_with("x… [+7000000 bytes]"), "{long}");
        assert!(clean("中".repeat(301).as_bytes(), 0).ends_with("中…"));
        assert_eq!(clean("中".repeat(300).as_bytes(), 0), "中".repeat(300));
    }

    #[test]
    fn equal_complaints_have_equal_shapes() {
        let shape_of = |n: &str| shape(&format!("WARNING: Heavy swapping, pid {n}, file /u01/orcl_ora_{n}.trc"));
        assert_eq!(shape_of("123"), shape_of("98765"));
        assert_eq!(shape("WARNING: no numbers"), "WARNING: no numbers");
    }
}
