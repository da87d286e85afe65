//! UTF-8 that is written into another encoding as it comes, so that a large table is never held twice.

use std::collections::BTreeSet;
use std::io::{self, Write};

use encoding_rs::{Encoder, EncoderResult, GB18030, GBK};

use super::Encoding;
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// So many different characters that do not fit are named; more would not be read.
const MOST_NAMED: usize = 20;
const CHUNK: usize = 8 * 1024;

/// A writer that takes UTF-8 and passes on another encoding.
pub(crate) struct Encoded<W> {
    out: W,
    /// `None` for UTF-8, which needs nothing done.
    encoder: Option<Encoder>,
    /// The beginning of a character whose rest has not come yet.
    rest: Vec<u8>,
    began: bool,
    /// Characters that the encoding does not have.
    missing: BTreeSet<char>,
}

impl<W: Write> Encoded<W> {
    pub(crate) fn new(out: W, encoding: Encoding) -> Self {
        let encoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Gb18030 => Some(GB18030.new_encoder()),
            Encoding::Gbk => Some(GBK.new_encoder()),
        };
        Self { out, encoder, rest: Vec::new(), began: false, missing: BTreeSet::new() }
    }

    /// What was written to; an error that names the characters when some did not fit.
    pub(crate) fn finish(mut self) -> Result<W> {
        self.flush().map_err(super::csv::failed)?;
        if self.missing.is_empty() {
            return Ok(self.out);
        }
        let shown = |c: &char| format!("{c} (U+{:04X})", u32::from(*c));
        let mut characters = self.missing.iter().take(MOST_NAMED).map(shown).collect::<Vec<_>>().join(" ");
        if self.missing.len() > MOST_NAMED {
            characters.push_str(" …");
        }
        Err(Error::new(Kind::Output, Msg::NotInGbk { characters }).hint(Msg::HintGb18030 {}))
    }

    fn pass(&mut self, mut text: &str) -> io::Result<()> {
        let Some(encoder) = &mut self.encoder else { return self.out.write_all(text.as_bytes()) };
        let mut buffer = [0; CHUNK];
        while !text.is_empty() {
            let (result, read, written) = encoder.encode_from_utf8_without_replacement(text, &mut buffer, false);
            self.out.write_all(&buffer[..written])?;
            text = &text[read..];
            if let EncoderResult::Unmappable(c) = result {
                self.missing.insert(c);
            }
        }
        Ok(())
    }
}

impl<W: Write> Write for Encoded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.began, true) && self.encoder.is_none() {
            self.out.write_all(b"\xef\xbb\xbf")?;
        }
        let joined;
        let bytes_now = if self.rest.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.rest).as_slice(), bytes].concat();
            &joined
        };
        match std::str::from_utf8(bytes_now) {
            Ok(text) => self.pass(text)?,
            Err(error) => {
                let (whole, rest) = bytes_now.split_at(error.valid_up_to());
                if error.error_len().is_some() {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                }
                self.pass(std::str::from_utf8(whole).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?)?;
                self.rest = rest.to_vec();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    fn encoded(text: &str, encoding: Encoding, piece: usize) -> Result<Vec<u8>> {
        let mut out = Encoded::new(Vec::new(), encoding);
        for bytes in text.as_bytes().chunks(piece) {
            out.write_all(bytes).unwrap();
        }
        out.finish()
    }

    #[test]
    fn characters_may_come_in_pieces() {
        let text = "级别,镕 € 𠮷\r\n".repeat(3_000);
        for piece in [1, 2, 5, 4096, 1 << 20] {
            assert_eq!(encoded(&text, Encoding::Gb18030, piece).unwrap(), GB18030.encode(&text).0.into_owned());
            assert_eq!(encoded(&text, Encoding::Utf8, piece).unwrap(), ["\u{feff}".as_bytes(), text.as_bytes()].concat());
        }
    }

    #[test]
    fn what_gbk_has_not_is_named() {
        assert_eq!(encoded("表空间 镕", Encoding::Gbk, 3).unwrap(), GBK.encode("表空间 镕").0.into_owned());
        let error = encoded("𠮷野家😀，𠮷", Encoding::Gbk, 4).unwrap_err();
        assert_eq!(error.msg.to(Lang::Zh), "GBK 编码里没有这些字符，没有写文件：😀 (U+1F600) 𠮷 (U+20BB7)");
    }
}
