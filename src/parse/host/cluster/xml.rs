//! The little of XML that cluster tools print: elements and attributes.

use quick_xml::{Reader, events::BytesStart, events::Event};

/// Cluster tools nest a handful of elements.
const DEEPEST: usize = 32;

/// An element as it opens: its name, attributes, and the names of those it stands in.
pub(super) struct Element {
    pub name: String,
    pub within: Vec<String>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute; empty when it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name) == "true"
    }
}

/// All elements in order. The error says where the text stops being XML; what was read before is worth nothing then.
pub(super) fn elements(text: &str) -> Result<Vec<Element>, String> {
    let mut reader = Reader::from_str(text);
    let mut within: Vec<String> = Vec::new();
    let mut out = Vec::new();
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(_) if within.len() >= DEEPEST => return Err("elements are nested too deep".into()),
            Event::Start(start) => {
                let element = element(&start, &within)?;
                within.push(element.name.clone());
                out.push(element);
            }
            Event::Empty(start) => out.push(element(&start, &within)?),
            Event::End(_) => _ = within.pop(),
            Event::Eof if within.is_empty() && !out.is_empty() => return Ok(out),
            Event::Eof => return Err("the text ends too early".into()),
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>, within: &[String]) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::default()).map_err(|e| e.to_string())?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name: start.name().as_ref().to_owned(), within: within.to_vec(), attributes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_tool_nests_so_deep() {
        let nested = |depth: usize| elements(&("<a>".repeat(depth) + &"</a>".repeat(depth))).map(|found| found.len());
        assert_eq!(nested(DEEPEST), Ok(DEEPEST));
        assert!(nested(DEEPEST + 1).is_err());
    }
}
