//! Business figures (RP-03): months × items, from the site's csv or its own SQL, each with a note of what was counted (口径).
//!
//! `申报情况.csv`: headings 月份 项目 数值 [单位] (`month item value unit`), one row a month and item; lines before them that begin with `#`
//! are the 口径. `申报情况.sql`: a head as that of checks (`name`, `caliber`, `target`), and one `select` of the same columns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::csvfile;
use super::facts::{Facts, rounded};
use super::narrative::growth;
use crate::error::{Error, Kind, Result};
use crate::model::sha256;
use crate::text::Msg;

/// Months that a table shows: the month of the report and those before it.
const MONTHS: i32 = 13;

/// One table.
#[derive(Debug, Clone, Default)]
pub struct Business {
    pub name: String,
    pub caliber: String,
    /// The file and its digest.
    pub source: String,
    /// What a database is still to be asked.
    pub ask: Option<BusinessAsk>,
    /// Why there are no figures.
    pub fault: Option<String>,
    /// Item → unit and value by month (`2026-10`).
    items: indexmap::IndexMap<String, (String, BTreeMap<String, f64>)>,
}

/// A question for a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessAsk {
    pub target: String,
    pub sql: String,
    pub sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: String,
    #[serde(default)]
    caliber: String,
    target: String,
}

impl Business {
    /// The tables of a folder, by file name.
    pub fn load_all(dir: &Path) -> Result<Vec<Self>> {
        let unreadable = |e: std::io::Error| Error::new(Kind::Input, Msg::ReadFile { path: dir.display().to_string() }).because(e);
        let mut paths: Vec<PathBuf> = std::fs::read_dir(dir).map_err(unreadable)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let mut tables = Vec::new();
        let mut faults = Vec::new();
        for path in paths {
            let loaded = match path.extension().and_then(|end| end.to_str()) {
                Some("csv") => Self::of_csv(&path),
                Some("sql") => Self::of_sql(&path),
                _ => continue,
            };
            match loaded {
                Ok(table) => tables.push(table),
                Err(error) => faults.push(error),
            }
        }
        match Error::all(faults) {
            Some(error) => Err(error),
            None => Ok(tables),
        }
    }

    fn of_csv(path: &Path) -> Result<Self> {
        let sheet = csvfile::read(path)?;
        let bytes = std::fs::read(path).unwrap_or_default();
        let column = |names: &[&str]| sheet.column(names).ok_or_else(|| sheet.fault(1, format!("no heading {}", names.join(" / "))));
        let (month, item, value) = (column(&["月份", "month"])?, column(&["项目", "item"])?, column(&["数值", "value"])?);
        let (unit, caliber) = (sheet.column(&["单位", "unit"]), sheet.column(&["口径", "caliber"]));
        let caliber_above = sheet.notes.iter().filter(|note| !note.is_empty()).map(String::as_str).collect::<Vec<_>>().join("");
        let mut table = Self {
            name: stem(path),
            caliber: caliber_above,
            source: format!("{} sha256:{}", file_name(path), sha256(&bytes)),
            ..Self::default()
        };
        let mut faults = Vec::new();
        for (line, cells) in &sheet.rows {
            let cell = |at: usize| cells.get(at).map_or("", String::as_str);
            let number = cell(value).replace([',', '，'], "").parse::<f64>().ok().filter(|n| n.is_finite());
            match (month_of(cell(month)), number) {
                (Some(month), Some(number)) => table.add(&month, cell(item), number, unit.map_or("", cell)),
                (None, _) => faults.push(sheet.fault(*line, format!("`{}` is no month (2026-10)", cell(month)))),
                (_, None) => faults.push(sheet.fault(*line, format!("`{}` is no number", cell(value)))),
            }
            if table.caliber.is_empty() {
                caliber.map_or("", cell).clone_into(&mut table.caliber);
            }
        }
        match Error::all(faults) {
            Some(error) => Err(error),
            None => Ok(table),
        }
    }

