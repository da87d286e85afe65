//! A report's data and its documents: what is asked of the store once, filled into templates, looked over before it is given out.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::compare;
use super::contract::{self, Shape};
use super::definition::{Definition, Output, has_ending};
use super::facts::{Facts, Site, head};
use super::form::{self, About as AboutFinding};
use super::narrative::{self, Beside, Manual};
use super::period::Period;
use super::record;
use super::records::Records;
use super::register;
use super::sheet::{Description, Known, Make, csv, xlsx};
use crate::catalog::Catalog;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, sha256};
use crate::ooxml::docx::{About, Assets, Template};
use crate::ooxml::lint::{Braces, lint};
use crate::ooxml::{Fault, FaultKind};
use crate::render::Encoding;
use crate::store::Store;
use crate::text::Msg;

/// What reports are made from.
pub struct Sources<'a> {
    pub ctx: &'a Ctx,
    pub catalog: &'a Catalog,
    pub site: &'a Site,
    pub records: &'a Records,
    /// `None`: there is no history yet; then only forms and registers can be made.
    pub store: Option<&'a Store>,
}

/// What a person gives beside the store.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'a> {
    /// TOML of a form, csv of a register, or TOML with the texts of `manual`.
    pub file: Option<&'a Path>,
    pub about: Option<&'a AboutFinding<'a>>,
    /// For printing.
    pub blank: bool,
    pub person: &'a str,
    pub tickets: Tickets<'a>,
}

/// What tickets say, where a command asked them.
#[derive(Debug, Clone, Copy, Default)]
pub enum Tickets<'a> {
    #[default]
    Unasked,
    /// Of a form: the answers of its ticket.
    One(&'a Map<String, Json>),
    /// Of a register: the answers of each.
    Many(&'a [Map<String, Json>]),
    /// Of the statistics: the data.
    Counted(&'a Json),
}

/// The data of a report, and what its maker should be told.
#[derive(Debug, Clone)]
pub struct Data {
    pub json: Json,
    pub notes: Vec<Msg>,
}

/// The facts of periods, each gathered once.
#[derive(Default)]
pub struct Gathered<'a>(BTreeMap<String, Facts<'a>>);

impl<'a> Gathered<'a> {
    fn gather(&mut self, sources: &Sources<'a>, period: &Period) -> Result<()> {
        let key = period.to_string();
        if let Entry::Vacant(place) = self.0.entry(key) {
            let store = sources.store.ok_or_else(|| Error::new(Kind::Store, Msg::NoHistory {}).hint(Msg::HintInspect {}))?;
            place.insert(Facts::gather(sources.ctx, sources.catalog, sources.site, store, *period)?);
        }
        Ok(())
    }

    fn known(&self, period: &Period) -> Option<&Facts<'a>> {
        self.0.get(&period.to_string())
    }

    fn of(&mut self, sources: &Sources<'a>, period: &Period) -> Result<&Facts<'a>> {
        self.gather(sources, period)?;
        self.known(period).ok_or_else(|| Error::new(Kind::Internal, Msg::Internal { what: "facts".into() }))
    }
}

/// The data of a report that is no set.
pub fn data<'a>(
    sources: &Sources<'a>,
    gathered: &mut Gathered<'a>,
    definition: &Definition,
    period: &Period,
    given: &Given<'_>,
) -> Result<Data> {
    let mut notes = Vec::new();
    let mut json = match definition.shape {
        Shape::Narrative => {
            // What has not begun has no row, rather than one of unknowns.
            let mut months = compare::months(period);
            months.retain(|month| month.begins(&sources.ctx.zone) <= sources.ctx.now);
            let before = compare::has_before(period).then(|| period.previous());
            for beside in months.iter().chain(&before) {
                gathered.gather(sources, beside)?;
            }
            gathered.gather(sources, period)?;
            let beside = Beside {
                before: before.as_ref().and_then(|period| gathered.known(period)),
                months: months.iter().filter_map(|month| gathered.known(month)).collect(),
            };
            let facts = gathered.known(period).ok_or_else(|| Error::new(Kind::Internal, Msg::Internal { what: "facts".into() }))?;
            narrative::data(facts, &beside, sources.records, &manual(given.file)?, given.person)
        }
        Shape::Record => {
            let manual = narrative::manual(&manual(given.file)?);
            let facts = gathered.of(sources, period)?;
            let store = sources.store.ok_or_else(|| Error::new(Kind::Store, Msg::NoHistory {}))?;
            let mut data = record::data(facts, definition, store)?;
            data["manual"] = manual;
            data
        }
        Shape::List => {
            let mut data = match (given.tickets, given.file) {
                (Tickets::Many(tickets), None) => register::of_tickets(definition, tickets),
                _ => register::given(definition, given.file)?,
            };
            data["manual"] = narrative::manual(&Manual::new());
            data
        }
        Shape::Form => {
            let mut data = if given.blank {
                form::blank(definition)
            } else {
                let ticket = if let Tickets::One(answers) = given.tickets { Some(answers) } else { None };
                let known = form::Known { about: given.about, ticket };
                let filled = form::fill(definition, sources.ctx, sources.site, given.file, known)?;
                if !filled.open.is_empty() {
                    notes.push(Msg::FieldsOpen { names: filled.open.join("、") });
                }
                filled.data
            };
            data.insert("manual".into(), narrative::manual(&Manual::new()));
            Json::Object(data)
        }
        Shape::Tickets => {
            let Tickets::Counted(counted) = given.tickets else {
                return Err(Error::new(Kind::Usage, Msg::ReportWantsTickets { name: definition.id.clone() }).hint(Msg::HintTicketStats {}));
            };
            let mut data = counted.clone();
            data["manual"] = narrative::manual(&manual(given.file)?);
            data
        }
        Shape::Set => {
            return Err(Error::new(Kind::Usage, Msg::ReportIsSet { name: definition.id.clone() })
                .hint(Msg::HintReportAll { name: definition.id.clone() }));
        }
    };
    json["report"] = head(sources.ctx, sources.site, period, definition, given.person);
    Ok(Data { json, notes })
}

