//! Turns what files say into complete targets: default < config < group < target, remembering where each value was taken.

use std::collections::BTreeMap;

use super::limits::SourcedLimits;
use super::origin::{Origin, Sourced};
use super::settings::Settings;
use super::source::Problems;
use super::targets::{Common, RawGroup, RawTarget};
use crate::error::{Error, Kind};
use crate::model::{Connect, Host, Limits, Place, Target, TargetKind};
use crate::text::Msg;

/// Where groups and targets without an `order` stand.
pub(super) const ORDER: i64 = 100;

/// A group of targets.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub name: String,
    /// What reports call it; the name unless it is set.
    pub title: String,
    /// Smaller first; 100 unless it is set.
    pub order: i64,
    pub owner: String,
    pub tags: Vec<String>,
    pub limits: SourcedLimits,
    pub skip: BTreeMap<String, Sourced<String>>,
    pub origin: Origin,
}

/// A target and where each of its values was written.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) target: Target,
    pub(super) origin: Origin,
    pub(super) origins: BTreeMap<&'static str, Origin>,
    /// What the target itself sets.
    pub(super) limits: SourcedLimits,
    pub(super) skip: BTreeMap<String, Sourced<String>>,
}

/// The groups by name; a second one of a name is a problem.
pub(super) fn groups(raw: Vec<RawGroup>, problems: &Problems) -> BTreeMap<String, RawGroup> {
    let mut groups = BTreeMap::<String, RawGroup>::new();
    for group in raw {
        let name = group.name.value.clone();
        match groups.get(&name) {
            Some(first) => twice(problems, "group", &group.name, &first.name),
            None => _ = groups.insert(name, group),
        }
    }
    groups
}

/// The public face of a group.
pub(super) fn public(raw: RawGroup) -> Group {
    let name = raw.name.value;
    Group {
        title: raw.title.map_or_else(|| name.clone(), |t| t.value),
        name,
        order: raw.order.map_or(ORDER, |o| o.value),
        owner: raw.common.owner.map(|o| o.value).unwrap_or_default(),
        tags: raw.common.tags.map(|t| t.value).unwrap_or_default(),
        limits: raw.common.limits,
        skip: raw.common.skip,
        origin: raw.name.origin,
    }
}

/// The targets, merged; those with problems are left out.
pub(super) fn targets(raw: Vec<RawTarget>, groups: &BTreeMap<String, RawGroup>, settings: &Settings, problems: &Problems) -> Vec<Entry> {
    let mut names = BTreeMap::<String, Sourced<String>>::new();
    let mut entries = Vec::new();
    for target in raw {
        if let Some(first) = names.get(&target.name.value) {
            twice(problems, "target", &target.name, first);
            continue;
        }
        names.insert(target.name.value.clone(), target.name.clone());
        let group = target.group.as_ref().and_then(|name| groups.get(&name.value));
        if let (Some(name), None) = (&target.group, group) {
            let msg = Msg::ConfigNoGroup { place: name.origin.to_string(), name: name.value.clone() };
            let error = Error::new(Kind::Config, msg).near(&name.value, groups.keys().map(String::as_str));
            problems
                .add(&name.origin, if error.hints.is_empty() { error.hint(Msg::HintAddGroup { name: name.value.clone() }) } else { error });
        }
        entries.extend(merge(target, group, settings, problems));
    }
    entries
}

fn twice(problems: &Problems, table: &str, again: &Sourced<String>, first: &Sourced<String>) {
    let key = format!("{table}.{}", again.value);
    problems.config(&again.origin, |place| Msg::ConfigTwice { place, key, first: first.origin.to_string() });
}

/// Takes the strongest value and notes its origin.
struct Picker<'a> {
    own: &'a Common,
    group: &'a Common,
    origins: BTreeMap<&'static str, Origin>,
}

