//! `release gen DIR N BYTES`: a new tree of N files of so many bytes in DIR/new, and the one before it in DIR/root.
//! `release apply DIR`: puts DIR/new in place of DIR/root as `opsctl release` does; `release undo DIR` takes it back. Each tells seconds
//! and memory. `scripts/bench` puts it beside `rsync -a` and a sync of the same tree.

#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::error::Error;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use opsctl::links::root::Root;
use opsctl::model::release::{Entry, EntryKind, Expected, Image, Name};
use opsctl::release::{Actor, Applied, Content, Payload, Site, apply, plan, undo_of};

/// Files of a folder.
struct Folder(PathBuf);

impl Payload for Folder {
    fn open(&self, _: usize, path: &Name) -> io::Result<Content<'_>> {
        Ok(Content { bytes: Box::new(fs::File::open(self.0.join(path.as_path()))?), xattrs: Vec::new() })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().filter(|a| a != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["gen", dir, count, bytes] => generate(Path::new(dir), count.parse()?, bytes.parse()?),
        ["apply", dir] => {
            let dir = Path::new(dir);
            let entries = entries(&dir.join("new"))?;
            let began = Instant::now();
            let site = Site::make("bench", &dir.join("root"), &dir.join("state"))?;
            let plan = plan(&site, &entries, "bench", "digest")?;
            println!("plan {:.2} s", began.elapsed().as_secs_f64());
            done(apply(&site.hold("bench")?, &plan, &Folder(dir.join("new")), None, &actor())?)?;
            tell(began, plan.steps.len())
        }
        ["undo", dir] => {
            let dir = Path::new(dir);
            let began = Instant::now();
            let site = Site::make("bench", &dir.join("root"), &dir.join("state"))?;
            let undo = undo_of(&site, None)?;
            done(apply(&site.hold("bench")?, &undo.plan, &undo, Some(&undo.txn), &actor())?)?;
            tell(began, undo.plan.steps.len())
        }
        _ => Err("usage: release gen DIR N BYTES | apply DIR | undo DIR".into()),
    }
}

fn actor() -> Actor {
    Actor { name: "bench".into(), now: jiff::Timestamp::UNIX_EPOCH }
}

fn done(applied: Applied) -> Result<(), Box<dyn Error>> {
    match applied {
        Applied::Committed { .. } => Ok(()),
        other => Err(format!("{other:?}").into()),
    }
}

fn tell(began: Instant, paths: usize) -> Result<(), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let memory = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("{:.2} s {paths} paths {memory}", began.elapsed().as_secs_f64());
    Ok(())
}

/// A hundred files a folder; half of what is there before is another file of the same name.
fn generate(dir: &Path, count: usize, bytes: usize) -> Result<(), Box<dyn Error>> {
    for (tree, seed) in [("root", 1_u64), ("new", 2)] {
        for file in 0..count {
            let folder = dir.join(tree).join(format!("d{:04}", file / 100));
            if file % 100 == 0 {
                fs::create_dir_all(&folder)?;
            }
            if tree == "root" && file % 2 == 1 {
                continue;
            }
            let mut state = seed << 32 | file as u64;
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33).to_le_bytes()[0]
            };
            fs::write(folder.join(format!("f{file:06}.class")), (0..bytes).map(|_| next()).collect::<Vec<u8>>())?;
        }
    }
    Ok(())
}

fn entries(new: &Path) -> Result<Vec<Entry>, Box<dyn Error>> {
    let (mut entries, root) = (Vec::new(), Root::open(new)?);
    for found in walkdir::WalkDir::new(new).min_depth(1).sort_by_file_name() {
        let path = Name::from_bytes(found?.path().strip_prefix(new)?.as_os_str().as_bytes())?;
        let (kind, sha256, size) = match root.look(&path)? {
            Image::File { sha256, size, .. } => (EntryKind::File, sha256, size),
            _ => (EntryKind::Dir, String::new(), 0),
        };
        entries.push(Entry { path, kind, sha256, size, link: String::new(), mode: None, mtime: None, expect: Expected::Any });
    }
    Ok(entries)
}
