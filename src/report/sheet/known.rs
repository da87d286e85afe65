//! The fields that a report's data has, read from its contract.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::describe::Kind;
use super::path::Path;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::report::contract::{Fields, Kind as Held, word};
use crate::text::Msg;

const COMMON: &str = include_str!("../../../report-templates/contracts/common.toml");
const CONTRACTS: [(&str, &str); 4] = [
    ("list", include_str!("../../../report-templates/contracts/list.toml")),
    ("narrative", include_str!("../../../report-templates/contracts/narrative.toml")),
    ("record", include_str!("../../../report-templates/contracts/record.toml")),
    ("set", include_str!("../../../report-templates/contracts/set.toml")),
];
/// What a chart object has.
const CHART: [(&str, Type); 5] = [
    ("kind", Type::One(Kind::Text)),
    ("title", Type::One(Kind::Text)),
    ("categories", Type::Many(Kind::Text)),
    ("series", Type::List),
    ("unit", Type::One(Kind::Text)),
];

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    One(Kind),
    /// A list of plain values.
    Many(Kind),
    Object,
    /// A list of objects.
    List,
    Chart,
}

/// All fields by path, without the brackets of lists: `findings.left.level`.
#[derive(Debug, Clone, Default)]
pub struct Known {
    fields: BTreeMap<String, Type>,
}

impl Known {
    /// The fields of a contract of the product: `narrative`, `record`, `list`, `set`.
    pub fn contract(name: &str) -> Result<Self> {
        let (_, text) = CONTRACTS.iter().find(|(known, _)| *known == name).ok_or_else(|| {
            Error::new(ErrorKind::Config, Msg::NoContract { name: name.into() }).near(name, CONTRACTS.map(|(known, _)| known))
        })?;
        Self::parse(&[COMMON, text])
    }

    /// Reads contracts; later ones add to earlier ones.
    pub fn parse(contracts: &[&str]) -> Result<Self> {
        let (mut known, mut like) = (Self::default(), Vec::new());
        for text in contracts {
            let table: Table = text
                .parse()
                .map_err(|e: toml::de::Error| Error::new(ErrorKind::Config, Msg::SheetSyntax { place: "contract".into() }).because(e))?;
            known.walk("", &table, &mut like);
        }
        for (path, model) in like {
            let inside = format!("{model}.");
            let copies: Vec<_> =
                known.fields.iter().filter_map(|(name, kind)| Some((format!("{path}.{}", name.strip_prefix(&inside)?), *kind))).collect();
            known.fields.extend(copies);
        }
        Ok(known)
    }

    /// The fields of a contract.
    #[must_use]
    pub fn of(fields: &Fields) -> Self {
        let mut known = Self::default();
        known.add("", fields);
        known
    }

    fn add(&mut self, prefix: &str, fields: &Fields) {
        for (key, field) in fields {
            let path = joined(prefix, key);
            match &field.kind {
                Held::Object(inner) => {
                    self.fields.insert(path.clone(), Type::Object);
                    self.add(&path, inner);
                }
                Held::List(inner) => {
                    self.fields.insert(path.clone(), Type::List);
                    self.add(&path, inner);
                }
                kind => self.insert(path, &word(kind)),
            }
        }
    }

    fn walk(&mut self, prefix: &str, table: &Table, like: &mut Vec<(String, String)>) {
        for (key, value) in table {
            let list = key.ends_with("[]");
            let path = joined(prefix, key.trim_end_matches("[]"));
            match value {
                Value::Table(inner) => {
                    self.fields.insert(path.clone(), if list { Type::List } else { Type::Object });
                    self.walk(&path, inner, like);
                }
                Value::Array(says) if key == "like" && says.len() == 1 => {
                    like.extend(says[0].as_str().map(|model| (prefix.to_owned(), model.replace("[]", ""))));
                }
                Value::Array(says) if !key.is_empty() => {
                    let kind = says.get(1).and_then(Value::as_str).unwrap_or("text");
                    self.insert(path, kind);
                }
                _ => {}
            }
        }
    }

    fn insert(&mut self, path: String, kind: &str) {
        if kind == "chart" {
            self.fields.extend(CHART.map(|(name, kind)| (format!("{path}.{name}"), kind)));
            self.fields.insert(path, Type::Chart);
            return;
        }
        let plain = match kind.trim_end_matches("[]") {
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "date" => Kind::Date,
            "time" => Kind::Time,
            "flag" => Kind::Flag,
            _ => Kind::Text,
        };
        self.fields.insert(path, if kind.ends_with("[]") { Type::Many(plain) } else { Type::One(plain) });
    }

    /// The full name and type of what `path` leads to from the object `base`.
    #[must_use]
    pub fn find(&self, base: &str, path: &Path) -> Option<(String, Type)> {
        let full = path.keys().fold(base.to_owned(), |at, key| joined(&at, key));
        self.fields.get(&full).map(|kind| (full, *kind))
    }

    /// The names below `base`, as a path from there would be written.
    pub fn below<'a>(&'a self, base: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let inside = if base.is_empty() { String::new() } else { format!("{base}.") };
        self.fields.keys().filter_map(move |name| name.strip_prefix(inside.as_str()))
    }
}

fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contract_is_read() {
        for (name, _) in CONTRACTS {
            assert!(Known::contract(name).unwrap().below("").any(|field| field == "report.title"), "{name}");
        }
        let known = Known::contract("narrative").unwrap();
        let find = |base: &str, path: &str| known.find(base, &Path::parse(path).unwrap()).map(|(_, kind)| kind);
        assert_eq!(find("", "findings.left"), Some(Type::List));
        assert_eq!(find("findings.left", "since"), Some(Type::One(Kind::Time)), "as the list that it is like");
        assert_eq!(find("business.tables.rows", "values[*]"), Some(Type::Many(Kind::Number)));
        assert_eq!(find("performance.charts", "chart.title"), Some(Type::One(Kind::Text)));
        assert_eq!(find("", "findings.lefd"), None);
        let error = Known::contract("narative").unwrap_err();
        assert_eq!(error.hints, [Msg::DidYouMean { name: "narrative".into() }]);
    }
}
