//! What can be wrong with a mapping, a table, a row of it, a package; as values, for [`super::told`] and for programs.

use crate::model::ticket::Field;
use crate::parse::grid::GridFault;

/// One thing that a mapping file must not have. Nothing of such a file is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapFault {
    /// From 1.
    pub line: usize,
    pub why: MapWhy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapWhy {
    NotUtf8,
    /// The parser's words, and the key that was meant.
    Syntax {
        text: String,
        near: Option<String>,
    },
    /// `[fields]` has a name that is none.
    NoField {
        name: String,
        near: Option<&'static str>,
    },
    /// A value that stands for none of ours; those there are, with the nearest.
    Value {
        value: String,
        known: Vec<&'static str>,
        near: Option<&'static str>,
    },
    /// Neither `column` (or `path`) nor `join`, or an empty name.
    NoColumn {
        key: String,
    },
    /// `join` and `split` together, `part` without `split` or from 0, `with` without `join`.
    Parts {
        key: String,
    },
    /// A format of times that does not work.
    TimeFormat {
        format: String,
        cause: String,
    },
    /// `[package]` in a mapping of tables.
    IsAdapter,
    /// No `[package]` in an adapter.
    NoPackage,
    /// No `[number]`, and none are to be made.
    NoNumber,
    /// A path that leads to no element or attribute.
    Path {
        path: String,
    },
    /// Two values would be written to one place, or one into an element that has others in it.
    SamePlace {
        path: String,
    },
    /// `read.row` is missing where the format is xml, or there where it is another.
    RowPath,
    /// Workbooks are read, not written.
    WritesWorkbook,
    /// All tickets in one document that has room for one: `file` lacks `{number}`.
    OneTicket,
}

/// Why a table as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    Grid(GridFault),
    Empty,
    /// No row of headings in the first so many rows.
    NoHeadings {
        searched: usize,
    },
    /// None of the names of a column that must be there; and a heading that is nearly one.
    NoColumn {
        names: Vec<String>,
        near: Option<String>,
    },
    /// Two columns of one name.
    Twice {
        heading: String,
    },
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The file within a package; empty for a table by itself.
    pub entry: String,
    /// In the file, from 1.
    pub line: usize,
    /// The heading or path.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    pub why: Why,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    Missing,
    /// No time in any known form.
    Time,
    /// Not 1 to 5.
    Level,
    /// None of the choices, which are these keys.
    Choice {
        field: Field,
    },
    /// No state that the mapping knows.
    Status,
    Control,
    /// More characters than the field takes.
    Long {
        most: usize,
    },
    /// A spreadsheet made a number of it and lost digits.
    Digits,
    /// A formula that failed: `#N/A`.
    Formula,
    /// There twice, where there may be one.
    Twice,
    /// Has elements in it, where a text should be.
    Nested,
    /// An attachment that is not in the package.
    NoFile,
    /// Another row has the same number and says something else; its line.
    Differs {
        line: usize,
    },
    /// Several tickets here have that number of that platform.
    Many {
        tickets: Vec<String>,
    },
}

/// Why a package as a whole cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFault {
    /// The file within, or the pattern that none fits.
    pub entry: String,
    pub why: PackageWhy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageWhy {
    /// No entry fits the pattern.
    NoEntry,
    /// It is listed, but its bytes are not to be had.
    Unreadable,
    Table(TableFault),
    Xml(XmlFault),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlFault {
    /// From 1.
    pub line: usize,
    pub why: XmlWhy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlWhy {
    TooLarge {
        most: usize,
    },
    TooDeep {
        most: usize,
    },
    /// An encoding that is not known.
    Encoding(String),
    /// Bytes that are not of the encoding.
    Bytes(&'static str),
    /// A document type: entities are made there, and bombs of them.
    Doctype,
    /// `&name;`
    Entity(String),
    /// A character that XML does not have, by its number.
    Character(u32),
    Cut,
    /// The parser's words.
    Syntax(String),
    /// The document is of something else: the path of records.
    NoRoot(String),
}

/// Why a ticket cannot be written as the adapter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteFault {
    pub number: String,
    /// Heading, path or entry.
    pub column: String,
    pub why: WriteWhy,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteWhy {
    Missing,
    /// They have no word for it.
    NoWord {
        value: String,
    },
    /// The format or the encoding does not have it.
    Character(char),
    /// Two tickets would be one file.
    SameEntry,
    /// Neither a moment nor empty.
    Time {
        value: String,
    },
}
