//! The pieces that a style sheet is made of.

use super::size::Size;
use super::words::Face;
use super::xml::{Element, el, val};

/// A paragraph style.
#[derive(Debug)]
pub(super) struct Style {
    id: &'static str,
    name: &'static str,
    based: Option<&'static str>,
    next: Option<&'static str>,
    paragraph: Vec<Element>,
    face: Option<Face>,
    size: Option<Size>,
    grey: bool,
}

impl Style {
    pub(super) fn paragraph(id: &'static str, name: &'static str) -> Self {
        Self { id, name, based: None, next: None, paragraph: Vec::new(), face: None, size: None, grey: false }
    }

    pub(super) fn based(self, id: &'static str) -> Self {
        Self { based: Some(id), ..self }
    }

    pub(super) fn next(self, id: &'static str) -> Self {
        Self { next: Some(id), ..self }
    }

    pub(super) fn type_of(self, face: Face, size: Size) -> Self {
        Self { face: Some(face), size: Some(size), ..self }
    }

    pub(super) fn size(self, size: Size) -> Self {
        Self { size: Some(size), ..self }
    }

    pub(super) fn grey(self) -> Self {
        Self { grey: true, ..self }
    }

    /// Its paragraph properties, in the order of the schema.
    pub(super) fn says(mut self, properties: &[Option<Element>]) -> Self {
        self.paragraph.extend(properties.iter().flatten().cloned());
        self
    }

    pub(super) fn element(self) -> Element {
        let style = el("w:style").attr("w:type", "paragraph");
        let style = if self.id == "Normal" { style.attr("w:default", 1) } else { style };
        let run = el("w:rPr")
            .with(self.face.map(face))
            .with(self.grey.then(|| val("w:color", "7F7F7F")))
            .with_all(self.size.into_iter().flat_map(sz));
        style
            .attr("w:styleId", self.id)
            .with(val("w:name", self.name))
            .with(self.based.map(|id| val("w:basedOn", id)))
            .with(self.next.map(|id| val("w:next", id)))
            .with(el("w:qFormat"))
            .with(el("w:pPr").with_all(self.paragraph).unless_empty())
            .with(run.unless_empty())
    }
}

/// All four faces, so that neither digits nor punctuation fall back to another.
pub(super) fn face(face: Face) -> Element {
    el("w:rFonts").attr("w:ascii", face.latin).attr("w:hAnsi", face.latin).attr("w:eastAsia", face.chinese).attr("w:cs", face.latin)
}

pub(super) fn sz(size: Size) -> [Element; 2] {
    [val("w:sz", size.0), val("w:szCs", size.0)]
}

pub(super) fn spacing(before: u32, after: u32, line: u32, rule: &'static str) -> Element {
    let spacing = el("w:spacing").attr("w:before", before).attr("w:after", after);
    spacing.attr("w:line", line).attr("w:lineRule", rule)
}

/// An indent in characters, which follow the size of the type, and in twips for readers that know only these.
pub(super) fn indent(edge: &'static str, chars: u32, size: Size) -> Element {
    let (in_chars, in_twips) = match edge {
        "firstLine" => ("w:firstLineChars", "w:firstLine"),
        "right" => ("w:rightChars", "w:right"),
        _ => ("w:leftChars", "w:left"),
    };
    el("w:ind").attr(in_chars, chars * 100).attr(in_twips, size.chars(chars))
}

/// The looks of runs: bold, and the colours of levels, dark enough for a grey printer.
pub(super) fn characters() -> Vec<Element> {
    let style = |id, name: &'static str, bold: bool, color: Option<&'static str>| {
        let run = el("w:rPr").with(bold.then(|| el("w:b"))).with(bold.then(|| el("w:bCs"))).with(color.map(|color| val("w:color", color)));
        let style = el("w:style").attr("w:type", "character").attr("w:styleId", id).with(val("w:name", name));
        style.with(el("w:qFormat")).with(run)
    };
    let default = el("w:style").attr("w:type", "character").attr("w:default", 1).attr("w:styleId", "DefaultParagraphFont");
    vec![
        default.with(val("w:name", "Default Paragraph Font")),
        style("Strong", "Strong", true, None),
        style("Hyperlink", "Hyperlink", false, Some("000000")),
        style("Red", "红字", true, Some("C00000")),
        style("Blue", "蓝字", true, Some("1F4E9E")),
        style("Green", "绿字", false, Some("2E6B34")),
        style("Grey", "灰字", false, Some("7F7F7F")),
    ]
}

/// Tables of figures with plain lines, forms with a strong frame.
pub(super) fn tables() -> Vec<Element> {
    let margins = |above: u32| {
        let side = |name, twips| el(name).attr("w:w", twips).attr("w:type", "dxa");
        let sides = [("w:top", above), ("w:left", 85), ("w:bottom", above), ("w:right", 85)];
        el("w:tblCellMar").with_all(sides.map(|(name, twips)| side(name, twips)))
    };
    let indent = || el("w:tblInd").attr("w:w", 0).attr("w:type", "dxa");
    let style = |id, name: &'static str, frame: u32| {
        let line = |name, size| val(name, "single").attr("w:sz", size).attr("w:space", 0).attr("w:color", "000000");
        let outer = ["w:top", "w:left", "w:bottom", "w:right"].map(|name| line(name, frame));
        let borders = el("w:tblBorders").with_all(outer).with(line("w:insideH", 4)).with(line("w:insideV", 4));
        let table = el("w:tblPr").with(indent()).with(borders).with(margins(40));
        let style = el("w:style").attr("w:type", "table").attr("w:styleId", id).with(val("w:name", name));
        style.with(val("w:basedOn", "TableNormal")).with(el("w:qFormat")).with(table)
    };
    let normal = el("w:style").attr("w:type", "table").attr("w:default", 1).attr("w:styleId", "TableNormal");
    let list = el("w:style").attr("w:type", "numbering").attr("w:default", 1).attr("w:styleId", "NoList");
    vec![
        normal.with(val("w:name", "Normal Table")).with(el("w:tblPr").with(indent()).with(margins(0))),
        list.with(val("w:name", "No List")),
        style("DataTable", "数据表", 4),
        style("FormTable", "表单", 12),
    ]
}
