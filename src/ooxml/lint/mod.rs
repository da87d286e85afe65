//! Faults of a docx or xlsx, looked for in every file before it is given out. Word processors differ in what they forgive; this is stricter
//! than each of them: what is found as [`FaultKind::Lint`] some reader refuses or repairs, [`FaultKind::Advice`] it shows differently.

mod word;

use std::collections::BTreeSet;

use memchr::memmem;
use quick_xml::{Reader, events::Event};

use super::fault::{Fault, FaultKind, Place};
use super::package::{Package, TYPES};
use super::rels::{Relations, content_type, resolve};
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
    let control = text.bytes().any(|b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t'))
        || memmem::find(text.as_bytes(), "\u{fffe}".as_bytes()).is_some()
        || memmem::find(text.as_bytes(), "\u{ffff}".as_bytes()).is_some();
    if control {
        lint.wrong(name, Msg::LintXml { part: name.into(), why: "control characters".into() });
    }
    let relations = Relations::of(lint.package, name);
    let mut reader = Reader::from_str(text);
    let mut look = word::Look::new(name);
    let (mut depth, mut elements) = (0_usize, 0_usize);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(e) => return lint.wrong(name, Msg::LintXml { part: name.into(), why: e.to_string() }),
        };
        let (start, empty) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(end) => {
                depth -= 1;
                look.close(lint, word, end.name().as_ref());
                continue;
            }
            Event::Text(text) => {
                look.text(text);
                continue;
            }
            Event::Eof => break,
            Event::DocType(_) => return lint.wrong(name, Msg::LintXml { part: name.into(), why: "DOCTYPE".into() }),
            _ => continue,
        };
        depth += usize::from(!empty);
        elements += 1;
        let mut attributes = Vec::new();
        let any = !start.attributes_raw().is_empty();
        for attribute in any.then(|| start.attributes()).into_iter().flatten() {
            match attribute {
                Ok(attribute) => attributes.push((attribute.key.into_inner(), attribute.value)),
                Err(e) => lint.wrong(name, Msg::LintXml { part: name.into(), why: e.to_string() }),
            }
        }
        for (key, value) in &attributes {
            if REFERENCES.contains(key) && !value.is_empty() && relations.get(value).is_none() {
                lint.wrong(name, Msg::LintNoTarget { part: name.into(), target: value.to_string() });
            }
        }
        let element = start.name();
        look.open(lint, word, element.as_ref(), &attributes, empty);
    }
    if depth > 0 || elements == 0 {
        lint.wrong(name, Msg::LintXml { part: name.into(), why: "it ends too early".into() });
    }
}

#[cfg(test)]
mod tests;
