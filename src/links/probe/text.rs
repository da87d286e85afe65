//! What all looks need: expressions, bytes → text, files that are read whole, and short quotations.

use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use regex_automata::meta::Regex;
use rustix::fs::OFlags;

/// Characters of a quotation.
const QUOTED: usize = 200;

/// Compiles an expression of a package; the error says where it is none.
pub(super) fn regex(pattern: &str) -> Result<Regex, String> {
    // Of a syntax error the cause says more than the error itself.
    Regex::new(pattern).map_err(|error| error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string))
}

/// UTF-8, else GB18030, with replacements for what is neither.
pub(in crate::links) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| encoding_rs::GB18030.decode_without_bom_handling(bytes).0, Cow::Borrowed)
}

/// What a reader sees of a page: no tags, comments, styles and scripts, nor the title, which its heading repeats. What is no page stays.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    const HIDDEN: &str = r"(?is)<(style|script|title)\b.*?</(style|script|title)\s*>|<!--.*?-->|<[^<>]*>";
    let head = text.trim_start().get(..9).unwrap_or_default().to_ascii_lowercase();
    let Some(hidden) = regex(HIDDEN).ok().filter(|_| head == "<!doctype" || head.starts_with("<html")) else { return text.into() };
    let (mut seen, mut from) = (String::new(), 0);
    for found in hidden.find_iter(text) {
        seen.push_str(&text[from..found.start()]);
        seen.push(' ');
        from = found.end();
    }
    seen.push_str(&text[from..]);
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    match quick_xml::escape::unescape(&seen) {
        Ok(plain) => plain.into_owned().into(),
        // A name that only HTML knows.
        Err(_) => seen.into(),
    }
}

/// The beginning of a text on one line, without characters that move a terminal's cursor, and without the blanks around it.
pub(super) fn quote(text: &str) -> String {
    clip(text.trim())
}

/// The same with the blanks around it.
pub(super) fn clip(text: &str) -> String {
    let mut clipped: String = text.chars().take(QUOTED).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(QUOTED).is_some() {
        clipped.push('…');
    }
    clipped
}

/// Opens a file that is none of those whose opening or reading waits for somebody.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let nonblock = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = OpenOptions::new().read(true).custom_flags(nonblock).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")) }
}

/// All bytes of a file that has at most so many.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large")) } else { Ok(bytes) }
}
