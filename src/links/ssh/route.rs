//! The way to a host: every machine on it with what a connection to it needs, from the target's settings and `~/.ssh/config`.

use std::path::PathBuf;

use super::algorithms::{Algorithms, KEYWORDS};
use super::config::{Asked, Settings, SshConfig, expand};
use super::failure;
use crate::model::{AskError, Host, LocalUser};

/// Jump hosts that have jump hosts.
const MOST_HOPS: usize = 8;
/// The keys that ssh looks for where none is named.
const USUAL_KEYS: &[&str] = &["id_rsa", "id_ecdsa", "id_ed25519"];

/// One machine on the way; the last is the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hop {
    /// As it was asked for.
    pub name: String,
    pub host: String,
    pub port: u16,
    pub user: String,
    /// Its name in `known_hosts`.
    pub known_as: String,
    /// The same without the port, where there is one in it.
    pub bare: Option<String>,
    pub known_hosts: Vec<PathBuf>,
    pub keys: Vec<PathBuf>,
    /// The keys were named; those of the usual names may be missing.
    pub keys_named: bool,
    pub agent: bool,
    /// Only such keys of the agent as are in `keys`.
    pub identities_only: bool,
    pub algorithms: Algorithms,
}

/// A jump host as it is written: `user@host:port`, `[v6]:port`, `ssh://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jump {
    pub host: String,
    pub user: Option<String>,
    pub port: Option<u16>,
}

/// All machines to pass, the target last. What the target says itself wins over `~/.ssh/config`.
pub(super) fn plan(host: &Host, local: &LocalUser) -> Result<Vec<Hop>, AskError> {
    let own = local.home.as_ref().map(|home| home.join(".ssh/config"));
    let home = local.home.as_deref();
    let config = match &host.ssh_config {
        Some(file) if file.as_os_str() == "none" => None,
        Some(file) => Some(SshConfig::read(file, home)?.ok_or_else(|| failure::config(format!("{}: not there", file.display())))?),
        None => own.map(|file| SshConfig::read(&file, home)).transpose()?.flatten(),
    };
    let planner = Planner { host, local, config: config.unwrap_or_default() };
    let target = Jump { host: bare(&host.address).to_owned(), user: host.user.clone(), port: host.port };
    let (target, settings) = planner.hop(&target, true)?;
    let mut jumps = if host.jump.is_empty() { jumps_of(&settings, &target.name)? } else { parsed(&host.jump)? };
    let mut hops = vec![target];
    // From the target backwards; a jump host's own `ProxyJump` counts only before the first of them, as in ssh.
    while let Some(jump) = jumps.pop() {
        let (hop, settings) = planner.hop(&jump, false)?;
        if jumps.is_empty() {
            jumps = jumps_of(&settings, &hop.name)?;
        }
        hops.insert(0, hop);
        if hops.len() > MOST_HOPS {
            return Err(failure::config(format!("{}: more than {MOST_HOPS} jump hosts (a ring in ProxyJump?)", host.address)));
        }
    }
    Ok(hops)
}

struct Planner<'a> {
    host: &'a Host,
    local: &'a LocalUser,
    config: SshConfig,
}

