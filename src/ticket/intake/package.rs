//! The entries of a foreign package → a table. The archive itself was walked and unpacked before.

use jiff::tz::TimeZone;

use super::adapter::{Adapter, Format};
use super::document;
use super::fault::{PackageFault, PackageWhy};
use super::record::Reader;
use super::table::{self, Table};

/// Reads all files of a package that hold tickets. `bytes` gives those of an entry, `names` are all entries; one of another layout or a
/// broken one makes the whole package a fault, as half of it is nothing to go by. Rows are in the order of the entries' names.
pub fn read_package(
    adapter: &Adapter,
    bytes: &dyn Fn(&str) -> Option<Vec<u8>>,
    names: &[String],
    zone: &TimeZone,
) -> Result<Table, Vec<PackageFault>> {
    let mut entries: Vec<&str> = names.iter().map(String::as_str).filter(|name| adapter.holds(name)).collect();
    entries.sort_unstable();
    if entries.is_empty() {
        return Err(vec![PackageFault { entry: adapter.files.clone(), why: PackageWhy::NoEntry }]);
    }
    let has = |entry: &str| names.iter().any(|name| name == entry);
    let (mut all, mut faults) = (Table::default(), Vec::new());
    for entry in entries {
        let reader = Reader { map: &adapter.map, zone, entry };
        let table = bytes(entry).ok_or(PackageWhy::Unreadable).and_then(|bytes| match &adapter.format {
            Format::Xml { row } => document::rows(&bytes, &reader, row, adapter.attachments.as_ref(), &has).map_err(PackageWhy::Xml),
            Format::Csv | Format::Xlsx => table::rows(&bytes, &reader, &has).map_err(PackageWhy::Table),
        });
        match table {
            Ok(table) => all.add(table),
            Err(why) => faults.push(PackageFault { entry: entry.to_owned(), why }),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    all.settle(&adapter.map);
    Ok(all)
}
