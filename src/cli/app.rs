//! What commands share: terminal, environment, configuration, catalog; each read at most once.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;

use super::check::catalog_error;
use crate::calendar::Calendar;
use crate::catalog::{self, Catalog};
use crate::config::{self, Config, Env, Flags};
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::model::{Check, Lang, Scrubber, Secret, SecretRef, TargetKind, sha256};
use crate::text::Msg;
use crate::ui::Ui;

/// The command's surroundings.
#[derive(Debug)]
pub struct App {
    pub ui: Ui,
    pub env: Env,
    flags: Flags,
    config: OnceLock<Config>,
    ctx: OnceLock<Ctx>,
    catalog: OnceLock<Catalog>,
    calendar: OnceLock<Calendar>,
    stop: Arc<AtomicBool>,
}

/// `--lang` wherever it stands, else the environment: also a usage error speaks the right language.
pub(super) fn language_before_parsing(args: &[OsString], env: &Env) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let flag = words
        .iter()
        .enumerate()
        .find_map(|(i, w)| w.strip_prefix("--lang=").or_else(|| (*w == "--lang").then(|| words.get(i + 1).copied()).flatten()));
    env.language(flag.and_then(Lang::parse))
}

impl App {
    /// The configuration is read when a command first needs it; until then the language is that of flag and environment.
    pub(super) fn start(global: &super::Global, env: Env, lang: Lang) -> Result<Self> {
        let scrub = Scrubber::default();
        let wanted = match global.lang.as_deref() {
            None => None,
            Some(word) => {
                Some(Lang::parse(word).ok_or_else(|| Error::new(Kind::Usage, Msg::Usage { text: format!("--lang {word} (zh-CN en)") }))?)
            }
        };
        let flags =
            Flags { config: global.config.clone(), lang: wanted, data: global.data.clone(), operator: global.operator.clone(), jobs: None };
        let ui = Ui::new(lang, global.quiet, env.no_color, env.columns, scrub);
        let mut app = Self {
            ui,
            env,
            flags,
            config: OnceLock::new(),
            ctx: OnceLock::new(),
            catalog: OnceLock::new(),
            calendar: OnceLock::new(),
            stop: super::inspect::stop_flag(),
        };
        // A site's language holds for everything; a faulty config speaks the one known so far, when it is needed.
        if let Ok(config) = app.config() {
            app.ui.lang = config.settings.language.value;
        }
        Ok(app)
    }

    pub fn config(&self) -> Result<&Config> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = Config::load(&self.env, &self.flags)?;
        for warning in &config.warnings {
            self.ui.note(&warning.to(self.ui.lang));
        }
        Ok(self.config.get_or_init(|| config))
    }

    /// Now, zone, language and operator of this command.
    pub fn ctx(&self) -> Result<&Ctx> {
        if let Some(ctx) = self.ctx.get() {
            return Ok(ctx);
        }
        let ctx = Ctx { scrub: self.ui.scrub.clone(), ..self.config()?.ctx(&self.env)? };
        Ok(self.ctx.get_or_init(|| ctx))
    }

    /// The checks, embedded and the site's own.
    pub fn catalog(&self) -> Result<&Catalog> {
        if let Some(catalog) = self.catalog.get() {
            return Ok(catalog);
        }
        let catalog = catalog::load(self.checks_dir().as_deref()).map_err(|faults| catalog_error(&faults))?;
        Ok(self.catalog.get_or_init(|| catalog))
    }

    /// The calendar in force: built-in years under the site's files. A file with a fault is an error: due times that pass for right
    /// must not rest on half of it.
    pub fn calendar(&self) -> Result<&Calendar> {
        if let Some(calendar) = self.calendar.get() {
            return Ok(calendar);
        }
        let found = self.config()?.calendar()?;
        for note in &found.notes {
            self.ui.note(&note.to(self.ui.lang));
        }
        Ok(self.calendar.get_or_init(|| found.calendar))
    }

    #[must_use]
    pub fn checks_dir(&self) -> Option<PathBuf> {
        self.config().ok()?.settings.checks_dir.as_ref().map(|dir| dir.value.clone())
    }

    /// The limits in force for a check, and where each comes from.
    pub fn limits(&self, target: Option<&str>, check: &Check) -> Result<BTreeMap<String, (f64, String)>> {
        let Some(name) = target else {
            return Ok(check.limits.iter().map(|(k, v)| (k.clone(), (*v, "check".to_owned()))).collect());
        };
        let config = self.config()?;
        let target = config.target(name).ok_or_else(|| {
            Error::new(Kind::Usage, Msg::UnknownTarget { name: name.into() })
                .near(name, config.targets().map(|t| t.name.as_str()))
                .hint(Msg::HintTargets {})
        })?;
        Ok(config.limits_for(target, &check.id, &check.limits))
    }

    /// Limits and skips of the configuration that name no check or no limit: a typo must not silently be the default.
    pub fn check_limit_names(&self) -> Result<()> {
        let (config, catalog) = (self.config()?, self.catalog()?);
        let fault = |place: String, word: &str, known: Vec<&str>| Error::new(Kind::Config, Msg::ConfigInvalid { place }).near(word, known);
        for key in config.limit_keys() {
            let check = catalog.find(&key.check).map_err(|e| e.because(&key.origin))?;
            if !check.limits.contains_key(&key.name) {
                let known = check.limits.keys().map(String::as_str).collect();
                return Err(fault(format!("{}: limits.\"{}\".{}", key.origin, key.check, key.name), &key.name, known));
            }
        }
        for skip in config.skip_keys() {
            if !TargetKind::ASKED.map(crate::engine::connect_id).contains(&skip.value.as_str()) {
                catalog.find(&skip.value).map_err(|e| e.because(&skip.origin))?;
            }
        }
        Ok(())
    }

    /// Fetches a secret; from then on no output shows it.
    pub fn secret(&self, reference: &SecretRef) -> Result<Secret> {
        config::resolve(reference, &self.env, &self.ui.scrub)
    }

    /// Set by Ctrl-C.
    #[must_use]
    pub fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }

    /// A mark that no output can hold by chance: what control lines of one collected output begin with.
    #[must_use]
    pub fn new_mark(&self) -> String {
        let salt = format!("{} {} {:?}", std::process::id(), crate::ctx::clock().as_nanosecond(), std::thread::current().id());
        format!("{}{}", crate::parse::frames::MARK, &sha256(salt.as_bytes())[..16])
    }

    /// Names a run by its time in the configured zone and four hex digits that tell runs of one second apart.
    #[must_use]
    pub fn new_run_id(&self, ctx: &Ctx) -> String {
        let time = ctx.now.to_zoned(ctx.zone.clone()).strftime("%Y%m%d-%H%M%S").to_string();
        let salt = format!("{} {} {:?}", std::process::id(), crate::ctx::clock().as_nanosecond(), std::thread::current().id());
        format!("{time}-{}", &sha256(salt.as_bytes())[..4])
    }
}
