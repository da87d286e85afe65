//! What a package brings into a form.

use crate::model::release::{Manifest, Sealed, Verify};
use crate::model::sha256;
use crate::release::form::{Field, Fields};

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

impl Brought {
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
