//! A path → a package every byte of which is what its manifest says.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::{self, Read};
use std::path::Path;

use super::fault::{Fault, Faults, Refused};
use super::sign::{self, Signing};
use super::source::{self, Source};
use super::{FORM, MANIFEST, key, sound};
use crate::bundle::Limits;
use crate::model::digest::Digesting;
use crate::model::release::{EntryKind, Manifest, Name, Sealed};
use crate::model::sha256;
use crate::release::each::each_of;
use crate::release::{Content, Payload};
use crate::seal::minisign::PublicKey;

/// The largest manifest that is read.
const MOST_MANIFEST: u64 = 64 << 20;
/// The largest signature.
const MOST_SIGNATURE: u64 = 16 << 10;

/// How a package is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Where there are some, a package has to be signed by one of them.
    pub trusted: &'a [PublicKey],
    /// Unless this is set: then it is only told.
    pub unsigned: bool,
    /// Files may run as their owner or group.
    pub set_id: bool,
    pub limits: Limits,
}

impl<'a> Given<'a> {
    /// What a release may have: 200,000 entries, 64 GiB.
    #[must_use]
    pub fn new(trusted: &'a [PublicKey]) -> Self {
        let limits = Limits { entries: 200_000, directory: 256 << 20, total: 64 << 30, depth: 64, ..Limits::default() };
        Self { trusted, unsigned: false, set_id: false, limits }
    }
}

/// A package that was proved.
#[derive(Debug)]
pub struct Package {
    manifest: Manifest,
    digest: String,
    signing: Signing,
    /// By paths in NFC.
    files: BTreeMap<String, Sealed>,
    papers: Vec<String>,
    source: Source,
}

impl Package {
    /// Reads all of it: a folder or a ZIP. Every reason to refuse it is told, up to some fifty.
    pub fn open(path: &Path, given: &Given<'_>) -> Result<Self, Refused> {
        let mut faults = Faults::default();
        let Some((source, bytes, manifest)) = source::open(path, given.limits, MOST_MANIFEST, &mut faults) else {
            return faults.settle(()).and(Err(Fault::NoManifest.into()));
        };
        sound::look(&manifest, given, &mut faults);
        let signatures = signatures(&source, &mut faults);
        let signing = sign::look(&bytes, &signatures, given.trusted, &mut faults);
        match &signing {
            _ if given.unsigned || given.trusted.is_empty() => {}
            Signing::Unsigned => faults.add(Fault::Unsigned),
            Signing::Strangers(keys) => faults.add(Fault::Strangers(keys.clone())),
            Signing::Signed { .. } => {}
        }
        let files: BTreeMap<String, Sealed> = manifest.files().into_iter().map(|(path, file)| (key(&path), file)).collect();
        let papers = both_ways(&source, &manifest, &files, &mut faults);
        let here: Vec<&Sealed> = files.values().filter(|file| source.has(&file.path)).collect();
        let size = here.iter().map(|file| file.size).fold(0, u64::saturating_add);
        let Ok(proved) = each_of(size, &here, |_, file| Ok::<_, Infallible>(prove(&source, file)));
        proved.into_iter().flatten().for_each(|fault| faults.add(fault));
        faults.settle(Self { digest: sha256(&bytes), manifest, signing, files, papers, source })
    }

    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What it is known by: SHA-256 of its manifest, in hex.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The manifest as it is, read once more.
    pub fn manifest_bytes(&self) -> io::Result<Vec<u8>> {
        let bytes = self.source.bytes(MANIFEST, MOST_MANIFEST)?.ok_or(io::ErrorKind::InvalidData)?;
        if sha256(&bytes) == self.digest { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    #[must_use]
    pub fn signing(&self) -> &Signing {
        &self.signing
    }

    /// Paths below `form/`: they are not in the manifest, and nothing of them was proved.
    #[must_use]
    pub fn papers(&self) -> &[String] {
        &self.papers
    }

    /// All of a script or a hook, of at most so many bytes; proved once more, as a folder may have changed.
    pub fn bytes(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let sealed = self.files.get(&key(path)).ok_or(io::ErrorKind::NotFound)?;
        if sealed.size > most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let bytes = self.source.bytes(path, sealed.size)?.ok_or(io::ErrorKind::InvalidData)?;
        if sha256(&bytes) == sealed.sha256 { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// The files of a part, for what puts them in place. That proves each once more.
    #[must_use]
    pub fn part(&self, part: &str) -> PartPayload<'_> {
        PartPayload { package: self, part: part.to_owned() }
    }
}

/// One part of a package.
#[derive(Debug)]
pub struct PartPayload<'a> {
    package: &'a Package,
    part: String,
}

impl Payload for PartPayload<'_> {
    fn open(&self, _: usize, path: &Name) -> io::Result<Content<'_>> {
        let bytes = self.package.source.open(&format!("files/{}/{path}", self.part))?;
        Ok(Content { bytes, xattrs: Vec::new() })
    }
}

