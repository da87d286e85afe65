//! A UTF-16 log in chunks → lines of text. Rare, so simple rather than fast.

use crate::parse::oralog::log_lines::LINE_CAP;

/// Carries half a unit, half a pair and half a line from chunk to chunk.
#[derive(Debug)]
pub(super) struct Utf16 {
    big: bool,
    half: Option<u8>,
    high: Option<u16>,
    line: String,
    /// Offset of the next byte, and of the first of the line.
    at: u64,
    start: u64,
}

impl Utf16 {
    pub(super) fn new(big: bool) -> Utf16 {
        Utf16 { big, half: None, high: None, line: String::new(), at: 0, start: 0 }
    }

    /// Calls `each` with every line that ends in `chunk`, and where it begins.
    pub(super) fn feed(&mut self, chunk: &[u8], mut each: impl FnMut(&str, u64)) {
        for &byte in chunk {
            self.at += 1;
            let Some(first) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            let unit = if self.big { u16::from_be_bytes([first, byte]) } else { u16::from_le_bytes([first, byte]) };
            if unit == u16::from(b'\n') {
                each(self.line.strip_suffix('\r').unwrap_or(&self.line), self.start);
                self.line.clear();
                self.start = self.at;
            } else {
                self.unit(unit);
            }
        }
    }

    /// The last line when the file does not end with a line end.
    pub(super) fn finish(&mut self, mut each: impl FnMut(&str, u64)) {
        if !self.line.is_empty() {
            each(&self.line, self.start);
            self.line.clear();
        }
    }

    fn unit(&mut self, unit: u16) {
        let pair = match (self.high.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => char::decode_utf16([high, unit]).next(),
            _ => char::decode_utf16([unit]).next(),
        };
        let c = pair.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
        if c != '\u{FEFF}' && self.line.len() < LINE_CAP {
            self.line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_their_offsets_however_the_file_is_cut() {
        let text = "\u{FEFF}一\r\n\n𠀀b";
        for (big, bytes) in [
            (false, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
            (true, text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ] {
            for size in 1..=bytes.len() {
                let mut seen = Vec::new();
                let mut lines = Utf16::new(big);
                for chunk in bytes.chunks(size) {
                    lines.feed(chunk, |line, at| seen.push((line.to_owned(), at)));
                }
                lines.finish(|line, at| seen.push((line.to_owned(), at)));
                assert_eq!(seen, [("一".to_owned(), 0), (String::new(), 8), ("𠀀b".to_owned(), 10)], "chunks of {size}");
            }
        }
    }
}