impl Picker<'_> {
    fn note<T>(&mut self, key: &'static str, found: Option<Sourced<T>>) -> Option<T> {
        let found = found?;
        self.origins.insert(key, found.origin);
        Some(found.value)
    }

    fn pick<T: Clone>(&mut self, key: &'static str, of: impl Fn(&Common) -> &Option<Sourced<T>>) -> Option<T> {
        let found = of(self.own).as_ref().or(of(self.group).as_ref()).cloned();
        self.note(key, found)
    }

    fn pick_or<T: Clone>(&mut self, key: &'static str, of: impl Fn(&Common) -> &Option<Sourced<T>>, default: &Sourced<T>) -> T {
        self.pick(key, of).unwrap_or_else(|| {
            self.origins.insert(key, default.origin.clone());
            default.value.clone()
        })
    }

    /// The words of the group, then the target's own, none twice.
    fn tags(&mut self) -> Vec<String> {
        let mut tags = Vec::<String>::new();
        for from in [self.group.tags.clone(), self.own.tags.clone()] {
            for tag in self.note("tags", from).into_iter().flatten() {
                if !tag.is_empty() && !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
        }
        tags
    }
}

fn merge(raw: RawTarget, group: Option<&RawGroup>, settings: &Settings, problems: &Problems) -> Option<Entry> {
    let nothing = Common::default();
    let mut p = Picker { own: &raw.common, group: group.map_or(&nothing, |g| &g.common), origins: BTreeMap::new() };
    let place = match raw.kind {
        TargetKind::Oracle => Place::Oracle(oracle(&mut p, &raw, settings, problems)?),
        // Sets are read from their own file.
        TargetKind::Host | TargetKind::Backup => Place::Host(host(&mut p, &raw, settings)?),
    };
    let mut skip: BTreeMap<_, _> = p.group.skip.clone();
    skip.extend(p.own.skip.clone());
    let layers = [&settings.limits, &p.group.limits, &p.own.limits];
    if let Some(at) = raw.logs_at {
        p.origins.insert("logs", at);
    }
    let target = Target {
        description: p.note("description", raw.description).unwrap_or_default(),
        group: p.note("group", raw.group).unwrap_or_default(),
        tags: p.tags(),
        order: p.note("order", raw.order).unwrap_or(ORDER),
        enabled: p.note("enabled", raw.enabled).unwrap_or(true),
        owner: p.pick("owner", |c| &c.owner).unwrap_or_default(),
        packs: p.pick("packs", |c| &c.packs).unwrap_or_default(),
        name: raw.name.value,
        place,
        logs: raw.logs,
        limits: merged(layers),
        skip: skip.into_iter().map(|(check, reason)| (check, reason.value)).collect(),
    };
    Some(Entry { target, origin: raw.name.origin, origins: p.origins, limits: raw.common.limits.clone(), skip: raw.common.skip.clone() })
}

fn oracle(p: &mut Picker<'_>, raw: &RawTarget, settings: &Settings, problems: &Problems) -> Option<Connect> {
    let wallet = p.pick("wallet", |c| &c.wallet);
    let user = p.pick("user", |c| &c.user);
    let password = p.pick("password", |c| &c.password);
    let written = |key: &str| [&raw.common, p.group].iter().any(|c| c.written.iter().any(|k| k == key));
    let missing = |key: &str, want: &str| {
        let key = format!("target.{}.{key}", raw.name.value);
        problems.config(&raw.name.origin, |place| Msg::ConfigMissing { place, key, want: want.into() });
    };
    if !written("wallet") && !written("user") {
        missing("user", "user = \"…\"");
    }
    if !written("wallet") && !written("password") {
        missing("password", "password = { file = \"secrets/NAME\" }");
    }
    Some(Connect {
        address: p.note("address", raw.address.clone())?,
        user: user.unwrap_or_default(),
        password,
        driver: p.pick_or("driver", |c| &c.driver, &settings.oracle.driver),
        sysdba: p.pick("sysdba", |c| &c.sysdba).unwrap_or_default(),
        connect_timeout_s: p.pick_or("connect-timeout", |c| &c.connect_timeout, &settings.oracle.connect_timeout_s),
        statement_timeout_s: p.pick_or("statement-timeout", |c| &c.statement_timeout, &settings.oracle.statement_timeout_s),
        tns_admin: p.pick("tns-admin", |c| &c.tns_admin).or_else(|| {
            let default = settings.oracle.tns_admin.clone()?;
            p.origins.insert("tns-admin", default.origin);
            Some(default.value)
        }),
        wallet,
        wallet_password: p.pick("wallet-password", |c| &c.wallet_password),
    })
}

