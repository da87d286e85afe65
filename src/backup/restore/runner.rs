//! A runner: how backups of one kind are restored into something that is thrown away. A file, `scripts/runners/<name>.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{nearest, unknown_key_hint};
use crate::model::Words;
use crate::parse::backuplog;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/runners");

/// What may stand in braces; `{with.NAME}` beside them.
const KNOWN: [&str; 8] = ["file", "files", "names", "dir", "scratch", "log", "set", "sql"];

/// The steps, in the order in which they are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Name {
    /// Prints something if this is a place that may be restored into.
    Marker,
    /// Prints something if what is to be made is there already.
    Exists,
    /// Prints why this backup must not be restored here: it would change what it was not told to.
    Unfit,
    Prepare,
    Restore,
    /// Prints what the backup itself holds: `NAME<TAB>ROWS`.
    Expect,
    /// Prints what was restored: `NAME<TAB>ROWS`.
    Count,
    /// `KIND<TAB>COUNT`; what is not valid as the kind `INVALID`.
    Objects,
    /// `NAME<TAB>VALUE<TAB>MAX`.
    Sequences,
    /// Asks one question of the site, `{sql}`.
    Query,
    Clean,
}

impl Name {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Marker => "marker",
            Self::Exists => "exists",
            Self::Unfit => "unfit",
            Self::Prepare => "prepare",
            Self::Restore => "restore",
            Self::Expect => "expect",
            Self::Count => "count",
            Self::Objects => "objects",
            Self::Sequences => "sequences",
            Self::Query => "query",
            Self::Clean => "clean",
        }
    }
}

/// A step as it is written: an array of arguments, or a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    pub run: Vec<String>,
    pub env: BTreeMap<String, String>,
    pub stdin: String,
    /// Exit codes that are no failure.
    pub ok: Vec<i32>,
    /// What it prints is a log of imp, impdp or RMAN.
    pub log: bool,
    /// Once for every file.
    pub each: bool,
    /// Instead of a program: files and bytes below this folder, by folder, counted by opsctl itself.
    pub walk: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepTable {
    #[serde(default)]
    run: Vec<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    stdin: String,
    #[serde(default = "zero")]
    ok: Vec<i32>,
    #[serde(default)]
    log: bool,
    #[serde(default)]
    each: bool,
    walk: Option<String>,
}

fn zero() -> Vec<i32> {
    vec![0]
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(from)?;
        if let toml::Value::Array(_) = value {
            let run = value.try_into().map_err(D::Error::custom)?;
            return Ok(Self { run, ok: zero(), ..Self::default() });
        }
        let StepTable { run, env, stdin, ok, log, each, walk } = value.try_into().map_err(D::Error::custom)?;
        Ok(Self { run, env, stdin, ok, log, each, walk })
    }
}

impl Step {
    /// Whether a placeholder stands in it.
    fn uses(&self, name: &str) -> bool {
        let texts = self.run.iter().chain(self.env.values()).chain([&self.stdin]).chain(&self.walk);
        texts.flat_map(|text| placeholders(text)).any(|found| found == name)
    }
}

/// A value that the set gives: `restore.with.NAME`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct With {
    pub says: Words,
    /// Without one the set must give it.
    pub default: Option<String>,
    /// It is a file or a folder, and must be absolute: cleaning up may happen from another working directory.
    #[serde(default)]
    pub path: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: Words,
    target: String,
    #[serde(default)]
    with: IndexMap<String, With>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default = "yes")]
    writes: bool,
    unit: Option<Words>,
    marker: Option<Step>,
    exists: Option<Step>,
    unfit: Option<Step>,
    prepare: Option<Step>,
    restore: Step,
    expect: Option<Step>,
    count: Option<Step>,
    objects: Option<Step>,
    sequences: Option<Step>,
    query: Option<Step>,
    clean: Option<Step>,
}

fn yes() -> bool {
    true
}

