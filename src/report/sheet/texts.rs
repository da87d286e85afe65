//! Texts of a description, filled from the data: Tera, where what is not known is told as such.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::describe::Description;
use super::path::Path;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::judge;
use crate::model::{Lang, Words};
use crate::text::Msg;

/// The data that texts name; lists that none of them mentions are not copied.
pub(super) struct Texts {
    values: Map<String, Value>,
    lang: Lang,
}

impl Texts {
    pub(super) fn new(description: &Description, data: &Value, lang: Lang) -> Self {
        let all = all(description);
        let named = |key: &String| all.iter().any(|words| words.to(lang).contains(key.as_str()));
        let values = data.as_object().into_iter().flatten().filter(|(key, _)| named(key));
        Self { values: values.map(|(key, value)| (key.clone(), value.clone())).collect(), lang }
    }

    /// A text, with the block's object as `item`.
    pub(super) fn fill(&self, words: &Words, item: Option<&Value>) -> Result<String> {
        let text = words.to(self.lang);
        if !text.contains('{') {
            return Ok(text.to_owned());
        }
        let text = told(text);
        let filled = match item {
            None => judge::render_says(&text, &self.values, self.lang),
            Some(item) => {
                let mut values = self.values.clone();
                values.insert("item".into(), thin(item));
                judge::render_says(&text, &values, self.lang)
            }
        };
        filled.map_err(|why| Error::new(ErrorKind::Config, Msg::SheetText { text: words.to(self.lang).into() }).because(why))
    }
}

fn all(description: &Description) -> Vec<&Words> {
    let mut all = vec![&description.title];
    for sheet in &description.sheets {
        all.push(&sheet.name);
        all.extend(sheet.head.iter().chain(&sheet.empty));
        all.extend(sheet.columns.iter().filter_map(|column| column.title.as_ref()));
        all.extend(sheet.charts.iter().filter_map(|chart| chart.title.as_ref()));
    }
    all
}

/// A block without its lists of rows: a heading names what the block is.
fn thin(item: &Value) -> Value {
    let plain = |value: &Value| !value.as_array().is_some_and(|list| list.iter().any(Value::is_object));
    match item {
        Value::Object(map) => Value::Object(map.iter().filter(|(_, v)| plain(v)).map(|(k, v)| (k.clone(), v.clone())).collect()),
        other => other.clone(),
    }
}

/// What stands between `{{` and `}}`, each with where it begins.
fn expressions(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("{{").filter_map(|(at, _)| {
        let inner = &text[at + 2..];
        Some((at + 2, &inner[..inner.find("}}")?]))
    })
}

/// `{{ report.period }}` → `{{ report.period | known }}`, so that null is told as unknown. What does more than name a value stays.
fn told(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, inner) in expressions(text) {
        if Path::parse(inner.trim()).is_some_and(|path| !path.each) {
            out.push_str(&text[done..at + inner.len()]);
            out.push_str("| known ");
            done = at + inner.len();
        }
    }
    if done == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[done..]) }
}

/// The paths that a text names with `{{ … }}`, apart from those of `own` and of its loops.
pub(super) fn names(text: &str, own: &[&str]) -> Vec<String> {
    let loops: Vec<&str> = text.split("{%").skip(1).filter_map(|tag| tag.trim_start_matches('-').split_whitespace().nth(1)).collect();
    let foreign = |name: &&str| {
        let root = name.split(['.', '[']).next().unwrap_or_default();
        !own.contains(&root) && !loops.contains(&root) && root != "loop"
    };
    expressions(text)
        .filter_map(|(_, inner)| inner.trim().split([' ', '|']).next())
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains('('))
        .filter(foreign)
        .map(ToOwned::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn null_is_told_and_lists_keep_their_length() {
        let words =
            Words::new("{{ report.period }}，{{ report.customer }}，{{ item.n }}{% if not item.x %}！{% endif %}{{ list | length }}", "");
        let description = Description { title: words.clone(), sheets: Vec::new() };
        let data = json!({ "report": { "period": "10月", "customer": null }, "list": [1, 2, 3], "other": [1] });
        let texts = Texts::new(&description, &data, Lang::Zh);
        assert!(!texts.values.contains_key("other"));
        assert_eq!(texts.fill(&words, Some(&json!({ "n": 7, "x": null, "rows": [{}] }))).unwrap(), "10月，未知，7！3");
        assert!(texts.fill(&Words::new("{{ nope }}", ""), None).is_err());
    }

    #[test]
    fn names_of_texts_are_found() {
        let text = "{{ report.period }} {{ a.b | num }} {% for x in list %}{{ x.name }}{{ loop.index }}{% endfor %}{{ 'x' }} {{ item.n }}";
        assert_eq!(names(text, &["item"]), ["report.period", "a.b"]);
    }
}
