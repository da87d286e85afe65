//! A ZIP or a folder → its entries by their paths, each of which can be opened at any time, by several threads.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::fault::{Fault, Faults};
use super::{MANIFEST, json, key};
use crate::bundle::{self, Limits, Listing, Names, Walk, check_name};
use crate::links::root::{Kind, Root};
use crate::model::release::{Manifest, Name};

/// Where bytes come from.
#[derive(Debug)]
enum Holder {
    Folder(Root),
    Zip(Listing<File>),
}

/// Where the bytes of an entry lie.
#[derive(Debug)]
enum Spot {
    File(Name),
    Entry(usize),
}

/// A package before anything in it was believed, but the structure of its ZIP.
#[derive(Debug)]
pub(super) struct Source {
    holder: Holder,
    /// By paths in NFC.
    spots: BTreeMap<String, Spot>,
    /// Folders that it names, by paths that end in `/`.
    pub(super) folders: BTreeSet<String>,
}

impl Source {
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.spots.keys().map(String::as_str)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.spots.contains_key(&key(path))
    }

    /// Streams an entry. What comes is proved only by who reads it to its end.
    pub(super) fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        match (&self.holder, self.spots.get(&key(path)).ok_or(io::ErrorKind::NotFound)?) {
            (Holder::Folder(root), Spot::File(name)) => {
                let file = root.read(name)?;
                // Something else may have taken its place.
                if file.metadata()?.is_file() { Ok(Box::new(file)) } else { Err(io::ErrorKind::InvalidData.into()) }
            }
            (Holder::Zip(listing), Spot::Entry(index)) => Ok(Box::new(listing.read(*index, None)?)),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// All of an entry of at most so many bytes; `None`: it has more.
    pub(super) fn bytes(&self, path: &str, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }
}

/// Opens a package, and reads its manifest, whose names may tell what the others mean.
pub(super) fn open(path: &Path, limits: Limits, most: u64, faults: &mut Faults) -> Option<(Source, Vec<u8>, Manifest)> {
    let at = |cause| Fault::Io { path: String::new(), cause };
    let opened = match std::fs::metadata(path) {
        Err(cause) => Err(at(cause)),
        Ok(found) if found.is_dir() => Root::open(path).map_err(at).map(|root| folder(root, limits, faults)),
        // A pipe would be waited for.
        Ok(found) if !found.is_file() => Err(Fault::NotFile(String::new())),
        Ok(_) => return zip(path, limits, most, faults),
    };
    let source = opened.map_err(|fault| faults.add(fault)).ok()?;
    if !source.has(MANIFEST) {
        faults.add(Fault::NoManifest);
        return None;
    }
    let bytes = source.bytes(MANIFEST, most).map_err(|cause| faults.add(Fault::Io { path: MANIFEST.into(), cause })).ok()?;
    let Some(bytes) = bytes else {
        faults.add(Fault::Large { path: MANIFEST.into(), most });
        return None;
    };
    let manifest = json::read(&bytes).map_err(|fault| faults.add(fault)).ok()?;
    Some((source, bytes, manifest))
}

fn zip(path: &Path, limits: Limits, most: u64, faults: &mut Faults) -> Option<(Source, Vec<u8>, Manifest)> {
    let walked = || -> Result<_, Fault> {
        let file = File::open(path).map_err(|cause| Fault::Io { path: String::new(), cause })?;
        let scan = Walk { limits, allow_weak: false }.scan(file).map_err(Fault::Zip)?;
        let bytes = scan.content(MANIFEST.as_bytes(), None, most).map_err(|cause| match cause.kind() {
            io::ErrorKind::FileTooLarge => Fault::Large { path: MANIFEST.into(), most },
            _ => Fault::Io { path: MANIFEST.into(), cause },
        });
        // What is wrong with the archive is told first: it explains the rest.
        let manifest = bytes.and_then(|bytes| match bytes {
            Some(bytes) => Ok((json::read(&bytes)?, bytes)),
            None => Err(Fault::NoManifest),
        });
        let listed: Vec<String> = manifest.iter().flat_map(|(manifest, _)| manifest.files().into_keys()).collect();
        let names = if manifest.is_ok() { Names::Listed(&listed) } else { Names::Guess };
        let listing = scan.named(&names).map_err(Fault::Zip)?;
        let (manifest, bytes) = manifest?;
        Ok((listing, bytes, manifest))
    };
    let (listing, bytes, manifest) = walked().map_err(|fault| faults.add(fault)).ok()?;
    let hidden: u64 = listing.warnings().iter().map(|warning| warning.bytes()).sum();
    if hidden > 0 {
        faults.add(Fault::Hidden { bytes: hidden });
    }
    let (mut spots, mut folders) = (BTreeMap::new(), BTreeSet::new());
    for (index, entry) in listing.entries().iter().enumerate() {
        if entry.folder {
            folders.insert(entry.name.clone());
        } else {
            spots.insert(entry.name.clone(), Spot::Entry(index));
        }
    }
    Some((Source { holder: Holder::Zip(listing), spots, folders }, bytes, manifest))
}

/// Walks a folder from its root, never through a link.
fn folder(root: Root, limits: Limits, faults: &mut Faults) -> Source {
    let (mut spots, mut folders) = (BTreeMap::<String, Spot>::new(), BTreeSet::new());
    let mut open: Vec<Option<Name>> = vec![None];
    while let Some(here) = open.pop() {
        let before = here.as_ref().map(|name| [name.as_bytes(), b"/"].concat()).unwrap_or_default();
        let shown = |bytes: &[u8]| crate::model::release::shown(bytes);
        let listed = match root.list(here.as_ref()) {
            Ok(listed) => listed,
            Err(cause) => {
                faults.add(Fault::Io { path: shown(&before), cause });
                continue;
            }
        };
        for (last, kind) in listed {
            let bytes = [&before[..], &last].concat();
            let Ok(path) = std::str::from_utf8(&bytes).map(key) else {
                faults.add(Fault::Name { path: shown(&bytes), why: bundle::BadName::Control(char::REPLACEMENT_CHARACTER) });
                continue;
            };
            let name = match (check_name(&path, limits.depth), Name::from_bytes(&bytes)) {
                (Ok(()), Ok(name)) => name,
                (Err(why), _) => {
                    faults.add(Fault::Name { path: shown(&bytes), why });
                    continue;
                }
                (_, Err(why)) => {
                    faults.add(Fault::Path { path: shown(&bytes), why });
                    continue;
                }
            };
            if (spots.len() + folders.len()) as u64 >= limits.entries {
                faults.add(Fault::Large { path: String::new(), most: limits.entries });
                return Source { holder: Holder::Folder(root), spots, folders };
            }
            match kind {
                Kind::Dir => {
                    folders.insert(path + "/");
                    open.push(Some(name));
                }
                Kind::File => {
                    if spots.insert(path.clone(), Spot::File(name)).is_some() {
                        faults.add(Fault::Twice { path: path.clone(), other: path });
                    }
                }
                Kind::Link | Kind::Other => faults.add(Fault::NotFile(path)),
            }
        }
    }
    Source { holder: Holder::Folder(root), spots, folders }
}
