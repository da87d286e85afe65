//! What a person accepted as right, against what is there now.

use super::{Saying, Scene};
use crate::model::{Check, Column, Finding, Reason, Table, Value};

/// The columns whose change counts.
pub(super) fn watched<'a>(check: &'a Check, columns: &'a [Column]) -> impl Iterator<Item = &'a str> {
    columns.iter().map(|c| c.name.as_str()).filter(move |name| {
        if check.watch.is_empty() {
            !check.subject.iter().any(|s| s == name) && check.column(name).is_none_or(crate::model::ColumnSpec::is_selected)
        } else {
            check.watch.iter().any(|w| w == name)
        }
    })
}

/// How a row stands to the baseline: known (there and unchanged), changed, and what it was.
pub(super) fn compare<'a>(
    scene: &Scene<'a>,
    subject: &str,
    columns: &[Column],
    row: &[Value],
) -> (bool, bool, Option<&'a [(String, Value)]>) {
    let Some(was) = scene.history.baseline.as_ref().and_then(|b| b.rows.get(subject)) else {
        return (false, false, None);
    };
    let same = watched(scene.check, columns).all(|name| {
        let now = columns.iter().position(|c| c.name == name).and_then(|i| row.get(i));
        was.iter().find(|(column, _)| column == name).is_none_or(|(_, before)| Some(before) == now)
    });
    (same, !same, Some(was.as_slice()))
}

/// Rows of the baseline that are no longer there, when the check wants them told; as bad as it says (`gone_level`).
pub(super) fn gone(scene: &Scene<'_>, subjects: &[String], table: &Table) -> Result<Vec<Finding>, Reason> {
    let (Some(says), Some(baseline)) = (&scene.check.gone_says, &scene.history.baseline) else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for (subject, was) in baseline.rows.iter().filter(|(s, _)| !subjects.contains(s)) {
        let columns: Vec<Column> = scene.check.columns.iter().map(|c| c.column.clone()).collect();
        let value = |name: &str| was.iter().find(|(column, _)| column == name).map_or(Value::Null, |(_, v)| v.clone());
        let row: Vec<Value> = columns.iter().map(|c| value(&c.name)).collect();
        let saying = Saying { scene, columns: &columns, row: Some(&row), table };
        findings.push(Finding {
            level: scene.check.gone_level,
            subject: subject.clone(),
            topic: "gone".into(),
            says: saying.words(says)?,
            advice: saying.words(&scene.check.advice)?,
            row: None,
            since: None,
            new: false,
        });
    }
    Ok(findings)
}
