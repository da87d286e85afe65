//! Pictures and charts already in the template whose alternative text is a tag: `{{ image:趋势图 }}`, `{{ chart:趋势 }}`.
//!
//! They keep what was set for them in WPS (size, crop, wrap, style); only what they show changes. The tag is moved from the alternative text
//! to the relation that the drawing refers to.

use super::dom::{Dom, Id, ROOT};
use super::join::{self, Joined};
use super::tag::{self, Form};
use crate::ooxml::fault::{Fault, FaultKind, Place};
use crate::ooxml::scan;
use crate::text::Msg;

/// Stands in an attribute around the number of a tag.
pub(super) const IN_ATTRIBUTE: char = '\u{99}';

/// Finds all placeholders of a part.
pub(super) fn find(dom: &mut Dom<'_>, part: &str, joined: &mut Joined) {
    let named: Vec<Id> = dom.below(ROOT).filter(|id| dom.name(*id) == "wp:docPr" && has_braces(dom, *id)).collect();
    for id in named {
        one(dom, id, part, joined);
    }
}

fn has_braces(dom: &Dom<'_>, id: Id) -> bool {
    dom.attr(id, "descr").is_some_and(|text| text.contains("{{") || text.contains("｛｛"))
}

fn one(dom: &mut Dom<'_>, id: Id, part: &str, joined: &mut Joined) {
    let shown = scan::unescape(dom.attr(id, "descr").unwrap_or_default()).trim().to_owned();
    let number = dom
        .up(id)
        .find(|at| dom.name(*at) == "w:p")
        .map_or(0, |p| dom.below(ROOT).filter(|at| dom.name(*at) == "w:p").position(|at| at == p).map_or(0, |n| n + 1));
    let place = Place { part: part.to_owned(), paragraph: number, text: shown.clone() };
    let paragraph = u32::try_from(joined.paragraphs.len()).unwrap_or(u32::MAX);
    joined.paragraphs.push((number, shown.clone()));
    let open = shown.char_indices().nth(2).map_or(0, |(at, _)| at);
    let close = shown.char_indices().rev().nth(1).map_or(shown.len(), |(at, _)| at);
    let closed = shown.starts_with(['{', '｛']) && shown.ends_with(['}', '｝']) && open <= close;
    if !closed {
        joined.faults.push(Fault::new(FaultKind::Brace, place, Msg::DocxNeverClosed { tag: shown }));
        return;
    }
    let mut tag = match tag::print(&shown, &shown[open..close], paragraph, joined.tags.len()) {
        Ok(tag) if tag.form == Form::Drawing => tag,
        Ok(_) => {
            joined.faults.push(Fault::new(FaultKind::Drawing, place, Msg::DocxNoDrawing { tag: shown }));
            return;
        }
        Err(wrong) => {
            joined.faults.push(join::fault(&wrong, &shown, place));
            return;
        }
    };
    let image = tag.tera.starts_with("image(");
    let frame = dom.parent(id).unwrap_or(id);
    let (element, attribute) = if image { ("a:blip", "r:embed") } else { ("c:chart", "r:id") };
    let Some(target) = dom.below(frame).find(|at| dom.name(*at) == element && dom.attr(*at, attribute).is_some()) else {
        joined.faults.push(Fault::new(FaultKind::Drawing, place, Msg::DocxNoDrawing { tag: shown }));
        return;
    };
    let relation = dom.attr(target, attribute).unwrap_or_default().to_owned();
    let call = tag.tera.replacen("image(", "image_at(", 1).replacen("chart(", "chart_at(", 1);
    tag.tera = format!("{}, relation=\"{relation}\")", call.strip_suffix(')').unwrap_or(&call));
    dom.set_attr(target, attribute, &format!("{IN_ATTRIBUTE}{}{IN_ATTRIBUTE}", joined.tags.len()));
    if image {
        // A drawing in another format beside the picture would be shown instead of it.
        let others: Vec<Id> = dom.children(target).filter(|at| dom.name(*at) == "a:extLst").collect();
        for other in others {
            dom.detach(other);
        }
    }
    let name = shown[open..close].trim().split([':', '：']).nth(1).unwrap_or("").trim();
    let name = scan::escape(name);
    let texts: Vec<Id> = dom.below(frame).filter(|at| *at == id || (dom.name(*at) == "pic:cNvPr" && has_braces(dom, *at))).collect();
    for text in texts {
        dom.set_attr(text, "descr", &name);
    }
    joined.tags.push(tag);
}
