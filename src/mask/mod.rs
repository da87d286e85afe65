//! What leaves the house is masked: numbers of people and taxpayers, telephones, accounts, secrets, names. Pure. LEVEL 1.
//!
//! [`find`] tells where something is that must not leave, [`mask()`] replaces it, and what it gives holds nothing any more that [`find`]
//! would find: that is the gate of publishing. Everything is one pass over the text for each kind of sign, so time grows with its length.
//!
//! What stays of a value, so that a reader can tell what stood there and two mentions of one value look alike:
//!
//! - numbers ([`Kind::ResidentId`], [`Kind::CreditCode`], [`Kind::TaxNumber`], [`Kind::BankCard`], [`Kind::Mobile`]): the first three and
//!   the last two signs, without the spaces, hyphens and line breaks between them (`138******00`);
//! - telephones of a town: the last two digits; IPv4 addresses: the first part (`10.*.*.*`);
//! - all else: `***`, which does not tell the length either.
//!
//! A number counts by what proves it (check digit, birth date, region, known beginnings) or by the word before it (身份证号, 税号, 电话).
//! What proves nothing stays: numbers of tickets ([`Rules::spare_tickets`]), error codes, dates, versions, amounts, sizes.

mod chunk;
mod digits;
mod file;
mod label;
mod labels;
mod net;
mod phone;
mod proof;
mod rules;
mod secret;
mod shape;
mod value;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

pub use file::{Fault, Why, read};
pub use rules::Rules;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 居民身份证, 18 signs with the check digit of GB 11643, or 15 digits of the old form.
    ResidentId,
    /// 统一社会信用代码 with the check sign of GB 32100.
    CreditCode,
    /// 纳税人识别号 of any form, after a word that says so.
    TaxNumber,
    /// 16 to 19 digits that begin as cards do and end in Luhn's digit.
    BankCard,
    Mobile,
    /// A telephone of a town, with its area code or after a word that says so.
    Landline,
    /// A name to log in by, or the number of a bank account.
    Account,
    /// A password, a key, or a whole block of a private key.
    Password,
    /// A person or a firm, after a word that says so.
    Name,
    Ip,
    Email,
    /// What the site's own file lists.
    Site,
}

/// A place that must not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// In bytes of the text, on boundaries of characters.
    pub range: Range<usize>,
    pub kind: Kind,
}

impl Hit {
    fn new(range: Range<usize>, kind: Kind) -> Self {
        Self { range, kind }
    }
}

/// A text that may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    pub text: String,
    /// How many of each kind were replaced.
    pub hits: BTreeMap<Kind, usize>,
}

/// All places that must not leave, in their order, none over another.
#[must_use]
pub fn find(text: &str, rules: &Rules) -> Vec<Hit> {
    let mut hits = Vec::new();
    digits::find(text, rules, &mut hits);
    labels::find(text, rules, &mut hits);
    secret::find(text, &mut hits);
    net::find(text, rules, &mut hits);
    rules.find_site(text, &mut hits);
    hits.retain(|hit| text.get(hit.range.clone()).is_some_and(|value| !shape::is_masked(value) && !rules.allows(value)));
    merge(hits)
}

/// The text without what [`find`] finds. What it gives is its own mask.
#[must_use]
pub fn mask(text: &str, rules: &Rules) -> Masked {
    let mut masked = Masked { text: text.to_owned(), hits: BTreeMap::new() };
    // Where something went, what stood beside it may now be seen for what it is. Each turn takes signs away, so there is a last one.
    loop {
        let hits = find(&masked.text, rules);
        if hits.is_empty() {
            return masked;
        }
        let mut text = String::with_capacity(masked.text.len());
        let mut done = 0;
        for Hit { range, kind } in hits {
            text.push_str(masked.text.get(done..range.start).unwrap_or_default());
            shape::push(&mut text, masked.text.get(range.clone()).unwrap_or_default(), kind);
            done = range.end;
            *masked.hits.entry(kind).or_default() += 1;
        }
        text.push_str(masked.text.get(done..).unwrap_or_default());
        masked.text = text;
    }
}

/// Hits over one another become one: of the kind that leaves less.
fn merge(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.kind));
    let mut merged: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match merged.last_mut().filter(|last| hit.range.start < last.range.end) {
            Some(last) => {
                last.range.end = last.range.end.max(hit.range.end);
                if shape::keeps(last.kind) && !shape::keeps(hit.kind) {
                    last.kind = hit.kind;
                }
            }
            None => merged.push(hit),
        }
    }
    merged
}
