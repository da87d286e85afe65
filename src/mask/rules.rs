//! What is looked for besides the built-in signs, and what is spared.

use std::collections::BTreeSet;

use regex_automata::meta::Regex;

use super::{Hit, Kind, label};

/// The compiled rules of a site. [`super::read`] makes them of its `mask.toml`, and of an empty text those that every site has.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(super) labels: Regex,
    /// Terms and patterns of the site.
    pub(super) site: Option<Regex>,
    /// Lower case.
    pub(super) allow: BTreeSet<String>,
    /// Lower case.
    pub(super) tickets: Vec<String>,
    pub(super) ip: bool,
    pub(super) email: bool,
}

impl Rules {
    /// Whether IP addresses are masked, whatever the site's file says.
    #[must_use]
    pub fn with_ip(mut self, ip: bool) -> Self {
        self.ip = ip;
        self
    }

    /// Spares numbers that begin so, as `INC` or `QX-`: the numbers of tickets.
    #[must_use]
    pub fn spare_tickets<S: AsRef<str>>(mut self, prefixes: impl IntoIterator<Item = S>) -> Self {
        self.tickets.extend(prefixes.into_iter().map(|prefix| prefix.as_ref().to_lowercase()).filter(|prefix| !prefix.is_empty()));
        self
    }

    /// Whether the site says that this value may leave.
    pub(super) fn allows(&self, value: &str) -> bool {
        !self.allow.is_empty() && self.allow.contains(&value.trim().to_lowercase())
    }

    /// The end of the number of a ticket that begins with, or right before, the signs at this place.
    pub(super) fn ticket_end(&self, text: &str, start: usize) -> Option<usize> {
        let is = |part: Option<&str>, prefix: &str| part.is_some_and(|part| part.to_lowercase() == prefix);
        let (before, after) = (text.get(..start)?, text.get(start..)?);
        let tight = before.trim_end_matches(['-', '_']);
        let named = self.tickets.iter().any(|prefix| {
            let ends = |text: &str| is(text.len().checked_sub(prefix.len()).and_then(|from| text.get(from..)), prefix);
            is(after.get(..prefix.len()), prefix) || ends(before) || ends(tight)
        });
        let len = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        named.then_some(start + len)
    }

    /// What the site's terms and patterns find.
    pub(super) fn find_site(&self, text: &str, hits: &mut Vec<Hit>) {
        let found = self.site.iter().flat_map(|site| site.find_iter(text));
        hits.extend(found.filter(|found| !found.is_empty()).map(|found| Hit::new(found.range(), Kind::Site)));
    }
}

/// The rules of every site; the built-in words as one expression.
pub(super) fn standard() -> Result<Rules, String> {
    Ok(Rules {
        labels: label::compile().map_err(|e| e.to_string())?,
        site: None,
        allow: BTreeSet::new(),
        tickets: Vec::new(),
        ip: true,
        email: true,
    })
}
