//! The table of contents: the field is found wherever it stands, and filled with the headings as links.
//!
//! WPS does not offer to update it on opening, and Word asks when told to; so it is filled here and nobody is told. Without page numbers:
//! WPS and Word break pages in different places, a number computed elsewhere would be wrong in one of them.

use super::finish::{Edit, Paragraph, Unique};
use super::styles::Styles;
use crate::ooxml::scan::{self, Tag, Way};

/// A heading: its text as XML, and where a bookmark goes around it.
#[derive(Debug)]
pub(super) struct Heading {
    pub level: u8,
    pub text: String,
    pub from: usize,
    pub to: usize,
}

/// A field that has begun.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Where the paragraph of its beginning begins.
    paragraph: usize,
    /// Where what it shows begins; 0 as long as that is not known.
    shows: usize,
    separated: bool,
    in_instruction: Option<usize>,
    first: Option<FirstParagraph>,
}

/// The paragraph in which the first entry stands.
#[derive(Debug, Clone, Copy)]
struct FirstParagraph {
    from: usize,
    properties: Option<(usize, usize)>,
    is_entry: bool,
}

/// What a table of contents shows, and how far.
#[derive(Debug)]
struct Place {
    from: usize,
    to: usize,
    levels: std::ops::RangeInclusive<u8>,
    first: Option<FirstParagraph>,
    /// The whole is one element that cannot hold paragraphs.
    simple: Option<String>,
    separated: bool,
}

#[derive(Debug, Default)]
pub(super) struct Toc {
    pub headings: Vec<Heading>,
    /// The fields that have begun, innermost last.
    fields: Vec<Field>,
    places: Vec<Place>,
    run: usize,
    simple: Option<(String, usize)>,
}

/// `TOC \o "1-3" \h` → 1 to 3.
fn levels(instruction: &str) -> Option<std::ops::RangeInclusive<u8>> {
    let instruction = scan::unescape(instruction);
    let rest = instruction.trim_start().strip_prefix("TOC")?;
    if !rest.is_empty() && !rest.starts_with([' ', '\\', '\t']) || rest.contains("\\c") {
        // A list of tables or figures is no table of contents.
        return None;
    }
    let range = rest.split_once("\\o").map(|(_, rest)| rest.trim_start().trim_start_matches(['"', '“']));
    let range = range.and_then(|rest| {
        let (from, rest) = rest.split_once('-')?;
        let to: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
        Some(from.trim().parse().ok()?..=to.parse().ok()?)
    });
    Some(range.unwrap_or(1..=3))
}