/// A runner, read and found free of mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runner {
    pub name: String,
    /// `shipped`, or the file of the site.
    pub origin: String,
    pub title: Words,
    /// `false`: it only reads what it is pointed at, and so may be pointed at production.
    pub writes: bool,
    /// What is counted, where it is no table with rows.
    pub unit: Option<Words>,
    target: String,
    with: IndexMap<String, With>,
    env: BTreeMap<String, String>,
    steps: BTreeMap<Name, Step>,
}

/// What is wrong with a runner, or with what a set gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: String,
    /// What, as it stands there.
    pub what: String,
    pub meant: Option<String>,
}

/// A step with everything filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    pub argv: Vec<String>,
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    #[serde(default)]
    pub stdin: String,
    pub ok: Vec<i32>,
    #[serde(default)]
    pub log: bool,
    #[serde(default)]
    pub walk: Option<String>,
}

impl Filled {
    /// As one would type it.
    #[must_use]
    pub fn shown(&self) -> String {
        if let Some(folder) = &self.walk {
            return format!("(opsctl) {folder}");
        }
        let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./:=@,+%".contains(c));
        let quote = |word: &String| if plain(word) { word.clone() } else { format!("'{}'", word.replace('\'', "'\\''")) };
        let env = self.env.iter().map(|(name, value)| format!("{name}={}", quote(value)));
        env.chain(self.argv.iter().map(quote)).collect::<Vec<_>>().join(" ")
    }
}

/// What placeholders stand for.
#[derive(Debug, Clone, Default)]
pub struct Values {
    pub files: Vec<String>,
    pub dir: String,
    pub scratch: String,
    pub log: String,
    pub set: String,
    pub with: BTreeMap<String, String>,
}

impl Runner {
    /// The names of all: those of the site's folder and ours.
    #[must_use]
    pub fn names(site: Option<&Path>) -> Vec<String> {
        let own = site.and_then(|dir| std::fs::read_dir(dir).ok()).into_iter().flatten().flatten().map(|entry| entry.path());
        let shipped = SHIPPED.files().map(|file| file.path().to_owned());
        let toml = |path: &std::path::PathBuf| path.extension().is_some_and(|x| x == "toml");
        let mut names: Vec<String> =
            own.chain(shipped).filter(toml).filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The site's own file of that name, else ours.
    pub fn load(name: &str, site: Option<&Path>) -> Result<Self, Fault> {
        let known = Self::names(site);
        let file = format!("{name}.toml");
        if !known.iter().any(|k| k == name) {
            let meant = nearest(name, known.iter().map(String::as_str)).map(ToOwned::to_owned);
            return Err(Fault { place: "restore.runner".into(), what: name.to_owned(), meant });
        }
        let own = site.map(|dir| dir.join(&file)).filter(|path| path.exists());
        if let Some(path) = own {
            let place = path.display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|e| Fault { place: place.clone(), what: e.to_string(), meant: None })?;
            return Self::parse(name, &place, &text);
        }
        let text = SHIPPED.get_file(&file).and_then(include_dir::File::contents_utf8).unwrap_or_default();
        Self::parse(name, "shipped", text)
    }

