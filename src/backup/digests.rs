//! Files of a set → whether each is still the one it was: by the manifest that lies beside it, else by what was seen first.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufReader, Read};

use jiff::Timestamp;
use jiff::civil::Date;

use super::dumpfile::Forward;
use crate::links::files::Effort;
use crate::links::folder::{Entry, Folder};
use crate::model::backup::KeptFile;
use crate::seal::minisign::{self, Prehash, PublicKey};
use crate::seal::{self, Cycle, Manifest, Name, OWN, SHA256SUMS, Sums, Turn};

const BLOCK: usize = 1 << 20;

/// What became of a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Same,
    Changed,
    /// Nothing was known before: from now on this is what it must be.
    FirstSight,
    /// On the manifest, and not there.
    Missing,
    /// There, and not on the manifest.
    Extra,
    /// Written to while it was read.
    Moving,
    /// Another night's turn.
    NotThisTime,
    Unread,
}

impl Standing {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::FirstSight => "first-sight",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Moving => "moving",
            Self::NotThisTime => "not-this-time",
            Self::Unread => "unread",
        }
    }
}

/// One file.
#[derive(Debug, Clone)]
pub struct Digest {
    pub path: Vec<u8>,
    pub size: u64,
    pub mtime: Option<Timestamp>,
    pub standing: Standing,
    pub expected: String,
    pub found: String,
    pub from_manifest: bool,
    /// Why it could not be read.
    pub why: String,
    /// When it was first seen with this digest.
    pub first_seen: Timestamp,
    /// When it was last read.
    pub checked_at: Timestamp,
}

/// What digests are compared with.
pub(super) struct Against<'a> {
    pub known: &'a [KeptFile],
    pub nights: u32,
    /// Files that each backup writes anew under the same name.
    pub undated: &'a HashSet<&'a [u8]>,
    pub accepted: &'a [String],
    pub today: Date,
    pub now: Timestamp,
    pub effort: Effort<'a>,
}

/// The manifest of a folder, whichever kind; `None` where there is none, an error where it cannot be believed.
pub(super) fn manifest(folder: &dyn Folder, entries: &[Entry]) -> Option<Result<Manifest, String>> {
    let there = |name: &str| entries.iter().any(|entry| entry.path == name.as_bytes());
    let open = |name: &str| folder.open(name.as_bytes()).map_err(|e| format!("{name}: {e}"));
    if there(seal::MANIFEST) {
        return Some(open(seal::MANIFEST).and_then(|bytes| {
            let input = BufReader::with_capacity(BLOCK, Forward::new(bytes.as_ref()));
            Manifest::read(input).map_err(|fault| format!("{}: {fault}", seal::MANIFEST))
        }));
    }
    there(SHA256SUMS).then(|| {
        open(SHA256SUMS).and_then(|bytes| {
            let input = BufReader::with_capacity(BLOCK, Forward::new(bytes.as_ref()));
            Manifest::from_sums(input, Sums::Sha256).map_err(|fault| format!("{SHA256SUMS}: {fault}"))
        })
    })
}

/// Whether a trusted key signed the manifest; `None` where there is no signature.
pub(super) fn signature(folder: &dyn Folder, entries: &[Entry], trusted: &[PublicKey]) -> Option<Result<String, String>> {
    entries.iter().find(|entry| entry.path == seal::MINISIG.as_bytes())?;
    let read = |name: &str, most: u64| -> io::Result<Vec<u8>> {
        let bytes = folder.open(name.as_bytes())?;
        let mut all = Vec::new();
        Forward::new(bytes.as_ref()).take(most).read_to_end(&mut all)?;
        Ok(all)
    };
    let proved = || {
        let signature = read(seal::MINISIG, 16 << 10).map_err(|e| e.to_string())?;
        let bytes = folder.open(seal::MANIFEST.as_bytes()).map_err(|e| e.to_string())?;
        let (mut hash, mut block, mut input) = (Prehash::default(), vec![0; BLOCK], Forward::new(bytes.as_ref()));
        loop {
            match input.read(&mut block).map_err(|e| e.to_string())? {
                0 => break,
                read => hash.update(block.get(..read).unwrap_or_default()),
            }
        }
        let signed = minisign::verify(hash, &String::from_utf8_lossy(&signature), trusted).map_err(|e| e.to_string())?;
        Ok(signed.by.to_string())
    };
    Some(proved())
}

