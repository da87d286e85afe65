//! Whole templates, made here, filled and looked at.

mod bad;
mod blocks;
mod drawings;
mod text;
mod whole;

use serde_json::Value as Json;

use super::*;
use crate::model::Lang;
use crate::ooxml::lint::{Braces, lint};
use crate::ooxml::package::{Part, TYPES};

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>";

/// A template with its other parts: `header1`, `footnotes` … with what is inside them.
fn docx_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let part = |name: String, text: String| Part { name, data: text.into_bytes() };
    let mut types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{MAIN}styles+xml\"/>"
    );
    let mut rels = format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}styles\" Target=\"styles.xml\"/>");
    let mut parts = Vec::new();
    for (i, (name, inner)) in others.iter().enumerate() {
        let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let root = match kind {
            "header" => "w:hdr",
            "footer" => "w:ftr",
            other => &format!("w:{other}"),
        };
        types.push_str(&format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{MAIN}{kind}+xml\"/>"));
        rels.push_str(&format!("<Relationship Id=\"rId{}\" Type=\"{OFFICE}{kind}\" Target=\"{name}.xml\"/>", i + 2));
        parts.push(part(format!("word/{name}.xml"), format!("<{root} {SPACES}>{inner}</{root}>")));
    }
    let relationships = |inner: &str| {
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>")
    };
    parts.insert(0, part(TYPES.into(), types + "</Types>"));
    parts.push(part(
        "_rels/.rels".into(),
        relationships(&format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}officeDocument\" Target=\"word/document.xml\"/>")),
    ));
    parts.push(part("word/document.xml".into(), format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>")));
    parts.push(part("word/styles.xml".into(), format!("<w:styles {SPACES}>{STYLES}</w:styles>")));
    parts.push(part("word/_rels/document.xml.rels".into(), relationships(&rels)));
    Package { parts }.write().unwrap()
}

fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn heading(level: u8, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{level}\"/></w:pPr>{}</w:p>", run(text))
}

fn tbl(rows: &[&[&str]]) -> String {
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let grid = "<w:gridCol w:w=\"2000\"/>".repeat(columns);
    let cell = |text: &&str| format!("<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", p(text));
    let rows: String = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>())).collect();
    format!("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}

fn about() -> About {
    About { title: "测试".into(), properties: vec![("运行".into(), "r1".into())], ..About::default() }
}

/// The document; whatever is made here must be sound.
fn filled_with(template: &[u8], data: &Json, assets: &Assets) -> Document {
    let template = match Template::read(template) {
        Ok(template) => template,
        Err(faults) => panic!("{}", faults.iter().map(|f| f.to(Lang::Zh) + "\n").collect::<String>()),
    };
    let document = match template.render(data, assets, &about()) {
        Ok(document) => document,
        Err(faults) => panic!("{}", faults.iter().map(|f| f.to(Lang::Zh) + "\n").collect::<String>()),
    };
    assert_eq!(lint(&document.bytes, Braces::Allowed), []);
    document
}

fn part(document: &Document, name: &str) -> String {
    Package::read(&document.bytes).unwrap().text(name).unwrap_or_else(|| panic!("no {name}")).to_owned()
}

/// The body of a template made of `body`, filled.
fn body(template: &str, data: &Json) -> String {
    let text = part(&filled_with(&docx(template), data, &Assets::default()), DOCUMENT);
    text.split_once("<w:body>").unwrap().1.trim_end_matches("</w:body></w:document>").to_owned()
}

/// The same as lines: what people read.
fn read(template: &str, data: &Json) -> Vec<String> {
    let document = filled_with(&docx(template), data, &Assets::default());
    crate::ooxml::outline::outline(&document.bytes).unwrap().split_off(1)
}

/// What is wrong with a template or its data, as sentences.
fn faults(template: &str, data: &Json) -> Vec<String> {
    let faults = match Template::read(&docx(template)) {
        Ok(template) => template.render(data, &Assets::default(), &about()).unwrap_err(),
        Err(faults) => faults,
    };
    faults.iter().map(|fault| fault.to(Lang::Zh)).collect()
}
