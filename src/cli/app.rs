//! What commands share: terminal, catalog, configuration; each read at most once.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::check::catalog_error;
use crate::catalog::{self, Catalog};
use crate::error::Result;
use crate::model::{Check, Lang, Scrubber};
use crate::ui::Ui;

/// The command's surroundings.
#[derive(Debug)]
pub struct App {
    pub ui: Ui,
    catalog: OnceCell<Catalog>,
}

/// `--lang` wherever it stands, else the environment: also a usage error speaks the right language.
pub(super) fn language_before_parsing(args: &[OsString]) -> Lang {
    let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
    let flag = words
        .iter()
        .enumerate()
        .find_map(|(i, w)| w.strip_prefix("--lang=").or_else(|| (*w == "--lang").then(|| words.get(i + 1).copied()).flatten()));
    flag.and_then(Lang::parse).unwrap_or_default()
}

impl App {
    pub(super) fn start(global: &super::Global, lang: Lang) -> Self {
        Self { ui: Ui::new(lang, global.quiet, false, None, Scrubber::default()), catalog: OnceCell::new() }
    }

    /// The checks, embedded and the site's own.
    pub fn catalog(&self) -> Result<&Catalog> {
        if let Some(catalog) = self.catalog.get() {
            return Ok(catalog);
        }
        let catalog = catalog::load(self.checks_dir().as_deref()).map_err(|faults| catalog_error(&faults))?;
        Ok(self.catalog.get_or_init(|| catalog))
    }

    #[must_use]
    pub fn checks_dir(&self) -> Option<PathBuf> {
        None
    }

    /// The limits in force for a check, and where each comes from.
    pub fn limits(&self, _target: Option<&str>, check: &Check) -> Result<BTreeMap<String, (f64, String)>> {
        Ok(check.limits.iter().map(|(k, v)| (k.clone(), (*v, "check".to_owned()))).collect())
    }
}
