//! Turns the configuration in force into rows of key, value and origin, for `opsctl config show`; secrets are only referred to.

use super::backup::SetEntry;
use super::merge::{Entry, Group};
use super::origin::{Origin, Sourced};
use super::{Config, SourcedLimits, release};
use std::path::PathBuf;

use crate::model::{Connect, Driver, Host, Place, SecretRef};

/// One value in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The dotted path, as `target.prod.user`.
    pub key: String,
    /// The value as text; a list with commas.
    pub value: String,
    pub origin: String,
}

impl Config {
    /// Every setting, group, target, backup set, target of releases and freeze; values that are unset are left out.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = self.setting_rows();
        rows.extend(self.groups.values().flat_map(group_rows));
        rows.extend(self.entries.iter().flat_map(|entry| self.entry_rows(entry)));
        rows.extend(self.sets.iter().flat_map(set_rows));
        rows.extend(release::rows(&self.releases.targets, &self.releases.freezes));
        rows
    }

    /// The values of `opsctl.toml`.
    #[must_use]
    pub fn setting_rows(&self) -> Vec<Row> {
        let s = &self.settings;
        let mut rows = vec![
            of("language", &s.language, |l| l.tag().into()),
            of("time-zone", &s.time_zone, Clone::clone),
            of("data-dir", &s.data_dir, |p| p.display().to_string()),
            of("operator", &s.operator, Clone::clone),
        ];
        rows.extend(s.checks_dir.as_ref().map(|dir| of("checks-dir", dir, |p| p.display().to_string())));
        rows.extend([
            of("targets", &s.targets, |list| list.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")),
            of("jobs", &s.jobs, u32::to_string),
            of("retention.days", &s.retention.days, u32::to_string),
            of("retention.interval-days", &s.retention.interval_days, u32::to_string),
            of("retention.runs", &s.retention.runs, u32::to_string),
            of("defaults.oracle.connect-timeout", &s.oracle.connect_timeout_s, u32::to_string),
            of("defaults.oracle.statement-timeout", &s.oracle.statement_timeout_s, u32::to_string),
            of("defaults.oracle.driver", &s.oracle.driver, |d| driver(*d).into()),
            of("defaults.host.connect-timeout", &s.host.connect_timeout_s, u32::to_string),
            of("defaults.host.timeout", &s.host.timeout_s, u32::to_string),
            of("defaults.host.jobs", &s.host.jobs, u32::to_string),
        ]);
        rows.extend(s.oracle.tns_admin.as_ref().map(|dir| of("defaults.oracle.tns-admin", dir, |p| p.display().to_string())));
        rows.extend(limit_rows("", &s.limits));
        rows.extend(s.report.rows());
        rows.extend(s.ticket.rows());
        rows.extend(s.release.rows());
        rows.push(of("calendar.dir", &self.calendar_dir, |p| p.display().to_string()));
        rows.extend(s.calendar.regions.as_ref().map(|names| of("calendar.regions", names, |names| names.join(", "))));
        rows
    }

    /// The values of one target after defaults and group, and of the target of releases of that name; `None` when there is neither.
    #[must_use]
    pub fn target_rows(&self, name: &str) -> Option<Vec<Row>> {
        let asked = self.entries.iter().filter(|entry| entry.target.name == name).flat_map(|entry| self.entry_rows(entry));
        let released = self.releases.targets.iter().filter(|entry| entry.target.name == name).flat_map(release::target_rows);
        Some(asked.chain(released).collect()).filter(|rows: &Vec<Row>| !rows.is_empty())
    }

    fn entry_rows(&self, entry: &Entry) -> Vec<Row> {
        let t = &entry.target;
        let head = format!("target.{}", t.name);
        let logs = |key: &'static str, files: &[PathBuf]| (key, "logs", list(files));
        let mut values = vec![
            ("group", "group", t.group.clone()),
            ("description", "description", t.description.clone()),
            ("tags", "tags", t.tags.join(", ")),
            ("order", "order", t.order.to_string()),
            ("enabled", "enabled", t.enabled.to_string()),
            ("owner", "owner", t.owner.clone()),
        ];
        values.extend(match &t.place {
            Place::Oracle(connect) => oracle_values(connect),
            Place::Host(host) => host_values(host),
            Place::Backup(shown) => vec![("place", "place", shown.clone())],
        });
        values.extend([
            ("packs", "packs", t.packs.join(", ")),
            logs("logs.alert", &t.logs.alert),
            logs("logs.listener", &t.logs.listener),
            logs("logs.sqlnet", &t.logs.sqlnet),
        ]);
        let mut rows = vec![Row { key: format!("{head}.kind"), value: t.kind().as_str().into(), origin: entry.origin.to_string() }];
        for (key, known_as, value) in values {
            let origin = entry.origins.get(known_as);
            if !value.is_empty() && (origin.is_some() || !known_as.starts_with("logs")) {
                let origin = origin.unwrap_or(&Origin::Default).to_string();
                rows.push(Row { key: format!("{head}.{key}"), value, origin });
            }
        }
        for (check, limits) in &t.limits {
            let from = |name: &String| self.limit_layers(t).rev().find_map(|(layer, _)| layer.get(check)?.get(name));
            rows.extend(limits.keys().filter_map(|name| Some(of(&format!("{head}.limits.{check:?}.{name}"), from(name)?, f64::to_string))));
        }
        let group = self.groups.get(&t.group).map(|group| &group.skip);
        for (check, reason) in &t.skip {
            let from = entry.skip.get(check).or_else(|| group?.get(check));
            let origin = from.map(|skip| skip.origin.to_string()).unwrap_or_default();
            rows.push(Row { key: format!("{head}.skip.{check:?}"), value: reason.clone(), origin });
        }
        rows
    }
}

