//! Bytes → a file, whole or not at all: written beside, synced, renamed, and the folder synced.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// For all who may, as the umask says.
pub(crate) const SHARED: u32 = 0o666;
/// For nobody else.
pub(crate) const PRIVATE: u32 = 0o600;

/// A reader sees the old file or the new one, also after a power failure.
pub(crate) fn place(path: &Path, mode: u32, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> io::Result<()> {
    let file = beside(path, mode, write)?;
    file.persist(path).map_err(|error| error.error)?;
    sync(folder(path))
}

/// The same, but a file that is there stays, and is an error (`AlreadyExists`).
pub(crate) fn place_new(path: &Path, mode: u32, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> io::Result<()> {
    let file = beside(path, mode, write)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync(folder(path))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(path: &Path, mode: u32, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".opsctl-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = builder.tempfile_in(folder(path))?;
    let mut out = BufWriter::with_capacity(64 << 10, file.as_file_mut());
    write(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    Ok(file)
}

/// Takes a file away, for good; one that is not there is no error.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    // Windows opens no folders.
    if cfg!(unix) { OpenOptions::new().read(true).open(folder)?.sync_all() } else { Ok(()) }
}
