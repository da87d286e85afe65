//! Turns `backups.toml` into backup sets: what should be there, where, how often, for how long.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::{Date, Time, Weekday};
use toml::de::DeValue;

use super::limits::{self, SourcedLimits, number};
use super::merge::{self, ORDER, merged};
use super::origin::{Origin, Sourced};
use super::reader::{Entry, Reader};
use super::settings::Settings;
use super::source::Problems;
use super::targets::RawGroup;
use crate::error::{Error, Kind};
use crate::model::backup::{BackupSet, CopyPlace, Event, Location, MonthDay, Producer, RestorePlan, Retention, Schedule, Smoke};
use crate::model::{LogFiles, Place, Target, TargetKind};
use crate::parse::filename::Pattern;
use crate::text::Msg;

/// The file of a site.
pub(super) const FILE: &str = "backups.toml";

const KEYS: &[&str] = &[
    "description",
    "group",
    "tags",
    "order",
    "enabled",
    "owner",
    "producer",
    "host",
    "place",
    "files",
    "logs",
    "logs-host",
    "logs-place",
    "schedule",
    "within",
    "name-days",
    "since",
    "database",
    "schemas",
    "tables",
    "restore-release",
    "min-size",
    "copies",
    "retention",
    "encrypted",
    "manifest",
    "hash-nights",
    "events",
    "restore",
    "limits",
    "skip",
];
const SCHEDULE: &str = "\"daily 22:00\" / \"daily 01:00,13:00\" / \"weekly sun,wed 01:00\" / \"monthly 1 02:00\" / \"monthly last 02:00\"";
const NAMES: &str = "[\"hx_{date}_{n}.dmp\"]: {date} {yyyy} {yy} {mm} {dd} {hh} {mi} {ss} {n} * ?";
const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

/// A set and where it was written, with the limits that it sets itself.
#[derive(Debug, Clone)]
pub(super) struct SetEntry {
    pub(super) set: BackupSet,
    pub(super) origin: Origin,
    pub(super) limits: SourcedLimits,
}

/// What holds for all sets of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupSettings {
    /// The site's own table of error codes, before ours.
    pub codes: Option<PathBuf>,
    /// Public keys of minisign, whose signatures of manifests are believed.
    pub trusted_keys: Vec<String>,
    /// The secret key that manifests are signed with here.
    pub signing_key: Option<PathBuf>,
    /// Runners of restore tests that the site wrote itself.
    pub runners_dir: Option<PathBuf>,
}

/// All sets of a file; those with mistakes are left out, and the mistakes told.
pub(super) fn read(top: &Reader<'_>, groups: &BTreeMap<String, RawGroup>, settings: &Settings) -> (BackupSettings, Vec<SetEntry>) {
    top.only(&["codes", "trusted-keys", "signing-key", "runners-dir", "set"]);
    let all = BackupSettings {
        codes: top.disk_path("codes").map(|p| p.value),
        trusted_keys: top.texts("trusted-keys").map(|k| k.value).unwrap_or_default(),
        signing_key: top.disk_path("signing-key").map(|p| p.value),
        runners_dir: top.disk_path("runners-dir").map(|p| p.value),
    };
    (all, top.named("set").into_iter().filter_map(|(name, table)| set(name, &table, groups, settings)).collect())
}

/// What a set refers to must be there, and its name must be its own: the history knows targets and sets by their names.
pub(super) fn names(sets: &[SetEntry], targets: &[merge::Entry], problems: &Problems) {
    let find = |name: &str| targets.iter().find(|entry| entry.target.name == name);
    let mut seen = BTreeMap::<&str, &Origin>::new();
    for entry in sets {
        let (set, name) = (&entry.set, entry.set.target.name.as_str());
        let first = find(name).map(|other| &other.origin).or(seen.get(name).copied());
        if let Some(first) = first {
            problems.config(&entry.origin, |place| Msg::ConfigTwice { place, key: format!("set.{name}"), first: first.to_string() });
        }
        seen.insert(name, &entry.origin);
        let hosts = [Some(&set.place), set.logs_at.as_ref()].into_iter().flatten().chain(set.copies.iter().map(|c| &c.at));
        let hosts = hosts.filter_map(|place| place.host.as_ref()).map(|host| (host, TargetKind::Host));
        for (wanted, kind) in hosts.chain(set.database.iter().map(|name| (name, TargetKind::Oracle))) {
            if find(wanted).is_none_or(|entry| entry.target.kind() != kind) {
                let known = targets.iter().filter(|e| e.target.kind() == kind).map(|e| e.target.name.as_str());
                let msg = Msg::ConfigNoTarget { place: entry.origin.to_string(), name: wanted.clone(), kind: kind.as_str().into() };
                problems.add(&entry.origin, Error::new(Kind::Config, msg).near(wanted, known));
            }
        }
    }
}

