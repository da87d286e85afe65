//! Entries that are packed → bytes of the package.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};

use crc32fast::Hasher;

use super::blocks::{self, Sizes};
use super::fault::Unwritten;
use super::header::{self, Header};
use super::name::Written;
use super::options::{Method, NamesAs, Open, Options};
use super::small::{Packed, Salt};
use crate::bundle::{aes, method};

/// Bytes that are copied at once.
const COPY: usize = 64 << 10;

/// Where the package goes, and the directory so far.
pub(super) struct Sink<'o, W> {
    out: W,
    at: u64,
    directory: Vec<u8>,
    pub options: Options<'o>,
}

/// Large content before it is packed.
pub(super) struct Stream<'a> {
    pub name: String,
    pub method: Method,
    pub open: Open<'a>,
    pub salt: Option<Salt>,
}

impl<'o, W: Write> Sink<'o, W> {
    pub(super) fn new(out: W, options: Options<'o>) -> Self {
        Self { out, at: 0, directory: Vec::new(), options }
    }

    /// Writes what was packed in memory.
    pub(super) fn small(&mut self, name: Written, packed: &Packed) -> io::Result<()> {
        let sizes = Sizes { crc: packed.crc, size: packed.size, packed: packed.bytes.len() as u64 };
        self.header(name, packed.method, sizes)?;
        self.out.write_all(&packed.bytes)?;
        self.at += sizes.packed;
        Ok(())
    }

    /// Packs into a lent file, so that sizes are known, and copies from there.
    pub(super) fn large(&mut self, name: Written, stream: Stream<'_>) -> Result<(), Unwritten> {
        let Stream { name: shown, method, open, salt } = stream;
        let unread = |error| Unwritten::Content { name: shown.clone(), error };
        let mut content = open().map_err(unread)?;
        let mut spool = BufWriter::with_capacity(COPY, (self.options.spool)()?);
        let (id, mut sizes) = match method {
            Method::Stored => (method::STORED, copy(&mut content, &mut spool, &unread)?),
            Method::Deflated => (method::DEFLATED, blocks::deflate(&mut content, &mut spool, self.options.threads, &unread)?),
        };
        let mut spool = spool.into_inner().map_err(io::IntoInnerError::into_error)?;
        spool.rewind()?;
        let Some((lock, salt)) = self.options.lock.zip(salt) else {
            self.header(name, id, sizes)?;
            self.take(&spool, sizes.packed, |_| {})?;
            return Ok(());
        };
        let plain = sizes.packed;
        sizes.packed += aes::Strength::Aes256.overhead();
        let (mut cipher, check) = aes::Cipher::new(lock.password, &salt, aes::Strength::Aes256).map_err(io::Error::other)?;
        self.header(name, id, sizes)?;
        self.out.write_all(&salt)?;
        self.out.write_all(&check)?;
        self.take(&spool, plain, |bytes| cipher.encrypt(bytes))?;
        self.out.write_all(&cipher.tag())?;
        self.at += sizes.packed - plain;
        Ok(())
    }

    /// Copies `len` bytes of the lent file, changed by `change`.
    fn take(&mut self, mut spool: &File, len: u64, mut change: impl FnMut(&mut [u8])) -> io::Result<()> {
        let mut buffer = vec![0; COPY];
        let mut left = len;
        while left > 0 {
            let room = usize::try_from(left).unwrap_or(COPY).min(COPY);
            let bytes = buffer.get_mut(..room).unwrap_or_default();
            spool.read_exact(bytes)?;
            change(bytes);
            self.out.write_all(bytes)?;
            left -= room as u64;
        }
        self.at += len;
        Ok(())
    }

    fn header(&mut self, name: Written, method: u16, sizes: Sizes) -> io::Result<()> {
        let Options { names, time, lock, .. } = self.options;
        let Sizes { crc, size, packed } = sizes;
        let (fat, locked) = (names == NamesAs::Gbk, lock.is_some());
        let header = Header { name, fat, time, method, locked, crc, size, packed, offset: self.at };
        let local = header.local();
        self.out.write_all(&local)?;
        self.at += local.len() as u64;
        header.central(&mut self.directory);
        Ok(())
    }

    /// Writes the directory of all `entries` and the end.
    pub(super) fn finish(mut self, entries: u64) -> io::Result<W> {
        self.out.write_all(&self.directory)?;
        self.out.write_all(&header::end(entries, self.directory.len() as u64, self.at))?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Copies all of `content`; its sum and size are known afterwards.
fn copy(content: &mut dyn Read, out: &mut impl Write, unread: &dyn Fn(io::Error) -> Unwritten) -> Result<Sizes, Unwritten> {
    let (mut crc, mut size) = (Hasher::new(), 0);
    let mut buffer = vec![0; COPY];
    loop {
        let read = match content.read(&mut buffer) {
            Ok(0) => return Ok(Sizes { crc: crc.finalize(), size, packed: size }),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        let bytes = buffer.get(..read).unwrap_or_default();
        crc.update(bytes);
        out.write_all(bytes)?;
        size += read as u64;
    }
}
