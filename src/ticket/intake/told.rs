//! Faults as sentences.

use crate::error::{Error, Kind};
use crate::model::Lang;
use crate::parse::grid::GridFault;
use crate::text::Msg;

use super::fault::{MapFault, MapWhy, PackageFault, PackageWhy, RowFault, TableFault, Why, WriteFault, WriteWhy, XmlFault, XmlWhy};
use super::table::Unused;

/// All that is wrong with the mapping file at `path`.
#[must_use]
pub fn map(path: &str, faults: &[MapFault]) -> Option<Error> {
    Error::all(faults.iter().map(|fault| map_fault(path, fault)).collect())
}

fn map_fault(path: &str, fault: &MapFault) -> Error {
    let place = format!("{path}:{}", fault.line);
    let input = |msg| Error::new(Kind::Input, msg);
    let near = |error: Error, near: Option<&str>| match near {
        Some(name) => error.hint(Msg::DidYouMean { name: name.into() }),
        None => error,
    };
    match fault.why.clone() {
        MapWhy::NotUtf8 => input(Msg::IntakeMapNotUtf8 { place }),
        MapWhy::Syntax { text, near: key } => near(input(Msg::IntakeMapSyntax { place }).because(text), key.as_deref()),
        MapWhy::NoField { name, near: key } => near(input(Msg::IntakeMapField { place, name }), key),
        MapWhy::Value { value, known, near: key } => near(input(Msg::IntakeMapValue { place, value, known: known.join(" ") }), key),
        MapWhy::NoColumn { key } => input(Msg::IntakeMapNoColumn { place, key }),
        MapWhy::Parts { key } => input(Msg::IntakeMapParts { place, key }),
        MapWhy::TimeFormat { format, cause } => input(Msg::IntakeMapTime { place, format }).because(cause),
        MapWhy::IsAdapter => input(Msg::IntakeMapIsAdapter { place }),
        MapWhy::NoPackage => input(Msg::IntakeMapNoPackage { place }),
        MapWhy::NoNumber => input(Msg::IntakeMapNoNumber { place }),
        MapWhy::Path { path } => input(Msg::IntakeMapPath { place, path }),
        MapWhy::SamePlace { path } => input(Msg::IntakeMapSamePlace { place, path }),
        MapWhy::RowPath => input(Msg::IntakeMapRowPath { place }),
        MapWhy::WritesWorkbook => input(Msg::IntakeMapWorkbook { place }),
        MapWhy::OneTicket => input(Msg::IntakeMapOneTicket { place }),
    }
}

/// Why the table at `path` cannot be read.
#[must_use]
pub fn table(path: &str, fault: &TableFault) -> Error {
    let path = path.to_owned();
    let input = |msg| Error::new(Kind::Input, msg);
    match fault {
        TableFault::Grid(GridFault::OldOrEncrypted) => input(Msg::OldWorkbook { path }),
        TableFault::Grid(GridFault::Encoding(name)) => input(Msg::WrongEncoding { path, name: (*name).into() }),
        TableFault::Grid(GridFault::NoSheet(names)) => input(Msg::IntakeNoSheet { path, names: names.join(" ") }),
        TableFault::Grid(GridFault::Broken(why)) => input(Msg::ReadFile { path }).because(why),
        TableFault::Empty => input(Msg::IntakeEmpty { path }),
        TableFault::NoHeadings { searched } => input(Msg::IntakeNoHeadings { path, count: searched.to_string() }),
        TableFault::NoColumn { names, near } => {
            let error = input(Msg::IntakeNoColumn { path, names: names.join(" / ") });
            let name = names.first().cloned().unwrap_or_default();
            match near {
                Some(found) => error.hint(Msg::LogNearHeading { found: found.clone(), name }),
                None => error,
            }
        }
        TableFault::Twice { heading } => input(Msg::LogTwice { path, name: heading.clone() }),
    }
}