fn host(p: &mut Picker<'_>, raw: &RawTarget, settings: &Settings) -> Option<Host> {
    Some(Host {
        address: p.note("address", raw.address.clone())?,
        port: p.pick("port", |c| &c.port).and_then(|port| u16::try_from(port).ok()),
        user: p.pick("user", |c| &c.user),
        password: p.pick("password", |c| &c.password),
        keys: p.pick("keys", |c| &c.keys).unwrap_or_default(),
        passphrase: p.pick("passphrase", |c| &c.passphrase),
        agent: p.pick("agent", |c| &c.agent).unwrap_or(true),
        jump: p.pick("jump", |c| &c.jump).unwrap_or_default(),
        sudo: p.pick("sudo", |c| &c.sudo).unwrap_or_default(),
        algorithms: p.pick("algorithms", |c| &c.algorithms).unwrap_or_default(),
        known_hosts: p.pick("known-hosts", |c| &c.known_hosts).unwrap_or_default(),
        ssh_config: p.pick("ssh-config", |c| &c.ssh_config),
        connect_timeout_s: p.pick_or("connect-timeout", |c| &c.connect_timeout, &settings.host.connect_timeout_s),
        timeout_s: p.pick_or("timeout", |c| &c.timeout, &settings.host.timeout_s),
    })
}

pub(super) fn merged(layers: [&SourcedLimits; 3]) -> Limits {
    let mut limits = Limits::new();
    for (check, names) in layers.into_iter().flatten() {
        limits.entry(check.clone()).or_default().extend(names.iter().map(|(name, limit)| (name.clone(), limit.value)));
    }
    limits
}

/// Hosts with the address and port of an earlier one: a device is known by them, so a second one is a mistake. Behind different
/// jump hosts the same private address may be two machines.
pub(super) fn same_host(entries: &[Entry], problems: &Problems) {
    let mut seen = BTreeMap::<(String, Option<u16>, Vec<String>), &Entry>::new();
    for entry in entries {
        let Some(host) = entry.target.host() else { continue };
        let key = (host.address.to_lowercase(), host.port.filter(|port| *port != 22), host.jump.clone());
        if let Some(first) = seen.get(&key) {
            let (key, place) = (format!("target.{}.address = {}", entry.target.name, host.shown()), first.origin.to_string());
            problems.config(&entry.origin, |at| Msg::ConfigTwice { place: at, key, first: place });
        } else {
            seen.insert(key, entry);
        }
    }
}

/// The databases that lead to the same place as an earlier one: allowed, and worth a word.
pub(super) fn same_address(entries: &[Entry]) -> Vec<Msg> {
    let mut seen = BTreeMap::<String, &str>::new();
    let mut warnings = Vec::new();
    for target in entries.iter().map(|entry| &entry.target).filter(|t| t.oracle().is_some()) {
        let mut key = target.address().to_lowercase();
        key.retain(|c| !c.is_whitespace());
        let key = key.trim_start_matches("//").to_owned();
        if let Some(first) = seen.get(&key) {
            let (name, other, address) = (target.name.clone(), (*first).to_owned(), target.address());
            warnings.push(Msg::SameAddress { name, other, address });
        } else {
            seen.insert(key, &target.name);
        }
    }
    warnings
}