/// What a backup set comes to.
fn set_rows(entry: &SetEntry) -> Vec<Row> {
    let (set, origin) = (&entry.set, entry.origin.to_string());
    let mut rows = Vec::new();
    let mut add = |key: &str, value: String| {
        if !value.is_empty() {
            rows.push(Row { key: format!("set.{}.{key}", set.target.name), value, origin: origin.clone() });
        }
    };
    add("producer", set.producer.as_str().into());
    add("place", set.place.shown());
    add("files", set.files.join(", "));
    add("logs", set.logs.join(", "));
    add("enabled", set.target.enabled.to_string());
    add("database", set.database.clone().unwrap_or_default());
    add("copies", set.copies.iter().map(|copy| copy.at.shown()).collect::<Vec<_>>().join(", "));
    let keep = set.retention;
    if keep.daily + keep.weekly + keep.monthly > 0 {
        add("retention", format!("{} / {} / {}", keep.daily, keep.weekly, keep.monthly));
    }
    add("restore.runner", set.restore.as_ref().map(|restore| restore.runner.clone()).unwrap_or_default());
    rows
}

/// Key, the key that its origin is known by, value.
type Shown = (&'static str, &'static str, String);

fn oracle_values(c: &Connect) -> Vec<Shown> {
    vec![
        ("address", "address", c.address.clone()),
        ("user", "user", c.user.clone()),
        ("password", "password", c.password.as_ref().map(secret).unwrap_or_default()),
        ("driver", "driver", driver(c.driver).into()),
        ("sysdba", "sysdba", c.sysdba.to_string()),
        ("connect-timeout", "connect-timeout", c.connect_timeout_s.to_string()),
        ("statement-timeout", "statement-timeout", c.statement_timeout_s.to_string()),
        ("tns-admin", "tns-admin", path(c.tns_admin.as_ref())),
        ("wallet", "wallet", path(c.wallet.as_ref())),
        ("wallet-password", "wallet-password", c.wallet_password.as_ref().map(secret).unwrap_or_default()),
    ]
}

fn host_values(h: &Host) -> Vec<Shown> {
    vec![
        ("address", "address", h.address.clone()),
        ("port", "port", h.port.map(|p| p.to_string()).unwrap_or_default()),
        ("user", "user", h.user.clone().unwrap_or_default()),
        ("password", "password", h.password.as_ref().map(secret).unwrap_or_default()),
        ("keys", "keys", list(&h.keys)),
        ("passphrase", "passphrase", h.passphrase.as_ref().map(secret).unwrap_or_default()),
        ("agent", "agent", h.agent.to_string()),
        ("jump", "jump", h.jump.join(", ")),
        ("sudo", "sudo", h.sudo.to_string()),
        ("algorithms", "algorithms", h.algorithms.join(", ")),
        ("known-hosts", "known-hosts", list(&h.known_hosts)),
        ("ssh-config", "ssh-config", path(h.ssh_config.as_ref())),
        ("connect-timeout", "connect-timeout", h.connect_timeout_s.to_string()),
        ("timeout", "timeout", h.timeout_s.to_string()),
    ]
}

fn path(path: Option<&PathBuf>) -> String {
    path.map(|p| p.display().to_string()).unwrap_or_default()
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn of<T>(key: &str, value: &Sourced<T>, text: impl Fn(&T) -> String) -> Row {
    Row { key: key.into(), value: text(&value.value), origin: value.origin.to_string() }
}

/// What a group is; what it gives to its targets is shown there.
fn group_rows(group: &Group) -> Vec<Row> {
    let head = format!("group.{}", group.name);
    let origin = group.origin.to_string();
    let row = |key: &str, value: String| Row { key: format!("{head}.{key}"), value, origin: origin.clone() };
    let mut rows = vec![row("title", group.title.clone()), row("order", group.order.to_string())];
    rows.extend(limit_rows(&format!("{head}."), &group.limits));
    rows
}

fn limit_rows(head: &str, limits: &SourcedLimits) -> Vec<Row> {
    let rows = limits.iter().flat_map(|(check, names)| {
        names.iter().map(move |(name, limit)| of(&format!("{head}limits.{check:?}.{name}"), limit, f64::to_string))
    });
    rows.collect()
}

fn driver(driver: Driver) -> &'static str {
    match driver {
        Driver::Auto => "auto",
        Driver::Thin => "thin",
        Driver::Thick => "thick",
    }
}

/// The reference as it is written in the file; never what it leads to.
pub(super) fn secret(reference: &SecretRef) -> String {
    match reference {
        SecretRef::File(path) => format!("{{ file = {:?} }}", path.display().to_string()),
        SecretRef::Env(name) => format!("{{ env = {name:?} }}"),
        SecretRef::Command(argv) => format!("{{ command = {argv:?} }}"),
    }
}
