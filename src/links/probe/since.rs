//! Where logs ended before a release, so that only what was written afterwards is judged.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::text;
use super::trouble::Trouble;
use crate::model::release::Probe;

/// Bytes before the end by which a file is known again: a number of an inode is given anew, and a file may be written anew in its place.
const TAIL: u64 = 1024;
/// Files that `*` may stand for.
const FILES: usize = 10_000;

/// What has to be known from before a release to look at something after it. Taken on the host where the look is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// Nothing was taken, or nothing is needed.
    #[default]
    Nothing,
    /// The files of a log, the newest first; none where there was none yet.
    Log { files: Vec<Mark> },
    /// The folder of the log could not be looked at.
    Failed { why: Trouble },
}

/// A file of a log, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub device: u64,
    pub inode: u64,
    /// Bytes.
    pub size: u64,
    /// When it was last written to: seconds and nanoseconds.
    pub written: (i64, i64),
    /// SHA-256 of the last bytes, in hex.
    pub tail: String,
}

/// Takes what [`super::probe`] needs of before.
#[must_use]
pub fn since(probe: &Probe, root: &Path) -> Since {
    let Probe::Log { path, .. } = probe else { return Since::Nothing };
    let marks = || files(&root.join(path))?.into_iter().map(|(path, _)| mark(&path)).collect::<io::Result<Vec<_>>>();
    match marks() {
        Ok(files) => Since::Log { files: files.into_iter().flatten().collect() },
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Since::Log { files: Vec::new() },
        Err(error) => Since::Failed { why: Trouble::from(&error) },
    }
}

fn mark(path: &Path) -> io::Result<Option<Mark>> {
    let file = match text::open(path) {
        Ok(file) => file,
        // It went between the listing and this.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let meta = file.metadata()?;
    Ok(Some(Mark { device: meta.dev(), inode: meta.ino(), size: meta.len(), written: written(&meta), tail: tail(&file, meta.len())? }))
}

/// The bytes before `size`, digested.
fn tail(file: &File, size: u64) -> io::Result<String> {
    let mut bytes = vec![0; usize::try_from(size.min(TAIL)).unwrap_or(0)];
    file.read_exact_at(&mut bytes, size - size.min(TAIL))?;
    Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

pub(super) fn written(meta: &Metadata) -> (i64, i64) {
    (meta.mtime(), meta.mtime_nsec())
}

impl Mark {
    /// Whether it is the file of this name and number.
    pub(super) fn is(&self, meta: &Metadata) -> bool {
        (self.device, self.inode) == (meta.dev(), meta.ino())
    }

    /// Whether all that was in it is still there.
    pub(super) fn is_whole(&self, file: &File) -> bool {
        file.metadata().is_ok_and(|meta| meta.len() >= self.size) && tail(file, self.size).is_ok_and(|tail| tail == self.tail)
    }
}

/// The regular files that a path stands for, the newest first. That there is none is no error, that there is no such folder is.
pub(super) fn files(path: &Path) -> io::Result<Vec<(PathBuf, Metadata)>> {
    let name = path.file_name().map_or(b"".as_slice(), |name| name.as_bytes());
    if !name.contains(&b'*') {
        return match std::fs::metadata(path) {
            Ok(meta) if meta.is_file() => Ok(vec![(path.to_owned(), meta)]),
            Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        };
    }
    listed(path.parent().unwrap_or(Path::new(".")), |found| fits(name, found))
}

/// The regular files of a folder whose names are wanted, the newest first.
pub(super) fn listed(folder: &Path, wanted: impl Fn(&[u8]) -> bool) -> io::Result<Vec<(PathBuf, Metadata)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if wanted(entry.file_name().as_bytes())
            && let Ok(meta) = std::fs::metadata(entry.path())
            && meta.is_file()
        {
            files.push((entry.path(), meta));
        }
        if files.len() > FILES {
            return Err(io::Error::other(format!("more than {FILES} files")));
        }
    }
    files.sort_by(|(path, meta), (other, its)| (written(its), other).cmp(&(written(meta), path)));
    Ok(files)
}

/// Whether a name fits a pattern in which `*` stands for anything.
#[must_use]
pub fn fits(pattern: &[u8], name: &[u8]) -> bool {
    let mut parts = pattern.split(|byte| *byte == b'*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&[u8]> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = memchr::memmem::find(rest, part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}
