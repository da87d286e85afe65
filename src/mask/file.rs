//! `mask.toml`: what a site adds to the built-in rules, and what it spares.
//!
//! ```toml
//! terms    = ["西藏某某贸易有限公司", "扎西"]   # exact, in either case; two characters at least
//! patterns = ["XZ-[0-9]{6}"]                  # regular expressions
//! allow    = ["12366", "admin@tax.example"]   # values that may leave
//! tickets  = ["INC", "QX-"]                   # how numbers of tickets begin, which look like other numbers
//! ip       = true                             # addresses are masked
//! email    = true
//! ```

use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::rules::{Rules, standard};

/// What is wrong with a `mask.toml`. Nothing of such a file is used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// From 1; 0 where it is about the whole.
    pub line: usize,
    pub why: Why,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Why {
    /// No TOML, an unknown key, or another type than the key has.
    #[error("{0}")]
    Syntax(String),
    /// A term of one character would mask every place where it stands.
    #[error("a term shorter than two characters")]
    Short,
    #[error("{0}")]
    Pattern(String),
    /// A pattern that fits nothing at all fits everywhere.
    #[error("a pattern that fits an empty text")]
    Empty,
    /// All of the patterns together are too large.
    #[error("{0}")]
    Build(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    terms: Vec<Spanned<String>>,
    patterns: Vec<Spanned<String>>,
    allow: Vec<String>,
    tickets: Vec<String>,
    ip: Option<bool>,
    email: Option<bool>,
}

/// Compiles the rules of a `mask.toml`; those that every site has are always among them. All faults at once.
pub fn read(text: &str) -> Result<Rules, Vec<Fault>> {
    let line = |at: usize| 1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| line(span.start));
        vec![Fault { line, why: Why::Syntax(error.message().to_owned()) }]
    })?;
    let mut faults = Vec::new();
    let mut patterns = Vec::new();
    // The first that fits wins, so longer terms come first.
    let mut terms: Vec<&Spanned<String>> = file.terms.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.get_ref().len()));
    for term in terms {
        if term.get_ref().trim().chars().count() < 2 {
            faults.push(Fault { line: line(term.span().start), why: Why::Short });
        }
        patterns.push(format!("(?i){}", escape(term.get_ref().trim())));
    }
    for pattern in &file.patterns {
        match compile(&[pattern.get_ref()]) {
            Ok(regex) if regex.is_match("") => faults.push(Fault { line: line(pattern.span().start), why: Why::Empty }),
            Ok(_) => patterns.push(pattern.get_ref().clone()),
            Err(cause) => faults.push(Fault { line: line(pattern.span().start), why: Why::Pattern(cause) }),
        }
    }
    let build = |cause| vec![Fault { line: 0, why: Why::Build(cause) }];
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.line);
        return Err(faults);
    }
    let mut rules = standard().map_err(build)?.spare_tickets(&file.tickets);
    if !patterns.is_empty() {
        rules.site = Some(compile(&patterns).map_err(build)?);
    }
    rules.allow = file.allow.iter().map(|value| value.trim().to_lowercase()).collect();
    rules.ip = file.ip.unwrap_or(true);
    rules.email = file.email.unwrap_or(true);
    Ok(rules)
}

fn compile<P: AsRef<str>>(patterns: &[P]) -> Result<Regex, String> {
    Regex::builder().syntax(syntax::Config::new().multi_line(true)).build_many(patterns).map_err(|error| {
        // Of a syntax error the cause says more than the error itself.
        error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string)
    })
}

/// A text as the expression that fits only it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
