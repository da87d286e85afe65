//! A mapping file → [`Map`], or all that is wrong with it.

use std::ops::Range;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use crate::error::{nearest, unknown_key_hint};
use crate::model::ticket::{Field, Status};
use crate::parse::grid::Charset;

use super::adapter::{RawAttachments, RawPackage, RawWrite};
use super::fault::{MapFault, MapWhy};
use super::map::{Map, Take, Values, Way};
use super::value;

/// Titles, dates and signatures stand above the headings.
const SEARCH: usize = 20;

/// Both kinds of file, so that a mistake in either is told in the same way.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    name: Spanned<String>,
    encoding: Option<Spanned<String>>,
    sheet: Option<String>,
    heading_rows: Option<usize>,
    number: Option<RawNumber>,
    fields: IndexMap<Spanned<String>, RawTake>,
    status: Option<RawTake>,
    opened: Option<RawTake>,
    #[serde(default)]
    time: RawTime,
    pub package: Option<Spanned<RawPackage>>,
    pub attachments: Option<RawAttachments>,
    pub write: Option<Spanned<RawWrite>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawTime {
    #[serde(default)]
    formats: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNumber {
    #[serde(alias = "path")]
    column: Option<Spanned<Names>>,
    #[serde(default)]
    generate: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawTake {
    #[serde(alias = "path")]
    column: Option<Spanned<Names>>,
    join: Option<Spanned<Names>>,
    with: Option<String>,
    split: Option<String>,
    part: Option<usize>,
    #[serde(default)]
    required: bool,
    default: Option<Spanned<String>>,
    #[serde(default)]
    values: IndexMap<Spanned<String>, Spanned<String>>,
}

/// One name or several.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a name or a list of names")]
pub(super) enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    pub(super) fn all(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Many(names) => names,
        }
    }
}

/// The text, and what was found wrong with it so far.
pub(super) struct Faults<'t> {
    text: &'t str,
    all: Vec<MapFault>,
}

impl Faults<'_> {
    pub(super) fn at(&mut self, span: &Range<usize>, why: MapWhy) {
        self.all.push(MapFault { line: line(self.text, span.start), why });
    }

    /// What was made, if nothing was wrong.
    pub(super) fn settle<T>(mut self, made: T) -> Result<T, Vec<MapFault>> {
        self.all.sort_by_key(|fault| fault.line);
        if self.all.is_empty() { Ok(made) } else { Err(self.all) }
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The text of a mapping, with or without a byte order mark.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Vec<MapFault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        vec![MapFault { line: before + 1, why: MapWhy::NotUtf8 }]
    })
}

pub(super) fn parse(text: &str) -> Result<(Raw, Faults<'_>), Vec<MapFault>> {
    let raw = toml::from_str(text).map_err(|error| {
        let why = MapWhy::Syntax { text: error.message().to_owned(), near: unknown_key_hint(error.message()) };
        vec![MapFault { line: line(text, error.span().map_or(0, |span| span.start)), why }]
    })?;
    Ok((raw, Faults { text, all: Vec::new() }))
}

pub(super) fn map(bytes: &[u8]) -> Result<Map, Vec<MapFault>> {
    let (mut raw, mut faults) = parse(text(bytes)?)?;
    let packages = raw.package.take().map(|package| package.span()).or_else(|| raw.write.take().map(|write| write.span()));
    if let Some(span) = packages {
        faults.at(&span, MapWhy::IsAdapter);
    }
    let map = common(&mut raw, &mut faults);
    faults.settle(map)
}

