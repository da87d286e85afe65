//! What has to hold of any version: looks, each kind with keys of its own.

use super::super::origin::Origin;
use super::super::reader::Reader;
use super::{needs, one_of};
use crate::model::release::{Name, Probe, Verify};

/// The kinds and the keys that each has beside those of all.
pub(crate) const KINDS: &[(&str, &[&str])] = &[
    ("port", &["host", "port"]),
    ("http", &["url", "status", "body", "within-ms"]),
    ("log", &["path", "contains", "without"]),
    ("file", &["path", "sha256"]),
    ("config", &["path", "key", "value"]),
    ("process", &["match", "min"]),
    ("sql", &["database", "query", "expect"]),
    ("manual", &["ask"]),
];
const COMMON: &[&str] = &["kind", "title", "part", "seconds"];

/// A look; `parts` and `databases` are those of its target.
pub(super) fn read(origin: &Origin, table: &Reader<'_>, parts: &[String], databases: &[String]) -> Option<Verify> {
    let kinds: Vec<_> = KINDS.iter().map(|kind| (kind.0, *kind)).collect();
    needs(table, origin, "kind", &format!("kind = \"{}\"", KINDS.iter().map(|kind| kind.0).collect::<Vec<_>>().join("\" / \"")));
    let (kind, keys) = table.choice("kind", &kinds)?.value;
    table.only(&[COMMON, keys].concat());
    let part = table.entry("part").is_some().then(|| one_of(table, "part", parts));
    let seconds = table.count("seconds", 0..=86_400).map_or(60, |n| n.value);
    let title = optional(table, "title");
    let probe = probe(origin, table, kind, databases);
    let part = match part {
        Some(part) => Some(part?),
        None => None,
    };
    Some(Verify { title, part, seconds, probe: probe? })
}

/// With scheme and host.
pub(super) fn is_address(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, rest)| matches!(scheme, "http" | "https") && !rest.is_empty())
}

fn probe(origin: &Origin, table: &Reader<'_>, kind: &str, databases: &[String]) -> Option<Probe> {
    let must = |key: &str, want: &str| {
        needs(table, origin, key, &format!("{key} = {want}"));
        table.text(key).map(|text| text.value)
    };
    Some(match kind {
        "port" => {
            needs(table, origin, "port", "port = 8080");
            let port = table.count("port", 1..=65_535).and_then(|port| u16::try_from(port.value).ok());
            Probe::Port { host: optional(table, "host"), port: port? }
        }
        "http" => {
            let url = must("url", "\"http://127.0.0.1:8080/…\"");
            if let Some(entry) = table.entry("url").filter(|_| url.as_ref().is_some_and(|url| !is_address(url))) {
                table.wrong_value(entry, "\"http://…\" / \"https://…\"");
            }
            let status = table.count("status", 100..=599).and_then(|status| u16::try_from(status.value).ok());
            let within_ms = table.count("within-ms", 1..=3_600_000).map(|ms| ms.value.into());
            let body = pattern(table, "body");
            Probe::Http { url: url.filter(|url| is_address(url))?, status, body, within_ms }
        }
        "log" => {
            needs(table, origin, "path", "path = \"logs/catalina.*.log\"");
            if table.entry("contains").is_none() && table.entry("without").is_none() {
                needs(table, origin, "contains", "contains = \"…\" / without = \"…\"");
            }
            let (contains, without) = (pattern(table, "contains"), pattern(table, "without"));
            Probe::Log { path: path(table, true)?, contains, without }
        }
        "file" => {
            needs(table, origin, "path", "path = \"WEB-INF/web.xml\"");
            let sha256 = must("sha256", "\"0123…\" (64)");
            let good = |hex: &String| hex.len() == 64 && hex.chars().all(|c| c.is_ascii_hexdigit());
            if let Some(entry) = table.entry("sha256").filter(|_| sha256.as_ref().is_some_and(|hex| !good(hex))) {
                table.wrong_value(entry, "\"0123456789abcdef…\" (64)");
            }
            let path = path(table, false);
            Probe::File { path: path?, sha256: sha256.filter(good)?.to_ascii_lowercase() }
        }
        "config" => {
            needs(table, origin, "path", "path = \"conf/server.xml\"");
            let (key, value) = (must("key", "\"server.port\""), must("value", "\"…\""));
            Probe::Config { path: path(table, false)?, key: key?, value: value? }
        }
        "process" => {
            needs(table, origin, "match", "match = \"java .*catalina\"");
            let pattern = pattern(table, "match");
            let min = table.count("min", 1..=100_000).map(|min| min.value);
            Probe::Process { pattern: Some(pattern).filter(|pattern| !pattern.is_empty())?, min }
        }
        "sql" => {
            needs(table, origin, "database", "database = \"main\"");
            let query = must("query", "\"select …\"");
            let expect = optional(table, "expect");
            Probe::Sql { database: one_of(table, "database", databases)?, query: query?, expect }
        }
        _ => Probe::Manual { ask: must("ask", "\"…\"")? },
    })
}

fn optional(table: &Reader<'_>, key: &str) -> String {
    table.text(key).map(|text| text.value).unwrap_or_default()
}

/// A regular expression, in the dialect of the `regex` family; a bad one is told with the reason.
fn pattern(table: &Reader<'_>, key: &str) -> String {
    let Some(text) = table.text(key) else { return String::new() };
    if let Err(e) = regex_automata::meta::Regex::new(&text.value) {
        let reason = e.syntax_error().map_or_else(|| e.to_string(), std::string::ToString::to_string);
        let last = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        if let Some(entry) = table.entry(key) {
            table.wrong_value(entry, &format!("正则表达式 / a regular expression ({last})"));
        }
        return String::new();
    }
    text.value
}

/// Absolute, or below the root; with a `*` in its last part if `star`.
fn path(table: &Reader<'_>, star: bool) -> Option<String> {
    let text = table.text("path")?.value;
    let below = text.strip_prefix('/').unwrap_or(&text);
    let (folder, last) = below.rsplit_once('/').unwrap_or(("", below));
    let starred = folder.contains('*') || (last.contains('*') && !star);
    if below.parse::<Name>().is_err() || starred {
        table.wrong_value(table.entry("path")?, if star { "\"/…/logs/*.log\" / \"logs/*.log\"" } else { "\"/…/file\" / \"conf/file\"" });
        return None;
    }
    Some(text)
}

/// A look in one line, for `config show`.
pub(super) fn shown(look: &Verify) -> String {
    let said = match &look.probe {
        Probe::Port { host, port } if host.is_empty() => format!("port {port}"),
        Probe::Port { host, port } => format!("port {host}:{port}"),
        Probe::Http { url, .. } => format!("http {url}"),
        Probe::Log { path, .. } => format!("log {path}"),
        Probe::File { path, .. } => format!("file {path}"),
        Probe::Config { path, key, value } => format!("config {path} {key} = {value}"),
        Probe::Process { pattern, .. } => format!("process {pattern}"),
        Probe::Sql { database, query, .. } => format!("sql {database}: {query}"),
        Probe::Manual { ask } => format!("manual {ask}"),
    };
    let part = look.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
    format!("{said}{part}, {} s", look.seconds)
}
