//! Typed rows: what every answer becomes before it is judged.

use std::sync::Arc;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::words::Words;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Text,
    /// A measure; f64.
    Number,
    /// Exact to 18 digits; what does not fit is an error, never a rounded number.
    Integer,
    /// Wall-clock time on the target's own clock, without a zone.
    Time,
    Bool,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    /// `percent`, `mb`, `bytes`, `seconds`, `ms`, `days`, `count`, `per_hour`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub title: Words,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(untagged)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    Num(f64),
    Time(DateTime),
    Text(String),
}

impl Value {
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The number in the cell, if it holds one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "integers of 18 digits are only compared and drawn as measures here")]
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Int(i) => Some(*i as f64),
            Self::Num(n) => Some(*n),
            _ => None,
        }
    }

    /// The cell as a key or a plain machine text: no grouping, no units; NULL is empty.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(b) => b.to_string(),
            Self::Int(i) => i.to_string(),
            Self::Num(n) => n.to_string(),
            Self::Time(t) => t.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Self::Text(s) => s.clone(),
        }
    }

    /// Reads a JSON value as the declared kind; what does not fit is told as a sentence for engineers.
    pub fn from_json(json: &serde_json::Value, kind: Kind) -> Result<Self, String> {
        use serde_json::Value as J;
        let wrong = || Err(format!("expected {kind:?}, got {json}"));
        match (json, kind) {
            (J::Null, _) => Ok(Self::Null),
            (J::String(s), Kind::Text) if s.is_empty() => Ok(Self::Null),
            (J::String(s), Kind::Text) => Ok(Self::Text(s.clone())),
            (J::Bool(b), Kind::Bool) => Ok(Self::Bool(*b)),
            (J::Number(n), Kind::Integer) => n.as_i64().map_or_else(wrong, |i| Ok(Self::Int(i))),
            (J::Number(n), Kind::Number) => n.as_f64().map_or_else(wrong, |f| Ok(Self::Num(f))),
            (J::String(s), Kind::Time) => s.replace('T', " ").parse::<DateTime>().map_or_else(|_| wrong(), |t| Ok(Self::Time(t))),
            _ => wrong(),
        }
    }
}

/// Rows under columns.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Table {
    /// Shared: a thousand hosts have the same.
    pub columns: Arc<[Column]>,
    pub rows: Vec<Vec<Value>>,
    /// True when the source had more rows than were taken.
    pub truncated: bool,
}

impl Table {
    #[must_use]
    pub fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name.eq_ignore_ascii_case(column))
    }

    #[must_use]
    pub fn get(&self, row: usize, column: &str) -> Option<&Value> {
        self.rows.get(row)?.get(self.index(column)?)
    }
}

/// Names one row by its subject columns; NULLs are left out. The key of a row in findings, samples and baselines.
#[must_use]
pub fn subject(names: &[String], columns: &[Column], row: &[Value]) -> String {
    let cell = |name: &String| {
        let text = row.get(columns.iter().position(|c| c.name == *name)?)?.plain();
        (!text.is_empty()).then_some(text)
    };
    names.iter().filter_map(cell).collect::<Vec<_>>().join(" · ")
}

impl<'de> Deserialize<'de> for Table {
    /// A table from JSON is read by its own column kinds, so that a round trip keeps types.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            columns: Vec<Column>,
            rows: Vec<Vec<serde_json::Value>>,
            #[serde(default)]
            truncated: bool,
        }
        let raw = Raw::deserialize(deserializer)?;
        let mut rows = Vec::with_capacity(raw.rows.len());
        for row in &raw.rows {
            if row.len() != raw.columns.len() {
                return Err(serde::de::Error::custom(format!("a row has {} cells, the table {} columns", row.len(), raw.columns.len())));
            }
            let cells = row.iter().zip(&raw.columns).map(|(cell, column)| Value::from_json(cell, column.kind));
            rows.push(cells.collect::<Result<_, _>>().map_err(serde::de::Error::custom)?);
        }
        Ok(Self { columns: raw.columns.into(), rows, truncated: raw.truncated })
    }
}
