//! The examples in the head of a check: rows, and what they must give.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{Check, Column, ColumnSpec, Example, Value};

/// What is read of the head here.
#[derive(Debug, Deserialize)]
struct Examples {
    #[serde(default)]
    example: Vec<HeadExample>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadExample {
    #[serde(default)]
    pub name: String,
    pub rows: Vec<Vec<toml::Value>>,
    #[serde(default)]
    pub null: Vec<(usize, String)>,
    pub expect: String,
    pub says: Option<String>,
    pub subject: Option<String>,
    pub prev: Option<Vec<Vec<toml::Value>>>,
    pub prev_hours: Option<f64>,
    #[serde(default)]
    pub days: Vec<Vec<Vec<toml::Value>>>,
    pub baseline: Option<Vec<Vec<toml::Value>>>,
    #[serde(default)]
    pub limits: BTreeMap<String, f64>,
    #[serde(default)]
    pub db: BTreeMap<String, String>,
    #[serde(default)]
    pub target: BTreeMap<String, String>,
    #[serde(default)]
    pub host: BTreeMap<String, String>,
}

/// The examples of a check, with their cells fitted to its columns; or what is wrong with the first that is not right.
pub fn examples(check: &Check) -> Result<Vec<Example>, String> {
    let Examples { example } = toml::from_str(&check.head).map_err(|e| e.message().to_owned())?;
    // They give the columns that a post step makes as well: rules are tried on them directly.
    let selected: Vec<Column> =
        check.columns.iter().filter(|c| c.compute.is_none()).map(|ColumnSpec { column, .. }| column.clone()).collect();
    let numbered = example.into_iter().enumerate();
    numbered.map(|(number, raw)| fitted(raw, &selected).map_err(|message| format!("example {}: {message}", number + 1))).collect()
}

fn fitted(raw: HeadExample, columns: &[Column]) -> Result<Example, String> {
    let rows = |rows: Vec<Vec<toml::Value>>| rows.into_iter().map(|r| cells(&r, columns)).collect::<Result<Vec<_>, _>>();
    let mut out = Example {
        name: raw.name,
        rows: rows(raw.rows)?,
        expect: raw.expect,
        says: raw.says,
        subject: raw.subject,
        prev: raw.prev.map(rows).transpose()?,
        prev_hours: raw.prev_hours.unwrap_or(24.0),
        days: raw.days.into_iter().map(rows).collect::<Result<_, _>>()?,
        baseline: raw.baseline.map(rows).transpose()?,
        limits: raw.limits,
        db: raw.db,
        target: raw.target,
        host: raw.host,
    };
    for (row, name) in raw.null {
        let column = columns.iter().position(|c| c.name == name).ok_or_else(|| format!("null names `{name}`, which is no column"))?;
        *out.rows.get_mut(row).and_then(|r| r.get_mut(column)).ok_or_else(|| format!("null names row {row}"))? = Value::Null;
    }
    if !["ok", "note", "warning", "critical", "unknown"].contains(&out.expect.as_str()) {
        return Err(format!("expect = `{}` is no level", out.expect));
    }
    Ok(out)
}

fn cells(row: &[toml::Value], columns: &[Column]) -> Result<Vec<Value>, String> {
    if row.len() != columns.len() {
        return Err(format!("a row has {} cells, the check selects {} columns", row.len(), columns.len()));
    }
    row.iter()
        .zip(columns)
        .map(|(cell, column)| {
            let json = match cell {
                toml::Value::Datetime(t) => serde_json::Value::String(t.to_string()),
                other => serde_json::to_value(other).map_err(|e| e.to_string())?,
            };
            match (&json, column.kind) {
                (serde_json::Value::String(s), _) if s.is_empty() => Ok(Value::Null),
                _ => Value::from_json(&json, column.kind).map_err(|e| format!("{}: {e}", column.name)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_stand_last_for_loading_reads_no_further() {
        for check in crate::catalog::load(None).unwrap().checks() {
            let Some(at) = check.head.find("\n[[example]]\n") else { continue };
            for table in check.head[at + 1..].lines().filter(|line| line.starts_with('[')) {
                assert!(table.starts_with("[[example]]") || table.starts_with("[example."), "{}: {table}", check.id);
            }
            assert!(examples(check).is_ok_and(|all| !all.is_empty()), "{}", check.id);
        }
    }
}
