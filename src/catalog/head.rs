//! The TOML head of a check file → its fields; errors carry the line of the file.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::error::unknown_key_hint;
use crate::model::{Cadence, Empty, Kind, Level, Os, Role, Scope, Tenancy, Words};

/// The head as it is written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) struct Head {
    pub id: String,
    #[serde(default)]
    pub req: Vec<String>,
    pub title: Words,
    pub why: Words,
    pub advice: Words,
    pub cadence: Cadence,
    #[serde(default)]
    pub on: On,
    #[serde(default)]
    pub subject: Vec<String>,
    pub empty: Empty,
    pub empty_says: Option<Words>,
    #[serde(default)]
    pub metric: Vec<String>,
    pub counter_reset: Option<String>,
    #[serde(default)]
    pub baseline: bool,
    #[serde(default)]
    pub watch: Vec<String>,
    pub gone_says: Option<Words>,
    pub gone_level: Option<Level>,
    pub rows_from: Option<String>,
    pub timeout_s: Option<u32>,
    pub increment: Option<String>,
    pub post: Option<String>,
    pub log: Option<String>,
    pub parser: Option<String>,
    #[serde(default)]
    pub twice: bool,
    #[serde(default)]
    pub window: bool,
    #[serde(default)]
    pub limits: BTreeMap<String, f64>,
    #[serde(default)]
    pub show: Vec<String>,
    pub chart: Option<String>,
    pub column: IndexMap<String, HeadColumn>,
    #[serde(default)]
    pub rule: Vec<HeadRule>,
    #[serde(default)]
    #[expect(dead_code, reason = "says where one is wrong; `examples` reads them")]
    pub example: Vec<super::examples::HeadExample>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct On {
    pub kind: Option<String>,
    pub version: Option<String>,
    pub tenancy: Option<Vec<Tenancy>>,
    pub role: Option<Vec<Role>>,
    pub open: Option<bool>,
    #[serde(default)]
    pub packs: Vec<String>,
    pub when: Option<String>,
    #[serde(default)]
    pub optional_views: Vec<String>,
    pub os: Option<Vec<Os>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadColumn {
    #[serde(rename = "type")]
    pub kind: Kind,
    pub unit: Option<String>,
    pub title: Words,
    pub compute: Option<String>,
    #[serde(default)]
    pub from_post: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadRule {
    pub level: Level,
    pub when: String,
    pub says: Words,
    pub advice: Option<Words>,
    #[serde(default)]
    pub topic: String,
    #[serde(default)]
    pub scope: Scope,
}

/// A head cut out of a file: its TOML text and the line it begins on, and what follows it.
pub(super) struct Cut<'a> {
    pub toml: String,
    pub first_line: usize,
    pub body: &'a str,
}

/// A file that is a head and nothing else.
pub(super) fn whole(text: &str) -> Cut<'_> {
    Cut { toml: text.to_owned(), first_line: 0, body: "" }
}

/// Cuts the head out of a file. `comment` is `--` for SQL, `#` for shell. `None`: the file has no head.
pub(super) fn cut<'a>(text: &'a str, comment: &str) -> Result<Option<Cut<'a>>, (usize, String)> {
    let fence = format!("{comment} +++");
    let mut toml = String::new();
    let mut open_at = None;
    let mut offset = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        offset += line.len();
        let line = line.trim_end();
        match open_at {
            None if line == fence => open_at = Some(number + 1),
            None if line.is_empty() || line.starts_with(comment) => {}
            None => return Ok(None),
            Some(first) if line == fence => {
                return Ok(Some(Cut { toml, first_line: first, body: &text[offset..] }));
            }
            Some(_) => {
                let Some(rest) = line.strip_prefix(comment) else {
                    return Err((number + 1, format!("a line of the head does not begin with `{comment}`")));
                };
                toml.push_str(rest.strip_prefix(' ').unwrap_or(rest));
                toml.push('\n');
            }
        }
    }
    match open_at {
        Some(first) => Err((first, format!("the head is never closed by `{fence}`"))),
        None => Ok(None),
    }
}

/// Parses the head; the error is the line in the file and a sentence with the nearest known key. `tried`: its examples passed in the
/// project's own tests and stand last, and are not read: they are a third of the work of loading.
pub(super) fn parse(cut: &Cut<'_>, tried: bool) -> Result<Head, (usize, String)> {
    let examples = cut.toml.find("\n[[example]]\n").filter(|_| tried);
    toml::from_str(&cut.toml[..examples.unwrap_or(cut.toml.len())]).map_err(|e| {
        let line = e.span().map_or(0, |span| cut.toml[..span.start.min(cut.toml.len())].matches('\n').count());
        let mut message = e.message().to_owned();
        if let Some(near) = unknown_key_hint(&message) {
            message.push_str(&format!("; did you mean `{near}`?"));
        }
        (cut.first_line + 1 + line, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_keeps_the_lines_of_its_file() {
        let text = "-- a note\n-- +++\n-- id = \"x\"\n-- tilte = 3\n-- +++\nselect 1 from dual\n";
        let cut = cut(text, "--").unwrap().unwrap();
        assert_eq!((cut.toml.as_str(), cut.first_line, cut.body), ("id = \"x\"\ntilte = 3\n", 2, "select 1 from dual\n"));
        let (line, message) = parse(&cut, false).unwrap_err();
        assert_eq!(line, 4);
        assert!(message.contains("did you mean `title`?"), "{message}");
    }

    #[test]
    fn a_body_without_a_head_is_a_variant() {
        assert!(cut("select 1 from dual", "--").unwrap().is_none());
        assert!(cut("-- +++\n-- id = 1\n", "--").is_err(), "never closed");
    }
}
