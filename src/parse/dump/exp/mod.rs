//! Dumps of the original Export (`exp`): header, end, tables and their rows.
//!
//! A dump is a header of one record, then lines of text (statements, and marks such as `TABLE "T"`) with binary rows between them, then
//! `EXIT` twice and NULs up to a whole number of records. Measured on 69 public dumps, Oracle 8.1.5 to 23.

mod columns;
mod date;
mod end;
mod head;
mod line;
mod report;
mod rows;
mod skip;
mod stream;
mod tables;
mod whole;

pub use end::End;
pub use head::{Fault, Head, Mode};
pub use report::{Kind, Owner, Report, Rows, Table, Uncounted};
pub use tables::tables;
pub use whole::{Cut, Doubt, Whole, whole};

pub(super) use head::is_exp;
