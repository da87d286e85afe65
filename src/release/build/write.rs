//! Entries of a package → a ZIP or a folder.

use std::fs::File;
use std::io::{self, Read as _};
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::tz::TimeZone;

use super::fault::Unbuilt;
use crate::bundle::{Body, DosTime, Item, Method, NamesAs, Options, Writer};
use crate::links::root::Root;
use crate::model::release::Name;

/// Up to this size a file is packed in memory.
const SMALL: u64 = 1 << 20;
/// What is packed already.
const PACKED: [&str; 16] =
    [".jar", ".war", ".ear", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".png", ".jpg", ".jpeg", ".gif", ".docx", ".xlsx"];

/// An entry: its path in the package, and where its bytes are.
pub(super) enum Entry<'a> {
    Bytes(&'static str, &'a [u8]),
    File(&'a str, &'a Name),
}

/// All of a package.
pub(super) struct Contents<'a> {
    pub root: &'a Root,
    /// In the order in which they are written.
    pub entries: Vec<Entry<'a>>,
    pub made: jiff::Timestamp,
}

impl Contents<'_> {
    /// `folder` is where the ZIP goes, and lends room for what is large.
    pub(super) fn zip(&self, file: &File, folder: &Path, method: Option<Method>) -> Result<(), Unbuilt> {
        let spool = || tempfile::tempfile_in(folder);
        // ZIP has no zones; the wall clock of China, so that the same package is made anywhere.
        let wall = self.made.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).datetime();
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let options = Options { names: NamesAs::Utf8, time: DosTime::of(wall), threads, lock: None, spool: &spool };
        let mut writer = Writer::new(io::BufWriter::with_capacity(1 << 20, file), options);
        let items = self.entries.iter().map(|entry| match entry {
            Entry::Bytes(path, bytes) => {
                Ok(Item { name: (*path).to_owned(), method: Method::Deflated, body: Body::Bytes((*bytes).into()) })
            }
            Entry::File(path, name) => self.file(path, name, method),
        });
        writer.add_all(items).map_err(Unbuilt::Zip)?;
        writer.finish().map(drop).map_err(Unbuilt::Zip)
    }

    fn file<'a>(&'a self, path: &str, name: &'a Name, method: Option<Method>) -> io::Result<Item<'a>> {
        let size = self.root.read(name)?.metadata()?.len();
        let lower = path.to_ascii_lowercase();
        let usual = if PACKED.iter().any(|end| lower.ends_with(end)) { Method::Stored } else { Method::Deflated };
        let body = if size <= SMALL {
            let get = move || {
                let mut bytes = Vec::new();
                self.root.read(name)?.take(SMALL + 1).read_to_end(&mut bytes)?;
                Ok(bytes)
            };
            Body::Small { size, get: Box::new(get) }
        } else {
            Body::Large(Box::new(move || Ok(Box::new(self.root.read(name)?) as Box<dyn io::Read>)))
        };
        Ok(Item { name: path.to_owned(), method: method.unwrap_or(usual), body })
    }

    /// Writes into a folder that is empty, and waits until all is on the disk.
    pub(super) fn folder(&self, into: &Path) -> io::Result<()> {
        for entry in &self.entries {
            let (Entry::Bytes(path, _) | Entry::File(path, _)) = entry;
            let path = into.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(into))?;
            let mut file = File::create_new(&path)?;
            match entry {
                Entry::Bytes(_, bytes) => io::Write::write_all(&mut file, bytes)?,
                Entry::File(_, name) => drop(io::copy(&mut self.root.read(name)?, &mut file)?),
            }
        }
        Root::open(into)?.sync()
    }
}
