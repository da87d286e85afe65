//! Tickets as XML: nested elements for each path, in the adapter's order.

use std::fmt::Write;

use encoding_rs::GBK;
use quick_xml::escape::partial_escape;

use super::adapter::{Output, OutputEncoding};
use super::write::Item;
use super::xml::Node;

/// A document with all tickets at `row`, the path of a ticket's element from the root.
pub(super) fn document(row: &str, output: &Output, tickets: &[Vec<Item>]) -> Vec<u8> {
    let names: Vec<&str> = row.split('/').filter(|name| !name.is_empty()).collect();
    let [root, within @ ..] = names.as_slice() else { return Vec::new() };
    let mut document = Node { name: (*root).to_owned(), ..Node::default() };
    for (path, text) in &output.constants {
        if let Some(path) = path.strip_prefix('/').and_then(|path| path.strip_prefix(root)?.strip_prefix('/')) {
            put(&mut document, path, text);
        }
    }
    match within {
        [] => tickets.iter().for_each(|items| fill(&mut document, items)),
        [above @ .., last] => {
            let parent = above.iter().fold(&mut document, |node, name| child(node, name));
            for items in tickets {
                let mut node = Node { name: (*last).to_owned(), ..Node::default() };
                fill(&mut node, items);
                parent.children.push(node);
            }
        }
    }
    let encoding = if output.encoding == OutputEncoding::Gbk { "GBK" } else { "UTF-8" };
    let mut text = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n");
    print(&mut text, &document, 0);
    match output.encoding {
        OutputEncoding::Utf8 => text.into_bytes(),
        OutputEncoding::Utf8Bom => format!("\u{feff}{text}").into_bytes(),
        // What GBK lacks becomes a reference by number.
        OutputEncoding::Gbk => GBK.encode(&text).0.into_owned(),
    }
}

fn fill(node: &mut Node, items: &[Item]) {
    for item in items {
        match item {
            Item::Text(path, text) => put(node, path, text),
            Item::Files(paths, files) => {
                let (above, last) = paths.row.rsplit_once('/').unwrap_or(("", &paths.row));
                let parent = above.split('/').filter(|name| !name.is_empty()).fold(&mut *node, |node, name| child(node, name));
                for file in files {
                    let mut node = Node { name: last.to_owned(), ..Node::default() };
                    if let Some(path) = &paths.name {
                        put(&mut node, path, &file.name);
                    }
                    put(&mut node, &paths.path, &file.entry);
                    parent.children.push(node);
                }
            }
        }
    }
}

/// The element of that name; it is made where there is none.
fn child<'n>(node: &'n mut Node, name: &str) -> &'n mut Node {
    let at = node.children.iter().position(|child| child.name == name).unwrap_or(node.children.len());
    if at == node.children.len() {
        node.children.push(Node { name: name.to_owned(), ..Node::default() });
    }
    // It is there.
    &mut node.children[at]
}

fn put(node: &mut Node, path: &str, text: &str) {
    let (within, attribute) = match path.rsplit_once('@') {
        Some((within, attribute)) => (within, Some(attribute)),
        None => (path, None),
    };
    let place = within.split('/').filter(|name| !matches!(*name, "" | ".")).fold(node, |node, name| child(node, name));
    match attribute {
        Some(name) => place.attributes.push((name.to_owned(), text.to_owned())),
        None => place.text.push_str(text),
    }
}

fn print(out: &mut String, node: &Node, depth: usize) {
    let Node { name, attributes, text, children, .. } = node;
    let indent = "  ".repeat(depth);
    out.push_str(&format!("{indent}<{name}"));
    for (key, value) in attributes {
        // Readers make blanks of these.
        let value =
            partial_escape(value.as_str()).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;").replace('\r', "&#13;");
        _ = write!(out, " {key}=\"{value}\"");
    }
    // Readers make a line feed of a carriage return.
    let text = partial_escape(text.as_str()).replace('\r', "&#13;");
    match (text.is_empty(), children.is_empty()) {
        (true, true) => out.push_str("/>\n"),
        (false, true) => out.push_str(&format!(">{text}</{name}>\n")),
        (_, false) => {
            out.push_str(&format!(">{text}\n"));
            for child in children {
                print(out, child, depth + 1);
            }
            out.push_str(&format!("{indent}</{name}>\n"));
        }
    }
}
