//! One file of a log, read as it grows.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;

use super::fact::{Line, Read};
use crate::links::probe::text;

/// Longer lines are judged in pieces of at least that.
pub(super) const LONGEST: usize = 64 << 10;

const TAIL: usize = 64;

#[derive(Debug)]
pub(super) struct Stretch {
    file: File,
    name: String,
    id: (u64, u64),
    /// Where in the file we are.
    at: u64,
    /// It was read from its beginning.
    in_file: bool,
    number: u64,
    /// The line that has not ended yet.
    rest: Vec<u8>,
    /// The last bytes before `at`, by which it is seen whether the file was written anew.
    tail: Vec<u8>,
}

impl Stretch {
    pub(super) fn new(path: &Path, file: File, from: u64) -> io::Result<Self> {
        let meta = file.metadata()?;
        let name = path.file_name().map(|name| text::clip(&text::decode(name.as_encoded_bytes()))).unwrap_or_default();
        Ok(Self { file, name, id: (meta.dev(), meta.ino()), at: from, in_file: from == 0, number: 0, rest: Vec::new(), tail: Vec::new() })
    }

    pub(super) fn id(&self) -> (u64, u64) {
        self.id
    }

    /// Reads what is new, until `most` bytes are read in all, and gives each line that has ended.
    pub(super) fn drain(&mut self, read: &mut Read, most: u64, judge: &mut dyn FnMut(&str, &dyn Fn() -> Line)) -> io::Result<()> {
        let mut tail = vec![0; self.tail.len()];
        if self.file.read_exact_at(&mut tail, self.at - self.tail.len() as u64).is_err()
            || tail != self.tail
            || self.file.metadata()?.len() < self.at
        {
            read.cut = true;
            (self.at, self.in_file, self.number) = (0, true, 0);
            self.rest.clear();
            self.tail.clear();
        }
        self.file.seek(SeekFrom::Start(self.at))?;
        let mut block = vec![0; LONGEST];
        loop {
            let room = block.len().min(usize::try_from(most.saturating_sub(read.bytes)).unwrap_or(0));
            let got = match self.file.read(&mut block[..room]) {
                Ok(0) => break,
                Ok(got) => got,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.at += got as u64;
            read.bytes += got as u64;
            self.tail.extend_from_slice(&block[got.saturating_sub(TAIL)..got]);
            self.tail.drain(..self.tail.len().saturating_sub(TAIL));
            let mut from = 0;
            for end in memchr::memchr_iter(b'\n', &block[..got]) {
                self.rest.extend_from_slice(&block[from..end]);
                from = end + 1;
                self.line(judge);
                self.number += 1;
                read.lines += 1;
                self.rest.clear();
            }
            self.rest.extend_from_slice(&block[from..got]);
            if self.rest.len() >= LONGEST {
                read.long += 1;
                self.line(judge);
                self.rest.clear();
            }
        }
        read.over |= read.bytes >= most && self.file.metadata()?.len() > self.at;
        Ok(())
    }

    /// Gives the line that has not ended.
    pub(super) fn half(&self, judge: &mut dyn FnMut(&str, &dyn Fn() -> Line)) {
        if !self.rest.is_empty() {
            self.line(judge);
        }
    }

    fn line(&self, judge: &mut dyn FnMut(&str, &dyn Fn() -> Line)) {
        let line = text::decode(self.rest.strip_suffix(b"\r").unwrap_or(&self.rest));
        let told = || Line { file: self.name.clone(), number: self.number + 1, in_file: self.in_file, text: text::quote(&line) };
        judge(&line, &told);
    }
}
