//! A document as readable lines, for comparing two versions of a template: part, style, text with its tags; tables as rows.

use super::fault::Fault;
use super::package::Package;
use super::scan::{Tag, Way, tags, unescape};
use crate::text::Msg;

/// The lines of a docx in the order of its parts. `== word/document.xml`, then one line a paragraph, `[style] text`; a row of a table is
/// `| cell | cell |`, its paragraphs joined by ` / `. What is drawn is told by its alternative text, a break of page or section by its name.
pub fn outline(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let package = Package::read(bytes)?;
    if package.get("word/document.xml").is_none() {
        return Err(Fault::file(Msg::DocxNotWord { part: "word/document.xml".into() }));
    }
    let styles = style_names(package.text("word/styles.xml").unwrap_or_default());
    let mut out = Vec::new();
    for part in &package.parts {
        let base = part.name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")).unwrap_or_default();
        let told = ["document", "header", "footer", "footnotes", "endnotes"].iter().any(|word| base.starts_with(word));
        if let (true, Some(text)) = (told, package.text(&part.name)) {
            out.push(format!("== {}", part.name));
            Walk::new(&styles).part(text, &mut out);
        }
    }
    Ok(out)
}

type Names = std::collections::BTreeMap<String, String>;

/// Ids of styles → the names that people see.
fn style_names(xml: &str) -> Names {
    let (mut out, mut id) = (Names::new(), String::new());
    for tag in tags(xml).filter(Tag::opens) {
        match tag.name {
            "w:style" => tag.attr("w:styleId").unwrap_or_default().clone_into(&mut id),
            "w:name" if !id.is_empty() => {
                out.entry(id.clone()).or_insert_with(|| unescape(tag.attr("w:val").unwrap_or_default()).into_owned());
            }
            _ => {}
        }
    }
    out
}

#[derive(Default)]
struct Paragraph {
    style: String,
    text: String,
}

struct Walk<'a> {
    styles: &'a Names,
    paragraphs: Vec<Paragraph>,
    /// Cells of the rows that are open, outermost first; a table within a cell is told in it.
    rows: Vec<Vec<Vec<String>>>,
}

impl<'a> Walk<'a> {
    fn new(styles: &'a Names) -> Self {
        Self { styles, paragraphs: Vec::new(), rows: Vec::new() }
    }

    fn part(&mut self, xml: &str, out: &mut Vec<String>) {
        let mut text_from = None;
        for tag in tags(xml) {
            let value = || tag.attr("w:val").unwrap_or_default();
            match (tag.name, tag.way) {
                ("w:p", Way::Open) => self.paragraphs.push(Paragraph::default()),
                ("w:p", Way::Empty) => self.line(&Paragraph::default(), out),
                ("w:p", Way::Close) => {
                    let paragraph = self.paragraphs.pop().unwrap_or_default();
                    self.line(&paragraph, out);
                }
                ("w:pStyle", Way::Open | Way::Empty) => {
                    let name = self.styles.get(value()).map_or(value(), String::as_str).to_owned();
                    if let Some(paragraph) = self.paragraphs.last_mut().filter(|p| p.style.is_empty()) {
                        paragraph.style = name;
                    }
                }
                ("w:t" | "w:instrText", Way::Open) => text_from = Some(tag.to),
                ("w:t", Way::Close) => self.add(&unescape(&xml[text_from.take().unwrap_or(tag.from)..tag.from])),
                ("w:instrText", Way::Close) => {
                    let field = unescape(&xml[text_from.take().unwrap_or(tag.from)..tag.from]).trim().to_owned();
                    self.add(&format!("⟨{field}⟩"));
                }
                ("w:tab", Way::Empty) if tag.attrs.is_empty() => self.add("\\t"),
                ("w:br", Way::Open | Way::Empty) => self.add(match tag.attr("w:type") {
                    Some("page") => "⟨page⟩",
                    _ => "\\n",
                }),
                ("w:sectPr", Way::Open) => self.add("⟨section⟩"),
                ("wp:docPr", Way::Open | Way::Empty) => {
                    let text = unescape(tag.attr("descr").or_else(|| tag.attr("name")).unwrap_or_default()).into_owned();
                    self.add(&format!("⟨drawing {text}⟩"));
                }
                ("w:tr", Way::Open) => self.rows.push(Vec::new()),
                ("w:tc", Way::Open) => {
                    if let Some(row) = self.rows.last_mut() {
                        row.push(Vec::new());
                    }
                }
                ("w:tr", Way::Close) => {
                    let row = self.rows.pop().unwrap_or_default();
                    let cells: Vec<String> = row.into_iter().map(|cell| cell.join(" / ")).collect();
                    let line = format!("| {} |", cells.join(" | "));
                    self.give(line, out);
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn line(&mut self, paragraph: &Paragraph, out: &mut Vec<String>) {
        let style = if paragraph.style.is_empty() { String::new() } else { format!("[{}] ", paragraph.style) };
        self.give(format!("{style}{}", paragraph.text), out);
    }

    /// To the innermost cell that is open, or as a line of its own.
    fn give(&mut self, line: String, out: &mut Vec<String>) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(line),
            None => out.push(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::package::{Part, TYPES};

    #[test]
    fn a_document_is_told_as_lines() {
        let part = |name: &str, text: &str| Part { name: name.into(), data: text.into() };
        let body = "<w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>{{ 系</w:t></w:r><w:r><w:t>统 }} &lt;</w:t></w:r></w:p>\
                    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/></w:tc><w:tc><w:p><w:r><w:t>b</w:t><w:br/></w:r></w:p></w:tc></w:tr></w:tbl>\
                    <w:p><w:r><w:instrText> TOC </w:instrText></w:r></w:p></w:body>";
        let styles = "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
        let parts = vec![part(TYPES, "<Types/>"), part("word/document.xml", body), part("word/styles.xml", styles)];
        let lines = outline(&Package { parts }.write().unwrap()).unwrap();
        assert_eq!(lines, ["== word/document.xml", "[heading 1] {{ 系统 }} <", "| a /  | b\\n |", "⟨TOC⟩"]);
    }
}
