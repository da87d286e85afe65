//! `release.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fault::Unbuilt;
use crate::error::unknown_key_hint;
use crate::model::release::{Name, Probe, When};

/// What is to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Spec {
    pub id: String,
    pub system: String,
    #[serde(default)]
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub notes: String,
    #[serde(default)]
    pub tickets: Vec<String>,
    /// Files are given the times that they have here.
    #[serde(default)]
    pub keep_times: bool,
    #[serde(default)]
    pub parts: BTreeMap<String, Part>,
    #[serde(default)]
    pub sql: Vec<Sql>,
    #[serde(default)]
    pub hook: Vec<Program>,
    #[serde(default)]
    pub verify: Vec<Look>,
}

/// What the files of a part do not say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Part {
    #[serde(default)]
    pub delete: Vec<Name>,
    /// What the base has and the new has not is deleted, too.
    #[serde(default)]
    pub mirror: bool,
    /// Patterns of paths, and modes; the last that matches counts.
    #[serde(default)]
    pub modes: indexmap::IndexMap<String, String>,
    pub expect: Option<Expect>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Expect {
    /// What stands there has to be what the base has.
    Base,
    /// Whatever stands there is replaced.
    Any,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sql {
    pub name: String,
    #[serde(default = "main")]
    pub database: String,
    #[serde(default)]
    pub irreversible: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Program {
    pub when: When,
    pub part: String,
    /// A file in `hooks/`.
    pub run: String,
    #[serde(default = "five_minutes")]
    pub seconds: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct Look {
    #[serde(default)]
    pub title: String,
    pub part: Option<String>,
    #[serde(default = "a_minute")]
    pub seconds: u32,
    #[serde(flatten)]
    pub probe: Probe,
}

pub(super) fn main() -> String {
    "main".into()
}

fn five_minutes() -> u32 {
    300
}

fn a_minute() -> u32 {
    60
}

/// Reads it, with or without a byte order mark.
pub(super) fn read(bytes: &[u8]) -> Result<Spec, Unbuilt> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let line = |at: usize| 1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    let text = std::str::from_utf8(bytes).map_err(|error| Unbuilt::Spec {
        line: line(error.valid_up_to()),
        text: "not UTF-8".into(),
        near: None,
    })?;
    toml::from_str(text).map_err(|error| Unbuilt::Spec {
        line: line(error.span().map_or(0, |span| span.start)),
        text: error.message().to_owned(),
        near: unknown_key_hint(error.message()),
    })
}