/// The texts that people write into a report: keys of `manual` in either language.
fn manual(file: Option<&Path>) -> Result<Manual> {
    let Some(path) = file else { return Ok(Manual::new()) };
    let table = form::read_toml(path)?;
    let contract::Kind::Object(fields) = contract::of(Shape::Form).get("manual").map_or(&contract::Kind::Text, |field| &field.kind) else {
        return Ok(Manual::new());
    };
    let mut manual = Manual::new();
    for (key, value) in &table {
        let known = fields.iter().find(|(name, field)| *name == key || field.name == *key);
        let names = || fields.iter().flat_map(|(name, field)| [field.name.as_str(), name.as_str()]);
        let (name, _) = known.ok_or_else(|| Error::new(Kind::Input, Msg::UnknownField { name: key.clone() }).near(key, names()))?;
        let text =
            value.as_str().ok_or_else(|| Error::new(Kind::Input, Msg::FieldInvalid { name: key.clone() }).because("text expected"))?;
        manual.insert(name.clone(), text.trim().to_owned());
    }
    Ok(manual)
}

/// The files of a set by report: of one that comes every day the folder, else the files.
fn kinds(ctx: &Ctx, files: &[Json]) -> Vec<Json> {
    let word = |file: &Json, key: &str| file[key].as_str().unwrap_or_default().to_owned();
    let mut kinds: indexmap::IndexMap<String, Vec<&Json>> = indexmap::IndexMap::new();
    for file in files {
        kinds.entry(word(file, "title")).or_default().push(file);
    }
    let (mut number, mut rows) = (0_usize, Vec::new());
    for (title, files) in kinds {
        let names: Vec<String> = files.iter().map(|file| word(file, "file")).filter(|name| !name.is_empty()).collect();
        let mut periods: Vec<String> = files.iter().map(|file| word(file, "period")).collect();
        periods.dedup();
        let mut notes: Vec<String> = files.iter().map(|file| word(file, "note")).filter(|note| !note.is_empty()).collect();
        notes.dedup();
        let folder = names.first().and_then(|name| Some(name.split_once('/')?.0.to_owned()));
        let stem = |name: &String| name.rsplit_once('.').map_or_else(|| name.clone(), |(stem, _)| stem.to_owned());
        let place = match (&folder, names.as_slice()) {
            (Some(folder), _) => format!("{folder}/"),
            (None, [first, .., last]) if stem(first) != stem(last) => format!("{first} … {last}"),
            (None, [first, rest @ ..]) => {
                let endings = rest.iter().filter_map(|name| name.rsplit_once('.')).map(|(_, ending)| format!(" .{ending}"));
                std::iter::once(first.clone()).chain(endings).collect()
            }
            (None, []) => String::new(),
        };
        let period = match periods.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, .., last] => match ctx.lang {
                Lang::Zh => format!("{first} — {last}，{} 期", periods.len()),
                Lang::En => format!("{first} — {last}, {} periods", periods.len()),
            },
        };
        number += 1;
        // More than a few are in the list of all files.
        let note = if notes.len() > 3 { format!("{} …", notes[..3].join(" ")) } else { notes.join(" ") };
        rows.push(json!({
            "number": number, "title": title, "period": period, "place": place, "count": names.len(), "missing": files.len() - names.len(),
            "note": note,
        }));
    }
    rows
}

