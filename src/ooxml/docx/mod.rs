//! Word documents from templates: an ordinary docx, styled in WPS, with tags in its text.
//!
//! `{{ 系统.名称 }}` prints a field, `{% for t in 目标 %} … {% endfor %}` repeats, `{% if … %} … {% elif … %} … {% else %} … {% endif %}` chooses,
//! `{% set x = … %}` names a value. The expressions are those of Tera; field names may be Chinese, braces and punctuation full-width. What a
//! block repeats follows from where its tags stand ([`hoist`]): text of a paragraph, paragraphs, rows; `{%c for … %}` repeats columns. A field
//! that the data do not have is an error, unless it is written `{{ x or "" }}`. Braces themselves are printed by `{{ "{{" }}`. Filters are listed
//! in [`filters`]. `{{ image(of=…, width_cm=14.5) }}` and `{{ chart(of=…, width_cm=15, height_cm=7.5) }}` draw; a picture or chart of the
//! template whose alternative text is `{{ image:名称 }}` or `{{ chart:路径 }}` keeps its looks and gets the new content.
//!
//! The way: parts are parsed ([`dom`]), tags joined over the runs that editors broke them into ([`join`]), lifted to where they cannot break the
//! document ([`hoist`]), written for Tera with delimiters that no text holds ([`compile`]), rendered, and finished ([`finish`]).
//! Data are text: whatever they hold, they are never read as a template or as XML.

mod chart;
mod compile;
mod data;
mod dom;
mod draw;
mod fields;
mod filters;
mod finish;
mod hoist;
mod join;
mod marks;
mod numbering;
mod picture;
mod placeholder;
mod properties;
mod styles;
mod table;
mod tag;
mod toc;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use jiff::Timestamp;
use serde_json::Value as Json;
use tera::{Delimiters, ErrorKind, Tera};

use super::fault::{Fault, FaultKind, Place};
use super::package::Package;
use crate::model::Lang;
use crate::text::Msg;
use compile::{Compiled, DELIMITERS, compile};
use draw::Drawer;
use finish::finish;
use styles::Styles;

#[cfg(test)]
mod tests;

const DOCUMENT: &str = "word/document.xml";

/// Pictures by name, given beside the data.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Vec<u8>>);

impl Assets {
    /// Adds a PNG or JPEG under the name by which data or template ask for it.
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(name.into(), bytes);
    }

    fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.get(name).map(Vec::as_slice)
    }
}

/// What a document says of itself.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub title: String,
    pub author: String,
    /// The report's own time; the only time in the document.
    pub created: Timestamp,
    /// Into `docProps/custom.xml`: template, its version and SHA-256, SHA-256 of the data, run, opsctl version.
    pub properties: Vec<(String, String)>,
}

/// A document as bytes, with what was done to the data on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub bytes: Vec<u8>,
    pub notes: Vec<Msg>,
}

/// A field that a template uses, for the contract between template and data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// From the root of the data, loops resolved: `系统.名称`, `目标[].name`.
    pub path: String,
    /// It may be absent.
    pub optional: bool,
    /// Where it is used first.
    pub place: Place,
}

/// A template, read and understood; it can be filled any number of times.
#[derive(Debug)]
pub struct Template {
    package: Package,
    parts: Vec<Compiled>,
    styles: Styles,
    text_width: u32,
    tera: Tera,
}

/// Text → XML within a `w:t`: lines and tabs become what Word has for them.
fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let with: &str = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\n' => "</w:t><w:br/><w:t xml:space=\"preserve\">",
            b'\t' => "</w:t><w:tab/><w:t xml:space=\"preserve\">",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(with.as_bytes())?;
        from = at + 1;
    }
    out.write_all(&text.as_bytes()[from..])
}

/// Parts of a template that may hold tags.
fn holds_text(name: &str) -> bool {
    let Some(base) = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else { return false };
    matches!(base, "document" | "footnotes" | "endnotes") || base.starts_with("header") || base.starts_with("footer")
}

fn machine(unknown: &'static str) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    let [variable_start, variable_end, block_start, block_end, comment_start, comment_end] = DELIMITERS.map(Into::into);
    tera.set_delimiters(Delimiters { block_start, block_end, variable_start, variable_end, comment_start, comment_end })?;
    tera.autoescape_on([".xml"]);
    tera.set_escape_fn(escape);
    filters::register(&mut tera, unknown);
    Ok(tera)
}

