//! Bytes → a file, whole or not at all: written beside, synced, renamed.

use std::io::Write;
use std::path::Path;

use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// Writes a file so that a reader sees the old one or the new one, also after a power failure.
pub fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, bytes)
        .map_err(|e| Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e).hint(Msg::HintDisk {}))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if path.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "it is a folder"));
    }
    // A device or pipe cannot be replaced by a rename; it is written to.
    if path.exists() && !path.is_file() {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let mut file = tempfile::Builder::new().prefix(".opsctl-").permissions(permissions()).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    std::fs::File::open(folder)?.sync_all()
}

/// Reports are for colleagues; the umask of the user takes away what it should.
#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.xlsx");
        save(&path, b"old").unwrap();
        save(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(save(dir.path(), b"x").is_err(), "a folder is no file");
        assert!(save(&dir.path().join("none/a"), b"x").is_err());
    }
}