/// Why a row was left out.
#[must_use]
pub fn row(fault: &RowFault, lang: Lang) -> Error {
    let row = place(&fault.entry, fault.line);
    let (column, value) = (fault.column.clone(), fault.value.clone());
    let input = |msg| Error::new(Kind::Input, msg);
    match &fault.why {
        Why::Missing => input(Msg::IntakeRowMissing { row, column }),
        Why::Time => input(Msg::IntakeRowTime { row, column, value }),
        Why::Level => input(Msg::IntakeRowLevel { row, column, value }),
        Why::Choice { field } => {
            let choices = field.choices();
            let known: Vec<&str> = choices.iter().map(|(_, words)| words.to(lang)).collect();
            let error = input(Msg::IntakeRowChoice { row, column, value: value.clone(), known: known.join(" ") });
            error.near(&value, known)
        }
        Why::Status => input(Msg::IntakeRowStatus { row, column, value }),
        Why::Control => input(Msg::IntakeRowControl { row, column, value }),
        Why::Long { most } => input(Msg::IntakeRowLong { row, column, most: most.to_string() }),
        Why::Digits => input(Msg::IntakeRowDigits { row, column, value }),
        Why::Formula => input(Msg::IntakeRowFormula { row, column, value }),
        Why::Twice => input(Msg::IntakeRowTwice { row, column }),
        Why::Nested => input(Msg::IntakeRowNested { row, column }),
        Why::NoFile => input(Msg::IntakeRowNoFile { row, value }),
        Why::Differs { line } => input(Msg::IntakeRowDiffers { row, value, other: line.to_string() }),
        Why::Many { tickets } => input(Msg::IntakeRowMany { row, value, tickets: tickets.join(" ") }),
    }
}

/// A column that was not used.
#[must_use]
pub fn unused(unused: &Unused) -> Msg {
    if unused.heading.is_empty() {
        return Msg::IntakeUnnamed { column: unused.column.to_string() };
    }
    Msg::LogUnused { name: unused.heading.clone() }
}

/// Why the package at `path` cannot be read.
#[must_use]
pub fn package(path: &str, faults: &[PackageFault]) -> Option<Error> {
    let told = |fault: &PackageFault| {
        let (path, entry) = (path.to_owned(), fault.entry.clone());
        match &fault.why {
            PackageWhy::NoEntry => Error::new(Kind::Input, Msg::IntakeNoEntry { path, entry }),
            PackageWhy::Unreadable => Error::new(Kind::Input, Msg::ReadFile { path: format!("{path}/{entry}") }),
            PackageWhy::Table(fault) => table(&format!("{path}/{entry}"), fault),
            PackageWhy::Xml(fault) => xml(&format!("{path}/{entry}"), fault),
        }
    };
    Error::all(faults.iter().map(told).collect())
}

fn xml(path: &str, fault: &XmlFault) -> Error {
    let place = format!("{path}:{}", fault.line);
    let input = |msg| Error::new(Kind::Input, msg);
    match fault.why.clone() {
        XmlWhy::TooLarge { most } => input(Msg::IntakeXmlLarge { place, most: most.to_string() }),
        XmlWhy::TooDeep { most } => input(Msg::IntakeXmlDeep { place, most: most.to_string() }),
        XmlWhy::Encoding(name) => input(Msg::IntakeXmlEncoding { place, name }),
        XmlWhy::Bytes(name) => input(Msg::IntakeXmlBytes { place, name: name.into() }),
        XmlWhy::Doctype => input(Msg::IntakeXmlDoctype { place }),
        XmlWhy::Entity(name) => input(Msg::IntakeXmlEntity { place, name }),
        XmlWhy::Character(code) => input(Msg::IntakeXmlCharacter { place, code: format!("U+{code:04X}") }),
        XmlWhy::Cut => input(Msg::IntakeXmlCut { place }),
        XmlWhy::Syntax(text) => input(Msg::IntakeXmlSyntax { place }).because(text),
        XmlWhy::NoRoot(row) => input(Msg::IntakeXmlNoRoot { place, row }),
    }
}

/// Why tickets cannot be written as an adapter says.
#[must_use]
pub fn write(faults: &[WriteFault]) -> Option<Error> {
    let told = |fault: &WriteFault| {
        let (no, column) = (fault.number.clone(), fault.column.clone());
        let msg = match fault.why.clone() {
            WriteWhy::Missing => Msg::IntakeWriteMissing { no, column },
            WriteWhy::NoWord { value } => Msg::IntakeWriteNoWord { no, column, value },
            WriteWhy::Character(wrong) => Msg::IntakeWriteCharacter { no, column, code: format!("U+{:04X}", u32::from(wrong)) },
            WriteWhy::SameEntry => Msg::IntakeWriteSameEntry { no, entry: column },
            WriteWhy::Time { value } => Msg::IntakeWriteTime { no, column, value },
        };
        Error::new(Kind::Input, msg)
    };
    Error::all(faults.iter().map(told).collect())
}

/// A row, and its file where there are several.
fn place(entry: &str, line: usize) -> String {
    if entry.is_empty() { line.to_string() } else { format!("{entry}:{line}") }
}
