//! A sealed world for the binary: cleared environment, own folders, fixed clock, fixed width.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One folder with a configuration and a data folder; gone with the value.
pub(crate) struct World {
    dir: tempfile::TempDir,
    /// Where `dir` is a link to it.
    memory: Option<tempfile::TempDir>,
}

impl Drop for World {
    fn drop(&mut self) {
        if self.memory.is_some() || self.dir.path().is_symlink() {
            let _ = std::fs::remove_file(self.dir.path());
        }
    }
}

/// What a command printed and how it ended.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Monday, an hour after the night's jobs, in the zone of the samples.
pub(crate) const NOW: &str = "2026-11-22T08:00:00+08:00";

impl World {
    pub(crate) fn new() -> Self {
        Self::of(tempfile::tempdir().unwrap(), None)
    }

    /// In memory, where there is such a place: for what is done hundreds of times. Below `/dev` nothing is released to, so it is known by a
    /// link.
    pub(crate) fn in_memory() -> Self {
        let Ok(memory) = tempfile::tempdir_in("/dev/shm") else { return Self::new() };
        Self::elsewhere(memory.path().to_owned(), Some(memory))
    }

    /// In a folder that the caller made.
    pub(crate) fn elsewhere(folder: PathBuf, memory: Option<tempfile::TempDir>) -> Self {
        let link = tempfile::tempdir().unwrap();
        std::fs::remove_dir(link.path()).unwrap();
        std::os::unix::fs::symlink(folder, link.path()).unwrap();
        Self::of(link, memory)
    }

    fn of(dir: tempfile::TempDir, memory: Option<tempfile::TempDir>) -> Self {
        std::fs::write(dir.path().join("opsctl.toml"), "data-dir = \"data\"\noperator = \"张工\"\ntime-zone = \"Asia/Shanghai\"\n")
            .unwrap();
        std::fs::write(dir.path().join("targets.toml"), "").unwrap();
        Self { dir, memory }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A command ready to run in this world.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opsctl"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .env_clear()
            .env("HOME", self.dir.path())
            .env("OPSCTL_CONFIG", self.dir.path())
            .env("OPSCTL_NOW", NOW)
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.finish(self.command(args))
    }

    pub(crate) fn finish(&self, mut command: Command) -> Output {
        let done = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(self.dir.path().to_str().unwrap(), "$WORLD");
        Output { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
    }
}

impl Output {
    /// Everything in one picture for a snapshot; run ids and durations, which differ from run to run, are blanked.
    pub(crate) fn picture(&self) -> String {
        let text = format!("{}--- stderr\n{}--- exit {}", self.out, self.err, self.code);
        let run_id = regex::Regex::new(r"\b\d{8}-\d{6}-[0-9a-f]{4}\b").unwrap();
        let millis = regex::Regex::new(r"\b\d+ ms\b").unwrap();
        millis.replace_all(&run_id.replace_all(&text, "<run-id>"), "<n> ms").into_owned()
    }
}
