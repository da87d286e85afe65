//! What is to be made, and the making: read, written beside, proved, named.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::fault::Unbuilt;
use super::manifest::{Draft, draft};
use super::write::{Contents, Entry};
use super::{SPEC, spec};
use crate::bundle::{self, Method};
use crate::links::root::Root;
use crate::model::release::{Manifest, Name};
use crate::release::package::{self, Fault, Given, MANIFEST, Package, Refused, SIGNATURE};
use crate::seal::minisign::{Prehash, SecretKey};

/// The largest `release.toml`.
const MOST_SPEC: u64 = 4 << 20;

/// What is to be made of which folder.
#[derive(Debug)]
pub struct Order<'a> {
    pub source: &'a Path,
    /// Trees of the version before, by parts.
    pub base: &'a BTreeMap<String, PathBuf>,
    pub now: Timestamp,
    pub key: Option<&'a SecretKey>,
    /// A folder instead of a ZIP.
    pub folder: bool,
    /// `<id>.zip`, or `<id>`, where the command runs unless given. It must not be there.
    pub out: Option<&'a Path>,
    /// Files may run as their owner or group.
    pub set_id: bool,
}

/// What was made.
#[derive(Debug)]
pub struct Built {
    pub path: PathBuf,
    pub manifest: Manifest,
    pub digest: String,
    /// Files that are as in the base, and stayed out.
    pub unchanged: usize,
    /// What is in the folder and not in the package.
    pub left_out: Vec<String>,
}

/// Makes a package, whole or not at all.
pub fn build(order: &Order<'_>) -> Result<Built, Unbuilt> {
    let read = |cause| Unbuilt::Read { path: order.source.join(SPEC), cause };
    let root = Root::open(order.source).map_err(|cause| Unbuilt::Read { path: order.source.to_owned(), cause })?;
    let spec = spec::read(&bytes(&root).map_err(read)?)?;
    let path =
        order.out.map_or_else(|| PathBuf::from(if order.folder { spec.id.clone() } else { format!("{}.zip", spec.id) }), Path::to_owned);
    // Told before hours of reading, not after.
    if path.symlink_metadata().is_ok() {
        return Err(Unbuilt::Exists(path));
    }
    let Draft { manifest, sources, unchanged, left_out } = draft(&root, spec, order.base, order.now)?;
    let mut json = serde_json::to_vec_pretty(&manifest).map_err(|error| read(error.into()))?;
    json.push(b'\n');
    let given = Given { set_id: order.set_id, ..Given::new(&[]) };
    package::sound(&manifest, &given).map_err(Unbuilt::Refused)?;
    let signature = order.key.map(|key| key.sign(Prehash::of(&json), &format!("{} {}", manifest.id, manifest.created_at)));
    let files = manifest.files();
    let papers = sources.iter().filter(|(path, _)| path.starts_with(package::FORM));
    let listed = files.keys().filter_map(|path| sources.get_key_value(path));
    let head = [Some(Entry::Bytes(MANIFEST, &json)), signature.as_ref().map(|text| Entry::Bytes(SIGNATURE, text.as_bytes()))];
    let entries = head.into_iter().flatten().chain(listed.chain(papers).map(|(path, name)| Entry::File(path, name))).collect();
    let contents = Contents { root: &root, entries, made: manifest.created_at };
    let digest = if order.folder { folder(&contents, &path, &given)? } else { zip(&contents, &path, &given)? };
    Ok(Built { path, manifest, digest, unchanged, left_out })
}

fn bytes(root: &Root) -> std::io::Result<Vec<u8>> {
    let name: Name = SPEC.parse().map_err(std::io::Error::other)?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(root.read(&name)?, MOST_SPEC + 1), &mut bytes)?;
    if bytes.len() as u64 > MOST_SPEC { Err(std::io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// What was written is read as anybody will read it: a file that changed meanwhile shows here.
fn proved(path: &Path, given: &Given<'_>) -> Result<String, Refused> {
    Package::open(path, given).map(|package| package.digest().to_owned())
}

fn zip(contents: &Contents<'_>, path: &Path, given: &Given<'_>) -> Result<String, Unbuilt> {
    let failed = |cause| Unbuilt::Write { path: path.to_owned(), cause };
    let parent = parent(path);
    let write = |method| {
        // The umask of the user takes away what it should.
        let shared = std::fs::Permissions::from_mode(0o666);
        let file = tempfile::Builder::new().prefix(".opsctl-").permissions(shared).tempfile_in(parent).map_err(failed)?;
        contents.zip(file.as_file(), parent, method)?;
        file.as_file().sync_all().map_err(failed)?;
        let proof = proved(file.path(), given);
        Ok::<_, Unbuilt>((file, proof))
    };
    let (mut file, mut proof) = write(None)?;
    if proof.as_ref().is_err_and(is_dense) {
        // Files of zeros pack so well that they pass for a bomb.
        (file, proof) = write(Some(Method::Stored))?;
    }
    let digest = proof.map_err(Unbuilt::Refused)?;
    match file.persist_noclobber(path) {
        Ok(_) => std::fs::File::open(parent).and_then(|folder| folder.sync_all()).map_err(failed)?,
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => return Err(Unbuilt::Exists(path.to_owned())),
        Err(error) => return Err(failed(error.error)),
    }
    Ok(digest)
}

fn is_dense(refused: &Refused) -> bool {
    use bundle::Why::{EntryTooDense, TooDense};
    refused.faults.iter().any(|fault| {
        matches!(fault, Fault::Zip(bundle::Refused::Archive { refusals, .. })
            if refusals.iter().any(|refusal| matches!(refusal.why, TooDense { .. } | EntryTooDense { .. })))
    })
}

fn folder(contents: &Contents<'_>, path: &Path, given: &Given<'_>) -> Result<String, Unbuilt> {
    let failed = |cause| Unbuilt::Write { path: path.to_owned(), cause };
    let parent = parent(path);
    let shared = std::fs::Permissions::from_mode(0o777);
    let beside = tempfile::Builder::new().prefix(".opsctl-").permissions(shared).tempdir_in(parent).map_err(failed)?;
    contents.folder(beside.path()).map_err(failed)?;
    let digest = proved(beside.path(), given).map_err(Unbuilt::Refused)?;
    let name = |path: &Path| {
        let last = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
        Name::from_bytes(last.as_encoded_bytes()).map_err(std::io::Error::other)
    };
    let moved = || {
        let root = Root::open(parent)?;
        root.move_to(&name(beside.path())?, &root, &name(path)?)?;
        root.sync()
    };
    match moved() {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Unbuilt::Exists(path.to_owned())),
        Err(error) => Err(failed(error)),
        Ok(()) => Ok(digest),
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
