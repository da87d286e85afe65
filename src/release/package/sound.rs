//! Whether what a manifest says can be.

use std::collections::BTreeMap;

use super::fault::{Fault, Faults, Refused, Wrong};
use super::open::Given;
use super::paths;
use crate::bundle::is_safe;
use crate::model::release::{Entry, EntryKind, Expected, Hook, Manifest, Probe, Script, Sealed, Verify};

/// The longest word, in characters.
const LONGEST: usize = 64;
/// A day; nobody waits longer.
const MOST_SECONDS: u32 = 86_400;

/// Whether a manifest would be taken, before its package is made.
pub fn sound(manifest: &Manifest, given: &Given<'_>) -> Result<(), Refused> {
    let mut faults = Faults::default();
    look(manifest, given, &mut faults);
    faults.settle(())
}

/// Looks at all of a manifest but the bytes it speaks of.
pub(super) fn look(manifest: &Manifest, given: &Given<'_>, faults: &mut Faults) {
    word("id", &manifest.id, faults);
    for (place, text) in [("system", &manifest.system), ("to", &manifest.to)] {
        if text.trim().is_empty() || text.chars().any(char::is_control) {
            faults.value(place, Wrong::Text);
        }
    }
    for (place, text) in manifest.tickets.iter().map(|ticket| ("tickets", ticket)).chain([("from", &manifest.from)]) {
        if text.chars().any(char::is_control) {
            faults.value(place, Wrong::Text);
        }
    }
    for (part, entries) in &manifest.parts {
        if word("parts", part, faults) {
            for one in entries {
                entry(part, one, given, faults);
            }
            paths::look(part, entries, given.limits.depth, faults);
        }
    }
    let mut before = "";
    for one in &manifest.sql {
        script(one, faults);
        if one.name.as_str() <= before {
            faults.value(format!("sql.{}", one.name), Wrong::Order);
        }
        before = &one.name;
    }
    hooks(&manifest.hooks, faults);
    for (at, one) in manifest.verify.iter().enumerate() {
        verify(&format!("verify[{at}]"), one, faults);
    }
    if manifest.parts.values().all(Vec::is_empty) && manifest.sql.is_empty() && manifest.hooks.is_empty() {
        faults.value("parts", Wrong::Nothing);
    }
}

/// Names of parts, scripts and the like are folders and words of command lines.
fn word(place: &str, text: &str, faults: &mut Faults) -> bool {
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) && !text.starts_with(['-', '.']);
    let good = plain && (1..=LONGEST).contains(&text.chars().count()) && is_safe(text);
    if !good {
        faults.value(place, Wrong::Word(text.to_owned()));
    }
    good
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn entry(part: &str, entry: &Entry, given: &Given<'_>, faults: &mut Faults) {
    let place = format!("files/{part}/{}", entry.path);
    let file = entry.kind == EntryKind::File;
    if file && !is_digest(&entry.sha256) || matches!(&entry.expect, Expected::Sha256(digest) if !is_digest(digest)) {
        faults.value(&place, Wrong::Digest);
    }
    let foreign = !file && (!entry.sha256.is_empty() || entry.size != 0 || entry.mtime.is_some())
        || (entry.kind == EntryKind::Link) == entry.link.is_empty()
        || entry.mode.is_some() && matches!(entry.kind, EntryKind::Link | EntryKind::Delete);
    if foreign {
        faults.value(&place, Wrong::Kind);
    }
    if entry.mtime.is_some_and(|mtime| mtime.ns >= 1_000_000_000) {
        faults.value(&place, Wrong::Number);
    }
    match entry.mode {
        Some(mode) if mode > 0o7777 => faults.value(&place, Wrong::Mode(mode)),
        Some(mode) if mode & 0o6000 != 0 && !given.set_id => faults.add(Fault::SetId { path: place, mode }),
        _ => {}
    }
}

/// A file that is not of a part: where it lies and its digest.
fn sealed(file: &Sealed, wanted: &str, faults: &mut Faults) {
    if file.path != wanted {
        faults.value(&file.path, Wrong::Place(wanted.to_owned()));
    }
    if !is_digest(&file.sha256) {
        faults.value(&file.path, Wrong::Digest);
    }
}

fn script(script: &Script, faults: &mut Faults) {
    let place = format!("sql.{}", script.name);
    if !word("sql.name", &script.name, faults) {
        return;
    }
    word(&format!("{place}.database"), &script.database, faults);
    let of = |role: &str| format!("sql/{}/{role}.sql", script.name);
    sealed(&script.deploy, &of("deploy"), faults);
    sealed(&script.verify, &of("verify"), faults);
    if let Some(rollback) = &script.rollback {
        sealed(rollback, &of("rollback"), faults);
    }
    if script.rollback.is_some() != script.irreversible.trim().is_empty() {
        faults.value(place, Wrong::WayBack);
    }
}

fn hooks(hooks: &[Hook], faults: &mut Faults) {
    let mut files: BTreeMap<&str, &Sealed> = BTreeMap::new();
    for hook in hooks {
        let name = hook.file.path.strip_prefix("hooks/").unwrap_or_default();
        word("hooks.part", &hook.part, faults);
        if word("hooks.file", name, faults) {
            sealed(&hook.file, &hook.file.path, faults);
        }
        if files.insert(&hook.file.path, &hook.file).is_some_and(|before| before != &hook.file) {
            faults.value(&hook.file.path, Wrong::Same);
        }
        if !(1..=MOST_SECONDS).contains(&hook.seconds) {
            faults.value(&hook.file.path, Wrong::Number);
        }
    }
}

/// Texts by their keys.
type Texts<'a> = Vec<(&'static str, &'a String)>;

fn verify(place: &str, verify: &Verify, faults: &mut Faults) {
    if let Some(part) = &verify.part {
        word(&format!("{place}.part"), part, faults);
    }
    if verify.seconds > MOST_SECONDS {
        faults.value(format!("{place}.seconds"), Wrong::Number);
    }
    let (patterns, needed): (Texts<'_>, Texts<'_>) = match &verify.probe {
        Probe::Port { .. } => (vec![], vec![]),
        Probe::Http { url, body, .. } => (vec![("body", body)], vec![("url", url)]),
        Probe::Log { path, contains, without } => (vec![("contains", contains), ("without", without)], vec![("path", path)]),
        Probe::File { path, sha256 } => {
            if !is_digest(sha256) {
                faults.value(format!("{place}.sha256"), Wrong::Digest);
            }
            (vec![], vec![("path", path)])
        }
        Probe::Config { path, key, .. } => (vec![], vec![("path", path), ("key", key)]),
        Probe::Process { pattern, .. } => (vec![("match", pattern)], vec![("match", pattern)]),
        Probe::Sql { database, query, .. } => (vec![], vec![("database", database), ("query", query)]),
        Probe::Manual { ask } => (vec![], vec![("ask", ask)]),
    };
    for (key, _) in needed.into_iter().filter(|(_, text)| text.trim().is_empty()) {
        faults.value(format!("{place}.{key}"), Wrong::Text);
    }
    for (key, pattern) in patterns {
        if let Err(error) = regex_automata::meta::Regex::new(pattern) {
            faults.value(format!("{place}.{key}"), Wrong::Pattern(error.to_string()));
        }
    }
}
