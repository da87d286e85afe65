//! A file of another platform → rows, and the files that belong to them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::zip::{Package, ZipArgs};
use crate::cli::App;
use crate::cli::ticket::office::Office;
use crate::error::{Error, Kind, Result};
use crate::model::digest::hex;
use crate::model::sha256;
use crate::model::ticket::{Field, PackageKind};
use crate::text::Msg;
use crate::ticket::intake::{self, Adapter, Map, Table, told};

/// The largest table; what a province exports in a year has a tenth of it.
const MOST_TABLE: u64 = 64 << 20;
/// A mapping is a page of text.
const MOST_MAP: u64 = 1 << 20;

/// What an import works with.
pub(super) struct Loaded {
    /// As the user gave it.
    pub path: String,
    /// Without its folders, for the record.
    pub name: String,
    /// Of its bytes.
    pub digest: String,
    pub platform: String,
    /// The column of titles; `None` where the mapping has none.
    pub title: Option<String>,
    pub table: Table,
    /// Of a package: what it does in the flow.
    pub package: Option<PackageKind>,
    /// Files of tickets by their entries: digest and size.
    pub files: HashMap<String, (String, u64)>,
    pub notes: Vec<Msg>,
    zip: Option<Package>,
}

impl Loaded {
    /// Reads a CSV or a workbook.
    pub(super) fn table(app: &App, file: &Path, map: Option<&Path>, zip: &ZipArgs) -> Result<Self> {
        let path = file.display().to_string();
        zip.only_with_adapter()?;
        let map = match map {
            Some(map) => mapping(map, Map::read)?,
            None => Map::usual().map_err(|faults| faulty("--map-sample", &faults))?,
        };
        let bytes = read(file, MOST_TABLE)?;
        if bytes.starts_with(b"PK\x03\x04") && file.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
            return Err(Error::new(Kind::Usage, Msg::TicketZipNeedsAdapter { path }).hint(Msg::HintTicketZip {}));
        }
        let table = intake::read(&bytes, &map, &app.ctx()?.zone).map_err(|fault| told::table(&path, &fault))?;
        Ok(Self::of(path, file, sha256(&bytes), &map, table))
    }

    /// Reads a package of a foreign layout.
    pub(super) fn package(app: &App, file: &Path, adapter: &Path, zip: &ZipArgs) -> Result<Self> {
        let path = file.display().to_string();
        let adapter = mapping(adapter, Adapter::read)?;
        let package = Package::open(app, file, zip)?;
        let digest = digest(std::fs::File::open(file).map_err(|cause| unreadable(&path, &cause))?).map_err(|e| unreadable(&path, &e))?.0;
        let failed = RefCell::new(Vec::new());
        let bytes = |entry: &str| package.bytes(entry).map_err(|error| failed.borrow_mut().push(error)).ok();
        let read = intake::read_package(&adapter, &bytes, &package.names(), &app.ctx()?.zone);
        if let Some(error) = Error::all(failed.into_inner()) {
            return Err(error);
        }
        let table = read.map_err(|faults| {
            told::package(&path, &faults).unwrap_or_else(|| Error::new(Kind::Input, Msg::ReadFile { path: path.clone() }))
        })?;
        let mut loaded = Self::of(path, file, digest, &adapter.map, table);
        for attached in loaded.table.rows.iter().flat_map(|row| &row.files) {
            if !loaded.files.contains_key(&attached.entry) {
                let found = digest_of(&package, &attached.entry)?;
                loaded.files.insert(attached.entry.clone(), found);
            }
        }
        loaded.notes.extend(package.notes());
        loaded.package = adapter.kind;
        loaded.zip = Some(package);
        Ok(loaded)
    }

    fn of(path: String, file: &Path, digest: String, map: &Map, table: Table) -> Self {
        let mut notes: Vec<Msg> = table.unused.iter().map(told::unused).collect();
        if table.repeated > 0 {
            notes.push(Msg::TicketRowsRepeated { count: table.repeated.to_string() });
        }
        Self {
            name: file.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned()),
            path,
            digest,
            platform: map.name.clone(),
            title: map.fields.get(&Field::Title).map(|take| take.place().to_owned()),
            table,
            package: None,
            files: HashMap::new(),
            notes,
            zip: None,
        }
    }

    /// Keeps the bytes of the files, before the transaction that speaks of them.
    pub(super) fn keep(&self, office: &Office<'_>) -> Result<()> {
        let Some(package) = &self.zip else { return Ok(()) };
        let failed = |cause: io::Error| {
            Error::new(Kind::Store, Msg::StoreFailed { what: "attachments".into() }).because(cause).hint(Msg::HintDisk {})
        };
        let mut taken = Vec::new();
        for (entry, (sha256, _)) in &self.files {
            if !office.blobs.has(sha256) {
                // It was read to its end before, so what fails now is the disk.
                taken.push(office.blobs.take(package.content(entry)?).map_err(failed)?);
            }
        }
        office.blobs.keep(taken).map_err(failed)
    }
}

fn digest_of(package: &Package, entry: &str) -> Result<(String, u64)> {
    digest(package.content(entry)?).map_err(|error| package.damaged(entry, &error))
}

/// SHA-256 in hex and length of a stream.
fn digest(from: impl Read) -> io::Result<(String, u64)> {
    let (mut from, mut hash, mut size) = (BufReader::with_capacity(64 << 10, from), Sha256::new(), 0);
    loop {
        let part = match from.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            part => part?,
        };
        let length = part.len();
        if length == 0 {
            return Ok((hex(&hash.finalize()), size));
        }
        hash.update(part);
        size += length as u64;
        from.consume(length);
    }
}

/// A mapping or an adapter, or all that is wrong with it.
pub(super) fn mapping<T>(path: &Path, understand: fn(&[u8]) -> Result<T, Vec<intake::MapFault>>) -> Result<T> {
    let bytes = read(path, MOST_MAP)?;
    understand(&bytes).map_err(|faults| faulty(&path.display().to_string(), &faults))
}

fn faulty(path: &str, faults: &[intake::MapFault]) -> Error {
    told::map(path, faults).unwrap_or_else(|| Error::new(Kind::Input, Msg::ReadFile { path: path.to_owned() }))
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let shown = path.display().to_string();
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|cause| unreadable(&shown, &cause))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|cause| unreadable(&shown, &cause))?;
    if bytes.len() as u64 > most { Err(unreadable(&shown, &format!("> {most} bytes"))) } else { Ok(bytes) }
}

pub(super) fn unreadable(path: &str, cause: &dyn std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.to_owned() }).because(cause)
}
