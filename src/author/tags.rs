//! Finds the tags of the template engine in a line, so that nothing inside them is taken for markup.

use super::fault::Faults;
use crate::text::Msg;

/// A stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// `{{ … }}` or `{% … %}`, whole.
    Tag(&'a str),
}

/// A line as text and tags; a tag that does not end in it is text, and a fault.
pub(super) fn pieces<'a>(text: &'a str, line: usize, faults: &Faults) -> Vec<Piece<'a>> {
    let (pieces, open) = split(text);
    if let Some(tag) = open {
        let tag = tag.chars().take(20).collect();
        faults.add(line, |place| Msg::OutlineTagOpen { place, tag }, Msg::HintOutlineTagOpen {});
    }
    pieces
}

/// The pieces, and the rest of the line from a tag that does not end.
pub(super) fn split(text: &str) -> (Vec<Piece<'_>>, Option<&str>) {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(start) = start(rest) {
        let (before, tag) = rest.split_at(start);
        let Some(end) = end(tag) else {
            pieces.push(Piece::Text(rest));
            return (pieces, Some(tag));
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Tag(&tag[..end]));
        rest = &tag[end..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    (pieces, None)
}

fn start(text: &str) -> Option<usize> {
    [text.find("{{"), text.find("{%")].into_iter().flatten().min()
}

/// Where a tag ends that `text` begins with; quotes hide its end.
fn end(text: &str) -> Option<usize> {
    let close = if text.starts_with("{{") { "}}" } else { "%}" };
    let mut quote = None;
    for (at, c) in text.char_indices().skip(2) {
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if text[at..].starts_with(close) => return Some(at + close.len()),
            _ => {}
        }
    }
    None
}

/// The first word of a block tag: `for` of `{%- for a in b %}`.
pub(super) fn word(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix("{%")?.trim_start_matches('-').trim_start();
    inside.split(|c: char| !c.is_alphanumeric()).next()
}

/// Whether a line is nothing but block tags: the engine takes it away.
pub(super) fn only_blocks(text: &str) -> bool {
    let (pieces, open) = split(text.trim());
    let block = |piece: &Piece| match piece {
        Piece::Tag(tag) => tag.starts_with("{%"),
        Piece::Text(text) => text.trim().is_empty(),
    };
    open.is_none() && !pieces.is_empty() && pieces.iter().all(block)
}

/// Whether there is any block tag in a text.
pub(super) fn has_block(text: &str) -> bool {
    split(text).0.iter().any(|piece| matches!(piece, Piece::Tag(tag) if tag.starts_with("{%")))
}

/// Whether there is the end of a block in a text.
pub(super) fn ends_block(text: &str) -> bool {
    split(text).0.iter().any(|piece| matches!(piece, Piece::Tag(tag) if word(tag).is_some_and(|word| word.starts_with("end"))))
}

/// Whether there is any tag in a text.
pub(super) fn has_any(text: &str) -> bool {
    start(text).is_some()
}

/// How many pictures and charts a text asks for, and whether there is nothing else in it.
pub(super) fn figures(text: &str) -> (usize, bool) {
    let pieces = split(text.trim()).0;
    let is_figure = |piece: &&Piece| matches!(piece, Piece::Tag(tag) if calls(tag, &["chart", "image"]));
    let count = pieces.iter().filter(is_figure).count();
    (count, count == pieces.len())
}

fn calls(tag: &str, functions: &[&str]) -> bool {
    let Some(inside) = tag.strip_prefix("{{") else { return false };
    let inside = inside.trim_start_matches('-').trim_start();
    functions.iter().any(|name| inside.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('(')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_text_and_tags() {
        let (pieces, open) = split("共 {{ 行 | length }} 行{% if a == \"%}\" %}！");
        assert_eq!(
            pieces,
            [
                Piece::Text("共 "),
                Piece::Tag("{{ 行 | length }}"),
                Piece::Text(" 行"),
                Piece::Tag("{% if a == \"%}\" %}"),
                Piece::Text("！")
            ]
        );
        assert_eq!(open, None);
        assert_eq!(split("a {{ b").1, Some("{{ b"));
    }

    #[test]
    fn block_tags_and_figures_are_known() {
        assert_eq!(word("{%- for a in b %}"), Some("for"));
        assert_eq!(word("{{ for }}"), None);
        assert!(only_blocks(" {% endfor %} {% endif %} "));
        assert!(!only_blocks("{{ a }}") && !only_blocks("") && !only_blocks("{% if a %}b"));
        assert_eq!(figures("{{ chart(of=a, width_cm=15) }}"), (1, true));
        assert_eq!(figures("见图 {{ image(of=a) }}"), (1, false));
        assert_eq!(figures("{{ charts }}"), (0, false));
        assert_eq!(figures(""), (0, true));
    }
}