/// The data of a set: its index.
#[must_use]
pub fn set_data(ctx: &Ctx, site: &Site, definition: &Definition, period: &Period, files: &[Json], note: &str) -> Json {
    let missing = files.iter().filter(|file| file["file"] == "").count();
    json!({
        "report": head(ctx, site, period, definition, ""),
        "manual": narrative::manual(&Manual::new()),
        "summary": { "files": files.len() - missing, "missing": missing, "note": note },
        "kinds": kinds(ctx, files),
        "files": files,
    })
}

/// A document, ready to be given out.
#[derive(Debug, Clone)]
pub struct Document {
    pub bytes: Vec<u8>,
    pub notes: Vec<Msg>,
    /// Version and digest of the template, digest of the data.
    pub template: String,
    pub data: String,
}

/// Fills one template. The same data, template and time of making give the same bytes.
pub fn document(definition: &Definition, output: Output, json: &Json, ctx: &Ctx, encoding: Encoding) -> Result<Document> {
    let source = match output {
        Output::Docx => definition.docx(ctx.lang),
        Output::Xlsx | Output::Csv => definition.sheet().map(str::as_bytes),
    };
    let source =
        source.ok_or_else(|| Error::new(Kind::Usage, Msg::NoSuchOutput { name: definition.id.clone(), output: output.ending().into() }))?;
    let template = definition.named(source);
    let data = sha256(json.to_string().as_bytes());
    let title = format!("{} {}", definition.title.to(ctx.lang), json["report"]["period"].as_str().unwrap_or_default());
    let properties: Vec<(String, String)> = [
        ("template", template.as_str()),
        ("data", &format!("sha256:{data}")),
        ("opsctl", env!("CARGO_PKG_VERSION")),
        ("zone", &ctx.zone_name),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .into();
    let (bytes, notes) = match output {
        Output::Docx => docx(definition, source, json, ctx, &About { title, author: ctx.operator.clone(), created: ctx.now, properties })?,
        Output::Xlsx | Output::Csv => {
            let place = format!("{}/sheet.toml", definition.id);
            let known = Known::of(&definition.contract_fields());
            let description = Description::parse(std::str::from_utf8(source).unwrap_or_default(), &place)?.check(&known, &place)?;
            let footer = format!("{} {}", definition.id, definition.version);
            let make = Make {
                lang: ctx.lang,
                zone: ctx.zone.clone(),
                made: ctx.now,
                author: &ctx.operator,
                footer: &footer,
                properties: &properties,
            };
            let file = match output {
                Output::Csv => csv(&description, json, &make, None, encoding)?,
                _ => xlsx(&description, json, &make)?,
            };
            (file.bytes, file.tally.notes())
        }
    };
    if output != Output::Csv {
        let faults = lint(&bytes, Braces::Allowed);
        let wrong: Vec<Error> = faults.iter().filter(|fault| fault.kind == FaultKind::Lint).map(|fault| fault.error(ctx.lang)).collect();
        if let Some(error) = Error::all(wrong) {
            return Err(Error { kind: Kind::Internal, ..error });
        }
    }
    Ok(Document { bytes, notes, template, data })
}

fn docx(definition: &Definition, source: &[u8], json: &Json, ctx: &Ctx, about: &About) -> Result<(Vec<u8>, Vec<Msg>)> {
    let faults = |faults: Vec<Fault>| {
        let place = format!("{}/{}.docx", definition.id, ctx.lang.tag());
        let error = Error::new(Kind::Input, Msg::TemplateInvalid { place });
        Error { also: faults.iter().map(|fault| fault.error(ctx.lang)).collect(), ..error }
    };
    let template = Template::read_in(ctx.lang, source).map_err(faults)?;
    let mut assets = Assets::default();
    for (name, bytes) in definition.files.iter().filter(|(name, _)| has_ending(name, &["png", "jpg"])) {
        assets.add(name.clone(), bytes.clone());
    }
    let named = match ctx.lang {
        Lang::Zh => contract::chinese(&definition.contract_fields(), json),
        Lang::En => json.clone(),
    };
    let made = template.render(&named, &assets, about).map_err(faults)?;
    Ok((made.bytes, made.notes))
}

/// The language a report is made in: the one asked for, where it has a document in it.
#[must_use]
pub fn language(definition: &Definition, wanted: Lang) -> Lang {
    let has = |lang: Lang| definition.files.contains_key(&format!("{}.docx", lang.tag()));
    if has(wanted) || !has(Lang::Zh) { wanted } else { Lang::Zh }
}

/// `月度运维报告_2026-10.docx`; nothing in it that a file name cannot have.
#[must_use]
pub fn file_name(definition: &Definition, period: &Period, person: &str, lang: Lang, ending: &str) -> String {
    let mut parts = vec![definition.title.to(lang).to_owned(), period.to_string()];
    parts.extend((!person.is_empty()).then(|| person.to_owned()));
    let name: String = parts.join("_").chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    format!("{name}.{ending}")
}

/// Everything that is wrong with a template: each document against the contract of its data, filled with invented data.
#[must_use]
pub fn check(definition: &Definition, ctx: &Ctx) -> Vec<Error> {
    let fields = definition.contract_fields();
    let example = example(definition);
    let mut errors = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        let Some(source) = definition.files.get(&format!("{}.docx", lang.tag())) else { continue };
        let named = if lang == Lang::Zh { contract::chinese(&fields, &example) } else { example.clone() };
        let faults = match Template::read_in(lang, source) {
            Err(faults) => faults,
            Ok(template) => {
                let mut faults = template.check(&named);
                if faults.is_empty() {
                    faults = template.render(&named, &Assets::default(), &About::default()).err().unwrap_or_default();
                }
                faults
            }
        };
        let place = |fault: &Fault| {
            Error::new(Kind::Input, Msg::TemplateInvalid { place: format!("{}/{}.docx", definition.id, lang.tag()) })
                .because(fault.to(ctx.lang))
        };
        errors.extend(faults.iter().map(place));
    }
    if definition.sheet().is_some() {
        errors.extend(document(definition, Output::Xlsx, &example, ctx, Encoding::default()).err());
    }
    errors
}

/// Invented data that keep the contract; a register has as many cells in a row as it has columns.
fn example(definition: &Definition) -> Json {
    let mut example = contract::example(&definition.contract_fields());
    if definition.shape == Shape::List {
        let fields = contract::Fields::from_iter(definition.form_fields());
        let row = |n: usize| json!({ "cells": fields.values().map(|field| format!("〔{}{n}〕", field.name)).collect::<Vec<_>>() });
        example["columns"] = fields.values().map(|field| json!({ "title": field.name })).collect();
        example["rows"] = (1..=3).map(row).collect();
    }
    example
}

/// Invented data of a report, for a preview.
#[must_use]
pub fn invented(ctx: &Ctx, site: &Site, definition: &Definition, period: &Period) -> Json {
    let mut example = example(definition);
    example["report"] = head(ctx, site, period, definition, "");
    example
}

/// Data as a map, for those who add to it.
#[must_use]
pub fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}
