//! A ticket as XML for programs of others; its schema is `man/opsctl-ticket.xsd`.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event as Xml};

use crate::model::Lang;
use crate::model::ticket::Ticket;

/// The namespace of version 1.
const NAMESPACE: &str = "urn:opsctl:ticket:1";

/// The bytes; the same ticket gives the same. What XML cannot hold of a text (control characters) is left out of it.
pub fn xml(ticket: &Ticket) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Xml::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let (revs, round) = (ticket.revs, ticket.round().to_string());
    let (ops, problem, opened) = (revs.ops.to_string(), revs.problem.to_string(), ticket.opened.to_string());
    let status = ticket.status().map_or("", |status| status.as_str());
    xml.create_element("ticket")
        .with_attributes([
            ("xmlns", NAMESPACE),
            ("no", clean(&ticket.no).as_str()),
            ("side", ticket.side.as_str()),
            ("status", status),
            ("round", &round),
            ("opened", &opened),
            ("ops", &ops),
            ("problem", &problem),
        ])
        .write_inner_content(|xml| {
            for (field, held) in &ticket.fields {
                xml.create_element("field")
                    .with_attributes([("name", field.as_str()), ("label", field.to(Lang::Zh))])
                    .write_text_content(BytesText::new(&clean(&held.value)))?;
            }
            for holding in &ticket.course {
                let (since, round) = (holding.since.to_string(), holding.round.to_string());
                xml.create_element("state")
                    .with_attributes([
                        ("status", holding.status.as_str()),
                        ("label", holding.status.to(Lang::Zh)),
                        ("round", &round),
                        ("since", &since),
                        ("author", &clean(&holding.author)),
                    ])
                    .write_empty()?;
            }
            for note in &ticket.notes {
                let at = note.at.to_string();
                let mark = note.mark.map_or("", |mark| mark.as_str());
                xml.create_element("note")
                    .with_attributes([("side", note.side.as_str()), ("at", &at), ("author", &clean(&note.author)), ("mark", mark)])
                    .write_text_content(BytesText::new(&clean(&note.text)))?;
            }
            for file in &ticket.files {
                let size = file.size.to_string();
                xml.create_element("file")
                    .with_attributes([("name", clean(&file.name).as_str()), ("size", &size), ("sha256", &file.sha256)])
                    .write_empty()?;
            }
            Ok(())
        })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Without the characters that XML 1.0 does not have.
fn clean(text: &str) -> String {
    let has = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(has).collect()
}
