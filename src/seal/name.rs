//! The path of a file below the folder it is sealed in: bytes, as names may be GBK or anything.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::BadName;

/// A relative path, parts apart by `/`, never leading out of its folder. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<[u8]>);

impl Name {
    /// Takes what a manifest or a folder says; `./` in front is left out, as `find` writes it.
    pub fn new(bytes: &[u8]) -> Result<Self, BadName> {
        let mut bytes = bytes;
        while let Some(rest) = bytes.strip_prefix(b"./") {
            bytes = rest;
        }
        if bytes.is_empty() {
            return Err(BadName::Empty);
        }
        if bytes.contains(&0) {
            return Err(BadName::Nul);
        }
        if bytes.starts_with(b"/") {
            return Err(BadName::Absolute);
        }
        for part in bytes.split(|b| *b == b'/') {
            match part {
                b".." => return Err(BadName::Parent),
                b"" | b"." => return Err(BadName::Form),
                _ => {}
            }
        }
        Ok(Self(bytes.into()))
    }

    /// The name of what a walk found at `path`, relative to the folder. `None` where this system's name has no bytes (Windows).
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        let bytes = Some(Cow::Borrowed(std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str())));
        #[cfg(not(unix))]
        let bytes = path.to_str().map(|text| Cow::Owned::<[u8]>(text.replace('\\', "/").into_bytes()));
        Self::new(&bytes?).ok()
    }

    /// Where the file is, below its folder.
    #[must_use]
    pub fn path(&self) -> Cow<'_, Path> {
        #[cfg(unix)]
        let path = Cow::Borrowed(Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&self.0)));
        #[cfg(not(unix))]
        let path = Cow::Owned(String::from_utf8_lossy(&self.0).into_owned().into());
        path
    }

    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// For tests and logs: what is not UTF-8 is shown as `\xNN`. What people read is decoded by the one who shows it.
impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match std::str::from_utf8(&self.0) {
            Ok(text) => write!(f, "{text:?}"),
            Err(_) => write!(f, "b\"{}\"", self.0.escape_ascii()),
        }
    }
}
