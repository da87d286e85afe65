//! The contract between data and templates: which fields there are, what they are called in a Chinese template, of which type.
//!
//! Contracts are files (`report-templates/contracts/*.toml`), one a shape, and what is in `common.toml` is in every report. From them come
//! the check of a template, the Chinese names, the JSON schema, and the invented data of a preview.

use std::sync::LazyLock;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Text,
    Integer,
    Number,
    /// `2026-11-25`.
    Date,
    /// `2026-11-25T08:30:00`, in the configured zone.
    Time,
    Flag,
    /// What `chart()` draws.
    Chart,
    /// Any number of one of the above.
    Many(Box<Kind>),
    Object(Fields),
    List(Fields),
}

/// A field: its name in templates and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: String,
    pub what: String,
    pub kind: Kind,
}

/// Fields by their key in JSON, in order.
pub type Fields = IndexMap<String, Field>;

/// Which contract a report is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Fixed chapters over a period.
    Narrative,
    /// An inspection record by day.
    Record,
    /// A register: its columns are those of the report.
    List,
    /// A form to sign: its fields are those of the report.
    Form,
    /// Files with an index.
    Set,
    /// Statistics of tickets.
    Tickets,
}

const COMMON: &str = include_str!("../../report-templates/contracts/common.toml");
const NARRATIVE: &str = include_str!("../../report-templates/contracts/narrative.toml");
const RECORD: &str = include_str!("../../report-templates/contracts/record.toml");
const LIST: &str = include_str!("../../report-templates/contracts/list.toml");
const SET: &str = include_str!("../../report-templates/contracts/set.toml");
const TICKETS: &str = include_str!("../../report-templates/contracts/tickets.toml");

/// The contract of a shape; of a form without its own fields.
#[must_use]
pub fn of(shape: Shape) -> &'static Fields {
    static ALL: LazyLock<[Fields; 6]> = LazyLock::new(|| {
        [NARRATIVE, RECORD, LIST, "", SET, TICKETS].map(|own| {
            let mut fields = read(COMMON).unwrap_or_default();
            fields.extend(read(own).unwrap_or_default());
            fields
        })
    });
    &ALL[shape as usize]
}

/// Reads a contract file.
pub fn read(text: &str) -> Result<Fields, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut root = Fields::new();
    for (key, value) in &table {
        put(&mut root, &table, key, value)?;
    }
    Ok(root)
}

/// One key of a table: a field, an object, or a list (`name[]`).
fn put(into: &mut Fields, root: &toml::Table, key: &str, value: &toml::Value) -> Result<(), String> {
    let (name, list) = key.strip_suffix("[]").map_or((key, false), |name| (name, true));
    let words =
        |value: &toml::Value| -> Option<Vec<String>> { value.as_array()?.iter().map(|word| word.as_str().map(str::to_owned)).collect() };
    let field = match value {
        toml::Value::Array(_) => {
            let words = words(value).filter(|w| w.len() == 3).ok_or_else(|| format!("{key}: [name, type, meaning] expected"))?;
            Field {
                name: words[0].clone(),
                what: words[2].clone(),
                kind: plain(&words[1]).ok_or_else(|| format!("{key}: type {}", words[1]))?,
            }
        }
        toml::Value::Table(table) => {
            let head =
                table.get("").and_then(words).filter(|w| w.len() == 2).ok_or_else(|| format!("{key}: \"\" = [name, meaning] expected"))?;
            let mut fields = Fields::new();
            let like = table.get("like").and_then(words).and_then(|path| path.first().cloned());
            let source = like.as_deref().map_or(Some(table), |path| at(root, path)).ok_or_else(|| format!("{key}: like {like:?}"))?;
            for (key, value) in source.iter().filter(|(key, _)| !key.is_empty() && *key != "like") {
                put(&mut fields, root, key, value)?;
            }
            Field { name: head[0].clone(), what: head[1].clone(), kind: if list { Kind::List(fields) } else { Kind::Object(fields) } }
        }
        other => return Err(format!("{key}: {other}")),
    };
    into.insert(name.to_owned(), field);
    Ok(())
}

fn at<'t>(root: &'t toml::Table, path: &str) -> Option<&'t toml::Table> {
    path.split('.').try_fold(root, |table, key| table.get(key)?.as_table())
}

/// The type that a word names.
pub(super) fn plain(word: &str) -> Option<Kind> {
    if let Some(one) = word.strip_suffix("[]") {
        return Some(Kind::Many(Box::new(plain(one)?)));
    }
    Some(match word {
        "text" => Kind::Text,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "flag" => Kind::Flag,
        "chart" => Kind::Chart,
        _ => return None,
    })
}

