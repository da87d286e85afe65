//! Reads the body of an outline, line by line, into sections of blocks. One line is one paragraph.

use super::balance::Balance;
use super::block::{Block, Item, Role, Section, Text};
use super::bracket::{Bracket, Brackets};
use super::fault::Faults;
use super::head::Head;
use super::inline::lines;
use super::setting::{Setting, is_settings, read as settings};
use super::source::Source;
use super::table::{self, Wanted};
use super::tags::{figures, only_blocks};
use crate::text::Msg;

/// The sections of a document, none of them empty.
pub(super) fn read(head: &Head, body: Vec<(usize, &str)>, faults: &Faults) -> Vec<Section> {
    let mut reader = Reader {
        head,
        faults,
        source: Source::new(body),
        sections: vec![Section { landscape: head.landscape, cover: head.cover, items: Vec::new() }],
        brackets: Brackets::default(),
        balance: Balance::default(),
        wanted: None,
    };
    while let Some((line, text)) = reader.source.peek() {
        reader.line(line, text);
    }
    reader.finish()
}

struct Reader<'a, 'f, 't> {
    head: &'a Head,
    faults: &'a Faults<'f>,
    source: Source<'t>,
    sections: Vec<Section>,
    brackets: Brackets,
    balance: Balance,
    /// Settings that wait for their table, and the line of the last.
    wanted: Option<(usize, Wanted)>,
}

impl Reader<'_, '_, '_> {
    fn line(&mut self, line: usize, text: &str) {
        if table::begins(text) {
            let wanted = self.wanted.take().map(|(_, wanted)| wanted).unwrap_or_default();
            let table = table::read(&mut self.source, wanted, &mut self.balance, self.faults);
            self.push(Block::Table(table));
            return;
        }
        let indent = self.source.indent();
        self.source.advance();
        if is_settings(text) {
            self.settings(text, line);
            return;
        }
        if !text.is_empty() {
            self.settings_need_a_table();
        }
        if text.is_empty() || (text.starts_with("<!--") && text.ends_with("-->")) {
            return;
        }
        if let Some(name) = text.strip_prefix(":::").or_else(|| text.strip_prefix("：：：")) {
            self.bracket(name.trim(), line);
        } else if text.len() >= 3 && text.chars().all(|c| c == '-') {
            self.page_break(line);
        } else {
            self.paragraph(text, indent, line);
        }
    }

    fn settings(&mut self, text: &str, line: usize) {
        for setting in settings(text, line, self.faults) {
            if let Setting::Gap(twips) = setting {
                self.push(Block::Gap(twips));
                continue;
            }
            let (last, wanted) = self.wanted.get_or_insert_with(|| (line, Wanted::default()));
            *last = line;
            match setting {
                Setting::Grid => wanted.grid = true,
                Setting::Widths(widths) => wanted.widths = Some((line, widths)),
                Setting::Width(percent) => wanted.percent = Some(percent),
                Setting::Height(height) => wanted.height = height,
                Setting::Gap(_) => {}
            }
        }
    }

    /// Settings stand before a table; whatever else comes is a fault.
    fn settings_need_a_table(&mut self) {
        if let Some((line, _)) = self.wanted.take() {
            self.faults.add(line, |place| Msg::OutlineSettingAlone { place }, Msg::HintOutlineSettingAlone {});
        }
    }

    fn bracket(&mut self, name: &str, line: usize) {
        let page = if name.is_empty() { self.brackets.close(line, self.faults) } else { self.brackets.open(name, line, self.faults) };
        match page {
            Some(Bracket::Landscape) => self.section(!name.is_empty() || self.head.landscape, line),
            Some(Bracket::Portrait) => self.section(name.is_empty() && self.head.landscape, line),
            Some(Bracket::Keep) if name.is_empty() => self.release(),
            _ => {}
        }
    }

    /// The last block of a group may be parted from the next.
    fn release(&mut self) {
        let inside = self.brackets.has(Bracket::Keep);
        if let Some(item) = self.items().last_mut() {
            item.keep = inside;
        }
    }

    fn section(&mut self, landscape: bool, line: usize) {
        if self.balance.depth() > 0 {
            self.faults.add(line, |place| Msg::OutlineAcross { place }, Msg::HintOutlineAcross {});
        }
        self.sections.push(Section { landscape, cover: false, items: Vec::new() });
    }

    /// The first one ends the cover, others begin a page.
    fn page_break(&mut self, line: usize) {
        if self.sections.last().is_some_and(|section| section.cover) {
            self.section(self.head.landscape, line);
        } else {
            self.push(Block::PageBreak);
        }
    }

    fn paragraph(&mut self, text: &str, indent: usize, line: usize) {
        self.balance.read(text, line, self.faults);
        let (role, text) = self.role(text, indent, line);
        let lines = lines(text, line, self.faults);
        self.push(Block::Paragraph(Text { role, lines }));
    }

    /// What a line is by how it begins, and the rest of it.
    fn role<'s>(&self, text: &'s str, indent: usize, line: usize) -> (Role, &'s str) {
        if let Some((level, text)) = heading(text) {
            if level > 4 || text.is_empty() {
                self.faults.add(line, |place| Msg::OutlineHeading { place }, Msg::HintOutlineHeading {});
            }
            return (Role::Heading(level.clamp(1, 4)), text);
        }
        if only_blocks(text) {
            return (Role::Tag, text);
        }
        let marks = [("> ", Role::Note), (": ", Role::Caption), ("- ", Role::Bullet(u8::from(indent >= 2)))];
        if let Some((role, text)) = marks.into_iter().find_map(|(mark, role)| Some((role, text.strip_prefix(mark)?))) {
            return (role, text.trim_start_matches(' '));
        }
        match figures(text) {
            (0, _) => (self.brackets.role(self.sections.last().is_some_and(|section| section.cover)), text),
            (_, true) => (Role::Figure, text),
            (_, false) => {
                self.faults.add(line, |place| Msg::OutlineFigure { place }, Msg::HintOutlineFigure {});
                (Role::Figure, text)
            }
        }
    }

    fn items(&mut self) -> &mut Vec<Item> {
        if self.sections.is_empty() {
            self.sections.push(Section { landscape: false, cover: false, items: Vec::new() });
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last].items
    }

    fn push(&mut self, block: Block) {
        let keep = self.brackets.has(Bracket::Keep);
        self.items().push(Item { block, whole: keep, keep });
    }

    fn finish(mut self) -> Vec<Section> {
        self.settings_need_a_table();
        if self.sections.len() == 1 && self.head.cover {
            self.faults.add(self.head.line_of("cover"), |place| Msg::OutlineCoverOpen { place }, Msg::HintOutlineCoverOpen {});
        } else if self.sections.iter().all(|section| section.cover || section.items.is_empty()) {
            self.faults.add(self.source.line(), |place| Msg::OutlineEmpty { place }, Msg::HintOutlineEmpty {});
        }
        self.brackets.finish(self.faults);
        self.balance.finish(self.faults);
        self.sections.retain(|section| section.cover || !section.items.is_empty());
        self.sections
    }
}

/// The level of a heading and its text.
fn heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = u8::try_from(text.len() - rest.len()).unwrap_or(u8::MAX);
    let marked = level > 0 && (rest.is_empty() || rest.starts_with([' ', '\u{3000}']));
    marked.then(|| (level, rest.trim_matches([' ', '\u{3000}'])))
}