impl Template {
    /// Reads a docx with tags, in Chinese. All that is wrong with it comes at once, each with its place.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        Self::read_in(Lang::Zh, bytes)
    }

    /// The same in another language: it has its own word for null, what is not known.
    pub fn read_in(lang: Lang, bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let unknown = match lang {
            Lang::Zh => "未知",
            Lang::En => "unknown",
        };
        let package = Package::read(bytes).map_err(|fault| vec![fault])?;
        let Some(document) = package.text(DOCUMENT) else {
            return Err(vec![Fault::file(Msg::DocxNotWord { part: DOCUMENT.into() })]);
        };
        let text_of = |part: &str| package.text(part).unwrap_or_default();
        let styles = Styles::read(text_of("word/styles.xml"), text_of("word/numbering.xml"));
        let text_width = styles::text_width(document);
        let (mut parts, mut faults) = (Vec::new(), Vec::new());
        for part in package.parts.iter().filter(|part| holds_text(&part.name)) {
            match compile(&part.name, &part.data) {
                Ok(compiled) => parts.push(compiled),
                Err(wrong) => faults.extend(wrong),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let internal = |e: tera::Error| vec![Fault::file(Msg::Internal { what: e.to_string() })];
        let mut tera = machine(unknown).map_err(internal)?;
        let sources = parts.iter().map(|part| (part.part.as_str(), part.source.as_str()));
        if let Err(error) = tera.add_raw_templates(sources) {
            let faults = syntax_faults(&parts);
            return Err(if faults.is_empty() { internal(error) } else { faults });
        }
        Ok(Self { package, parts, styles, text_width, tera })
    }

    /// Every field that the template uses, once each, in the order of the document.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for part in &self.parts {
            for field in &part.fields {
                let path = fields::shown(&field.steps);
                if seen.insert((path.clone(), field.optional)) {
                    out.push(Field { path, optional: field.optional, place: part.place(field.tag) });
                }
            }
        }
        out
    }

    /// All fields that an example of the data does not have, with the nearest names. A list in the example stands for all its
    /// elements; of an empty list and of null nothing is known. A field that is somewhere used with `or`, `is defined` or a default is optional.
    #[must_use]
    pub fn check(&self, example: &Json) -> Vec<Fault> {
        let mut faults = Vec::new();
        for part in &self.parts {
            for missing in fields::missing(&part.fields, example) {
                let msg = Msg::DocxUnknownField { field: missing.path };
                faults.push(Fault { kind: FaultKind::Field, place: part.place(missing.tag), msg, near: missing.near });
            }
        }
        faults
    }

    /// Fills the template. The same data, pictures and time give the same bytes. All unknown fields come at once.
    pub fn render(&self, data: &Json, assets: &Assets, about: &About) -> Result<Document, Vec<Fault>> {
        let unknown = self.check(data);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let (context, cleaned) = data::context(data);
        let (mut texts, mut faults) = (Vec::with_capacity(self.parts.len()), Vec::new());
        for part in &self.parts {
            match self.tera.render(&part.part, &context) {
                Ok(text) => texts.push(text),
                Err(error) => faults.push(value_fault(part, &error)),
            }
        }
        drop(context);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut package = self.package.clone();
        let mut drawer = Drawer::new(&mut package, assets, about, self.text_width);
        for (part, text) in self.parts.iter().zip(texts) {
            drawer.begin(part);
            let finished = finish(&text, &self.styles, &mut drawer);
            drop(text);
            drawer.end(finished);
        }
        let (mut notes, faults) = drawer.done();
        if !faults.is_empty() {
            return Err(faults);
        }
        if cleaned != data::Cleaned::default() {
            notes.push(Msg::DocxCleaned { sequences: cleaned.sequences.to_string(), characters: cleaned.characters.to_string() });
        }
        properties::write(&mut package, about);
        let bytes = package.write().map_err(|fault| vec![fault])?;
        Ok(Document { bytes, notes })
    }
}

/// Tera stops at the first fault of a part, so each tag is tried alone.
fn syntax_faults(parts: &[Compiled]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for part in parts {
        for (number, tag) in part.tags.iter().enumerate() {
            let [open, close] = if tag.prints() { [DELIMITERS[0], DELIMITERS[1]] } else { [DELIMITERS[2], DELIMITERS[3]] };
            let one = format!("{open} {} {close}", tag.tera);
            let block = |word: &str| format!("{open} {word} {close}");
            let source = match tag.form {
                tag::Form::For => one + &block("endfor"),
                tag::Form::If => one + &block("endif"),
                tag::Form::Middle => block("if true") + &one + &block("endif"),
                tag::Form::EndFor | tag::Form::EndIf => continue,
                _ => one,
            };
            let Ok(mut tera) = machine("") else { continue };
            if let Err(error) = tera.add_raw_template("x.xml", &source) {
                let msg = Msg::DocxSyntax { tag: tag.shown.clone(), why: reason(&error) };
                faults.push(Fault::new(FaultKind::Syntax, part.place(number), msg));
            }
        }
    }
    faults
}

/// The sentence of Tera without its picture of the source, names as people wrote them.
fn reason(error: &tera::Error) -> String {
    let text = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        other => other.to_string(),
    };
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    tag::decoded(line.trim_start_matches("error: "))
}

/// A fault of filling, led back to its tag.
fn value_fault(part: &Compiled, error: &tera::Error) -> Fault {
    let number = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => part.tag_at(report.span().range.start),
        _ => None,
    };
    let place = number.map_or_else(|| Place::part(&part.part), |number| part.place(number));
    let shown = number.and_then(|number| part.tags.get(number)).map(|tag| tag.shown.clone()).unwrap_or_default();
    Fault::new(FaultKind::Value, place, Msg::DocxNoValue { tag: shown, why: reason(error) })
}