/// The data under the names that Chinese templates use.
#[must_use]
pub fn chinese(fields: &Fields, data: &Json) -> Json {
    let Json::Object(map) = data else { return data.clone() };
    let renamed = map.iter().map(|(key, value)| match fields.get(key) {
        None => (key.clone(), value.clone()),
        Some(field) => (field.name.clone(), named(&field.kind, value)),
    });
    Json::Object(renamed.collect())
}

fn named(kind: &Kind, value: &Json) -> Json {
    match (kind, value) {
        (Kind::Object(fields), value) => chinese(fields, value),
        (Kind::List(fields), Json::Array(all)) => all.iter().map(|one| chinese(fields, one)).collect(),
        (_, value) => value.clone(),
    }
}

/// Where data break their contract: a key that is not declared, one that is missing, a value of another type.
#[must_use]
pub fn faults(fields: &Fields, data: &Json) -> Vec<String> {
    let mut faults = Vec::new();
    object(fields, data, "", &mut faults);
    faults
}

fn object(fields: &Fields, data: &Json, path: &str, faults: &mut Vec<String>) {
    let Json::Object(map) = data else {
        faults.push(format!("{path}: an object expected"));
        return;
    };
    let place = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    faults.extend(map.keys().filter(|key| !fields.contains_key(*key)).map(|key| format!("{}: not in the contract", place(key))));
    for (key, field) in fields {
        match map.get(key) {
            None => faults.push(format!("{}: missing", place(key))),
            Some(value) => fits(&field.kind, value, &place(key), faults),
        }
    }
}

fn fits(kind: &Kind, value: &Json, path: &str, faults: &mut Vec<String>) {
    let right = match (kind, value) {
        (Kind::Object(fields), value) => return object(fields, value, path, faults),
        (Kind::List(fields), Json::Array(all)) => {
            return all.iter().enumerate().for_each(|(i, one)| object(fields, one, &format!("{path}[{i}]"), faults));
        }
        (Kind::Many(kind), Json::Array(all)) => {
            return all.iter().enumerate().for_each(|(i, one)| fits(kind, one, &format!("{path}[{i}]"), faults));
        }
        (Kind::List(_) | Kind::Many(_), _) => false,
        // Not known.
        (_, Json::Null) => true,
        (Kind::Text, value) => value.is_string(),
        (Kind::Integer, value) => value.is_i64() || value.is_u64(),
        (Kind::Number, value) => value.is_number(),
        (Kind::Date, Json::String(text)) => text.parse::<jiff::civil::Date>().is_ok(),
        (Kind::Time, Json::String(text)) => text.parse::<jiff::civil::DateTime>().is_ok(),
        (Kind::Flag, value) => value.is_boolean(),
        (Kind::Chart, value) => value.get("series").is_some_and(Json::is_array) && value.get("categories").is_some_and(Json::is_array),
        (Kind::Date | Kind::Time, _) => false,
    };
    if !right {
        faults.push(format!("{path}: {kind} expected", kind = word(kind)));
    }
}

/// The name of a type.
#[must_use]
pub fn word(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Integer => "integer".into(),
        Kind::Number => "number".into(),
        Kind::Date => "date".into(),
        Kind::Time => "time".into(),
        Kind::Flag => "flag".into(),
        Kind::Chart => "chart".into(),
        Kind::Many(one) => format!("{}[]", word(one)),
        Kind::Object(_) => "object".into(),
        Kind::List(_) => "list".into(),
    }
}

/// The contract as a JSON schema (draft 2020-12).
#[must_use]
pub fn schema(title: &str, fields: &Fields) -> Json {
    let mut schema = schema_of(&Kind::Object(fields.clone()), "");
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    schema
}

