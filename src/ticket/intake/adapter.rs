//! A mapping with `[package]`: the layout of the files in a ZIP, to be read and to be written.

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

use crate::model::ticket::PackageKind;

use super::fault::{MapFault, MapWhy};
use super::map::{Map, Take, Way};
use super::map_file::{self, Faults, Names, unknown};
use super::value::try_format;

/// A worked example with comments.
pub const EXAMPLE: &str = include_str!("example-adapter.toml");

/// Times are written so unless `[write]` says otherwise.
const TIME: &str = "%Y-%m-%d %H:%M:%S";

/// A foreign layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adapter {
    /// Columns are paths where the format is XML.
    pub map: Map,
    /// What such a package does in the flow; `None` where it does not tell.
    pub kind: Option<PackageKind>,
    /// A pattern of entry names; `*` stands for anything but `/`.
    pub files: String,
    pub format: Format,
    pub attachments: Option<FilePaths>,
    /// `None` where it is only read.
    pub write: Option<Output>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// The path of a ticket's element, from the root.
    Xml {
        row: String,
    },
    Csv,
    Xlsx,
}

/// Where an element names the files of its ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePaths {
    /// From the ticket's element to that of a file.
    pub row: String,
    /// From there to its name; the entry's own where there is none.
    pub name: Option<String>,
    /// From there to its entry in the package.
    pub path: String,
}

/// How packages are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The entry; with `{number}` one for each ticket.
    pub file: String,
    pub encoding: OutputEncoding,
    /// strftime.
    pub time: String,
    /// Columns or paths that stand first.
    pub order: Vec<String>,
    /// Columns or paths that always hold the same; with `/` before them from the root.
    pub constants: IndexMap<String, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputEncoding {
    Utf8,
    /// With a byte order mark.
    Utf8Bom,
    Gbk,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPackage {
    kind: Option<Spanned<String>>,
    read: Spanned<RawRead>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRead {
    files: String,
    format: Spanned<String>,
    row: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAttachments {
    row: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    #[serde(alias = "column")]
    path: Spanned<Names>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWrite {
    file: Spanned<String>,
    encoding: Option<Spanned<String>>,
    time: Option<Spanned<String>>,
    #[serde(default)]
    order: Vec<Spanned<String>>,
    #[serde(default)]
    constants: IndexMap<Spanned<String>, String>,
}

impl Adapter {
    /// Reads an adapter file.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<MapFault>> {
        let text = map_file::text(bytes)?;
        let (mut raw, mut faults) = map_file::parse(text)?;
        let (package, attachments, write) = (raw.package.take(), raw.attachments.take(), raw.write.take());
        let mut map = map_file::common(&mut raw, &mut faults);
        let Some(package) = package else {
            faults.at(&(0..0), MapWhy::NoPackage);
            return faults.settle(()).and(Err(Vec::new()));
        };
        let RawPackage { kind, read } = package.into_inner();
        let kind = kind.and_then(|word| {
            let kind = PackageKind::parse(word.get_ref());
            if kind.is_none() {
                unknown(&word, PackageKind::ALL.iter().map(|kind| kind.as_str()).collect(), &mut faults);
            }
            kind
        });
        let span = read.span();
        let format = format(read.get_ref(), &span, &mut faults);
        let is_xml = matches!(format, Format::Xml { .. });
        if is_xml {
            for path in map.takes().flat_map(|take| &take.from) {
                is_path(path, &span, &mut faults);
            }
        }
        let attachments = attachments.and_then(|raw| files(raw, is_xml, &mut map, &span, &mut faults));
        let write = write.map(|raw| output(raw, &format, &map, &mut faults));
        faults.settle(Self { map, kind, files: read.into_inner().files, format, attachments, write })
    }

    /// Fields that are read, but not written, as only a part of a cell is theirs.
    pub fn unwritten(&self) -> impl Iterator<Item = crate::model::ticket::Field> + '_ {
        self.map.fields.iter().filter(|(_, take)| matches!(take.way, Way::Part { .. })).map(|(field, _)| *field)
    }

    /// Whether a file of the package holds tickets.
    #[must_use]
    pub fn holds(&self, entry: &str) -> bool {
        let (mut pattern, mut names) = (self.files.split('/'), entry.split('/'));
        loop {
            match (pattern.next(), names.next()) {
                (None, None) => return true,
                (Some(pattern), Some(name)) if fits(pattern, name) => {}
                _ => return false,
            }
        }
    }
}

/// Whether a name fits a pattern with stars.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, rest)) => name.strip_prefix(before).is_some_and(|name| {
            let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.filter_map(|at| name.get(at..)).any(|name| fits(rest, name))
        }),
    }
}

