//! What an error code means for the backup: knowledge as data, `scripts/backup/codes.toml`, and a site's own in front of it.

use super::code::{family, number};
use super::entry::Code;
use super::judge::{Level, Purpose};
use serde::Deserialize;
use std::collections::HashMap;

const BUILTIN: &str = include_str!("../../../scripts/backup/codes.toml");

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// No matter.
    Benign,
    /// To be looked at.
    Warning,
    /// The data are there, and less protected than they should be.
    Security,
    /// Data are missing.
    Lost,
    /// Data are missing, in a restore.
    RestoreLost,
    /// To be looked at, in a restore.
    RestoreWarning,
    /// By the type of the object that it is about.
    ByObject,
}

/// A sentence in the languages of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
    /// English.
    pub en: String,
}

/// An entry of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What its codes mean.
    pub meaning: Meaning,
    /// In words.
    pub says: Says,
    /// It is from the site's table.
    pub site: bool,
    fails: Vec<String>,
}

/// Why a table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CodesError {
    /// Not TOML, or a key or word that no entry has; the text has line and column.
    #[error("{0}")]
    Syntax(#[from] Box<toml::de::Error>),
    /// Not a code: its text, and the number of the entry, counted from 1.
    #[error("entry {entry}: `{code}` is no code")]
    Code {
        /// Which entry.
        entry: usize,
        /// What it has.
        code: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    code: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: OneOrMany,
    means: Meaning,
    #[serde(default)]
    fails: Vec<String>,
    #[serde(default)]
    says: Says,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// The table of codes.
#[derive(Clone, Debug)]
pub struct Codes {
    entries: Vec<Entry>,
    /// Family and number → entry; no number is the whole family.
    places: HashMap<(String, Option<u32>), usize>,
}

impl Codes {
    /// The table that comes with the program.
    pub fn builtin() -> Result<Codes, CodesError> {
        Codes::with_site("")
    }

    /// The entries of `site` (TOML, the same form) before ours.
    pub fn with_site(site: &str) -> Result<Codes, CodesError> {
        let mut codes = Codes { entries: Vec::new(), places: HashMap::new() };
        codes.add(site, true)?;
        codes.add(BUILTIN, false)?;
        Ok(codes)
    }

    fn add(&mut self, text: &str, site: bool) -> Result<(), CodesError> {
        let table: Table = toml::from_str(text).map_err(Box::new)?;
        for (at, row) in table.code.into_iter().enumerate() {
            let codes = match row.code {
                OneOrMany::One(code) => vec![code],
                OneOrMany::Many(codes) => codes,
            };
            for code in codes {
                let key = match code.split_once('-') {
                    Some((family, "*")) => Some((family.to_owned(), None)),
                    _ => number(&code).map(|number| (family(&code).to_owned(), Some(number))),
                };
                let Some(key) = key else { return Err(CodesError::Code { entry: at + 1, code }) };
                self.places.entry(key).or_insert(self.entries.len());
            }
            self.entries.push(Entry { meaning: row.means, says: row.says, site, fails: row.fails });
        }
        Ok(())
    }

    /// The entry of a code; `None` for a code that is not known.
    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        let family = family(code).to_owned();
        let exact = number(code).and_then(|number| self.places.get(&(family.clone(), Some(number))));
        self.entries.get(*exact.or_else(|| self.places.get(&(family, None)))?)
    }

    /// How bad a code of a run is. A code that is not known is a warning.
    #[must_use]
    pub fn level(&self, code: &Code, purpose: Purpose) -> Level {
        let Some(entry) = self.entry(&code.code) else { return Level::Warn };
        match (entry.meaning, purpose) {
            (Meaning::Benign, _) => Level::Pass,
            (Meaning::Lost, _) | (Meaning::RestoreLost, Purpose::Restore) => Level::Fail,
            (Meaning::ByObject, Purpose::Restore) if entry.fails(code) => Level::Fail,
            _ => Level::Warn,
        }
    }
}

impl Entry {
    /// Whether the type of the object is one without which a restore is not one: `REF_CONSTRAINT` is a `CONSTRAINT`.
    fn fails(&self, code: &Code) -> bool {
        let kind = code.object_type.as_deref().and_then(|kind| kind.rsplit('_').next()).unwrap_or_default();
        self.fails.iter().any(|fails| fails == kind)
    }
}
