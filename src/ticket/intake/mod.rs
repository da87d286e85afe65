//! Tickets that others wrote: exports of a platform as tables, packages of a foreign layout; and packages written so that it reads them.
//!
//! A mapping file (TOML, [`Map`]) says which column holds which field, what the platform's words mean and how its times are written;
//! [`Map::usual`] is the one that is used without. [`read`] makes rows of a table, [`plan()`] says what they change here: three values
//! are looked at for each field, theirs, ours and that of the last import, so that the same file twice changes nothing and nobody's work
//! is written over. An [`Adapter`] is a mapping with `[package]`: the same for a ZIP with XML, CSV or XLSX in it ([`read_package`]), and
//! the other way round ([`write_package`]).
//!
//! **Nothing is guessed.** A word that the mapping does not know, a time that is none, a number whose digits a spreadsheet lost are
//! faults of their row ([`RowFault`]), which is left out whole and told; columns that nobody asked for are told, too.
//!
//! Everything here is pure: bytes and tables in, values out; what faults say to people is in [`told`].

mod adapter;
mod document;
mod fault;
mod map;
mod map_file;
mod package;
mod plan;
mod record;
mod table;
pub mod told;
mod value;
mod write;
mod write_csv;
mod write_xml;
mod xml;

#[cfg(test)]
mod tests;

pub use adapter::{Adapter, EXAMPLE, FilePaths, Format, Output, OutputEncoding};
pub use fault::{MapFault, MapWhy, PackageFault, PackageWhy, RowFault, TableFault, Why, WriteFault, WriteWhy, XmlFault, XmlWhy};
pub use map::{Map, SAMPLE, Take, Values, Way};
pub use package::read_package;
pub use plan::{Clash, Here, Plan, Planned, Step, plan};
pub use record::{Attached, Row};
pub use table::{Table, Unused, read};
pub use write::{Outgoing, Written, write_package};
