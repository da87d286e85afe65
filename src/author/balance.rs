//! Follows `for` and `if` through an outline: what is opened is closed, by its own end, on its own side of a section.

use super::fault::Faults;
use super::tags::{Piece, split, word};
use crate::text::Msg;

/// The blocks that are open, with the line where each was opened.
#[derive(Debug, Default)]
pub(super) struct Balance {
    open: Vec<(usize, &'static str)>,
}

impl Balance {
    /// How many blocks are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost open block: its line and its word.
    pub(super) fn innermost(&self) -> Option<(usize, &'static str)> {
        self.open.last().copied()
    }

    /// Takes in the tags of one line and returns the least depth that there was in it.
    pub(super) fn read(&mut self, text: &str, line: usize, faults: &Faults) -> usize {
        let mut least = self.depth();
        for piece in split(text).0 {
            let Piece::Tag(tag) = piece else { continue };
            let Some(word) = word(tag) else { continue };
            match word {
                "for" => self.open.push((line, "for")),
                "if" => self.open.push((line, "if")),
                "endfor" => self.close("for", tag, line, faults),
                "endif" => self.close("if", tag, line, faults),
                "else" | "elif" if self.open.is_empty() => stray(tag, line, faults),
                _ => {}
            }
            least = least.min(self.depth());
        }
        least
    }

    fn close(&mut self, want: &str, tag: &str, line: usize, faults: &Faults) {
        match self.open.last() {
            Some((_, found)) if *found == want => _ = self.open.pop(),
            _ => stray(tag, line, faults),
        }
    }

    /// What is still open at the end of the text.
    pub(super) fn finish(self, faults: &Faults) {
        for (line, word) in self.open {
            let end = format!("end{word}");
            faults.add(line, |place| Msg::OutlineBlockOpen { place, word: word.into() }, Msg::HintOutlineBlockOpen { end });
        }
    }
}

fn stray(tag: &str, line: usize, faults: &Faults) {
    faults.add(line, |place| Msg::OutlineBlockStray { place, tag: tag.into() }, Msg::HintOutlineBlockStray {});
}

/// A text that has to be complete in itself, such as a page head.
pub(super) fn complete(text: &str, line: usize, faults: &Faults) {
    let mut balance = Balance::default();
    balance.read(text, line, faults);
    balance.finish(faults);
}
