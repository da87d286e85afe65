//! The folder and `release.toml` → the manifest, and where the bytes of each of its files are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Timestamp;

use super::fault::{Unbuilt, Why};
use super::spec::{self, Spec};
use super::tree::{self, Tree, unread};
use super::{SPEC, parts};
use crate::links::root::{Kind, Root};
use crate::model::release::{Hook, Image, Manifest, Name, Script, Sealed, Verify};

/// What is to be written.
pub(super) struct Draft {
    pub manifest: Manifest,
    /// Where the bytes of a path of the package are below the folder.
    pub sources: BTreeMap<String, Name>,
    pub unchanged: usize,
    /// What is in the folder and not in the package.
    pub left_out: Vec<String>,
}

/// The folder while it is read.
struct Desk<'a> {
    root: &'a Root,
    sources: BTreeMap<String, Name>,
    why: Vec<Why>,
}

pub(super) fn draft(root: &Root, spec: Spec, base: &BTreeMap<String, PathBuf>, now: Timestamp) -> Result<Draft, Unbuilt> {
    let mut desk = Desk { root, sources: BTreeMap::new(), why: Vec::new() };
    let left_out = root.list(None).map_err(unread(root, None))?;
    let left_out = left_out.into_iter().map(|(name, _)| crate::model::release::shown(&name));
    let left_out = left_out.filter(|name| ![SPEC, "files", "sql", "hooks", "form"].contains(&name.as_str())).collect();
    let (parts, unchanged) = desk.parts(&spec, base)?;
    let sql = desk.sql(&spec)?;
    let hooks = desk.hooks(&spec)?;
    desk.papers()?;
    let look = |look: spec::Look| Verify { title: look.title, part: look.part, seconds: look.seconds, probe: look.probe };
    let manifest = Manifest {
        format: Manifest::FORMAT.into(),
        version: Manifest::VERSION,
        id: spec.id,
        system: spec.system,
        from: spec.from,
        to: spec.to,
        created_at: Timestamp::from_second(now.as_second()).unwrap_or(now),
        notes: spec.notes,
        tickets: spec.tickets,
        parts,
        sql,
        hooks,
        verify: spec.verify.into_iter().map(look).collect(),
    };
    if desk.why.is_empty() { Ok(Draft { manifest, sources: desk.sources, unchanged, left_out }) } else { Err(Unbuilt::Source(desk.why)) }
}

type Parts = BTreeMap<String, Vec<crate::model::release::Entry>>;

