//! Sentences of rules: Tera over the row, limits and facts, in both languages.

use std::sync::{LazyLock, PoisonError, RwLock};

use serde_json::{Map, Value as Json};
use tera::{Context, Kwargs, State, Tera};

use super::{Scene, baseline};
use crate::model::{Column, Lang, Reason, ReasonKind, Table, Value, Words};
use crate::text;

/// What a sentence may name.
pub(super) struct Saying<'a> {
    pub scene: &'a Scene<'a>,
    pub columns: &'a [Column],
    pub row: Option<&'a [Value]>,
    /// All rows; sentences of table rules may walk the first of them as `rows`.
    pub table: &'a Table,
}

/// A number as it is printed: at most two decimals, whole where it is whole.
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers within 2^53 are turned")]
fn rounded(n: f64) -> Json {
    let n = (n * 100.0).round() / 100.0;
    if n.fract() == 0.0 && n.abs() < 9e15 { Json::from(n as i64) } else { Json::from(n) }
}

fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Num(n) => rounded(*n),
        Value::Int(i) => Json::from(*i),
        Value::Bool(b) => Json::from(*b),
        other => Json::from(other.plain()),
    }
}

/// A table rule may name its rows; a sentence of more than these would not be read.
const ROWS_IN_SENTENCE: usize = 50;

/// A row as sentences name it, of the columns that are wanted. A code is said in words: `cut` is for machines.
fn pairs<'a>(
    columns: &'a [Column],
    row: &'a [Value],
    lang: Lang,
    wanted: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = (String, Json)> + 'a {
    columns.iter().zip(row).filter(move |(column, _)| wanted(&column.name)).map(move |(column, value)| {
        let value = match value {
            Value::Text(code) if is_code(column) => Json::from(text::coded(code, lang)),
            other => json(other),
        };
        (column.name.clone(), value)
    })
}

fn is_code(column: &Column) -> bool {
    column.unit.as_deref() == Some(text::CODE)
}

fn object(columns: &[Column], row: &[Value], lang: Lang) -> Json {
    Json::Object(pairs(columns, row, lang, |_| true).collect())
}

impl Saying<'_> {
    /// Fills both languages. A sentence that cannot be filled is a fault of the check, and said so.
    pub(super) fn words(&self, template: &Words) -> Result<Words, Reason> {
        if !template.zh.contains('{') && !template.en.contains('{') {
            return Ok(template.clone());
        }
        let context = self.context(template, Lang::Zh);
        let of_english = self.columns.iter().any(is_code).then(|| self.context(template, Lang::En));
        let fill = |text: &str, context, lang| render(text, context, lang).map_err(|e| Reason::new(ReasonKind::BadAnswer).what(e));
        let zh = fill(&template.zh, &context, Lang::Zh)?;
        Ok(Words { zh, en: fill(&template.en, of_english.as_ref().unwrap_or(&context), Lang::En)? })
    }

    /// What the sentences may mean: a name that stands nowhere in them is not looked up, for most name few of all there are.
    fn context(&self, template: &Words, lang: Lang) -> Map<String, Json> {
        let wanted = |name: &str| template.zh.contains(name) || template.en.contains(name);
        let mut map = Map::new();
        let mut add = |name: &str, make: &dyn Fn() -> Json| {
            if wanted(name) {
                map.insert(name.into(), make());
            }
        };
        add("limits", &|| self.scene.limits.iter().map(|(k, v)| (k.clone(), rounded(*v))).collect());
        add("row_count", &|| Json::from(self.table.rows.len()));
        add("target", &|| serde_json::json!({ "name": self.scene.target_name }));
        if let Some(f) = self.scene.facts {
            add("db", &|| {
                serde_json::json!({
                    "version": f.version_text, "role": f.role.as_str(), "tenancy": f.tenancy.as_str(), "open_mode": f.open_mode,
                    "log_mode": f.log_mode, "flashback": f.flashback, "name": f.name, "con_name": f.con_name,
                })
            });
        }
        if let Some(f) = self.scene.host {
            add("host", &|| serde_json::json!({ "os": f.os.as_str(), "cpus": f.cpus, "memory_mb": f.memory_mb, "system": f.system }));
        }
        let Some(row) = self.row else {
            add("rows", &|| self.table.rows.iter().take(ROWS_IN_SENTENCE).map(|row| object(&self.table.columns, row, lang)).collect());
            return map;
        };
        add("was", &|| {
            let subject = crate::model::subject(&self.scene.check.subject, self.columns, row);
            let (_, _, was) = baseline::compare(self.scene, &subject, self.columns, row);
            Json::Object(was.into_iter().flatten().map(|(k, v)| (k.clone(), json(v))).collect())
        });
        map.extend(pairs(self.columns, row, lang, wanted));
        map
    }
}

