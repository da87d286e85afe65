//! Texts worth finding → two searches: an exact one for a line, and a fast one for a stream.
//!
//! A vectorised search for fifty texts (Teddy) does 2 GB/s on our machines. This one does four times as much by
//! looking at less: each text is represented by one window of four bytes, the one that is rarest in ordinary logs, and
//! whoever looks at a pair of bytes at every third place cannot miss a window. A table says of each pair whether it is
//! in a window at all, which for nearly all pairs of a log is no. A line found in vain costs a second look, no more.

use memchr::memmem;
use regex::bytes::{Regex, RegexBuilder};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What lines of logs without any event look like: what is common there is not worth searching for.
const ORDINARY: &[u8] = include_bytes!("log_ordinary.txt");
/// The length of a window, and of the shortest text.
pub(crate) const WINDOW: usize = 4;
/// Pairs that begin this far apart: one of them lies within each window.
const STEP: usize = WINDOW - 1;
/// Three pairs, `STEP` apart, lie in one word of eight bytes; the next word begins a step after the third.
const WORD: usize = 3 * STEP;
/// Words looked at between two decisions.
const WORDS: usize = 4;
const SPAN: usize = (WORDS - 1) * WORD + 8;

/// What makes a line worth a look.
#[derive(Clone, Debug)]
pub struct Needles {
    /// Finds a needle, and nothing else.
    pub exact: Regex,
    /// Finds something in every line with a needle; now and then in others. Not necessarily where the needle is.
    pub fast: Finder,
}

impl Needles {
    /// Searches for any of these texts, of at least four bytes each.
    pub fn new(texts: &[&str]) -> Result<Needles, Box<regex::Error>> {
        let texts = least(texts);
        let windows = texts.iter().filter_map(|text| rarest(text.as_bytes())).collect();
        let literals: Vec<String> = texts.iter().map(|text| regex::escape(text)).collect();
        let exact = RegexBuilder::new(&literals.join("|")).unicode(false).build().map_err(Box::new)?;
        Ok(Needles { exact, fast: Finder::new(windows) })
    }
}

/// Without those that contain another one: they find nothing new.
fn least<'a>(texts: &[&'a str]) -> BTreeSet<&'a str> {
    let all: BTreeSet<&str> = texts.iter().copied().collect();
    all.iter().copied().filter(|text| !all.iter().any(|other| other != text && text.contains(other))).collect()
}

/// The window of a text that ordinary logs do not have, or seldom, and whose pairs are rarest there.
fn rarest(text: &[u8]) -> Option<[u8; WINDOW]> {
    let seen = |part: &[u8]| memmem::find_iter(ORDINARY, part).count();
    let cost = |window: &[u8]| (seen(window), window.windows(2).map(seen).sum::<usize>());
    text.windows(WINDOW).min_by_key(|window| cost(window))?.try_into().ok()
}

/// Finds any of a few windows in a stream.
#[derive(Clone, Debug)]
pub struct Finder {
    windows: BTreeSet<[u8; WINDOW]>,
    /// For each pair of bytes, at which places of a window it stands: bit 0, 1, 2.
    places: Arc<[u8; 1 << 16]>,
}

impl Finder {
    fn new(windows: BTreeSet<[u8; WINDOW]>) -> Finder {
        let mut places = Box::new([0u8; 1 << 16]);
        for window in &windows {
            for place in 0..STEP {
                places[pair(window[place], window[place + 1])] |= 1 << place;
            }
        }
        Finder { windows, places: places.into() }
    }

    /// Where the first window at or after `from` begins.
    pub fn find_at(&self, hay: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(span) = hay.get(at..at + SPAN).and_then(|span| <&[u8; SPAN]>::try_from(span).ok()) {
            let mut any = 0;
            for i in 0..WORDS {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(&span[i * WORD..i * WORD + 8]);
                let word = u64::from_le_bytes(bytes);
                let places = |shift: u32| self.places[usize::from((word >> shift) as u16)];
                any |= places(0) | places(24) | places(48);
            }
            if any != 0
                && let Some(found) = (0..WORDS * 3).find_map(|i| self.around(hay, from, at + i * STEP))
            {
                return Some(found);
            }
            at += WORDS * WORD;
        }
        (at..hay.len().saturating_sub(1)).step_by(STEP).find_map(|at| self.around(hay, from, at))
    }

    /// The windows, to be looked at.
    pub fn shown(&self) -> Vec<String> {
        self.windows.iter().map(|w| String::from_utf8_lossy(w).into_owned()).collect()
    }

    /// Whether there is one at all.
    pub fn is_match(&self, hay: &[u8]) -> bool {
        self.find_at(hay, 0).is_some()
    }

    /// The first window that has the pair at `at` in it.
    #[inline(always)]
    fn around(&self, hay: &[u8], from: usize, at: usize) -> Option<usize> {
        let places = self.places[pair(hay[at], hay[at + 1])];
        if places == 0 {
            return None;
        }
        (0..STEP).rev().filter(|place| places & 1 << place != 0).find_map(|place| {
            let start = at.checked_sub(place).filter(|&start| start >= from)?;
            let window: &[u8; WINDOW] = hay.get(start..start + WINDOW)?.try_into().ok()?;
            // Both ends must fit before it is worth a real comparison.
            let head = self.places[pair(window[0], window[1])] & 1;
            let tail = self.places[pair(window[2], window[3])] & 4;
            (head != 0 && tail != 0 && self.windows.contains(window)).then_some(start)
        })
    }
}

fn pair(a: u8, b: u8) -> usize {
    usize::from(u16::from_le_bytes([a, b]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_class::LogRules;

    #[test]
    fn a_window_is_found_wherever_it_stands_and_whatever_is_around_it() {
        let finder = Finder::new([*b"ORA-", *b"TNS-", *b"AORA"].into());
        for length in 0..80 {
            for at in 0..length {
                for window in ["ORA-", "TNS-", "AORA", "OORA-", "ORA"] {
                    let mut hay = vec![b'A'; length];
                    hay.splice(at..at, window.bytes());
                    for from in [0, 1, at] {
                        let naive = hay[from..].windows(4).position(|w| finder.windows.contains(w)).map(|i| i + from);
                        assert_eq!(finder.find_at(&hay, from), naive, "{window} at {at} of {length} from {from}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_rarest_part_of_a_text_stands_for_it() {
        assert_eq!(rarest(b"ORA-"), Some(*b"ORA-"));
        assert_ne!(rarest(b"Thread 1 cannot allocate"), Some(*b"Thre"));
        assert_eq!(rarest(b"abc"), None);
    }

    #[test]
    fn ordinary_lines_are_left_alone() {
        let needles = LogRules::builtin().unwrap().needles().clone();
        let lines = ORDINARY.split(|&b| b == b'\n');
        let vain: Vec<_> = lines.filter(|l| needles.fast.is_match(l)).map(String::from_utf8_lossy).collect();
        assert!(vain.is_empty(), "{vain:#?}");
    }
}
