//! A part as a tree: an arena of nodes that point into the part's text, so that thousands of paragraphs cost little.

use std::borrow::Cow;

use quick_xml::{Reader, events::Event};

use crate::ooxml::scan;

pub(super) type Id = u32;
const NONE: Id = u32::MAX;
/// Deeper than any document; what is deeper is built to do harm.
const DEEPEST: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Root,
    Element {
        name: &'a str,
        /// As written, with the space before it.
        attrs: Cow<'a, str>,
    },
    /// Text as it stands in XML.
    Text(Cow<'a, str>),
    /// Comments and instructions.
    Raw(&'a str),
    /// A tag of the template, by its number.
    Tag(u32),
}

#[derive(Debug, Clone)]
struct Node<'a> {
    kind: Kind<'a>,
    parent: Id,
    prev: Id,
    next: Id,
    first: Id,
    last: Id,
}

/// The tree. Node 0 is the root.
#[derive(Debug)]
pub(super) struct Dom<'a> {
    nodes: Vec<Node<'a>>,
}

pub(super) const ROOT: Id = 0;

impl<'a> Dom<'a> {
    /// Parses a part; the error says why it is not XML that a document may hold.
    pub(super) fn parse(text: &'a str) -> Result<Self, String> {
        let mut dom = Self { nodes: Vec::with_capacity(text.len() / 24) };
        dom.nodes.push(Node { kind: Kind::Root, parent: NONE, prev: NONE, next: NONE, first: NONE, last: NONE });
        let mut reader = Reader::from_str(text);
        let (mut here, mut depth, mut from) = (ROOT, 0_usize, 0_usize);
        loop {
            let event = reader.read_event().map_err(|e| e.to_string())?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let raw = text.get(from..to).unwrap_or_default();
            match event {
                Event::Start(_) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(format!("nested deeper than {DEEPEST}"));
                    }
                    here = dom.add(here, element(raw));
                }
                Event::Empty(_) => _ = dom.add(here, element(raw)),
                Event::End(_) => {
                    depth -= 1;
                    here = dom.nodes[here as usize].parent;
                }
                Event::Text(_) | Event::GeneralRef(_) => dom.add_text(here, text, from..to),
                Event::CData(content) => _ = dom.add(here, Kind::Text(scan::escape(&content).into())),
                Event::DocType(_) => return Err("DOCTYPE".into()),
                Event::Eof if depth == 0 && dom.first(ROOT).is_some() => return Ok(dom),
                Event::Eof => return Err("it ends too early".into()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => _ = dom.add(here, Kind::Raw(raw)),
            }
            from = to;
        }
    }

    /// Text and entities that follow each other are one node.
    fn add_text(&mut self, parent: Id, source: &'a str, range: std::ops::Range<usize>) {
        let raw = &source[range.clone()];
        if parent == ROOT {
            return;
        }
        if let Some(last) = self.last(parent)
            && let Kind::Text(Cow::Borrowed(before)) = &self.nodes[last as usize].kind
            && source.get(range.start.saturating_sub(before.len())..range.start).is_some_and(|s| std::ptr::eq(s.as_ptr(), before.as_ptr()))
        {
            let whole = &source[range.start - before.len()..range.end];
            self.nodes[last as usize].kind = Kind::Text(whole.into());
            return;
        }
        self.add(parent, Kind::Text(raw.into()));
    }

    pub(super) fn kind(&self, id: Id) -> &Kind<'a> {
        &self.nodes[id as usize].kind
    }

    pub(super) fn set(&mut self, id: Id, kind: Kind<'a>) {
        self.nodes[id as usize].kind = kind;
    }

    /// The name of an element; empty for all else.
    pub(super) fn name(&self, id: Id) -> &'a str {
        match &self.nodes[id as usize].kind {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// The raw value of an attribute.
    pub(super) fn attr(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id as usize].kind {
            Kind::Element { attrs, .. } => scan::attribute(attrs, name).map(|(value, _)| value),
            _ => None,
        }
    }

    /// Replaces the raw value of an attribute that is there.
    pub(super) fn set_attr(&mut self, id: Id, name: &str, value: &str) {
        if let Kind::Element { attrs, .. } = &mut self.nodes[id as usize].kind
            && let Some((old, at)) = scan::attribute(attrs, name)
        {
            let range = at..at + old.len();
            attrs.to_mut().replace_range(range, value);
        }
    }

    fn some(id: Id) -> Option<Id> {
        (id != NONE).then_some(id)
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        Self::some(self.nodes[id as usize].parent)
    }

    pub(super) fn first(&self, id: Id) -> Option<Id> {
        Self::some(self.nodes[id as usize].first)
    }

    pub(super) fn last(&self, id: Id) -> Option<Id> {
        Self::some(self.nodes[id as usize].last)
    }

    pub(super) fn next(&self, id: Id) -> Option<Id> {
        Self::some(self.nodes[id as usize].next)
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.first(id), |child| self.next(*child))
    }

    /// The child of that name.
    pub(super) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|child| self.name(*child) == name)
    }

    /// The node after this one in the order of the text, within `top`; its children first, unless `deep` is false.
    pub(super) fn follow(&self, id: Id, top: Id, deep: bool) -> Option<Id> {
        if deep && let Some(child) = self.first(id) {
            return Some(child);
        }
        let mut at = id;
        while at != top {
            if let Some(next) = self.next(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// All nodes below `top`, in the order of the text.
    pub(super) fn below(&self, top: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.first(top), move |id| self.follow(*id, top, true))
    }

    /// From the node up to the root.
    pub(super) fn up(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// A node of its own, not yet in the tree.
    pub(super) fn make(&mut self, kind: Kind<'a>) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE);
        self.nodes.push(Node { kind, parent: NONE, prev: NONE, next: NONE, first: NONE, last: NONE });
        id
    }

    /// A new last child.
    pub(super) fn add(&mut self, parent: Id, kind: Kind<'a>) -> Id {
        let id = self.make(kind);
        self.append(parent, id);
        id
    }

    pub(super) fn append(&mut self, parent: Id, id: Id) {
        let last = self.nodes[parent as usize].last;
        self.link(parent, last, id, NONE);
    }

    pub(super) fn insert_before(&mut self, anchor: Id, id: Id) {
        let Node { parent, prev, .. } = self.nodes[anchor as usize];
        self.link(parent, prev, id, anchor);
    }

    pub(super) fn insert_after(&mut self, anchor: Id, id: Id) {
        let Node { parent, next, .. } = self.nodes[anchor as usize];
        self.link(parent, anchor, id, next);
    }

    fn link(&mut self, parent: Id, prev: Id, id: Id, next: Id) {
        let node = &mut self.nodes[id as usize];
        (node.parent, node.prev, node.next) = (parent, prev, next);
        if prev == NONE {
            self.nodes[parent as usize].first = id;
        } else {
            self.nodes[prev as usize].next = id;
        }
        if next == NONE {
            self.nodes[parent as usize].last = id;
        } else {
            self.nodes[next as usize].prev = id;
        }
    }

    /// Takes a node out of the tree, with all below it.
    pub(super) fn detach(&mut self, id: Id) {
        let Node { parent, prev, next, .. } = self.nodes[id as usize];
        if parent == NONE {
            return;
        }
        if prev == NONE {
            self.nodes[parent as usize].first = next;
        } else {
            self.nodes[prev as usize].next = next;
        }
        if next == NONE {
            self.nodes[parent as usize].last = prev;
        } else {
            self.nodes[next as usize].prev = prev;
        }
        let node = &mut self.nodes[id as usize];
        (node.parent, node.prev, node.next) = (NONE, NONE, NONE);
    }

    /// A copy of a node with all below it, not yet in the tree.
    pub(super) fn copy(&mut self, id: Id) -> Id {
        let new = self.make(self.nodes[id as usize].kind.clone());
        let mut child = self.first(id);
        while let Some(at) = child {
            let below = self.copy(at);
            self.append(new, below);
            child = self.next(at);
        }
        new
    }

    /// Writes the tree; `tag` writes the tags of the template.
    pub(super) fn write(&self, out: &mut String, tag: &mut dyn FnMut(u32, &mut String)) {
        let mut here = self.first(ROOT);
        while let Some(id) = here {
            match self.kind(id) {
                Kind::Element { name, attrs } => {
                    out.push('<');
                    out.push_str(name);
                    out.push_str(attrs);
                    out.push_str(if self.first(id).is_some() { ">" } else { "/>" });
                }
                Kind::Text(text) => out.push_str(text),
                Kind::Raw(text) => out.push_str(text),
                Kind::Tag(number) => tag(*number, out),
                Kind::Root => {}
            }
            here = self.first(id);
            let mut at = id;
            while here.is_none() && at != ROOT {
                here = self.next(at);
                if here.is_none() {
                    at = self.nodes[at as usize].parent;
                    if at != ROOT {
                        out.push_str("</");
                        out.push_str(self.name(at));
                        out.push('>');
                    }
                }
            }
        }
    }
}

/// `<w:p w:rsidR="…" …>` → its name and attributes, without those that only name editing sessions or paragraphs, which must not be copied.
fn element(raw: &str) -> Kind<'_> {
    let inner = raw.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim_end();
    let name_len = inner.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(inner.len());
    let (name, attrs) = inner.split_at(name_len);
    let session = attrs.contains("w:rsid") || attrs.contains("w14:paraId") || attrs.contains("w14:textId");
    Kind::Element { name, attrs: if session { without_sessions(attrs).into() } else { attrs.into() } }
}

fn without_sessions(attrs: &str) -> String {
    let mut out = String::new();
    let mut rest = attrs;
    while let Some(equal) = rest.find('=') {
        let Some(open) = rest[equal..].find(['"', '\'']).map(|n| equal + n) else { break };
        let quote = &rest[open..=open];
        let Some(close) = rest[open + 1..].find(quote).map(|n| open + 1 + n) else { break };
        let name = rest[..equal].trim();
        if !(name.starts_with("w:rsid") || name == "w14:paraId" || name == "w14:textId") {
            out.push(' ');
            out.push_str(rest[..=close].trim_start());
        }
        rest = &rest[close + 1..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(xml: &str) -> String {
        let mut out = String::new();
        Dom::parse(xml).unwrap().write(&mut out, &mut |n, out| out.push_str(&format!("[{n}]")));
        out
    }

    #[test]
    fn what_is_read_is_written_but_for_sessions() {
        let xml = r#"<?xml version="1.0"?><a x="1"><b/>t &amp; u<!-- c --><c>&lt;</c></a>"#;
        assert_eq!(written(xml), xml);
        assert_eq!(written(r#"<w:p w:rsidR="00A" w:x="1" w14:paraId='7'><w:r/></w:p>"#), r#"<w:p w:x="1"><w:r/></w:p>"#);
        assert_eq!(written("<a><![CDATA[<&]]></a>"), "<a>&lt;&amp;</a>");
    }

    #[test]
    fn what_is_no_xml_is_an_error() {
        for bad in ["", "x", "<a>", "<a></b>", "<!DOCTYPE a><a/>", &"<a>".repeat(300)] {
            assert!(Dom::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn nodes_move_and_are_copied() {
        let mut dom = Dom::parse("<a><b>1</b><c/></a>").unwrap();
        let a = dom.first(ROOT).unwrap();
        let (b, c) = (dom.child(a, "b").unwrap(), dom.child(a, "c").unwrap());
        let copy = dom.copy(b);
        dom.insert_after(c, copy);
        dom.detach(b);
        let tag = dom.make(Kind::Tag(4));
        dom.insert_before(c, tag);
        let mut out = String::new();
        dom.write(&mut out, &mut |n, out| out.push_str(&n.to_string()));
        assert_eq!(out, "<a>4<c/><b>1</b></a>");
    }
}
