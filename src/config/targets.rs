//! Turns the `[group.…]` and `[target.…]` tables of a file into what each says by itself, before anything is merged.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::limits::{self, SourcedLimits};
use super::origin::{Origin, Sourced};
use super::reader::Reader;
use super::reference::{plain_secret, secret};
use super::settings::{DRIVERS, KEYS as SETTINGS_KEYS};
use crate::model::{Driver, LogFiles, SecretRef, TargetKind};
use crate::text::Msg;

/// What a target can be; every kind has its own keys.
pub(super) const KINDS: &[&str] = &["oracle", "host"];
pub(super) const FILE_KEYS: &[&str] = &["group", "target"];
pub(super) const GROUP_KEYS: &[&str] = &[
    "title",
    "order",
    "owner",
    "tags",
    "packs",
    "limits",
    "skip",
    "user",
    "password",
    "driver",
    "sysdba",
    "connect-timeout",
    "statement-timeout",
    "tns-admin",
    "wallet",
    "wallet-password",
    "port",
    "keys",
    "passphrase",
    "agent",
    "jump",
    "sudo",
    "algorithms",
    "known-hosts",
    "ssh-config",
    "timeout",
];
pub(super) const ORACLE_KEYS: &[&str] = &[
    "kind",
    "group",
    "description",
    "tags",
    "order",
    "enabled",
    "owner",
    "address",
    "user",
    "password",
    "driver",
    "sysdba",
    "connect-timeout",
    "statement-timeout",
    "tns-admin",
    "wallet",
    "wallet-password",
    "packs",
    "logs",
    "limits",
    "skip",
];
pub(super) const HOST_KEYS: &[&str] = &[
    "kind",
    "group",
    "description",
    "tags",
    "order",
    "enabled",
    "owner",
    "address",
    "port",
    "user",
    "password",
    "keys",
    "passphrase",
    "agent",
    "jump",
    "sudo",
    "algorithms",
    "known-hosts",
    "ssh-config",
    "connect-timeout",
    "timeout",
    "limits",
    "skip",
];
pub(super) const LOG_KEYS: &[&str] = &["alert", "listener", "sqlnet"];
const PACKS: &[&str] = &["diagnostics", "tuning"];
const HOST_ADDRESS: &str = "\"10.1.2.3\" / \"name\" / \"fe80::1\"";
const ADDRESS: &str = "\"host:port/service\" / \"host:port:SID\" / \"alias\" / \"(DESCRIPTION=…)\"";

/// What a group and a target can both say.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    pub(super) owner: Option<Sourced<String>>,
    pub(super) tags: Option<Sourced<Vec<String>>>,
    pub(super) packs: Option<Sourced<Vec<String>>>,
    pub(super) limits: SourcedLimits,
    pub(super) skip: BTreeMap<String, Sourced<String>>,
    pub(super) user: Option<Sourced<String>>,
    pub(super) password: Option<Sourced<SecretRef>>,
    pub(super) driver: Option<Sourced<Driver>>,
    pub(super) sysdba: Option<Sourced<bool>>,
    pub(super) connect_timeout: Option<Sourced<u32>>,
    pub(super) statement_timeout: Option<Sourced<u32>>,
    pub(super) tns_admin: Option<Sourced<PathBuf>>,
    pub(super) wallet: Option<Sourced<PathBuf>>,
    pub(super) wallet_password: Option<Sourced<SecretRef>>,
    pub(super) port: Option<Sourced<u32>>,
    pub(super) keys: Option<Sourced<Vec<PathBuf>>>,
    pub(super) passphrase: Option<Sourced<SecretRef>>,
    pub(super) agent: Option<Sourced<bool>>,
    pub(super) jump: Option<Sourced<Vec<String>>>,
    pub(super) sudo: Option<Sourced<bool>>,
    pub(super) algorithms: Option<Sourced<Vec<String>>>,
    pub(super) known_hosts: Option<Sourced<Vec<PathBuf>>>,
    pub(super) ssh_config: Option<Sourced<PathBuf>>,
    pub(super) timeout: Option<Sourced<u32>>,
    /// Every key that stands there, well or badly: a bad one is not also missing.
    pub(super) written: Vec<String>,
}

/// A `[group.NAME]` table.
#[derive(Debug, Clone)]
pub(super) struct RawGroup {
    pub(super) name: Sourced<String>,
    pub(super) title: Option<Sourced<String>>,
    pub(super) order: Option<Sourced<i64>>,
    pub(super) common: Common,
}

/// A `[target.NAME]` table.
#[derive(Debug, Clone)]
pub(super) struct RawTarget {
    pub(super) name: Sourced<String>,
    pub(super) kind: TargetKind,
    pub(super) group: Option<Sourced<String>>,
    pub(super) description: Option<Sourced<String>>,
    pub(super) order: Option<Sourced<i64>>,
    pub(super) enabled: Option<Sourced<bool>>,
    pub(super) address: Option<Sourced<String>>,
    pub(super) logs: LogFiles,
    pub(super) logs_at: Option<Origin>,
    pub(super) common: Common,
}

/// All groups and targets of one file.
pub(super) fn read(top: &Reader<'_>) -> (Vec<RawGroup>, Vec<RawTarget>) {
    top.only_or(FILE_KEYS, |key| SETTINGS_KEYS.contains(&key).then_some(Msg::HintSettingsFile {}));
    let groups = top.named("group").into_iter().map(|(name, table)| {
        table.only(GROUP_KEYS);
        RawGroup { name, title: table.text("title"), order: order(&table), common: common(&table) }
    });
    let groups = groups.collect();
    (groups, top.named("target").into_iter().filter_map(|(name, table)| target(name, &table)).collect())
}

