//! Configuration from the outside: folders with files in, settings, targets or printed errors out.

mod corpus;
mod files;
mod layers;
mod releases;
mod samples;
mod selecting;

use std::path::Path;

use super::{Config, Env, Flags};
use crate::error::Error;
use crate::model::{Lang, Scrubber};

/// A sealed world: a folder with `etc/`, `home/` and `site/`, the last one the working folder.
struct World(tempfile::TempDir);

impl World {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for name in ["etc", "home/.config/opsctl", "site/targets.d"] {
            std::fs::create_dir_all(dir.path().join(name)).unwrap();
        }
        Self(dir)
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.0.path().join(name), bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn env(&self, vars: &[(&str, &str)]) -> Env {
        let home = self.path("home");
        let vars = vars.iter().copied().chain([("HOME", home.as_str())]);
        let mut env = Env::from_vars(vars, self.0.path().join("site"));
        env.system_dir = self.0.path().join("etc");
        env
    }

    fn load(&self) -> Result<Config, Error> {
        Config::load(&self.env(&[]), &Flags::default())
    }

    /// What a user reads, with the folder taken out of the paths.
    fn says(&self, error: &Error, lang: Lang) -> String {
        error.lines(lang, &Scrubber::default()).join("\n").replace(&format!("{}/", self.0.path().display()), "")
    }

    fn refused(&self) -> String {
        self.says(&self.load().unwrap_err(), Lang::En)
    }

    /// The value and origin of one key.
    fn row(&self, config: &Config, key: &str) -> (String, String) {
        let row = config.rows().into_iter().find(|row| row.key == key).unwrap();
        let short = |text: String| text.replace(&format!("{}/", self.0.path().display()), "");
        (short(row.value), short(row.origin))
    }
}

/// A target that needs nothing else, with more lines.
fn target(name: &str, more: &str) -> String {
    let head = format!("[target.{name}]\nkind = \"oracle\"\naddress = \"{name}:1521/orcl\"\n");
    format!("{head}user = \"opsctl\"\npassword = {{ file = \"secrets/{name}\" }}\n{more}\n")
}

fn names(targets: &[crate::model::Target]) -> Vec<&str> {
    targets.iter().map(|t| t.name.as_str()).collect()
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}
