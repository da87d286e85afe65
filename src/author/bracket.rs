//! Brackets around lines: `:::landscape` … `:::`.

use super::block::Role;
use super::fault::Faults;
use crate::error::{Error, Kind};
use crate::text::Msg;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Landscape,
    Portrait,
    Center,
    Right,
    Sign,
    Left,
    Keep,
}

const NAMES: [(&str, Bracket); 7] = [
    ("landscape", Bracket::Landscape),
    ("portrait", Bracket::Portrait),
    ("center", Bracket::Center),
    ("right", Bracket::Right),
    ("sign", Bracket::Sign),
    ("left", Bracket::Left),
    ("keep", Bracket::Keep),
];

/// The brackets that are open, outermost first; one that nobody knows is open too, so that its end is not another fault.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    open: Vec<(usize, String, Option<Bracket>)>,
}

impl Brackets {
    /// Opens a bracket and tells which.
    pub(super) fn open(&mut self, name: &str, line: usize, faults: &Faults) -> Option<Bracket> {
        let bracket = NAMES.iter().find(|(known, _)| *known == name).map(|(_, bracket)| *bracket);
        if bracket.is_none() {
            faults.push(line, |place| {
                let known = NAMES.map(|(known, _)| known);
                let error = Error::new(Kind::Input, Msg::OutlineBracket { place, name: name.into() }).near(name, known);
                error.hint(Msg::HintOutlineWords { words: known.join(" ") })
            });
        }
        let page = matches!(bracket, Some(Bracket::Landscape | Bracket::Portrait));
        if page && !self.open.is_empty() {
            faults.add(line, |place| Msg::OutlineBracketInside { place, name: name.into() }, Msg::HintOutlineBracketInside {});
        }
        self.open.push((line, name.into(), bracket));
        bracket
    }

    /// Closes the innermost bracket and tells which it was.
    pub(super) fn close(&mut self, line: usize, faults: &Faults) -> Option<Bracket> {
        let Some((_, _, bracket)) = self.open.pop() else {
            faults.add(line, |place| Msg::OutlineBracketStray { place }, Msg::HintOutlineBracketStray {});
            return None;
        };
        bracket
    }

    pub(super) fn has(&self, bracket: Bracket) -> bool {
        self.open.iter().any(|(_, _, open)| *open == Some(bracket))
    }

    /// What a plain line is here; on a cover it is centred, unless a bracket says otherwise.
    pub(super) fn role(&self, cover: bool) -> Role {
        let named = self.open.iter().rev().find_map(|(_, _, bracket)| match bracket {
            Some(Bracket::Center) => Some(Role::Center),
            Some(Bracket::Right) => Some(Role::Right),
            Some(Bracket::Sign) => Some(Role::Signature),
            Some(Bracket::Left) => Some(Role::Flush),
            _ => None,
        });
        named.unwrap_or(if cover { Role::Center } else { Role::Body })
    }

    pub(super) fn finish(&self, faults: &Faults) {
        for (line, name, _) in &self.open {
            faults.add(*line, |place| Msg::OutlineBracketOpen { place, name: name.clone() }, Msg::HintOutlineBracketOpen {});
        }
    }
}
