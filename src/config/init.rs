//! Turns a folder name into a folder to start from: commented samples that load as they are. Never overwrites.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// Path, text and mode of each sample.
pub(super) const SAMPLES: &[(&str, &str, u32)] = &[
    ("opsctl.toml", include_str!("samples/opsctl.toml"), 0o644),
    ("targets.toml", include_str!("samples/targets.toml"), 0o644),
    ("backups.toml", include_str!("samples/backups.toml"), 0o644),
    ("releases.toml", include_str!("samples/releases.toml"), 0o644),
    ("checks/README.md", include_str!("samples/checks.md"), 0o644),
    ("calendar/README.md", include_str!("samples/calendar/README.md"), 0o644),
    ("calendar/org-hours.json.sample", include_str!("samples/calendar/org-hours.json.sample"), 0o644),
    ("calendar/region-lhasa-2023.json.sample", include_str!("samples/calendar/region-lhasa-2023.json.sample"), 0o644),
    ("calendar/region-lhasa-2025.json.sample", include_str!("samples/calendar/region-lhasa-2025.json.sample"), 0o644),
    ("secrets/README.md", include_str!("samples/secrets.md"), 0o600),
    ("crontab.sample", include_str!("samples/crontab.sample"), 0o644),
];

/// Folders and their modes; they may be there already, but `secrets` must be private.
const FOLDERS: &[(&str, u32)] = &[("calendar", 0o755), ("checks", 0o755), ("secrets", 0o700), ("targets.d", 0o755)];

/// Writes the samples into `dir`, which is made if need be, and names them. If any of them exists or cannot be written,
/// nothing of this call stays behind.
pub fn write_samples(dir: &Path) -> Result<Vec<PathBuf>> {
    let dir = &std::path::absolute(dir).map_err(|e| cannot(dir, e))?;
    let existing = SAMPLES.iter().map(|(name, ..)| dir.join(name)).filter(|path| fs::symlink_metadata(path).is_ok());
    let existing = existing.map(|path| {
        let path = path.display().to_string();
        Error::new(Kind::Output, Msg::FileExists { path: path.clone() }).hint(Msg::HintMoveAway { path })
    });
    if let Some(error) = Error::all(existing.collect()) {
        return Err(error);
    }
    let mut made = Made::default();
    let written = made.fill(dir);
    match written {
        Ok(()) => Ok(made.files),
        Err(error) => {
            made.undo();
            Err(error)
        }
    }
}

/// What this call has made so far, in order.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn fill(&mut self, dir: &Path) -> Result<()> {
        self.folder(dir, 0o755)?;
        for (name, mode) in FOLDERS {
            self.folder(&dir.join(name), *mode)?;
        }
        let mut ready = Vec::new();
        for (name, text, mode) in SAMPLES {
            let path = dir.join(name);
            let text = text.replace("{dir}", &dir.display().to_string());
            ready.push((temporary(&path, &text, *mode).map_err(|e| cannot(&path, e))?, path));
        }
        for (file, path) in ready {
            file.persist_noclobber(&path).map_err(|e| cannot(&path, e.error))?;
            self.files.push(path);
        }
        Ok(())
    }

    /// Makes a folder and those above it; one that is there is left as it is.
    fn folder(&mut self, path: &Path, mode: u32) -> Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent, 0o755)?;
        }
        fs::DirBuilder::new().mode(mode).create(path).map_err(|e| cannot(path, e))?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// Takes everything away again; what cannot be taken away is empty folders at worst.
    fn undo(self) {
        for path in self.files {
            let _ = fs::remove_file(path);
        }
        for path in self.folders.iter().rev() {
            let _ = fs::remove_dir(path);
        }
    }
}

/// A finished file under a temporary name, beside where it will stand.
fn temporary(path: &Path, text: &str, mode: u32) -> std::io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(fs::Permissions::from_mode(mode))?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn cannot(path: &Path, cause: std::io::Error) -> Error {
    Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(cause).hint(Msg::HintDisk {})
}
