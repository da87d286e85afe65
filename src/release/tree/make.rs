//! What a package brings × what stands there → what is to be done.

use std::collections::BTreeSet;
use std::io::{self, Read};

use super::state::Site;
use crate::links::root::{Attributes, Xattrs};
use crate::model::release::{Action, Entry, EntryKind, Expected, Image, Name, Plan, Step, Times};
use crate::release::each::each;
use crate::release::fault::{Drift, Fault, Result};

/// A file to be put in place: its bytes, and what it has besides those that the plan names.
pub struct Content<'a> {
    pub bytes: Box<dyn Read + 'a>,
    pub xattrs: Xattrs,
}

/// Where files come from.
pub trait Payload {
    fn open(&self, step: usize, path: &Name) -> io::Result<Content<'_>>;

    /// They come in the order of the steps, one after the other, and not otherwise.
    fn in_order(&self) -> bool {
        false
    }
}

/// Tells what stands at a path.
pub(in crate::release) type Look<'l> = &'l mut dyn FnMut(&Name) -> Result<Image>;

/// What the entries of a release come to; paths that are already as they are to be are not in it. Reads the target and changes nothing.
pub fn plan(site: &Site, entries: &[Entry], release: &str, digest: &str) -> Result<Plan> {
    let entries = in_order(entries);
    let found = each(&entries, |_, entry| look(site, &entry.path))?;
    let steps = steps(entries, found, &mut |path| look(site, path))?;
    Ok(plan_of(&site.name, steps, release, digest))
}

/// Folders before what is in them; what goes away the other way round, and after what comes.
pub(in crate::release) fn in_order(entries: &[Entry]) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let (gone, come): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.kind == EntryKind::Delete);
    come.into_iter().chain(gone.into_iter().rev()).collect()
}

/// What has to be done where these were found; `look` looks at folders that they lie in.
pub(in crate::release) fn steps(entries: Vec<&Entry>, found: Vec<Image>, look: Look<'_>) -> Result<Vec<Step>> {
    let mut drift = Vec::new();
    let mut steps = Vec::new();
    for (entry, pre) in entries.into_iter().zip(found) {
        match &entry.expect {
            Expected::Any => {}
            Expected::Absent if pre == Image::Absent => {}
            Expected::Sha256(wanted) if matches!(&pre, Image::File { sha256, .. } if sha256 == wanted) => {}
            // A package that was put there already is no drift.
            _ if is_done(entry, &pre) => {}
            _ => {
                drift.push(Drift { path: entry.path.clone(), expected: None, found: pre });
                continue;
            }
        }
        if is_done(entry, &pre) {
            continue;
        }
        if pre == Image::Absent {
            folders(&entry.path, &mut steps, look)?;
        }
        match action(entry, &pre) {
            Some(action) => steps.push(Step { path: entry.path.clone(), action, pre }),
            None => drift.push(Drift { path: entry.path.clone(), expected: None, found: pre }),
        }
    }
    if drift.is_empty() { Ok(steps) } else { Err(Fault::Drift(drift)) }
}

pub(in crate::release) fn plan_of(target: &str, steps: Vec<Step>, release: &str, digest: &str) -> Plan {
    Plan {
        format: "opsctl-release-plan".into(),
        version: 1,
        release: release.to_owned(),
        digest: digest.to_owned(),
        target: target.to_owned(),
        steps,
        times: Vec::new(),
        leave: Vec::new(),
    }
}

/// The folders that a path lies in and that are not there.
fn folders(path: &Name, steps: &mut Vec<Step>, look: Look<'_>) -> Result<()> {
    let mut missing = Vec::new();
    let mut next = path.parent();
    while let Some(folder) = next {
        if steps.iter().rev().any(|step| step.path == folder) || look(&folder)? != Image::Absent {
            break;
        }
        next = folder.parent();
        missing.push(folder);
    }
    let made = |path| Step { path, action: Action::MakeDir { mode: 0o755, uid: None, gid: None }, pre: Image::Absent };
    steps.extend(missing.into_iter().rev().map(made));
    Ok(())
}

