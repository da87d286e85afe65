//! The fields that a report's data has, by path.

use std::collections::BTreeMap;

use super::describe::Kind;
use super::path::Path;
use crate::report::contract::{Fields, Kind as Held, word};

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
    use crate::report::contract::{self, Shape};

    #[test]
    fn paths_lead_to_what_the_contract_says() {
        let known = Known::of(contract::of(Shape::Narrative));
        let find = |base: &str, path: &str| known.find(base, &Path::parse(path).unwrap()).map(|(_, kind)| kind);
        assert_eq!(find("", "report.title"), Some(Type::One(Kind::Text)), "what all reports have");
        assert_eq!(find("", "findings.left"), Some(Type::List));
        assert_eq!(find("findings.left", "since"), Some(Type::One(Kind::Time)), "as the list that it is like");
        assert_eq!(find("business.tables.rows", "values[*]"), Some(Type::Many(Kind::Number)));
        assert_eq!(find("performance.charts", "chart.title"), Some(Type::One(Kind::Text)));
        assert_eq!(find("", "findings.lefd"), None);
    }
}
