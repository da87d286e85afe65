//! What a package brings × what stands there → what is to be done.

use std::collections::btree_map::Entry as Room;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use super::state::Site;
use crate::links::root::{Attributes, Xattrs};
use crate::model::release::{Action, Entry, EntryKind, Expected, Image, Mtime, Name, Plan, Step, Times};
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

/// What the entries of a release come to; paths that are already as they are to be are not in it. Reads the target and changes nothing.
pub fn plan(site: &Site, entries: &[Entry], release: &str, digest: &str) -> Result<Plan> {
    let mut drift = Vec::new();
    let mut steps = Vec::new();
    // Folders before what is in them; what goes away the other way round, and after what comes.
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let (gone, come): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.kind == EntryKind::Delete);
    let entries: Vec<&Entry> = come.into_iter().chain(gone.into_iter().rev()).collect();
    let found = each(&entries, |_, entry| look(site, &entry.path))?;
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
            folders(site, &entry.path, &mut steps)?;
        }
        match action(entry, &pre) {
            Some(action) => steps.push(Step { path: entry.path.clone(), action, pre }),
            None => drift.push(Drift { path: entry.path.clone(), expected: None, found: pre }),
        }
    }
    if !drift.is_empty() {
        return Err(Fault::Drift(drift));
    }
    Ok(Plan {
        format: "opsctl-release-plan".into(),
        version: 1,
        release: release.to_owned(),
        digest: digest.to_owned(),
        target: site.name.clone(),
        steps,
        times: Vec::new(),
        leave: Vec::new(),
    })
}

/// The folders that a path lies in and that are not there.
fn folders(site: &Site, path: &Name, steps: &mut Vec<Step>) -> Result<()> {
    let mut missing = Vec::new();
    let mut next = path.parent();
    while let Some(folder) = next {
        if steps.iter().rev().any(|step| step.path == folder) || look(site, &folder)? != Image::Absent {
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
    let made: BTreeSet<&Name> = steps.iter().filter(|step| step.pre == Image::Absent).map(|step| &step.path).collect();
    let mut all: BTreeMap<String, Mtime> = BTreeMap::new();
    for step in steps {
        let folder = step.path.parent();
        if folder.as_ref().is_some_and(|folder| made.contains(folder)) {
            continue;
        }
        let key = folder.as_ref().map(ToString::to_string).unwrap_or_default();
        if let Room::Vacant(room) = all.entry(key) {
            let place = || site.root.path().join(folder.as_ref().map_or("".as_ref(), |name| name.as_path()));
            room.insert(site.root.time(folder.as_ref()).map_err(|cause| Fault::Io { path: place(), cause: cause.into() })?);
        }
    }
    Ok(all.into_iter().map(|(path, mtime)| Times { path, mtime }).collect())
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
