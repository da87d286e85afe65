//! Bytes of an XML document → its elements. Prefixes of namespaces are left out of names; there are no document types and no entities
//! but XML's own, so that nothing can grow while it is read.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::fault::{XmlFault, XmlWhy};

/// The largest document.
const MOST_BYTES: usize = 64 << 20;
/// Layouts nest a handful of elements.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Node {
    pub name: String,
    /// From 1.
    pub line: usize,
    pub attributes: Vec<(String, String)>,
    /// What stands directly in it.
    pub text: String,
    pub children: Vec<Node>,
}

/// Whether XML has such a character.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The root of a document.
pub(super) fn document(bytes: &[u8]) -> Result<Node, XmlFault> {
    if bytes.len() > MOST_BYTES {
        return Err(XmlFault { line: 1, why: XmlWhy::TooLarge { most: MOST_BYTES } });
    }
    let text = decoded(bytes).map_err(|why| XmlFault { line: 1, why })?;
    if let Some((at, wrong)) = text.char_indices().find(|(_, c)| !is_xml(*c)) {
        let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        return Err(XmlFault { line, why: XmlWhy::Character(u32::from(wrong)) });
    }
    Builder { text: &text, counted: (0, 1), open: Vec::new(), root: None }.run()
}

/// By the byte order mark, or as the prolog says, or UTF-8.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, XmlWhy> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match prolog(bytes) {
            Some(label) => Encoding::for_label(label).ok_or_else(|| XmlWhy::Encoding(String::from_utf8_lossy(label).into_owned()))?,
            None => UTF_8,
        },
    };
    let (text, encoding, broken) = encoding.decode(bytes);
    if broken { Err(XmlWhy::Bytes(encoding.name())) } else { Ok(text) }
}

/// What stands behind `encoding=` in the prolog.
fn prolog(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let prolog = rest.split(|byte| *byte == b'>').next()?;
    let at = prolog.windows(8).position(|word| word == b"encoding")?;
    prolog.get(at + 8..)?.split(|byte| matches!(byte, b'"' | b'\'')).nth(1)
}

struct Builder<'t> {
    text: &'t str,
    /// A place, and the line that it is in: lines are counted once.
    counted: (usize, usize),
    open: Vec<Node>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn run(mut self) -> Result<Node, XmlFault> {
        let mut reader = Reader::from_str(self.text);
        loop {
            // Where the event begins.
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let line = self.line(at);
            let ended = match reader.read_event() {
                Ok(event) => self.take(event, line),
                Err(error) => Err(syntax(&error)),
            };
            if ended.map_err(|why| XmlFault { line, why })? {
                let cut = XmlFault { line, why: XmlWhy::Cut };
                return if self.open.is_empty() { self.root.ok_or(cut) } else { Err(cut) };
            }
        }
    }

    fn line(&mut self, at: usize) -> usize {
        let (before, line) = self.counted;
        let passed = self.text.as_bytes().get(before..at).unwrap_or_default();
        self.counted = (at.max(before), line + memchr::memchr_iter(b'\n', passed).count());
        self.counted.1
    }

    /// Whether that was the end.
    fn take(&mut self, event: Event<'_>, line: usize) -> Result<bool, XmlWhy> {
        match event {
            Event::Start(start) => {
                if self.open.len() >= DEEPEST {
                    return Err(XmlWhy::TooDeep { most: DEEPEST });
                }
                let node = node(&start, line)?;
                self.open.push(node);
            }
            Event::Empty(start) => {
                let node = node(&start, line)?;
                self.close(node)?;
            }
            Event::End(_) => {
                if let Some(node) = self.open.pop() {
                    self.close(node)?;
                }
            }
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(name) => {
                let one = referred(&name)?;
                self.text(one.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(_) => return Err(XmlWhy::Doctype),
            Event::Eof => return Ok(true),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        Ok(false)
    }

    fn text(&mut self, text: &str) -> Result<(), XmlWhy> {
        match self.open.last_mut() {
            Some(node) => node.text.push_str(text),
            None if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() => {}
            None => return Err(XmlWhy::Syntax("text outside of the root element".into())),
        }
        Ok(())
    }

    fn close(&mut self, node: Node) -> Result<(), XmlWhy> {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None if self.root.is_none() => self.root = Some(node),
            None => return Err(XmlWhy::Syntax("a second root element".into())),
        }
        Ok(())
    }
}

fn syntax(error: &quick_xml::Error) -> XmlWhy {
    XmlWhy::Syntax(error.to_string())
}

fn node(start: &BytesStart<'_>, line: usize) -> Result<Node, XmlWhy> {
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| XmlWhy::Syntax(error.to_string()))?;
        let key = attribute.key.as_ref();
        if key == "xmlns" || key.starts_with("xmlns:") {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::default()).map_err(|error| syntax(&error))?;
        if let Some(wrong) = value.chars().find(|c| !is_xml(*c)) {
            return Err(XmlWhy::Character(u32::from(wrong)));
        }
        attributes.push((plain(key), value.into_owned()));
    }
    Ok(Node { name: plain(start.name().as_ref()), line, attributes, ..Node::default() })
}

/// A name without its prefix.
fn plain(name: &str) -> String {
    name.rsplit_once(':').map_or(name, |(_, name)| name).to_owned()
}

fn referred(name: &BytesRef<'_>) -> Result<char, XmlWhy> {
    let one = match name.resolve_char_ref().map_err(|error| syntax(&error))? {
        Some(one) => one,
        None => match &**name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            other => return Err(XmlWhy::Entity(other.to_owned())),
        },
    };
    if is_xml(one) { Ok(one) } else { Err(XmlWhy::Character(u32::from(one))) }
}
