//! What a report is: `report.toml` of its folder, with the documents beside it. Embedded ones can be replaced from the site's folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::contract::{self, Field, Fields, Shape};
use super::period::Length;
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, Words, sha256};
use crate::text::Msg;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");
/// Where an embedded template says it is from.
pub const ORIGIN: &str = "embedded";
/// When a report is owed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Due {
    /// From when the time runs.
    pub after: Event,
    #[serde(default)]
    pub days: i64,
    #[serde(default)]
    pub hours: i64,
    #[serde(default)]
    pub work_hours: i64,
    /// A day of the month after the period.
    #[serde(default)]
    pub day_of_month: i8,
    /// The contract's words.
    #[serde(default)]
    pub note: String,
}

/// What starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The end of the period.
    End,
    /// The thing itself.
    Event,
}

/// The file a report is given out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    Docx,
    Xlsx,
    Csv,
}

impl Output {
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Docx, Self::Xlsx, Self::Csv].into_iter().find(|output| output.ending() == word)
    }
}

/// A field of a form, or a column of a register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    pub key: String,
    pub name: String,
    /// `text date time number integer flag choice rows`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub what: String,
    /// What fills it where the store knows: `finding.says`, `site.customer`, `now`, `operator`.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub options: Vec<String>,
    /// Of `rows`.
    #[serde(default)]
    pub columns: Vec<FormField>,
}

/// `report.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: String,
    title: Words,
    #[serde(default)]
    req: Vec<String>,
    #[serde(default)]
    contract: String,
    #[serde(default)]
    to: String,
    shape: Shape,
    period: Length,
    due: Option<Due>,
    #[serde(default)]
    person: bool,
    outputs: Vec<Output>,
    #[serde(default)]
    checks: Vec<String>,
    #[serde(default)]
    kind: String,
    /// Of a set: what is in it; everything periodic when empty.
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    field: Vec<FormField>,
}

/// A report that can be made.
#[derive(Debug, Clone)]
pub struct Definition {
    pub id: String,
    pub version: String,
    pub title: Words,
    pub req: Vec<String>,
    /// Sections of the contract.
    pub contract: String,
    pub to: String,
    pub shape: Shape,
    pub period: Length,
    pub due: Option<Due>,
    /// One for each person.
    pub person: bool,
    pub outputs: Vec<Output>,
    /// Of a record: which checks, in this order; all when empty.
    pub checks: Vec<String>,
    /// Of a record: `oracle`, `host`, or all.
    pub kind: String,
    /// Of a set: what is in it; everything periodic when empty.
    pub parts: Vec<String>,
    pub fields: Vec<FormField>,
    /// The files of its folder by name: `report.toml`, `zh-CN.docx`, `sheet.toml`.
    pub files: BTreeMap<String, Vec<u8>>,
    /// `embedded`, or the site's folder.
    pub origin: String,
}

impl Definition {
    /// The contract of its data.
    #[must_use]
    pub fn contract_fields(&self) -> Fields {
        let mut fields = contract::of(self.shape).clone();
        if self.shape == Shape::Form {
            fields.extend(self.form_fields());
        }
        fields
    }

    /// The fields of a form, or the columns of a register.
    #[must_use]
    pub fn form_fields(&self) -> Fields {
        self.fields.iter().map(|field| (field.key.clone(), of_form(field))).collect()
    }

    /// The document of a language; that of the other where there is none.
    #[must_use]
    pub fn docx(&self, lang: Lang) -> Option<&[u8]> {
        let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
        [lang, other].into_iter().find_map(|lang| self.files.get(&format!("{}.docx", lang.tag()))).map(Vec::as_slice)
    }

    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.files.get("sheet.toml").and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// Version and digest of a file of the template, as documents and the audit log name it.
    #[must_use]
    pub fn named(&self, bytes: &[u8]) -> String {
        format!("{} {} sha256:{}", self.id, self.version, sha256(bytes))
    }
}

fn of_form(field: &FormField) -> Field {
    let kind = match field.kind.as_str() {
        "rows" => contract::Kind::List(field.columns.iter().map(|column| (column.key.clone(), of_form(column))).collect()),
        "choice" => contract::Kind::Text,
        word => contract::plain(word).unwrap_or(contract::Kind::Text),
    };
    Field { name: field.name.clone(), what: field.what.clone(), kind }
}

/// All reports by id.
#[derive(Debug, Clone)]
pub struct Templates(Vec<Definition>);

