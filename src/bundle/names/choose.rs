//! One encoding for all names of an archive that do not say theirs.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::encoding::Encoding;
use super::score::{CLEAR, ENOUGH, SURE, score};
use super::show::show;

/// How many names a candidate shows.
const SAMPLES: usize = 3;

/// What is known of names that do not say their encoding.
#[derive(Debug, Clone, Copy, Default)]
pub enum Names<'a> {
    /// Nothing: the encoding is told from the names, or the archive refused as ambiguous.
    #[default]
    Guess,
    /// The one who asks says it.
    As(Encoding),
    /// The manifest lists the names of all files: the encoding is the one under which they are those.
    Listed(&'a [String]),
}

/// An encoding in which the names make sense, for a person to choose by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub encoding: Encoding,
    /// The first names in this encoding, safe to be shown.
    pub names: Vec<String>,
}

/// A raw name, and whether its writer ran on FAT or NTFS.
pub(in crate::bundle) type Raw<'a> = (&'a [u8], bool);

/// The one encoding of all `names`, or those among which a person has to choose.
pub(in crate::bundle) fn choose(names: &[Raw<'_>], known: &Names<'_>) -> Result<Encoding, Vec<Candidate>> {
    match known {
        Names::As(encoding) => Ok(*encoding),
        Names::Listed(list) => only(names, Encoding::ALL.into_iter().filter(|encoding| listed(names, *encoding, list)).collect()),
        Names::Guess => guess(names),
    }
}

/// Whether every file is in the list; the list may have more, as names that tell their encoding are not asked for here.
fn listed(names: &[Raw<'_>], encoding: Encoding, list: &[String]) -> bool {
    let list: HashSet<String> = list.iter().map(|name| name.nfc().collect()).collect();
    names
        .iter()
        .filter(|(raw, _)| !raw.ends_with(b"/"))
        .all(|(raw, _)| encoding.decode(raw).is_some_and(|name| list.contains(&name.nfc().collect::<String>())))
}

/// The only one of `fitting`; where there are more or none, all that can be decoded are told.
fn only(names: &[Raw<'_>], fitting: Vec<Encoding>) -> Result<Encoding, Vec<Candidate>> {
    match *fitting {
        [one] => Ok(one),
        [] => Err(candidates(names, Encoding::ALL)),
        _ => Err(candidates(names, fitting)),
    }
}

fn guess(names: &[Raw<'_>]) -> Result<Encoding, Vec<Candidate>> {
    let mut scores: Vec<(u32, Encoding)> =
        Encoding::ALL.into_iter().filter_map(|encoding| Some((score(names, encoding)?, encoding))).collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match *scores {
        // Enough by itself, however well it reads otherwise.
        [(SURE, first), ..] if scores.iter().filter(|(score, _)| *score == SURE).count() == 1 => Ok(first),
        [(first, encoding)] if first >= ENOUGH => Ok(encoding),
        [(first, encoding), (second, _), ..] if first >= ENOUGH && first - second >= CLEAR => Ok(encoding),
        _ => Err(candidates(names, scores.into_iter().map(|(_, encoding)| encoding))),
    }
}

fn candidates(names: &[Raw<'_>], encodings: impl IntoIterator<Item = Encoding>) -> Vec<Candidate> {
    let samples = |encoding: Encoding| -> Option<Vec<String>> {
        let decoded: Option<Vec<String>> = names.iter().map(|(raw, _)| encoding.decode(raw)).collect();
        Some(decoded?.iter().take(SAMPLES).map(|name| show(name)).collect())
    };
    encodings.into_iter().filter_map(|encoding| Some(Candidate { encoding, names: samples(encoding)? })).collect()
}
