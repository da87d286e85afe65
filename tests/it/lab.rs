//! oralab – a laboratory stand-in for Oracle that speaks its wire protocol – for tests that need a server.
//! It runs where `OPSCTL_ORALAB` names its folder and `OPSCTL_ORALAB_PYTHON` a Python with its packages (see scripts/test);
//! elsewhere such tests are skipped aloud, and `OPSCTL_REQUIRE_ORALAB=1` makes the skip a failure.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::env::{Output, World};

/// A running stand-in; gone with the value.
pub(crate) struct Lab {
    child: Child,
    pub port: u16,
    _scenarios: tempfile::TempDir,
}

impl Drop for Lab {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a scenario; `None`, said aloud, where there is no laboratory.
pub(crate) fn lab(scenario: &str, args: &[&str]) -> Option<Lab> {
    let (Some(folder), Some(python)) = (std::env::var_os("OPSCTL_ORALAB"), std::env::var_os("OPSCTL_ORALAB_PYTHON")) else {
        assert!(std::env::var_os("OPSCTL_REQUIRE_ORALAB").is_none(), "oralab is required and not there");
        eprintln!("SKIPPED: oralab is not there (OPSCTL_ORALAB, OPSCTL_ORALAB_PYTHON): scenario {scenario}");
        return None;
    };
    let folder = PathBuf::from(folder);
    let scenarios = scenarios(&folder);
    // A statement that the stand-in cannot plan must not take the machine's memory.
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v 6000000; exec \"$0\" \"$@\""])
        .arg(python)
        .arg("-B")
        .arg(folder.join("serve.py"))
        .args(["--port", "0", "--scenario"])
        .arg(scenarios.path().join(scenario))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.by_ref().map_while(Result::ok).find(|line| line.contains(" at 127.0.0.1:"));
    let Some(ready) = ready else {
        let mut why = String::new();
        let _ = child.stderr.take().unwrap().read_to_string(&mut why);
        panic!("oralab did not start: {why}");
    };
    // The pipe stays open, or the server would end when it writes.
    std::thread::spawn(move || lines.for_each(drop));
    let port = ready.split(" at 127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).and_then(|p| p.parse().ok()).unwrap();
    Some(Lab { child, port, _scenarios: scenarios })
}

/// A folder of all scenarios: links to the laboratory's, copies of ours (tests/lab), so that ours find those that they extend beside them.
fn scenarios(lab: &Path) -> tempfile::TempDir {
    let all = tempfile::tempdir().unwrap();
    let folders = |path: &Path| std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect::<Vec<_>>();
    for theirs in folders(&lab.join("scenarios")) {
        std::os::unix::fs::symlink(&theirs, all.path().join(theirs.file_name().unwrap())).unwrap();
    }
    for ours in folders(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lab"))) {
        let copy = all.path().join(ours.file_name().unwrap());
        std::fs::create_dir(&copy).unwrap_or_else(|e| panic!("{} is a name of the laboratory: {e}", copy.display()));
        for file in std::fs::read_dir(&ours).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.join(file.file_name())).unwrap();
        }
    }
    all
}

/// A world whose target `db` is this server; `more` are further lines of the target.
pub(crate) fn world(port: u16, service: &str, password: &str, more: &str) -> World {
    let world = World::new();
    world.write("pw", format!("{password}\n"));
    std::fs::set_permissions(world.path("pw"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    point(&world, port, service, more);
    world
}

/// Lets the target `db` of this world be this server.
pub(crate) fn point(world: &World, port: u16, service: &str, more: &str) {
    world.write(
        "targets.toml",
        format!(
            "[target.db]\nkind = \"oracle\"\naddress = \"127.0.0.1:{port}/{service}\"\nuser = \"lab\"\npassword = {{ file = \"pw\" }}\n\
             connect-timeout = 3\n{more}\n"
        ),
    );
}

pub(crate) const ALL: &[&str] = &["inspect", "db", "db", "--cadence", "half-yearly", "--format", "json"];

/// What a run says, in short: findings at warning and above, what was not checked, and the exit code.
pub(crate) struct Seen {
    pub alarms: Vec<String>,
    pub notes: Vec<String>,
    pub not_checked: BTreeMap<String, String>,
    pub code: i32,
}

pub(crate) fn seen(output: &Output) -> Seen {
    let run: serde_json::Value = serde_json::from_str(&output.out).unwrap_or_else(|e| panic!("{e}: {output:?}"));
    let mut seen = Seen { alarms: Vec::new(), notes: Vec::new(), not_checked: BTreeMap::new(), code: output.code };
    for outcome in run["targets"][0]["outcomes"].as_array().unwrap() {
        let check = outcome["check"].as_str().unwrap();
        if outcome["state"] == "not-checked" || outcome["unjudged"].is_array() {
            let kind = outcome["reason"]["kind"].as_str().unwrap_or("rows");
            seen.not_checked.insert(check.to_owned(), kind.to_owned());
        }
        for finding in outcome["findings"].as_array().into_iter().flatten() {
            let line = format!("{} {check} {}", finding["level"].as_str().unwrap(), finding["subject"].as_str().unwrap());
            let list = if finding["level"] == "note" { &mut seen.notes } else { &mut seen.alarms };
            list.push(line.trim().to_owned());
        }
    }
    seen.alarms.sort();
    seen
}

/// A scenario of its own beside the healthy one, which it extends.
pub(crate) fn own_scenario(dir: &Path, yaml: &str, files: &[(&str, String)], args: &[&str]) -> Option<Lab> {
    let Some(folder) = std::env::var_os("OPSCTL_ORALAB") else { return lab("own", args) };
    std::os::unix::fs::symlink(Path::new(&folder).join("scenarios/healthy"), dir.join("healthy")).unwrap();
    let own = dir.join("own");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("scenario.yaml"), format!("extends: healthy\n{yaml}")).unwrap();
    for (name, text) in files {
        std::fs::write(own.join(name), text).unwrap();
    }
    lab(own.to_str().unwrap(), args)
}
