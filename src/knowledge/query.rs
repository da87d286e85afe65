//! What a person types into the search.

use super::tokens::{Segment, segments};

/// All of its terms must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub terms: Vec<Term>,
}

/// Tokens that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub tokens: Vec<String>,
    /// The last token is only the beginning of one: a single Chinese character, which the index has in pairs.
    pub prefix: bool,
}

/// Reads a search: blanks part terms, quotes keep a phrase together, codes of errors and numbers of tickets are looked up as they are.
#[must_use]
pub fn query(text: &str) -> Query {
    let mut terms: Vec<Term> = Vec::new();
    let mut add = |term: Term| {
        if !term.tokens.is_empty() && !terms.contains(&term) {
            terms.push(term);
        }
    };
    // Between the first and the second quote, the third and the fourth …; the last one may be missing.
    for (part, quoted) in text.split(['"', '“', '”', '＂']).zip([false, true].into_iter().cycle()) {
        let found = segments(part);
        if quoted {
            let tokens: Vec<String> = found.iter().flat_map(Segment::tokens).collect();
            let prefix = matches!(found.as_slice(), [Segment::Han(run)] if run.len() == 1);
            add(Term { tokens, prefix });
            continue;
        }
        for segment in found {
            let tokens = segment.exact().map_or_else(|| segment.tokens(), |token| vec![token]);
            add(Term { tokens, prefix: matches!(&segment, Segment::Han(run) if run.len() == 1) });
        }
    }
    Query { terms }
}

/// A query for `MATCH` of FTS5 over a table of tokens parted by blanks, tokenized by `unicode61`. Empty when nothing is asked for:
/// FTS5 takes that for a mistake, so the caller does not ask. Tokens hold no signs, so nothing typed can become syntax.
#[must_use]
pub fn fts(query: &Query) -> String {
    let term = |term: &Term| format!("\"{}\"{}", term.tokens.join(" "), if term.prefix { " *" } else { "" });
    query.terms.iter().map(term).collect::<Vec<_>>().join(" AND ")
}