fn target(name: Sourced<String>, table: &Reader<'_>) -> Option<RawTarget> {
    let kind = if table.entry("kind").is_none() {
        let want = "kind = \"oracle\" / \"host\"".into();
        table.problems.config(&name.origin, |place| Msg::ConfigMissing { place, key: table.key("kind"), want });
        TargetKind::Oracle
    } else {
        table.choice("kind", &TargetKind::ASKED.map(|kind| (kind.as_str(), kind)))?.value
    };
    table.only(match kind {
        TargetKind::Oracle => ORACLE_KEYS,
        TargetKind::Host | TargetKind::Backup => HOST_KEYS,
    });
    let form = match kind {
        TargetKind::Oracle => ADDRESS,
        TargetKind::Host | TargetKind::Backup => HOST_ADDRESS,
    };
    let mut logs = LogFiles::default();
    if let Some(inside) = table.sub("logs") {
        inside.only(LOG_KEYS);
        let list = |key| inside.disk_paths(key).map(|paths| paths.value).unwrap_or_default();
        logs = LogFiles { alert: list("alert"), listener: list("listener"), sqlnet: list("sqlnet") };
    }
    if table.entry("address").is_none() {
        let want = format!("address = {form}");
        table.problems.config(&name.origin, |place| Msg::ConfigMissing { place, key: table.key("address"), want });
    }
    Some(RawTarget {
        name,
        kind,
        group: table.text("group"),
        description: table.text("description"),
        order: order(table),
        enabled: table.flag("enabled"),
        address: match kind {
            TargetKind::Oracle => address(table),
            TargetKind::Host | TargetKind::Backup => host_address(table),
        },
        logs,
        logs_at: table.entry("logs").map(|(key, _)| table.origin(key)),
        common: common(table),
    })
}

fn common(table: &Reader<'_>) -> Common {
    Common {
        owner: table.text("owner"),
        tags: table.texts("tags"),
        packs: packs(table),
        limits: limits::read(table),
        skip: limits::skips(table),
        user: user(table),
        password: secret(table, "password"),
        driver: table.choice("driver", DRIVERS),
        sysdba: table.flag("sysdba"),
        connect_timeout: table.count("connect-timeout", 1..=3600),
        statement_timeout: table.count("statement-timeout", 1..=86_400),
        tns_admin: table.disk_path("tns-admin"),
        wallet: table.disk_path("wallet"),
        wallet_password: secret(table, "wallet-password"),
        port: table.count("port", 1..=65_535),
        keys: table.disk_paths("keys"),
        passphrase: secret(table, "passphrase"),
        agent: table.flag("agent"),
        jump: table.texts("jump"),
        sudo: table.flag("sudo"),
        algorithms: table.texts("algorithms"),
        known_hosts: table.disk_paths("known-hosts"),
        ssh_config: table.disk_path("ssh-config"),
        timeout: table.count("timeout", 1..=86_400),
        written: table.table.keys().map(|key| key.get_ref().to_string()).collect(),
    }
}

fn order(table: &Reader<'_>) -> Option<Sourced<i64>> {
    table.whole("order", -1_000_000..=1_000_000)
}

fn packs(table: &Reader<'_>) -> Option<Sourced<Vec<String>>> {
    let packs = table.texts("packs")?;
    let entry = table.entry("packs")?;
    if packs.value.iter().all(|pack| PACKS.contains(&pack.as_str())) {
        return Some(packs);
    }
    table.wrong_value(entry, &format!("{PACKS:?}"));
    None
}

/// A user name; `scott/tiger` is refused without repeating it.
pub(super) fn user(table: &Reader<'_>) -> Option<Sourced<String>> {
    let user = table.text("user")?;
    if user.value.contains(['/', '@']) && !user.value.starts_with('"') {
        plain_secret(table, "user", "password");
        return None;
    }
    Some(user)
}

/// An address of one of the four forms, looked at lightly: links take it apart. One with a login in it is refused unseen.
fn address(table: &Reader<'_>) -> Option<Sourced<String>> {
    let address = table.text("address")?;
    let text = &address.value;
    if text.contains('@') {
        plain_secret(table, "address", "password");
        return None;
    }
    let descriptor = text.starts_with('(') && text.matches('(').count() == text.matches(')').count();
    if descriptor || !text.contains(|c: char| c.is_whitespace() || c == '(' || c == ')') {
        return Some(address);
    }
    // What has parameters in it could have a password in it.
    let value = if text.contains('=') { "\"…=…\"".into() } else { format!("{text:?}") };
    table.problems.config(&address.origin, |place| Msg::ConfigValue { place, key: table.key("address"), value, want: ADDRESS.into() });
    None
}

/// A name or an address of a host; the port and the user have keys of their own.
fn host_address(table: &Reader<'_>) -> Option<Sourced<String>> {
    let address = table.text("address")?;
    if address.value.contains('@') {
        plain_secret(table, "address", "password");
        return None;
    }
    let text = address.value.trim_start_matches('[').trim_end_matches(']');
    let ipv6 = text.parse::<std::net::Ipv6Addr>().is_ok();
    if ipv6 || text.chars().all(|c| c.is_alphanumeric() || ".-_%".contains(c)) && !text.starts_with('-') {
        return Some(Sourced::new(text.to_owned(), address.origin));
    }
    table.wrong_value(table.entry("address")?, HOST_ADDRESS);
    None
}
