//! A file → its digests, read once from the beginning to the end, and whether it stood still meanwhile.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::effort::Effort;
use super::tree;
use crate::seal::kept::Stamp;
use crate::seal::{By, Digests, Hasher, What};

/// Fits into the cache of a core together with what hashing needs.
const BLOCK: usize = 128 << 10;

/// From so many branches on a file is shared by all threads, where the digest allows it.
pub(super) const SHARED: u64 = 4;

/// Processors copy several times slower to an address just after the beginning of a page, where large allocations lie.
const PAGE: usize = 4096;

/// A buffer for one thread.
pub(super) struct Buffer {
    bytes: Vec<u8>,
    start: usize,
}

impl Buffer {
    pub(super) fn new(effort: &Effort<'_>) -> Self {
        let bytes = vec![0; effort.pace.block(BLOCK) + PAGE];
        let start = bytes.as_ptr().align_offset(PAGE).min(PAGE);
        Self { bytes, start }
    }

    pub(super) fn bytes(&mut self) -> &mut [u8] {
        let end = self.bytes.len() - PAGE + self.start;
        self.bytes.get_mut(self.start..end).unwrap_or_default()
    }
}

/// A file that was read whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub stamp: Stamp,
    pub mode: u32,
    pub digests: Digests,
}

/// One that was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Moving,
    Unreadable(ErrorKind),
    NotAFile(What),
    Stopped,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
}

/// An open file, as it was when it was opened.
pub(super) struct Opened {
    pub file: File,
    pub stamp: Stamp,
    pub mode: u32,
}

/// Opens a file and nothing else.
pub(super) fn open(path: &Path) -> Result<Opened, Trouble> {
    let file = open_file(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(Trouble::NotAFile(if meta.is_dir() { What::Dir } else { What::Special }));
    }
    Ok(Opened { file, stamp: stamp(&meta), mode: mode(&meta) })
}

/// Reads the file. With a `branch` all threads share it, in branches of so many bytes, if it has some and the digest allows it.
pub(super) fn hash(opened: &Opened, by: By, branch: Option<u64>, effort: &Effort<'_>, buffer: &mut Buffer) -> Result<Seen, Trouble> {
    let Opened { file, stamp: before, mode } = opened;
    let digests = match branch.filter(|branch| by == By::Blake3 && before.size / branch >= SHARED) {
        Some(branch) => Digests { sha256: None, blake3: Some(tree::blake3(file, before.size, branch, effort)?) },
        None => stream(file, before.size, by, effort, buffer)?,
    };
    if stamp(&file.metadata()?) != *before {
        return Err(Trouble::Moving);
    }
    Ok(Seen { stamp: *before, mode: *mode, digests })
}

fn stream(mut file: &File, size: u64, by: By, effort: &Effort<'_>, buffer: &mut Buffer) -> Result<Digests, Trouble> {
    let (mut hasher, mut done) = (Hasher::new(by), 0);
    loop {
        if !effort.may_read() {
            return Err(Trouble::Stopped);
        }
        let read = match file.read(buffer.bytes()) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        done += read as u64;
        // One that grows as fast as it is read would never end.
        if done > size || (read == 0 && done < size) {
            return Err(Trouble::Moving);
        }
        let Some(bytes) = buffer.bytes().get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(hasher.digests()) };
        hasher.update(bytes);
        effort.has_read(read);
    }
}

#[cfg(unix)]
fn open_file(path: &Path) -> Result<File, Trouble> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    // Not through a link that came since the walk, and not waiting for the other end of a pipe.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    let open = |flags: OFlags| std::fs::OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path);
    // Only the owner may read without a trace in the times; who may not is not asked for each file again.
    #[cfg(target_os = "linux")]
    {
        use std::sync::atomic::{AtomicBool, Ordering};
        static DENIED: AtomicBool = AtomicBool::new(false);
        if !DENIED.load(Ordering::Relaxed) {
            match open(flags | OFlags::NOATIME) {
                Err(error) if error.kind() == ErrorKind::PermissionDenied => {}
                other => return other.map_err(trouble),
            }
            let plain = open(flags);
            if plain.is_ok() {
                DENIED.store(true, Ordering::Relaxed);
            }
            return plain.map_err(trouble);
        }
    }
    open(flags).map_err(trouble)
}

#[cfg(unix)]
fn trouble(error: io::Error) -> Trouble {
    match rustix::io::Errno::from_io_error(&error) {
        Some(rustix::io::Errno::LOOP) => Trouble::NotAFile(What::Link),
        // A socket, or a pipe or device without its other end.
        Some(rustix::io::Errno::NXIO) => Trouble::NotAFile(What::Special),
        _ => error.into(),
    }
}

#[cfg(not(unix))]
fn open_file(path: &Path) -> Result<File, Trouble> {
    Ok(File::open(path)?)
}

#[cfg(unix)]
pub(super) fn stamp(meta: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let nanos = |nanos: i64| u32::try_from(nanos).unwrap_or(0);
    Stamp {
        size: meta.size(),
        mtime: (meta.mtime(), nanos(meta.mtime_nsec())),
        ctime: (meta.ctime(), nanos(meta.ctime_nsec())),
        device: meta.dev(),
        inode: meta.ino(),
    }
}

#[cfg(not(unix))]
pub(super) fn stamp(meta: &Metadata) -> Stamp {
    let since = meta.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
    let mtime = (i64::try_from(since.as_secs()).unwrap_or(0), since.subsec_nanos());
    Stamp { size: meta.len(), mtime, ctime: (0, 0), device: 0, inode: 0 }
}

#[cfg(unix)]
fn mode(meta: &Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(meta) & 0o7777
}

#[cfg(not(unix))]
fn mode(_: &Metadata) -> u32 {
    0
}
