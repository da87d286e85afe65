//! Which part refers to which, and what kind of thing a part is.

use super::package::{Package, TYPES};
use super::scan::{self, Tag, tags};

/// A reference from one part to another, or to the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
    pub external: bool,
}

/// The relations of one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Relations {
    pub items: Vec<Relation>,
}

/// `word/document.xml` → `word/_rels/document.xml.rels`.
pub(super) fn path_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// A target as the name of a part: relative to the folder of the part that refers to it.
pub(super) fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for piece in target.split('/') {
        match piece {
            ".." => _ = folders.pop(),
            "." | "" => {}
            other => folders.push(other),
        }
    }
    folders.join("/")
}

impl Relations {
    /// Those of a part; none when it has none.
    pub(super) fn of(package: &Package, part: &str) -> Self {
        let text = package.text(&path_of(part)).unwrap_or_default();
        let items = tags(text).filter(|tag| tag.name == "Relationship" && tag.opens()).filter_map(|tag| {
            let value = |name: &str| Some(scan::unescape(tag.attr(name)?).into_owned());
            let external = tag.attr("TargetMode") == Some("External");
            Some(Relation { id: value("Id")?, kind: value("Type")?, target: value("Target")?, external })
        });
        Self { items: items.collect() }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.items.iter().find(|relation| relation.id == id)
    }

    /// Adds one and returns its id; one that leads to the same is used again.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        if let Some(known) = self.items.iter().find(|r| r.kind == kind && r.target == target && !r.external) {
            return known.id.clone();
        }
        // Of so many one is free for certain.
        let id = (self.items.len() + 1..=self.items.len() * 2 + 1)
            .map(|n| format!("rId{n}"))
            .find(|id| self.get(id).is_none())
            .unwrap_or_default();
        self.items.push(Relation { id: id.clone(), kind: kind.to_owned(), target: target.to_owned(), external: false });
        id
    }

    pub(super) fn write(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        for Relation { id, kind, target, external } in &self.items {
            let [id, kind, target] = [id, kind, target].map(|text| scan::escape(text));
            let mode = if *external { " TargetMode=\"External\"" } else { "" };
            out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"));
        }
        out + "</Relationships>"
    }
}

/// The content type of a part, by its own entry or that of its ending.
pub(super) fn content_type<'a>(types: &'a str, part: &str) -> Option<&'a str> {
    let end = part.rsplit_once('.').map_or("", |(_, end)| end);
    let mut usual = None;
    for tag in tags(types).filter(Tag::opens) {
        match tag.name {
            "Override" if tag.attr("PartName").is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part)) => {
                return tag.attr("ContentType");
            }
            "Default" if tag.attr("Extension").is_some_and(|x| x.eq_ignore_ascii_case(end)) => usual = tag.attr("ContentType"),
            _ => {}
        }
    }
    usual
}

/// Makes known what kind of part this is: of its own, or with all parts of its ending.
pub(super) fn set_content_type(package: &mut Package, part: &str, kind: &str, own: bool) {
    let types = package.text(TYPES).unwrap_or_default();
    if content_type(types, part) == Some(kind) {
        return;
    }
    let entry = if own {
        format!("<Override PartName=\"/{}\" ContentType=\"{kind}\"/>", scan::escape(part))
    } else {
        let end = part.rsplit_once('.').map_or("", |(_, end)| end);
        format!("<Default Extension=\"{}\" ContentType=\"{kind}\"/>", scan::escape(end))
    };
    // All defaults come before all overrides, as writers do it.
    let at = if own { types.rfind("</Types>") } else { tags(types).find(|tag| tag.name == "Types").map(|tag| tag.to) };
    if let Some(at) = at {
        let types = format!("{}{entry}{}", &types[..at], &types[at..]);
        package.set(TYPES, types);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_part_that_refers_to_them() {
        assert_eq!(path_of("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(path_of(""), "_rels/.rels");
        assert_eq!(resolve("word/document.xml", "media/a.png"), "word/media/a.png");
        assert_eq!(resolve("word/charts/chart1.xml", "../embeddings/x.xlsx"), "word/embeddings/x.xlsx");
        assert_eq!(resolve("", "/word/document.xml"), "word/document.xml");
    }

    #[test]
    fn a_relation_is_added_once() {
        let mut relations = Relations::default();
        assert_eq!(relations.add("k", "a"), "rId1");
        assert_eq!(relations.add("k", "b"), "rId2");
        assert_eq!(relations.add("k", "a"), "rId1");
        assert_eq!(relations.write().matches("<Relationship ").count(), 2);
    }
}