fn is_signature(path: &str) -> bool {
    path.strip_prefix("META/").is_some_and(|name| !name.contains('/') && name.strip_suffix(".sig").is_some())
}

fn signatures(source: &Source, faults: &mut Faults) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for path in source.paths().filter(|path| is_signature(path)) {
        match source.bytes(path, MOST_SIGNATURE) {
            Ok(Some(bytes)) => all.push((path.to_owned(), bytes)),
            Ok(None) => faults.add(Fault::Large { path: path.to_owned(), most: MOST_SIGNATURE }),
            Err(cause) => faults.add(Fault::Io { path: path.to_owned(), cause }),
        }
    }
    all
}

/// What the manifest names has to be there, and nothing else; gives the papers.
fn both_ways(source: &Source, manifest: &Manifest, files: &BTreeMap<String, Sealed>, faults: &mut Faults) -> Vec<String> {
    for file in files.values().filter(|file| !source.has(&file.path)) {
        faults.add(Fault::Missing(file.path.clone()));
    }
    let (papers, others): (Vec<&str>, Vec<&str>) = source.paths().partition(|path| path.starts_with(FORM));
    for path in others.into_iter().filter(|path| *path != MANIFEST && !is_signature(path) && !files.contains_key(*path)) {
        faults.add(Fault::Extra(path.to_owned()));
    }
    let entries = manifest.parts.iter().flat_map(|(part, entries)| entries.iter().map(move |entry| (part, entry)));
    let made = entries.filter(|(_, entry)| entry.kind == EntryKind::Dir).map(|(part, entry)| key(&format!("files/{part}/{}/", entry.path)));
    let named: BTreeSet<String> =
        made.chain(files.keys().cloned()).chain([MANIFEST.to_owned(), FORM.to_owned()]).flat_map(|path| folders(&path)).collect();
    for folder in source.folders.iter().filter(|folder| !folder.starts_with(FORM) && !named.contains(*folder)) {
        faults.add(Fault::Extra(folder.clone()));
    }
    papers.into_iter().map(str::to_owned).collect()
}

/// `a/`, `a/b/` of `a/b/c`.
fn folders(path: &str) -> Vec<String> {
    path.match_indices('/').map(|(at, _)| path[..=at].to_owned()).collect()
}

/// Reads a file to its end.
fn prove(source: &Source, sealed: &Sealed) -> Option<Fault> {
    let read = || -> io::Result<(u64, String)> {
        let mut into = Digesting::new(io::sink());
        io::copy(&mut source.open(&sealed.path)?.take(sealed.size.saturating_add(1)), &mut into)?;
        let (_, size, sha256) = into.finish();
        Ok((size, sha256))
    };
    match read() {
        Ok((size, sha256)) if size == sealed.size && sha256 == sealed.sha256 => None,
        Ok(_) => Some(Fault::Differs(sealed.path.clone())),
        Err(cause) => Some(Fault::Io { path: sealed.path.clone(), cause }),
    }
}
