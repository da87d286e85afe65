//! A light walk over the tags of XML that is known to be well-formed: what was parsed before, or was written here.

use memchr::{memchr, memchr3};

/// How a tag stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Open,
    Close,
    Empty,
}

/// A tag with its place; text between tags is what lies between their places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    pub name: &'a str,
    pub way: Way,
    /// What follows the name, without `/` and `>`.
    pub attrs: &'a str,
    pub from: usize,
    pub to: usize,
}

impl<'a> Tag<'a> {
    /// The raw value of an attribute and where it stands in the whole.
    pub(super) fn attr_at(&self, name: &str) -> Option<(&'a str, usize)> {
        let (value, at) = attribute(self.attrs, name)?;
        Some((value, self.from + 1 + self.name.len() + at))
    }

    /// The raw value of an attribute.
    pub(super) fn attr(&self, name: &str) -> Option<&'a str> {
        attribute(self.attrs, name).map(|(value, _)| value)
    }

    pub(super) fn opens(&self) -> bool {
        self.way != Way::Close
    }
}

/// The raw value of attribute `name` and its offset within `attrs`.
pub(super) fn attribute<'a>(attrs: &'a str, name: &str) -> Option<(&'a str, usize)> {
    let bytes = attrs.as_bytes();
    let mut at = 0;
    while let Some(equal) = memchr(b'=', &bytes[at..]).map(|n| at + n) {
        let quote_at = equal + 1 + bytes[equal + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let quote = *bytes.get(quote_at)?;
        let end = quote_at + 1 + memchr(quote, bytes.get(quote_at + 1..)?)?;
        if attrs.get(at..equal)?.trim() == name {
            return Some((attrs.get(quote_at + 1..end)?, quote_at + 1));
        }
        at = end + 1;
    }
    None
}

/// All attributes of a tag with their raw values, into `out`. False if they are not written as XML wants, or one occurs twice.
pub(super) fn attributes<'a>(attrs: &'a str, out: &mut Vec<(&'a str, &'a str)>) -> bool {
    let mut rest = attrs;
    loop {
        let trimmed = rest.trim_ascii_start();
        if trimmed.is_empty() {
            return true;
        }
        let Some((name, after)) = trimmed.split_once('=') else { return false };
        let (name, after) = (name.trim_ascii_end(), after.trim_ascii_start());
        let spaced = rest.len() > trimmed.len();
        let Some(quote @ (b'"' | b'\'')) = after.bytes().next() else { return false };
        let Some(end) = memchr(quote, &after.as_bytes()[1..]) else { return false };
        let wrong = name.is_empty() || name.contains(|c: char| c.is_ascii_whitespace() || c == '"') || after[1..=end].contains('<');
        if !spaced || wrong || out.iter().any(|(known, _)| *known == name) {
            return false;
        }
        out.push((name, &after[1..=end]));
        rest = &after[end + 2..];
    }
}

/// All tags in order; comments, instructions and CDATA are passed over.
pub(super) struct Tags<'a> {
    text: &'a str,
    at: usize,
}

pub(super) fn tags(text: &str) -> Tags<'_> {
    Tags { text, at: 0 }
}

impl<'a> Tags<'a> {
    /// Goes on from here.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The tag that begins at `from`, where a `<` stands.
    pub(super) fn tag_at(&mut self, from: usize) -> Option<Tag<'a>> {
        let bytes = self.text.as_bytes();
        let mut end = from + 1;
        let end = loop {
            let hit = end + memchr3(b'>', b'"', b'\'', bytes.get(end..)?)?;
            match bytes[hit] {
                b'>' => break hit,
                quote => end = hit + 1 + memchr(quote, bytes.get(hit + 1..)?)? + 1,
            }
        };
        self.at = end + 1;
        let inner = self.text.get(from + 1..end)?;
        let (inner, way) = match (inner.strip_prefix('/'), inner.strip_suffix('/')) {
            (Some(name), _) => return Some(Tag { name: name.trim_end(), way: Way::Close, attrs: "", from, to: end + 1 }),
            (None, Some(inner)) => (inner, Way::Empty),
            (None, None) => (inner, Way::Open),
        };
        let name_len = inner.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(inner.len());
        let (name, attrs) = inner.split_at(name_len);
        Some(Tag { name, way, attrs, from, to: end + 1 })
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let from = self.at + memchr(b'<', rest.as_bytes())?;
            let here = &self.text[from..];
            let past = |end: &str| here.find(end).map(|n| from + n + end.len());
            if here.starts_with("<!--") {
                self.at = past("-->")?;
            } else if here.starts_with("<![CDATA[") {
                self.at = past("]]>")?;
            } else if here.starts_with("<?") || here.starts_with("<!") {
                self.at = past(">")?;
            } else {
                return self.tag_at(from);
            }
        }
    }
}

/// `&lt;` → `<`; what is no entity of XML stays.
pub(super) fn unescape(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';') else { break };
        let c = match &rest[1..end] {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            other => other
                .strip_prefix("#x")
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .or_else(|| other.strip_prefix('#')?.parse().ok())
                .and_then(char::from_u32),
        };
        match c {
            Some(c) => out.push(c),
            None => out.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out.into()
}

/// Text as XML, fit for attributes too.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_with_their_attributes_and_places() {
        let xml = r#"<?xml version="1.0"?><a b="x>y" c = 'z'><!-- <no/> --><w:t>1</w:t><d/></a>"#;
        let found: Vec<_> = tags(xml).map(|t| (t.name, t.way)).collect();
        assert_eq!(found, [("a", Way::Open), ("w:t", Way::Open), ("w:t", Way::Close), ("d", Way::Empty), ("a", Way::Close)]);
        let a = tags(xml).next().unwrap();
        assert_eq!((a.attr("b"), a.attr("c"), a.attr("d")), (Some("x>y"), Some("z"), None));
        let (value, at) = a.attr_at("c").unwrap();
        assert_eq!(&xml[at..at + value.len()], "z");
    }

    #[test]
    fn attributes_are_read_or_refused() {
        let mut out = Vec::new();
        assert!(attributes(" a=\"1\" b = '2\"' c=\"\"", &mut out));
        assert_eq!(out, [("a", "1"), ("b", "2\""), ("c", "")]);
        for bad in [" a", " a=1", " a=\"1\"b=\"2\"", " a=\"1\" a=\"2\"", " =\"1\"", " a=\"<\"", " a=\"1"] {
            assert!(!attributes(bad, &mut Vec::new()), "{bad}");
        }
    }

    #[test]
    fn entities_come_and_go() {
        assert_eq!(unescape("a &lt;&#20013;&#x4e2d;&amp;&nope; & b"), "a <中中&&nope; & b");
        assert_eq!(escape("a<\"&\">"), "a&lt;&quot;&amp;&quot;&gt;");
    }
}