impl Planner<'_> {
    fn hop(&self, asked: &Jump, target: bool) -> Result<(Hop, Settings), AskError> {
        let wrong = |what: String| failure::config(format!("{}: {what}", asked.host));
        let local_user = self.local.name.as_deref();
        let settings = self.config.of(Asked { alias: &asked.host, user: asked.user.as_deref(), local_user });
        let host = settings.first("hostname").map_or_else(|| asked.host.clone(), |name| tokens(name, &[('h', &asked.host)]));
        let port = match (asked.port, settings.first("port")) {
            (Some(port), _) => port,
            (None, Some(text)) => text.parse().map_err(|_| wrong(format!("Port {text} in ssh_config is no port")))?,
            (None, None) => 22,
        };
        let user = asked.user.as_deref().or(settings.first("user")).or(local_user);
        let user = user.ok_or_else(|| wrong("no user is configured".into()))?.to_owned();
        let home = self.local.home.as_deref();
        let home_text = home.map(|h| h.display().to_string()).unwrap_or_default();
        let port_text = port.to_string();
        let path = |text: &str| {
            let known: &[(char, &str)] = &[
                ('d', &home_text),
                ('h', &host),
                ('n', &asked.host),
                ('p', &port_text),
                ('r', &user),
                ('u', local_user.unwrap_or_default()),
            ];
            expand(&tokens(text, known), home)
        };
        let named: Vec<PathBuf> = match (&self.host.keys, settings.all("identityfile")) {
            (own, _) if !own.is_empty() => own.clone(),
            (_, files) => files.iter().filter(|f| f.as_str() != "none").filter_map(|f| path(f)).collect(),
        };
        let keys_named = !named.is_empty() || !settings.all("identityfile").is_empty();
        let usual = || home.map(|home| USUAL_KEYS.iter().map(|name| home.join(".ssh").join(name)).collect()).unwrap_or_default();
        let mut algorithms = Algorithms::default();
        for (kind, word) in KEYWORDS.iter().enumerate() {
            settings.first(word).into_iter().for_each(|value| algorithms.adjust(kind, value));
        }
        for name in self.host.algorithms.iter().filter(|_| target) {
            algorithms.add(name).map_err(|all| wrong(format!("algorithm {name} is unknown; old ones are: {all}")))?;
        }
        let alias = settings.first("hostkeyalias").map(str::to_owned);
        let lower = host.to_lowercase();
        let (known_as, bare) = match alias {
            Some(alias) => (alias, None),
            None if port == 22 => (lower, None),
            None => (format!("[{lower}]:{port}"), Some(lower)),
        };
        let hop = Hop {
            name: asked.host.clone(),
            port,
            known_as,
            bare,
            known_hosts: self.known_hosts(&settings, path),
            keys: if keys_named { named } else { usual() },
            keys_named,
            agent: self.host.agent,
            identities_only: settings.yes("identitiesonly"),
            algorithms,
            host,
            user,
        };
        Ok((hop, settings))
    }

    fn known_hosts(&self, settings: &Settings, path: impl Fn(&str) -> Option<PathBuf>) -> Vec<PathBuf> {
        if !self.host.known_hosts.is_empty() {
            return self.host.known_hosts.clone();
        }
        let files = |key: &str, usual: &str| match settings.all(key) {
            [] => path(usual).into_iter().collect::<Vec<_>>(),
            [none] if none == "none" => Vec::new(),
            some => some.iter().filter_map(|f| path(f)).collect(),
        };
        let mut all = if self.local.home.is_some() || !settings.all("userknownhostsfile").is_empty() {
            files("userknownhostsfile", "~/.ssh/known_hosts")
        } else {
            Vec::new()
        };
        all.extend(files("globalknownhostsfile", "/etc/ssh/ssh_known_hosts"));
        all
    }
}

/// The jump hosts `~/.ssh/config` names. A `ProxyCommand` would be a program of its own to run: it is refused, not passed over.
fn jumps_of(settings: &Settings, name: &str) -> Result<Vec<Jump>, AskError> {
    let jumps = settings.first("proxyjump").filter(|v| !v.eq_ignore_ascii_case("none"));
    let command = settings.first("proxycommand").filter(|v| !v.eq_ignore_ascii_case("none"));
    match (jumps, command) {
        (None, Some(_)) => {
            Err(failure::config(format!("{name}: ProxyCommand of ssh_config is not supported; write jump = [\"user@host\"]")))
        }
        (Some(jumps), _) => parsed(&jumps.split(',').map(str::to_owned).collect::<Vec<_>>()),
        (None, None) => Ok(Vec::new()),
    }
}

fn parsed(all: &[String]) -> Result<Vec<Jump>, AskError> {
    all.iter().map(|text| jump(text).ok_or_else(|| failure::config(format!("{text}: no jump host, write user@host:port")))).collect()
}

fn jump(text: &str) -> Option<Jump> {
    let text = text.trim();
    let text = text.strip_prefix("ssh://").map_or(text, |rest| rest.trim_end_matches('/'));
    let (user, rest) = text.rsplit_once('@').map_or((None, text), |(user, rest)| (Some(user.to_owned()), rest));
    let (host, port) = match rest.strip_prefix('[') {
        Some(inner) => {
            let (host, port) = inner.split_once(']')?;
            (host, port.strip_prefix(':').or(port.is_empty().then_some(""))?)
        }
        // More than one colon: an IPv6 address without a port.
        None if rest.matches(':').count() > 1 => (rest, ""),
        None => rest.split_once(':').unwrap_or((rest, "")),
    };
    let port = if port.is_empty() { None } else { Some(port.parse().ok().filter(|p| *p > 0)?) };
    (!host.is_empty() && user.as_deref() != Some("")).then(|| Jump { host: host.to_owned(), user, port })
}

/// An IPv6 address without its brackets.
fn bare(address: &str) -> &str {
    address.strip_prefix('[').and_then(|a| a.strip_suffix(']')).unwrap_or(address)
}

/// Puts in `%h` and the like; a letter that is unknown stays.
fn tokens(text: &str, known: &[(char, &str)]) -> String {
    let (mut out, mut chars) = (String::new(), text.chars());
    while let Some(c) = chars.next() {
        match (c, if c == '%' { chars.next() } else { None }) {
            ('%', Some('%')) => out.push('%'),
            ('%', Some(letter)) => match known.iter().find(|(l, _)| *l == letter) {
                Some((_, value)) => out.push_str(value),
                None => out.extend(['%', letter]),
            },
            (c, _) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
