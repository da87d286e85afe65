//! A site with hosts for `opsctl inspect host`: the real binary in a sealed world, real servers on loopback.
//!
//! A host here is this machine, so its figures are its own: tests go by what is certain – the exit code, what was judged, what
//! was not and why, the sentences.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::env::{Output, World};
use crate::sshd::Sshd;

/// Its configuration and what was run in it.
pub(crate) struct Site {
    pub world: World,
    targets: String,
}

/// A run: what was printed, and the run itself as JSON.
#[derive(Debug)]
pub(crate) struct Seen {
    pub code: i32,
    pub out: String,
    pub err: String,
    pub run: Value,
    pub took: Duration,
}

/// Cheap checks: one that has nothing to find, and one of what is mounted, which may have.
pub(crate) const IDENTITY: &[&str] = &["--check", "host.identity"];
pub(crate) const MOUNTS: &[&str] = &["--check", "host.mount"];

/// What a server's own commands take from a folder before the machine's: `fake` puts them there.
pub(crate) const FAKES: &str = "SetEnv PATH=$DIR/fake:/usr/bin:/bin";

/// A command of a host, as a shell script.
pub(crate) fn fake(sshd: &Sshd, name: &str, text: &str) {
    let file = sshd.path("fake").join(name);
    fs::create_dir_all(sshd.path("fake")).unwrap();
    fs::write(&file, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
}

impl Site {
    pub(crate) fn new() -> Self {
        Self { world: World::new(), targets: String::new() }
    }

    /// One host at a server, with the key that may log in.
    pub(crate) fn with(sshd: &Sshd) -> Self {
        Self::new().host("db1", sshd, "")
    }

    /// A host at a server. `more` is of its section and comes first: what it says is not said again.
    pub(crate) fn host(self, name: &str, sshd: &Sshd, more: &str) -> Self {
        let usual = [
            ("address", "\"127.0.0.1\"".to_owned()),
            ("port", sshd.port.to_string()),
            ("user", "\"root\"".to_owned()),
            ("keys", format!("[\"{}\"]", sshd.path("client").display())),
            ("known-hosts", format!("[\"{}\"]", sshd.path("known_hosts").display())),
        ];
        let said = |key: &str| more.lines().any(|line| line.starts_with(&format!("{key} =")));
        let usual: String = usual.iter().filter(|(key, _)| !said(key)).map(|(key, value)| format!("{key} = {value}\n")).collect();
        self.target(name, &format!("{usual}{more}"))
    }

    /// A host at a port of loopback that is no server of ours.
    pub(crate) fn port(self, name: &str, port: u16, more: &str) -> Self {
        self.target(name, &format!("address = \"127.0.0.1\"\nport = {port}\nuser = \"root\"\nconnect-timeout = 1\ntimeout = 1\n{more}"))
    }

    pub(crate) fn target(mut self, name: &str, lines: &str) -> Self {
        self.targets += &format!("[target.{name}]\nkind = \"host\"\n{lines}\n");
        self.world.write("targets.toml", &self.targets);
        self
    }

    /// `opsctl inspect host …`, ready to run; the run is kept in `run.json`.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut all = vec!["inspect", "host", "--no-store", "-o", "run.json"];
        all.extend(args);
        self.world.command(&all)
    }

    pub(crate) fn inspect(&self, args: &[&str]) -> Seen {
        let start = Instant::now();
        let output = self.world.finish(self.command(args));
        self.seen(output, start.elapsed())
    }

    /// The mounts only.
    pub(crate) fn mounts(&self) -> Seen {
        self.inspect(MOUNTS)
    }

    /// Runs it, and does something meanwhile.
    pub(crate) fn meanwhile(&self, args: &[&str], act: impl FnOnce(&mut Child)) -> Seen {
        let start = Instant::now();
        let mut command = self.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        act(&mut child);
        let done = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let output = Output { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) };
        self.seen(output, start.elapsed())
    }

    fn seen(&self, output: Output, took: Duration) -> Seen {
        let bytes = std::fs::read(self.world.path("run.json")).unwrap_or_default();
        let run = serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{e}: {output:?}"));
        std::fs::remove_file(self.world.path("run.json")).unwrap();
        Seen { code: output.code, out: output.out, err: output.err, run, took }
    }
}

impl Seen {
    fn outcome(&self, target: &str, check: &str) -> &Value {
        let named = |list: &'_ Value, key: &str, name: &str| list.as_array().unwrap().iter().position(|x| x[key] == name);
        let targets = &self.run["targets"];
        let target = named(targets, "name", target).unwrap_or_else(|| panic!("no target {target}: {}", self.out));
        let outcomes = &targets[target]["outcomes"];
        &outcomes[named(outcomes, "check", check).unwrap_or_else(|| panic!("no check {check}: {}", self.out))]
    }

    /// What became of a check in a word or two: `judged`, or why not: `timeout`, `not-reached`, ….
    pub(crate) fn state(&self, target: &str, check: &str) -> &str {
        let outcome = self.outcome(target, check);
        match outcome["reason"]["kind"].as_str() {
            Some(why) => why,
            None => outcome["state"].as_str().unwrap(),
        }
    }

    /// Everything that is said of a check: its findings, or the reason why it was not judged.
    pub(crate) fn says(&self, target: &str, check: &str) -> String {
        let outcome = self.outcome(target, check);
        format!("{} {}", outcome["findings"], outcome["reason"])
    }

    /// The level of the worst finding of a check.
    pub(crate) fn level(&self, target: &str, check: &str) -> Option<&'static str> {
        let findings = self.outcome(target, check)["findings"].as_array()?;
        ["critical", "warning", "note"].into_iter().find(|level| findings.iter().any(|f| f["level"] == *level))
    }

    /// A cell of the first row of a check.
    pub(crate) fn cells(&self, target: &str, check: &str, column: &str) -> Vec<&Value> {
        let table = &self.outcome(target, check)["table"];
        let at = table["columns"].as_array().unwrap().iter().position(|c| c["name"] == column).unwrap();
        table["rows"].as_array().unwrap().iter().map(|row| &row[at]).collect()
    }

    /// The exit code is that of a run in which something was not judged; a figure of this machine may be worse than that.
    pub(crate) fn unknown(&self) -> bool {
        self.code == if self.run["tally"]["critical"] == 0 { 3 } else { 2 }
    }

    /// Whether the screen shows a text, which it wraps anywhere.
    pub(crate) fn shows(&self, text: &str) -> bool {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        bare(&self.out).contains(&bare(text))
    }

    /// The host was reached and its mounts were judged.
    pub(crate) fn judged(&self, target: &str) -> bool {
        self.level(target, "host.connect").is_none()
            && ["host.connect", "host.identity", "host.mount"].iter().all(|c| self.state(target, c) == "judged")
    }
}
