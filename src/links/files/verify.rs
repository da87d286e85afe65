//! A folder and its manifest → what became of each file.

use std::cmp::Ordering;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::effort::Effort;
use super::hash::{Seen, Trouble};
use super::keep::Resume;
use super::make::{Desk, Finished, Job};
use super::walk::{Walk, walk};
use crate::seal::{By, Digests, Entry, Manifest, State, Turn, Verified, What};

/// What to compare, and how hard to work on it.
#[derive(Clone, Copy)]
pub struct Verify<'a> {
    /// Which digests; a file that has none of these in the manifest is compared by those it has.
    pub by: By,
    /// Whose turn it is.
    pub turn: Turn,
    /// Tell files that are not in the manifest, too.
    pub extra: bool,
    pub effort: Effort<'a>,
    pub resume: Option<Resume<'a>>,
}

/// What came of it.
#[derive(Debug)]
pub struct Checked {
    /// Every file of the manifest, and what else there is, by name. Folders that could not be read are among them.
    pub files: Vec<Verified>,
    /// Files that a stopped run of the same key had read already.
    pub resumed: u64,
    pub stopped: bool,
    /// Why what was done could not be kept for the next run.
    pub unkept: Option<ErrorKind>,
}

/// Compares. The error is that of the folder itself. All that can be told without reading (missing, size, extra) is told in every turn.
pub fn verify(dir: &Path, manifest: &Manifest, options: &Verify<'_>) -> io::Result<Checked> {
    let walk = walk(dir)?;
    let desk = Desk::new(dir, options.effort, options.resume);
    let (mut files, jobs) = compare(manifest, &walk, options);
    let judged = desk.all(jobs, |job, result| match (result, manifest.get(&job.name)) {
        (Ok(seen), Some(entry)) => judge(entry, &seen),
        // It went after the walk.
        (Err(Trouble::Unreadable(ErrorKind::NotFound)), _) => State::Missing,
        (Err(trouble), _) => trouble.state(),
        (Ok(_), None) => State::Extra,
    });
    files.extend(judged.into_iter().map(|(name, state)| Verified { name, state }));
    let Walk { others, unread, .. } = walk;
    if options.extra {
        let others = others.into_iter().filter(|(name, what)| *what != What::Dir && manifest.get(name).is_none());
        files.extend(others.map(|(name, what)| Verified { name, state: State::NotAFile(what) }));
    }
    let unread = unread.into_iter().filter(|(name, _)| manifest.get(name).is_none());
    files.extend(unread.map(|(name, kind)| Verified { name, state: State::Unreadable(kind) }));
    files.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    let Finished { resumed, stopped, unkept } = desk.finish();
    Ok(Checked { files, resumed, stopped, unkept })
}

/// What can be told without reading, and what has to be read. Both sides are sorted.
fn compare(manifest: &Manifest, walk: &Walk, options: &Verify<'_>) -> (Vec<Verified>, Vec<Job>) {
    let (mut told, mut jobs) = (Vec::new(), Vec::new());
    let (mut entries, mut files) = (manifest.entries.iter().peekable(), walk.files.iter().peekable());
    loop {
        let order = match (entries.peek(), files.peek()) {
            (Some(entry), Some((name, _))) => entry.name.cmp(name),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return (told, jobs),
        };
        let entry = if order.is_le() { entries.next() } else { None };
        let file = if order.is_ge() { files.next() } else { None };
        match (entry, file) {
            (Some(entry), Some((name, size))) => match standing(entry, *size, options.turn) {
                Some(state) => told.push(Verified { name: name.clone(), state }),
                None => jobs.push(Job { name: name.clone(), size: *size, by: usable(&entry.digests, options.by) }),
            },
            (Some(Entry { name, .. }), None) => {
                let hidden = walk.hidden(name).map(State::Unreadable);
                let state = hidden.or_else(|| walk.other(name).map(State::NotAFile)).unwrap_or(State::Missing);
                told.push(Verified { name: name.clone(), state });
            }
            (None, Some((name, _))) if options.extra => told.push(Verified { name: name.clone(), state: State::Extra }),
            (None, _) => {}
        }
    }
}

/// What is known of a file that is there; `None`: it has to be read.
fn standing(entry: &Entry, size: u64, turn: Turn) -> Option<State> {
    match entry.facts {
        Some(facts) if facts.size != size => Some(State::SizeDiffers { expected: facts.size, found: size }),
        _ => (!turn.has(&entry.name)).then_some(State::NotThisTime),
    }
}

/// The digests that are asked for and known, or else those that are known.
fn usable(known: &Digests, by: By) -> By {
    match (known.sha256.is_some(), known.blake3.is_some()) {
        (true, false) => By::Sha256,
        (false, true) => By::Blake3,
        _ => by,
    }
}

fn judge(entry: &Entry, seen: &Seen) -> State {
    if let Some(facts) = entry.facts
        && facts.size != seen.stamp.size
    {
        return State::SizeDiffers { expected: facts.size, found: seen.stamp.size };
    }
    match entry.digests.agree(&seen.digests) {
        Some(true) => State::Same,
        _ => State::Changed { expected: Box::new(entry.digests), found: Box::new(seen.digests) },
    }
}
