//! The rendered text of a part → what a word processor opens: one walk that notes what to change, one that copies.
//!
//! Loops copy ids and names that must be unique; conditions empty cells that must hold a paragraph. Both are put right here, marks become
//! drawings ([`super::draw`]) and the table of contents is filled ([`super::toc`]).

use std::collections::{BTreeMap, BTreeSet};

use memchr::memchr2;

use super::draw::Drawer;
use super::hoist::COLUMNS;
use super::marks::{BEGIN, END};
use super::numbering::Counters;
use super::styles::Styles;
use super::table::{Table, rows_of};
use super::toc::{Heading, Toc};
use crate::ooxml::scan::{Tag, Way, escape, tags};

/// A stretch of the text and what takes its place.
#[derive(Debug)]
pub(super) struct Edit {
    pub from: usize,
    pub to: usize,
    pub text: String,
}

/// What must be unique in a whole document.
#[derive(Debug, Default)]
pub(super) struct Unique {
    pub drawing: u32,
    bookmark: u32,
    names: BTreeSet<String>,
    shapes: BTreeSet<String>,
}

impl Unique {
    /// A name that no bookmark has yet; Word allows forty characters.
    pub(super) fn bookmark_name(&mut self, wanted: &str) -> String {
        let cut = |n: usize| wanted.chars().take(n).collect::<String>();
        let mut name = wanted.to_owned();
        let mut copy = 2_u32;
        while !self.names.insert(name.to_lowercase()) {
            name = format!("{}_{copy}", cut(33));
            copy += 1;
        }
        name
    }

    pub(super) fn bookmark_id(&mut self) -> u32 {
        self.bookmark += 1;
        self.bookmark
    }
}

/// What stood last in a cell or another place that must end in a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Nothing,
    Paragraph,
    Table,
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub from: usize,
    /// Its properties, with their tags.
    pub properties: Option<(usize, usize)>,
    pub content: usize,
    pub style: String,
    level: Option<u8>,
    /// The list that numbers it and the level, where it says so itself.
    list: Option<String>,
    list_level: Option<usize>,
    text: String,
    in_text: Option<usize>,
}

struct Finish<'t, 'd, 'p> {
    text: &'t str,
    styles: &'d Styles,
    drawer: &'d mut Drawer<'p>,
    edits: Vec<Edit>,
    tail: Tail,
    tables: Vec<Table>,
    /// Twips of the open cells, innermost last; 0 where a cell does not say.
    cells: Vec<u32>,
    paragraphs: Vec<Paragraph>,
    /// Old id of a bookmark → its new one and the tag that begins it.
    bookmarks: BTreeMap<String, (u32, usize, usize)>,
    boxes: usize,
    counters: Counters,
    toc: Toc,
}

/// Finishes a part.
pub(super) fn finish(text: &str, styles: &Styles, drawer: &mut Drawer<'_>) -> String {
    let mut finish = Finish {
        text,
        styles,
        drawer,
        edits: Vec::new(),
        tail: Tail::Nothing,
        tables: Vec::new(),
        cells: Vec::new(),
        paragraphs: Vec::new(),
        bookmarks: BTreeMap::new(),
        boxes: 0,
        counters: Counters::default(),
        toc: Toc::default(),
    };
    finish.walk();
    let mut edits = finish.edits;
    // Beginnings without an end: the end was in what a condition left out.
    edits.extend(finish.bookmarks.into_values().map(|(_, from, to)| Edit { from, to, text: String::new() }));
    let unfilled = finish.toc.fill(text, styles, &mut drawer.unique, &mut edits);
    if unfilled {
        drawer.note_no_headings();
    }
    apply(text, edits)
}

/// Copies the text with its changes. A change within what another one replaced is void.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| edit.from);
    let added: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut at = 0;
    for edit in edits.iter().filter(|edit| edit.to >= edit.from) {
        if edit.from < at {
            continue;
        }
        out.push_str(&text[at..edit.from]);
        out.push_str(&edit.text);
        at = edit.to;
    }
    out.push_str(&text[at..]);
    out
}

