//! A log file and the cursor of the last look → the bytes that are new, and the next cursor.
//!
//! Every way in which logs are rotated comes down to one question: is the file at this path the one the cursor was in?
//! If so its new whole lines are read; if not, the rest of the old one is looked for beside it, then this one is read
//! from its start. The first look is a baseline: it reads nothing, and says so.

use super::log_cursor::{LogCursor, Opened};
use super::log_read::pump;
use super::log_rotated;
use crate::parse::oralog::log_needles::Needles;
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// An unfinished last line is left for the next look, unless it is longer than any line of a log.
const LINE_WAIT: u64 = 1 << 20;

/// The limits of one look.
#[derive(Clone, Debug)]
pub struct LookBudget {
    /// At most this many bytes are read; the rest is the next look's, and is told as `unread`.
    pub max_bytes: u64,
    /// How much of the end a first look reads, for information only.
    pub baseline_tail: u64,
    /// The size of a block; a look takes two. Large ones leave the cache, small ones change hands too often.
    pub block: u64,
}

impl Default for LookBudget {
    fn default() -> Self {
        // 4 GiB is the largest listener.log that 32-bit offsets could write; it takes seconds.
        LookBudget { max_bytes: 4 << 30, baseline_tail: 0, block: 512 << 10 }
    }
}

/// What a look gives to its caller while it reads.
#[derive(Debug)]
pub enum Piece<'a> {
    /// A stretch of one file begins at `offset`. `hint` is the cursor's if the stretch goes on where it stopped.
    Start {
        /// The file, which may be a rotated one.
        path: &'a Path,
        /// Where in it.
        offset: u64,
        /// For `LogParser::start`.
        hint: Option<&'a str>,
        /// Old news: the tail of a baseline, nothing to judge by.
        informational: bool,
    },
    /// Bytes of it, and where in them needles were found, for `LogParser::feed_searched`.
    Bytes(&'a [u8], &'a [usize]),
    /// The stretch is over.
    End,
}

/// What had become of the file since the last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was no last look. Nothing before this moment will be told.
    Baseline,
    /// The same file, nothing new.
    Unchanged,
    /// The same file with more in it.
    Appended,
    /// The same file was cut or rewritten in its place (`> alert.log`, copytruncate).
    Truncated,
    /// Another file has its name.
    Replaced,
}

/// A stretch that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Of which file.
    pub path: PathBuf,
    /// First byte.
    pub from: u64,
    /// One past the last byte.
    pub to: u64,
}

/// The outcome of a look.
#[derive(Clone, Debug)]
pub struct Look {
    /// To be saved once the run is stored. `carry_hint` is empty; put there what the parser returned for the last stretch.
    pub cursor: LogCursor,
    /// What had happened.
    pub change: Change,
    /// What was read, oldest first.
    pub stretches: Vec<Stretch>,
    /// Bytes of an unfinished last line, left for the next look.
    pub held_back: u64,
    /// Bytes beyond the budget, left for the next look.
    pub unread: u64,
    /// The file was cut or replaced and its old content was not found: what was written to it after the last look, if
    /// anything, is lost to us. Compressed files beside it may hold it.
    pub lost: Option<Vec<PathBuf>>,
    /// The file became shorter while it was read.
    pub shrank: bool,
    /// Size of the file.
    pub size: u64,
}

