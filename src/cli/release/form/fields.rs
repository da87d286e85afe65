//! `--set FIELD=VALUE`, `--data FILE.toml` and packages → what is filled in.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::gate;
use crate::cli::App;
use crate::cli::ticket::read_text;
use crate::cli::when::moment;
use crate::cli::words::w;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::model::Lang;
use crate::release::form::{Field, FieldKind, Fields, Kind};
use crate::release::forms::Brought;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(super) struct SetArgs {
    #[arg(long = "set", short = 's', value_name = "FIELD=VALUE", help = w("填写字段，可写多个；@文件 取文件内容，空值清除", "Write a field, may be repeated; @FILE takes a file's text, an empty value clears it"))]
    set: Vec<String>,
    // Not `data`: that is the name of the folder of the history among the global options, which would get the value too.
    #[arg(long = "data", value_name = "FILE", help = w("字段写在 TOML 文件里，键为字段名；--set 优先", "Fields in a TOML file, by their names; --set goes before"))]
    filled: Option<PathBuf>,
}

impl SetArgs {
    /// The fields that are written, all mistakes told together.
    pub(super) fn fields(&self, app: &App) -> Result<Fields> {
        let mut pairs = match &self.filled {
            Some(path) => from_file(path)?,
            None => Vec::new(),
        };
        let mut faults = Vec::new();
        for given in &self.set {
            match given.split_once(['=', '＝']) {
                Some((name, text)) => pairs.push((name.to_owned(), text.to_owned())),
                None => faults.push(Error::new(ErrorKind::Usage, Msg::Usage { text: format!("--set {given} (FIELD=VALUE)") })),
            }
        }
        let mut fields = Fields::new();
        for (name, text) in &pairs {
            match one(app, name, text) {
                Ok((field, value)) => drop(fields.insert(field, value)),
                Err(error) => faults.push(error),
            }
        }
        Error::all(faults).map_or(Ok(fields), Err)
    }
}

fn from_file(path: &Path) -> Result<Vec<(String, String)>> {
    let place = path.display().to_string();
    let text = read_text(&place)?;
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
        let error = Error::new(ErrorKind::Input, Msg::ReadFile { path: place }).because(e.to_string().trim_end());
        let bare = |line: &str| line.trim_start().starts_with(|c: char| !c.is_ascii());
        if text.lines().any(bare) { error.hint(Msg::HintQuoteKeys {}) } else { error }
    })?;
    let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(table.iter().map(|(key, value)| (key.clone(), text(value))).collect())
}

fn one(app: &App, name: &str, text: &str) -> Result<(Field, String)> {
    let field = Field::parse(name).ok_or_else(|| {
        let known = || Field::ALL.iter().flat_map(|field| [field.as_str(), field.to(Lang::Zh)]);
        let list = Field::ALL.iter().map(|field| format!("{} {}", field.as_str(), field.to(Lang::Zh))).collect::<Vec<_>>().join("、");
        Error::new(ErrorKind::Usage, Msg::FormField { name: name.into(), list }).near(name, known())
    })?;
    let text = match text.strip_prefix('@') {
        Some(path) if field.kind() == FieldKind::Text => read_text(path)?,
        _ => text.to_owned(),
    };
    let text = text.trim();
    let wrong =
        |want: String| Error::new(ErrorKind::Usage, Msg::FormFieldValue { field: field.to(app.ui.lang).into(), value: text.into(), want });
    let value = match field.kind() {
        _ if text.is_empty() => String::new(),
        FieldKind::Text => text.replace("\r\n", "\n"),
        FieldKind::Line if text.chars().any(char::is_control) => return Err(wrong("…".into())),
        FieldKind::Line => text.to_owned(),
        FieldKind::Choice => {
            let list = || Kind::ALL.iter().map(|kind| format!("{} {}", kind.as_str(), kind.to(Lang::Zh))).collect::<Vec<_>>().join("、");
            Kind::parse(text).ok_or_else(|| wrong(list()))?.as_str().to_owned()
        }
        FieldKind::Time => moment(app, text, field == Field::WindowTo)?.to_string(),
    };
    Ok((field, value))
}

/// The package that somebody has before him.
#[derive(Debug, Args)]
pub(super) struct PackageArgs {
    #[arg(long, value_name = "PKG", conflicts_with = "digest", help = w("手头的发布包，与申请表的包摘要核对", "The package at hand, to be compared with that of the form"))]
    package: Option<PathBuf>,
    #[arg(long, value_name = "HEX", help = w("手头发布包的摘要（清单的 SHA-256）", "The digest of the package at hand: SHA-256 of its manifest"))]
    digest: Option<String>,
}

impl PackageArgs {
    /// Its digest; `None` where nobody gave one.
    pub(super) fn digest(&self, app: &App) -> Result<Option<String>> {
        match &self.package {
            Some(path) => Ok(Some(gate::package(app, path)?.digest().to_owned())),
            None => Ok(self.digest.as_ref().map(|digest| digest.trim().to_ascii_lowercase())),
        }
    }
}

/// What a package brings, all of which was proved.
pub(super) fn brought(app: &App, path: &Path) -> Result<Brought> {
    let cannot = |why: String| Error::new(ErrorKind::Input, Msg::ReadFile { path: path.display().to_string() }).because(why);
    let manifest = gate::package(app, path)?.manifest_bytes().map_err(|error| cannot(error.to_string()))?;
    Brought::of_manifest(manifest).map_err(cannot)
}
