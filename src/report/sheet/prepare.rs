//! A description and its data, brought together before anything is written: blocks, columns, filled texts.

use serde_json::Value;

use super::Make;
use super::cell::{DataRow, Place, Reading};
use super::column::Column;
use super::describe::{ColumnSpec, SheetSpec};
use super::path::{Block, Found, Path};
use super::texts::Texts;
use crate::error::Result;
use crate::model::Lang;

/// A worksheet that is ready to be written.
pub(super) struct Ready<'a> {
    pub spec: &'a SheetSpec,
    pub name: String,
    /// `None`: the list of blocks is not known.
    pub parts: Option<Vec<Part<'a>>>,
    pub reading: Reading,
    lang: Lang,
}

/// A table or form with its heading.
pub(super) struct Part<'a> {
    pub item: &'a Value,
    pub head: Vec<String>,
    pub columns: Vec<Column>,
    pub places: Vec<Place>,
    pub rows: Found<'a>,
    pub empty: Option<String>,
    /// Titles of the charts, as many as the description has.
    pub charts: Vec<Option<String>>,
}

pub(super) fn ready<'a>(spec: &'a SheetSpec, data: &'a Value, texts: &Texts, make: &Make<'_>) -> Result<Ready<'a>> {
    let parts = match spec.rows.blocks(data) {
        Some(blocks) => Some(blocks.into_iter().map(|block| part(spec, data, block, texts)).collect::<Result<Vec<_>>>()?),
        None => None,
    };
    let reading = Reading { zone: make.zone.clone(), lang: make.lang };
    Ok(Ready { spec, name: texts.fill(&spec.name, None)?, parts, reading, lang: make.lang })
}

fn part<'a>(spec: &SheetSpec, data: &'a Value, block: Block<'a>, texts: &Texts) -> Result<Part<'a>> {
    let item = Some(block.item).filter(|_| !spec.rows.blocks.is_empty());
    let fill = |words| texts.fill(words, item);
    let (mut columns, mut places) = (Vec::new(), Vec::new());
    for column in &spec.columns {
        let titles = match (&column.titles, &column.title) {
            (Some(titles), _) => many(titles, &column.field, data, block),
            (None, Some(title)) => vec![fill(title)?],
            (None, None) => vec![column.field.text.clone()],
        };
        for (index, title) in titles.into_iter().enumerate() {
            columns.push(made(column, title));
            let index = column.field.each.then_some(index);
            places.push(Place { path: column.field.clone(), index, kind: column.kind.unwrap_or_default() });
        }
    }
    Ok(Part {
        item: block.item,
        head: spec.head.iter().map(fill).collect::<Result<_>>()?,
        columns,
        places,
        rows: block.rows,
        empty: spec.empty.as_ref().map(fill).transpose()?,
        charts: spec.charts.iter().map(|chart| chart.title.as_ref().map(fill).transpose()).collect::<Result<_>>()?,
    })
}

fn made(spec: &ColumnSpec, title: String) -> Column {
    Column {
        title,
        kind: spec.kind.unwrap_or_default(),
        digits: spec.digits,
        width: spec.width,
        coloured: spec.colour.is_some(),
        list: spec.list.clone(),
        total: spec.total,
    }
}

/// A value of the block, or else of the whole data.
pub(super) fn scoped<'a>(path: &Path, item: &'a Value, data: &'a Value) -> &'a Value {
    match path.get(item) {
        Value::Null => path.get(data),
        found => found,
    }
}

/// Titles for every value that a row of the block has, also where fewer titles are known.
fn many(titles: &Path, field: &Path, data: &Value, block: Block<'_>) -> Vec<String> {
    let text = |value: &Value| match value.get("title").unwrap_or(value) {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut found: Vec<String> = scoped(titles, block.item, data).as_array().into_iter().flatten().map(text).collect();
    if let Found::Rows(rows) = block.rows {
        let most = rows.iter().filter_map(|row| field.get(row).as_array()).map(Vec::len).max().unwrap_or(0);
        while found.len() < most {
            found.push(format!("#{}", found.len() + 1));
        }
    }
    found
}

impl<'a> Part<'a> {
    /// The rows, by reference.
    pub(super) fn rows<'b>(&'b self, reading: &'b Reading) -> impl Iterator<Item = DataRow<'b>> + use<'a, 'b> {
        let values = if let Found::Rows(rows) = self.rows { rows } else { &[] };
        values.iter().map(move |value| DataRow { value, places: &self.places, reading })
    }

    /// The one row of a form.
    pub(super) fn form<'b>(&'b self, reading: &'b Reading) -> DataRow<'b> {
        DataRow { value: self.item, places: &self.places, reading }
    }
}

impl Ready<'_> {
    pub(super) fn row_count(&self) -> usize {
        let count = |part: &Part<'_>| if let Found::Rows(rows) = part.rows { rows.len() } else { 1 };
        self.parts.iter().flatten().map(count).sum()
    }

    /// What is said where rows are not known.
    pub(super) fn not_known(&self) -> &'static str {
        match self.lang {
            Lang::Zh => "未知：没有取得这部分数据。",
            Lang::En => "unknown: this part of the data could not be had.",
        }
    }
}
