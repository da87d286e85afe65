//! The data of forms: what a person gives (`--data`), what a finding or a ticket fills in, and blank ones for printing.

use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::contract::{self, Fields, Kind as FieldKind};
use super::csvfile;
use super::definition::{Definition, FormField};
use super::facts::Site;
use super::records::value;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::{Finding, Outcome, Run, TargetRun};
use crate::text::Msg;

/// Lines of a table in a form that is printed blank.
const BLANK_ROWS: usize = 5;

/// A finding that a form is about.
#[derive(Debug, Clone)]
pub struct About<'r> {
    pub run: &'r Run,
    pub target: &'r TargetRun,
    pub outcome: &'r Outcome,
    pub finding: &'r Finding,
}

impl<'r> About<'r> {
    /// The finding that `TARGET:CHECK[:SUBJECT]` names in a run: the worst of those that fit.
    #[must_use]
    pub fn find(run: &'r Run, name: &str) -> Option<Self> {
        let mut parts = name.splitn(3, ':');
        let (target, check, subject) = (parts.next()?, parts.next()?, parts.next());
        let target = run.targets.iter().find(|one| one.name == target)?;
        let outcome = target.outcomes.iter().find(|one| one.check == check)?;
        let fitting = outcome.findings().iter().filter(|one| subject.is_none_or(|subject| one.subject == subject));
        let finding = fitting.max_by_key(|one| one.level)?;
        Some(Self { run, target, outcome, finding })
    }