/// What mappings of tables and of packages have in common; it is taken out of `raw`.
pub(super) fn common(raw: &mut Raw, faults: &mut Faults<'_>) -> Map {
    let mut fields = IndexMap::new();
    for (key, raw) in std::mem::take(&mut raw.fields) {
        if let Some(field) = Field::ALL.iter().find(|field| field.as_str() == key.get_ref()) {
            fields.insert(*field, take(raw, key.get_ref(), &key.span(), &Meaning::Field(*field), faults));
        } else {
            let near = nearest(key.get_ref(), Field::ALL.iter().map(|field| field.as_str()));
            faults.at(&key.span(), MapWhy::NoField { name: key.get_ref().clone(), near });
        }
    }
    let head = raw.name.span();
    let number = raw.number.take();
    let generate = number.as_ref().is_some_and(|number| number.generate);
    let number = number.and_then(|number| number.column).map(|column| {
        let raw = RawTake { column: Some(column), required: !generate, ..RawTake::default() };
        take(raw, "number", &head, &Meaning::Free, faults)
    });
    if number.is_none() && !generate {
        faults.at(&head, MapWhy::NoNumber);
    }
    let status = raw.status.take().map(|raw| take(raw, "status", &head, &Meaning::Status, faults));
    let opened = raw.opened.take().map(|raw| take(raw, "opened", &head, &Meaning::Time, faults));
    for format in &raw.time.formats {
        if let Err(cause) = value::try_format(format.get_ref()) {
            faults.at(&format.span(), MapWhy::TimeFormat { format: format.get_ref().clone(), cause });
        }
    }
    Map {
        name: raw.name.get_ref().clone(),
        charset: raw.encoding.as_ref().map_or(Charset::Auto, |word| charset(word, faults)),
        sheet: raw.sheet.take(),
        search: raw.heading_rows.unwrap_or(SEARCH).max(1),
        number,
        generate,
        fields,
        status,
        opened,
        formats: std::mem::take(&mut raw.time.formats).into_iter().map(Spanned::into_inner).collect(),
        files: None,
    }
}

fn charset(word: &Spanned<String>, faults: &mut Faults<'_>) -> Charset {
    match word.get_ref().to_ascii_lowercase().as_str() {
        "auto" => return Charset::Auto,
        "utf-8" | "utf8" => return Charset::Utf8,
        "gbk" | "gb18030" | "gb2312" => return Charset::Gbk,
        _ => unknown(word, vec!["auto", "utf-8", "gbk"], faults),
    }
    Charset::Auto
}

/// Tells that a word is none of those that there are.
pub(super) fn unknown(word: &Spanned<String>, known: Vec<&'static str>, faults: &mut Faults<'_>) {
    let near = nearest(word.get_ref(), known.iter().copied());
    faults.at(&word.span(), MapWhy::Value { value: word.get_ref().clone(), known, near });
}

/// What values may be mapped to.
enum Meaning {
    Free,
    Field(Field),
    Status,
    Time,
}

impl Meaning {
    /// The value as it is kept.
    fn kept(&self, word: &str) -> Option<String> {
        match self {
            Self::Free | Self::Time => Some(word.to_owned()),
            Self::Field(field) => value::kept(*field, word),
            Self::Status => Status::parse(word).map(|status| status.as_str().to_owned()),
        }
    }

    fn known(&self) -> Vec<&'static str> {
        match self {
            Self::Field(field) => value::known(*field),
            Self::Status => Status::ALL.iter().map(|status| status.as_str()).collect(),
            Self::Free | Self::Time => Vec::new(),
        }
    }
}

fn take(raw: RawTake, key: &str, place: &Range<usize>, meaning: &Meaning, faults: &mut Faults<'_>) -> Take {
    let place = raw.column.as_ref().or(raw.join.as_ref()).map_or_else(|| place.clone(), Spanned::span);
    let wrong = (raw.join.is_some() && (raw.split.is_some() || raw.column.is_some()))
        || (raw.with.is_some() && raw.join.is_none())
        || raw.part.is_some() != raw.split.is_some()
        || raw.part == Some(0)
        || raw.split.as_ref().is_some_and(String::is_empty);
    if wrong {
        faults.at(&place, MapWhy::Parts { key: key.to_owned() });
    }
    let way = match (&raw.join, raw.split, raw.part) {
        (Some(_), ..) => Way::Join(raw.with.unwrap_or_else(|| "\n".into())),
        (None, Some(sign), Some(part)) => Way::Part { sign, part },
        _ => Way::First,
    };
    let from = raw.column.or(raw.join).map_or_else(Vec::new, |names| names.into_inner().all());
    if from.is_empty() || from.iter().any(|name| name.trim().is_empty()) {
        faults.at(&place, MapWhy::NoColumn { key: key.to_owned() });
    }
    let mut kept = |word: &Spanned<String>| {
        meaning.kept(word.get_ref()).unwrap_or_else(|| {
            unknown(word, meaning.known(), faults);
            String::new()
        })
    };
    let default = raw.default.as_ref().map(&mut kept).unwrap_or_default();
    let values = raw.values.into_iter().map(|(theirs, ours)| (theirs.into_inner(), kept(&ours))).collect();
    Take { from, way, required: raw.required, default, values: Values::new(values) }
}
