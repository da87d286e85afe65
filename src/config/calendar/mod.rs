//! The site's calendar: the `[calendar]` table (here), the files of its folder (`folder`), what is wrong with them in words (`words`).

mod folder;
mod words;

use std::path::{Path, PathBuf};

use super::load::there;
use super::origin::{Origin, Sourced};
use super::reader::Reader;

pub use folder::{FoundFile, SiteCalendar, read_file};
pub use words::{clash_error, fault_errors, layer_words};

pub(super) const KEYS: &[&str] = &["dir", "regions"];
/// Beside the configuration, or in the data folder.
const FOLDER: &str = "calendar";

/// What is set; nothing has to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CalendarSettings {
    pub dir: Option<Sourced<PathBuf>>,
    /// Regions that every year must have a list of; files of others are then not used.
    pub regions: Option<Sourced<Vec<String>>>,
}

impl CalendarSettings {
    pub(super) fn read(top: &Reader<'_>) -> Self {
        let Some(calendar) = top.sub("calendar") else { return Self::default() };
        calendar.only(KEYS);
        let regions = calendar.texts("regions");
        if let (Some(names), Some(entry)) = (&regions, calendar.entry("regions"))
            && names.value.iter().any(String::is_empty)
        {
            calendar.wrong_value(entry, "[\"拉萨\"]");
        }
        Self { dir: calendar.disk_path("dir"), regions }
    }

    /// Puts a stronger layer over this one.
    pub(super) fn under(self, over: Self) -> Self {
        Self { dir: over.dir.or(self.dir), regions: over.regions.or(self.regions) }
    }

    /// The folder in force: what is written, else the first that is there beside a configuration, else that of the data.
    pub(super) fn folder(&self, places: &[PathBuf], data_dir: &Path) -> Sourced<PathBuf> {
        self.dir.clone().unwrap_or_else(|| {
            let beside = places.iter().map(|dir| dir.join(FOLDER)).find(|path| there(path));
            Sourced::new(beside.unwrap_or_else(|| data_dir.join(FOLDER)), Origin::Default)
        })
    }
}