    pub fn parse(name: &str, origin: &str, text: &str) -> Result<Self, Fault> {
        let place = if origin == "shipped" { format!("{name}.toml") } else { origin.to_owned() };
        let file: File = toml::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| {
            let what = e.to_string();
            let meant = unknown_key_hint(&what);
            Fault { place: place.clone(), what: what.trim_end().to_owned(), meant }
        })?;
        let steps = [
            (Name::Marker, file.marker),
            (Name::Exists, file.exists),
            (Name::Unfit, file.unfit),
            (Name::Prepare, file.prepare),
            (Name::Restore, Some(file.restore)),
            (Name::Expect, file.expect),
            (Name::Count, file.count),
            (Name::Objects, file.objects),
            (Name::Sequences, file.sequences),
            (Name::Query, file.query),
            (Name::Clean, file.clean),
        ];
        let steps = steps.into_iter().filter_map(|(name, step)| Some((name, step?))).collect();
        let runner = Self {
            name: name.to_owned(),
            origin: origin.to_owned(),
            title: file.title,
            writes: file.writes,
            unit: file.unit,
            target: file.target,
            with: file.with,
            env: file.env,
            steps,
        };
        runner.check(&place)?;
        Ok(runner)
    }

    /// Every placeholder is one that this place knows, and what is made is also taken away.
    fn check(&self, place: &str) -> Result<(), Fault> {
        let fault = |what: String, meant: Option<String>| Fault { place: place.to_owned(), what, meant };
        let known = |name: &str, more: &[&str]| match name.strip_prefix("with.") {
            Some(own) => self.with.contains_key(own),
            None => more.contains(&name),
        };
        let texts = |key: &str, text: &str, more: &[&str]| -> Result<(), Fault> {
            for name in placeholders(text) {
                if !known(name, more) {
                    let own: Vec<String> = self.with.keys().map(|key| format!("with.{key}")).collect();
                    let all = more.iter().copied().chain(own.iter().map(String::as_str));
                    let meant = nearest(name, all).map(|name| format!("{{{name}}}"));
                    return Err(fault(format!("{key}: {{{name}}}"), meant));
                }
            }
            Ok(())
        };
        texts("target", &self.target, &["set"])?;
        for (name, value) in &self.env {
            texts(&format!("env.{name}"), value, &["set", "dir", "scratch"])?;
        }
        for (name, step) in &self.steps {
            let key = name.as_str();
            // What cleans up may run long after, when nobody knows of the files any more.
            let may = |word: &&str| match *word {
                "sql" => *name == Name::Query,
                "files" => false,
                "file" | "names" | "dir" => *name != Name::Clean,
                _ => true,
            };
            let more: Vec<&str> = KNOWN.into_iter().filter(may).collect();
            for word in &step.run {
                if word != "{files}" || *name == Name::Clean {
                    texts(&format!("{key}.run"), word, &more)?;
                }
            }
            for (var, value) in &step.env {
                texts(&format!("{key}.env.{var}"), value, &more)?;
            }
            texts(&format!("{key}.stdin"), &step.stdin, &more)?;
            texts(&format!("{key}.walk"), step.walk.as_deref().unwrap_or_default(), &more)?;
            if step.walk.is_some() && *name != Name::Count {
                return Err(fault(format!("{key}.walk"), Some("count".into())));
            }
            if step.run.first().is_none_or(String::is_empty) == step.walk.is_none() {
                return Err(fault(format!("{key}.run"), None));
            }
        }
        if self.steps.contains_key(&Name::Prepare) && !self.steps.contains_key(&Name::Clean) {
            return Err(fault("prepare".into(), Some("clean".into())));
        }
        // What is taken away is what was made, by its name, and nothing else.
        if self.steps.get(&Name::Clean).is_some_and(|clean| !clean.uses("scratch")) {
            return Err(fault("clean".into(), Some("{scratch}".into())));
        }
        if self.writes && !self.steps.contains_key(&Name::Marker) {
            return Err(fault("marker ?".into(), Some("writes = false".into())));
        }
        if !self.writes && [Name::Prepare, Name::Clean].iter().any(|name| self.steps.contains_key(name)) {
            return Err(fault("writes = false".into(), Some("writes = true".into())));
        }
        Ok(())
    }

    #[must_use]
    pub fn step(&self, name: Name) -> Option<&Step> {
        self.steps.get(&name)
    }

    /// What the set gives, with what the runner gives by itself.
    pub fn values(&self, given: &BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Fault> {
        let fault = |what: String, meant: Option<String>| Fault { place: "restore.with".into(), what, meant };
        for name in given.keys() {
            if !self.with.contains_key(name) {
                return Err(fault(name.clone(), nearest(name, self.with.keys().map(String::as_str)).map(ToOwned::to_owned)));
            }
        }
        let mut values = BTreeMap::new();
        for (name, with) in &self.with {
            let value = given.get(name).or(with.default.as_ref());
            let value = value.ok_or_else(|| fault(format!("{name} ?  {} / {}", with.says.zh, with.says.en), None))?;
            if with.path && !value.is_empty() && !Path::new(value).is_absolute() {
                return Err(fault(format!("{name} = \"{value}\"：要写绝对路径 / an absolute path is needed"), None));
            }
            values.insert(name.clone(), value.clone());
        }
        Ok(values)
    }

    /// What is restored into: a database, a folder.
    #[must_use]
    pub fn target(&self, values: &Values) -> String {
        fill(&self.target, values, "", "")
    }

    /// A step as it is run; several where it is run once for each file. Empty where the runner has no such step.
    #[must_use]
    pub fn filled(&self, name: Name, values: &Values, sql: &str) -> Vec<Filled> {
        let Some(step) = self.steps.get(&name) else { return Vec::new() };
        let first = values.files.first().map(String::as_str).unwrap_or_default();
        let files: Vec<&str> = if step.each { values.files.iter().map(String::as_str).collect() } else { vec![first] };
        files.into_iter().map(|file| self.one(step, values, file, sql)).collect()
    }

    fn one(&self, step: &Step, values: &Values, file: &str, sql: &str) -> Filled {
        let text = |text: &str| fill(text, values, file, sql);
        let mut argv = Vec::new();
        for word in &step.run {
            if word == "{files}" {
                argv.extend(values.files.iter().cloned());
                continue;
            }
            let filled = text(word);
            // An option that the set leaves empty is none.
            if !filled.is_empty() || word.is_empty() {
                argv.push(filled);
            }
        }
        let env = self.env.iter().chain(&step.env).map(|(name, value)| (name.clone(), text(value))).filter(|(_, v)| !v.is_empty());
        Filled {
            argv,
            env: env.collect(),
            stdin: text(&step.stdin),
            ok: step.ok.clone(),
            log: step.log,
            walk: step.walk.as_deref().map(text),
        }
    }

    /// Whether every file of the backup is used; the fault names the step that would take the first alone.
    pub fn takes_all(&self, values: &Values) -> Result<(), Fault> {
        let first_only = |name: &&Name| {
            let whole = |step: &Step| step.each || ["files", "names", "dir"].iter().any(|word| step.uses(word));
            self.steps.get(name).is_some_and(|step| step.uses("file") && !whole(step))
        };
        match [Name::Restore, Name::Expect, Name::Unfit].iter().find(first_only) {
            Some(name) if values.files.len() > 1 => {
                let (count, step) = (values.files.len(), name.as_str());
                let what = format!("{step}：{{file}} 只是 {count} 个文件中的第一个 / {step}: {{file}} is but the first of {count} files");
                Err(Fault { place: self.name.clone(), what, meant: Some("{files} / {names} / each = true".into()) })
            }
            _ => Ok(()),
        }
    }

    /// The first step whose command line shows a password to everybody on the machine.
    #[must_use]
    pub fn shows_password(&self, values: &Values) -> Option<Name> {
        let shows = |name: &Name| self.filled(*name, values, "").iter().any(|step| backuplog::shows_password(&step.argv.join(" ")));
        self.steps.keys().copied().find(shows)
    }
}

/// The small words in braces. Braces around anything else, as in awk or SQL, are text.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('{') {
        rest = behind;
        if let Some((name, after)) = behind.split_once('}')
            && is_name(name)
        {
            found.push(name);
            rest = after;
        }
    }
    found
}

fn is_name(name: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(small)
}

/// Fills placeholders in, once: what stands in a value stays as it is.
fn fill(text: &str, values: &Values, file: &str, sql: &str) -> String {
    let base = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = behind.split_once('}').filter(|(name, _)| is_name(name)) else {
            out.push('{');
            rest = behind;
            continue;
        };
        rest = after;
        match name {
            "file" => out.push_str(file),
            "names" => out.push_str(&values.files.iter().map(base).collect::<Vec<_>>().join(",")),
            "dir" => out.push_str(&values.dir),
            "scratch" => out.push_str(&values.scratch),
            "log" => out.push_str(&values.log),
            "set" => out.push_str(&values.set),
            "sql" => out.push_str(sql),
            other => out.push_str(other.strip_prefix("with.").and_then(|own| values.with.get(own)).map(String::as_str).unwrap_or_default()),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
#[path = "runner_tests.rs"]
mod tests;
