//! Where a value is in the data: `findings.left`, `cells[2]`, `values[*]`, and for rows `days[].records`.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

/// One step down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// A path from an object to a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    /// As it was written.
    pub text: String,
    pub steps: Vec<Step>,
    /// It ends in `[*]`: every value of the list.
    pub each: bool,
}

impl Path {
    /// Reads `a.b[2].c`, `a[*]`; `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (inner, each) = text.strip_suffix("[*]").map_or((text, false), |inner| (inner, true));
        let mut steps = Vec::new();
        for part in inner.split('.') {
            let (name, index) = match part.split_once('[') {
                Some((name, index)) => (name, Some(index.strip_suffix(']')?.parse().ok()?)),
                None => (part, None),
            };
            if name.is_empty() || name.contains(['[', ']', ' ']) {
                return None;
            }
            steps.push(Step::Key(name.to_owned()));
            steps.extend(index.map(Step::Index));
        }
        Some(Self { text: text.to_owned(), steps, each })
    }

    /// The value there; what is not there is not known.
    #[must_use]
    pub fn get<'a>(&self, from: &'a Value) -> &'a Value {
        const NULL: &Value = &Value::Null;
        let step = |value: &'a Value, step: &Step| match step {
            Step::Key(name) => value.get(name).unwrap_or(NULL),
            Step::Index(at) => value.get(at).unwrap_or(NULL),
        };
        self.steps.iter().fold(from, step)
    }

    /// The names of its steps.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Key(name) => Some(name.as_str()),
            Step::Index(_) => None,
        })
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no path (like: level, cells[2], values[*], chart.title)")))
    }
}

/// Where the rows of a sheet come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows {
    /// As it was written.
    pub text: String,
    /// Lists whose items are blocks, outermost first.
    pub blocks: Vec<Path>,
    /// The list of rows in the innermost object; `None`: that object is a form.
    pub list: Option<Path>,
}

/// One block: its object and its rows.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    pub item: &'a Value,
    pub rows: Found<'a>,
}

/// What stands where the rows should be.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    Rows(&'a [Value]),
    /// The source did not know them.
    Unknown,
    Form,
}

impl Rows {
    /// Reads `""`, `findings.left`, `tables[]`, `days[].records`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rows = Self { text: text.to_owned(), ..Self::default() };
        let mut rest = text;
        while let Some((block, after)) = rest.split_once("[]") {
            rows.blocks.push(Path::parse(block).filter(|path| !path.each)?);
            rest = match after {
                "" => "",
                after => after.strip_prefix('.').filter(|rest| !rest.is_empty())?,
            };
        }
        if !rest.is_empty() {
            rows.list = Some(Path::parse(rest).filter(|path| !path.each)?);
        }
        Some(rows)
    }

    /// The blocks of the data. `None`: a list of blocks that is not known.
    #[must_use]
    pub fn blocks<'a>(&self, data: &'a Value) -> Option<Vec<Block<'a>>> {
        let mut items = vec![data];
        for level in &self.blocks {
            let mut next = Vec::new();
            for item in items {
                next.extend(level.get(item).as_array()?);
            }
            items = next;
        }
        let found = |item| match &self.list {
            None => Found::Form,
            Some(list) => list.get(item).as_array().map_or(Found::Unknown, |rows| Found::Rows(rows)),
        };
        Some(items.into_iter().map(|item| Block { item, rows: found(item) }).collect())
    }
}

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` names no rows (like: findings.left, tables[].rows)")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_found_or_not_known() {
        let row = json!({ "a": { "b": [1, { "c": "x" }] } });
        let get = |path: &str| Path::parse(path).unwrap().get(&row).clone();
        assert_eq!((get("a.b[1].c"), get("a.b[0]"), get("a.x"), get("a.b[7]")), (json!("x"), json!(1), Value::Null, Value::Null));
        assert!(Path::parse("values[*]").unwrap().each);
        assert!(["", ".", "a..b", "a[", "a[x]", "a[*].b", "a b"].iter().all(|path| Path::parse(path).is_none()));
    }

    #[test]
    fn blocks_are_the_items_of_lists() {
        let data = json!({ "days": [{ "n": 1, "rows": [1, 2] }, { "n": 2, "rows": null }], "list": [1] });
        let shape = |rows: &str| {
            let blocks = Rows::parse(rows).unwrap().blocks(&data)?;
            Some(blocks.iter().map(|b| if let Found::Rows(rows) = b.rows { rows.len() } else { 99 }).collect::<Vec<_>>())
        };
        assert_eq!(shape("list"), Some(vec![1]));
        assert_eq!(shape(""), Some(vec![99]), "a form");
        assert_eq!(shape("days[].rows"), Some(vec![2, 99]), "rows that are not known");
        assert_eq!(shape("days[]"), Some(vec![99, 99]), "a form for each");
        assert_eq!(shape("none[].rows"), None);
        assert!(Rows::parse("a[]b").is_none() && Rows::parse("[]").is_none() && Rows::parse("a[].").is_none());
    }
}
