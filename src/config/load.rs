//! Finds the files of every layer, stacks them, and makes the one `Config` of a command.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::env::Env;
use super::origin::{Origin, Sourced};
use super::reader::Reader;
use super::settings::{Layer, Settings};
use super::source::{File, Problems};
use super::{Config, DEFAULT_TOML, backup, merge, release, targets};
use crate::ctx::{Ctx, clock};
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, Scrubber};
use crate::text::Msg;

/// What the command line says about the configuration.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`: a file, or the folder that holds it.
    pub config: Option<PathBuf>,
    /// `--lang`
    pub lang: Option<Lang>,
    /// `--data-dir`
    pub data: Option<PathBuf>,
    /// `--operator`
    pub operator: Option<String>,
    /// `--jobs`
    pub jobs: Option<u32>,
}

/// The folder of a site; it may have targets and no settings.
struct Site {
    dir: PathBuf,
    file: Option<PathBuf>,
}

impl Config {
    /// Reads every layer. The error holds all mistakes of all files; nothing is used of a configuration with one.
    pub fn load(env: &Env, flags: &Flags) -> Result<Self> {
        let problems = Problems::default();
        let mut files = Vec::new();
        let site = site(env, flags)?;
        let user = env.user_dir();

        let mut layer = read(&File::embedded(DEFAULT_TOML), env, &problems, Layer::read).unwrap_or_default();
        layer = layer.under(Layer::surroundings(env));
        let places = match &site {
            Some(site) => vec![site.dir.clone()],
            None => user.clone().into_iter().chain([env.system_dir.clone()]).collect(),
        };
        let shared =
            [Some(env.system_dir.clone()), user].into_iter().flatten().map(|dir| dir.join("opsctl.toml")).filter(|path| there(path));
        let mut paths: Vec<PathBuf> = shared.collect();
        match site.and_then(|site| site.file) {
            Some(path) if !paths.iter().any(|known| same(known, &path)) => paths.push(path),
            _ => {}
        }
        for path in &paths {
            if let Some(found) = read_path(path, env, &problems, Layer::read) {
                layer = layer.under(found);
            }
            files.push(path.clone());
        }
        let settings = layer.under(variables(env, &problems)).under(from_flags(flags, env)).finish()?;

        let (mut groups, mut found) = (Vec::new(), Vec::new());
        for path in target_files(&settings, &places, &problems) {
            if let Some((more_groups, more)) = read_path(&path, env, &problems, targets::read) {
                groups.extend(more_groups);
                found.extend(more);
            }
            files.push(path);
        }
        let groups = merge::groups(groups, &problems);
        let mut entries = merge::targets(found, &groups, &settings, &problems);
        merge::same_host(&entries, &problems);
        let sets_file = places.iter().map(|dir| dir.join(backup::FILE)).find(|path| there(path));
        let (backup, mut sets) = sets_file
            .as_ref()
            .and_then(|path| read_path(path, env, &problems, |top| backup::read(top, &groups, &settings)))
            .unwrap_or_default();
        files.extend(sets_file);
        backup::names(&sets, &entries, &problems);
        let releases_file = places.iter().map(|dir| dir.join(release::FILE)).find(|path| there(path));
        let known = release::Known::new(&entries, &sets);
        let read_releases = |path| read_path(path, env, &problems, |top| release::read(top, &known));
        let releases = releases_file.as_deref().and_then(read_releases).unwrap_or_default();
        files.extend(releases_file);
        if let Some(error) = problems.into_error() {
            return Err(error);
        }
        let calendar_dir = settings.calendar.folder(&places, &settings.data_dir.value);
        let warnings = merge::same_address(&entries);
        let groups: BTreeMap<_, _> = groups.into_iter().map(|(name, raw)| (name, merge::public(raw))).collect();
        entries.sort_by_cached_key(|entry| {
            let (target, group) = (&entry.target, groups.get(&entry.target.group));
            (group.map_or(i64::MAX, |g| g.order), target.group.clone(), target.order, target.name.clone())
        });
        sets.sort_by_cached_key(|entry| {
            let (target, group) = (&entry.set.target, groups.get(&entry.set.target.group));
            (group.map_or(i64::MAX, |g| g.order), target.group.clone(), target.order, target.name.clone())
        });
        let by_name = entries.iter().enumerate().map(|(at, entry)| (entry.target.name.clone(), at)).collect();
        Ok(Self { settings, groups, warnings, files, backup, calendar_dir, entries, by_name, sets, releases })
    }

