//! In which encoding a log is written, found as it goes by: a log of a gigabyte may have its first Chinese word at the end.

use encoding_rs::GB18030;
use std::borrow::Cow;

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Nothing but ASCII so far.
    #[default]
    Ascii,
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// GBK and its superset.
    Gb18030,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
}

/// Bytes that are enough to know UTF-16 by.
pub(super) const SNIFF: usize = 512;

/// UTF-16 by its mark, or by every other byte being NUL; `None` is everything else.
pub(super) fn utf16(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    // A hole of NULs has them in both places; `一` (U+4E00) has one in the other.
    let (even, odd) = (nuls(0), nuls(1));
    let many = head.len() / 5;
    match (even, odd) {
        (few, n) if n > many && few * 8 <= n => Some(Encoding::Utf16Le),
        (n, few) if n > many && few * 8 <= n => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Decodes the lines of a file whose encoding is decided by its first line that can be only one.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// What the file is, so far.
    pub(super) encoding: Encoding,
    /// Some line is not in the file's encoding: a script and the tool it runs wrote into one file.
    pub(super) mixed: bool,
}

impl Decoder {
    /// `cut`: the line may end within a character.
    pub(super) fn text<'a>(&mut self, line: &'a [u8], cut: bool) -> Cow<'a, str> {
        match std::str::from_utf8(line) {
            Ok(text) if line.is_ascii() => Cow::Borrowed(text),
            // `目录` in GBK is valid UTF-8, of letters that no log of these tools has.
            Ok(text) if !wide(text) => self.ambiguous(text),
            Ok(text) => {
                self.is(Encoding::Utf8);
                Cow::Borrowed(text)
            }
            Err(bad) => {
                let head = line.get(..bad.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or("");
                if cut && bad.error_len().is_none() && (wide(head) || self.encoding == Encoding::Utf8) {
                    self.is(Encoding::Utf8);
                    return Cow::Borrowed(head);
                }
                let (gbk, broken) = GB18030.decode_without_bom_handling(line);
                if broken && self.encoding == Encoding::Utf8 {
                    return String::from_utf8_lossy(line);
                }
                self.is(Encoding::Gb18030);
                gbk
            }
        }
    }

    fn ambiguous<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.encoding == Encoding::Utf8 || latin(text) {
            return Cow::Borrowed(text);
        }
        let (gbk, broken) = GB18030.decode_without_bom_handling(text.as_bytes());
        if broken { Cow::Borrowed(text) } else { gbk }
    }

    fn is(&mut self, encoding: Encoding) {
        if self.encoding == Encoding::Ascii {
            self.encoding = encoding;
        } else if self.encoding != encoding {
            self.mixed = true;
        }
    }
}

/// Mostly accented letters and signs: a Western language, or Chinese that was taken for one (`³É¹¦`).
fn latin(text: &str) -> bool {
    let all = text.chars().filter(|c| !c.is_ascii()).count();
    let low = text.chars().filter(|c| ('\u{80}'..='\u{FF}').contains(c)).count();
    all >= 3 && low * 4 >= all * 3
}

/// Has a character of three bytes or more, as all Chinese ones are in UTF-8.
fn wide(text: &str) -> bool {
    text.bytes().any(|b| b >= 0xE0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn the_first_certain_line_decides() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.text(b"Connected to:", false), "Connected to:");
        assert_eq!(decoder.encoding, Encoding::Ascii);
        assert_eq!(decoder.text(&gbk("\"目录\""), false), "\"目录\"", "valid as UTF-8 too");
        assert_eq!(decoder.text(&gbk("成功终止导出"), false), "成功终止导出");
        assert_eq!((decoder.encoding, decoder.mixed), (Encoding::Gb18030, false));
        assert_eq!(decoder.text("备份开始".as_bytes(), false), "备份开始", "the script's own echo");
        assert!(decoder.mixed);
    }

    #[test]
    fn a_character_cut_in_half_does_not_change_the_encoding() {
        let mut decoder = Decoder::default();
        let bytes = "作业 已于".as_bytes();
        assert_eq!(decoder.text(&bytes[..bytes.len() - 1], true), "作业 已");
        assert_eq!((decoder.encoding, decoder.mixed), (Encoding::Utf8, false));
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let le: Vec<u8> = "Export: Release 成功".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "Export: Release 成功".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((utf16(&le), utf16(&be)), (Some(Encoding::Utf16Le), Some(Encoding::Utf16Be)));
        assert_eq!((utf16(b"\xFF\xFEx\0"), utf16(b"\xFE\xFF\0x")), (Some(Encoding::Utf16Le), Some(Encoding::Utf16Be)));
        assert_eq!((utf16(b"Export"), utf16(&[0; 64]), utf16(b"")), (None, None, None));
    }
}