    /// As [`Self::find`], of `RUN:TARGET:CHECK[:SUBJECT]`; `load` gets a run by its id. An error names the nearest finding that the run has.
    pub fn with<T>(name: &str, load: impl FnOnce(&str) -> Result<Run>, act: impl FnOnce(&About<'_>) -> Result<T>) -> Result<T> {
        let none = || Error::new(Kind::Input, Msg::NoFinding { name: name.into() });
        let (id, rest) = name.split_once(':').ok_or_else(|| none().hint(Msg::HintFinding {}))?;
        let run = load(id)?;
        let Some(about) = About::find(&run, rest) else {
            let known: Vec<String> = names(&run).map(|known| format!("{id}:{known}")).collect();
            return Err(none().near(name, known.iter().map(String::as_str)).hint(Msg::HintFinding {}));
        };
        act(&about)
    }

    fn value(&self, ctx: &Ctx, key: &str) -> Option<String> {
        let at = |time: jiff::Timestamp| time.to_zoned(ctx.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string();
        Some(match key {
            "target" => self.target.name.clone(),
            "check" => self.outcome.title.to(ctx.lang).to_owned(),
            "subject" => self.finding.subject.clone(),
            "says" => self.finding.says.to(ctx.lang).to_owned(),
            "advice" => self.finding.advice.to(ctx.lang).to_owned(),
            "level" => crate::text::level(self.finding.level, ctx.lang).to_owned(),
            "since" => at(self.finding.since.unwrap_or(self.outcome.at)),
            "at" => at(self.outcome.at),
            "run" => self.run.id.clone(),
            "operator" => self.run.operator.clone(),
            _ => return None,
        })
    }
}

/// What [`About::find`] finds in a run: each check that found something, and each subject of it.
fn names(run: &Run) -> impl Iterator<Item = String> {
    let outcomes = run.targets.iter().flat_map(|target| target.outcomes.iter().map(move |outcome| (target, outcome)));
    outcomes.filter(|(_, outcome)| !outcome.findings().is_empty()).flat_map(|(target, outcome)| {
        let check = format!("{}:{}", target.name, outcome.check);
        let subjects = outcome.findings().iter().map(|finding| &finding.subject).filter(|subject| !subject.is_empty());
        let named: Vec<String> = subjects.map(|subject| format!("{check}:{subject}")).collect();
        std::iter::once(check).chain(named)
    })
}

/// A filled form, and the names of the fields that nobody filled.
pub struct Filled {
    pub data: Map<String, Json>,
    pub open: Vec<String>,
}

/// What a form is about, beside what a person gives: a finding, and what a ticket answers by the words of `from`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    pub about: Option<&'a About<'a>>,
    pub ticket: Option<&'a Map<String, Json>>,
}

/// Fills a form. `given` is TOML, its keys those of the form or its names; a key that the form does not have is refused.
pub fn fill(definition: &Definition, ctx: &Ctx, site: &Site, given: Option<&Path>, known: Known<'_>) -> Result<Filled> {
    let given = given.map(read_toml).transpose()?.unwrap_or_default();
    let has = |key: &str| definition.fields.iter().any(|field| field.key == key || field.name == key);
    let names = || definition.fields.iter().flat_map(|field| [field.name.as_str(), field.key.as_str()]);
    if let Some(key) = given.keys().find(|key| !has(key) && !contract::of(definition.shape).contains_key(*key)) {
        return Err(Error::new(Kind::Input, Msg::UnknownField { name: key.clone() }).near(key, names()));
    }
    let (mut data, mut open, mut faults) = (Map::new(), Vec::new(), Vec::new());
    for (field, (key, contract)) in definition.fields.iter().zip(definition.form_fields()) {
        let value = given.get(&field.key).or_else(|| given.get(&field.name)).map(|value| typed(value, field, &contract.kind));
        match value.or_else(|| own(field, &contract.kind, ctx, site, known).map(Ok)) {
            None => {
                open.push(field.name.clone());
                data.insert(key, empty(&contract.kind, 0));
            }
            Some(Ok(value)) => drop(data.insert(key, value)),
            Some(Err(cause)) => {
                faults.push(Error::new(Kind::Input, Msg::FieldInvalid { name: field.name.clone() }).because(cause));
            }
        }
    }
    match Error::all(faults) {
        Some(error) => Err(error),
        None => Ok(Filled { data, open }),
    }
}

/// A form for printing: nothing in it.
#[must_use]
pub fn blank(definition: &Definition) -> Map<String, Json> {
    definition.form_fields().into_iter().map(|(key, field)| (key, empty(&field.kind, BLANK_ROWS))).collect()
}

/// What the product knows by itself: the first of the words of `from` that is known and fits the field.
fn own(field: &FormField, kind: &FieldKind, ctx: &Ctx, site: &Site, known: Known<'_>) -> Option<Json> {
    field.from.split_whitespace().find_map(|word| {
        let told = || from(word, ctx, site, known.about).filter(|text| !text.is_empty()).map(Json::from);
        let value = known.ticket.and_then(|answers| answers.get(word)).cloned().or_else(told)?;
        answered(&value, field, kind)
    })
}

fn from(word: &str, ctx: &Ctx, site: &Site, about: Option<&About<'_>>) -> Option<String> {
    Some(match word.split_once('.') {
        Some(("finding", key)) => about?.value(ctx, key)?,
        Some(("target", "name")) => about?.target.name.clone(),
        Some(("target", "group")) => about?.target.group.clone(),
        Some(("site", "customer")) => site.customer.clone(),
        Some(("site", "provider")) => site.provider.clone(),
        Some(("site", "project")) => site.project.clone(),
        None if word == "operator" => ctx.operator.clone(),
        None if word == "now" => ctx.now.to_zoned(ctx.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        _ => return None,
    })
}

/// An answer as its field is typed. What does not fit is none: the form may be a site's own, with other choices, and a person fills it.
fn answered(given: &Json, field: &FormField, kind: &FieldKind) -> Option<Json> {
    match (given, kind) {
        (Json::Array(rows), FieldKind::List(columns)) => {
            let cell = |row: &Json, (spec, (key, column)): (&FormField, (&String, &contract::Field))| {
                let value = row.get(key).and_then(|value| answered(value, spec, &column.kind));
                (key.clone(), value.unwrap_or_else(|| empty(&column.kind, 0)))
            };
            let rows: Vec<Json> =
                rows.iter().map(|row| Json::Object(field.columns.iter().zip(columns).map(|pair| cell(row, pair)).collect())).collect();
            (!rows.is_empty()).then(|| Json::from(rows))
        }
        (Json::String(text), _) if text.is_empty() => None,
        (Json::String(text), _) => typed(&toml::Value::String(text.clone()), field, kind).ok(),
        (Json::Number(number), FieldKind::Text) => Some(json!(number.to_string())),
        (Json::Number(_), FieldKind::Integer | FieldKind::Number) | (Json::Bool(_), FieldKind::Flag) => Some(given.clone()),
        _ => None,
    }
}

/// TOML that a person wrote, with whatever editor of Windows: UTF-8 with or without BOM, or GBK.
pub(super) fn read_toml(path: &Path) -> Result<toml::Table> {
    let text = csvfile::text(path)?;
    text.parse().map_err(|e: toml::de::Error| {
        let error = Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(e.to_string().trim_end());
        let bare = |line: &str| line.trim_start().trim_start_matches('[').starts_with(|c: char| !c.is_ascii());
        if text.lines().any(bare) { error.hint(Msg::HintQuoteKeys {}) } else { error }
    })
}

/// A value as its field is typed.
fn typed(given: &toml::Value, field: &FormField, kind: &FieldKind) -> std::result::Result<Json, String> {
    if let (FieldKind::List(columns), toml::Value::Array(rows)) = (kind, given) {
        return rows.iter().map(|row| typed_row(row, field, columns)).collect::<std::result::Result<Vec<_>, _>>().map(Json::from);
    }
    let text = match given {
        toml::Value::String(text) => text.trim().to_owned(),
        toml::Value::Boolean(yes) if *kind == FieldKind::Flag => yes.to_string(),
        toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Datetime(_) => given.to_string(),
        other => return Err(format!("{other} is no {}", contract::word(kind))),
    };
    if !field.options.is_empty() && !text.is_empty() && !field.options.contains(&text) {
        return Err(format!("`{text}` is none of {}", field.options.join(" / ")));
    }
    value(&text, kind).ok_or_else(|| format!("`{text}` is no {}", contract::word(kind)))
}

fn typed_row(row: &toml::Value, field: &FormField, columns: &Fields) -> std::result::Result<Json, String> {
    let table = row.as_table().ok_or("a table expected")?;
    let mut made = Map::new();
    for (spec, (key, column)) in field.columns.iter().zip(columns) {
        let value = match table.get(key).or_else(|| table.get(&column.name)) {
            Some(value) => typed(value, spec, &column.kind)?,
            None => empty(&column.kind, 0),
        };
        made.insert(key.clone(), value);
    }
    match table.keys().find(|key| !columns.iter().any(|(known, column)| known == *key || column.name == **key)) {
        Some(key) => Err(format!("{key}: not a column of {}", field.name)),
        None => Ok(made.into()),
    }
}

/// Nothing, to be written by hand.
fn empty(kind: &FieldKind, rows: usize) -> Json {
    match kind {
        FieldKind::List(columns) => {
            (0..rows).map(|_| Json::Object(columns.iter().map(|(key, column)| (key.clone(), empty(&column.kind, 0))).collect())).collect()
        }
        FieldKind::Many(_) => json!([]),
        _ => json!(""),
    }
}
