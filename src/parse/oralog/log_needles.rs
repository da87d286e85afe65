//! A few dozen texts → every place where one of them stands, at memory speed.
//!
//! Searching for that many texts at once (Teddy, as in the regex crate) does 2 GB/s on our machines. This search is
//! faster because it looks at less. A text of at least [`LONG`] bytes covers one of every [`STEP`] places whole, with
//! the [`WIDTH`] bytes from there on. So only these are looked at, each with one entry of a small table, which says "no"
//! nearly always. The few shorter texts (`ORA-`) are searched for one by one.

use memchr::memmem;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Bytes that are looked at together.
const WIDTH: usize = 7;
/// The shortest text that the table can find. Nearly all sentences in Oracle's logs are longer.
const LONG: usize = 16;
/// Places that are looked at lie this far apart.
const STEP: usize = LONG - WIDTH + 1;
/// Places looked at between two decisions.
const PLACES: usize = 8;
const SPAN: usize = (PLACES - 1) * STEP + 8;

/// Texts that are searched for.
#[derive(Clone, Debug)]
pub struct Needles(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    short: Vec<memmem::Finder<'static>>,
    long: Vec<Box<[u8]>>,
    /// Not 0 where a long text may have bytes with this hash.
    table: [u8; 1 << 16],
    /// Which long texts have these bytes, and how far from their beginning.
    places: HashMap<u64, Vec<(usize, usize)>>,
}

impl Needles {
    /// Searches for these texts. An empty one, or one that contains another one, is left out.
    #[must_use]
    pub fn new(texts: &[&str]) -> Needles {
        let all: BTreeSet<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
        let least = all.iter().filter(|text| !all.iter().any(|other| other != *text && text.contains(other)));
        #[expect(clippy::large_stack_arrays, reason = "once a start; an array spares the search a bounds check")]
        let mut inner = Inner { short: Vec::new(), long: Vec::new(), table: [0; 1 << 16], places: HashMap::new() };
        for text in least {
            if text.len() < LONG {
                inner.short.push(memmem::Finder::new(text).into_owned());
            } else {
                inner.add(text.as_bytes());
            }
        }
        Needles(Arc::new(inner))
    }

    /// Appends where the texts begin in `hay`, in order.
    pub fn find_all(&self, hay: &[u8], found: &mut Vec<usize>) {
        let before = found.len();
        for short in &self.0.short {
            found.extend(short.find_iter(hay));
        }
        self.0.find_long(hay, found);
        found[before..].sort_unstable();
    }

    /// Whether there is one at all.
    #[must_use]
    pub fn is_match(&self, hay: &[u8]) -> bool {
        let mut found = Vec::new();
        self.find_all(hay, &mut found);
        !found.is_empty()
    }
}

impl Inner {
    fn add(&mut self, text: &[u8]) {
        // Whichever way the text lies, exactly one of these is at a place that is looked at: it is found once.
        for offset in 0..STEP {
            let bytes = word(&text[offset..]);
            self.table[hash(bytes)] = 1;
            self.places.entry(bytes).or_default().push((self.long.len(), offset));
        }
        self.long.push(text.into());
    }

    fn find_long(&self, hay: &[u8], found: &mut Vec<usize>) {
        if self.long.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(span) = hay.get(at..at + SPAN) {
            let hits = (0..PLACES).fold(0, |hits, i| hits | self.table[hash(word(&span[i * STEP..]))]);
            if hits != 0 {
                (0..PLACES).for_each(|i| self.look_at(hay, at + i * STEP, found));
            }
            at += PLACES * STEP;
        }
        while at + WIDTH <= hay.len() {
            self.look_at(hay, at, found);
            at += STEP;
        }
    }

    #[inline(never)]
    fn look_at(&self, hay: &[u8], at: usize, found: &mut Vec<usize>) {
        let bytes = word(&hay[at..]);
        if self.table[hash(bytes)] == 0 {
            return;
        }
        for &(text, offset) in self.places.get(&bytes).into_iter().flatten() {
            if let Some(start) = at.checked_sub(offset)
                && hay[start..].starts_with(&self.long[text])
            {
                found.push(start);
            }
        }
    }
}

/// The first [`WIDTH`] bytes. Eight are loaded where there are as many, which takes one instruction.
fn word(bytes: &[u8]) -> u64 {
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [0; 8];
        eight[..WIDTH].copy_from_slice(&bytes[..WIDTH]);
        eight
    });
    u64::from_le_bytes(eight) << (64 - 8 * WIDTH)
}

/// The high bits of a product, which depend on all bytes.
fn hash(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::oralog::log_class::LogRules;

    /// What lines of logs without any event look like.
    const ORDINARY: &[u8] = include_bytes!("log_ordinary.txt");

    fn found(needles: &Needles, hay: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        needles.find_all(hay, &mut found);
        found
    }

    #[test]
    fn a_text_is_found_wherever_it_lies_and_whatever_is_around_it() {
        let texts = ["ORA-", "AAAAAAAAAAAAORAAAA", "cannot allocate new log", "Checkpoint not complete"];
        let needles = Needles::new(&texts);
        for length in [0, 1, 7, STEP, SPAN - 1, SPAN, SPAN + 1, 2 * SPAN + 5] {
            for at in 0..=length {
                for text in ["ORA-", "OORA-", "ORA", "AAAAAAAAAAAAORAAAA", "cannot allocate new log", "cannot allocate new lag"] {
                    let mut hay = vec![b'A'; length];
                    hay.splice(at..at, text.bytes());
                    let mut naive: Vec<usize> = texts.iter().flat_map(|t| memmem::find_iter(&hay, t)).collect();
                    naive.sort_unstable();
                    assert_eq!(found(&needles, &hay), naive, "{text} at {at} of {length}");
                    assert_eq!(needles.is_match(&hay), !naive.is_empty());
                }
            }
        }
    }

    #[test]
    fn every_text_of_the_table_is_found_between_any_others() {
        let rules = LogRules::builtin().unwrap();
        let needles = rules.needles();
        let texts = || needles.0.long.iter().map(AsRef::as_ref).chain(needles.0.short.iter().map(memmem::Finder::needle));
        for a in texts() {
            for b in texts() {
                for pad in 0..STEP {
                    let hay = [&b".".repeat(pad), a, b, b"\n", a].concat();
                    assert_eq!(found(needles, &hay), [pad, pad + a.len(), pad + a.len() + b.len() + 1]);
                }
            }
        }
    }

    #[test]
    fn ordinary_lines_are_left_alone_nearly_always_by_the_table_itself() {
        let needles = LogRules::builtin().unwrap().needles().clone();
        assert!(!needles.is_match(ORDINARY));
        let hits = ORDINARY.windows(WIDTH).filter(|bytes| needles.0.table[hash(word(bytes))] != 0).count();
        assert!(hits * 50 < ORDINARY.len(), "{hits} of {}: the search slows down", ORDINARY.len());
    }
}
