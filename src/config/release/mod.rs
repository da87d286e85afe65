//! Turns `releases.toml` into the targets of releases and the days on which nothing is released.

mod database;
mod freeze;
mod place;
mod verify;

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::DeValue;

use super::origin::{Origin, Sourced};
use super::reader::{Entry, Reader};
use super::show::Row;
use super::{backup, merge};
use crate::error::{Error, Kind};
use crate::model::TargetKind;
use crate::model::release::{Freeze, Place, Target};
use crate::text::Msg;

/// The file of a site.
pub(super) const FILE: &str = "releases.toml";

pub(super) const TARGET_KEYS: &[&str] = &["system", "env", "rolling", "enabled", "place", "database", "verify"];
#[cfg(test)]
pub(super) use {database::KEYS as DATABASE_KEYS, freeze::KEYS as FREEZE_KEYS, place::KEYS as PLACE_KEYS, verify::KINDS as VERIFY_KINDS};

/// A target and where it was written.
#[derive(Debug, Clone)]
pub(super) struct TargetEntry {
    pub(super) target: Target,
    pub(super) origin: Origin,
    /// Of each place, in their order.
    places: Vec<Origin>,
}

/// All of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Releases {
    pub(super) targets: Vec<TargetEntry>,
    pub(super) freezes: Vec<Sourced<Freeze>>,
}

/// What other files have that this one refers to.
pub(super) struct Known<'a> {
    hosts: Vec<&'a str>,
    sets: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(targets: &'a [merge::Entry], sets: &'a [backup::SetEntry]) -> Self {
        let hosts = targets.iter().filter(|entry| entry.target.kind() == TargetKind::Host);
        Self {
            hosts: hosts.map(|entry| entry.target.name.as_str()).collect(),
            sets: sets.iter().map(|entry| entry.set.target.name.as_str()).collect(),
        }
    }
}

/// All targets and freezes; those with mistakes are left out, and the mistakes told.
pub(super) fn read(top: &Reader<'_>, known: &Known<'_>) -> Releases {
    top.only(&["target", "freeze"]);
    let mut targets: Vec<TargetEntry> = top.named("target").into_iter().filter_map(|(name, table)| target(name, &table, known)).collect();
    targets.sort_by(|a, b| a.target.name.cmp(&b.target.name));
    apart(top, &targets);
    Releases { targets, freezes: items(top, "freeze").iter().filter_map(|(origin, table)| freeze::read(origin, table)).collect() }
}

fn target(name: Sourced<String>, table: &Reader<'_>, known: &Known<'_>) -> Option<TargetEntry> {
    table.only(TARGET_KEYS);
    needs(table, &name.origin, "system", "system = \"征管系统\"");
    needs(table, &name.origin, "env", "env = \"production\" / \"staging\"");
    if table.entry("place").is_none() && table.entry("database").is_none() {
        needs(table, &name.origin, "place", &format!("[[{}]] / [{}.main]", table.key("place"), table.key("database")));
    }
    let all = items(table, "place");
    let places: Vec<Sourced<Place>> = all.iter().filter_map(|(origin, place)| place::read(origin, place, known)).collect();
    names(table, &places);
    let databases = table.named("database");
    let parts = words(all.iter().filter_map(|(_, place)| place.entry("part")));
    let databases_known: Vec<String> = databases.iter().map(|(name, _)| name.value.clone()).collect();
    let verify = items(table, "verify");
    let verify = verify.iter().filter_map(|(origin, look)| verify::read(origin, look, &parts, &databases_known)).collect();
    let databases: BTreeMap<_, _> =
        databases.iter().filter_map(|(name, table)| Some((name.value.clone(), database::read(&name.origin, table, known)?))).collect();
    let (system, env) = (table.text("system"), table.text("env"));
    let (rolling, enabled) = (table.flag("rolling"), table.flag("enabled"));
    let (places, origins) = places.into_iter().map(|place| (place.value, place.origin)).unzip();
    let target = Target {
        name: name.value,
        system: system?.value,
        env: env?.value,
        places,
        databases,
        verify,
        rolling: rolling.is_some_and(|flag| flag.value),
        enabled: enabled.is_none_or(|flag| flag.value),
    };
    Some(TargetEntry { target, origin: name.origin, places: origins })
}

/// A place is known by its name within the target.
fn names(table: &Reader<'_>, places: &[Sourced<Place>]) {
    let mut seen = BTreeMap::<&str, &Origin>::new();
    for place in places {
        let name = place.value.name.as_str();
        if let Some(first) = seen.get(name) {
            let key = format!("{}.{name}", table.key("place"));
            table.problems.config(&place.origin, |at| Msg::ConfigTwice { place: at, key, first: first.to_string() });
        }
        seen.entry(name).or_insert(&place.origin);
    }
}

