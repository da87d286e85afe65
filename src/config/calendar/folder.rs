//! The files of the site's folder → the calendar in force. Nothing is used of a folder with a fault: a list that was left out
//! would pass for days without holidays.

use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::super::Config;
use super::super::origin::Origin;
use super::words::{clash_error, fault_errors};
use super::{FOLDER, there};
use crate::calendar::{self, Calendar, Fault, File, Layer, MOST_BYTES};
use crate::error::{Error, Kind, Result};
use crate::text::Msg;

/// One calendar file on disk.
#[derive(Debug, Clone)]
pub struct FoundFile {
    /// Without folders; what the calendar calls the file.
    pub name: String,
    pub bytes: Vec<u8>,
    pub read: Result<File, Vec<Fault>>,
}

/// The calendar in force, and what must be said with it.
#[derive(Debug, Clone)]
pub struct SiteCalendar {
    pub calendar: Calendar,
    /// Files that are not used, each with the reason.
    pub notes: Vec<Msg>,
}

impl Config {
    /// The `*.json` of the site's folder by name; none where there is no folder. Hidden files are passed over.
    pub fn calendar_files(&self) -> Result<Vec<FoundFile>> {
        let dir = &self.calendar_dir.value;
        let cannot = |e: std::io::Error| Error::new(Kind::Config, Msg::ReadFile { path: dir.display().to_string() }).because(e);
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            // The first import makes it; that one which is named is not there is told in `calendar_of`.
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(cannot(e)),
        };
        let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>().map_err(cannot)?;
        paths.retain(|path| {
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            !hidden && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"))
        });
        paths.sort();
        paths.iter().map(|path| read_file(path)).collect()
    }

    /// The calendar of the built-in years and the site's folder. All faults of all files are told together.
    pub fn calendar(&self) -> Result<SiteCalendar> {
        let (mut files, mut errors) = (Vec::new(), Vec::new());
        for found in self.calendar_files()? {
            match found.read {
                Ok(file) => files.push(file),
                Err(faults) => errors.extend(fault_errors(&self.calendar_dir.value.join(&found.name), &faults)),
            }
        }
        match Error::all(errors) {
            Some(error) => Err(error),
            None => self.calendar_of(files),
        }
    }

    /// The calendar that there would be with these files in the site's folder.
    pub fn calendar_of(&self, mut files: Vec<File>) -> Result<SiteCalendar> {
        let regions = self.settings.calendar.regions.as_ref();
        let mut notes = Vec::new();
        if let Some(regions) = regions {
            files.retain(|file| {
                let other = file.region.as_ref().filter(|name| file.layer == Layer::Region && !regions.value.contains(name));
                let place = || regions.origin.to_string();
                notes.extend(other.map(|region| Msg::CalendarOtherRegion {
                    file: file.origin.clone(),
                    region: region.clone(),
                    place: place(),
                }));
                other.is_none()
            });
        }
        notes.extend(self.other_folder());
        notes.extend(self.no_folder());
        let calendar = Calendar::with_national(files).map_err(|clashes| clash_error(&clashes))?;
        Ok(SiteCalendar { calendar: calendar.requiring(regions.map(|names| names.value.clone()).unwrap_or_default()), notes })
    }

    /// A folder that is named and not there: a slip in its name would pass for a site without festivals.
    fn no_folder(&self) -> Option<Msg> {
        let dir = &self.calendar_dir;
        let missing = dir.origin != Origin::Default && !there(&dir.value);
        missing.then(|| Msg::CalendarNoFolder { folder: dir.value.display().to_string(), place: dir.origin.to_string() })
    }

    /// Files that were stored in the data folder before there was one beside the configuration.
    fn other_folder(&self) -> Option<Msg> {
        let (used, other) = (&self.calendar_dir.value, self.settings.data_dir.value.join(FOLDER));
        let passed_over = self.calendar_dir.origin == Origin::Default && *used != other && there(&other);
        passed_over.then(|| Msg::CalendarOtherFolder { used: used.display().to_string(), other: other.display().to_string() })
    }
}

/// Reads one file; an error is what keeps it from being read at all.
pub fn read_file(path: &Path) -> Result<FoundFile> {
    let shown = || path.display().to_string();
    let cannot = |e: std::io::Error| Error::new(Kind::Config, Msg::ReadFile { path: shown() }).because(e);
    // A pipe would be waited for.
    if !fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(Error::new(Kind::Config, Msg::ConfigNotFile { path: shown() }));
    }
    let mut bytes = Vec::new();
    // One more than is allowed, so that it shows.
    fs::File::open(path).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read = calendar::read(&name, &bytes);
    Ok(FoundFile { name, bytes, read })
}
