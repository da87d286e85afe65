//! The parts of the package beside the document: types, relations, settings, properties, fonts, bullets.

use super::frame::Frames;
use super::head::Head;
use super::size::Size;
use super::words::Words;
use super::xml::{Element, el, val};
use super::{Part, style};

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Colours and faces of charts; the text of the document asks nothing of it.
const THEME: &[u8] = include_bytes!("theme.xml");

/// The whole package in order; `title` is the plain title, if it is one.
pub(super) fn package(head: &Head, title: Option<&str>, document: &Element, frames: &Frames) -> Vec<Part> {
    let fixed = [
        ("[Content_Types].xml", types(frames)),
        ("_rels/.rels", root_relations()),
        ("docProps/app.xml", app()),
        ("docProps/core.xml", core(head, title)),
        ("word/document.xml", document.clone()),
        ("word/_rels/document.xml.rels", relations(frames)),
        ("word/styles.xml", super::styles::sheet(head)),
        ("word/settings.xml", settings(head)),
        ("word/numbering.xml", numbering(head)),
        ("word/fontTable.xml", fonts()),
    ];
    let theme = ("word/theme/theme1.xml".to_owned(), THEME.to_vec());
    let frames = frames.parts.iter().map(|frame| (format!("word/{}.xml", frame.id), frame.root.part()));
    fixed.into_iter().map(|(name, root)| (name.to_owned(), root.part())).chain([theme]).chain(frames).collect()
}

fn types(frames: &Frames) -> Element {
    let default = |extension, kind| el("Default").attr("Extension", extension).attr("ContentType", kind);
    let part = |name: String, kind: String| el("Override").attr("PartName", name).attr("ContentType", kind);
    let of_word = |name: &str, kind: &str| part(format!("/word/{name}.xml"), format!("{TYPE}.{kind}+xml"));
    el("Types")
        .attr("xmlns", format!("{PACKAGE}/content-types"))
        .with(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .with(default("xml", "application/xml"))
        .with(of_word("document", "document.main"))
        .with_all(["styles", "settings", "numbering", "fontTable"].map(|name| of_word(name, name)))
        .with(part("/word/theme/theme1.xml".into(), "application/vnd.openxmlformats-officedocument.theme+xml".into()))
        .with_all(frames.parts.iter().map(|frame| of_word(frame.id, if frame.foot { "footer" } else { "header" })))
        .with(part("/docProps/core.xml".into(), "application/vnd.openxmlformats-package.core-properties+xml".into()))
        .with(part("/docProps/app.xml".into(), "application/vnd.openxmlformats-officedocument.extended-properties+xml".into()))
}

fn relation(id: &str, kind: String, target: &str) -> Element {
    el("Relationship").attr("Id", id).attr("Type", kind).attr("Target", target)
}

fn root_relations() -> Element {
    el("Relationships")
        .attr("xmlns", format!("{PACKAGE}/relationships"))
        .with(relation("rId1", format!("{R}/officeDocument"), "word/document.xml"))
        .with(relation("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"))
        .with(relation("rId3", format!("{R}/extended-properties"), "docProps/app.xml"))
}

fn relations(frames: &Frames) -> Element {
    let of_word = |name: &str| relation(name, format!("{R}/{name}"), &format!("{name}.xml"));
    let frame = |id: &str, foot| relation(id, format!("{R}/{}", if foot { "footer" } else { "header" }), &format!("{id}.xml"));
    el("Relationships")
        .attr("xmlns", format!("{PACKAGE}/relationships"))
        .with_all(["styles", "settings", "numbering", "fontTable"].map(of_word))
        .with(relation("theme", format!("{R}/theme"), "theme/theme1.xml"))
        .with_all(frames.parts.iter().map(|part| frame(part.id, part.foot)))
}

fn app() -> Element {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    el("Properties").attr("xmlns", namespace).with(el("Application").text("opsctl"))
}

/// Title, language and version; no time, as the same outline is the same file.
fn core(head: &Head, title: Option<&str>) -> Element {
    el("cp:coreProperties")
        .attr("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with(title.map(|title| el("dc:title").text(title)))
        .with(el("dc:language").text(Words::of(head.language).tag))
        .with(head.version.as_ref().map(|version| el("cp:version").text(version)))
}

/// Without mode 15 Word opens a file as one of an old version.
fn settings(head: &Head) -> Element {
    let mode = el("w:compatSetting")
        .attr("w:name", "compatibilityMode")
        .attr("w:uri", "http://schemas.microsoft.com/office/word")
        .attr("w:val", 15);
    el("w:settings")
        .attr("xmlns:w", W)
        .with(val("w:zoom", "none").attr("w:percent", 100))
        .with(head.odd_even.then(|| el("w:mirrorMargins")))
        .with(el("w:hideSpellingErrors"))
        .with(el("w:hideGrammaticalErrors"))
        .with(val("w:defaultTabStop", 420))
        .with(head.odd_even.then(|| el("w:evenAndOddHeaders")))
        .with(val("w:characterSpacingControl", "compressPunctuation"))
        .with(el("w:compat").with(mode))
        .with(val("w:themeFontLang", "en-US").attr("w:eastAsia", "zh-CN"))
        .with(val("w:decimalSymbol", "."))
        .with(val("w:listSeparator", ","))
}

/// Bullets of two levels, hung behind the indent of a first line.
fn numbering(head: &Head) -> Element {
    let level = |at: u32, sign: &str| {
        let left = head.body.chars(3 + at);
        let indent = el("w:ind").attr("w:left", left).attr("w:hanging", head.body.chars(1));
        let faces = super::words::Faces::of(head.language);
        el("w:lvl")
            .attr("w:ilvl", at)
            .with(val("w:start", 1))
            .with(val("w:numFmt", "bullet"))
            .with(val("w:lvlText", sign))
            .with(val("w:lvlJc", "left"))
            .with(el("w:pPr").with(indent))
            .with(el("w:rPr").with(style::face(faces.song)).with_all(style::sz(Size(head.body.0 / 2))))
    };
    let levels = el("w:abstractNum").attr("w:abstractNumId", 0).with(val("w:multiLevelType", "hybridMultilevel"));
    el("w:numbering")
        .attr("xmlns:w", W)
        .with(levels.with(level(0, "●")).with(level(1, "○")))
        .with(el("w:num").attr("w:numId", 1).with(val("w:abstractNumId", 0)))
}

/// What a machine may take that lacks a face.
fn fonts() -> Element {
    let font = |name, other, family| {
        el("w:font").attr("w:name", name).with(val("w:altName", other)).with(val("w:charset", 86)).with(val("w:family", family))
    };
    el("w:fonts")
        .attr("xmlns:w", W)
        .with(font("仿宋", "FangSong", "modern"))
        .with(font("楷体", "KaiTi", "modern"))
        .with(font("黑体", "SimHei", "modern"))
        .with(font("宋体", "SimSun", "auto"))
        .with(font("方正小标宋简体", "方正小标宋_GBK", "auto"))
}
