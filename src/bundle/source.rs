//! Bytes that are read at any place, by several threads at once.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

/// A package's bytes. Positional, so that threads read through one reference.
pub trait ReadAt {
    /// How many bytes there are.
    fn size(&self) -> Result<u64>;

    /// Reads from offset `at` on, as `pread` does: may give less than `into` holds; 0 only at the end.
    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize>;
}

impl ReadAt for [u8] {
    fn size(&self) -> Result<u64> {
        Ok(self.len() as u64)
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        let mut rest = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        rest.read(into)
    }
}

impl<T: ReadAt + ?Sized> ReadAt for &T {
    fn size(&self) -> Result<u64> {
        (**self).size()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        (**self).read_at(at, into)
    }
}

impl ReadAt for File {
    fn size(&self) -> Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(self, into, at);
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(self, into, at);
        read
    }
}

/// What can only seek: threads take turns.
#[derive(Debug)]
pub struct Seeking<T>(Mutex<T>);

impl<T: Read + Seek> Seeking<T> {
    #[must_use]
    pub fn new(inner: T) -> Self {
        Self(Mutex::new(inner))
    }
}

impl<T: Read + Seek> ReadAt for Seeking<T> {
    fn size(&self) -> Result<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).seek(SeekFrom::End(0))
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        // Each read seeks first, so a thread that panicked between the two left nothing that matters.
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.seek(SeekFrom::Start(at))?;
        inner.read(into)
    }
}

/// Fills as much of `into` as there is from `at` on, and says how much that is.
pub(super) fn fill<S: ReadAt + ?Sized>(source: &S, at: u64, into: &mut [u8]) -> Result<usize> {
    let mut filled = 0;
    while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read_at(at.saturating_add(filled as u64), rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Reads exactly `len` bytes; that there are so many was seen before, so fewer mean that the file is being changed.
pub(super) fn exact<S: ReadAt + ?Sized>(source: &S, at: u64, len: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; len];
    if fill(source, at, &mut bytes)? < len { Err(Error::from(ErrorKind::UnexpectedEof)) } else { Ok(bytes) }
}