fn schema_of(kind: &Kind, what: &str) -> Json {
    let orderly = |fields: &Fields| {
        let properties: Map<String, Json> =
            fields.iter().map(|(key, f)| (key.clone(), schema_of(&f.kind, &format!("{}：{}", f.name, f.what)))).collect();
        json!({ "type": "object", "properties": properties, "required": fields.keys().collect::<Vec<_>>(), "additionalProperties": false })
    };
    let mut schema = match kind {
        Kind::Text => json!({ "type": ["string", "null"] }),
        Kind::Integer => json!({ "type": ["integer", "null"] }),
        Kind::Number => json!({ "type": ["number", "null"] }),
        Kind::Date => json!({ "type": ["string", "null"], "format": "date" }),
        Kind::Time => json!({ "type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$" }),
        Kind::Flag => json!({ "type": ["boolean", "null"] }),
        Kind::Chart => json!({
            "type": ["object", "null"],
            "properties": {
                "kind": { "enum": ["column", "bar", "line", "pie", "stacked"] },
                "title": { "type": "string" }, "unit": { "type": "string" },
                "categories": { "type": "array", "items": { "type": "string" } },
                "series": { "type": "array", "items": { "type": "object", "properties": {
                    "name": { "type": "string" }, "values": { "type": "array", "items": { "type": ["number", "null"] } } } } },
            },
            "required": ["kind", "categories", "series"],
        }),
        Kind::Many(one) => json!({ "type": "array", "items": schema_of(one, "") }),
        Kind::Object(fields) => orderly(fields),
        Kind::List(fields) => json!({ "type": "array", "items": orderly(fields) }),
    };
    if !what.is_empty() {
        schema["description"] = json!(what);
    }
    schema
}

/// Invented data that keep the contract: for previews, and for the check of templates.
#[must_use]
pub fn example(fields: &Fields) -> Json {
    Json::Object(fields.iter().map(|(key, field)| (key.clone(), invented(field, 1))).collect())
}

fn invented(field: &Field, number: usize) -> Json {
    let many = |make: &dyn Fn(usize) -> Json| (1..=3).map(make).collect::<Json>();
    let day = number.min(28);
    match &field.kind {
        Kind::Text => json!(format!("〔{}{number}〕", field.name)),
        Kind::Integer => json!(number * 7),
        Kind::Number => json!(Json::from(90.5 + f64::from(u32::try_from(number).unwrap_or(0)))),
        Kind::Date => json!(format!("2026-10-{day:02}")),
        Kind::Time => json!(format!("2026-10-{day:02}T08:30:00")),
        Kind::Flag => json!(true),
        Kind::Chart => json!({
            "kind": "line", "title": field.name, "unit": "%", "categories": ["8月", "9月", "10月"],
            "series": [{ "name": "示例", "values": [61.0, null, 72.5] }],
        }),
        Kind::Many(kind) => many(&|n| invented(&Field { kind: (**kind).clone(), ..field.clone() }, n)),
        Kind::Object(fields) => example(fields),
        Kind::List(fields) => many(&|n| Json::Object(fields.iter().map(|(key, field)| (key.clone(), invented(field, n))).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [(Shape, &str); 6] = [
        (Shape::Narrative, NARRATIVE),
        (Shape::Record, RECORD),
        (Shape::List, LIST),
        (Shape::Form, ""),
        (Shape::Set, SET),
        (Shape::Tickets, TICKETS),
    ];

    #[test]
    fn every_contract_is_valid_and_its_example_keeps_it() {
        assert!(read(COMMON).is_ok_and(|fields| fields.contains_key("report")));
        for (shape, text) in ALL {
            assert_eq!(read(text).map(|_| ()), Ok(()), "{shape:?}");
            assert_eq!(faults(of(shape), &example(of(shape))), Vec::<String>::new(), "{shape:?}");
        }
    }

    #[test]
    fn names_in_templates_are_unique_among_neighbours() {
        fn each(fields: &Fields, path: &str) {
            let mut names: Vec<&str> = fields.values().map(|f| f.name.as_str()).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{path}: {names:?}");
            for (key, field) in fields {
                if let Kind::Object(fields) | Kind::List(fields) = &field.kind {
                    each(fields, &format!("{path}.{key}"));
                }
            }
        }
        for (shape, _) in ALL {
            each(of(shape), &format!("{shape:?}"));
        }
    }

    #[test]
    fn data_get_chinese_names_at_every_depth() {
        let data = chinese(of(Shape::Narrative), &example(of(Shape::Narrative)));
        assert_eq!(data["概况"]["巡检次数"], json!(7));
        assert_eq!(data["业务"]["表"][1]["行"][2]["名称"], json!("〔名称3〕"));
        assert_eq!(data["问题"]["遗留"][0]["发现时间"], json!("2026-10-01T08:30:00"));
    }

    #[test]
    fn what_breaks_a_contract_is_told_with_its_place() {
        let mut data = example(of(Shape::Set));
        data["files"][1]["bytes"] = json!("12");
        data["summary"].as_object_mut().unwrap().remove("missing");
        data["extra"] = json!(1);
        assert_eq!(
            faults(of(Shape::Set), &data),
            ["extra: not in the contract", "summary.missing: missing", "files[1].bytes: integer expected"]
        );
        data["files"] = Json::Null;
        assert!(faults(of(Shape::Set), &data).contains(&"files: list expected".to_owned()), "a list may be empty, not unknown");
    }
}
