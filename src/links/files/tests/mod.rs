//! Folders made here, sealed, changed, and verified.
#![allow(clippy::unwrap_used)]

mod hostile;
mod key;
mod make;
mod others;
mod pace;
mod resume;
mod seal;
mod verify;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::{Effort, Made, Make, Pace, Resume, Verify};
use crate::seal::{By, Head, Manifest, Name, State, Turn};

static GO: AtomicBool = AtomicBool::new(false);

/// A place for folders, and how hard to work.
struct World {
    root: tempfile::TempDir,
    pace: Pace,
}

impl World {
    /// With these files, in `data`.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let world = Self { root: tempfile::tempdir().unwrap(), pace: Pace::new(None) };
        fs::create_dir(world.dir()).unwrap();
        for (name, data) in files {
            world.put(name, data);
        }
        world
    }

    fn dir(&self) -> std::path::PathBuf {
        self.root.path().join("data")
    }

    fn put(&self, name: &str, data: &[u8]) {
        let path = self.dir().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, data).unwrap();
    }

    fn effort(&self) -> Effort<'_> {
        Effort { threads: NonZeroUsize::new(3).unwrap(), pace: &self.pace, stop: &GO, progress: &|_| {} }
    }

    fn options(&self, by: By) -> Make<'_> {
        Make { by, effort: self.effort(), resume: None }
    }

    fn make(&self, by: By) -> Made {
        super::make(&self.dir(), head(), &self.options(by)).unwrap()
    }

    fn verify(&self, manifest: &Manifest) -> Vec<(String, State)> {
        self.verify_with(manifest, |options| options)
    }

    fn verify_with<'a>(&'a self, manifest: &Manifest, change: impl Fn(Verify<'a>) -> Verify<'a>) -> Vec<(String, State)> {
        let options = Verify { by: By::Both, turn: Turn::ALL, extra: true, effort: self.effort(), resume: None };
        let checked = super::verify(&self.dir(), manifest, &change(options)).unwrap();
        checked.files.into_iter().map(|file| (text(&file.name), file.state)).collect()
    }
}

fn text(name: &Name) -> String {
    String::from_utf8_lossy(name.bytes()).into_owned()
}

fn head() -> Head {
    Head { tool: "opsctl".into(), host: "h".into(), made: "2026-11-26T02:10:00Z".parse().unwrap() }
}

fn name(text: &str) -> Name {
    Name::new(text.as_bytes()).unwrap()
}

/// Root reads everything; what is about modes cannot be shown then.
fn is_root() -> bool {
    let root = rustix::process::geteuid().is_root();
    if root {
        println!("SKIPPED: root reads what it must not");
    }
    root
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
}