/// Folders of one host do not get into each other's way: no root twice, no state twice, and none of the one in the other.
fn apart(top: &Reader<'_>, targets: &[TargetEntry]) {
    let all =
        targets.iter().flat_map(|entry| entry.target.places.iter().zip(&entry.places).map(move |(place, at)| (&entry.target, place, at)));
    let all: Vec<(&Target, &Place, &Origin)> = all.collect();
    for (index, (target, place, origin)) in all.iter().enumerate() {
        for (earlier, (other, theirs, first)) in all.iter().enumerate().take(index + 1).filter(|(_, other)| other.1.host == place.host) {
            let (root, state) = (&place.root, &place.state);
            let within = |a: &Path, b: &Path| a.starts_with(b) || b.starts_with(a);
            let twice = |a: &Path, b: &Path| earlier < index && a == b;
            let (name, path) = if twice(root, &theirs.root) || (earlier < index && within(root, &theirs.state)) {
                ("root", root)
            } else if twice(state, &theirs.state) || within(state, &theirs.root) {
                ("state", state)
            } else {
                continue;
            };
            let msg = Msg::ReleaseClash {
                place: origin.to_string(),
                key: format!("target.{}.place.{}.{name}", target.name, place.name),
                value: path.display().to_string(),
                other: format!("{}/{}", other.name, theirs.name),
                first: first.to_string(),
            };
            top.problems.add(origin, Error::new(Kind::Config, msg));
        }
    }
}

/// Says that a key is missing, where it is.
fn needs(table: &Reader<'_>, origin: &Origin, key: &str, want: &str) {
    if table.entry(key).is_none() {
        table.problems.config(origin, |place| Msg::ConfigMissing { place, key: table.key(key), want: want.into() });
    }
}

/// The tables of a list, `[[key]]`, and where each begins.
fn items<'a>(table: &Reader<'a>, key: &str) -> Vec<(Origin, Reader<'a>)> {
    let Some(entry) = table.entry(key) else { return Vec::new() };
    let DeValue::Array(list) = entry.1.get_ref() else {
        table.wrong_type(entry, &format!("[[{}]]", table.key(key)));
        return Vec::new();
    };
    let inside = |item: &'a toml::Spanned<DeValue<'a>>| {
        let one: Entry<'a> = (entry.0, item);
        Some((table.origin(item), table.inside(one)?))
    };
    list.iter().filter_map(inside).collect()
}

/// Texts as they stand there, each once.
fn words<'a>(values: impl Iterator<Item = Entry<'a>>) -> Vec<String> {
    let mut words: Vec<String> = values.filter_map(|(_, value)| Some(value.get_ref().as_str()?.trim().to_owned())).collect();
    words.sort();
    words.dedup();
    words
}

/// One of the words that stand elsewhere in the configuration.
fn one_of(table: &Reader<'_>, key: &str, words: &[String]) -> Option<String> {
    let pairs: Vec<(&str, &str)> = words.iter().map(|word| (word.as_str(), word.as_str())).collect();
    table.choice(key, &pairs).map(|word| word.value.to_owned())
}

/// Programs are started without a shell: a list, and a path from the root where there is a `/` in its name.
fn program(table: &Reader<'_>, key: &str) -> Option<Vec<String>> {
    let entry = table.entry(key)?;
    let argv = table.texts(key)?.value;
    let good = |program: &String| !program.is_empty() && (!program.contains('/') || program.starts_with('/'));
    if entry.1.get_ref().is_str() || !argv.first().is_some_and(good) {
        table.wrong_value(entry, "[\"/…/bin/shutdown.sh\", \"…\"]");
        return None;
    }
    Some(argv)
}

/// What all targets and freezes come to.
pub(super) fn rows(targets: &[TargetEntry], freezes: &[Sourced<Freeze>]) -> Vec<Row> {
    let mut rows: Vec<Row> = targets.iter().flat_map(target_rows).collect();
    rows.extend(freezes.iter().map(freeze::row));
    rows
}

/// What a target comes to; what a place and a database have is told under their names.
pub(super) fn target_rows(entry: &TargetEntry) -> Vec<Row> {
    let (target, head) = (&entry.target, format!("release.{}", entry.target.name));
    let row = |key: &str, value: String, origin: &Origin| Row { key: format!("{head}.{key}"), value, origin: origin.to_string() };
    let mut rows = vec![
        row("system", target.system.clone(), &entry.origin),
        row("env", target.env.clone(), &entry.origin),
        row("rolling", target.rolling.to_string(), &entry.origin),
        row("enabled", target.enabled.to_string(), &entry.origin),
    ];
    for (place, origin) in target.places.iter().zip(&entry.places) {
        rows.extend(place::shown(place).into_iter().map(|(key, value)| row(&format!("place.{}.{key}", place.name), value, origin)));
    }
    for (name, database) in &target.databases {
        let shown = database::shown(database);
        rows.extend(shown.into_iter().map(|(key, value)| row(&format!("database.{name}.{key}"), value, &entry.origin)));
    }
    rows.extend(
        target.verify.iter().enumerate().map(|(index, look)| row(&format!("verify.{}", index + 1), verify::shown(look), &entry.origin)),
    );
    rows
}
