//! A tree of XML elements and its text: what is closed was opened, and text is escaped, by construction.

use std::fmt::Write;

/// An element with its attributes and content, in the order they were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attrs: Vec<(&'static str, String)>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
}

/// An empty element.
pub(super) fn el(name: &'static str) -> Element {
    Element { name, attrs: Vec::new(), nodes: Vec::new() }
}

/// An element of `WordprocessingML` whose one attribute is its value.
#[allow(clippy::needless_pass_by_value)] // as above
pub(super) fn val(name: &'static str, value: impl ToString) -> Element {
    el(name).attr("w:val", value)
}

impl Element {
    #[allow(clippy::needless_pass_by_value)] // numbers and texts alike
    pub(super) fn attr(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attrs.push((name, value.to_string()));
        self
    }

    /// Adds one child, or none.
    pub(super) fn with(mut self, child: impl Into<Option<Element>>) -> Self {
        self.nodes.extend(child.into().map(Node::Element));
        self
    }

    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.nodes.extend(children.into_iter().map(Node::Element));
        self
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.nodes.push(Node::Text(text.into()));
        self
    }

    /// The element, unless it says nothing: properties that nobody set are left out.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.nodes.is_empty() || !self.attrs.is_empty()).then_some(self)
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// A whole part of a package, with its declaration.
    pub(super) fn part(&self) -> Vec<u8> {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        let _ = write!(out, "<{}", self.name);
        for (name, value) in &self.attrs {
            let _ = write!(out, " {name}=\"");
            escape(value, out);
            out.push('"');
        }
        if self.nodes.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape(text, out),
            }
        }
        let _ = write!(out, "</{}>", self.name);
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped() {
        let tree = el("a").attr("k", "\"<&").with(el("b")).text("1 < 2 & 3");
        let bytes = String::from_utf8(tree.part()).unwrap();
        assert!(bytes.ends_with("<a k=\"&quot;&lt;&amp;\"><b/>1 &lt; 2 &amp; 3</a>"), "{bytes}");
    }

    #[test]
    fn properties_that_nobody_set_are_left_out() {
        assert_eq!(el("w:pPr").unless_empty(), None);
        assert!(val("w:jc", "center").unless_empty().is_some());
    }
}