fn set(name: Sourced<String>, table: &Reader<'_>, groups: &BTreeMap<String, RawGroup>, settings: &Settings) -> Option<SetEntry> {
    table.only(KEYS);
    let missing = |key: &str, want: &str| {
        if table.entry(key).is_none() {
            table.problems.config(&name.origin, |place| Msg::ConfigMissing { place, key: table.key(key), want: want.into() });
        }
    };
    missing("producer", "producer = \"expdp\" / \"exp\" / \"rman\" / \"tar\" / \"custom\"");
    missing("place", "place = \"/backup/…\"");
    missing("files", "files = [\"hx_{date}_{n}.dmp\"]");
    missing("schedule", &format!("schedule = {SCHEDULE}"));
    let group_name = table.text("group");
    let group = group_name.as_ref().and_then(|name| groups.get(&name.value));
    if let (Some(wanted), None) = (&group_name, group) {
        let msg = Msg::ConfigNoGroup { place: wanted.origin.to_string(), name: wanted.value.clone() };
        let error = Error::new(Kind::Config, msg).near(&wanted.value, groups.keys().map(String::as_str));
        table.problems.add(&wanted.origin, error);
    }
    let own = limits::read(table);
    let none = SourcedLimits::new();
    let mut skip: BTreeMap<String, Sourced<String>> = group.map(|g| g.common.skip.clone()).unwrap_or_default();
    skip.extend(limits::skips(table));
    let place = location(table, "host", "place");
    let producer = table.choice("producer", &Producer::ALL.map(|p| (p.as_str(), p)));
    let files = patterns(table, "files");
    let schedule = schedule(table);
    let owner = table.text("owner").or_else(|| group.and_then(|g| g.common.owner.clone()));
    let mut tags = group.and_then(|g| g.common.tags.clone()).map(|t| t.value).unwrap_or_default();
    tags.extend(table.texts("tags").map(|t| t.value).unwrap_or_default());
    let shown = place.as_ref().map(Location::shown).unwrap_or_default();
    let target = Target {
        name: name.value,
        description: table.text("description").map(|d| d.value).unwrap_or_default(),
        group: group_name.map(|g| g.value).unwrap_or_default(),
        tags,
        order: table.whole("order", -1_000_000..=1_000_000).map_or(ORDER, |o| o.value),
        enabled: table.flag("enabled").is_none_or(|e| e.value),
        owner: owner.map(|o| o.value).unwrap_or_default(),
        packs: Vec::new(),
        place: Place::Backup(shown),
        logs: LogFiles::default(),
        limits: merged([&settings.limits, group.map_or(&none, |g| &g.common.limits), &own]),
        skip: skip.into_iter().map(|(check, reason)| (check, reason.value)).collect(),
    };
    // A session goes to one folder of one host.
    if let (Some(entry), true) = (table.entry("logs-place"), table.entry("host").is_some() || table.entry("logs-host").is_some()) {
        table.wrong_value(entry, "host 与 logs-place 不能同时使用 / logs-place only without host");
    }
    // All is read before anything that is missing ends it, so that every mistake is told at once.
    let rest = BackupSet {
        target,
        producer: Producer::Custom,
        place: Location { host: None, path: PathBuf::new() },
        files: Vec::new(),
        logs: table.entry("logs").and_then(|_| patterns(table, "logs")).unwrap_or_default(),
        logs_at: table.entry("logs-place").and_then(|_| location(table, "logs-host", "logs-place")),
        schedule: Schedule::Daily(Vec::new()),
        within_min: span(table, "within").unwrap_or(6 * 60),
        name_days: table.whole("name-days", -31..=31).and_then(|d| i8::try_from(d.value).ok()).unwrap_or(0),
        since: date(table, "since"),
        database: table.text("database").map(|d| d.value),
        schemas: upper(table, "schemas"),
        tables: upper(table, "tables"),
        restore_release: table.text("restore-release").map(|r| r.value),
        min_bytes: size(table, "min-size").unwrap_or(1),
        copies: tables(table, "copies").iter().filter_map(copy).collect(),
        retention: table.sub("retention").map(|r| retention(&r)).unwrap_or_default(),
        encrypted: table.flag("encrypted").is_some_and(|e| e.value),
        manifest: table.flag("manifest").is_some_and(|m| m.value),
        hash_nights: table.count("hash-nights", 1..=366).map_or(7, |n| n.value),
        events: tables(table, "events").iter().filter_map(event).collect(),
        restore: table.sub("restore").and_then(|r| restore(&r)),
    };
    let set = BackupSet { producer: producer?.value, place: place?, files: files?, schedule: schedule?, ..rest };
    Some(SetEntry { set, origin: name.origin, limits: own })
}

