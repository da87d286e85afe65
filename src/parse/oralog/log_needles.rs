//! A few dozen texts → a search that finds the next line with any of them, at memory speed.
//!
//! A vectorised search for that many texts (Teddy, as in the regex crate) does 2 GB/s on our machines. This one is
//! faster because it looks at less: only at a pair of bytes at every third place. A text of four bytes or more then
//! shows one of its pairs, whichever way it lies; of the pairs that would do, the table has the one that is rarest in
//! ordinary logs (`log_ordinary.txt`), so that it says "no" nearly always, and most of the time for twelve pairs at once.

use memchr::memmem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What lines of logs without any event look like, the most frequent ones repeated.
const ORDINARY: &[u8] = include_bytes!("log_ordinary.txt");
/// The shortest text there may be.
pub(crate) const SHORTEST: usize = 4;
/// Pairs that are looked at begin this far apart.
const STEP: usize = SHORTEST - 1;
/// Three pairs lie in one word of eight bytes; the next word begins a step after the third.
const WORD: usize = 3 * STEP;
/// Words looked at between two decisions.
const WORDS: usize = 4;
const SPAN: usize = (WORDS - 1) * WORD + 8;
/// More different pairs than this share one entry, which is slower but not wrong.
const ENTRIES: usize = 255;

/// Texts, of which the next one is searched for.
#[derive(Clone, Debug)]
pub struct Needles(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    texts: Vec<Box<[u8]>>,
    /// For each pair of bytes 0, or the entry (counted from 1) of the texts that it stands for.
    table: [u8; 1 << 16],
    /// Which texts, and how far from their beginning the pair is.
    entries: Vec<Vec<(usize, usize)>>,
}

impl Needles {
    /// Searches for these texts. What is shorter than four bytes, or contains another one of them, is left out.
    pub fn new(texts: &[&str]) -> Needles {
        let all: BTreeSet<&str> = texts.iter().copied().filter(|text| text.len() >= SHORTEST).collect();
        let least = all.iter().filter(|text| !all.iter().any(|other| other != *text && text.contains(other)));
        let mut inner = Inner { texts: Vec::new(), table: [0; 1 << 16], entries: Vec::new() };
        for text in least {
            inner.add(text.as_bytes());
        }
        Needles(Arc::new(inner))
    }

    /// A place in the first line, at or after `from`, that has a needle: where that needle begins.
    pub fn find_at(&self, hay: &[u8], from: usize) -> Option<usize> {
        let inner = &*self.0;
        let mut at = from;
        while let Some(span) = hay.get(at..at + SPAN).and_then(|span| <&[u8; SPAN]>::try_from(span).ok()) {
            let mut any = 0;
            for i in 0..WORDS {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(&span[i * WORD..i * WORD + 8]);
                let word = u64::from_le_bytes(bytes);
                let entry = |shift: u32| inner.table[usize::from((word >> shift) as u16)];
                any |= entry(0) | entry(24) | entry(48);
            }
            if any != 0
                && let Some(found) = inner.one_by_one(hay, from, at, at + SPAN)
            {
                return Some(found);
            }
            at += WORDS * WORD;
        }
        inner.one_by_one(hay, from, at, hay.len())
    }

    /// Whether there is a needle at all.
    pub fn is_match(&self, hay: &[u8]) -> bool {
        self.find_at(hay, 0).is_some()
    }
}

impl Inner {
    fn add(&mut self, text: &[u8]) {
        let cost = |at: usize| {
            let pair = &text[at..at + 2];
            // A pair that is in the table already costs nothing more.
            let known = self.table[index(pair[0], pair[1])] != 0;
            if known { 0 } else { memmem::find_iter(ORDINARY, pair).count() }
        };
        // Whichever way the text lies, the places looked at are those of one remainder.
        let chosen: Vec<usize> = (0..STEP).filter_map(|r| (r..text.len() - 1).step_by(STEP).min_by_key(|&at| cost(at))).collect();
        for at in chosen {
            let entry = &mut self.table[index(text[at], text[at + 1])];
            if *entry == 0 {
                if self.entries.len() < ENTRIES {
                    self.entries.push(Vec::new());
                }
                *entry = u8::try_from(self.entries.len()).unwrap_or(u8::MAX);
            }
            self.entries[usize::from(*entry) - 1].push((self.texts.len(), at));
        }
        self.texts.push(text.into());
    }

    /// The pairs from `at` on, each for itself.
    #[inline(never)]
    fn one_by_one(&self, hay: &[u8], from: usize, at: usize, end: usize) -> Option<usize> {
        let mut at = at;
        while at + 1 < end {
            let entry = usize::from(self.table[index(hay[at], hay[at + 1])]);
            if entry != 0 {
                let starts = self.entries[entry - 1].iter().filter_map(|&(text, offset)| {
                    let start = at.checked_sub(offset).filter(|&start| start >= from)?;
                    hay[start..].starts_with(&self.texts[text]).then_some(start)
                });
                if let Some(start) = starts.min() {
                    return Some(start);
                }
            }
            at += STEP;
        }
        None
    }
}

fn index(a: u8, b: u8) -> usize {
    usize::from(u16::from_le_bytes([a, b]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_class::LogRules;

    #[test]
    fn a_text_is_found_wherever_it_lies_and_whatever_is_around_it() {
        let texts = ["ORA-", "TNS-", "AORAA", "cannot allocate"];
        let needles = Needles::new(&texts);
        for length in 0..90 {
            for at in 0..length {
                for text in ["ORA-", "TNS-", "AORAA", "OORA-", "ORA", "cannot allocate", "cannot alocate"] {
                    let mut hay = vec![b'A'; length];
                    hay.splice(at..at, text.bytes());
                    for from in [0, 1, 2, at] {
                        let naive = texts.iter().filter_map(|t| memmem::find(&hay[from..], t.as_bytes())).min().map(|i| i + from);
                        assert_eq!(needles.find_at(&hay, from).is_some(), naive.is_some(), "{text} at {at} of {length} from {from}");
                    }
                }
            }
        }
    }

    #[test]
    fn it_is_found_in_the_first_line_that_has_one() {
        let needles = Needles::new(&["cannot allocate", "ORA-"]);
        for pad in 0..40 {
            let hay = format!("{}cannot allocate\nORA-1\n", ".".repeat(pad));
            let found = needles.find_at(hay.as_bytes(), 0).unwrap();
            assert!(found < hay.find('\n').unwrap(), "{pad}: {found}");
        }
    }

    #[test]
    fn more_texts_than_entries_are_all_found() {
        let texts: Vec<String> = (0..500u32).map(|i| format!("{i:04}{}", char::from(b'a' + (i % 26) as u8))).collect();
        let needles = Needles::new(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for text in &texts {
            assert!((0..5).all(|pad| needles.is_match(format!("{}{text}", "-".repeat(pad)).as_bytes())), "{text}");
        }
        assert!(!needles.is_match("0000-".repeat(20).as_bytes()));
    }

    #[test]
    fn ordinary_lines_are_left_alone_nearly_always_by_the_table_itself() {
        let needles = LogRules::builtin().unwrap().needles().clone();
        assert!(!needles.is_match(ORDINARY));
        let hits = ORDINARY.windows(2).filter(|pair| needles.0.table[index(pair[0], pair[1])] != 0).count();
        assert!(hits * 100 < ORDINARY.len(), "{hits} of {}: the search slows down", ORDINARY.len());
    }
}
