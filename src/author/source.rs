//! The lines of an outline's body, one after the other.

use super::tags::only_blocks;

pub(super) struct Source<'t> {
    lines: Vec<(usize, &'t str)>,
    at: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(lines: Vec<(usize, &'t str)>) -> Self {
        Self { lines, at: 0 }
    }

    /// The next line with its number, without the spaces around it.
    pub(super) fn peek(&self) -> Option<(usize, &'t str)> {
        self.lines.get(self.at).map(|(number, text)| (*number, text.trim_matches([' ', '\t'])))
    }

    /// How far the next line is indented.
    pub(super) fn indent(&self) -> usize {
        let spaces = |text: &str| text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 2 } else { 1 }).sum();
        self.lines.get(self.at).map_or(0, |(_, text)| spaces(text))
    }

    /// The number of the next line, or of the last.
    pub(super) fn line(&self) -> usize {
        self.lines.get(self.at).or(self.lines.last()).map_or(1, |(number, _)| *number)
    }

    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// Whether the next line that is not only block tags is one of the kind asked for, without an empty line before it.
    pub(super) fn row_follows(&self, kind: impl Fn(&str) -> bool) -> bool {
        let rest = self.lines.get(self.at..).unwrap_or_default();
        rest.iter().map(|(_, text)| text.trim()).find(|text| !only_blocks(text)).is_some_and(kind)
    }
}
