//! Files of a part × those of the version before → what the package says of each.

use std::collections::BTreeMap;

use super::fault::Why;
use super::modes::Modes;
use super::spec::{Expect, Part};
use super::tree::Tree;
use crate::model::release::{Entry, EntryKind, Expected, Image, Name};

/// What came of a part.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub entries: Vec<Entry>,
    /// Files that are as they were, and stay out.
    pub unchanged: usize,
}

/// Makes the entries of a part, in the order of their paths.
pub(super) fn entries(part: &str, spec: &Part, new: &Tree, base: Option<&Tree>, times: bool, why: &mut Vec<Why>) -> Entries {
    if base.is_none() && (spec.mirror || spec.expect == Some(Expect::Base)) {
        why.push(Why::NoBase(part.to_owned()));
    }
    let expects = base.filter(|_| spec.expect != Some(Expect::Any));
    let expect = |path: &Name| match expects.map(|base| base.get(path)) {
        None | Some(Some(Image::Dir { .. } | Image::Link { .. } | Image::Other)) => Expected::Any,
        Some(None | Some(Image::Absent)) => Expected::Absent,
        Some(Some(Image::File { sha256, .. })) => Expected::Sha256(sha256.clone()),
    };
    let was = |path: &Name| base.and_then(|base| base.get(path));
    let mut modes = Modes::new(part, spec, why);
    let mut done = Entries::default();
    let mut all: BTreeMap<Name, Entry> = BTreeMap::new();
    for (path, image) in new {
        let mut entry = Entry { path: path.clone(), kind: EntryKind::File, expect: expect(path), ..empty(path) };
        match image {
            Image::File { sha256, size, meta } => {
                let (mode, ruled) = modes.of(path, meta.mode);
                let same_mode = |before: u32| match mode {
                    None => true,
                    Some(mode) if ruled => mode == before,
                    Some(_) => meta.mode & 0o100 == before & 0o100,
                };
                if matches!(was(path), Some(Image::File { sha256: old, meta: before, .. }) if old == sha256 && same_mode(before.mode)) {
                    done.unchanged += 1;
                    continue;
                }
                entry = Entry { sha256: sha256.clone(), size: *size, mode, mtime: times.then_some(meta.mtime), ..entry };
            }
            Image::Link { to, .. } => {
                if matches!(was(path), Some(Image::Link { to: old, .. }) if old == to) {
                    done.unchanged += 1;
                    continue;
                }
                entry = Entry { kind: EntryKind::Link, link: to.clone(), ..entry };
            }
            // Folders come with what is in them.
            Image::Dir { .. } if !is_empty(new, path) || matches!(was(path), Some(Image::Dir { .. })) => continue,
            Image::Dir { .. } => entry = Entry { kind: EntryKind::Dir, expect: Expected::Any, ..entry },
            Image::Absent | Image::Other => {
                why.push(Why::NotFile(format!("files/{part}/{path}")));
                continue;
            }
        }
        all.insert(path.clone(), entry);
    }
    for pattern in modes.unused() {
        why.push(Why::NoMatch { part: part.to_owned(), pattern: pattern.to_owned() });
    }
    let mirrored = base.filter(|_| spec.mirror).into_iter().flat_map(Tree::keys).filter(|path| !new.contains_key(*path));
    let mut gone: Vec<&Name> = spec.delete.iter().chain(mirrored).collect();
    gone.sort_unstable();
    gone.dedup();
    done.entries = all.into_values().collect();
    for path in gone {
        if base.is_some_and(|base| !base.contains_key(path)) {
            why.push(Why::NotInBase { part: part.to_owned(), path: path.to_string() });
        }
        done.entries.push(Entry { kind: EntryKind::Delete, expect: expect(path), ..empty(path) });
    }
    done
}

fn empty(path: &Name) -> Entry {
    let (sha256, link) = (String::new(), String::new());
    Entry { path: path.clone(), kind: EntryKind::File, sha256, size: 0, link, mode: None, mtime: None, expect: Expected::Any }
}

/// Whether nothing is in a folder: what is in it comes right behind it, but for names like `a-b` beside `a/b`.
fn is_empty(tree: &Tree, path: &Name) -> bool {
    let inside = [path.as_bytes(), b"/"].concat();
    let first = Name::from_bytes(&[&inside[..], b"\x01"].concat()).unwrap_or_else(|_| path.clone());
    !tree.range(first..).next().is_some_and(|(next, _)| next.as_bytes().starts_with(&inside))
}