impl Finish<'_, '_, '_> {
    fn edit(&mut self, from: usize, to: usize, text: impl Into<String>) {
        self.edits.push(Edit { from, to, text: text.into() });
    }

    fn walk(&mut self) {
        let text = self.text;
        let bytes = text.as_bytes();
        let (mut at, mut walker) = (0, tags(text));
        while let Some(hit) = bytes.get(at..).and_then(|rest| memchr2(b'<', 0xc2, rest)).map(|n| at + n) {
            if bytes[hit] == 0xc2 {
                at = if text[hit..].starts_with(BEGIN) { self.mark(hit) } else { hit + 2 };
                continue;
            }
            walker.skip_to(hit);
            let special = matches!(bytes.get(hit + 1), Some(b'!' | b'?'));
            let tag = if special { walker.next() } else { walker.tag_at(hit) };
            let Some(tag) = tag else { return };
            at = tag.to;
            self.tag(&tag);
        }
    }

    /// A mark between tags; returns where it ends.
    fn mark(&mut self, from: usize) -> usize {
        let rest = &self.text[from..];
        let Some(len) = rest.find(END) else { return from + BEGIN.len_utf8() };
        let to = from + len + END.len_utf8();
        if self.text[from..to] == *COLUMNS {
            if let Some(table) = self.tables.last_mut() {
                table.columns = true;
            }
            self.edit(from, to, "");
        } else {
            let drawn = self.drawer.draw(&rest[BEGIN.len_utf8()..len], self.cells.last().copied().filter(|width| *width > 0));
            self.edit(from, to, drawn);
        }
        to
    }

    /// A mark in an attribute of a placeholder.
    fn mark_in(&mut self, tag: &Tag<'_>) {
        let inner = &self.text[tag.from..tag.to];
        if let (Some(from), Some(to)) = (inner.find(BEGIN), inner.find(END)) {
            let relation = self.drawer.draw(&inner[from + BEGIN.len_utf8()..to], None);
            self.edit(tag.from + from, tag.from + to + END.len_utf8(), relation);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.name, tag.way) {
            ("w:p", _) => self.paragraph(tag),
            ("w:pPr" | "w:pStyle" | "w:outlineLvl" | "w:numId" | "w:ilvl" | "w:t", _) => self.in_paragraph(tag),
            ("w:tbl" | "w:tr" | "w:tc" | "w:tblGrid" | "w:gridCol" | "w:gridSpan" | "w:gridBefore" | "w:gridAfter" | "w:tcW", _) => {
                self.table(tag);
            }
            ("w:hdr" | "w:ftr" | "w:footnote" | "w:endnote" | "w:txbxContent", _) => self.story(tag),
            ("wp:docPr", Way::Open | Way::Empty) => {
                self.drawer.unique.drawing += 1;
                let id = self.drawer.unique.drawing.to_string();
                self.set_attr(tag, "id", &id);
            }
            ("a:blip" | "c:chart", Way::Open | Way::Empty) if tag.attrs.contains(BEGIN) => self.mark_in(tag),
            ("w:bookmarkStart" | "w:bookmarkEnd", Way::Open | Way::Empty) => self.bookmark(tag),
            ("w:fldChar" | "w:instrText" | "w:r" | "w:fldSimple", _) => {
                self.toc.tag(tag, self.text, &self.paragraphs);
            }
            (name, Way::Open | Way::Empty) if name.starts_with("v:") && name != "v:shapetype" => self.shape(tag),
            _ => {}
        }
    }

    fn set_attr(&mut self, tag: &Tag<'_>, name: &str, value: &str) {
        if let Some((old, at)) = tag.attr_at(name)
            && old != value
        {
            self.edit(at, at + old.len(), value);
        }
    }

    fn paragraph(&mut self, tag: &Tag<'_>) {
        match tag.way {
            Way::Open => self.paragraphs.push(Paragraph { from: tag.from, content: tag.to, ..Paragraph::default() }),
            Way::Empty => self.tail = Tail::Paragraph,
            Way::Close => {
                self.tail = Tail::Paragraph;
                let Some(mut p) = self.paragraphs.pop() else { return };
                let number = self.number(&p);
                if let (Some(level), 0, false) = (p.level, self.boxes, p.text.trim().is_empty()) {
                    p.text.insert_str(0, &number);
                    self.toc.headings.push(Heading { level, text: p.text, from: p.content, to: tag.from });
                }
            }
        }
    }

    /// The number that a word processor puts before a paragraph, as XML.
    fn number(&mut self, p: &Paragraph) -> String {
        let of_style = self.styles.list(&p.style);
        let list = p.list.as_deref().or(of_style.map(|(list, _)| list));
        let level = p.list_level.or(of_style.map(|(_, level)| level)).unwrap_or(0);
        list.map_or_else(String::new, |list| escape(&self.styles.numbering.next(&mut self.counters, list, level)))
    }

    fn in_paragraph(&mut self, tag: &Tag<'_>) {
        let text = self.text;
        let Some(p) = self.paragraphs.last_mut() else { return };
        match (tag.name, tag.way) {
            ("w:pPr", Way::Open) if p.properties.is_none() => p.properties = Some((tag.from, tag.to)),
            ("w:pPr", Way::Empty) if p.properties.is_none() => {
                p.properties = Some((tag.from, tag.to));
                p.content = tag.to;
            }
            ("w:pPr", Way::Close) => {
                if let Some((_, to)) = &mut p.properties {
                    *to = tag.to;
                    p.content = tag.to;
                }
            }
            ("w:pStyle", Way::Open | Way::Empty) if p.style.is_empty() => {
                tag.attr("w:val").unwrap_or_default().clone_into(&mut p.style);
                p.level = p.level.or(self.styles.level(&p.style));
            }
            ("w:outlineLvl", Way::Open | Way::Empty) => {
                p.level = tag.attr("w:val").and_then(|n| n.parse::<u8>().ok()).filter(|n| *n < 9).map(|n| n + 1);
            }
            ("w:numId", Way::Open | Way::Empty) => p.list = tag.attr("w:val").map(str::to_owned),
            ("w:ilvl", Way::Open | Way::Empty) => p.list_level = tag.attr("w:val").and_then(|n| n.parse().ok()),
            ("w:t", Way::Open) if p.level.is_some() => p.in_text = Some(tag.to),
            ("w:t", Way::Close) => {
                if let Some(from) = p.in_text.take() {
                    p.text.push_str(&text[from..tag.from]);
                }
            }
            _ => {}
        }
    }

    /// Places that must end in a paragraph.
    fn story(&mut self, tag: &Tag<'_>) {
        let text_box = tag.name == "w:txbxContent";
        match tag.way {
            Way::Open => {
                self.boxes += usize::from(text_box);
                self.tail = Tail::Nothing;
            }
            Way::Close => {
                self.boxes -= usize::from(text_box && self.boxes > 0);
                if self.tail != Tail::Paragraph {
                    self.edit(tag.from, tag.from, "<w:p/>");
                }
                self.tail = Tail::Nothing;
            }
            Way::Empty => {}
        }
    }

    fn table(&mut self, tag: &Tag<'_>) {
        match (tag.name, tag.way) {
            ("w:tbl", Way::Open) => {
                // Two tables without a paragraph between them would become one.
                if self.tail == Tail::Table {
                    self.edit(tag.from, tag.from, "<w:p/>");
                }
                self.tables.push(Table::new(tag.from, self.tail));
                self.tail = Tail::Nothing;
            }
            ("w:tbl", Way::Close) => {
                let Some(table) = self.tables.pop() else { return };
                if table.rows == 0 {
                    self.edit(table.from, tag.to, "");
                    self.tail = table.tail;
                } else {
                    self.edits.extend(table.columns_edits());
                    self.tail = Tail::Table;
                }
            }
            ("w:tc", Way::Open) => {
                self.tail = Tail::Nothing;
                self.cells.push(0);
                rows_of(&mut self.tables, tag);
            }
            ("w:tc", Way::Close) => {
                if self.tail != Tail::Paragraph {
                    self.edit(tag.from, tag.from, "<w:p/>");
                }
                self.tail = Tail::Nothing;
                self.cells.pop();
                rows_of(&mut self.tables, tag);
            }
            ("w:tcW", Way::Open | Way::Empty) => {
                if let (Some(cell), Some("dxa")) = (self.cells.last_mut(), tag.attr("w:type")) {
                    *cell = tag.attr("w:w").and_then(|width| width.parse().ok()).unwrap_or(0);
                }
                self.edits.extend(rows_of(&mut self.tables, tag));
            }
            _ => self.edits.extend(rows_of(&mut self.tables, tag)),
        }
    }

    fn bookmark(&mut self, tag: &Tag<'_>) {
        let id = tag.attr("w:id").unwrap_or_default();
        if tag.name == "w:bookmarkEnd" {
            match self.bookmarks.remove(id) {
                Some((new, ..)) => self.set_attr(tag, "w:id", &new.to_string()),
                None => self.edit(tag.from, tag.to, ""),
            }
            return;
        }
        let new = self.drawer.unique.bookmark_id();
        let name = self.drawer.unique.bookmark_name(tag.attr("w:name").unwrap_or_default());
        self.set_attr(tag, "w:id", &new.to_string());
        self.set_attr(tag, "w:name", &name);
        if let Some((_, from, to)) = self.bookmarks.insert(id.to_owned(), (new, tag.from, tag.to)) {
            self.edit(from, to, "");
        }
    }

    /// Shapes of the old format have ids that are texts.
    fn shape(&mut self, tag: &Tag<'_>) {
        let Some(id) = tag.attr("id") else { return };
        let mut new = id.to_owned();
        let mut copy = 2_u32;
        while !self.drawer.unique.shapes.insert(new.clone()) {
            new = format!("{id}_{copy}");
            copy += 1;
        }
        self.set_attr(tag, "id", &new);
    }
}
