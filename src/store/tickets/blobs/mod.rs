//! Files that belong to tickets, each kept once under its digest. What a file was called is in the events and never a path.
//!
//! A file is written beside, synced and renamed before the transaction that speaks of it ends, so that no ticket names bytes that are
//! not there; one whose transaction failed lies there unused, and is used when it comes again. Small files that come by the thousands
//! are kept in one ([`Pack`]). Whoever reads one is told when its bytes are no longer those that were kept.

mod pack;
mod reading;

#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tempfile::TempPath;

pub use pack::Packing;
pub use reading::Reading;

use crate::model::digest::Digesting;
use pack::Pack;

/// What the names of files begin with that are not yet whole.
const COMING: &str = ".in-";

/// The folder of a data folder where they are.
#[derive(Debug, Clone)]
pub struct Blobs {
    dir: PathBuf,
    /// Looked up once; a new one is added.
    packs: Arc<RwLock<Option<Vec<Arc<Pack>>>>>,
}

/// A file that came in and is not yet kept.
#[derive(Debug)]
pub struct Incoming {
    /// Closed: many may come with one package.
    file: TempPath,
    /// SHA-256, in hex.
    pub sha256: String,
    pub size: u64,
}

impl Blobs {
    #[must_use]
    pub fn in_data(data: &Path) -> Self {
        Self { dir: data.join("attachments"), packs: Arc::default() }
    }

    /// Where a file with this digest is, or would be, if it is not in a pack.
    fn path(&self, sha256: &str) -> PathBuf {
        let sound = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = if sound { sha256 } else { "none" };
        self.dir.join(name.get(..2).unwrap_or_default()).join(name)
    }

    #[must_use]
    pub fn has(&self, sha256: &str) -> bool {
        self.path(sha256).is_file() || self.packed(sha256).is_some()
    }

    /// The bytes of a digest.
    pub fn open(&self, sha256: &str) -> io::Result<Reading> {
        let loose = File::open(self.path(sha256));
        match (loose, self.packed(sha256)) {
            (Err(error), Some(pack)) if error.kind() == io::ErrorKind::NotFound => {
                let (file, size) = pack.open(sha256)?;
                Ok(Reading::new(file, size, sha256))
            }
            (loose, _) => Ok(Reading::new(loose?, u64::MAX, sha256)),
        }
    }

    /// The pack that holds a digest.
    fn packed(&self, sha256: &str) -> Option<Arc<Pack>> {
        let find = |packs: &[Arc<Pack>]| packs.iter().find(|pack| pack.has(sha256)).cloned();
        if let Some(packs) = &*self.packs.read().unwrap_or_else(PoisonError::into_inner) {
            return find(packs);
        }
        find(self.packs.write().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| Pack::all(&self.dir)))
    }

    /// Reads a stream into a file; its bytes are on the disk when [`Self::keep`] gives it its name.
    pub fn take(&self, mut from: impl Read) -> io::Result<Incoming> {
        make_dir(&self.dir)?;
        let mut into = Digesting::new(self.coming()?);
        io::copy(&mut from, &mut into)?;
        let (file, size, sha256) = into.finish();
        Ok(Incoming { file: file.into_temp_path(), sha256, size })
    }

    /// Begins a pack for many small files.
    pub fn pack(&self) -> io::Result<Packing> {
        make_dir(&self.dir)?;
        Ok(Packing::new(self.coming()?))
    }

    /// A file that is not yet whole.
    fn coming(&self) -> io::Result<tempfile::NamedTempFile> {
        tempfile::Builder::new().prefix(COMING).tempfile_in(&self.dir)
    }

    /// Whether the bytes are there, and still what they were.
    fn is_sound(&self, sha256: &str) -> bool {
        self.open(sha256).and_then(|mut kept| io::copy(&mut kept, &mut io::sink())).is_ok()
    }

    /// Gives files their names; those that are there already are dropped. Bytes are on the disk before any has its name, for one that
    /// has a name is believed: the whole file system is told to write them once, as a sync for each of hundreds takes its time.
    pub fn keep(&self, incoming: impl IntoIterator<Item = Incoming>) -> io::Result<()> {
        let new: Vec<Incoming> = incoming.into_iter().filter(|one| !self.is_sound(&one.sha256)).collect();
        match new.as_slice() {
            [] => return Ok(()),
            few if few.len() < 3 => few.iter().try_for_each(|one| File::open(&one.file)?.sync_all())?,
            _ => rustix::fs::syncfs(File::open(&self.dir)?)?,
        }
        let mut folders = std::collections::BTreeSet::new();
        for one in new {
            let path = self.path(&one.sha256);
            let folder = path.parent().unwrap_or(&self.dir).to_owned();
            make_dir(&folder)?;
            one.file.persist(&path).map_err(|error| error.error)?;
            folders.insert(folder);
        }
        for folder in folders {
            sync_dir(&folder)?;
        }
        sweep(&self.dir);
        Ok(())
    }

    /// Gives a pack its name; one without a file in it is dropped.
    pub fn keep_pack(&self, packing: Packing) -> io::Result<()> {
        if let Some(pack) = packing.finish(&self.dir)? {
            sync_dir(&self.dir)?;
            if let Some(packs) = &mut *self.packs.write().unwrap_or_else(PoisonError::into_inner) {
                packs.push(Arc::new(pack));
            }
        }
        sweep(&self.dir);
        Ok(())
    }
}

/// Takes away what was coming in when a program was killed. What is younger than a day may still be written.
fn sweep(dir: &Path) {
    let left = fs::read_dir(dir).into_iter().flatten().flatten();
    let left = left.filter(|entry| entry.file_name().to_string_lossy().starts_with(COMING));
    for file in left {
        let changed = file.metadata().ok().and_then(|meta| meta.modified().ok());
        if changed.and_then(|at| at.elapsed().ok()).is_some_and(|age| age.as_secs() > 24 * 3600) {
            // One that stays does no harm, and is met again.
            drop(fs::remove_file(file.path()));
        }
    }
}

/// Makes a folder that only its owner reads, and sees that its name is on the disk.
fn make_dir(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir)?;
    dir.parent().map_or(Ok(()), sync_dir)
}

fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}
