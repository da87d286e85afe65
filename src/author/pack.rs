//! Parts → one package. The same parts give the same bytes: fixed times, given order.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::Part;
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// Writes the parts in their order, deflated, with the first time that a package can say (1980-01-01).
pub fn pack(parts: &[Part]) -> Result<Vec<u8>> {
    zip_of(parts).map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: "docx".into() }).because(e).hint(Msg::HintReport {}))
}

fn zip_of(parts: &[Part]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
