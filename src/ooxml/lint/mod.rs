//! Faults of a docx or xlsx, looked for in every file before it is given out. Word processors differ in what they forgive; this is stricter
//! than each of them: what is found as [`FaultKind::Lint`] some reader refuses or repairs, [`FaultKind::Advice`] it shows differently.

mod word;

use std::collections::BTreeSet;

use memchr::memmem;

use super::fault::{Fault, FaultKind, Place};
use super::package::{Package, TYPES};
use super::rels::{Relations, content_type, resolve};
use super::scan::{self, Way, tags};
use super::zip;
use crate::text::Msg;

/// Whether braces of tags may stand in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces {
    /// Whatever the data said: a document filled by [`super::docx`], which leaves no tag of its own.
    Allowed,
    /// A finished document without data from outside.
    Forbidden,
}

/// The faults found so far.
struct Lint<'a> {
    package: &'a Package,
    braces: Braces,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    /// The same fault of a part is told once.
    fn add(&mut self, kind: FaultKind, part: &str, msg: Msg) {
        let fault = Fault::new(kind, Place::part(part), msg);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn wrong(&mut self, part: &str, msg: Msg) {
        self.add(FaultKind::Lint, part, msg);
    }

    fn advise(&mut self, part: &str, msg: Msg) {
        self.add(FaultKind::Advice, part, msg);
    }
}

/// All faults of a file; none is what every written file must have.
#[must_use]
pub fn lint(bytes: &[u8], braces: Braces) -> Vec<Fault> {
    let package = match Package::read(bytes) {
        Ok(package) => package,
        Err(fault) => return vec![fault],
    };
    let mut lint = Lint { package: &package, braces, faults: Vec::new() };
    headers(&mut lint, bytes);
    let types = package.text(TYPES).unwrap_or_default();
    let mut word = word::Word::default();
    for part in &package.parts {
        let name = part.name.as_str();
        if name != TYPES && content_type(types, name).is_none() {
            lint.wrong(name, Msg::LintNoType { part: name.into() });
        }
        if part.is_xml() {
            match std::str::from_utf8(&part.data) {
                Ok(text) => xml(&mut lint, &mut word, name, text),
                Err(e) => lint.wrong(name, Msg::LintXml { part: name.into(), why: e.to_string() }),
            }
        }
        if name.contains("/chartsheets/") {
            lint.advise(name, Msg::LintRisk { part: name.into(), what: "chartsheet".into() });
        }
    }
    for part in package.parts.iter().filter_map(|part| part.name.strip_suffix(".rels")) {
        relations(&mut lint, &part.replacen("_rels/", "", 1));
    }
    lint.faults
}

/// What WPS needs of a ZIP: nothing that came after 1993.
fn headers(lint: &mut Lint<'_>, bytes: &[u8]) {
    let entries = zip::entries(bytes).unwrap_or_default();
    let say = |what: String| Msg::LintZip { what };
    let is_word = lint.package.get("word/document.xml").is_some();
    if entries.first().is_some_and(|entry| entry.name != TYPES) {
        lint.advise("", say(format!("{TYPES}: not first")));
    }
    for entry in &entries {
        if entry.zip64 {
            lint.wrong("", say(format!("{}: ZIP64", entry.name)));
        }
        if entry.version > 20 {
            lint.wrong("", say(format!("{}: version {}", entry.name, entry.version)));
        }
        // Workbooks are written with it, and WPS opens them; a document of ours has no need.
        if is_word && entry.flags & 8 != 0 {
            lint.advise("", say(format!("{}: bit 3", entry.name)));
        }
    }
}

/// Targets exist, ids are unique, and what a part refers to is among its relations.
fn relations(lint: &mut Lint<'_>, part: &str) {
    let relations = Relations::of(lint.package, part);
    let mut ids = BTreeSet::new();
    for relation in &relations.items {
        if !ids.insert(relation.id.as_str()) {
            lint.wrong(part, Msg::LintTwice { part: part.into(), what: relation.id.clone() });
        }
        let target = resolve(part, relation.target.split('#').next().unwrap_or_default());
        if !relation.external && !target.is_empty() && lint.package.get(&target).is_none() {
            lint.wrong(part, Msg::LintNoTarget { part: part.into(), target });
        }
    }
}

/// Attributes that refer to a relation.
const REFERENCES: [&str; 6] = ["r:id", "r:embed", "r:link", "r:pict", "r:dm", "r:lo"];

/// One walk over a part: well-formed, no control characters, references, and what [`word`] looks at.
fn xml(lint: &mut Lint<'_>, word: &mut word::Word, name: &str, text: &str) {
    if let Err(why) = walk(lint, word, name, text) {
        lint.wrong(name, Msg::LintXml { part: name.into(), why });
    }
}

fn walk(lint: &mut Lint<'_>, word: &mut word::Word, name: &str, text: &str) -> Result<(), String> {
    characters(text)?;
    let relations = Relations::of(lint.package, name);
    let mut look = word::Look::new(name);
    let (mut open, mut attributes, mut at, mut elements) = (Vec::new(), Vec::new(), 0, 0_usize);
    for tag in tags(text) {
        look.text(&text[at..tag.from]);
        at = tag.to;
        if tag.way == Way::Close {
            if open.pop() != Some(tag.name) {
                return Err(format!("</{}>", tag.name));
            }
            look.close(lint, tag.name);
            continue;
        }
        elements += 1;
        attributes.clear();
        if !scan::attributes(tag.attrs, &mut attributes) {
            return Err(format!("<{}{}>", tag.name, tag.attrs));
        }
        for (key, value) in &attributes {
            if REFERENCES.contains(key) && !value.is_empty() && relations.get(value).is_none() {
                lint.wrong(name, Msg::LintNoTarget { part: name.into(), target: (*value).to_owned() });
            }
        }
        look.open(lint, word, tag.name, &attributes, tag.way == Way::Empty);
        if tag.way == Way::Open {
            open.push(tag.name);
        }
    }
    match open.pop() {
        Some(left) => Err(format!("<{left}> …")),
        None if elements == 0 || text[at..].contains('<') => Err("it ends too early".into()),
        None => Ok(()),
    }
}

/// No control characters, no entities but those of XML, no declarations of one's own.
fn characters(text: &str) -> Result<(), String> {
    let bytes = text.as_bytes();
    let beyond = |c: &str| memmem::find(bytes, c.as_bytes()).is_some();
    if bytes.iter().any(|b| *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t')) || beyond("\u{fffe}") || beyond("\u{ffff}") {
        return Err("control characters".into());
    }
    if beyond("<!DOCTYPE") {
        return Err("DOCTYPE".into());
    }
    // In these an ampersand stands for itself.
    if beyond("<![CDATA[") || beyond("<!--") {
        return Ok(());
    }
    for at in memchr::memchr_iter(b'&', bytes) {
        let end = bytes[at..].iter().take(12).position(|b| *b == b';').map_or(at + 1, |n| at + n + 1);
        let entity = text.get(at..end).unwrap_or_default();
        if scan::unescape(entity) == entity {
            return Err(format!("{entity}…"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
