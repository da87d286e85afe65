//! The words of a line: bold, coloured, broken. Tags pass through as they are.

use super::fault::Faults;
use super::tags::{Piece, pieces};
use crate::error::{Error, Kind};
use crate::text::Msg;

/// How a run looks; each is a character style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Strong,
    Red,
    Blue,
    Green,
    Grey,
}

/// Colours by their names in an outline.
const COLOURS: &[(&str, Look)] = &[("red", Look::Red), ("blue", Look::Blue), ("green", Look::Green), ("grey", Look::Grey)];

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Look,
}

/// What stands between two `<br>`.
pub(super) type Line = Vec<Run>;

/// Reads the words of a line of the outline; there is at least one line.
pub(super) fn lines(text: &str, line: usize, faults: &Faults) -> Vec<Line> {
    let mut reader = Reader { line, faults, done: Vec::new(), atoms: Vec::new(), opened: Vec::new(), strong: false };
    for piece in pieces(text, line, faults) {
        match piece {
            Piece::Tag(tag) => reader.push(tag),
            Piece::Text(text) => reader.text(text),
        }
    }
    if reader.strong {
        faults.add(line, |place| Msg::OutlineBold { place }, Msg::HintOutlineBold {});
    }
    reader.end_line();
    reader.done
}

struct Reader<'a, 'f> {
    line: usize,
    faults: &'a Faults<'f>,
    done: Vec<Line>,
    /// The line so far: characters and tags, each with its look.
    atoms: Line,
    /// Where `[` stands in it, that a colour may follow.
    opened: Vec<usize>,
    strong: bool,
}

impl Reader<'_, '_> {
    fn push(&mut self, text: impl Into<String>) {
        let look = if self.strong { Look::Strong } else { Look::Plain };
        self.atoms.push(Run { text: text.into(), look });
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            rest = match c {
                '\\' if after.starts_with(|next: char| next.is_ascii_punctuation()) => {
                    let (sign, after) = after.split_at(1);
                    self.push(sign);
                    after
                }
                '*' if after.starts_with('*') => {
                    self.strong = !self.strong;
                    &after[1..]
                }
                '<' if after.starts_with("br>") => {
                    self.end_line();
                    &after[3..]
                }
                '[' => {
                    self.opened.push(self.atoms.len());
                    self.push(c);
                    after
                }
                ']' => self.close(after),
                _ => {
                    self.push(c);
                    after
                }
            };
        }
    }

    /// After `]`: a colour in braces paints what stands since `[`, else it is only a bracket.
    fn close<'t>(&mut self, after: &'t str) -> &'t str {
        let opened = self.opened.pop();
        let named = after.strip_prefix('{').and_then(|rest| rest.split_once('}')).filter(|(name, _)| is_word(name));
        let (Some(from), Some((name, rest))) = (opened, named) else {
            self.push(']');
            return after;
        };
        if let Some((_, look)) = COLOURS.iter().find(|(known, _)| *known == name) {
            self.atoms.remove(from);
            self.atoms[from..].iter_mut().for_each(|run| run.look = *look);
        } else {
            let known = || COLOURS.iter().map(|(name, _)| *name);
            self.faults.push(self.line, |place| {
                let error = Error::new(Kind::Input, Msg::OutlineColour { place, name: name.into() }).near(name, known());
                error.hint(Msg::HintOutlineWords { words: known().collect::<Vec<_>>().join(" ") })
            });
        }
        rest
    }

    fn end_line(&mut self) {
        let mut line: Line = Vec::new();
        for atom in self.atoms.drain(..) {
            match line.last_mut() {
                Some(run) if run.look == atom.look => run.text.push_str(&atom.text),
                _ => line.push(atom),
            }
        }
        self.opened.clear();
        self.done.push(line);
    }
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Line> {
        let faults = Faults::new("x.md");
        let read = lines(text, 1, &faults);
        faults.check(read).unwrap()
    }

    fn run(text: &str, look: Look) -> Run {
        Run { text: text.into(), look }
    }

    #[test]
    fn bold_colour_and_breaks() {
        assert_eq!(
            read("甲**乙 {{ a | b(c=\"**\") }}**<br>[告警]{red}[1]"),
            [
                vec![run("甲", Look::Plain), run("乙 {{ a | b(c=\"**\") }}", Look::Strong)],
                vec![run("告警", Look::Red), run("[1]", Look::Plain)],
            ]
        );
    }

    #[test]
    fn a_backslash_takes_the_meaning_from_a_sign() {
        assert_eq!(read(r"138\*\*\*\*5678 \[a]\{red}"), [vec![run("138****5678 [a]{red}", Look::Plain)]]);
    }

    #[test]
    fn a_tag_inside_a_colour_keeps_its_text() {
        let line = read("{% if a %}[{{ b }}]{blue}{% endif %}");
        assert_eq!(line, [vec![run("{% if a %}", Look::Plain), run("{{ b }}", Look::Blue), run("{% endif %}", Look::Plain)]]);
    }
}