fn format(read: &RawRead, span: &std::ops::Range<usize>, faults: &mut Faults<'_>) -> Format {
    let row = read.row.clone();
    let format = match read.format.get_ref().as_str() {
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "xml" => Format::Xml { row: row.clone().unwrap_or_default() },
        _ => {
            unknown(&read.format, vec!["xml", "csv", "xlsx"], faults);
            return Format::Csv;
        }
    };
    match (&format, row) {
        (Format::Xml { .. }, Some(row)) => is_path(row.trim_start_matches('/'), span, faults),
        (Format::Csv | Format::Xlsx, None) => {}
        _ => faults.at(span, MapWhy::RowPath),
    }
    format
}

/// Tells a path that is none: names apart by `/`, an attribute last, or `.` alone.
fn is_path(path: &str, span: &std::ops::Range<usize>, faults: &mut Faults<'_>) {
    let name = |name: &str| {
        let begins = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
        begins && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    let names: Vec<&str> = path.split('/').collect();
    let good = match names.as_slice() {
        ["."] => true,
        [within @ .., last] => within.iter().all(|one| name(one)) && name(last.strip_prefix('@').unwrap_or(last)),
        [] => false,
    };
    if !good {
        faults.at(span, MapWhy::Path { path: path.to_owned() });
    }
}

/// Files as elements name them; for tables a column is added to the mapping.
fn files(raw: RawAttachments, is_xml: bool, map: &mut Map, span: &std::ops::Range<usize>, faults: &mut Faults<'_>) -> Option<FilePaths> {
    let at = raw.path.span();
    let names = raw.path.into_inner().all();
    if names.is_empty() {
        faults.at(&at, MapWhy::NoColumn { key: "attachments".into() });
    }
    if !is_xml {
        map.files = Some(Take { from: names, ..Take::default() });
        return None;
    }
    let Some(row) = raw.row else {
        faults.at(span, MapWhy::RowPath);
        return None;
    };
    is_path(row.get_ref(), &row.span(), faults);
    let path = names.into_iter().next().unwrap_or_default();
    is_path(&path, &at, faults);
    if let Some(name) = &raw.name {
        is_path(name.get_ref(), &name.span(), faults);
    }
    Some(FilePaths { row: row.into_inner(), name: raw.name.map(Spanned::into_inner), path })
}

/// Tells a place that two values would be written to, or that has others in it.
fn apart(map: &Map, constants: &IndexMap<Spanned<String>, String>, span: &std::ops::Range<usize>, faults: &mut Faults<'_>) {
    let written = map.takes().filter(|take| !matches!(take.way, Way::Part { .. })).map(Take::place);
    let places: Vec<&str> = written.chain(constants.keys().map(|path| path.get_ref().as_str())).collect();
    for (index, place) in places.iter().enumerate() {
        let within =
            |other: &str| other.strip_prefix(place).and_then(|rest| rest.strip_prefix('/')).is_some_and(|rest| !rest.starts_with('@'));
        let clash = places.iter().enumerate().any(|(at, other)| (at > index && other == place) || within(other));
        if clash {
            faults.at(span, MapWhy::SamePlace { path: (*place).to_owned() });
        }
    }
}

fn output(raw: Spanned<RawWrite>, format: &Format, map: &Map, faults: &mut Faults<'_>) -> Output {
    let span = raw.span();
    let raw = raw.into_inner();
    let encoding = match raw.encoding.as_ref().map(|word| word.get_ref().as_str()) {
        None | Some("utf-8") => OutputEncoding::Utf8,
        Some("utf-8-bom") => OutputEncoding::Utf8Bom,
        Some("gbk") => OutputEncoding::Gbk,
        Some(_) => {
            raw.encoding.iter().for_each(|word| unknown(word, vec!["utf-8", "utf-8-bom", "gbk"], faults));
            OutputEncoding::Utf8
        }
    };
    if let Some((time, Err(cause))) = raw.time.as_ref().map(|time| (time, try_format(time.get_ref()))) {
        faults.at(&time.span(), MapWhy::TimeFormat { format: time.get_ref().clone(), cause });
    }
    if *format != Format::Xlsx {
        apart(map, &raw.constants, &span, faults);
    }
    match format {
        Format::Xml { row } => {
            let paths = raw.order.iter().chain(raw.constants.keys());
            paths.for_each(|path| is_path(path.get_ref().trim_start_matches('/'), &path.span(), faults));
            let alone = row.split('/').filter(|name| !name.is_empty()).count() == 1;
            if alone && !raw.file.get_ref().contains("{number}") {
                faults.at(&raw.file.span(), MapWhy::OneTicket);
            }
        }
        Format::Csv => {}
        Format::Xlsx => faults.at(&span, MapWhy::WritesWorkbook),
    }
    Output {
        file: raw.file.into_inner(),
        encoding,
        time: raw.time.map_or_else(|| TIME.into(), Spanned::into_inner),
        order: raw.order.into_iter().map(Spanned::into_inner).collect(),
        constants: raw.constants.into_iter().map(|(path, value)| (path.into_inner(), value)).collect(),
    }
}