impl Templates {
    /// The embedded templates, with those of the site's folder over them. All faults at once.
    pub fn load(site: Option<&Path>) -> Result<Self> {
        let mut folders: BTreeMap<String, (String, BTreeMap<String, Vec<u8>>)> = BTreeMap::new();
        let templates = EMBEDDED.dirs().filter(|dir| dir.files().any(|file| file.path().ends_with("report.toml")));
        for dir in templates {
            let Some(id) = dir.path().file_name().and_then(|name| name.to_str()) else { continue };
            let files = dir.files().filter_map(|file| Some((file.path().file_name()?.to_str()?.to_owned(), file.contents().to_vec())));
            folders.insert(id.to_owned(), (ORIGIN.to_owned(), files.collect()));
        }
        if let Some(site) = site {
            for (id, path) in folders_of(site)? {
                folders.insert(id, (path.display().to_string(), files_of(&path)?));
            }
        }
        let mut found = Vec::new();
        let mut faults = Vec::new();
        for (id, (origin, files)) in folders {
            match definition(&id, &origin, files) {
                Ok(one) => found.push(one),
                Err(fault) => faults.push(fault),
            }
        }
        match Error::all(faults) {
            Some(error) => Err(error),
            None => Ok(Self(found)),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.0.iter()
    }

    pub fn find(&self, id: &str) -> Result<&Definition> {
        self.0.iter().find(|one| one.id == id).ok_or_else(|| {
            Error::new(Kind::Usage, Msg::UnknownReport { name: id.into() })
                .near(id, self.0.iter().map(|one| one.id.as_str()))
                .hint(Msg::HintReportList {})
        })
    }
}

/// Whether a file's name ends so.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let end = Path::new(name).extension().unwrap_or_default();
    endings.iter().any(|ending| end.eq_ignore_ascii_case(ending))
}

fn unreadable(path: &Path, cause: impl std::fmt::Display) -> Error {
    Error::new(Kind::Input, Msg::ReadFile { path: path.display().to_string() }).because(cause)
}

fn folders_of(site: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(site).map_err(|e| unreadable(site, e))? {
        let path = entry.map_err(|e| unreadable(site, e))?.path();
        if let Some(id) = path.file_name().and_then(|name| name.to_str()).filter(|_| path.join("report.toml").is_file()) {
            found.push((id.to_owned(), path.clone()));
        }
    }
    found.sort();
    Ok(found)
}

/// The files of one folder, those that a template has; a huge one is none.
fn files_of(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    const MOST: u64 = 64 << 20;
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let wanted = [".docx", ".toml", ".png", ".jpg"].iter().any(|end| name.ends_with(end)) && !name.starts_with(['~', '.']);
        if wanted && path.metadata().is_ok_and(|meta| meta.is_file() && meta.len() <= MOST) {
            files.insert(name.to_owned(), std::fs::read(&path).map_err(|e| unreadable(&path, e))?);
        }
    }
    Ok(files)
}

fn definition(id: &str, origin: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Definition> {
    let place = format!("{}report.toml", if origin == ORIGIN { format!("{ORIGIN}:{id}/") } else { format!("{origin}/") });
    let wrong = |cause: String| Error::new(Kind::Config, Msg::TemplateInvalid { place: place.clone() }).because(cause);
    let text = files.get("report.toml").and_then(|bytes| std::str::from_utf8(bytes).ok()).ok_or_else(|| wrong("not UTF-8".into()))?;
    let head: Head = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
    for output in &head.outputs {
        let (there, file) = match output {
            Output::Docx => (files.keys().any(|name| has_ending(name, &["docx"])), "zh-CN.docx"),
            Output::Xlsx | Output::Csv => (files.contains_key("sheet.toml"), "sheet.toml"),
        };
        if !there {
            return Err(wrong(format!("outputs: {} needs {file}", output.ending())));
        }
    }
    if matches!(head.shape, Shape::Form | Shape::List) == head.field.is_empty() {
        return Err(wrong("[[field]]: a form and a list have fields, others have none".into()));
    }
    Ok(Definition {
        id: id.to_owned(),
        version: head.version,
        title: head.title,
        req: head.req,
        contract: head.contract,
        to: head.to,
        shape: head.shape,
        period: head.period,
        due: head.due,
        person: head.person,
        outputs: head.outputs,
        checks: head.checks,
        kind: head.kind,
        parts: head.parts,
        fields: head.field,
        files,
        origin: origin.to_owned(),
    })
}