    fn of_sql(path: &Path) -> Result<Self> {
        let wrong = |cause: String| Error::new(Kind::Input, Msg::RowInvalid { place: path.display().to_string() }).because(cause);
        let text = csvfile::text(path)?;
        let mut head = String::new();
        let mut marks = 0;
        let mut body = Vec::new();
        for line in text.lines() {
            match line.trim_start().strip_prefix("--").map(str::trim) {
                Some("+++") if marks < 2 => marks += 1,
                Some(inside) if marks == 1 => head.push_str(&format!("{inside}\n")),
                _ if marks == 2 => body.push(line),
                _ => {}
            }
        }
        let head: Head = toml::from_str(&head).map_err(|e| wrong(e.to_string()))?;
        let sql = body.join("\n").trim().trim_end_matches(';').to_owned();
        let first = sql.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        if !["select", "with"].contains(&first.as_str()) {
            return Err(wrong("one select is expected behind the head".into()));
        }
        let digest = sha256(text.as_bytes());
        Ok(Self {
            name: head.name,
            caliber: head.caliber,
            source: format!("{} sha256:{digest} @{}", file_name(path), head.target),
            ask: Some(BusinessAsk { target: head.target, sql, sha256: digest }),
            ..Self::default()
        })
    }

    /// Adds a figure; the same month and item twice are one sum, as a group by would make it.
    pub fn add(&mut self, month: &str, item: &str, value: f64, unit: &str) {
        let (known, months) = self.items.entry(item.to_owned()).or_default();
        if known.is_empty() {
            unit.clone_into(known);
        }
        *months.entry(month.to_owned()).or_default() += value;
    }

    pub(super) fn data(&self, facts: &Facts<'_>) -> Json {
        // Of a period that is not over, the month that it is.
        let today = facts.ctx.now.to_zoned(facts.ctx.zone.clone()).date();
        let last = facts.period.last.min(today).first_of_month();
        let known = self.items.values().filter_map(|(_, months)| months.keys().next()).min();
        // One after the other, also where nothing is known of one between: growth is against the month before.
        let back = (0..MONTHS).map_while(|n| Some(last.checked_sub(n.months()).ok()?.strftime("%Y-%m").to_string()));
        let mut months: Vec<String> = back.take_while(|month| known.is_some_and(|known| month >= known)).collect();
        if months.is_empty() {
            months.push(last.strftime("%Y-%m").to_string());
        }
        months.reverse();
        let note = match (&self.fault, self.items.is_empty()) {
            (Some(fault), _) => fault.clone(),
            (None, true) => facts.say("没有数据。", "No figures."),
            (None, false) => String::new(),
        };
        let rows: Vec<Json> = self
            .items
            .iter()
            .map(|(name, (unit, values))| {
                let of = |month: Option<&String>| month.and_then(|month| values.get(month)).copied();
                let values: Vec<Json> = months.iter().map(|month| values.get(month).map_or(Json::Null, |n| rounded(*n, 4))).collect();
                let before = months.len().checked_sub(2).and_then(|at| months.get(at));
                json!({ "name": name, "unit": unit, "values": values, "growth": growth(of(before), of(months.last())) })
            })
            .collect();
        let series: Vec<Json> = rows.iter().take(5).map(|row| json!({ "name": row["name"], "values": row["values"] })).collect();
        let kind = if months.len() > 6 { "line" } else { "column" };
        let unit = rows.first().map_or(Json::from(""), |row| row["unit"].clone());
        let chart = if rows.is_empty() {
            Json::Null
        } else {
            json!({ "kind": kind, "title": self.name, "unit": unit, "categories": months, "series": series })
        };
        json!({
            "name": self.name, "caliber": self.caliber, "source": self.source, "note": note, "months": months, "rows": rows, "chart": chart,
        })
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `2026-10`, `2026年10月`, `202610` or a day of it.
#[must_use]
pub fn month_of(text: &str) -> Option<String> {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let day = csvfile::moment(text)
        .or_else(|| csvfile::moment(&format!("{}-01", text.trim_end_matches('月').replace('年', "-"))))
        .or_else(|| (digits.len() == 6 && digits == text).then(|| csvfile::moment(&format!("{digits}01")))?)?;
    Some(format!("{}-{:02}", day.year(), day.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_write_them() {
        for text in ["2026-10", "2026年10月", "202610", "2026/10", "2026-10-31", "2026年10月1日"] {
            assert_eq!(month_of(text).as_deref(), Some("2026-10"), "{text}");
        }
        for text in ["", "10月", "2026-13", "x"] {
            assert_eq!(month_of(text), None, "{text}");
        }
    }
}