/// Knows the filters of sentences; made once, as it takes longer than a sentence.
fn machine(lang: Lang) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(Vec::<String>::new());
    tera.register_filter("mb", |n: f64, _: Kwargs, _: &State<'_>| text::bytes_mb(n));
    tera.register_filter("duration", move |n: f64, _: Kwargs, _: &State<'_>| text::duration(n, lang));
    tera.register_filter("num", |n: f64, _: Kwargs, _: &State<'_>| grouped(n));
    tera.register_filter("known", move |value: tera::Value, _: Kwargs, _: &State<'_>| match (value.is_none(), lang) {
        (false, _) => value,
        (true, Lang::Zh) => tera::Value::from("未知"),
        (true, Lang::En) => tera::Value::from("unknown"),
    });
    tera
}

/// Fills one template. Filters: `mb`, `duration`, `num`, and `known`, which tells null as unknown.
pub fn render(template: &str, values: &Map<String, Json>, lang: Lang) -> Result<String, String> {
    static ZH: LazyLock<RwLock<Tera>> = LazyLock::new(|| RwLock::new(machine(Lang::Zh)));
    static EN: LazyLock<RwLock<Tera>> = LazyLock::new(|| RwLock::new(machine(Lang::En)));
    let tera = match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    };
    let context = Context::from_serialize(values).map_err(|e| e.to_string())?;
    let fault = |e: tera::Error| format!("`{template}`: {e}");
    {
        let known = tera.read().unwrap_or_else(PoisonError::into_inner);
        if known.contains_template(template) {
            return known.render(template, &context).map_err(fault);
        }
    }
    // Kept by its text: many targets say the same sentences, and to read one takes longer than to fill it.
    tera.write().unwrap_or_else(PoisonError::into_inner).add_raw_template(template, template).map_err(fault)?;
    tera.read().unwrap_or_else(PoisonError::into_inner).render(template, &context).map_err(fault)
}

/// 1234567.5 → `1,234,567.5`.
fn grouped(n: f64) -> String {
    let plain = text::number(n);
    let (whole, rest) = plain.find('.').map_or((plain.as_str(), ""), |dot| plain.split_at(dot));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::from(sign);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

/// Samples by name, for tests of sentences.
#[cfg(test)]
pub(super) fn filled(template: &str, pairs: &[(&str, Json)]) -> Result<String, String> {
    render(template, &pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect(), Lang::Zh)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_print_numbers_as_people_write_them() {
        assert_eq!(
            filled(
                "{{ a }}% {{ b }} {{ c | mb }} {{ d | duration }} {{ e | num }}",
                &[
                    ("a", rounded(97.0)),
                    ("b", rounded(97.456)),
                    ("c", rounded(1536.0)),
                    ("d", rounded(7200.0)),
                    ("e", rounded(1_234_567.5)),
                ]
            )
            .unwrap(),
            "97% 97.46 1.5 GB 2 小时 1,234,567.5"
        );
    }

    #[test]
    fn an_unknown_name_is_an_error_and_null_is_empty() {
        assert!(filled("{{ nope }}", &[]).is_err());
        assert_eq!(filled("[{{ a }}]", &[("a", Json::Null)]).unwrap(), "[]");
        assert_eq!(filled("{{ a }}", &[("a", Json::from("{{ b }}<&"))]).unwrap(), "{{ b }}<&", "data is never evaluated");
    }
}
