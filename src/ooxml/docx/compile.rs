//! A part of the template → what Tera reads.

use super::dom::{Dom, Kind, ROOT};
use super::fields::{self, Located};
use super::hoist;
use super::join::{self, Joined};
use super::placeholder::{self, IN_ATTRIBUTE};
use super::tag::Tag;
use crate::ooxml::fault::{Fault, FaultKind, Place};
use crate::text::Msg;

/// Tera's delimiters here are control characters that neither a template's text nor data hold: what looks like a tag in them is text.
pub(super) const DELIMITERS: [&str; 6] = ["\u{91}", "\u{92}", "\u{93}", "\u{94}", "\u{95}", "\u{96}"];

/// A part with its tags understood and lifted.
#[derive(Debug)]
pub(super) struct Compiled {
    pub part: String,
    /// For Tera.
    pub source: String,
    pub tags: Vec<Tag>,
    paragraphs: Vec<(usize, String)>,
    /// Where each tag begins in the source, in its order.
    offsets: Vec<(usize, u32)>,
    pub fields: Vec<Located>,
}

impl Compiled {
    /// Where a tag stands in the document.
    pub(super) fn place(&self, tag: usize) -> Place {
        let paragraph = self.tags.get(tag).and_then(|tag| self.paragraphs.get(tag.paragraph as usize));
        let (paragraph, text) = paragraph.cloned().unwrap_or_default();
        Place { part: self.part.clone(), paragraph, text }
    }

    /// The tag that a byte of the source belongs to.
    pub(super) fn tag_at(&self, byte: usize) -> Option<usize> {
        let at = self.offsets.partition_point(|(offset, _)| *offset <= byte).checked_sub(1)?;
        self.offsets.get(at).map(|(_, tag)| *tag as usize)
    }
}

/// Control characters of the second block, which are legal in XML and mean nothing in a document.
fn without_controls(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        text.chars().filter(|c| !('\u{80}'..='\u{9f}').contains(c)).collect::<String>().into()
    } else {
        text.into()
    }
}

/// Compiles a part; all its faults at once.
pub(super) fn compile(part: &str, data: &[u8]) -> Result<Compiled, Vec<Fault>> {
    let bad = |why: String| vec![Fault::new(FaultKind::Xml, Place::part(part), Msg::DocxBadXml { part: part.to_owned(), why })];
    let text = std::str::from_utf8(data).map_err(|e| bad(e.to_string()))?;
    let text = without_controls(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut dom = Dom::parse(&text).map_err(bad)?;
    let mut joined = join::join(&mut dom, part);
    placeholder::find(&mut dom, part, &mut joined);
    let Joined { tags, paragraphs, faults } = joined;
    let mut compiled = Compiled { part: part.to_owned(), source: String::new(), tags, paragraphs, offsets: Vec::new(), fields: Vec::new() };
    if !faults.is_empty() {
        return Err(faults);
    }
    let wrong = hoist::hoist(&mut dom, &compiled.tags);
    if !wrong.is_empty() {
        return Err(wrong.into_iter().map(|(tag, msg)| Fault::new(FaultKind::Block, compiled.place(tag), msg)).collect());
    }
    expand_attributes(&mut dom);
    let (mut source, mut offsets) = (String::with_capacity(text.len() + text.len() / 8), Vec::new());
    dom.write(&mut source, &mut |number, out| {
        offsets.push((out.len(), number));
        if let Some(tag) = compiled.tags.get(number as usize) {
            let [open, close] = if tag.prints() { [DELIMITERS[0], DELIMITERS[1]] } else { [DELIMITERS[2], DELIMITERS[3]] };
            out.push_str(open);
            out.push(' ');
            out.push_str(&tag.tera);
            out.push(' ');
            out.push_str(close);
        }
    });
    compiled.source = source;
    let tags = offsets.iter().filter_map(|(_, n)| compiled.tags.get(*n as usize).map(|tag| (*n as usize, tag)));
    compiled.fields = fields::located(tags);
    compiled.offsets = offsets;
    Ok(compiled)
}

/// An attribute that holds a tag is cut into pieces, so that the tag is a node like others.
fn expand_attributes(dom: &mut Dom<'_>) {
    let with_tags: Vec<_> =
        dom.below(ROOT).filter(|id| matches!(dom.kind(*id), Kind::Element { attrs, .. } if attrs.contains(IN_ATTRIBUTE))).collect();
    for id in with_tags {
        let Kind::Element { name, attrs } = dom.kind(id).clone() else { continue };
        let empty = dom.first(id).is_none();
        let mut pieces = vec![Kind::Text(format!("<{name}").into())];
        for (i, piece) in attrs.split(IN_ATTRIBUTE).enumerate() {
            match piece.parse() {
                Ok(number) if i % 2 == 1 => pieces.push(Kind::Tag(number)),
                _ => pieces.push(Kind::Text(piece.to_owned().into())),
            }
        }
        pieces.push(Kind::Text(if empty { "/>" } else { ">" }.into()));
        for piece in pieces {
            let node = dom.make(piece);
            dom.insert_before(id, node);
        }
        let children: Vec<_> = dom.children(id).collect();
        for child in children {
            dom.detach(child);
            dom.insert_before(id, child);
        }
        if !empty {
            let end = dom.make(Kind::Text(format!("</{name}>").into()));
            dom.insert_before(id, end);
        }
        dom.detach(id);
    }
}
