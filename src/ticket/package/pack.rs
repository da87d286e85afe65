//! What goes into a package, and how a history is read out of one.

use jiff::tz::TimeZone;

use super::html::html;
use super::manifest::{Listed, Part};
use super::xml::xml;
use crate::model::sha256;
use crate::model::ticket::{Event, PackageKind, Side, Ticket, What};
use crate::ticket::flow;

/// The longest line of a history that is read.
const LONGEST_LINE: usize = 16 << 20;

/// The bytes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// A file that is kept under its digest.
    Kept,
}

/// An entry of a package, and its line in the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub part: Part,
    pub content: Content,
}

/// Tickets of a package by their events.
pub type History = Vec<Event>;

/// The id of a package that carries these: the same export is the same package. With files and without are two.
#[must_use]
pub fn id_of(kind: PackageKind, from: Side, masked: bool, files: bool, tickets: &[Listed]) -> String {
    let what = (kind.as_str(), from.as_str(), masked, files, tickets);
    // Texts and numbers always become JSON.
    let json = serde_json::to_vec(&what).unwrap_or_default();
    sha256(&json).get(..32).unwrap_or_default().to_owned()
}

/// The entries of one ticket and its line in the manifest. `events` are those that go out, masked where they are to be, and `ticket` is
/// what they come to.
#[must_use]
pub fn papers(kind: PackageKind, ticket: &Ticket, events: &[Event], zone: &TimeZone) -> (Listed, Vec<Entry>) {
    let listed = listed(kind, ticket);
    let folder = format!("tickets/{}", ticket.no);
    let text = |name: &str, bytes: Vec<u8>| Entry {
        part: Part { path: format!("{folder}/{name}"), size: bytes.len() as u64, sha256: sha256(&bytes), name: String::new() },
        content: Content::Bytes(bytes),
    };
    let history: String = events.iter().map(|event| event.line() + "\n").collect();
    let mut entries = vec![
        // Writing into memory does not fail.
        text("ticket.xml", xml(ticket).unwrap_or_default()),
        text("ticket.html", html(ticket, zone).into_bytes()),
        text("history.jsonl", history.into_bytes()),
    ];
    for (at, file) in (1..).zip(&ticket.files) {
        let part = Part {
            path: format!("{folder}/att/{at:04}{}", ending(&file.name)),
            size: file.size,
            sha256: file.sha256.clone(),
            name: file.name.clone(),
        };
        entries.push(Entry { part, content: Content::Kept });
    }
    (listed, entries)
}

fn listed(kind: PackageKind, ticket: &Ticket) -> Listed {
    let stand = ticket.stand;
    Listed {
        no: ticket.no.clone(),
        ops: ticket.revs.ops,
        problem: ticket.revs.problem,
        round: stand.map_or(flow::FIRST, |stand| flow::round_of(kind, stand)),
        status: stand.map_or(crate::model::ticket::Status::Open, |stand| stand.status),
        heads: ticket.heads.values().cloned().collect(),
    }
}

/// `.docx` of a name, so that people can open what they unpack; nothing of a name that is not a plain ending.
#[must_use]
pub fn ending(name: &str) -> String {
    let plain = |end: &&str| !end.is_empty() && end.len() <= 8 && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.rsplit_once('.').map(|(_, end)| end).filter(plain).map_or_else(String::new, |end| format!(".{}", end.to_ascii_lowercase()))
}

/// Reads `history.jsonl`; the fault is the line and what is wrong with it.
pub fn read_history(bytes: &[u8]) -> Result<History, (usize, String)> {
    let mut events = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.is_empty() {
            continue;
        }
        if line.len() > LONGEST_LINE {
            return Err((number, format!("> {LONGEST_LINE} bytes")));
        }
        let event: Event = serde_json::from_slice(line).map_err(|error| (number, error.to_string()))?;
        if event.masked && !masks(&event.what) {
            return Err((number, "masked".into()));
        }
        events.push(event);
    }
    Ok(events)
}

/// Only what has texts can have been masked; states and packages are never taken at their word.
fn masks(what: &What) -> bool {
    matches!(
        what,
        What::Create { .. } | What::Edit { .. } | What::Move { .. } | What::Note { .. } | What::Attach { .. } | What::Pause { .. }
    )
}
