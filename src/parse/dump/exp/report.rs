//! What the body of a dump holds.

use std::collections::BTreeMap;

/// What was found in one pass over a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the dump; a partitioned table is one.
    pub tables: Vec<Table>,
    /// Tables beyond the first 100,000, which are not listed.
    pub left_out: u64,
    /// Other objects: statements that create them, counted by their first words.
    pub kinds: BTreeMap<Kind, u64>,
    /// Offset of the closing `EXIT`, if the pass came to it. If not, tables are missing, and of the last one perhaps partitions.
    pub exit_at: Option<u64>,
    /// Bytes that were only searched for their end, as the rows in them are not of a kind that is counted. What follows them was found by
    /// its looks.
    pub searched: u64,
    /// Bytes read.
    pub read: u64,
}

/// A table of a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub owner: Owner,
    pub name: String,
    pub rows: Rows,
    /// Sections of rows: one, or one for each partition.
    pub sections: u32,
    /// Offset of the first section of rows, or of the statement that creates the table where there is none.
    pub at: u64,
    /// How many columns have values in the first section; 0 without a section that is understood.
    pub columns: u16,
    /// The character set that the text in the rows is in; `None` where no column is text. From 9i on the database's, so that rows lose
    /// nothing by the client's.
    pub charset: Option<u16>,
}

/// Whose a table is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A `CONNECT` line before the table says so.
    Connect(String),
    /// No such line: the exporting user, who has no right to others' tables.
    Exporter(String),
    /// No such line, and the exporting user may export others' tables.
    Unknown,
}

/// The rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Every row was walked over and the section ended where a row would have begun.
    Counted(u64),
    /// Not counted, and why; the number is not known.
    NotCounted(Uncounted),
    /// The dump creates the table and has no rows section for it (ROWS=N, a temporary table).
    NoSection,
}

/// Why the rows of a table were not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// A column is a CLOB, BLOB or BFILE.
    Lob,
    /// A column is a LONG or LONG RAW.
    Long,
    /// A column is of a type whose form is not known (objects, XML): its code.
    Type(u16),
    /// The bytes at this offset are not what the form of rows asks for.
    Grammar { at: u64 },
    /// The file ends here, inside the section.
    Cut { at: u64 },
}

/// Kinds of objects that a dump creates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Cluster,
    Comment,
    Constraint,
    DatabaseLink,
    Function,
    Grant,
    Index,
    Library,
    MaterializedView,
    Package,
    PackageBody,
    Procedure,
    Role,
    Sequence,
    Synonym,
    Tablespace,
    Trigger,
    Type,
    TypeBody,
    User,
    View,
}

impl Rows {
    /// The rows of two sections of one table. One that was not counted makes the sum unknown.
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::NoSection, rows) | (rows, Self::NoSection) => rows,
            (Self::Counted(a), Self::Counted(b)) => Self::Counted(a.saturating_add(b)),
            (Self::NotCounted(why), _) | (_, Self::NotCounted(why)) => Self::NotCounted(why),
        }
    }
}