fn location(table: &Reader<'_>, host: &str, place: &str) -> Option<Location> {
    let host = table.text(host).map(|h| h.value);
    // On another machine the path is what it is there.
    let path = if host.is_some() { table.text(place)?.value.into() } else { table.disk_path(place)?.value };
    Some(Location { host, path })
}

/// Name patterns: relative, and staying below their place.
fn patterns(table: &Reader<'_>, key: &str) -> Option<Vec<String>> {
    let list = table.texts(key)?;
    let bad = |p: &String| {
        p.is_empty() || p.starts_with('/') || p.split('/').any(|part| part == ".." || part.is_empty()) || Pattern::new(p).is_err()
    };
    if list.value.is_empty() || list.value.iter().any(bad) {
        table.wrong_value(table.entry(key)?, NAMES);
        return None;
    }
    Some(list.value)
}

fn schedule(table: &Reader<'_>) -> Option<Schedule> {
    let text = table.text("schedule")?;
    let read = parse_schedule(&text.value);
    if read.is_none() {
        table.wrong_value(table.entry("schedule")?, SCHEDULE);
    }
    read
}

/// `daily 22:00`, `weekly sun,wed 01:00`, `monthly 1 02:00`, `monthly last 02:00`.
pub(super) fn parse_schedule(text: &str) -> Option<Schedule> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let time = |t: &str| {
        let (h, m) = t.split_once(':')?;
        Time::new(h.parse().ok()?, m.parse().ok()?, 0, 0).ok()
    };
    match words[..] {
        ["daily", at] => {
            let mut times: Vec<Time> = at.split(',').map(time).collect::<Option<_>>()?;
            times.sort();
            times.dedup();
            Some(Schedule::Daily(times))
        }
        ["weekly", days, at] => {
            let day = |d: &str| DAYS.iter().find(|(name, _)| *name == d.to_ascii_lowercase()).map(|(_, day)| *day);
            Some(Schedule::Weekly(days.split(',').map(day).collect::<Option<_>>()?, time(at)?))
        }
        ["monthly", "last", at] => Some(Schedule::Monthly(MonthDay::Last, time(at)?)),
        ["monthly", day, at] => {
            let day = day.parse().ok().filter(|d| (1..=31).contains(d))?;
            Some(Schedule::Monthly(MonthDay::Day(day), time(at)?))
        }
        _ => None,
    }
}

/// A length of time in minutes: `90m`, `4h`, `2d`.
fn span(table: &Reader<'_>, key: &str) -> Option<u32> {
    let text = table.text(key)?;
    let (number, unit) = text.value.split_at(text.value.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.value.len()));
    let minutes = match unit.trim() {
        "m" | "min" => Some(1),
        "h" => Some(60),
        "d" => Some(24 * 60),
        _ => None,
    };
    let found = number.parse::<u32>().ok().zip(minutes).and_then(|(n, unit)| n.checked_mul(unit)).filter(|n| *n > 0);
    if found.is_none() {
        table.wrong_value(table.entry(key)?, "\"90m\" / \"4h\" / \"2d\"");
    }
    found
}

/// The longest that a restore test may take, in seconds: as a length of time, and `90s`.
fn limit(table: &Reader<'_>) -> Option<u32> {
    let text = table.text("limit")?.value;
    let seconds = text.strip_suffix('s').and_then(|n| n.trim().parse::<u32>().ok()).filter(|n| *n > 0);
    seconds.or_else(|| span(table, "limit").map(|minutes| minutes.saturating_mul(60)))
}

