//! A file → a package that was proved: every byte of it is what its manifest says.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bundle::{Encoding, Limits, Listing, Names, Refused, Walk, Warning};
use crate::model::digest::Digesting;
use crate::model::sha256;
use crate::store::{Blobs, Incoming, Packing};
use crate::ticket::package::{History, Manifest, ManifestFault, Part, read_history};

/// The name of the entry that comes first.
const MANIFEST: &str = "manifest.json";
/// The largest manifest that is read.
const MOST_MANIFEST: u64 = 256 << 20;
/// From so many on, small files are kept in a pack.
const MANY: usize = 100;
/// The largest of them.
const SMALL: u64 = 1 << 20;
/// The largest history of a ticket.
const MOST_HISTORY: u64 = 64 << 20;

/// How a package is to be read.
pub struct Given<'a> {
    pub limits: Limits,
    pub password: Option<&'a [u8]>,
    pub encoding: Option<Encoding>,
    /// ZipCrypto is read, too.
    pub weak: bool,
    pub threads: NonZeroUsize,
    /// Files are kept there; without it they are only read and held to their digests.
    pub keep: Option<&'a Blobs>,
}

/// A package whose bytes are what its manifest says.
#[derive(Debug)]
pub struct Opened {
    pub manifest: Manifest,
    /// The bytes of the manifest.
    pub bytes: Vec<u8>,
    /// What it is known by.
    pub digest: String,
    /// The history of each ticket, in the order of the manifest.
    pub histories: Vec<History>,
    /// Files that are ready to be kept.
    pub files: Vec<Incoming>,
    /// The small ones, where they are many.
    pub pack: Option<Packing>,
    pub warnings: Vec<Warning>,
}

/// Why a file is no package that can be taken in.
#[derive(Debug)]
pub enum Fault {
    /// It is no ZIP, or one that nobody should unpack.
    Zip(Refused),
    /// There is no manifest: it may be a package of another platform.
    NoManifest,
    Manifest(ManifestFault),
    /// The manifest names it, and it is not there.
    Missing(String),
    /// It is there, and the manifest does not name it.
    Extra(String),
    /// It could not be read: damaged, or another password.
    Entry {
        name: String,
        error: io::Error,
    },
    /// Its size or digest is another one.
    Differs {
        name: String,
    },
    /// A line of a history.
    History {
        name: String,
        line: usize,
        why: String,
    },
}

/// Reads all of a package. Every fault is told, up to a few.
pub fn open(file: File, given: &Given<'_>) -> Result<Opened, Vec<Fault>> {
    let walk = Walk { limits: given.limits, allow_weak: given.weak };
    let scan = walk.scan(file).map_err(|refused| vec![Fault::Zip(refused)])?;
    let entry = |error| vec![Fault::Entry { name: MANIFEST.into(), error }];
    let found = scan.content(MANIFEST.as_bytes(), given.password, MOST_MANIFEST).map_err(entry)?;
    let manifest = found.as_deref().map(Manifest::read);
    let (names, listed);
    let names = match (given.encoding, &manifest) {
        (Some(encoding), _) => Names::As(encoding),
        (None, Some(Ok(manifest))) => {
            listed = manifest.files.iter().map(|part| part.path.clone()).chain([MANIFEST.to_owned()]).collect::<Vec<_>>();
            names = listed;
            Names::Listed(&names)
        }
        (None, _) => Names::Guess,
    };
    let listing = scan.named(&names).map_err(|refused| vec![Fault::Zip(refused)])?;
    let (manifest, bytes) = match (manifest, found) {
        (Some(Ok(manifest)), Some(bytes)) => (manifest, bytes),
        (Some(Err(fault)), _) => return Err(vec![Fault::Manifest(fault)]),
        _ => return Err(vec![Fault::NoManifest]),
    };
    let indexes = places(&listing, &manifest)?;
    let small = manifest.files.iter().filter(|part| part.size <= SMALL && is_file(part)).count();
    let pack = given.keep.filter(|_| small >= MANY).map(Blobs::pack).transpose();
    let pack = pack.map_err(|error| vec![Fault::Entry { name: "attachments".into(), error }])?;
    let (histories, files) = contents(&listing, &manifest, &indexes, given, pack.as_ref())?;
    Ok(Opened { digest: sha256(&bytes), bytes, histories, files, pack, warnings: listing.warnings().to_vec(), manifest })
}

/// Where each part of the manifest is in the archive; both have to have the same.
fn places<S: crate::bundle::ReadAt>(listing: &Listing<S>, manifest: &Manifest) -> Result<Vec<usize>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut by_name: std::collections::HashMap<&str, usize> = listing
        .entries()
        .iter()
        .enumerate()
        .filter(|(_, entry)| !entry.folder)
        .map(|(index, entry)| (entry.name.as_str(), index))
        .collect();
    by_name.remove(MANIFEST);
    let mut indexes = Vec::with_capacity(manifest.files.len());
    for part in &manifest.files {
        match by_name.remove(part.path.as_str()) {
            Some(index) => indexes.push(index),
            None => faults.push(Fault::Missing(part.path.clone())),
        }
    }
    let mut extra: Vec<&str> = by_name.into_keys().collect();
    extra.sort_unstable();
    faults.extend(extra.into_iter().map(|name| Fault::Extra(name.to_owned())));
    if faults.is_empty() { Ok(indexes) } else { Err(faults) }
}

