//! A parser's input as a file that people can read and write; the fuzz target and `tests/it/corpus.rs` both include this one.
//!
//! ```text
//! os=linux at=1763769600 since=1763683200 seconds=5 ahead=0.5 columns=name,size
//! what the probe prints before it names a part
//! #part df
//! Filesystem …
//! #before stat
//! a part of the first look, where the probe looks twice
//! #errors
//! what went to standard error
//! ```
//!
//! The first line says how the input was got; what it leaves out was not known. Everything else is output.

use opsctl::model::{Os, Value};
use opsctl::parse::host::{self, Input, ParseFault, Parsed};

/// An input, owned.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) os: Os,
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) before: Vec<(String, String)>,
    pub(crate) errors: String,
    pub(crate) at: Option<i64>,
    pub(crate) since: Option<i64>,
    pub(crate) seconds: f64,
    pub(crate) ahead_s: Option<f64>,
    pub(crate) columns: Vec<String>,
}

impl Case {
    /// Reads a file. Any bytes are a case; those of a fuzzer are most often a strange one.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let text = host::decode(bytes);
        let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
        let word = |key: &str| head.split(' ').find_map(|w| w.strip_prefix(key)?.strip_prefix('='));
        let mut case = Self {
            os: word("os").and_then(Os::parse).unwrap_or(Os::Linux),
            parts: vec![(String::new(), String::new())],
            before: Vec::new(),
            errors: String::new(),
            at: word("at").and_then(|w| w.parse().ok()),
            since: word("since").and_then(|w| w.parse().ok()),
            // The collector gives whole seconds by a clock that may have been set back meanwhile.
            seconds: word("seconds").and_then(|w| w.parse::<i32>().ok()).unwrap_or(0).into(),
            ahead_s: word("ahead").and_then(|w| w.parse().ok()).filter(|s: &f64| s.is_finite()),
            columns: word("columns").map(|w| w.split(',').map(str::to_owned).collect()).unwrap_or_default(),
        };
        let mut into = Into::Part;
        for line in body.split_inclusive('\n') {
            let named = |verb: &str| Some(line.strip_prefix(verb)?.strip_prefix(' ')?.trim_end().to_owned());
            if let Some(name) = named("#part") {
                case.parts.push((name, String::new()));
                into = Into::Part;
            } else if let Some(name) = named("#before") {
                case.before.push((name, String::new()));
                into = Into::Before;
            } else if line.trim_end() == "#errors" {
                into = Into::Errors;
            } else {
                let text = match into {
                    Into::Part => case.parts.last_mut().map(|(_, text)| text),
                    Into::Before => case.before.last_mut().map(|(_, text)| text),
                    Into::Errors => Some(&mut case.errors),
                };
                text.unwrap_or(&mut String::new()).push_str(line);
            }
        }
        case
    }

    /// What the parser of that name makes of it.
    pub(crate) fn parse(&self, parser: &str) -> Result<Parsed, ParseFault> {
        let parse = host::parser(parser).unwrap_or_else(|| panic!("no parser `{parser}`"));
        let columns: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        parse(&Input {
            os: self.os,
            parts: &self.parts,
            before: &self.before,
            errors: &self.errors,
            at: self.at,
            seconds: self.seconds,
            since: self.since,
            ahead_s: self.ahead_s,
            columns: &columns,
        })
    }
}

#[derive(Clone, Copy)]
enum Into {
    Part,
    Before,
    Errors,
}

/// Panics unless the rules that all parsers share hold for a case.
pub(crate) fn check(parser: &str, case: &Case) {
    let Ok(parsed) = case.parse(parser) else { return };
    for row in &parsed.rows {
        for (at, (name, value)) in row.iter().enumerate() {
            assert!(!row[..at].iter().any(|(other, _)| other == name), "column {name} twice in {row:?}");
            assert!(!matches!(value, Value::Num(n) if !n.is_finite()), "{name} is no number: {row:?}");
        }
    }
    for row in &parsed.plain {
        assert_eq!(row.len(), case.columns.len(), "{row:?}");
    }
}