fn size(table: &Reader<'_>, key: &str) -> Option<u64> {
    let found = bytes(&table.text(key)?.value);
    if found.is_none() {
        table.wrong_value(table.entry(key)?, "\"500MB\" / \"1.5GB\"");
    }
    found
}

/// A size in bytes: `500MB`, `1.5 GB`, `2TB`.
#[must_use]
pub fn bytes(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len()));
    let power = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" => 10,
        "M" | "MB" => 20,
        "G" | "GB" => 30,
        "T" | "TB" => 40,
        _ => return None,
    };
    // A number without a unit may be large; with one it is written as people write it.
    let most = if power == 0 { 1e15 } else { 1e6 };
    let number = number.trim().parse::<f64>().ok().filter(|n| (0.0..most).contains(n))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10^15, or to 10^6 times 2^40")]
    Some((number * f64::from(power).exp2()) as u64)
}

pub(super) fn date(table: &Reader<'_>, key: &str) -> Option<Date> {
    // Both a TOML date and a text will do.
    let entry = table.entry(key)?;
    let text = match entry.1.get_ref() {
        DeValue::Datetime(date) => date.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    let found = text.parse().ok();
    if found.is_none() {
        table.wrong_value(entry, "2026-01-31");
    }
    found
}

fn upper(table: &Reader<'_>, key: &str) -> Vec<String> {
    table.texts(key).map(|list| list.value.iter().map(|t| t.to_uppercase()).collect()).unwrap_or_default()
}

/// The tables in a list: `copies = [{ … }, { … }]`.
fn tables<'a>(table: &Reader<'a>, key: &str) -> Vec<Reader<'a>> {
    let Some(entry) = table.entry(key) else { return Vec::new() };
    let DeValue::Array(items) = entry.1.get_ref() else {
        table.wrong_type(entry, "[{ … }]");
        return Vec::new();
    };
    let inside = |item: &'a toml::Spanned<DeValue<'a>>| {
        let one: Entry<'a> = (entry.0, item);
        table.inside(one)
    };
    items.iter().filter_map(inside).collect()
}

fn copy(table: &Reader<'_>) -> Option<CopyPlace> {
    table.only(&["host", "place", "off-site"]);
    Some(CopyPlace { at: location(table, "host", "place")?, off_site: table.flag("off-site").is_some_and(|f| f.value) })
}

fn retention(table: &Reader<'_>) -> Retention {
    table.only(&["daily", "weekly", "monthly"]);
    let count = |key| table.count(key, 0..=10_000).map_or(0, |n| n.value);
    Retention { daily: count("daily"), weekly: count("weekly"), monthly: count("monthly") }
}

fn event(table: &Reader<'_>) -> Option<Event> {
    table.only(&["from", "to", "why"]);
    let from = date(table, "from")?;
    let to = if table.entry("to").is_some() { date(table, "to")? } else { from };
    Some(Event { from, to, why: table.text("why")?.value })
}

fn restore(table: &Reader<'_>) -> Option<RestorePlan> {
    table.only(&["runner", "with", "allow", "limit", "smoke"]);
    let mut with = BTreeMap::new();
    if let Some(values) = table.sub("with") {
        for (key, _) in values.table {
            let key = key.get_ref().as_ref();
            with.extend(values.text(key).map(|text| (key.to_owned(), text.value)));
        }
    }
    let smoke = tables(table, "smoke").iter().filter_map(smoke).collect();
    Some(RestorePlan {
        runner: table.text("runner")?.value,
        with,
        allow: table.texts("allow").map(|a| a.value).unwrap_or_default(),
        limit_s: limit(table).unwrap_or(8 * 3600),
        smoke,
    })
}

fn smoke(table: &Reader<'_>) -> Option<Smoke> {
    table.only(&["title", "sql", "min", "max"]);
    let bound = |key: &str| {
        let entry = table.entry(key)?;
        let found = number(entry.1.get_ref());
        if found.is_none() {
            table.wrong_type(entry, "1000");
        }
        found
    };
    Some(Smoke { title: table.text("title")?.value, sql: table.text("sql")?.value, min: bound("min"), max: bound("max") })
}
