//! Sections of blocks → `word/document.xml`.

use super::block::{Block, Item, Role, Section, Text};
use super::frame::Frames;
use super::grid;
use super::head::Head;
use super::inline::{Line, Look, Run};
use super::page::Page;
use super::paragraph::{Paragraph, field};
use super::words::Words;
use super::xml::{Element, el, val};

/// The root of the document.
pub(super) fn document(head: &Head, title: &[Line], sections: &[Section], frames: &Frames) -> Element {
    let mut writer = Writer { head, frames, body: Vec::new(), words: Words::of(head.language) };
    let cover = sections.first().is_some_and(|section| section.cover);
    writer.title(title, cover);
    let mut rest = sections;
    if let Some((first, others)) = sections.split_first().filter(|_| cover) {
        writer.items(first);
        rest = others;
    }
    let front = cover || head.toc;
    if head.toc {
        writer.contents(cover);
    }
    if front {
        let page = Page::new(head.margins, head.landscape);
        writer.end_section(properties(&page));
    }
    for (at, section) in rest.iter().enumerate() {
        writer.items(section);
        let properties = writer.numbered(section, front && at == 0, at == 0);
        if at + 1 == rest.len() {
            writer.close();
            writer.body.push(properties);
        } else {
            writer.end_section(properties);
        }
    }
    el("w:document").attr("xmlns:w", super::parts::W).attr("xmlns:r", super::parts::R).with(el("w:body").with_all(writer.body))
}

fn properties(page: &Page) -> Element {
    el("w:sectPr").with(val("w:type", "nextPage")).with_all(page.elements())
}

struct Writer<'a> {
    head: &'a Head,
    frames: &'a Frames,
    body: Vec<Element>,
    words: Words,
}

impl Writer<'_> {
    fn push(&mut self, paragraph: Paragraph) {
        self.body.push(paragraph.element());
    }

    fn title(&mut self, title: &[Line], cover: bool) {
        if title.iter().any(|line| !line.is_empty()) {
            let style = if cover { "CoverTitle" } else { "Title" };
            self.push(Paragraph::new(style).words(title));
        }
    }

    /// The table of contents: a field that the engine fills.
    fn contents(&mut self, after_cover: bool) {
        let plain = |text: &str| vec![vec![Run { text: text.into(), look: Look::Plain }]];
        let heading = Paragraph { break_before: after_cover, ..Paragraph::new("TOCHeading") };
        self.push(heading.words(&plain(self.words.contents)));
        let code = format!("TOC \\o \"1-{}\" \\h \\z \\u", self.head.toc_levels);
        self.push(Paragraph { runs: field(&code, self.words.to_be_filled), ..Paragraph::new("TOC1") });
    }

    /// The blocks of a section. Page breaks at its ends are none: a section begins on a page of its own.
    fn items(&mut self, section: &Section) {
        let page = Page::new(self.head.margins, section.landscape);
        let mut broken = false;
        for (at, item) in section.items.iter().enumerate() {
            let next = section.items.get(at + 1).map(|item| &item.block);
            match &item.block {
                Block::PageBreak => broken = at > 0,
                Block::Paragraph(text) => {
                    // The engine may take this paragraph away, but not the break.
                    let own = broken && !item.block.may_vary();
                    self.break_page(broken && !own);
                    self.text(text, item, next, own);
                }
                Block::Table(table) => {
                    self.break_page(broken);
                    self.body.push(grid::table(table, page.text_width(), self.head.table, item));
                    self.part(next);
                }
                Block::Gap(twips) => {
                    self.break_page(broken);
                    self.push(Paragraph { height: Some(*twips), ..Paragraph::spacer() });
                }
            }
            broken = broken && item.block == Block::PageBreak;
        }
    }

    fn break_page(&mut self, wanted: bool) {
        if wanted {
            let page = el("w:r").with(el("w:br").attr("w:type", "page"));
            self.push(Paragraph { runs: vec![page], ..Paragraph::spacer() });
        }
    }

    /// Two tables without a paragraph between them would be one; a loop may bring a table together with itself.
    fn part(&mut self, next: Option<&Block>) {
        let parted = matches!(next, Some(block @ Block::Paragraph(_)) if !block.may_vary()) || matches!(next, Some(Block::Gap(_)));
        if !parted && next.is_some() {
            self.push(Paragraph { height: Some(160), ..Paragraph::spacer() });
        }
    }

    fn text(&mut self, text: &Text, item: &Item, next: Option<&Block>, break_before: bool) {
        let is_caption = |block: &Block| matches!(block, Block::Paragraph(text) if text.role == Role::Caption);
        let before_its_own = match text.role {
            Role::Caption => next
                .is_some_and(|next| matches!(next, Block::Table(_)) || matches!(next, Block::Paragraph(text) if text.role == Role::Figure)),
            Role::Figure => next.is_some_and(is_caption),
            _ => false,
        };
        let bullet = match text.role {
            Role::Bullet(level) => Some(level),
            _ => None,
        };
        let paragraph = Paragraph {
            keep_next: item.keep || before_its_own,
            keep_lines: item.whole,
            break_before,
            bullet,
            ..Paragraph::new(style(text.role))
        };
        self.push(paragraph.words(&text.lines));
    }

    /// The properties of a section with page heads and numbers.
    fn numbered(&self, section: &Section, restart: bool, first: bool) -> Element {
        let page = Page::new(self.head.margins, section.landscape);
        let plain_first = first && !self.head.first_page_number;
        let references = self.frames.references(section.landscape, plain_first);
        el("w:sectPr")
            .with_all(references)
            .with(val("w:type", "nextPage"))
            .with_all(page.elements())
            .with(restart.then(|| el("w:pgNumType").attr("w:start", 1)))
            .with(plain_first.then(|| el("w:titlePg")))
    }

    /// The end of a section is carried by a line of its own: the engine may take away or repeat any other.
    fn end_section(&mut self, properties: Element) {
        self.push(Paragraph { section: Some(properties), ..Paragraph::spacer() });
    }

    /// A document ends with a paragraph; after a table it must not make another page.
    fn close(&mut self) {
        if !self.body.last().is_some_and(|last| last.is("w:p")) {
            self.push(Paragraph::spacer());
        }
    }
}

fn style(role: Role) -> &'static str {
    match role {
        Role::Heading(1) => "Heading1",
        Role::Heading(2) => "Heading2",
        Role::Heading(3) => "Heading3",
        Role::Heading(_) => "Heading4",
        Role::Body => "Normal",
        Role::Flush => "Flush",
        Role::Center => "Centered",
        Role::Right => "AlignedRight",
        Role::Signature => "Signature",
        Role::Note => "Note",
        Role::Bullet(_) => "ListBullet",
        Role::Caption => "Caption",
        Role::Figure => "Figure",
        Role::Tag => "Tag",
    }
}
