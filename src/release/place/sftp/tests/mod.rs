//! Transactions through OpenSSH's own `sftp-server`, over a pair of sockets.

mod cut;
mod life;
mod looks;
mod server;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::Sftp;
use crate::links::root::Root;
use crate::model::release::{Entry, EntryKind, Expected, Image, Meta, Mtime, Name, Plan};
use crate::model::sha256;
use crate::release::Actor;
use crate::release::fault::Result;
use crate::release::place::{From, Place as _};
use crate::release::tree::{Content, Payload};
use server::Server;

/// Files of a package by their paths.
#[derive(Default, Clone)]
struct Files(BTreeMap<Name, Vec<u8>>);

impl Payload for Files {
    fn open(&self, _: usize, path: &Name) -> std::io::Result<Content<'_>> {
        let bytes = self.0.get(path).ok_or(std::io::ErrorKind::NotFound)?;
        Ok(Content { bytes: Box::new(bytes.as_slice()), xattrs: Vec::new() })
    }
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

fn actor() -> Actor {
    Actor { name: "张工".into(), now: "2026-11-27T00:00:00Z".parse().unwrap() }
}

fn entry(path: &str, kind: EntryKind) -> Entry {
    let mtime = (kind == EntryKind::File).then_some(Mtime { s: 1_750_000_000, ns: 123 });
    Entry { path: name(path), kind, sha256: String::new(), size: 0, link: String::new(), mode: None, mtime, expect: Expected::Any }
}

/// A target on the host, and a package for it.
struct Story {
    dir: tempfile::TempDir,
    entries: Vec<Entry>,
    files: Files,
}

impl Story {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("root")).unwrap();
        Self { dir, entries: Vec::new(), files: Files::default() }
    }

    /// All kinds of changes: replaced, large, new, deep, a link for a link and for a file, what goes away.
    fn webapp() -> Self {
        let story = Self::new()
            .has("WEB-INF/web.xml", "old")
            .has("WEB-INF/classes/App.class", "old class")
            .has("lib/a-1.jar", &"jar 1".repeat(20_000))
            .has("lib/c.jar", &"c".repeat(40_000))
            .has("lib/b.jar", "file that becomes a link")
            .has("same.txt", "same")
            .has("conf/db.properties", "url=1")
            .brings("WEB-INF/web.xml", "new")
            .brings("WEB-INF/classes/sub/deep/New.class", "new class")
            .brings("lib/a-2.jar", &"jar 2".repeat(20_000))
            .brings("lib/c.jar", &"d".repeat(50_000))
            .brings("same.txt", "same")
            .with(Entry { link: "a-2.jar".into(), ..entry("lib/a.jar", EntryKind::Link) })
            .with(Entry { link: "a-2.jar".into(), ..entry("lib/b.jar", EntryKind::Link) })
            .with(Entry { link: "nowhere".into(), ..entry("lib/new.jar", EntryKind::Link) })
            .with(entry("lib/a-1.jar", EntryKind::Delete))
            .with(entry("conf/db.properties", EntryKind::Delete))
            .with(entry("conf", EntryKind::Delete))
            .with(entry("tmp", EntryKind::Dir));
        let root = story.root();
        std::os::unix::fs::symlink("a-1.jar", root.join("lib/a.jar")).unwrap();
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(root.join("WEB-INF/web.xml"), Some(4242), Some(4343)).unwrap();
        }
        std::fs::set_permissions(root.join("WEB-INF/web.xml"), std::fs::Permissions::from_mode(0o4640)).unwrap();
        story.whole_seconds();
        story
    }

    fn root(&self) -> PathBuf {
        self.dir.path().join("root")
    }

    /// SFTP has no finer times of folders to bring back.
    fn whole_seconds(&self) {
        let root = Root::open(&self.root()).unwrap();
        root.set_time(None, Mtime { s: 1_700_000_000, ns: 0 }).unwrap();
        for found in walkdir::WalkDir::new(self.root()).min_depth(1).into_iter().map(std::result::Result::unwrap) {
            if found.file_type().is_dir() {
                root.set_time(Some(&below(&self.root(), found.path())), Mtime { s: 1_700_000_001, ns: 0 }).unwrap();
            }
        }
    }

    fn has(self, path: &str, text: &str) -> Self {
        let at = self.root().join(path);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::fs::write(&at, text).unwrap();
        // Finer than SFTP tells.
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_micros(1_700_000_002_123_456);
        std::fs::File::open(&at).unwrap().set_modified(time).unwrap();
        self
    }

    fn brings(mut self, path: &str, text: &str) -> Self {
        self.entries.push(Entry { sha256: sha256(text.as_bytes()), size: text.len() as u64, ..entry(path, EntryKind::File) });
        self.files.0.insert(name(path), text.as_bytes().to_vec());
        self
    }

    fn with(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    fn place<'s>(&self, server: &'s Server) -> Sftp<'s> {
        self.place_of("records", server)
    }

    /// Of a controller.
    fn place_of<'s>(&self, records: &str, server: &'s Server) -> Sftp<'s> {
        let dir = self.dir.path();
        Sftp::new("web", &self.root(), &dir.join("state"), &dir.join(records), Box::new(|| server.connect()))
    }

    fn plan(&self, place: &mut Sftp<'_>) -> Result<Plan> {
        place.plan(&self.entries, "zs-3.2.1", "digest")
    }

    /// All but the decision.
    fn ready(&self, place: &mut Sftp<'_>) -> Result<String> {
        place.hold("test")?;
        place.recover(&actor())?;
        let plan = self.plan(place)?;
        let txn = place.begin(&plan, From::Package(&self.files), &actor())?;
        place.switch(&actor())?;
        place.ready(&actor())?;
        Ok(txn)
    }

    /// The target as it is, all of it, to the nanosecond.
    fn tree(&self) -> Vec<(String, Image)> {
        let open = Root::open(&self.root()).unwrap();
        let own = Root::open(self.dir.path()).unwrap().look(&name("root")).unwrap();
        let mut all = vec![(String::new(), own)];
        for found in walkdir::WalkDir::new(self.root()).min_depth(1).sort_by_file_name() {
            let name = below(&self.root(), found.unwrap().path());
            all.push((name.to_string(), open.look(&name).unwrap()));
        }
        all
    }

    /// What lies in the state of the host.
    fn state(&self) -> Vec<String> {
        let Ok(listed) = std::fs::read_dir(self.dir.path().join("state")) else { return Vec::new() };
        let mut all: Vec<String> = listed.map(|one| one.unwrap().file_name().to_string_lossy().into_owned()).collect();
        all.sort();
        all
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }
}

fn below(root: &Path, path: &Path) -> Name {
    use std::os::unix::ffi::OsStrExt as _;
    Name::from_bytes(path.strip_prefix(root).unwrap().as_os_str().as_bytes()).unwrap()
}

/// Without the times of folders and links, which a new version makes now.
fn timeless(tree: Vec<(String, Image)>) -> Vec<(String, Image)> {
    let zero = |meta: Meta| Meta { mtime: Mtime { s: 0, ns: 0 }, ..meta };
    let one = |image| match image {
        Image::Dir { meta } => Image::Dir { meta: zero(meta) },
        Image::Link { to, meta } => Image::Link { to, meta: zero(meta) },
        other => other,
    };
    tree.into_iter().map(|(name, image)| (name, one(image))).collect()
}