impl Toc {
    /// Follows fields; `paragraphs` are those that are open.
    pub(super) fn tag(&mut self, tag: &Tag<'_>, text: &str, paragraphs: &[Paragraph]) {
        match (tag.name, tag.way) {
            ("w:r", Way::Open) => self.run = tag.from,
            ("w:r", Way::Close) => {
                if let Some(field) = self.fields.last_mut().filter(|f| f.separated && f.shows == 0) {
                    field.shows = tag.to;
                }
            }
            ("w:fldChar", Way::Open | Way::Empty) => match tag.attr("w:fldCharType") {
                Some("begin") => {
                    let paragraph = paragraphs.last().map_or(0, |p| p.from);
                    self.fields.push(Field { paragraph, ..Field::default() });
                }
                Some("separate") => {
                    let Some(field) = self.fields.last_mut() else { return };
                    field.separated = true;
                    if let Some(p) = paragraphs.last().filter(|p| p.from == field.paragraph) {
                        field.first = Some(FirstParagraph { from: p.content, properties: p.properties, is_entry: false });
                    }
                }
                Some("end") => self.end(),
                _ => {}
            },
            ("w:instrText", Way::Open) => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_instruction = Some(tag.to);
                }
            }
            ("w:instrText", Way::Close) => {
                if let Some(field) = self.fields.last_mut()
                    && let Some(from) = field.in_instruction.take()
                {
                    field.instruction.push_str(&text[from..tag.from]);
                }
            }
            ("w:fldSimple", Way::Open) if self.simple.is_none() => {
                self.simple = tag.attr("w:instr").filter(|i| levels(i).is_some()).map(|i| (i.to_owned(), tag.from));
            }
            ("w:fldSimple", Way::Close) => {
                if let Some((instruction, from)) = self.simple.take()
                    && let Some(levels) = levels(&instruction)
                {
                    let simple = Some(instruction);
                    self.places.push(Place { from, to: tag.to, levels, first: None, simple, separated: true });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let Some(field) = self.fields.pop() else { return };
        let Some(levels) = levels(&field.instruction) else { return };
        let from = if field.separated && field.shows > 0 { field.shows } else { self.run };
        self.places.push(Place { from, to: self.run, levels, first: field.first, simple: None, separated: field.separated });
    }

    /// Notes the changes that fill all tables of contents. True when there is one and nothing to fill it with.
    pub(super) fn fill(self, text: &str, styles: &Styles, unique: &mut Unique, edits: &mut Vec<Edit>) -> bool {
        let Self { headings, places, .. } = self;
        if places.is_empty() {
            return false;
        }
        let shown =
            |place: &Place, heading: &Heading| place.levels.contains(&heading.level) && !(place.from..place.to).contains(&heading.from);
        let mut anchors: Vec<Option<String>> = headings.iter().map(|_| None).collect();
        for (number, (heading, anchor)) in (1_u32..).zip(headings.iter().zip(&mut anchors)) {
            if places.iter().any(|place| shown(place, heading)) {
                let (id, name) = (unique.bookmark_id(), unique.bookmark_name(&format!("_Toc{number:08}")));
                edits.push(Edit {
                    from: heading.from,
                    to: heading.from,
                    text: format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"),
                });
                edits.push(Edit { from: heading.to, to: heading.to, text: format!("<w:bookmarkEnd w:id=\"{id}\"/>") });
                *anchor = Some(name);
            }
        }
        let mut unfilled = false;
        for mut place in places {
            if let Some(first) = &mut place.first {
                let style = first.properties.and_then(|(from, to)| scan::tags(&text[from..to]).find(|t| t.name == "w:pStyle"));
                first.is_entry = style.and_then(|t| t.attr("w:val")).is_some_and(|style| styles.is_entry(style));
            }
            let entries: Vec<(&Heading, &str)> = headings
                .iter()
                .zip(&anchors)
                .filter(|(heading, _)| shown(&place, heading))
                .filter_map(|(heading, anchor)| Some((heading, anchor.as_deref()?)))
                .collect();
            if entries.is_empty() {
                unfilled = true;
            } else {
                write(&place, &entries, text, styles, edits);
            }
        }
        unfilled
    }
}

/// The style of an entry; where the template has none, two characters of indent a level.
fn properties(styles: &Styles, level: u8) -> String {
    let indent = u32::from(level.saturating_sub(1)) * 420;
    match styles.entry(level) {
        Some(style) => format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>"),
        None if indent > 0 => format!("<w:pPr><w:ind w:left=\"{indent}\"/></w:pPr>"),
        None => String::new(),
    }
}

fn write(place: &Place, entries: &[(&Heading, &str)], text: &str, styles: &Styles, edits: &mut Vec<Edit>) {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let mut out = String::new();
    if let Some(instruction) = &place.simple {
        let instruction = instruction.replace("&quot;", "\"");
        out.push_str(&format!("{}<w:r><w:instrText xml:space=\"preserve\">{instruction}</w:instrText></w:r>", mark("begin")));
    }
    if place.simple.is_some() || !place.separated {
        out.push_str(&mark("separate"));
    }
    for (i, (heading, anchor)) in entries.iter().enumerate() {
        if i > 0 {
            out.push_str("</w:p><w:p>");
            out.push_str(&properties(styles, heading.level));
        }
        let text = &heading.text;
        out.push_str(&format!(
            "<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\"><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:hyperlink>"
        ));
    }
    if place.simple.is_some() {
        out.push_str(&mark("end"));
    }
    // Where the field ends in a later paragraph, that paragraph stays.
    let old = &text[place.from..place.to];
    let to = if place.simple.is_some() { place.to } else { old.rfind("</w:p>").map_or(place.to, |at| place.from + at) };
    edits.push(Edit { from: place.from, to, text: out });
    // The first entry stands in the paragraph where the field begins.
    if let (Some(first), Some((heading, _))) = (&place.first, entries.first())
        && !first.is_entry
    {
        let own = properties(styles, heading.level);
        match first.properties {
            Some((from, to)) if !own.is_empty() => edits.push(Edit { from, to, text: own }),
            None if !own.is_empty() => edits.push(Edit { from: first.from, to: first.from, text: own }),
            _ => {}
        }
    }
}
