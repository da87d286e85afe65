//! What of a package is needed to take it back without the package: scripts and hooks. It lies beside the run's journal.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::sha256;
use crate::release::fault::{Fault, Result, io};

/// Scripts in their order, and hooks by their path in the package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kit {
    pub scripts: Vec<ScriptText>,
    pub hooks: BTreeMap<String, Vec<u8>>,
}

/// A script's three files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScriptText {
    pub name: String,
    pub database: String,
    pub deploy: Vec<u8>,
    pub verify: Vec<u8>,
    pub rollback: Option<Vec<u8>>,
    /// Why it cannot be taken back.
    pub irreversible: String,
}

const FILES: [&str; 3] = ["deploy.sql", "verify.sql", "rollback.sql"];

impl ScriptText {
    /// SHA-256 of its files, of those that there are.
    #[must_use]
    pub fn digests(&self) -> Vec<String> {
        [Some(&self.deploy), Some(&self.verify), self.rollback.as_ref()].into_iter().flatten().map(|bytes| sha256(bytes)).collect()
    }
}

impl Kit {
    #[must_use]
    pub fn script(&self, name: &str) -> Option<&ScriptText> {
        self.scripts.iter().find(|script| script.name == name)
    }

    /// Writes it into a folder that has none yet.
    pub(super) fn save(&self, folder: &Path) -> Result<()> {
        let put = |path: &Path, bytes: &[u8]| {
            let parent = path.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).and_then(|()| std::fs::write(path, bytes)).map_err(io(path))
        };
        for script in &self.scripts {
            let at = folder.join("sql").join(&script.name);
            for (name, bytes) in FILES.iter().zip([Some(&script.deploy), Some(&script.verify), script.rollback.as_ref()]) {
                if let Some(bytes) = bytes {
                    put(&at.join(name), bytes)?;
                }
            }
        }
        self.hooks.iter().try_for_each(|(path, bytes)| put(&folder.join(path), bytes))
    }

    /// Reads what was written; `work` says what there has to be. A file that is not what it was is told.
    pub fn load(folder: &Path, work: &super::Work) -> Result<Self> {
        let read = |path: &Path| std::fs::read(path).map_err(io(path));
        let mut kit = Self::default();
        for sql in &work.sql {
            let at = folder.join("sql").join(&sql.name);
            let script = ScriptText {
                name: sql.name.clone(),
                database: sql.database.clone(),
                deploy: read(&at.join(FILES[0]))?,
                verify: read(&at.join(FILES[1]))?,
                rollback: sql.files.get(2).map(|_| read(&at.join(FILES[2]))).transpose()?,
                irreversible: sql.irreversible.clone(),
            };
            if script.digests() != sql.files {
                return Err(Fault::Damaged { path: at, at: 0 });
            }
            kit.scripts.push(script);
        }
        let commands = work.places.iter().flat_map(|place| place.programs.values().flatten());
        for command in commands.filter(|command| command.hook) {
            let [path, digest] = command.argv.as_slice() else { continue };
            let bytes = read(&folder.join(path))?;
            if sha256(&bytes) != *digest {
                return Err(Fault::Damaged { path: folder.join(path), at: 0 });
            }
            kit.hooks.insert(path.clone(), bytes);
        }
        Ok(kit)
    }
}
