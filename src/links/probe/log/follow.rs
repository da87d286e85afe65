//! All files of a log, from where they ended before.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use regex_automata::meta::Regex;

use super::fact::{Line, LogFact, Read};
use super::stretch::Stretch;
use crate::links::probe::since::{Mark, Since, files, fits, listed, written};
use crate::links::probe::text;
use crate::links::probe::trouble::Trouble;

/// Files that are read at a time; of those that were opened first it is least likely that they still grow.
const OPEN: usize = 32;
const PACKED: [&[u8]; 5] = [b".gz", b".zip", b".bz2", b".xz", b".zst"];

/// The state of a look that goes on.
#[derive(Debug)]
pub(in crate::links::probe) struct Follow<'s> {
    path: PathBuf,
    marks: &'s [Mark],
    judge: Judge,
    stretches: Vec<Stretch>,
    read: Read,
    /// Bytes that are read in all.
    most: u64,
    begun: bool,
}

#[derive(Debug)]
struct Judge {
    contains: Option<Regex>,
    without: Option<Regex>,
    found: Option<Line>,
    offends: Option<Line>,
}

impl Judge {
    fn line(&mut self, text: &str, told: &dyn Fn() -> Line) {
        let matches = |regex: &Option<Regex>| regex.as_ref().is_some_and(|regex| regex.is_match(text));
        if self.offends.is_none() && matches(&self.without) {
            self.offends = Some(told());
        }
        if self.found.is_none() && matches(&self.contains) {
            self.found = Some(told());
        }
    }
}

impl<'s> Follow<'s> {
    /// The error tells why nothing can be judged.
    pub(in crate::links::probe) fn new(
        path: PathBuf,
        since: &'s Since,
        contains: Option<Regex>,
        without: Option<Regex>,
        most: u64,
    ) -> Result<Self, LogFact> {
        let marks = match since {
            _ if contains.is_none() && without.is_none() => return Err(LogFact::Nothing),
            Since::Nothing => return Err(LogFact::NoSince { why: None }),
            Since::Failed { why } => return Err(LogFact::NoSince { why: Some(why.clone()) }),
            Since::Log { files } => files,
        };
        let judge = Judge { contains, without, found: None, offends: None };
        Ok(Self { path, marks, judge, stretches: Vec::new(), read: Read::default(), most, begun: false })
    }

    /// Reads on. `last`: the time is over.
    pub(in crate::links::probe) fn look(&mut self, last: bool) -> LogFact {
        if let Err(error) = self.advance(last) {
            return LogFact::Unread { why: Trouble::from(&error) };
        }
        let read = self.read.clone();
        if let Some(line) = self.judge.offends.clone() {
            return LogFact::Offends { line, read };
        }
        match (self.judge.found.clone(), self.judge.without.is_some()) {
            _ if self.stretches.is_empty() => LogFact::Unread { why: Trouble::Absent },
            (None, _) if self.judge.contains.is_some() => LogFact::Missing { read },
            (_, true) if read.over => LogFact::NotWhole { read },
            (Some(line), _) => LogFact::Found { line, read },
            (None, _) => LogFact::Clean { read },
        }
    }

    fn advance(&mut self, last: bool) -> io::Result<()> {
        let newest = files(&self.path)?.into_iter().next();
        if !self.begun && newest.is_some() {
            self.begun = true;
            self.before(newest.as_ref().map(|(path, _)| path.as_path()))?;
        }
        if let Some((path, meta)) = newest
            && self.stretches.iter().all(|stretch| stretch.id() != (meta.dev(), meta.ino()))
            && let Some(file) = there(&path)?
        {
            let from = self.start(&file)?;
            self.stretches.push(Stretch::new(&path, file, from)?);
            let many = self.stretches.len().saturating_sub(OPEN);
            self.stretches.drain(..many);
        }
        for stretch in &mut self.stretches {
            stretch.drain(&mut self.read, self.most, &mut |text, told| self.judge.line(text, told))?;
            if last {
                stretch.half(&mut |text, told| self.judge.line(text, told));
            }
        }
        Ok(())
    }

    /// Where to begin in a file: behind what was in it before, if that is still so.
    fn start(&mut self, file: &File) -> io::Result<u64> {
        let meta = file.metadata()?;
        let Some(mark) = self.marks.iter().find(|mark| mark.is(&meta)) else { return Ok(0) };
        let whole = mark.is_whole(file);
        self.read.cut |= !whole;
        Ok(if whole { mark.size } else { 0 })
    }

    /// Opens what was rotated away before this look: the file of before, and those between it and the newest.
    fn before(&mut self, newest: Option<&Path>) -> io::Result<()> {
        let (Some(old), Some(newest)) = (self.marks.first(), newest) else { return Ok(()) };
        let folder = newest.parent().unwrap_or(Path::new("."));
        if std::fs::metadata(newest).is_ok_and(|meta| old.is(&meta)) {
            return Ok(());
        }
        let mut missed = listed(folder, |_| true)?;
        missed.retain(|(path, meta)| old.is(meta) || path != newest && self.is_between(old, path, meta));
        // The newest is last.
        missed.reverse();
        self.read.lost |= !missed.iter().any(|(_, meta)| old.is(meta));
        for (path, _) in missed {
            if let Some(file) = there(&path)? {
                let from = self.start(&file)?;
                self.stretches.push(Stretch::new(&path, file, from)?);
            }
        }
        Ok(())
    }

    /// Whether it is a file of this log that was begun since: `app.log.1`, `app.log.2026-11-27`, `app-2026-11-27.1.log`, or what the pattern
    /// fits. Packed ones cannot be read, and are among what was lost.
    fn is_between(&self, old: &Mark, path: &Path, meta: &Metadata) -> bool {
        let name = |path: &Path| path.file_name().map(|name| name.as_bytes().to_vec()).unwrap_or_default();
        let (own, other) = (name(&self.path), name(path));
        let numbered = |begin: &[u8], end: &[u8]| {
            let rest = other.strip_prefix(begin).and_then(|rest| rest.strip_suffix(end));
            rest.is_some_and(|rest| matches!(rest, [b'.' | b'-' | b'_', b'0'..=b'9', ..]))
        };
        let (stem, end) = own.split_at(own.iter().rposition(|byte| *byte == b'.').unwrap_or(own.len()));
        let is_log = if own.contains(&b'*') { fits(&own, &other) } else { numbered(&own, b"") || numbered(stem, end) };
        // Where the file system does not tell when it was made, its name has to do.
        let is_new = created(meta).is_none_or(|created| created >= old.written) && written(meta) > old.written;
        is_log && is_new && !PACKED.iter().any(|end| other.ends_with(end)) && !self.marks.iter().any(|mark| mark.is(meta))
    }
}

fn created(meta: &Metadata) -> Option<(i64, i64)> {
    let since = meta.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((i64::try_from(since.as_secs()).ok()?, i64::from(since.subsec_nanos())))
}

/// Opens a file that may be gone by now.
fn there(path: &Path) -> io::Result<Option<File>> {
    match text::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
