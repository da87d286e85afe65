//! Turns one run into a zip for support: the run as JSON, and a manifest with its digest. The same run gives the same bytes.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::Store;
use crate::error::{Error, Kind, Result};
use crate::model::Run;
use crate::model::sha256;
use crate::text::Msg;

impl Store {
    /// The zip of the run that a name stands for, see [`bundle`].
    pub fn export(&self, name: &str) -> Result<Vec<u8>> {
        bundle(&self.load(name)?)
    }
}

/// `run.json` and `manifest.json` as one zip. The run was scrubbed of secrets when it was sealed.
pub fn bundle(run: &Run) -> Result<Vec<u8>> {
    let json = serde_json::to_vec_pretty(run).map_err(internal)?;
    let manifest = serde_json::json!({
        "kind": "opsctl-run",
        "schema": run.schema,
        "tool": run.tool,
        "run": run.id,
        "now": run.now,
        "files": [{ "name": "run.json", "bytes": json.len(), "sha256": sha256(&json) }],
    });
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(internal)?;
    zip_of(&[("manifest.json", &manifest), ("run.json", &json)]).map_err(internal)
}

fn zip_of(files: &[(&str, &[u8])]) -> Result<Vec<u8>, zip::result::ZipError> {
    let fixed = DateTime::default(); // 1980-01-01, the first a zip can say
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(fixed).unix_permissions(0o600);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn internal(cause: impl std::fmt::Display) -> Error {
    Error::new(Kind::Internal, Msg::Internal { what: "export".into() }).because(cause).hint(Msg::HintReport {})
}
