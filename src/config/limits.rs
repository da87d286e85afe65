//! Reads limits and skipped checks, and stacks limits: check < config < group < target, each with where it comes from.

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::Config;
use super::origin::{Origin, Sourced};
use super::reader::{Entry, Reader};
use crate::model::Target;
use crate::text::Msg;

/// Limits by check id and name, as one layer writes them.
pub type SourcedLimits = BTreeMap<String, BTreeMap<String, Sourced<f64>>>;

/// Limits, what sets them, and whose that is: of the configuration nobody's.
pub(super) type Layer<'a> = (&'a SourcedLimits, (&'static str, &'a str));

/// A limit that some layer sets; whoever has the catalog looks whether the check and the limit exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitKey {
    pub check: String,
    pub name: String,
    pub origin: Origin,
}

/// A number, whole or not.
pub(super) fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(n) if n.radix() == 10 => n.as_str().parse::<f64>().ok(),
        DeValue::Float(n) => n.as_str().parse().ok(),
        _ => None,
    };
    number.filter(|n| n.is_finite())
}

/// Reads the table `limits`. Both `"db.tablespace".warn` and `db.tablespace.warn` mean the limit `warn` of `db.tablespace`.
pub(super) fn read(reader: &Reader<'_>) -> SourcedLimits {
    let mut limits = SourcedLimits::new();
    for (ids, inside, entry) in leaves(reader, "limits") {
        let name = entry.0.get_ref().to_string();
        let Some(number) = number(entry.1.get_ref()) else {
            inside.wrong_type(entry, "80");
            continue;
        };
        if ids.is_empty() {
            let known = "\"CHECK\".NAME = 80";
            inside.problems.config(&inside.origin(entry.0), |place| Msg::ConfigType {
                place,
                key: inside.key(&name),
                want: known.into(),
                found: format!("{name} = {number}"),
            });
            continue;
        }
        let origin = inside.origin(entry.0);
        if let Some(first) = limits.entry(ids).or_default().insert(name.clone(), Sourced::new(number, origin.clone())) {
            inside.problems.config(&origin, |place| Msg::ConfigTwice { place, key: inside.key(&name), first: first.origin.to_string() });
        }
    }
    limits
}

/// Reads the table `skip`: check ids and why they are not wanted.
pub(super) fn skips(reader: &Reader<'_>) -> BTreeMap<String, Sourced<String>> {
    let mut skips = BTreeMap::new();
    for (ids, inside, entry) in leaves(reader, "skip") {
        let name = entry.0.get_ref().as_ref();
        match entry.1.get_ref().as_str().map(str::trim) {
            Some(reason) if !reason.is_empty() => {
                let check = if ids.is_empty() { name.to_owned() } else { format!("{ids}.{name}") };
                skips.insert(check, Sourced::new(reason.to_owned(), inside.origin(entry.0)));
            }
            _ => inside.wrong_type(entry, "\"原因 / reason\""),
        }
    }
    skips
}

/// Every value below a table that is no table itself, with the dotted path of the tables between.
fn leaves<'a>(reader: &Reader<'a>, key: &str) -> Vec<(String, Reader<'a>, Entry<'a>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, Reader<'a>)> = reader.sub(key).map(|top| (String::new(), top)).into_iter().collect();
    while let Some((ids, inside)) = open.pop() {
        for entry in inside.table {
            if !entry.1.get_ref().is_table() {
                found.push((ids.clone(), inside.clone(), entry));
            } else if let Some(below) = inside.inside(entry) {
                let name = entry.0.get_ref();
                open.push((if ids.is_empty() { name.to_string() } else { format!("{ids}.{name}") }, below));
            }
        }
    }
    // In the order of the file: of two that say the same, the second is the mistake.
    found.sort_by_key(|(_, _, entry)| entry.0.span().start);
    found
}

impl Config {
    /// The limits of a check on a target and where each comes from: `check`, `config`, `group core` or `target prod`.
    /// A check that no layer mentions has its own limits; a target that is in no file has those of its group.
    #[must_use]
    pub fn limits_for(&self, target: &Target, check: &str, defaults: &BTreeMap<String, f64>) -> BTreeMap<String, (f64, String)> {
        let mut limits: BTreeMap<_, _> = defaults.iter().map(|(name, n)| (name.clone(), (*n, "check".to_owned()))).collect();
        for (layer, (kind, owner)) in self.limit_layers(target) {
            let from = || if owner.is_empty() { kind.to_owned() } else { format!("{kind} {owner}") };
            for (name, limit) in layer.get(check).into_iter().flatten() {
                limits.insert(name.clone(), (limit.value, from()));
            }
        }
        limits
    }

    /// Every limit that is set anywhere, to be compared with the catalog.
    #[must_use]
    pub fn limit_keys(&self) -> Vec<LimitKey> {
        let layers = std::iter::once(&self.settings.limits)
            .chain(self.groups.values().map(|group| &group.limits))
            .chain(self.entries.iter().map(|entry| &entry.limits))
            .chain(self.sets.iter().map(|entry| &entry.limits));
        let mut keys = Vec::new();
        for (check, names) in layers.flatten() {
            keys.extend(names.iter().map(|(name, limit)| LimitKey {
                check: check.clone(),
                name: name.clone(),
                origin: limit.origin.clone(),
            }));
        }
        keys
    }

    /// Every check id that is skipped anywhere and where that is written, to be compared with the catalog.
    #[must_use]
    pub fn skip_keys(&self) -> Vec<Sourced<String>> {
        let groups = self.groups.values().flat_map(|group| &group.skip);
        let targets = self.entries.iter().flat_map(|entry| &entry.skip);
        groups.chain(targets).map(|(check, reason)| Sourced::new(check.clone(), reason.origin.clone())).collect()
    }

    /// The layers of limits that hold for a target, weakest first, each with what it is and whose.
    pub(super) fn limit_layers<'a>(&'a self, target: &'a Target) -> impl DoubleEndedIterator<Item = Layer<'a>> {
        let group = self.groups.get(&target.group).map(|group| (&group.limits, ("group", group.name.as_str())));
        let own = self.entry(&target.name).map(|entry| (&entry.limits, ("target", target.name.as_str())));
        let set = self.sets.iter().find(|entry| entry.set.target.name == target.name);
        let set = set.map(|entry| (&entry.limits, ("set", target.name.as_str())));
        [Some((&self.settings.limits, ("config", ""))), group, own, set].into_iter().flatten()
    }
}
