//! A file is put in place whole: under another name, read back, then renamed over what was there.

use std::io::{self, Read};

use super::packet::Change;
use super::tree::{Handle, Mode};
use super::{Sftp, bad};
use crate::seal::{By, Digest, Hasher};

/// A file to be put in place.
#[derive(Debug, Clone, Copy)]
pub struct Put<'a> {
    pub path: &'a [u8],
    /// Permission bits.
    pub mode: u32,
    /// Bytes, and their SHA-256.
    pub size: u64,
    pub sha256: Digest,
}

impl Sftp {
    /// Puts what `from` gives at `put.path`, in place of whatever file or link is there. True when it was sent; a file of these bytes and
    /// permissions stays as it is. Whatever ends it, the path has all of the old or all of the new, and to do it again is right.
    pub fn put(&mut self, put: &Put<'_>, from: &mut dyn Read) -> io::Result<bool> {
        if self.has(put)? {
            return Ok(false);
        }
        // Known by its bytes, so that what another attempt left is found and taken away; made anew, so that nobody's link is followed.
        let digest: String = put.sha256.to_string().chars().take(12).collect();
        let beside = [put.path, b".opsctl-".as_slice(), digest.as_bytes()].concat();
        match self.remove(&beside) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let file = self.open(&beside, Mode::New(0o600))?;
        let made = self.fill(&file, put, from);
        let made = self.close(file).and(made);
        let made = made.and_then(|()| self.replace(&beside, put.path));
        if made.is_err() {
            let _ = self.remove(&beside);
        }
        made.map(|()| true)
    }

    /// Whether the file is there already.
    fn has(&mut self, put: &Put<'_>) -> io::Result<bool> {
        let stat = match self.lstat(put.path) {
            Ok(stat) => stat,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(e) => return Err(e),
        };
        if !stat.is_file() || stat.size != put.size || stat.permissions() != put.mode {
            return Ok(false);
        }
        let Ok(file) = self.open(put.path, Mode::Read) else { return Ok(false) };
        let same = self.same(&file, put);
        self.close(file)?;
        same
    }

    fn fill(&mut self, file: &Handle, put: &Put<'_>, from: &mut dyn Read) -> io::Result<()> {
        let mut writing = self.write(file, 0);
        // One byte more than there should be shows that it is another.
        io::copy(&mut from.take(put.size.saturating_add(1)), &mut writing)?;
        writing.finish()?;
        match self.sync(file) {
            Err(e) if e.kind() != io::ErrorKind::Unsupported => return Err(e),
            _ => {}
        }
        if !self.same(file, put)? {
            return Err(bad("the bytes that were read back are not those that were to be put there"));
        }
        self.change(file, &Change { mode: Some(put.mode), ..Change::default() })
    }

    fn same(&mut self, file: &Handle, put: &Put<'_>) -> io::Result<bool> {
        let (mut hasher, mut block) = (Hasher::new(By::Sha256), vec![0; 256 * 1024]);
        let (mut reading, mut total) = (self.read(file, 0), 0);
        while total <= put.size {
            let read = reading.read(&mut block)?;
            if read == 0 {
                break;
            }
            hasher.update(&block[..read]);
            total += read as u64;
        }
        Ok(total == put.size && hasher.digests().sha256 == Some(put.sha256))
    }
}
