//! What the styles of a document say about headings, and the width of its text.

use std::collections::BTreeMap;

use super::numbering::Numbering;
use crate::ooxml::scan::{Tag, tags};

/// Headings and the styles of a table of contents.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Id of a style → its level, from 1.
    headings: BTreeMap<String, u8>,
    /// Level → id of the style of its entries.
    entries: BTreeMap<u8, String>,
    /// Id of a style → the list that numbers its paragraphs, and the level.
    numbered: BTreeMap<String, (String, usize)>,
    pub numbering: Numbering,
}

#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<usize>,
}

impl Styles {
    pub(super) fn read(xml: &str, numbering: &str) -> Self {
        let mut styles: BTreeMap<String, Style> = BTreeMap::new();
        let mut here = String::new();
        for tag in tags(xml).filter(Tag::opens) {
            let value = || tag.attr("w:val").unwrap_or_default();
            match tag.name {
                "w:style" => {
                    tag.attr("w:styleId").unwrap_or_default().clone_into(&mut here);
                    styles.entry(here.clone()).or_default();
                }
                "w:name" | "w:basedOn" | "w:outlineLvl" | "w:numId" | "w:ilvl" => {
                    let Some(style) = styles.get_mut(&here) else { continue };
                    match tag.name {
                        "w:name" => value().to_lowercase().clone_into(&mut style.name),
                        "w:basedOn" => style.based_on = Some(value().to_owned()),
                        "w:numId" => style.list = Some(value().to_owned()),
                        "w:ilvl" => style.list_level = value().parse().ok(),
                        _ => style.outline = value().parse().ok(),
                    }
                }
                _ => {}
            }
        }
        let headings = styles.keys().filter_map(|id| Some((id.clone(), level(&styles, id)?))).collect();
        let numbered = |name: &str| name.strip_prefix("toc ")?.trim().parse::<u8>().ok();
        let entries = styles.iter().filter_map(|(id, style)| Some((numbered(&style.name)?, id.clone()))).collect();
        let numbered = styles.keys().filter_map(|id| Some((id.clone(), list(&styles, id)?))).collect();
        Self { headings, entries, numbered, numbering: Numbering::read(numbering) }
    }

    pub(super) fn list(&self, style: &str) -> Option<(&str, usize)> {
        self.numbered.get(style).map(|(list, level)| (list.as_str(), *level))
    }

    pub(super) fn level(&self, style: &str) -> Option<u8> {
        self.headings.get(style).copied()
    }

    pub(super) fn entry(&self, level: u8) -> Option<&str> {
        self.entries.get(&level).map(String::as_str)
    }

    pub(super) fn is_entry(&self, style: &str) -> bool {
        self.entries.values().any(|id| id == style)
    }
}

/// The outline level of a style, its own, by its name or by what it is based on.
fn level(styles: &BTreeMap<String, Style>, id: &str) -> Option<u8> {
    let mut id = id;
    // A circle of styles is a fault of the document, not ours.
    for _ in 0..20 {
        let style = styles.get(id)?;
        if let Some(outline) = style.outline {
            return (outline < 9).then_some(outline + 1);
        }
        let by_name = style.name.strip_prefix("heading ").or_else(|| style.name.strip_prefix("标题 ")).and_then(|n| n.trim().parse().ok());
        if let Some(level) = by_name.filter(|level| (1..=9).contains(level)) {
            return Some(level);
        }
        id = style.based_on.as_deref()?;
    }
    None
}

/// The list of a style and the level in it, its own or of what it is based on.
fn list(styles: &BTreeMap<String, Style>, id: &str) -> Option<(String, usize)> {
    let (mut id, mut level) = (id, None);
    for _ in 0..20 {
        let style = styles.get(id)?;
        level = level.or(style.list_level);
        if let Some(list) = &style.list {
            return (list != "0").then(|| (list.clone(), level.unwrap_or(0)));
        }
        id = style.based_on.as_deref()?;
    }
    None
}

/// Twips between the margins of the last section; of A4 with the margins of an official document where it does not say.
pub(super) fn text_width(document: &str) -> u32 {
    let number = |at: Option<usize>, name: &str| {
        let tag = tags(&document[at?..]).next()?;
        tag.attr(name)?.trim_start_matches('-').parse::<u32>().ok()
    };
    let (size, margin) = (document.rfind("<w:pgSz"), document.rfind("<w:pgMar"));
    let width = number(size, "w:w").unwrap_or(11_906);
    let (left, right) = (number(margin, "w:left").unwrap_or(1_587), number(margin, "w:right").unwrap_or(1_474));
    let text = width.saturating_sub(left + right);
    if text < 1_000 { 8_845 } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_level_name_or_base() {
        let styles = Styles::read(
            "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
             <w:style w:styleId=\"b\"><w:name w:val=\"章\"/><w:basedOn w:val=\"1\"/></w:style>\
             <w:style w:styleId=\"c\"><w:name w:val=\"条\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
             <w:style w:styleId=\"t\"><w:name w:val=\"TOC Heading\"/><w:basedOn w:val=\"1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\
             <w:style w:styleId=\"10\"><w:name w:val=\"toc 1\"/></w:style></w:styles>",
            "",
        );
        assert_eq!(["1", "b", "c", "t", "10", "x"].map(|id| styles.level(id)), [Some(1), Some(1), Some(3), None, None, None]);
        assert_eq!(styles.entry(1), Some("10"));
    }

    #[test]
    fn the_text_has_a_width_even_where_no_section_says_so() {
        assert_eq!(text_width("<w:body/>"), 8_845);
        assert_eq!(text_width("<w:sectPr><w:pgSz w:w=\"11906\"/><w:pgMar w:left=\"1000\" w:right=\"906\"/></w:sectPr>"), 10_000);
        assert_eq!(text_width("<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr>"), 8_845);
    }
}