/// Room for an entry, as far as a manifest is believed.
fn room(part: &Part) -> Vec<u8> {
    Vec::with_capacity(usize::try_from(part.size.min(SMALL)).unwrap_or(0) + 1)
}

/// A file of a ticket, not what is written of it.
fn is_file(part: &Part) -> bool {
    part.path.contains("/att/")
}

/// What an entry came to.
enum Got {
    History(usize, History),
    File(Incoming),
    Read,
}

/// Reads every entry, by several threads.
fn contents<S: crate::bundle::ReadAt + Sync>(
    listing: &Listing<S>,
    manifest: &Manifest,
    indexes: &[usize],
    given: &Given<'_>,
    pack: Option<&Packing>,
) -> Result<(Vec<History>, Vec<Incoming>), Vec<Fault>> {
    let order: std::collections::HashMap<String, usize> =
        manifest.tickets.iter().enumerate().map(|(at, ticket)| (format!("tickets/{}/history.jsonl", ticket.no), at)).collect();
    let next = AtomicUsize::new(0);
    let results: Mutex<(Vec<Got>, Vec<Fault>)> = Mutex::default();
    let work = || {
        let (mut got, mut faults) = (Vec::new(), Vec::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(part), Some(index)) = (manifest.files.get(at), indexes.get(at)) else { break };
            match one(listing, *index, part, order.get(&part.path).copied(), given, pack) {
                Ok(one) => got.push(one),
                Err(fault) => faults.push(fault),
            }
        }
        if let Ok(mut results) = results.lock() {
            results.0.append(&mut got);
            results.1.append(&mut faults);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..given.threads.get() {
            scope.spawn(work);
        }
        work();
    });
    let (got, mut faults) = results.into_inner().unwrap_or_default();
    let mut histories: Vec<Option<History>> = vec![None; manifest.tickets.len()];
    let mut files = Vec::new();
    for one in got {
        match one {
            Got::History(at, history) => {
                if let Some(place) = histories.get_mut(at) {
                    *place = Some(history);
                }
            }
            Got::File(file) => files.push(file),
            Got::Read => {}
        }
    }
    for (ticket, history) in manifest.tickets.iter().zip(&histories) {
        let name = format!("tickets/{}/history.jsonl", ticket.no);
        // One that could not be read was told already.
        if history.is_none() && !manifest.files.iter().any(|part| part.path == name) {
            faults.push(Fault::Missing(name));
        }
    }
    if faults.is_empty() { Ok((histories.into_iter().flatten().collect(), files)) } else { Err(faults) }
}

fn one<S: crate::bundle::ReadAt>(
    listing: &Listing<S>,
    index: usize,
    part: &Part,
    history: Option<usize>,
    given: &Given<'_>,
    pack: Option<&Packing>,
) -> Result<Got, Fault> {
    let name = part.path.clone();
    let entry = |error| Fault::Entry { name: part.path.clone(), error };
    let mut content = listing.read(index, given.password).map_err(entry)?;
    let same = |size: u64, sha256: &str| {
        if size == part.size && sha256 == part.sha256 { Ok(()) } else { Err(Fault::Differs { name: name.clone() }) }
    };
    if let Some(at) = history {
        let mut bytes = room(part);
        content.take(MOST_HISTORY + 1).read_to_end(&mut bytes).map_err(entry)?;
        same(bytes.len() as u64, &sha256(&bytes))?;
        let events = read_history(&bytes).map_err(|(line, why)| Fault::History { name: part.path.clone(), line, why })?;
        return Ok(Got::History(at, events));
    }
    if let Some(blobs) = given.keep.filter(|blobs| is_file(part) && !blobs.has(&part.sha256)) {
        if let Some(pack) = pack.filter(|_| part.size <= SMALL) {
            let mut bytes = room(part);
            content.take(part.size + 1).read_to_end(&mut bytes).map_err(entry)?;
            same(bytes.len() as u64, &sha256(&bytes))?;
            pack.add(&part.sha256, &bytes).map_err(entry)?;
            return Ok(Got::Read);
        }
        let incoming = blobs.take(content).map_err(entry)?;
        same(incoming.size, &incoming.sha256)?;
        return Ok(Got::File(incoming));
    }
    let mut into = Digesting::new(io::sink());
    io::copy(&mut content, &mut into).map_err(entry)?;
    let (_, size, digest) = into.finish();
    same(size, &digest)?;
    Ok(Got::Read)
}
