//! The processes of this host, from `/proc` of Linux. Elsewhere there is none, and nothing is found.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Where it is mounted.
pub(super) const PROC: &str = "/proc";
/// What is read of a command line or an environment at most: Linux takes no more of both in most settings.
const MOST: u64 = 2 << 20;

/// A process that was there when it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Process {
    pub(super) id: i32,
    pub(super) parent: i32,
    pub(super) session: i32,
    /// Ended, and not yet taken note of by its parent.
    pub(super) dead: bool,
    /// When it began, in the kernel's ticks: a number that was given anew belongs to another.
    pub(super) since: u64,
}

/// All of them that are shown to us.
pub(super) fn all(proc: &Path) -> Vec<Process> {
    let entries = std::fs::read_dir(proc).into_iter().flatten().flatten();
    entries.filter_map(|entry| one(proc, entry.file_name().to_str()?.parse().ok()?)).collect()
}

/// One; `None`: it is gone.
pub(super) fn one(proc: &Path, id: i32) -> Option<Process> {
    let stat = std::fs::read(path(proc, id, "stat")).ok()?;
    let stat = String::from_utf8_lossy(&stat);
    // The second field is a name in brackets, which may have anything in it.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
    let dead = matches!(fields.next()?, "Z" | "X" | "x");
    let parent = fields.next()?.parse().ok()?;
    let session = fields.nth(1)?.parse().ok()?;
    let since = fields.nth(15)?.parse().ok()?;
    Some(Process { id, parent, session, dead, since })
}

/// The arguments of a process, each ended by NUL; empty of kernel threads and of the dead.
pub(super) fn arguments(proc: &Path, id: i32) -> std::io::Result<Vec<u8>> {
    read(&path(proc, id, "cmdline"))
}

/// Whether its environment, as it was when its program began, has this `NAME=value`. Of processes of others it cannot be read.
pub(super) fn has_variable(proc: &Path, id: i32, variable: &str) -> bool {
    read(&path(proc, id, "environ")).is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == variable.as_bytes()))
}

fn path(proc: &Path, id: i32, what: &str) -> PathBuf {
    proc.join(id.to_string()).join(what)
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