pub(super) fn look(site: &Site, path: &Name) -> Result<Image> {
    site.root.look(path).map_err(|cause| Fault::Io { path: site.root.path().join(path.as_path()), cause: cause.into() })
}

fn is_done(entry: &Entry, pre: &Image) -> bool {
    match (entry.kind, pre) {
        (EntryKind::Delete, Image::Absent) | (EntryKind::Dir, Image::Dir { .. }) => true,
        (EntryKind::Link, Image::Link { to, .. }) => *to == entry.link,
        (EntryKind::File, Image::File { sha256, meta, .. }) => {
            *sha256 == entry.sha256
                && entry.mode.is_none_or(|mode| mode == meta.mode)
                && entry.mtime.is_none_or(|mtime| mtime == meta.mtime)
        }
        _ => false,
    }
}

/// `None` where what stands there must not be replaced: a folder by a file, a device by anything.
fn action(entry: &Entry, pre: &Image) -> Option<Action> {
    match (entry.kind, pre) {
        (_, Image::Other) => None,
        (EntryKind::Delete, Image::Dir { .. }) => Some(Action::RemoveDir),
        (EntryKind::Delete, _) => Some(Action::Remove),
        (EntryKind::Dir, Image::Absent) => Some(Action::MakeDir { mode: entry.mode.unwrap_or(0o755), uid: None, gid: None }),
        (EntryKind::Dir, _) | (EntryKind::File | EntryKind::Link, Image::Dir { .. }) => None,
        (EntryKind::Link, _) => Some(Action::PutLink { to: entry.link.clone(), uid: None, gid: None, mtime: None }),
        (EntryKind::File, _) => {
            let before = match pre {
                Image::File { meta, .. } => Some(meta),
                _ => None,
            };
            Some(Action::Put {
                sha256: entry.sha256.clone(),
                size: entry.size,
                mode: entry.mode.or_else(|| before.map(|meta| meta.mode)).unwrap_or(0o644),
                uid: before.map(|meta| meta.uid),
                gid: before.map(|meta| meta.gid),
                mtime: entry.mtime,
            })
        }
    }
}

/// The times of the folders that are there now and whose entries change.
pub(super) fn times(site: &Site, steps: &[Step]) -> Result<Vec<Times>> {
    let time = |folder: Option<&Name>| {
        let place = || site.root.path().join(folder.map_or("".as_ref(), |name| name.as_path()));
        site.root.time(folder).map_err(|cause| Fault::Io { path: place(), cause: cause.into() })
    };
    folders_of(steps).into_iter().map(|folder| Ok(Times { path: written(folder.as_ref()), mtime: time(folder.as_ref())? })).collect()
}

/// A folder as [`Times`] has it.
pub(in crate::release) fn written(folder: Option<&Name>) -> String {
    folder.map(ToString::to_string).unwrap_or_default()
}

/// The folders that are there now and whose entries change; `None` is the root.
pub(in crate::release) fn folders_of(steps: &[Step]) -> Vec<Option<Name>> {
    let made: BTreeSet<&Name> = steps.iter().filter(|step| step.pre == Image::Absent).map(|step| &step.path).collect();
    let parents: BTreeSet<Option<Name>> = steps.iter().map(|step| step.path.parent()).collect();
    parents.into_iter().filter(|folder| folder.as_ref().is_none_or(|folder| !made.contains(folder))).collect()
}

/// What a new file is given.
pub(super) fn attributes(action: &Action) -> Attributes {
    match action {
        Action::Put { mode, uid, gid, mtime, .. } => Attributes { mode: *mode, uid: *uid, gid: *gid, mtime: *mtime, xattrs: Vec::new() },
        Action::PutLink { uid, gid, mtime, .. } => Attributes { mode: 0o777, uid: *uid, gid: *gid, mtime: *mtime, xattrs: Vec::new() },
        Action::MakeDir { mode, uid, gid } => Attributes { mode: *mode, uid: *uid, gid: *gid, ..Attributes::default() },
        Action::Remove | Action::RemoveDir => Attributes::default(),
    }
}
