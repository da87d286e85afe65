//! Transactions on a real file system: what is there before, what after, and that there is nothing else.

mod ends;
mod life;

use std::collections::BTreeMap;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::{Content, Payload, Site, Txn, apply, plan};
use crate::links::root::Root;
use crate::model::release::{Entry, EntryKind, Expected, Image, Name};
use crate::model::sha256;
use crate::release::Actor;

/// Files of a package by their paths.
#[derive(Default, Clone)]
struct Files(BTreeMap<Name, Vec<u8>>);

impl Payload for Files {
    fn open(&self, _: usize, path: &Name) -> io::Result<Content<'_>> {
        let bytes = self.0.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Content { bytes: Box::new(bytes.as_slice()), xattrs: Vec::new() })
    }
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn entry(path: &str, kind: EntryKind) -> Entry {
    Entry { path: name(path), kind, sha256: String::new(), size: 0, link: String::new(), mode: None, mtime: None, expect: Expected::Any }
}

/// A target, its state beside it, and the package that is put there.
struct Story {
    dir: tempfile::TempDir,
    site: Site,
    entries: Vec<Entry>,
    files: Files,
}

impl Story {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("root")).unwrap();
        let site = Site::make("web", &dir.path().join("root"), &dir.path().join("state")).unwrap();
        Self { dir, site, entries: Vec::new(), files: Files::default() }
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("root")
    }

    /// Writes a file of the target as it is before the release.
    fn has(self, path: &str, text: &str) -> Self {
        let at = self.root().join(path);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::fs::write(at, text).unwrap();
        self
    }

    fn brings(mut self, path: &str, text: &str) -> Self {
        let file = Entry { sha256: sha256(text.as_bytes()), size: text.len() as u64, ..entry(path, EntryKind::File) };
        self.entries.push(file);
        self.files.0.insert(name(path), text.as_bytes().to_vec());
        self
    }

    fn with(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    fn plan(&self) -> crate::release::fault::Result<crate::model::release::Plan> {
        plan(&self.site, &self.entries, "zs-3.2.1", "digest")
    }

    fn apply(&self) -> crate::release::fault::Result<super::Applied> {
        let plan = self.plan()?;
        apply(&self.site.hold("test").unwrap(), &plan, &self.files, None, &actor())
    }

    /// As a run leaves it that is killed just before it decides. The number of its transaction.
    fn interrupted(&self, held: &super::Held<'_>, plan: &crate::model::release::Plan) -> String {
        let mut txn = Txn::begin(held, plan, &self.files, None, &actor()).unwrap();
        txn.switch(held, &actor()).unwrap();
        txn.number().to_owned()
    }

    /// The target as it is, all of it.
    fn tree(&self) -> Vec<(String, Image)> {
        tree(&self.root())
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }
}

fn actor() -> Actor {
    Actor { name: "张工".into(), now: "2026-11-22T00:00:00Z".parse().unwrap() }
}

/// All of a folder, itself too, with everything that a release has to bring back.
fn tree(root: &Path) -> Vec<(String, Image)> {
    let open = Root::open(root).unwrap();
    let mut all = vec![(String::new(), Image::Dir { meta: folder(root) })];
    for found in walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name() {
        let found = found.unwrap();
        let name = Name::from_bytes(found.path().strip_prefix(root).unwrap().as_os_str().as_bytes()).unwrap();
        all.push((name.to_string(), open.look(&name).unwrap()));
    }
    all
}

fn folder(root: &Path) -> crate::model::release::Meta {
    let parent = Root::open(root.parent().unwrap()).unwrap();
    let image = parent.look(&Name::from_bytes(root.file_name().unwrap().as_bytes()).unwrap()).unwrap();
    image.meta().unwrap().clone()
}
