//! The best first, without a database: BM25 over texts in memory.

use super::tokens::tokens;
use super::{Query, Term};

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    pub title: &'a str,
    pub body: &'a str,
}

/// The usual constants of BM25.
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// What stands in the title counts as if it stood there so often.
const TITLE: f64 = 4.0;

/// The texts in which all terms are, by their places in `docs` with their scores, best first; equal ones in their order.
#[must_use]
pub fn rank(query: &Query, docs: &[Doc<'_>]) -> Vec<(usize, f64)> {
    if query.terms.is_empty() {
        return Vec::new();
    }
    let indexed: Vec<_> = docs.iter().map(|doc| (tokens(doc.title), tokens(doc.body))).collect();
    let length = |doc: &(Vec<String>, Vec<String>)| number(doc.0.len()) * TITLE + number(doc.1.len());
    let average = (indexed.iter().map(length).sum::<f64>() / number(docs.len())).max(1.0);
    // Of each text how often each term is in it.
    let counts: Vec<Vec<f64>> = indexed
        .iter()
        .map(|(title, body)| query.terms.iter().map(|term| number(count(term, title)) * TITLE + number(count(term, body))).collect())
        .collect();
    let weights: Vec<f64> = (0..query.terms.len())
        .map(|term| {
            let with = number(counts.iter().filter(|of| of.get(term).is_some_and(|count| *count > 0.0)).count());
            ((number(docs.len()) - with + 0.5) / (with + 0.5)).ln_1p()
        })
        .collect();
    let mut found: Vec<(usize, f64)> = counts
        .iter()
        .zip(&indexed)
        .enumerate()
        .filter(|(_, (counts, _))| counts.iter().all(|count| *count > 0.0))
        .map(|(place, (counts, doc))| {
            let long = 1.0 - B + B * length(doc) / average;
            (place, counts.iter().zip(&weights).map(|(count, weight)| weight * count * (K1 + 1.0) / (count + K1 * long)).sum())
        })
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

/// How often a term is in a text.
fn count(term: &Term, text: &[String]) -> usize {
    let Some((last, first)) = term.tokens.split_last() else { return 0 };
    let is_last = |token: &String| if term.prefix { token.starts_with(last.as_str()) } else { token == last };
    text.windows(term.tokens.len()).filter(|at| at.split_last().is_some_and(|(end, begin)| begin == first && is_last(end))).count()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of tokens are far below 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}
