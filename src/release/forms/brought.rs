//! What a package brings into a form.

use std::io::Read;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::model::release::{Manifest, Sealed, Verify};
use crate::model::sha256;
use crate::release::form::{Field, Fields};

/// Of a million files.
const MOST: u64 = 256 << 20;

/// What a form takes from a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// SHA-256 of the manifest.
    pub digest: String,
    /// What people call the package.
    pub id: String,
    pub system: String,
    pub from: String,
    pub to: String,
    pub notes: String,
    pub tickets: Vec<String>,
    pub files: Vec<Sealed>,
    /// How many SQL scripts are among them.
    pub scripts: usize,
    /// What has to hold of the new version.
    pub verify: Vec<Verify>,
    /// The manifest as it is.
    pub manifest: Vec<u8>,
}

/// Why there is nothing to take.
#[derive(Debug, Error)]
pub enum BroughtFault {
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: std::io::Error },
    /// Not a manifest of a release.
    #[error("{path}: {why}")]
    Manifest { path: PathBuf, why: String },
}

impl Brought {
    /// Reads the manifest of a package that is a folder. Neither its signature nor its files are looked at: that is what a check does.
    pub fn of_folder(package: &Path) -> Result<Self, BroughtFault> {
        let path = package.join("META").join("manifest.json");
        let io = |cause| BroughtFault::Io { path: path.clone(), cause };
        let mut bytes = Vec::new();
        std::fs::File::open(&path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)).map_err(io)?;
        Self::of_manifest(bytes).map_err(|why| BroughtFault::Manifest { path: path.clone(), why })
    }

    /// Reads a manifest.
    pub fn of_manifest(bytes: Vec<u8>) -> Result<Self, String> {
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        if manifest.format != Manifest::FORMAT || manifest.version != Manifest::VERSION {
            return Err(format!("{} {}", manifest.format, manifest.version));
        }
        let files = manifest.files().into_values().collect();
        let Manifest { id, system, from, to, notes, tickets, sql, verify, .. } = manifest;
        Ok(Self { digest: sha256(&bytes), id, system, from, to, notes, tickets, files, scripts: sql.len(), verify, manifest: bytes })
    }

    /// What it fills in, where the applicant writes nothing else.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let line = |text: &str| text.replace(|c: char| c.is_control(), " ").trim().to_owned();
        let all = [
            (Field::System, line(&self.system)),
            (Field::VersionFrom, line(&self.from)),
            (Field::VersionTo, line(&self.to)),
            (Field::Tickets, line(&self.tickets.join("、"))),
            (Field::Content, self.notes.replace('\0', "").trim().to_owned()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}
