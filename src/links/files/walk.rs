//! A folder → what is in it, sorted by name. Links are told, not followed, so no loop of them has an end to find.

use std::io::{self, ErrorKind};
use std::path::Path;

use walkdir::WalkDir;

use crate::seal::{Name, OWN, What};

/// What is below a folder, except our own files directly in it.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// With their sizes.
    pub files: Vec<(Name, u64)>,
    pub others: Vec<(Name, What)>,
    /// Folders that could not be read, and entries that could not be looked at.
    pub unread: Vec<(Name, ErrorKind)>,
}

impl Walk {
    /// Why what should be at `name` could not be seen.
    pub(super) fn hidden(&self, name: &Name) -> Option<ErrorKind> {
        let bytes = name.bytes();
        let folders = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').filter_map(|(at, _)| bytes.get(..at));
        folders.chain([bytes]).find_map(|path| {
            let at = self.unread.binary_search_by(|(unread, _)| unread.bytes().cmp(path)).ok()?;
            self.unread.get(at).map(|(_, kind)| *kind)
        })
    }

    /// What stands at `name` instead of a file.
    pub(super) fn other(&self, name: &Name) -> Option<What> {
        self.others.binary_search_by(|(other, _)| other.cmp(name)).ok().and_then(|at| self.others.get(at)).map(|(_, what)| *what)
    }
}

/// Walks. The error is that of the folder itself; one that is a link is entered, as somebody named it.
pub(super) fn walk(dir: &Path) -> io::Result<Walk> {
    let mut walk = Walk::default();
    let nameless = || io::Error::from(ErrorKind::InvalidFilename);
    for entry in WalkDir::new(dir).min_depth(1).follow_links(false) {
        match entry {
            Ok(entry) => {
                let path = entry.path().strip_prefix(dir).unwrap_or_else(|_| entry.path());
                let name = Name::of_path(path).ok_or_else(nameless)?;
                let kind = entry.file_type();
                if kind.is_file() {
                    if entry.depth() == 1 && OWN.iter().any(|own| own.as_bytes() == name.bytes()) {
                        continue;
                    }
                    match entry.metadata() {
                        Ok(meta) => walk.files.push((name, meta.len())),
                        // Gone since the folder was read: it is not there.
                        Err(error) if error.io_error().is_some_and(|e| e.kind() == ErrorKind::NotFound) => {}
                        Err(error) => walk.unread.push((name, kind_of(&error))),
                    }
                } else {
                    walk.others.push((
                        name,
                        if kind.is_symlink() {
                            What::Link
                        } else if kind.is_dir() {
                            What::Dir
                        } else {
                            What::Special
                        },
                    ));
                }
            }
            Err(error) => match error.path().and_then(|path| path.strip_prefix(dir).ok()).filter(|path| path.as_os_str() != "") {
                Some(path) => walk.unread.push((Name::of_path(path).ok_or_else(nameless)?, kind_of(&error))),
                None => return Err(error.into()),
            },
        }
    }
    walk.files.sort_unstable();
    walk.others.sort_unstable();
    walk.unread.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Ok(walk)
}

fn kind_of(error: &walkdir::Error) -> ErrorKind {
    error.io_error().map_or(ErrorKind::Other, io::Error::kind)
}
