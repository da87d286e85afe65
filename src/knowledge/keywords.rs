//! The words by which an entry is found.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Segment, segments};

/// No entry has more of each sort.
const MOST: usize = 8;
/// Characters that join words rather than being of one.
const JOINING: &str = "的了和是在有与及或等为被把对从到时后前中不也就都而其该此这那请已未可";

/// Codes of errors in a text as they are usually written, each once, in their order: `ORA-01555`, `BEA-141281`, `HTTP 502`,
/// `OutOfMemoryError`.
#[must_use]
pub fn codes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = String::new();
    for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '$'))) {
        let word = word.trim_matches(['-', '.', '_', '$']);
        let code = numbered(word).or_else(|| exception(word)).or_else(|| http(&before, word));
        if let Some(code) = code.filter(|code| !found.contains(code)) {
            found.push(code);
        }
        if !word.is_empty() {
            word.clone_into(&mut before);
        }
    }
    found
}

/// `ORA-01555` of any way to write it.
fn numbered(word: &str) -> Option<String> {
    let tokens = segments(word).first()?.tokens();
    let [whole, number] = tokens.as_slice() else { return None };
    let prefix = whole.strip_suffix(number.as_str()).filter(|prefix| !prefix.is_empty() && *prefix != "http")?;
    Some(format!("{}-{number}", prefix.to_uppercase()))
}

/// The last part of the name of an exception.
fn exception(word: &str) -> Option<String> {
    let name = word.rsplit(['.', '$']).next()?;
    let is =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.len() > 9 && (name.ends_with("Exception") || name.ends_with("Error"));
    is.then(|| name.to_owned())
}

/// A status after a word that says that it is one.
fn http(before: &str, word: &str) -> Option<String> {
    let status = word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|byte| byte.is_ascii_digit());
    let said = before.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
        || before.eq_ignore_ascii_case("status")
        || before.eq_ignore_ascii_case("error");
    (status && said).then(|| format!("HTTP {word}"))
}

/// Codes, the module, and what comes again in the text.
#[must_use]
pub fn keywords(text: &str, module: &str) -> Vec<String> {
    let mut words: Vec<String> = codes(text).into_iter().take(MOST).collect();
    if !module.trim().is_empty() {
        words.push(module.trim().to_owned());
    }
    words.extend(again(text));
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words
}

/// The longest word that is looked for, in characters.
const LONGEST: usize = 6;
/// Of so many of the most frequent is asked whether they are parts of others.
const LOOKED_AT: usize = 200;

/// Runs of Chinese characters that come more than once and are not always part of the same longer one, the most telling first.
fn again(text: &str) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for segment in segments(text) {
        let Segment::Han(run) = segment else { continue };
        for part in run.split(|c| JOINING.contains(*c)) {
            for len in 2..=LONGEST {
                part.windows(len).for_each(|word| *counts.entry(word.iter().collect()).or_default() += 1);
            }
        }
    }
    let mut found: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    found.sort_by(|a, b| (b.1 * b.0.len()).cmp(&(a.1 * a.0.len())).then_with(|| a.0.cmp(&b.0)));
    found.truncate(LOOKED_AT);
    let part =
        |word: &(String, usize)| found.iter().any(|other| other.1 == word.1 && other.0.len() > word.0.len() && other.0.contains(&word.0));
    found.iter().filter(|word| !part(word)).take(MOST).map(|(word, _)| word.clone()).collect()
}
