//! `--set FIELD=VALUE` and its kin → values of fields.

use clap::Args;

use crate::cli::App;
use crate::cli::when::moment;
use crate::cli::words::w;
use crate::error::{Error, Kind, Result};
use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind, Fields};
use crate::parse::when::{When, when};
use crate::text::Msg;

/// The largest text that `--set FIELD=@FILE` takes.
const MOST_TEXT: u64 = 1 << 20;

#[derive(Debug, Args)]
pub(super) struct SetArgs {
    #[arg(long = "set", short = 's', value_name = "FIELD=VALUE", help = w("填写字段，可写多个；@文件 取文件内容，空值清除", "Write a field, may be repeated; @FILE takes a file's text, an empty value clears it"))]
    set: Vec<String>,
}

impl SetArgs {
    /// The fields that are written, all mistakes told together.
    pub(super) fn fields(&self, app: &App) -> Result<Fields> {
        let mut faults = Vec::new();
        let mut fields = Fields::new();
        for given in &self.set {
            match one(app, given) {
                Ok((field, value)) => drop(fields.insert(field, value)),
                Err(error) => faults.push(error),
            }
        }
        match Error::all(faults) {
            Some(error) => Err(error),
            None => Ok(fields),
        }
    }
}

fn one(app: &App, given: &str) -> Result<(Field, String)> {
    let Some((name, text)) = given.split_once(['=', '＝']) else {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--set {given} (FIELD=VALUE)") }));
    };
    let field = field(name)?;
    let text = match text.strip_prefix('@') {
        Some(path) if field.kind() == FieldKind::Text => read_text(path)?,
        _ => text.to_owned(),
    };
    Ok((field, value(app, field, &text)?))
}

/// The field of a name, in either language.
pub(super) fn field(name: &str) -> Result<Field> {
    Field::parse(name).ok_or_else(|| {
        let known = || Field::ALL.iter().flat_map(|field| [field.as_str(), field.to(Lang::Zh)]);
        let list = Field::ALL.iter().map(|field| format!("{} {}", field.as_str(), field.to(Lang::Zh))).collect::<Vec<_>>().join(", ");
        Error::new(Kind::Usage, Msg::TicketField { name: name.into(), list }).near(name, known())
    })
}

/// A text as the value of a field: the key of a choice, a time in UTC.
pub(super) fn value(app: &App, field: Field, text: &str) -> Result<String> {
    let text = text.trim();
    let wrong =
        |want: String| Error::new(Kind::Usage, Msg::TicketFieldValue { field: field.to(app.ui.lang).into(), value: text.into(), want });
    if text.is_empty() {
        return Ok(String::new());
    }
    match field.kind() {
        FieldKind::Text => Ok(text.replace("\r\n", "\n")),
        FieldKind::Line if text.contains(['\n', '\r', '\t']) => Err(wrong("…".into())),
        FieldKind::Line => Ok(text.to_owned()),
        FieldKind::Level => {
            let digit = text.trim_end_matches('级').replace(['一', '二', '三', '四', '五'], "");
            let named =
                ["一", "二", "三", "四", "五"].iter().position(|word| text.trim_end_matches('级') == *word).map(|at| (at + 1).to_string());
            let level = named.unwrap_or(digit);
            if matches!(level.as_str(), "1" | "2" | "3" | "4" | "5") { Ok(level) } else { Err(wrong("1–5".into())) }
        }
        FieldKind::Choice => field.choice(text).map(str::to_owned).ok_or_else(|| {
            let choices = field.choices();
            let want = choices.iter().map(|(key, words)| format!("{key} {}", words.zh)).collect::<Vec<_>>().join(", ");
            wrong(want).near(text, choices.iter().flat_map(|(key, words)| [*key, words.zh.as_str()]))
        }),
        // By the end of a day is within it; something that happened on a day began with it.
        FieldKind::Time if field == Field::Planned && matches!(when(text), Some(When::Day(_))) => {
            Ok((moment(app, text, true)? - jiff::SignedDuration::from_secs(1)).to_string())
        }
        FieldKind::Time => Ok(moment(app, text, false)?.to_string()),
    }
}

/// A text file of a site: UTF-8, or GBK.
pub(in crate::cli) fn read_text(path: &str) -> Result<String> {
    let failed = |cause: &dyn std::fmt::Display| Error::new(Kind::Input, Msg::ReadFile { path: path.into() }).because(cause);
    let size = std::fs::metadata(path).map_err(|e| failed(&e))?.len();
    if size > MOST_TEXT {
        return Err(failed(&format!("{size} > {MOST_TEXT}")));
    }
    let bytes = std::fs::read(path).map_err(|e| failed(&e))?;
    if let Ok(text) = std::str::from_utf8(&bytes) {
        return Ok(text.trim_start_matches('\u{feff}').to_owned());
    }
    let (text, _, bad) = encoding_rs::GB18030.decode(&bytes);
    if bad { Err(failed(&"UTF-8 / GBK ?")) } else { Ok(text.into_owned()) }
}
