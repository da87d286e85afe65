//! `~/.ssh/config`, as far as a connection needs it.
//!
//! Own parser: the crates for it know no `HostKeyAlias`, `UserKnownHostsFile` and `Match`, and read the environment.
//! As in ssh the first value wins, files are added up, and what is unknown is passed over. `Match` knows `all`, `host`,
//! `originalhost`, `user` and `localuser`; a block with another criterion (`exec`, `final`, …) does not apply.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::failure;
use super::pattern::{fits, list_fits};
use crate::model::AskError;

/// Keys whose values add up.
const MANY: &[&str] = &["identityfile"];
/// Includes in includes.
const DEEPEST: usize = 16;

/// When a line applies.
#[derive(Debug, Clone, PartialEq, Eq)]
enum When {
    Host(Vec<String>),
    /// Criterion, its patterns, and whether it is turned round.
    Match(Vec<(String, String, bool)>),
}

/// One setting, under all the blocks around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    when: Vec<Rc<When>>,
    key: String,
    values: Vec<String>,
}

/// A parsed file with what it includes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SshConfig(Vec<Line>);

/// What holds for one host: keys in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Settings(BTreeMap<String, Vec<String>>);

/// Whom a look-up is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub alias: &'a str,
    pub user: Option<&'a str>,
    pub local_user: Option<&'a str>,
}

impl SshConfig {
    /// Reads a file; `None` for the user's own where it is not there.
    pub(super) fn read(file: &Path, home: Option<&Path>) -> Result<Option<Self>, AskError> {
        match std::fs::read(file) {
            Ok(bytes) => {
                let mut config = Self::default();
                config.parse(&String::from_utf8_lossy(&bytes), &[], home, 0);
                Ok(Some(config))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(failure::config(format!("{}: {e}", file.display()))),
        }
    }

    /// Adds the lines of a text that stands inside the blocks `around`.
    fn parse(&mut self, text: &str, around: &[Rc<When>], home: Option<&Path>, depth: usize) {
        let mut block: Option<Rc<When>> = None;
        for line in text.lines() {
            let Some((key, values)) = words(line) else { continue };
            let when = || around.iter().cloned().chain(block.clone()).collect::<Vec<_>>();
            match key.as_str() {
                "host" => block = Some(Rc::new(When::Host(values))),
                "match" => block = Some(Rc::new(When::Match(criteria(&values)))),
                "include" if depth < DEEPEST => {
                    let around = when();
                    for file in values.iter().flat_map(|value| included(value, home)) {
                        let bytes = std::fs::read(file).unwrap_or_default();
                        self.parse(&String::from_utf8_lossy(&bytes), &around, home, depth + 1);
                    }
                }
                _ if values.is_empty() => {}
                _ => self.0.push(Line { when: when(), key, values }),
            }
        }
    }

    /// What the file says of a host.
    pub(super) fn of(&self, asked: Asked<'_>) -> Settings {
        let mut found = Settings::default();
        for line in &self.0 {
            if line.when.iter().all(|when| when.applies(asked, &found)) {
                let known = found.0.entry(line.key.clone());
                if MANY.contains(&line.key.as_str()) {
                    known.or_default().extend(line.values.iter().cloned());
                } else {
                    known.or_insert_with(|| line.values.clone());
                }
            }
        }
        found
    }
}

impl When {
    fn applies(&self, asked: Asked<'_>, found: &Settings) -> bool {
        let all = match self {
            Self::Host(patterns) => return list_fits(patterns.iter().map(String::as_str), asked.alias),
            Self::Match(all) => all,
        };
        let host = found.first("hostname").unwrap_or(asked.alias);
        let user = asked.user.or(found.first("user")).or(asked.local_user).unwrap_or_default();
        !all.is_empty()
            && all.iter().all(|(criterion, patterns, turned)| {
                let text = match criterion.as_str() {
                    "all" => return !turned,
                    "host" => host,
                    "originalhost" => asked.alias,
                    "user" => user,
                    "localuser" => asked.local_user.unwrap_or_default(),
                    _ => return false,
                };
                list_fits(patterns.split(','), text) != *turned
            })
    }
}

impl Settings {
    /// The first word of a value.
    pub(super) fn first(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.first().map(String::as_str)
    }

    /// All words of a value.
    pub(super) fn all(&self, key: &str) -> &[String] {
        self.0.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn yes(&self, key: &str) -> bool {
        self.first(key).is_some_and(|v| v.eq_ignore_ascii_case("yes") || v.eq_ignore_ascii_case("true"))
    }
}

/// The key in lower case and the words of a line: blanks or `=` after the key, `"…"` around words with blanks, `#` begins a remark.
fn words(line: &str) -> Option<(String, Vec<String>)> {
    let line = line.trim();
    let end = line.find(|c: char| c.is_whitespace() || c == '=' || c == '"').unwrap_or(line.len());
    let (key, rest) = line.split_at(end);
    if key.is_empty() || key.starts_with('#') {
        return None;
    }
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('=').unwrap_or(rest);
    let (mut values, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for c in rest.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                begun = true;
            }
            c if c.is_whitespace() && !quoted => {
                if std::mem::take(&mut begun) {
                    values.push(std::mem::take(&mut word));
                }
            }
            '#' if !quoted && !begun => break,
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        values.push(word);
    }
    Some((key.to_lowercase(), values))
}

fn criteria(words: &[String]) -> Vec<(String, String, bool)> {
    let mut words = words.iter();
    let mut all = Vec::new();
    while let Some(word) = words.next() {
        let bare = word.strip_prefix('!').unwrap_or(word).to_lowercase();
        let turned = word.starts_with('!');
        let (name, inline) = bare.split_once('=').map_or((bare.as_str(), None), |(n, v)| (n, Some(v.to_owned())));
        let alone = matches!(name, "all" | "canonical" | "final");
        let patterns = if alone { String::new() } else { inline.or_else(|| words.next().cloned()).unwrap_or_default() };
        all.push((name.to_owned(), patterns, turned));
    }
    all
}

/// The files an `Include` means, sorted; a pattern may stand in the last part of the path.
fn included(value: &str, home: Option<&Path>) -> Vec<PathBuf> {
    let Some(path) = expand(value, home) else { return Vec::new() };
    let path = if path.is_absolute() { path } else { home.unwrap_or(Path::new("/")).join(".ssh").join(path) };
    let Some(pattern) = path.file_name().and_then(|n| n.to_str()).filter(|n| n.contains(['*', '?'])) else { return vec![path] };
    let Some(entries) = path.parent().and_then(|dir| dir.read_dir().ok()) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|n| fits(pattern, n) && (pattern.starts_with('.') || !n.starts_with('.'))).collect();
    names.sort();
    names.iter().map(|name| path.with_file_name(name)).collect()
}

/// A path with `~` put in; `None` where there is no home.
pub(super) fn expand(path: &str, home: Option<&Path>) -> Option<PathBuf> {
    match path.strip_prefix('~') {
        Some("") => home.map(Path::to_owned),
        Some(rest) if rest.starts_with('/') => home.map(|home| home.join(rest.trim_start_matches('/'))),
        _ => Some(path.into()),
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
