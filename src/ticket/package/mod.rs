//! Packages: tickets in a ZIP that somebody carries to the other platform, and what is answered.
//!
//! ```text
//! manifest.json                first, stored: what the package is, each ticket with the events it has, each file with its digest
//! tickets/<no>/ticket.xml      the ticket for programs (man/opsctl-ticket.xsd)
//! tickets/<no>/ticket.html     the ticket for people
//! tickets/<no>/history.jsonl   its events, a line each: what an import goes by
//! tickets/<no>/att/0001.docx   its files; what they are called is in the manifest
//! ```
//!
//! A package is known by the digest of its manifest, so that packing it anew makes no new one; its id is made of what it carries, so that
//! the same export gives the same bytes. What comes in is believed as far as it fits: events go on where ours end, and none of ours is
//! taken from over there.

mod arrive;
mod html;
mod manifest;
mod pack;
mod receipt;
mod xml;

pub use arrive::{Arrived, Change, Refused, Taken, look, take_in};
pub use html::html;
pub use manifest::{FORMAT, Listed, Manifest, ManifestFault, Part, Party, VERSION};
pub use pack::{Content, Entry, History, ending, id_of, papers, read_history};
pub use receipt::{Receipt, Receipted, TicketResult};
pub use xml::xml;
