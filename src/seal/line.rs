//! A reader → lines with their numbers, each of a bounded length.

use std::borrow::Cow;
use std::io::{BufRead, Read as _};

use super::{BadName, Fault, Name, Why};

/// Longer than two digests and the longest path in its escaped form.
pub const MOST_LINE: u64 = 16 << 10;

/// Lines without their ends; the last needs none.
pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, line: Vec::new(), number: 0 }
    }

    /// The number of the line that was read last.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn fault(&self, why: Why) -> Fault {
        Fault { line: self.number, why }
    }

    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, Fault> {
        self.line.clear();
        self.number += 1;
        let read = (&mut self.input).take(MOST_LINE + 1).read_until(b'\n', &mut self.line);
        let read = read.map_err(|error| self.fault(Why::Unreadable(error.kind())))?;
        if read == 0 {
            return Ok(None);
        }
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        }
        if self.line.len() as u64 > MOST_LINE {
            return Err(self.fault(Why::TooLong));
        }
        // Editors of Windows put it in front of the first line.
        if self.number == 1 && self.line.starts_with(b"\xEF\xBB\xBF") {
            self.line.drain(..3);
        }
        Ok(Some(&self.line))
    }
}

/// As GNU writes names into lines: whether something had to be escaped, and the text.
pub(super) fn escape(bytes: &[u8]) -> (bool, Cow<'_, [u8]>) {
    if !bytes.iter().any(|b| matches!(b, b'\\' | b'\n' | b'\r')) {
        return (false, Cow::Borrowed(bytes));
    }
    let mut text = Vec::with_capacity(bytes.len() + 8);
    for byte in bytes {
        match byte {
            b'\\' => text.extend(b"\\\\"),
            b'\n' => text.extend(b"\\n"),
            b'\r' => text.extend(b"\\r"),
            other => text.push(*other),
        }
    }
    (true, Cow::Owned(text))
}

/// The bytes again.
pub(super) fn unescape(text: &[u8]) -> Result<Vec<u8>, BadName> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match (byte, if *byte == b'\\' { rest.next() } else { None }) {
            (b'\\', Some(b'\\')) => b'\\',
            (b'\\', Some(b'n')) => b'\n',
            (b'\\', Some(b'r')) => b'\r',
            (b'\\', _) => return Err(BadName::Escape),
            (other, _) => *other,
        });
    }
    Ok(bytes)
}

/// A name as it stands in a line whose mark says whether it is escaped.
pub(super) fn name(escaped: bool, text: &[u8]) -> Result<Name, Why> {
    let name = if escaped { unescape(text).and_then(|bytes| Name::new(&bytes)) } else { Name::new(text) };
    name.map_err(Why::Name)
}
