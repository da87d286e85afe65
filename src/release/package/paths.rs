//! Paths of a part that cannot be together, on this system or another.

use std::collections::BTreeMap;

use super::fault::{Fault, Faults};
use super::key;
use crate::bundle::{Taken, Why, check_name};
use crate::model::release::{Entry, EntryKind, Name, bytes};

/// Looks at the paths of one part. `depth` is how many parts a path in the package may have.
pub(super) fn look(part: &str, entries: &[Entry], depth: usize, faults: &mut Faults) {
    let place = |entry: &Entry| format!("files/{part}/{}", entry.path);
    let other = |with: usize| entries.get(with).map(place).unwrap_or_default();
    let mut taken = Taken::default();
    let mut kinds: BTreeMap<&Name, EntryKind> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let path = place(entry);
        // What only goes away need not be what could be brought: it may be there under a name of another time.
        if entry.kind != EntryKind::Delete {
            let name = key(&if entry.kind == EntryKind::Dir { format!("{path}/") } else { path.clone() });
            if let Err(why) = check_name(&name, depth) {
                faults.add(Fault::Name { path: path.clone(), why });
                continue;
            }
            match taken.take(&name, at) {
                Err(Why::Duplicate { with }) => faults.add(Fault::Twice { path: path.clone(), other: other(with) }),
                Err(Why::FileAndFolder { with }) => faults.add(Fault::Below { path: path.clone(), other: other(with) }),
                Ok(()) | Err(_) => {}
            }
            if entry.kind == EntryKind::Link && leaves(&entry.path, &entry.link) {
                faults.add(Fault::LinkOut { path: path.clone(), to: entry.link.clone() });
            }
        }
        let before = kinds.insert(&entry.path, entry.kind);
        if before.is_some_and(|kind| kind == EntryKind::Delete || entry.kind == EntryKind::Delete) {
            faults.add(Fault::Twice { path: path.clone(), other: path });
        }
    }
    for entry in entries {
        let mut folder = entry.path.parent();
        while let Some(above) = folder {
            let clash = match (kinds.get(&above), entry.kind) {
                (Some(EntryKind::File | EntryKind::Link), EntryKind::Delete) => true,
                (Some(EntryKind::Delete), kind) => kind != EntryKind::Delete,
                _ => false,
            };
            if clash {
                faults.add(Fault::Below { path: place(entry), other: format!("files/{part}/{above}") });
            }
            folder = above.parent();
        }
    }
}

/// Whether a link points to where its root is not.
fn leaves(path: &Name, to: &str) -> bool {
    let to = bytes(to);
    if to.is_empty() || to.first() == Some(&b'/') || to.contains(&0) {
        return true;
    }
    let mut depth = path.depth();
    for part in to.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return true,
            },
            _ => depth += 1,
        }
    }
    false
}
