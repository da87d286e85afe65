//! A few dozen texts → a search that finds the next line with any of them, at memory speed.
//!
//! A vectorised search for that many texts (Teddy, as in the regex crate) does 2 GB/s on our machines. This one is
//! faster because it looks at less: only at a pair of bytes at every sixth place. A text of seven bytes or more then
//! shows one of its pairs, whichever way it lies; of the pairs that would do, the table has the one that is rarest in
//! ordinary logs (`log_ordinary.txt`), so that it says "no" nearly always, and most of the time for eight pairs at
//! once. The few shorter texts (`ORA-`) are searched for one by one, block by block while it is in the cache.
#![expect(clippy::cast_possible_truncation, reason = "two bytes of a word are the index on purpose")]

use memchr::memmem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What lines of logs without any event look like, the most frequent ones repeated.
const ORDINARY: &[u8] = include_bytes!("log_ordinary.txt");
/// The shortest text that the table can find.
const LONG: usize = 7;
/// Pairs that are looked at begin this far apart.
const STEP: usize = LONG - 1;
/// Two pairs lie in one word of eight bytes; the next word begins a step after the second.
const WORD: usize = 2 * STEP;
/// Words looked at between two decisions.
const WORDS: usize = 4;
const SPAN: usize = (WORDS - 1) * WORD + 8;
/// More different pairs than this share one entry, which is slower but not wrong.
const ENTRIES: usize = 255;
/// How much is searched for the short texts before it is searched for the long ones.
const BLOCK: usize = 16 << 10;

/// Texts, of which the next one is searched for.
#[derive(Clone, Debug)]
pub struct Needles(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    short: Vec<memmem::Finder<'static>>,
    texts: Vec<Box<[u8]>>,
    /// For each pair of bytes 0, or the entry (counted from 1) of the texts that it stands for.
    table: [u8; 1 << 16],
    /// Which texts, and how far from their beginning the pair is.
    entries: Vec<Vec<(usize, usize)>>,
}

impl Needles {
    /// Searches for these texts. An empty one, or one that contains another one, is left out.
    #[must_use]
    pub fn new(texts: &[&str]) -> Needles {
        let all: BTreeSet<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
        let least = all.iter().filter(|text| !all.iter().any(|other| other != *text && text.contains(other)));
        #[expect(clippy::large_stack_arrays, reason = "once a start; an array spares the search a bounds check")]
        let mut inner = Inner { short: Vec::new(), texts: Vec::new(), table: [0; 1 << 16], entries: Vec::new() };
        for text in least {
            if text.len() < LONG {
                inner.short.push(memmem::Finder::new(text).into_owned());
            } else {
                inner.add(text.as_bytes());
            }
        }
        Needles(Arc::new(inner))
    }

    /// A place in the first line, at or after `from`, that has a needle: where a needle begins.
    #[must_use]
    pub fn find_at(&self, hay: &[u8], from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            // Blocks end with a line, so that no needle is cut.
            let end = match hay.get(from + BLOCK..) {
                Some(rest) => memchr::memchr(b'\n', rest).map_or(hay.len(), |i| from + BLOCK + i + 1),
                None => hay.len(),
            };
            let block = hay.get(from..end)?;
            let mut found: Option<usize> = None;
            for short in &self.0.short {
                // Only what comes before is of interest from now on.
                found = short.find(&block[..found.unwrap_or(block.len())]).or(found);
            }
            found = self.0.long(&block[..found.unwrap_or(block.len())]).or(found);
            if let Some(at) = found {
                return Some(from + at);
            }
            if end == hay.len() {
                return None;
            }
            from = end;
        }
    }

    /// Whether there is a needle at all.
    #[must_use]
    pub fn is_match(&self, hay: &[u8]) -> bool {
        self.find_at(hay, 0).is_some()
    }
}

impl Inner {
    /// A long text, in the first line that has one.
    fn long(&self, hay: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(span) = hay.get(at..at + SPAN).and_then(|span| <&[u8; SPAN]>::try_from(span).ok()) {
            let mut any = 0;
            for i in 0..WORDS {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(&span[i * WORD..i * WORD + 8]);
                let word = u64::from_le_bytes(bytes);
                let entry = |shift: u32| self.table[usize::from((word >> shift) as u16)];
                any |= entry(0) | entry(8 * STEP as u32);
            }
            if any != 0
                && let Some(found) = self.one_by_one(hay, at, at + SPAN)
            {
                return Some(found);
            }
            at += WORDS * WORD;
        }
        self.one_by_one(hay, at, hay.len())
    }

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
    fn one_by_one(&self, hay: &[u8], at: usize, end: usize) -> Option<usize> {
        let mut at = at;
        while at + 1 < end {
            let entry = usize::from(self.table[index(hay[at], hay[at + 1])]);
            if entry != 0 {
                let starts = self.entries[entry - 1].iter().filter_map(|&(text, offset)| {
                    let start = at.checked_sub(offset)?;
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
        let texts = ["ORA-", "TNS-", "AAORAAAA", "cannot allocate"];
        let needles = Needles::new(&texts);
        for length in 0..90 {
            for at in 0..length {
                for text in ["ORA-", "TNS-", "AAORAAAA", "OORA-", "ORA", "cannot allocate", "cannot alocate"] {
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
        for pad in (0..40).chain(BLOCK - 20..BLOCK + 20) {
            for (first, second) in [("cannot allocate", "ORA-1"), ("ORA-1", "cannot allocate")] {
                let hay = format!("{}\n{first}\n{second}\n", ".".repeat(pad));
                assert_eq!(needles.find_at(hay.as_bytes(), 0), Some(pad + 1));
                assert_eq!(needles.find_at(hay.as_bytes(), pad + 2), Some(pad + 2 + first.len()));
            }
        }
    }

    #[test]
    fn more_texts_than_entries_are_all_found() {
        let texts: Vec<String> = (0..500u32).map(|i| format!("{i:04}{}xyz", char::from(b'a' + (i % 26) as u8))).collect();
        let needles = Needles::new(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for text in &texts {
            assert!((0..5).all(|pad| needles.is_match(format!("{}{text}", "-".repeat(pad)).as_bytes())), "{text}");
        }
        assert!(!needles.is_match("0000-xyz".repeat(20).as_bytes()));
    }

    #[test]
    fn ordinary_lines_are_left_alone_nearly_always_by_the_table_itself() {
        let needles = LogRules::builtin().unwrap().needles().clone();
        assert!(!needles.is_match(ORDINARY));
        let hits = ORDINARY.windows(2).filter(|pair| needles.0.table[index(pair[0], pair[1])] != 0).count();
        assert!(hits * 20 < ORDINARY.len(), "{hits} of {}: the search slows down", ORDINARY.len());
    }
}