impl Desk<'_> {
    /// The names in a folder of the package's source; none where it is not there.
    fn list(&self, folder: &str) -> Result<Vec<(String, Kind)>, Unbuilt> {
        let name = name(folder)?;
        match self.root.list(Some(&name)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(unread(self.root, Some(&name))(error)),
            Ok(all) => Ok(all.into_iter().map(|(name, kind)| (crate::model::release::shown(&name), kind)).collect()),
        }
    }

    /// A file that is not of a part; `None` where there is none.
    fn sealed(&mut self, path: &str) -> Result<Option<Sealed>, Unbuilt> {
        let name = name(path)?;
        match self.root.look(&name).map_err(unread(self.root, Some(&name)))? {
            Image::File { sha256, size, .. } => {
                self.sources.insert(path.to_owned(), name);
                Ok(Some(Sealed { path: path.to_owned(), sha256, size }))
            }
            Image::Absent => Ok(None),
            _ => {
                self.why.push(Why::NotFile(path.to_owned()));
                Ok(None)
            }
        }
    }

    fn parts(&mut self, spec: &Spec, base: &BTreeMap<String, PathBuf>) -> Result<(Parts, usize), Unbuilt> {
        let mut found: BTreeMap<String, Tree> = BTreeMap::new();
        for (part, kind) in self.list("files")? {
            if kind == Kind::Dir {
                found.insert(part.clone(), tree::read(self.root, Some(&name(&format!("files/{part}"))?))?);
            } else {
                self.why.push(Why::NotFile(format!("files/{part}")));
            }
        }
        // A part may only take away; it has no files then.
        for (part, one) in &spec.parts {
            if !found.contains_key(part) && one.delete.is_empty() && !one.mirror {
                self.why.push(Why::NoPart(part.clone()));
            }
            found.entry(part.clone()).or_default();
        }
        let unknown = base.keys().filter(|part| !found.contains_key(*part));
        self.why.extend(unknown.map(|part| Why::BaseOfNone(part.clone())));
        let (mut all, mut unchanged, default) = (Parts::new(), 0, spec::Part::default());
        for (part, new) in found {
            let base = base.get(&part).map(|path| {
                let root = Root::open(path).map_err(|cause| Unbuilt::Read { path: path.clone(), cause })?;
                tree::read(&root, None)
            });
            let own = spec.parts.get(&part).unwrap_or(&default);
            let made = parts::entries(&part, own, &new, base.transpose()?.as_ref(), spec.keep_times, &mut self.why);
            for entry in &made.entries {
                let path = [b"files/", part.as_bytes(), b"/", entry.path.as_bytes()].concat();
                if let Ok(source) = Name::from_bytes(&path) {
                    self.sources.insert(format!("files/{part}/{}", entry.path), source);
                }
            }
            unchanged += made.unchanged;
            all.insert(part, made.entries);
        }
        all.retain(|_, entries| !entries.is_empty());
        Ok((all, unchanged))
    }

    fn sql(&mut self, spec: &Spec) -> Result<Vec<Script>, Unbuilt> {
        let listed = self.list("sql")?;
        let folders: BTreeSet<&str> = listed.iter().filter(|(_, kind)| *kind == Kind::Dir).map(|(name, _)| name.as_str()).collect();
        let strays = listed.iter().filter(|(_, kind)| *kind != Kind::Dir);
        self.why.extend(strays.map(|(name, _)| Why::Unused(format!("sql/{name}"))));
        let mut told: BTreeMap<&str, &spec::Sql> = BTreeMap::new();
        for one in &spec.sql {
            if !folders.contains(one.name.as_str()) {
                self.why.push(Why::Named(format!("sql/{}/", one.name)));
            }
            if told.insert(&one.name, one).is_some() {
                self.why.push(Why::Twice(one.name.clone()));
            }
        }
        let mut scripts = Vec::new();
        for folder in folders {
            let own = ["deploy.sql", "verify.sql", "rollback.sql"];
            let strays = self.list(&format!("sql/{folder}"))?.into_iter().filter(|(name, _)| !own.contains(&name.as_str()));
            let strays: Vec<Why> = strays.map(|(name, _)| Why::Unused(format!("sql/{folder}/{name}"))).collect();
            self.why.extend(strays);
            let [deploy, verify, rollback] = own.map(|name| self.sealed(&format!("sql/{folder}/{name}")));
            let told = told.get(folder);
            let (rollback, irreversible) = (rollback?, told.map(|told| told.irreversible.clone()).unwrap_or_default());
            if rollback.is_some() != irreversible.trim().is_empty() {
                self.why.push(Why::WayBack(format!("sql/{folder}")));
            }
            match (deploy?, verify?) {
                (Some(deploy), Some(verify)) => {
                    let database = told.map_or_else(spec::main, |told| told.database.clone());
                    scripts.push(Script { name: folder.to_owned(), database, deploy, verify, rollback, irreversible });
                }
                (deploy, verify) => {
                    let missing = [(deploy, "deploy.sql"), (verify, "verify.sql")].into_iter().filter(|(found, _)| found.is_none());
                    self.why.extend(missing.map(|(_, name)| Why::Missing(format!("sql/{folder}/{name}"))));
                }
            }
        }
        Ok(scripts)
    }

    fn hooks(&mut self, spec: &Spec) -> Result<Vec<Hook>, Unbuilt> {
        let mut hooks = Vec::new();
        for run in &spec.hook {
            let path = format!("hooks/{}", run.run);
            match self.sealed(&path)? {
                Some(file) => hooks.push(Hook { when: run.when, part: run.part.clone(), file, seconds: run.seconds }),
                None => self.why.push(Why::Named(path)),
            }
        }
        let unused = self.list("hooks")?.into_iter().filter(|(name, _)| spec.hook.iter().all(|run| run.run != *name));
        let unused: Vec<Why> = unused.map(|(name, _)| Why::Unused(format!("hooks/{name}"))).collect();
        self.why.extend(unused);
        Ok(hooks)
    }

    fn papers(&mut self) -> Result<(), Unbuilt> {
        if self.list("form")?.is_empty() {
            return Ok(());
        }
        for (name, kind) in tree::walk(self.root, Some(&name("form")?))? {
            match kind {
                Kind::Dir => {}
                Kind::File => drop(self.sources.insert(name.to_string(), name)),
                Kind::Link | Kind::Other => self.why.push(Why::NotFile(name.to_string())),
            }
        }
        Ok(())
    }
}

/// Paths that a person wrote, or that were read from the folder.
fn name(path: &str) -> Result<Name, Unbuilt> {
    path.parse().map_err(|why| Unbuilt::Read { path: path.into(), cause: std::io::Error::other(format!("{why}")) })
}
