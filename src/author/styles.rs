//! `word/styles.xml`: the type of GB/T 9704. Faces and sizes are here and nowhere else, so a site changes them in one place.

use super::head::Head;
use super::page::Page;
use super::size::Size;
use super::style::{Style, face, indent, spacing, sz};
use super::words::Faces;
use super::xml::{Element, el, val};
use crate::model::Lang;

/// The style sheet of a document.
pub(super) fn sheet(head: &Head) -> Element {
    let faces = Faces::of(head.language);
    let mut styles = text(head, &faces);
    styles.extend(headings(head, &faces));
    styles.extend(contents(head, &faces));
    styles.extend(tables(head, &faces));
    styles.extend(frames(&faces));
    el("w:styles")
        .attr("xmlns:w", super::parts::W)
        .with(defaults(head, &faces))
        .with_all(styles.into_iter().map(Style::element))
        .with_all(super::style::characters())
        .with_all(super::style::tables())
}

fn defaults(head: &Head, faces: &Faces) -> Element {
    let lang = val("w:lang", "en-US").attr("w:eastAsia", "zh-CN").attr("w:bidi", "ar-SA");
    let run = el("w:rPr").with(face(faces.fang)).with(el("w:kern").attr("w:val", 2)).with_all(sz(head.body)).with(lang);
    el("w:docDefaults").with(el("w:rPrDefault").with(run)).with(el("w:pPrDefault"))
}

/// Body text and what is set like it.
fn text(head: &Head, faces: &Faces) -> Vec<Style> {
    let (body, line) = (head.body, head.body.line());
    let note = if body >= Size::NO4 { Size::NO4_SMALL } else { Size::NO5 };
    let spaced = spacing(0, if head.language == Lang::En { 120 } else { 0 }, line, "exact");
    let first = if head.language == Lang::En { None } else { Some(indent("firstLine", 2, body)) };
    let flat = || el("w:ind").attr("w:firstLineChars", 0).attr("w:firstLine", 0);
    let list = spacing(0, 0, line, "exact");
    vec![
        Style::paragraph("Normal", "Normal").says(&[Some(spaced), first, Some(val("w:jc", "both"))]),
        Style::paragraph("Flush", "顶格").based("Normal").says(&[Some(flat())]),
        Style::paragraph("Centered", "居中").based("Normal").says(&[Some(flat()), Some(val("w:jc", "center"))]),
        Style::paragraph("AlignedRight", "靠右").based("Normal").says(&[Some(flat()), Some(val("w:jc", "right"))]),
        Style::paragraph("Signature", "Signature")
            .based("Normal")
            .says(&[Some(flat().attr("w:rightChars", 400).attr("w:right", body.chars(4))), Some(val("w:jc", "right"))]),
        Style::paragraph("Note", "附注").type_of(faces.fang, note).says(&[Some(spacing(40, 40, note.line(), "exact"))]),
        Style::paragraph("ListBullet", "List Bullet").says(&[Some(list), Some(val("w:jc", "both"))]),
        Style::paragraph("Figure", "图").says(&[Some(el("w:keepLines")), Some(spacing(120, 60, 240, "auto")), Some(val("w:jc", "center"))]),
        Style::paragraph("Caption", "caption").type_of(faces.hei, head.table.max(Size::NO5)).says(&[
            Some(el("w:keepLines")),
            Some(spacing(120, 80, 264, "auto")),
            Some(val("w:jc", "center")),
        ]),
        Style::paragraph("Tag", "模板标签").type_of(faces.song, Size::NO5_SMALL).grey().says(&[Some(spacing(0, 0, 240, "auto"))]),
        Style::paragraph("Spacer", "分隔").size(Size(2)).says(&[Some(spacing(0, 0, 20, "exact"))]),
    ]
}

/// Titles, and the four levels: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋.
fn headings(head: &Head, faces: &Faces) -> Vec<Style> {
    let large = if head.body == Size::NO3 { Size::NO2 } else { Size::NO2_SMALL };
    let title = |id, name, size: Size, before, after| {
        Style::paragraph(id, name).next("Normal").type_of(faces.title, size).says(&[
            Some(el("w:keepNext")),
            Some(spacing(before, after, size.0 * 16, "exact")),
            Some(val("w:jc", "center")),
        ])
    };
    let level = |id, name, at, face| {
        let outline = val("w:outlineLvl", at);
        Style::paragraph(id, name).based("Normal").next("Normal").type_of(face, head.body).says(&[
            Some(el("w:keepNext")),
            Some(el("w:keepLines")),
            Some(outline),
        ])
    };
    vec![
        title("Title", "Title", large, 0, head.body.line()),
        title("CoverTitle", "封面标题", Size(52), 2400, 1200),
        level("Heading1", "heading 1", 0, faces.hei),
        level("Heading2", "heading 2", 1, faces.kai),
        level("Heading3", "heading 3", 2, faces.fang),
        level("Heading4", "heading 4", 3, faces.fang),
    ]
}

fn contents(head: &Head, faces: &Faces) -> Vec<Style> {
    let width = Page::new(head.margins, head.landscape).text_width();
    let size = head.body.min(Size::NO4);
    let entry = |id, name, level: u32| {
        let tabs = el("w:tabs").with(val("w:tab", "right").attr("w:leader", "dot").attr("w:pos", width));
        let left = (level > 0).then(|| el("w:ind").attr("w:leftChars", level * 200).attr("w:left", size.chars(2 * level)));
        Style::paragraph(id, name).next("Normal").type_of(faces.fang, size).says(&[
            Some(tabs),
            Some(spacing(0, 0, size.line(), "exact")),
            left,
        ])
    };
    let top = spacing(0, head.body.line(), head.body.line(), "exact");
    let heading = Style::paragraph("TOCHeading", "目录标题").next("Normal").type_of(faces.hei, head.body);
    vec![
        heading.says(&[Some(el("w:keepNext")), Some(top), Some(val("w:jc", "center"))]),
        entry("TOC1", "toc 1", 0),
        entry("TOC2", "toc 2", 1),
        entry("TOC3", "toc 3", 2),
        entry("TOC4", "toc 4", 3),
    ]
}

fn tables(head: &Head, faces: &Faces) -> Vec<Style> {
    let line = || Some(spacing(20, 20, 252, "auto"));
    let center = || Some(val("w:jc", "center"));
    vec![
        Style::paragraph("TableText", "表格文字").type_of(faces.song, head.table).says(&[line()]),
        Style::paragraph("TableHead", "表头").type_of(faces.hei, head.table).says(&[line(), center()]),
        Style::paragraph("TableLabel", "表格项目").type_of(faces.hei, head.table).says(&[line(), center()]),
    ]
}

/// Page heads and numbers; the number is 4号 宋体, on a page of two sides one character from the outer edge.
fn frames(faces: &Faces) -> Vec<Style> {
    let foot = |id, name| Style::paragraph(id, name).type_of(faces.song, Size::NO4);
    let center = || Some(val("w:jc", "center"));
    vec![
        Style::paragraph("Header", "header").type_of(faces.song, Size::NO5_SMALL).says(&[Some(spacing(0, 0, 240, "auto"))]),
        foot("Footer", "footer").says(&[center()]),
        foot("FooterOdd", "页码单页").says(&[Some(indent("right", 1, Size::NO4)), Some(val("w:jc", "right"))]),
        foot("FooterEven", "页码双页").says(&[Some(indent("left", 1, Size::NO4))]),
    ]
}
