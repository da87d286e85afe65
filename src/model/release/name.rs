//! Paths below the root of a target.

use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// What a part may be long, in bytes: `NAME_MAX` of Linux.
const MOST_PART: usize = 255;
/// What a path may be long, in bytes: a little below `PATH_MAX`, as the root comes before it.
const MOST_PATH: usize = 3072;

/// A path below a root: parts joined by `/`, none of them empty, `.` or `..`. Its parts are bytes, since hosts of old have names in GBK;
/// as text, bytes that are not UTF-8, control characters and `%` are written as `%XX`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Vec<u8>);

/// Why something is no [`Name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadName {
    #[error("empty, or with an empty part")]
    Empty,
    #[error("absolute")]
    Absolute,
    /// `.` or `..`.
    #[error("with a part of dots")]
    Dots,
    /// People take it for a separator, and some programs do.
    #[error("with a backslash")]
    Backslash,
    /// NUL, control characters, and those that turn the direction of reading.
    #[error("with a control character")]
    Control,
    #[error("too long")]
    Long,
    #[error("with a % that is not followed by two digits")]
    Escape,
}

impl Name {
    /// From the bytes of a file system; only NUL is not in them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadName> {
        if bytes.first() == Some(&b'/') {
            return Err(BadName::Absolute);
        }
        if bytes.len() > MOST_PATH {
            return Err(BadName::Long);
        }
        for part in bytes.split(|byte| *byte == b'/') {
            match part {
                b"" => return Err(BadName::Empty),
                b"." | b".." => return Err(BadName::Dots),
                _ if part.len() > MOST_PART => return Err(BadName::Long),
                _ if part.contains(&0) => return Err(BadName::Control),
                _ => {}
            }
        }
        Ok(Self(bytes.to_vec()))
    }

    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    #[must_use]
    pub fn as_path(&self) -> &Path {
        Path::new(std::ffi::OsStr::from_bytes(&self.0))
    }

    /// The folder that it lies in; `None` where that is the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let at = self.0.iter().rposition(|byte| *byte == b'/')?;
        Some(Self(self.0[..at].to_vec()))
    }

    /// Its last part.
    #[must_use]
    pub fn last(&self) -> &[u8] {
        self.0.rsplit(|byte| *byte == b'/').next().unwrap_or(&self.0)
    }

    /// Bytes as they are written in text, whether they are a path below a root or not.
    #[must_use]
    pub(super) fn written(bytes: &[u8]) -> String {
        Self(bytes.to_vec()).to_string()
    }

    /// The bytes that [`Self::written`] wrote; a `%` that it would not have written stands for itself.
    #[must_use]
    pub(super) fn unwritten(text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            let escaped = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
            if let Some(byte) = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                bytes.push(byte);
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        bytes
    }

    /// How many folders it lies in.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.split(|byte| *byte == b'/').count() - 1
    }
}

/// Turns the direction of reading, so that a name shows another than it is.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl FromStr for Name {
    type Err = BadName;

    /// From text that a person or a package wrote: stricter than [`Self::from_bytes`].
    fn from_str(text: &str) -> Result<Self, BadName> {
        if text.contains('\\') {
            return Err(BadName::Backslash);
        }
        if text.chars().any(|c| c.is_control() || turns(c)) {
            return Err(BadName::Control);
        }
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first != b'%' {
                bytes.push(*first);
                rest = after;
                continue;
            }
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).ok_or(BadName::Escape)?;
            let byte = u8::from_str_radix(digits, 16).map_err(|_| BadName::Escape)?;
            // A separator is written as one; escaped, it would be read as another path than it shows.
            if byte == b'/' || byte == 0 {
                return Err(BadName::Control);
            }
            bytes.push(byte);
            rest = &after[2..];
        }
        Self::from_bytes(&bytes)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            for c in chunk.valid().chars() {
                let mut room = [0; 4];
                match c {
                    '%' | '\\' => write!(f, "%{:02X}", u32::from(c))?,
                    c if c.is_control() || turns(c) => c.encode_utf8(&mut room).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))?,
                    c => write!(f, "{c}")?,
                }
            }
            chunk.invalid().iter().try_for_each(|byte| write!(f, "%{byte:02X}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'_, str>::deserialize(from)?;
        text.parse().map_err(|why: BadName| serde::de::Error::custom(format!("{text:?} is no path below a root: {why}")))
    }
}