/// Why a log could not be read. The cursor stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum LogFileError {
    /// There is no such file.
    #[error("{}: no such file{}", path.display(), moved(moved_to.as_deref()))]
    Missing {
        /// The log.
        path: PathBuf,
        /// The file of the cursor, under another name: rotated, and not yet written again.
        moved_to: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// We may not read it.
    #[error("{}: permission denied", path.display())]
    Denied {
        /// The log.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A directory, a pipe, a device: never opened, as it might block for ever.
    #[error("{}: not a regular file but a {kind}", path.display())]
    NotRegular {
        /// The path.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// Anything else.
    #[error("{}: {doing}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// `open`, `read`, `list`.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

fn moved(to: Option<&Path>) -> String {
    to.map_or(String::new(), |to| format!(" (it is now {})", to.display()))
}

fn io_error(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> LogFileError {
    let path = path.to_owned();
    move |source| LogFileError::Io { path, doing, source }
}

/// Looks once. What is read is searched for `needles` and goes to `sink` piece by piece; nothing is kept in memory but a
/// few blocks.
pub fn look(
    path: &Path,
    cursor: Option<&LogCursor>,
    budget: &LookBudget,
    needles: &Needles,
    sink: &mut (dyn FnMut(Piece<'_>) + Send),
) -> Result<Look, LogFileError> {
    let mut file = match (open_regular(path), cursor) {
        (Err(LogFileError::Missing { path, source, .. }), Some(cursor)) => {
            let moved_to = log_rotated::find(&path, cursor, None).ok().and_then(|found| found.old);
            return Err(LogFileError::Missing { path, moved_to, source });
        }
        (opened, _) => opened?,
    };
    let mut reader = Reader::new(budget, needles, sink);
    let Some(cursor) = cursor else { return baseline(path, file, budget, reader) };
    let size = file.size;
    let hint = cursor.carry_hint.as_deref();
    if file.continues(cursor).map_err(io_error(path, "read"))? {
        let offset = reader.stretch(path, &mut file, cursor.offset, hint, Until::LastLine)?;
        let change = if offset > cursor.offset { Change::Appended } else { Change::Unchanged };
        reader.told.clone_from(&cursor.told);
        return reader.done(path, file, offset, change, None, size);
    }
    let change = if file.is_inode(cursor) { Change::Truncated } else { Change::Replaced };
    let rotated = log_rotated::find(path, cursor, Some(&file)).map_err(io_error(path, "list"))?;
    reader.told = rotated.told;
    let mut lost = None;
    if let Some(old) = &rotated.old {
        let mut old_file = open_regular(old)?;
        reader.told.push(old_file.ino);
        let end = reader.stretch(old, &mut old_file, cursor.offset, hint, Until::End)?;
        if reader.left == 0 {
            return reader.done(old, old_file, end, change, None, size);
        }
        for path in &rotated.between {
            // It may have been deleted meanwhile: the present file matters more.
            let Ok(mut file) = open_regular(path) else { continue };
            reader.told.push(file.ino);
            let end = reader.stretch(path, &mut file, 0, None, Until::End)?;
            if reader.left == 0 {
                return reader.done(path, file, end, change, None, size);
            }
        }
    } else {
        lost = Some(rotated.compressed);
    }
    let offset = reader.stretch(path, &mut file, 0, None, Until::LastLine)?;
    reader.done(path, file, offset, change, lost, size)
}

/// The first look: everything up to now is past. The tail may be shown, from the first whole line in it.
fn baseline(path: &Path, mut file: Opened, budget: &LookBudget, mut reader: Reader<'_>) -> Result<Look, LogFileError> {
    let size = file.size;
    let end = last_line_end(&mut file, 0).map_err(io_error(path, "read"))?;
    // A folder that may not be listed is no reason to leave the log.
    reader.told = log_rotated::past(path, &file).unwrap_or_default();
    if budget.baseline_tail > 0 {
        let from = end.saturating_sub(budget.baseline_tail);
        let from = if from == 0 { 0 } else { first_line_start(&mut file, from - 1, end).map_err(io_error(path, "read"))? };
        reader.informational = true;
        reader.stretch(path, &mut file, from, None, Until::LastLine)?;
    }
    (reader.left, reader.held_back) = (u64::MAX, size - end);
    reader.done(path, file, end, Change::Baseline, None, size)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// The end of the last whole line: the file is still being written.
    LastLine,
    /// The end of a file that will not grow any more.
    End,
}

struct Reader<'a> {
    needles: &'a Needles,
    sink: &'a mut (dyn FnMut(Piece<'_>) + Send),
    block: u64,
    left: u64,
    unread: u64,
    held_back: u64,
    shrank: bool,
    informational: bool,
    stretches: Vec<Stretch>,
    told: Vec<u64>,
}

impl<'a> Reader<'a> {
    fn new(budget: &LookBudget, needles: &'a Needles, sink: &'a mut (dyn FnMut(Piece<'_>) + Send)) -> Reader<'a> {
        let block = budget.block.clamp(4 << 10, 4 << 20);
        let (left, stretches) = (budget.max_bytes.max(1), Vec::new());
        Reader { needles, sink, block, left, unread: 0, held_back: 0, shrank: false, informational: false, stretches, told: Vec::new() }
    }

    /// Reads from `from` to the end the file had when it was opened, whatever is written meanwhile. Returns how far.
    fn stretch(&mut self, path: &Path, file: &mut Opened, from: u64, hint: Option<&str>, until: Until) -> Result<u64, LogFileError> {
        let failed = || io_error(path, "read");
        let end = match until {
            Until::End => file.size,
            Until::LastLine => last_line_end(file, from).map_err(failed())?,
        };
        self.held_back = file.size.saturating_sub(end);
        self.unread = 0;
        if end <= from {
            return Ok(from);
        }
        let mut stop = end;
        if end - from > self.left {
            // Stop at a line's end within the budget, so that the next look begins with a whole line.
            let most = Opened { file: file.file.try_clone().map_err(failed())?, size: from + self.left, ..*file };
            let line = last_line_end(&mut { most }, from).map_err(failed())?;
            stop = if line > from { line } else { from + self.left };
            self.unread = end - stop;
            self.left = 0;
        }
        (self.sink)(Piece::Start { path, offset: from, hint, informational: self.informational });
        let sink = &mut *self.sink;
        let read = pump(&file.file, &(from..stop), self.block, self.needles, &mut |bytes, found| sink(Piece::Bytes(bytes, found)));
        let at = from + read.map_err(failed())?;
        (self.sink)(Piece::End);
        self.shrank |= at < stop;
        self.left = self.left.saturating_sub(at - from);
        self.stretches.push(Stretch { path: path.to_owned(), from, to: at });
        Ok(at)
    }

    fn done(
        self,
        path: &Path,
        mut file: Opened,
        offset: u64,
        change: Change,
        lost: Option<Vec<PathBuf>>,
        size: u64,
    ) -> Result<Look, LogFileError> {
        let mut cursor = file.cursor(offset).map_err(io_error(path, "read"))?;
        let Reader { stretches, held_back, unread, shrank, told, .. } = self;
        cursor.told = told;
        Ok(Look { cursor, change, stretches, held_back, unread, lost, shrank, size })
    }
}

/// One past the last `\n` between `from` and the end; the end itself if the last line is too long to wait for.
fn last_line_end(file: &mut Opened, from: u64) -> io::Result<u64> {
    let mut block = [0u8; 8192];
    let mut end = file.size;
    while end > from && file.size - end < LINE_WAIT {
        let start = end.saturating_sub(block.len() as u64).max(from);
        let part = &mut block[..usize::try_from(end - start).unwrap_or(0)];
        file.file.seek(SeekFrom::Start(start))?;
        if !read_whole(&mut file.file, part)? {
            // It shrank under our hands; the reading itself will notice.
            return Ok(file.size);
        }
        if let Some(i) = memchr::memrchr(b'\n', part) {
            return Ok(start + i as u64 + 1);
        }
        end = start;
    }
    Ok(if end <= from { from } else { file.size })
}

/// One past the first `\n` at or after `from`.
fn first_line_start(file: &mut Opened, from: u64, end: u64) -> io::Result<u64> {
    let mut block = [0u8; 8192];
    let mut at = from;
    file.file.seek(SeekFrom::Start(from))?;
    while at < end {
        let n = file.file.read(&mut block)?;
        if n == 0 {
            break;
        }
        if let Some(i) = memchr::memchr(b'\n', &block[..n]) {
            return Ok((at + i as u64 + 1).min(end));
        }
        at += n as u64;
    }
    Ok(end)
}

fn read_whole(file: &mut std::fs::File, part: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(part) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        done => done.map(|()| true),
    }
}

/// The first kilobytes of a log, to tell its format by.
pub fn head(path: &Path) -> Result<Vec<u8>, LogFileError> {
    let mut bytes = Vec::new();
    open_regular(path)?.file.take(8192).read_to_end(&mut bytes).map_err(io_error(path, "read"))?;
    Ok(bytes)
}

/// Opens a regular file and nothing else. A pipe is refused before it is opened, since opening it would wait for a
/// writer; and after, since it may have been put there in between.
pub(crate) fn open_regular(path: &Path) -> Result<Opened, LogFileError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => LogFileError::Missing { path: path.to_owned(), moved_to: None, source },
        io::ErrorKind::PermissionDenied => LogFileError::Denied { path: path.to_owned(), source },
        _ => LogFileError::Io { path: path.to_owned(), doing: "open", source },
    };
    refuse(path, &std::fs::metadata(path).map_err(failed)?)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(target_os = "linux")]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NONBLOCK);
    let file = options.open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    refuse(path, &meta)?;
    Ok(Opened::new(file, &meta))
}

/// `O_NONBLOCK` of Linux on the machines Oracle runs on; reading a regular file is not affected by it.
#[cfg(target_os = "linux")]
const NONBLOCK: i32 = 0o4000;

fn refuse(path: &Path, meta: &std::fs::Metadata) -> Result<(), LogFileError> {
    if meta.is_file() {
        return Ok(());
    }
    Err(LogFileError::NotRegular { path: path.to_owned(), kind: kind(meta) })
}

#[cfg(unix)]
fn kind(meta: &std::fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = meta.file_type();
    match () {
        () if kind.is_dir() => "directory",
        () if kind.is_fifo() => "pipe",
        () if kind.is_socket() => "socket",
        () => "device",
    }
}

#[cfg(not(unix))]
fn kind(meta: &std::fs::Metadata) -> &'static str {
    if meta.is_dir() { "directory" } else { "device" }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "logfile_tests.rs"]
mod tests;
