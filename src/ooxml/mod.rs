//! Documents of Word, WPS and Excel as bytes: templates filled, packages read and written, faults found. LEVEL 1.
//!
//! A package is a ZIP of XML parts ([`package`]). [`docx`] fills a template with data; [`lint`] looks at any docx or xlsx before it
//! is given out; [`outline`] tells a document as lines that can be compared. Nothing here reads files, clocks or settings: bytes in, bytes
//! out, and the same bytes for the same input.

pub mod docx;
mod fault;
pub mod lint;
pub mod outline;
pub mod package;
mod rels;
mod scan;
mod zip;

pub use fault::{Fault, FaultKind, Place};
