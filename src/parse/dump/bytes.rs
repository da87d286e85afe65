//! The bytes of a file, wherever it lies: on this machine, behind SFTP, in memory.

use std::io::{Error, ErrorKind, Result};

/// The bytes of a file. All readers of dumps stand on these two questions, so that local files and SFTP files serve alike.
pub trait Bytes {
    /// How many there are.
    fn len(&self) -> u64;

    /// Reads from offset `at` on, as `pread` does: may give less than `into` holds; 0 only at the end.
    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize>;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Bytes for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        let rest = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        let n = rest.len().min(into.len());
        for (to, from) in into.iter_mut().zip(rest) {
            *to = *from;
        }
        Ok(n)
    }
}

impl Bytes for Vec<u8> {
    fn len(&self) -> u64 {
        Bytes::len(self.as_slice())
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        self.as_slice().read_at(at, into)
    }
}

impl<T: Bytes + ?Sized> Bytes for &T {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
        (**self).read_at(at, into)
    }
}

/// Fills `into` from `at` on as far as the file goes, over short and interrupted reads; how many bytes there were.
pub(super) fn fill(bytes: &dyn Bytes, at: u64, into: &mut [u8]) -> Result<usize> {
    let mut done = 0;
    while let Some(rest) = into.get_mut(done..).filter(|rest| !rest.is_empty()) {
        let room = rest.len();
        match bytes.read_at(at.saturating_add(done as u64), rest) {
            Ok(0) => break,
            Ok(n) if n > room => return Err(Error::new(ErrorKind::InvalidData, "a read gave more than was asked for")),
            Ok(n) => done += n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(done)
}

/// At most `n` bytes from `at` on; fewer only where the file says that it ends. One that ends before its own length was cut meanwhile, and
/// nothing may be concluded from it: that is an error.
pub(super) fn take(bytes: &dyn Bytes, at: u64, n: usize) -> Result<Vec<u8>> {
    let there = usize::try_from(bytes.len().saturating_sub(at)).unwrap_or(usize::MAX).min(n);
    let mut out = vec![0; there];
    if fill(bytes, at, &mut out)? < there {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(out)
}

/// The number of type `u16` and so on that begins at `at`, big-endian as in headers.
pub(super) fn be<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let field: &[u8; N] = bytes.get(at..)?.first_chunk()?;
    Some(field.iter().fold(0, |sum, &b| sum << 8 | u64::from(b)))
}

/// The text that begins at `at`: up to the first NUL, at most `most` bytes.
pub(super) fn text_at(bytes: &[u8], at: usize, most: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let rest = rest.get(..most).unwrap_or(rest);
    rest.split(|&b| b == 0).next().unwrap_or_default()
}

/// Offset behind the last byte that is not NUL, looking back from `end` over at most `most` bytes; `None` where all of these are NUL.
pub(super) fn last_set(bytes: &dyn Bytes, end: u64, most: u64) -> Result<Option<u64>> {
    const STEP: u64 = 64 * 1024;
    let floor = end.saturating_sub(most);
    let mut to = end;
    while to > floor {
        let from = to.saturating_sub(STEP).max(floor);
        let piece = take(bytes, from, usize::try_from(to - from).unwrap_or_default())?;
        if let Some(last) = piece.iter().rposition(|&b| b != 0) {
            return Ok(Some(from + last as u64 + 1));
        }
        to = from;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that was cut after its length was asked for.
    struct Shrunk;

    impl Bytes for Shrunk {
        fn len(&self) -> u64 {
            100
        }

        fn read_at(&self, at: u64, into: &mut [u8]) -> Result<usize> {
            vec![1; 60].read_at(at, into)
        }
    }

    #[test]
    fn a_file_that_shrinks_meanwhile_is_an_error_and_no_finding() {
        assert_eq!(take(&Shrunk, 0, 60).unwrap().len(), 60);
        assert_eq!(take(&Shrunk, 0, 61).unwrap_err().kind(), ErrorKind::UnexpectedEof);
        assert_eq!(last_set(&Shrunk, 100, 100).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }

    #[test]
    fn nuls_are_followed_back_as_far_as_asked() {
        let mut file = vec![0; 200_000];
        assert_eq!(last_set(&file, 200_000, 200_000).unwrap(), None);
        file[70_000] = 1;
        assert_eq!(last_set(&file, 200_000, 200_000).unwrap(), Some(70_001));
        assert_eq!(last_set(&file, 200_000, 129_999).unwrap(), None);
        assert_eq!(last_set(&file, 70_000, 200_000).unwrap(), None);
        assert_eq!(last_set(&file, 0, 10).unwrap(), None);
    }
}