    /// What holds for the whole command; `OPSCTL_NOW` fixes the clock.
    pub fn ctx(&self, env: &Env) -> Result<Ctx> {
        let zone_name = self.settings.time_zone.value.clone();
        let zone =
            TimeZone::get(&zone_name).map_err(|e| Error::new(Kind::Internal, Msg::Internal { what: "time-zone".into() }).because(e))?;
        let now = match &env.now {
            None => clock(),
            Some(text) => fixed(text, &zone).ok_or_else(|| {
                let want = "2026-07-01T08:00:00+08:00 / 2026-07-01 08:00:00".into();
                let key = "now".into();
                Error::new(Kind::Usage, Msg::ConfigValue { place: "OPSCTL_NOW".into(), key, value: format!("{text:?}"), want })
            })?,
        };
        Ok(Ctx {
            now,
            now_fixed: env.now.is_some(),
            zone,
            zone_name,
            lang: self.settings.language.value,
            operator: self.settings.operator.value.clone(),
            machine: env.machine.clone(),
            scrub: Scrubber::default(),
        })
    }
}

/// A time with an offset or a zone, or one of the configured zone.
fn fixed(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let local = || text.parse::<DateTime>().ok()?.to_zoned(zone.clone()).ok().map(|z| z.timestamp());
    text.parse::<Timestamp>().ok().or_else(|| text.parse::<Zoned>().ok().map(|z| z.timestamp())).or_else(local)
}

/// The site's folder: `--config`, else `OPSCTL_CONFIG`, else the working folder if it holds `opsctl.toml` or
/// `targets.toml`. The working folder is taken only when nobody else can have written there: a config can start programs.
fn site(env: &Env, flags: &Flags) -> Result<Option<Site>> {
    if let Some(named) = flags.config.as_ref().or(env.config.as_ref()) {
        let path = env.cwd.join(named.strip_prefix("./").unwrap_or(named));
        let missing = || Error::new(Kind::Config, Msg::NoConfig { path: path.display().to_string() }).hint(Msg::HintInit {});
        if path.is_dir() {
            let file = Some(path.join("opsctl.toml")).filter(|file| there(file));
            return if file.is_some() || there(&path.join("targets.toml")) { Ok(Some(Site { dir: path, file })) } else { Err(missing()) };
        }
        if !there(&path) {
            return Err(missing());
        }
        return Ok(Some(Site { dir: path.parent().map(Path::to_owned).unwrap_or_default(), file: Some(path) }));
    }
    let found: Vec<PathBuf> = ["opsctl.toml", "targets.toml"].iter().map(|name| env.cwd.join(name)).filter(|path| there(path)).collect();
    for path in &found {
        let meta =
            fs::metadata(path).map_err(|e| Error::new(Kind::Config, Msg::ReadFile { path: path.display().to_string() }).because(e))?;
        if (meta.uid() != env.uid && meta.uid() != 0) || meta.mode() & 0o002 != 0 {
            let shown = path.display().to_string();
            let dir = env.cwd.display().to_string();
            return Err(Error::new(Kind::Config, Msg::ConfigForeign { path: shown }).hint(Msg::HintConfigFlag { path: dir }));
        }
    }
    let file = found.iter().find(|path| path.ends_with("opsctl.toml")).cloned();
    Ok((!found.is_empty()).then(|| Site { dir: env.cwd.clone(), file }))
}

