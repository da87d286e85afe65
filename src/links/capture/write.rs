//! A capture → a folder, or a ZIP with the same files.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use super::{MANIFEST, Manifest, Piece};
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::text::Msg;

/// Files of a capture by name: the pieces, and the manifest with their digests last.
fn files(mut manifest: Manifest, pieces: &BTreeMap<String, Vec<Piece>>) -> Result<Vec<(String, Vec<u8>)>> {
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: e.to_string() }));
    let mut files = Vec::new();
    for (number, target) in manifest.targets.iter_mut().enumerate() {
        for piece in pieces.get(&target.name).map_or(&[][..], Vec::as_slice) {
            let bytes = json(serde_json::to_vec(piece))?;
            target.pieces.insert(piece.check.clone(), sha256(&bytes));
            files.push((piece_name(number, &piece.check), bytes));
        }
    }
    files.push((MANIFEST.to_owned(), json(serde_json::to_vec_pretty(&manifest))?));
    Ok(files)
}

/// Targets are folders by number: their names may hold anything.
pub(super) fn piece_name(number: usize, check: &str) -> String {
    format!("{number:03}/{check}.json")
}

/// Writes a folder; it must not exist yet or be empty, so that no old piece is taken for a new one.
pub fn write_dir(dir: &Path, manifest: Manifest, pieces: &BTreeMap<String, Vec<Piece>>) -> Result<()> {
    let fail = |path: &Path, e: std::io::Error| {
        Error::new(Kind::Output, Msg::WriteFile { path: path.display().to_string() }).because(e).hint(Msg::HintDisk {})
    };
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::new(Kind::Output, Msg::FileExists { path: dir.display().to_string() }));
    }
    for (name, bytes) in files(manifest, pieces)? {
        let path = dir.join(name);
        let folder = path.parent().unwrap_or(dir);
        std::fs::create_dir_all(folder).map_err(|e| fail(folder, e))?;
        std::fs::write(&path, bytes).map_err(|e| fail(&path, e))?;
    }
    Ok(())
}

/// The bytes of a ZIP; the same capture gives the same bytes.
pub fn write_zip(manifest: Manifest, pieces: &BTreeMap<String, Vec<Piece>>) -> Result<Vec<u8>> {
    let fail = |e: String| Error::new(Kind::Internal, Msg::Internal { what: e });
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files(manifest, pieces)? {
        zip.start_file(name, options).map_err(|e| fail(e.to_string()))?;
        zip.write_all(&bytes).map_err(|e| fail(e.to_string()))?;
    }
    Ok(zip.finish().map_err(|e| fail(e.to_string()))?.into_inner())
}