/// Compares the files of a set. Those of `newest` are read whatever their turn is, and what has no digest yet gets one.
pub(super) fn digests(
    folder: &dyn Folder,
    files: &[&Entry],
    newest: &HashSet<&[u8]>,
    manifest: Option<&Manifest>,
    against: &Against<'_>,
) -> Vec<Digest> {
    let known: BTreeMap<&[u8], &KeptFile> = against.known.iter().filter(|k| k.place.is_empty()).map(|k| (k.path.as_slice(), k)).collect();
    let turn = Cycle::Days(against.nights.max(1)).on(against.today);
    let own = |entry: &&&Entry| OWN.iter().any(|own| entry.path == own.as_bytes());
    let files: Vec<&Entry> = files.iter().filter(|entry| !own(entry)).copied().collect();
    let (mut done, due): (Vec<Digest>, Vec<bool>) = files
        .iter()
        .map(|entry| {
            let kept = known.get(entry.path.as_slice()).copied();
            one(entry, newest.contains(entry.path.as_slice()), kept, manifest, turn, against)
        })
        .unzip();
    let read: Vec<&Entry> = files.iter().zip(&due).filter(|(_, due)| **due).map(|(entry, _)| *entry).collect();
    let found = folder.sha256(&read, against.effort);
    for (digest, found) in done.iter_mut().zip(&due).filter(|(_, due)| **due).map(|(digest, _)| digest).zip(found) {
        compare(digest, found, manifest.is_some(), against.now);
    }
    // What lies deeper than the names of the set reach was not listed.
    let listed: HashSet<&[u8]> = files.iter().map(|entry| entry.path.as_slice()).collect();
    let there = |path: &[u8]| listed.contains(path) || folder.open(path).is_ok();
    for entry in manifest.map(|m| m.entries.as_slice()).unwrap_or_default().iter().filter(|entry| !there(entry.name.bytes())) {
        done.push(Digest {
            path: entry.name.bytes().to_vec(),
            size: entry.facts.as_ref().map_or(0, |facts| facts.size),
            mtime: None,
            standing: Standing::Missing,
            expected: entry.digests.sha256.map(|d| d.to_string()).unwrap_or_default(),
            found: String::new(),
            from_manifest: true,
            why: String::new(),
            first_seen: against.now,
            checked_at: against.now,
        });
    }
    done
}

/// What a file must be, and whether it is read this time.
fn one(
    entry: &Entry,
    must: bool,
    kept: Option<&KeptFile>,
    manifest: Option<&Manifest>,
    turn: Turn,
    against: &Against<'_>,
) -> (Digest, bool) {
    let name = Name::new(&entry.path).ok();
    // A digest is no longer what counts where the next backup took the file's place, or where somebody accepts the new one.
    let is_remade = |k: &&KeptFile| against.undated.contains(entry.path.as_slice()) && entry.mtime > k.mtime;
    let kept = kept.filter(|k| !is_remade(k) && !against.accepted.contains(&crate::links::folder::shown(&k.path)));
    let listed = manifest.zip(name.as_ref()).and_then(|(manifest, name)| manifest.get(name)).and_then(|entry| entry.digests.sha256);
    let listed = listed.map(|digest| digest.to_string());
    // A manifest that was made again says nothing for a file of the same time whose digest was another: that one rotted in between.
    let rotten = kept.filter(|k| k.mtime == entry.mtime && listed.as_ref().is_some_and(|listed| *listed != k.sha256));
    let from_manifest = listed.is_some() && rotten.is_none();
    let is_doubted = rotten.is_some();
    let expected = rotten.or(kept.filter(|_| listed.is_none())).map(|k| k.sha256.clone()).or(listed).unwrap_or_default();
    let digest = Digest {
        path: entry.path.clone(),
        size: entry.size,
        mtime: entry.mtime,
        standing: Standing::NotThisTime,
        expected,
        found: String::new(),
        from_manifest,
        why: String::new(),
        first_seen: kept.map_or(against.now, |k| k.first_seen),
        checked_at: kept.map_or(against.now, |k| k.checked_at),
    };
    // A size that changed is a change, whoever's turn it is.
    let resized = kept.is_some_and(|k| k.size != entry.size);
    let due = name.as_ref().is_none_or(|name| turn.has(name));
    let is_read = must || due || resized || is_doubted || digest.expected.is_empty();
    (digest, is_read)
}

fn compare(digest: &mut Digest, found: io::Result<Option<seal::Digest>>, is_listed: bool, now: Timestamp) {
    match found {
        Err(e) => (digest.standing, digest.why) = (Standing::Unread, e.to_string()),
        Ok(None) => digest.standing = Standing::Moving,
        Ok(Some(found)) => {
            let found = found.to_string();
            digest.standing = match digest.expected.as_str() {
                "" if is_listed => Standing::Extra,
                "" => Standing::FirstSight,
                expected if expected == found => Standing::Same,
                _ => Standing::Changed,
            };
            (digest.found, digest.checked_at) = (found, now);
        }
    }
}