/// There is something of that name, readable or not.
pub(super) fn there(path: &Path) -> bool {
    !fs::symlink_metadata(path).is_err_and(|e| matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn read_path<T>(path: &Path, env: &Env, problems: &Problems, take: impl Fn(&Reader<'_>) -> T) -> Option<T> {
    match File::read(path) {
        Ok(file) => read(&file, env, problems, take),
        Err(error) => {
            problems.add(&Origin::File { path: path.to_owned(), line: 0 }, error);
            None
        }
    }
}

fn read<T>(file: &File, env: &Env, problems: &Problems, take: impl Fn(&Reader<'_>) -> T) -> Option<T> {
    let table = file.parse(problems)?;
    Some(take(&Reader { file, home: env.home.as_deref(), problems, path: String::new(), table: table.get_ref() }))
}

/// The layer of `OPSCTL_*`.
fn variables(env: &Env, problems: &Problems) -> Layer {
    let origin = |name: &str| Origin::Env(name.into());
    let lang = env.lang.as_ref().and_then(|text| {
        let lang = Lang::parse(text);
        if lang.is_none() {
            let want = "zh-CN / en".into();
            let value = format!("{text:?}");
            problems.config(&origin("OPSCTL_LANG"), |place| Msg::ConfigValue { place, key: "language".into(), value, want });
        }
        lang
    });
    Layer {
        language: lang.map(|lang| Sourced::new(lang, origin("OPSCTL_LANG"))),
        data_dir: env.data.as_ref().map(|dir| Sourced::new(env.cwd.join(dir), origin("OPSCTL_DATA"))),
        operator: env.operator.clone().map(|name| Sourced::new(name, origin("OPSCTL_OPERATOR"))),
        ..Layer::default()
    }
}

/// The layer of the command line.
fn from_flags(flags: &Flags, env: &Env) -> Layer {
    let origin = |name: &str| Origin::Flag(name.into());
    Layer {
        language: flags.lang.map(|lang| Sourced::new(lang, origin("--lang"))),
        data_dir: flags.data.as_ref().map(|dir| Sourced::new(env.cwd.join(dir), origin("--data-dir"))),
        operator: flags.operator.clone().map(|name| Sourced::new(name, origin("--operator"))),
        jobs: flags.jobs.map(|jobs| Sourced::new(jobs.clamp(1, 256), origin("--jobs"))),
        ..Layer::default()
    }
}

/// The target files that are there. One that a user names must be there. The default ones need not; they are looked for
/// in the site's folder alone, and without a site in the user's, else in the machine's: never in two at once.
fn target_files(settings: &Settings, places: &[PathBuf], problems: &Problems) -> Vec<PathBuf> {
    let targets = &settings.targets;
    if targets.origin == Origin::Default {
        let found = places.iter().map(|dir| targets.value.iter().flat_map(|path| at(&dir.join(path))).collect::<Vec<_>>());
        return found.into_iter().find(|files| !files.is_empty()).unwrap_or_default();
    }
    let mut files = Vec::new();
    for path in &targets.value {
        let found = at(path);
        if found.is_empty() && !path.to_string_lossy().contains('*') {
            let error = Error::new(Kind::Config, Msg::NoConfig { path: path.display().to_string() });
            problems.add(&targets.origin, error.because(format!("targets: {}", targets.origin)));
        }
        files.extend(found);
    }
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    files
}

/// The file of a path, or the files that its last part with one `*` fits; none when there is none.
fn at(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match (name.split_once('*'), path.parent()) {
        (Some((head, tail)), Some(dir)) => matching(dir, head, tail),
        _ if there(path) => vec![path.to_owned()],
        _ => Vec::new(),
    }
}

/// The files of a folder whose names begin and end so, by name; hidden ones are left out.
fn matching(dir: &Path, head: &str, tail: &str) -> Vec<PathBuf> {
    let names = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let fits =
        |name: &String| !name.starts_with('.') && name.len() >= head.len() + tail.len() && name.starts_with(head) && name.ends_with(tail);
    let mut names: Vec<String> = names.filter(fits).collect();
    names.sort();
    names.into_iter().map(|name| dir.join(name)).collect()
}
