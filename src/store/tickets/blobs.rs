//! Files that belong to tickets, each kept once under its digest. What a file was called is in the events and never a path.
//!
//! A file is written beside, synced and renamed before the transaction that speaks of it, so that no ticket names bytes that are not
//! there; one whose transaction failed lies there unused, and is used when it comes again.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempPath;

/// The folder of a data folder where they are.
#[derive(Debug, Clone)]
pub struct Blobs {
    dir: PathBuf,
}

/// A file that came in and is not yet kept.
#[derive(Debug)]
pub struct Incoming {
    /// Closed: thousands may come with one package.
    file: TempPath,
    /// SHA-256, in hex.
    pub sha256: String,
    pub size: u64,
}

impl Blobs {
    #[must_use]
    pub fn in_data(data: &Path) -> Self {
        Self { dir: data.join("attachments") }
    }

    /// Where the bytes of a digest are, or would be.
    #[must_use]
    pub fn path(&self, sha256: &str) -> PathBuf {
        let sound = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = if sound { sha256 } else { "none" };
        self.dir.join(name.get(..2).unwrap_or_default()).join(name)
    }

    #[must_use]
    pub fn has(&self, sha256: &str) -> bool {
        self.path(sha256).is_file()
    }

    pub fn open(&self, sha256: &str) -> io::Result<File> {
        File::open(self.path(sha256))
    }

    /// Reads a stream into a file beside; its bytes are on the disk when [`Self::keep`] gives it its name.
    pub fn take(&self, from: impl Read) -> io::Result<Incoming> {
        take_into(&self.dir, from)
    }

    /// The same, of bytes whose digest was told: beside where they will be, as one folder with thousands of files is slow.
    pub fn take_told(&self, sha256: &str, from: impl Read) -> io::Result<Incoming> {
        let path = self.path(sha256);
        take_into(path.parent().unwrap_or(&self.dir), from)
    }

    /// Gives files their names; those that are there already are dropped. Bytes are on the disk before any has its name, for one that
    /// has a name is believed: the whole file system is told to write them once, as a sync for each of thousands takes minutes.
    pub fn keep(&self, incoming: impl IntoIterator<Item = Incoming>) -> io::Result<()> {
        let new: Vec<Incoming> = incoming.into_iter().filter(|one| !self.has(&one.sha256)).collect();
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
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn take_into(folder: &Path, mut from: impl Read) -> io::Result<Incoming> {
    make_dir(folder)?;
    let mut file = tempfile::Builder::new().prefix(".in-").tempfile_in(folder)?;
    let (mut digest, mut size) = (Sha256::new(), 0_u64);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
        digest.update(part);
        file.write_all(part)?;
        size += read as u64;
    }
    let sha256 = crate::model::digest::hex(&digest.finalize());
    Ok(Incoming { file: file.into_temp_path(), sha256, size })
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
    dir.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}
